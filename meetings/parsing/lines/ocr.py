"""Text recognized in pictures of a PDF's pages, by tesseract with Danish, a page at a time: called in the sandbox."""

import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from meetings.parsing.lines.extract import pdf_page
from meetings.parsing.lines.layout import TextRun, page_lines

LANGUAGE = "dan"
# In dots per inch: what tesseract is trained on; less loses letters, more only takes longer.
_RESOLUTION = 300
_POINTS_PER_INCH = 72
# Points of a picture at most: an A3 page has 17 million.
_MOST_POINTS = 40_000_000
# In seconds: a page takes two to five; one that takes so long is no page of text.
SECONDS_OF_PAGE = 60
# Between two words, in heights of the line: more is a gap between columns.
_COLUMN_GAP = 2.0
# The height of a line of a font, in heights of its letters as tesseract measures them.
_LINE_OF_LETTERS = 1.4
# The sign for an attachment, and for minus in sums; what it is taken for; and below which grey a point is ink, of 255.
ATTACHMENT_SIGN = "./."
_LIKE_SIGN = re.compile(r"[.,:;*'’+]?[/\\JjIl1|!7fstV()\[\]][/.,:;*'’]{0,2}|\W{1,4}")
_DARK = 140
_LEAST_POINTS = 4
# The columns of tesseract's table (TSV): where a word stands, and the word.
_BLOCK, _LINE, _LEFT, _WIDTH, _TOP, _HEIGHT, _CONFIDENCE, _WORD = 2, 4, 6, 8, 7, 9, 10, 11


class NotRecognized(Exception):
    """A page that tesseract could not read."""


def is_installed() -> bool:
    """Whether tesseract with Danish is on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in (listed.stdout + listed.stderr).decode("utf-8", "replace").split()


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(content) as pdf:
        return len(pdf)


def recognized_page(content: bytes, number: int) -> list[str]:
    """The lines of the page at `number`, from 0: its own text where it has some. Raises NotRecognized."""
    with pdfium.PdfDocument(content) as pdf:
        written = pdf_page(pdf, number)
        if written.has_letters:
            return list(written.lines)
        page = pdf[number]
        width, height = page.get_size()
        most = math.sqrt(_MOST_POINTS / max(width * height, 1.0))
        scale = min(_RESOLUTION / _POINTS_PER_INCH, most)
        picture = _picture_of(page.render(scale=scale, grayscale=True))
    words = [_with_sign(row, picture) for row in _recognize(picture.as_pgm())]
    return list(page_lines(list(_runs(words, scale, height))))


@dataclass(frozen=True)
class Picture:
    """A page's picture in grey, a byte a point, row below row."""

    points: bytes
    width: int
    height: int

    def as_pgm(self) -> bytes:
        """The picture in the plainest of forms: a head, and the points."""
        return b"P5 %d %d 255\n%b" % (self.width, self.height, self.points)

    def rows(self, left: int, top: int, width: int, height: int) -> list[bytes]:
        """The rows of a part of it."""
        starts = [row * self.width + left for row in range(top, min(top + height, self.height))]
        return [self.points[at : at + width] for at in starts]


def _picture_of(bitmap: Any) -> Picture:
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    points = b"".join(rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
    return Picture(points, bitmap.width, bitmap.height)


def _with_sign(row: list[str], picture: Picture) -> list[str]:
    """The word, where it looks like »./.« and tesseract took it for a number or letter: that sign is no Danish word."""
    if not _LIKE_SIGN.fullmatch(row[_WORD].strip()):
        return row
    left, top, width, height = (int(row[at]) for at in (_LEFT, _TOP, _WIDTH, _HEIGHT))
    is_sign = _is_sign(picture.rows(left, top, width, height), width)
    return [*row[:_WORD], ATTACHMENT_SIGN] if is_sign else row


def _is_sign(rows: Sequence[bytes], width: int) -> bool:
    """Whether a word's picture is a thin stroke that leans to the right, between two dots at its foot."""
    third = len(rows) // 3
    if third < _LEAST_POINTS or width < _LEAST_POINTS:
        return False
    above, middle, foot = _inked(rows[:third]), _inked(rows[third : 2 * third]), _inked(rows[2 * third :])
    if not above or not middle or not foot:
        return False
    leans = _mean(above) > _mean(middle) + width / 20
    is_thin = all(max(part) - min(part) < width / 2 for part in (above, middle))
    stands_between = min(*above, *middle) > width / 5 and max(*above, *middle) < 4 * width / 5
    has_dots = min(foot) < width / 5 and max(foot) > 4 * width / 5
    return leans and is_thin and stands_between and has_dots


def _inked(rows: Sequence[bytes]) -> list[int]:
    """The columns that have ink in some of the rows."""
    return [at for at in range(min(map(len, rows), default=0)) if any(row[at] < _DARK for row in rows)]


def _mean(columns: Sequence[int]) -> float:
    return sum(columns) / len(columns)


def _recognize(picture: bytes) -> list[list[str]]:
    """The rows of tesseract's table that have a word."""
    program = shutil.which("tesseract")
    if program is None:
        raise NotRecognized
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_RESOLUTION), "--psm", "4", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=SECONDS_OF_PAGE, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotRecognized from error
    rows = [line.split("\t") for line in done.stdout.decode("utf-8", "replace").splitlines()[1:]]
    return [row for row in rows if len(row) > _WORD and row[_WORD].strip() and row[_CONFIDENCE] != "-1"]


def _runs(words: Sequence[list[str]], scale: float, height: float) -> Iterator[TextRun]:
    """The words as runs of text between wide gaps, in points of the page; as high as a line of the font is."""
    for _, of_line in groupby(words, key=lambda row: row[_BLOCK : _LINE + 1]):
        line = list(of_line)
        size = max(median(int(row[_HEIGHT]) for row in line), 1.0)
        foot = max(int(row[_TOP]) + int(row[_HEIGHT]) for row in line)
        for part in _between_gaps(line, _COLUMN_GAP * size):
            left, last = int(part[0][_LEFT]), part[-1]
            right = int(last[_LEFT]) + int(last[_WIDTH])
            text = " ".join(row[_WORD].strip() for row in part)
            yield TextRun(text, left / scale, right / scale, height - foot / scale, _LINE_OF_LETTERS * size / scale)


def _between_gaps(line: Sequence[list[str]], gap: float) -> Iterator[list[list[str]]]:
    part = [line[0]]
    for before, word in pairwise(line):
        if int(word[_LEFT]) - int(before[_LEFT]) - int(before[_WIDTH]) > gap:
            yield part
            part = []
        part.append(word)
    yield part
