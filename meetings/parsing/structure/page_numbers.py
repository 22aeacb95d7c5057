"""Which number each counted page has, by the numbers that are printed on some of them."""

from bisect import bisect_right
from collections.abc import Mapping


def page_numbers(pages: int, printed: Mapping[int, int]) -> dict[int, int]:
    """The number of each counted page: from the printed number at or before it, else from the first after it.

    Numbers never go down from one page to the next, as the text of a document keeps its order.
    """
    printed = _rising(printed)
    anchors = sorted(printed)
    numbers = {1: 1}
    for page in range(2, pages + 1):
        before = bisect_right(anchors, page) - 1
        known = anchors[max(before, 0)] if anchors else None
        number = page if known is None else printed[known] + page - known
        at_most = printed[anchors[before + 1]] if known is not None and before + 1 < len(anchors) else number
        numbers[page] = max(1, min(number, at_most))
    return numbers


def _rising(printed: Mapping[int, int]) -> dict[int, int]:
    """The most printed numbers that do not go down; the others were misprinted or misread."""
    ends: list[int] = []
    chains: list[tuple[int, int | None]] = []
    last: list[int] = []
    for page in sorted(printed):
        place = bisect_right(ends, printed[page])
        chains.append((page, last[place - 1] if place else None))
        ends[place : place + 1] = [printed[page]]
        last[place : place + 1] = [len(chains) - 1]
    kept: dict[int, int] = {}
    link = last[-1] if last else None
    while link is not None:
        page, link = chains[link]
        kept[page] = printed[page]
    return kept
