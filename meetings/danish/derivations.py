"""Words of one stem and another kind: the noun of a verb's doing, the quality of an adjective, by rule and both ways.

*Tømme* and *tømning*, *reparere* and *reparation*, *utryg* and *utryghed*, *svigte* and *svigt*, *sælge* and *salg*.
What a rule makes counts only if the dictionary has it, alone or as a compound. But of a verb of whose doing the
dictionary has no noun at all it may be one in *-ning* or in *-else*.

Pairs that a rule joins though the words have parted (*ret* and *rette*, *stilling* and *stille*) stand in `drifted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from meetings.danish import compounds
from meetings.danish.compound_parts import PREFIXES
from meetings.danish.dictionary import Dictionary
from meetings.danish.drifted import have_drifted

# Endings of nouns of loan words by those of their verbs.
_LOAN_ENDINGS = (
    ("ere", "ation"),
    ("ere", "ition"),
    ("ere", "ion"),
    ("ere", "ering"),
    ("ere", "ence"),
    ("ere", "ance"),
    ("ere", "ens"),
    ("ere", "ans"),
    ("ere", "ment"),
    ("ere", "ur"),
    ("ere", "at"),
    ("isere", "ik"),
    ("icere", "ik"),
    ("ere", ""),
    ("sere", "se"),
    ("pere", "pe"),
    ("cere", "ktion"),
    ("gere", "ktion"),
    ("dere", "sion"),
    ("ttere", "ssion"),
    ("tere", "sion"),
    ("bere", "ption"),
    ("vere", "ption"),
    ("nere", "sition"),
    ("icere", "ikation"),
    ("llere", "l"),
    ("ttere", "t"),
    ("nnere", "n"),
    ("mmere", "m"),
)
# Ends of verbs whose noun has another vowel or consonant, and of that noun: also behind what stands before them.
_IRREGULAR_ENDINGS = (
    ("byde", "bud"),
    ("bryde", "brud"),
    ("drive", "drift"),
    ("drage", "drag"),
    ("fare", "færd"),
    ("flyve", "flugt"),
    ("gribe", "greb"),
    ("gå", "gang"),
    ("hjælpe", "hjælp"),
    ("knibe", "kneb"),
    ("komme", "komst"),
    ("kræve", "krav"),
    ("køre", "kørsel"),
    ("leve", "liv"),
    ("lægge", "læg"),
    ("rejse", "rejsning"),
    ("ride", "ridt"),
    ("se", "syn"),
    ("skrive", "skrift"),
    ("skyde", "skud"),
    ("skære", "snit"),
    ("slå", "slag"),
    ("spørge", "spørgsmål"),
    ("stige", "stigning"),
    ("strejke", "strejke"),
    ("synge", "sang"),
    ("sælge", "salg"),
    ("tigge", "tiggeri"),
    ("trykke", "tryk"),
    ("tvinge", "tvang"),
    ("vokse", "vækst"),
    ("vælge", "valg"),
    ("vide", "viden"),
)
# Ends of adjectives and of the nouns of what they say: *utryg*, *utryghed*; *fleksibel*, *fleksibilitet*. Of
# who does something and of the doing, or its place: *fisker*, *fiskeri*. And of parents by their two names; and of
# cows, whose plural is that of queues too.
_QUALITY_ENDINGS = (
    ("", "hed"),
    ("", "itet"),
    ("el", "ilitet"),
    ("er", "eri"),
    ("far", "fader"),
    ("mor", "moder"),
    ("ko", "køer"),
)
# In letters. Shorter nouns that a verb in -ere begins with are mostly others: *bas* and *basere*.
_SHORTEST_LOAN = 5
_VOWELS = "aeiouyæøå"
_DOUBLED = re.compile(f"[{_VOWELS}]([bdfgklmnprstv])\\1$")


@lru_cache(maxsize=2_000)
def derived_words(base: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The base forms of one stem with a base form, of another kind than it, those of the dictionary alone first."""
    found = dict.fromkeys(_derived(base, dictionary))
    found.pop(base, None)
    return tuple(word for word in found if not have_drifted(base, word))


def _derived(base: str, dictionary: Dictionary) -> Iterator[str]:
    if is_known_verb(base, dictionary):
        yield from nouns_of_action(base, dictionary)
    yield from verbs_of(base, dictionary)
    for of_adjective, of_noun in _QUALITY_ENDINGS:
        if base.endswith(of_noun) and len(other := base.removesuffix(of_noun) + of_adjective) > 1:
            yield from _known([other] if of_noun else (), dictionary)
        if base.endswith(of_adjective):
            yield from _known([base.removesuffix(of_adjective) + of_noun], dictionary)
    if base.endswith("dom") and _is_adjective(base.removesuffix("dom"), dictionary):
        yield base.removesuffix("dom")
    if _is_adjective(base, dictionary):
        yield from _known([f"{base}dom"], dictionary)


def nouns_of_action(verb: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The nouns of a verb's doing: *tømning* of *tømme*."""
    listed = tuple(dict.fromkeys(noun for noun in _nouns_by_rule(verb) if _is_noun(noun, dictionary)))
    if listed:
        return listed
    return tuple(_nouns_in_ning_and_else(verb))


def verbs_of(noun: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The verbs whose doing a noun can name, by its letters: *tømme* of *tømning*."""
    return tuple(
        verb for verb in dict.fromkeys(_verbs_by_rule(noun)) if verb != noun and is_known_verb(verb, dictionary)
    )


def is_known_verb(word: str, dictionary: Dictionary) -> bool:
    """Whether the dictionary has the verb, alone or behind a prefix: *genudbyde*."""
    if dictionary.is_verb(word):
        return True
    return any(
        word[:end] in PREFIXES and dictionary.is_verb(word[end:]) and len(word) - end >= 3
        for end in range(1, min(len(word) - 2, 9))
    )


def _is_adjective(word: str, dictionary: Dictionary) -> bool:
    """Whether the word has a neuter, as *syg* has, and *barn* has not: *sygdom* is being ill, *barndom* no child."""
    return word in dictionary and word in dictionary.bases(f"{word}t")


def _is_noun(word: str, dictionary: Dictionary) -> bool:
    if word in dictionary:
        return dictionary.is_noun(word) or word.endswith(("ing", "else", "ion"))
    parts = compounds.split_compound(word, dictionary) if word.endswith(("ing", "else")) else None
    return parts is not None and parts[-1] in dictionary


def _known(words: Iterable[str], dictionary: Dictionary) -> Iterator[str]:
    return (word for word in words if word in dictionary or compounds.split_compound(word, dictionary))


def _stem(verb: str) -> str:
    """The verb without its e."""
    return verb.removesuffix("e")


def _single(stem: str) -> str:
    """A stem with one consonant where it ends in two of the same: *tøm* of *tømm*."""
    return stem[:-1] if _DOUBLED.search(stem) else stem


def _nouns_in_ning_and_else(verb: str) -> Iterator[str]:
    stem = _stem(verb)
    if stem.endswith(("n", "l", "r")) and len(stem) > 1 and stem[-2] not in _VOWELS:
        yield f"{stem}ing"
    else:
        yield f"{_single(stem)}ning"
    yield f"{stem}else"


def _nouns_by_rule(verb: str) -> Iterator[str]:
    stem = _stem(verb)
    for ending in ("ning", "ing"):
        yield f"{_single(stem)}{ending}"
    yield f"{stem}ing"
    yield f"{stem}else"
    yield f"{stem}sel"
    yield f"{stem}eri"
    if verb.endswith("e"):
        yield _single(stem)
        yield stem
    for of_verb, of_noun in _LOAN_ENDINGS:
        if verb.endswith(of_verb) and len(verb) - len(of_verb) + len(of_noun) >= _SHORTEST_LOAN:
            yield verb.removesuffix(of_verb) + of_noun
    for of_verb, of_noun in _IRREGULAR_ENDINGS:
        if verb.endswith(of_verb):
            yield verb.removesuffix(of_verb) + of_noun


def _verbs_by_rule(noun: str) -> Iterator[str]:
    for ending in ("ning", "ing", "else", "sel", "eri", ""):
        stem = noun.removesuffix(ending)
        if noun.endswith(ending) and len(stem) > 1:
            yield stem
            yield f"{stem}e"
            yield f"{stem}{stem[-1]}e"
    for of_verb, of_noun in _LOAN_ENDINGS:
        if noun.endswith(of_noun) and len(noun) >= _SHORTEST_LOAN:
            yield noun.removesuffix(of_noun) + of_verb
    for of_verb, of_noun in _IRREGULAR_ENDINGS:
        if noun.endswith(of_noun):
            yield noun.removesuffix(of_noun) + of_verb
