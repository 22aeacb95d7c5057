"""The archive's figures by municipality and year: the list of series, one series as page and as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.danish.sorting import danish_sort_key
from meetings.pages import breadcrumbs, pagination
from meetings.pages.figures.archive_series import ArchivedSeries, all_series, series_at
from meetings.pages.figures.municipality import longest_first, series_year
from meetings.pages.figures.series_csv import series_csv
from meetings.pages.figures.series_table import (
    MUNICIPALITY_PARAMETER,
    FigureRow,
    chosen_name,
    figure_cells,
    municipalities_by_name,
    series_charts,
    sum_cells,
)
from meetings.pages.parameters import Parameters
from meetings.views.decorators import refuses_malformed_parameters

SERIES_A_PAGE = 40
_MUNICIPALITY_LABELS = {MUNICIPALITY_PARAMETER: "kommune"}


@require_safe
@refuses_malformed_parameters
def figures(request: HttpRequest) -> HttpResponse:
    """The list of series, those of most years first."""
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
    """One series, or with `kommune` the charts of one municipality in it. Former addresses lead here."""
    found = _get_series(slug)
    if found.slug != slug:
        return redirect(
            Parameters.read(found.get_absolute_url(), request.GET, _MUNICIPALITY_LABELS).url, permanent=True
        )
    parameters = Parameters.read(request.path, request.GET, _MUNICIPALITY_LABELS)
    series, municipalities = found.series, municipalities_by_name()
    names = sorted(series.municipalities, key=danish_sort_key)
    chosen = chosen_name(parameters, names, municipalities)
    return render(
        request,
        "meetings/series.html",
        {
            "archived": found,
            "is_of_samples": found.sources[0].meeting.council.is_sample,
            "series": series,
            "headings": [series_year(column, found) for column in series.columns],
            "rows": [
                FigureRow(name, municipalities.get(name), figure_cells(series, name), is_chosen=name == chosen)
                for name in names
            ],
            "sums": [FigureRow(label, None, sum_cells(series, label)) for label in series.sums],
            "has_differing": any(column.differing for column in series.columns),
            "choices": [municipalities[name] for name in names if name in municipalities],
            "chosen": municipalities.get(chosen),
            "charts": series_charts(series, names, chosen),
            "canonical": parameters.url if chosen else request.path,
            "breadcrumbs": breadcrumbs.to_list("Tal", "meetings:figures"),
        },
    )


@require_safe
def series_as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """One series as a CSV file."""
    found = _get_series(slug)
    if found.slug != slug:
        return redirect(found.get_csv_url(), permanent=True)
    response = HttpResponse(series_csv(found.series), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


def _get_series(slug: str) -> ArchivedSeries:
    found = series_at(slug)
    if not found:
        raise Http404("Arkivet kender ikke den talrække.")
    return found
