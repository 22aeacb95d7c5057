"""Slips of typing, of every kind: a word, and where in it chance puts them -> what is typed for it."""

from collections.abc import Callable, Mapping
from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def insert(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + random.choice(LETTERS) + word[place:]


def delete(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def replace(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + random.choice(LETTERS) + word[place + 1 :]


def swap(word: str, random: Random) -> str:
    place = random.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def double(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + word[place - 1] + word[place:]


def plain_letters(word: str, _: Random) -> str:
    return word.replace("ø", "o").replace("å", "a").replace("æ", "a")


def two_letters(word: str, _: Random) -> str:
    return word.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")


def two_slips(word: str, random: Random) -> str:
    one, other = random.choices((insert, delete, replace, swap, double), k=2)
    return other(one(word, random), random)


# Each kind of slip, and the share of words that are to be found in spite of it.
GOALS: Mapping[Callable[[str, Random], str], float] = {
    insert: 0.95,
    delete: 0.95,
    replace: 0.95,
    swap: 0.95,
    double: 0.95,
    plain_letters: 0.95,
    two_letters: 0.95,
    two_slips: 0.7,
}
