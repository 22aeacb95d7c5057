"""Scans: PDF files without text, whose pages are recognized one by one, in a process of their own."""

import sys
from collections.abc import Sequence
from typing import Any

from tqdm import tqdm

from meetings.importing.refusals import Refused
from meetings.parsing.lines.ocr import is_installed, page_count, recognized_page
from meetings.parsing.lines.pages import SeenPages
from meetings.sandbox.process import Sandbox, SandboxFailure

# A page takes seconds, on a busy machine a minute. Other files are read meanwhile, by the process for all others.
_SECONDS_OF_PAGE = 180
_MOST_PAGES = 500

NO_RECOGNIZER = (
    "PDF-filen har ingen tekst, kun billeder (en scanning). Den læses med tekstgenkendelse (OCR), når tesseract "
    "er installeret med dansk: »apt install tesseract-ocr tesseract-ocr-dan« eller »brew install tesseract "
    "tesseract-lang«."
)

_sandbox = Sandbox(seconds=_SECONDS_OF_PAGE)


class AwaitsRecognition(Refused):
    """A scan of an upload whose pages are to be recognized in the background; `pages` is how many it has."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"Siderne tekstgenkendes: 0 af {pages}.", "the scan awaits recognition")
        self.pages = pages


def pages_to_recognize(content: bytes) -> int:
    """How many pages a scan has. Raises Refused where it cannot be recognized."""
    if not is_installed():
        raise Refused(NO_RECOGNIZER, "the PDF has no text, and tesseract with Danish is not installed")
    try:
        pages: int = _sandbox.call(page_count, content)
    except SandboxFailure as failure:
        raise _refusal(1) from failure
    if pages > _MOST_PAGES:
        raise Refused(
            f"Scanningen har {pages} sider. Arkivet tekstgenkender højst {_MOST_PAGES}: del filen.",
            "the scan has too many pages",
        )
    return pages


def recognize_page(content: bytes, number: int) -> list[str]:
    """The lines of a scan's page, counted from 0. Raises Refused for one that cannot be read in time."""
    try:
        lines: list[str] = _sandbox.call(recognized_page, content, number)
    except SandboxFailure as failure:
        raise _refusal(number + 1) from failure
    return lines


def recognize(content: bytes, name: str) -> SeenPages:
    """All pages of a scan; how far it is shows where there is a terminal. Raises Refused."""
    numbers = range(pages_to_recognize(content))
    shown = tqdm(numbers, desc=name, unit="side", leave=False, disable=not sys.stderr.isatty())
    return recognized_pages([recognize_page(content, number) for number in shown])


def recognized_pages(pages: Sequence[Sequence[Any]]) -> SeenPages:
    """Pages of lines that were recognized. Raises Refused where no letter was."""
    found = SeenPages(tuple(map(str, page)) or ("",) for page in pages)
    found.is_recognized = True
    if not any(letter.isalpha() for page in found for line in page for letter in line):
        raise Refused(
            "PDF-filen har ingen tekst, kun billeder, og der er ingen tekst at genkende i dem (OCR).",
            "no text was recognized in the scan",
        )
    return found


def _refusal(page: int) -> Refused:
    return Refused(
        f"Side {page} kan ikke tekstgenkendes: det tager for lang tid, eller siden er beskadiget. Scan den på ny.",
        f"page {page} of the scan cannot be recognized",
    )
