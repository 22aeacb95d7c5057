"""The triggers that log what changed: each table has those that stand in changes/triggers.py."""

import pytest
from django.apps import apps
from django.db import connection

from meetings.changes import triggers
from meetings.changes.watched_tables import DERIVED_TABLES, LOGGED_TABLES, UNWATCHED_TABLES

pytestmark = pytest.mark.django_db

FUNCTIONS = ("log_change", "count_derived", "complete_change", "count_versions")
DEFINED_FUNCTIONS = f"""
    SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname IN {tuple(f"meetings_{name}" for name in FUNCTIONS)}
    ORDER BY proname
"""
DEFINED_TRIGGERS = """
    SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname ~ '^(log|count)_' OR tgname = 'complete_change'
    ORDER BY 1
"""


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
    migrated = ask(DEFINED_FUNCTIONS), ask(DEFINED_TRIGGERS)
    assert len(migrated[1]) == 4 * len(LOGGED_TABLES + DERIVED_TABLES) + 1
    made = [triggers.COUNT_VERSIONS, triggers.COMPLETE_CHANGE, triggers.COUNT_DERIVED, triggers.LOG_CHANGE]
    made += map(triggers.triggers_of, LOGGED_TABLES)
    made += map(triggers.triggers_of_derived, DERIVED_TABLES)
    with connection.cursor() as cursor:
        for name in FUNCTIONS:
            cursor.execute(f"DROP FUNCTION meetings_{name} CASCADE")
        for statement in made:
            cursor.execute(statement)
    assert (ask(DEFINED_FUNCTIONS), ask(DEFINED_TRIGGERS)) == migrated
