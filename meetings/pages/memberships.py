"""For which party and municipality somebody sat in a council, by its lists, or was appointed, by what items told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from meetings.danish.dates import year_span
from meetings.models import Appointment, Council, Municipality, Participant, Party


@dataclass(frozen=True)
class Membership:
    """A time in which somebody sat in a council for one party and one municipality, as its meetings show."""

    council: Council
    party: Party | None
    municipality: Municipality | None
    party_name: str
    participations: tuple[Participant, ...]

    @property
    def first(self) -> Participant:
        return self.participations[0]

    @property
    def last(self) -> Participant:
        return self.participations[-1]

    @property
    def years(self) -> str:
        """»2021« or »2021–2026«."""
        return _span_of_years(self.participations)

    @property
    def roles(self) -> list[str]:
        """What the person was meanwhile, one after the other: »formand 2022–2024«."""
        return [
            f"{role} {_span_of_years(list(in_role))}"
            for role, in_role in groupby(self.participations, lambda one: one.role)
            if role
        ]


@dataclass(frozen=True)
class ToldWhenAppointed:
    """The party and municipality that items told of somebody whom they appointed, and the first and last of them."""

    party: Party | None
    municipality: Municipality | None
    party_name: str
    first: Appointment
    last: Appointment

    @property
    def years(self) -> str:
        """»2021« or »2021–2026«."""
        return year_span(self.first.item.meeting.date.year, self.last.item.meeting.date.year)


def told_when_appointed(oldest_first: Iterable[Appointment]) -> list[ToldWhenAppointed]:
    """Each party and municipality that appointments tell, newest first; those that tell neither are left out."""
    told: dict[tuple[int | None, int | None, str], list[Appointment]] = {}
    for one in oldest_first:
        if one.party or one.municipality:
            name = one.party.name_on(one.item.meeting.date) if one.party else ""
            told.setdefault((one.party_id, one.municipality_id, name), []).append(one)
    found = [
        ToldWhenAppointed(of_one[0].party, of_one[0].municipality, name, of_one[0], of_one[-1])
        for (_, _, name), of_one in told.items()
    ]
    return sorted(found, key=lambda one: one.last.item.meeting.date, reverse=True)


def memberships(oldest_first: Iterable[Participant]) -> list[Membership]:
    """A person's participations as memberships, newest first.

    Another council, party, municipality or party name begins a new one: a letter may come to stand for another party.
    """
    by_council = sorted(oldest_first, key=lambda participant: participant.meeting.council.name)

    def membership_key(one: Participant) -> tuple[int, int | None, int | None, str]:
        return one.meeting.council_id, one.party_id, one.municipality_id, one.party_name

    found = [
        Membership(
            of_one[0].meeting.council, of_one[0].party, of_one[0].municipality, of_one[0].party_name, tuple(of_one)
        )
        for _, group in groupby(by_council, membership_key)
        for of_one in [list(group)]
    ]
    return sorted(found, key=lambda membership: membership.last.meeting.date, reverse=True)


def _span_of_years(participations: Sequence[Participant]) -> str:
    """The years of participations in order: »2021« or »2021–2026«."""
    return year_span(participations[0].meeting.date.year, participations[-1].meeting.date.year)
