"""Items that stand in a list of contents alone: the closed ones, whose pages are left out of what is published."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.headings import Heading, runs_on
from meetings.parsing.structure.items import ItemContent

_ENTRY = re.compile(
    r"^(?:[•·▪–-]\s+)?(?:(?P<access>åbent?|lukket)\s+)?(?:(?:punkt|pkt\.?|sag)\s?(?:nr\.?\s?)?)?"
    r"0{0,2}(?P<number>\d{1,3})\s?[.:)]?\s+(?:\((?P<told>åbent?|lukket)\)\s+)?(?P<title>(?-i:[A-ZÆØÅ(\"»”]).*)$",
    re.IGNORECASE,
)
# The page behind dots or a gap.
_PAGE = re.compile(r"(?:\s*(?:\.{3,}|…+)\s*|\s{3,})\d{1,4}$")
# The same behind a space, as the page is told where the entries of items have one.
_PAGE_ALONE = re.compile(r"\s\d{1,3}$")
# What says so in the title: »Lukket punkt«, »Salg af areal (lukket)«, »Salg af areal (FOR LUKKEDE DØRE)«.
_SAYS_CLOSED = re.compile(
    r"^\(?lukke(?:t|de)\b|[(–-]\s?(?:lukke(?:t|de)(?: (?:punkt|sag|møde))?|for lukkede døre)\)?$", re.IGNORECASE
)
# The heading of a list's part: »Lukket dagsorden«, »Sager for lukkede døre«, »Åbne punkter«.
_PART = re.compile(
    r"^(?:[\w ]{0,30}\b)?(?P<access>lukke(?:t|de)|åb(?:en|ent|ne)) "
    r"(?:dagsorden(?:s?punkter)?|punkter|sager|møde|døre|del)\s?[:.]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Entry:
    """An entry of a list of contents: its line, the item's number and title, and whether the item is closed."""

    line: Line
    number: str
    title: str
    is_closed: bool


def with_closed_items(items: Sequence[ItemContent], above: Sequence[Line]) -> tuple[ItemContent, ...]:
    """The items of a document with the closed ones that the list of contents `above` them names, and nothing else.

    The list is that of the items: most of them stand in it under their number.
    """
    headings = {item.heading.number: item.heading for item in items}
    entries = list(_entries(above))
    known = {entry.number for entry in entries if _is_of(entry, headings.get(entry.number))}
    if not headings or 2 * len(known) <= len(headings):
        return tuple(items)
    have_pages = any(
        _PAGE_ALONE.sub("", entry.title).casefold() == headings[entry.number].title.casefold()
        for entry in entries
        if entry.number in known and _PAGE_ALONE.search(entry.title)
    )
    closed: dict[int, ItemContent] = {}
    for entry in entries:
        if entry.is_closed and entry.number not in headings and int(entry.number) not in closed:
            title = _PAGE_ALONE.sub("", entry.title) if have_pages else entry.title
            heading = Heading(entry.number, title, True, 0, 0, 0)
            closed[int(entry.number)] = _without_text(heading, entry.line)
    return tuple(_in_order(items, closed))


def _in_order(items: Sequence[ItemContent], closed: dict[int, ItemContent]) -> Iterator[ItemContent]:
    """The items, each with the closed ones behind it whose numbers come next, and the other closed ones at the end."""
    left = dict(closed)
    for item in items:
        yield item
        number = int(item.heading.number) + 1 if item.heading.number.isdigit() else 0
        while number in left:
            yield left.pop(number)
            number += 1
    yield from left.values()


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    is_in_closed_part = False
    for index, line in enumerate(lines):
        if part := _PART.match(line.text):
            is_in_closed_part = part["access"].casefold().startswith("lukke")
        elif match := _ENTRY.match(line.text):
            below = lines[index + 1].text if index + 1 < len(lines) else ""
            goes_on = runs_on(below) and not _ENTRY.match(below) and not _PAGE.search(line.text)
            title = " ".join(_PAGE.sub("", f"{match['title']} {below}" if goes_on else match["title"]).split())
            is_closed = (match["access"] or match["told"] or "").casefold() == "lukket" or _SAYS_CLOSED.search(
                title
            ) is not None
            yield _Entry(line, match["number"], title, is_closed or is_in_closed_part)


def _is_of(entry: _Entry, heading: Heading | None) -> bool:
    """Whether an entry is that of an item: its title, or the beginning of it on the first of several lines."""
    title = heading.title.casefold() if heading else ""
    return title != "" and (title.startswith(entry.title.casefold()) or entry.title.casefold().startswith(title))


def _without_text(heading: Heading, line: Line) -> ItemContent:
    return ItemContent(
        heading=heading,
        section="",
        fields=(),
        tables=(),
        attachments=(),
        case_place=None,
        place=line.place,
        lines=(),
    )
