"""Case threads: one matter's items over the meetings, each with its decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.models import AgendaItem, CaseThread, ThreadItem
from meetings.pages.parameters import Parameters
from meetings.pages import breadcrumbs, pagination
from meetings.pages.refusals import refuses_malformed_parameters

THREADS_A_PAGE = 50


@dataclass(frozen=True)
class Step:
    """One item of a thread, as the timeline shows it."""

    item: AgendaItem
    decision_opening: str
    is_proposed: bool
    is_current: bool


@dataclass(frozen=True)
class Timeline:
    """A thread with its items, oldest first."""

    thread: CaseThread
    steps: tuple[Step, ...]

    @property
    def has_proposals(self) -> bool:
        return any(step.is_proposed for step in self.steps)

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has confirmed any of it."""
        return all(step.is_proposed for step in self.steps)

    @property
    def introduction(self) -> str:
        """What an item's own page says of the matter; as a fact only what an editor has confirmed."""
        if self._confirmed < 2 or any(step.is_current and step.is_proposed for step in self.steps):
            return f"Måske samme sag som {self._others}"
        return f"Sagen har været behandlet {self._times}"

    @property
    def lead(self) -> str:
        """What the thread's own page says of it."""
        if self._confirmed < 2:
            return f"Forløb: {len(self.steps)} punkter, der måske handler om samme sag"
        return f"Forløb: sagen har været behandlet {self._times}"

    @property
    def _confirmed(self) -> int:
        return sum(not step.is_proposed for step in self.steps)

    @property
    def _times(self) -> str:
        proposed = f", måske {len(self.steps)}" if self._confirmed < len(self.steps) else ""
        return f"{self._confirmed} gange{proposed}"

    @property
    def _others(self) -> str:
        here = {step.item.meeting_id for step in self.steps if step.is_current}
        meetings = len({step.item.meeting_id for step in self.steps} - here)
        if not meetings:
            return "et andet punkt på mødet"
        return "på et andet møde" if meetings == 1 else f"på {meetings} andre møder"


@require_safe
@refuses_malformed_parameters
def threads(request: HttpRequest) -> HttpResponse:
    parameters = Parameters.read(request.path, request.GET, pagination.LABELS)
    public = CaseThread.objects.public()
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
    found = CaseThread.objects.public().filter(slug=slug).first()
    if not found:
        if moved_to := CaseThread.objects.public().formerly(slug).first():
            return redirect(moved_to, permanent=True)
        raise Http404("Arkivet kender ikke det forløb.")
    return render(
        request,
        "meetings/thread.html",
        {
            "timeline": _timeline(ThreadItem.objects.filter(thread=found).select_related("thread").timeline()),
            "breadcrumbs": breadcrumbs.to_list("Forløb", "meetings:threads"),
        },
    )


def of_item(item: AgendaItem) -> Timeline | None:
    """The timeline of the thread that the item is in; None where it is in none with others. One query."""
    timeline = _timeline(ThreadItem.objects.around(item).timeline(), current=item)
    return timeline if timeline and len(timeline.steps) > 1 else None


def _timeline(places: Iterable[ThreadItem], current: AgendaItem | None = None) -> Timeline | None:
    steps, thread = [], None
    for place in places:
        thread = place.thread
        opening = getattr(place, "decision_opening", "") or ""
        steps.append(Step(place.item, opening, place.is_proposed, place.item == current))
    return Timeline(thread, tuple(steps)) if thread else None
