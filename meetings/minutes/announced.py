"""Where a table belongs in its text: where it was found, or, if extraction moved it, where it is announced."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from meetings.minutes.flow import Block
from meetings.minutes.tables import FoundTable

_ANNOUNCES = re.compile(
    r"\b(?:(?:nedenstående|følgende) (?:tabel|fordeling|oversigt|skema|tal|kvoter)|"
    r"(?:tabel|oversigt|skema)(?:len|en|et)? (?:herunder|nedenfor|nedenunder)|"
    r"(?:herunder|nedenfor) (?:fremgår|ses|vises|angives)|"
    r"(?:fremgår|fordeles|fordelt|ses|vises|vist|angivet) (?:af |i )?(?:herunder|nedenfor|nedenstående|tabel)|"
    r"jf\. (?:nedenstående )?tabel|(?:således|sådan|som følger):)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\btabel \d{1,3}\b", re.IGNORECASE)


def places(tables: Sequence[FoundTable], blocks: Sequence[Block]) -> tuple[int, ...]:
    """For each table of a text, how many of its blocks stand before it.

    A table that was found within a block was moved there: it goes below the block that announces it, the nearest
    one above that no other table has, else the nearest below; without any it goes below the block it stood in.
    """
    starts = [block.line.number for block in blocks]
    found = [bisect_left(starts, table.line.number) for table in tables]
    is_moved = [
        after > 0 and blocks[after - 1].last.number > table.line.number
        for table, after in zip(tables, found, strict=True)
    ]
    announcing = [index + 1 for index, block in enumerate(blocks) if _ANNOUNCES.search(block.text)]
    free = [
        after
        for after in announcing
        if after not in {at for at, moved in zip(found, is_moved, strict=True) if not moved}
    ]
    placed: list[int] = []
    for table, after, moved in zip(tables, found, is_moved, strict=True):
        at = _announcement(table, after, free, blocks) if moved else after
        if at in free:
            free.remove(at)
        placed.append(at)
    return tuple(placed)


def _announcement(table: FoundTable, found: int, free: Sequence[int], blocks: Sequence[Block]) -> int:
    """After which block a table that was moved goes, of those that announce one; `found` if none does."""
    if number := _NUMBERED.match(table.title):
        naming = [at for at in range(1, len(blocks) + 1) if number.group().casefold() in blocks[at - 1].text.casefold()]
        if naming:
            return naming[0]
    above = [at for at in free if at <= found]
    return above[-1] if above else min(free, default=found)
