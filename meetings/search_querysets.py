"""The search rows and words of the archive: written in one way, asked, and proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.postgres.search import SearchQuery
from django.db import connection, models, transaction

from meetings.danish.edit_distance import distance, is_misspelling
from meetings.danish.tokens import ANALYZER_VERSION
from meetings.search import index
from meetings.search.facets import counted
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
    def write(self, item_ids: Iterable[int], words: set[str] | None = None) -> int:
        """Write the search rows of these items from what they say now; returns how many.

        The only way in which a search row comes about: the importer, every save and `search_index` call it. The
        words that the items hold are added to `words`.
        """
        keys = list(item_ids)
        item_model = apps.get_model("meetings", "AgendaItem")
        items = item_model.objects.filter(pk__in=keys).with_searched_texts()
        rows, words_of_items = [], set[str]()
        for item in items:
            texts, facets = item.searched_texts(), item.facets()
            words_of_items |= index.words(texts)
            rows.append(
                self.model(
                    item_id=item.pk,
                    date=item.meeting.date,
                    facets=counted(facets),
                    vector=index.search_vector(texts, facets),
                    analyzer_version=ANALYZER_VERSION,
                )
            )
        with transaction.atomic():
            self.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["item"],
                update_fields=["date", "facets", "vector", "analyzer_version"],
                batch_size=500,
            )
            apps.get_model("meetings", "SearchWord").objects.add(words_of_items)
            apps.get_model("meetings", "TitleTail").objects.write(keys)
        if words is not None:
            words |= words_of_items
        return len(rows)

    def matching(self, queries: Mapping[int, Query], item_ids: Iterable[int]) -> list[tuple[int, int]]:
        """Which of the items each query finds, as pairs of an item's key and a query's."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT item_id, asked.number FROM meetings_searchrow
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
            items = {item.pk: item for item in item_model.objects.filter(pk__in=keys).with_searched_texts()}
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
                        [f"{{{','.join(map(str, counted(item.facets())))}}}" for item in items.values()],
                        [index.search_vector(item.searched_texts(), item.facets()) for item in items.values()],
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

    def remove(self, words: Iterable[str]) -> None:
        """Remove words: what no item holds any longer is no suggestion."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM meetings_searchword WHERE word = ANY(%s)", [list(words)])

    def nearest(self, word: str) -> str | None:
        """The archive's word that is spelt most like `word`, None where nothing comes near."""
        return next(iter(self._like(word)), None)

    def meant_by(self, word: str) -> str | None:
        """The archive's word of which `word` is a likely misspelling; of several the one that is fewest letters off."""
        slips = [near for near in self._like(word) if is_misspelling(word, near)]
        return min(slips, key=lambda near: distance(word, near), default=None)

    def _like(self, word: str) -> list[str]:
        """The words spelled most like `word`, most alike first."""
        with transaction.atomic(), connection.cursor() as cursor:
            # The longer a word, the more of it is left when a letter is wrong, and the fewer words need be looked at.
            cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [0.3 if len(word) < 7 else 0.45])
            cursor.execute(
                "SELECT word FROM meetings_searchword WHERE word %% %s"
                " ORDER BY similarity(word, %s) DESC, word LIMIT 20",
                [word, word],
            )
            return [near for (near,) in cursor.fetchall()]
