"""Hits over the years as a bar chart: where each bar stands, how tall it is, and which years are written below."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meetings.danish.plurals import counted
from meetings.pages.charts.geometry import PlotArea, YearSlot, newest_years, year_slots

_AREA = PlotArea(plot=120)
# In px: a bar that few hits make can still be seen.
_LOWEST_BAR = 2
# In px, between a bar and the count over it.
_COUNT_ABOVE_BAR = 5
_BAR_SHARE = 0.7


@dataclass(frozen=True)
class YearBar(YearSlot):
    """One year's hits: the bar from `top` px downwards, the count written at `count_height` px, where it leads to."""

    count: int
    label: str
    url: str
    is_chosen: bool
    top: int
    height: int
    count_height: int


@dataclass(frozen=True)
class HitsByYearChart:
    """A bar for every year between the first and the last; heights from the top in px."""

    bars: tuple[YearBar, ...]
    height: int
    baseline: int
    year_height: int

    @property
    def tallest(self) -> YearBar:
        """The newest of the years with most hits: it gives the chart its scale."""
        return max(self.newest_first, key=lambda bar: bar.count)

    @property
    def newest_first(self) -> tuple[YearBar, ...]:
        return self.bars[::-1]


def hits_by_year_chart(
    counts: Mapping[int, int], chosen: int | None, url_of: Callable[[int], str]
) -> HitsByYearChart | None:
    """The chart of how many hits each year has; None where fewer than two years have any.

    Years between the first and the last that have none get a slot without a bar. `url_of` gives the address that
    a year's bar leads to.
    """
    hits = {year: count for year, count in counts.items() if count > 0}
    if len(hits) < 2:
        return None
    years = newest_years(min(hits), max(hits))
    most = max(hits.get(year, 0) for year in years)
    bars = []
    for slot in year_slots(years, bar_share=_BAR_SHARE):
        count = hits.get(slot.year, 0)
        height = max(_LOWEST_BAR, _AREA.bar_height(count, most)) if count else 0
        top = _AREA.foot - height
        bars.append(
            YearBar(
                **vars(slot),
                count=count,
                label=f"{slot.year}: {counted(count, 'punkt', 'punkter')}",
                url=url_of(slot.year),
                is_chosen=slot.year == chosen,
                top=top,
                height=height,
                count_height=top - _COUNT_ABOVE_BAR,
            )
        )
    return HitsByYearChart(tuple(bars), _AREA.height, baseline=_AREA.foot, year_height=_AREA.year_height)
