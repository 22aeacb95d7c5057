"""A table of an item's text as a page shows it: columns, rows, sums, and charts of its figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from meetings.danish.numbers import format_number, is_dash, parse_number
from meetings.pages.charts.bars import Chart, charts_of_table
from meetings.parsing.meaning.figures import read_table
from meetings.parsing.text.total_labels import is_total_label

# In characters: a row's name that fits on one line of a phone.
_LONGEST_SHORT_ROW = 20
# A column of such numbers alone holds years, not amounts.
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Column:
    """A table's column; `holds_figures` where it holds amounts, which stand to the right."""

    heading: str
    holds_figures: bool


@dataclass(frozen=True)
class Cell:
    """A cell's text; thousands are marked where it is a figure."""

    text: str
    is_figure: bool


@dataclass(frozen=True)
class Row:
    """A table's row. Its first cell says what the row is about, so it is the row's heading."""

    heading: str
    cells: tuple[Cell, ...]
    is_sum: bool


@dataclass(frozen=True)
class TableBlock:
    """A table. Its caption `is_said_before` where the block above it says the same words.

    It has `charts` where it holds figures by municipality or year.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_said_before: bool = False
    charts: tuple[Chart, ...] = ()
    kind: ClassVar[str] = "table"

    @property
    def label(self) -> str:
        """What to call it by ear: its caption, else what its columns are."""
        headings = ", ".join(column.heading for column in self.columns if column.heading)
        return self.caption or (f"Tabel: {headings}" if headings else "Tabel")

    @property
    def has_short_rows(self) -> bool:
        """Whether every row is named so shortly that its name fits on one line, also on a phone."""
        return all(len(row.heading) <= _LONGEST_SHORT_ROW for row in self.rows)


class TableLike(Protocol):
    """What a table must say of itself to be placed and shown; models.Table does."""

    @property
    def title(self) -> str: ...
    @property
    def columns(self) -> Sequence[object]: ...
    @property
    def rows(self) -> Sequence[Sequence[object]]: ...
    @property
    def after_block(self) -> int: ...


def table_block(table: TableLike, text_above: str = "") -> TableBlock:
    """The table as a block; `text_above` is that of the paragraph or subheading right above it, if there is one."""
    rows = [[str(cell).strip() for cell in row] for row in table.rows]
    width = max([len(table.columns), *(len(row) for row in rows)])
    headings = [str(heading).strip() for heading in table.columns]
    headings += [""] * (width - len(headings))
    rows = [row + [""] * (width - len(row)) for row in rows]
    figures = read_table(table.columns, table.rows)
    columns = tuple(
        Column(heading, index > 0 and _are_figures([row[index] for row in rows]))
        for index, heading in enumerate(headings)
    )
    return TableBlock(
        table.title,
        columns,
        tuple(_table_row(row, columns, is_last=index == len(rows) - 1) for index, row in enumerate(rows)),
        is_said_before=bool(text_above) and text_above.rstrip(".: ") == table.title.rstrip(".: "),
        charts=charts_of_table(figures) if figures else (),
    )


def _table_row(row: Sequence[str], columns: Sequence[Column], *, is_last: bool) -> Row:
    cells = tuple(
        Cell(_with_thousands(text) if column.holds_figures else text, column.holds_figures)
        for text, column in zip(row[1:], columns[1:], strict=True)
    )
    return Row(row[0], cells, is_sum=is_last and is_total_label(row[0]))


def _are_figures(texts: Iterable[str]) -> bool:
    """Whether a column holds amounts: figures and dashes alone, and not years."""
    written = [text for text in texts if text]
    return (
        bool(written)
        and all(is_dash(text) or parse_number(text) is not None for text in written)
        and not all(text.isdecimal() and int(text) in _YEARS for text in written)
    )


def _with_thousands(text: str) -> str:
    """A whole number as Danish writes it: 12.345. Anything else stays as the document has it."""
    return format_number(int(text)) if text.isdecimal() else text
