"""What words that end in a colon announce: the table or the list behind them, on one line with them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from meetings.models import AgendaItem
from meetings.models.choices import FieldName
from meetings.pages.blocks import Block, BulletList, NumberedList, Paragraph, Subheading, split_into_blocks
from meetings.pages.table_blocks import Row, TableBlock
from meetings.search.clauses import Term
from meetings.search.highlight import count_marks

# So many rows are named before the sum, so many figures of a row, so many entries of a list.
_ROWS, _FIGURES, _ENTRIES = 2, 3, 4
# In characters: enough of a passage's end to tell which paragraph it is of.
_END_OF_PASSAGE = 40
# What announces something: few texts do.
_COLON_AT_THE_END = re.compile(r":\s*$", re.MULTILINE)


def announced_by(passage: str, item: AgendaItem, field: FieldName, terms: Sequence[Term]) -> str:
    """What stands behind a passage of the item's text that ends in a colon: »Rebild 8, Aalborg 25 … i alt 76«.

    Rows that hold a term go before others. '' for any other passage, and where neither table nor list follows.
    """
    ends = passage.rstrip(" …")
    if not ends.endswith(":"):
        return ""
    tables = [table for table in item.tables.all() if table.field == field]
    blocks = split_into_blocks(item.texts()[field], tables)
    end = ends[-_END_OF_PASSAGE:]
    following = (after for before, after in pairwise(blocks) if _text_of(before).endswith(end))
    return _in_one_line(next(following, None), terms)


def with_announced_tables(text: str, item: AgendaItem, field: FieldName, terms: Sequence[Term]) -> str:
    """The item's text with each table that a paragraph announces, in short, at the paragraph's end."""
    if not _COLON_AT_THE_END.search(text):
        return text
    tables = [table for table in item.tables.all() if table.field == field]
    for before, after in pairwise(split_into_blocks(text, tables) if tables else ()):
        if isinstance(after, TableBlock) and (announcing := _text_of(before)).endswith(":"):
            text = text.replace(announcing, f"{announcing} {_table_line(after, terms)}", 1)
    return text


def _text_of(block: Block) -> str:
    return block.text.rstrip() if isinstance(block, Paragraph | Subheading) else ""


def _in_one_line(block: Block | None, terms: Sequence[Term]) -> str:
    if isinstance(block, TableBlock):
        return _table_line(block, terms)
    if isinstance(block, BulletList | NumberedList):
        shown = ", ".join(entry.text.rstrip(".,;") for entry in block.entries[:_ENTRIES])
        return f"{shown} …" if len(block.entries) > _ENTRIES else shown
    return ""


def _table_line(table: TableBlock, terms: Sequence[Term]) -> str:
    rows = [row for row in table.rows if not row.is_sum]
    with_terms = [row for row in rows if count_marks(row.heading, terms)]
    shown = [*with_terms, *(row for row in rows if row not in with_terms)][:_ROWS]
    line = ", ".join(map(_row_line, shown)) + (" …" if len(shown) < len(rows) else "")
    sums = [_row_line(row) for row in table.rows if row.is_sum]
    return f"{line} {sums[-1][:1].lower()}{sums[-1][1:]}" if sums else line


def _row_line(row: Row) -> str:
    figures = [cell.text for cell in row.cells if cell.text][:_FIGURES]
    return f"{row.heading} {' / '.join(figures)}".strip()
