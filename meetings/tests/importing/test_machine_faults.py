"""A machine's fault ends an import with sentences: what was done stays, no half file does, the others are tried."""

import errno
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, connection

from meetings.importing import batch
from meetings.importing.apply import import_file
from meetings.importing.batch import FileResult, import_sources, sources_below
from meetings.importing.machine_faults import NOT_TRIED, database_answers, sentence_of_fault
from meetings.models import Document
from meetings.tests.documents import document_text, write_file

DAYS = ("2025-03-14", "2025-03-15", "2025-03-16")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, day in enumerate(DAYS, start=14):
        written = document_text().replace("14-03-2025", f"{number}-03-2025")
        write_file(tmp_path, f"{day}.txt", written)
    return tmp_path


def imported(folder: Path) -> list[FileResult]:
    return list(import_sources(sources_below([folder])[0]))


def stored() -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.django_db
def test_a_full_disk_leaves_no_half_file_and_the_next_ones_are_tried(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = FileSystemStorage.save

    def full(self: FileSystemStorage, name: str, content: Any, **options: Any) -> str:
        if "2025-03-15" in name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(self, name, content, **options)

    monkeypatch.setattr(FileSystemStorage, "save", full)
    results = imported(folder)
    assert [result.outcome for result in results] == ["created", "refused", "created"]
    assert results[1].sentence.startswith("Afvist. Disken er fuld. Intet af filen er gemt.")
    assert stored() == ["2025-03-14.txt", "2025-03-16.txt"]
    assert Document.objects.count() == 2


@pytest.mark.django_db
def test_a_database_that_is_gone_is_told_of_once_and_asked_for_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    real = import_file

    def gone(file: Any, **options: Any) -> Any:
        if file.source.name.startswith(DAYS[0]):
            raise OperationalError("server closed the connection unexpectedly")
        return real(file, **options)

    monkeypatch.setattr(batch, "import_file", gone)
    monkeypatch.setattr(batch, "database_answers", lambda: next(answers))
    results = imported(folder)
    assert [result.outcome for result in results] == ["refused", "refused", "created"]
    assert [result.sentence for result in results][:2] == [
        "Afvist. Databasen afbrød indlæsningen. Intet af filen er gemt. Indlæs den igen.",
        NOT_TRIED,
    ]


@pytest.mark.django_db
def test_in_a_transaction_the_database_is_not_asked_whether_it_answers() -> None:
    assert database_answers()


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_opened_anew() -> None:
    assert database_answers()
    before = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    assert database_answers()
    assert connection.connection.info.backend_pid != before


@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_no_connection_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "ensure_connection", refused)
        assert not database_answers()
    assert database_answers()


def test_a_full_disk_of_the_database_is_told_as_such() -> None:
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull()
    assert sentence_of_fault(error).startswith("Disken er fuld.")
    assert "Read-only" in sentence_of_fault(OSError(errno.EROFS, "Read-only file system"))
