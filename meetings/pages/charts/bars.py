"""Figures as bars: where each bar stands and how long it is.

Along the bars everything is a percentage of the width, across them it is px (see geometry.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from meetings.danish.numbers import format_number
from meetings.pages.charts.geometry import PlotArea, YearSlot, percent, year_slots
from meetings.parsing.meaning.figures import FigureTable

# The percentages of the width that row labels and bars have; the rest is for the figures after the bars.
_LABELS_WIDTH = 40.0
_BARS_WIDTH = 46.0
# In px: a bar's thickness, between the bars of a row, between rows, and down to the base line of a bar's letters.
_THICKNESS, _BAR_GAP, _ROW_GAP, _LETTERS = 14, 2, 8, 12
_YEARS_SHOWN = 2
# In characters: on a phone there is room for no more. The table has the whole.
_LONGEST_LABEL = 20

_AREA = PlotArea(plot=120)
# In px, between a bar and the figure over it.
_FIGURE_ABOVE_BAR = 5
_BAR_SHARE = 0.7
# Fewer years are written than in other charts (geometry.LABELS_ON_WIDE_SCREEN): figures with units stand over them.
_LABELS_ON_WIDE_SCREEN = 14
# Figures that reach further apart are taken for a number that was read as a year: no chart. Chosen by hand.
_YEARS_AT_MOST = 100


@dataclass(frozen=True)
class FigureBar:
    """A bar with its figure: x and width in percent, y and height in px; `is_earlier` than the other bar of its row."""

    x: str
    y: int
    width: str
    height: int
    text: str
    text_x: str
    text_y: int
    is_earlier: bool = False


@dataclass(frozen=True)
class BarRow:
    """One label with its bars, a bar a year; without a figure it has none."""

    label: str
    label_y: int
    bars: tuple[FigureBar, ...]


@dataclass(frozen=True)
class RowChart:
    """Bars from left to right, a row a label."""

    title: str
    rows: tuple[BarRow, ...]
    height: int
    zero: str
    earlier: str = ""
    later: str = ""
    kind: ClassVar[str] = "rows"


@dataclass(frozen=True)
class FigureYear(YearSlot):
    """A year's slot with its bar; None where the year has no figure."""

    bar: FigureBar | None


@dataclass(frozen=True)
class ColumnChart:
    """Bars upwards, a slot for every year between the first and the last."""

    title: str
    years: tuple[FigureYear, ...]
    height: int
    baseline: int
    year_height: int
    kind: ClassVar[str] = "years"


Chart = RowChart | ColumnChart


def has_column_chart(figures: Mapping[int, Decimal | None]) -> bool:
    """Whether the figures make a chart over the years."""
    known = [year for year, value in figures.items() if value is not None]
    return len(known) > 1 and max(known) - min(known) < _YEARS_AT_MOST


def column_chart(title: str, figures: Mapping[int, Decimal | None], unit: str = "") -> ColumnChart | None:
    """The figures over the years; None where fewer than two years have one, or where they reach over a century."""
    if not has_column_chart(figures):
        return None
    known = {year: value for year, value in figures.items() if value is not None}
    years = range(min(known), max(known) + 1)
    lowest, highest = _extent(known.values())
    scale = Decimal(_AREA.plot) / (highest - lowest)
    baseline = _AREA.above + round(highest * scale)
    bars = []
    for slot in year_slots(years, bar_share=_BAR_SHARE, labels=_LABELS_ON_WIDE_SCREEN, labelled_year=years[-1]):
        value = known.get(slot.year)
        bar = None
        if value is not None:
            height = max(1, round(abs(value) * scale))
            top = max(_AREA.above, baseline - height) if value >= 0 else baseline
            bar = FigureBar(
                x=slot.bar_left,
                y=top,
                width=slot.bar_width,
                height=height,
                text=format_number(value, unit),
                text_x=slot.middle,
                text_y=top - _FIGURE_ABOVE_BAR,
            )
        bars.append(FigureYear(**vars(slot), bar=bar))
    return ColumnChart(title, tuple(bars), _AREA.height, baseline=baseline, year_height=_AREA.year_height)


def row_chart(
    title: str, labels: Sequence[str], by_year: Sequence[tuple[str, Sequence[Decimal | None]]], unit: str = ""
) -> RowChart | None:
    """A bar a label for each of the two latest years, given what every year is called and says, the oldest first.

    None where nothing has a figure.
    """
    shown = by_year[-_YEARS_SHOWN:]
    known = [value for _, values in shown for value in values if value is not None]
    if not known:
        return None
    lowest, highest = _extent(known)
    scale = _BARS_WIDTH / float(highest - lowest)
    zero = _LABELS_WIDTH + float(-lowest) * scale
    rows = []
    y = 0
    for at, label in enumerate(labels):
        bars = []
        label_y = y + _LETTERS
        for nth, (_, values) in enumerate(shown):
            value = values[at]
            if value is not None:
                length = abs(float(value)) * scale
                bars.append(
                    FigureBar(
                        x=percent(zero if value >= 0 else zero - length),
                        y=y,
                        width=percent(length),
                        height=_THICKNESS,
                        text=format_number(value, unit),
                        text_x=percent(zero + (length if value >= 0 else 0)),
                        text_y=y + _LETTERS,
                        is_earlier=nth < len(shown) - 1,
                    )
                )
            y += _THICKNESS + _BAR_GAP
        y += _ROW_GAP
        rows.append(BarRow(_shortened(label), label_y, tuple(bars)))
    names = [name for name, _ in shown]
    earlier, later = names if len(names) == _YEARS_SHOWN else ("", names[0])
    return RowChart(title, tuple(rows), height=y, zero=percent(zero), earlier=earlier, later=later)


def charts_of_table(table: FigureTable) -> tuple[Chart, ...]:
    """A chart for each thing that the table measures: over the years where its rows are years, else a row a label.

    Sums are left out: beside what they add up they would make every other bar small.
    """
    if table.is_by_year:
        charts: list[Chart | None] = []
        for column in table.columns:
            figures = {row.year: value for row, value in zip(table.rows, column.values, strict=True) if row.year}
            charts.append(column_chart(column.measure, figures, column.unit))
        return tuple(chart for chart in charts if chart)
    kept = [at for at, row in enumerate(table.rows) if row.label and not row.is_sum]
    if table.is_by_municipality:
        kept = [at for at in kept if table.rows[at].municipality]
    labels = [table.rows[at].municipality or table.rows[at].label for at in kept]
    by_kind: dict[tuple[str, str], list[tuple[str, list[Decimal | None]]]] = {}
    for column in sorted(table.columns, key=lambda column: column.year or 0):
        of_kind = by_kind.setdefault((column.measure, column.unit), [])
        of_kind.append((str(column.year or ""), [column.values[at] for at in kept]))
    found = (row_chart(measure, labels, years, unit) for (measure, unit), years in by_kind.items())
    return tuple(chart for chart in found if chart)


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def _extent(values: Collection[Decimal]) -> tuple[Decimal, Decimal]:
    """The least and the most that the drawing reaches to, nought among them; never nothing at all."""
    lowest, highest = min(Decimal(0), *values), max(Decimal(0), *values)
    return lowest, highest if highest > lowest else lowest + 1
