"""Web pages: the blocks that a reader sees, by the elements that they stand in.

What only belongs to the site is left out: scripts, forms, navigation, and what is hidden.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from meetings.parsing.lines.blocks import Block, entry, heading, pages_of_blocks, table_rows
from meetings.parsing.lines.item_tables import Cell, ItemTables, blocks_of_item_table, with_items_of_tables
from meetings.parsing.lines.pages import SeenPages, Unreadable, UnreadableReason

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_SNIFFED = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_BYTES_SNIFFED = 4096
_LEFT_OUT = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "nav", "button", "select", "option", "input", "textarea"),
        *("svg", "math", "iframe", "object", "embed", "audio", "video", "canvas", "dialog", "datalist", "-comment"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *("caption", "hgroup", "search", "menu"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_BY_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ROLES_LEFT_OUT = frozenset(
    {
        *("navigation", "search", "menu", "menubar", "button", "dialog", "alertdialog", "complementary"),
        *("contentinfo", "tooltip", "status"),
    }
)
# Parts of sites, by what their makers call them.
_NAMES_LEFT_OUT = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|(?:bread)?crumbs?|breadcrumb\w*|skip-?links?|share-?links?|coi-\w+)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_MOST_COLUMNS = 60


def is_html(content: bytes, suffix: str) -> bool:
    """Whether a file is a web page, by its suffix or its first elements."""
    return suffix.lower() in HTML_SUFFIXES or _SNIFFED.match(content[:_BYTES_SNIFFED]) is not None


def html_pages(text: str) -> SeenPages:
    """The blocks of a web page as a page without page ends. Raises Unreadable for one without words.

    Where it has no items but in tables that are an agenda, their rows are the items.
    """
    root = LexborHTMLParser(text).root

    def read(tables: ItemTables) -> tuple[list[Block], bool]:
        reader = _Reader(tables)
        return (list(reader.read(root)) if root is not None else []), reader.has_item_tables

    pages = pages_of_blocks(with_items_of_tables(read))
    if not any(line.strip() for line in pages[0]):
        raise Unreadable(UnreadableReason.EMPTY)
    return pages


def html_blocks(text: str) -> list[Block]:
    """The blocks of a web page, or of a part of one."""
    root = LexborHTMLParser(text).root
    return list(_Reader().read(root)) if root is not None else []


def declared_charset(content: bytes) -> str:
    """The encoding that a page says it is in, '' where it says none."""
    match = _CHARSET.search(content[:_BYTES_SNIFFED])
    return match[1].decode("ascii", "replace") if match else ""


class _Reader:
    """Walks through the elements, one after the other without recursion, gathering the words of each block."""

    def __init__(self, item_tables: ItemTables = ItemTables.AS_TABLES) -> None:
        self._item_tables = item_tables
        self.has_item_tables = False
        self._words: list[str] = []
        self._tables = 0
        # Of each list that stands around: its next number, None for bullets.
        self._lists: list[int | None] = []
        # What the block that is gathered is: a heading's level, an entry's sign, a term.
        self._level = 0
        self._sign: str | None = None
        self._term = ""
        self._follows_entry = False

    def read(self, root: LexborNode) -> Iterator[Block]:
        """The blocks below an element, in order."""
        pending: list[tuple[LexborNode, bool]] = [(root, True)]
        while pending:
            node, is_start = pending.pop()
            tag = node.tag or ""
            if not is_start:
                yield from self._end(tag)
            elif tag == "-text":
                self._words.append(_WHITE.sub(" ", node.text_content or ""))
            elif tag == "br":
                self._words.append("\n")
            elif tag == "table" and (items := self._items(node)) and self._item_tables is not ItemTables.AS_TABLES:
                yield from self._flush()
                yield from items if self._item_tables is ItemTables.AS_ITEMS else ()
            elif tag == "table" and (rows := _data_rows(node)):
                yield from self._flush()
                self._tables += 1
                yield from table_rows(rows, self._tables, headers=_header_rows(node))
            elif not is_hidden(node):
                yield from self._start(node, tag)
                pending.append((node, False))
                pending += [(child, True) for child in reversed(list(_children(node)))]
        yield from self._flush()

    def _items(self, table: LexborNode) -> list[Block]:
        """The items of a table that is an agenda."""
        if table.css_first("table table") is not None or is_hidden(table):
            return []
        rows = [
            [_cell(cell) for cell in _children(row) if cell.tag in {"td", "th"} and not is_hidden(cell)]
            for row in table.css("tr")
        ]
        items = blocks_of_item_table(rows)
        self.has_item_tables |= bool(items)
        return items

    def _start(self, node: LexborNode, tag: str) -> Iterator[Block]:
        if tag not in _BLOCKS and tag not in _HEADINGS:
            return
        if tag != "dd":
            yield from self._flush()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in {"ul", "menu"}:
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(_whole(node.attributes.get("start"), 1))
        elif tag == "li":
            self._begin_entry(node)
        elif tag == "dd":
            self._term = f"{' '.join(''.join(self._words).split())} ".lstrip() or self._term
            self._words.clear()

    def _begin_entry(self, node: LexborNode) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._sign = ""
            return
        number = _whole(node.attributes.get("value"), number)
        self._lists[-1] = number + 1
        self._sign = f"{number}."

    def _end(self, tag: str) -> Iterator[Block]:
        if tag == "dt":
            words = "".join(self._words).strip()
            self._words[:] = [f"{words.rstrip(':')}:"] if words else []
            return
        if tag not in _BLOCKS and tag not in _HEADINGS:
            return
        yield from self._flush()
        if tag in {"ul", "ol", "menu"} and self._lists:
            self._lists.pop()
            self._follows_entry = self._follows_entry and bool(self._lists)

    def _flush(self) -> Iterator[Block]:
        text = _without_spaces_at_ends("".join(self._words))
        self._words.clear()
        level, sign, term = self._level, self._sign, self._term
        if not text:
            return
        self._level, self._sign, self._term = 0, None, ""
        if level:
            self._follows_entry = False
            yield heading(" ".join(text.split()), level)
        elif sign is not None:
            depth = max(len(self._lists) - 1, 0)
            yield entry(text, sign, level=0 if sign else depth, gap=not self._follows_entry)
            self._follows_entry = True
        else:
            self._follows_entry = False
            for at, part in enumerate(re.split(r"\n\s*\n", text)):
                yield Block(f"{term}{part}" if at == 0 else part)


def _cell(node: LexborNode) -> Cell:
    return Cell(_text_of(node), tuple(_Reader().read(node)))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def is_hidden(node: LexborNode) -> bool:
    """Whether a node with all below it is not shown, or only belongs to the site."""
    tag = node.tag or ""
    if tag in _LEFT_OUT:
        return not (tag == "button" and _opens_a_part(node))
    if tag.startswith(("-", "!")):
        return tag not in {"-document", "-text"}
    attributes = node.attributes
    if (attributes.get("role") or "") in _ROLES_LEFT_OUT or _is_of_site(node, tag):
        return True
    if "hidden" in attributes or _HIDDEN_BY_STYLE.search(attributes.get("style") or ""):
        return not _is_opened_by_button(node)
    return False


def _opens_a_part(button: LexborNode) -> bool:
    """Whether a button is the heading of a part of the page that it opens and closes."""
    parent = button.parent
    return (parent is not None and parent.tag in _HEADINGS) or "aria-expanded" in button.attributes


def _is_opened_by_button(node: LexborNode) -> bool:
    """Whether a part of the page that is hidden now is shown to whoever asks for it, as parts of an accordion are."""
    attributes = node.attributes
    if (attributes.get("role") or "") in {"region", "tabpanel"} or "aria-labelledby" in attributes:
        return True
    if (attributes.get("hidden") or "") == "until-found":
        return True
    before = node.prev
    while before is not None and (before.tag or "").startswith("-"):
        before = before.prev
    button = before.css_first("[aria-controls]") if before is not None and attributes.get("id") else None
    return button is not None and button.attributes.get("aria-controls") == attributes.get("id")


def _is_of_site(node: LexborNode, tag: str) -> bool:
    """Whether an element is the site's and not the page's: its foot, what stands beside, where it is, its cookies."""
    if tag == "aside":
        return True
    names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
    if _NAMES_LEFT_OUT.search(names):
        return True
    parent = node.parent if tag == "footer" else None
    while parent is not None and parent.tag not in {"main", "article", "section"}:
        parent = parent.parent
    return tag == "footer" and parent is None


def _data_rows(table: LexborNode) -> list[list[str]]:
    """The cells of a table's rows; none of a table that arranges a page, as one in which headings or lists stand."""
    if table.css_first("table table, h1, h2, h3, h4, h5, h6, ul, ol") is not None:
        return []
    rows = []
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in _children(row):
            if cell.tag not in {"td", "th"}:
                continue
            if len(cell.css("p, div")) > 2:
                return []
            visible = "" if is_hidden(cell) else _text_of(cell)
            span = _whole(cell.attributes.get("colspan"), 1)
            cells += [visible, *[""] * (min(max(span, 1), _MOST_COLUMNS) - 1)]
        rows.append(cells)
    return rows if any(sum(bool(cell) for cell in row) > 1 for row in rows) else []


def _header_rows(table: LexborNode) -> int:
    rows = table.css("tr")
    in_head = len(table.css("thead tr"))
    if in_head:
        return in_head
    first = [cell.tag for cell in _children(rows[0]) if cell.tag in {"td", "th"}] if rows else []
    return int(bool(first) and all(tag == "th" for tag in first))


def _text_of(node: LexborNode) -> str:
    words: list[str] = []
    pending = [node]
    while pending:
        part = pending.pop()
        tag = part.tag or ""
        if tag == "-text":
            words.append(part.text_content or "")
        elif tag in _BLOCKS or tag == "br":
            words.append(" ")
        if tag != "-text" and (part is node or not is_hidden(part)):
            pending += reversed(list(_children(part)))
    return " ".join("".join(words).split())


def _without_spaces_at_ends(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
