"""Searching as a reader expects it: where nothing is found, with what was likely meant, and saying so.

Nothing is widened in silence. What was put in place of what is part of the finding, and a reader can ask for the words
as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from meetings.danish import compounds
from meetings.danish.base_forms import is_danish
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.edit_distance import edit_distance
from meetings.models import SearchWord
from meetings.search.answer import Answer, answer, occurs
from meetings.search.bounds import SHORTEST_PREFIX
from meetings.search.clauses import Term
from meetings.search.knowledge import Knowledge
from meetings.search.query import Query, parse
from meetings.search.request import Asked

SPELLING, PARTS, BEGINNING = "spelling", "parts", "beginning"
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Replacement:
    """A typed word that the archive lacks, what was searched for instead, and how that came about."""

    typed: str
    used: str
    how: str


@dataclass(frozen=True)
class Finding:
    """What was asked in the end, its answer, and what was replaced to get there."""

    asked: Asked
    answer: Answer
    replaced: tuple[Replacement, ...] = ()


def find(asked: Asked, knowledge: Knowledge, *, as_typed: bool = False) -> Finding:
    """The answer to a search. With `as_typed` nothing is put in place of a word that the archive lacks."""
    found = answer(asked)
    if found.count or asked.query.is_empty:
        return Finding(asked, found)
    if asked.query.day:
        of_the_meeting = replace(asked, query=asked.query.of_the_meeting())
        return Finding(of_the_meeting, answer(of_the_meeting))
    if as_typed:
        return Finding(asked, found)
    missing = _words(asked.query) if _asks_for_one_word(asked) else _missing(asked.query)
    for how, means in _MEANS.items():
        # A field holds for one word: two cannot take its place.
        replaced = [
            Replacement(term.text, used, how)
            for term in missing
            if (used := means(term.text)) and not (" " in used and term.is_of_a_field)
        ]
        if not replaced:
            continue
        meant = replace(asked, query=parse(_with(asked.query.text, replaced), knowledge))
        if (of_meant := answer(meant)).count:
            return Finding(meant, of_meant, tuple(replaced))
    return Finding(asked, found)


def respelt(text: str) -> str:
    """The text with its unknown words as those of the archive that are spelled most alike; Danish words stay."""
    words = [term.text for term in _missing(parse(text)) if not danish_dictionary().base(term.text.lower())]
    return _with(
        text, [Replacement(word, near, SPELLING) for word in words if (near := SearchWord.objects.nearest(word))]
    )


def parted(query: Query) -> str:
    """The text of a query with its compounds in their parts: *kvotefordeling* as *kvote fordeling*, save in quotes."""
    words = [term.text for term in _words(query) if not term.is_of_a_field and not term.is_quoted]
    return _with(query.text, [Replacement(word, parts, PARTS) for word in words if (parts := _in_parts(word))])


def _asks_for_one_word(asked: Asked) -> bool:
    """Whether a search that finds nothing tells that the archive lacks its word."""
    is_narrowed = asked.facets or asked.first or asked.last or any(term.is_of_a_field for term in asked.query.terms)
    return not is_narrowed and len(asked.query.clauses) == len(asked.query.terms) == 1


def _missing(query: Query) -> list[Term]:
    """The single words of a query that no item of the archive has."""
    return [term for term in _words(query) if not occurs(term.anywhere.tsquery)]


def _words(query: Query) -> list[Term]:
    """The single words of a query, municipalities left out."""
    return [term for term in query.terms if _WORD.fullmatch(term.text) and not term.is_of_facets]


def _spelled_right(word: str) -> str | None:
    """The archive's word that a misspelled one was meant as.

    A word that Danish has is not misspelled. One that could be a compound may be, by one letter (*vinmøller*).
    """
    lowered = word.lower()
    if danish_dictionary().base(lowered):
        return None
    meant = SearchWord.objects.meant_by(lowered)
    is_compound = compounds.split_compound(lowered, danish_dictionary()) is not None
    return None if meant and is_compound and edit_distance(lowered, meant) > 1 else meant


def _in_parts(word: str) -> str | None:
    """The parts of a compound, each a word of its own: *kvotefordeling* as *kvote* and *fordeling*."""
    parts = compounds.split_compound(word.lower(), danish_dictionary())
    if not parts:
        return None
    return " ".join([*(compounds.part_as_own_word(part, danish_dictionary()) for part in parts[:-1]), parts[-1]])


def _as_beginning(word: str) -> str | None:
    """What begins like the word, where that is no word of its own."""
    return f"{word}*" if len(word) >= SHORTEST_PREFIX and not is_danish(word.lower()) else None


# Ways to what was meant, the likeliest first.
_MEANS: dict[str, Callable[[str], str | None]] = {
    SPELLING: _spelled_right,
    BEGINNING: _as_beginning,
    PARTS: _in_parts,
}


def _with(text: str, replaced: list[Replacement]) -> str:
    for each in replaced:
        text = re.sub(rf"(?<!\w){re.escape(each.typed)}(?!\w)", each.used.replace("\\", r"\\"), text)
    return text
