"""Two people of one name who may be one: an editor is asked, and they stay apart until it is answered (merging.py)."""

from collections import defaultdict
from itertools import combinations

from django.db.models import Q

from meetings.danish.omitted import OMITTED
from meetings.models import Meeting, Participant, Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.people.council_seats import MunicipalityNames
from meetings.people.identity import joined
from meetings.people.known_people import KnownPerson, known_people, names_of_several

_MAX_REASON = 200


def ask_about_same_names(meeting: Meeting) -> int:
    """Ask an editor about the meeting's people and others of their names; returns of how many pairs.

    Two who were at one meeting are two: of them nobody is asked, nor any longer. What was decided is not asked again.
    Of names that were taken out nothing is known.
    The number of queries does not grow with the people.
    """
    here = Q(participations__meeting=meeting) | Q(appointments__item__meeting=meeting)
    names = Person.objects.unmerged().filter(here).order_by("name").values_list("name", flat=True).distinct()
    shared = names_of_several(names)
    pairs: dict[tuple[int, int], str] = {}
    for of_name in known_people(shared, MunicipalityNames()).values() if shared else ():
        unmerged = [person for person in of_name if person.key and person.key == person.current and person.seats]
        for kept, other in combinations(sorted(unmerged, key=lambda person: person.key or 0), 2):
            if kept.name == other.name and OMITTED not in kept.name and kept.key and other.key:
                pairs[kept.key, other.key] = _reason(kept, other)
    if not pairs:
        return 0
    people = {key for pair in pairs for key in pair}
    both = _at_one_meeting(people)
    stored = PersonMerge.objects.filter(kept__in=people, merged__in=people)
    known = {tuple(sorted(pair)) for pair in stored.values_list("kept", "merged")}
    for kept_key, merged_key in pairs.keys() & both & known:
        stored.filter(state=MergeState.SUGGESTED, kept=kept_key, merged=merged_key).delete()
    new = [pair for pair in sorted(pairs) if pair not in both and pair not in known]
    PersonMerge.objects.bulk_create(
        (PersonMerge(kept_id=kept, merged_id=merged, reason=pairs[kept, merged]) for kept, merged in new),
        ignore_conflicts=True,
    )
    return len(new)


def _reason(one: KnownPerson, other: KnownPerson) -> str:
    """»Samme navn: Morsø (F) og Læsø (V).«"""
    return f"Samme navn: {_seats(one)} og {_seats(other)}."[:_MAX_REASON]


def _seats(person: KnownPerson) -> str:
    return ", ".join(
        " ".join(filter(None, (seat.municipality, f"({seat.party})" if seat.party else ""))) or "uden kommune"
        for seat in joined(person.seats)
    )


def _at_one_meeting(people: set[int]) -> set[tuple[int, int]]:
    """The pairs of them who stand on one list."""
    meetings: dict[int, list[int]] = defaultdict(list)
    rows = Participant.objects.filter(person__in=people).order_by("person").values_list("meeting", "person")
    for meeting, person in rows:
        meetings[meeting].append(person)
    return {pair for of_meeting in meetings.values() for pair in combinations(sorted(of_meeting), 2)}
