"""From lines to running text: broken words mended, lines joined to paragraphs, entries to lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.minutes import patterns
from meetings.minutes.clean import Line

_CONJUNCTION = re.compile(r"(?:og|eller|samt|henholdsvis|hhv\.|contra|/)(?=\s|$)")
_KEEPS_HYPHEN = re.compile(r"(?:^|[^\w])(?:[A-ZÆØÅ0-9]{2,}[a-zæøå]{0,1}|\w|\d+|it|eu|ph\.?d|tv|pc|cpr|cvr|ppr)$")
_SENTENCE_OPENER = re.compile(
    r"(?:Da|Der|Det|Den|De|Nedenfor|Som|For|Med|På|I|Ved|Efter|Til|Fra|En|Et|Når|Hvis|Her|Herefter|Desuden|Derudover|"
    r"Samtidig|Som|Om|Af|Under|Siden|Følgende|Disse|Dette|Denne)\s"
)
_ADDRESS = re.compile(r"https?://\S+$")


@dataclass(frozen=True)
class Block:
    """A paragraph or a list entry, with the line it begins on."""

    text: str
    line: Line
    is_entry: bool


def join(first: str, second: str) -> str:
    """Two lines of one paragraph as one text, a word broken between them mended.

    The hyphen goes in `god-/kendes`; it stays after letters that stand for a word (`SOSU-/uddannelserne`,
    `it-/drift`, `E-/commerce`) and before a capital or a figure (`Bach-/Laursen`, `2027-/2029`); before a
    conjunction it is no break at all (`børne-/og`).
    """
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first or second
    if not first.endswith("-") or first.endswith((" -", "--")):
        return f"{first} {second}"
    if _CONJUNCTION.match(second):
        return f"{first} {second}"
    if not second[0].islower() or _KEEPS_HYPHEN.search(first[:-1]):
        return first + second
    return first[:-1] + second


def flow(lines: Sequence[Line], width: int) -> tuple[Block, ...]:
    """The paragraphs and list entries of a text set to `width` characters."""
    blocks: list[Block] = []
    previous: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if previous is None or _starts_block(line, previous, blocks[-1], width):
            blocks.append(Block(_entry(line.text) or line.text, line, _entry(line.text) is not None))
        else:
            blocks[-1] = Block(join(blocks[-1].text, line.text), blocks[-1].line, blocks[-1].is_entry)
        previous = line
    return tuple(Block(_squeezed(block.text), block.line, block.is_entry) for block in blocks)


def as_text(blocks: Sequence[Block]) -> str:
    """Blocks as a text: an empty line between paragraphs, the entries of a list on lines of their own."""
    return "".join(_with_separators(blocks))


def line_width(lines: Sequence[Line]) -> int:
    """How many characters a full line holds, from the longest twentieth of the lines."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0


def _with_separators(blocks: Sequence[Block]) -> Iterator[str]:
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before:
            yield "\n" if before.is_entry and block.is_entry else "\n\n"
        yield block.text


def _entry(text: str) -> str | None:
    """A list entry in its stored form ('– …', '  – …' one level down, '1. …'); None for other text."""
    if match := patterns.BULLET.match(text):
        indent = "  " if match["mark"] == "o" else ""
        return f"{indent}– {text[match.end() :]}"
    if match := patterns.NUMBERED_ENTRY.match(text):
        return text
    return None


def _starts_block(line: Line, previous: Line, block: Block, width: int) -> bool:
    unfinished = previous.text.endswith("-") and not previous.text.endswith(" -")
    if _ADDRESS.match(line.text) or _ADDRESS.match(previous.text):
        return True
    if line.page_start:
        ends_sentence = previous.text.endswith((".", ":", "?", "!"))
        new_entry = _entry(line.text) is not None
        return new_entry or (
            not unfinished and not line.text[0].islower() and (ends_sentence or _is_short(previous, line, width))
        )
    if unfinished and line.text[0].islower():
        return False
    if patterns.BULLET.match(line.text):
        return line.gap or block.is_entry or _ends_block(previous, line, width)
    if line.gap:
        return True
    if patterns.NUMBERED_ENTRY.match(line.text):
        return _ends_block(previous, line, width)
    if line.text[0].islower() or unfinished:
        return False
    return _is_short(previous, line, width) or _ends_heading(block, previous, line)


def _ends_heading(block: Block, previous: Line, line: Line) -> bool:
    """Whether a full line is a heading: it is a block's only one, has no stop, and a new sentence begins below."""
    return (
        block.line is previous
        and not block.is_entry
        and previous.text[-1].isalnum()
        and bool(_SENTENCE_OPENER.match(line.text))
    )


def _ends_block(previous: Line, line: Line, width: int) -> bool:
    return previous.text.endswith((".", ":", ",", ";", "?")) or _is_short(previous, line, width)


def _is_short(previous: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would have fitted on the line before: the line was ended on purpose."""
    first_word = line.text.split(maxsplit=1)[0]
    return len(previous.text) + 1 + len(first_word) < width - 8


def _squeezed(text: str) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    return indent + " ".join(text.split())
