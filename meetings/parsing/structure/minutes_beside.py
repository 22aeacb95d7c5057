"""Minutes that stand in a column beside the agenda: each item's own are put below its title, under their heading.

»Dagsorden          Referat« heads the two columns; a number at the left begins an item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.danish.dates import DATE_IN_WORDS
from meetings.parsing.lines.line import Line

_HEADS = re.compile(
    r"^(?:Dagsorden(?:spunkt(?:er)?)?|Punkt(?:er)?|Emner?|Sag(?:er)?|(?:Pkt|Punkt|Nr)\.?\s+(?:Emne|Dagsorden|Sag))"
    r"\s?:?\s{3,}(?:(?P<middle>Ansv(?:arlig)?|Tid|Hvem|Initialer|Ordstyrer)\b\.?\s{2,})?"
    r"(?P<right>(?:(?:Noter|Notater)\s?/\s?)?(?:Referat|Beslutning(?:er)?|Konklusion(?:er)?)"
    r"(?:\s?(?:/|og)\s?(?:beslutning(?:er)?|referat|opfølgning))?)"
    r"\s*:?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[.)]?\s+\S")
_GAP = re.compile(r"\s{3,}")
_MIDDLE_GAP = re.compile(r"\s{2,}")
_GAPS_OF_THREE = 2
_HEADING = "Beslutning"
# Of the way to the right column: a line that begins further to the right stands in it alone.
_NEAR = 0.6
_FEWEST_ITEMS = 2


@dataclass
class _Item:
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)


def with_minutes_below(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of two such columns as if the minutes stood below the titles; others as they are."""
    head = next((index for index, line in enumerate(lines) if _HEADS.match(line.text)), None)
    match = _HEADS.match(lines[head].text) if head is not None else None
    if head is None or match is None:
        return tuple(lines)
    start = lines[head].indent + match.start("right")
    items = _items([_with_middle_last(line, start, match["middle"]) for line in lines[head + 1 :]], start)
    answered = [item for item in items if item.right and item.left and _NUMBERED.match(item.left[0].text)]
    if len(answered) < _FEWEST_ITEMS:
        return tuple(lines)
    return (*lines[:head], *(line for item in items for line in _one_below_the_other(item)))


def _with_middle_last(line: Line, start: int, middle: str | None) -> Line:
    """A line of three columns with the middle one behind the right one, in brackets with its heading."""
    gaps = list(_MIDDLE_GAP.finditer(line.text)) if middle else []
    if len(gaps) != _GAPS_OF_THREE or gaps[1].end() + line.indent < _NEAR * start:
        return line
    left, between, right = (part.strip() for part in _MIDDLE_GAP.split(line.text))
    return replace(line, text=f"{left}{' ' * len(gaps[0].group())}{right} ({middle}: {between})")


def _items(lines: Sequence[Line], start: int) -> list[_Item]:
    """The items with the lines of either column; the right one starts so many characters from the left edge."""
    items = [_Item()]
    for line in lines:
        left, right = _parted(line, start)
        if left is not None and _begins_item(left.text):
            items.append(_Item())
        items[-1].left += [left] if left else []
        items[-1].right += [right] if right else []
    return [item for item in items if item.left or item.right]


def _begins_item(text: str) -> bool:
    """Whether a line begins with an item's number: not with a day's, on which a title goes on (»6. december 2021«)."""
    return _NUMBERED.match(text) is not None and DATE_IN_WORDS.match(text) is None


def _parted(line: Line, start: int) -> tuple[Line | None, Line | None]:
    """What stands in the left and in the right column of a line."""
    gap = next((gap for gap in _GAP.finditer(line.text)), None)
    if gap:
        right = replace(line, text=line.text[gap.end() :], gap=False, page_start=False, indent=0)
        return replace(line, text=line.text[: gap.start()]), right
    if line.indent >= _NEAR * start:
        return None, replace(line, indent=0)
    return line, None


def _one_below_the_other(item: _Item) -> Iterator[Line]:
    yield from item.left
    if item.right and item.left:
        yield replace(item.right[0], text=_HEADING, gap=True)
    yield from item.right
