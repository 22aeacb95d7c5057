"""Made-up papers of a council, for tests of the parser: the fewest lines that show a quirk."""

from collections.abc import Sequence

from meetings.parsing.document import Document, Item
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.line import Line
from meetings.parsing.parser import parse_document
from meetings.parsing.structure.clean import clean_pages


def pages(text: str) -> tuple[tuple[str, ...], ...]:
    """The pages of a text; a form feed begins a page."""
    return tuple(tuple(page.split("\n")) for page in text.split("\f"))


def lines(text: str) -> tuple[Line, ...]:
    """The body's lines of a text."""
    return clean_pages(pages(text)).lines


def parsed(text: str) -> Document:
    """What a text file with this text says."""
    return parse_document(extract_pages(text.encode(), ".txt"))


def paper(*items: str, before: Sequence[str] = ()) -> str:
    """Minutes with one section; each of `items` is an item's title and what stands below its case number."""
    written = [*before, "", "1. Sager", ""]
    for number, item in enumerate(items, start=1):
        title, _, body = item.partition("\n")
        written += ["", f"1.{number}. {title}", "SAG-2025-00417 abc", "", *body.split("\n")]
    return "\n".join(written)


def only_item(*body: str, title: str = "En sag") -> Item:
    """The item of minutes that have one, from its lines."""
    (item,) = parsed(paper("\n".join([title, *body]))).items
    return item
