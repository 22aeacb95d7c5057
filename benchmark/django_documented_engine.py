"""Search as Django's documentation shows it: a stored `SearchVector` in Danish, GIN and `SearchRank`.

Written as the SQL that those expressions become, because a model of it would be one of the site's. Facets are kinder
to it than the documentation, which has none: what an item has one of stands in its row, and is counted all at once.
"""

from functools import partial
from typing import Any

from django.db import connection, transaction

from benchmark.copying import copy_values
from benchmark.engines import RESULTS_A_PAGE, EngineAnswer, IndexSize, count_column_values
from benchmark.questions import Question, QuestionKind
from benchmark.stored_archive import StoredArchive
from benchmark.tuned_server import run_in_database_processes

_SCHEMA = """
DROP SCHEMA IF EXISTS documented CASCADE;
CREATE SCHEMA documented;
CREATE TABLE documented.item (
    id bigint PRIMARY KEY, title text, case_number text, decision text, recommendation text, presentation text,
    background text, date date, council_id bigint, case_type text, outcome text, vector tsvector
);
CREATE TABLE documented.municipality (id bigint, name text, PRIMARY KEY (id, name));
CREATE TABLE documented.topic (id bigint, name text, PRIMARY KEY (id, name));
"""
_INDEXES = """
CREATE INDEX item_by_vector ON documented.item USING gin (vector);
CREATE INDEX item_by_date ON documented.item (date);
CREATE INDEX municipality_by_name ON documented.municipality (name);
CREATE INDEX topic_by_name ON documented.topic (name);
VACUUM ANALYZE documented.item, documented.municipality, documented.topic
"""
_WEIGHTS = {
    "title": "A",
    "case_number": "A",
    "decision": "B",
    "recommendation": "C",
    "presentation": "D",
    "background": "D",
}
_VECTOR = " || ".join(
    f"setweight(to_tsvector('danish', coalesce({column}, '')), '{weight}')" for column, weight in _WEIGHTS.items()
)
_FACETS = (
    ("extract(year FROM date), council_id, case_type, outcome", ""),
    ("municipality.name", "JOIN documented.municipality USING (id)"),
    ("topic.name", "JOIN documented.topic USING (id)"),
)


class DjangoDocumentedEngine:
    """In the connection's database, in a schema of its own."""

    name = "documented"

    def build(self, stored: StoredArchive, processes: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_SCHEMA)
        run_in_database_processes(partial(_write_block, stored), stored.blocks, processes)
        with connection.cursor() as cursor:
            for statement in _INDEXES.split(";"):
                cursor.execute(statement)

    def open(self) -> None:
        connection.ensure_connection()

    def size(self) -> IndexSize:
        """The vectors are measured by a sample, since they lie among the texts."""
        ((index,),) = _rows(
            """
            SELECT pg_relation_size('documented.item_by_vector') + (
                SELECT sum(pg_column_size(vector)) * 10 FROM documented.item WHERE id %% 10 = 0
            )
            """
        )
        ((total,),) = _rows(
            """
            SELECT sum(pg_total_relation_size(oid)) FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'documented'::regnamespace
            """
        )
        return IndexSize(int(index or 0), int(total))

    def ask(self, question: Question) -> EngineAnswer | None:
        if question.kind in (QuestionKind.MISSPELT, QuestionKind.BEGINNING):
            return None
        read = "phraseto_tsquery" if question.is_phrase else "plainto_tsquery"
        words = " ".join(question.words)
        if question.kind is QuestionKind.PREFIX:
            read, words = "to_tsquery", f"{words}:*"
        query = f"{read}('danish', %(words)s)"
        where = f"WHERE vector @@ {query}"
        if question.municipality:
            where += " AND id IN (SELECT id FROM documented.municipality WHERE name = %(municipality)s)"
        parameters = {"words": words, "municipality": question.municipality}
        ((count,),) = _rows(f"SELECT count(*) FROM documented.item {where}", parameters)
        best = _rows(
            f"""
            SELECT id, ts_headline('danish', {" || ' ' || ".join(_WEIGHTS)}, {query}), ts_rank(vector, {query}) AS rank
            FROM documented.item {where} ORDER BY rank DESC LIMIT {RESULTS_A_PAGE}
            """,
            parameters,
        )
        facets = [
            count_column_values(
                _rows(
                    f"SELECT {columns}, count(*) FROM documented.item {joined} {where} GROUP BY {columns}", parameters
                )
            )
            for columns, joined in _FACETS
        ]
        return EngineAnswer(
            count,
            tuple(number for number, _, _ in best),
            sum(len(counter) for facet in facets for counter in facet),
            tuple(headline for _, headline, _ in best),
        )

    def close(self) -> None:
        connection.close()


def _rows(statement: str, parameters: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or {})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _write_block(stored: StoredArchive, numbers: range) -> None:
    """Copied beside the table first and inserted with their vectors: an UPDATE would leave every row twice."""
    items = stored.block(numbers)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE new (LIKE documented.item) ON COMMIT DROP")
        copy_values(
            "new",
            ((item.number, *item.texts, item.date, item.council, item.case_type, item.outcome, None) for item in items),
        )
        cursor.execute(
            f"""
            INSERT INTO documented.item
            SELECT id, {", ".join(_WEIGHTS)}, date, council_id, case_type, outcome, {_VECTOR} FROM new ORDER BY id
            """
        )
        copy_values("documented.municipality", ((item.number, name) for item in items for name in item.municipalities))
        copy_values("documented.topic", ((item.number, name) for item in items for name in item.topics))
