"""TODO."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.text import capfirst

from meetings.models import AgendaItem, Appointment, Body, Municipality, Person, Topic
from meetings.search.grammar import case_number
from meetings.search.items import items_of_case
from meetings.search.typeahead import folded, name_beginning, newest_titled, words_beginning

SUGGESTED_AT_MOST = 10


OF_A_KIND = 6


LONGEST_TYPED = 100


_LAST_WORD = re.compile(r"[^\W_][\w-]*\Z")


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str
    url: str


def suggestions(typed: str) -> list[Suggestion]:
    """What the reader may be about to type: words first, then names, then titles; after a whole word names first.

    Nothing where the typed text has no letter or figure, or is longer than any name or title is looked for by.
    """
    text = "".join(letter for letter in typed if not unicodedata.category(letter).startswith("C"))
    begun = folded(text) if len(text) <= LONGEST_TYPED else ""
    if not begun:
        return []
    if number := case_number(text):
        return _cases(number)
    names = [*_names(name_beginning(begun)), _titles(begun)]
    return _shared_out([*names, _words(text)] if " " in text.strip() else [_words(text), *names])


def _words(text: str) -> list[Suggestion]:
    """The text with its last word written to the end, in the archive's words."""
    last = _LAST_WORD.search(text)
    if not last or not (begun := folded(last[0])):
        return []
    texts = [text[: last.start()] + word for word in words_beginning(begun, OF_A_KIND)]
    return [Suggestion(text, "Ord", f"{reverse('meetings:search')}?{urlencode({'q': text})}") for text in texts]


def _cases(number: str) -> list[Suggestion]:
    """The cases that a number, or a part of one, is of."""
    found = items_of_case(number).order_by("case_number").values_list("case_number", flat=True).distinct()
    return [
        Suggestion(case, "Sag", f"{reverse('meetings:search')}?{urlencode({'q': case})}") for case in found[:OF_A_KIND]
    ]


def _names(named: Q) -> list[list[Suggestion]]:
    """The topics, municipalities, people and bodies of such a name, kind after kind. One query."""
    has_items = Exists(Topic.items.through._default_manager.filter(topic=OuterRef("pk")))
    has_seats = Exists(Appointment.objects.filter(body=OuterRef("pk")))
    kinds = (
        ("Emne", "meetings:topic", Topic.objects.filter(has_items)),
        ("Kommune", "meetings:municipality", Municipality.objects.all()),
        ("Person", "meetings:person", Person.objects.unmerged()),
        ("Hverv", "meetings:body", Body.objects.filter(has_seats)),
    )
    of_kinds = [
        records.filter(named)
        .order_by("sort_key")
        .values_list(Value(kind), Value(page), "name", "slug", "sort_key")[:OF_A_KIND]
        for kind, page, records in kinds
    ]
    found: dict[str, list[Suggestion]] = {kind: [] for kind, *_ in kinds}
    for kind, page, name, slug, _ in of_kinds[0].union(*of_kinds[1:], all=True).order_by("sort_key"):
        text = capfirst(name) if kind == "Hverv" else name
        found[kind].append(Suggestion(text, kind, reverse(page, args=(slug,))))
    return list(found.values())


def _titles(begun: str) -> list[Suggestion]:
    """The newest items' titles, each once."""
    items = AgendaItem.objects.filter(pk__in=newest_titled(begun)).select_related("meeting__council")
    newest: dict[str, AgendaItem] = {}
    for item in items.only("title", "number", "withdrawn", "meeting__date", "meeting__council__slug").by_date():
        newest.setdefault(item.title, item)
    titled = list(newest.values())[:OF_A_KIND]
    return [Suggestion(item.title, "Overskrift", item.get_absolute_url()) for item in titled]


def _shared_out(kinds: Sequence[Sequence[Suggestion]]) -> list[Suggestion]:
    """At most SUGGESTED_AT_MOST, kind after kind, from each as many as the others leave room for."""
    by_turns = [suggestion for suggestion in chain.from_iterable(zip_longest(*kinds)) if suggestion]
    taken = by_turns[:SUGGESTED_AT_MOST]
    return [suggestion for of_kind in kinds for suggestion in of_kind if suggestion in taken]
