"""Facets: what items can be narrowed to, by year, outcome, case type, council, municipality, topic, day and month.

Each value of each kind has a number: 10,002,026 is the year 2026, 50,000,007 the municipality with key 7. A search row
holds them twice: as an array to be counted, and as lexemes (`F10002026`) to be searched for.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum

from meetings.models.choices import CASE_TYPE_NUMBERS, CaseType

# What stands before a lexeme in the index that means more than *this word occurs*. Lexemes are of [a-z0-9]; these are
# capitals, so that none can be taken for a word.
PART = "P"  # of a compound: *sundhedsreform* has Preform
IN_TITLE = "T"  # the word, or a part of it, stands in that field
IN_DECISION = "B"
IN_CASE_NUMBER = "S"
FACET = "F"  # what an item has besides words: a year, an outcome, a municipality

# The numbers of one kind: more than there are days, or records with a key.
NUMBERS_OF_A_KIND = 10_000_000


class FacetKind(IntEnum):
    """What a facet says of an item. The numbers stand in the index: whoever changes them raises ANALYZER_VERSION."""

    EVERY = 0
    YEAR = 1
    OUTCOME = 2
    CASE_TYPE = 3
    COUNCIL = 4
    MUNICIPALITY = 5
    TOPIC = 6
    DAY = 7
    MONTH = 8


# The kinds in the array of a search row. Days are counted by the row's date, months not at all.
COUNTABLE_KINDS = frozenset(FacetKind) - {FacetKind.DAY, FacetKind.MONTH}

# The facet of every item.
EVERY_ITEM = 0


def facet_number(kind: FacetKind, value: int) -> int:
    """The number of one value of a kind, for example the year 2026 or the municipality with that key."""
    return kind * NUMBERS_OF_A_KIND + value


def facet_kind_and_value(number: int) -> tuple[FacetKind, int]:
    """What a facet's number stands for: its kind, and the year, the key or the like. The reverse of `facet_number`."""
    kind, value = divmod(number, NUMBERS_OF_A_KIND)
    return FacetKind(kind), value


# The facet of items that every agenda has: the agenda's approval and the like.
FORMALITY = facet_number(FacetKind.CASE_TYPE, CASE_TYPE_NUMBERS[CaseType.FORMALITY])


def year_facet(value: int) -> int:
    """The facet of a year's items."""
    return facet_number(FacetKind.YEAR, value)


def month_facet(year: int, month: int) -> int:
    """The facet of a month's items; months are counted from the year 0."""
    return facet_number(FacetKind.MONTH, 12 * year + month - 1)


def day_facet(value: date) -> int:
    """The facet of the items of a meeting on that day."""
    return facet_number(FacetKind.DAY, value.toordinal())


def countable_facets(numbers: Iterable[int]) -> list[int]:
    """Those of the facets that stand in a search row's array, to be counted."""
    return [number for number in numbers if facet_kind_and_value(number)[0] in COUNTABLE_KINDS]


def facet_lexeme(number: int) -> str:
    """The lexeme that finds the items with that facet."""
    return f"{FACET}{number}"


def facet_of_lexeme(text: str) -> int:
    """The number of a facet by its lexeme. The reverse of `facet_lexeme`."""
    return int(text.removeprefix(FACET))


def date_facets(value: date) -> Iterator[int]:
    """The facets that follow from a meeting's date."""
    yield from (year_facet(value.year), month_facet(value.year, value.month), day_facet(value))
