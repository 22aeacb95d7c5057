"""What the front page shows: the latest decisions, how much the archive holds, and links into it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meetings.models import AgendaItem
from meetings.models.choices import CaseType
from meetings.pages.blocks import opening
from meetings.pages.filters import CASE_TYPE_WORDS
from meetings.pages.search_links import search_url

# So many decisions are shown.
LATELY_DECIDED = 6


@dataclass(frozen=True)
class CountedLink:
    """A link into the archive, with how many items lie behind it."""

    title: str
    url: str
    count: int


@dataclass(frozen=True)
class DecidedItem:
    """An item, and in a sentence or two what was decided."""

    item: AgendaItem
    sentence: str


@dataclass(frozen=True)
class ArchiveNumbers:
    """How much the archive holds. A decision is an item with an outcome, as in the chart below the numbers."""

    meetings: int
    items: int
    decisions: int
    people: int


def lately_decided() -> Iterator[DecidedItem]:
    """The latest decisions by their deciding sentence; by their opening where that only announces a list or table."""
    found: Iterable[Any] = AgendaItem.objects.shown().for_list().with_openings().decided().by_date()[:LATELY_DECIDED]
    for item in found:
        deciding = item.decision.deciding_sentence
        announces = not deciding or deciding.rstrip().endswith(":")
        yield DecidedItem(item, opening(item.decision_opening if announces else deciding))


def case_type_links(rows: Iterable[tuple[int, str, str | None, int]]) -> Iterator[CountedLink]:
    """A search for each case type that some item has, given rows of year, case type, outcome and count."""
    counts = Counter[str]()
    for _, case_type, _, count in rows:
        counts[case_type] += count
    for case_type in CaseType:
        if count := counts[case_type]:
            yield CountedLink(case_type.label, search_url(sagstype=CASE_TYPE_WORDS[case_type]), count)
