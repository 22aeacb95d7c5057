"""Search, as a page and as JSON. Every state of it has an address."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem
from meetings.pages import breadcrumbs, facets, nearby_searches, pagination
from meetings.pages.fact_answers import fact_answers
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.first_answers import first_answers
from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.pages.reasons import read_beside
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.search_counts import search_counts
from meetings.pages.search_results import (
    SearchResult,
    hits_chart,
    order_choices,
    parameters_kept_by_form,
    search_result,
)
from meetings.search import bounds
from meetings.search.did_you_mean import AnsweredSearch
from meetings.search.query import MAX_LENGTH
from meetings.views.decorators import refuses_malformed_parameters
from meetings.views.json_responses import json_response

RESULTS_A_PAGE = 20

FORMATS = ("html", "json")
# Every parameter of a search with its name in sentences, in the order in which addresses have them.
LABELS: Mapping[str, str] = {
    **{name: narrowing.label.lower() for name, narrowing in AgendaItemFilter.base_filters.items()},
    **pagination.LABELS,
    "format": "format",
}


@require_safe
@refuses_malformed_parameters
def search(request: HttpRequest) -> HttpResponse:
    """The search page, or its results as JSON with `format=json`."""
    parameters = Parameters.read(request.path, request.GET, LABELS)
    if parameters.get("format") not in ("", *FORMATS):
        raise MalformedParameter("format", "format", parameters.get("format"), f"Vælg mellem {' og '.join(FORMATS)}.")
    requested = RequestedSearch(AgendaItemFilter(dict(parameters.values)))
    if len(parameters.get("q")) > MAX_LENGTH:  # the page's addresses have what is searched for, and not all of a text
        parameters = parameters.with_value("q", requested.query.text)
    answered = requested.answer()
    page = pagination.page_of(
        answered.answer.item_ids,
        parameters,
        size=RESULTS_A_PAGE,
        count=answered.answer.count,
        reach=bounds.MAX_RESULTS,
    )
    found_by = answered.request.query
    items = AgendaItem.objects.for_search().prefetch_related(*read_beside(found_by)).in_order_of(page.rows)
    results = [search_result(item, found_by) for item in items]
    nearby = (
        nearby_searches.find_nearby_searches(requested, parameters)
        if not page.count
        else nearby_searches.NO_NEARBY_SEARCHES
    )
    if parameters.get("format") == "json":
        return _as_json(request, page, answered, results, nearby)
    kept = parameters.without(*facets.PAGE_STATE)
    counted = facets.counts_by_filter(answered.answer, answered.request, requested.filters)
    return render(
        request,
        "meetings/search.html",
        {
            "page": page,
            "results": results,
            "query": requested.query,
            "answered_search": answered,
            "counts": search_counts(answered.answer, answered.request, counted),
            "as_typed_url": kept.with_value("ordret", "1").url,
            "interpreted_url": kept.without("ordret").url,
            "first_answers": [*fact_answers(requested.query), *first_answers(requested.query)]
            if page.number == 1
            else [],
            "nearby": nearby,
            "split_compounds": nearby_searches.search_with_split_compounds(requested, parameters, page.count),
            "facets": facets.offered_facets(counted.by_filter, requested.filters, parameters),
            "year_chart": hits_chart(counted.by_filter["aar"], kept) if counted.years_are_exact else None,
            "chips": facets.filter_chips(requested, parameters),
            "orders": order_choices(requested, parameters),
            "cleared": parameters.only(("q", "orden")),
            "kept": parameters_kept_by_form(parameters),
            "parameters": parameters,
            "canonical": parameters.without("format").url,
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


def _as_json(
    request: HttpRequest,
    page: pagination.Page[int],
    answered: AnsweredSearch,
    results: list[SearchResult],
    nearby: nearby_searches.NearbySearches,
) -> JsonResponse:
    return json_response(
        {
            "count": page.count,
            "count_is_exact": answered.answer.is_exact,
            "count_is_estimate": answered.answer.is_estimate,
            "matched": answered.matched,
            "replaced": [{"typed": each.typed, "used": each.used, "how": each.how} for each in answered.replacements],
            "results": [
                {
                    "url": request.build_absolute_uri(result.item.get_absolute_url()),
                    "council": result.item.meeting.council.name,
                    "date": result.item.meeting.date.isoformat(),
                    "number": result.item.number,
                    "title": result.item.title,
                    "outcome": decision.outcome if (decision := result.item.decision_or_none) else None,
                    "snippet": result.snippet.text if result.snippet else "",
                    "decided": result.decided.text if result.decided else "",
                    "found_by": [{"what": reason.label, "text": reason.text} for reason in result.reasons],
                }
                for result in results
            ],
            "next": request.build_absolute_uri(page.next_url) if page.next_url else None,
            "suggestion": nearby.respelt.text if nearby.respelt else None,
        }
    )
