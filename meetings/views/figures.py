"""The archive's figures by municipality and year: the list of series, one series as page and as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.danish.sorting import danish_sort_key
from meetings.models import Municipality
from meetings.pages import breadcrumbs, pagination
from meetings.pages.charts.bars import Chart, column_chart, row_chart
from meetings.pages.figures.archive_series import ArchivedSeries, all_series, series_at
from meetings.pages.figures.municipality import cell_text, longest_first, series_year
from meetings.pages.figures.series import Series
from meetings.pages.parameters import MalformedParameter, Parameters, refuses_malformed_parameters
from meetings.parsing.meaning.figures import TOTAL_LABEL

SERIES_A_PAGE = 40
MUNICIPALITY = "kommune"
_MUNICIPALITY_LABELS = {MUNICIPALITY: "kommune"}
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class FigureCell:
    text: str
    differs: bool


@dataclass(frozen=True)
class FigureRow:
    """A row of a series' page. `municipality` is None for sums and for one that the archive has no page of."""

    label: str
    municipality: Municipality | None
    figures: tuple[FigureCell, ...]
    is_chosen: bool = False


@require_safe
@refuses_malformed_parameters
def figures(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    return render(
        request,
        "meetings/figures.html",
        {
            "page": pagination.page_of(longest_first(all_series()), parameters, size=SERIES_A_PAGE),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@require_safe
@refuses_malformed_parameters
def figures_of_series(request: HttpRequest, slug: str) -> HttpResponse:
    found = _get_series(slug)
    if found.slug != slug:
        return redirect(
            Parameters.read(found.get_absolute_url(), request.GET, _MUNICIPALITY_LABELS).url, permanent=True
        )
    parameters = Parameters.read(request.path, request.GET, _MUNICIPALITY_LABELS)
    series, known = found.series, _municipalities_by_name()
    names = sorted(series.municipalities, key=danish_sort_key)
    chosen = _chosen_name(parameters, names, known)
    return render(
        request,
        "meetings/series.html",
        {
            "archived": found,
            "series": series,
            "headings": [series_year(column, found) for column in series.columns],
            "rows": [
                FigureRow(name, known.get(name), _figure_cells(series, name), is_chosen=name == chosen)
                for name in names
            ],
            "sums": [FigureRow(label, None, _sum_cells(series, label)) for label in series.sums],
            "has_differing": any(column.differing for column in series.columns),
            "choices": [known[name] for name in names if name in known],
            "chosen": known.get(chosen),
            "charts": _charts(series, names, chosen),
            "canonical": parameters.url if chosen else request.path,
            "breadcrumbs": breadcrumbs.to_list("Tal", "meetings:figures"),
        },
    )


@require_safe
def series_as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    found = _get_series(slug)
    if found.slug != slug:
        return redirect(found.get_csv_url(), permanent=True)
    response = HttpResponse(as_csv(found.series), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


def as_csv(series: Series) -> str:
    """A series as Danish spreadsheets open it: semicolons, decimal commas, no marks between thousands.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; figures are figures.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Kommune", *series.years])
    for name in sorted(series.municipalities, key=danish_sort_key):
        writer.writerow([_not_formula(name), *(_csv_number(column.figures.get(name)) for column in series.columns)])
    for label in series.sums:
        writer.writerow([_not_formula(label), *(_csv_number(column.sums.get(label)) for column in series.columns)])
    return _BYTE_ORDER_MARK + written.getvalue()


def _get_series(slug: str) -> ArchivedSeries:
    found = series_at(slug)
    if not found:
        raise Http404("Arkivet kender ikke den talrække.")
    return found


def _municipalities_by_name() -> dict[str, Municipality]:
    """The municipalities by every name that they have or had."""
    known: dict[str, Municipality] = {}
    for municipality in Municipality.objects.all():
        known |= dict.fromkeys((*municipality.former_names, municipality.name), municipality)
    return known


def _chosen_name(parameters: Parameters, names: Sequence[str], known: Mapping[str, Municipality]) -> str:
    """The name of the municipality that the address asks for; '' where it asks for none."""
    wanted = parameters.get(MUNICIPALITY)
    if not wanted:
        return ""
    for name in names:
        if name in known and known[name].slug == wanted:
            return name
    raise MalformedParameter("kommune", MUNICIPALITY, wanted, "Vælg en kommune fra tabellen.")


def _figure_cells(series: Series, name: str) -> tuple[FigureCell, ...]:
    return tuple(
        FigureCell(cell_text(column.figures.get(name), series.unit), name in column.differing)
        for column in series.columns
    )


def _sum_cells(series: Series, label: str) -> tuple[FigureCell, ...]:
    return tuple(FigureCell(cell_text(column.sums.get(label), series.unit), differs=False) for column in series.columns)


def _charts(series: Series, names: Sequence[str], chosen: str) -> list[Chart]:
    """The chosen municipality's years, else all municipalities of the latest two years and the sum's years."""
    if chosen:
        chart = column_chart("År for år", series.of(chosen), series.unit)
        return [chart] if chart else []
    by_year = [(str(column.year), [column.figures.get(name) for name in names]) for column in series.columns]
    sums = {column.year: column.sums.get(TOTAL_LABEL) for column in series.columns}
    charts = (column_chart("I alt år for år", sums, series.unit), row_chart("Kommunerne", names, by_year, series.unit))
    return [chart for chart in charts if chart]


def _csv_number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def _not_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
