"""Exports in folders and ZIP files: public attachments come with them, and of what is closed nothing is stored."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from meetings.importing.apply import import_file
from meetings.importing.batch import import_sources, sources_below
from meetings.importing.files import read, stored_source
from meetings.importing.folders import SkippedFile, find_files
from meetings.importing.source_files import SourceFile
from meetings.models import AgendaItem, Attachment, Document
from meetings.tests.documents import document_text
from meetings.tests.exported_meetings import CLOSED_WORDS, MEETING, SYSTEMS, WITH_PATHS

pytestmark = pytest.mark.django_db
FILES = {
    "Bilag/notat.pdf": b"%PDF-1.4 notat",
    "Bilag/fortroligt.pdf": b"%PDF-1.4 " + CLOSED_WORDS.encode(),
    "Bilag/lukket.pdf": b"%PDF-1.4 " + CLOSED_WORDS.encode(),
}


def folder_with(folder: Path, name: str) -> Path:
    """An export of a system in a folder, with all its attachments."""
    for path, content in {name: SYSTEMS[name](MEETING), **FILES}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def zip_of(name: str, within: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in {name: SYSTEMS[name](MEETING), **FILES}.items():
            archive.writestr(within + path, content)
    return buffer.getvalue()


def stored_files() -> bytes:
    return b"".join(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.parametrize("name", WITH_PATHS)
def test_a_folder_is_imported_with_its_public_attachments_alone(tmp_path: Path, name: str) -> None:
    sources, others = sources_below([folder_with(tmp_path / "ud", name)])
    assert [path.name for path, _ in sources] == [name]
    assert {result.sentence for result in others} == {f"Del af eksporten »{name}«."}
    assert [result.outcome for result in import_sources(sources)] == ["created"]
    attachment = Attachment.objects.get()
    assert (attachment.title, attachment.item.number) == ("Notat om broen", "2")
    assert attachment.file.read() == FILES["Bilag/notat.pdf"]
    attachment.file.close()
    closed = AgendaItem.objects.get(number="3")
    assert (closed.title, closed.presentation, closed.case_number) == ("Lukket punkt om en ejendom", "", "")
    assert CLOSED_WORDS.encode() not in stored_files()
    assert CLOSED_WORDS not in repr(list(Document.objects.values()))


@pytest.mark.parametrize("within", ["", "eksport/2025/"])
def test_a_zip_file_is_an_export_with_its_attachments(within: str) -> None:
    content = zip_of("sbsys.xml", within)
    import_file(read(SourceFile("eksport.zip", content)))
    document = Document.objects.get()
    assert (document.source_name, document.sha256) == ("eksport.json", hashlib.sha256(content).hexdigest())
    assert Attachment.objects.get().file
    assert CLOSED_WORDS.encode() not in stored_files()


def test_what_is_kept_is_read_again(client: Client) -> None:
    import_file(read(SourceFile("eksport.zip", zip_of("sbsys.xml"))))
    document = Document.objects.get()
    assert import_file(read(stored_source(document))).action == "unchanged"
    assert import_file(read(SourceFile("eksport.zip", zip_of("sbsys.xml")))).action == "unchanged"
    response = client.get(document.get_absolute_url())
    response.close()
    assert response["Content-Disposition"] == 'attachment; filename="eksport.json"'


def test_an_attachment_that_lies_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.pdf").write_bytes(b"%PDF-1.4 hemmelig")
    folder = folder_with(tmp_path / "ud", "sbsys.xml")
    (folder / "Bilag/notat.pdf").unlink()
    (folder / "Bilag/notat.pdf").symlink_to(tmp_path / "hemmelig.pdf")
    sources, _ = sources_below([folder])
    assert [result.outcome for result in import_sources(sources)] == ["created"]
    assert not Attachment.objects.get().file


def test_every_file_of_a_folder_is_told_of(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "ud", "sbsys.xml")
    (folder / "dagsorden.html").write_bytes(SYSTEMS["page.html"](MEETING))
    (folder / "andet.xml").write_bytes(b"<andet/>")
    (folder / "referat.txt").write_text(document_text(), encoding="utf-8")
    (folder / "billede.png").write_bytes(b"PNG")
    skipped: list[SkippedFile] = []
    found = find_files(folder, skipped)
    assert [path.name for path in found] == ["referat.txt", "sbsys.xml"]
    told = {one.path.relative_to(folder).as_posix(): one.sentence for one in skipped}
    assert told.pop("andet.xml").startswith("Sprunget over. Filen er ikke en eksport, som arkivet kender")
    assert told.pop("billede.png").startswith("Sprunget over. Filen er et billede.")
    assert told == dict.fromkeys([*FILES, "dagsorden.html"], "Del af eksporten »sbsys.xml«.")
