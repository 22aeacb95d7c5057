"""Case threads that the archive proposes: which items are about one case, with what editors decided taken into account.

What is proposed follows from the items and from editors' decisions alone, not from the order in which documents were
imported: proposals that no longer follow are withdrawn, and a second run changes nothing. An item that an editor
confirmed, took out, or whose thread was dismissed stays as the editor left it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.cases.same_case import RelatedItems, related_items
from meetings.cases.signature_store import write_signatures, write_signatures_of
from meetings.cases.signatures import common_title, components
from meetings.cases.withheld_titles import rename_threads, titles_withheld_from_threads
from meetings.changes.recording import recording
from meetings.models import AgendaItem, CaseThread, ThreadItem
from meetings.models.choices import LIVE_PLACES, ThreadPlace, ThreadState
from meetings.models.locks import Lock, take_lock
from meetings.models.threads import TITLE_LENGTH

# A group of more items is no case, but a title that the council uses over and over. Chosen by hand.
ITEMS_OF_A_CASE_AT_MOST = 100


@recording()
def propose_threads(meetings: Collection[int]) -> int:
    """Propose threads for the items of the meetings of these keys, whose signatures are written first.

    Returns how many items came into a thread, left one or changed to another. The number of queries grows with the
    meetings given and with their cases, not with the archive.
    """
    take_lock(Lock.THREADS)
    write_signatures(meetings)
    return _propose_threads(AgendaItem.objects.filter(meeting__in=meetings).order_by().values_list("pk", flat=True))


def sign_and_propose(items: Collection[int]) -> int:
    """Write the signatures of the items' meetings, and propose threads for them and those whose signatures changed.

    The caller holds Lock.THREADS. Returns as `propose_threads`.
    """
    return _propose_threads({*items, *write_signatures_of(items)})


@recording()
def propose_threads_for_items(items: Iterable[int]) -> int:
    """Propose threads for the items of these keys, by their stored signatures; returns as `propose_threads`."""
    take_lock(Lock.THREADS)
    return _propose_threads(items)


def _propose_threads(items: Iterable[int]) -> int:
    about = set(items)
    withheld = titles_withheld_from_threads(about)
    found = related_items(_with_thread_members(about), ITEMS_OF_A_CASE_AT_MOST)
    current = _CurrentPlaces.about(found.items)
    wanted: dict[int, _WantedPlace] = {}
    for case in components(found.pairs()):
        wanted |= _wanted_places(case, found, current)
    changed = _write_places(wanted, current)
    rename_threads(withheld)
    return changed


@dataclass(frozen=True)
class _WantedPlace:
    """Where an item is to be: in `thread`, or where that is None in a new one, whose first items are `founders`."""

    thread: CaseThread | None
    founders: frozenset[int]
    reason: str


@dataclass(frozen=True)
class _CurrentPlaces:
    """The places that the items have now, by item, and the threads by key."""

    places: Mapping[int, Sequence[ThreadItem]]
    threads: Mapping[int, CaseThread]

    @classmethod
    def about(cls, items: Collection[int]) -> "_CurrentPlaces":
        places: dict[int, list[ThreadItem]] = defaultdict(list)
        for place in ThreadItem.objects.filter(item__in=items).select_related("thread").order_by("pk"):
            places[place.item_id].append(place)
        threads = {place.thread_id: place.thread for of_item in places.values() for place in of_item}
        return cls(places, threads)

    def live(self, item: int) -> ThreadItem | None:
        """The item's place in the thread that it is in now; None where it is in none."""
        return next((place for place in self.places.get(item, ()) if place.place in LIVE_PLACES), None)

    def fixed(self, item: int) -> CaseThread | None:
        """The thread in which an editor wants the item: it is confirmed there, or the thread was named by an editor."""
        place = self.live(item)
        if place is None:
            return None
        named = place.thread.is_edited and place.thread.state == ThreadState.PROPOSED
        return self.threads[place.thread_id] if named or place.place == ThreadPlace.CONFIRMED else None

    def was_removed_from(self, item: int, thread: int) -> bool:
        """Whether an editor took the item out of the thread."""
        return any(place.thread_id == thread and place.place not in LIVE_PLACES for place in self.places.get(item, ()))

    def were_separated(self, items: Iterable[int]) -> bool:
        """Whether an editor took one of the items out of a thread that another is or was in, or dismissed theirs."""
        by_thread: dict[int, list[str]] = defaultdict(list)
        for item in items:
            for place in self.places.get(item, ()):
                by_thread[place.thread_id].append(place.place)
        return any(len(places) > 1 and not {*places} <= {*LIVE_PLACES} for places in by_thread.values())


def _with_thread_members(items: set[int]) -> set[int]:
    """The items and those that are in a thread with them."""
    threads = ThreadItem.objects.live().filter(item__in=items).values("thread")
    return items | set(ThreadItem.objects.live().filter(thread__in=threads).values_list("item", flat=True))


def _wanted_places(case: frozenset[int], found: RelatedItems, current: _CurrentPlaces) -> dict[int, _WantedPlace]:
    """Where each item of a case is to be that no editor has placed.

    They follow the items that an editor has placed. Those that were removed from there, and all where an editor has
    placed none, are in a thread of their own.
    """
    if len(case) > ITEMS_OF_A_CASE_AT_MOST:
        return {}
    fixed = {item: thread for item in sorted(case) if (thread := current.fixed(item))}
    reached = _nearest_fixed_threads(fixed, found, current)
    places = {item: _WantedPlace(thread, frozenset(), found.reason(item)) for item, thread in reached.items()}
    rest = case.difference(fixed, reached)
    pairs = ((item, other) for item in rest for other in {item, *found.related[item]} if other in rest)
    for group in components(pairs):
        places |= _places_without_fixed(group, found, current)
    return places


def _places_without_fixed(
    items: frozenset[int], found: RelatedItems, current: _CurrentPlaces
) -> dict[int, _WantedPlace]:
    """The places of items of one case in the proposed thread that they have, or in a new one."""
    thread = _current_proposed_thread(items, current)
    staying = frozenset(item for item in items if not (thread and current.was_removed_from(item, thread.pk)))
    if current.were_separated(staying):
        return {}
    if len(staying) == 1:  # it stays in the thread out of which the others were taken, if they were
        (item,) = staying
        if not (thread and any(current.was_removed_from(other, thread.pk) for other in found.related[item])):
            return {}
    return {item: _WantedPlace(thread, staying, found.reason(item)) for item in staying}


def _nearest_fixed_threads(
    fixed: Mapping[int, CaseThread], found: RelatedItems, current: _CurrentPlaces
) -> dict[int, CaseThread]:
    """By item that no editor has placed: the thread of the placed item that is fewest steps away."""
    threads = dict(fixed)
    members: dict[int, set[int]] = defaultdict(set)
    for item, thread in fixed.items():
        members[thread.pk].add(item)
    front = sorted(fixed)
    while front:
        steps: dict[int, CaseThread] = {}
        for item in front:
            thread = threads[item]
            for other in sorted(found.related[item].keys() - threads.keys()):
                suits = not current.was_removed_from(other, thread.pk) and not current.were_separated(
                    {other, *members[thread.pk]}
                )
                if suits and (other not in steps or thread.pk < steps[other].pk):
                    steps[other] = thread
        for item, thread in steps.items():
            members[thread.pk].add(item)
        threads |= steps
        front = sorted(steps)
    return {item: thread for item, thread in threads.items() if item not in fixed}


def _current_proposed_thread(items: Iterable[int], current: _CurrentPlaces) -> CaseThread | None:
    """The proposed thread that the items are in already, the first made where they are in several."""
    places = (current.live(item) for item in items)
    threads = {place.thread_id for place in places if place and place.thread.state == ThreadState.PROPOSED}
    return current.threads[min(threads)] if threads else None


def _write_places(wanted: Mapping[int, _WantedPlace], current: _CurrentPlaces) -> int:
    """Make the proposed places those that are wanted; returns how many items' places changed."""
    proposed = [
        place
        for of_item in current.places.values()
        for place in of_item
        if place.place == ThreadPlace.PROPOSED and not current.fixed(place.item_id)
    ]
    stale = {place.item_id: place for place in proposed if not _stands_as_wanted(place, wanted.get(place.item_id))}
    kept = {place.item_id for place in proposed} - stale.keys()
    ThreadItem.objects.filter(pk__in=[place.pk for place in stale.values()]).delete()
    threads: dict[frozenset[int], CaseThread] = {}
    rows = []
    for item, place in sorted(wanted.items()):
        if item not in kept:
            thread = place.thread or threads.get(place.founders) or _new_thread(place.founders, threads.values())
            threads.setdefault(place.founders, thread)
            rows.append(ThreadItem(thread=thread, item_id=item, place=ThreadPlace.PROPOSED, reason=place.reason))
    ThreadItem.objects.bulk_create(rows)
    _rename_unedited({place.thread_id for place in (*rows, *stale.values())})
    _remove_emptied({place.thread_id for place in stale.values()}, {row.item_id: row.thread for row in rows}, stale)
    return len(stale.keys() | {row.item_id for row in rows})


def _stands_as_wanted(place: ThreadItem, wanted: _WantedPlace | None) -> bool:
    return bool(wanted and wanted.thread and wanted.thread.pk == place.thread_id)


def _new_thread(founders: Collection[int], just_made: Iterable[CaseThread]) -> CaseThread:
    """A thread for these items: one that was emptied and has their title, at its address, or a new one."""
    title = _thread_title(AgendaItem.objects.filter(pk__in=founders))
    emptied = CaseThread.objects.emptied().exclude(pk__in=[thread.pk for thread in just_made])
    if known := emptied.filter(title=title).order_by("pk").first():
        return known
    return CaseThread.objects.create(title=title, slug=CaseThread.objects.free_slug(title), state=ThreadState.PROPOSED)


def _thread_title(items: QuerySet[AgendaItem]) -> str:
    titles = items.order_by("-meeting__date", "position").values_list("title", flat=True)
    return common_title(list(titles))[:TITLE_LENGTH]


def _rename_unedited(threads: Iterable[int]) -> None:
    """Give threads that no editor has decided on the title that their items have in common now. Addresses stay."""
    for thread in CaseThread.objects.filter(pk__in=threads, state=ThreadState.PROPOSED, is_edited=False):
        items = AgendaItem.objects.filter(thread_places__in=ThreadItem.objects.live().filter(thread=thread))
        if items.exists() and thread.title != (title := _thread_title(items)):
            thread.title = title
            thread.save(update_fields=["title"])


def _remove_emptied(left: Iterable[int], now_in: Mapping[int, CaseThread], before: Mapping[int, ThreadItem]) -> None:
    """Delete the proposed threads without any place whose items are in another now: their addresses lead to that one.

    Where none is, the thread stays for its address, which says that it is removed.
    """
    for thread in CaseThread.objects.emptied().filter(pk__in=left):
        successors = [now_in[item] for item, place in before.items() if place.thread_id == thread.pk and item in now_in]
        for successor in successors[:1]:
            thread.delete()
            successor.former_slugs = list(dict.fromkeys([*successor.former_slugs, thread.slug, *thread.former_slugs]))
            successor.save(update_fields=["former_slugs"])
