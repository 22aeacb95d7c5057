"""Where things stand in a chart over the years, and how tall they are.

Across, everything is a percentage of the chart's width, so that it fits a phone without its letters shrinking; upwards
it is px. Percentages are texts, as a template would write a number's decimal comma.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# The newest years are shown: a year that was misread must not make a thousand bars.
YEARS_AT_MOST = 150

# A year is written below every so many bars: whole decades, or what divides them.
_LABEL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
# So many years can be written beside one another: on a wide screen, and on a phone. Chosen by hand on both.
LABELS_ON_WIDE_SCREEN = 16
_LABELS_ON_PHONE = 6


@dataclass(frozen=True)
class YearSlot:
    """One year's slot across a chart: the whole of it, the bar in it, and its middle, each in percent of the width."""

    year: int
    left: str
    width: str
    bar_left: str
    bar_width: str
    middle: str
    is_labelled: bool
    is_labelled_on_a_phone: bool


@dataclass(frozen=True)
class PlotArea:
    """How a chart's height is shared, in px: room above for the tallest bar's count, the bars, room below for years."""

    plot: int
    above: int = 20
    below: int = 24

    @property
    def height(self) -> int:
        return self.above + self.plot + self.below

    @property
    def foot(self) -> int:
        """Where the bars end, from the top."""
        return self.above + self.plot

    @property
    def year_height(self) -> int:
        """The base line of the years' letters, from the top."""
        return self.height - 6

    def bar_height(self, count: int, most: int) -> int:
        """The height of a bar for `count` where the tallest is for `most`."""
        return round(self.plot * count / most)


def newest_years(first: int, last: int) -> range:
    """The years from `first` to `last`, the newest YEARS_AT_MOST of them."""
    return range(max(first, last - YEARS_AT_MOST + 1), last + 1)


def year_slots(
    years: range, *, bar_share: float, labels: int = LABELS_ON_WIDE_SCREEN, labelled_year: int = 0
) -> Iterator[YearSlot]:
    """A slot for every year, all of one width.

    `bar_share` is the part of a slot that its bar has, from 0 to 1; `labels` how many years can be written on a wide
    screen. The years that are written lie whole steps from `labelled_year`.
    """
    width = 100 / len(years)
    wide, narrow = label_steps(len(years), labels)
    for nth, year in enumerate(years):
        yield YearSlot(
            year=year,
            left=percent(nth * width),
            width=percent(width),
            bar_left=percent((nth + (1 - bar_share) / 2) * width),
            bar_width=percent(bar_share * width),
            middle=percent((nth + 0.5) * width),
            is_labelled=(year - labelled_year) % wide == 0,
            is_labelled_on_a_phone=(year - labelled_year) % narrow == 0,
        )


def label_steps(years: int, labels: int = LABELS_ON_WIDE_SCREEN) -> tuple[int, int]:
    """Every how many years one is written, on a wide screen and on a phone; the second are among the first."""
    wide = next(step for step in _LABEL_STEPS if years <= labels * step)
    narrow = next(step for step in _LABEL_STEPS if years <= _LABELS_ON_PHONE * step and step % wide == 0)
    return wide, narrow


def percent(share: float) -> str:
    """»33.333%«."""
    return f"{share:.3f}%"
