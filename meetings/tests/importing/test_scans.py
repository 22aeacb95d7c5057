"""A scan is recognized page by page in the background, and says on its page and in the JSON that it was."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.importing import files, recognition, uploads
from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile
from meetings.importing.upload_receiving import receive_files
from meetings.importing.uploads import accept_uploads, process_next_upload, process_upload
from meetings.models import Document, Upload
from meetings.models.choices import UploadState
from meetings.parsing.document import as_json
from meetings.parsing.lines.ocr import NotRecognized, recognized_page
from meetings.tests.documents import document_text
from meetings.tests.scans import joined, printed, scanned

pytestmark = pytest.mark.django_db
SCAN = scanned(printed("side et", "side to"))
TEXT = document_text().split("\n")
PAGES = [TEXT[:20], TEXT[20:]]


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A tesseract that gives the pages of minutes; the numbers of those that it was asked for."""
    asked: list[int] = []

    def page(_: bytes, number: int) -> list[str]:
        asked.append(number)
        return PAGES[number]

    def pages_of(_: bytes) -> int:
        return len(PAGES)

    found: Callable[[bytes], int] = pages_of
    for module in (files, recognition):
        monkeypatch.setattr(module, "pages_to_recognize", found)
    for other in (recognition, uploads):
        monkeypatch.setattr(other, "recognize_page", page)
    return asked


def test_an_upload_is_recognized_a_page_at_a_time_by_the_worker(client: Client, tesseract: list[int]) -> None:
    (upload,) = receive_files([SimpleUploadedFile("referat.pdf", SCAN)]).uploads
    process_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.sentence, tesseract) == (UploadState.WAITING, "Siderne tekstgenkendes: 0 af 2.", [])
    told = []
    while done := process_next_upload():
        told.append(done.sentence)
        if done.state == UploadState.PLANNED:
            break
    assert told == ["Siderne tekstgenkendes: 1 af 2.", "Siderne tekstgenkendes: 2 af 2.", ""]
    accept_uploads(Upload.objects.filter(pk=upload.pk))
    process_next_upload()
    upload.refresh_from_db()
    assert (upload.state, upload.recognized, tesseract) == (UploadState.APPLIED, [], [0, 1])
    document = Document.objects.get()
    assert document.is_recognized
    assert "tekstgenkendt" in client.get(document.meeting.get_absolute_url()).content.decode()
    assert "tekstgenkendt" in client.get(f"{document.get_absolute_url()}tekst/").content.decode()


def test_a_command_recognizes_a_scan_once(tesseract: list[int]) -> None:
    file = read(SourceFile("referat.pdf", SCAN))
    assert as_json(file.document, "referat.pdf")["is_recognized"]
    import_file(file)
    assert import_file(read(SourceFile("referat.pdf", SCAN))).action == "unchanged"
    assert import_file(read(stored_source(Document.objects.get()))).action == "unchanged"
    assert tesseract == [0, 1]


def test_a_page_that_cannot_be_recognized_refuses_the_upload(
    tesseract: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: bytes, number: int) -> list[str]:
        raise Refused(f"Side {number + 1} kan ikke tekstgenkendes.", "failed")

    (upload,) = receive_files([SimpleUploadedFile("referat.pdf", SCAN)]).uploads
    process_upload(upload.pk)
    monkeypatch.setattr(uploads, "recognize_page", fail)
    process_next_upload()
    upload.refresh_from_db()
    assert (upload.state, upload.sentence) == (UploadState.REFUSED, "Side 1 kan ikke tekstgenkendes.")


def test_without_tesseract_the_refusal_says_how_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    with pytest.raises(Refused) as refused:
        read(SourceFile("referat.pdf", SCAN))
    assert "apt install tesseract-ocr tesseract-ocr-dan" in refused.value.sentence


def test_a_scan_without_a_letter_is_refused(tesseract: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recognize_page", lambda _, number: [str(number)])
    with pytest.raises(Refused, match="no text was recognized"):
        read(SourceFile("referat.pdf", SCAN))


class TestPicturesBesideText:
    """A PDF some of whose pages are pictures."""

    @pytest.fixture
    def mixed(self) -> bytes:
        """Minutes whose second page is a picture."""
        first = printed("\n".join(PAGES[0]), size=(500, 400))
        return joined(first, scanned(printed("side to")))

    def test_the_pictures_alone_are_recognized_and_told_of(self, mixed: bytes, tesseract: list[int]) -> None:
        file = read(SourceFile("referat.pdf", mixed))
        assert file.document.is_recognized
        messages = [(each.page, each.message) for each in file.document.warnings if "billede" in each.message]
        assert messages == [(2, "Siden er et billede. Teksten er genkendt af en maskine (OCR): se efter.")]
        import_file(file)
        assert import_file(read(stored_source(Document.objects.get()))).action == "unchanged"

    def test_an_upload_of_them_waits_for_the_background(self, mixed: bytes, tesseract: list[int]) -> None:
        (upload,) = receive_files([SimpleUploadedFile("referat.pdf", mixed)]).uploads
        process_upload(upload.pk)
        upload.refresh_from_db()
        assert (upload.state, upload.pages_to_recognize, tesseract) == (UploadState.WAITING, 2, [])
        while process_next_upload():
            pass
        upload.refresh_from_db()
        assert upload.state == UploadState.PLANNED
        assert "Siden er et billede." in upload.warnings[-1]["message"]

    def test_without_tesseract_the_text_is_read_and_the_pictures_are_told_of(
        self, mixed: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recognition, "is_installed", lambda: False)
        file = read(SourceFile("referat.pdf", mixed))
        assert not file.document.is_recognized
        messages = [(each.page, each.message) for each in file.document.warnings if "billede" in each.message]
        assert messages == [(2, "Siden er et billede, som der ikke er læst tekst i.")]

    def test_a_page_with_text_is_not_recognized(self, mixed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("shutil.which", lambda _: None)
        assert " ".join(recognized_page(mixed, 0)).split() == " ".join(PAGES[0]).split()
        with pytest.raises(NotRecognized):
            recognized_page(mixed, 1)
