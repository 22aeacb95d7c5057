"""Search as it is had without work: PostgreSQL's `danish`, SQLite FTS5, tantivy; asked what judged queries ask."""

import re
import sqlite3
from collections.abc import Mapping
from typing import Protocol

import tantivy
from django.db import connection
from tantivy import Document, Filter, Index, SchemaBuilder

_WORD = re.compile(r"\w+")
_MOST = 1_000
_HEAP = 20_000_000


class PlainEngine(Protocol):
    """An engine over texts by name. All words of a query are needed; what else it has of syntax is passed over."""

    name: str

    def __init__(self, texts: Mapping[str, str]) -> None: ...

    def find(self, typed: str) -> list[str]:
        """The names of the texts that match, best first."""


class PostgresqlDanish:
    """PostgreSQL with its Danish configuration: Snowball's stems and stop words."""

    name = "postgresql"

    def __init__(self, texts: Mapping[str, str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS plainly_searched")
            cursor.execute("CREATE TEMPORARY TABLE plainly_searched (name text, vector tsvector)")
            cursor.executemany(
                "INSERT INTO plainly_searched VALUES (%s, to_tsvector('danish', %s))", list(texts.items())
            )

    def find(self, typed: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM plainly_searched, plainto_tsquery('danish', %s) AS query WHERE vector @@ query "
                "ORDER BY ts_rank(vector, query) DESC, name",
                [typed],
            )
            return [name for (name,) in cursor.fetchall()]


class SqliteFts:
    """FTS5 with the words as they stand: SQLite has no Danish stems of its own."""

    name = "sqlite fts5"

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE searched USING fts5(name UNINDEXED, body)")
        self._database.executemany("INSERT INTO searched VALUES (?, ?)", texts.items())

    def __del__(self) -> None:
        self._database.close()

    def find(self, typed: str) -> list[str]:
        words = " ".join(f'"{word}"' for word in _WORD.findall(typed))
        if not words:
            return []
        found = self._database.execute("SELECT name FROM searched WHERE searched MATCH ? ORDER BY rank, name", [words])
        return [name for (name,) in found]


class TantivyDanish:
    """Tantivy with its Danish stop words and stems."""

    name = "tantivy"

    def __init__(self, texts: Mapping[str, str]) -> None:
        schema = SchemaBuilder().add_text_field("name", stored=True, tokenizer_name="raw")
        self._index = Index(schema.add_text_field("body", tokenizer_name="danish").build())
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for step in (Filter.lowercase(), Filter.stopword("danish"), Filter.stemmer("danish")):
            analyzer = analyzer.filter(step)
        self._index.register_tokenizer("danish", analyzer.build())
        writer = self._index.writer(_HEAP, 1)
        for name, body in texts.items():
            writer.add_document(Document(name=name, body=body))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, typed: str) -> list[str]:
        words = " ".join(_WORD.findall(typed)).lower()
        if not words:
            return []
        query = self._index.parse_query(words, ["body"], conjunction_by_default=True)
        searcher = self._index.searcher()
        return [str(searcher.doc(address)["name"][0]) for _, address in searcher.search(query, _MOST).hits]
