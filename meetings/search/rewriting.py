"""Writing what search reads anew for items of which nothing has changed: after an upgrade, or to mend it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db import transaction

from meetings.changes.following import giving_up_when_others_wait
from meetings.changes.item_locks import lock_free_items
from meetings.search.indexing import write_search_rows
from meetings.search.typeahead import write_title_tails

# Between two attempts at items that others are changing.
_PAUSE_SECONDS = 0.05


def rewrite_items(item_ids: Iterable[int]) -> set[str]:
    """Write the search rows, words and title tails of these items, in a transaction; gives the words that they hold.

    Items that somebody else is changing are waited for, without a lock that the other could wait for.
    """
    left, words = set(item_ids), set[str]()
    while True:
        with transaction.atomic(), giving_up_when_others_wait():
            locked, held = lock_free_items(left)
            words |= write_search_rows(locked)
            write_title_tails(locked)
            left = held
        if not left:
            return words
        time.sleep(_PAUSE_SECONDS)  # whoever holds the items commits meanwhile
