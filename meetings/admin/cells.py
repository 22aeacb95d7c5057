"""A table's cells as text that an editor can type or paste: a row a line, cells apart by semicolon or tab."""

import csv
import io
from collections.abc import Iterable, Sequence


def rows_as_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows with semicolons between the cells; a cell that holds one itself is put in quotation marks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([_one_line(cell) for cell in row] for row in rows)
    return text.getvalue().removesuffix("\n")


def rows_from_text(text: str) -> list[list[str]]:
    """The rows that `text` writes, without empty lines.

    Tabs win over semicolons, as cells pasted from a spreadsheet have tabs between them and may hold
    semicolons. Raises ValueError where a quotation mark that opens a cell does not close it.
    """
    delimiter = "\t" if "\t" in text else ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[_one_line(cell) for cell in row] for row in reader if row]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
