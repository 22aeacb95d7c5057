"""Datasette on the archive's items: SQLite with FTS5, a page of twenty with four facets, served as it serves itself."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmark.engines import RESULTS_A_PAGE
from benchmark.questions import QuestionKind
from benchmark.search_queries import SearchQuery
from benchmark.serving import HOST, empty_environment, free_port, running_server
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticItem
from meetings.search.request import NEWEST, OLDEST

DATABASE, TABLE = "archive", "item"
FACETS = ("council", "year", "outcome", "case_type")
_TEXTS = ("title", "case_number", "decision", "recommendation", "presentation", "background")
_SCHEMA = f"""
CREATE TABLE {TABLE} (
    id INTEGER PRIMARY KEY, date TEXT, year INTEGER, council TEXT, case_type TEXT, outcome TEXT, municipalities TEXT,
    {", ".join(f"{name} TEXT" for name in _TEXTS)}
);
CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(
    {", ".join(_TEXTS)}, content='{TABLE}', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
);
CREATE INDEX item_by_date ON {TABLE} (date);
{" ".join(f"CREATE INDEX item_by_{name} ON {TABLE} ({name});" for name in FACETS)}
"""
# By default a query is broken off after one second and a facet left out after 0.2: here everything is answered.
_SETTINGS = {"sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000", "suggest_facets": "off"}
_ORDERS = {NEWEST: ("_sort_desc", "date"), OLDEST: ("_sort", "date")}


def write_database(stored: StoredArchive, file: Path) -> None:
    """Write the archive's items to a SQLite file, with an index of their texts."""
    file.unlink(missing_ok=True)
    councils = stored.archive.councils
    with closing(sqlite3.connect(file)) as database:
        database.executescript(_SCHEMA)
        places = ", ".join("?" for _ in range(7 + len(_TEXTS)))
        rows = (_row(item, councils[item.council]) for item in stored.items())
        database.executemany(f"INSERT INTO {TABLE} VALUES ({places})", rows)
        database.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')")
        database.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('optimize')")
        database.execute("ANALYZE")
        database.commit()


@contextmanager
def datasette(file: Path) -> Iterator[int]:
    """Serve the file; gives the port. Raises ServerNotStarted."""
    port = free_port()
    settings = [argument for name, value in _SETTINGS.items() for argument in ("--setting", name, value)]
    command = [sys.executable, "-m", "datasette", "serve", str(file), "--host", HOST, "--port", str(port), *settings]
    with running_server(command, empty_environment(), port, "/-/versions.json", quiet=True):
        yield port


def datasette_path(query: SearchQuery) -> str | None:
    """The address of the same search in Datasette; None for what it has nothing for.

    It does not rank: without an order its rows come as they are numbered. A phrase and an asterisk are FTS5's own.
    """
    if query.kind in (QuestionKind.BEGINNING, QuestionKind.MISSPELT):
        return None
    values = [("_search", _match(query)), ("_searchmode", "raw"), ("_size", str(RESULTS_A_PAGE))]
    values += [("_facet", facet) for facet in FACETS]
    if query.municipality:
        values.append(("municipalities__arraycontains", query.municipality))
    if query.outcome:
        values.append(("outcome__exact", query.outcome.value))
    if query.year:
        values.append(("year__exact", str(query.year)))
    if query.order:
        values.append(_ORDERS[query.order])
    return f"/{DATABASE}/{TABLE}?{urlencode(values)}"


def _match(query: SearchQuery) -> str:
    """Words in quotes, since a reader's `og` and `not` are no operators; a phrase and a beginning as they are."""
    if query.text.startswith('"') or query.text.endswith("*"):
        return query.text
    return " ".join(f'"{word}"' for word in query.text.split())


def _row(item: SyntheticItem, council: str) -> tuple[object, ...]:
    facts = (item.number, item.date.isoformat(), item.date.year, council, item.case_type.value, item.outcome.value)
    return (*facts, json.dumps(item.municipalities, ensure_ascii=False), *item.texts)
