"""SQLite's FTS5: ranked by bm25() with a weight a column, counted by a narrow table beside it.

Its tokenizer knows no Danish inflections. It leaves æ, ø and å what they are.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmark.engines import RESULTS_A_PAGE, EngineAnswer, IndexSize, count_column_values
from benchmark.questions import Question, QuestionKind
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticItem

_SCHEMA = """
CREATE TABLE item (id INTEGER PRIMARY KEY, title, case_number, decision, recommendation, presentation, background);
CREATE TABLE narrow (id INTEGER PRIMARY KEY, year INTEGER, council INTEGER, case_type TEXT, outcome TEXT);
CREATE TABLE municipality (id INTEGER, name TEXT, PRIMARY KEY (id, name)) WITHOUT ROWID;
CREATE TABLE topic (id INTEGER, name TEXT, PRIMARY KEY (id, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    title, case_number, decision, recommendation, presentation, background,
    content='item', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
);
CREATE INDEX municipality_by_name ON municipality (name, id);
"""
_PRAGMAS = "PRAGMA cache_size = -1000000; PRAGMA mmap_size = 20000000000; PRAGMA temp_store = memory;"
_PRAGMAS_TO_BUILD = "PRAGMA journal_mode = off; PRAGMA synchronous = off;"
_RANK = "bm25(search, 10, 10, 4, 2, 1, 1)"
_FACETS = (
    ("year, council, case_type, outcome", "JOIN narrow ON narrow.id = search.rowid"),
    ("municipality.name", "JOIN municipality ON municipality.id = search.rowid"),
    ("topic.name", "JOIN topic ON topic.id = search.rowid"),
)


class SqliteEngine:
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "sqlite.db"
        self._database: sqlite3.Connection | None = None

    def build(self, stored: StoredArchive, processes: int) -> None:
        """In one process: SQLite has one writer."""
        self._file.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._file)) as database:
            database.executescript(_PRAGMAS_TO_BUILD + _PRAGMAS + _SCHEMA)
            for block in stored.blocks:
                _insert(database, stored.block(block))
            database.execute("INSERT INTO search (search) VALUES ('rebuild')")
            database.execute("INSERT INTO search (search) VALUES ('optimize')")
            database.execute("ANALYZE")
            database.commit()

    def open(self) -> None:
        self._database = sqlite3.connect(self._file)
        self._database.executescript(_PRAGMAS)

    def size(self) -> IndexSize:
        ((index,),) = self._rows("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%'")
        return IndexSize(index, self._file.stat().st_size)

    def ask(self, question: Question) -> EngineAnswer | None:
        if question.kind in (QuestionKind.MISSPELT, QuestionKind.BEGINNING):
            return None
        # The plus keeps SQLite from asking the words again for each of the filter's rows.
        where = f"WHERE search MATCH :match{' AND +search.rowid IN filtered' if question.municipality else ''}"
        filtered = "WITH filtered AS (SELECT id FROM municipality WHERE name = :municipality)"
        parameters = {"match": _match(question), "municipality": question.municipality}
        ((count,),) = self._rows(f"{filtered} SELECT count(*) FROM search {where}", parameters)
        best = self._rows(
            f"{filtered} SELECT rowid FROM search {where} ORDER BY {_RANK} LIMIT {RESULTS_A_PAGE}", parameters
        )
        numbers = tuple(number for (number,) in best)
        facets = [
            count_column_values(
                self._rows(
                    f"{filtered} SELECT {columns}, count(*) FROM search {joined} {where} GROUP BY {columns}", parameters
                )
            )
            for columns, joined in _FACETS
        ]
        return EngineAnswer(
            count,
            numbers,
            sum(len(counter) for facet in facets for counter in facet),
            self._passages(numbers, parameters),
        )

    def close(self) -> None:
        if self._database:
            self._database.close()

    def _passages(self, numbers: tuple[int, ...], parameters: Mapping[str, str]) -> tuple[str, ...]:
        chosen = ", ".join(map(str, numbers))
        rows = self._rows(
            "SELECT rowid, snippet(search, -1, '<mark>', '</mark>', '…', 32) FROM search"
            f" WHERE search MATCH :match AND rowid IN ({chosen})",
            parameters,
        )
        by_number = dict(rows)
        return tuple(by_number[number] for number in numbers)

    def _rows(self, statement: str, parameters: Mapping[str, str] | None = None) -> list[Any]:
        assert self._database, "open() comes first"
        return self._database.execute(statement, parameters or {}).fetchall()


def _match(question: Question) -> str:
    if question.is_phrase or question.kind is QuestionKind.PREFIX:
        return question.typed
    return " AND ".join(f'"{word}"' for word in question.words)


def _insert(database: sqlite3.Connection, items: Sequence[SyntheticItem]) -> None:
    rows: dict[str, list[tuple[Any, ...]]] = {
        "item": [(item.number, *item.texts) for item in items],
        "narrow": [(item.number, item.date.year, item.council, item.case_type, item.outcome) for item in items],
        "municipality": [(item.number, name) for item in items for name in item.municipalities],
        "topic": [(item.number, name) for item in items for name in item.topics],
    }
    for table, values in rows.items():
        if values:
            places = ", ".join("?" for _ in values[0])
            database.executemany(f"INSERT INTO {table} VALUES ({places})", values)
    database.commit()
