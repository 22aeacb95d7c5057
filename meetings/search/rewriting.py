"""Writing what search reads anew for items of which nothing has changed: after an upgrade, or to mend it."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection

from django.db import connection, transaction

from meetings.changes.following import giving_up_when_others_wait
from meetings.changes.item_locks import lock_free_items
from meetings.search.indexing import write_search_rows
from meetings.search.typeahead import write_title_tails

logger = logging.getLogger(__name__)

# Between two attempts at items that others are changing.
_PAUSE_SECONDS = 0.05
# Of fewer batches all are written by this process: starting another takes as long.
FEWEST_BATCHES = 4


class ProcessFailed(Exception):
    """A process that wrote a part of the rows ended before it was done."""


def rewrite_batches(batches: Sequence[Sequence[int]], jobs: int) -> set[str]:
    """As `rewrite_items` of each batch, by this process and `jobs` - 1 others, which take every so manieth of them.

    Within a transaction, which others would not see, this process writes all. Raises ProcessFailed; then it is to be
    done once more.
    """
    if len(batches) < FEWEST_BATCHES or connection.in_atomic_block:
        jobs = 1
    shares = [batches[place::jobs] for place in range(jobs)]
    with ExitStack() as stack:
        if jobs > 1:
            connection.close()  # each has one of its own
        others = list[Connection]()
        for share in shares[1:]:
            others.append(_begin(share, others, stack))
        words = _rewrite_share(shares[0])
        for other in others:
            try:
                words |= other.recv()
            except EOFError:
                raise ProcessFailed from None
        return words


def _begin(share: Sequence[Sequence[int]], others: Sequence[Connection], stack: ExitStack) -> Connection:
    """Start a process that writes the share; gives where its words come from. It ends with the stack."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_write_and_tell, args=(share, sending, [receiving, *others]), daemon=True)
    process.start()
    sending.close()
    stack.callback(process.join)
    stack.callback(process.terminate)
    stack.callback(receiving.close)
    return receiving


def _write_and_tell(share: Sequence[Sequence[int]], sending: Connection, inherited: Iterable[Connection]) -> None:
    """The process: it ends when it is done, also where nobody waits for it any longer.

    That it finds out only if it does not hold open itself what the one that waits has.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that began it, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for receiving in inherited:
        receiving.close()
    try:
        sending.send(_rewrite_share(share))
    except Exception:  # whatever it was: the one that waits finds the pipe closed, and says so
        logger.exception("a part of the search rows could not be written")


def _rewrite_share(share: Iterable[Sequence[int]]) -> set[str]:
    return set[str]().union(*map(rewrite_items, share))


def rewrite_items(item_ids: Iterable[int]) -> set[str]:
    """Write the search rows, words and title tails of these items, in a transaction; gives the words that they hold.

    Items that somebody else is changing are waited for, without a lock that the other could wait for.
    """
    left, words = set(item_ids), set[str]()
    while True:
        with transaction.atomic(), giving_up_when_others_wait() as attempt:
            locked, held = lock_free_items(left)
            words |= write_search_rows(locked)
            write_title_tails(locked)
        if not attempt.is_undone:
            left = held
        if not left:
            return words
        time.sleep(_PAUSE_SECONDS)  # whoever holds the items commits meanwhile
