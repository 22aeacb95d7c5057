"""The database: its version, its letters, its extension, its rights, its clock, and whether it is of this version."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kkrarchive.checks import failed_letter_checks
from meetings.danish.plurals import counted
from meetings.installation.finding import Finding

# As README says; in PostgreSQL's own counting.
_OLDEST_VERSION = 150_000
# In seconds between the database's clock and this machine's.
_CLOCKS_APART = 5
_SUBJECT = "Database"


def database_findings() -> Iterator[Finding]:
    """What is wrong with the database that answers. Raises django.db.Error where it does not."""
    if _value("SELECT current_setting('server_version_num')::int") < _OLDEST_VERSION:
        version = _value("SELECT current_setting('server_version')")
        yield Finding(_SUBJECT, f"PostgreSQL er version {version}.", "Arkivet kræver 15 eller nyere.", is_serious=True)
    if (encoding := _value("SELECT current_setting('server_encoding')")) != "UTF8":
        yield Finding(_SUBJECT, f"Databasens tegnsæt er {encoding}.", "Lav den på ny i UTF-8.", is_serious=True)
    if failed := failed_letter_checks(connection.alias):
        yield Finding(
            _SUBJECT,
            f"Databasen kender ikke Æ, Ø og Å, så søgningen finder dem ikke ({'; '.join(failed)}).",
            "Lav den på ny: CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0.",
            is_serious=True,
        )
    missing = unapplied_migrations()
    if not missing and not _value("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')"):
        yield Finding(_SUBJECT, "Udvidelsen pg_trgm mangler.", "CREATE EXTENSION pg_trgm;", is_serious=True)
    if not _value("SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')"):
        remedy = "Gør arkivets bruger til ejer af databasen: ellers kan den ikke opdateres."
        yield Finding(_SUBJECT, "Arkivets bruger må ikke lave tabeller.", remedy, is_serious=True)
    if _value("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool"):
        remedy = "Ret DATABASE_URL, eller åbn databasen for skrivning igen."
        yield Finding(_SUBJECT, "Databasen tager ikke imod ændringer.", remedy, is_serious=True)
    apart = abs((timezone.now() - _value("SELECT clock_timestamp()")).total_seconds())
    if apart > _CLOCKS_APART:
        remedy = "Lad begge maskiner stille uret over nettet (NTP)."
        yield Finding("Ur", f"Databasens ur og maskinens går {apart:.0f} sekunder forskelligt.", remedy)
    if missing:
        sentence = f"Databasen mangler {counted(len(missing), 'opdatering', 'opdateringer')}: {missing[-1]}."
        yield Finding(_SUBJECT, sentence, "Kør manage.py migrate.", is_serious=True)


def unapplied_migrations() -> list[str]:
    """The migrations of this version that the database has not had, as `meetings.0016_withheld_files`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _value(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        (value,) = cursor.fetchone()
    return value
