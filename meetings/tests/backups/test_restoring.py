"""A backup brought back for real: into another database and another folder, every page as it was."""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from meetings.changes.change_pass import run_pass
from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.source_files import SourceFile
from meetings.models import AgendaItem, Attachment, Document, Meeting, Person
from meetings.privacy.withholding import withhold
from meetings.tests.own_database import asking_database, empty_database
from meetings.tests.parsing.test_extract import pdf
from meetings.tests.privacy.test_redacting import NAME, TEXT, import_other_meeting, redact_everywhere, tables_with
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)


def told(command: str, *arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def make_archive() -> None:
    """Documents of both kinds, an attachment, words that are taken out, and an item that is withheld."""
    import_file(
        read(SourceFile("referat.pdf", pdf(TEXT.partition("\n\n2.1")[0], "2.1" + TEXT.partition("\n\n2.1")[2])))
    )
    import_other_meeting()
    map_of_bridge = Attachment(item=AgendaItem.objects.filter(number="2.2")[0], title="Kort", field="presentation")
    map_of_bridge.file.save("kort.pdf", ContentFile(pdf("Kort over broen")))
    redact_everywhere("Carl Krag")
    withhold(AgendaItem.objects.filter(number="1.1")[0], "Det er taget af.", "-")
    run_pass()


def addresses() -> list[str]:
    """Of every record that has one, of each list, and what searches answer."""
    every = (Meeting, AgendaItem, Person, Document, Attachment)
    records = [record.get_absolute_url() for model in every for record in model._base_manager.order_by("pk")]
    texts = [f"/dokumenter/{document.pk}/tekst/" for document in Document.objects.all()]
    lists = ["/", "/moeder/", "/personer/", "/udpegninger/", "/kommuner/", "/emner/", "/forloeb/", "/tal/"]
    return [*records, *texts, *lists, "/soeg/?q=broen", "/soeg/?q=lind&format=json", "/soeg/forslag/?q=bro"]


def pages() -> dict[str, tuple[int, bytes]]:
    """By its address what each page answers."""
    answers = {address: Client().get(address) for address in addresses()}
    return {address: (answer.status_code, answer.getvalue()) for address, answer in answers.items()}


@contextmanager
def another_machine(tmp_path: Path) -> Iterator[None]:
    """With an empty database, and an empty folder for files."""
    with empty_database() as name, override_settings(MEDIA_ROOT=tmp_path / "et-andet-sted"), asking_database(name):
        yield


def test_every_page_of_a_restored_archive_is_as_it_was(tmp_path: Path) -> None:
    make_archive()
    before = pages()
    assert {status for status, _ in before.values()} == {200, 410}
    assert "gemt i" in told("backup", tmp_path / "kopi.tar")
    with another_machine(tmp_path):
        assert "er gendannet" in told("restore", tmp_path / "kopi.tar")
        assert pages() == before
        assert check_index()[0] == 0
        assert not [path for path in Path(settings.MEDIA_ROOT).iterdir() if path.name.startswith(".")]


def test_what_was_taken_out_since_is_taken_out_again(tmp_path: Path) -> None:
    """By what the archive knows that is replaced, and by a file on another machine."""
    make_archive()
    told("backup", tmp_path / "kopi")
    redact_everywhere(NAME)
    told("redactions", "export", tmp_path / "udeladelser.json")
    with another_machine(tmp_path):
        told("restore", tmp_path / "kopi")
        assert tables_with(NAME)
        told("restore", tmp_path / "kopi", replace=True, redactions=[tmp_path / "udeladelser.json"])
        assert tables_with(NAME) == set()
        told("restore", tmp_path / "kopi", replace=True)
        assert tables_with(NAME) == set()
        files = [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        assert [content for content in files if b"Lind" in content] == []


def damage(backup: Path) -> None:
    next(backup.glob("filer/dokumenter/*/*")).write_bytes(b"%PDF-noget andet")


def take_a_file(backup: Path) -> None:
    next(backup.glob("filer/dokumenter/*/*")).unlink()


def add_a_file(backup: Path) -> None:
    (backup / "filer" / "mere.txt").write_text("mere")


def take_the_list(backup: Path) -> None:
    (backup / "indhold.json").unlink()


def make_it_later(backup: Path) -> None:
    change_list(backup, migrations=["meetings.9999_senere"])


def give_it_another_key(backup: Path) -> None:
    change_list(backup, redaction_key="en anden")


def make_it_of_another_form(backup: Path) -> None:
    change_list(backup, format=99)


def change_list(backup: Path, **values: Any) -> None:
    path = backup / "indhold.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


DAMAGES = {
    "er beskadiget": damage,
    "mangler filen": take_a_file,
    "ikke står i dens indholdsfortegnelse": add_a_file,
    "blev ikke færdig": take_the_list,
    "fra en nyere udgave": make_it_later,
    "en anden nøgle": give_it_another_key,
    "ikke kender": make_it_of_another_form,
}


def test_a_backup_that_is_not_whole_or_not_ours_changes_nothing(tmp_path: Path) -> None:
    make_archive()
    told("backup", tmp_path / "kopi")
    before = pages()
    for sentence, spoil in DAMAGES.items():
        shutil.copytree(tmp_path / "kopi", tmp_path / "spoilt")
        spoil(tmp_path / "spoilt")
        with pytest.raises(CommandError, match=sentence):
            told("restore", tmp_path / "spoilt", replace=True)
        shutil.rmtree(tmp_path / "spoilt")
    with pytest.raises(CommandError, match="Der er et arkiv i forvejen"):
        told("restore", tmp_path / "kopi")
    (tmp_path / "kopi" / "arkiv.dump").write_bytes(b"PGDMP")
    change_list(tmp_path / "kopi", files=listed_again(tmp_path / "kopi"))
    with pytest.raises(CommandError, match="pg_restore sluttede med fejl"):
        told("restore", tmp_path / "kopi", replace=True)
    assert pages() == before


def listed_again(backup: Path) -> dict[str, Any]:
    """The list's files, with the dump as it is now."""
    files: dict[str, Any] = json.loads((backup / "indhold.json").read_text())["files"]
    return files | {"arkiv.dump": {"size": 5, "sha256": hashlib.sha256(b"PGDMP").hexdigest()}}


@pytest.mark.parametrize("name", ["../ude.txt", "/etc/ude.txt", "filer/../../ude.txt"])
def test_no_file_of_a_backup_is_written_beside_the_archives_folder(name: str, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "kopi.tar", "w") as archive:
        entry = tarfile.TarInfo(name)
        archive.addfile(entry)
    with pytest.raises(CommandError, match="et navn, der ikke kan bruges"):
        told("restore", tmp_path / "kopi.tar")
    assert not list(tmp_path.rglob("ude.txt"))


def test_a_backup_is_whole_or_none_and_only_its_owners(tmp_path: Path) -> None:
    make_archive()
    told("backup", tmp_path / "kopi")
    files = [path for path in (tmp_path / "kopi").rglob("*") if path.is_file()]
    assert len(files) == 6
    assert {path.stat().st_mode & 0o077 for path in [tmp_path / "kopi", *files]} == {0}
    with pytest.raises(CommandError, match="findes allerede"):
        told("backup", tmp_path / "kopi")
    with pytest.raises(CommandError, match="kan ikke skrives"):
        told("backup", tmp_path / "findes-ikke" / "kopi")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    make_archive()
    name = Document.objects.all()[0].file.name
    (Path(settings.MEDIA_ROOT) / str(name)).unlink()
    assert f"Filen {name} står i databasen, men mangler" in told("backup", tmp_path / "kopi")
    assert json.loads((tmp_path / "kopi" / "indhold.json").read_text())["missing"] == [name]
