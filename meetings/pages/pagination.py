"""A long list a page at a time. The page stands in the address as `side`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from meetings.pages.parameters import MalformedParameter, Parameters

Row = TypeVar("Row")

PARAMETER = "side"
LABELS = {PARAMETER: "side"}
# So many pages are linked on each side of the one shown.
_NEIGHBOURS = 2


@dataclass(frozen=True)
class PageLink:
    """A page to go to; no number where pages are passed over."""

    number: int | None
    url: str
    is_current: bool


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: its rows, the list's length, its own number of `last`, and `size` rows a page."""

    rows: Sequence[Row]
    count: int
    number: int
    last: int
    size: int
    parameters: Parameters

    @property
    def first_row(self) -> int:
        """The number of the page's first row in the whole list, counted from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def reach(self) -> int:
        """How many rows can be leafed to."""
        return min(self.count, self.last * self.size)

    @property
    def is_cut_short(self) -> bool:
        """Whether the list has rows that cannot be leafed to."""
        return self.reach < self.count

    @property
    def previous_url(self) -> str:
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1) if self.number < self.last else ""

    @property
    def links(self) -> list[PageLink]:
        """The first page, the last, and those around this one."""
        shown = {1, self.last, *range(self.number - _NEIGHBOURS, self.number + _NEIGHBOURS + 1)}
        links: list[PageLink] = []
        for number in sorted(number for number in shown if 1 <= number <= self.last):
            before = links[-1].number if links else None
            if before and number > before + 1:
                links.append(PageLink(None, "", is_current=False))
            links.append(PageLink(number, self._url(number), is_current=number == self.number))
        return links

    def _url(self, number: int) -> str:
        return self.parameters.with_value(PARAMETER, str(number) if number > 1 else "").url


@dataclass(frozen=True)
class KeysFirst(Generic[Row]):
    """Rows of which those of a page are found by their keys: what is read of each is not read of all that are sorted.

    Both are in one order; `keys` gives nothing but primary keys.
    """

    keys: QuerySet[Any, int]
    rows: QuerySet[Any, Row]

    def __getitem__(self, place: slice) -> QuerySet[Any, Row]:
        return self.rows.filter(pk__in=self.keys[place])

    def count(self) -> int:
        """How many rows there are. One query."""
        return self.keys.count()


def page_of(
    rows: QuerySet[Any, Row] | KeysFirst[Row] | Sequence[Row],
    parameters: Parameters,
    *,
    size: int,
    count: int | None = None,
    reach: int | None = None,
) -> Page[Row]:
    """The page of `rows` that `parameters` ask for.

    `size` is in rows a page. `count`, the whole list's length, is given where it is known already, to save a query;
    `reach` where no more rows than that can be leafed through.
    Raises MalformedParameter for what is no number and for a page that does not exist.
    """
    if count is None:
        count = rows.count() if isinstance(rows, QuerySet | KeysFirst) else len(rows)
    last = max(1, -(-min(count, count if reach is None else reach) // size))
    number = _page_number(parameters.get(PARAMETER), last)
    return Page(list(rows[(number - 1) * size : number * size]), count, number, last, size, parameters)


def _page_number(text: str, last: int) -> int:
    """The page that the address asks for, 1 where it asks for none. Raises MalformedParameter."""
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal()):
        raise MalformedParameter(LABELS[PARAMETER], PARAMETER, text, "Skriv et helt tal.")
    if len(text) > len(str(last)) or not 1 <= int(text) <= last:
        pages = "Der er kun én side." if last == 1 else f"Siderne går fra 1 til {last}."
        raise MalformedParameter(LABELS[PARAMETER], PARAMETER, text, pages)
    return int(text)
