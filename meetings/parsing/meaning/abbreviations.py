"""Finds the abbreviations that a text explains, and what they stand for.

Both orders are found, »BRN (Business Region North Denmark)« and »Danmarks Erhvervsfremmebestyrelse (DEB)«, and so are
explanations in words: »…, herefter DEB«, »DEB står for …«. How far the meaning reaches is found by spelling the
abbreviation with the beginnings of words and of parts of compounds. What cannot be spelt so is left out: a wrong
meaning would be offered to editors as a synonym.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from meetings.danish import word_list

# In characters: a longer meaning is a sentence rather than a name. The shortest has twice its abbreviation's letters.
LONGEST_MEANING = 200

# In characters: how far from its abbreviation a meaning may begin or end.
_REACH = 160
_WORDS_AT_MOST = 12
# How many letters of an abbreviation one beginning may give: the *so* and *su* of SOSU.
_LETTERS_OF_A_BEGINNING = 4

_SMALL_WORDS_TEXT = """
    af and at de den der det eller en er et for fra har i ifm ift in inden med mellem mv of og om over på samt som the
    til ud under ved vedr"""
# Words that an abbreviation mostly passes over. A meaning ends in none, and begins with one if that has a capital.
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())

_SHORT_LAST_PARTS = frozenset({"fag", "hus", "lov", "net", "råd", "tal", "vej"})

_QUOTE = "[\"'»«›‹“”„‟’‘]"
_CAPITALS = r"(?=[^\W\d_]{0,7}[A-ZÆØÅ][^\W\d_]{0,6}[A-ZÆØÅ])[A-ZÆØÅa-zæøå]{2,8}(?:[0-9]{4}|[0-9]{2})?"
_SMALL = "[a-zæøå]{3,5}"
_ENDING = r"(?:['’´](?:s|er|ers|en|ens|et|ets|erne|ernes))?"
_CALLED = r"(?:kaldet|kaldt|benævnt|som|til|blot|også|kendt|fork\.|forkortet|forkortes)"

_BRACKETS = re.compile(rf"\((?P<inside>[^()\n]{{2,{_REACH}}})\)")
_SHORT_INSIDE = re.compile(
    rf"\s*(?:(?:i det følgende|fremover|herefter|{_CALLED})(?:\s+{_CALLED}){{0,3}}:?\s+)?"
    rf"{_QUOTE}?(?P<short>{_CAPITALS}|{_SMALL}){_ENDING}{_QUOTE}?\s*(?:[,;].*)?"
)
_SHORT_BEFORE = re.compile(rf"(?<![\w./-])(?P<short>{_CAPITALS}|{_SMALL}){_ENDING}{_QUOTE}?\s?$")
_LEAD_IN = re.compile(r"\s*(?:dvs\.|det vil sige|står for|(?:en )?forkortelse for|eller)\s+", re.IGNORECASE)
_INTRODUCED = re.compile(
    rf",?\s(?:i det følgende|herefter|også kaldet|(?:der |som )?forkortes|forkortet)(?:\s{_CALLED}){{0,3}}\s"
    rf"{_QUOTE}?(?P<short>{_CAPITALS})(?!\w)"
)
_EXPLAINED = re.compile(
    rf"(?<![\w./-])(?P<short>{_CAPITALS})(?!\w){_QUOTE}?,?\s(?:(?:der|som)\s)?"
    rf"(?:står|er (?:en )?forkortelse) for\s(?P<meaning>[^()\n]{{2,{_REACH}}})"
)
# The end of a word whose middle the bracket stands in: *assistent (PAU)-uddannelsen*.
_CONTINUED = re.compile(r"[-\u2010\u2011](?P<rest>[^\W\d_]{3,})")

_QUOTATION_MARK = re.compile('["»«›‹“”„‟]')
_BOUNDARY = re.compile(r"[.:;()!?\n–—•/=]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*-?")
_GAP = re.compile(rf"(?:[\s,]|{_QUOTE})*")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_FOR_A_NAME = re.compile("(?:sen|gaard|gård)s?$")


@dataclass(frozen=True)
class Definition:
    """An abbreviation and its meaning as a text has them; the explanation stands from `start` to `end`."""

    abbreviation: str
    meaning: str
    start: int
    end: int


class _SpellingCost(NamedTuple):
    """How badly an abbreviation is spelt by a meaning's words; smaller is better, and the first field counts most."""

    # Words that give no letter, small words aside.
    unspelt: int = 0
    # Letters that are not the first of a word or of a part of a compound.
    beyond_first: int = 0
    # Parts of compounds that the lexicon does not know for sure.
    guessed: int = 0

    def plus(self, unspelt: int = 0, beyond_first: int = 0, guessed: int = 0) -> "_SpellingCost":
        return _SpellingCost(self.unspelt + unspelt, self.beyond_first + beyond_first, self.guessed + guessed)


class _Meaning(NamedTuple):
    """A meaning, and the index in the text where it ends."""

    text: str
    end: int


def find_definitions(text: str) -> tuple[Definition, ...]:
    """The definitions in the text in order; each abbreviation with the same meaning once."""
    found = sorted(
        [*_definitions_in_brackets(text), *_definitions_in_words(text)], key=lambda definition: definition.start
    )
    first: dict[tuple[str, str], Definition] = {}
    for definition in found:
        first.setdefault((definition.abbreviation, definition.meaning.casefold()), definition)
    return tuple(first.values())


def _definitions_in_brackets(text: str) -> Iterator[Definition]:
    for bracket in _BRACKETS.finditer(text):
        inside = _SHORT_INSIDE.fullmatch(bracket["inside"])
        if inside and (definition := _meaning_before(text, bracket.start(), bracket.end(), inside["short"])):
            yield definition
        elif before := _SHORT_BEFORE.search(text, max(0, bracket.start() - 20), bracket.start()):
            short = _without_genitive(before["short"])
            if meaning := _meaning_after(text, *bracket.span("inside"), short, may_be_whole=True):
                yield Definition(short, meaning.text, before.start(), bracket.end())


def _definitions_in_words(text: str) -> Iterator[Definition]:
    for introduced in _INTRODUCED.finditer(text):
        if definition := _meaning_before(text, introduced.start(), introduced.end(), introduced["short"]):
            yield definition
    for explained in _EXPLAINED.finditer(text):
        short = _without_genitive(explained["short"])
        if meaning := _meaning_after(text, *explained.span("meaning"), short, may_be_whole=False):
            yield Definition(short, meaning.text, explained.start(), meaning.end)


def _meaning_before(text: str, end: int, after: int, short: str) -> Definition | None:
    """The definition of `short` by the words that end at `end`; what defines it ends at `after`."""
    short = _without_genitive(short)
    begin = max(0, end - _REACH)
    boundaries = [boundary.end() for boundary in _BOUNDARY.finditer(text, begin, end)]
    begin = boundaries[-1] if boundaries else begin
    words = [*_WORD.finditer(text, begin, end)][-_WORDS_AT_MOST:]
    if words and words[0].start() == begin and begin > 0 and re.match(r"\w", text[begin - 1]):
        del words[0]
    if not words or _is_small(words[-1]) or not _GAP.fullmatch(text, words[-1].end(), end):
        return None
    continued = _CONTINUED.match(text, after)
    for ending in ("", continued[0]) if continued else ("",):
        spelt = [
            (cost, -first)
            for first in range(len(words))
            if (cost := _spelling_cost(short, text, words[first:], ending)) is not None
        ]
        if spelt:
            _, first = min(spelt)
            meaning = _as_meaning(text, words[-first:], ending, short)
            return Definition(short, meaning.text, words[-first].start(), after + len(ending)) if meaning else None
    return None


def _meaning_after(text: str, begin: int, end: int, short: str, *, may_be_whole: bool) -> _Meaning | None:
    """What of the text between `begin` and `end` is the meaning of `short`: as far as the letters go.

    If it `may_be_whole`, all of it is, although a word of it gives no letter.
    """
    lead_in = _LEAD_IN.match(text, begin, end)
    begin = lead_in.end() if lead_in else begin
    boundary = _BOUNDARY.search(text, begin, end)
    words = [*_WORD.finditer(text, begin, boundary.start() if boundary else end)][:_WORDS_AT_MOST]
    while words:
        spelt = {
            length: cost
            for length in range(1, len(words) + 1)
            if not _is_small(words[length - 1])
            and (cost := _spelling_cost(short, text, words[:length])) is not None
            and (not cost.unspelt or (may_be_whole and length == len(words)))
        }
        if spelt:
            length = len(words) if len(words) in spelt else min(spelt, key=lambda length: (spelt[length], -length))
            return _as_meaning(text, words[:length], "", short)
        if not _is_small(words[0]):
            break
        del words[0]
    return None


def _is_small(word: re.Match[str]) -> bool:
    return word[0].casefold() in _SMALL_WORDS


def _without_genitive(short: str) -> str:
    """The abbreviation without the s of a genitive: *BRNs*."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _as_meaning(text: str, words: Sequence[re.Match[str]], ending: str, short: str) -> _Meaning | None:
    """The words as a meaning; None where they are a person's name, or name the abbreviation itself."""
    if _may_be_a_person([word[0] for word in words]):
        return None
    written = text[words[0].start() : words[-1].end()] + ending
    meaning = " ".join(unicodedata.normalize("NFC", _QUOTATION_MARK.sub("", written)).split())
    if not 2 * len(short) <= len(meaning) <= LONGEST_MEANING or short.casefold() in meaning.casefold().split():
        return None
    is_genitive = _is_genitive(meaning.rpartition(" ")[2].casefold())
    return _Meaning(meaning[:-1] if is_genitive else meaning, words[-1].end())


def _is_genitive(word: str) -> bool:
    return len(word) > 6 and word.endswith("s") and not word.endswith("ss") and word_list.is_word(word[:-1])


def _may_be_a_person(words: Sequence[str]) -> bool:
    """Whether there are two to four names of which none is a longer Danish word, as an organisation's mostly is."""
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return False
    parts = [part for word in words for part in word.casefold().split("-")]
    return not any(len(part) >= 6 and word_list.is_word(part) and not _FOR_A_NAME.search(part) for part in parts)


def _spelling_cost(short: str, text: str, words: Sequence[re.Match[str]], ending: str = "") -> _SpellingCost | None:
    """What it takes to spell `short` with these words, the first of which must begin it; None if that is no meaning."""
    letters = short.rstrip("0123456789").casefold()
    figures = short[len(letters) :]
    if _ROMAN.fullmatch(short) or (short.islower() and word_list.is_word(short)):
        return None
    spelling_words = [word[0].casefold() for word in words]
    spelling_words[-1] += ending.casefold()
    if figures and not any(word.isdigit() and word.endswith(figures) for word in spelling_words):
        return None
    if spelling_words[0] in _SMALL_WORDS and words[0][0].islower():
        return None
    cost = _cheapest_spelling(letters, spelling_words, figures)
    if cost is None or letters[0] != spelling_words[0][0]:
        return None
    in_capitals_of_three = short.isupper() and len(letters) >= 3
    pairs = pairwise(words)
    has_comma = any("," in text[one.end() : other.start()] and not one[0].endswith("-") for one, other in pairs)
    unspelt_at_most = 1 if in_capitals_of_three and not cost.beyond_first and not has_comma else 0
    beyond_first_at_most = 0 if short.islower() else min(len(letters) // 2, len(letters) - 2)
    guessed_at_most = 1 if in_capitals_of_three else 0
    is_meaning = (
        cost.unspelt <= unspelt_at_most
        and cost.beyond_first <= beyond_first_at_most
        and cost.guessed <= guessed_at_most
    )
    return cost if is_meaning else None


def _cheapest_spelling(letters: str, words: Sequence[str], figures: str) -> _SpellingCost | None:
    """The least that spelling the letters with the words' beginnings costs; None if it cannot be done."""
    # By how many letters are spelt so far.
    costs = {0: _SpellingCost()}
    for number, word in enumerate(words):
        is_small = word in _SMALL_WORDS or bool(figures and word.isdigit() and word.endswith(figures))
        after: dict[int, _SpellingCost] = {}
        for spelt, cost in costs.items():
            further = {count: cost.plus(0, *more) for count, more in _letters_given_by(word, letters[spelt:]).items()}
            if number:
                further[0] = cost if is_small else cost.plus(unspelt=1)
            for count, total in further.items():
                after[spelt + count] = min(total, after.get(spelt + count, total))
        costs = after
    return costs.get(len(letters))


def _letters_given_by(word: str, letters: str) -> dict[int, tuple[int, int]]:
    """How many of the letters the word can give, with how many of them beyond the first ones and how many guesses."""
    found: dict[int, tuple[int, int]] = {}
    open_ends = [(0, 0, 0, 0)]
    starts = _part_starts(word)
    while open_ends:
        given, end, beyond_first, guessed = open_ends.pop()
        for start, is_guess in starts:
            if start < end or (start > 0) != (given > 0):
                continue
            for count in range(1, min(_LETTERS_OF_A_BEGINNING, len(letters) - given) + 1):
                if word[start : start + count] != letters[given : given + count]:
                    break
                more = (beyond_first + count - 1, guessed + is_guess)
                found[given + count] = min(more, found.get(given + count, more))
                open_ends.append((given + count, start + count, *more))
    return found


@lru_cache(maxsize=1024)
def _part_starts(word: str) -> tuple[tuple[int, bool], ...]:
    """Where the word and the parts of the compound begin, each with whether that is a guess."""
    starts: list[tuple[int, bool]] = []
    begin = 0
    for piece in word.split("-"):
        if piece:
            starts.append((begin, False))
        for place in range(3, len(piece) - 2):
            head, rest = piece[:place], piece[place:]
            known = (_may_stand_in_front(head), _may_stand_behind(rest))
            if all(known):
                starts.append((begin + place, False))
            elif any(known) and len(head) >= 4 and len(rest) >= 5:
                starts.append((begin + place, True))
        begin += len(piece) + 1
    return tuple(starts)


def _may_stand_in_front(head: str) -> bool:
    """Whether a compound may begin so: with a word, one and an s or e, or one whose e has become an s."""
    return (
        word_list.begins_compound(head)
        or word_list.is_word(head)
        or (head.endswith("s") and word_list.is_word(head[:-1] + "e"))
    )


def _may_stand_behind(rest: str) -> bool:
    """Whether a compound may end so. Of three letters only a few words count: most are endings (*interessen-ter*)."""
    return rest in _SHORT_LAST_PARTS if len(rest) == 3 else word_list.is_word(rest)
