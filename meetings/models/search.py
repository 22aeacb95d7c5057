"""The tables that search reads. They hold nothing of their own: `search_index` writes them anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection, models, transaction
from django.db.models.functions import Length

from meetings.models.typeahead import folded_column

# So many words are compared letter by letter with a misspelled one.
SPELLED_ALIKE = 60


class SearchRow(models.Model):
    """The narrow table that search reads: one row an item, written by search.indexing alone."""

    item = models.OneToOneField("AgendaItem", models.CASCADE, primary_key=True, related_name="search_row")
    date = models.DateField()
    # The numbers of the facets that the item can be narrowed by (search/facets.py): [0, 10002026, 50000007, …].
    facets = ArrayField(models.IntegerField(), default=list)
    vector = SearchVectorField()
    analyzer_version = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            # Without a list of what is still to be put in: no save pays for those before it, and no search reads it.
            GinIndex(fields=("vector",), name="search_by_vector", fastupdate=False),
            models.Index(fields=("-date", "-item"), name="search_by_date"),
        ]

    def __str__(self) -> str:
        return f"Søgerække for punkt {self.pk}"


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def add(self, words: Iterable[str]) -> None:
        """Add the words that are missing, in one order for all processes, so that none waits for another's.

        Of a word that is known, as nearly all are, nothing is computed: not what it is folded to.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO meetings_searchword (word)
                SELECT added.word FROM unnest(%s::text[]) AS added (word)
                WHERE NOT EXISTS (SELECT FROM meetings_searchword AS known WHERE known.word = added.word)
                ORDER BY added.word ON CONFLICT DO NOTHING
                """,
                [list(words)],
            )

    def remove(self, words: Iterable[str]) -> None:
        """Remove words: what no item holds any longer is no suggestion."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM meetings_searchword WHERE word = ANY(%s)", [list(words)])

    def nearest(self, word: str) -> str | None:
        """The archive's word that is spelt most like `word`, None where nothing comes near."""
        # The longer a word, the more of it is left when a letter is wrong.
        return next(iter(self._similar_words(word, 0.3 if len(word) < 7 else 0.45, 1)), None)

    def known(self, words: Collection[str]) -> list[str]:
        """Those of the words that the archive has."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT word FROM meetings_searchword WHERE word = ANY(%s)", [list(words)])
            return [word for (word,) in cursor.fetchall()]

    def spelled_alike(self, word: str) -> list[str]:
        """The words that share a fifth of their trigrams with `word`, the most similar SPELLED_ALIKE of them."""
        return self._similar_words(word, 0.2, SPELLED_ALIKE)

    def _similar_words(self, word: str, threshold: float, count: int) -> list[str]:
        """The words that share most trigrams with `word`, the most similar first."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [threshold])
            cursor.execute(
                "SELECT word FROM meetings_searchword WHERE word %% %s"
                " ORDER BY similarity(word, %s) DESC, word LIMIT %s",
                [word, word, count],
            )
            return [near for (near,) in cursor.fetchall()]


class SearchWord(models.Model):
    """A word of the archive's texts, for »Mente du …?« and for what is suggested to whoever types."""

    word = models.CharField(max_length=40, primary_key=True)
    folded = folded_column("word")

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=("word",), name="words_by_trigram", opclasses=("gin_trgm_ops",)),
            models.Index(Length("folded"), "folded", name="words_shortest_first"),
        ]

    def __str__(self) -> str:
        return self.word


class AnalyzedWords(models.Model):
    """The words that importing processes have met last, with their lexemes: the next one need not find them again.

    `words` is compressed JSON, `{"kvoter": [["kvote"], []], …}`: by word its lexemes, and those of its parts. One row,
    of the analyzer that reads texts now; gone with a redaction, as its words may be among them.
    """

    analyzer_version = models.PositiveSmallIntegerField(primary_key=True)
    words = models.BinaryField()

    def __str__(self) -> str:
        return f"Ord fundet af version {self.analyzer_version}"


class RawTsQuery(SearchQuery):
    """A query as tsquery writes it, `'vej' & 'bro'`: its lexemes are our analyzer's, PostgreSQL reduces no word."""

    template = "%(expressions)s::tsquery"
