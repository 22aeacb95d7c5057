"""The people that an item names: those it appoints, those they follow, and members of the council in its texts."""

import re
from collections.abc import Iterable

from meetings.models import AgendaItem, Appointment, Person

# So many are listed: a bound on the page's length.
NAMED_AT_MOST = 40


def named_people(item: AgendaItem, appointments: Iterable[Appointment]) -> list[Person]:
    """In Danish order. Only members of the council's lists around that day are looked for, by their full names.

    Two queries, whatever number of people the lists have: names are looked for first.
    """
    text = "\n".join((item.title, *item.texts().values()))
    members = Person.objects.participants_around(item.meeting.council_id, item.meeting.date)
    found = set(members.filter(pk__in=_keys_named_in(text)))
    for appointment in appointments:
        found |= {one for one in (appointment.person, appointment.replaces) if one and not one.is_withheld}
    return sorted(found, key=lambda person: person.sort_key)[:NAMED_AT_MOST]


def _keys_named_in(text: str) -> set[int]:
    """The keys of the people whom the text names; for the name of one who was merged, of the person who is kept."""
    return {
        person.merged_into_id or person.pk
        for person in Person.objects.perhaps_named_in(text)
        if _names_any([person.name] if person.merged_into_id else person.names, text)
    }


def _names_any(names: Iterable[str], text: str) -> bool:
    return any(name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?:['’]?s)?(?![\w-])", text) for name in names)
