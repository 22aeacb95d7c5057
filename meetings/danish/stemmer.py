"""The stem of a Danish word, by Snowball's algorithm, as PostgreSQL's `danish_stem` has it.

https://snowballstem.org/algorithms/danish/stemmer.html. Snowball's own Python takes seven times as long, and half the
words that an import meets first are stemmed. The tests compare the two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from meetings.danish.word_files import word_set

# Endings count only in what stands behind the first vowels and the consonant behind them, and behind three letters.
_BEHIND_VOWELS = re.compile("[^aeiouyåæø]*[aeiouyåæø]+[^aeiouyåæø]")
_SHORTEST_FRONT = 3
_MAY_STAND_BEFORE_S = frozenset("abcdfghjklmnoprtvyzå")
_MAY_BE_DOUBLED = frozenset("bdfgklmnprst")
_CONSONANT_PAIRS = ("gd", "dt", "gt", "kt")


def _by_last_letter(endings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The endings by their last letter, the longest first."""
    found = defaultdict[str, list[str]](list)
    for ending in sorted(endings, key=len, reverse=True):
        found[ending[-1]].append(ending)
    return {letter: tuple(of_letter) for letter, of_letter in found.items()}


_ENDINGS = _by_last_letter(
    word_set(
        """
        hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer s heds es endes erendes enes ernes
        eres ens hedens erens ers ets erets et eret
        """
    )
)
_OTHER_ENDINGS = _by_last_letter(["ig", "lig", "elig", "els", "løst"])


def stem(word: str) -> str:
    """The stem of a word in small letters, without apostrophes: *kvote*, *kvoter* and *kvoterne* have *kvot*."""
    if len(word) < _SHORTEST_FRONT:
        return word
    behind_vowels = _BEHIND_VOWELS.match(word)
    front = max(behind_vowels.end(), _SHORTEST_FRONT) if behind_vowels else len(word)
    word = _without_consonant_of_pair(_without_ending(word, front), front)
    if word.endswith("igst"):
        word = word[:-2]
    if (ending := _ending(word, front, _OTHER_ENDINGS)) == "løst":
        word = word[:-1]
    elif ending:
        word = _without_consonant_of_pair(word[: -len(ending)], front)
    if len(word) > front and word[-1] in _MAY_BE_DOUBLED and word[-1] == word[-2]:
        return word[:-1]
    return word


def _ending(word: str, front: int, endings: Mapping[str, tuple[str, ...]]) -> str:
    """The longest of the endings that the word has behind its front; none is ''."""
    for ending in endings.get(word[-1], ()):
        if word.endswith(ending, front):
            return ending
    return ""


def _without_ending(word: str, front: int) -> str:
    ending = _ending(word, front, _ENDINGS)
    if not ending or (ending == "s" and word[-2] not in _MAY_STAND_BEFORE_S):
        return word
    return word[: -len(ending)]


def _without_consonant_of_pair(word: str, front: int) -> str:
    return word[:-1] if word.endswith(_CONSONANT_PAIRS, front) else word
