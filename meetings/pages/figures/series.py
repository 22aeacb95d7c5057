"""Tables of several meetings that say the same thing, joined to series by municipality and year: plain values.

What an item is about tells which tables belong together, as tables themselves are called »Forslag til fordeling« and
the like: the items of one case thread do, and those of one title once years are taken off. Within a case a table
of a decision is another series than one of what was put forward, and each kind of column is a series by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from meetings.cases.signatures import common_title, components, is_formality
from meetings.parsing.meaning.figures import FigureColumn, FigureTable, read_table, without_years, years_named


@dataclass(frozen=True)
class ArchivedTable:
    """A table as the archive keeps it, and what it belongs to. `thread` is the item's case thread, if it is in one."""

    key: int
    item: int
    item_title: str
    council: str
    day: date
    thread: int | None
    title: str
    columns: Sequence[object]
    rows: Sequence[Sequence[object]]
    is_decided: bool


@dataclass(frozen=True)
class YearColumn:
    """What one table says of one year. `others` are the tables that were read for it too, the latest first.

    `figures` are by municipality, `sums` by what the other rows are called. `differing` are the municipalities of
    which one of the others says something else.
    """

    year: int
    table: ArchivedTable
    figures: Mapping[str, Decimal | None]
    sums: Mapping[str, Decimal | None]
    others: tuple[ArchivedTable, ...] = ()
    differing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Series:
    """Figures by municipality and year, the years in order.

    `item_titles` are those of its tables' items, without years, the oldest first: an address can go by any of them.
    `distinguished_by` is the table's title where one meeting has several tables of one year, else ''.
    """

    council: str
    title: str
    measure: str
    unit: str
    is_decided: bool
    item_titles: tuple[str, ...]
    distinguished_by: str
    columns: tuple[YearColumn, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(column.year for column in self.columns)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Those that some year has a row for, as the tables have them."""
        return tuple(dict.fromkeys(name for column in self.columns for name in column.figures))

    @property
    def sums(self) -> tuple[str, ...]:
        """What the rows that are no municipality are called."""
        return tuple(dict.fromkeys(label for column in self.columns for label in column.sums))

    @property
    def tables(self) -> tuple[ArchivedTable, ...]:
        """All tables of the series, each once, the oldest first."""
        tables = {table.key: table for column in self.columns for table in (column.table, *column.others)}
        return tuple(sorted(tables.values(), key=lambda table: (table.day, table.key)))

    def figures_of(self, municipality: str) -> dict[int, Decimal | None]:
        """By year: the figures of one municipality, in the years that have a row for it."""
        return {column.year: column.figures[municipality] for column in self.columns if municipality in column.figures}


@dataclass(frozen=True)
class _ColumnReading:
    """One column of one table, and the year that it is about."""

    table: ArchivedTable
    year: int
    measure: str
    unit: str
    figures: Mapping[str, Decimal | None]
    sums: Mapping[str, Decimal | None]

    @property
    def place(self) -> tuple[date, int]:
        """The meeting's day and the year: one series has one reading for each."""
        return (self.table.day, self.year)


def join_to_series(tables: Iterable[ArchivedTable]) -> list[Series]:
    """The series of these tables, ordered by council, title and measure. Tables without municipalities are left out."""
    oldest_first = sorted(tables, key=lambda table: (table.day, table.key))
    readings = [reading for table in oldest_first for reading in _column_readings(table)]
    read = {reading.table.key: reading.table for reading in readings}
    cases = _cases_of_tables(read.values())
    groups: dict[tuple[object, ...], list[_ColumnReading]] = defaultdict(list)
    for reading in readings:
        table = reading.table
        groups[cases[table.key], table.is_decided, _letters_and_digits(reading.measure), reading.unit].append(reading)
    tables_of_case: dict[int, list[ArchivedTable]] = defaultdict(list)
    for key, case in cases.items():
        tables_of_case[case].append(read[key])
    found = [
        _joined_series(part, tables_of_case[cases[part[0].table.key]], name)
        for group in groups.values()
        for name, part in _split_where_colliding(group)
    ]
    return sorted(
        found, key=lambda one: (one.council, one.title, not one.is_decided, one.measure, one.distinguished_by)
    )


def year_of(column: FigureColumn, table: ArchivedTable) -> int:
    """The year that a column is about: that of its heading, of the table's title, of the item's, or the meeting's."""
    if column.year:
        return column.year
    for title in (table.title, table.item_title):
        if len(years := years_named(title)) == 1:
            return years[0]
    return table.day.year


def _column_readings(table: ArchivedTable) -> list[_ColumnReading]:
    """A reading for each of the table's columns, by municipality; none for columns alike in measure, unit and year."""
    read = _read_cached(tuple(map(str, table.columns)), tuple(tuple(map(str, row)) for row in table.rows))
    if not read or not read.is_by_municipality:
        return []
    found = [_column_reading(column, read, table) for column in read.columns]
    kinds = [(_letters_and_digits(reading.measure), reading.unit, reading.year) for reading in found]
    return [reading for reading, kind in zip(found, kinds, strict=True) if kinds.count(kind) == 1]


@lru_cache(maxsize=2048)
def _read_cached(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> FigureTable | None:
    """The table read; kept, since the next page reads the same tables."""
    return read_table(columns, rows)


def _column_reading(column: FigureColumn, read: FigureTable, table: ArchivedTable) -> _ColumnReading:
    named = list(zip(read.rows, column.values, strict=True))
    sums: dict[str, Decimal | None] = {}
    for row, value in named:
        if not row.municipality and row.label:
            sums[row.label] = value if sums.get(row.label, value) == value else None
    figures = {row.municipality: value for row, value in named if row.municipality}
    return _ColumnReading(table, year_of(column, table), column.measure, column.unit, figures, sums)


def _cases_of_tables(tables: Iterable[ArchivedTable]) -> dict[int, int]:
    """By a table's key: the case that it belongs to, as the least of the keys of that case's tables."""
    by_trait: dict[tuple[str, object], list[int]] = defaultdict(list)
    for table in tables:
        by_trait[table.council, _case_key(table)].append(table.key)
        if table.thread:
            by_trait[table.council, table.thread].append(table.key)
    pairs = [(keys[0], key) for keys in by_trait.values() for key in keys]
    return {key: min(case) for case in components(pairs) for key in case}


def _case_key(table: ArchivedTable) -> str:
    return _letters_and_digits(_case_title(table))


def _case_title(table: ArchivedTable) -> str:
    """What the case is called by the table's item, without years."""
    return _plain_title(_telling_title(table))


@lru_cache(maxsize=4096)
def _common_title(titles: tuple[str, ...]) -> str:
    """What all of the titles say, the latest first."""
    return titles[0] if len(titles) == 1 else common_title(titles)


@lru_cache(maxsize=4096)
def _plain_title(title: str) -> str:
    return common_title([title])


@lru_cache(maxsize=4096)
def _is_formality_title(title: str) -> bool:
    return is_formality(title)


def _split_where_colliding(group: Sequence[_ColumnReading]) -> list[tuple[str, list[_ColumnReading]]]:
    """The readings by series, each with what distinguishes it; '' where they are one series.

    Where one meeting has several tables of one year, they are told apart by their titles, and by number where titles
    are the same. Of two that say the same one is kept.
    """
    distinct = [
        reading
        for at, reading in enumerate(group)
        if not any(reading.place == other.place and reading.figures == other.figures for other in group[:at])
    ]
    if not _collide(distinct):
        return [("", distinct)]
    by_title: dict[str, list[_ColumnReading]] = defaultdict(list)
    for reading in distinct:
        by_title[without_years(reading.table.title)].append(reading)
    parts: list[tuple[str, list[_ColumnReading]]] = []
    for title, part in by_title.items():
        nth: dict[tuple[date, int], int] = defaultdict(int)
        numbered: dict[int, list[_ColumnReading]] = defaultdict(list)
        for reading in part:
            nth[reading.place] += 1
            numbered[nth[reading.place]].append(reading)
        parts += [(title if number == 1 else f"{title} ({number})".strip(), some) for number, some in numbered.items()]
    return parts


def _collide(group: Sequence[_ColumnReading]) -> bool:
    places = [reading.place for reading in group]
    return len(places) > len(set(places))


def _joined_series(
    readings: Sequence[_ColumnReading], tables_of_case: Sequence[ArchivedTable], distinguished_by: str
) -> Series:
    oldest_first = sorted(readings, key=lambda reading: (reading.year, reading.table.day, reading.table.key))
    latest = max(readings, key=lambda reading: (reading.table.day, reading.table.key))
    oldest_tables_first = sorted(tables_of_case, key=lambda table: (table.day, table.key))
    columns = [_year_column(list(some)) for _, some in groupby(oldest_first, key=lambda reading: reading.year)]
    return Series(
        council=latest.table.council,
        title=_common_title(tuple(dict.fromkeys(_case_title(table) for table in reversed(oldest_tables_first)))),
        measure=latest.measure,
        unit=latest.unit,
        is_decided=latest.table.is_decided,
        item_titles=tuple(dict.fromkeys(map(_case_title, oldest_tables_first))),
        distinguished_by=distinguished_by,
        columns=tuple(columns),
    )


def _telling_title(table: ArchivedTable) -> str:
    """The item's title, or the table's where the item's says nothing of its own."""
    return table.title if table.title and _is_formality_title(table.item_title) else table.item_title


def _year_column(oldest_first: Sequence[_ColumnReading]) -> YearColumn:
    """One year as the latest meeting has it."""
    *others, latest = oldest_first
    differing = {
        name
        for other in others
        for name, value in other.figures.items()
        if value is not None and latest.figures.get(name, value) != value
    }
    return YearColumn(
        year=latest.year,
        table=latest.table,
        figures=latest.figures,
        sums=latest.sums,
        others=tuple(other.table for other in reversed(others)),
        differing=frozenset(differing),
    )


def _letters_and_digits(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
