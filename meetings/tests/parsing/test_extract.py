"""From a file to pages of lines: text in every encoding that occurs, PDF, and what gives no text."""

import codecs
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.pages import Pages, Unreadable, UnreadableReason

TEXT = "Dagsorden for rådet\r\nSåvel Ærø som Å søger lærepladser – i 2025\r\n\r\n 2. Nyt"
LINES = ("Dagsorden for rådet", "Såvel Ærø som Å søger lærepladser – i 2025", "", " 2. Nyt")


def pdf(*texts: str, password: str | None = None, image: bool = False) -> bytes:
    """A PDF with a page for each text, a line of the text a line of the page."""
    target = BytesIO()
    encryption = StandardEncryption(password, ownerPassword="ejer") if password else None
    canvas = Canvas(target, encrypt=encryption, invariant=True)
    for text in texts:
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(72, 760 - 14 * number, line)
        if image:
            canvas.rect(72, 300, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


SMALL_PDF = pdf("Dagsorden\nNye lærepladser i rådet", "Eventuelt")


def reason(content: bytes, suffix: str = ".txt") -> UnreadableReason:
    with pytest.raises(Unreadable) as refused:
        extract_pages(content, suffix)
    return refused.value.reason


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode("utf-8"), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with its mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(TEXT.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16, little end first, with its mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16, big end first, with its mark"),
        pytest.param(TEXT.encode("cp1252"), id="Windows-1252"),
    ],
)
def test_the_same_text_gives_the_same_lines_in_every_encoding(content: bytes) -> None:
    assert extract_pages(content, ".txt") == (LINES,)


@given(st.text(alphabet="abcæøåÆØÅé –”’\n.1", min_size=1).filter(lambda text: bool(text.strip())))
def test_every_encoding_gives_the_same_pages(text: str) -> None:
    pages = extract_pages(text.encode("utf-8"), ".txt")
    assert extract_pages(text.encode("utf-8-sig"), ".txt") == pages
    assert extract_pages(text.encode("utf-16"), ".txt") == pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("a\nb", (("a", "b"),), id="line feeds"),
        pytest.param("a\r\nb", (("a", "b"),), id="carriage return and line feed"),
        pytest.param("a\rb", (("a", "b"),), id="carriage returns"),
        pytest.param("a\x0bb", (("a", "b"),), id="a line break within a paragraph of Word"),
        pytest.param("a\u2028b", (("a", "b"),), id="Unicode's line separator"),
        pytest.param("a\fb", (("a",), ("b",)), id="a form feed begins a page"),
    ],
)
def test_lines_and_pages_end_in_every_way_in_use(text: str, pages: Pages) -> None:
    assert extract_pages(text.encode(), ".txt") == pages


@pytest.mark.parametrize(
    ("content", "suffix", "expected"),
    [
        pytest.param(b"", ".txt", UnreadableReason.EMPTY, id="nothing"),
        pytest.param(b" \r\n\t\n", ".txt", UnreadableReason.EMPTY, id="white space only"),
        pytest.param(codecs.BOM_UTF8, ".txt", UnreadableReason.EMPTY, id="a byte order mark only"),
        pytest.param(b"\x00\x01\x02\x03 bin", ".txt", UnreadableReason.UNKNOWN_ENCODING, id="bytes that are no text"),
        pytest.param(
            "Rådet".encode("utf-16-le") + b"\x00", ".txt", UnreadableReason.UNKNOWN_ENCODING, id="half a character"
        ),
        pytest.param(b"Dagsorden", ".own", UnreadableReason.UNKNOWN_FORMAT, id="a format that is not read"),
        pytest.param(b"Dagsorden", ".odt", UnreadableReason.OPEN_DOCUMENT, id="a format of LibreOffice in name only"),
        pytest.param(b"Dagsorden", ".pdf", UnreadableReason.DAMAGED, id="a PDF in name only"),
        pytest.param(b"%PDF-1.4\n", ".pdf", UnreadableReason.DAMAGED, id="a PDF's first line only"),
        pytest.param(SMALL_PDF[:200], ".pdf", UnreadableReason.DAMAGED, id="a PDF cut short"),
        pytest.param(
            pdf("Hemmeligt", password="nøgle"), ".pdf", UnreadableReason.ENCRYPTED, id="a PDF with a password"
        ),
        pytest.param(pdf("", image=True), ".pdf", UnreadableReason.NO_TEXT, id="a PDF that is a picture"),
        pytest.param(pdf("1\n2"), ".pdf", UnreadableReason.NO_TEXT, id="a PDF with page numbers only"),
    ],
)
def test_a_file_without_text_says_why(content: bytes, suffix: str, expected: UnreadableReason) -> None:
    assert reason(content, suffix) is expected


def test_a_pdf_gives_its_pages_line_by_line() -> None:
    assert extract_pages(SMALL_PDF, ".pdf") == (("Dagsorden", "Nye lærepladser i rådet"), ("Eventuelt",))


def test_a_pdf_is_known_by_its_first_bytes_whatever_its_name() -> None:
    assert extract_pages(SMALL_PDF, ".txt") == extract_pages(SMALL_PDF, ".pdf")


def test_a_wide_gap_on_a_pdf_page_is_an_empty_line() -> None:
    assert extract_pages(pdf("Afsnit\n\n\nNæste afsnit"), ".pdf") == (("Afsnit", "", "Næste afsnit"),)


def test_a_hyphen_at_the_end_of_a_pdf_line_stays_at_its_end() -> None:
    assert extract_pages(pdf("om SOSU-\nuddannelserne og sam-\narbejdet"), ".pdf") == (
        ("om SOSU-", "uddannelserne og sam-", "arbejdet"),
    )


def test_columns_on_a_pdf_page_are_apart() -> None:
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.drawString(72, 700, "Lise Holm (A)")
    canvas.drawString(300, 700, "Rebild Kommune")
    canvas.save()
    assert extract_pages(target.getvalue(), ".pdf") == (("Lise Holm (A)   Rebild Kommune",),)


@given(st.binary(max_size=400), st.sampled_from([".txt", ".pdf", ".docx", ""]))
def test_random_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    read_or_refused(content, suffix)


@given(st.integers(0, len(SMALL_PDF)))
def test_a_pdf_cut_anywhere_is_read_or_refused(length: int) -> None:
    read_or_refused(SMALL_PDF[:length], ".pdf")


@given(st.lists(st.tuples(st.integers(0, len(SMALL_PDF) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_pdf_with_wrong_bytes_is_read_or_refused(mutations: list[tuple[int, int]]) -> None:
    content = bytearray(SMALL_PDF)
    for position, value in mutations:
        content[position] = value
    read_or_refused(bytes(content), ".pdf")


def read_or_refused(content: bytes, suffix: str) -> None:
    """Extract, which gives lines without line ends or refuses; anything else fails the test."""
    try:
        pages = extract_pages(content, suffix)
    except Unreadable:
        return
    assert any(line.strip() for page in pages for line in page)
    assert not any("\n" in line or "\r" in line for page in pages for line in page)
