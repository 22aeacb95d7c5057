"""A file of a form that is not read says which it is, by its first bytes or its name, and what to do."""

import io
import zipfile

import pytest

from meetings.importing.refusals import UNREADABLE_SENTENCES
from meetings.parsing.lines.foreign import read_pages
from meetings.parsing.lines.pages import Unreadable


def open_document(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office:document-content/>")
    return buffer.getvalue()


WEB_ARCHIVE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://birkelev.dk/referat
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html

<html><body>1. Ny bro</body></html>
"""


@pytest.mark.parametrize("suffix", ["", ".txt", ".docx", ".own"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(rb"{\rtf1\ansi Referat}", "RTF", id="rich text"),
        pytest.param(open_document("text"), "OpenDocument", id="a text of LibreOffice"),
        pytest.param(open_document("spreadsheet"), "regneark", id="a spreadsheet of LibreOffice"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "(.doc)", id="an old Word document"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "billede", id="a picture"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "billede", id="a photo"),
        pytest.param(b"II*\x00\x08\x00", "billede", id="a scan without a PDF"),
        pytest.param(WEB_ARCHIVE, "(.mht)", id="a page in one file"),
        pytest.param(WEB_ARCHIVE.replace(b"\n", b"\r\n"), "(.mht)", id="a page in one file of Windows"),
    ],
)
def test_a_form_is_known_by_its_first_bytes(content: bytes, suffix: str, words: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_pages(content, suffix)
    assert words in UNREADABLE_SENTENCES[unreadable.value.reason][0]


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".odt", "OpenDocument"),
        (".xlsx", "regneark"),
        (".MSG", "mail"),
        (".jpg", "billede"),
        (".own", "ikke i en form"),
    ],
)
def test_else_by_its_name(suffix: str, words: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_pages(b"PK\x03\x04 or whatever", suffix)
    assert words in UNREADABLE_SENTENCES[unreadable.value.reason][0]


@pytest.mark.parametrize("content", [b"BM", b"From: Anna", b"II. Sager", b"{rtf}", b"GIF"])
def test_a_text_is_none_of_them(content: bytes) -> None:
    assert read_pages(content, ".txt") == ((content.decode(),),)
