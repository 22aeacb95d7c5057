"""`manage.py clear_orphans`: files that no record names go, and nothing else does."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import Settings

from meetings.importing.orphan_files import MIN_AGE_SECONDS, delete_orphan_files
from meetings.importing.upload_receiving import receive_files
from meetings.models import Document, Upload
from meetings.tests.child_processes import eventually, start_command
from meetings.tests.documents import document_text, import_text, write_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings: Settings) -> Path:
    path = Path(settings.MEDIA_ROOT)
    for folder in ("dokumenter/2026", "indlaesninger", "andet"):
        (path / folder).mkdir(parents=True)
    return path


def left(path: Path, *, seconds: float = MIN_AGE_SECONDS + 60) -> Path:
    """A file that lies there since so many seconds."""
    if not path.exists():
        path.write_text("x")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def test_what_nobody_names_goes(media: Path) -> None:
    orphans = {left(media / "dokumenter/2026/a.txt"), left(media / "indlaesninger/b")}
    assert set(delete_orphan_files()) == orphans
    assert not any(path.exists() for path in orphans)


def test_documents_and_uploads_keep_theirs(media: Path) -> None:
    import_text(document_text())
    receive_files([SimpleUploadedFile("a.txt", document_text("agenda").encode())])
    named = [Path(record.file.path) for record in (Document.objects.get(), Upload.objects.get())]
    for path in named:
        left(path)
    assert list(delete_orphan_files()) == []
    assert all(path.exists() for path in named)


def test_a_young_one_may_be_one_whose_row_is_being_written(media: Path) -> None:
    path = left(media / "indlaesninger/b", seconds=MIN_AGE_SECONDS - 60)
    assert list(delete_orphan_files()) == []
    assert path.exists()


def test_other_folders_are_not_looked_at(media: Path) -> None:
    paths = [left(media / "andet/c"), left(media / "d")]
    assert list(delete_orphan_files()) == []
    assert all(path.exists() for path in paths)


def test_no_link_is_followed_or_removed(media: Path, tmp_path: Path) -> None:
    outside = tmp_path / "udenfor"
    outside.mkdir()
    precious = left(outside / "vigtig.txt")
    (media / "dokumenter/2026/fil.txt").symlink_to(precious)
    (media / "dokumenter/mappe").symlink_to(outside)
    assert list(delete_orphan_files()) == []
    assert precious.exists()
    assert (media / "dokumenter/2026/fil.txt").is_symlink()


def test_a_folder_that_is_a_link_is_left_alone(media: Path, tmp_path: Path) -> None:
    (media / "indlaesninger").rmdir()
    outside = tmp_path / "udenfor"
    outside.mkdir()
    precious = left(outside / "vigtig.txt")
    (media / "indlaesninger").symlink_to(outside)
    assert list(delete_orphan_files()) == []
    assert precious.exists()


def test_names_and_things_that_the_archive_never_makes_are_left(media: Path) -> None:
    os.close(os.open(os.fsencode(media / "dokumenter") + b"/\xff", os.O_CREAT))
    os.utime(os.fsencode(media / "dokumenter") + b"/\xff", (1, 1))
    os.mkfifo(media / "dokumenter/pipe")
    os.utime(media / "dokumenter/pipe", (1, 1))
    assert list(delete_orphan_files()) == []


def test_without_storage_there_is_nothing_to_clear(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "findes-ikke"
    assert list(delete_orphan_files()) == []


@pytest.mark.parametrize(
    ("arguments", "said", "stays"),
    [
        pytest.param(["--dry-run"], "Prøvekørsel: 1 fil ville blive fjernet.", True, id="dry run"),
        pytest.param([], "1 fil fjernet.", False, id="for good"),
    ],
)
def test_the_command_says_what_it_does(media: Path, arguments: list[str], said: str, stays: bool) -> None:
    path = left(media / "indlaesninger/b")
    output = io.StringIO()
    call_command("clear_orphans", *arguments, stdout=output)
    assert output.getvalue().splitlines() == [str(path), said]
    assert path.exists() is stays


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_import_leaves_is_found(media: Path, tmp_path: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE meetings_document IN SHARE MODE")  # the import writes its file, and then waits here
        process = start_command("import_meetings", write_file(tmp_path, "a.txt", document_text()))
        assert eventually(lambda: any(path.is_file() for path in media.rglob("a*.txt")))
        process.kill()
        process.communicate()
    assert not Document.objects.exists()
    (orphan,) = media.rglob("a*.txt")
    left(orphan)
    assert list(delete_orphan_files()) == [orphan]
    import_text(document_text(), "a.txt")
    assert Path(Document.objects.get().file.path).exists()
