"""The check of Danish letters, against a database that has them and one that has not."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from kkrarchive import checks


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
    assert checks.danish_letters(None, databases=["default"]) == []


def test_no_database_is_asked_where_none_is_to_be_checked() -> None:
    assert checks.danish_letters(None, databases=None) == []


def test_a_database_of_the_locale_c_is_found_out(locale_c: BaseDatabaseWrapper) -> None:
    [lower, text_search] = checks.danish_letters(None, databases=["default"])
    assert lower.msg == "In the database 'default', lower() leaves Æ, Ø and Å in capitals."
    assert "text search does not fold Æ" in text_search.msg
    assert lower.hint is not None
    assert "UTF-8" in lower.hint


def test_pg_trgm_is_checked_where_it_is_installed(locale_c: BaseDatabaseWrapper) -> None:
    with locale_c.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    messages = [error.msg for error in checks.danish_letters(None, databases=["default"])]
    assert "In the database 'default', pg_trgm does not take Æ and ø for letters." in messages
