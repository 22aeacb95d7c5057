"""Word documents (.docx): the blocks of `word/document.xml`, with what its styles and lists say of them.

Comments, deleted and hidden words, and what is only said of the document are not read: they are not published.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from meetings.parsing.lines.blocks import Block, entry, heading, pages_of_blocks, table_rows
from meetings.parsing.lines.bounded_zip import BoundedZip, is_zip
from meetings.parsing.lines.docx_numbering import Numbering
from meetings.parsing.lines.item_tables import Cell, ItemTables, blocks_of_item_table, with_items_of_tables
from meetings.parsing.lines.line import Mark, MarkKind
from meetings.parsing.lines.pages import SeenPages, Unreadable, UnreadableReason
from meetings.parsing.lines.safe_xml import parse_xml
from meetings.parsing.lines.sight import Unseen, UnseenText

# Documents and templates, also those with macros, which are neither read nor kept.
DOCX_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
# Word in a browser writes document2.xml.
_MAIN_PART = re.compile(r"word/document\d*\.xml")
# What Word and LibreOffice call the styles of headings, of the title, and of the lines of a list of contents.
_HEADING_NAMES = ("heading ", "overskrift ")
_TITLE_NAMES = frozenset({"title", "titel"})
_CONTENTS_NAMES = ("toc ", "indholdsfortegnelse ", "contents ")
_MOST_STYLES_ABOVE = 20
# Elements whose words nobody sees on paper, or that stand there once already.
_LEFT_OUT = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "rPr",
        "pPr",
        "sectPr",
        "Fallback",
        "annotationRef",
        "tblPr",
        "trPr",
        "sdtPr",
    }
)
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "ptab": "\t"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class _Style:
    """A style of paragraphs: its name, the one it is based on, and what it says itself."""

    name: str
    based_on: str
    level: int | None
    list_id: str | None
    list_level: int | None
    is_hidden: bool


def is_docx(content: bytes) -> bool:
    """Whether the file is a ZIP file with a Word document in it."""
    try:
        return is_zip(content) and bool(_main_part(BoundedZip(content)))
    except Unreadable:
        return False


def docx_pages(content: bytes) -> SeenPages:
    """The blocks of the document as a page without page ends. Raises Unreadable.

    Where it has no items but in tables that are an agenda, their rows are the items.
    """
    parts = BoundedZip(content)
    main = _main_part(parts)
    if not main:
        raise Unreadable(UnreadableReason.BROKEN)
    body = parse_xml(parts.read(main)).find("body")
    if body is None:
        raise Unreadable(UnreadableReason.BROKEN)
    hidden: dict[str, None] = {}

    def read(tables: ItemTables) -> tuple[list[Block], bool]:
        reader = _Reader(parts, tables)
        blocks = [*reader.headers(), *reader.blocks(body)]
        hidden.update(dict.fromkeys(reader.hidden))
        return blocks, reader.has_item_tables

    blocks = with_items_of_tables(read)
    pages = pages_of_blocks(blocks, [UnseenText(1, text, Unseen.HIDDEN) for text in hidden])
    if not any(line.strip() for line in pages[0]):
        raise Unreadable(UnreadableReason.EMPTY)
    return pages


def _main_part(parts: BoundedZip) -> str:
    """The part with the document's body, '' for none."""
    return min((name for name in parts.names if _MAIN_PART.fullmatch(name)), default="")


class _Reader:
    """Reads blocks, counting lists and tables as they come."""

    def __init__(self, parts: BoundedZip, item_tables: ItemTables) -> None:
        self._parts = parts
        self._item_tables = item_tables
        self.has_item_tables = False
        self._numbering = Numbering.of(self._part("word/numbering.xml"))
        self._styles = _read_styles(self._part("word/styles.xml"))
        self._notes = {
            (kind, note.get("id", "")): note
            for kind in ("footnote", "endnote")
            if (root := self._part(f"word/{kind}s.xml")) is not None
            for note in root.findall(kind)
            if note.get("type") in {None, "normal"}
        }
        self._tables = 0
        self.hidden: list[str] = []

    def _part(self, name: str) -> Element | None:
        return parse_xml(self._parts.read(name)) if name in self._parts.names else None

    def headers(self) -> Iterator[Block]:
        """What stands at the top of the pages, each wording once: it may name the council and the day."""
        seen: set[str] = set()
        for name in sorted(self._parts.names):
            if name.startswith("word/header") and name.endswith(".xml"):
                for paragraph in parse_xml(self._parts.read(name)).iter("p"):
                    text = self._text(paragraph)[0].strip()
                    if text and text not in seen:
                        seen.add(text)
                        yield Block(text, Mark(MarkKind.FURNITURE))

    def blocks(self, container: Element) -> Iterator[Block]:
        """The blocks of the body, or of what else has paragraphs and tables."""
        for child in container:
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._table(child)
            elif child.tag == "sdt":
                yield from self._control(child)
            elif child.tag not in _LEFT_OUT:
                yield from self.blocks(child)

    def _control(self, control: Element) -> Iterator[Block]:
        """The blocks of a form's control: not the words that ask for some, and a list of contents as what it is."""
        if control.find("sdtPr/showingPlcHdr") is not None:
            return
        is_contents = "contents" in _value(control.find("sdtPr/docPartObj"), "docPartGallery").casefold()
        for block in self.blocks(control):
            yield Block(block.text, Mark(MarkKind.FURNITURE)) if is_contents else block

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        text, boxes, notes = self._text(paragraph)
        properties = paragraph.find("pPr")
        style = _value(properties, "pStyle")
        number = self._number(properties, style) if text.strip() else None
        if text.strip():
            yield self._block(text.strip(), style, properties, number)
        for box in boxes:
            yield from self.blocks(box)
        for note in notes:
            words = " ".join(self._text(each)[0].strip() for each in note.iter("p")).strip()
            if words:
                yield Block(f"Note: {words}")

    def _block(self, text: str, style: str, properties: Element | None, number: tuple[str, int] | None) -> Block:
        name = self._styles[style].name if style in self._styles else ""
        if name.startswith(_CONTENTS_NAMES):
            return Block(text, Mark(MarkKind.FURNITURE))
        level = self._heading_level(properties, style, name)
        sign, list_level = number or ("", 0)
        if level:
            return heading(f"{sign} {text}" if sign else text, level)
        if number is None:
            return Block(text)
        return entry(text, sign, level=list_level if not sign else 0)

    def _heading_level(self, properties: Element | None, style: str, name: str) -> int:
        """The level of a heading, 1 for the highest; 0 for a paragraph of another kind."""
        if name in _TITLE_NAMES:
            return 1
        own = _value(properties, "outlineLvl")
        if own.isdecimal() and int(own) < 9:
            return int(own) + 1
        for above in self._based_on(style):
            if above.name.startswith(_HEADING_NAMES) and above.name[-1:].isdecimal():
                return int(above.name[-1])
            if above.level is not None:
                return above.level + 1 if above.level < 9 else 0
        return 0

    def _number(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """A paragraph's number as it is written, '' for a bullet, and its level; None for one of no list."""
        numbered = properties.find("numPr") if properties is not None else None
        list_id, level = _value(numbered, "numId"), _value(numbered, "ilvl")
        if not list_id:
            for name, above in self._named_based_on(style):
                if above.list_id is not None:
                    list_id = above.list_id
                    own = self._numbering.level_of_style(list_id, name)
                    level = level or str(own if above.list_level is None else above.list_level)
                    break
        if not list_id or list_id == "0":
            return None
        at = int(level) if level.isdecimal() and len(level) < 3 else 0
        written = self._numbering.next_number(list_id, at)
        return None if written is None else (written, at)

    def _based_on(self, style: str) -> Iterator[_Style]:
        return (found for _, found in self._named_based_on(style))

    def _named_based_on(self, style: str) -> Iterator[tuple[str, _Style]]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_MOST_STYLES_ABOVE):
            if style not in self._styles:
                return
            yield style, self._styles[style]
            style = self._styles[style].based_on

    def _table(self, table: Element) -> Iterator[Block]:
        rows = list(_below(table, "tr"))
        cells = [list(_below(row, "tc")) for row in rows]
        if blocks_of_item_table([[Cell.of_lines(self._lines(cell)) for cell in row] for row in cells]):
            self.has_item_tables = True
            if self._item_tables is not ItemTables.AS_TABLES:
                yield from self._items(cells) if self._item_tables is ItemTables.AS_ITEMS else ()
                return
        if any(cell.find(".//tbl") is not None or self._is_page(cell) for row in cells for cell in row):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell)
            return
        self._tables += 1
        headers = sum(row.find("trPr/tblHeader") is not None for row in rows)
        texts = [[text for cell in row for text in self._cell(cell)] for row in cells]
        yield from table_rows(texts, self._tables, headers=headers)

    def _items(self, rows: Sequence[Sequence[Element]]) -> list[Block]:
        """The items of a table that is an agenda; where lists in its cells hide that, all that stands in them."""
        read = [[Cell(" ".join(self._lines(cell)), tuple(self.blocks(cell))) for cell in row] for row in rows]
        return blocks_of_item_table(read) or [block for row in read for cell in row for block in cell.blocks]

    def _lines(self, cell: Element) -> list[str]:
        """The paragraphs of a cell that have text."""
        return [text for each in cell.iter("p") if (text := " ".join(self._text(each)[0].split()))]

    def _is_page(self, cell: Element) -> bool:
        """Whether a cell holds what a page does: headings, lists, or paragraphs below each other."""
        paragraphs = [each for each in cell.iter("p") if self._text(each)[0].strip()]
        return len(paragraphs) > 2 or any(
            each.find("pPr/numPr") is not None
            or self._heading_level(each.find("pPr"), _value(each.find("pPr"), "pStyle"), "") > 0
            for each in paragraphs
        )

    def _cell(self, cell: Element) -> list[str]:
        """The text of a cell, and an empty one for each further column that it stands across."""
        text = " ".join(self._text(each)[0] for each in cell.iter("p"))
        span = _value(cell.find("tcPr"), "gridSpan")
        return [text, *[""] * (min(int(span), 60) - 1 if span.isdecimal() and len(span) < 4 else 0)]

    def _text(self, paragraph: Element) -> tuple[str, list[Element], list[Element]]:
        """What is to be seen of a paragraph; the frames with text that hang on it, and its notes."""
        words: list[str] = []
        boxes: list[Element] = []
        notes: list[Element] = []
        pending = list(reversed(paragraph))
        while pending:
            part = pending.pop()
            if part.tag in _LEFT_OUT:
                continue
            if part.tag == "txbxContent":
                boxes.append(part)
            elif part.tag == "sdt" and part.find("sdtPr/showingPlcHdr") is not None:
                continue
            elif part.tag == "r" and self._is_hidden(part):
                text = "".join(each.text or "" for each in part.iter("t")).strip()
                self.hidden += [text] if text else []
            elif part.tag in {"footnoteReference", "endnoteReference"}:
                note = self._notes.get((part.tag.removesuffix("Reference"), part.get("id", "")))
                notes += [note] if note is not None else []
            elif part.tag == "t":
                words.append(part.text or "")
            elif part.tag == "br":
                words.append("\n")
            else:
                words.append(_SIGNS.get(part.tag, ""))
                pending += reversed(part)
        return "".join(words), boxes, notes

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find("rPr")
        vanish = properties.find("vanish") if properties is not None else None
        if vanish is not None:
            return vanish.get("val", "") not in _OFF
        return any(style.is_hidden for style in self._based_on(_value(properties, "rStyle")))


def _read_styles(root: Element | None) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in root.findall("style") if root is not None else ():
        properties, numbered = style.find("pPr"), style.find("pPr/numPr")
        level, list_level = _value(properties, "outlineLvl"), _value(numbered, "ilvl")
        vanish = style.find("rPr/vanish")
        found[style.get("styleId", "")] = _Style(
            name=_value(style, "name").casefold(),
            based_on=_value(style, "basedOn"),
            level=int(level) if level.isdecimal() else None,
            list_id=_value(numbered, "numId") or None,
            list_level=int(list_level) if list_level.isdecimal() else None,
            is_hidden=vanish is not None and vanish.get("val", "") not in _OFF,
        )
    return found


def _below(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those within a control of a form; not those of deleted ones."""
    for child in element:
        if child.tag == tag:
            if child.find("trPr/del") is None:
                yield child
        elif child.tag in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _below(child, tag)


def _value(element: Element | None, name: str) -> str:
    found = element.find(name) if element is not None else None
    return found.get("val", "") if found is not None else ""
