"""`manage.py doctor` tells of each thing that is wrong, and of nothing where all is well."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from meetings.backups import programs
from meetings.backups.contents import BackupList
from meetings.backups.last_backup import remember_backup
from meetings.installation import database, examination, machine
from meetings.models import Change, Document, Objection, Upload
from meetings.tests import factories

pytestmark = pytest.mark.django_db

KEY = "3hU8-kJ2s_Qw7zPf1mXc9vBn4tRy6gLd0aEi5oZx-Wq8Ks3Mj"


@pytest.fixture(autouse=True)
def sound_installation(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of which nothing is to be said."""
    settings.DEBUG, settings.SECRET_KEY, settings.REDACTION_KEY = False, KEY + "ab", KEY
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.SECOND_FACTOR = ["arkiv.proeve.dk"], True, True
    settings.CONTACT = {"publisher": "Prøveby Kommune", "email": "arkiv@proeve.dk", "privacy_email": ""}
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room(50 << 30))
    remember_backup(tmp_path / "kopi", backup_of(timedelta(hours=20)))


class Room(NamedTuple):
    free: int


def backup_of(age: timedelta) -> BackupList:
    return BackupList((timezone.now() - age).isoformat(), "18", (), "")


def doctor() -> tuple[int, str]:
    """The exit status, and what was said."""
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except SystemExit as exit_:
        return int(exit_.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_nothing_is_said_of_a_sound_installation() -> None:
    assert doctor() == (0, "Alt er i orden.\n")


# What is changed of the settings, what is said, and whether it is a fault.
SETTINGS: list[tuple[dict[str, Any], str, bool]] = [
    ({"DEBUG": True}, "DEBUG er slået til", False),
    ({"SECRET_KEY": "kort"}, "SECRET_KEY er så kort", True),
    ({"SECRET_KEY": "a" * 80}, "SECRET_KEY er så kort", True),
    ({"SECRET_KEY": KEY + "ab", "REDACTION_KEY": KEY + "ab"}, "REDACTION_KEY er den samme som SECRET_KEY", False),
    ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS tager ethvert navn", True),
    ({"HTTPS": False}, "HTTPS er slået fra", False),
    ({"SECOND_FACTOR": False}, "SECOND_FACTOR er slået fra", False),
    ({"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}, "TRUSTED_PROXIES er 0", False),
    ({"CONTACT": {"publisher": "", "email": "a@proeve.dk", "privacy_email": ""}}, "PUBLISHER er tom", False),
    ({"CONTACT": {"publisher": "P", "email": "", "privacy_email": ""}}, "Ingen kan skrive til jer", False),
    ({"STATIC_ROOT": Path("/findes-ikke")}, "scripts er ikke samlet", True),
    ({"MEDIA_ROOT": Path("/proc/1/arkiv")}, "Der kan ikke gemmes filer i /proc/1/arkiv", True),
]


@pytest.mark.parametrize(("changed", "sentence", "is_fault"), SETTINGS)
def test_wrong_settings_are_told(changed: dict[str, Any], sentence: str, is_fault: bool, settings: Settings) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    status, said = doctor()
    assert sentence in said
    assert status == is_fault
    assert ("FEJL" in said) == is_fault


def an_old_backup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    remember_backup(tmp_path / "kopi", backup_of(timedelta(days=9)))


def no_backup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "media" / "sidste-sikkerhedskopi.json").unlink()


def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)


def no_pg_dump(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "program_path", lambda program: None)


def little_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room(1 << 30))


def no_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room(1 << 20))


def an_old_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(database, "_OLDEST_VERSION", 990_000)


def other_letters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(database, "failed_letter_checks", lambda alias: ["text search does not fold Æ"])


def no_extension(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")


def no_rights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE stranger; GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger")
        cursor.execute("SET LOCAL ROLE stranger")


def a_read_only_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")


def clocks_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(database, "_CLOCKS_APART", -1)


def an_update_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()


def no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(examination, "database_findings", fail)


def changes_that_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factories.make_item("Ny bro")
    Change.objects.update(is_derived=False, at=timezone.now() - timedelta(hours=1))


def uploads_that_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    upload = Upload.objects.create(source_name="a.pdf", sha256="0" * 64, size=1, state="waiting")
    Upload.objects.filter(pk=upload.pk).update(changed_at=timezone.now() - timedelta(hours=1))


def a_held_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    upload = Upload.objects.create(source_name="a.pdf", sha256="0" * 64, size=1, state="held")
    Upload.objects.filter(pk=upload.pk).update(changed_at=timezone.now() - timedelta(days=8))


def a_late_objection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    objection = Objection.objects.receive(client="::1", page="/", text="Fjern mig.", contact="")
    Objection.objects.filter(pk=objection.pk).update(made_at=timezone.now() - timedelta(days=31))


def a_file_that_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document: Document = factories.make_document()
    Path(document.file.path).unlink()


# What is wrong, what is said, and whether it is a fault.
FAULTS: list[tuple[Callable[[pytest.MonkeyPatch, Path], None], str, bool]] = [
    (no_backup, "Der er ikke taget en sikkerhedskopi", False),
    (an_old_backup, "Den sidste sikkerhedskopi er 1\xa0uge gammel", False),
    (no_tesseract, "Tesseract mangler", False),
    (no_pg_dump, "pg_dump mangler", False),
    (little_room, "Der er kun 1.024 MB tilbage", False),
    (no_room, "Der er kun 1 MB tilbage", True),
    (an_old_server, "PostgreSQL er version", True),
    (other_letters, "Databasen kender ikke Æ, Ø og Å", True),
    (no_extension, "Udvidelsen pg_trgm mangler", True),
    (no_rights, "må ikke lave tabeller", True),
    (a_read_only_database, "Databasen tager ikke imod ændringer", True),
    (clocks_apart, "går 0 sekunder forskelligt", False),
    (an_update_that_is_missing, "Databasen mangler 1 opdatering: sessions.0001_initial", True),
    (no_database, "Databasen svarer ikke: connection refused", True),
    (changes_that_wait, "har ventet i 1\xa0time på at komme i søgningen", True),
    (uploads_that_wait, "1 fil, der er lagt op, er ikke læst", True),
    (a_held_document, "1 dokument har været tilbageholdt i over en uge", False),
    (a_late_objection, "1 indsigelse har ventet i over en måned", True),
    (a_file_that_is_gone, "1 fil, som arkivet nævner, mangler på disken", True),
]


@pytest.mark.parametrize(("spoil", "sentence", "is_fault"), FAULTS, ids=[spoil.__name__ for spoil, *_ in FAULTS])
def test_what_is_wrong_is_told(
    spoil: Callable[[pytest.MonkeyPatch, Path], None],
    sentence: str,
    is_fault: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    spoil(monkeypatch, tmp_path)
    status, said = doctor()
    assert sentence in said
    assert status == is_fault
    assert said.count("FEJL") + said.count("Overvej") == 1


def test_the_program_of_a_server_that_is_elsewhere_is_looked_for_in_the_path(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    monkeypatch.setattr(shutil, "which", lambda program: None)
    assert programs.program_path("pg_dump") is None
