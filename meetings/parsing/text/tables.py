"""Takes tables out of a text's lines: rows of a label and figures with their headings, and rows of cells of words.

Extraction may have moved a table into the middle of a sentence or of a word: its lines are taken out, and
what stood on both sides of it is one text again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.danish.dates import YEAR
from meetings.danish.municipalities import parse_municipality
from meetings.danish.numbers import DASH, DASHES, NUMBER, SIGN, UNIT, UNITS, is_dash
from meetings.parsing.lines.line import Line
from meetings.parsing.text.cells import GAP, Cells, cell_rows, header_row
from meetings.parsing.text.flow import join_lines
from meetings.parsing.text.known_tables import header_rows, known_columns, known_rows

# A cell of figures: a number or a dash that stands alone.
_FIGURE = rf"{SIGN}?{NUMBER}(?:\s?{UNIT})?|{DASH}(?=\s|$)"
_ROW = re.compile(rf"^(?P<label>\S.*?)\s+(?P<figures>(?:{_FIGURE})(?:\s+(?:{_FIGURE}))*)$")
_FIGURES = re.compile(_FIGURE)
_ENDINGS_OF_FIGURES = (*UNITS, *DASHES)
_LABEL = re.compile(rf"^(?:[A-ZÆØÅ][\w.,/&()’-]*(?:\s+[\w.,/&()’+–-]+){{0,5}}|{YEAR}(?:[-/]\d{{2,4}})?)$")
_ONE_YEAR = re.compile(rf"^{YEAR}$")
_YEARS = re.compile(rf"^(?P<label>\D*?)\s*(?P<years>{YEAR}(?:\s+{YEAR})+)$")
_FEWEST_ROWS = 3
# In characters: a longer line is a line of text.
_LONGEST_ROW = 90
# In characters: a table's headings are short, a text's lines are about 70.
_LONGEST_HEADING = 34
# Lines that the headings of one table may take.
_MOST_HEADINGS = 24


@dataclass(frozen=True)
class FoundTable:
    """A table among lines, and the line that it begins on."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: Line


@dataclass(frozen=True)
class _FigureRow:
    label: str
    figures: tuple[str, ...]
    end: int


def take_tables(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[FoundTable, ...]]:
    """The lines without tables, and the tables."""
    text: list[Line] = []
    tables: list[FoundTable] = []
    index = 0
    while index < len(lines):
        table, end = _table_at(lines, index, text) if _may_be_row(lines[index]) else (None, index)
        if table is None:
            text.append(lines[index])
            index += 1
            continue
        tables.append(table)
        index = end
        if (
            index < len(lines)
            and text
            and text[-1].text.endswith((".", ":", "?", "!"))
            and _begins_paragraph(lines[index])
        ):
            text.append(replace(lines[index], gap=True))
            index += 1
    return tuple(text), tuple(tables)


def _may_be_row(line: Line) -> bool:
    """Whether a line may be a table's first row: its form says so, its cells stand apart, or it ends in a figure."""
    return line.mark is not None or GAP in line.text or _ends_in_figure(line.text)


def _begins_paragraph(line: Line) -> bool:
    """Whether a line below a table begins a paragraph, if what is above the table has ended."""
    return line.text[:1].isupper() and len(line.text) > _LONGEST_HEADING


def _table_at(lines: Sequence[Line], index: int, text: list[Line]) -> tuple[FoundTable | None, int]:
    """The table that begins at `index` and where it ends; its headings are taken off the text above."""
    if known := known_rows(lines, index):
        return _known_table(lines, index, known, text), index + len(known)
    if cells := cell_rows(lines, index):
        columns = header_row(cells)
        rows = tuple(cells[1:] if columns else cells)
        empty = ("",) * len(cells[0])
        return FoundTable(_caption(text), columns or empty, rows, lines[index]), index + len(cells)
    rows_of_figures = _figure_rows_at(lines, index)
    if not rows_of_figures:
        return None, index
    above, columns = _headings_above(text, rows_of_figures)
    del text[len(text) - len(above) :]
    table = FoundTable(
        title=_caption(text),
        columns=columns,
        rows=tuple((row.label, *row.figures) for row in rows_of_figures),
        line=above[0] if above else lines[index],
    )
    return table, rows_of_figures[-1].end


def _known_table(lines: Sequence[Line], index: int, rows: Sequence[Cells], text: Sequence[Line]) -> FoundTable:
    columns = known_columns(lines, index, rows)
    below = tuple(rows[header_rows(lines, index, rows, columns) :])
    columns = columns or ("",) * len(rows[0])
    if not columns[0]:
        columns = (_label_heading([row[0] for row in below]), *columns[1:])
    return FoundTable(_caption(text), columns, below, lines[index])


def _figure_rows_at(lines: Sequence[Line], index: int) -> list[_FigureRow]:
    """The rows of a table that begins at `index`; none where fewer than three follow one another."""
    first = _figure_row(lines[index], index)
    if first is None or _is_row_of_years(first):
        return []
    rows = [first]
    while rows[-1].end < len(lines):
        at = rows[-1].end
        row = _figure_row(lines[at], at) or _wrapped_row(lines, at)
        if row is None or len(row.figures) != len(first.figures):
            break
        rows.append(row)
    return rows if len(rows) >= _FEWEST_ROWS else []


def _figure_row(line: Line, index: int) -> _FigureRow | None:
    if len(line.text) >= _LONGEST_ROW or not _ends_in_figure(line.text):
        return None
    match = _ROW.match(line.text)
    if not match or not _LABEL.match(match["label"]):
        return None
    return _FigureRow(" ".join(match["label"].split()), tuple(_FIGURES.findall(match["figures"])), index + 1)


def _ends_in_figure(text: str) -> bool:
    """Whether a line may be a row, by its end: most lines of a text are none, which shows without a pattern."""
    return text[-1:].isdigit() or text.endswith(_ENDINGS_OF_FIGURES)


def _is_row_of_years(row: _FigureRow) -> bool:
    """Whether the figures are years: a row of headings ("Kommune 2025 2026"), or lines that name a year each."""
    return all(_ONE_YEAR.match(figure) for figure in row.figures)


def _wrapped_row(lines: Sequence[Line], index: int) -> _FigureRow | None:
    """A row whose label begins on a line of its own ("Gennemsnit" / "2021-25 5.448 …")."""
    text = lines[index].text
    if len(text) > _LONGEST_HEADING or not text[:1].isalpha() or not _LABEL.match(text) or index + 1 == len(lines):
        return None
    below = lines[index + 1].text
    match = _ROW.match(below) if len(below) < _LONGEST_ROW else None
    if not match or match["label"][0].isupper():
        return None
    return _FigureRow(f"{text} {match['label']}", tuple(_FIGURES.findall(match["figures"])), index + 2)


def _headings_above(text: Sequence[Line], rows: Sequence[_FigureRow]) -> tuple[Sequence[Line], tuple[str, ...]]:
    """The short lines right above a table's rows that are the headings of its columns, and a heading a column."""
    start = len(text)
    fewest = max(0, start - _MOST_HEADINGS)
    while start > fewest and _may_be_heading(text[start - 1], text[start - 2] if start > 1 else None):
        start -= 1
    for first in range(start, len(text)):
        if columns := _column_headings([line.text for line in text[first:]], rows):
            return text[first:], columns
    width = len(rows[0].figures)
    return (), (_label_heading([row.label for row in rows]), *(["Antal"] if width == 1 else [""] * width))


def _may_be_heading(line: Line, above: Line | None) -> bool:
    if len(line.text) > _LONGEST_HEADING or line.text.endswith((".", ":", ",", ";", "?")) or not line.text:
        return False
    ends_broken_word = above is not None and above.text.endswith("-") and len(above.text) > _LONGEST_HEADING
    return not (ends_broken_word and line.text[0].islower())


def _caption(text: Sequence[Line]) -> str:
    """The line above a table when it announces it: it ends in a colon or stands apart as a heading."""
    if not text:
        return ""
    last = text[-1]
    announces = last.text.endswith(":") or ((last.gap or last.page_start) and not last.text.endswith((".", "-", ",")))
    return last.text.rstrip(":") if announces and last.text[:1].isupper() else ""


def _column_headings(headings: Sequence[str], rows: Sequence[_FigureRow]) -> tuple[str, ...]:
    """A heading a column, none where the headings don't fit the columns.

    Two rows of headings, groups over single columns, are joined: 'Assistenter, 2026'.
    """
    width = len(rows[0].figures)
    label, cells = _label_heading([row.label for row in rows]), _heading_cells(headings)
    words = " ".join(headings).split()
    if len(words) == width + 1 and words[0] == label:
        return tuple(words)
    if cells and is_dash(cells[0]):
        cells = cells[1:]
    if len(cells) == width + 1:
        return tuple(cells)
    if len(cells) == width:
        return (label, *cells)
    groups = len(cells) - width
    if groups > 1 and width % groups == 0:
        span = width // groups
        return (label, *(f"{cells[at // span]}, {cells[groups + at]}" for at in range(width)))
    return ()


def _heading_cells(headings: Sequence[str]) -> list[str]:
    """Headings that run over several lines as one each: a broken word, a small letter or a year goes on."""
    cells: list[str] = []
    for text in (cell for heading in headings for cell in re.split(r"\s{3,}", heading)):
        if years := _YEARS.match(text):
            cells += [years["label"], *years["years"].split()] if years["label"] else years["years"].split()
        elif cells and _continues_heading(cells[-1], text):
            cells[-1] = join_lines(cells[-1], text)
        else:
            cells.append(text)
    return cells


def _continues_heading(cell: str, text: str) -> bool:
    """Whether a line of headings carries on the heading above it."""
    if is_dash(cell):
        return False
    year_below = _ONE_YEAR.match(text) and not _ONE_YEAR.match(cell)
    return cell.endswith("-") or text[0].islower() or bool(year_below)


def _label_heading(labels: Sequence[str]) -> str:
    if sum(parse_municipality(label) is not None for label in labels) > len(labels) / 2:
        return "Kommune"
    if sum(label.startswith("KKR ") for label in labels) > len(labels) / 2:
        return "KKR"
    if sum(bool(_ONE_YEAR.match(label)) for label in labels) > len(labels) / 2:
        return "År"
    return ""
