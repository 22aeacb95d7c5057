"""Words are taken out of Word documents, web pages and exports that the archive has, and of those that come later."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.source_files import SourceFile
from meetings.models import Document, Redaction
from meetings.models.choices import RedactionScope
from meetings.parsing.lines.exports.canonical import ExportedMeeting
from meetings.privacy.redacting import redact
from meetings.tests.exported_meetings import as_sbsys
from meetings.tests.ten_meetings import TEN_MEETINGS, as_web_page, as_word_document

pytestmark = pytest.mark.django_db
NAME = "Anna Holm"
# The one in which somebody is appointed.
MEETING: ExportedMeeting = TEN_MEETINGS[5]
FILES = [
    pytest.param("referat.docx", as_word_document(MEETING), id="Word"),
    pytest.param("referat.html", as_web_page(MEETING), id="HTML"),
    pytest.param("referat.xml", as_sbsys(replace(MEETING, council="KKR Prøveby")), id="export"),
]


def everything_stored() -> str:
    """What the archive's files hold, unpacked."""
    found = []
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    content = b"".join(archive.read(name) for name in archive.namelist())
            found.append(content.decode())
    return "".join(found)


@pytest.mark.parametrize(("name", "content"), FILES)
@pytest.mark.parametrize("is_before", [True, False], ids=["then imported", "imported before"])
def test_the_words_are_in_no_file_and_the_document_is_read_again(
    name: str, content: bytes, is_before: bool, django_capture_on_commit_callbacks: Any
) -> None:
    if not is_before:
        import_file(read(SourceFile(name, content)))
        assert NAME in everything_stored()
    with django_capture_on_commit_callbacks(execute=True):
        redact(Redaction(scope=RedactionScope.ARCHIVE, reason="Efter anmodning"), [NAME])
    if is_before:
        import_file(read(SourceFile(name, content)))
    assert NAME not in everything_stored()
    document = Document.objects.get()
    assert NAME not in document.text
    again = read(stored_source(document)).document
    assert [item.title for item in again.items] == ["Udpegning til Nordjyllands Havneråd"]
    assert import_file(read(SourceFile(name, content))).action == "unchanged"
