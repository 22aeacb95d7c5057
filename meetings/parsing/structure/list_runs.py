"""What each line of a document is at first sight, and which numbered lines are the entries of a list.

An item's number and a list's look alike. But a list begins anew with 1, within a text that a heading has begun or below
a line that introduces it; the next item's number goes on from the item before.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.numbers import Number, Numbered

_INTRODUCES_LIST = re.compile(r"[:,]$")
_LIST_NUMBER = re.compile(r"^(?:(?:Punkt|Pkt|Sag)\.? )?(?P<number>\d{1,3})[.:)]?\s+[A-ZÆØÅ]")
_ABOVE_AND_BELOW = 2


@dataclass(frozen=True)
class Signs:
    """The lines that name a text, and those that name a case, by their index.

    `last_fields` and `last_signs` have for each line the nearest above that names a text, or a text or a case.
    """

    fields: Mapping[int, str]
    cases: frozenset[int]
    case_numbers: frozenset[int]
    last_fields: Sequence[int]
    last_signs: Sequence[int]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Signs":
        """The signs of the lines of a document."""
        fields = {
            index: found.field
            for index, line in enumerate(lines)
            if (found := field_heading(line.text)) and not (found.is_kept and _stands_between_numbers(lines, index))
        }
        cases = {index: case for index, line in enumerate(lines) if line.text and (case := parse_case_line(line.text))}
        numbers = frozenset(index for index, case in cases.items() if case.number or case.subject)
        return cls(
            fields,
            frozenset(cases),
            numbers,
            _nearest_above(len(lines), fields.keys()),
            _nearest_above(len(lines), fields.keys() | cases.keys()),
        )

    def field(self, index: int) -> str:
        """The text that a line names, '' for a line that names none."""
        return self.fields.get(index, "")

    def field_above(self, index: int) -> str:
        """The text whose name stands nearest above a line, '' without."""
        return self.field(self.last_fields[index])

    def has_case(self, index: int) -> bool:
        """Whether a line tells of the case: its number, or whether it is open."""
        return index in self.cases

    def has_case_number(self, index: int) -> bool:
        """Whether a line has a case's number."""
        return index in self.case_numbers

    def ends_title(self, index: int) -> bool:
        """Whether a line below a title shows that the title has ended."""
        return index in self.fields or index in self.cases


def _stands_between_numbers(lines: Sequence[Line], index: int) -> bool:
    """Whether a line heads a part of a list whose numbers run on above and below it (»Høringer:«): it names no text."""
    around = [_LIST_NUMBER.match(lines[at].text) for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    numbers = [int(match["number"]) for match in around if match]
    return len(numbers) == _ABOVE_AND_BELOW and numbers[0] + 1 == numbers[1]


class ListRuns:
    """Which of the numbered lines of a document are entries of a list."""

    def __init__(self, lines: Sequence[Line], signs: Signs, numbered: Mapping[int, Numbered]) -> None:
        first = min(numbered, default=0)
        self._entries: set[int] = set()
        # Whether each number of the part above was a list's entry. That of the item below a list comes a second time.
        seen: dict[Number, bool] = {}
        part = -1
        opening = numbered[first] if numbered else None
        for index, found in numbered.items():
            # What repeats the first line of the agenda's list is an item, where a list would begin as well.
            is_repeated = opening is not None and index != first and _are_alike(found, opening)
            above = signs.last_signs[index]
            if above != part:
                part, seen = above, {}
            goes_on = found.number not in seen and seen.get(_number_before(found.number), False)
            if goes_on or (not is_repeated and _begins_list(lines, signs, found, first)):
                self._entries.add(index)
            seen[found.number] = index in self._entries

    def is_entry(self, index: int) -> bool:
        """Whether the numbered line at an index is an entry of a list."""
        return index in self._entries


def _are_alike(found: Numbered, other: Numbered) -> bool:
    return found.number == other.number and found.title != "" and found.title.casefold() == other.title.casefold()


def _number_before(number: Number) -> Number:
    return (number[0], number[1] - 1) if number[1] else (number[0] - 1, 0)


def _begins_list(lines: Sequence[Line], signs: Signs, found: Numbered, first: int) -> bool:
    """Whether a line is the first entry of a list: a 1 within a text, or below a line that introduces it."""
    if found.number not in {(1, 0), (0, 1)} or found.is_prefixed:
        return False
    if found.index == first:
        return signs.field(first - 1) == "recommendation"
    part = signs.last_signs[found.index]
    has_case_above = part == found.index - 1 and part not in signs.fields
    introduced = _INTRODUCES_LIST.search(lines[found.index - 1].text) is not None
    return introduced or (part > first and not has_case_above)


def _nearest_above(count: int, marked: Set[int]) -> list[int]:
    """For each index up to `count`, the nearest marked one above it; -1 without."""
    last, found = -1, []
    for index in range(count):
        found.append(last)
        last = index if index in marked else last
    return found
