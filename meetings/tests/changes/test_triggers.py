"""The triggers that log what changed: each table has those that stand in changes/triggers.py."""

import pytest
from django.apps import apps
from django.db import connection

from meetings.changes.triggers import LOG_CHANGE, triggers_of
from meetings.changes.watched_tables import DERIVED_TABLES, LOGGED_TABLES, UNWATCHED_TABLES

pytestmark = pytest.mark.django_db

FUNCTION = "SELECT pg_get_functiondef('meetings_log_change'::regproc)"
TRIGGERS = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE starts_with(tgname, 'log_') ORDER BY 1"


def ask(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [answer for (answer,) in cursor.fetchall()]


def test_every_table_is_logged_or_named_with_the_reason_why_not() -> None:
    models = apps.get_app_config("meetings").get_models(include_auto_created=True)
    logged = {table.name for table in LOGGED_TABLES}
    assert sorted([*logged, *DERIVED_TABLES, *UNWATCHED_TABLES]) == sorted(model._meta.db_table for model in models)


def test_the_database_has_the_triggers_that_stand_in_the_code() -> None:
    """What the migrations made is what this version would make."""
    function, triggers = ask(FUNCTION), ask(TRIGGERS)
    assert len(triggers) == 4 * len(LOGGED_TABLES)
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION meetings_log_change CASCADE")
        cursor.execute(LOG_CHANGE)
        for table in LOGGED_TABLES:
            cursor.execute(triggers_of(table))
    assert ask(FUNCTION) == function
    assert ask(TRIGGERS) == triggers
