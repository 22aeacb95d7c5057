"""The archive's version: every write of what readers see changes it, and nothing else does."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.models import ArchiveChange, CaseThread, Conflict, Meeting, Municipality, Synonym, Topic, Upload
from meetings.models.archive_changes import NO_COUNCIL, ArchiveVersion
from meetings.tests import factories


def version() -> ArchiveVersion:
    return ArchiveChange.objects.version()


def number(council: int | None = NO_COUNCIL) -> int:
    """How many transactions have changed it: of a new municipality, which is no council's."""
    return dict(version().numbers).get(council, 0)


@pytest.mark.django_db
def test_the_version_is_one_question() -> None:
    with CaptureQueriesContext(connection) as queries:
        version()
    assert len(queries) == 1


WRITES = [
    pytest.param(lambda: factories.make_meeting(date(2025, 1, 10)), id="a meeting is made"),
    pytest.param(lambda: Meeting.objects.update(place="Rådhuset"), id="many rows are changed at once"),
    pytest.param(lambda: Topic.objects.filter(pk=factories.make_topic().pk).delete(), id="a topic comes and goes"),
    pytest.param(lambda: factories.make_municipality("Læsø").save(), id="an editor saves"),
    pytest.param(lambda: Synonym.objects.create(word="a", meaning="b"), id="a synonym"),
    pytest.param(lambda: CaseThread.objects.create(title="Sag", slug="sag"), id="a thread"),
    pytest.param(lambda: factories.make_item().topics.set([factories.make_topic()]), id="an item gets a topic"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", WRITES)
def test_a_write_of_what_readers_see_changes_the_version(write: Callable[[], object]) -> None:
    factories.make_meeting(place="Biblioteket")
    before = version()
    write()
    assert version().numbers != before.numbers
    assert version().changed_at != before.changed_at


@pytest.mark.django_db(transaction=True)
def test_a_transaction_counts_once_however_much_it_writes() -> None:
    factories.make_topic()
    before = number()
    with transaction.atomic():
        for place in range(3):
            factories.make_municipality(f"Kommune {place}")
        factories.make_topic("Klima")
    assert number() == before + 1
    assert ArchiveChange.objects.filter(council=NO_COUNCIL).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_no_reader_sees_changes_nothing() -> None:
    before = version()
    Upload.objects.all().delete()
    Conflict.objects.all().delete()
    assert version() == before


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_changes_nothing() -> None:
    before = version()
    with transaction.atomic():
        factories.make_municipality("Læsø")
        transaction.set_rollback(True)
    assert version() == before


@pytest.mark.django_db(transaction=True)
def test_a_write_after_a_savepoint_that_was_rolled_back_counts() -> None:
    before = number()
    with transaction.atomic():
        with transaction.atomic():
            factories.make_municipality("Læsø")
            transaction.set_rollback(True)
        factories.make_municipality("Morsø")
    assert number() == before + 1


@pytest.mark.django_db(transaction=True)
def test_writers_neither_wait_for_one_another_nor_share_a_version() -> None:
    """The first to write commits last: each of the two commits is seen as a change."""
    before = number()
    with transaction.atomic():
        factories.make_municipality("Læsø")
        in_another_connection(lambda: factories.make_municipality("Morsø"))
        assert number() == before + 2  # its own, and the other's that is committed
    both = number()
    assert both == before + 2
    factories.make_municipality("Samsø")
    assert number() == both + 1
    assert ArchiveChange.objects.filter(council=NO_COUNCIL).count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_are_all_counted() -> None:
    before = number()
    together = Barrier(4)

    def write(number: int) -> None:
        for place in range(10):
            with transaction.atomic():
                Municipality.objects.create(name=f"{number} {place}", slug=f"{number}-{place}")
                if place == 0:
                    together.wait()

    threads = [Thread(target=_closing, args=(lambda number=number: write(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Municipality.objects.count() == 40
    assert number() == before + 40


def in_another_connection(work: Callable[[], object]) -> None:
    thread = Thread(target=_closing, args=(work,))
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive(), "it waits for the other"


def _closing(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_update_that_changes_nothing_is_no_change() -> None:
    before = version()
    Municipality.objects.update(name="Læsø")
    assert version() == before
