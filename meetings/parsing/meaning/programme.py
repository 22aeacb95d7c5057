"""Reads the programme of a meeting's day from an item's text: »– 10.00-12.00: KKR-møde«."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

# How an entry of a programme begins, for Python and PostgreSQL alike.
TIMED_ENTRY = r"– \d{1,2}[.:]\d{2} ?[-–] ?\d{1,2}[.:]\d{2}"
_ENTRY = re.compile(r"– (\d{1,2})[.:](\d{2}) ?[-–] ?(\d{1,2})[.:](\d{2})(?: ?[-–:] ?| )(\S.*)")


@dataclass(frozen=True)
class ProgrammeEvent:
    """A part of the day: when it begins and ends, and what it is."""

    begins: time
    ends: time
    what: str


def read_programme(text: str) -> tuple[ProgrammeEvent, ...]:
    """The events of the text's first list of them, in its order; none where there are not two.

    An entry whose hours no clock has (»25.00«) is left out.
    """
    found: list[ProgrammeEvent] = []
    for line in filter(None, text.split("\n")):
        if event := next(_events_on_line(line), None):
            found.append(event)
        elif found:
            break
    return tuple(found) if len(found) > 1 else ()


def _events_on_line(line: str) -> Iterator[ProgrammeEvent]:
    if entry := _ENTRY.fullmatch(line.strip()):
        *figures, what = entry.groups()
        first_hour, first_minute, last_hour, last_minute = map(int, figures)
        if max(first_hour, last_hour) < 24 and max(first_minute, last_minute) < 60:
            yield ProgrammeEvent(
                time(first_hour, first_minute), time(last_hour, last_minute), what[0].upper() + what[1:]
            )
