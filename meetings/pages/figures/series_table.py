"""A series of figures as a table by municipality and year, with its charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.models import Municipality
from meetings.pages.charts.bars import Chart, column_chart, row_chart
from meetings.pages.figures.municipality import cell_text
from meetings.pages.figures.series import Series
from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.parsing.meaning.figures import TOTAL_LABEL

MUNICIPALITY_PARAMETER = "kommune"


@dataclass(frozen=True)
class FigureCell:
    """A figure as the table shows it, »12,5 %«; `differs` where another table says something else."""

    text: str
    differs: bool


@dataclass(frozen=True)
class FigureRow:
    """A row of a series' page. `municipality` is None for sums and for one that the archive has no page of."""

    label: str
    municipality: Municipality | None
    figures: tuple[FigureCell, ...]
    is_chosen: bool = False


def municipalities_by_name() -> dict[str, Municipality]:
    """The municipalities by every name that they have or had."""
    by_name: dict[str, Municipality] = {}
    for municipality in Municipality.objects.all():
        by_name |= dict.fromkeys((*municipality.former_names, municipality.name), municipality)
    return by_name


def chosen_name(parameters: Parameters, names: Sequence[str], municipalities: Mapping[str, Municipality]) -> str:
    """The name of the municipality that the address asks for; '' where it asks for none."""
    wanted = parameters.get(MUNICIPALITY_PARAMETER)
    if not wanted:
        return ""
    for name in names:
        if name in municipalities and municipalities[name].slug == wanted:
            return name
    raise MalformedParameter("kommune", MUNICIPALITY_PARAMETER, wanted, "Vælg en kommune fra tabellen.")


def figure_cells(series: Series, name: str) -> tuple[FigureCell, ...]:
    """One municipality's cells, a cell a year."""
    return tuple(
        FigureCell(cell_text(column.figures.get(name), series.unit), name in column.differing)
        for column in series.columns
    )


def sum_cells(series: Series, label: str) -> tuple[FigureCell, ...]:
    """The cells of a row that is no municipality, a cell a year."""
    return tuple(FigureCell(cell_text(column.sums.get(label), series.unit), differs=False) for column in series.columns)


def series_charts(series: Series, names: Sequence[str], chosen: str) -> list[Chart]:
    """The chosen municipality's years, else all municipalities of the latest two years and the sum's years."""
    if chosen:
        chart = column_chart("År for år", series.figures_of(chosen), series.unit)
        return [chart] if chart else []
    by_year = [(str(column.year), [column.figures.get(name) for name in names]) for column in series.columns]
    sums = {column.year: column.sums.get(TOTAL_LABEL) for column in series.columns}
    charts = (column_chart("I alt år for år", sums, series.unit), row_chart("Kommunerne", names, by_year, series.unit))
    return [chart for chart in charts if chart]
