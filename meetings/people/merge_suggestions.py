"""Which people may be one person under two names: suggested after each import, decided by an editor (merging.py)."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from meetings.danish.name_spellings import (
    CHANGED_SURNAME,
    NameSpelling,
    may_have_changed_surname,
    name_spelling,
    reason_for_likeness,
)
from meetings.models import Appointment, Meeting, Participant, PersonMerge


@dataclass(frozen=True)
class _Member:
    """A person in a municipality, with all parties and days of lists of participants and appointments there."""

    key: int
    name: str
    municipality: int
    parties: frozenset[int]
    earliest: date
    latest: date
    spelling: NameSpelling

    @property
    def fullness(self) -> tuple[int, int, date, int]:
        """A sort key: the greater of two is kept. More names, more letters, the later meeting, the earlier record."""
        return len(self.spelling.words), len(self.name), self.latest, -self.key


def suggest_merges(meeting: Meeting) -> int:
    """Suggest to merge people who are new in the meeting with others of a similar name; returns how many pairs.

    Suggested are two of one municipality and one party (or one of them without a party), for whose names
    `reason_for_likeness` gives a reason, or of whom one may have got another surname. Not so two who were at one
    meeting, and pairs that were suggested or decided before. The number of queries does not grow with the people.
    """
    newcomers = _newcomers(meeting)
    if not newcomers:
        return 0
    found = {
        (kept.key, merged.key): reason
        for one, other in _candidate_pairs(_members({municipality for _, municipality in newcomers}), newcomers)
        if (reason := _reason(one, other))
        for merged, kept in [_in_order(one, other, reason)]
    }
    for kept, merged in [*_pairs_at_one_meeting(found), *_pairs_decided_before(found)]:
        found.pop((kept, merged), None)
        found.pop((merged, kept), None)
    pairs = [PersonMerge(kept_id=kept, merged_id=merged, reason=found[kept, merged]) for kept, merged in sorted(found)]
    PersonMerge.objects.bulk_create(pairs, ignore_conflicts=True)
    return len(pairs)


def _reason(one: _Member, other: _Member) -> str:
    """Why the two members of one municipality may be one person, '' where nothing says so."""
    if one.parties and other.parties and not one.parties & other.parties:
        return ""
    if reason := reason_for_likeness(one.spelling, other.spelling):
        return reason
    is_one_after_the_other = one.latest < other.earliest or other.latest < one.earliest
    may_be_one = one.parties & other.parties and is_one_after_the_other
    return CHANGED_SURNAME if may_be_one and may_have_changed_surname(one.spelling, other.spelling) else ""


def _in_order(one: _Member, other: _Member, reason: str) -> list[_Member]:
    """The one to be merged, then the one to be kept: of two surnames the later is the name."""
    if reason == CHANGED_SURNAME:
        return sorted((one, other), key=lambda member: member.latest)
    return sorted((one, other), key=lambda member: member.fullness)


def _newcomers(meeting: Meeting) -> set[tuple[int, int]]:
    """Person and municipality, by their keys, of those whom no other meeting has for that municipality and party."""
    found: set[tuple[int, int]] = set()
    for model, of_meeting in ((Participant, "meeting"), (Appointment, "item__meeting")):
        records: QuerySet[Any] = model._default_manager.filter(municipality__isnull=False).order_by()
        elsewhere = (
            Participant.objects.alias(party_or_none=Coalesce("party", 0))
            .filter(
                person=OuterRef("person"),
                municipality=OuterRef("municipality"),
                party_or_none=Coalesce(OuterRef("party"), 0),
            )
            .exclude(meeting=meeting)
        )
        new = records.filter(~Exists(elsewhere), person__merged_into=None, **{of_meeting: meeting})
        found.update(new.values_list("person", "municipality"))
    return found


def _members(municipalities: Iterable[int]) -> list[_Member]:
    """Everybody whom a list of participants or an appointment has for one of the municipalities."""
    found: dict[tuple[int, int], _Member] = {}
    for model, day in ((Appointment, "item__meeting__date"), (Participant, "meeting__date")):
        records: QuerySet[Any] = model._default_manager.filter(
            municipality__in=municipalities, person__merged_into=None
        )
        grouped = records.order_by().values_list("person", "person__name", "municipality", "party")
        for key, name, municipality, party, first, last in grouped.annotate(Min(day), Max(day)):
            parties = frozenset({party} - {None})
            known = found.get((key, municipality))
            if known:
                first, last = min(first, known.earliest), max(last, known.latest)
                parties |= known.parties
            found[key, municipality] = _Member(key, name, municipality, parties, first, last, name_spelling(name))
    return list(found.values())


def _candidate_pairs(
    members: Iterable[_Member], newcomers: Container[tuple[int, int]]
) -> Iterator[tuple[_Member, _Member]]:
    """Each pair of a newcomer and another member of one municipality who share a key of their names."""
    alike: dict[tuple[int, str], list[_Member]] = defaultdict(list)
    for member in sorted(members, key=lambda one: one.key):
        for key in member.spelling.keys:
            alike[member.municipality, key].append(member)
    for group in alike.values():
        for one, other in combinations(group, 2):
            is_new = any((member.key, member.municipality) in newcomers for member in (one, other))
            if is_new:
                yield one, other


def _pairs_at_one_meeting(pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the pairs who were at one meeting."""
    meetings: dict[int, set[int]] = defaultdict(set)
    seats = Participant.objects.filter(person__in={key for pair in pairs for key in pair}).order_by()
    for person, meeting in seats.values_list("person", "meeting"):
        meetings[person].add(meeting)
    return [(one, other) for one, other in pairs if meetings[one] & meetings[other]]


def _pairs_decided_before(pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the pairs that were suggested or decided before."""
    people = {key for pair in pairs for key in pair}
    return list(PersonMerge.objects.filter(kept__in=people, merged__in=people).values_list("kept", "merged"))
