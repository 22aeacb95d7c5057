"""Whichever way a record is written, the log tells of it, and the pages that show it are new.

Each test is one transaction, in which the version counts anew before each write, as in a transaction of its own.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from meetings.changes.watched_tables import LOGGED_TABLES
from meetings.models import AgendaItem, Attachment, Body, Change, Council, Meeting, Municipality, Party, Person, Topic
from meetings.models.changes import ChangeKind
from meetings.tests import factories
from meetings.tests.changes.logged_archive import WRITTEN_TABLES, LoggedArchive, WrittenTable, make_logged_archive

pytestmark = pytest.mark.django_db


def by_name(tables: Iterable[WrittenTable]) -> list[Any]:
    return [pytest.param(table, id=table.name.removeprefix("meetings_")) for table in tables]


EVERY_TABLE = by_name(WRITTEN_TABLES)
PARTS = by_name(table for table in WRITTEN_TABLES if table.delete_parent)
# Those that pages of any council may name, once they are there.
NAMED_BY_ALL = (Body, Municipality, Party, Person, Topic)


@pytest.fixture
def archive() -> LoggedArchive:
    return make_logged_archive()


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class Written:
    """What a write did: the log's rows of the table, and whether two pages are new.

    One shows the table's records, the other is of another council's meeting.
    """

    def __init__(
        self, client: Client, archive: LoggedArchive, table: WrittenTable, write: Callable[[], object]
    ) -> None:
        address, elsewhere = table.shown_at(archive), archive.elsewhere.get_absolute_url()
        before = Change.objects.order_by("pk").last()
        etags = [client.get(page).headers["ETag"] for page in (address, elsewhere)]
        run("SELECT set_config('meetings.counted', '', true)")
        write()
        rows = Change.objects.filter(pk__gt=before.pk if before else 0, table=table.name)
        self.rows = list(rows.order_by("pk"))
        self.is_seen, self.is_seen_elsewhere = (
            client.get(page).headers.get("ETag") != etag for page, etag in zip((address, elsewhere), etags, strict=True)
        )

    def told(self) -> list[tuple[object, ...]]:
        return [(row.key, row.item, row.council, row.kind, row.is_whole_table) for row in self.rows]


def row_of(table: WrittenTable, archive: LoggedArchive, record: Any, kind: ChangeKind) -> tuple[object, ...]:
    """What the log has to tell of a record of the archive's one council."""
    item = (
        record.pk if table.model is AgendaItem else getattr(record, "agendaitem_id", getattr(record, "item_id", None))
    )
    council = None
    if table.model is Council:
        council = record.pk
    elif (item or hasattr(record, "meeting_id") or table.model is Meeting) and table.name != "meetings_synonym":
        council = archive.meeting.council_id
    return record.pk, item, council, kind, False


def is_seen_by_all(table: WrittenTable, kind: ChangeKind) -> bool:
    return table.model is Council or (table.model in NAMED_BY_ALL and kind != ChangeKind.CREATED)


# A withholding hides the page that would show it: tests/privacy/test_withheld_items.py sees it come and go.
TESTED_APART = {"meetings_withholding"}


def test_there_is_a_row_for_every_logged_table() -> None:
    logged = [table.name for table in LOGGED_TABLES if table.name not in TESTED_APART]
    assert [table.name for table in WRITTEN_TABLES] == logged


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_an_update_of_a_queryset(client: Client, archive: LoggedArchive, table: WrittenTable) -> None:
    record, values = table.record(), table.change()
    rows = table.model._default_manager.filter(pk=record.pk)
    written = Written(client, archive, table, lambda: rows.update(**values))
    assert written.told() == [row_of(table, archive, record, ChangeKind.CHANGED)]
    assert (written.is_seen, written.is_seen_elsewhere) == (True, is_seen_by_all(table, ChangeKind.CHANGED))


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_plain_sql(client: Client, archive: LoggedArchive, table: WrittenTable) -> None:
    record, ((column, value),) = table.record(), table.change().items()
    statement = f'UPDATE {table.name} SET "{column}" = %s WHERE id = %s'
    written = Written(client, archive, table, lambda: run(statement, value, record.pk))
    assert written.told() == [row_of(table, archive, record, ChangeKind.CHANGED)]
    assert (written.is_seen, written.is_seen_elsewhere) == (True, is_seen_by_all(table, ChangeKind.CHANGED))


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_many_are_made_and_deleted_at_once(client: Client, archive: LoggedArchive, table: WrittenTable) -> None:
    made = table.copy(archive)
    written = Written(client, archive, table, lambda: table.model._default_manager.bulk_create([made]))
    assert written.told() == [row_of(table, archive, made, ChangeKind.CREATED)]
    assert (written.is_seen, written.is_seen_elsewhere) == (True, is_seen_by_all(table, ChangeKind.CREATED))
    gone = row_of(table, archive, made, ChangeKind.DELETED)
    written = Written(client, archive, table, lambda: table.model._default_manager.filter(pk=made.pk).delete())
    assert written.told() == [gone]
    assert (written.is_seen, written.is_seen_elsewhere) == (True, is_seen_by_all(table, ChangeKind.DELETED))


@pytest.mark.parametrize("table", PARTS)
def test_a_cascade(client: Client, archive: LoggedArchive, table: WrittenTable) -> None:
    assert table.delete_parent
    delete, record = table.delete_parent, table.record()
    expected = row_of(table, archive, record, ChangeKind.DELETED)
    written = Written(client, archive, table, lambda: delete(archive))
    assert expected in written.told()
    assert (written.is_seen, written.is_seen_elsewhere) == (True, False)


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_a_table_that_is_emptied(client: Client, archive: LoggedArchive, table: WrittenTable) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    written = Written(client, archive, table, lambda: run(f"TRUNCATE {table.name} CASCADE"))
    assert written.told() == [(None, None, None, ChangeKind.DELETED, True)]
    assert written.is_seen


@pytest.mark.parametrize("relation", ["municipalities", "topics"])
def test_a_relation_to_many(client: Client, archive: LoggedArchive, relation: str) -> None:
    (table,) = [table for table in WRITTEN_TABLES if table.name == f"meetings_agendaitem_{relation}"]
    related: Any = getattr(archive.item, relation)
    other = factories.make_municipality("Rebild") if relation == "municipalities" else factories.make_topic("Havne")
    for write, kind in (
        (lambda: related.add(other), ChangeKind.CREATED),
        (lambda: related.remove(other), ChangeKind.DELETED),
        (lambda: related.clear(), ChangeKind.DELETED),
    ):
        written = Written(client, archive, table, write)
        assert [(row.item, row.council, row.kind) for row in written.rows] == [
            (archive.item.pk, archive.meeting.council_id, kind)
        ]
        assert (written.is_seen, written.is_seen_elsewhere) == (True, False)


def test_a_part_that_is_deleted_after_its_item_may_be_of_any_council(client: Client, archive: LoggedArchive) -> None:
    (table,) = [table for table in WRITTEN_TABLES if table.model is Attachment]
    attachment = Attachment.objects.get()

    def delete_item_first() -> None:
        run("UPDATE meetings_synonym SET item_id = NULL")
        run("DELETE FROM meetings_agendaitem WHERE id = %s", archive.item.pk)
        run("DELETE FROM meetings_attachment WHERE item_id = %s", archive.item.pk)

    written = Written(client, archive, table, delete_item_first)
    assert written.told() == [(attachment.pk, archive.item.pk, None, ChangeKind.DELETED, False)]
    assert (written.is_seen, written.is_seen_elsewhere) == (True, True)
    transaction.set_rollback(True)  # other parts still name the item


def test_a_meeting_that_moves_is_new_for_the_council_that_it_leaves_and_the_one_it_comes_to(
    client: Client, archive: LoggedArchive
) -> None:
    (table,) = [table for table in WRITTEN_TABLES if table.model is Meeting]
    other = factories.make_council("KKR Tredje")
    written = Written(
        client, archive, table, lambda: Meeting.objects.filter(pk=archive.meeting.pk).update(council=other)
    )
    assert {row.council for row in written.rows} == {archive.meeting.council_id, other.pk}
    assert (written.is_seen, written.is_seen_elsewhere) == (True, False)
