"""A frozen Danish dictionary (`dictionary.txt`): a word's base form, and what a compound may begin and end with.

Search is built on it. It is read when the first word is looked up: about 0.1 s and 20 MB in a process.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

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
_LONGEST_ENDING = 8
# In letters: words of `_LONG` or more are only looked up if some form of some word begins with their `_BEGINNING`.
_LONG, _BEGINNING = 8, 4
# In letters: such words may have forms that share none of them: *gammel*, *ældre*.
_LONGEST_WITH_OTHER_FORMS = 6
# Words whose base form is kept: a word is looked up several times while it is analyzed.
_CACHED_WORDS = 5_000
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
        self._links: dict[str, list[str]] = {}
        # By the ending that a form has, the ending that its base form has instead, with the code of that change.
        self._replaced_endings: dict[str, dict[str, str]] = defaultdict(dict)
        self._beginnings: set[str] = set()
        self._ordered: list[str] = []
        self._names: set[str] = set()
        # What begins compounds though it has less than four letters or no code; words so short that end them.
        self.first_parts: frozenset[str] = frozenset()
        self.short_last_parts: frozenset[str] = frozenset()

    def add(self, base: str, codes: frozenset[str]) -> None:
        """Add a base form with the codes of its inflection, as the head of `dictionary.txt` explains them.

        Of a long word a code that leaves no more than a letter is a slip of the source, which lists forms of a
        compound's last part with it: *lægger* of *kortlægge*.
        """
        if len(base) > _LONGEST_WITH_OTHER_FORMS:
            codes = frozenset(code for code in codes if code.find("-") < len(base) - 1)
        self._codes[base] = codes
        self._beginnings.add(base[:_BEGINNING])
        for code in codes - _MARKS:
            removed, _, added = code.removeprefix(LINK_MARK).partition("-")
            if code.startswith(LINK_MARK):
                self._links.setdefault(base.removesuffix(removed) + added, []).append(base)
            else:
                self._replaced_endings[added][removed] = code
                self._beginnings.add((base.removesuffix(removed) + added)[:_BEGINNING])

    def add_parts(self, first: Iterable[str], short_last: Iterable[str]) -> None:
        """Add what begins compounds though it is short or no code says so, and short words that end them."""
        self.first_parts |= frozenset(first)
        self.short_last_parts |= frozenset(short_last)

    def add_names(self, names: Iterable[str]) -> None:
        """Add names, in small letters, that could be taken for compounds: *silkeborg*."""
        self._names.update(names)

    @lru_cache(maxsize=_CACHED_WORDS)  # noqa: B019 - there is one dictionary in a process
    def base(self, word: str) -> str | None:
        """The base form of a word, which may be the word itself; None for an unknown word.

        Of several a noun's or an adjective's (*rådet* is of *råd*, not of *råde*), but for what ends like a passive
        (*fordeles*), then the longest. A participle's is its verb.
        """
        candidates = list(self.bases(word))
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        is_of_verb = (word.endswith("es") and not word.endswith("nes")) or (
            self._is_participle(word) and not any(NON_VERB_MARK in self._codes[base] for base in candidates[1:])
        )
        return max(candidates, key=lambda base: (self._rank(base, word, is_of_verb), len(base), base))

    def bases(self, word: str) -> Iterator[str]:
        """Every word that the word may be a form of, the word itself first."""
        if word in self._codes:
            yield word
        for base in self._bases(word):
            if base != word:
                yield base

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

    def ends_compounds(self, base: str) -> bool:
        return ENDS_COMPOUND_MARK in self._codes[base]

    def _bases(self, form: str) -> Iterator[str]:
        if len(form) >= _LONG and form[:_BEGINNING] not in self._beginnings:
            return
        for start in range(max(1, len(form) - _LONGEST_ENDING), len(form) + 1):
            added = form[start:]
            if added not in self._replaced_endings:
                continue
            stem = form[:start]
            for removed, code in self._replaced_endings[added].items():
                base = stem + removed
                if base in self._codes and code in self._codes[base]:
                    yield base


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
