"""What became of the archive's items, year by year, as stacked bars: where each piece stands and how tall it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from meetings.danish.plurals import counted
from meetings.models.choices import Outcome
from meetings.pages.charts.geometry import PlotArea, YearSlot, newest_years, year_slots

_AREA = PlotArea(plot=160)
# In px, between a bar and the count over it.
_COUNT_ABOVE_BAR = 6
_BAR_SHARE = 0.64


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes that the chart shows as one, as a reader tells no more than a handful of patterns apart."""

    word: str
    label: str
    outcomes: frozenset[str | None]


# An item without a decision has None: its meeting has no minutes yet.
UNDECIDED = OutcomeGroup("open", "Uden beslutning", frozenset({Outcome.NONE, None}))

# From the foot of a bar and upwards.
OUTCOME_GROUPS = (
    OutcomeGroup("agreed", "Godkendt eller anbefalet", frozenset({Outcome.APPROVED, Outcome.RECOMMENDED})),
    OutcomeGroup("settled", "Besluttet eller udpeget", frozenset({Outcome.DECIDED, Outcome.APPOINTED})),
    OutcomeGroup("heard", "Drøftet eller taget til efterretning", frozenset({Outcome.DISCUSSED, Outcome.NOTED})),
    OutcomeGroup(
        "halted",
        "Udsat, aflyst eller afvist",
        frozenset({Outcome.POSTPONED, Outcome.CANCELLED, Outcome.REJECTED}),
    ),
    UNDECIDED,
)


@dataclass(frozen=True)
class StackPiece:
    """The items of one year with one group of outcomes: from `top` px downwards, `height` px tall."""

    group: OutcomeGroup
    count: int
    top: int
    height: int


@dataclass(frozen=True)
class YearStack(YearSlot):
    """One year's items: the pieces of its bar, the count written at `count_height` px, where it leads to."""

    count: int
    label: str
    url: str
    pieces: tuple[StackPiece, ...]
    count_height: int


@dataclass(frozen=True)
class OutcomeChart:
    """A stacked bar for every year between the first and the last; heights from the top in px."""

    stacks: tuple[YearStack, ...]
    groups: tuple[OutcomeGroup, ...]
    height: int
    baseline: int
    year_height: int

    @property
    def newest_first(self) -> tuple[YearStack, ...]:
        return self.stacks[::-1]


def outcome_chart(counts: Iterable[tuple[int, str | None, int]]) -> OutcomeChart | None:
    """The chart of how many items of each year had which outcome, from rows of year, outcome and count.

    None where there are no items. Years between the first and the last that have none get a slot without a bar.
    """
    by_year: dict[int, Counter[str | None]] = {}
    for year, outcome, count in counts:
        by_year.setdefault(year, Counter())[outcome] += count
    if not by_year:
        return None
    years = newest_years(min(by_year), max(by_year))
    most = max(by_year[year].total() for year in years if year in by_year)
    stacks = []
    for slot in year_slots(years, bar_share=_BAR_SHARE):
        by_outcome = by_year.get(slot.year, Counter())
        pieces = _stack_pieces(by_outcome, most)
        stacks.append(
            YearStack(
                **vars(slot),
                count=by_outcome.total(),
                label=f"{slot.year}: {counted(by_outcome.total(), 'punkt', 'punkter')}",
                url=reverse("meetings:meetings_of_year", args=(slot.year,)),
                pieces=pieces,
                count_height=min([piece.top for piece in pieces if piece.count], default=_AREA.foot) - _COUNT_ABOVE_BAR,
            )
        )
    return OutcomeChart(tuple(stacks), OUTCOME_GROUPS, _AREA.height, baseline=_AREA.foot, year_height=_AREA.year_height)


def _stack_pieces(by_outcome: Counter[str | None], most: int) -> tuple[StackPiece, ...]:
    """A piece a group, also those without items. They stand on one another: rounding leaves no gap."""
    pieces, below = [], 0
    for group in OUTCOME_GROUPS:
        count = sum(by_outcome[outcome] for outcome in group.outcomes)
        foot, head = (_AREA.bar_height(reached, most) for reached in (below, below + count))
        pieces.append(StackPiece(group, count, top=_AREA.foot - head, height=head - foot))
        below += count
    return tuple(pieces)
