"""Word documents and web pages as they are kept: without what nobody is to see, and without words taken out.

Of a Word document the comments, deleted and hidden words, its properties and what is embedded in it are left out; of a
web page its scripts, comments and hidden parts. Whoever saves the file finds nothing that the archive does not show.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from meetings.parsing.lines.bounded_zip import BoundedZip
from meetings.parsing.lines.decoding import html_text
from meetings.parsing.lines.docx import DOCX_SUFFIXES, is_docx
from meetings.parsing.lines.extract import CANONICAL_SUFFIX
from meetings.parsing.lines.html import is_hidden, is_html
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.privacy.redacted_words import RedactedWords

# The parts of a Word document that are kept; what is in none of them (comments, properties, macros, data) is not.
_KEPT_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[\w.]+\.rels|word/media/[\w. -]+|word/theme/\w+\.xml|"
    r"word/(?:document\d*|styles|numbering|fontTable|footnotes|endnotes|header\d*|footer\d*)\.xml"
)
_WITH_TEXT = re.compile(r"word/(?:document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
# Elements of those parts that nobody is to see, with all that is in them.
_DROPPED = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "commentReference",
        "commentRangeStart",
        "commentRangeEnd",
        "annotationRef",
        "object",
    }
)
_RELATION = re.compile(rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*?/>")
_TARGET = re.compile(rb"\b(?:Target|PartName)\s*=\s*[\"']([^\"']*)[\"']")
_IS_EXTERNAL = re.compile(rb"\bTargetMode\s*=\s*[\"']External[\"']")
# What pictures are called and described by.
_DESCRIPTION = re.compile(rb"\s(?:descr|title|author)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_TEXT_OR_BREAK = re.compile(
    r"<(?P<name>(?:\w+:)?(?:t|instrText))(?:\s[^>]*)?>(?P<text>[^<]*)</(?P=name)>|"
    r"</(?:\w+:)?p>|<(?:\w+:)?(?:tab|br|cr)\b[^>]*/>"
)
_OFF = frozenset({"0", "false", "off", "none"})
_MADE = (1980, 1, 1, 0, 0, 0)


def is_other_form(content: bytes, suffix: str) -> bool:
    """Whether a file is of one of the forms that this module makes anew."""
    return suffix.lower() in DOCX_SUFFIXES | {CANONICAL_SUFFIX} or is_docx(content) or is_html(content, suffix)


def published_form(content: bytes, suffix: str, words: RedactedWords) -> bytes:
    """The file as it is kept. Raises Unreadable for one that cannot be read."""
    if suffix.lower() == CANONICAL_SUFFIX:
        return _published_meeting(content, words)
    if suffix.lower() in DOCX_SUFFIXES or is_docx(content):
        return _published_docx(content, words)
    return _published_html(html_text(content), words).encode()


def _published_meeting(content: bytes, words: RedactedWords) -> bytes:
    """A meeting in the canonical form; JSON of another form is looked through as JSON."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(UnreadableReason.OTHER_SCHEMA) from error
    redacted = _redacted_json(read, words)
    return content if redacted == read else json.dumps(redacted, ensure_ascii=False, indent=1).encode()


def _redacted_json(value: Any, words: RedactedWords) -> Any:
    if isinstance(value, str):
        return _redacted_fragment(value, words) if "<" in value else words.redacted(value)
    if isinstance(value, list):
        return [_redacted_json(each, words) for each in value]
    if isinstance(value, dict):
        return {name: _redacted_json(each, words) for name, each in value.items()}
    return value


def _redacted_fragment(text: str, words: RedactedWords) -> str:
    """A part of a page without the words: as it was, where it has none of them."""
    page = LexborHTMLParser(text)
    before = page.body.inner_html if page.body is not None else ""
    _redact_page(page, words)
    after = page.body.inner_html if page.body is not None else ""
    return text if after == before else after or ""


def _published_docx(content: bytes, words: RedactedWords) -> bytes:
    parts = BoundedZip(content)
    kept = [name for name in parts.names if _KEPT_PARTS.fullmatch(name)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in kept:
            part = parts.read(name)
            if _WITH_TEXT.fullmatch(name):
                part = _without_words(_DESCRIPTION.sub(b"", _without_unseen(_as_utf8(part))), words)
            elif name.endswith(".rels") or name == "[Content_Types].xml":
                part = _relations_to(part, name, frozenset(kept))
            made.writestr(zipfile.ZipInfo(name, _MADE), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _relations_to(part: bytes, name: str, kept: frozenset[str]) -> bytes:
    """The relations of a part, or the list of all parts, without those to what is not kept."""
    folder = PurePosixPath(name).parent.parent

    def is_kept(relation: re.Match[bytes]) -> bytes:
        target = _TARGET.search(relation.group())
        if target is None or _IS_EXTERNAL.search(relation.group()):
            return relation.group()
        path = target[1].decode("utf-8", "replace")
        found = path.lstrip("/") if path.startswith("/") else str(folder / path)
        return relation.group() if found in kept else b""

    return _RELATION.sub(is_kept, part)


def _as_utf8(part: bytes) -> bytes:
    """The XML in UTF-8, so that its bytes can be cut where the parser says."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = part.decode("utf-16", "replace")
        return re.sub(r"^<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).encode()
    return part


@dataclass
class _Open:
    """An element that is being read: where it began, and whether it is dropped."""

    name: str
    start: int
    is_dropped: bool


class _Cutter:
    """Finds the ranges of bytes of what is to be dropped."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        self._open: list[_Open] = []
        self._awaited: int | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.DefaultHandler = self._other

    def find(self, part: bytes) -> list[tuple[int, int]]:
        try:
            self._parser.Parse(part, True)
        except (expat.ExpatError, ValueError):
            return [(0, len(part))]
        return self.ranges

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        local = name.rpartition(":")[2]
        if local == "vanish" and self._value(attributes) not in _OFF:
            for element in reversed(self._open):
                if element.name in {"r", "p"}:
                    element.is_dropped = element.name == "r"
                    break
        self._open.append(_Open(local, self._parser.CurrentByteIndex, local in _DROPPED))

    def _end(self, _: str) -> None:
        self._settle()
        element = self._open.pop()
        if element.is_dropped:
            self._awaited = element.start

    def _other(self, _: str) -> None:
        self._settle()

    def _settle(self) -> None:
        """The end of an element that is dropped is where the next thing begins."""
        if self._awaited is not None:
            self.ranges.append((self._awaited, self._parser.CurrentByteIndex))
            self._awaited = None

    @staticmethod
    def _value(attributes: dict[str, str]) -> str:
        return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "val"), "")


def _without_unseen(part: bytes) -> bytes:
    """The part without what nobody is to see; nothing of one that is no XML."""
    kept, position = [], 0
    for start, end in sorted(_Cutter().find(part)):
        if end > position:
            kept.append(part[position : max(start, position)])
            position = end
    return b"".join([*kept, part[position:]])


def _without_words(part: bytes, words: RedactedWords) -> bytes:
    if not words:
        return part
    text = part.decode("utf-8", "replace")
    pieces = [
        (match.start("text"), match.end("text"), html.unescape(match["text"])) if match["name"] else (0, 0, "\n")
        for match in _TEXT_OR_BREAK.finditer(text)
    ]
    redacted = _redacted_pieces([piece for _, _, piece in pieces], words)
    made, position = [], 0
    for (start, end, piece), now in zip(pieces, redacted, strict=True):
        if end and now != piece:
            made += [text[position:start], html.escape(now, quote=False)]
            position = end
    return "".join([*made, text[position:]]).encode()


def _redacted_pieces(pieces: list[str], words: RedactedWords) -> list[str]:
    """Pieces of one text, one after the other, without the words, also where they begin in one and end in another."""
    whole = "".join(pieces)
    redacted = list(pieces)
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    at = len(pieces) - 1
    for start, end in reversed(words.spans(whole)):
        while starts[at] >= end and at:
            at -= 1
        touched = at
        while touched >= 0 and starts[touched + 1] > start:
            own = redacted[touched]
            first, last = max(0, start - starts[touched]), min(len(pieces[touched]), end - starts[touched])
            is_first = starts[touched] <= start
            redacted[touched] = own[:first] + ("[udeladt]" if is_first else "") + own[last:]
            touched -= 1
    return redacted


def _published_html(text: str, words: RedactedWords) -> str:
    page = LexborHTMLParser(text)
    root = page.root
    if root is None:
        return ""
    dropped = [node for node in _nodes(root) if is_hidden(node)]
    for node in dropped:
        node.decompose()
    for node in _nodes(root):
        if node.tag and not node.tag.startswith(("-", "!")):
            _drop_programs(node)
    _redact_page(page, words)
    return f'<!doctype html><meta charset="utf-8">{page.body.html if page.body is not None else ""}'


def _redact_page(page: LexborHTMLParser, words: RedactedWords) -> None:
    root = page.root
    if root is None or not words:
        return
    texts = [node for node in _nodes(root) if node.tag == "-text" or _breaks(node)]
    pieces = [node.text_content or "" if node.tag == "-text" else "\n" for node in texts]
    for node, piece, now in zip(texts, pieces, _redacted_pieces(pieces, words), strict=True):
        if node.tag == "-text" and now != piece:
            node.replace_with(now)
    for node in _nodes(root):
        if node.tag and not node.tag.startswith(("-", "!")):
            for name, value in list(node.attributes.items()):
                if value and (redacted := words.redacted(value)) != value:
                    node.attrs[name] = redacted


def _drop_programs(node: LexborNode) -> None:
    """Take what runs, or belongs to programs, off an element."""
    for name in list(node.attributes):
        if name.startswith(("on", "data-")) or name in {"srcdoc", "action", "formaction"}:
            del node.attrs[name]


def _breaks(node: LexborNode) -> bool:
    return node.tag in {"p", "div", "br", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}


def _nodes(root: LexborNode) -> Iterator[LexborNode]:
    """The nodes below one, in order; what is in one that is hidden is not looked at."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        if node.tag == "-text" or is_hidden(node):
            continue
        children = []
        child = node.first_child
        while child is not None:
            children.append(child)
            child = child.next
        pending += reversed(children)
