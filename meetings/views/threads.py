"""Case threads: one case's items over the meetings, each with its decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.models import CaseThread, ThreadItem
from meetings.pages import breadcrumbs, pagination
from meetings.pages.parameters import Parameters
from meetings.pages.timeline import timeline_of_places
from meetings.views.decorators import refuses_malformed_parameters
from meetings.views.moved_and_removed import removed_thread_page

THREADS_A_PAGE = 50


@require_safe
@refuses_malformed_parameters
def threads(request: HttpRequest) -> HttpResponse:
    """The list of case threads, the one with the latest meeting first."""
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    public = CaseThread.objects.shown().public()
    return render(
        request,
        "meetings/threads.html",
        {
            "page": pagination.page_of(public.latest_first(), parameters, size=THREADS_A_PAGE, count=public.count()),
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


@require_safe
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """A case thread as a timeline; former addresses lead here. One that is none any more answers 410."""
    found = CaseThread.objects.public().filter(slug=slug).first()
    if not found:
        if moved_to := CaseThread.objects.public().with_former_slug(slug).first():
            return redirect(moved_to, permanent=True)
        if CaseThread.objects.addressed(slug).exists():
            return removed_thread_page(request)
        raise Http404("Arkivet kender ikke det forløb.")
    return render(
        request,
        "meetings/thread.html",
        {
            "is_of_samples": not CaseThread.objects.shown().filter(pk=found.pk).exists(),
            "timeline": timeline_of_places(ThreadItem.objects.filter(thread=found).select_related("thread").timeline()),
            "breadcrumbs": breadcrumbs.to_list("Forløb", "meetings:threads"),
        },
    )
