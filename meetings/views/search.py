"""Search, as a page and as JSON. Every state of it has an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.filters import ORDERS, RELEVANCE, AgendaItemFilter
from meetings.models import AgendaItem
from meetings.parameters import MalformedParameter, Parameters
from meetings.search.highlight import Segment, highlight
from meetings.search.query import Term
from meetings.snippets import Snippet, best_snippet
from meetings.views import breadcrumbs, facets, pagination, suggestions
from meetings.views.refusals import refuses_malformed_parameters

RESULTS_A_PAGE = 20
LAST_PAGE = 100
"""Further nobody leafs, and relevance ranks no more than that; whoever wants more narrows the search."""

FORMATS = ("html", "json")
LABELS: Mapping[str, str] = {
    **{name: narrowing.label.lower() for name, narrowing in AgendaItemFilter.base_filters.items()},
    **pagination.LABELS,
    "format": "format",
}
"""Every parameter of a search with its name in sentences, in the order in which addresses have them."""


@dataclass(frozen=True)
class Result:
    """An item that was found, with what was searched for marked in its title and in a passage of its texts."""

    item: AgendaItem
    title: tuple[Segment, ...]
    snippet: Snippet | None


@dataclass(frozen=True)
class Order:
    label: str
    url: str
    is_chosen: bool


@require_safe
@refuses_malformed_parameters
def search(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, LABELS)
    if parameters.get("format") not in ("", *FORMATS):
        raise MalformedParameter("format", "format", parameters.get("format"), f"Vælg mellem {' og '.join(FORMATS)}.")
    filters = AgendaItemFilter(dict(parameters.values), queryset=AgendaItem.objects.all())
    filters.check()
    page = pagination.page_of(
        filters.qs.for_results(),
        parameters,
        size=RESULTS_A_PAGE,
        count=filters.matching().count(),
        last=LAST_PAGE,
    )
    results = [_result(item, filters.query.terms) for item in page.rows]
    suggestion = None if page.count or filters.query.is_empty else suggestions.respelt(parameters)
    if parameters.get("format") == "json":
        return _as_json(request, page, results, suggestion)
    return render(
        request,
        "meetings/search.html",
        {
            "page": page,
            "results": results,
            "query": filters.query,
            "suggestion": suggestion,
            "unfiltered": None if page.count else suggestions.without_filters(parameters),
            "facets": facets.facets(filters, parameters),
            "chips": facets.chips(filters, parameters),
            "orders": _orders(filters, parameters),
            "cleared": parameters.only(("q", "orden")),
            "kept": _kept_by_the_form(parameters),
            "parameters": parameters,
            "canonical": parameters.without("format").url,
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


def _result(item: AgendaItem, terms: Sequence[Term]) -> Result:
    return Result(item, highlight(item.title, terms), best_snippet(item, terms))


def _as_json(
    request: HttpRequest,
    page: pagination.Page[AgendaItem],
    results: list[Result],
    suggestion: suggestions.Suggestion | None,
) -> JsonResponse:
    return JsonResponse(
        {
            "count": page.count,
            "results": [
                {
                    "url": request.build_absolute_uri(result.item.get_absolute_url()),
                    "council": result.item.meeting.council.name,
                    "date": result.item.meeting.date.isoformat(),
                    "number": result.item.number,
                    "title": result.item.title,
                    "outcome": result.item.decision.outcome if hasattr(result.item, "decision") else None,
                    "snippet": result.snippet.text if result.snippet else "",
                }
                for result in results
            ],
            "next": request.build_absolute_uri(page.next_url) if page.next_url else None,
            "suggestion": suggestion.text if suggestion else None,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _orders(filters: AgendaItemFilter, parameters: Parameters) -> list[Order]:
    """The orders to choose from; without words there is no relevance."""
    kept = parameters.without(*facets.STATE_OF_A_PAGE)
    return [
        Order(
            label,
            kept.with_value("orden", "" if word == filters.natural_order else word).url,
            word == filters.order,
        )
        for word, label in ORDERS.items()
        if word != RELEVANCE or filters.query.terms
    ]


def _kept_by_the_form(parameters: Parameters) -> Mapping[str, str]:
    """What the form hands on: every filter that it has no field of its own for."""
    return parameters.without("q", "fra", "til", *facets.STATE_OF_A_PAGE).values
