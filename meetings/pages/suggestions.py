"""What is suggested while somebody types in a search field: words, cases, names, titles."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.text import capfirst

from meetings.models import AgendaItem, Appointment, Body, Municipality, Person, Topic
from meetings.models.samples import in_hidden_item
from meetings.pages.search_links import search_url
from meetings.search.answer import which_match
from meetings.search.archive_names import ArchiveNames
from meetings.search.grammar import distinctive_case_number
from meetings.search.items import items_of_case
from meetings.search.query import parse_query
from meetings.search.request import SearchRequest
from meetings.search.typeahead import folded_text, items_titled, name_begins_with, words_beginning_with

# In all, and of one kind: words, topics, people ….
SUGGESTED_AT_MOST = 10
SUGGESTED_OF_A_KIND = 6
# So many words are tried behind others, to suggest those that are found with them.
_TRIED_TOGETHER = 24
# In characters: no name or title is looked for by more.
LONGEST_TYPED = 100

_LAST_WORD = re.compile(r"[^\W_][\w-]*\Z")


@dataclass(frozen=True)
class TypeaheadSuggestion:
    """What may be typed: its text, its kind as the reader sees it (»Ord«, »Person«), and where it leads."""

    text: str
    kind: str
    url: str


def suggestions_for(typed: str) -> list[TypeaheadSuggestion]:
    """What the reader may be about to type: words first, then names, then titles; after a whole word names first.

    Cases alone for the beginning of a case number. Nothing for a text without a letter or figure, or longer than
    LONGEST_TYPED.
    """
    text = "".join(letter for letter in typed if not unicodedata.category(letter).startswith("C"))
    begun = folded_text(text) if len(text) <= LONGEST_TYPED else ""
    if not begun:
        return []
    if number := distinctive_case_number(text):
        return _case_suggestions(number)
    names = [*_name_suggestions(name_begins_with(begun)), _title_suggestions(begun)]
    return _shared_among_kinds(
        [*names, _word_suggestions(text)] if " " in text.strip() else [_word_suggestions(text), *names]
    )


def _word_suggestions(text: str) -> list[TypeaheadSuggestion]:
    """The text with its last word written to the end, in the archive's words; after others, those found with them."""
    last = _LAST_WORD.search(text)
    if not last or not (begun := folded_text(last[0])):
        return []
    before = text[: last.start()]
    words = words_beginning_with(begun, _TRIED_TOGETHER if before.strip() else SUGGESTED_OF_A_KIND)
    texts = [before + word for word in words]
    together = _that_find_something(texts) if before.strip() else texts
    return [TypeaheadSuggestion(text, "Ord", search_url(q=text)) for text in together[:SUGGESTED_OF_A_KIND]]


def _that_find_something(texts: Sequence[str]) -> list[str]:
    """Those of the texts that are searches with results. One statement."""
    names = ArchiveNames()
    requests = [SearchRequest(parse_query(text, names)) for text in texts]
    are_found = which_match(requests)
    return [
        text
        for text, request, is_found in zip(texts, requests, are_found, strict=True)
        if is_found and not request.has_no_words
    ]


def _case_suggestions(number: str) -> list[TypeaheadSuggestion]:
    """The cases that a number, or a part of one, is of."""
    found = items_of_case(number).order_by("case_number").values_list("case_number", flat=True).distinct()
    return [TypeaheadSuggestion(case, "Sag", search_url(q=case)) for case in found[:SUGGESTED_OF_A_KIND]]


def _name_suggestions(named: Q) -> list[list[TypeaheadSuggestion]]:
    """The topics, municipalities, people and bodies of such a name, kind after kind. One query."""
    public_items = Topic.items.through._default_manager.filter(agendaitem__is_withheld=False)
    shown_items = public_items.exclude(in_hidden_item("agendaitem"))
    has_items = Exists(shown_items.filter(topic=OuterRef("pk")))
    has_seats = Exists(Appointment.objects.shown().filter(body=OuterRef("pk")))
    kinds = (
        ("Emne", "meetings:topic", Topic.objects.filter(has_items)),
        ("Kommune", "meetings:municipality", Municipality.objects.shown()),
        ("Person", "meetings:person", Person.objects.shown()),
        ("Hverv", "meetings:body", Body.objects.filter(has_seats)),
    )
    of_kinds = [
        records.filter(named)
        .order_by("sort_key")
        .values_list(Value(kind), Value(page), "name", "slug", "sort_key")[:SUGGESTED_OF_A_KIND]
        for kind, page, records in kinds
    ]
    found: dict[str, list[TypeaheadSuggestion]] = {kind: [] for kind, *_ in kinds}
    for kind, page, name, slug, _ in of_kinds[0].union(*of_kinds[1:], all=True).order_by("sort_key"):
        text = capfirst(name) if kind == "Hverv" else name
        found[kind].append(TypeaheadSuggestion(text, kind, reverse(page, args=(slug,))))
    return list(found.values())


def _title_suggestions(begun: str) -> list[TypeaheadSuggestion]:
    """The newest items' titles, each once."""
    items = AgendaItem.objects.filter(pk__in=items_titled(begun)).select_related("meeting__council")
    newest: dict[str, AgendaItem] = {}
    of_address = ("number", "withdrawn", "meeting__date", "meeting__slug", "meeting__council__slug")
    for item in items.only("title", *of_address).by_date():
        newest.setdefault(item.title, item)
    titled = list(newest.values())[:SUGGESTED_OF_A_KIND]
    return [TypeaheadSuggestion(item.title, "Overskrift", item.get_absolute_url()) for item in titled]


def _shared_among_kinds(kinds: Sequence[Sequence[TypeaheadSuggestion]]) -> list[TypeaheadSuggestion]:
    """At most SUGGESTED_AT_MOST, kind after kind, from each as many as the others leave room for."""
    by_turns = [suggestion for suggestion in chain.from_iterable(zip_longest(*kinds)) if suggestion]
    taken = by_turns[:SUGGESTED_AT_MOST]
    return [suggestion for of_kind in kinds for suggestion in of_kind if suggestion in taken]
