"""The search rows and words of items: written, matched with queries, and compared with the items."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Prefetch

from meetings.danish.tokens import ANALYZER_VERSION, tokenize
from meetings.models import (
    AgendaItem,
    Appointment,
    Council,
    Municipality,
    SearchRow,
    SearchWord,
    Table,
    Topic,
)
from meetings.models.choices import CASE_TYPE_NUMBERS, OUTCOME_NUMBERS
from meetings.models.items import AgendaItemQuerySet
from meetings.search import facets, vector
from meetings.search.facets import FacetKind
from meetings.search.query import Query
from meetings.search.searched_texts import item_texts
from meetings.search.vector import SearchedText

# Of the items whose topics are not those of their search rows: the facets of topics stand last among the counted ones,
# by key, as `item_facets` has them.
_WRITE_TOPIC_FACETS = """
    UPDATE meetings_searchrow AS written
    SET facets = wanted.others || wanted.topics,
        vector = ts_delete(vector, wanted.lexemes_before) || array_to_tsvector(wanted.lexemes)
    FROM (
        SELECT item_id,
            ARRAY(SELECT facet FROM unnest(facets) WITH ORDINALITY AS one (facet, place)
                WHERE NOT (facet >= %(first)s AND facet < %(end)s) ORDER BY place) AS others,
            ARRAY(SELECT %(first)s + topic_id::int FROM meetings_agendaitem_topics
                WHERE agendaitem_id = item_id ORDER BY topic_id) AS topics,
            ARRAY(SELECT %(mark)s || facet FROM unnest(facets) AS facet
                WHERE facet >= %(first)s AND facet < %(end)s) AS lexemes_before,
            ARRAY(SELECT %(mark)s || (%(first)s + topic_id) FROM meetings_agendaitem_topics
                WHERE agendaitem_id = item_id) AS lexemes
        FROM meetings_searchrow WHERE item_id = ANY(%(items)s)
    ) AS wanted
    WHERE written.item_id = wanted.item_id AND written.facets <> wanted.others || wanted.topics
"""
# The items that have a topic or are found by it: those where that is the same, and those where it is not yet.
_TOPIC_FACETS_WRITTEN = """
    SELECT count(*) FILTER (WHERE has_topic = has_facet), count(*) FILTER (WHERE has_topic <> has_facet) FROM (
        SELECT facets @> ARRAY[%(facet)s]::int[] AS has_facet,
            item_id IN (SELECT agendaitem_id FROM meetings_agendaitem_topics WHERE topic_id = %(topic)s) AS has_topic
        FROM meetings_searchrow
    ) AS item WHERE has_topic OR has_facet
"""
# So many rows, and that share of all, change what a search expects. PostgreSQL itself waits for a tenth.
_MANY_ROWS, _MANY_OF_ALL = 500, 0.05


# By item the keys of its topics.
TopicsByItem = Mapping[int, Sequence[int]]


def write_search_rows(
    item_ids: Iterable[int], assign_topics: Callable[[Mapping[int, str]], TopicsByItem] | None = None
) -> frozenset[str]:
    """Write the search rows and the words of these items, which are locked, from what they say now.

    The only place where search rows are made. Their topics are those that the items have, or that `assign_topics`
    gives them: it is told by item the vector of its texts, in which the topics' rules can be looked for. An item that
    is withheld, or a hidden sample's, has none: nobody finds it. Returns the words that the items hold: `search_index`
    reads every item once, and removes from SearchWord whatever none of them holds any longer.
    """
    keys = list(item_ids)
    rows, words = [], set[str]()
    withheld, hidden = list[int](), list[SearchedText]()
    topics: dict[int, Sequence[int]] = {}
    for item in _items_with_texts(keys).shown():
        texts, numbers = item_texts(item), _facets_besides_topics(item)
        hidden += _hidden_names(item)
        if item.is_withheld:
            withheld.append(item.pk)
            hidden += texts
            continue
        words |= vector.plain_words(texts)
        topics[item.pk] = [topic.pk for topic in item.topics.all()]
        rows.append(
            SearchRow(
                item_id=item.pk,
                date=item.meeting.date,
                facets=facets.countable_facets(numbers),
                vector=vector.search_vector(texts, numbers),
                analyzer_version=ANALYZER_VERSION,
            )
        )
    if assign_topics:
        topics |= assign_topics({row.item_id: row.vector for row in rows})
    for row in rows:
        numbers = _topic_facets(topics[row.item_id])
        row.facets = [*row.facets, *facets.countable_facets(numbers)]
        row.vector = vector.with_facets(row.vector, numbers)
    with transaction.atomic():
        SearchRow.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=["date", "facets", "vector", "analyzer_version"],
            batch_size=500,
        )
        if withheld:
            SearchRow.objects.filter(item__in=withheld).delete()
        if hidden:
            SearchWord.objects.remove(_words_of_nobody(vector.plain_words(hidden)))
        SearchWord.objects.add(words)
        if without_row := set(keys).difference(row.item_id for row in rows):
            _remove_hidden(without_row)
    return frozenset(words)


def _remove_hidden(item_ids: Iterable[int]) -> None:
    """Remove the search rows of items that are hidden, and the words that no other item has."""
    hidden = list(
        AgendaItem.objects.hidden().filter(pk__in=item_ids).exclude(search_row=None).values_list("pk", flat=True)
    )
    if not hidden:
        return
    words = words_of_items(hidden)
    SearchRow.objects.filter(item__in=hidden).delete()
    remove_words_of_no_item(words)


def words_of_items(item_ids: Iterable[int]) -> frozenset[str]:
    """The words of these items, as SearchWord has them."""
    return vector.plain_words(text for item in _items_with_texts(item_ids) for text in item_texts(item))


def remove_words_of_no_item(words: Collection[str]) -> None:
    """Remove those of the words that no item has that can be found: as suggestions they would lead to nothing."""
    SearchWord.objects.remove(_words_of_nobody(words))


def write_topic_facets(item_ids: Iterable[int]) -> None:
    """Write which topics these items have into their search rows, which are right in all else."""
    first = facets.facet_number(FacetKind.TOPIC, 0)
    end = first + facets.NUMBERS_OF_A_KIND
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_TOPIC_FACETS, {"items": list(item_ids), "first": first, "end": end, "mark": facets.FACET})


def topic_facets_written(topic: int) -> tuple[int, int]:
    """How far the search rows say which items have the topic of that key: at how many they do, and not yet."""
    with connection.cursor() as cursor:
        cursor.execute(_TOPIC_FACETS_WRITTEN, {"topic": topic, "facet": facets.facet_number(FacetKind.TOPIC, topic)})
        done, waiting = cursor.fetchone()
        return done, waiting


def refresh_statistics() -> None:
    """Have PostgreSQL look anew at the search rows where many were written since it last did.

    By its statistics a search guesses how many months hold enough matches. PostgreSQL refreshes them by itself within a
    minute or two; after a large import the first searches need not wait for that.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT n_mod_since_analyze > %s + %s * n_live_tup FROM pg_stat_user_tables
            WHERE relid = 'meetings_searchrow'::regclass
            """,
            [_MANY_ROWS, _MANY_OF_ALL],
        )
        (are_many,) = cursor.fetchone()
        if are_many:
            cursor.execute("ANALYZE (SKIP_LOCKED) meetings_searchrow")


def items_found_by(queries: Mapping[int, Query], item_ids: Iterable[int] | None = None) -> list[tuple[int, int]]:
    """Which of the items, or of all, each query finds: pairs of an item's key and the key of a query in `queries`."""
    of_items = "" if item_ids is None else "WHERE item_id = ANY(%(items)s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT item_id, asked.number FROM meetings_searchrow
            JOIN unnest(%(numbers)s::bigint[], %(queries)s::text[]) AS asked (number, query) ON vector @@ query::tsquery
            {of_items}
            """,
            {
                "numbers": list(queries),
                "queries": [query.tsquery for query in queries.values()],
                "items": list(item_ids or ()),
            },
        )
        return [(item_id, number) for item_id, number in cursor.fetchall()]


def vectors_found_by(queries: Mapping[int, Query], vectors: Mapping[int, str]) -> list[tuple[int, int]]:
    """As `items_found_by`, in vectors that are not written yet, by item. Each is parsed once, not for each query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH one AS MATERIALIZED (
                SELECT item, vector::tsvector
                FROM unnest(%(items)s::bigint[], %(vectors)s::text[]) AS one (item, vector)
            ), asked AS MATERIALIZED (
                SELECT number, query::tsquery FROM unnest(%(numbers)s::bigint[], %(queries)s::text[])
                    AS asked (number, query)
            )
            SELECT item, number FROM one JOIN asked ON vector @@ query
            """,
            {
                "numbers": list(queries),
                "queries": [query.tsquery for query in queries.values()],
                "items": list(vectors),
                "vectors": list(vectors.values()),
            },
        )
        return [(item_id, number) for item_id, number in cursor.fetchall()]


def drifted_items(batch_size: int) -> Iterator[AgendaItem]:
    """The items whose search row is missing, says something else than the item, or is a hidden sample's.

    The row as it would be written is compared in PostgreSQL, whose own form of a vector is the only reliable one.
    """
    for keys in AgendaItem.objects.key_batches(batch_size):
        yield from AgendaItem.objects.filter(pk__in=keys, is_withheld=True, search_row__isnull=False)
        yield from AgendaItem.objects.hidden().filter(pk__in=keys, is_withheld=False, search_row__isnull=False)
        items = {item.pk: item for item in _items_with_texts(keys).shown() if not item.is_withheld}
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT item_id FROM meetings_searchrow AS written
                JOIN unnest(%s::bigint[], %s::date[], %s::text[], %s::text[]) AS wanted (item, date, facets, vector)
                ON item_id = item
                WHERE written.date = wanted.date AND written.facets = wanted.facets::int[]
                AND written.vector = wanted.vector::tsvector AND analyzer_version = %s
                """,
                [
                    list(items),
                    [item.meeting.date for item in items.values()],
                    [
                        f"{{{','.join(map(str, facets.countable_facets(item_facets(item))))}}}"
                        for item in items.values()
                    ],
                    [vector.search_vector(item_texts(item), item_facets(item)) for item in items.values()],
                    ANALYZER_VERSION,
                ],
            )
            right = {key for (key,) in cursor.fetchall()}
        yield from (items[key] for key in keys if key in items and key not in right)


def item_facets(item: AgendaItem) -> list[int]:
    """The numbers of the item's facets, those that are not counted among them."""
    return [*_facets_besides_topics(item), *_topic_facets(topic.pk for topic in item.topics.all())]


def _facets_besides_topics(item: AgendaItem) -> list[int]:
    decision = item.decision_or_none
    outcome = decision.outcome if decision else None
    return [
        facets.EVERY_ITEM,
        *facets.date_facets(item.meeting.date),
        *(facets.facet_number(FacetKind.COUNCIL, key) for key in _council_keys(item)),
        facets.facet_number(FacetKind.CASE_TYPE, CASE_TYPE_NUMBERS[item.case_type]),
        *([facets.facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[outcome])] if outcome else []),
        *(facets.facet_number(FacetKind.MUNICIPALITY, municipality.pk) for municipality in item.municipalities.all()),
    ]


def _topic_facets(topics: Iterable[int]) -> list[int]:
    return [facets.facet_number(FacetKind.TOPIC, topic) for topic in topics]


def _council_keys(item: AgendaItem) -> list[int]:
    """The keys of the councils that treated the item: all that held its meeting, the first first."""
    return [item.meeting.council_id, *(council.pk for council in item.meeting.joint_councils.all())]


def _items_with_texts(keys: Iterable[int]) -> AgendaItemQuerySet:
    """The items with everything that `item_texts` and `item_facets` read."""
    return (
        AgendaItem.objects.filter(pk__in=keys)
        .select_related("meeting", "decision")
        .defer("imported", "places", "meeting__imported", "meeting__written", "decision__imported")
        .prefetch_related(
            Prefetch("tables", Table.objects.defer("imported")),
            Prefetch("appointments", Appointment.objects.defer("imported").select_related("person")),
            Prefetch("meeting__joint_councils", Council.objects.only("pk").order_by("pk")),
            Prefetch("municipalities", Municipality.objects.order_by("pk")),
            Prefetch("topics", Topic.objects.order_by("pk")),
        )
    )


def _hidden_names(item: AgendaItem) -> list[SearchedText]:
    """The names of those appointed at the item whom the public is not to find by it."""
    people = (appointment.person for appointment in item.appointments.all())
    return [SearchedText(person.name, "B") for person in people if person and person.is_withheld]


def _words_of_nobody(words: Collection[str]) -> list[str]:
    """Those of the words that no search row has, told by their lexemes: a word that others have in another form stays.

    The lexemes are looked for one by one in the index.
    """
    lexemes_of = {word: {lexeme for token in tokenize(word) for lexeme in token.lexemes} for word in words}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT lexeme FROM unnest(%s::text[]) AS lexeme WHERE EXISTS (
                SELECT FROM meetings_searchrow WHERE vector @@ quote_literal(lexeme)::tsquery
            )
            """,
            [sorted(set().union(*lexemes_of.values()))],
        )
        found = {lexeme for (lexeme,) in cursor.fetchall()}
    return sorted(word for word, lexemes in lexemes_of.items() if found.isdisjoint(lexemes))
