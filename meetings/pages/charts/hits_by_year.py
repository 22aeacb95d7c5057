"""Hits over the years as a bar chart: where each bar stands, how tall it is, and which years are written below.

Across, everything is a share of the width, so that the chart fits a phone without its letters shrinking; upwards it
is pixels. Numbers with decimals are texts, as a template would write them with a comma.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meetings.danish.plurals import counted
from meetings.pages.charts.geometry import label_steps, percent

# The newest are shown: a year that was misread must not make a thousand bars.
YEARS_AT_MOST = 150

# Room over the tallest bar for its count.
_TOP = 20
_PLOT = 120
# Room for the years.
_BELOW = 24
# A bar that few hits make can still be seen.
_LOWEST = 2
_BAR_SHARE = 0.7


@dataclass(frozen=True)
class Bar:
    """One year. `left` and `width` are the year's whole place, `bar_left` and `bar_width` what is drawn in it."""

    year: int
    count: int
    label: str
    url: str
    is_chosen: bool
    left: str
    width: str
    bar_left: str
    bar_width: str
    middle: str
    top: int
    height: int
    count_height: int
    is_labelled: bool
    is_labelled_on_a_phone: bool


@dataclass(frozen=True)
class HitsByYearChart:
    bars: tuple[Bar, ...]
    height: int
    baseline: int
    year_height: int

    @property
    def tallest(self) -> Bar:
        """The newest of the years with most hits: it gives the chart its scale."""
        return max(self.newest_first, key=lambda bar: bar.count)

    @property
    def newest_first(self) -> tuple[Bar, ...]:
        return self.bars[::-1]


def hits_by_year_chart(
    counts: Mapping[int, int], chosen: int | None, url_of: Callable[[int], str]
) -> HitsByYearChart | None:
    """The chart of how many hits each year has; None where fewer than two years have any.

    Years between the first and the last that have none get a place without a bar. `url_of` gives the address that
    a year's bar leads to.
    """
    hits = {year: count for year, count in counts.items() if count > 0}
    if len(hits) < 2:
        return None
    last = max(hits)
    years = range(max(min(hits), last - YEARS_AT_MOST + 1), last + 1)
    most = max(hits.get(year, 0) for year in years)
    wide, narrow = label_steps(len(years))
    place = 100 / len(years)
    bars = []
    for nth, year in enumerate(years):
        count = hits.get(year, 0)
        height = max(_LOWEST, round(_PLOT * count / most)) if count else 0
        bars.append(
            Bar(
                year=year,
                count=count,
                label=f"{year}: {counted(count, 'punkt', 'punkter')}",
                url=url_of(year),
                is_chosen=year == chosen,
                left=percent(nth * place),
                width=percent(place),
                bar_left=percent((nth + (1 - _BAR_SHARE) / 2) * place),
                bar_width=percent(_BAR_SHARE * place),
                middle=percent((nth + 0.5) * place),
                top=_TOP + _PLOT - height,
                height=height,
                count_height=_TOP + _PLOT - height - 5,
                is_labelled=year % wide == 0,
                is_labelled_on_a_phone=year % narrow == 0,
            )
        )
    return HitsByYearChart(
        tuple(bars), height=_TOP + _PLOT + _BELOW, baseline=_TOP + _PLOT, year_height=_TOP + _PLOT + 18
    )
