"""An item's text as the blocks that a page shows: paragraphs, subheadings, lists, tables, marks of attachments.

The texts keep their shape in plain characters (see parsing/document.py): paragraphs apart by an empty
line, a list entry on a line after »– « (a nested one indented) or »1. «.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, zip_longest
from typing import ClassVar, Protocol

from meetings.danish.dates import MONTH
from meetings.pages.table_blocks import TableBlock, TableLike, table_block

_LIST_ENTRY = re.compile(rf"(?P<indent> *)(?:– |(?P<number>\d{{1,2}})\. (?!(?:{MONTH})\b))(?P<text>.*)")
# A line that ends with one of these is no subheading.
_ENDS_OF_SENTENCE = tuple(".:;,!?…")
# After these a full stop ends no sentence.
_ABBREVIATIONS = ("bl.a", "ca", "evt", "f.eks", "hhv", "ift", "inkl", "jf", "kl", "kr", "ml", "mia", "mio", "nr", "pkt")
_NOT_AFTER_ABBREVIATION = "".join(rf"(?<!\b{re.escape(abbreviation)})" for abbreviation in _ABBREVIATIONS)
_SENTENCE_END = re.compile(rf"(?<={_NOT_AFTER_ABBREVIATION}[.!?]) (?=[A-ZÆØÅ])")
# How a sentence begins that says what was decided.
_BEGINNING_OF_DECISION = re.compile(r"(?:KKR|Rådet|Byrådet|Udvalget|Sagen|Punktet|Indstillingen|Forslaget)\b")
# In characters. Chosen by hand on the samples; tests/pages/test_blocks.py notices a change.
_LONGEST_SUBHEADING = 100
# A line that ends so goes on: it is no subheading.
_UNFINISHED_SENTENCE = re.compile(r"\b(?:at|den|det|er|følgende|for|og|om|på|som|til)$")
_RECOMMENDING_VERB = re.compile(r"\b(?:anbefal(?:er|es)|foreslå(?:r|s)|indstill(?:er|es))\b")

# Where a marked sentence begins and ends in its text, in characters.
Span = tuple[int, int]


@dataclass(frozen=True)
class TextSegment:
    """A piece of a text, and whether it is marked."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `marks` are where marked sentences stand in it."""

    text: str
    marks: tuple[Span, ...] = ()
    kind: ClassVar[str] = "paragraph"

    @property
    def segments(self) -> tuple[TextSegment, ...]:
        return _text_segments(self.text, self.marks)


@dataclass(frozen=True)
class Subheading:
    """A short line over what follows it."""

    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class ListEntry:
    """An entry of a list, with the entries nested under it."""

    text: str
    nested: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()

    @property
    def segments(self) -> tuple[TextSegment, ...]:
        return _text_segments(self.text, self.marks)


@dataclass(frozen=True)
class BulletList:
    """A list with dashes in the document."""

    entries: tuple[ListEntry, ...]
    kind: ClassVar[str] = "bullet_list"


@dataclass(frozen=True)
class NumberedList:
    """A list numbered from `start`."""

    entries: tuple[ListEntry, ...]
    start: int = 1
    kind: ClassVar[str] = "numbered_list"


class AttachmentLike(Protocol):
    """What an attachment must say of itself to be placed; models.Attachment does."""

    @property
    def after_block(self) -> int: ...


@dataclass(frozen=True)
class AttachmentsBlock:
    """Where the text marks that there are attachments."""

    attachments: tuple[AttachmentLike, ...]
    kind: ClassVar[str] = "attachments"


TextBlock = Paragraph | Subheading | BulletList | NumberedList
Block = TextBlock | TableBlock | AttachmentsBlock


def split_into_blocks(
    text: str, tables: Iterable[TableLike] = (), attachments: Iterable[AttachmentLike] = ()
) -> tuple[Block, ...]:
    """The blocks of `text` in order, each table and each mark of an attachment in its place.

    `after_block` counts what stands before it as the parser does: every paragraph and every list entry.
    What would part a list comes after it.
    """
    waiting = sorted(tables, key=lambda table: table.after_block)
    marks = sorted(attachments, key=lambda attachment: attachment.after_block)
    shown: list[Block] = []
    counted = 0
    for block in [None, *_text_blocks(text)]:
        if block:
            shown.append(block)
            counted += _entry_count(block)
        above = shown[-1] if shown else None
        while marks and marks[0].after_block <= counted:
            shown = _with_attachment(shown, marks.pop(0))
        while waiting and waiting[0].after_block <= counted:
            above = table_block(waiting.pop(0), _text_above(above))
            shown.append(above)
    for mark in marks:
        shown = _with_attachment(shown, mark)
    shown += [table_block(table) for table in waiting]
    return tuple(shown)


def with_marked_sentences(shown: Iterable[Block], sentences: Iterable[str]) -> tuple[Block, ...]:
    """The blocks with these sentences marked where they stand; one that stands nowhere marks nothing."""
    wanted = [words for sentence in sentences if (words := _without_list_mark(sentence))]

    def marks(text: str) -> tuple[Span, ...]:
        starts = ((re.search(rf"(?<!\S){re.escape(words)}", text), len(words)) for words in wanted)
        return _without_overlaps(sorted((match.start(), match.start() + length) for match, length in starts if match))

    def with_marks(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, marks=marks(block.text))
        if isinstance(block, BulletList | NumberedList):
            return replace(block, entries=tuple(replace(entry, marks=marks(entry.text)) for entry in block.entries))
        return block

    return tuple(with_marks(block) for block in shown)


def _without_list_mark(sentence: str) -> str:
    """A sentence without the dash or number of the list entry that it begins."""
    entry = _LIST_ENTRY.fullmatch(sentence)
    return entry["text"].strip() if entry else sentence.strip()


def _without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order without those that begin within another."""
    kept: list[Span] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _text_segments(text: str, marks: Sequence[Span]) -> tuple[TextSegment, ...]:
    """The text in pieces, marked and not; joined they give the text."""
    ends = [0, *(place for mark in marks for place in mark), len(text)]
    pieces = ((text[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(ends)))
    return tuple(TextSegment(piece, is_marked) for piece, is_marked in pieces if piece)


def _with_attachment(shown: list[Block], attachment: AttachmentLike) -> list[Block]:
    """The blocks with an attachment after them; joined to the attachments that they end with, if they do."""
    last = shown[-1] if shown else None
    if isinstance(last, AttachmentsBlock):
        return [*shown[:-1], AttachmentsBlock((*last.attachments, attachment))]
    return [*shown, AttachmentsBlock((attachment,))]


def _text_above(block: Block | None) -> str:
    return block.text if isinstance(block, Paragraph | Subheading) else ""


def opening(text: str, length: int = 240) -> str:
    """What a decision comes to, in about `length` characters on one line, for a list.

    Subheadings are left out, and so is what stands before the first sentence about the council or the case: who
    introduced the item and what was said. Whole sentences if one fits, else cut between words. A colon ends it
    where no list follows, as the table that it announces is not shown.
    """
    sentences = _sentences(text)
    deciding = (number for number, sentence in enumerate(sentences) if _BEGINNING_OF_DECISION.match(sentence))
    sentences = sentences[next(deciding, 0) :]
    line = ""
    for sentence in sentences:
        if line and (line.endswith(":") or len(line) + 1 + len(sentence) > length):
            break
        line = f"{line} {sentence}".strip()
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _sentences(text: str) -> list[str]:
    """The sentences outside subheadings. A list belongs to the sentence that announces it, a new paragraph does not."""
    written = ""
    for block in _text_blocks(text):
        if isinstance(block, Subheading):
            continue
        is_announced = isinstance(block, BulletList | NumberedList)
        written += "\n" if written.endswith(":") and not is_announced else " "
        written += _text_of_block(block)
    return [sentence.strip() for sentence in _SENTENCE_END.sub("\n", written).split("\n") if sentence.strip()]


def _text_blocks(text: str) -> list[TextBlock]:
    paragraphs = [paragraph for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
    found: list[TextBlock] = []
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:], fillvalue=""):
        if _is_subheading(paragraph, following):
            found.append(Subheading(paragraph.strip()))
        else:
            found += _paragraph_blocks(paragraph)
    return found


def _is_subheading(paragraph: str, following: str) -> bool:
    """A short line without a full stop before a new sentence or a list, as the secretariat sets its subheadings.

    »Det indstilles, at rådet« is none: it begins the sentence that the list below it goes on with.
    """
    line, next_line = paragraph.strip(), following.strip()
    return (
        (next_line[:1].isupper() or bool(_LIST_ENTRY.match(next_line)))
        and "\n" not in line
        and len(line) <= _LONGEST_SUBHEADING
        and not line.endswith(_ENDS_OF_SENTENCE)
        and not _UNFINISHED_SENTENCE.search(line)
        and not _RECOMMENDING_VERB.search(line)
        and line[0].isupper()
        and not _LIST_ENTRY.fullmatch(line)
    )


def _paragraph_blocks(paragraph: str) -> list[TextBlock]:
    """One paragraph is several blocks where a list follows its first line without an empty one between."""
    found: list[TextBlock] = []
    for is_list, lines in _runs_of_lines(paragraph.split("\n")):
        if is_list:
            found += _list_blocks(lines)
        else:
            found.append(Paragraph(" ".join(line.strip() for line in lines)))
    return found


def _runs_of_lines(lines: Iterable[str]) -> Iterable[tuple[bool, list[str]]]:
    written = (line for line in lines if line.strip())
    return ((is_entry, list(run)) for is_entry, run in groupby(written, lambda line: bool(_LIST_ENTRY.match(line))))


def _list_blocks(lines: Iterable[str]) -> list[TextBlock]:
    found: list[TextBlock] = []
    entries: list[ListEntry] = []
    start: int | None = None
    for line in lines:
        entry = _LIST_ENTRY.fullmatch(line)
        assert entry is not None
        number = int(entry["number"]) if entry["number"] else None
        if entry["indent"] and entries:
            entries[-1] = ListEntry(entries[-1].text, (*entries[-1].nested, entry["text"].strip()))
            continue
        if entries and (number is None) != (start is None):
            found.append(_list_block(entries, start))
            entries = []
        if not entries:
            start = number
        entries.append(ListEntry(entry["text"].strip()))
    return [*found, _list_block(entries, start)]


def _list_block(entries: Iterable[ListEntry], start: int | None) -> TextBlock:
    return BulletList(tuple(entries)) if start is None else NumberedList(tuple(entries), start)


def _entry_count(block: TextBlock) -> int:
    if isinstance(block, BulletList | NumberedList):
        return sum(1 + len(entry.nested) for entry in block.entries)
    return 1


def _text_of_block(block: TextBlock) -> str:
    if isinstance(block, BulletList | NumberedList):
        return " ".join(word for entry in block.entries for word in (entry.text, *entry.nested))
    return block.text
