"""Numbers of items that stand on a line of their own above the title: »Punkt 3« or »3.«, and below it »Broen«.

The two are read as one line. A number without a word may as well be a table's cell, a page's or the end of a sentence:
it counts where such numbers run on, or where an item's texts stand below the title.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import LONGEST_TITLE, ends_sentence, ends_title, follows_gap, is_title
from meetings.parsing.structure.numbers import is_number_of_item, parse_prefixed

_WITHOUT_WORD = re.compile(r"^(?:[•·▪]\s+)?(?P<number>\d{1,4}(?:\.\d{1,2})?)\s?(?P<stop>[.:)–-]{0,2})$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_BEGINS_TITLE = re.compile(r"^(?:[A-ZÆØÅ][^\W\d_]|[A-ZÆØÅ]-|[ÅIØ]\s|[»”\"“'(]|\d{4}\s|§)")
_LABEL = re.compile(r"^[A-ZÆØÅ][\w ]{2,30}: ?\S.{0,60}$")
# Lines that may stand between an item's number and its title.
_MOST_LABELS = 8
# In characters: a longer line has more than a number.
_LONGEST = 30


def with_numbers_by_titles(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with each number that stands alone on one line with the title below it, where it began."""
    lines = _with_cases_below_titles(lines)
    alone = {index: line.text for index, line in enumerate(lines) if _stands_alone(lines, index)}
    below_titles = {index for index in alone if _stands_below_title(lines, index)}
    if not alone or (min(alone) in below_titles and 2 * len(below_titles) > len(alone)):
        return tuple(lines)
    above = {index: text for index, text in alone.items() if _stands_above_title(lines, index, alone)}
    bare = {index: match for index, text in above.items() if (match := _WITHOUT_WORD.match(text))}
    sure = above.keys() - bare.keys() | _running_on(lines, {index: match["number"] for index, match in bare.items()})
    stops = {index: "." for index, match in bare.items() if not match["stop"]}
    joined = {index: f"{alone[index]}{stops.get(index, '')} {lines[index + 1].text}" for index in sure}
    return tuple(
        replace(line, text=joined.get(index, line.text)) for index, line in enumerate(lines) if index - 1 not in joined
    )


def _with_cases_below_titles(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with the case that stands between an item's number and its title moved below the title, and with it
    the labels that stand between.
    """
    found = list(lines)
    for index in range(len(lines) - 2):
        at = _title_below_case(lines, index) if _stands_alone(lines, index) else None
        if at is None:
            continue
        most = min(at + LONGEST_TITLE, len(lines))
        end = next((below for below in range(at + 1, most) if follows_gap(lines[below])), at + 1)
        found[index + 1 : end] = [*lines[at:end], *lines[index + 1 : at]]
    return found


def _title_below_case(lines: Sequence[Line], index: int) -> int | None:
    """Where the title of a number alone stands, below the case and labels beside it; None where it is not below one.

    They are one block with the number, or each stands apart. Only a case of a form of its own may stand apart from the
    number as the title does from it.
    """
    if _are_all_apart(lines, index):
        return index + 2
    at, cases = index + 1, 0
    while at < min(index + 1 + _MOST_LABELS, len(lines)):
        case = parse_case_line(lines[at].text)
        if case is None and not _LABEL.match(lines[at].text):
            break
        is_of_form = at == index + 1 and lines[at].text[:1].isdigit()
        is_parted = lines[at].number == lines[index].number
        if follows_gap(lines[at]) and not (is_of_form or is_parted):
            return None
        cases += bool(case and case.number)
        at += 1
    if not cases or at == len(lines) or not _BEGINS_TITLE.match(lines[at].text) or ends_title(lines[at].text):
        return None
    has_labels = at > index + 2
    # Where the case alone was on the number's line, `outline` reads it there.
    if not has_labels and lines[index + 1].number == lines[index].number:
        return None
    return at if lines[index + 1].text[:1].isdigit() or has_labels == follows_gap(lines[at]) else None


def _are_all_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether »Punkt 3«, a case, a title and a text's name stand one below the other, an empty line between each."""
    _, case, title, name = (*lines[index : index + 4], *[None] * 4)[:4]
    if not (case and title and name) or _WITHOUT_WORD.match(lines[index].text):
        return False
    found = parse_case_line(case.text) if all(follows_gap(line) for line in (case, title, name)) else None
    is_of_case = found is not None and found.number and not parse_case_line(title.text)
    return bool(is_of_case and _BEGINS_TITLE.match(title.text)) and field_heading(name.text) is not None


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line, which is not the last, has nothing but an item's number."""
    line = lines[index]
    is_short = 0 < len(line.text) <= _LONGEST and index + 1 < len(lines)
    return is_short and line.mark is None and is_number_of_item(line.text) and not _YEAR.match(line.text)


def _stands_below_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the title of a number that stands alone is right above it."""
    if not index or follows_gap(lines[index]) or not follows_gap(lines[index + 1]):
        return False
    return _BEGINS_TITLE.match(lines[index - 1].text) is not None and is_title(lines[index - 1].text)


def _stands_above_title(lines: Sequence[Line], index: int, alone: Mapping[int, str]) -> bool:
    """Whether the line below a number that stands alone has the look of a title."""
    below = lines[index + 1]
    # Below a page's number may stand an item's own: »Punkt 3 Broen«.
    if parse_prefixed(index + 1, below.text):
        return False
    if below.mark or below.markers or not _BEGINS_TITLE.match(below.text) or ends_sentence(below.text):
        return False
    # What is closed has as often no other title.
    case = parse_case_line(below.text)
    ends_there = index + 2 == len(lines) or index + 2 in alone
    return not field_heading(below.text) and (case is None or (ends_there and not case.number))


def _running_on(lines: Sequence[Line], bare: Mapping[int, str]) -> set[int]:
    """Those of the numbers without a word that run on, or have an item's texts below their titles."""
    places = list(bare)
    found = {index for index in bare if index + 2 < len(lines) and ends_title(lines[index + 2].text)}
    for before, after in pairwise(places):
        is_again = bare[before] == bare[after] and lines[before + 1].text == lines[after + 1].text
        if is_again or _next(bare[before]) == bare[after] or _opens_section(bare[before], bare[after]):
            found |= {before, after}
    return found


def _next(number: str) -> str:
    *sections, last = number.split(".")
    return ".".join([*sections, str(int(last) + 1)])


def _opens_section(before: str, after: str) -> bool:
    """Whether a number is the first of the next section: 1.4, then 2.1; or 1, then 1.1."""
    section, _, item = after.partition(".")
    return item == "1" and section in {_next(before.partition(".")[0]), before}
