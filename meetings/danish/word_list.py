"""Whether letters are a Danish word: by a frozen list of base forms (`words.txt`), common endings, and compounding.

Broken words and abbreviations are judged by it. The list is read when the first word is looked up: about 15 ms and
6 MB in a process.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from meetings.danish.word_files import read_word_file

_ENDINGS = (
    *("s", "e", "t", "n", "r", "d"),
    *("er", "en", "et", "es", "ns", "ts", "rs", "te", "de", "st", "ne"),
    *("ers", "ens", "ets", "ede", "rne", "ere", "est", "tes", "des", "nes", "lse"),
    *("erne", "ende", "erer", "eret", "rnes", "este", "elig", "else", "edes"),
    *("ernes", "elser", "elsen", "elige", "eligt", "erede", "elserne"),
)
_SHORTEST_STEM = 3
_SHORTEST_PART = 3
# In letters. Longer ones are no words, and trying every way to split them would take long.
_LONGEST_WORD = 60
# Words that no compound holds: *hjemme- eller*, not *hjemmeeller*.
_NO_PART = frozenset({"eller", "samt"})


def is_simple_word(word: str) -> bool:
    """Whether a word in small letters is in the list, as it stands or with one ending."""
    return any(base in base_words() for base in _bases(word))


@lru_cache(maxsize=4096)
def is_word(word: str, *, not_split_at: int = 0) -> bool:
    """Whether a word in small letters is Danish: in the list, inflected, or a compound of such words.

    No part of a compound may end at the index `not_split_at`: where a line's break is being judged there, that both
    sides are words says nothing of whether they are written together.
    """
    if len(word) > _LONGEST_WORD:
        return False
    return is_simple_word(word) or any(
        is_word(word[end:], not_split_at=max(0, not_split_at - end))
        for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if end != not_split_at and word[end:] not in _NO_PART and begins_compound(word[:end])
    )


def is_hyphenated(first: str, second: str) -> bool:
    """Whether the list has the two words in small letters as one with a hyphen (*e-mail*, *dansk-tysk*)."""
    return first in _words_before_hyphens() and any(f"{first}-{base}" in base_words() for base in _bases(second))


def begins_compound(part: str) -> bool:
    """Whether a compound may begin with these letters: a word, also with the s or e that joins it to the next."""
    words = base_words()
    return part not in _NO_PART and (
        part in words or (part[-1] in "se" and len(part) > _SHORTEST_PART and part[:-1] in words)
    )


def _bases(word: str) -> Iterator[str]:
    """The word, and what is left of it without each ending it has; a consonant doubled before the ending is one."""
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) == len(word) or len(stem) < _SHORTEST_STEM - (len(word) > 4):
            continue
        yield stem
        if stem[-1] == stem[-2] and stem[-1] in "bdfglmnprst":
            yield stem[:-1]


@cache
def _words_before_hyphens() -> frozenset[str]:
    """What stands before a hyphen in a word of the list: *e*, *dansk*; before the second too: *face-to*."""
    return frozenset(
        word[:at] for word in base_words() if "-" in word for at, letter in enumerate(word) if letter == "-"
    )


@cache
def base_words() -> frozenset[str]:
    """The words of the list, in their base form and in small letters."""
    return frozenset(read_word_file("words.txt"))
