"""A backup made by pg_dump and brought back by pg_restore: another history begins, and nobody takes it for the former.

The dump has changes with numbers, and ones that wait for theirs and for what follows from them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import Client

from benchmark.serving import database_url
from meetings.changes.change_pass import run_pass
from meetings.models import AgendaItem, ArchiveChange, Change, Decision, Meeting
from meetings.models.changes import CursorTooOld
from meetings.tests import factories
from meetings.tests.own_database import asking_database, empty_database, run_postgresql_program
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, DUMPED, AFTER = "Ny bro", "Ny tunnel", "Ny kaj"


@dataclass
class Outside:
    """What others keep of the archive: readers of its log a cursor, browsers an ETag for each page.

    And what its cursors and ETags were made of when they last looked.
    """

    cursors: list[str] = field(default_factory=list)
    etags: set[str] = field(default_factory=set)
    log: list[Change] = field(default_factory=list)
    versions: list[ArchiveChange] = field(default_factory=list)

    def look(self) -> None:
        self.cursors.append(Change.objects.latest_cursor())
        self.etags |= etags()
        self.log, self.versions = list(Change.objects.all()), list(ArchiveChange.objects.all())


def etags() -> set[str]:
    """Of a meeting's page, which shows one council, and of an item's, which shows the whole archive."""
    pages = Meeting.objects.get().get_absolute_url(), AgendaItem.objects.get(number="1.1").get_absolute_url()
    return {Client().get(page).headers["ETag"] for page in pages}


def retitle(title: str) -> None:
    """By SQL alone: what follows from it waits for the pass."""
    AgendaItem.objects.filter(number="1.1").update(title=title)


def number_of_unnumbered() -> int:
    return Change.objects.filter(number=None).count()


@contextmanager
def restored_archive(outside: Outside, tmp_path: Path) -> Iterator[None]:
    """The archive as it was dumped, after it had gone on: three looks before the dump, at it, and after it."""
    item = factories.make_item(BEFORE, "1.1", decision="Godkendt.")
    factories.make_appointment(item)
    run_pass()
    outside.look()
    retitle(DUMPED)
    Decision.objects.update(text="Udsat til odderen er hørt.")
    outside.look()
    dump = tmp_path / "archive.dump"
    run_postgresql_program("pg_dump", "--format=custom", f"--file={dump}", database_url())
    for title in (AFTER, BEFORE, AFTER):
        retitle(title)
        run_pass()
        outside.look()
    with empty_database() as name:
        run_postgresql_program("pg_restore", "--exit-on-error", f"--dbname={database_url(name)}", str(dump))
        with asking_database(name):
            yield


def test_what_waits_in_a_dump_is_numbered_and_followed_where_it_is_restored(tmp_path: Path) -> None:
    with restored_archive(Outside(), tmp_path):
        numbered = set(Change.objects.exclude(number=None).values_list("pk", "number"))
        assert numbered
        assert number_of_unnumbered() == Change.objects.waiting().count() == 2
        assert check_index()[0] == 1
        assert run_pass().waiting == 0
        assert number_of_unnumbered() == 0
        assert check_index() == (0, "1 punkter: 0 venter, 0 afviger.\n")
        numbers = Change.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))
        assert numbered <= set(Change.objects.values_list("pk", "number"))
        found = Client().get("/soeg/", {"q": "odder"}).content.decode()
        assert DUMPED in found


def test_no_reader_from_before_a_backup_was_restored_is_told_nothing(tmp_path: Path) -> None:
    """Wherever its cursor stands: what it has read since may be of the other history."""
    outside = Outside()
    with restored_archive(outside, tmp_path):
        # Until the restored archive has given every number that was given before, and more.
        for step in range(12):
            for cursor in outside.cursors:
                with pytest.raises(CursorTooOld):
                    Change.objects.after(cursor, 10)
            run_pass()
            retitle(f"Vej {step}")
        anew = Change.objects.latest_cursor()
        assert int(anew.partition("-")[0]) > max(int(cursor.partition("-")[0]) for cursor in outside.cursors)
        run_pass()
        assert [row.table for row in Change.objects.after(anew, 10).changes] == ["meetings_agendaitem"]


def test_no_page_of_a_restored_archive_has_the_validator_of_another_one(tmp_path: Path) -> None:
    outside = Outside()
    with restored_archive(outside, tmp_path):
        highest = dict(ArchiveChange.objects.version().numbers)
        for step in range(8):
            assert not outside.etags & etags()
            retitle(f"Vej {step}")
            run_pass()
        assert all(number > highest[council] for council, number in ArchiveChange.objects.version().numbers if council)


def test_no_clock_is_needed_to_tell_two_histories_apart(tmp_path: Path) -> None:
    """The restored archive comes to the very log and versions that the former one had, to the microsecond."""
    outside = Outside()
    with restored_archive(outside, tmp_path):
        for rows in (outside.log, outside.versions):
            type(rows[0])._default_manager.all().delete()
            for row in rows:
                row.save(force_insert=True)
        assert not outside.etags & etags()
        for cursor in outside.cursors:
            with pytest.raises(CursorTooOld):
                Change.objects.after(cursor, 10)
