"""Uploads without the pages: what is received, what becomes of it, and what two of them say of one another."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from meetings.importing import uploads
from meetings.importing.upload_receiving import queue_rereading, receive_files, safe_name
from meetings.importing.upload_rivals import rival_upload_notes
from meetings.importing.uploads import accept_uploads, withdraw_uploads
from meetings.models import AgendaItem, Decision, Document, Meeting, Upload
from meetings.models.choices import UploadState
from meetings.parsing.parser import PARSER_VERSION
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db

BROKEN = "Filen er beskadiget og kan ikke åbnes. Gem den på ny fra det program, den er skrevet i."
POSTPONED = [ITEMS[0], Item("2.1", ITEMS[1].title, decision="Sagen udsættes til næste møde."), ITEMS[2]]


def uploaded(text: str | bytes, name: str = "referat.txt") -> Upload:
    """An upload of a file with this content, as it is received."""
    content = text if isinstance(text, bytes) else text.encode()
    (upload,) = receive_files([SimpleUploadedFile(name, content)]).uploads
    return upload


def worked(upload: Upload) -> Upload:
    """The upload after the work that it waited for."""
    uploads.process_upload(upload.pk)
    return Upload.objects.get(pk=upload.pk)


def planned(text: str | bytes, name: str = "referat.txt") -> Upload:
    return worked(uploaded(text, name))


def imported(upload: Upload, *, replaces: bool = False) -> Upload:
    (accepted,) = accept_uploads(Upload.objects.filter(pk=upload.pk), replaces=replaces)
    return worked(accepted)


def fields(upload: Upload, title: str) -> dict[str, tuple[str, str]]:
    """The fields of the one change with that title: the old and the new value by the field's name."""
    (change,) = (change for change in upload.plan if change["title"] == title)
    return {field["title"]: (field["old"], field["new"]) for field in change["fields"]}


class TestPlanning:
    """What an editor reads before anything is written."""

    def test_a_new_meeting_is_told_in_one_line_and_nothing_is_written(self) -> None:
        upload = planned(document_text())
        assert upload.state == UploadState.PLANNED
        assert upload.summary == (
            "Nyt møde: KKR Prøveby, 14. marts 2025: 2 afsnit, 3 punkter, 3 beslutninger, 3 deltagere."
        )
        assert not Meeting.objects.exists()

    def test_a_change_is_told_field_by_field_old_and_new(self) -> None:
        import_text(document_text())
        changed = document_text().replace("har drøftet sagen", "er enige")
        upload = planned(changed, "nyt.txt")
        assert upload.summary == "KKR Prøveby, 14. marts 2025: ændrer 3 felter."
        assert fields(upload, "punkt 2.1") == {
            "sagsfremstilling": (
                "Kommunerne har drøftet sagen med Aalborg Kommune.",
                "Kommunerne er enige med Aalborg Kommune.",
            )
        }

    def test_values_stand_in_words(self) -> None:
        upload = planned(document_text())
        assert fields(upload, "beslutning 2.2")["udfald"] == ("", "Udsat")
        assert fields(upload, "møde")["deltagerlisten er fuldstændig"] == ("", "Ja")

    def test_an_edit_that_is_kept_is_told_apart(self) -> None:
        import_text(document_text("agenda"), "dagsorden.txt")
        item = AgendaItem.objects.get(number="2.1")
        item.presentation = "Rettet."
        item.save()
        upload = planned(document_text().replace("har drøftet sagen", "er enige"))
        (kept,) = (field for change in upload.plan for field in change["kept"])
        assert kept == {
            "title": "sagsfremstilling",
            "old": "Rettet.",
            "new": "Kommunerne er enige med Aalborg Kommune.",
        }
        assert upload.summary.endswith("1 rettelse i arkivet bevares, hvor dokumentet siger noget andet.")

    def test_what_goes_is_told(self) -> None:
        import_text(document_text())
        upload = planned(document_text(present=["Anna Holm (A), Aalborg Kommune"]))
        assert "fjerner 1 deltager" in upload.summary
        assert ("Fjernes", "deltager Bo Lind") in {(change["action"], change["title"]) for change in upload.plan}

    def test_warnings_have_page_and_line(self) -> None:
        upload = planned(document_text(present=[], absent=["Carl Krag (F), Thisted Kommune"]))
        assert {"page", "line", "message"} == upload.warnings[0].keys()

    def test_what_the_archive_has_is_unchanged_and_its_file_not_kept(
        self, django_capture_on_commit_callbacks: Any
    ) -> None:
        import_text(document_text())
        upload = uploaded(document_text(), "samme.txt")
        stored = Path(upload.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            upload = worked(upload)
        assert (upload.state, upload.document) == (UploadState.UNCHANGED, Document.objects.get())
        assert not stored.exists()

    @pytest.mark.parametrize(
        ("content", "name", "sentence"),
        [
            pytest.param(b"", "a.txt", "Filen er tom.", id="empty"),
            pytest.param(b"%PDF-1.4 no", "a.pdf", "PDF-filen er beskadiget og kan ikke åbnes.", id="damaged"),
            pytest.param(b"PK\x03\x04", "a.docx", BROKEN, id="broken Word document"),
            pytest.param(
                b"En indkobsliste",
                "a.txt",
                "Filen ligner ikke en dagsorden eller et referat: den har ingen punkter.",
                id="no minutes",
            ),
            pytest.param(b"%PDF-1.4 no", "a.txt", "PDF-filen er beskadiget og kan ikke åbnes.", id="a wrong name"),
        ],
    )
    def test_a_file_that_is_no_document_is_refused_with_a_sentence(
        self, content: bytes, name: str, sentence: str
    ) -> None:
        upload = planned(content, name)
        assert (upload.state, upload.sentence) == (UploadState.REFUSED, sentence)

    def test_one_that_is_too_large_is_refused_and_not_kept(self, settings: Any) -> None:
        settings.IMPORT_MAX_BYTES = 2_000_000
        upload = uploaded(b"x" * 2_000_001)
        assert (upload.state, upload.sentence) == (UploadState.REFUSED, "Filen er for stor. Grænsen er 2 MB.")
        assert not upload.file

    def test_a_fault_of_ours_is_a_refusal_too_and_is_logged(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(source: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(uploads, "read", fail)
        upload = planned(document_text())
        assert (upload.state, upload.sentence) == (UploadState.REFUSED, uploads.UNEXPECTED_ERROR)
        assert "ZeroDivisionError" in caplog.text


class TestImporting:
    """What an editor said yes to."""

    def test_the_archive_has_it_and_the_upload_s_copy_goes(self, django_capture_on_commit_callbacks: Any) -> None:
        upload = planned(document_text())
        stored = Path(upload.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            upload = imported(upload)
        document = Document.objects.get()
        assert (upload.state, upload.document) == (UploadState.APPLIED, document)
        assert (document.source_name, document.meeting.items.count()) == ("referat.txt", 3)
        assert not stored.exists()
        assert Path(document.file.path).exists()

    def test_what_is_shown_afterwards_is_what_was_done(self) -> None:
        upload = planned(document_text())
        import_text(document_text("agenda"), "dagsorden.txt")
        assert upload.summary.startswith("Nyt møde")
        upload = imported(upload)
        assert upload.summary.startswith("KKR Prøveby, 14. marts 2025: tilføjer 3 beslutninger, 3 deltagere; ændrer")

    def test_an_archive_that_changed_meanwhile_may_refuse(self) -> None:
        upload = planned(document_text())
        import_text(document_text(items=POSTPONED), "andet.txt")
        upload = imported(upload)
        assert upload.state == UploadState.REFUSED
        assert "siger noget andet om punkt 2.1" in upload.sentence
        assert Document.objects.get().source_name == "andet.txt"

    def test_a_refused_one_can_be_made_to_win(self) -> None:
        import_text(document_text(items=POSTPONED), "andet.txt")
        upload = planned(document_text())
        assert upload.state == UploadState.REFUSED
        upload = imported(upload, replaces=True)
        assert (upload.state, upload.sentence) == (UploadState.APPLIED, "")
        assert Decision.objects.get(item__number="2.1").outcome == "approved"

    def test_twice_changes_nothing(self) -> None:
        upload = imported(planned(document_text()))
        assert accept_uploads(Upload.objects.filter(pk=upload.pk)) == []
        assert uploads.process_upload(upload.pk) is None
        again = planned(document_text())
        assert again.state == UploadState.UNCHANGED
        assert Document.objects.count() == 1

    def test_a_withdrawn_one_is_not_imported_and_its_file_goes(self, django_capture_on_commit_callbacks: Any) -> None:
        upload = planned(document_text())
        stored = Path(upload.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            assert withdraw_uploads(Upload.objects.all()) == [upload]
        assert not stored.exists()
        assert accept_uploads(Upload.objects.all()) == []
        assert withdraw_uploads(Upload.objects.all()) == []

    def test_one_whose_file_is_gone_is_refused(self) -> None:
        upload = planned(document_text())
        Path(upload.file.path).unlink()
        assert imported(upload).sentence == "Filen kan ikke åbnes."


class TestTogether:
    """Files of one upload, and what they say of one another."""

    def test_the_same_file_twice_is_told_and_kept_once(self) -> None:
        content = document_text().encode()
        received = receive_files([SimpleUploadedFile("a.txt", content), SimpleUploadedFile("b.txt", content)])
        assert [upload.source_name for upload in received.uploads] == ["a.txt"]
        assert received.sentences == ("»b.txt« er den samme fil som »a.txt«, der allerede ligger til indlæsning.",)

    def test_the_database_itself_keeps_one(self) -> None:
        upload = uploaded(document_text())
        with pytest.raises(IntegrityError, match="one_open_upload_a_file"), transaction.atomic():
            Upload.objects.create(source_name="b.txt", sha256=upload.sha256, size=1)

    def test_a_retry_beside_the_same_file_on_its_way_is_left(self) -> None:
        refused = planned(b"Intet")
        again = uploaded(b"Intet")
        assert accept_uploads(Upload.objects.filter(pk=refused.pk)) == []
        assert again.state == UploadState.WAITING

    def test_two_that_contradict_one_another_are_told(self) -> None:
        one, other = planned(document_text(), "a.txt"), planned(document_text(items=POSTPONED), "b.txt")
        assert rival_upload_notes([one, other]) == {
            one.pk: ["»b.txt« er fra samme møde og siger noget andet om punkt 2.1. Kun ét af dem kan gælde."],
            other.pk: ["»a.txt« er fra samme møde og siger noget andet om punkt 2.1. Kun ét af dem kan gælde."],
        }

    def test_agenda_and_minutes_of_a_meeting_belong_together(self) -> None:
        planned(document_text("agenda"), "a.txt")
        minutes = planned(document_text(items=POSTPONED), "b.txt")
        assert rival_upload_notes([minutes]) == {minutes.pk: ["»a.txt« er fra samme møde. De bliver til ét møde."]}

    def test_other_councils_and_what_is_done_are_not_mentioned(self) -> None:
        imported(planned(document_text("agenda"), "a.txt"))
        planned(document_text(council="KKR Andetsted"), "b.txt")
        assert rival_upload_notes([planned(document_text(), "c.txt")]) == {}


class TestReadingAgain:
    """Documents of the archive, with the parser of today."""

    @pytest.fixture
    def document(self) -> Document:
        import_text(document_text())
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        AgendaItem.objects.filter(number="2.1").update(presentation="Rettet.")
        item = AgendaItem.objects.get(number="2.2")
        item.presentation, item.imported["presentation"] = "Læst for kort", "Læst for kort"
        item.save()
        return Document.objects.get()

    def reread(self, document: Document) -> Upload:
        (upload,) = queue_rereading([document]).uploads
        return worked(upload)

    def test_what_was_read_otherwise_is_mended_and_edits_stay(self, document: Document) -> None:
        upload = self.reread(document)
        assert (upload.state, upload.document) == (UploadState.APPLIED, document)
        assert upload.summary == "KKR Prøveby, 14. marts 2025: ændrer 1 felt."
        texts = {item.number: item.presentation for item in AgendaItem.objects.all()}
        assert texts["2.1"] == "Rettet."
        assert texts["2.2"] == "Kommunerne har drøftet sagen med Aalborg Kommune."
        document.refresh_from_db()
        assert document.parser_version == PARSER_VERSION
        assert Path(document.file.path).exists()

    def test_one_of_today_is_unchanged(self, document: Document) -> None:
        self.reread(document)
        assert self.reread(document).state == UploadState.UNCHANGED

    def test_one_that_is_on_its_way_already_is_told(self, document: Document) -> None:
        queue_rereading([document])
        again = queue_rereading([document])
        assert (again.uploads, again.sentences) == ((), ("»referat.txt« ligger allerede til indlæsning.",))

    def test_a_missing_file_is_a_refusal(self, document: Document) -> None:
        Path(document.file.path).unlink()
        assert self.reread(document).sentence.startswith("Dokumentets fil mangler i arkivet.")

    def test_a_file_that_is_another_now_is_a_refusal(self, document: Document) -> None:
        Path(document.file.path).write_text(document_text("agenda"))
        assert self.reread(document).sentence.startswith("Dokumentets fil er ikke længere den, der blev indlæst.")
        assert Document.objects.count() == 1

    def test_a_document_that_was_deleted_meanwhile_is_a_refusal(self, document: Document) -> None:
        (upload,) = queue_rereading([document]).uploads
        Upload.objects.update(document=None)
        assert worked(upload).sentence == "Dokumentet er slettet, siden det blev valgt."


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("referat.pdf", "referat.pdf", id="as it is"),
        pytest.param("../../etc/passwd.pdf", "passwd.pdf", id="folders"),
        pytest.param("C:\\Sager\\møde.pdf", "møde.pdf", id="folders of Windows"),
        pytest.param("a\x00b\r\n\u202efdp.pdf", "abfdp.pdf", id="control characters"),
        pytest.param("mo\u0308de.pdf", "möde.pdf", id="decomposed letters"),
        pytest.param("", "dokument", id="no name"),
        pytest.param("@@@", "dokument", id="nothing that a file may be called"),
        pytest.param("..", "dokument", id="the folder above"),
        pytest.param("!!.pdf", "dokument.pdf", id="only a suffix"),
        pytest.param("\udcff.txt", "dokument.txt", id="no text"),
        pytest.param("æ" * 300 + ".pdf", "æ" * 88 + ".pdf", id="too long for a file system"),
        pytest.param("a." + "b" * 300, ("a." + "b" * 300)[:180], id="a suffix that is none"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_one(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_name_that_is_none_can_be_imported() -> None:
    upload = imported(planned(document_text(), "../\x00.txt"))
    assert upload.state == UploadState.APPLIED
    assert Document.objects.get().source_name == "dokument.txt"
