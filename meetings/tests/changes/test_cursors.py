"""Readers of the log: whatever order changes are committed in, a cursor misses none; one too old is told so."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Event, Thread

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from meetings.models import Change, Municipality, Party, Table, changes
from meetings.models.changes import ChangeKind, CursorTooOld
from meetings.tests import factories
from meetings.tests.examples import in_the_suite

pytestmark = pytest.mark.django_db(transaction=True)

PARTIES = "meetings_party"


@contextmanager
def other_connection() -> Iterator[psycopg.Connection]:
    """A connection of its own to the database of the test."""
    parameters = connection.get_connection_params()
    with psycopg.connect(
        **{name: parameters[name] for name in ("dbname", "user", "host", "port", "password") if name in parameters}
    ) as other:
        yield other


class Reader:
    """Keeps the parties' names by letter's key, from the log alone: a record is read when a row names it."""

    def __init__(self) -> None:
        self.cursor = Change.objects.latest_cursor()
        self.names = dict(Party.objects.values_list("pk", "name"))

    def read(self, limit: int = 3) -> None:
        """Read on, so many rows at a time, to where there are no more."""
        while (told := Change.objects.after(self.cursor, limit)).changes:
            self.cursor = told.cursor
            keys = [row.key for row in told.changes if row.table == PARTIES and row.key]
            for key in keys:
                self.names.pop(key, None)
            self.names |= Party.objects.filter(pk__in=keys).values_list("pk", "name")


class Writer:
    """Writes parties of its own, a transaction at a time, in a connection of its own."""

    def __init__(self, connection: psycopg.Connection, name: str) -> None:
        self.connection, self.name, self.count = connection, name, 0

    def step(self, action: str) -> None:
        self.count += 1
        match action:
            case "insert":
                self._execute("INSERT INTO meetings_party (letter, name) VALUES (%s, '')", f"{self.name}{self.count}")
            case "update":
                self._execute(
                    "UPDATE meetings_party SET name = %s WHERE starts_with(letter, %s)", str(self.count), self.name
                )
            case "delete":
                self._execute(
                    "DELETE FROM meetings_party WHERE id = (SELECT min(id) FROM meetings_party"
                    " WHERE starts_with(letter, %s))",
                    self.name,
                )
            case "commit":
                self.connection.commit()
            case "rollback":
                self.connection.rollback()

    def _execute(self, statement: str, *values: str) -> None:
        self.connection.execute(statement.encode(), values)


# Each writer's, and what the third does: number and read on, or fold.
WRITES = [(name, action) for name in "XY" for action in ("insert", "update", "delete", "commit", "rollback")]
STEPS = st.lists(st.sampled_from([*WRITES, ("", "tell"), ("", "tell"), ("", "fold")]), min_size=10, max_size=60)


@hypothesis_settings(max_examples=in_the_suite(25))
@given(steps=STEPS)
def test_what_a_cursor_tells_comes_to_the_state_of_the_archive(steps: list[tuple[str, str]]) -> None:
    """Two writers commit in any order, while a third numbers, folds and reads."""
    Party.objects.all().delete()
    Change.objects.number_committed()
    reader = Reader()
    with ExitStack() as stack:
        writers = {name: Writer(stack.enter_context(other_connection()), name) for name in "XY"}
        for name, action in steps:
            if action == "tell":
                Change.objects.number_committed()
                reader.read()
            elif action == "fold":
                Change.objects.update(is_derived=True)
                Change.objects.fold()
            else:
                writers[name].step(action)
        for writer in writers.values():
            writer.step("commit")
    Change.objects.number_committed()
    reader.read()
    assert reader.names == dict(Party.objects.values_list("pk", "name"))


def test_what_is_committed_late_is_told_late_and_not_left_out() -> None:
    """The first to draw a row commits last, after a reader has read what the second wrote."""
    Change.objects.number_committed()
    cursor = Change.objects.latest_cursor()
    with other_connection() as late:
        late.execute("INSERT INTO meetings_party (letter, name) VALUES ('X', '')")
        party = factories.make_party("A")
        Change.objects.number_committed()
        assert [row.key for row in Change.objects.after(cursor, 10).changes] == [party.pk]
        late.commit()
    Change.objects.number_committed()
    assert [row.key for row in Change.objects.after(cursor, 10).changes] == [party.pk, Party.objects.get(letter="X").pk]


def test_many_who_number_at_once_give_each_row_one_number() -> None:
    Change.objects.number_committed()
    before, cursor, together = Change.objects.latest_number(), Change.objects.latest_cursor(), Event()

    def write_and_number(number: int) -> None:
        try:
            together.wait(10)
            for place in range(10):
                Municipality.objects.create(name=f"{number} {place}", slug=f"{number}-{place}")
                Change.objects.number_committed()
        finally:
            connection.close()

    threads = [Thread(target=write_and_number, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    together.set()
    for thread in threads:
        thread.join()
    Change.objects.number_committed()
    numbers = [row.number for row in Change.objects.after(cursor, 100).changes]
    assert numbers == list(range(before + 1, before + 41))


def test_a_restored_archive_numbers_what_has_no_number_yet() -> None:
    """Its transactions are another cluster's: of numbers that this one reaches long after, or has had long ago."""
    Change.objects.number_committed()
    factories.make_party("A")
    factories.make_party("B")
    with connection.cursor() as cursor:
        for transaction in (1, 9_000_000_000_000):
            cursor.execute(
                "UPDATE meetings_change SET transaction = %s::text::xid8 WHERE id ="
                " (SELECT min(id) FROM meetings_change WHERE number IS NULL AND transaction::text <> '1')",
                [transaction],
            )
    assert Change.objects.number_committed() == 2
    assert not Change.objects.filter(number=None).exists()


def age(changes: int, **values: object) -> None:
    """Let the first so many rows of the log be older than readers are told of."""
    keys = Change.objects.order_by("pk").values_list("pk", flat=True)[:changes]
    old = timezone.now() - timedelta(days=django_settings.CHANGES_DAYS, minutes=1)
    Change.objects.filter(pk__in=list(keys)).update(at=old, **values)


@pytest.fixture
def log() -> list[Change]:
    """A party that is made, renamed twice and deleted, and one that is made and renamed: numbered from 1."""
    Change.objects.all().delete()
    gone, kept = factories.make_party("A"), factories.make_party("B")
    for name in ("Et", "To"):
        Party.objects.update(name=name)
    Party.objects.filter(pk=gone.pk).delete()
    Change.objects.number_committed()
    rows = list(Change.objects.order_by("number"))
    assert [row.key for row in rows] == [gone.pk, kept.pk, gone.pk, kept.pk, gone.pk, kept.pk, gone.pk]
    return rows


def test_folding_keeps_the_newest_row_of_each_record_and_all_deletions(log: list[Change]) -> None:
    age(7, is_derived=True)
    assert Change.objects.fold() == 5
    assert [(row.number, row.kind) for row in Change.objects.order_by("number")] == [
        (6, ChangeKind.CHANGED),
        (7, ChangeKind.DELETED),
    ]


def test_the_log_is_folded_as_its_numbers_grow(log: list[Change], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "FOLDED_EVERY", 10)
    age(7, is_derived=True)
    left = []
    for number in (8, 9, 10):
        factories.make_municipality(f"Kommune {number}")
        Change.objects.number_committed()
        left.append(list(Change.objects.order_by("number").values_list("number", flat=True)))
    assert left == [list(range(1, 9)), list(range(1, 10)), [6, 7, 8, 9, 10]]


def test_folding_leaves_what_readers_are_told_of_and_what_something_follows_from(log: list[Change]) -> None:
    age(4, is_derived=True)
    age(2, is_derived=False)
    assert Change.objects.fold() == 1
    assert [row.number for row in Change.objects.order_by("number")] == [1, 2, 4, 5, 6, 7]


def test_folding_keeps_a_row_for_each_item_that_a_record_belonged_to() -> None:
    table, other = factories.make_table(factories.make_item()), factories.make_item("Bro", "2")
    Change.objects.all().delete()
    was = table.item_id
    for item in (other.pk, was, other.pk):
        Table.objects.filter(pk=table.pk).update(item=item)
    Change.objects.number_committed()
    age(100, is_derived=True)
    Change.objects.fold()
    assert list(Change.objects.order_by("item").values_list("item", flat=True)) == [was, other.pk]


def cursor_at(number: int) -> str:
    """The cursor of a reader that has read up to the number."""
    return Change.objects.filter(number__lte=number).latest_cursor()


def test_a_cursor_that_is_too_old_is_told_so(log: list[Change]) -> None:
    age(4)
    with pytest.raises(CursorTooOld, match="after number 3 are more than 90 days old"):
        Change.objects.after(cursor_at(3), 10)
    assert [row.number for row in Change.objects.after(cursor_at(4), 2).changes] == [5, 6]


def test_a_cursor_stays_good_while_nothing_changes(log: list[Change]) -> None:
    age(7)
    told = Change.objects.after(cursor_at(7), 10)
    assert (told.changes, told.cursor) == ([], cursor_at(7))


def test_a_cursor_stays_good_where_what_it_has_read_is_folded(log: list[Change]) -> None:
    """The row that it stands at is the last that is old, and has a newer one of its record behind it."""
    age(4, is_derived=True)
    cursor = cursor_at(4)
    Change.objects.fold()
    assert [row.number for row in Change.objects.after(cursor, 10).changes] == [5, 6, 7]


@pytest.mark.parametrize("cursor", ["", "7", "-", "7-", "7-0123456789abcdef", "0-0123456789abcdef", "x" * 5000])
def test_what_is_no_cursor_is_told_to_begin_anew(log: list[Change], cursor: str) -> None:
    with pytest.raises(CursorTooOld):
        Change.objects.after(cursor, 10)
