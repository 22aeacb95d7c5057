"""What may stand in a query: the pattern of its units, and the months by name and number."""

import re
import unicodedata
from collections.abc import Iterator

from meetings.danish.dates import DATE, MONTH, MONTH_NAMES, MONTH_NUMBERS
from meetings.danish.lexemes import INVISIBLE
from meetings.danish.tokens import Token, tokenize

# What may stand before and after a phrase.
QUOTES = '"“”„‟«»″'

_CASE = r"sag(?:s?\s?nr\.?|snummer)?[\s.:-]*"
_CASE_NUMBER = rf"{_CASE}(?:(?P<year>[0-9]{{4}})[\s/-]+(?P<number>[0-9]{{2,}})|(?P<alone>[0-9]{{5,}}))(?![^\W_])"
_FIELD = r"(?:(?P<field>titel|beslutning|person|kommune|sag)\s?:\s?)"
_YEAR = "(?:19|20)[0-9]{2}"
_END = r"(?![\w.,/-]*\w)"
_UNIT = re.compile(
    r"(?P<either>(?<!\S)(?:eller|Eller|ELLER|OR)(?!\S)|\|)"
    rf"|(?P<minus>(?<!\S)[-−–])?(?i:{_FIELD})?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]"
    rf"|(?P<date>(?i:{DATE}))|(?P<month>(?i:{MONTH})\.?\s(?P<of_year>{_YEAR}){_END})"
    rf"|(?P<years>(?P<from_year>{_YEAR})(?:\s?[-–−]\s?|\s(?:til|-)\s)(?P<to_year>{_YEAR}){_END})"
    rf"|(?P<one_year>{_YEAR}{_END})"
    rf"|(?P<case>(?i:{_CASE_NUMBER}))|(?P<words>[^\W_][^\s|{QUOTES}]*))"
)
_DISTINCTIVE_CASE_NUMBER = re.compile(
    rf"{_CASE}(?P<year>[0-9]{{4}})[\s/-]+(?P<number>[0-9]{{2,}})|(?:{_CASE})?(?P<alone>[0-9]{{5,}})"
    rf"|(?P<bare>[0-9]{{4}}[\s/-]+(?!{_YEAR}$)[0-9]{{3,}})",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_UNWRITABLE = re.compile(f"[{INVISIBLE}\ud800-\udfff]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def query_units(text: str) -> Iterator[re.Match[str]]:
    """The units of a query in order, each with its groups by name; what is none is passed over."""
    return _UNIT.finditer(text)


def distinctive_case_number(text: str) -> str:
    """As much of a case number as tells it from most, in the form that cases have; '' for anything else."""
    match = _DISTINCTIVE_CASE_NUMBER.fullmatch(text.strip())
    if not match:
        return ""
    return match["alone"] or match["bare"] or f"SAG-{match['year']}-{match['number']}"


def clean_text(text: str) -> str:
    """The text in one form of Unicode, on one line, without what has no meaning or cannot be written."""
    text = unicodedata.normalize("NFC", _UNWRITABLE.sub("", text)).translate(_HYPHENS)
    return _SPACE.sub(" ", text).strip()


def shorten_text(text: str, length: int) -> str:
    """As many of its words as are no longer than that."""
    if len(text) <= length:
        return text
    whole_words, _, _ = text[: length + 1].rpartition(" ")
    return whole_words or text[:length]


def unit_text(unit: re.Match[str]) -> str:
    """The words of a unit that was taken for a date, a year or a case number."""
    return next(text for name in ("words", "date", "month", "years", "one_year", "case") if (text := unit[name]))


def joined_words(text: str) -> Iterator[list[Token]]:
    """The words of a text, each as the tokens that it consists of: *it-drift* has two, most words one."""
    tokens: list[Token] = []
    for token in tokenize(text):
        if tokens and token.start >= tokens[0].alias_end:
            yield tokens
            tokens = []
        tokens.append(token)
    if tokens:
        yield tokens


def month_name(number: int) -> str:
    """*juni* of 6."""
    return MONTH_NAMES[number - 1]


def month_number(text: str) -> int:
    """6 of *Juni*, and of *jun. 2025*."""
    return MONTH_NUMBERS[text.lower().split()[0].rstrip(".")]
