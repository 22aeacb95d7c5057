"""Sets of row numbers as strings of bits, a block at a time, as PostgreSQL writes and reads them."""

from collections.abc import Iterable, Iterator

BLOCK = 31_000
"""Numbers a block: two blocks of 31,000 bits fill a page of PostgreSQL's."""


def blocks_of(numbers: Iterable[int]) -> dict[int, str]:
    """The bits of each block that holds a number; bit n of a block is its n-th character."""
    found: dict[int, bytearray] = {}
    for number in numbers:
        block, place = divmod(number, BLOCK)
        if block not in found:
            found[block] = bytearray(b"0" * BLOCK)
        found[block][place] = 49
    return {block: bits.decode("ascii") for block, bits in found.items()}


def between(first: int, last: int) -> dict[int, str]:
    """The bits of every number from the first to the last, both included."""
    found = {}
    for block in range(first // BLOCK, last // BLOCK + 1):
        start = max(first - block * BLOCK, 0)
        end = min(last - block * BLOCK, BLOCK - 1) + 1
        found[block] = "0" * start + "1" * (end - start) + "0" * (BLOCK - end)
    return found


def newest_first(blocks: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The numbers of the blocks, the highest first; the blocks come highest first."""
    for block, bits in blocks:
        place = bits.rfind("1")
        while place >= 0:
            yield block * BLOCK + place
            place = bits.rfind("1", 0, place)


def oldest_first(blocks: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The numbers of the blocks, the lowest first; the blocks come lowest first."""
    for block, bits in blocks:
        place = bits.find("1")
        while place >= 0:
            yield block * BLOCK + place
            place = bits.find("1", place + 1)
