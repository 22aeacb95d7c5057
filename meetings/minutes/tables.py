"""Tables among a text's lines: rows of a label and figures, with the headings above them.

Extraction may have moved a table into the middle of a sentence or of a word: its lines are taken out, and
what stood on both sides of it is one text again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.clean import Line
from meetings.minutes.flow import join
from meetings.minutes.municipalities import municipality

_FIGURE = r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?|–(?=\s|$)"
_ROW = re.compile(rf"^(?P<label>\S.*?)\s+(?P<figures>(?:{_FIGURE})(?:\s+(?:{_FIGURE}))*)(?:\s*(?:%|pct\.|kr\.))?$")
_LABEL = re.compile(r"^(?:[A-ZÆØÅ][\w./&()-]*(?:\s+[\w./&()-]+){0,4}|(?:19|20)\d{2}(?:-\d{2,4})?|I alt)$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_FEWEST_ROWS = 3
_LONGEST_ROW = 90
_LONGEST_HEADING = 34
"""In characters: a table's headings are short, a text's lines are about 70."""


@dataclass(frozen=True)
class FoundTable:
    """A table among lines: `before` counts the text's lines that stand before it once all tables are out."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: Line
    before: int


@dataclass(frozen=True)
class _Row:
    label: str
    figures: tuple[str, ...]
    end: int


def take_tables(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[FoundTable, ...]]:
    """The lines without tables, and the tables."""
    text: list[Line] = []
    tables: list[FoundTable] = []
    index = 0
    while index < len(lines):
        rows = _rows_at(lines, index)
        if not rows:
            text.append(lines[index])
            index += 1
            continue
        headings = _take_headings(text, len(rows[0].figures))
        first = headings[0] if headings else lines[index]
        tables.append(
            FoundTable(
                title=_caption(text),
                columns=_columns([line.text for line in headings], rows),
                rows=tuple((row.label, *row.figures) for row in rows),
                line=first,
                before=len(text),
            )
        )
        index = rows[-1].end
    return tuple(text), tuple(tables)


def _rows_at(lines: Sequence[Line], index: int) -> list[_Row]:
    """The rows of a table that begins at `index`; none where fewer than three follow one another."""
    rows: list[_Row] = []
    while index < len(lines):
        row = _row(lines, index) or (_wrapped_row(lines, index) if rows else None)
        if row is None or (rows and len(row.figures) != len(rows[0].figures)):
            break
        rows.append(row)
        index = row.end
    return rows if len(rows) >= _FEWEST_ROWS else []


def _row(lines: Sequence[Line], index: int) -> _Row | None:
    match = _ROW.match(lines[index].text)
    if not match or not _LABEL.match(match["label"]) or len(lines[index].text) >= _LONGEST_ROW:
        return None
    return _Row(" ".join(match["label"].split()), tuple(match["figures"].split()), index + 1)


def _wrapped_row(lines: Sequence[Line], index: int) -> _Row | None:
    """A row whose label begins on a line of its own ("Gennemsnit" / "2021-25 5.448 …")."""
    text = lines[index].text
    if len(text) > _LONGEST_HEADING or not text[:1].isalpha() or not _LABEL.match(text) or index + 1 == len(lines):
        return None
    match = _ROW.match(lines[index + 1].text)
    if not match or match["label"][0].isupper():
        return None
    return _Row(f"{text} {match['label']}", tuple(match["figures"].split()), index + 2)


def _take_headings(text: list[Line], width: int) -> list[Line]:
    """The short lines right above the rows, taken off the text, when they are as many as headings need be."""
    start = len(text)
    while start > 0 and _may_be_heading(text[start - 1], text[start - 2] if start > 1 else None):
        start -= 1
    headings = text[start:]
    if not headings or (width == 1 and len(headings) > 3):
        return []
    del text[start:]
    return headings


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
    announces = last.text.endswith(":") or (last.gap and not last.text.endswith((".", "-", ",")))
    return last.text.rstrip(":") if announces and last.text[0].isupper() else ""


def _columns(headings: Sequence[str], rows: Sequence[_Row]) -> tuple[str, ...]:
    """A heading a column. Two rows of headings, groups over single columns, are joined: 'Assistenter 2026'."""
    width = len(rows[0].figures)
    label, cells = _label_heading(rows), _heading_cells(headings)
    if cells and cells[0] in {"-", "–"}:
        cells = cells[1:]
    if len(cells) == width + 1:
        return tuple(cells)
    if len(cells) == width:
        return (label, *cells)
    groups = len(cells) - width
    if groups > 1 and width % groups == 0:
        span = width // groups
        return (label, *(f"{cells[at // span]}, {cells[groups + at]}" for at in range(width)))
    if width == 1:
        return (label, "Antal")
    return (label, *("" for _ in range(width)))


def _heading_cells(headings: Sequence[str]) -> list[str]:
    """Headings that run over several lines as one each: a broken word, a small letter or a year goes on."""
    cells: list[str] = []
    for text in (cell for heading in headings for cell in re.split(r"\s{3,}", heading)):
        words = text.split()
        if len(words) > 1 and all(_YEAR.match(word) for word in words):
            cells += words
        elif (
            cells
            and cells[-1] not in {"-", "–"}
            and (cells[-1].endswith("-") or text[0].islower() or (_YEAR.match(text) and not _YEAR.match(cells[-1])))
        ):
            cells[-1] = join(cells[-1], text)
        else:
            cells.append(text)
    return cells


def _label_heading(rows: Sequence[_Row]) -> str:
    labels = [row.label for row in rows]
    if sum(municipality(label) is not None for label in labels) > len(labels) / 2:
        return "Kommune"
    if sum(label.startswith("KKR ") for label in labels) > len(labels) / 2:
        return "KKR"
    if sum(bool(re.match(r"(?:19|20)\d{2}$", label)) for label in labels) > len(labels) / 2:
        return "År"
    return ""
