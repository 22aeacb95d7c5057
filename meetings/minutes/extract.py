"""From a file to pages of lines: the only module that knows file formats.

Guarantees: every page is a tuple of lines without line ends, in reading order; a file that has no text to
give raises Unreadable with the reason, and nothing else.
"""

import codecs
import re
from dataclasses import dataclass
from enum import Enum

import pypdfium2 as pdfium

Pages = tuple[tuple[str, ...], ...]

PDF_SUFFIXES = frozenset({".pdf"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
SUFFIXES = PDF_SUFFIXES | TEXT_SUFFIXES

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\u2028|\u2029")
_PDF_LINE = re.compile(r"[^\r\n\x02\x0b\x0c\u2028\u2029\ufffe]+[\x02\ufffe]?")
_BREAK_HYPHEN = re.compile(r"[\x02\ufffe]$")
"""What pdfium gives for a hyphen at a line's end, and for the line's end itself."""


class Reason(Enum):
    """Why a file gives no text."""

    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown format"
    UNKNOWN_ENCODING = "unknown encoding"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_TEXT = "no text"


class Unreadable(Exception):
    """The file has no text to give, for `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class _PdfLine:
    """A run of text on a page: its baseline, left edge and height in points."""

    text: str
    bottom: float
    left: float
    height: float


def extract(content: bytes, suffix: str) -> Pages:
    """The pages of lines of a file, told from its suffix ('.pdf', '.txt') and its first bytes.

    Raises Unreadable for an empty, damaged, encrypted or textless file and for an unknown format or encoding.
    """
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    if content.lstrip()[:5] == b"%PDF-" or suffix.lower() in PDF_SUFFIXES:
        return _pdf_pages(content)
    if suffix.lower() not in TEXT_SUFFIXES:
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    return _text_pages(_decode(content))


def _text_pages(text: str) -> Pages:
    pages = tuple(tuple(_LINE_END.split(page)) for page in text.split("\f"))
    if not any(line.strip() for lines in pages for line in lines):
        raise Unreadable(Reason.EMPTY)
    return pages


def _decode(content: bytes) -> str:
    """UTF-8, UTF-16 (told by its mark or by its zero bytes) or Windows-1252, else Unreadable."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if content[1::2].count(0) > len(content) // 4:
        return _decode_as(content, "utf-16-le")
    if content[0::2].count(0) > len(content) // 4:
        return _decode_as(content, "utf-16-be")
    try:
        return _decode_as(content, "utf-8")
    except Unreadable:
        return _decode_as(content, "cp1252")


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.UNKNOWN_ENCODING) from error
    if _CONTROL.search(text.replace("\x85", "\n")):
        raise Unreadable(Reason.UNKNOWN_ENCODING)
    return text


def _pdf_pages(content: bytes) -> Pages:
    try:
        with pdfium.PdfDocument(content) as pdf:
            pages = tuple(_pdf_page(pdf, number) for number in range(len(pdf)))
    except pdfium.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable(Reason.ENCRYPTED if encrypted else Reason.DAMAGED) from error
    if not any(letter.isalpha() for lines in pages for line in lines for letter in line):
        raise Unreadable(Reason.NO_TEXT)
    return pages


def _pdf_page(pdf: pdfium.PdfDocument, number: int) -> tuple[str, ...]:
    """A page's lines from top to bottom. Runs on one baseline are one line; a wide gap is an empty line."""
    page = pdf[number]
    textpage = page.get_textpage()
    runs = _pdf_runs(textpage)
    textpage.close()
    page.close()
    rows: list[list[_PdfLine]] = []
    for run in sorted(runs, key=lambda run: (-run.bottom, run.left)):
        if rows and rows[-1][0].bottom - run.bottom < run.height / 3:
            rows[-1].append(run)
        else:
            rows.append([run])
    lines: list[str] = []
    for above, row in zip([None, *rows], rows, strict=False):
        if above and above[0].bottom - row[0].bottom > 1.7 * max(above[0].height, row[0].height):
            lines.append("")
        lines.append("   ".join(run.text for run in sorted(row, key=lambda run: run.left)))
    return tuple(lines)


def _pdf_runs(textpage: pdfium.PdfTextPage) -> list[_PdfLine]:
    text = textpage.get_text_range()
    runs = []
    for match in _PDF_LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        first = match.start() + match.group().index(stripped[0])
        left, bottom, _, top = textpage.get_charbox(first, loose=True)
        height = max(top - bottom, 1.0)
        spaced = _with_columns_apart(textpage, stripped, first, height)
        line = _CONTROL.sub("", _BREAK_HYPHEN.sub("-", spaced)).encode("utf-8", "replace").decode()
        runs.append(_PdfLine(line, bottom, left, height))
    return runs


def _with_columns_apart(textpage: pdfium.PdfTextPage, text: str, first: int, height: float) -> str:
    """The text with three spaces where the page leaves a gap as wide as between columns.

    `first` is the index of its first character on the page; a gap wider than a line is high is one between columns.
    """
    spaced = ""
    for index, character in enumerate(text):
        spaced += character
        if character == " " and 0 < index < len(text) - 1:
            _, _, right, _ = textpage.get_charbox(first + index - 1)
            left, _, _, _ = textpage.get_charbox(first + index + 1)
            if left - right > height:
                spaced += "  "
    return spaced
