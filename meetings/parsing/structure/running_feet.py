"""Feet and heads of pages in a file that has no page ends: the title that runs through them, with the page's number.

»Fjordby Kommune        3« is a foot where the same words stand so again and again with numbers that rise. What stands
right below such a foot each time, and names the meeting, is the head of the next page.
"""

import re
from collections.abc import Sequence

from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.repeated_headers import names_meeting

_FOOT = re.compile(r"^(?P<title>[A-ZÆØÅ](?:\S| (?! )){1,80}) {3,}(?P<page>\d{1,3})$")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_FEWEST = 2


def running_feet(texts: Sequence[str], gaps: Sequence[bool]) -> dict[int, int]:
    """The number of the page that each foot names, by its line's index.

    Takes the lines that are not empty, and whether an empty one stands above each, as one does above a foot.
    """
    by_title: dict[str, dict[int, int]] = {}
    for at, text in enumerate(texts):
        if match := _FOOT.match(text) if gaps[at] and text[-1:].isdigit() else None:
            by_title.setdefault(match["title"], {})[at] = int(match["page"])
    feet: dict[int, int] = {}
    for title, numbers in by_title.items():
        rise = list(numbers.values())
        if len(rise) >= _FEWEST and rise == sorted(set(rise)) and names_meeting(title):
            feet |= numbers
    return feet


def running_heads(texts: Sequence[str], feet: Sequence[int]) -> frozenset[int]:
    """The lines that repeat, in columns, what stands right below most of the feet (their lines' indexes)."""
    below = [texts[at + 1] for at in feet if at + 1 < len(texts)]
    heads = {text for text in below if below.count(text) >= _FEWEST and 2 * below.count(text) >= len(feet)}
    heads = {text for text in heads if _COLUMNS.search(text) and names_meeting(text) and not _is_of_text(text)}
    return frozenset(at for at, text in enumerate(texts) if text in heads)


def _is_of_text(text: str) -> bool:
    """Whether a line names one of an item's texts and more than a body and a day."""
    heading = field_heading(text)
    return heading is not None and not heading.is_dated
