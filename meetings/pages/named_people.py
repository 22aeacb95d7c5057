"""The people that an item names: those it appoints, those they follow, and members of the council in its texts."""

import re
from collections.abc import Iterable

from meetings.models import AgendaItem, Appointment, Person

# So many are listed: a bound on the page's length.
NAMED_AT_MOST = 40


def named_people(item: AgendaItem, appointments: Iterable[Appointment]) -> list[Person]:
    """In Danish order. Only members of the council's lists around that day are looked for, by their full names."""
    text = "\n".join((item.title, *item.texts().values()))
    found = {
        person
        for person in Person.objects.participants_around(item.meeting.council_id, item.meeting.date)
        if _is_named(person, text)
    }
    for appointment in appointments:
        found |= {one for one in (appointment.person, appointment.replaces) if one and not one.is_withheld}
    return sorted(found, key=lambda person: person.sort_key)[:NAMED_AT_MOST]


def _is_named(person: Person, text: str) -> bool:
    names = (*person.names, *(other.name for other in person.merged.all()))
    return any(name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?:['’]?s)?(?![\w-])", text) for name in names)
