"""Which of the people of one name a document means: by whom they sat for, and when (docs/decisions/0019).

Two municipalities are two people, until an editor says that they are one; so are two parties of one municipality at one
time. Another party later is one who changed it. Where a document does not tell, whoever was nearest in time is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from meetings.people.known_people import KnownPerson, Seat

# How sure it is that a person is the one meant, beside what `_fit` gives; the surer, the higher.
DECIDED_BY_EDITOR, SAME_ROW, SAME_MEETING, NOT_MEANT = 100, 90, 80, 0


@dataclass(frozen=True)
class PersonMention:
    """A person as a document names him on a day: for whom he sits, '' where it does not tell."""

    name: str
    municipality: str
    party: str
    day: date
    # What an editor who split a person says this place by (Person.decided_places).
    place: str = ""


@dataclass(frozen=True)
class Choice:
    """Somebody who may be meant, and how sure it is; a sort key, the surest the greatest."""

    sureness: int
    is_listed: bool
    has_the_name: bool
    nearness: int
    seniority: int

    @property
    def order(self) -> tuple[int, bool, bool, int, int]:
        return self.sureness, self.is_listed, self.has_the_name, self.nearness, self.seniority


def choice_of(
    mention: PersonMention,
    person: KnownPerson,
    everybody: Sequence[KnownPerson],
    *,
    read_here: tuple[str, str] | None = None,
    is_listed: bool = False,
) -> Choice | None:
    """How sure it is that the mention means the person, of `everybody` of the name; None if it means somebody else.

    `read_here` is the municipality and party by which a document of this meeting named him before; `is_listed` is
    whether he is on the document's own list of participants.
    """
    fit = _fit(mention, person, everybody)
    if mention.place and mention.place in person.decided_places:
        fit = DECIDED_BY_EDITOR
    elif read_here == (mention.municipality, mention.party):
        fit = SAME_ROW
    elif read_here is not None and fit:
        fit = SAME_MEETING
    if fit == NOT_MEANT:
        return None
    has_the_name = mention.name in (person.name, person.unique_name)
    return Choice(fit, is_listed, has_the_name, -person.days_from(mention.day), -(person.key or 10**9))


def are_two(one: Seat, other: Seat) -> bool:
    """Whether the seats cannot be one person's, as far as documents tell."""
    if one.municipality and other.municipality and one.municipality != other.municipality:
        return True
    is_other_party = bool(one.party and other.party and one.party != other.party)
    return is_other_party and one.is_during(other.first, other.last)


def is_contradicted(seats: Iterable[Seat]) -> bool:
    """Whether the seats are not all one person's."""
    return any(are_two(one, other) for one, other in combinations(joined(seats), 2))


def joined(seats: Iterable[Seat]) -> list[Seat]:
    """One seat for each municipality and party, from its first day to its last."""
    found: dict[tuple[str, str], Seat] = {}
    for seat in seats:
        known = found.get((seat.municipality, seat.party), seat)
        first, last = min(known.first, seat.first), max(known.last, seat.last)
        found[seat.municipality, seat.party] = Seat(seat.municipality, seat.party, first, last)
    return list(found.values())


def _fit(mention: PersonMention, person: KnownPerson, everybody: Sequence[KnownPerson]) -> int:
    """The surer the greater: first by the municipality, then by the party. 0 for somebody else."""
    if not person.seats:
        return 2 if mention.municipality and person.qualifier == mention.municipality else 1
    here = _seats_in(mention.municipality, person)
    if mention.municipality and not here:
        if any(seat.municipality for seat in person.seats):
            return NOT_MEANT
        here = person.seats
    is_placed = bool(mention.municipality) and any(seat.municipality for seat in here)
    base = 20 if is_placed else 10
    if mention.party and any(seat.party == mention.party for seat in here):
        return base + 3
    others = [seat for seat in joined(here) if seat.party]
    if not mention.party or not others:
        return base + 2
    if any(seat.is_during(mention.day, mention.day) for seat in others) or _has_rival(mention, person, everybody):
        return NOT_MEANT
    return base + 1


def _has_rival(mention: PersonMention, person: KnownPerson, everybody: Sequence[KnownPerson]) -> bool:
    """Whether somebody else of the name may have changed to the party as well: then nobody knows which of them did."""
    return any(other.who != person.who and _seats_in(mention.municipality, other) for other in everybody)


def _seats_in(municipality: str, person: KnownPerson) -> list[Seat]:
    return [seat for seat in person.seats if not municipality or seat.municipality == municipality]
