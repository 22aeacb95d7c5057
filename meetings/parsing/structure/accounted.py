"""Numbered lines that look like an item's heading and were read as something else, without a reason to be seen.

A line that is numbered as the next item would be, stands apart and looks like a title is an item, or else the entry of
a list, a repeated heading or a sentence; what is none of these may be an item that was not recognized.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.headings import Heading, follows_gap, is_title
from meetings.parsing.structure.list_runs import ListRuns, Signs
from meetings.parsing.structure.numbers import FORMS, Numbered, may_be_numbered, number_as_text

_TWO_LEVELS = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<title>[A-ZÆØÅ].*)$")


@dataclass(frozen=True)
class LeftOver:
    """A line that looks like the heading of item `number`; `within` is the item that it was read in, '' above all."""

    line: Line
    number: str
    title: str
    within: str


def left_over_headings(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[LeftOver]:
    """The lines of a document that look like the headings of further items, in order."""
    if not headings:
        return
    known = {heading.number for heading in headings}
    titles = {heading.title.casefold() for heading in headings}
    signs = Signs.of(lines)
    numbered = _numbered(lines)
    runs = ListRuns(lines, signs, numbered)
    has_gaps = any(line.gap for line in lines)
    at = -1
    for index, line in enumerate(lines):
        while at + 1 < len(headings) and headings[at + 1].start <= index:
            at += 1
        within = headings[at] if at >= 0 else None
        number, title = _number_and_title(line, numbered.get(index))
        stands_apart = follows_gap(line) or not has_gaps or within is None or "." in number
        if (within and index < within.end) or not stands_apart or line.mark:
            continue
        if not number or number in known or not is_title(title) or title.casefold() in titles:
            continue
        is_entry = within is not None and runs.is_entry(index)
        if not is_entry and _comes_next(number, within, headings[-1]):
            yield LeftOver(line, number, title, within.number if within else "")


def _numbered(lines: Sequence[Line]) -> dict[int, Numbered]:
    found = (
        (index, next((hit for form in FORMS[:2] if (hit := form(index, line.text))), None))
        for index, line in enumerate(lines)
        if may_be_numbered(line.text)
    )
    return {index: hit for index, hit in found if hit}


def _number_and_title(line: Line, found: Numbered | None) -> tuple[str, str]:
    if match := _TWO_LEVELS.match(line.text):
        return match["number"], match["title"]
    return (number_as_text(found.number), found.title) if found and found.title and found.has_stop else ("", "")


def _comes_next(number: str, within: Heading | None, last: Heading) -> bool:
    """Whether a number is the one after the item that it stands in; in a list of contents, one after all items."""
    if within is None:
        return _as_pair(number) > _as_pair(last.number) and number.count(".") == last.number.count(".")
    section, item = _as_pair(within.number)
    return _as_pair(number) in {(section, item + 1), (section + 1, 0), (section + 1, 1)} and (
        number.count(".") == within.number.count(".") or not within.is_item
    )


def _as_pair(number: str) -> tuple[int, int]:
    section, _, item = number.partition(".")
    return int(section), int(item or 0)
