"""The queue of uploads and the processes that work it off: nothing is done twice, and nothing is forgotten."""

import io
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection
from pytest_django import Settings

from meetings.importing import upload_worker, uploads
from meetings.importing.upload_receiving import receive_files
from meetings.models import Document, Meeting, Upload
from meetings.models.choices import UploadState
from meetings.tests.child_processes import child_environment, eventually, start_command
from meetings.tests.documents import document_text

pytestmark = pytest.mark.django_db(transaction=True)


def upload(council: str = "KKR Prøveby", name: str = "referat.txt") -> Upload:
    content = document_text(council=council).encode()
    (received,) = receive_files([SimpleUploadedFile(name, content)]).uploads
    return received


def run_once() -> str:
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("work_uploads", "--once", stdout=said)
    assert ended.value.code == 0
    return said.getvalue()


@contextmanager
def elsewhere() -> Iterator[Any]:
    """Another connection, as another process has one."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def test_it_plans_what_waits_and_imports_what_was_accepted() -> None:
    first, second = upload("KKR Andeby", "a.txt"), upload("KKR Bondeby", "b.txt")
    uploads.process_upload(second.pk)
    uploads.accept_uploads(Upload.objects.filter(pk=second.pk))
    lines = run_once().splitlines()
    assert lines[0].startswith("a.txt: klar til indlæsning. Nyt møde: KKR Andeby")
    assert lines[1].startswith("b.txt: indlæst. Nyt møde: KKR Bondeby")
    first.refresh_from_db()
    assert first.state == UploadState.PLANNED
    assert [meeting.council.name for meeting in Meeting.objects.all()] == ["KKR Bondeby"]


def test_with_nothing_to_do_it_ends() -> None:
    assert run_once() == ""


def test_one_that_somebody_holds_is_left_to_them() -> None:
    held, free = upload("KKR Andeby"), upload("KKR Bondeby")
    with elsewhere() as other, other.cursor() as cursor:
        other.set_autocommit(False)
        cursor.execute("SELECT 1 FROM meetings_upload WHERE id = %s FOR UPDATE", [held.pk])
        done = uploads.process_next_upload()
        assert done is not None
        assert done.pk == free.pk
        assert uploads.process_next_upload() is None
        assert uploads.process_upload(held.pk) is None
        assert uploads.withdraw_uploads(Upload.objects.filter(pk=held.pk)) == []
        other.rollback()
        other.set_autocommit(True)
    done = uploads.process_next_upload()
    assert done is not None
    assert done.pk == held.pk


def test_several_workers_share_the_queue_and_do_each_upload_once() -> None:
    waiting = {upload(f"KKR {letter}").pk for letter in "ABCDEFGH"}
    done: list[int] = []
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        try:
            while found := uploads.process_next_upload():
                done.append(found.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(waiting)
    assert set(Upload.objects.values_list("state", "attempts")) == {(UploadState.PLANNED, 1)}


def test_work_that_is_cut_off_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = upload()
    uploads.process_upload(waiting.pk)
    uploads.accept_uploads(Upload.objects.all())

    def killed(name: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "_drop_file", killed)
        with pytest.raises(KeyboardInterrupt):
            uploads.process_next_upload()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (UploadState.ACCEPTED, 1)
    assert not Meeting.objects.exists()
    assert uploads.process_next_upload() is not None
    assert Meeting.objects.count() == Document.objects.count() == 1


def test_a_file_that_ends_every_worker_is_refused_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = upload()

    def killed(source: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "read", killed)
        for _ in range(uploads.MAX_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                uploads.process_next_upload()
        uploads.process_next_upload()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.sentence) == (UploadState.REFUSED, uploads.TOO_MANY_ATTEMPTS)


def test_a_killed_process_leaves_its_upload_to_the_next(tmp_path: Path) -> None:
    waiting = upload()
    with elsewhere() as other, other.cursor() as cursor:
        other.set_autocommit(False)
        cursor.execute("LOCK TABLE meetings_council IN ACCESS EXCLUSIVE MODE")  # the worker waits here, mid-work
        process = start_command("work_uploads", "--once")
        assert eventually(lambda: _waits_for_a_lock())
        process.kill()
        process.communicate()
        other.rollback()
        other.set_autocommit(True)
    assert eventually(lambda: not upload_worker.is_worker_running())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (UploadState.WAITING, 1)
    run_once()
    waiting.refresh_from_db()
    assert waiting.state == UploadState.PLANNED


def _waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def test_it_goes_on_until_told_to_end() -> None:
    process = start_command("work_uploads", "--interval", "0.2")
    try:
        assert eventually(upload_worker.is_worker_running)
        waiting = upload()
        assert eventually(lambda: Upload.objects.get(pk=waiting.pk).state == UploadState.PLANNED)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert said.startswith("referat.txt: klar til indlæsning. Nyt møde")
    assert eventually(lambda: not upload_worker.is_worker_running())


def test_a_lost_database_is_said_once_and_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([OperationalError("gone\nfor now"), OperationalError("gone"), None, "end"])

    def answer() -> None:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        if found == "end":
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(uploads, "process_next_upload", answer)
    call_command("work_uploads", "--interval", "0.1")
    assert capsys.readouterr().err.splitlines() == [
        "Databasen svarer ikke; der prøves igen. (gone)",
        "Databasen svarer igen.",
    ]


def test_once_does_not_wait_for_a_lost_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(uploads, "process_next_upload", fail)
    with pytest.raises(SystemExit) as ended:
        call_command("work_uploads", "--once", stderr=io.StringIO())
    assert ended.value.code == 1


class TestStarting:
    """A request starts a worker where there is none."""

    @pytest.fixture
    def starts(self, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[object]:
        settings.UPLOAD_WORKER = True
        found: list[object] = []
        monkeypatch.setattr(upload_worker, "start_worker", lambda: found.append(None))
        return found

    def test_where_there_is_none(self, starts: list[object]) -> None:
        upload_worker.ensure_worker()
        assert len(starts) == 1

    def test_where_one_is_at_work_it_is_enough(self, starts: list[object]) -> None:
        upload_worker.announce_worker()
        try:
            upload_worker.ensure_worker()
        finally:
            connection.close()
        assert starts == []

    def test_where_one_is_being_started_it_is_enough(
        self, starts: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with subprocess.Popen(["sleep", "60"]) as process:
            monkeypatch.setattr(upload_worker, "_started_processes", [process])
            upload_worker.ensure_worker()
            process.kill()
        assert starts == []
        upload_worker.ensure_worker()
        assert len(starts) == 1

    def test_where_another_process_runs_beside(self, starts: list[object], settings: Settings) -> None:
        settings.UPLOAD_WORKER = False
        upload_worker.ensure_worker()
        assert starts == []

    def test_the_process_works_the_queue_off_and_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in child_environment().items():
            monkeypatch.setenv(name, value)
        waiting = upload()
        process = upload_worker.start_worker()
        assert process is not None
        assert process.wait(timeout=60) == 0
        waiting.refresh_from_db()
        assert waiting.state == UploadState.PLANNED

    def test_one_that_can_not_be_started_is_logged_and_nothing_is_lost(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("sys.executable", "/no/such/python")
        waiting = upload()
        assert upload_worker.start_worker() is None
        assert "could be started" in caplog.text
        waiting.refresh_from_db()
        assert waiting.is_queued
