"""Tables that a document's form knows, as a Word document and a web page do: their rows need not be guessed."""

import re
from collections.abc import Sequence

from meetings.parsing.lines.line import Line, MarkKind
from meetings.parsing.text.cells import Cells, header_row

# A cell of figures: numbers, signs, and a unit.
_FIGURES = re.compile(r"[-–+−]?\s?[\d.,\s]*\d[\d.,\s]*(?:%|pct\.?|kr\.?|mio\.?|t\.?kr\.?|\s)*")
_FEWEST_ROWS = 2


def known_rows(lines: Sequence[Line], index: int) -> list[Cells]:
    """The rows of the table that begins at `index`, its headings too; none where there is none of two rows or more."""
    first = lines[index].mark
    if first is None or first.kind is not MarkKind.ROW:
        return []
    rows: list[Cells] = []
    for line in lines[index:]:
        if line.mark is None or line.mark.kind is not MarkKind.ROW or line.mark.table != first.table:
            break
        rows.append(line.mark.cells)
    return rows if len(rows) >= _FEWEST_ROWS else []


def known_columns(lines: Sequence[Line], index: int, rows: Sequence[Cells]) -> Cells | None:
    """The headings of a table's columns: the rows that its form says have them, else the first if it is of words.

    The words of several such rows are joined, column by column (»Assistenter, 2026«). None without any.
    """
    marks = [line.mark for line in lines[index : index + len(rows)]]
    headers = sum(mark is not None and mark.is_header for mark in marks)
    if 0 < headers < len(rows):
        return tuple(", ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows[:headers], strict=True))
    first, below = rows[0], rows[1:]
    has_figures = any(_FIGURES.fullmatch(cell) for row in below for cell in row[1:])
    if has_figures and not any(_is_figure_and_no_year(cell) for cell in first):
        return first
    return header_row(rows)


def header_rows(lines: Sequence[Line], index: int, rows: Sequence[Cells], columns: Cells | None) -> int:
    """How many of the rows `known_columns` took the headings from."""
    if columns is None:
        return 0
    marks = [line.mark for line in lines[index : index + len(rows)]]
    return max(1, sum(mark is not None and mark.is_header for mark in marks))


def _is_figure_and_no_year(cell: str) -> bool:
    return _FIGURES.fullmatch(cell) is not None and not re.fullmatch(r"(?:19|20)\d{2}", cell)
