"""Search in the admin's lists: by the public search, by letters, and by day; each by an index, the newest first.

Django's own would look for the words in every row's text and in its date written out, and count the whole table.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from meetings.admin.large_lists import ArchiveChangeList, BoundedPaginator
from meetings.danish.dates import parse_date
from meetings.models import AgendaItem
from meetings.search.answer import answer_search
from meetings.search.query import parse_query
from meetings.search.request import NEWEST, SearchRequest

# So many records are found each way, the newest. Chosen by hand: as many results as the public search shows.
FOUND_AT_MOST = 1_000

_DAY_BEGUN = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?")


def days_meant(term: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day: »2025«, »2025-08«, »2025-08-29«, »29. august 2025«."""
    if not (found := _DAY_BEGUN.fullmatch(term.strip())):
        day = parse_date(term)
        return (day, day) if day else None
    year, month, day_text = int(found["year"]), int(found["month"] or 0), found["day"]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if not day_text:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, int(day_text)),) * 2 if 1 <= int(day_text) <= last else None


def holds_words(fields: Iterable[str], term: str) -> Q:
    """The condition that every word, or what stands between quotation marks, is held by one of the fields."""
    condition = Q()
    for word in smart_split(term):
        text = unescape_string_literal(word) if word[0] in "\"'" and word[0] == word[-1] and len(word) > 1 else word
        condition &= reduce(or_, (Q((f"{field}__icontains", text)) for field in fields))
    return condition


def found_items(term: str) -> set[int]:
    """The keys of items that the public search finds, that have the words in title or case number, or are of the day.

    At most FOUND_AT_MOST of each, the newest.
    """
    keys = set(answer_search(SearchRequest(parse_query(term), order=NEWEST)).item_ids[:FOUND_AT_MOST])
    newest = AgendaItem.including_withheld.order_by("-meeting__date", "-pk")
    conditions = [holds_words(("title", "case_number"), term)]
    if days := days_meant(term):
        conditions.append(Q(meeting__date__range=days))
    for condition in conditions:
        keys.update(newest.filter(condition).values_list("pk", flat=True)[:FOUND_AT_MOST])
    return keys


class IndexedSearchMixin:
    """A list that is searched by indexes. `searched_item` leads to the item and `searched_day` to the meeting's day.

    What else is in `search_fields` is searched by letters, as Django does.
    """

    # Beside a ModelAdmin, whose attributes the types of a mixin do not know: hence what is ignored below.
    show_full_result_count = False
    searched_item = ""
    searched_day = ""

    def get_paginator(
        self, request: HttpRequest, queryset: QuerySet[Any], per_page: int, *_: Any, **options: Any
    ) -> BoundedPaginator:
        return BoundedPaginator(queryset, per_page)

    def get_changelist(self, request: HttpRequest, **arguments: Any) -> type[ChangeList]:
        return ArchiveChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The newest records that are found each way."""
        if not search_term or not self.searched_day:
            found: tuple[QuerySet[Any], bool] = super().get_search_results(request, queryset, search_term)  # type: ignore[misc]
            return found
        if self.searched_item == "pk":
            return queryset.filter(pk__in=found_items(search_term)), False
        model: Any = self.model  # type: ignore[attr-defined]
        newest = model._default_manager.order_by(f"-{self.searched_day}", "-pk")
        keys: set[int] = set()
        for condition in self._conditions(search_term):
            keys.update(newest.filter(condition).values_list("pk", flat=True)[:FOUND_AT_MOST])
        return queryset.filter(pk__in=keys), False

    def _conditions(self, term: str) -> Iterator[Q]:
        if self.searched_item:
            yield Q((f"{self.searched_item}__in", found_items(term)))
        elif days := days_meant(term):
            yield Q((f"{self.searched_day}__range", days))
        fields: Iterable[str] = self.search_fields  # type: ignore[attr-defined]
        own = [name for name in fields if not name.startswith("item__") and name != self.searched_day]
        if own:
            yield holds_words(own, term)
