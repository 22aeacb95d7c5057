"""What an item can be narrowed by, a number a value: years, outcomes, case types, councils, municipalities, topics …

A search row holds them twice: as an array to count, and as lexemes to search.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum

# What stands before a lexeme in the index that means more than *this word occurs*. Lexemes are of [a-z0-9]; these are
# capitals, so that none can be taken for a word.
PART = "P"  # of a compound: *sundhedsreform* has Preform
IN_TITLE = "T"  # the word, or a part of it, stands in that field
IN_DECISION = "B"
IN_CASE_NUMBER = "S"
FACET = "F"  # what an item has besides words: a year, an outcome, a municipality

_SPAN = 10_000_000


class FacetKind(IntEnum):
    """What a facet says of an item. The numbers stand in the index: a new one raises the analyzer's version."""

    EVERY = 0
    YEAR = 1
    OUTCOME = 2
    CASE_TYPE = 3
    COUNCIL = 4
    MUNICIPALITY = 5
    TOPIC = 6
    DAY = 7
    MONTH = 8


# What search rows hold as an array too. Days are counted by the row's date, months not at all.
COUNTABLE_KINDS = frozenset(FacetKind) - {FacetKind.DAY, FacetKind.MONTH}

# The facet of every item.
EVERY_ITEM = 0


def facet_number(kind: FacetKind, value: int) -> int:
    """The number of one value of a kind, for example the year 2026 or the municipality with that key."""
    return kind * _SPAN + value


def facet_kind_and_value(number: int) -> tuple[FacetKind, int]:
    kind, value = divmod(number, _SPAN)
    return FacetKind(kind), value


def year_facet(value: int) -> int:
    return facet_number(FacetKind.YEAR, value)


def month_facet(value: int, number: int) -> int:
    return facet_number(FacetKind.MONTH, 12 * value + number - 1)


def day_facet(value: date) -> int:
    return facet_number(FacetKind.DAY, value.toordinal())


def countable_facets(numbers: Iterable[int]) -> list[int]:
    """Those of the facets that are counted by themselves."""
    return [number for number in numbers if facet_kind_and_value(number)[0] in COUNTABLE_KINDS]


def facet_lexeme(number: int) -> str:
    """The lexeme that finds the items with that facet."""
    return f"{FACET}{number}"


def facet_of_lexeme(text: str) -> int:
    """The facet of such a lexeme."""
    return int(text.removeprefix(FACET))


def date_facets(value: date) -> Iterator[int]:
    """The facets that follow from a meeting's date."""
    yield from (year_facet(value.year), month_facet(value.year, value.month), day_facet(value))
