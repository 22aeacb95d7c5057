"""The search rows and words of the archive: written in one way, asked, and proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import connection, models, transaction

from meetings.search import index
from meetings.search.analyzer import ANALYZER_VERSION
from meetings.search.query import Query

if TYPE_CHECKING:
    from meetings.models import AgendaItem, SearchRow, SearchWord


class Lexemes(SearchQuery):
    """A tsquery that is written out already, by our own analyzer rather than a PostgreSQL configuration."""

    template = "%(expressions)s::tsquery"


def lexemes(query: Query) -> Lexemes:
    """The condition of `query`, to be matched with a row's `vector`."""
    return Lexemes(query.tsquery)


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def write(self, item_ids: Iterable[int]) -> int:
        """Write the search rows of these items from what they say now; returns how many.

        The only way in which a search row comes about: the importer, every save and `search_index` call it.
        """
        item_model = apps.get_model("meetings", "AgendaItem")
        items = item_model.objects.filter(pk__in=list(item_ids)).with_searched_parts()
        rows, words = [], set[str]()
        for item in items:
            parts = item.searched_parts()
            words |= index.words(parts)
            rows.append(
                self.model(
                    item_id=item.pk,
                    date=item.meeting.date,
                    vector=index.search_vector(parts),
                    analyzer_version=ANALYZER_VERSION,
                )
            )
        with transaction.atomic():
            self.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["item"],
                update_fields=["date", "vector", "analyzer_version"],
                batch_size=500,
            )
            apps.get_model("meetings", "SearchWord").objects.add(words)
        return len(rows)

    def matching(self, queries: Mapping[int, Query], item_ids: Iterable[int]) -> list[tuple[int, int]]:
        """Which of the items each query finds, as pairs of an item's key and a query's."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT item_id, number FROM meetings_searchrow
                JOIN unnest(%s::bigint[], %s::text[]) AS asked (number, query) ON vector @@ query::tsquery
                WHERE item_id = ANY(%s)
                """,
                [list(queries), [query.tsquery for query in queries.values()], list(item_ids)],
            )
            return [(item_id, number) for item_id, number in cursor.fetchall()]

    def drifted(self, batch_size: int) -> Iterator[AgendaItem]:
        """The items whose search row is missing or says something else than the item, told by the database.

        The row as it would be written is compared in PostgreSQL, whose own form of a vector is the only
        reliable one.
        """
        item_model = apps.get_model("meetings", "AgendaItem")
        for keys in item_model.objects.key_batches(batch_size):
            items = {item.pk: item for item in item_model.objects.filter(pk__in=keys).with_searched_parts()}
            with connection.cursor() as cursor:
                cursor.execute(
                    """
                    SELECT item_id FROM meetings_searchrow AS written
                    JOIN unnest(%s::bigint[], %s::date[], %s::text[]) AS wanted (item, date, vector) ON item_id = item
                    WHERE written.date = wanted.date AND written.vector = wanted.vector::tsvector
                    AND analyzer_version = %s
                    """,
                    [
                        list(items),
                        [item.meeting.date for item in items.values()],
                        [index.search_vector(item.searched_parts()) for item in items.values()],
                        ANALYZER_VERSION,
                    ],
                )
                right = {key for (key,) in cursor.fetchall()}
            yield from (items[key] for key in keys if key not in right)


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def add(self, words: Iterable[str]) -> None:
        """Add the words that are missing, in one order for all processes, so that none waits for another's."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO meetings_searchword (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING",
                [sorted(words)],
            )

    def nearest(self, word: str) -> str | None:
        """The archive's word that is spelt most like `word`, None where nothing comes near."""
        return (
            self.filter(word__trigram_similar=word)
            .annotate(similarity=TrigramSimilarity("word", word))
            .order_by("-similarity", "word")
            .values_list("word", flat=True)
            .first()
        )
