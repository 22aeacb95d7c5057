"""Splits Danish compounds into their parts; a dictionary says which words may be joined, and by which letters.

A compound is one or more first parts, each as it looks before another word (*sundheds*, *kvote*, *børne*), and a last
part, inflected or not. A wrong part finds wrong documents each time, a missing one misses a document now and then: so
prefixes are no parts (*ud|valg*, *for|ældre*), of words of less than four letters only those are that the dictionary
has many compounds with, a word that the dictionary has itself is a compound only if it is inflected like its last part
(*is|bane*, but not *nat|ur*), and words that only look like compounds stand in NOT_COMPOUNDS.
`make relevance` shows what a change does to search.

What looks like a form of several words may be any of them as a part: *vinden* of *vind* and of *vinde*. Then all nouns
that it can be are parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from meetings.danish.compound_parts import (
    EXTRA_FIRST_PARTS,
    NO_LAST_BASES,
    NO_LAST_PARTS,
    NO_MIDDLE_PARTS,
    NOT_COMPOUNDS,
    PLACES,
    PREFIXES,
    SHORTEST_LAST_VERB,
    SHORTEST_PART,
)
from meetings.danish.dictionary import Dictionary
from meetings.danish.drifted import have_drifted

# In letters: compounds, and a known last part beside an unknown first one.
SHORTEST_COMPOUND = 5
SHORTEST_GUESSED = 6
# In letters. Longer ones are no words, and trying every way to split them would take long.
LONGEST_WORD = 60


@lru_cache(maxsize=5_000)
def split_listed_compound(base: str, dictionary: Dictionary) -> tuple[str, ...] | None:
    """The parts of a compound that the dictionary has itself, in its base form; None for a word that is none.

    A compound is inflected like its last part.
    """
    if base in NOT_COMPOUNDS:
        return None
    return _best_split(base, dictionary, lambda last: _ends_alike(base, last, dictionary))


@lru_cache(maxsize=500)
def split_compound(word: str, dictionary: Dictionary) -> tuple[str, ...] | None:
    """The parts of a compound as they stand in it (*sundheds*, *reformen*); None for a word that is none.

    Of several ways the one with the fewest parts, then with the longest shortest part.
    """
    return _best_split(word, dictionary, lambda last: bases_of_last_part(last, dictionary))


def _best_split(word: str, dictionary: Dictionary, is_last_part: Callable[[str], object]) -> tuple[str, ...] | None:
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD:
        return None
    ends = list(map(len, dictionary.first_parts_of(word[:-3])))
    splits: list[tuple[str, ...]] = [(word[:end], word[end:]) for end in ends if is_last_part(word[end:])]
    if ends and not splits:
        fronts = _first_parts_by_end(word, ends, dictionary)
        splits = [(*front, word[end:]) for end, front in fronts.items() if len(front) > 1 and is_last_part(word[end:])]
    if len(splits) < 2:
        return splits[0] if splits else None
    return min(splits, key=lambda parts: (len(parts), -min(map(len, parts))))


def ends_like_a_place(parts: tuple[str, ...], dictionary: Dictionary) -> bool:
    """Whether a compound of these parts would be taken for a place or a surname if it had a capital: *Lindskov*."""
    return base_of_last_part(parts[-1], dictionary) in PLACES


def _first_parts_by_end(word: str, ends: Sequence[int], dictionary: Dictionary) -> dict[int, tuple[str, ...]]:
    """By each index where another part may follow: the fewest parts that the letters before it consist of.

    `ends` are those where a first part ends.
    """
    fronts: dict[int, tuple[str, ...]] = {end: (word[:end],) for end in ends}
    last = len(word) - 3
    ends_in_s = [end for end, letter in enumerate(word[:last], start=1) if letter == "s"]
    for start in range(ends[0], last):
        if start not in fronts:
            continue
        first_parts = dictionary.first_parts_of(word[start:last])
        begun = [start + len(part) for part in first_parts if part not in NO_MIDDLE_PARTS]
        joined = [end for end in ends_in_s if end > start + SHORTEST_PART and end not in begun]
        for end in sorted(begun + joined):
            # Inside a compound an s may join what no s joins at its beginning: *læreplads|s|aftale* as *rødvin|s|glas*.
            if len(fronts.get(end, word)) > len(fronts[start]) + 1 and (
                end in begun or bases_of_last_part(word[start : end - 1], dictionary)
            ):
                fronts[end] = (*fronts[start], word[start:end])
    return fronts


def guess_compound(word: str, dictionary: Dictionary) -> tuple[str, str] | None:
    """The two parts of a word whose end is a word and whose beginning the dictionary lacks: *flex|trafik*; else None.

    Only the first part may be unknown: new compounds mostly have a new word before a known one.
    """
    for end in dictionary.known_ends(word, SHORTEST_PART, len(word) - SHORTEST_GUESSED):
        bases = bases_of_last_part(word[end:], dictionary)
        if bases and len(bases[0]) >= SHORTEST_GUESSED and not dictionary.is_verb(bases[0]):
            return word[:end], word[end:]
    return None


def is_first_part(part: str, dictionary: Dictionary) -> bool:
    """Whether a compound may begin with these letters, the joining letters among them."""
    return dictionary.begins_compounds(part)


def part_as_own_word(part: str, dictionary: Dictionary) -> str:
    """A part of a compound that is not its last as a word of its own: *sundhed* of *sundheds*, *kvote* of *kvote*."""
    return parts_as_own_words(part, dictionary)[0]


def parts_as_own_words(part: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The words that a part of a compound which is not its last can be, the likeliest first: *gæst* of *gæste*.

    Verbs are left out where it can be a noun or an adjective.
    """
    if part in EXTRA_FIRST_PARTS and dictionary.base(part) == part:
        return (part,)
    bases = [base for base in dictionary.links(part) or dictionary.bases(part) if base not in PREFIXES]
    if not bases:
        return (part.removesuffix("s") if len(part) > SHORTEST_PART else part,)
    others = [base for base in bases if dictionary.is_more_than_verb(base)]
    return tuple(sorted(others or bases, key=lambda base: (base == part, len(base), base), reverse=True))


def base_of_last_part(part: str, dictionary: Dictionary) -> str | None:
    """The base form of a compound's last part, which is no verb if it can be anything else, but for participles."""
    return next(iter(bases_of_last_part(part, dictionary)), None)


def bases_of_last_part(part: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The base forms that a compound's last part can have: the likeliest first, and all nouns that it can be."""
    return _bases_of_last_part(part, dictionary) if dictionary.may_be_form(part) else ()


# So many take half a megabyte.
@lru_cache(maxsize=2_000)
def _bases_of_last_part(part: str, dictionary: Dictionary) -> tuple[str, ...]:
    if part in NO_LAST_PARTS:
        return ()
    bases = [
        base
        for base in dictionary.bases(part)
        if _may_be_last(base, dictionary) and not _is_imperative(part, base, dictionary)
    ]
    if len(bases) < 2:
        return tuple(bases)
    wants_verb = part.endswith(("ede", "edes", "ende", "endes"))
    bases.sort(
        key=lambda base: (
            dictionary.is_verb(base) if wants_verb else dictionary.is_more_than_verb(base),
            base == part,
            len(base),
            base,
        ),
        reverse=True,
    )
    return (*bases[:1], *(base for base in bases[1:] if _can_be_meant_too(part, base, bases[0], dictionary)))


def _is_imperative(part: str, base: str, dictionary: Dictionary) -> bool:
    """Whether the part could be of the base form as its imperative only, which ends no compound: *tal* of *tale*."""
    return dictionary.is_verb(base) and base in (f"{part}e", f"{part}{part[-1]}e")


def _can_be_meant_too(part: str, base: str, likeliest: str, dictionary: Dictionary) -> bool:
    """Whether a last part can be a noun's form besides the likeliest; not a genitive where it is a word itself."""
    is_genitive = part == f"{base}s" and likeliest == part
    return dictionary.is_noun(base) and not is_genitive and not have_drifted(base, likeliest)


def _ends_alike(base: str, last: str, dictionary: Dictionary) -> bool:
    """Whether a listed word can be a compound that ends with another listed word."""
    is_part = last in dictionary and last not in NO_LAST_PARTS and _may_be_last(last, dictionary)
    return is_part and dictionary.are_inflected_alike(base, last)


def _may_be_last(base: str, dictionary: Dictionary) -> bool:
    if base in NO_LAST_PARTS or base in NO_LAST_BASES:
        return False
    if not dictionary.ends_compounds(base):
        return dictionary.is_verb(base) and len(base) >= SHORTEST_LAST_VERB
    return len(base) >= SHORTEST_PART or base in dictionary.short_last_parts
