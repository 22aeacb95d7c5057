"""Reads a table's cells as figures: which column names municipalities, which hold figures, and of which years.

A cell that cannot be read counts as empty; nothing is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from meetings.danish.dates import YEAR
from meetings.danish.municipalities import parse_municipality
from meetings.danish.numbers import is_dash, parse_amount
from meetings.parsing.text.total_labels import is_total_label, is_whole_country_label

_YEAR_OR_SPAN = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<first>{YEAR})(?:\s?[-–/]\s?(?P<second>(?:19|20)?\d\d)(?!\d))?(?!\d)(?![.,]\d)"
)
_ONE_YEAR = re.compile(YEAR)
_EDGE_CHARACTERS = " \t,.:;–—-/()"
# So many rows or headings at least have to name a municipality or a year for the table to be read by them.
_FEWEST = 2

TOTAL_LABEL = "I alt"
WHOLE_COUNTRY_LABEL = "Hele landet"


@dataclass(frozen=True)
class RowName:
    """What a row is about: a municipality, a year, a sum, or something else, which has a label alone."""

    label: str
    municipality: str = ""
    year: int | None = None
    is_sum: bool = False


@dataclass(frozen=True)
class FigureColumn:
    """One column of figures, a value a row; None where the cell is empty, a dash or not to be read.

    `measure` is the heading without its year; it is empty where all of the table's columns measure the same.
    """

    measure: str
    year: int | None
    unit: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class FigureTable:
    """A table's rows by what they are about, and its columns of figures."""

    rows: tuple[RowName, ...]
    columns: tuple[FigureColumn, ...]

    @property
    def is_by_municipality(self) -> bool:
        return any(row.municipality for row in self.rows)

    @property
    def is_by_year(self) -> bool:
        """Whether the rows are years."""
        return any(row.year for row in self.rows)


def years_named(text: str) -> tuple[int, ...]:
    """The years that a heading or title names, each once. »2024/25« is 2024; »2021-2025« is no year."""
    return tuple(dict.fromkeys(year for match in _YEAR_OR_SPAN.finditer(text) if (year := _year(match))))


def municipalities_of(rows: Sequence[Sequence[object]]) -> list[str]:
    """The municipalities that a table's rows are about, in their order; none for a table of something else."""
    texts = _cell_texts(rows)
    at = _column_of_municipalities(texts)
    return (
        []
        if at is None
        else list(dict.fromkeys(name for row in texts if at < len(row) and (name := _municipality_in(row[at]))))
    )


def read_table(columns: Sequence[object], rows: Sequence[Sequence[object]]) -> FigureTable | None:
    """The table's figures by municipality, else by year; None where it has neither.

    A table without both has them by year too where its headings name several years: then its rows are by label.
    A table that names a municipality or a year twice says two things in one, and is not read.
    """
    texts = _cell_texts(rows)
    headings = [" ".join(str(heading).split()) for heading in columns]
    at = _column_of_municipalities(texts)
    if at is not None:
        names = tuple(_row_name(row[at]) for row in texts if at < len(row))
    elif _are_years(texts):
        at, names = 0, tuple(_row_of_year(row[0]) for row in texts if row)
    elif len({year for heading in headings[1:] for year in years_named(heading)[:1]}) >= _FEWEST:
        at, names = 0, tuple(replace(_row_name(row[0]), municipality="") for row in texts if row)
    else:
        return None
    subjects = [name.municipality or name.year for name in names if name.municipality or name.year]
    if len(subjects) > len(set(subjects)):
        return None
    rows_with_names = [row for row in texts if at < len(row)]
    width = max(len(row) for row in rows_with_names)
    headings += [""] * (width - len(headings))
    found = [
        column
        for index in range(width)
        if index != at and (column := _figure_column(headings[index], [_cell(row, index) for row in rows_with_names]))
    ]
    if len({_letters_and_digits(column.measure) for column in found}) == 1:
        found = [replace(column, measure="") for column in found]
    return FigureTable(names, tuple(found)) if found else None


def without_years(text: str) -> str:
    """A heading or title without the years that it names."""
    plain = _YEAR_OR_SPAN.sub(lambda match: " " if _year(match) else match.group(), text)
    return re.sub(r"\s+([,.:;])", r"\1", " ".join(plain.split())).strip(_EDGE_CHARACTERS)


def _year(match: re.Match[str]) -> int | None:
    """The year that is named; None for a span of several. What follows as »12-31« does makes the year a date's."""
    first, second = int(match["first"]), int(match["second"] or 0)
    second += first // 100 * 100 if 0 < second < 100 else 0
    return first if second <= first + 1 else None


def _letters_and_digits(measure: str) -> str:
    return "".join(letter for letter in measure.casefold() if letter.isalnum())


def _cell_texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[" ".join(str(cell).split()) for cell in row] for row in rows]


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


@lru_cache(maxsize=4096)
def _municipality_in(label: str) -> str:
    return parse_municipality(label) or ""


def _column_of_municipalities(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column of which more than half names municipalities, sums aside."""
    for index in range(max((len(row) for row in rows), default=0)):
        labels = [row[index] for row in rows if index < len(row) and row[index] and not is_total_label(row[index])]
        named = sum(bool(_municipality_in(label)) for label in labels)
        if named >= _FEWEST and 2 * named > len(labels):
            return index
    return None


def _are_years(rows: Sequence[Sequence[str]]) -> bool:
    labels = [row[0] for row in rows if row and row[0] and not is_total_label(row[0])]
    years = sum(bool(_ONE_YEAR.fullmatch(label)) for label in labels)
    return years >= _FEWEST and 2 * years > len(labels)


def _row_name(label: str) -> RowName:
    if name := _municipality_in(label):
        return RowName(label, municipality=name)
    if is_whole_country_label(label):
        return RowName(WHOLE_COUNTRY_LABEL, is_sum=True)
    return RowName(TOTAL_LABEL, is_sum=True) if is_total_label(label) else RowName(label)


def _row_of_year(label: str) -> RowName:
    return RowName(label, year=int(label)) if _ONE_YEAR.fullmatch(label) else _row_name(label)


def _figure_column(heading: str, cells: Sequence[str]) -> FigureColumn | None:
    """The column, if it holds figures: more than half of what is written in it, and not years alone."""
    written = [cell for cell in cells if cell and not is_dash(cell)]
    amounts = [parse_amount(cell) for cell in cells]
    units = {amount.unit for amount in amounts if amount}
    readable = sum(amount is not None for amount in amounts)
    if not readable or 2 * readable <= len(written) or all(_ONE_YEAR.fullmatch(cell) for cell in written):
        return None
    years = years_named(heading)
    return FigureColumn(
        measure=without_years(heading) if len(years) == 1 else heading,
        year=years[0] if len(years) == 1 else None,
        unit=units.pop() if len(units) == 1 else "",
        values=tuple(amount.value if amount else None for amount in amounts),
    )
