"""A frozen Danish dictionary (`dictionary.txt`): a word's base form, and what a compound may begin and end with.

Search is built on it. It is read when the first word is looked up: about 0.3 s and 17 MB in a process.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from meetings.danish.compound_parts import EXTRA_FIRST_PARTS, PREFIXES, SHORTEST_PART
from meetings.danish.word_files import read_word_file

# Begins a line of the file whose codes say how the words of the lines below it are inflected.
PATTERN_MARK = "="
# Before a code: the form stands before the next word of a compound only.
LINK_MARK = "+"
# The code of a word that may end a compound.
ENDS_COMPOUND_MARK = "*"
# Begin a line of what begins compounds though it is short or has no code, of short words that end them, and of names.
FIRST_PARTS_MARK, SHORT_LAST_MARK, NAMES_MARK = "<", ">", "^"
# Marks of a verb, and of a noun, an adjective or another word; a word may have both.
VERB_MARK, NON_VERB_MARK = "!", "#"
_MARKS = frozenset({ENDS_COMPOUND_MARK, VERB_MARK, NON_VERB_MARK})
# In letters: of the endings of forms and of what base forms have instead.
_LONGEST_ENDING = 8
# Of the table of forms: some twenty for each form of the dictionary, so that of what is no form one in twenty is looked
# up.
_BITS = 1 << 23
# In letters: such words may have forms that share none of them: *gammel*, *ældre*.
_LONGEST_WITH_OTHER_FORMS = 6
# Words whose base form is kept: a word is looked up several times while it is analyzed.
_CACHED_WORDS = 1_000
# Codes of the definite form: of most nouns, and with a consonant doubled or an e dropped (*ommen*, *reglen*).
_OF_NOUNS = frozenset({"-en", "-n", "-et", "-ten", "-tet"})
_DEFINITE = re.compile(r"-[bdfgklmnprstv]?e[nt]|-n|e([lnr])-\1e[nt]|um-et")
_PARTICIPLES = ("et", "rt", "lt", "gt", "dt", "kt", "nt")


def inflection_code(base: str, form: str) -> str:
    """The code of how `base` becomes `form`: letters removed, a hyphen, letters added (ive-ev: *skrev* of *skrive*)."""
    shared = 0
    while shared < min(len(base), len(form)) and base[shared] == form[shared]:
        shared += 1
    return f"{base[shared:]}-{form[shared:]}"


def inflections(codes: Iterable[str]) -> frozenset[str]:
    """The codes that say how a word is inflected, without those of how it joins another and without marks."""
    return frozenset(code for code in codes if "-" in code and not code.startswith(LINK_MARK))


def are_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two words with these codes are inflected alike: all endings of the one are endings of the other.

    A compound may lack some that its last part has, or the dictionary some of either.
    """
    of_one, of_other = inflections(one), inflections(other)
    return bool(of_one and of_other) and (of_one <= of_other or of_other <= of_one)


class Dictionary:
    """Base forms with the codes of their inflections. Lookups take words in small letters with æ, ø and å."""

    def __init__(self) -> None:
        self._codes: dict[str, frozenset[str]] = {}
        # The codes by themselves, which words that are inflected alike have in common: each its own took 34 MB.
        self._patterns: dict[frozenset[str], frozenset[str]] = {}
        self._links: dict[str, tuple[str, ...]] = {}
        # By the ending that a form has, the ending that its base form has instead, with the code of that change.
        self._replaced_endings: dict[str, dict[str, str]] = defaultdict(dict)
        # By what of a base form stands in some of its forms, the endings that base forms have there: *skriv* e.
        self._endings: dict[str, tuple[str, ...]] = {}
        # The bits at the hashes of all base forms and other forms. Most of what a word could be parted into is none,
        # and looking it up takes ten times as long; a set of all forms would take forty times as much memory.
        self._hashed_forms = bytearray(_BITS // 8)
        self._ordered: list[str] = []
        self._names: set[str] = set()
        # What begins compounds though it has less than four letters or no code; words so short that end them.
        self.first_parts: frozenset[str] = frozenset()
        self.short_last_parts: frozenset[str] = frozenset()
        # All that compounds may begin with, the joining letters among them.
        self._begins_compounds: set[str] = set()
        # By the first letters of parts that are no shorter, how long those are at most.
        self._longest_parts: dict[str, int] = {}
        self._add_first_parts(EXTRA_FIRST_PARTS)

    def add(self, base: str, codes: frozenset[str]) -> None:
        """Add a base form with the codes of its inflection, as the head of `dictionary.txt` explains them.

        Of a long word a code that leaves no more than a letter is a slip of the source, which lists forms of a
        compound's last part with it: *lægger* of *kortlægge*.
        """
        changes = _changes(codes)
        if len(base) > _LONGEST_WITH_OTHER_FORMS and len(base) <= changes.longest_code:
            codes = frozenset(code for code in codes if code.find("-") < len(base) - 1)
            changes = _changes(codes)
        if codes not in self._patterns:
            self._patterns[codes] = codes
            for removed, endings in changes.endings:
                for added in endings:
                    self._replaced_endings[added][removed] = f"{removed}-{added}"
        self._codes[base] = self._patterns[codes]
        self._note_form(base)
        for removed, added in changes.links:
            part = base.removesuffix(removed) + added
            self._links[part] = (*self._links.get(part, ()), base)
            if len(part) >= SHORTEST_PART and part not in PREFIXES and base not in PREFIXES:
                self._add_first_parts((part,))
        for removed, endings in changes.endings:
            if base.endswith(removed):
                self._add_stem(base.removesuffix(removed), removed, endings)

    def _add_stem(self, stem: str, removed: str, endings: Iterable[str]) -> None:
        """Add what forms have in common, the ending of the base form there, and those of the forms."""
        for added in endings:
            self._note_form(stem + added)
        if removed and removed not in (known := self._endings.get(stem, ())):
            self._endings[stem] = tuple(sorted((*known, removed)))

    def _add_first_parts(self, parts: Iterable[str]) -> None:
        for part in parts:
            self._begins_compounds.add(part)
            beginning = part[:SHORTEST_PART]
            self._longest_parts[beginning] = max(len(part), self._longest_parts.get(beginning, 0))

    def _note_form(self, form: str) -> None:
        place = hash(form) % _BITS
        self._hashed_forms[place >> 3] |= 1 << (place & 7)

    def may_be_form(self, word: str) -> bool:
        """Whether a word may be one of the dictionary or a form of one: of others there is none."""
        place = hash(word) % _BITS
        return self._hashed_forms[place >> 3] >> (place & 7) & 1 > 0

    def add_parts(self, first: Iterable[str], short_last: Iterable[str]) -> None:
        """Add what begins compounds though it is short or no code says so, and short words that end them."""
        self.first_parts |= frozenset(first)
        self._add_first_parts(self.first_parts - PREFIXES)
        self.short_last_parts |= frozenset(short_last)

    def add_names(self, names: Iterable[str]) -> None:
        """Add names, in small letters, that could be taken for compounds: *silkeborg*."""
        self._names.update(names)

    def base(self, word: str) -> str | None:
        """The base form of a word, which may be the word itself; None for an unknown word.

        Of several a noun's or an adjective's (*rådet* is of *råd*, not of *råde*), but for what ends like a passive
        (*fordeles*), then the longest. A participle's is its verb.
        """
        return self._likeliest_base(word) if self.may_be_form(word) else None

    @lru_cache(maxsize=_CACHED_WORDS)  # noqa: B019 - there is one dictionary in a process
    def _likeliest_base(self, word: str) -> str | None:
        candidates = self._bases_of_form(word)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        is_of_verb = (word.endswith("es") and not word.endswith("nes")) or (
            self._is_participle(word) and not any(NON_VERB_MARK in self._codes[base] for base in candidates[1:])
        )
        return max(candidates, key=lambda base: (self._rank(base, word, is_of_verb), len(base), base))

    def bases(self, word: str) -> tuple[str, ...]:
        """Every word that the word may be a form of, the word itself first."""
        return self._bases_of_form(word) if self.may_be_form(word) else ()

    def _bases_of_form(self, word: str) -> tuple[str, ...]:
        known, endings, length = self._codes, self._endings, len(word)
        found = [word] if word in known else []
        for start in range(max(1, length - _LONGEST_ENDING), length + 1):
            added = word[start:]
            if added not in self._replaced_endings:
                continue
            stem = word[:start]
            if f"-{added}" in known.get(stem, ()):
                found.append(stem)
            for removed in endings.get(stem, ()):
                if f"{removed}-{added}" in known[stem + removed]:
                    found.append(stem + removed)
        return tuple(found)

    def known_ends(self, word: str, first: int, last: int) -> list[int]:
        """The indexes from `first` to `last` from which on the rest of the word may be a word: from no others it is."""
        found, hashed_forms = [], self._hashed_forms
        for start in range(first, last + 1):
            place = hash(word[start:]) % _BITS
            if hashed_forms[place >> 3] >> (place & 7) & 1:
                found.append(start)
        return found

    def words_beginning_with(self, prefix: str) -> Iterator[str]:
        """The base forms that begin with the letters, and the other forms that do though their base form does not."""
        for place in range(bisect_left(self._in_order(), prefix), len(self._codes)):
            base = self._in_order()[place]
            if not base.startswith(prefix):
                break
            yield base
        for start in range(max(1, len(prefix) - _LONGEST_ENDING), len(prefix)):
            stem, begun = prefix[:start], prefix[start:]
            for added, codes in self._replaced_endings.items():
                if added.startswith(begun):
                    for removed, code in codes.items():
                        if code in self._codes.get(stem + removed, ()):
                            yield stem + added

    def _in_order(self) -> Sequence[str]:
        """The base forms in the order of their letters."""
        if len(self._ordered) != len(self._codes):
            self._ordered = sorted(self._codes)
        return self._ordered

    def _is_participle(self, word: str) -> bool:
        """Whether the word is an adjective that looks like a participle: *besluttet*, but not the noun *rapport*."""
        codes = self._codes.get(word, ())
        return word.endswith(_PARTICIPLES) and NON_VERB_MARK in codes and _OF_NOUNS.isdisjoint(codes)

    def _rank(self, base: str, word: str, is_of_verb: bool) -> int:
        if is_of_verb:
            return 2 * self.is_verb(base) + (base == word)
        codes = self._codes[base]
        if base == word and not self._is_participle(word):
            return 3
        return (
            2
            if NON_VERB_MARK in codes and not _OF_NOUNS.isdisjoint(codes)
            else 1
            if NON_VERB_MARK in codes and base != word
            else 0
        )

    def is_verb(self, base: str) -> bool:
        """Whether the word is a verb, though it may be a noun as well."""
        return VERB_MARK in self._codes.get(base, ())

    def is_more_than_verb(self, base: str) -> bool:
        """Whether the word is a noun or another word, though it may be a verb as well (*have*, *varme*)."""
        return NON_VERB_MARK in self._codes.get(base, ())

    def is_noun(self, base: str) -> bool:
        """Whether the word is a noun, though it may be a verb as well: whether it has a definite form of one."""
        codes = self._codes.get(base, frozenset())
        return NON_VERB_MARK in codes and any(
            (_DEFINITE.fullmatch(code) or (code == "-t" and base.endswith("e"))) and f"{code}s" in codes
            for code in codes
        )

    def is_name(self, word: str) -> bool:
        """Whether the word is a name that could be taken for a compound."""
        return word in self._names

    def forms(self, base: str) -> Iterator[str]:
        """The inflected forms of a base form, in the same order in every process."""
        for code in sorted(inflections(self._codes.get(base, ()))):
            removed, _, added = code.partition("-")
            yield base.removesuffix(removed) + added

    def codes(self, base: str) -> frozenset[str]:
        """The codes of a base form, as the head of `dictionary.txt` explains them."""
        return self._codes.get(base, frozenset())

    def are_inflected_alike(self, one: str, other: str) -> bool:
        """Whether two base forms are inflected alike, as a compound and its last part are."""
        return are_alike(self._codes.get(one, ()), self._codes.get(other, ()))

    def __contains__(self, base: str) -> bool:
        return base in self._codes

    def __iter__(self) -> Iterator[str]:
        """The base forms."""
        return iter(self._codes)

    def links(self, part: str) -> Sequence[str]:
        """The base forms that look like `part` before the next word of a compound."""
        return self._links.get(part, ())

    def begins_compounds(self, part: str) -> bool:
        """Whether a compound may begin with these letters, those that join it to the next among them."""
        return part in self._begins_compounds

    def first_parts_of(self, letters: str) -> list[str]:
        """The beginnings of these letters, and all of them, that compounds may begin with, the shortest first."""
        longest = self._longest_parts.get(letters[:SHORTEST_PART], SHORTEST_PART - 1)
        return list(filter(self._begins_compounds.__contains__, accumulate(letters[:longest])))

    def ends_compounds(self, base: str) -> bool:
        return ENDS_COMPOUND_MARK in self._codes[base]


class _Changes(NamedTuple):
    """What a pattern's codes take off and put on: before the next part of a compound, and by what forms have instead.

    `longest_code` has the letters of the longest one up to its hyphen, with that.
    """

    links: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    longest_code: int


@lru_cache(maxsize=2)  # the words of a pattern follow one another
def _changes(codes: frozenset[str]) -> _Changes:
    links, endings = [], defaultdict[str, list[str]](list)
    for code in sorted(codes - _MARKS):
        removed, _, added = code.removeprefix(LINK_MARK).partition("-")
        if code.startswith(LINK_MARK):
            links.append((removed, added))
        else:
            endings[removed].append(added)
    return _Changes(
        tuple(links),
        tuple((removed, tuple(of_forms)) for removed, of_forms in endings.items()),
        max((code.find("-") + 1 for code in codes), default=0),
    )


@cache
def danish_dictionary() -> Dictionary:
    """The frozen dictionary."""
    dictionary = Dictionary()
    codes: frozenset[str] = frozenset()
    for line in read_word_file("dictionary.txt"):
        mark, *words = line.split()
        if mark == PATTERN_MARK:
            codes = frozenset(words)
        elif mark == FIRST_PARTS_MARK:
            dictionary.add_parts(words, ())
        elif mark == SHORT_LAST_MARK:
            dictionary.add_parts((), words)
        elif mark == NAMES_MARK:
            dictionary.add_names(words)
        else:
            for word in (mark, *words):
                dictionary.add(word, codes)
    return dictionary
