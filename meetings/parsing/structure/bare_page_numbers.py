"""Page numbers that stand alone on their lines, »3«, »– 3 –« or »Side 3 (9)«, where they run on through the pages.

A number alone may as well be a table's cell. It is a page's where it stands at the edge of a page; in a file without
page ends, where the numbers run on from 1 below the pages' texts and the last ends the document, or where each stands
far to the right, as in the first pages of a longer one.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_SIDE = r"(?:side|sidetal|sidenr\.?|s\.|page|p\.)\s?[:|]?\s?"
_TOTAL = r"(?:\s?/\s?\d{1,3}|\s(?:ud )?(?:af|of)\s\d{1,3}|\s?\(\d{1,3}\))"
_NUMBER = re.compile(
    rf"^(?:(?P<plain>\d{{1,3}})|[–—•·|-]\s?(?P<dashed>\d{{1,3}})\s?[–—•·|-]|\[(?P<boxed>\d{{1,3}})\]|"
    rf"\((?P<in_brackets>\d{{1,3}})\)|(?P<page_of>\d{{1,3}}){_TOTAL}|"
    rf"[–—-]?\s?{_SIDE}(?P<named>\d{{1,3}}){_TOTAL}?\s?[–—-]?)$",
    re.IGNORECASE,
)
# So many lines that are not empty stand between two of the numbers at least.
_FEWEST_BETWEEN = 3
_FEWEST_PAGES = 2
# So many spaces stand before a number in the middle of a page's foot, or at its right.
_FAR_RIGHT = 25


def bare_page_numbers(texts: Sequence[str], gaps: Sequence[bool], pages: Sequence[int]) -> dict[int, int]:
    """The number of the page that each line names that has nothing else, by the line's index; empty where none does.

    Takes the lines that are not empty with the spaces before each, whether an empty one stands above it, and the page
    of the file it is on.
    """
    found = ((at, _NUMBER.match(text.strip())) for at, text in enumerate(texts))
    numbers = {at: int(match[match.lastgroup or 0]) for at, match in found if match}
    if len(numbers) < _FEWEST_PAGES:
        return {}
    last = len(texts) - 1
    if pages[-1] > pages[0]:
        edges = {at for at in numbers if at in {0, last} or pages[at - 1] != pages[at] or pages[at + 1] != pages[at]}
        return _running_with_pages({at: numbers[at] for at in edges}, pages)
    chain = _running({at: number for at, number in numbers.items() if gaps[at]}, last)
    is_of_pages = last in chain or all(texts[at][:_FAR_RIGHT].isspace() for at in chain)
    return chain if len(chain) >= _FEWEST_PAGES and is_of_pages else {}


def _running(numbers: Mapping[int, int], last: int) -> dict[int, int]:
    """Those that run on from 1, far enough from each other; the last page may be short."""
    chain: dict[int, int] = {}
    before = -1
    for at, number in numbers.items():
        if number == len(chain) + 1 and (at - before > _FEWEST_BETWEEN or (at == last and at - before > 1)):
            chain[at] = number
            before = at
    return chain


def _running_with_pages(numbers: Mapping[int, int], pages: Sequence[int]) -> dict[int, int]:
    """Those that are as far from their page of the file as most are."""
    offsets = Counter(number - pages[at] for at, number in numbers.items())
    most = max(offsets, key=lambda offset: offsets[offset], default=0)
    chain = {at: number for at, number in numbers.items() if number - pages[at] == most}
    return chain if len(chain) >= _FEWEST_PAGES else {}
