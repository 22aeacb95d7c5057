"""The checks of the database: of its Danish letters, and that it was not left amid migrations that are one by now."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from kkrarchive import checks

SQUASHED = "0001_squashed_0022_bodies_while_typing"


@pytest.fixture
def locale_c(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """Makes the default database one for which Æ, Ø and Å are no letters."""
    name = f"{connection.settings_dict['NAME']}_c"
    quoted = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'").format(quoted))
    in_c = connection.copy()
    in_c.settings_dict["NAME"] = name
    monkeypatch.setattr(checks, "connections", {"default": in_c})
    yield in_c
    in_c.close()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE {}").format(quoted))


@pytest.mark.django_db
def test_the_archive_s_database_knows_danish_letters() -> None:
    assert checks.check_danish_letters(None, databases=["default"]) == []


def test_no_database_is_asked_where_none_is_to_be_checked() -> None:
    assert checks.check_danish_letters(None, databases=None) == []
    assert checks.check_replaced_migrations(None, databases=None) == []


def test_a_database_of_the_locale_c_is_found_out(locale_c: BaseDatabaseWrapper) -> None:
    [lower, text_search] = checks.check_danish_letters(None, databases=["default"])
    assert lower.msg == "In the database 'default', lower() leaves Æ, Ø and Å in capitals."
    assert "text search does not fold Æ" in text_search.msg
    assert lower.hint is not None
    assert "UTF-8" in lower.hint


def test_pg_trgm_is_checked_where_it_is_installed(locale_c: BaseDatabaseWrapper) -> None:
    with locale_c.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    messages = [error.msg for error in checks.check_danish_letters(None, databases=["default"])]
    assert "In the database 'default', pg_trgm does not take Æ and ø for letters." in messages


@pytest.mark.django_db
def test_the_archive_s_database_has_every_migration() -> None:
    assert checks.check_replaced_migrations(None, databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("had", "progress"),
    [
        pytest.param(0, [], id="none"),
        pytest.param(1, ["1 of 22, up to 0001_initial"], id="the first"),
        pytest.param(21, ["21 of 22, up to 0021_removed_meetings"], id="all but the last"),
        pytest.param(22, [], id="all"),
    ],
)
def test_a_database_that_has_some_of_the_replaced_migrations_is_found_out(had: int, progress: list[str]) -> None:
    replaced = MigrationLoader(connection).disk_migrations["meetings", SQUASHED].replaces
    recorder = MigrationRecorder(connection)
    recorder.flush()
    for app, name in replaced[:had]:
        recorder.record_applied(app, name)
    assert checks.partly_replaced_migrations("default") == progress
    assert len(checks.check_replaced_migrations(None, databases=["default"])) == len(progress)


def test_an_empty_database_is_none_of_them(locale_c: BaseDatabaseWrapper) -> None:
    assert checks.check_replaced_migrations(None, databases=["default"]) == []
