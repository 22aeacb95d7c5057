"""Everyday and official words for the same in a query: where a word finds nothing, or little.

What means the same is searched for beside a word that finds little; what is only beside it, or of the thesaurus, in
place of one that finds nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from meetings.danish import compounds
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.near_words import longest_phrase, official_words, same_words, text_lexemes, thesaurus_words
from meetings.search.answer import count_of_each
from meetings.search.clauses import Term, joined_operands
from meetings.search.query import Query
from meetings.search.replacements import ALSO, NEAR_WORDS, Replacement
from meetings.search.spelling import words_with_items
from meetings.search.terms import word_terms

# Of the words for the same that the archive has so many are searched for.
_MAX_OTHERS = 4
# A word as it stands in no field and in no quotation marks.
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EITHER = " eller "


def other_words(word: str) -> str | None:
    """What is searched for in place of a word that no item has: any of it is enough. The nearest in meaning first.

    What a word is called otherwise may be called otherwise again, or be there in its parts: *fartgrænse* as *hastighed
    grænse*. The thesaurus knows no council: its words count as they stand, and in no compound.
    """
    official = official_words(word)
    found = words_with_items(official)
    if not found and (in_parts := _parts_together(official)):
        return in_parts
    if not found:
        found = [f'"{other}"' for other in words_with_items(thesaurus_words(word))]
    if not found:
        found = words_with_items(other for near in official for other in same_words(near))
    return _EITHER.join(map(_as_typed, found[:_MAX_OTHERS])) or None


def _parts_together(words: Sequence[str]) -> str | None:
    """The first of the words that is a compound with its parts in some item, as its parts; None where there is none."""
    in_parts = [" ".join(parts) for word in words if (parts := _parts_as_own_words(word))]
    together = [joined_operands(" & ", [term.tsquery for term in word_terms(parts)]) for parts in in_parts]
    counts = count_of_each(together, at_most=1)
    return next((parts for parts, count in zip(in_parts, counts, strict=True) if count), None)


def _parts_as_own_words(word: str) -> list[str]:
    """The parts of a compound, each as a word of its own; [] of any other word."""
    parts = compounds.split_compound(word.lower(), danish_dictionary()) or ()
    return [*(compounds.part_as_own_word(part, danish_dictionary()) for part in parts[:-1]), *parts[-1:]]


def compound_with_other_parts(word: str) -> str | None:
    """A compound in its parts, each of which may be called otherwise: *affaldsgebyr* as *affald gebyr eller takst*."""
    words = _parts_as_own_words(word)
    others = [words_with_items(official_words(part)) for part in words]
    if not any(others):
        return None
    return " ".join(
        _EITHER.join(map(_as_typed, (part, *found[:_MAX_OTHERS]))) for part, found in zip(words, others, strict=True)
    )


def phrases_replaced(query: Query) -> list[Replacement]:
    """Words beside each other that have another name, which some item has: *offentlig transport*. The longest first."""
    return [
        Replacement(typed, _EITHER.join(map(_as_typed, found[:_MAX_OTHERS])), NEAR_WORDS)
        for typed in _phrases_with_other_names(query.text)
        if (found := words_with_items(official_words(typed)))
    ]


def words_widened(words: Sequence[Term]) -> list[Replacement]:
    """Each word with those that mean the same and that some item has, beside itself."""
    plain = [word for word in words if not word.is_in_field and not word.is_quoted]
    return [
        Replacement(word.text, _EITHER.join(map(_as_typed, (word.text, *found[:_MAX_OTHERS]))), ALSO)
        for word in plain
        if (same := same_words(word.text)) and (found := words_with_items(same))
    ]


def _phrases_with_other_names(text: str) -> Iterator[str]:
    words = text.split()
    place = 0
    while place < len(words):
        plain = list(takewhile(_PLAIN_WORD.fullmatch, words[place:]))
        # A stop word or two may stand inside.
        sizes = range(min(len(plain), longest_phrase() + 2), 1, -1)
        size = next((size for size in sizes if _has_other_name(plain[:size])), 0)
        if size:
            yield " ".join(plain[:size])
        place += size or 1


def _has_other_name(words: Sequence[str]) -> bool:
    are_meant = all(map(text_lexemes, (words[0], words[-1])))
    return are_meant and bool(official_words(" ".join(words)))


def _as_typed(text: str) -> str:
    """A word or a phrase as a reader would type it."""
    return f'"{text}"' if " " in text else text
