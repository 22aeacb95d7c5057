"""An editor at work while others read: another process that saves an item once a second; and an archive in part new."""

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from multiprocessing.synchronize import Event
from time import perf_counter, time_ns
from typing import Any

from django.db import connection

from benchmark.tuned_server import run_in_database_processes
from meetings.changes.recording import recording
from meetings.models import AgendaItem
from meetings.search.indexing import refresh_statistics

SECONDS_BETWEEN_SAVES = 1.0
SHARE_OF_NEW_ITEMS = 0.05
ITEMS_AT_A_TIME = 200
_ADDED_WORD = "rettet"
_TITLE_LENGTH = 500


@dataclass
class Saves:
    """How long each save took, in milliseconds; known when the editor has stopped."""

    milliseconds: list[float] = field(default_factory=list)


@contextmanager
def editor_saving(item_ids: Sequence[int], seconds_between: float = SECONDS_BETWEEN_SAVES) -> Iterator[Saves]:
    """Within it a process changes the title of one of the items each second, as the admin does: by the ORM.

    `seconds_between` is from the beginning of one save to that of the next.

    The connection is closed first, since a process that is forked would share it.
    """
    saves = Saves()
    context = multiprocessing.get_context("fork")
    stop, results = context.Event(), context.SimpleQueue()
    connection.close()
    process = context.Process(target=_save_until_told, args=(item_ids, seconds_between, stop, results), daemon=True)
    process.start()
    try:
        yield saves
    finally:
        stop.set()
        saves.milliseconds += results.get()
        process.join()


def renew_items(share: float, processes: int) -> int:
    """Write so great a share of the items anew, spread over the archive; gives how many that are.

    Each has a changed title, its row in the search table is new, and no VACUUM has been there since. PostgreSQL's
    statistics are refreshed, as after an import.
    """
    keys = list(AgendaItem.objects.order_by("pk").values_list("pk", flat=True))[:: round(1 / share)]
    blocks = [range(start, min(start + ITEMS_AT_A_TIME, len(keys))) for start in range(0, len(keys), ITEMS_AT_A_TIME)]
    run_in_database_processes(partial(_renew_block, keys), blocks, processes)
    refresh_statistics()
    return len(keys)


def _save_until_told(item_ids: Sequence[int], seconds_between: float, stop: Event, results: Any) -> None:
    milliseconds: list[float] = []
    try:
        for place, item_id in enumerate(cycle(item_ids), start=time_ns()):
            started = perf_counter()
            save_title(item_id, place)
            milliseconds.append(1000 * (perf_counter() - started))
            if stop.wait(max(0.0, seconds_between - (perf_counter() - started))):
                break
    finally:
        results.put(milliseconds)
        connection.close()


def save_title(item_id: int, place: int) -> None:
    with recording():
        item = AgendaItem.objects.get(pk=item_id)
        item.title = _changed_title(item.title, place)
        item.save()


def _renew_block(keys: Sequence[int], block: range) -> None:
    numbers = [keys[place] for place in block]
    with recording():
        items = list(AgendaItem.objects.filter(pk__in=numbers).only("title"))
        for item in items:
            item.title = _changed_title(item.title, item.pk)
        AgendaItem.objects.bulk_update(items, ["title"])


def _changed_title(title: str, number: int) -> str:
    """The title with a word and a number after it, in place of those of an earlier change."""
    unchanged = title.split(f" {_ADDED_WORD} ")[0]
    return f"{unchanged} {_ADDED_WORD} {number}"[:_TITLE_LENGTH]
