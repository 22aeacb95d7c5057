"""Extracts pages of lines from files: the only module that knows file formats.

Every page is a tuple of lines without line ends, in reading order. A file without text raises Unreadable with the
reason, and no file raises anything else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from meetings.parsing.lines.decoding import decode_text, html_text
from meetings.parsing.lines.docx import DOCX_SUFFIXES, docx_pages, is_docx
from meetings.parsing.lines.exports.canonical import from_canonical
from meetings.parsing.lines.exports.pages import pages_of_meeting
from meetings.parsing.lines.html import HTML_SUFFIXES, html_pages, is_html
from meetings.parsing.lines.layout import TextRun, joined_words, page_lines
from meetings.parsing.lines.pages import Pages, SeenPages, Unreadable, UnreadableReason
from meetings.parsing.lines.run_together import with_line_ends
from meetings.parsing.lines.sight import Sight, Unseen, UnseenText
from meetings.parsing.lines.unread_forms import unread_form, unread_suffix

PDF_SUFFIXES = frozenset({".pdf"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
# Of a meeting in the canonical form of exports.
CANONICAL_SUFFIX = ".json"
SUFFIXES = PDF_SUFFIXES | TEXT_SUFFIXES | DOCX_SUFFIXES | HTML_SUFFIXES

# Of a PDF: minutes with all their attachments have some hundreds. A tree of pages of two kilobytes can have millions.
MOST_PAGES = 5_000

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\u2028|\u2029")
_PDF_LINE = re.compile(r"[^\r\n\x02\x0b\x0c\u2028\u2029\ufffe]+[\x02\ufffe]?")
_BLANK = re.compile(r" +")
# What pdfium gives for a hyphen at a line's end, and for the line's end itself.
_BREAK_HYPHEN = re.compile(r"[\x02\ufffe]$")


def extract_pages(content: bytes, suffix: str) -> Pages:
    """The pages of lines of a file, whose format shows in its suffix ('.pdf', '.txt', '.docx', '.html') or first bytes.

    Raises Unreadable for an empty, damaged, encrypted or textless file and for an unknown format or encoding.
    """
    if not content.strip():
        raise Unreadable(UnreadableReason.EMPTY)
    if is_pdf(content) or suffix.lower() in PDF_SUFFIXES:
        return _pdf_pages(content)
    if reason := unread_form(content):
        raise Unreadable(reason)
    if is_docx(content) or suffix.lower() in DOCX_SUFFIXES:
        return docx_pages(content)
    if suffix.lower() == CANONICAL_SUFFIX:
        return _canonical_pages(content)
    if is_html(content, suffix):
        return html_pages(html_text(content))
    if suffix.lower() not in TEXT_SUFFIXES:
        raise Unreadable(unread_suffix(suffix) or UnreadableReason.UNKNOWN_FORMAT)
    return _text_pages(decode_text(content))


def _canonical_pages(content: bytes) -> Pages:
    try:
        return pages_of_meeting(from_canonical(json.loads(content)))
    except (ValueError, RecursionError) as error:
        raise Unreadable(UnreadableReason.OTHER_SCHEMA) from error


def is_pdf(content: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return content.lstrip()[:5] == b"%PDF-"


def _text_pages(text: str) -> Pages:
    pages = tuple(tuple(_LINE_END.split(page)) for page in with_line_ends(text).split("\f"))
    if not any(line.strip() for lines in pages for line in lines):
        raise Unreadable(UnreadableReason.EMPTY)
    return pages


def _pdf_pages(content: bytes) -> Pages:
    try:
        with pdfium.PdfDocument(content) as pdf:
            if len(pdf) > MOST_PAGES:
                raise Unreadable(UnreadableReason.TOO_MANY_PAGES)
            found = [pdf_page(pdf, number) for number in range(len(pdf))]
    except pdfium.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable(UnreadableReason.ENCRYPTED if encrypted else UnreadableReason.DAMAGED) from error
    if not any(page.has_letters for page in found):
        raise Unreadable(UnreadableReason.NO_TEXT)
    pages = SeenPages(page.lines for page in found)
    pages.unseen = tuple(text for page in found for text in page.unseen)
    pages.is_recognized = all(page.is_text_layer for page in found if page.has_text)
    pages.pictures = tuple(number for number, page in enumerate(found, start=1) if page.is_picture)
    return pages


@dataclass(frozen=True)
class PdfPage:
    """A page's lines, and what nobody sees of it.

    `is_text_layer`: the text was recognized in a picture by whoever scanned it. `is_picture`: it has none to read.
    """

    lines: tuple[str, ...]
    unseen: tuple[UnseenText, ...]
    has_text: bool
    is_text_layer: bool
    is_picture: bool

    @property
    def has_letters(self) -> bool:
        return any(letter.isalpha() for line in self.lines for letter in line)


def pdf_page(pdf: pdfium.PdfDocument, number: int) -> PdfPage:
    """The page at `number`, from 0."""
    page = pdf[number]
    textpage = page.get_textpage()
    sight = Sight(page, textpage)
    runs: list[TextRun] = []
    unseen: list[UnseenText] = []
    for run, why in _seen_and_unseen(textpage, sight):
        if why is None:
            runs.append(run)
        elif run.text.strip():
            unseen.append(UnseenText(number + 1, run.text, why))
    has_letters = any(letter.isalpha() for run in runs for letter in run.text)
    is_text_layer = bool(runs) and sight.is_text_layer
    is_picture = not has_letters and sight.is_picture
    textpage.close()
    page.close()
    lines = page_lines(joined_words(runs) if is_text_layer else runs)
    return PdfPage(lines, tuple(unseen), bool(runs), is_text_layer, is_picture)


def _seen_and_unseen(textpage: pdfium.PdfTextPage, sight: Sight) -> Iterator[tuple[TextRun, Unseen | None]]:
    """The runs of text on a page, each with why nobody sees it; one that is seen in part is parted there."""
    text = textpage.get_text_range()
    for start, end, run in _pdf_runs(textpage, text):
        if sight.unseen(start) is None and sight.unseen(end - 1) is None:
            yield run, None
            continue
        letters = [at for at in range(start, end) if not text[at].isspace()]
        for why, group in groupby(letters, key=sight.unseen):
            part = list(group)
            yield replace(run, text=_clean_run_text(text[part[0] : part[-1] + 1])), why


def _pdf_runs(textpage: pdfium.PdfTextPage, text: str) -> Iterator[tuple[int, int, TextRun]]:
    """The runs of text on a page, each with where it starts and ends in the text: its lines, parted where a gap is
    wider than the line is high.

    The boxes are asked of pdfium itself, all into one object: that is most of what a page costs.
    """
    handle, box, box_of = textpage.raw, pdfium_c.FS_RECTF(), pdfium_c.FPDFText_GetLooseCharBox
    for match in _PDF_LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped[0])
        end = start + len(stripped)
        box_of(handle, start, box)
        left, bottom, height = box.left, box.bottom, max(box.top - box.bottom, 1.0)
        for blank in _BLANK.finditer(text, start + 1, end - 1):
            box_of(handle, blank.start() - 1, box)
            right = box.right
            box_of(handle, blank.end(), box)
            if box.left - right > height:
                words = _clean_run_text(text[start : blank.start()])
                yield start, blank.start(), TextRun(words, left, right, bottom, height)
                start, left = blank.end(), box.left
        box_of(handle, end - 1, box)
        yield start, end, TextRun(_clean_run_text(text[start:end]), left, box.right, bottom, height)


def _clean_run_text(text: str) -> str:
    """A line's text with a plain hyphen at its end, without control characters and halves of characters."""
    return _CONTROL.sub("", _BREAK_HYPHEN.sub("-", text)).encode("utf-8", "replace").decode()
