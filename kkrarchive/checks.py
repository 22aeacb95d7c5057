"""A check that the database knows Danish letters: in a database made with the locale C it does not."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

HINT = "Make the database anew with an UTF-8 locale: CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0."

PROOFS = {
    "lower() leaves Æ, Ø and Å in capitals": "SELECT lower('ÆØÅ') = 'æøå'",
    "text search does not fold Æ": "SELECT to_tsvector('danish', 'ÆLDRE') = to_tsvector('danish', 'ældre')",
}
PROOFS_OF_PG_TRGM = {
    "pg_trgm does not take Æ and ø for letters": "SELECT cardinality(show_trgm('Ærø')) = 4",
}


def danish_letters(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """An error for each way in which one of the databases would not find words with Æ, Ø and Å."""
    return [
        Error(f"In the database {alias!r}, {failing}.", hint=HINT, id="kkrarchive.E001")
        for alias in databases or ()
        for failing in failing_proofs(alias)
    ]


def failing_proofs(alias: str) -> list[str]:
    """What the database gets wrong."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        [has_pg_trgm] = cursor.fetchone()
        proofs = PROOFS | PROOFS_OF_PG_TRGM if has_pg_trgm else PROOFS
        failing = []
        for failure, proof in proofs.items():
            cursor.execute(proof)
            if cursor.fetchone() != (True,):
                failing.append(failure)
        return failing
