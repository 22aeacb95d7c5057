"""Headings of items without numbers: titles above an item's texts, and lists of titles with bullets.

Such a title is known by what stands below it: the texts of an item come once, so a line that stands alone above a
text that the item before has had, or that the first one began with, begins the next item.
"""

import re
from collections.abc import Sequence

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import Heading, follows_gap, is_title, item_heading
from meetings.parsing.structure.list_runs import Signs

_BULLET = re.compile(r"^(?P<mark>[•·▪–*-])\s+(?P<title>[A-ZÆØÅ\d”\"»].*)$")
_OPENS_LIST = re.compile(r"^(?:Dagsorden|Punkter|Dagsordenspunkter|Indhold|Emner|Sager)\b.{0,40}$", re.IGNORECASE)
# What a cover has above the first text, and a text at its end: a day, a place, a label, somebody's party.
_NO_TITLE = re.compile(
    r"\d{1,2}[.:]\d{2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|:\s|:$|\bkl\.|^(?:Mødelokale|Lokale|Rådhuset|Byråds|Rådssal|"
    r"Referat|Dagsorden|Udkast|Udskriv|Bilag|Ingen|Intet|Til toppen|Indhold)|\([A-ZÆØÅ]{1,2}\)",
    re.IGNORECASE,
)
_FEWEST_TITLES = 2


def find_unnumbered_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The titles that stand above items' texts, else those of a list with bullets; numbered from 1."""
    titles = _titles_above_texts(lines) or _titles_with_bullets(lines)
    return tuple(
        item_heading(str(number), lines, [title], index + 1, line=index)
        for number, (index, title) in enumerate(titles, start=1)
    )


def _titles_above_texts(lines: Sequence[Line]) -> list[tuple[int, str]]:
    signs = Signs.of(lines)
    opening = next((field for index, field in signs.fields.items() if not _is_weak(lines[index])), "")
    begun: set[str] = set()
    found: list[tuple[int, str]] = []
    for index in range(1, len(lines)):
        field = signs.field(index)
        above = index - 1
        begins_item = (field == opening or field in begun) if field else signs.has_case_number(index)
        if begins_item and _is_title_alone(lines, above) and not signs.ends_title(above):
            found.append((above, _without_bullet(lines[above].text)))
            begun = set()
        if field:
            begun.add(field)
    return found


def _is_weak(line: Line) -> bool:
    """Whether a line names a text only where no other does, as a cover's »Referat« may."""
    heading = field_heading(line.text)
    return heading is not None and heading.is_weak


def _is_title_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands apart and has the look of a title."""
    text = _without_bullet(lines[index].text)
    stands_apart = index == 0 or follows_gap(lines[index])
    looks_like_title = text[:1].isupper() and is_title(text) and not _NO_TITLE.search(text)
    return stands_apart and looks_like_title and not (says_outcome(text) or names_attendance(text))


def _titles_with_bullets(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The titles of the first list with bullets below a line that opens the agenda, in a document without texts."""
    if any(field_heading(line.text) for line in lines):
        return []
    opened = next((index for index, line in enumerate(lines) if _OPENS_LIST.match(line.text)), len(lines))
    found = [
        (index, match["title"])
        for index in range(opened + 1, len(lines))
        if (match := _BULLET.match(lines[index].text)) and is_title(match["title"])
    ]
    return found if len(found) >= _FEWEST_TITLES else []


def _without_bullet(text: str) -> str:
    match = _BULLET.match(text)
    return match["title"] if match else text
