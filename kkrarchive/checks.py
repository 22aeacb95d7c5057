"""Checks of the database: that it knows Danish letters, and that this version's migrations can go on from its state.

In a database made with the locale C, Æ, Ø and Å are no letters.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

HINT = "Make the database anew with an UTF-8 locale: CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0."

# What the error says -> SQL that is true in a database that knows Danish letters.
LETTER_CHECKS = {
    "lower() leaves Æ, Ø and Å in capitals": "SELECT lower('ÆØÅ') = 'æøå'",
    "text search does not fold Æ": "SELECT to_tsvector('danish', 'ÆLDRE') = to_tsvector('danish', 'ældre')",
}
PG_TRGM_LETTER_CHECKS = {
    "pg_trgm does not take Æ and ø for letters": "SELECT cardinality(show_trgm('Ærø')) = 4",
}

# The commit before the first 22 migrations became one.
LAST_WITH_EVERY_MIGRATION = "971e2b4"


def check_danish_letters(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """An error for each way in which one of the databases would not find words with Æ, Ø and Å."""
    return [
        Error(f"In the database {alias!r}, {failing}.", hint=HINT, id="kkrarchive.E001")
        for alias in databases or ()
        for failing in failed_letter_checks(alias)
    ]


def failed_letter_checks(alias: str) -> list[str]:
    """The keys of the LETTER_CHECKS that are not true in the database of that alias."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        [has_pg_trgm] = cursor.fetchone()
        checks = LETTER_CHECKS | PG_TRGM_LETTER_CHECKS if has_pg_trgm else LETTER_CHECKS
        failed = []
        for failure, condition in checks.items():
            cursor.execute(condition)
            if cursor.fetchone() != (True,):
                failed.append(failure)
        return failed


def check_replaced_migrations(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """An error for each database that has some, but not all, of the migrations that a squashed one replaces.

    Django leaves such a squashed migration out and says that there is nothing to apply.
    """
    return [
        Error(
            f"The database {alias!r} has only some of the migrations that this version replaces: {progress}.",
            hint=f"Upgrade it with commit {LAST_WITH_EVERY_MIGRATION} first, then with this one.",
            id="kkrarchive.E002",
        )
        for alias in databases or ()
        for progress in partly_replaced_migrations(alias)
    ]


def partly_replaced_migrations(alias: str) -> list[str]:
    """How far the database is with each squashed migration that it has in part, whose replaced ones are not on disk."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    unfinished = []
    for migration in loader.disk_migrations.values():
        applied_before = [replaced for replaced in migration.replaces if replaced in applied]
        if applied_before and not applied.keys() | loader.disk_migrations.keys() >= set(migration.replaces):
            _, last = applied_before[-1]
            unfinished.append(f"{len(applied_before)} of {len(migration.replaces)}, up to {last}")
    return unfinished
