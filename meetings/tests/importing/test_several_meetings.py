"""Exports with several meetings in one file: each is read, and told of in a row of its own."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.importing.batch import FileResult, import_sources, sources_below
from meetings.importing.files import read
from meetings.importing.folder_watch import import_path as watch_import
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile
from meetings.importing.upload_receiving import receive_files
from meetings.importing.uploads import accept_uploads, process_next_upload
from meetings.models import Attachment, Document, Meeting, Upload
from meetings.models.choices import UploadState
from meetings.tests.exported_meetings import CLOSED_WORDS, MEETING, SYSTEMS

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = (replace(MEETING, date=f"2025-{month}-14") for month in ("03", "04", "05"))
NOTE = b"%PDF-1.4 notat"
SECRET = b"%PDF-1.4 " + CLOSED_WORDS.encode()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


YEAR = zip_of(
    {
        "marts/sbsys.xml": SYSTEMS["sbsys.xml"](MARCH),
        "marts/dagsorden.html": SYSTEMS["page.html"](MARCH),
        "marts/Bilag/notat.pdf": NOTE,
        "marts/Bilag/lukket.pdf": SECRET,
        "april/moede.json": SYSTEMS["integration.json"](APRIL),
        "maj/edoc.xml": SYSTEMS["edoc.xml"](MAY),
        "vejledning.txt": b"Sagssystemets vejledning.",
    }
)


def imported(path: Path) -> dict[str, FileResult]:
    """What became of each meeting, by its name below the file."""
    sources, _ = sources_below([path])
    return {result.path.relative_to(path).as_posix(): result for result in import_sources(sources)}


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_each_meeting_of_a_zip_file_is_read_with_its_own_attachments(tmp_path: Path) -> None:
    results = imported(written(tmp_path, "2025.zip", YEAR))
    assert {name: result.outcome for name, result in results.items()} == dict.fromkeys(
        ["april/moede.json", "maj/edoc.xml", "marts/sbsys.xml"], "created"
    )
    assert sorted(str(meeting.date) for meeting in Meeting.objects.all()) == ["2025-03-14", "2025-04-14", "2025-05-14"]
    (stored,) = Attachment.objects.exclude(file="")
    assert (str(stored.item.meeting.date), stored.file.read()) == ("2025-03-14", NOTE)
    stored.file.close()


def test_the_same_meetings_again_change_nothing_alone_or_together(tmp_path: Path) -> None:
    path = written(tmp_path, "2025.zip", YEAR)
    imported(path)
    assert {result.outcome for result in imported(path).values()} == {"unchanged"}
    (tmp_path / "ud").mkdir()
    alone = written(tmp_path / "ud", "sbsys.xml", SYSTEMS["sbsys.xml"](MARCH))
    assert [result.outcome for result in imported(alone).values()] == ["unchanged"]
    assert Document.objects.count() == 3


def test_a_manifest_that_cannot_be_read_is_told_of_and_stops_no_other(tmp_path: Path) -> None:
    files = {"a/sbsys.xml": SYSTEMS["sbsys.xml"](MARCH), "b/sbsys.xml": b"<Dagsorden><M", "c.xml": b"<andet/>"}
    results = imported(written(tmp_path, "ud.zip", zip_of(files)))
    assert {name: result.outcome for name, result in results.items()} == {
        "a/sbsys.xml": "created",
        "b/sbsys.xml": "refused",
    }
    assert results["b/sbsys.xml"].sentence.startswith("Afvist. Filen er beskadiget")


FUJITSU = SYSTEMS["fujitsu.xml"](MARCH).replace(
    b"</Committee>",
    SYSTEMS["fujitsu.xml"](APRIL).partition(b"</Name>")[2].partition(b"</Committee>")[0] + b"</Committee>",
)
ACADRE = SYSTEMS["acadre.xml"](MARCH).replace(
    b"</table>",
    b"<agenda>" + SYSTEMS["acadre.xml"](APRIL).partition(b"<agenda>")[2].partition(b"</table>")[0] + b"</table>",
)
JSON = [json.loads(SYSTEMS["integration.json"](meeting)) for meeting in (MARCH, APRIL)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("alle.json", json.dumps(JSON).encode()),
        ("alle.json", json.dumps({"count": 2, "value": JSON}).encode("utf-16")),
        ("alle.xml", b"<Alle>" + SYSTEMS["sbsys.xml"](MARCH) + SYSTEMS["sbsys.xml"](APRIL) + b"</Alle>"),
        ("alle.xml", b"<Alle>" + SYSTEMS["prepare.xml"](MARCH) + SYSTEMS["prepare.xml"](APRIL) + b"</Alle>"),
        ("alle.xml", FUJITSU),
        ("alle.xml", ACADRE),
    ],
)
def test_each_meeting_of_one_manifest_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    results = imported(written(tmp_path, name, content))
    stem, suffix = name.split(".")
    assert {name: result.outcome for name, result in results.items()} == {
        f"{stem}-1.{suffix}": "created",
        f"{stem}-2.{suffix}": "created",
    }
    meetings = Meeting.objects.order_by("date")
    assert [(str(meeting.date), meeting.items.count()) for meeting in meetings] == [
        ("2025-03-14", 4),
        ("2025-04-14", 4),
    ]


def test_a_watched_folder_tells_of_each_meeting(tmp_path: Path) -> None:
    path = written(tmp_path, "2025.zip", YEAR)
    told = watch_import(path, replace=False)
    assert [
        name for name in ("april/moede.json", "maj/edoc.xml", "marts/sbsys.xml") if f"{name}: oprettet" in told
    ] == [
        "april/moede.json",
        "maj/edoc.xml",
        "marts/sbsys.xml",
    ]
    assert watch_import(path, replace=False).count("uændret.") == 3


def test_what_is_to_be_one_meeting_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused) as refused:
        read(SourceFile("2025.zip", YEAR))
    assert refused.value.sentence == "Filen har flere møder. De indlæses hver for sig."


class TestUploads:
    def test_an_upload_becomes_one_for_each_meeting(self) -> None:
        (upload,) = receive_files([SimpleUploadedFile("2025.zip", YEAR)]).uploads
        while process_next_upload():
            pass
        uploads = Upload.objects.order_by("source_name")
        assert [(each.source_name, each.state) for each in uploads] == [
            ("april moede.json", UploadState.PLANNED),
            ("maj edoc.xml", UploadState.PLANNED),
            ("marts sbsys.xml", UploadState.PLANNED),
        ]
        assert {each.batch for each in uploads} == {upload.batch}
        accept_uploads(Upload.objects.all())
        while process_next_upload():
            pass
        assert Meeting.objects.count() == 3
        assert Attachment.objects.exclude(file="").count() == 1

    def test_what_is_closed_does_not_stay_where_uploads_are_kept(self, settings: object) -> None:
        (upload,) = receive_files([SimpleUploadedFile("2025.zip", YEAR)]).uploads
        folder = Path(upload.file.path).parent
        process_next_upload()
        kept = [path for path in folder.iterdir() if path.name != Path(upload.file.path).name]
        assert kept
        assert CLOSED_WORDS.encode() not in b"".join(path.read_bytes() for path in kept)

    def test_a_meeting_that_waits_already_is_told_of(self) -> None:
        receive_files([SimpleUploadedFile("sbsys.xml", SYSTEMS["sbsys.xml"](MARCH))])
        receive_files([SimpleUploadedFile("2025.zip", YEAR)])
        while process_next_upload():
            pass
        states = dict(Upload.objects.values_list("source_name", "state"))
        assert (states["sbsys.xml"], states["marts sbsys.xml"]) == (UploadState.PLANNED, UploadState.REFUSED)

    def test_the_editor_is_led_to_the_list_of_them(self, admin_client: Client, settings: object) -> None:
        response = admin_client.post(
            "/admin/meetings/upload/add/", {"documents": [SimpleUploadedFile("2025.zip", YEAR)]}
        )
        assert response["Location"].startswith("/admin/meetings/upload/?batch=")
