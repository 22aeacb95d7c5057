"""The migrations make what the models ask for; an archive of an earlier version is upgraded whole, or left as it is."""

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from pytest_django import DjangoDbBlocker

from meetings.models import AgendaItem, CaseThread, Conflict, Synonym
from meetings.tests.child_processes import TIMEOUT_SECONDS, start_command
from meetings.tests.own_database import ARCHIVE_OF_971E2B4, restored_archive

MIGRATIONS = sorted((settings.BASE_DIR / "meetings" / "migrations").glob("[0-9]*.py"))
SQUASHED = "0001_squashed_0022_bodies_while_typing"

TITLE = "Sager til mødet i juni"
# What an editor wrote in the archive, against its documents.
RECOMMENDATION = "Det indstilles, at KKR Limfjorden godkender prøveperioden for den nye takstmodel."

# A list of values comes out of a dump with its casts and brackets in other places.
_AS_RESTORED = r"regexp_replace({}, '[()]|::character varying|::text|\[\]', '', 'g')"
_TABLES = "(SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')"
# By what it is: the question that tells all of it, wherever it came from.
SCHEMA = {
    "columns": f"""
        SELECT attrelid::regclass::text, row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname,
            format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attcollation::regcollation::text,
            attstorage, attstattarget, pg_get_expr(adbin, adrelid)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid IN {_TABLES} AND attnum > 0 AND NOT attisdropped
    """,
    "storage": f"SELECT oid::regclass::text, reloptions::text FROM pg_class WHERE oid IN {_TABLES}",
    "constraints": f"""
        SELECT conrelid::regclass::text, conname, {_AS_RESTORED.format("pg_get_constraintdef(oid)")} FROM pg_constraint
        WHERE conrelid IN {_TABLES}
    """,
    "indexes": f"""
        SELECT {_AS_RESTORED.format("pg_get_indexdef(indexrelid)")} FROM pg_index WHERE indrelid IN {_TABLES}
    """,
    "triggers": f"""
        SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE tgrelid IN {_TABLES} AND NOT tgisinternal
    """,
    "functions": """
        SELECT pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'meetings_')
    """,
    "extensions": "SELECT extname FROM pg_extension",
}


# Tables that get what they lack whenever migrations were applied: rights, and the groups that come with the archive.
MADE_AFTER_EVERY_MIGRATION = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}


@dataclass(frozen=True)
class Upgrade:
    """An archive of an earlier version, that the squashed migration and then every later one was applied to."""

    said: str
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    # That of an archive which this version made from nothing.
    schema_of_new: dict[str, list[str]]


@pytest.fixture
def partly_migrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An archive that was left before the last three of the migrations that are one by now."""
    with django_db_blocker.unblock(), restored_archive(ARCHIVE_OF_971E2B4):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'meetings' AND name >= '0020'")
        yield


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Upgrade]:
    with django_db_blocker.unblock():
        schema_of_new = schema()
        with restored_archive(ARCHIVE_OF_971E2B4):
            before, said = rows(), io.StringIO()
            call_command("migrate", "meetings", SQUASHED, stdout=said, skip_checks=False)
            after = rows()
            call_command("migrate", verbosity=0)
            yield Upgrade(said.getvalue(), before, after, schema_of_new)


def rows() -> dict[str, list[str]]:
    """Every row, by table. What tells which migrations are applied is left out."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - {"django_migrations"}
    return {table: ask(f'SELECT "{table}"::text FROM "{table}"') for table in tables}


def schema() -> dict[str, list[str]]:
    return {kind: ask(question) for kind, question in SCHEMA.items()}


def ask(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(map(str, cursor.fetchall()))


# -- The migrations themselves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in MIGRATIONS])
def test_a_migration_imports_nothing_of_ours(file: Path) -> None:
    """What it did to a database stays, while what it imported may change."""
    imported: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported.append("." * node.level + (node.module or ""))
    assert [name for name in imported if name.split(".")[0] in ("", "kkrarchive", "meetings")] == []


def test_no_migration_is_there_beside_the_one_that_replaces_it() -> None:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    replaced = {each for migration in loader.disk_migrations.values() for each in migration.replaces}
    assert len(replaced) == 22
    assert not replaced & loader.disk_migrations.keys()


@pytest.mark.django_db
def test_they_make_all_that_the_models_ask_for() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True)


# -- An archive that has all of the replaced migrations ----------------------------------------------------------------


def test_there_is_nothing_to_apply(upgraded: Upgrade) -> None:
    assert "No migrations to apply." in upgraded.said
    executor = MigrationExecutor(connection)
    assert ("meetings", SQUASHED) in executor.loader.applied_migrations
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_every_row_stays(upgraded: Upgrade) -> None:
    assert sum(map(len, upgraded.before.values())) > 2_000
    before, after = upgraded.before, upgraded.after
    assert [table for table in before if not {*before[table]} <= {*after[table]}] == []
    assert {table for table in after if after[table] != before[table]} <= MADE_AFTER_EVERY_MIGRATION


@pytest.mark.parametrize("kind", SCHEMA)
def test_it_has_what_a_new_archive_has(upgraded: Upgrade, kind: str) -> None:
    assert ask(SCHEMA[kind]) == upgraded.schema_of_new[kind]


def test_search_has_every_item_once_it_is_indexed_anew(upgraded: Upgrade, capsys: pytest.CaptureFixture[str]) -> None:
    """The analyzer has changed since: the changelog says what is to be run after the upgrade."""
    call_command("search_index")
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        call_command("search_index", check=True)
    assert (ended.value.code, capsys.readouterr().out) == (0, "33 punkter: 0 venter, 0 afviger.\n")


def test_what_editors_did_stands(upgraded: Upgrade) -> None:
    titled, corrected = (AgendaItem.objects.get(meeting__date="2025-03-14", number=number) for number in ("6.1", "3.2"))
    assert (titled.title, titled.imported["title"]) == (TITLE, "Sager til næste møde")
    assert corrected.recommendation == RECOMMENDATION
    assert Conflict.objects.get().archived == RECOMMENDATION
    assert corrected.topic_choices.get().topic.name == "Transport"
    assert CaseThread.objects.get(state="confirmed").title == "Evaluering af samarbejdet"
    assert Synonym.objects.get(origin="editor").word == "SOF"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("/kkr-limfjorden/2025-03-14/", TITLE, id="a meeting"),
        pytest.param("/kkr-limfjorden/2025-03-14/3-2/", RECOMMENDATION, id="an item"),
        pytest.param("/soeg/?q=takstmodel", "<mark>takstmodel</mark>", id="search"),
        pytest.param("/kkr-limfjorden/2025-12-12/", "Mødet er fjernet", id="a meeting that was removed"),
    ],
)
def test_its_pages_show_it(upgraded: Upgrade, client: Client, address: str, shown: str) -> None:
    assert shown in client.get(address).content.decode()


def test_every_meeting_and_item_is_where_it_was(upgraded: Upgrade, client: Client) -> None:
    """By the addresses as the earlier version made them: the council, the day, the number."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT '/' || council.slug || to_char(meeting.date, '/YYYY-MM-DD/') || coalesce(
                replace(item.number, '.', '-') || CASE WHEN item.withdrawn THEN '-udgaaet/' ELSE '/' END, '')
            FROM meetings_meeting AS meeting JOIN meetings_council AS council ON council.id = meeting.council_id
            LEFT JOIN (SELECT * FROM meetings_agendaitem UNION ALL SELECT (NULL::meetings_agendaitem).*) AS item
            ON item.meeting_id = meeting.id OR item.id IS NULL
        """)
        addresses = [address for (address,) in cursor.fetchall()]
    assert len(addresses) > 33
    assert {address: status for address in addresses if (status := client.get(address).status_code) != 200} == {}


# -- An archive that has some of them ----------------------------------------------------------------------------------


def test_an_archive_between_two_of_them_is_told_the_way_and_stays(partly_migrated: None) -> None:
    """By `manage.py migrate`, and by `make run`."""
    migrations = "SELECT app, name, applied FROM django_migrations"
    before = rows(), schema(), ask(migrations)
    for process in (start_command("migrate"), start_command("serve", "127.0.0.1", "0")):
        said, _ = process.communicate(timeout=TIMEOUT_SECONDS)
        assert process.returncode == 1
        assert (
            "(kkrarchive.E002) The database 'default' has only some of the migrations that this version replaces: "
            "19 of 22, up to 0019_sets_of_numbers.\n"
            "\tHINT: Upgrade it with commit 971e2b4 first, then with this one.\n"
        ) in said
    assert (rows(), schema(), ask(migrations)) == before
