"""Case threads as timelines: a thread's items over the meetings, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import AgendaItem, CaseThread, ThreadItem


@dataclass(frozen=True)
class TimelineStep:
    """One item of a thread, as the timeline shows it."""

    item: AgendaItem
    decision_opening: str
    is_proposed: bool
    is_current: bool


@dataclass(frozen=True)
class Timeline:
    """A thread with its items, oldest first."""

    thread: CaseThread
    steps: tuple[TimelineStep, ...]

    @property
    def has_proposals(self) -> bool:
        return any(step.is_proposed for step in self.steps)

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has confirmed any of it."""
        return all(step.is_proposed for step in self.steps)

    @property
    def introduction(self) -> str:
        """The sentence on an item's own page; a fact only where an editor has confirmed it, else »måske«."""
        if self._confirmed < 2 or any(step.is_current and step.is_proposed for step in self.steps):
            return f"Måske samme sag som {self._others}"
        return f"Sagen har været behandlet {self._times}"

    @property
    def lead(self) -> str:
        """The sentence on the thread's own page."""
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


def item_timeline(item: AgendaItem) -> Timeline | None:
    """The timeline of the thread that the item is in; None where it is in none with others. One query."""
    timeline = timeline_of_places(ThreadItem.objects.in_thread_of(item).timeline(), current=item)
    return timeline if timeline and len(timeline.steps) > 1 else None


def timeline_of_places(places: Iterable[ThreadItem], current: AgendaItem | None = None) -> Timeline | None:
    """The timeline of one thread's places, in their order; `current` is the item whose page it is shown on."""
    steps, thread = [], None
    for place in places:
        thread = place.thread
        opening = getattr(place, "decision_opening", "") or ""
        steps.append(TimelineStep(place.item, opening, place.is_proposed, place.item == current))
    return Timeline(thread, tuple(steps)) if thread else None
