"""A backup by pg_dump and of the files, older than a redaction: brought back, it loses the words again."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from benchmark.serving import database_url
from meetings.changes.change_pass import run_pass
from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.source_files import SourceFile
from meetings.models import AgendaItem, Attachment, Meeting, Person, RedactedAddress
from meetings.tests.documents import document_text, import_text
from meetings.tests.own_database import asking_database, empty_database, run_postgresql_program
from meetings.tests.parsing.test_extract import pdf
from meetings.tests.privacy.test_redacting import (
    ITEMS,
    NAME,
    TEXT,
    assert_is_gone,
    import_other_meeting,
    redact_everywhere,
    tables_with,
)
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[Path]:
    """The archive and its files as they were before words were taken out; gives the redactions' file."""
    import_file(
        read(SourceFile("klage-bo-lind.pdf", pdf(*TEXT.split("\n\n1.1")[:1], "1.1" + TEXT.split("\n\n1.1")[1])))
    )
    import_other_meeting()
    letter = Attachment(item=AgendaItem.objects.filter(number="2.1")[0], title="Brev fra Bo Lind", field="presentation")
    letter.file.save("brev-bo-lind.pdf", ContentFile(pdf("Kære råd", "Hilsen Bo Lind")))
    run_pass()
    dump, media = tmp_path / "arkiv.dump", Path(settings.MEDIA_ROOT)
    run_postgresql_program("pg_dump", "--format=custom", f"--file={dump}", database_url())
    shutil.copytree(media, tmp_path / "filer")
    redact_everywhere(NAME)
    call_command("redactions", "export", tmp_path / "udeladelser.json")
    shutil.rmtree(media)
    shutil.copytree(tmp_path / "filer", media)
    with empty_database() as name:
        run_postgresql_program("pg_restore", "--exit-on-error", f"--dbname={database_url(name)}", str(dump))
        with asking_database(name):
            yield tmp_path / "udeladelser.json"


def stored_texts() -> dict[str, str]:
    """By its name, what each stored file says; a page that is a picture says nothing."""
    files = (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return {path.name: _text(path.read_bytes()) for path in files}


def _text(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return content.decode()
    with pdfium.PdfDocument(content) as file:
        return "\n".join(page.get_textpage().get_text_range() for page in file)


def files_with_words() -> set[str]:
    return {name for name, text in stored_texts().items() if "lind" in f"{name} {text}".lower().replace("blind", "")}


def test_an_older_backup_loses_the_words_in_its_columns_its_files_and_its_addresses(
    restored: Path, client: Client
) -> None:
    assert {"meetings_person", "meetings_document", "meetings_agendaitem"} <= tables_with(NAME)
    assert len(files_with_words()) == 3
    old_address = Person.objects.get(name=NAME).get_absolute_url()
    call_command("redactions", "apply", restored, verbosity=0)
    run_pass()
    assert_is_gone(client)
    assert files_with_words() == set()
    assert len(stored_texts()) == 3
    assert client.get(old_address).headers["Location"] == "/personer/udeladt/"
    assert RedactedAddress.objects.exists()
    assert check_index()[0] == 0


def test_what_is_imported_into_the_restored_archive_loses_them_too(restored: Path) -> None:
    call_command("redactions", "apply", restored, verbosity=0)
    import_text(document_text(items=ITEMS, day=date(2025, 9, 12)), "bo_lind_september.txt")
    run_pass()
    assert Meeting.objects.count() == 3
    assert tables_with(NAME) == set()
    assert files_with_words() == set()
