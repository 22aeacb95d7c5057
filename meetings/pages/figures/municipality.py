"""What one municipality's page shows of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from meetings.danish.numbers import format_number
from meetings.models import AgendaItem, Municipality
from meetings.pages.charts.bars import Chart, column_chart, has_column_chart
from meetings.pages.figures.archive_series import ArchivedSeries, series_naming
from meetings.pages.figures.series import YearColumn

# A series, and what it says of the municipality: a figure by year.
_OwnRow = tuple[ArchivedSeries, Mapping[int, Decimal | None]]

# Of the series so many are shown, the longest: with a chart each takes 2 kB, without 1 kB. Chosen by hand, above what
# a municipality has in ten years of minutes.
OVER_TIME_AT_MOST = 40
OF_ONE_YEAR_AT_MOST = 60


@dataclass(frozen=True)
class SeriesYear:
    """A year of a series and the items that its figures stand in, the one shown first."""

    year: int
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class MunicipalitySeries:
    """What one series says of one municipality: a chart where several years have a figure, and each year's figure."""

    archived: ArchivedSeries
    chart: Chart | None
    years: tuple[tuple[SeriesYear, str], ...]


@dataclass(frozen=True)
class OwnFigures:
    """What a municipality's page shows of its rows: of several years, of one, and how many series it leaves out."""

    over_time: tuple[MunicipalitySeries, ...]
    of_one_year: tuple[MunicipalitySeries, ...]
    left_out: int


def series_of_municipality(municipality: Municipality) -> OwnFigures:
    """What a municipality's page shows of its row in each series: those of most years first, within bounds."""
    names = {municipality.name, *municipality.former_names}
    over_time, of_one_year = list[_OwnRow](), list[_OwnRow]()
    for found in longest_first(series_naming(municipality)):
        name = next((name for name in found.series.municipalities if name in names), "")
        if figures := found.series.figures_of(name):
            (over_time if has_column_chart(figures) else of_one_year).append((found, figures))
    left_out = max(0, len(over_time) - OVER_TIME_AT_MOST) + max(0, len(of_one_year) - OF_ONE_YEAR_AT_MOST)
    return OwnFigures(
        tuple(_municipality_series(*row) for row in over_time[:OVER_TIME_AT_MOST]),
        tuple(_municipality_series(*row) for row in of_one_year[:OF_ONE_YEAR_AT_MOST]),
        left_out,
    )


def longest_first(found: Sequence[ArchivedSeries]) -> list[ArchivedSeries]:
    """Those of most years first, else in the order that they have."""
    return sorted(found, key=lambda one: -len(one.series.years))


def series_year(column: YearColumn, found: ArchivedSeries) -> SeriesYear:
    """The year of a column with the items that its tables stand in."""
    items = dict.fromkeys(found.item_of(table) for table in (column.table, *column.others))
    return SeriesYear(column.year, tuple(items))


def _municipality_series(found: ArchivedSeries, figures_by_year: Mapping[int, Decimal | None]) -> MunicipalitySeries:
    years = tuple(
        (series_year(column, found), cell_text(figures_by_year[column.year], found.series.unit))
        for column in found.series.columns
        if column.year in figures_by_year
    )
    return MunicipalitySeries(found, column_chart("", figures_by_year, found.series.unit), years)


def cell_text(value: Decimal | None, unit: str) -> str:
    """The figure as a cell shows it, »12,5 %«; '' for None."""
    return "" if value is None else format_number(value, unit)
