"""Orders a PDF page's runs of text by their positions: lines top to bottom, columns one after the other, table rows.

The thresholds below were chosen by hand on the PDFs among the samples; `test_layout.py` and `test_samples.py` notice a
change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from meetings.danish.hyphens import ends_within_word, mend_line_end

# Three spaces stand for a gap as wide as between columns.
COLUMN_GAP = "   "

# Distance of two baselines, in heights of a line, above which there is an empty line between.
_PARAGRAPH_GAP = 1.7
_FEWEST_COLUMN_LINES = 8
# In heights of a line: between words that were recognized in a picture there may be so much.
_GAP_OF_WORDS = 3.0
# In a column of running text this share of the lines fills this share of its width; cells of a table don't.
_FULL_LINE, _FULL_LINES = 0.8, 0.6
# Of a page in two columns, the share of runs that stand across both: headings, page headers.
_MOST_ACROSS = 0.35
_FEWEST_ROWS = 3
_MOST_ROWS = 200
# The lines of one cell are less than this share of the distance between the table's rows apart.
_TIGHT = 0.87


@dataclass(frozen=True)
class TextRun:
    """Words without a wide gap between them: their left and right end, baseline and height, in points.

    Points are counted from the left edge and the foot of the page.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float


# Runs on one baseline, from left to right.
Row = Sequence[TextRun]


def page_lines(runs: Sequence[TextRun]) -> tuple[str, ...]:
    """The lines of a page. A wide gap between lines is an empty line; cells stand three spaces apart."""
    if (gutter := _gutter(runs)) is None:
        return tuple(_texts_of_rows(_rows_by_baseline(runs)))
    return tuple(
        line for part in _rows_in_reading_order(_rows_by_baseline(runs), gutter) for line in _texts_of_rows(part)
    )


def joined_words(runs: Sequence[TextRun]) -> list[TextRun]:
    """The runs of a text that was recognized in a picture: its words lie apart, and only a wide gap parts columns."""
    joined: list[TextRun] = []
    for row in _rows_by_baseline(runs):
        joined.append(row[0])
        for run in row[1:]:
            before = joined[-1]
            if run.left - before.right > _GAP_OF_WORDS * max(before.height, run.height):
                joined.append(run)
            else:
                joined[-1] = replace(before, text=f"{before.text} {run.text}", right=run.right)
    return joined


def _rows_by_baseline(runs: Sequence[TextRun]) -> list[list[TextRun]]:
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: (-run.bottom, run.left)):
        if rows and rows[-1][0].bottom - run.bottom < run.height / 3:
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def _texts_of_rows(rows: Sequence[Row]) -> Iterator[str]:
    rows = _with_whole_cells(rows)
    columns: Row = ()
    for above, row in zip([None, *rows], rows, strict=False):
        if above and _distance(above, row) > _PARAGRAPH_GAP * max(above[0].height, row[0].height):
            yield ""
        columns = row if len(row) > 1 else columns
        yield " " * _empty_before(row, columns) + COLUMN_GAP.join(run.text for run in row)


def _empty_before(row: Row, columns: Row) -> int:
    """How many characters are left of the column that a row's only run stands in, by the last row of several runs."""
    at = _column(row[0], columns) if len(row) == 1 and row[0].text[:1] != " " else None
    return len(COLUMN_GAP.join(run.text for run in columns[:at])) + len(COLUMN_GAP) if at else 0


def _distance(above: Row, row: Row) -> float:
    return above[0].bottom - row[0].bottom


def _gutter(runs: Sequence[TextRun]) -> float | None:
    """Where the gap between two columns of running text is, if it runs down most of the page; None if none does."""
    if len(runs) < 2 * _FEWEST_COLUMN_LINES:
        return None
    start, end = min(run.left for run in runs), max(run.right for run in runs)
    begins = sorted(run.left for run in runs if start + 0.3 * (end - start) < run.left < start + 0.7 * (end - start))
    if len(begins) < _FEWEST_COLUMN_LINES:
        return None
    gutter = median(begins) - 1
    left = [run for run in runs if run.right <= gutter]
    right = [run for run in runs if run.left >= gutter]
    across = len(runs) - len(left) - len(right)
    are_columns = across <= _MOST_ACROSS * len(runs) and _is_running_text(left) and _is_running_text(right)
    return gutter if are_columns else None


def _is_running_text(runs: Sequence[TextRun]) -> bool:
    """Whether runs are the lines of one column: enough of them, one a line, most as wide as the column."""
    if len(runs) < _FEWEST_COLUMN_LINES or len(_rows_by_baseline(runs)) < 0.9 * len(runs):
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    return sum(run.right - run.left >= _FULL_LINE * width for run in runs) >= _FULL_LINES * len(runs)


def _rows_in_reading_order(rows: Sequence[Row], gutter: float) -> Iterator[Sequence[Row]]:
    """The rows of a page in two columns, in reading order: above each line across both, left before right."""
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(run.left < gutter < run.right for run in row):
            yield from (left, right, [row])
            left, right = [], []
            continue
        for side, runs in (
            (left, [run for run in row if run.left < gutter]),
            (right, [run for run in row if run.left > gutter]),
        ):
            if runs:
                side.append(runs)
    yield from (left, right)


def _with_whole_cells(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with the cells of a table whole where they take several lines; a cell left empty keeps its place."""
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS:
        return rows
    whole: list[Row] = []
    index = 0
    while index < len(rows):
        end = _table_end(rows, index)
        whole += _table_rows(rows[index:end]) if end > index else [rows[index]]
        index = max(end, index + 1)
    return whole


def _table_end(rows: Sequence[Row], start: int) -> int:
    """The end of the rows from `start` whose runs all begin where a column of the first one does."""
    if len(rows[start]) < 2:
        return start
    end = start + 1
    last = min(len(rows), start + _MOST_ROWS)
    while end < last and _are_cells(rows[end], rows[start]):
        end += 1
    return end if sum(len(row) == len(rows[start]) for row in rows[start:end]) >= _FEWEST_ROWS else start


def _are_cells(row: Row, first: Row) -> bool:
    """Whether each run of a row begins in a column of its own, and ends before the next column."""
    columns = [_column(run, first) for run in row]
    return None not in columns and len(set(columns)) == len(columns)


def _column(run: TextRun, first: Row) -> int | None:
    """The column of the first row that a run begins at the left of; None where it begins elsewhere or runs over."""
    for at, cell in enumerate(first):
        if abs(run.left - cell.left) < run.height / 2:
            is_last = at + 1 == len(first)
            return at if is_last or run.right < first[at + 1].left else None
    return None


def _table_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a table with the further lines of a cell joined to its first, and every cell in its column."""
    first = rows[0]
    full = [_distance(above, row) for above, row in pairwise(rows) if len(row) == len(first)]
    tight = _TIGHT * min(full)
    cells: list[list[TextRun | None]] = []
    for above, row in zip([None, *rows], rows, strict=False):
        goes_on = above is not None and len(row) < len(first) and _distance(above, row) < tight
        if not goes_on:
            cells.append([None] * len(first))
        for run in row:
            at = _column(run, first)
            if at is not None:
                begun = cells[-1][at]
                cells[-1][at] = run if begun is None else replace(begun, text=_join_cell_lines(begun.text, run.text))
    return [_padded_row(row, cells) for row in cells]


def _padded_row(row: Sequence[TextRun | None], cells: Sequence[Sequence[TextRun | None]]) -> Row:
    """A row without its empty cells; where there are any in the table, its cells are as wide as their columns."""
    if all(None not in other for other in cells):
        return [run for run in row if run]
    widths = [max((len(run.text) for run in column if run), default=0) for column in zip(*cells, strict=True)]
    text = COLUMN_GAP.join((run.text if run else "").ljust(width) for run, width in zip(row, widths, strict=True))
    return [replace(next(run for run in row if run), text=text.rstrip())]


def _join_cell_lines(cell: str, text: str) -> str:
    return (mend_line_end(cell, text) if ends_within_word(cell) else f"{cell} ") + text
