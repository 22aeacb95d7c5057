"""Exports that wait for an editor: their attachments come along, and what is closed is not kept meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from meetings.importing.batch import import_sources, sources_below
from meetings.importing.files import read
from meetings.importing.holding import clear_findings
from meetings.importing.source_files import SourceFile
from meetings.importing.upload_receiving import receive_files
from meetings.importing.uploads import accept_uploads, process_next_upload
from meetings.models import Attachment, Document, Upload
from meetings.models.choices import ClearingReason, UploadState
from meetings.parsing.lines.exports.canonical import ExportedMeeting, ExportedText
from meetings.tests.exported_meetings import CLOSED_WORDS, MEETING, SYSTEMS, WITH_PATHS
from meetings.tests.importing.test_exports_imported import FILES, stored_files
from meetings.tests.importing.test_holding import WRITTEN
from meetings.tests.importing.test_several_meetings import zip_of

pytestmark = pytest.mark.django_db


def with_number(meeting: ExportedMeeting) -> ExportedMeeting:
    """The meeting with a CPR number in the text of its second item."""
    first, second, *others = meeting.items
    text = ExportedText(f"<p>Ansøgt af {WRITTEN}.</p>", "Sagsfremstilling")
    return replace(meeting, items=(first, replace(second, texts=(text, *second.texts)), *others))


def released() -> None:
    """What is held is cleared, planned, accepted and imported."""
    upload = Upload.objects.get(state=UploadState.HELD)
    digests = [row["digest"] for row in upload.findings]
    assert clear_findings(upload, digests, ClearingReason.PUBLISHED, None, "Det er et eksempel.")
    process_next_upload()
    accept_uploads(Upload.objects.all())
    process_next_upload()


def assert_imported_with_its_attachment() -> None:
    assert [upload.state for upload in Upload.objects.all()] == [UploadState.APPLIED]
    (stored,) = Attachment.objects.exclude(file="")
    assert stored.file.read() == FILES["Bilag/notat.pdf"]
    stored.file.close()
    assert CLOSED_WORDS.encode() not in stored_files()


@pytest.mark.parametrize("name", WITH_PATHS)
def test_attachments_of_a_folder_that_was_held_come_along_when_it_is_released(tmp_path: Path, name: str) -> None:
    for path, content in {name: SYSTEMS[name](with_number(MEETING)), **FILES}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    sources, _ = sources_below([tmp_path])
    assert [result.outcome for result in import_sources(sources)] == ["held"]
    assert CLOSED_WORDS.encode() not in stored_files()
    for path in (name, *FILES):
        (tmp_path / path).unlink()  # whoever exported it tidies up meanwhile
    released()
    assert_imported_with_its_attachment()


def test_attachments_of_an_upload_that_was_held_come_along_when_it_is_released(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    files = {"sbsys.xml": SYSTEMS["sbsys.xml"](with_number(MEETING)), **FILES}
    content = zip_of({f"ud/{path}": each for path, each in files.items()})
    receive_files([SimpleUploadedFile("eksport.zip", content)])
    with django_capture_on_commit_callbacks(execute=True):
        process_next_upload()
    assert CLOSED_WORDS.encode() not in stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        released()
    assert_imported_with_its_attachment()
    assert Document.objects.get().source_name == "eksport.json"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("eksport.zip", zip_of({"a.xml": b"<Dagsorden><M", "hemmelig.pdf": CLOSED_WORDS.encode()})),
        ("eksport.xml", f"<andet>{CLOSED_WORDS}</andet>".encode()),
        ("eksport.json", f'{{"moede": "{CLOSED_WORDS}"}}'.encode()),
        ("eksport.zip", CLOSED_WORDS.encode()),
    ],
)
def test_an_uploaded_export_that_is_refused_is_not_kept(
    name: str, content: bytes, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    receive_files([SimpleUploadedFile(name, content)])
    with django_capture_on_commit_callbacks(execute=True):
        process_next_upload()
    upload = Upload.objects.get()
    assert (upload.state, str(upload.file)) == (UploadState.REFUSED, "")
    assert not Upload.objects.ready().exists()
    assert CLOSED_WORDS.encode() not in stored_files()


def missing(source: SourceFile) -> list[str]:
    return [warning.message for warning in read(source).document.warnings if "Bilag" in warning.message]


def test_an_attachment_that_did_not_come_is_warned_of_by_name() -> None:
    manifest = SYSTEMS["sbsys.xml"](MEETING)
    assert missing(SourceFile("a.zip", zip_of({"sbsys.xml": manifest}))) == [
        "Bilaget »Notat om broen« (notat.pdf) er nævnt i eksporten, men filen er ikke kommet med."
    ]
    assert missing(SourceFile("a.zip", zip_of({"sbsys.xml": manifest, "Bilag/notat.pdf": b"a"}))) == []


@pytest.mark.parametrize(
    ("named", "lies"),
    [
        ("Bilag\\Notat.PDF", "bilag/notat.pdf"),
        ("Bilag/notat%20om%20br%C3%B8nden.pdf", "Bilag/notat om brønden.pdf"),
        ("Bilag/Åens løb.pdf", "Bilag/A\u030aens løb.pdf"),
        ("./Bilag/a.pdf", "Bilag/a.pdf"),
    ],
)
def test_an_attachment_is_found_however_its_name_is_written(tmp_path: Path, named: str, lies: str) -> None:
    manifest = SYSTEMS["sbsys.xml"](MEETING).replace(b"Bilag/notat.pdf", named.encode())
    assert missing(SourceFile("a.zip", zip_of({"ud/sbsys.xml": manifest, f"ud/{lies}": b"a"}))) == []
    for path, content in {"sbsys.xml": manifest, lies: b"a"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    sources, others = sources_below([tmp_path])
    assert [path.name for path, _ in sources] == ["sbsys.xml"]
    assert [result.sentence for result in others] == ["Del af eksporten »sbsys.xml«."]
    assert [result.outcome for result in import_sources(sources)] == ["created"]
    assert Attachment.objects.get().file


def test_an_attachment_whose_name_has_a_cpr_number_is_held(tmp_path: Path) -> None:
    manifest = SYSTEMS["sbsys.xml"](MEETING).replace(b"Bilag/notat.pdf", f"Bilag/{WRITTEN}.pdf".encode())
    (tmp_path / "sbsys.xml").write_bytes(manifest)
    sources, _ = sources_below([tmp_path])
    assert [result.outcome for result in import_sources(sources)] == ["held"]
