"""The skeleton of a document: which lines are the headings of sections and items.

Numbered lines inside a text are no headings: a heading carries on the numbering, and what follows it is
what follows a heading (a case number, a field's name, the first item of a section).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes import patterns
from meetings.minutes.clean import Line
from meetings.minutes.flow import join

_LONGEST_TITLE = 4
"""Lines that a title may take: the longest seen has three."""


@dataclass(frozen=True)
class Heading:
    """A section's or item's heading: its number ('3' or '3.6'), title, and lines [start, end) of the body; '' as
    `case_text` where no case number stands below the title.
    """

    number: str
    title: str
    is_item: bool
    start: int
    end: int
    case_text: str = ""


def is_field_name(text: str) -> bool:
    """Whether a line is the name of one of an item's texts."""
    return text.rstrip(":").casefold() in patterns.FIELDS


def find_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings in order."""
    found: list[Heading] = []
    section, item = 0, 0
    index = 0
    while index < len(lines):
        heading = _item_heading(lines, index, section, item) or _section_heading(lines, index, section)
        if heading is None:
            index += 1
            continue
        found.append(heading)
        numbers = [int(number) for number in heading.number.split(".")]
        section, item = numbers[0], numbers[1] if len(numbers) > 1 else 0
        index = heading.end
    return tuple(found)


def _item_heading(lines: Sequence[Line], index: int, section: int, item: int) -> Heading | None:
    """An item's heading at `index`. One without a case number below has to be the very next number."""
    match = patterns.ITEM_HEADING.match(lines[index].text)
    if not match:
        return None
    number = (int(match["section"]), int(match["item"]))
    case_line = _case_line(lines, index)
    is_next = number in {(section, item + 1), (section + 1, 1)}
    if case_line is None:
        stands_apart = lines[index].gap or lines[index].page_start or _follows_section(lines, index)
        if not (is_next and stands_apart and _is_title(match["title"])):
            return None
        end = _title_end(lines, index)
    elif number <= (section, item):
        return None
    else:
        end = case_line + 1
    title = _title(match["title"], lines[index + 1 : end if case_line is None else case_line])
    case_text = lines[case_line].text if case_line is not None else ""
    return Heading(f"{number[0]}.{number[1]}", title, True, index, end, case_text)


def _section_heading(lines: Sequence[Line], index: int, section: int) -> Heading | None:
    """A section's heading at `index`: the next number, followed by its first item, a section or the end."""
    match = patterns.SECTION_HEADING.match(lines[index].text)
    if not match or int(match["section"]) <= section or not _is_title(match["title"]):
        return None
    number = int(match["section"])
    for end in range(index + 1, min(index + 1 + _LONGEST_TITLE, len(lines) + 1)):
        if end == len(lines) or _opens_section(lines[end], number):
            if end < len(lines) and patterns.SECTION_HEADING.match(lines[end].text):
                if _section_heading(lines, end, number) is None:
                    return None
            title = _title(match["title"], lines[index + 1 : end])
            return Heading(str(number), title, False, index, end)
        case_line = _case_line(lines, index)
        if case_line is not None:
            title = _title(match["title"], lines[index + 1 : case_line])
            return Heading(str(number), title, True, index, case_line + 1, lines[case_line].text)
        if not _is_title(lines[end].text):
            break
    return _last_section(lines, index, section, match["title"])


def _last_section(lines: Sequence[Line], index: int, section: int, title: str) -> Heading | None:
    """A closing section such as "7. Eventuelt" whose text follows without an item of its own."""
    stands_apart = lines[index].page_start or lines[index].gap
    is_last = not any(patterns.CASE_LINE.match(line.text) for line in lines[index:])
    is_known = title.casefold().startswith(("eventuelt", "meddelelser", "underskrift"))
    if not (section and stands_apart and is_last and is_known):
        return None
    return Heading(str(section + 1), title, False, index, index + 1)


def _opens_section(line: Line, number: int) -> bool:
    item = patterns.ITEM_HEADING.match(line.text)
    if item:
        return int(item["section"]) == number and int(item["item"]) == 1
    next_section = patterns.SECTION_HEADING.match(line.text)
    return bool(next_section and int(next_section["section"]) == number + 1)


def _case_line(lines: Sequence[Line], index: int) -> int | None:
    """Where the case number stands that belongs to a title beginning at `index`, if one does."""
    for at in range(index + 1, min(index + 1 + _LONGEST_TITLE, len(lines))):
        text = lines[at].text
        if patterns.CASE_LINE.match(text):
            return at
        if is_field_name(text) or patterns.ITEM_HEADING.match(text) or lines[at].text.endswith((".", ":")):
            return None
    return None


def _title_end(lines: Sequence[Line], index: int) -> int:
    """The end of a title without a case number: the field's name after it within reach, else its own line."""
    for end in range(index + 1, min(index + 1 + _LONGEST_TITLE, len(lines))):
        if is_field_name(lines[end].text):
            return end
        if lines[end].gap or lines[end].text.endswith("."):
            break
    return index + 1


def _follows_section(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and bool(patterns.SECTION_HEADING.match(lines[index - 1].text))


def _is_title(text: str) -> bool:
    return len(text) < 200 and not text.endswith((".", ",", ";", ":"))


def _title(first: str, rest: Sequence[Line]) -> str:
    title = first
    for line in rest:
        title = join(title, line.text)
    return " ".join(title.split())
