"""Separates the body's lines from page headers and footers, counts pages, and normalizes characters.

Every non-blank line of the source comes out once and in order, as a line of the body or of `furniture`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from meetings.parsing.lines.line import Line, Mark, MarkKind
from meetings.parsing.lines.pages import Pages, has_pages, marks_of, paragraph_numbers
from meetings.parsing.structure.bare_page_numbers import bare_page_numbers
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.glued import (
    entries_of_lists,
    has_marks_of_headings,
    is_numbered_twice,
    lacks_first,
    parted,
    without_mark_of_heading,
)
from meetings.parsing.structure.markup import CONTROL_OF_SITE, is_rule, without_markup
from meetings.parsing.structure.page_numbers import page_numbers
from meetings.parsing.structure.repeated_headers import names_meeting, repeated_headers
from meetings.parsing.structure.running_feet import running_feet, running_heads
from meetings.parsing.text.flow import BULLET

_PAGE_HEADER = re.compile(r"^(?P<council>[A-ZÆØÅ][\w .-]{0,60}?)\s{0,9}\|\s*(?P<date>\d{1,2}-\d{1,2}-\d{4})$")
# A page's number alone or after the title that runs through the pages ("Byrådet 15-05-2002 Side 3").
_PAGE_NUMBER = re.compile(
    r"^SIDE\s*\|\s*(?P<page>\d{1,4})$|"
    r"^(?P<title>[A-ZÆØÅ].{2,140}?\s)??[Ss]ide:? (?P<page_of>\d{1,4})(?P<of>(?: af | ?/ ?)\d{1,4})?$"
)
CONTENTS_ENTRY = re.compile(r"(?<!\.)(?:\.{3,}|…{1,99})\s*\d{1,4}$")
_ATTACHMENT_MARKERS = re.compile(r"^(?:\./\.\s*)+")
_CHARACTERS = str.maketrans(
    {
        "\u2011": "-",
        "\u2010": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u00ad": None,
        "\u200b": None,
        "\u200e": None,
        "\u200f": None,
        "\ufeff": None,
        "\t": "   ",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)
_ODD = re.compile(f"[{''.join(map(chr, _CHARACTERS))}]")

# The share of lines with an empty line below from which on the line breaks count as doubled.
_DOUBLED = 0.9
# So many lines that begin with a space are a block that is indented; fewer, where none of them may be a heading.
_FEWEST_INDENTED, _FEWEST_WITHOUT_NUMBERS = 4, 2
# Lines that an entry of a table of contents may take.
_LONGEST_ENTRY = 3


class _RawLine(NamedTuple):
    """A line before pages are counted: `text` still has the spaces at its start that show where a page begins."""

    text: str
    page: int
    number: int
    gap: bool
    page_start: bool
    indent: int = 0


@dataclass(frozen=True)
class PrintedPage:
    """A page as it came: its number, and its lines with the number of each in the whole document."""

    number: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class CleanedPages:
    """The body's lines, and the lines that belong to the pages: headers, page numbers, table of contents."""

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]


def clean_pages(pages: Pages) -> CleanedPages:
    """The body of the pages, line by line."""
    if not has_pages(pages):
        return _clean_paragraphs(pages)
    raw = _raw_lines(pages)
    lines = _without_markers(_with_pages(raw, has_page_ends=len(pages) > 1))
    feet = _feet(raw)
    heads = running_heads([line.text.strip() for line in raw], list(feet)) if len(pages) == 1 else frozenset()
    numbers = {raw[at].number for at in {*feet, *heads}}
    contents = _contents_entries(lines)
    repeated = repeated_headers(lines) if len(pages) > 1 else frozenset()
    is_furniture = [
        _is_page_furniture(line.text) or index in contents or index in repeated or line.number in numbers
        for index, line in enumerate(lines)
    ]
    return _parted_from_furniture(lines, is_furniture)


def _clean_paragraphs(pages: Pages) -> CleanedPages:
    """The lines of a file that has paragraphs in place of pages, and says itself what belongs to its pages."""
    marks = marks_of(pages)
    paragraphs = paragraph_numbers(pages)
    written = [line for page in pages for line in page]
    raw = [
        _RawLine(text, paragraph, number, number == 1 or not written[number - 2].strip(), False)
        for number, paragraph in paragraphs.items()
        if (text := normalize_line(written[number - 1]).strip())
    ]
    lines = [_with_mark(line, marks.get(line.number)) for line in _without_markers(raw)]
    contents = _contents_entries(lines)
    is_furniture = [
        index in contents or (line.mark.kind is MarkKind.FURNITURE if line.mark else _is_page_furniture(line.text))
        for index, line in enumerate(lines)
    ]
    return _parted_from_furniture(lines, is_furniture)


def _with_mark(line: Line, mark: Mark | None) -> Line:
    """The line with what its form says of it; an attachment's has no text of its own."""
    if mark and mark.kind is MarkKind.ATTACHMENT:
        return replace(line, text="", markers=1, mark=mark, is_paragraph=True)
    return replace(line, mark=mark, is_paragraph=True)


def _parted_from_furniture(lines: Sequence[Line], is_furniture: Sequence[bool]) -> CleanedPages:
    body: list[Line] = []
    begins_page = False
    for line, furniture in zip(lines, is_furniture, strict=True):
        begins_page = begins_page or line.page_start
        if not furniture:
            body.append(line if line.page_start == begins_page else replace(line, page_start=begins_page))
            begins_page = False
    return CleanedPages(
        tuple(body), tuple(line for line, furniture in zip(lines, is_furniture, strict=True) if furniture)
    )


def printed_pages(pages: Pages) -> tuple[str, ...]:
    """The text of each page as it came, page n at place n - 1; a page that left no text is empty.

    Where the file has no page ends, they are where `clean_pages` counts them.
    """
    if len(pages) > 1 or not has_pages(pages):
        return tuple("\n".join(lines) for lines in pages)
    page_of = {line.number: line.page for line in _with_pages(_raw_lines(pages), has_page_ends=False)}
    texts: dict[int, list[str]] = {}
    page = 1
    for number, raw in enumerate((line for of_page in pages for line in of_page), start=1):
        page = page_of.get(number, page)
        texts.setdefault(page, []).append(raw)
    return tuple("\n".join(texts.get(number, [])) for number in range(1, max(texts, default=1) + 1))


def printed_lines(texts: Iterable[str]) -> tuple[PrintedPage, ...]:
    """The lines of the texts that `printed_pages` gave, numbered as `Line.number` is; an empty page has none."""
    found: list[PrintedPage] = []
    number = 1
    for page, text in enumerate(texts, start=1):
        lines = tuple(enumerate(text.split("\n"), start=number)) if text else ()
        number += len(lines)
        found.append(PrintedPage(page, lines))
    return tuple(found)


def _has_usual_characters(text: str) -> bool:
    """Whether `normalize_line` leaves the lines of a text as they are, but for the spaces at their ends."""
    return _ODD.search(text) is None and unicodedata.is_normalized("NFC", text)


def normalize_line(text: str) -> str:
    """One line's characters in their common form; white space inside is kept, since columns show by it.

    A soft hyphen is nothing inside a line and a hyphen at its end, where it is printed.
    """
    ended = text.rstrip()
    mended = f"{ended[:-1]}-" if ended.endswith("\u00ad") else ended
    if _ODD.search(mended):
        mended = mended.translate(_CHARACTERS)
    return unicodedata.normalize("NFC", mended).rstrip()


def _raw_lines(pages: Pages) -> list[_RawLine]:
    """Non-blank lines with their gaps, each on the page of the file it is in.

    Lines are counted from 1 through the whole file, blank ones too; an empty page has no line.
    """
    found: list[_RawLine] = []
    number = 0
    entries = entries_of_lists(line for lines in pages for line in lines)
    seeks_first = lacks_first(entries)
    has_marks = has_marks_of_headings(line for lines in pages for line in lines)
    for page, lines in enumerate(pages, start=1):
        if lines == ("",):
            continue
        doubled = _line_breaks_are_doubled(lines)
        is_usual = _has_usual_characters("\n".join(lines))
        gap, after_text = False, False
        for position, raw in enumerate(lines):
            number += 1
            text = without_markup(raw.rstrip() if is_usual else normalize_line(raw))
            text = without_mark_of_heading(text) if has_marks else text
            if not text.strip():
                if not (doubled and after_text and raw == ""):
                    gap = True
                after_text = False if raw == "" else doubled
                continue
            first, *rest = parted(text, entries, seeks_first=seeks_first)
            gap = gap or is_numbered_twice(text)
            found.append(_RawLine(first, page, number, gap, position == 0 and page > 1))
            found += [_RawLine(part, page, number, True, False) for part in rest]
            gap, after_text = is_rule(text), True
    return found


def _line_breaks_are_doubled(lines: tuple[str, ...]) -> bool:
    """Whether an empty line follows nearly every line, so that it says nothing about paragraphs."""
    followed = [after == "" for line, after in pairwise(lines) if line.strip()]
    return len(followed) > 4 and sum(followed) > _DOUBLED * len(followed)


def _with_pages(lines: Sequence[_RawLine], *, has_page_ends: bool) -> list[_RawLine]:
    """The lines without the spaces at their start, each with the page that it stands on.

    Where the file has no page ends of its own, a line that begins with one space starts a page and a printed page
    number says which; between two printed numbers pages are counted.
    """
    if has_page_ends:
        return [
            _RawLine(line.text.strip(), line.page, line.number, line.gap, line.page_start, _indent(line.text))
            for line in lines
        ]
    places: list[tuple[str, int, bool]] = []
    printed: dict[int, int] = {}
    page, in_header, is_first = 1, False, True
    spaced = [line.text[:1] == " " for line in lines]
    indented = _indented_blocks(lines)
    feet = _feet(lines)
    for index, line in enumerate(lines):
        text = line.text.strip()
        is_within = BULLET.match(text) is not None or indented[index]
        begins_with_space = spaced[index] and not line.text[1:2].isspace() and not is_within
        is_header = _is_page_header(text)
        page_start = not in_header and (is_header or (begins_with_space and index not in feet) or index - 1 in feet)
        if page_start and not is_first:
            page += 1
        if (number := _page_number(text) if is_header else feet.get(index)) is not None:
            printed[page] = number
        places.append((text, page, page_start or in_header))
        in_header, is_first = is_header, False
    numbers = page_numbers(page, printed)
    return [
        _RawLine(text, numbers[page], line.number, line.gap, page_start, _indent(line.text))
        for line, (text, page, page_start) in zip(lines, places, strict=True)
    ]


def _feet(lines: Sequence[_RawLine]) -> dict[int, int]:
    """The number of the page that each line names that is no more than its page's foot, by the line's index."""
    gaps = [line.gap for line in lines]
    alone = bare_page_numbers([line.text for line in lines], gaps, [line.page for line in lines])
    has_page_ends = bool(lines) and lines[0].page != lines[-1].page
    return alone if has_page_ends or alone else running_feet([line.text.strip() for line in lines], gaps)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _indented_blocks(lines: Sequence[_RawLine]) -> list[bool]:
    """Which of the lines that begin with a space stand in a block of such lines: an indent, and no ends of pages."""
    has_headers = any(_is_page_header(line.text.strip()) for line in lines)
    found: list[bool] = []
    for is_spaced, group in groupby(lines, key=lambda line: line.text[:1] == " "):
        block = [line.text.strip() for line in group]
        has_heading = has_headers or any(text[:1].isdigit() for text in block)
        fewest = _FEWEST_INDENTED if has_heading else _FEWEST_WITHOUT_NUMBERS
        found += [is_spaced and len(block) >= fewest] * len(block)
    return found


def _is_page_furniture(text: str) -> bool:
    """Whether a line belongs to its page or to the web site that it was taken from."""
    return _is_page_header(text) or CONTROL_OF_SITE.match(text) is not None or is_rule(text)


def _is_page_header(text: str) -> bool:
    return text[-1:].isdigit() and (_PAGE_HEADER.match(text) is not None or _page_number(text) is not None)


def _page_number(text: str) -> int | None:
    """The page number that a line prints, alone or after the council's name or the day."""
    match = _PAGE_NUMBER.match(text)
    if not match:
        return None
    title = match["title"] or ""
    is_apart = match["of"] is not None and title.endswith("   ")
    # Without a title, »Side 3/9« may be a page's foot as well, which `bare_page_numbers` knows.
    if ("/" in (match["of"] or "") and not title) or (title and not (is_apart or names_meeting(title))):
        return None
    return int(match["page"] or match["page_of"])


def _without_markers(lines: Sequence[_RawLine]) -> list[Line]:
    """`./.` off the text it stands before; one that came out as three lines is one line without text."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        text, markers, taken = line.text, 0, 1
        if text == "." and [part.text for part in lines[index : index + 3]] == [".", "/", "."]:
            text, markers, taken = "", 1, 3
        elif match := text.startswith(".") and _ATTACHMENT_MARKERS.match(text):
            text, markers = text[match.end() :], match.group().count("/")
        found.append(Line(text, line.page, line.number, line.gap, line.page_start, markers, indent=line.indent))
        index += taken
    return found


def _contents_entries(lines: list[Line]) -> set[int]:
    """Which lines are the table of contents: the first run of entries, above the first of the items' texts.

    An entry ends in dot leaders and a page number, and may begin some lines above them.
    """
    leaders: list[int] = []
    for index, line in enumerate(lines):
        heading = field_heading(line.text)
        if (heading and not (heading.is_dated or heading.is_weak)) or (
            leaders and index - leaders[-1] > _LONGEST_ENTRY
        ):
            break
        if CONTENTS_ENTRY.search(line.text):
            leaders.append(index)
    if not leaders:
        return set()
    above = range(leaders[0], max(-1, leaders[0] - _LONGEST_ENTRY), -1)
    first = next((index for index in above if lines[index].text[:1].isdigit()), leaders[0])
    return set(range(first, leaders[-1] + 1))
