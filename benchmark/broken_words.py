"""How well broken words are mended: the breaks of documents against judged pairs, and breaks made at random.

Judgements are a JSON list of [left, right, result]: `["god", "kendes", "godkendes"]`, words only.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from meetings.danish.hyphens import (
    DocumentWords,
    HyphenDecision,
    decide_hyphen,
    document_words,
    ends_within_word,
    mend_line_end,
)
from meetings.parsing.lines.line import Line
from meetings.parsing.text.flow import without_stray_bullet
from meetings.parsing.text.tables import take_tables

Judgements = Mapping[tuple[str, str], str]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_PUNCTUATION = "()[]”\"»«’'.,:;?!/"
_SHORTEST_BROKEN = 5
# In letters: typesetters leave no single letter before or after a break.
_SHORTEST_PART = 2
_VOWEL = re.compile(r"[aeiouyæøåé]", re.IGNORECASE)
# Of the breaks made at random, those at a hyphen that the text has, if it has any.
_HYPHENATED_SHARE = 0.1


@dataclass(frozen=True)
class BrokenWord:
    """A word broken at a line's end: its parts, what became of it and who decided, and what it should be."""

    left: str
    right: str
    result: str
    by: HyphenDecision
    truth: str | None

    @property
    def is_right(self) -> bool:
        return self.result == self.truth


def load_judgements(path: Path) -> Judgements:
    """The judged pairs of a file; raises ValueError if it is no list of three words each."""
    pairs = json.loads(path.read_text(encoding="utf-8"))
    return {(left, right): result for left, right, result in pairs}


def line_end_breaks(lines: Sequence[Line], judged: Judgements) -> tuple[BrokenWord, ...]:
    """Every line of a document's body that ends within a word, as the parser mends it; headings of tables last."""
    words = document_words(line.text for line in lines)
    text = take_tables(lines)[0]
    in_text = {line.number for line in text}
    in_tables = [line for line in lines if line.number not in in_text]
    return tuple(
        _line_end_break(line, without_stray_bullet(after, line), words, judged)
        for part in (text, in_tables)
        for line, after in pairwise([line.text for line in part if line.text])
        if ends_within_word(line)
    )


def random_breaks(
    documents: Sequence[Sequence[str]], seed: int, count: int, *, anywhere: bool = False
) -> tuple[BrokenWord, ...]:
    """`count` breaks made in words of the documents' lines, a tenth of them at a hyphen that stands there.

    A word is broken where a typesetter might, or between any two letters (`anywhere`). The document's own words
    are those of its other places.
    """
    source = random.Random(seed)
    read = [_ReadDocument(lines) for lines in documents]
    plain = [(document, *pair) for document in read for pair in document.pairs if "-" not in pair[0]]
    broken = [(*found, at) for found in plain for at in (_break_positions(found[1], anywhere=anywhere) or [0]) if at]
    hyphenated = [(document, *pair, 0) for document in read for pair in document.pairs if "-" in pair[0]]
    at_hyphens = min(round(_HYPHENATED_SHARE * count), len(hyphenated))
    chosen = [*source.sample(hyphenated, at_hyphens), *source.sample(broken, count - at_hyphens)]
    return tuple(document.broken(word, after, at) for document, word, after, at in chosen)


class _ReadDocument:
    """A clean text's words, each with the next, and how often it has them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.counts = Counter(word for line in lines for word in _WORD.findall(line.casefold()))
        self.words = frozenset(self.counts)
        self.pairs = [pair for line in lines for pair in _words_with_next(line)]

    def broken(self, word: str, after: str, at: int) -> BrokenWord:
        """The word broken at an index; at 0: at its first hyphen."""
        own = self.words - {word.casefold()} if self.counts[word.casefold()] == 1 else self.words
        if at:
            return _mended_word(f"{word[:at]}-", word[at:], own, word)
        left, _, right = word.partition("-")
        return _mended_word(f"{left}-", right or after, own, word if right else f"{word} {after}")


def _mended_word(left: str, right: str, words: DocumentWords, truth: str | None) -> BrokenWord:
    return BrokenWord(
        left.rstrip("-"), right, mend_line_end(left, right, words) + right, decide_hyphen(left, right, words), truth
    )


def _line_end_break(line: str, after: str, words: DocumentWords, judged: Judgements) -> BrokenWord:
    left = line.split()[-1].lstrip(_PUNCTUATION)
    right = after.split()[0].rstrip(_PUNCTUATION)
    return _mended_word(left, right, words, judged.get((left.rstrip("-"), right)))


def _words_with_next(line: str) -> Iterator[tuple[str, str]]:
    """The words of a line, each with the one after it: not the last, which may be half a word."""
    for word, after in pairwise(line.split()):
        bare = word.strip(_PUNCTUATION)
        if _WORD.fullmatch(bare) and _WORD.fullmatch(after.strip(_PUNCTUATION)) and word.endswith(bare):
            yield bare, after.strip(_PUNCTUATION)


def _break_positions(word: str, *, anywhere: bool) -> Sequence[int]:
    """Where a word may be broken: two letters and a vowel on either side, or `anywhere`."""
    if anywhere:
        return range(1, len(word))
    return [
        at
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if len(word) >= _SHORTEST_BROKEN and _VOWEL.search(word[:at]) and _VOWEL.search(word[at:])
    ]
