"""Threads whose title or address says what an item is called that is withheld: they are named by the others.

A thread is called by what its items' titles have in common. What only a withheld item's title says goes from the title,
also where an editor confirmed the thread, and from its address; the former one leads to the new one.
"""

import re
from collections.abc import Collection, Mapping

from meetings.cases.signatures import common_title
from meetings.models import CaseThread, ThreadItem
from meetings.models.slugs import slug
from meetings.models.threads import TITLE_LENGTH

# Shorter words are in every title.
_SHORTEST_WORD = 3


def titles_withheld_from_threads(items: Collection[int]) -> dict[int, list[str]]:
    """By thread that one of the items is or was in: the titles of its items that are withheld. One query for most."""
    of_items = ThreadItem.objects.filter(item__in=items).order_by().values("thread")
    withheld = ThreadItem.objects.filter(thread__in=of_items, item__is_withheld=True)
    found: dict[int, list[str]] = {}
    for thread, title in withheld.order_by("pk").values_list("thread", "item__title"):
        found.setdefault(thread, []).append(title)
    return found


def rename_threads(withheld: Mapping[int, Collection[str]]) -> None:
    """Have the threads' titles and addresses say nothing that only the titles say which are withheld from them.

    A thread without a public item keeps them: nobody sees it.
    """
    for thread in CaseThread.objects.filter(pk__in=withheld.keys()):
        places = ThreadItem.objects.live().filter(thread=thread, item__is_withheld=False)
        latest_first = places.order_by("-item__meeting__date", "item__position")
        titles = list(latest_first.values_list("item__title", flat=True))
        if titles:
            _rename(thread, titles, withheld[thread.pk])


def _rename(thread: CaseThread, titles: list[str], withheld: Collection[str]) -> None:
    secret = _words(*withheld) - _words(*titles)
    title = common_title(titles)[:TITLE_LENGTH]
    if _words(thread.title) & secret:
        thread.title = title
    if _words(thread.slug) & {slug(word) for word in secret}:
        thread.slug = CaseThread.objects.free_slug(title)
    thread.save(update_fields=["title", "slug"])


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= _SHORTEST_WORD}
