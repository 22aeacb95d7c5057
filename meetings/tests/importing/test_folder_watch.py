"""`import_meetings --watch FOLDER`: what appears in a folder comes into the archive, once it has come to rest."""

import errno
import os
import signal
import threading
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from meetings.changes.database_retry import DatabaseRetry
from meetings.importing import folder_watch
from meetings.importing.apply import import_file
from meetings.importing.folder_watch import WatchedFolder, watch_folder
from meetings.importing.refusals import Refused
from meetings.importing.service_loop import StopSignal, interval_seconds
from meetings.models import Document, Meeting
from meetings.tests.child_processes import eventually, start_command
from meetings.tests.documents import document_text, import_text, write_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "indbakke"
    path.mkdir()
    return path


class TestSettling:
    """Which files a look gives out, by name: those that are the same at two looks and new or changed."""

    def look(self, watched: WatchedFolder, *, done: bool = True) -> list[str]:
        found = watched.ready_files()
        if done:
            for path in found:
                watched.mark_handled(path)
        return [path.name for path in found]

    def test_a_file_comes_at_the_second_look_and_once(self, folder: Path) -> None:
        write_file(folder, "a.txt", "x")
        watched = WatchedFolder(folder)
        assert [self.look(watched) for _ in range(4)] == [[], ["a.txt"], [], []]

    def test_one_that_grows_is_waited_for(self, folder: Path) -> None:
        watched = WatchedFolder(folder)
        for length in (1, 2, 3):
            write_file(folder, "a.txt", "x" * length)
            assert self.look(watched) == []
        assert self.look(watched) == ["a.txt"]

    def test_one_of_the_same_length_that_is_written_again_is_waited_for(self, folder: Path) -> None:
        watched = WatchedFolder(folder)
        write_file(folder, "a.txt", "x")
        assert self.look(watched) == []
        os.utime(folder / "a.txt", ns=(1, 1))
        assert self.look(watched) == []
        assert self.look(watched) == ["a.txt"]

    def test_one_that_changes_comes_again(self, folder: Path) -> None:
        watched = WatchedFolder(folder)
        write_file(folder, "a.txt", "x")
        self.look(watched)
        self.look(watched)
        write_file(folder, "a.txt", "xy")
        assert [self.look(watched) for _ in range(3)] == [[], ["a.txt"], []]

    def test_one_that_was_not_done_comes_again(self, folder: Path) -> None:
        watched = WatchedFolder(folder)
        write_file(folder, "a.txt", "x")
        self.look(watched)
        assert self.look(watched, done=False) == self.look(watched) == ["a.txt"]

    def test_one_that_vanishes_is_forgotten_and_new_when_it_returns(self, folder: Path) -> None:
        watched = WatchedFolder(folder)
        path = write_file(folder, "a.txt", "x")
        self.look(watched)
        self.look(watched)
        content = path.stat()
        path.rename(folder.parent / "a.txt")
        assert self.look(watched) == []
        (folder.parent / "a.txt").rename(path)
        os.utime(path, ns=(content.st_atime_ns, content.st_mtime_ns))
        assert [self.look(watched) for _ in range(2)] == [[], ["a.txt"]]

    def test_subfolders_count_and_other_and_hidden_files_do_not(self, folder: Path) -> None:
        (folder / "2025").mkdir()
        for name in ("2025/a.txt", "b.PDF", "c.xlsx", ".d.txt", "e.txt.part"):
            write_file(folder, name, "x")
        watched = WatchedFolder(folder)
        self.look(watched)
        assert sorted(self.look(watched)) == ["a.txt", "b.PDF"]

    def test_a_link_to_nowhere_is_no_file(self, folder: Path) -> None:
        (folder / "a.txt").symlink_to(folder / "none.txt")
        watched = WatchedFolder(folder)
        self.look(watched)
        assert self.look(watched) == []

    def test_a_folder_that_is_gone_is_told(self, folder: Path) -> None:
        with pytest.raises(Refused):
            WatchedFolder(folder / "none").ready_files()


class Clock:
    """Ends the watch after so many looks; at each of them something may happen before."""

    def __init__(self, *events: Callable[[], object]) -> None:
        self.events = list(events)
        self.received = False

    def wait(self, seconds: float) -> None:
        if self.events:
            self.events.pop(0)()
        else:
            self.received = True


def nothing() -> None:
    """What happens between two looks, mostly."""


def watched_lines(folder: Path, *events: Callable[[], object], replace: bool = False) -> list[str]:
    """What is said of a folder in which these things happen after each look, without the folder's name."""
    said: list[str] = []
    clock: Any = Clock(*events)
    watch_folder(folder, said.append, clock, interval=5, replace=replace)
    return [line.replace(f"{folder}/", "") for line in said]


@pytest.mark.django_db
class TestImporting:
    """What is said of the files, a line each."""

    def test_what_is_there_and_what_appears(self, folder: Path) -> None:
        write_file(folder, "a.txt", document_text("agenda"))
        lines = watched_lines(
            folder, nothing, lambda: write_file(folder, "b.txt", document_text()), nothing, nothing, nothing
        )
        assert lines == ["a.txt: oprettet.", "b.txt: opdateret."]
        assert Meeting.objects.get().documents.count() == 2

    def test_what_the_archive_has_is_not_even_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import_text(document_text())
        write_file(folder, "andet-navn.txt", document_text())
        monkeypatch.setattr(folder_watch, "read", None)
        assert watched_lines(folder, nothing) == ["andet-navn.txt: uændret."]

    def test_a_file_that_is_moved_is_unchanged(self, folder: Path) -> None:
        path = write_file(folder, "a.txt", document_text())
        (folder / "arkiv").mkdir()
        lines = watched_lines(folder, nothing, lambda: path.rename(folder / "arkiv" / "b.txt"), nothing, nothing)
        assert lines == ["a.txt: oprettet.", "arkiv/b.txt: uændret."]
        assert Document.objects.count() == 1

    def test_a_refused_file_is_told_once_and_tried_again_when_it_changes(self, folder: Path) -> None:
        write_file(folder, "a.txt", "halv")
        lines = watched_lines(
            folder,
            *[nothing] * 3,
            lambda: write_file(folder, "a.txt", document_text()),
            *[nothing] * 3,
        )
        assert lines == [
            "a.txt: Afvist. Filen ligner ikke en dagsorden eller et referat: den har ingen punkter.",
            "a.txt: oprettet.",
        ]

    def test_one_that_can_not_be_opened_is_told_once_and_tried_again_when_it_can(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write_file(folder, "a.txt", document_text())
        whole = Path.read_bytes

        def deny(self: Path) -> bytes:
            raise PermissionError(13, "denied")

        def permit() -> None:
            monkeypatch.setattr(Path, "read_bytes", whole)
            path.chmod(0o600)

        monkeypatch.setattr(Path, "read_bytes", deny)
        lines = watched_lines(folder, nothing, nothing, permit, nothing, nothing)
        assert lines == ["a.txt: Afvist. Filen kan ikke åbnes.", "a.txt: oprettet."]

    def test_one_that_vanishes_while_it_is_looked_at_is_not_mentioned(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write_file(folder, "a.txt", document_text())
        ready_files = WatchedFolder.ready_files

        def vanishing(self: WatchedFolder) -> tuple[Path, ...]:
            found = ready_files(self)
            if found:
                path.unlink()
            return found

        monkeypatch.setattr(WatchedFolder, "ready_files", vanishing)
        assert watched_lines(folder, nothing, nothing) == []

    def test_warnings_and_kept_edits_are_counted(self, folder: Path) -> None:
        import_text(document_text("agenda"), "dagsorden.txt")
        Meeting.objects.get().items.filter(number="2.1").update(presentation="Rettet.")
        changed = document_text(present=[], absent=["Carl Krag (F), Thisted Kommune"])
        write_file(folder, "a.txt", changed.replace("har drøftet sagen", "er enige"))
        assert watched_lines(folder, nothing) == ["a.txt: opdateret, 1 advarsel, 1 rettelse bevaret."]

    def test_a_contradiction_is_refused_unless_the_new_one_is_to_win(self, folder: Path) -> None:
        import_text(document_text().replace("godkendte forslaget", "afviste forslaget"), "andet.txt")
        write_file(folder, "a.txt", document_text())
        assert "a.txt: Afvist. Mødet har allerede et dokument af samme art" in watched_lines(folder, nothing)[0]
        assert watched_lines(folder, nothing, replace=True) == ["a.txt: opdateret."]

    def test_a_fault_of_ours_does_not_end_it(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(source: object) -> None:
            raise ZeroDivisionError

        write_file(folder, "a.txt", document_text())
        monkeypatch.setattr(folder_watch, "read", fail)
        assert watched_lines(folder, nothing, nothing) == [
            "a.txt: Afvist. Noget gik galt, mens filen blev læst. Intet er skrevet."
        ]
        assert "ZeroDivisionError" in caplog.text

    def test_a_folder_that_goes_away_is_told_once_and_waited_for(self, folder: Path) -> None:
        away = folder.parent / "vaek"
        lines = watched_lines(
            folder,
            lambda: folder.rename(away),
            nothing,
            lambda: away.rename(folder),
            lambda: write_file(folder, "a.txt", document_text()),
            nothing,
            nothing,
        )
        assert lines == [f"{folder}: Mappen kan ikke ses. Der ses efter den igen.", "a.txt: oprettet."]

    def test_a_lost_database_is_told_once_and_waited_for(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a.txt", "b.txt"):
            write_file(folder, name, document_text("agenda" if name == "a.txt" else "minutes"))

        def fail(*arguments: object, **options: object) -> None:
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "close", nothing)  # the test's own transaction is in it
        monkeypatch.setattr(folder_watch, "import_file", fail)
        lines = watched_lines(
            folder, nothing, nothing, lambda: monkeypatch.setattr(folder_watch, "import_file", import_file), nothing
        )
        assert lines == [
            "Databasen svarer ikke; der prøves igen. (gone)",
            "a.txt: oprettet.",
            "Databasen svarer igen.",
            "b.txt: opdateret.",
        ]

    def test_a_full_disk_is_told_once_and_waited_for(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a.txt", "b.txt"):
            write_file(folder, name, document_text("agenda" if name == "a.txt" else "minutes"))

        def fail(*arguments: object, **options: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(folder_watch, "import_file", fail)
        lines = watched_lines(
            folder, nothing, nothing, lambda: monkeypatch.setattr(folder_watch, "import_file", import_file), nothing
        )
        assert lines == [
            "a.txt: Disken er fuld. Intet af filen er gemt. Skaf plads, og indlæs den igen. Der prøves igen.",
            "a.txt: oprettet.",
            "b.txt: opdateret.",
        ]


def test_what_asks_no_database_does_not_say_that_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("gone")

    said: list[str] = []
    database = DatabaseRetry(said.append)
    monkeypatch.setattr(connection, "close", nothing)
    monkeypatch.setattr(connection, "ensure_connection", fail)
    for _ in range(2):
        with database.attempt():
            pass
        with database.attempt():
            fail()
    assert said == ["Databasen svarer ikke; der prøves igen. (gone)"]


def test_a_signal_cuts_the_waiting_short_and_later_ones_are_as_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with StopSignal() as stop:
        threading.Timer(0.1, signal.raise_signal, [signal.SIGTERM]).start()
        stop.wait(60)
        assert stop.received
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.django_db(transaction=True)
class TestProcess:
    """The command in a process of its own."""

    @pytest.fixture
    def process(self, folder: Path) -> Any:
        process = start_command("import_meetings", "--watch", folder, "--interval", "0.2")
        yield process
        process.kill()
        process.communicate()

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_it_imports_and_ends_in_order(self, process: Popen[str], folder: Path, number: signal.Signals) -> None:
        write_file(folder, "a.txt", document_text())
        assert eventually(Document.objects.exists)
        write_file(folder, "b.txt", "")
        write_file(folder, "c.txt", document_text("agenda"))
        assert eventually(lambda: Document.objects.count() == 2)
        process.send_signal(number)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        lines = [line.replace(f"{folder}/", "") for line in said.splitlines()]
        assert lines[0].startswith(f"{folder}: Nye dokumenter indlæses")
        assert sorted(lines[1:]) == ["a.txt: oprettet.", "b.txt: Afvist. Filen er tom.", "c.txt: opdateret."]

    def test_it_outlives_a_connection_that_is_cut(self, process: Popen[str], folder: Path) -> None:
        write_file(folder, "a.txt", document_text())
        assert eventually(Document.objects.exists)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        write_file(folder, "b.txt", document_text("agenda"))
        assert eventually(lambda: Document.objects.count() == 2)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--watch", "{folder}", "{folder}"], id="a folder to watch and files"),
        pytest.param(["--watch", "{folder}", "--again"], id="a folder to watch and the archive"),
        pytest.param(["--watch", "{folder}", "--dry-run"], id="a dry run without end"),
        pytest.param(["--watch", "{folder}", "--overwrite-edits"], id="edits overwritten without end"),
        pytest.param(["--watch", "{folder}/none"], id="no such folder"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_meetings", *[argument.format(folder=folder) for argument in arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("text", ["0", "-1", "x", "nan", "inf", ""])
def test_an_interval_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="er ikke et antal sekunder"):
        interval_seconds(text)
