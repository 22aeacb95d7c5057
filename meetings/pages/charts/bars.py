"""Figures as bars: where each bar stands and how long it is. Plain values, no Django.

Along the bars everything is a share of the width, so that a chart fits a phone without its letters shrinking;
across it is pixels. Numbers with decimals are texts, as a template would write them with a comma.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from meetings.danish.numbers import danish
from meetings.parsing.meaning.figures import FigureTable

_LABELS = 40.0
# The shares of the width that row labels and bars have; the rest is for the figures.
_BARS = 46.0
_THICK, _APART, _ROW_GAP = 14, 2, 8
_YEARS_SHOWN = 2
# In characters: on a phone there is room for no more. The table has the whole.
_LONGEST_LABEL = 20

_TOP, _PLOT, _BELOW = 20, 120, 24
_BAR_SHARE = 0.7
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
_LABELS_WIDE, _LABELS_NARROW = 14, 6
_YEARS_AT_MOST = 100


@dataclass(frozen=True)
class FigureBar:
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
class FigureYear:
    year: int
    middle: str
    bar: FigureBar | None
    is_labelled: bool
    is_labelled_on_a_phone: bool


@dataclass(frozen=True)
class ColumnChart:
    """Bars upwards, a place for every year between the first and the last."""

    title: str
    years: tuple[FigureYear, ...]
    height: int
    baseline: int
    year_height: int
    kind: ClassVar[str] = "years"


Chart = RowChart | ColumnChart


def column_chart(title: str, figures: Mapping[int, Decimal | None], unit: str = "") -> ColumnChart | None:
    """The figures over the years; None where fewer than two years have one, or where they reach over a century."""
    known = {year: value for year, value in figures.items() if value is not None}
    if len(known) < 2 or max(known) - min(known) >= _YEARS_AT_MOST:
        return None
    years = range(min(known), max(known) + 1)
    lowest, highest = _extent(known.values())
    scale = Decimal(_PLOT) / (highest - lowest)
    baseline = _TOP + round(highest * scale)
    wide = next(step for step in _STEPS if len(years) <= _LABELS_WIDE * step)
    narrow = next(step for step in _STEPS if len(years) <= _LABELS_NARROW * step and step % wide == 0)
    place = 100 / len(years)
    bars = []
    for nth, year in enumerate(years):
        value = known.get(year)
        bar = None
        if value is not None:
            height = max(1, round(abs(value) * scale))
            top = max(_TOP, baseline - height) if value >= 0 else baseline
            bar = FigureBar(
                x=_percent((nth + (1 - _BAR_SHARE) / 2) * place),
                y=top,
                width=_percent(_BAR_SHARE * place),
                height=height,
                text=danish(value, unit),
                text_x=_percent((nth + 0.5) * place),
                text_y=top - 5,
            )
        last = years[-1]
        bars.append(
            FigureYear(year, _percent((nth + 0.5) * place), bar, (last - year) % wide == 0, (last - year) % narrow == 0)
        )
    height = _TOP + _PLOT + _BELOW
    return ColumnChart(title, tuple(bars), height=height, baseline=baseline, year_height=height - 6)


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
    scale = _BARS / float(highest - lowest)
    zero = _LABELS + float(-lowest) * scale
    rows = []
    y = 0
    for at, label in enumerate(labels):
        bars = []
        label_y = y + 12
        for nth, (_, values) in enumerate(shown):
            value = values[at]
            if value is not None:
                length = abs(float(value)) * scale
                bars.append(
                    FigureBar(
                        x=_percent(zero if value >= 0 else zero - length),
                        y=y,
                        width=_percent(length),
                        height=_THICK,
                        text=danish(value, unit),
                        text_x=_percent(zero + (length if value >= 0 else 0)),
                        text_y=y + 12,
                        is_earlier=nth < len(shown) - 1,
                    )
                )
            y += _THICK + _APART
        y += _ROW_GAP
        rows.append(BarRow(_shortened(label), label_y, tuple(bars)))
    names = [name for name, _ in shown]
    earlier, later = names if len(names) == _YEARS_SHOWN else ("", names[0])
    return RowChart(title, tuple(rows), height=y, zero=_percent(zero), earlier=earlier, later=later)


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


def _percent(share: float) -> str:
    return f"{share:.3f}%"
