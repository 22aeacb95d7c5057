"""Topics, and the items of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, Topic
from meetings.pages import breadcrumbs, pagination, totals
from meetings.pages.parameters import Parameters
from meetings.views.decorators import refuses_malformed_parameters

ITEMS_A_PAGE = 25
REACH = 5_000


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """The list of topics that some item has."""
    return render(
        request,
        "meetings/topics.html",
        {"topics": totals.topics(), "breadcrumbs": breadcrumbs.to_front()},
    )


@require_safe
@refuses_malformed_parameters
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic with its items, the newest first."""
    found = Topic.objects.filter(slug=slug).first()
    if not found:
        raise Http404("Arkivet kender ikke det emne.")
    items = AgendaItem.objects.shown().for_list().with_openings().filter(topics=found).by_date()
    count = next((one.item_count for one in totals.topics() if one == found), 0)
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    return render(
        request,
        "meetings/topic.html",
        {
            "topic": found,
            "page": pagination.page_of(items, parameters, size=ITEMS_A_PAGE, count=count, reach=REACH),
            "breadcrumbs": breadcrumbs.to_list("Emner", "meetings:topics"),
        },
    )
