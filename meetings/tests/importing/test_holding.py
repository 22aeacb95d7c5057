"""A document with something that looks like a CPR number: nothing of it is public before an editor has decided."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.importing.batch import import_sources, sources_below
from meetings.importing.folder_watch import import_path as watch_import
from meetings.importing.holding import clear_findings
from meetings.models import AgendaItem, ClearedFinding, Document, Meeting, Upload
from meetings.models.choices import ClearingReason, UploadState
from meetings.tests.editing import admin_address, open_page
from meetings.tests.privacy.test_personal_numbers import NUMBERS_WITH_CHECK

pytestmark = pytest.mark.django_db

NUMBER = NUMBERS_WITH_CHECK[0]
WRITTEN = f"{NUMBER[:6]}-{NUMBER[6:]}"


def minutes(words: str = "") -> str:
    """Short minutes of »KKR Prøve« with these words in the presentation of the first item."""
    return f"""Referat
KKR Prøve
Dato: 3. maj 2024

1. Havneplan
Sagsfremstilling
Planen har to dele. {words}

Beslutning
KKR Prøve godkendte planen.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_text(minutes(f"Ane Holk, {WRITTEN}, har søgt."))
    return path


def import_path(path: Path, **options: Any) -> str:
    """What became of the file: created, held …"""
    sources, _ = sources_below([path])
    (result,) = import_sources(sources, **options)
    return result.outcome


def test_the_document_is_kept_where_nobody_reads_it_and_the_archive_stays_as_it_was(file: Path, client: Client) -> None:
    assert import_path(file) == "held"
    assert not Meeting.objects.exists()
    assert not Document.objects.exists()
    upload = Upload.objects.get()
    assert (upload.state, Path(upload.file.path).read_bytes()) == (UploadState.HELD, file.read_bytes())
    assert client.get(upload.file.url).status_code == 404


def test_the_number_itself_is_in_no_table(file: Path) -> None:
    import_path(file)
    told = json.dumps(Upload.objects.values().get(), default=str)
    assert NUMBER not in told
    assert WRITTEN not in told
    (finding,) = Upload.objects.get().findings
    assert (finding["page"], finding["line"], finding["words"]) == (1, 7, f"»{NUMBER[:6]}-••••«")


def test_minutes_that_are_held_leave_the_agenda_as_it_is(file: Path, tmp_path: Path) -> None:
    agenda = tmp_path / "dagsorden.txt"
    agenda.write_text(minutes().replace("Referat", "Dagsorden").split("Beslutning")[0])
    assert import_path(agenda) == "created"
    before = AgendaItem.objects.values().get()
    assert import_path(file) == "held"
    assert AgendaItem.objects.values().get() == before


def test_a_watched_folder_holds_it_too(file: Path) -> None:
    assert "tilbageholdt" in watch_import(file, replace=False)
    assert Upload.objects.get().state == UploadState.HELD
    assert not Meeting.objects.exists()


def test_the_same_file_is_held_once(file: Path) -> None:
    assert [import_path(file), import_path(file)] == ["held", "held"]
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("referat.txt", minutes("").replace("Havneplan", f"Ansøgning fra {WRITTEN}"), id="a title"),
        pytest.param(f"referat {WRITTEN}.txt", minutes(), id="the file's name"),
        pytest.param("referat.txt", minutes(f"Navn  CPR\nAne   {NUMBER}\n"), id="a table"),
        pytest.param("referat.txt", minutes(f"Ane, {WRITTEN[:7]}\n{WRITTEN[7:]}"), id="broken over a line"),
    ],
)
def test_held_wherever_it_stands(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert import_path(path) == "held"


@pytest.mark.parametrize(
    "words", ["Faktura 5790001234", "Ring til tlf. 98 12 34 56.", "Skriv til ane.holk@postkasse.dk"]
)
def test_other_things_are_imported_with_or_without_a_warning(tmp_path: Path, words: str) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(minutes(words) + "\n" * 20)
    assert import_path(path) == "created"


def test_contact_details_are_a_warning_and_held_where_a_setting_says_so(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(minutes("Linje\n" * 15 + "Skriv til ane.holk@postkasse.dk om sagen."))
    settings.HELD_CONTACT_DETAILS = ["email"]
    assert import_path(path) == "held"
    settings.HELD_CONTACT_DETAILS = []
    assert import_path(path) == "created"
    messages = [warning["message"] for warning in Document.objects.get().warnings]
    assert "»ane.holk@postkasse.dk« kan være en privat e-mailadresse." in messages


class TestTheCommand:
    def run(self, *arguments: Any) -> tuple[int, str]:
        out = io.StringIO()
        try:
            call_command("import_meetings", *arguments, stdout=out, stderr=io.StringIO())
        except SystemExit as end:
            return int(str(end.code)), out.getvalue()
        return 0, out.getvalue()

    def test_it_tells_of_it_and_ends_with_1(self, file: Path) -> None:
        status, told = self.run(file)
        assert status == 1
        assert "tilbageholdt" in told
        assert "side 1, linje 7" in told
        assert told.splitlines()[-1].split() == ["0", "0", "0", "0", "1", "0"]

    def test_a_dry_run_tells_it_in_json_and_stores_nothing(self, file: Path) -> None:
        status, told = self.run("--dry-run", "--json", file)
        assert status == 1
        (finding,) = json.loads(told)["held"]
        assert (finding["page"], finding["line"]) == (1, 7)
        assert not Upload.objects.exists()

    def test_nothing_held_is_an_empty_list(self, tmp_path: Path) -> None:
        path = tmp_path / "referat.txt"
        path.write_text(minutes())
        assert json.loads(self.run("--dry-run", "--json", path)[1])["held"] == []


class TestWhatAnEditorDecides:
    def page_of(self, client: Client, upload: Upload) -> str:
        return open_page(client, admin_address(Upload, "change", upload.pk))

    def decide(self, client: Client, verdict: str, reason: str = "") -> Upload:
        upload = Upload.objects.get()
        answers = {f"finding-{row['digest']}": verdict for row in upload.findings}
        client.post(admin_address(Upload, "change", upload.pk), {"_clear": "1", "reason": reason, **answers})
        return Upload.objects.get()

    def test_the_page_says_where_and_why(self, admin_client: Client, file: Path) -> None:
        import_path(file)
        page = self.page_of(admin_client, Upload.objects.get())
        assert "Side 1, linje 7" in page
        assert WRITTEN not in page

    def test_no_cpr_number_is_remembered_for_that_file(self, admin_client: Client, file: Path) -> None:
        import_path(file)
        assert self.decide(admin_client, "not_personal").state == UploadState.PLANNED
        assert not Meeting.objects.exists()
        assert import_path(file) == "created"
        again = file.with_name("andet.txt")
        again.write_text(file.read_text() + "\nTilføjelse.")
        assert import_path(again) == "held"

    def test_publishing_takes_a_reason(self, admin_client: Client, file: Path) -> None:
        import_path(file)
        assert self.decide(admin_client, "published").state == UploadState.HELD
        assert self.decide(admin_client, "published", "Rettens kendelse er offentlig.").state == UploadState.PLANNED
        assert ClearedFinding.objects.get().reason == "Rettens kendelse er offentlig."

    def test_each_place_is_decided_by_itself(self, file: Path) -> None:
        other = NUMBERS_WITH_CHECK[1]
        file.write_text(minutes(f"Ane, {WRITTEN}, og Bo, {other[:6]}-{other[6:]}."))
        import_path(file)
        upload = Upload.objects.get()
        first, second = upload.findings
        assert not clear_findings(upload, [first["digest"]], ClearingReason.NOT_PERSONAL, None)
        upload.refresh_from_db()
        assert upload.findings == [second]
        assert clear_findings(upload, [second["digest"]], ClearingReason.NOT_PERSONAL, None)

    def test_it_can_be_discarded_with_its_file(
        self, admin_client: Client, file: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        import_path(file)
        stored = Path(Upload.objects.get().file.path)
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(admin_address(Upload, "change", Upload.objects.get().pk), {"_withdraw": "1"})
        assert Upload.objects.get().state == UploadState.WITHDRAWN
        assert not stored.exists()


def test_scan_finds_what_is_public_already(file: Path) -> None:
    clean = file.with_name("rent.txt")
    clean.write_text(minutes())
    import_path(clean)
    out = io.StringIO()
    call_command("scan", stdout=out)
    assert "0 fundet" in out.getvalue()
    AgendaItem.objects.update(presentation=f"Redaktøren skrev {WRITTEN}.")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("scan", stdout=out)
    assert end.value.code == 1
    assert AgendaItem.objects.get().get_absolute_url() in out.getvalue()
    assert WRITTEN not in out.getvalue()
    assert date(2024, 5, 3) == Meeting.objects.get().date
