"""Freezes a Hunspell dictionary of Danish to what the archive needs of it, `meetings/danish/dictionary.txt`.

    python -m benchmark.freeze_dictionary da_DK.dic da_DK.aff > meetings/danish/dictionary.txt

Stavekontrolden's dictionary says of each word how it is inflected and by which letters it joins the next word of a
compound. Left out are words with other signs than letters, names but for those that could be compounds (*Silkeborg*),
and compounds that can be split into other entries of four letters or more and do not end like places.

Which shorter words begin and end compounds is counted, and what begins them though no code says so (*forældre*): what
does so in a good share of the words with its letters. Most words in mad- are of *mad*, but *kommune* is not of *ko*.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

from meetings.danish import compounds
from meetings.danish.compound_parts import NOT_COMPOUNDS, PREFIXES, SHORTEST_PART
from meetings.danish.dictionary import (
    ENDS_COMPOUND_MARK,
    FIRST_PARTS_MARK,
    LINK_MARK,
    NAMES_MARK,
    NON_VERB_MARK,
    PATTERN_MARK,
    SHORT_LAST_MARK,
    VERB_MARK,
    Dictionary,
    are_alike,
    inflection_code,
    inflections,
)

_HEADER = """\
# Danish words that are no compounds of others: how each is inflected, and how it joins the next word of a compound.
# Made by freeze_dictionary.py from the dictionary of Stavekontrolden, version 2.7.001, https://www.stavekontrolden.dk
# Copyright (C) 2022 Foreningen for frit tilgængelige sprogværktøjer. GPL 2.0/LGPL 2.1/MPL 1.1 tri-license;
# this file is used and distributed under the Mozilla Public License 1.1, https://www.mozilla.org/MPL/1.1/
# A line with = is a pattern of inflection: the letters taken off, a hyphen, the letters put on; + before one that
# stands inside compounds, * where the word may end one, ! for verbs, # for others. The words of that pattern follow.
# A line with < has what begins compounds though it has less than four letters or no code says so, one with > the words
# of less than four letters that end them, and one with ^ names that could be compounds.
"""
_WORD = re.compile("[a-zæøåéüö]{2,}|[øå]")
_NAME = re.compile("[A-ZÆØÅ][a-zæøåéüö]+")
# A word is a part of compounds if it is one in so many words of the dictionary, and in that share of the words that
# begin or end with its letters; where no code says that it joins the next word, in a larger one. Chosen by reading
# what lies on either side of them.
_LEAST_COMPOUNDS, _LEAST_SHARE, _LEAST_SHARE_WITHOUT_CODE = 3, 0.1, 0.2
_VERB_FLAGS = frozenset({"1", "20", "21", "22"})
# Shorter verbs end no compound: *del|tager* is none, *risiko|baseret* is.
_LONG_VERB = 6
_CONTINUE_COMPOUND = frozenset({"32", "33"})
_NO_INFLECTION = frozenset({"34", "35", "36", "32", "33"})
_END_COMPOUND = "39"


@dataclass(frozen=True)
class SuffixRule:
    """A suffix of the affix file: what it takes off and puts on, where, and which flags the result has."""

    strip: str
    add: str
    flags: frozenset[str]
    condition: re.Pattern[str]


@dataclass
class DictionaryEntry:
    """What the dictionary says of a word, all its entries together."""

    forms: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)


def main(words: Path, affixes: Path) -> None:
    rules = read_rules(affixes.read_text(encoding="utf-8"))
    text = words.read_text(encoding="utf-8")
    sys.stdout.write(_HEADER)
    sys.stdout.writelines(frozen_lines(read_entries(text, rules), read_names(text)))


def read_rules(text: str) -> dict[str, list[SuffixRule]]:
    """The suffix rules of an affix file by their flag."""
    rules = defaultdict(list)
    for line in text.splitlines():
        match line.split():
            case ["SFX", flag, strip, addition, condition, *_]:
                add, _, flags = addition.partition("/")
                rules[flag].append(
                    SuffixRule(
                        "" if strip == "0" else strip,
                        "" if add == "0" else add,
                        frozenset(flags.split(",")) - {""},
                        re.compile(f"(?:{condition})$"),
                    )
                )
    return rules


def read_entries(text: str, rules: Mapping[str, list[SuffixRule]]) -> dict[str, DictionaryEntry]:
    """The words of a dictionary in small letters."""
    entries: dict[str, DictionaryEntry] = defaultdict(DictionaryEntry)
    for line in text.splitlines():
        head, *notes = line.split() or [""]
        word, _, listed = head.partition("/")
        if not _WORD.fullmatch(word):
            continue
        flags = frozenset(listed.split(",")) - {""}
        if not flags and any(note.startswith("st:") for note in notes):
            continue  # an irregular form, which its base form names too
        entry = entries[word]
        entry.forms.update(note[3:] for note in notes if note.startswith("al:"))
        for form, is_link in _inflected_forms(word, flags, rules):
            (entry.links if is_link else entry.forms).add(form)
        is_verb = bool(flags & _VERB_FLAGS) or any(note.startswith("al:") and note.endswith("ende") for note in notes)
        entry.marks.add(VERB_MARK if is_verb else NON_VERB_MARK)
        if _END_COMPOUND in flags and (not is_verb or len(word) >= _LONG_VERB):
            entry.marks.add(ENDS_COMPOUND_MARK)
    return entries


def _inflected_forms(
    word: str, flags: frozenset[str], rules: Mapping[str, list[SuffixRule]], depth: int = 2
) -> Iterator[tuple[str, bool]]:
    """The forms of a word, and whether each stands inside compounds only."""
    for flag in flags - {_END_COMPOUND}:
        for rule in rules.get(flag, ()):
            if not word.endswith(rule.strip) or not rule.condition.search(word):
                continue
            form = word.removesuffix(rule.strip) + rule.add
            is_link = bool(rule.flags & _CONTINUE_COMPOUND)
            yield form, is_link
            if depth and not is_link:
                yield from _inflected_forms(form, rule.flags - _NO_INFLECTION, rules, depth - 1)


def read_names(text: str) -> frozenset[str]:
    """The names of a dictionary, in small letters and with å for aa, but for those that are words as well."""
    words = {line.split("/")[0].split()[0] for line in text.splitlines() if line.strip()}
    names = {word.lower().replace("aa", "å") for word in words if _NAME.fullmatch(word)}
    names |= {name.removesuffix("en") for name in names if name.endswith("fjorden")}
    return frozenset(names - words)


def frozen_lines(entries: Mapping[str, DictionaryEntry], names: Iterable[str] = ()) -> Iterator[str]:
    """The lines of the frozen dictionary."""
    dictionary = Dictionary()
    by_pattern: dict[tuple[str, ...], list[str]] = defaultdict(list)
    codes = {word: _pattern_codes(word, entry) for word, entry in entries.items()}
    for word in sorted(entries, key=lambda word: (len(word), word)):
        if word not in NOT_COMPOUNDS and _is_plain_compound(word, dictionary):
            continue
        by_pattern[codes[word]].append(word)
        dictionary.add(word, frozenset(codes[word]))
    first, last = told_parts({word: frozenset(of_word) for word, of_word in codes.items()})
    yield from _marked_lines(FIRST_PARTS_MARK, first)
    yield from _marked_lines(SHORT_LAST_MARK, last)
    dictionary.add_parts(first, last)
    yield from _marked_lines(NAMES_MARK, (name for name in names if compounds.split_compound(name, dictionary)))
    for pattern in sorted(by_pattern):
        yield " ".join((PATTERN_MARK, *pattern)) + "\n"
        yield from _lines_of(by_pattern[pattern])


def told_parts(codes: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """What begins compounds though it is short or no code says so, and the words of one to three letters that end them.

    A listed word is taken for a compound if its front joins what follows and it is inflected like its end.
    """
    links = _link_forms(codes)
    fronts = links | {form for word in codes for form in _forms(word, codes[word])}
    begun, ended, begin, end = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for word in codes:
        for place in range(1, len(word) - SHORTEST_PART + 1):
            first, rest = word[:place], word[place:]
            if first in fronts and (len(first) < SHORTEST_PART or first not in links):
                begun[first] += 1
                begin[first] += _is_inflected_like(word, rest, codes)
        for place in range(max(SHORTEST_PART, len(word) - SHORTEST_PART + 1), len(word)):
            front, last = word[:place], word[place:]
            ended[last] += 1
            end[last] += front in links and _is_inflected_like(word, last, codes)
    first_parts = {part for part in begin if _is_frequent(begin[part], begun[part], _least_share(part, links))}
    last_parts = {part for part in end if _is_frequent(end[part], ended[part], _LEAST_SHARE)}
    return frozenset(first_parts - PREFIXES), frozenset(last_parts)


def _link_forms(codes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What stands before the next word of a compound, of nouns, adjectives and other words than verbs."""
    return frozenset(
        form
        for word, of_word in codes.items()
        if NON_VERB_MARK in of_word
        for code in of_word
        if code.startswith(LINK_MARK)
        for form in [_inflected(word, code.removeprefix(LINK_MARK))]
    )


def _forms(word: str, codes: Iterable[str]) -> Iterator[str]:
    """The word itself and its inflected forms; those inside compounds left out."""
    yield word
    for code in inflections(codes):
        yield _inflected(word, code)


def _inflected(word: str, code: str) -> str:
    removed, _, added = code.partition("-")
    return word.removesuffix(removed) + added


def _least_share(first: str, links: frozenset[str]) -> float:
    return _LEAST_SHARE if first in links else _LEAST_SHARE_WITHOUT_CODE


def _is_frequent(compounds_with: int, words_with: int, least_share: float) -> bool:
    return compounds_with >= _LEAST_COMPOUNDS and compounds_with >= least_share * words_with


def _is_inflected_like(word: str, last: str, codes: Mapping[str, frozenset[str]]) -> bool:
    of_last = codes.get(last, frozenset())
    return ENDS_COMPOUND_MARK in of_last and are_alike(of_last, codes[word])


def _is_plain_compound(word: str, dictionary: Dictionary) -> bool:
    """Whether the word can be left out: made of words of four letters or more, and with a capital no place."""
    parts = compounds.split_compound(word, dictionary)
    return parts is not None and not compounds.ends_like_a_place(parts, dictionary)


def _marked_lines(mark: str, words: Iterable[str]) -> Iterator[str]:
    yield from (f"{mark} {line}" for line in _lines_of(words))


def _lines_of(words: Iterable[str]) -> Iterator[str]:
    yield from (f"{line}\n" for line in wrap(" ".join(sorted(words)), 118))


def _pattern_codes(word: str, entry: DictionaryEntry) -> tuple[str, ...]:
    codes = {inflection_code(word, form) for form in entry.forms if _WORD.fullmatch(form) and form != word}
    codes |= {LINK_MARK + inflection_code(word, form) for form in entry.links if _WORD.fullmatch(form)}
    return tuple(sorted(codes | entry.marks))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
