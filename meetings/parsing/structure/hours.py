"""Items that stand below the hours at which a meeting takes them up, in an agenda by the clock.

»19.00 – 19.45« above »Budget for næste år«, or »Kl. 19.00: Budget for næste år«; the hours go on through the evening.
"""

import re
from collections.abc import Iterator, Sequence

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import Heading, is_title, item_heading
from meetings.parsing.structure.participant_headings import participant_heading

_HOUR = r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})"
_HOURS = re.compile(
    rf"^(?:[Kk]l\.?\s?)?{_HOUR}(?:\s?[-–]\s?\d{{1,2}}[.:]\d{{2}})?(?:\s?[:.–-])?(?:\s+(?P<title>[A-ZÆØÅ”\"»].*))?$"
)
_FEWEST = 3


def find_items_by_the_clock(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The titles behind or below hours that never go back, numbered from 1; none where they are fewer than three."""
    found = list(_hours_with_titles(lines))
    minutes = [minute for minute, *_ in found]
    if len(found) < _FEWEST or minutes != sorted(minutes) or minutes[0] == minutes[-1]:
        return ()
    return tuple(
        item_heading(str(number), lines, [title], at + 1, line=at, start=start)
        for number, (_, start, at, title) in enumerate(found, start=1)
    )


def _hours_with_titles(lines: Sequence[Line]) -> Iterator[tuple[int, int, int, str]]:
    """The minute of the day, the line of the hours, that of the title, and the title, of each."""
    for index, line in enumerate(lines):
        match = _HOURS.match(line.text)
        if match is None:
            continue
        below = next((at for at in range(index + 1, len(lines)) if lines[at].text), index)
        at = index if match["title"] else below
        title = match["title"] or lines[below].text
        if (at != index and below == index) or not _may_be_title(title):
            continue
        yield int(match["hour"]) * 60 + int(match["minute"]), index, at, title


def _may_be_title(text: str) -> bool:
    is_other = field_heading(text) or participant_heading(text) or names_attendance(text) or says_outcome(text)
    return is_title(text) and text[:1].isupper() and not is_other
