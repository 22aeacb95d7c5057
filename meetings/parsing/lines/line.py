"""A line of a document's body, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from meetings.parsing.document import FieldName, Place


class MarkKind(StrEnum):
    """What a form that has structure says a line is."""

    # A heading of some level, in a form that knows no items.
    HEADING = "heading"
    # A table's row.
    ROW = "row"
    # An entry of a list, also one that does not look like any.
    ENTRY = "entry"
    # What belongs to the pages: their headers, the list of contents.
    FURNITURE = "furniture"
    # An item's or a section's heading, the heading of one of its texts, and a line of a text, in a system's export.
    ITEM = "item"
    SECTION = "section"
    FIELD = "field"
    TEXT = "text"
    # A file of the export: no text of the item.
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Mark:
    """What is known of a line, so that it need not be guessed.

    `level`: of a heading, 1 for the highest. `number` and `title`: an item's or section's; `title` and
    `path`: an attachment's. `field`: which text
    a heading begins; `is_kept`: it stays a line of it. `cells`: of a table's row; `table`: which one of the document;
    `is_header`: the row has the headings.
    """

    kind: MarkKind
    level: int = 0
    number: str = ""
    title: str = ""
    path: str = ""
    field: FieldName | None = None
    is_kept: bool = False
    cells: tuple[str, ...] = ()
    table: int = 0
    is_header: bool = False


# Of a file's lines that something is known of, by their number from 1.
Marks = Mapping[int, Mark]


@dataclass(frozen=True)
class Line:
    """A line of the body.

    `number` counts from 1 through the whole file. `gap`: an empty line stands above it. `page_start`: it is the first
    of its page. `markers`: how many attachment markers (`./.`) stood at its start. Where the file has no pages, `page`
    is the paragraph, and `is_paragraph`: the line is a whole one.
    `indent`: how many spaces stood at its start, which show the column that it stands in.
    """

    text: str
    page: int
    number: int
    gap: bool = False
    page_start: bool = False
    markers: int = 0
    mark: Mark | None = None
    is_paragraph: bool = False
    indent: int = field(default=0, compare=False)

    @property
    def place(self) -> Place:
        return Place(self.page, self.number)


def texts_below(lines: Sequence[Line]) -> list[str]:
    """For each line the text of the next that has any, '' at the end."""
    found: list[str] = []
    below = ""
    for line in reversed(lines):
        found.append(below)
        below = line.text or below
    return found[::-1]
