"""The archive's own search: its tables filled by COPY, its search rows written and its pages asked by its own code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from django.db import connection, models, transaction
from django.urls import reverse

from benchmark import archive_records as records
from benchmark.copying import copy_rows, reset_sequences
from benchmark.engines import RESULTS_A_PAGE, EngineAnswer, IndexSize
from benchmark.many_copies import multiply_archive
from benchmark.questions import Question, QuestionKind
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import TOPICS, SyntheticArchive, SyntheticItem
from benchmark.synthetic_records import SyntheticRecords
from benchmark.tuned_server import run_in_database_processes
from meetings.caching import memory
from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.danish.sorting import danish_sort_key
from meetings.models import (
    AgendaItem,
    ArchiveChange,
    Body,
    CaseThread,
    Change,
    Council,
    Decision,
    Meeting,
    Municipality,
    Person,
    SearchRow,
    SearchWord,
    TitleTail,
    Topic,
)
from meetings.models.slugs import slug
from meetings.pages import facets
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.parameters import Parameters
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.snippets import best_snippet
from meetings.pages.suggestions import suggestions_for
from meetings.search.highlight import highlight
from meetings.search.rewriting import rewrite_items
from meetings.views.search import LABELS

ITEMS_AT_A_TIME = 500
# What holds nothing but what search needs.
SEARCH_MODELS = (SearchRow, SearchWord, TitleTail)


class ArchiveEngine:
    """In the connection's database, whose tables are made, and empty unless that database is a copy of a built one.

    With `copies` every item is there so many times: see `many_copies`.
    """

    name = "ours"

    def __init__(self, copies: int = 1) -> None:
        self._copies = copies

    def build(self, stored: StoredArchive, processes: int) -> None:
        if self._copies == 1 or AgendaItem.objects.count() != stored.archive.size:
            self._build_once(stored, processes)
        if self._copies > 1:
            _drop_search_indexes()
            multiply_archive(self._copies, processes)
            _make_search_indexes()
        Change.objects.update(is_derived=True)  # all that follows was written with it
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _build_once(self, stored: StoredArchive, processes: int) -> None:
        with transaction.atomic():
            _empty_tables()
            _write_councils_meetings_and_topics(stored.archive)
            records.write_people_and_documents(stored)
        keys = _PrimaryKeys.read()
        run_in_database_processes(partial(_write_block, stored, keys), stored.blocks, processes)
        records.write_parts_of_items(stored)
        reset_sequences(Council, Meeting, AgendaItem, Decision, Municipality, *records.WRITTEN_MODELS)
        _drop_search_indexes()
        run_in_database_processes(_write_search_rows, stored.blocks, processes)
        _make_search_indexes()

    def open(self) -> None:
        connection.ensure_connection()

    def size(self) -> IndexSize:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT sum(pg_total_relation_size(oid)) FILTER (WHERE relname = ANY(%s)),
                sum(pg_total_relation_size(oid)) FROM pg_class
                WHERE relkind = 'r' AND starts_with(relname, 'meetings_')
                """,
                [[model._meta.db_table for model in SEARCH_MODELS]],
            )
            index, total = cursor.fetchone()
        return IndexSize(int(index), int(total))

    def ask(self, question: Question) -> EngineAnswer | None:
        with memory.request_scope():
            memory.set_request_version(ArchiveChange.objects.version())
            if question.kind is QuestionKind.BEGINNING:
                return suggestions_while_typing(question.typed)
            if question.municipality:
                return search_page(question.typed, kommune=slug(question.municipality))
            return search_page(question.typed)

    def close(self) -> None:
        connection.close()


def search_page(text: str, **narrowing: str) -> EngineAnswer:
    """What a search page costs up to its rendering: the one place that knows how the site makes it."""
    parameters = Parameters(reverse("meetings:search"), LABELS, {"q": text, **narrowing})
    requested = RequestedSearch(AgendaItemFilter(dict(parameters.values)))
    answered_search = requested.answer()
    items = AgendaItem.objects.for_search().in_order_of(answered_search.answer.item_ids[:RESULTS_A_PAGE])
    terms = answered_search.request.query.terms
    shown = [(highlight(item.title, terms), best_snippet(item, terms)) for item in items]
    counted = facets.counts_by_filter(answered_search.answer, answered_search.request, requested.filters).by_filter
    offered = facets.offered_facets(counted, requested.filters, parameters)
    return EngineAnswer(
        answered_search.answer.count,
        tuple(item.pk for item in items),
        sum(len(facet.values) + len(facet.more) for facet in offered),
        tuple(snippet.text if snippet else "" for _, snippet in shown),
    )


def suggestions_while_typing(beginning: str) -> EngineAnswer:
    """What is suggested while a reader types."""
    suggested = tuple(each.text for each in suggestions_for(beginning))
    return EngineAnswer(len(suggested), (), 0, suggested)


@dataclass(frozen=True)
class _PrimaryKeys:
    """The keys of what items refer to by name."""

    municipalities: Mapping[str, int]
    topics: Mapping[str, int]

    @classmethod
    def read(cls) -> Self:
        return cls(
            dict(Municipality.objects.values_list("name", "pk")),
            dict(Topic.objects.values_list("name", "pk")),
        )


def _empty_tables() -> None:
    """Take away what a build that was interrupted left."""
    tables = ", ".join(model._meta.db_table for model in (Council, Municipality, Person, Body, CaseThread, SearchWord))
    with connection.cursor() as cursor:
        # Names of our own models, in the benchmark's own database.
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def _write_councils_meetings_and_topics(archive: SyntheticArchive) -> None:
    """Councils and meetings with the numbers that the archive gives them, municipalities, and the topics that lack."""
    copy_rows(
        Council,
        ({"id": place, "name": name, "slug": slug(name)} for place, name in enumerate(archive.councils, start=1)),
    )
    copy_rows(
        Municipality,
        (
            {"id": place, "name": name, "slug": slug(name), "sort_key": danish_sort_key(name)}
            for place, name in enumerate(MUNICIPALITY_NAMES, start=1)
        ),
    )
    meetings = map(archive.meeting, range(1, archive.meeting_count + 1))
    copy_rows(
        Meeting,
        ({"id": meeting.number, "council_id": meeting.council + 1, "date": meeting.date} for meeting in meetings),
    )
    for name in set(TOPICS) - set(Topic.objects.values_list("name", flat=True)):
        Topic.objects.create(name=name, slug=slug(name))


def _write_block(stored: StoredArchive, keys: _PrimaryKeys, numbers: range) -> None:
    items = stored.block(numbers)
    with transaction.atomic():
        copy_rows(AgendaItem, (_item_row(item, SyntheticRecords(stored.archive)) for item in items))
        copy_rows(Decision, map(_decision_row, items))
        copy_rows(
            AgendaItem.municipalities.through,
            (
                {"agendaitem_id": item.number, "municipality_id": keys.municipalities[name]}
                for item in items
                for name in item.municipalities
            ),
            keyed=False,
        )
        copy_rows(
            AgendaItem.topics.through,
            ({"agendaitem_id": item.number, "topic_id": keys.topics[name]} for item in items for name in item.topics),
            keyed=False,
        )


def _item_row(item: SyntheticItem, records_of_archive: SyntheticRecords) -> dict[str, Any]:
    document = records_of_archive.leading_document(item.meeting)
    return {
        "document_id": document,
        "page": document and 1,
        "line": document and item.position + 1,
        "id": item.number,
        "meeting_id": item.meeting,
        "number": f"1.{item.position + 1}",
        "key": f"1.{item.position + 1}",
        "position": item.position,
        "title": item.title,
        "case_number": item.case_number,
        "case_type": item.case_type,
        "background": item.background,
        "recommendation": item.recommendation,
        "presentation": item.presentation,
    }


def _decision_row(item: SyntheticItem) -> dict[str, Any]:
    return {"id": item.number, "item_id": item.number, "text": item.decision, "outcome": item.outcome}


def _write_search_rows(numbers: range) -> None:
    for start in range(0, len(numbers), ITEMS_AT_A_TIME):
        rewrite_items(numbers[start : start + ITEMS_AT_A_TIME])


def _drop_search_indexes() -> None:
    """Many rows are written faster without them."""
    with connection.schema_editor() as editor:
        for model, index in _search_indexes():
            editor.remove_index(model, index)


def _make_search_indexes() -> None:
    with connection.schema_editor() as editor:
        for model, index in _search_indexes():
            editor.add_index(model, index)


def _search_indexes() -> Iterator[tuple[type[models.Model], models.Index]]:
    for model in (SearchRow, SearchWord):
        for index in model._meta.indexes:
            yield model, index
