"""Joins lines to paragraphs and list entries, and mends the words broken between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from meetings.danish.hyphens import NO_WORDS, DocumentWords, ends_within_word, mend_line_end
from meetings.parsing.lines.line import Line, MarkKind
from meetings.parsing.text.sentences import split_sentences

BULLET = re.compile(r"^(?P<mark>[–—−•·▪\u0336-]|o)\s+(?=\S)")
# A letter that a conversion puts for the bullet of an inner list.
_SMALL_O = "o"
_NUMBERED_ENTRY = re.compile(r"^(?P<number>\d{1,2}\.)\s+(?=[A-ZÆØÅ”\"»]|at\s)")
# Words that no paragraph ends in.
_NEVER_LAST_WORDS = frozenset(
    {
        *("ad", "af", "at", "den", "der", "det", "de", "efter", "eller", "en", "et"),
        *("for", "fra", "herunder", "hos", "hvor", "i", "ift.", "med", "mellem", "ml.", "mod"),
        *("og", "om", "over", "på", "samt", "som", "til", "under", "ved", "vedr."),
    }
)
_FINITE_VERB = re.compile(
    r"\b(?:blev|bliver|er|fik|får|gav|giver|går|har|havde|holder|kan|kunne|må|skal|skulle|var|vil|ville)\b|"
    r"\b(?<!\bden )(?<!\bdet )(?<!\bde )\w+ede\b"
)
_SENTENCE_OPENER = re.compile(
    r"(?:Da|Der|Det|Den|De|Nedenfor|Som|For|Med|På|I|Ved|Efter|Til|Fra|En|Et|Når|Hvis|Her|Herefter|Desuden|Derudover|"
    r"Samtidig|Om|Af|Under|Siden|Følgende|Disse|Dette|Denne)\s"
)
_SUBJECT = re.compile(r"[A-ZÆØÅ][a-zæøå-]+(?:en|et|erne)\s(?!og\b|eller\b|samt\b)[a-zæøå]")
_SPEAKER_AND_VERB = re.compile(
    r"(?:[A-ZÆØÅ][\w’'.-]+\s){2,4}(?:deltager|fortæller|giver|holder|motiverer|orienterer|redegør)\b"
)
# Characters that a full line holds at least, so that a document of a few short lines has paragraphs too.
_NARROWEST = 40
_ADDRESS = re.compile(r"https?://\S+$")


@dataclass(frozen=True)
class Block:
    """A paragraph or a list entry, with the lines it begins and ends on."""

    text: str
    line: Line
    last: Line
    is_entry: bool


def join_lines(*lines: str, words: DocumentWords = NO_WORDS) -> str:
    """Lines of one paragraph as one text, words broken between them mended; `words` are the document's own."""
    written = [line.rstrip() for line in lines if line.strip()]
    written[1:] = [line.lstrip() for line in written[1:]]
    return "".join([*(_line_before(line, after, words) for line, after in pairwise(written)), *written[-1:]])


def flow_lines(lines: Sequence[Line], width: int, words: DocumentWords = NO_WORDS) -> tuple[Block, ...]:
    """The paragraphs and list entries of a text set to `width` characters; `words` are the document's own."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not line.text:
            continue
        if not blocks or _starts_block(line, blocks[-1], width):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return tuple(_make_block(block, words) for block in blocks)


def blocks_as_text(blocks: Sequence[Block]) -> str:
    """Blocks as a text in the form of `document.Field`: an empty line between paragraphs, a line for a list entry."""
    return "".join(_with_separators(blocks))


def line_width(lines: Sequence[Line]) -> int:
    """How many characters a full line holds: the 95th percentile of the lines' lengths."""
    lengths = sorted(len(line.text) for line in lines)
    return max(_NARROWEST, lengths[int(0.95 * (len(lengths) - 1))]) if lengths else _NARROWEST


def _line_before(line: str, after: str, words: DocumentWords) -> str:
    """A line as it stands before the next: with a blank, or a broken word's beginning."""
    return mend_line_end(line, after, words) if ends_within_word(line) else f"{line} "


def _make_block(lines: Sequence[Line], words: DocumentWords) -> Block:
    first = lines[0]
    is_known = first.mark is not None and first.mark.kind is MarkKind.ENTRY
    entry = _list_entry(first.text) or (first.text if is_known else None)
    following = [without_stray_bullet(line.text, above.text) for above, line in pairwise(lines)]
    text = join_lines(entry or first.text, *following, words=words)
    indent = text[: len(text) - len(text.lstrip())]
    return Block(indent + " ".join(text.split()), first, lines[-1], entry is not None)


def _with_separators(blocks: Sequence[Block]) -> Iterator[str]:
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before:
            yield "\n" if before.is_entry and block.is_entry else "\n\n"
        yield block.text


def _list_entry(text: str) -> str | None:
    """A list entry in its stored form ('– …', '  – …' one level down, '1. …'); None for other text."""
    if match := BULLET.match(text):
        indent = "  " if match["mark"] == "o" else ""
        return f"{indent}– {text[match.end() :]}"
    return text if _NUMBERED_ENTRY.match(text) else None


def without_stray_bullet(text: str, above: str) -> str:
    """The second half of a broken word, without the bullet that extraction may have put before it."""
    match = BULLET.match(text)
    return text[match.end() :] if match and ends_within_word(above) and text[match.end()].islower() else text


def _starts_block(line: Line, block: Sequence[Line], width: int) -> bool:
    """Whether a line begins a paragraph or a list entry of its own, below the lines of the block before it."""
    previous = block[-1]
    if line.is_paragraph:
        return True
    if _is_address(line.text) or _is_address(previous.text):
        return True
    broken = ends_within_word(previous.text)
    if broken and without_stray_bullet(line.text, previous.text)[0].islower():
        return False
    may_be_entry = not line.text[0].isalpha() or line.text.startswith(_SMALL_O)
    is_bullet = may_be_entry and BULLET.match(line.text) is not None
    is_entry = may_be_entry and _list_entry(line.text) is not None
    if line.page_start and is_entry:
        return True
    if is_bullet:
        return line.gap or _list_entry(block[0].text) is not None or _ends_block(previous, line, width)
    if line.gap and is_entry:
        return True
    if is_entry:
        return _ends_block(previous, line, width)
    stands_apart = line.gap and not line.page_start
    if broken and not stands_apart:
        return False
    runs_on = previous.text.rsplit(maxsplit=1)[-1] in _NEVER_LAST_WORDS or line.text[0].islower()
    if runs_on and not (stands_apart and _ends_sentence(previous.text)):
        return False
    if line.page_start:
        return _ends_sentence(previous.text) or _is_short(previous, line, width)
    return line.gap or _is_short(previous, line, width) or _is_heading(block, line)


def _is_address(text: str) -> bool:
    return text.startswith("http") and _ADDRESS.match(text) is not None


def _is_heading(block: Sequence[Line], line: Line) -> bool:
    """Whether a full line is a heading: it is a block's only one, has no stop, and a new sentence begins below."""
    heading = block[0].text
    ends_in_word = heading[-1].isalnum()
    if len(block) > 1 or _list_entry(heading) is not None or not (ends_in_word or heading.endswith((")", "”"))):
        return False
    if ends_in_word and _SENTENCE_OPENER.match(line.text):
        return True
    if _FINITE_VERB.search(heading) or len(split_sentences(heading)) > 1:
        return False
    ends_in_name = heading.rsplit(maxsplit=1)[-1][0].isupper()
    return bool(_SPEAKER_AND_VERB.match(line.text) or (_SUBJECT.match(line.text) and not ends_in_name))


def _ends_sentence(text: str) -> bool:
    return text.endswith((".", ":", "?", "!"))


def _ends_block(previous: Line, line: Line, width: int) -> bool:
    return previous.text.endswith((".", ":", ",", ";", "?")) or _is_short(previous, line, width)


def _is_short(previous: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would have fitted on the line before: the line was ended on purpose."""
    first_word = line.text.split(maxsplit=1)[0]
    return len(previous.text) + 1 + len(first_word) < width - 8
