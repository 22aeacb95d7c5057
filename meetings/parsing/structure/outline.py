"""Finds the headings of sections and items in the lines of a document.

Numbered lines inside a text are no headings: a heading carries on the numbering, and what follows it is
what follows a heading (a case number, a field's name, the first item of a section). The KKR number in two levels;
most other councils in one (`numbering`), and some not at all (`unnumbered`).
"""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.decides import says_outcome
from meetings.parsing.structure.enumerations import names_people
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import (
    LONGEST_TITLE,
    Heading,
    ends_sentence,
    follows_gap,
    is_closing_title,
    is_title,
    item_heading,
    join_title_lines,
)
from meetings.parsing.structure.hours import find_items_by_the_clock
from meetings.parsing.structure.known_headings import known_headings, known_titles
from meetings.parsing.structure.list_runs import Signs
from meetings.parsing.structure.numbering import find_numbered_headings
from meetings.parsing.structure.numbers import in_two_levels, two_levels_alone
from meetings.parsing.structure.plain_titles import find_plain_titles
from meetings.parsing.structure.unnumbered import (
    find_item_without_heading,
    find_titles_with_colon,
    find_unnumbered_headings,
)

_SECTION_HEADING = re.compile(r"^(?P<section>\d{1,2})\.\s+(?P<title>[A-ZÆØÅ].*)$")
_ITEM_HEADING = re.compile(r"^(?P<section>\d{1,2})\.(?P<item>\d{1,2})\.?\s+(?P<title>[^\W_].*|[”\"»‘'<{&[].*)$")
_PRINTED_PAGE = re.compile(r"\s\d{1,3}$")
_BEFORE_NUMBER = re.compile(r"^(?:(?:Sag|Punkt|Pkt\.?)\s?(?:nr\.?)?\s)?0{0,2}(?=\d)", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})?)[.:)]*\s+")

# Lines that a title may take above its case, where each beyond the usual goes on in small letters.
_LONGEST_WITH_CASE = 24
# A section's number and an item's, which may be 0.
_Number = tuple[int, int]
# What stands for an item's number in that of the section itself.
_NO_ITEM = -1


def find_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings in order: those of two levels, unless one level, or titles without numbers, explain more of the
    document. Where the document's form knows its headings, they are these.
    """
    if known := known_headings(lines):
        return known
    in_sections = _find_in_sections(_with_numbers_alike(lines))
    of_two_levels = [heading for heading in in_sections if "." in heading.number]
    items = len(of_two_levels)
    with_signs = sum(bool(heading.case_texts) or _has_text_below(lines, heading) for heading in of_two_levels)
    signs = Signs.of(lines)
    numbered = find_numbered_headings(lines, signs)
    strong = sum(candidate.is_strong for candidate in numbered)
    unnumbered = find_unnumbered_headings(lines, signs)
    # One title alone may be a letterhead with its file's number below.
    is_one = len(unnumbered) == 1 < len(numbered)
    is_one = is_one or _are_within_one(unnumbered, [candidate.heading for candidate in numbered])
    explains_as_much = (strong > 0 or is_one) and len(numbered) >= len(unnumbered)
    if len(unnumbered) > max(strong, items) and not explains_as_much:
        return unnumbered
    if strong > items or (strong == items > with_signs) or (numbered and not items):
        return tuple(candidate.heading for candidate in numbered)
    return (
        in_sections
        or unnumbered
        or known_titles(lines)
        or find_items_by_the_clock(lines)
        or find_item_without_heading(lines, signs)
        or find_titles_with_colon(lines)
        or find_plain_titles(lines)
    )


def _are_within_one(inner: Sequence[Heading], outer: Sequence[Heading]) -> bool:
    """Whether headings all stand below one of the others: they are a list of it."""
    starts = [heading.line for heading in outer]
    return len({bisect(starts, heading.line) for heading in inner}) == 1 < len(outer) and inner[0].line > starts[0]


def _has_text_below(lines: Sequence[Line], heading: Heading) -> bool:
    return heading.end < len(lines) and field_heading(lines[heading.end].text) is not None


def _with_numbers_alike(lines: Sequence[Line]) -> list[Line]:
    """The lines, those with an item's number of two levels in the form »1.2 Broen«, as if it were on one line with
    the title where that stands below it.
    """
    found = list(lines)
    for index, line in enumerate(lines):
        number = two_levels_alone(line.text)
        below = lines[index + 1].text if number and index + 1 < len(lines) else ""
        text = f"{number} {below}" if below and is_title(below) else in_two_levels(line.text)
        if text != line.text:
            found[index] = replace(line, text=text)
    return found


def _find_in_sections(lines: Sequence[Line]) -> tuple[Heading, ...]:
    candidates = _candidates(lines)
    found: list[Heading] = []
    last: _Number | None = None
    index = 0
    while index < len(lines):
        heading = candidates.get(index)
        if heading is None or not _carries_on(heading, last):
            index += 1
            continue
        found.append(heading)
        last = _heading_number(heading)
        index = heading.end
    return _with_sections_as_items(lines, found)


def _with_sections_as_items(lines: Sequence[Line], headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, those of one level with text of their own as items where others of one level are."""
    if not any(heading.is_item and "." not in heading.number for heading in headings):
        return tuple(headings)
    starts = [*(heading.start for heading in headings[1:]), len(lines)]
    texts = (lines[heading.end : below] for heading, below in zip(headings, starts, strict=True))
    return tuple(
        replace(heading, is_item=heading.is_item or any(line.text for line in below))
        for heading, below in zip(headings, texts, strict=True)
    )


def _candidates(lines: Sequence[Line]) -> dict[int, Heading]:
    """What could be a heading by its wording and by what follows it, from the last line to the first."""
    numbered = [index for index, line in enumerate(lines) if line.text[:1].isdigit()]
    cases = {index: case for index in numbered if (case := _case_line_index(lines, index)) is not None}
    with_case = {_line_number_pair(lines[index]) for index in cases}
    with_field = {_line_number_pair(lines[index]) for index in numbered if _field_index(lines, index)}
    after_last_case = max(cases.values(), default=-1)
    # Where every line break is doubled, nothing stands apart.
    has_gaps = any(line.gap for line in lines)
    found: dict[int, Heading] = {}
    for index in reversed(numbered):
        case = cases.get(index)
        heading = (
            _item_with_case(lines, index, case)
            if case is not None
            else _item_without_case(lines, index, with_case, with_field, has_gaps=has_gaps)
            or _decided_at_once(lines, index)
            or _section(lines, index, found)
            or _last_section(lines, index, after_last_case)
        )
        if heading:
            found[index] = heading
    return found


def _carries_on(heading: Heading, last: _Number | None) -> bool:
    """Whether the number comes after the last one; an item without a case number has to be the very next.

    The first of all may have any number: what is before it may have been left out.
    """
    if last is None:
        return True
    number = _heading_number(heading)
    if heading.is_item and not heading.case_texts:
        first = {0, 1} if last[1] == _NO_ITEM else {last[1] + 1}
        return number in {*((last[0], item) for item in first), (last[0] + 1, 0), (last[0] + 1, 1)}
    return number > last if "." in heading.number else number[0] > last[0]


def _heading_number(heading: Heading) -> _Number:
    section, _, item = heading.number.partition(".")
    return int(section), int(item) if item else _NO_ITEM


def _line_number_pair(line: Line) -> _Number | None:
    match = _ITEM_HEADING.match(line.text)
    return (int(match["section"]), int(match["item"])) if match else None


def _case_line_index(lines: Sequence[Line], index: int) -> int | None:
    """Where the case number stands that belongs to a title beginning at `index`, if one does."""
    first = lines[index].text
    if not (_ITEM_HEADING.match(first) or _SECTION_HEADING.match(first)):
        return None
    for at in range(index + 1, min(index + 1 + _LONGEST_WITH_CASE, len(lines))):
        text = lines[at].text
        if text and parse_case_line(text) is not None:
            return at
        if at >= index + LONGEST_TITLE and not text[:1].islower():
            return None
        if field_heading(text) or _ITEM_HEADING.match(text) or ends_sentence(text):
            return None
    return None


def _field_index(lines: Sequence[Line], index: int) -> int | None:
    """Where the first of an item's texts begins, right below a title that begins at `index`, if one does."""
    if not _ITEM_HEADING.match(lines[index].text):
        return None
    for at in range(index + 1, min(index + 1 + LONGEST_TITLE, len(lines))):
        if field_heading(lines[at].text):
            return at
        if ends_sentence(lines[at].text) or _ITEM_HEADING.match(lines[at].text):
            return None
    return None


def _item_with_case(lines: Sequence[Line], index: int, case: int) -> Heading | None:
    """An item whose case number stands below its title; where numbering has one level, it is a section's number."""
    match = _ITEM_HEADING.match(lines[index].text) or _SECTION_HEADING.match(lines[index].text)
    if not match:
        return None
    number = ".".join(str(int(part)) for part in match.groups()[:-1])
    title = [match["title"], *(line.text for line in lines[index + 1 : case])]
    return item_heading(number, lines, title, case, line=index)


def _item_without_case(
    lines: Sequence[Line],
    index: int,
    with_case: set[_Number | None],
    with_field: set[_Number | None],
    *,
    has_gaps: bool,
) -> Heading | None:
    """An item without a case number: it stands apart, and no other of its number says more (as one that a list of
    contents names).
    """
    match = _ITEM_HEADING.match(lines[index].text)
    number = _line_number_pair(lines[index])
    field = _field_index(lines, index)
    if not match or not is_title(match["title"]) or number in with_case or (field is None and number in with_field):
        return None
    follows_section = index > 0 and _SECTION_HEADING.match(lines[index - 1].text)
    stands_apart = follows_gap(lines[index]) or (field is not None and not has_gaps)
    if not (index == 0 or stands_apart or follows_section):
        return None
    end = field or index + 1
    written = f"{int(match['section'])}.{int(match['item'])}"
    title = [match["title"], *(line.text for line in lines[index + 1 : end])]
    return item_heading(written, lines, title, end, line=index)


def _decided_at_once(lines: Sequence[Line], index: int) -> Heading | None:
    """An item with a section's number, below whose title stands what was decided and nothing else."""
    match = _SECTION_HEADING.match(lines[index].text)
    is_decided = index + 1 < len(lines) and says_outcome(lines[index + 1].text)
    if not match or not is_decided or not is_title(match["title"]) or says_outcome(match["title"]):
        return None
    ends = index + 2 == len(lines) or _SECTION_HEADING.match(lines[index + 2].text) is not None
    if not ends:
        return None
    return item_heading(str(int(match["section"])), lines, [match["title"]], index + 1, line=index)


def _section(lines: Sequence[Line], index: int, below: Mapping[int, Heading]) -> Heading | None:
    """A section's heading: followed by one of its items, by the next section, or by the end."""
    match = _SECTION_HEADING.match(lines[index].text)
    if not match or not is_title(match["title"]) or names_people(match["title"]):
        return None
    number = int(match["section"])
    for end in range(index + 1, min(index + 1 + LONGEST_TITLE, len(lines) + 1)):
        ends_document = end == len(lines) and (follows_gap(lines[index]) or is_closing_title(match["title"]))
        if ends_document or (end in below and _opened_by(number, below[end])):
            title = join_title_lines([match["title"], *(line.text for line in lines[index + 1 : end])])
            return Heading(str(number), title, False, index, end, index)
        if end < len(lines) and not is_title(lines[end].text):
            return None
    return None


def _opened_by(section: int, heading: Heading) -> bool:
    """Whether a heading right below a section's is what a section begins with."""
    number, item = _heading_number(heading)
    if "." in heading.number:
        return number == section and (item <= 1 or bool(heading.case_texts))
    return not heading.is_item and number == section + 1


def _last_section(lines: Sequence[Line], index: int, after_last_case: int) -> Heading | None:
    """A closing section such as "7. Eventuelt" whose text follows without an item of its own."""
    match = _SECTION_HEADING.match(lines[index].text)
    if not match or index < after_last_case or int(match["section"]) == 1 or not follows_gap(lines[index]):
        return None
    if not is_closing_title(match["title"]):
        return None
    return Heading(str(int(match["section"])), match["title"], False, index, index + 1, index)


def contents_line_numbers(before: Sequence[Line], headings: Sequence[Heading]) -> set[int]:
    """The numbers (`Line.number`) of the lines above the first heading that are a list of contents: those that repeat
    a heading, and the numbered ones beside them, whose items may be on other pages.
    """
    texts = _said_by(headings)
    found: set[int] = set()
    block: list[Line] = []
    for line in [*before, None]:
        if line and _AFTER_NUMBER.match(_without_marks(line.text)):
            block.append(line)
            continue
        if any(_repeats(entry.text, texts) for entry in block):
            found |= {entry.number for entry in block}
        block = []
        if line and _repeats(line.text, texts):
            found.add(line.number)
    return found


def unfound_contents(before: Sequence[Line], headings: Sequence[Heading]) -> set[int]:
    """Those of `contents_line_numbers` that repeat no heading."""
    texts = _said_by(headings)
    entries = contents_line_numbers(before, headings)
    return {line.number for line in before if line.number in entries and not _repeats(line.text, texts)}


def _said_by(headings: Sequence[Heading]) -> set[str]:
    said = (text for heading in headings for text in (heading.title, f"{heading.number} {heading.title}"))
    return {text.casefold() for text in said}


def _repeats(text: str, headings: Set[str]) -> bool:
    """Whether a line says one of the headings, with the page that it stands on or without."""
    return bool(headings & {_contents_entry_text(text), _contents_entry_text(_PRINTED_PAGE.sub("", text))})


def _contents_entry_text(text: str) -> str:
    """A line of a table of contents without its bullet, and with one space after its number."""
    return " ".join(_AFTER_NUMBER.sub(r"\1 ", _without_marks(text)).casefold().split())


def _without_marks(text: str) -> str:
    """A line without the bullet, the word and the noughts before its number."""
    return _BEFORE_NUMBER.sub("", text.lstrip("•–- "))
