"""What the front page shows: the latest decisions, how much the archive holds, and links into it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from meetings.models import AgendaItem
from meetings.models.choices import CaseType
from meetings.pages.blocks import opening
from meetings.pages.charts.outcomes import outcome_chart
from meetings.pages.charts.tile_map import tile_map
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


@dataclass(frozen=True)
class FrontCounts:
    """The counts that the front page shows, and by what: of the same counts it looks the same."""

    kinds: tuple[tuple[int, str, str | None, int], ...]
    topics: tuple[Any, ...]
    municipalities: tuple[Any, ...]
    numbers: ArchiveNumbers
    year_count: int

    @property
    def key(self) -> tuple[Any, ...]:
        """All that is shown of it: records are the same where they have one key, whatever they are called."""
        named = ((one.pk, one.name, one.slug, one.item_count) for one in (*self.topics, *self.municipalities))
        return get_script_prefix(), self.kinds, len(self.topics), tuple(named), self.numbers, self.year_count


class _DrawnCounts:
    """The counts as they were drawn last: most saves change none of them, and drawing is half of the front page."""

    def __init__(self) -> None:
        self._drawn: tuple[tuple[Any, ...], SafeString] | None = None

    def __call__(self, counts: FrontCounts) -> SafeString:
        drawn, key = self._drawn, counts.key
        if drawn and drawn[0] == key:
            return drawn[1]
        html = render_to_string(
            "meetings/parts/front_counts.html",
            {
                "topics": counts.topics,
                "tile_map": tile_map(counts.municipalities),
                "numbers": counts.numbers,
                "year_count": counts.year_count,
                "outcome_chart": outcome_chart((year, outcome, count) for year, _, outcome, count in counts.kinds),
            },
        )
        self._drawn = key, html
        return html


draw_counts = _DrawnCounts()
