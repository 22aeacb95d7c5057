"""What an editor decides on case threads. No later import or proposal undoes it (proposals.py)."""

from collections.abc import Sequence

from meetings.changes.recording import recording
from meetings.models import AgendaItem, CaseThread, ThreadItem
from meetings.models.choices import LIVE_PLACES, ThreadPlace, ThreadState
from meetings.models.locks import Lock, take_lock


class ThreadRefused(ValueError):
    """Why something cannot be done with a thread, as a Danish sentence."""


@recording()
def confirm(thread: CaseThread) -> None:
    """Confirm the thread and every item that is proposed for it; one that was dismissed gets its items back.

    An item that is in another thread by now stays there.
    """
    take_lock(Lock.THREADS)
    back = ThreadItem.objects.filter(thread=thread, place__in=(ThreadPlace.PROPOSED, ThreadPlace.DISMISSED))
    elsewhere = ThreadItem.objects.live().exclude(thread=thread).values("item")
    back.exclude(item__in=elsewhere).update(place=ThreadPlace.CONFIRMED)
    CaseThread.objects.filter(pk=thread.pk).update(state=ThreadState.CONFIRMED)


@recording()
def dismiss(thread: CaseThread) -> None:
    """Dismiss the thread: its items are not proposed to be one again."""
    take_lock(Lock.THREADS)
    ThreadItem.objects.live().filter(thread=thread).update(place=ThreadPlace.DISMISSED)
    CaseThread.objects.filter(pk=thread.pk).update(state=ThreadState.DISMISSED)


@recording()
def add_item(thread: CaseThread, item: AgendaItem) -> None:
    """Put the item into the thread, whatever is proposed.

    Raises ThreadRefused where the thread is dismissed, and where an editor has confirmed the item in another.
    """
    take_lock(Lock.THREADS)
    if thread.state == ThreadState.DISMISSED:
        raise ThreadRefused(f"»{thread}« er afvist. Bekræft forløbet, før du føjer punkter til det.")
    for place in ThreadItem.objects.live().filter(item=item).exclude(thread=thread).select_related("thread"):
        if place.place == ThreadPlace.CONFIRMED:
            raise ThreadRefused(f"Punktet står allerede i forløbet »{place.thread}«. Tag det ud dér først.")
        remove_item(place)
    ThreadItem.objects.update_or_create(
        thread=thread, item=item, defaults={"place": ThreadPlace.CONFIRMED, "reason": ""}
    )


@recording()
def remove_item(place: ThreadItem) -> None:
    """Take the item out of its thread. It is not proposed for it again."""
    take_lock(Lock.THREADS)
    ThreadItem.objects.filter(pk=place.pk).update(place=ThreadPlace.REMOVED)


@recording()
def merge(threads: Sequence[CaseThread]) -> CaseThread:
    """Make one confirmed thread of several: of one an editor has seen to, else of the first made. Gives that one.

    The others' addresses lead to it. Raises ThreadRefused for fewer than two, and where one of them is dismissed.
    """
    take_lock(Lock.THREADS)
    if len(threads) < 2:
        raise ThreadRefused("Vælg mindst to forløb.")
    dismissed = next((thread for thread in threads if thread.state == ThreadState.DISMISSED), None)
    if dismissed:
        raise ThreadRefused(f"»{dismissed}« er afvist. Bekræft det, eller vælg det fra.")
    kept, *others = sorted(
        threads, key=lambda thread: (thread.state != ThreadState.CONFIRMED, not thread.is_edited, thread.pk)
    )
    for other in others:
        _move_places(other, kept)
        other.delete()
        kept.former_slugs = list(dict.fromkeys([*kept.former_slugs, other.slug, *other.former_slugs]))
    kept.save(update_fields=["former_slugs"])
    confirm(kept)
    return CaseThread.objects.get(pk=kept.pk)


def _move_places(left: CaseThread, kept: CaseThread) -> None:
    """Give the kept thread the places of the other: what is in one of the two is in it, what was removed stays out."""
    live = ThreadItem.objects.live()
    ThreadItem.objects.filter(thread=kept, item__in=live.filter(thread=left).values("item")).delete()
    there = ThreadItem.objects.filter(thread=kept).values("item")
    ThreadItem.objects.filter(thread=left).exclude(item__in=there).update(thread=kept)
    ThreadItem.objects.filter(thread=left).exclude(place__in=LIVE_PLACES).delete()
