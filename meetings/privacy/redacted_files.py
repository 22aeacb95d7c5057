"""Files without the words that were taken out: a PDF's pages are re-made as pictures, a text's words are replaced."""

import io
from collections.abc import Callable, Collection
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from meetings.parsing.lines.decoding import decode_text
from meetings.parsing.lines.extract import TEXT_SUFFIXES, extract_pages
from meetings.parsing.lines.pages import Unreadable
from meetings.privacy.redacted_forms import is_other_form, published_form
from meetings.privacy.redacted_words import RedactedWords, WordsDigest
from meetings.sandbox.process import SandboxFailure, call

# In dots per inch: what a scanned page is kept at, legible on paper too.
_RESOLUTION = 200
_POINTS_PER_INCH = 72
# In points: so much is blacked out around each letter's box, which leaves out what hangs over.
_MARGIN = 1.0
_BLACK = (0, 0, 0, 255)
_PAGE_BREAK = "\f"


class UnreadFile(Exception):
    """A file that could not be looked through."""


def redact_foreign_file(content: bytes, suffix: str, words: RedactedWords, pages: Collection[int] = ()) -> bytes | None:
    """As `redacted_file`, in a process of its own. Raises UnreadFile for one that the process fails at."""
    redacted: bytes | None = _in_sandbox(_redacted_for_site, content, words, suffix, sorted(pages))
    return redacted


def says_beside_pages(content: bytes, words: RedactedWords) -> bool:
    """As `stand_beside_pages`, in a process of its own. Raises UnreadFile for one that the process fails at."""
    return is_pdf(content) and bool(_in_sandbox(_stand_beside_for_site, content, words))


def _in_sandbox(function: Callable[..., Any], content: bytes, words: RedactedWords, *arguments: Any) -> Any:
    digests = sorted((known.length, known.digest) for known in words.digests)
    try:
        return call(function, content, *arguments, digests, words.key)
    except SandboxFailure as failure:
        raise UnreadFile from failure


def _redacted_for_site(
    content: bytes, suffix: str, pages: list[int], digests: list[tuple[int, str]], key: str
) -> bytes | None:
    return redacted_file(content, suffix, _words(digests, key), pages)


def _stand_beside_for_site(content: bytes, digests: list[tuple[int, str]], key: str) -> bool:
    return stand_beside_pages(content, _words(digests, key))


def _words(digests: list[tuple[int, str]], key: str) -> RedactedWords:
    return RedactedWords(frozenset(WordsDigest(*known) for known in digests), key)


def is_pdf(content: bytes) -> bool:
    return content.lstrip()[:5] == b"%PDF-"


def redacted_file(content: bytes, suffix: str, words: RedactedWords, pages: Collection[int] = ()) -> bytes | None:
    """The file without the words; None where it has none of them, or is of a kind that is not read.

    Of a Word document and a web page it is what is kept of them, with such words or without (`redacted_forms`).
    Of a PDF the pages that have them come back as pictures, blacked out, with no text beneath; what it says of itself,
    what is attached to it, and notes on its pages are left out. A text comes back as UTF-8.
    `pages`, from 0, have the words whatever letters they have: of a scan, and of a page that is a picture since other
    words were taken out of it, nobody can tell where they stand. It comes back blank.
    """
    if is_pdf(content):
        return _redacted_pdf(content, words, pages)
    if is_other_form(content, suffix):
        return _published_form(content, suffix, words)
    if suffix.lower() not in TEXT_SUFFIXES:
        return None
    try:
        text = decode_text(content)
    except Unreadable:
        return None
    redacted = words.redacted_pages(text)
    return redacted.encode() if redacted != text else None


def _published_form(content: bytes, suffix: str, words: RedactedWords) -> bytes | None:
    try:
        return published_form(content, suffix, words)
    except Unreadable:
        return None


def _redacted_pdf(content: bytes, words: RedactedWords, pages: Collection[int] = ()) -> bytes | None:
    try:
        with pdfium.PdfDocument(content) as pdf:
            blackened: _Boxes = {number: [] for number in pages if number < len(pdf)}
            blackened |= _pages_with_words(pdf, content, words)
            if not blackened and not _stand_beside_pages(pdf, words):
                return None
            return _remade(pdf, blackened)
    except pdfium.PdfiumError:
        return None


def stand_beside_pages(content: bytes, words: RedactedWords) -> bool:
    """Whether the words stand in what a PDF says of itself, in its list of contents, or in what is attached to it."""
    if not is_pdf(content):
        return False
    try:
        with pdfium.PdfDocument(content) as pdf:
            return _stand_beside_pages(pdf, words)
    except pdfium.PdfiumError:
        return False


# In points: left, bottom, right, top.
_Box = tuple[float, float, float, float]
# By a page's index, the boxes of the letters that are blacked out.
_Boxes = dict[int, list[_Box]]


def _pages_with_words(pdf: pdfium.PdfDocument, content: bytes, words: RedactedWords) -> _Boxes:
    """The pages that have the words, as they are read or as the file has them, also where nobody sees them.

    Where a page reads otherwise than the file has its letters (in columns), each word of them is blacked out.
    """
    try:
        read_pages = ["\n".join(lines) for lines in extract_pages(content, ".pdf")]
    except Unreadable:
        read_pages = []
    textpages = [pdf[number].get_textpage() for number in range(len(pdf))]
    pages = [_letters_by_position(textpage) for textpage in textpages]
    spans, read_spans = _spans_by_page(pages, words), _spans_by_page(read_pages, words)
    found: _Boxes = {}
    for number in sorted(spans.keys() | read_spans.keys()):
        of_page, as_read = spans.get(number, []), read_spans.get(number, [])
        if len(of_page) < len(as_read):
            of_page += _words_of_spans(pages[number], read_pages[number], as_read)
        found[number] = [
            textpages[number].get_charbox(position, loose=True)
            for start, end in of_page
            for position in range(start, end)
            if not pages[number][position].isspace()
        ]
    return found


def _spans_by_page(pages: list[str], words: RedactedWords) -> dict[int, list[tuple[int, int]]]:
    """By a page's index where the words stand on it, also those that begin on one page and end on the next."""
    found: dict[int, list[tuple[int, int]]] = {}
    spans = words.spans(_PAGE_BREAK.join(pages))
    page_start = 0
    for number, page in enumerate(pages):
        page_end = page_start + len(page)
        of_page = [
            (max(start, page_start) - page_start, min(end, page_end) - page_start)
            for start, end in spans
            if start < page_end and end > page_start
        ]
        if of_page:
            found[number] = of_page
        page_start = page_end + len(_PAGE_BREAK)
    return found


def _letters_by_position(textpage: pdfium.PdfTextPage) -> str:
    """The page's letters, each at the position by which the page tells of its box.

    A page's text as PDFium gives it leaves out the signs that stand for no letter, and what follows would move.
    """
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage, position)) for position in range(textpage.count_chars()))


def _words_of_spans(text: str, lines: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each of the words that `spans` has in `lines` stands in `text`."""
    found = []
    for word in {word for start, end in spans for word in lines[start:end].split()}:
        position = text.find(word)
        while position >= 0:
            found.append((position, position + len(word)))
            position = text.find(word, position + len(word))
    return found


def _stand_beside_pages(pdf: pdfium.PdfDocument, words: RedactedWords) -> bool:
    titles = [bookmark.get_title() or "" for bookmark in pdf.get_toc()]
    attached = [pdf.get_attachment(number) for number in range(pdf.count_attachments())]
    names = [attachment.get_name() for attachment in attached]
    return any(words.spans(text) for text in (*pdf.get_metadata_dict().values(), *titles, *names)) or any(
        _stand_in_attached(bytes(attachment.get_data()), words) for attachment in attached
    )


def _stand_in_attached(content: bytes, words: RedactedWords) -> bool:
    if is_pdf(content):
        return _redacted_pdf(content, words) is not None
    return bool(words.spans(content.decode("utf-8", "replace")))


def _remade(pdf: pdfium.PdfDocument, blackened: _Boxes) -> bytes:
    """A new file of the pages alone: those with boxes as pictures. Nothing else of the old file is in it."""
    with pdfium.PdfDocument.new() as remade:
        for number in range(len(pdf)):
            if number in blackened:
                _add_picture(remade, pdf[number], blackened[number])
            else:
                remade.import_pages(pdf, [number])
                _remove_notes(remade[len(remade) - 1])
        buffer = io.BytesIO()
        remade.save(buffer)
        return buffer.getvalue()


def _add_picture(remade: pdfium.PdfDocument, page: pdfium.PdfPage, boxes: list[_Box]) -> None:
    """The page as a picture in grey, with the boxes black; one whose words could not be placed comes back blank."""
    width, height = page.get_size()
    bitmap = page.render(scale=_RESOLUTION / _POINTS_PER_INCH, grayscale=True, may_draw_forms=False, draw_annots=False)
    place = bitmap.get_posconv(page)
    if not boxes:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
    for left, bottom, right, top in boxes:
        corners = [
            place.to_bitmap(left - _MARGIN, top + _MARGIN),
            place.to_bitmap(right + _MARGIN, bottom - _MARGIN),
        ]
        (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
        bitmap.fill_rect(_BLACK, x0, y0, x1 - x0, y1 - y0)
    picture = pdfium.PdfImage.new(remade)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    new_page = remade.new_page(width, height)
    new_page.insert_obj(picture)
    new_page.gen_content()


def _remove_notes(page: pdfium.PdfPage) -> None:
    for _ in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        pdfium_c.FPDFPage_RemoveAnnot(page, 0)
