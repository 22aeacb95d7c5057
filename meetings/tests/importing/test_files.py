"""Which files are read, and what is said of those that are not."""

import io
import os
import unicodedata
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from meetings.importing.files import read
from meetings.importing.folders import find_files
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile, load
from meetings.tests.documents import DAY, document_text, read_text

pytestmark = pytest.mark.django_db  # which words are redacted is asked


def pdf(text: str = "", password: str | None = None) -> bytes:
    """A PDF of one page; without text it holds a drawing only."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password) if password else None)
    if text:
        canvas.drawString(72, 700, text)
    else:
        canvas.rect(72, 600, 200, 100)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("a.txt", b"", "Filen er tom.", id="empty file"),
        pytest.param("a.txt", b" \n\f \n", "Filen er tom.", id="white space only"),
        pytest.param("a.pdf", b"", "Filen er tom.", id="empty PDF"),
        pytest.param(
            "a.txt", "Indkøbsliste: mælk og rugbrød".encode(), "ligner ikke en dagsorden", id="a shopping list"
        ),
        pytest.param("a.docx", b"PK\x03\x04", "beskadiget", id="broken Word document"),
        pytest.param("a.own", b"PK\x03\x04", "ikke i en form, som arkivet læser", id="form that is not read"),
        pytest.param("a.odt", b"PK\x03\x04", "Gem den som Word (.docx) eller PDF", id="form of LibreOffice"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0 rest", "den gamle form (.doc)", id="old Word document"),
        pytest.param("a.txt", b"\x00\x01\x02\x03\x81\x8d", "tegnsæt er ukendt", id="binary named as text"),
        pytest.param("a.txt", b"bl\xe5b\xe6r \x81", "tegnsæt er ukendt", id="byte that no code page has"),
        pytest.param("a.pdf", b"%PDF-1.7\nnothing more", "beskadiget", id="damaged PDF"),
        pytest.param("a.pdf", b"not a PDF at all", "beskadiget", id="PDF by name only"),
        pytest.param("a.pdf", pdf("1.1. Sag", password="hemmeligt"), "adgangskode", id="encrypted PDF"),
        pytest.param("a.pdf", pdf(), "(OCR)", id="PDF of images only"),
        pytest.param("a.pdf", pdf("Kun en enkelt linje"), "ligner ikke en dagsorden", id="PDF that is something else"),
        pytest.param(
            "a.txt",
            document_text().replace("KKR Prøveby  | 14-03-2025", "").replace("KKR Prøveby", "Gruppen").encode(),
            "hvilket råd",
            id="minutes that don't name the council",
        ),
        pytest.param(
            "a.txt",
            document_text().replace("  | 14-03-2025", "").encode(),
            "hvornår mødet er",
            id="minutes without any date",
        ),
    ],
)
def test_a_file_that_is_no_council_document_is_refused_with_one_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(SourceFile(name, content))
    assert sentence in refusal.value.sentence
    assert refusal.value.sentence.endswith((".", "?"))
    assert refusal.value.log.isascii()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_the_encodings_that_offices_save_in(encoding: str) -> None:
    file = read(SourceFile("referat.txt", document_text().encode(encoding)))
    assert file.date == DAY
    assert file.document.council == "KKR Prøveby"
    assert [participant.name for participant in file.document.participants] == ["Anna Holm", "Bo Lind", "Carl Krag"]


def test_a_file_is_the_same_by_its_content_not_by_its_name() -> None:
    assert read_text(document_text(), "a.txt").source.sha256 == read_text(document_text(), "b.txt").source.sha256


def test_a_folder_stands_for_the_documents_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.PDF", "notes.md", ".hidden.txt", "sub/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)] == ["a.PDF", "b.txt", "sub/c.txt"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    with pytest.raises(Refused, match="no documents") as refusal:
        find_files(tmp_path)
    assert "ingen dokumenter" in refusal.value.sentence


def test_a_path_with_nothing_at_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        find_files(tmp_path / "findes-ikke.pdf")
    assert refusal.value.sentence == "Filen findes ikke."


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    path.write_bytes(b"x" * 2_000_001)
    with pytest.raises(Refused) as refusal:
        load(path, max_bytes=2_000_000)
    assert refusal.value.sentence == "Filen er for stor: 2,0 MB, grænsen er 2,0 MB."


def test_a_file_that_is_gone_when_its_turn_comes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        load(tmp_path / "væk.txt", max_bytes=1)
    assert refusal.value.sentence == "Filen kan ikke åbnes."


def test_a_small_limit_is_told_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "lille.txt"
    path.write_bytes(b"x" * 1_500)
    with pytest.raises(Refused) as refusal:
        load(path, max_bytes=1_000)
    assert refusal.value.sentence == "Filen er for stor: 1.500 byte, grænsen er 1.000 byte."


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "rør.txt"
    os.mkfifo(path)
    with pytest.raises(Refused) as refusal:
        load(path, max_bytes=1_000)
    assert refusal.value.sentence == "Det er ikke en almindelig fil."


def test_a_name_is_kept_in_composed_letters(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Rådets møde på Ærø.txt")
    (tmp_path / decomposed).write_text(document_text(), encoding="utf-8")
    assert load(tmp_path / decomposed, 10**6).name == "Rådets møde på Ærø.txt"


@pytest.mark.parametrize("letters", [1, 200, 250, 251])
def test_what_an_export_is_kept_as_has_a_name_of_no_more_letters_than_file_systems_take(letters: int) -> None:
    name = SourceFile("x" * letters + ".html", b"<html>", is_canonical=True).stored_name
    assert name == "x" * min(letters, 250) + ".json"
