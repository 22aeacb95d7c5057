"""Tables that are a meeting's agenda: a row an item, or an item's texts each beside its name.

So minutes are written in Word where a form has been drawn: »Pkt. | Emne | Beslutning«, »Dagsorden | Referat«, or a
table for each item with »Beslutning« in its first column. The cells come out as the headings and texts that they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Protocol

from meetings.parsing.lines.blocks import Block, heading
from meetings.parsing.lines.line import Mark, MarkKind

# The levels of headings that are made of cells: an item's and its texts'.
_ITEM, _TEXT = 2, 3
_NUMBER_COLUMN = re.compile(
    r"(?:(?:punkt|pkt\.?|sag|dagsordens?punkt|løbe)?[\s-]?(?:nr|nummer)\.?|pkt\.?|punkt|dagsordens?punkt|#)?",
    re.IGNORECASE,
)
_TITLE_COLUMN = re.compile(
    r"(?:dagsordens?punkt(?:er)?|punkt(?:er)?|emner?|titel|overskrift|sag(?:er)?|dagsorden|tema|sagens (?:titel|emne))",
    re.IGNORECASE,
)
# Names of an item's texts, by the nouns that they are made of: »Beslutning/opfølgning«, »Kort referat«.
_TEXT_NAME = re.compile(
    r"(?:^|[\s/-])(?:beslutning|referat|konklusion|indstilling|sagsfremstilling|baggrund|beskrivelse|resum[eé]|drøftelse|"
    r"behandling|vedtagelse|afgørelse|opsamling|sagsbeskrivelse|bemærkning(?:er)?|redegørelse|notat|indhold|opfølgning)"
    r"(?:e[rn]|erne|et|en)?(?=$|[\s/:-])",
    re.IGNORECASE,
)
# One that is no document's title as well.
_ONLY_TEXT_NAME = re.compile(
    r"(?:beslutning|konklusion|indstilling|sagsfremstilling|baggrund|resum[eé]|vedtagelse|afgørelse)(?:e[rn]|et)?\s*:?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:punkt|pkt\.?|sag|nr\.?)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?)\s*[.:)]?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:(?:dagsordens?)?punkt|pkt\.?|sag|nr\.?|ad)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:\s*[.:)–-]+\s*|\s+)(?P<title>\S.*)",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"(?:^|[\s/-])(?:beslutning|konklusion|vedtagelse|afgørelse)", re.IGNORECASE)
_FIGURES = re.compile(r"[\d\s.,%+–/-]*(?:kr\.?|pct\.?|mio\.?)?", re.IGNORECASE)
# A table without headings that has fewer is none of items.
_FEWEST_ROWS = 2
# In characters.
_LONGEST_NAME, _LONGEST_TITLE = 40, 250


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its words on one line, and as the blocks that they are."""

    text: str
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of_lines(cls, lines: Sequence[str]) -> Cell:
        """A cell with these lines of text."""
        return cls(" ".join(lines), (Block("\n".join(lines)),))

    @property
    def first_line(self) -> str:
        return self.blocks[0].text.split("\n")[0].strip() if self.blocks else ""

    def below_first_line(self) -> Iterator[Block]:
        """What stands below the first line of the cell."""
        rest = self.blocks[0].text.split("\n")[1:] if self.blocks else []
        yield from (Block(line) for line in rest if line.strip())
        yield from self.blocks[1:]


Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class _Columns:
    """Where the items' numbers stand, None where not in a column of their own; their titles; their texts, by name."""

    number: int | None
    title: int
    texts: Mapping[int, str]


def blocks_of_item_table(rows: Rows) -> list[Block]:
    """The items of a table that is an agenda, or the texts of an item's; nothing for any other table."""
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return []
    used = [at for at in range(width) if any(len(row) > at and row[at].text for row in rows)]
    even = [[row[at] if len(row) > at else Cell("") for at in used] for row in rows]
    return _rows_of_items(even) or _rows_of_texts(even)


class ItemTables(Enum):
    """What is read of tables that are an agenda."""

    AS_TABLES = auto()
    LEFT_OUT = auto()
    AS_ITEMS = auto()


class ReadsItemTables(Protocol):
    """Reads a document's blocks, and says whether there were tables that are an agenda."""

    def __call__(self, tables: ItemTables) -> tuple[list[Block], bool]: ...


def with_items_of_tables(read: ReadsItemTables) -> list[Block]:
    """The blocks of a document; the rows of its tables as items where there are none outside of them."""
    blocks, has_item_tables = read(ItemTables.AS_TABLES)
    if not has_item_tables or has_items_outside(read(ItemTables.LEFT_OUT)[0]):
        return blocks
    return read(ItemTables.AS_ITEMS)[0]


def has_items_outside(blocks: Sequence[Block]) -> bool:
    """Whether there are items outside of tables: the name of a text by itself, or numbers that follow each other."""
    last = None
    for block in blocks:
        if block.mark is not None and block.mark.kind is not MarkKind.HEADING:
            continue
        line = block.text.split("\n")[0].strip()
        if _ONLY_TEXT_NAME.fullmatch(line):
            return True
        match = _NUMBERED.fullmatch(line)
        number = int(match["number"].split(".")[0]) if match else None
        if number is None:
            continue
        if last is not None and number == last + 1:
            return True
        last = number
    return False


def _rows_of_items(rows: Rows) -> list[Block]:
    """A row an item, below a row of headings or none."""
    named = _columns_by_names(rows)
    columns, below = (named, rows[1:]) if named else (_columns_by_numbers(rows), rows)
    if columns is None or any(not 0 < len(row[columns.title].first_line) <= _LONGEST_TITLE for row in below):
        return []
    return [block for place, row in enumerate(below, start=1) for block in _item(row, place, columns)]


def _columns_by_names(rows: Rows) -> _Columns | None:
    """What the first row calls the columns, where one has titles and another numbers or texts; else None."""
    names, below = [cell.text.strip(" :") for cell in rows[0]], rows[1:]
    titles = (at for at, name in enumerate(names) if _TITLE_COLUMN.fullmatch(name) and not _has_numbers(below, at))
    title = next(titles, None)
    if title is None or not below or any(len(name) > _LONGEST_NAME or _NUMBER.fullmatch(name) for name in names):
        return None
    numbers = (at for at, name in enumerate(names) if _NUMBER_COLUMN.fullmatch(name) and _has_numbers(below, at))
    number = next(numbers, None)
    texts = {at: _name_of_text(name) for at, name in enumerate(names) if at not in {title, number}}
    is_agenda = number is not None or any(_TEXT_NAME.search(name) for name in texts.values())
    return _Columns(number, title, texts) if is_agenda else None


def _columns_by_numbers(rows: Rows) -> _Columns | None:
    """The columns of a table without headings whose first one has the items' numbers, alone or before titles."""
    has_numbers = _has_numbers(rows, 0)
    if len(rows) < _FEWEST_ROWS or not (has_numbers or _are_numbered([row[0].first_line for row in rows])):
        return None
    title = 1 if has_numbers else 0
    texts = dict.fromkeys(range(title + 1, len(rows[0])), "")
    return None if _are_figures(rows, texts) else _Columns(0 if has_numbers else None, title, texts)


def _name_of_text(name: str) -> str:
    """A column's name as the heading of its texts; what was decided by that word, whatever else stands with it."""
    return "Beslutning" if _DECIDED.search(name) else name


def _item(row: Sequence[Cell], place: int, columns: _Columns) -> Iterator[Block]:
    title = row[columns.title].first_line
    numbered = _NUMBERED.fullmatch(title) if columns.number is None else None
    told = _NUMBER.fullmatch(row[columns.number].text.strip()) if columns.number is not None else numbered
    yield _heading_of_item(told["number"] if told else str(place), numbered["title"] if numbered else title)
    yield from row[columns.title].below_first_line()
    for at, name in columns.texts.items():
        if row[at].text:
            yield from [heading(name, _TEXT)] if name else []
            yield from row[at].blocks


def _heading_of_item(number: str, title: str) -> Block:
    return Block(f"{number}. {title}", Mark(MarkKind.ITEM, number=number, title=title))


def _has_numbers(rows: Rows, at: int) -> bool:
    """Whether a column has a number for each row, each one more than the one above."""
    found = [_NUMBER.fullmatch(row[at].text.strip()) for row in rows]
    return bool(found) and all(found) and _rise([match["number"] for match in found if match])


def _are_numbered(titles: Sequence[str]) -> bool:
    found = [_NUMBERED.fullmatch(title) for title in titles]
    return bool(found) and all(found) and _rise([match["number"] for match in found if match])


def _rise(numbers: Sequence[str]) -> bool:
    parts = [tuple(map(int, number.split("."))) for number in numbers]
    return all((*one[:-1], one[-1] + 1) == other or one[0] + 1 == other[0] for one, other in pairwise(parts))


def _are_figures(rows: Rows, columns: Iterable[int]) -> bool:
    """Whether some column has nothing but figures, as a table of amounts has."""
    cells = ([row[at].text for row in rows if row[at].text] for at in columns)
    return any(texts and all(_FIGURES.fullmatch(text) for text in texts) for texts in cells)


def _rows_of_texts(rows: Rows) -> list[Block]:
    """An item's title across the table, and its texts each behind its name."""
    if any(sum(bool(cell.text) for cell in row) > 2 for row in rows):
        return []
    named = [row for row in rows if len(row[0].text) <= _LONGEST_NAME and _TEXT_NAME.search(row[0].text) and _text(row)]
    if not named:
        return []
    blocks: list[Block] = []
    for row in rows:
        text = _text(row)
        if not text:
            title = next(cell for cell in row if cell.text)
            numbered = _NUMBERED.fullmatch(title.first_line)
            blocks.append(
                _heading_of_item(numbered["number"], numbered["title"])
                if numbered
                else heading(title.first_line, _ITEM)
            )
            blocks += title.below_first_line()
        elif _NUMBER.fullmatch(row[0].text.strip()) or row[0].text.strip(" :").casefold() in {"punkt", "emne", "sag"}:
            number = _NUMBER.fullmatch(row[0].text.strip())
            blocks.append(
                _heading_of_item(number["number"], text.first_line) if number else heading(text.first_line, _ITEM)
            )
            blocks += text.below_first_line()
        else:
            blocks += [heading(_name_of_text(row[0].text.strip(" :")), _TEXT), *text.blocks]
    return blocks


def _text(row: Sequence[Cell]) -> Cell | None:
    """The cell beside the first one, None where a row has but one."""
    return next((cell for cell in row[1:] if cell.text), None) if row[0].text else None
