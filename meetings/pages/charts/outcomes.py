"""What became of the archive's items, year by year, as stacked bars: where each piece stands and how tall it is.

Measured as the chart of hits over the years is (year_chart.py): across in shares of the width, upwards in pixels.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from meetings.danish.plurals import counted
from meetings.models.choices import Outcome
from meetings.pages.charts.geometry import label_steps, percent
from meetings.pages.charts.hits_by_year import YEARS_AT_MOST

# Room over the tallest bar for its count.
_TOP = 20
_PLOT = 160
# Room for the years.
_BELOW = 24
_BAR_SHARE = 0.64


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes that the chart shows as one, as no more than a handful can be told apart."""

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
    """The items of one year with one group of outcomes."""

    group: OutcomeGroup
    count: int
    top: int
    height: int


@dataclass(frozen=True)
class YearStack:
    """One year. `left` and `width` are the year's whole place, `bar_left` and `bar_width` what is drawn in it."""

    year: int
    count: int
    label: str
    url: str
    pieces: tuple[StackPiece, ...]
    left: str
    width: str
    bar_left: str
    bar_width: str
    middle: str
    count_height: int
    is_labelled: bool
    is_labelled_on_a_phone: bool


@dataclass(frozen=True)
class OutcomeChart:
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

    None where there are no items. Years between the first and the last that have none get a place without a bar.
    """
    by_year: dict[int, Counter[str | None]] = {}
    for year, outcome, count in counts:
        by_year.setdefault(year, Counter())[outcome] += count
    if not by_year:
        return None
    last = max(by_year)
    years = range(max(min(by_year), last - YEARS_AT_MOST + 1), last + 1)
    most = max(by_year[year].total() for year in years if year in by_year)
    place = 100 / len(years)
    wide, narrow = label_steps(len(years))
    stacks = []
    for nth, year in enumerate(years):
        found = by_year.get(year, Counter())
        pieces = _stack_pieces(found, most)
        stacks.append(
            YearStack(
                year=year,
                count=found.total(),
                label=f"{year}: {counted(found.total(), 'punkt', 'punkter')}",
                url=reverse("meetings:meetings_of_year", args=(year,)),
                pieces=pieces,
                left=percent(nth * place),
                width=percent(place),
                bar_left=percent((nth + (1 - _BAR_SHARE) / 2) * place),
                bar_width=percent(_BAR_SHARE * place),
                middle=percent((nth + 0.5) * place),
                count_height=min([piece.top for piece in pieces if piece.count], default=_TOP + _PLOT) - 6,
                is_labelled=year % wide == 0,
                is_labelled_on_a_phone=year % narrow == 0,
            )
        )
    return OutcomeChart(
        tuple(stacks),
        OUTCOME_GROUPS,
        height=_TOP + _PLOT + _BELOW,
        baseline=_TOP + _PLOT,
        year_height=_TOP + _PLOT + 18,
    )


def _stack_pieces(found: Counter[str | None], most: int) -> tuple[StackPiece, ...]:
    """A piece a group, also those without items. They stand on one another: rounding leaves no gap."""
    pieces, below = [], 0
    for group in OUTCOME_GROUPS:
        count = sum(found[outcome] for outcome in group.outcomes)
        foot, head = (round(_PLOT * reached / most) for reached in (below, below + count))
        pieces.append(StackPiece(group, count, top=_TOP + _PLOT - head, height=head - foot))
        below += count
    return tuple(pieces)
