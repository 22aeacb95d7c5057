"""The statements of a decision: its sentences, wherever the print-out breaks their lines.

A sentence that a line break or the turn of a page has cut in two is one statement again, so that what is read from it
does not depend on the print-out; and a sentence ends after a party's letter where another begins (»Imod stemte Ø.
Indstillingen blev vedtaget.«), or where members are counted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from meetings.parsing.meaning.decision_words import OPENING_WORDS
from meetings.parsing.structure.decision_lines import announces_decision, decision_heading
from meetings.parsing.text.sentences import split_sentences

# What begins a sentence and is no last name: the letter with a stop before it is a party's, not an initial.
_OPENER = (
    r"(?:[A-ZÆØÅ]\w{2,40}(?:ingen|elsen|ionen|planen|laget|erne)|"
    rf"Der|Det|Den|De|En|Et|For|Imod|Hverken|Undlod|Følgende|Liste|Herefter|Dermed|Hermed|KKR|{OPENING_WORDS})\b"
)
_CLAUSE = (
    r"[A-ZÆØÅ][\w-]* (?!og\b|samt\b|fra\b|stem|undl|t(?:og|ager)\b|deltog\b|var\b|(?:er|bliver|blev) (?:\w+ )?valgt)"
    r"[a-zæøå]"
)
_FURTHER_END = re.compile(
    rf"(?<=[\s(][A-ZÆØÅ]\.)\s+(?={_OPENER}|{_CLAUSE})|(?<=[a-zæøå)]\.)\s+(?=\d{{1,3}} (?:medlem|stem)|\([A-ZÆØÅ])|"
    rf"(?<=\w\))\s+(?={_OPENER})|"
    r"(?<=[a-zæøå] \d\.)\s+(?=Herefter\b|Dermed\b|Hermed\b)|(?<=\d\d\.)\s+(?=Herefter\b|Dermed\b|Hermed\b)"
)
_LIST_ENTRY = re.compile(r"^(?:[–-] |\d{1,2}[.)] |[a-zæøå]\) )")
_ENDS = (".", "!", "?", ":", ";")
# Words that no statement ends in, so that the next line goes on with it.
_NEVER_LAST = re.compile(
    r"\b(?:af|at|den|der|det|de|efter|eller|en|et|for|fra|hos|i|med|mellem|mod|og|om|på|samt|som|til|under|ved)$|,$"
)

# What shows that a decision may have a line that only says who decided, and when.
_MAY_BE_HEADING = re.compile(
    r"^(?:Besluttet|Vedtaget)\b.*\d|(?:besluttede|vedtog|afgjorde)\b(?:.*\d{2})?:?$|^Det blev \w+:?$", re.MULTILINE
)


@dataclass(frozen=True)
class Statement:
    """A sentence on one line; `lines` are its parts as they stand in the text."""

    text: str
    lines: tuple[str, ...]


@lru_cache(maxsize=4)
def split_statements(decision: str) -> tuple[Statement, ...]:
    """The statements of a decision in order. Several readers ask for the same text: the last few are kept."""
    return tuple(_joined(_parts(decision), _goes_on))


def across_all_breaks(decision: str) -> tuple[Statement, ...]:
    """The statements where every line without a sign at its end goes on with the next, also with a capital letter."""
    return tuple(_joined(_parts(decision), lambda line, after: not (line.endswith(_ENDS) or _LIST_ENTRY.match(after))))


def without_headings(decision: str) -> str:
    """A decision without the lines that only say who decided, and when: »Byrådet besluttede den 2. maj 2025:«."""
    if not _MAY_BE_HEADING.search(decision):
        return decision
    kept: list[str] = []
    below = ""
    for line in reversed(decision.split("\n")):
        is_heading = _MAY_BE_HEADING.search(line) and (
            decision_heading(line) or (announces_decision(line) and not below[:1].islower())
        )
        kept += [] if is_heading else [line]
        below = line or below
    return "\n".join(reversed(kept))


def _parts(decision: str) -> Iterator[str]:
    for sentence in split_sentences(decision):
        yield from _FURTHER_END.split(sentence)


def _goes_on(line: str, after: str) -> bool:
    """Whether a sentence is broken between two lines of the text."""
    if line.endswith(_ENDS) or _LIST_ENTRY.match(after):
        return False
    return after[0].islower() or after[0].isdigit() or after[0] in "(," or _NEVER_LAST.search(line) is not None


def _joined(lines: Iterable[str], goes_on: Callable[[str, str], bool]) -> Iterator[Statement]:
    together: list[str] = []
    for line in lines:
        if together and not goes_on(together[-1], line):
            yield Statement(" ".join(together), tuple(together))
            together = []
        together.append(line)
    if together:
        yield Statement(" ".join(together), tuple(together))
