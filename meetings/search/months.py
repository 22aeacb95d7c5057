"""The archive's months in runs, the ones asked for first: so that a search of many matches reads the newest alone.

Every search row has the lexemes of its year and of its month, so the index itself answers "this word in these months".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from meetings.search import facets

# How many times the wanted matches the first run of months is expected to have: a little more than enough, since
# matches are not spread evenly. Measured on synthetic archives of 100,000 and 1,000,000 items.
_ENOUGH = 1.3
# Up to so many times the wanted matches, reading all is as fast as reading run by run.
ALL_AT_ONCE = 2.6


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)


def months_between(first: date, last: date) -> list[Month]:
    """Every month from that of the first day to that of the last, oldest first; none where the last is before."""
    months = []
    month, end = Month.of(first), Month.of(last)
    while month <= end:
        months.append(month)
        month = month.next
    return months


def runs_of(
    months: Sequence[Month], *, expected: float, wanted: int, at_most_two: bool = False
) -> Iterator[Sequence[Month]]:
    """The months in their order, cut into runs: the first as long as `wanted` of `expected` matches are likely to need.

    Each later run is as long as all before it together; with `at_most_two` the second is all the rest. All runs
    together are all months: a wrong guess costs time and never a match.
    """
    size = max(1, ceil(_ENOUGH * wanted / max(expected, 1) * len(months)))
    start = 0
    while start < len(months):
        yield months[start : start + size]
        start, size = start + size, len(months) if at_most_two else max(size, start + size)


def months_tsquery(months: Sequence[Month], every: Sequence[Month]) -> str:
    """The condition that a search row is of one of the months: a year of which all of `every` are there by its year."""
    of_year, in_archive = Counter(month.year for month in months), Counter(month.year for month in every)
    whole = {year for year, count in of_year.items() if count == in_archive[year]}
    numbers = [
        *(facets.year_facet(year) for year in sorted(whole)),
        *(facets.month_facet(month.year, month.number) for month in months if month.year not in whole),
    ]
    return " | ".join(map(facets.facet_lexeme, numbers))
