"""Freezes a Hunspell dictionary of Danish to what the archive needs of it, `meetings/danish/dictionary.txt`.

    python -m benchmark.freeze_dictionary da_DK.dic da_DK.aff > meetings/danish/dictionary.txt

Stavekontrolden's dictionary says of each word how it is inflected and by which letters it joins the next word of a
compound. Left out are names, words with other signs than letters, and compounds that can be split into other entries.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

from meetings.danish import compounds
from meetings.danish.dictionary import (
    ENDS_COMPOUND_MARK,
    LINK_MARK,
    NON_VERB_MARK,
    PATTERN_MARK,
    VERB_MARK,
    Dictionary,
    inflection_code,
)

_HEADER = """\
# Danish words that are no compounds of others: how each is inflected, and how it joins the next word of a compound.
# Made by freeze_dictionary.py from the dictionary of Stavekontrolden, version 2.7.001, https://www.stavekontrolden.dk
# Copyright (C) 2022 Foreningen for frit tilgængelige sprogværktøjer. GPL 2.0/LGPL 2.1/MPL 1.1 tri-license;
# this file is used and distributed under the Mozilla Public License 1.1, https://www.mozilla.org/MPL/1.1/
# A line with = is a pattern of inflection: the letters taken off, a hyphen, the letters put on; + before one that
# stands inside compounds, * where the word may end one, ! for verbs, # for others. The words of that pattern follow.
"""
_WORD = re.compile("[a-zæøåéüö]{2,}|[øå]")
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
    entries = read_entries(words.read_text(encoding="utf-8"), rules)
    sys.stdout.write(_HEADER)
    sys.stdout.writelines(frozen_lines(entries))


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


def frozen_lines(entries: Mapping[str, DictionaryEntry]) -> Iterator[str]:
    """The lines of the frozen dictionary."""
    dictionary = Dictionary()
    by_pattern: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in sorted(entries, key=lambda word: (len(word), word)):
        if word not in compounds.NOT_COMPOUNDS and compounds.split_compound(word, dictionary):
            continue
        codes = _pattern_codes(word, entries[word])
        by_pattern[codes].append(word)
        dictionary.add(word, frozenset(codes))
    for pattern in sorted(by_pattern):
        yield " ".join((PATTERN_MARK, *pattern)) + "\n"
        yield from (f"{line}\n" for line in wrap(" ".join(sorted(by_pattern[pattern])), 120))


def _pattern_codes(word: str, entry: DictionaryEntry) -> tuple[str, ...]:
    codes = {inflection_code(word, form) for form in entry.forms if _WORD.fullmatch(form) and form != word}
    codes |= {LINK_MARK + inflection_code(word, form) for form in entry.links if _WORD.fullmatch(form)}
    return tuple(sorted(codes | entry.marks))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
