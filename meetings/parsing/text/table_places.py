"""Between which blocks of its text a table belongs: where it was found, or where the text announces it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from meetings.parsing.text.flow import Block
from meetings.parsing.text.tables import FoundTable

_ANNOUNCES = re.compile(
    r"\b(?:(?:nedenstående|følgende) (?:tabel|fordeling|oversigt|skema|tal|kvoter)|"
    r"(?:tabel|oversigt|skema)(?:len|en|et)? (?:herunder|nedenfor|nedenunder)|"
    r"(?:herunder|nedenfor) (?:fremgår|ses|vises|angives)|"
    r"(?:fremgår|fordeles|fordelt|ses|vises|vist|angivet) (?:af |i )?(?:herunder|nedenfor|nedenstående|tabel)|"
    r"jf\. (?:nedenstående )?tabel|(?:således|sådan|som følger):)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\btabel \d{1,3}\b", re.IGNORECASE)


def blocks_before_tables(tables: Sequence[FoundTable], blocks: Sequence[Block]) -> tuple[int, ...]:
    """For each table of a text, how many of its blocks stand before it.

    A table that was found within a block was moved there: it goes below the block that names its number or announces
    it, the nearest one above that no other table has, else the nearest below; without any, below the block it was in.
    The last table chooses first, so that tables keep their order.
    """
    starts = [block.line.number for block in blocks]
    found = [bisect_left(starts, table.line.number) for table in tables]
    is_moved = [
        after > 0 and blocks[after - 1].last.number > table.line.number
        for table, after in zip(tables, found, strict=True)
    ]
    if not any(is_moved):
        return tuple(found)
    taken = {after for after, moved in zip(found, is_moved, strict=True) if not moved}
    free = [
        after for after, block in enumerate(blocks, start=1) if _ANNOUNCES.search(block.text) and after not in taken
    ]
    naming = _naming_blocks(blocks)
    placed = list(found)
    for at in reversed(range(len(tables))):
        if is_moved[at]:
            placed[at] = naming.get(_table_number(tables[at].title)) or _take_nearest(free, found[at])
    return tuple(placed)


def _table_number(title: str) -> str:
    """The table's number where its title begins with one ("tabel 2"), else ''."""
    match = _NUMBERED.match(title)
    return match.group().casefold() if match else ""


def _naming_blocks(blocks: Sequence[Block]) -> dict[str, int]:
    """By each table number that the blocks name ("tabel 2"): how many blocks there are down to the first that does."""
    naming: dict[str, int] = {}
    for after, block in enumerate(blocks, start=1):
        for match in _NUMBERED.finditer(block.text):
            naming.setdefault(match.group().casefold(), after)
    return naming


def _take_nearest(free: list[int], found: int) -> int:
    """Removes from `free` and gives its last number up to `found`, else its first; `found` if `free` is empty."""
    if not free:
        return found
    return free.pop(max(0, bisect_right(free, found) - 1))
