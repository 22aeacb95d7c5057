"""From the blocks of a form that has no pages (a Word document, a web page, an export) to lines with their marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.parsing.lines.line import Mark, MarkKind
from meetings.parsing.lines.pages import SeenPages
from meetings.parsing.lines.sight import UnseenText

# As between the cells of a PDF's table.
_GAP = "   "
_SPACES = re.compile(r"[^\S\t\n]+")
_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# In characters: a cell that holds more is a column of running text, as in a table that only arranges a page.
_LONGEST_CELL = 200


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, the entry of a list or a table's row: one line, or several where its text has line ends.

    `gap`: it stands apart from the block above, as all do but the entries of one list and the rows of one table.
    """

    text: str
    mark: Mark | None = None
    gap: bool = True


def heading(text: str, level: int) -> Block:
    """A heading of a level, 1 for the highest."""
    return Block(text, Mark(MarkKind.HEADING, level=level))


def entry(text: str, sign: str, *, level: int = 0, gap: bool = False) -> Block:
    """An entry of a list behind its sign: '' for a bullet, else its number (»1.«, »a)«); level 1 and up are below."""
    return Block(f"{sign or ('o' if level else '–')} {text}", Mark(MarkKind.ENTRY), gap)


def table_rows(rows: Sequence[Sequence[str]], table: int, *, headers: int = 0) -> list[Block]:
    """The rows of table number `table`, whose first `headers` rows have the headings; a row a line.

    A table that only arranges a page, of one column or of cells as long as paragraphs, comes out as its paragraphs.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((len(row) for row in cells), default=0)
    cells = [[*row, *[""] * (width - len(row))] for row in cells]
    used = [at for at in range(width) if any(row[at] for row in cells)]
    cells = [[row[at] for at in used] for row in cells]
    if len(used) < 2 or any(len(cell) > _LONGEST_CELL for row in cells for cell in row):
        return [Block(cell) for row in cells for cell in row if cell]
    widths = [max(len(row[at]) for row in cells) for at in range(len(used))]
    return [
        Block(
            _GAP.join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip(),
            Mark(MarkKind.ROW, cells=tuple(row), table=table, is_header=at < headers),
            gap=at == 0,
        )
        for at, row in enumerate(cells)
    ]


def pages_of_blocks(blocks: Iterable[Block], unseen: Sequence[UnseenText] = ()) -> SeenPages:
    """The blocks as the one page of a file without pages: an empty line stands above each that stands apart."""
    lines: list[str] = []
    marks: dict[int, Mark] = {}
    for block in blocks:
        texts = [clean for text in _LINE_END.split(block.text) if (clean := _clean(text))]
        if not texts:
            continue
        if block.gap and lines:
            lines.append("")
        for text in texts:
            lines.append(text)
            if block.mark:
                marks[len(lines)] = block.mark
    pages = SeenPages((tuple(lines),))
    pages.has_pages, pages.marks, pages.unseen = False, marks, tuple(unseen)
    return pages


def with_titles(block: Block, title: str) -> Block:
    """The block with a title in its mark."""
    return replace(block, mark=replace(block.mark, title=title)) if block.mark else block


def _clean(text: str) -> str:
    return _CONTROL.sub("", _SPACES.sub(_one_space, text)).encode("utf-8", "replace").decode().strip()


def _one_space(spaces: re.Match[str]) -> str:
    return spaces.group() if len(spaces.group()) > 2 and spaces.start() else " "
