"""Tables of words: lines whose cells stand three spaces apart, as many cells in every row."""

import re
from collections.abc import Sequence

from meetings.danish.municipalities import parse_municipality
from meetings.danish.numbers import DASH, SIGN, UNIT
from meetings.parsing.lines.line import Line
from meetings.parsing.text.flow import BULLET

GAP = "   "
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
# Numbers, and what else is written in digits: times and dates.
_WITHOUT_WORDS = re.compile(rf"(?:{SIGN}|{DASH})?[\d.,]*(?:\s?(?:{UNIT}|mio\.|mia\.)){{0,2}}")
_NO_HEADING = re.compile(r"\d|\.$|[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ]")
_FEWEST_ROWS = 3
# In characters: longer cells are running text beside a wide gap, longer headings are cells.
_LONGEST_CELL = 60
_LONGEST_HEADING = 30
# Characters that a cell may begin beside its column, in a row that lacks a cell.
_ALIGNED = 2

Cells = tuple[str, ...]


def cell_rows(lines: Sequence[Line], index: int) -> list[Cells]:
    """The rows of a table of words that begins at `index`, its headings too; none where there is no such table.

    A row that lacks a cell belongs to it if its other cells begin where columns of the first row do.
    """
    if GAP not in lines[index].text:
        return []
    starts, first = _split_cells(lines[index])
    if len(first) < 2:
        return []
    rows = [first]
    for at in range(index + 1, len(lines)):
        row = _aligned_row(lines[at], starts)
        if row is None:
            break
        rows.append(row)
        if len(rows) == _FEWEST_ROWS and not _holds_words(rows):
            return []
    return rows if len(rows) >= _FEWEST_ROWS else []


def header_row(rows: Sequence[Cells]) -> Cells | None:
    """The first row where it is the headings: short words, no figure, name or municipality, none of them below."""
    first, below = rows[0], rows[1:]
    are_headings = all(
        0 < len(cell) <= _LONGEST_HEADING
        and not _NO_HEADING.search(cell)
        and parse_municipality(cell) is None
        and all(row[at] != cell for row in below)
        for at, cell in enumerate(first)
    )
    return first if are_headings else None


def _split_cells(line: Line) -> tuple[tuple[int, ...], Cells]:
    """Where the cells of a line begin, and the cells; none of a list entry, and none where one is running text."""
    found = list(_CELL.finditer(line.text)) if GAP in line.text else []
    if BULLET.match(line.text) or any(len(cell.group()) > _LONGEST_CELL for cell in found):
        return (), ()
    return tuple(cell.start() for cell in found), tuple(cell.group() for cell in found)


def _aligned_row(line: Line, starts: Sequence[int]) -> Cells | None:
    begins, cells = _split_cells(line)
    if len(cells) == len(starts):
        return cells
    if len(cells) < 2:
        return None
    row = [""] * len(starts)
    for begin, cell in zip(begins, cells, strict=True):
        at = next((at for at, start in enumerate(starts) if abs(start - begin) <= _ALIGNED), None)
        if at is None or row[at]:
            return None
        row[at] = cell
    return tuple(row)


def _holds_words(rows: Sequence[Cells]) -> bool:
    """Whether the first rows hold words beside their label: a table of figures is read in another way."""
    return all(any(cell and not _WITHOUT_WORDS.fullmatch(cell) for cell in row[1:]) for row in rows)
