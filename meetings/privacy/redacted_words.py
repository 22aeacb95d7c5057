"""Words that are taken out wherever they stand, known by keyed digests alone.

Of the words themselves nothing is kept: a text is cut into windows of neighbouring words, each written as its letters
and figures alone, and a window whose keyed digest is known is taken out. So the words are met in whatever way they are
written: in capitals, broken over a line or a page, in the cells of a table, in an address, in the genitive.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from meetings.danish.omitted import OMITTED

# What stands where the words stood where a document is read: a list of participants takes it for somebody's name.
OMITTED_NAME = "Udeladt Navn"
# The same (danish.omitted.OMITTED) in addresses and names of files.
OMITTED_SLUG = "udeladt"
# Fewer letters and figures than this are in too much else.
SHORTEST_WORDS = 3

# A word, or the digits of a number: what is written together in »cpr0101901234« is two.
# An accent may stand apart from its letter.
_PART = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+|\\d+")
_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "ß": "ss", "ð": "d"})
# Denmark's code before the eight digits of a telephone number: with and without it the number is the same one.
_COUNTRY_CODE = re.compile(r"(?:00)?45(?=\d{8}\Z)")
# By so many letters and figures what is taken out may be longer than the words: the code, or the genitive's s.
LONGEST_ADDITION = len("0045")
# Between two strings of a list, which are read on from one to the next.
CELL_BREAK = "\x1f"


@dataclass(frozen=True)
class WordsDigest:
    """Words that are taken out: how many letters and figures they have, and their keyed digest in hexadecimal."""

    length: int
    digest: str


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    letters: str


def plain_letters(words: str) -> str:
    """The letters and figures of the words, small, as they are compared: »Søren Bæk-Lund« is `soerenbaeklund`."""
    small = unicodedata.normalize("NFKC", words).casefold().translate(_SPELLINGS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if sign.isalnum())


def compared_letters(words: str) -> str:
    """The same of words that are taken out, of a telephone number without the country's code."""
    return _without_code(plain_letters(words))


def _without_code(letters: str) -> str:
    return _COUNTRY_CODE.sub("", letters, count=1)


def digest_of_words(words: str, key: str) -> WordsDigest:
    """The digest of words under the archive's key. Raises ValueError for words that are too short to be taken out."""
    letters = compared_letters(words)
    if len(letters) < SHORTEST_WORDS:
        raise ValueError(f"fewer than {SHORTEST_WORDS} letters and figures")
    return WordsDigest(len(letters), digest_of_letters(letters, key))


def digest_of_letters(letters: str, key: str) -> str:
    """The keyed digest (HMAC with SHA-256) of letters as `plain_letters` gives them."""
    return hmac.digest(key.encode(), letters.encode(), hashlib.sha256).hex()


@dataclass(frozen=True)
class RedactedWords:
    """Finds and takes out words by their digests under `key`."""

    digests: frozenset[WordsDigest]
    key: str

    def __bool__(self) -> bool:
        return bool(self.digests)

    def with_phrase(self, phrase: str) -> "RedactedWords":
        """The same, and these words too."""
        return RedactedWords(self.digests | {digest_of_words(phrase, self.key)}, self.key)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand in the text, from start to end, none within another, in reading order.

        The genitive's s belongs to them: »Bo Linds«, »Bo Lind's«.
        """
        if not self.digests or not text:
            return []
        parts = _parts(text)
        found: list[tuple[int, int]] = []
        position = 0
        while position < len(parts):
            last = self._last_part(parts, position)
            if last is None:
                position += 1
                continue
            found.append((parts[position].start, parts[last].end))
            position = last + 1
        return found

    def redacted(self, text: str) -> str:
        """The text with »[udeladt]« in the words' place."""
        return self._replaced(text, CELL_BREAK)

    def redacted_pages(self, text: str) -> str:
        """The same of the text of pages: its lines and pages are as many as before, as places are told by them."""
        return self._replaced(text, CELL_BREAK + "\n\r\f")

    def _replaced(self, text: str, kept_signs: str) -> str:
        pieces, position = [], 0
        for start, end in self.spans(text):
            kept = "".join(sign for sign in text[start:end] if sign in kept_signs)
            pieces += [text[position:start], OMITTED, kept]
            # What went on within a line begins one now.
            position = end + 1 if kept and text[end : end + 1] == " " else end
        return "".join([*pieces, text[position:]])

    def redacted_list(self, texts: Sequence[str]) -> list[str]:
        """The same of texts that follow one another, as the cells of a row do: words may begin in one and end in the
        next."""
        return self.redacted(CELL_BREAK.join(texts)).split(CELL_BREAK)

    def _last_part(self, parts: Sequence[_Part], first: int) -> int | None:
        """The last part of the longest of the words that begin at `first`; None where none do."""
        letters, last = "", None
        for position in range(first, len(parts)):
            letters += parts[position].letters
            if len(letters) > self._longest + LONGEST_ADDITION:
                break
            if self._is_redacted(letters):
                last = position
        return last

    def _is_redacted(self, letters: str) -> bool:
        if self._is_known(letters) or (letters.endswith("s") and self._is_known(letters[:-1])):
            return True
        number = _without_code(letters)
        return number != letters and self._is_known(number)

    def _is_known(self, letters: str) -> bool:
        digests = self._by_length.get(len(letters))
        return digests is not None and digest_of_letters(letters, self.key) in digests

    @cached_property
    def _by_length(self) -> dict[int, frozenset[str]]:
        lengths = {known.length for known in self.digests}
        return {length: frozenset(one.digest for one in self.digests if one.length == length) for length in lengths}

    @cached_property
    def _longest(self) -> int:
        return max(self._by_length, default=0)


NO_WORDS = RedactedWords(frozenset(), "")


def search_pattern(phrases: Iterable[str]) -> str:
    """A regular expression of PostgreSQL for texts and JSON, normalized by NFKD, in which a phrase may stand.

    It finds more than is taken out, and misses nothing: what it finds is looked at by `RedactedWords`.
    """
    return "|".join(_pattern_of_letters(compared_letters(phrase)) for phrase in phrases)


# The ways to write letters that `_SPELLINGS` makes two of, without their marks. Both cases are written out: which
# letters are a pair depends on the database's locale.
_WRITTEN = {"ae": "[æÆ]|[aA]\u0308", "oe": "[øØ]|[oO]\u0308", "aa": "[aA]\u030a", "ss": "[ßẞ]"}
# What may stand between two letters: marks, signs, blanks and ends of lines, also as JSON writes them.
_BETWEEN = r"(?:[\W_\u0300-\u036f]|\\[nrtfbu]|\\u[0-9a-f]{4})*"


def _pattern_of_letters(letters: str) -> str:
    return _BETWEEN.join(_letters_as_written(letters))


def _letters_as_written(letters: str) -> Iterator[str]:
    position = 0
    while position < len(letters):
        pair = letters[position : position + 2]
        if pair in _WRITTEN:
            first, second = (_either_case(letter) for letter in pair)
            yield f"(?:{_WRITTEN[pair]}|{first}{_BETWEEN}{second})"
            position += 2
        else:
            yield _either_case(letters[position])
            position += 1


def _either_case(letter: str) -> str:
    written = letter + "ð" if letter == "d" else letter
    return f"[{''.join(dict.fromkeys(written + written.upper()))}]"


def _parts(text: str) -> list[_Part]:
    """The words and numbers of the text, with what they are compared by; an invisible mark parts none."""
    parts: list[_Part] = []
    for match in _PART.finditer(text):
        letters = plain_letters(match.group())
        if letters:
            parts.append(_Part(match.start(), match.end(), letters))
    return parts
