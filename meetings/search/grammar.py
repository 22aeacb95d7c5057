"""The grammar of queries: its units and their pattern, its text cleaned and cut to length."""

import re
from collections.abc import Iterator
from datetime import date

from meetings.danish.dates import DATE, MONTH, MONTH_NUMBERS, YEAR, parse_date
from meetings.danish.lexemes import normalize_unicode
from meetings.danish.municipalities import with_hyphens
from meetings.danish.tokens import ORDINALS, PARAGRAPH, PLAIN_HYPHENS, Token, tokenize

# The quotation marks that may stand before and after a phrase.
QUOTES = '"“”„‟«»″'

# What stands before a case's number, or the number that municipalities sort their cases by (KLE).
_NUMBER_OF = r"(?:[\s-]?(?:nr|no|nummer|id)\b\.?)"
_CASE = rf"(?:sags?{_NUMBER_OF}?|j(?:ournal)?\.?{_NUMBER_OF}|(?:esdh|acadre|kle){_NUMBER_OF}?)[\s.:-]*"
_YEAR_AND_NUMBER = r"(?P<year>[0-9]{4})[\s/-]+(?P<number>[0-9]{2,})"
# 24/10877, 479-2024-7731, 27.42.00-G01-5-25; no year alone.
_OTHER_NUMBER = rf"(?!{YEAR}(?![\w./-]*\w))(?:[A-Za-z]{{1,4}}-)?[0-9]+(?:[./-][A-Za-z]?[0-9]+)*"
_CASE_NUMBER = rf"{_CASE}(?:{_YEAR_AND_NUMBER}|(?P<alone>[0-9]{{5,}})|(?P<other>{_OTHER_NUMBER}))(?![./-]*[^\W_])"
_FIELD = r"(?:(?P<field>titel|beslutning|person|kommune|sag)\s?:\s?)"
_END = r"(?![\w.,/-]*\w)"
# 27.42.00-P20-0011: not the date that it begins like.
_KLE_CASE = r"[0-9]{2}(?:\.[0-9]{2}){2}-?[A-Za-zÆØÅæøå][0-9]{2}(?:-[0-9]+)*(?![^\W_])"
# A reading of a budget or a plan: *anden behandling*, *2. behandling*, *andenbehandlingen*.
_READING = rf"(?:(?P<figure>[1-3])\.\s?|(?P<ordinal>{'|'.join(ORDINALS)})\s?)behandling(?:en)?(?![\w*-])"
_UNIT = re.compile(
    r"(?P<either>(?<!\S)(?:eller|Eller|ELLER|OR)(?!\S)|\|)"
    rf"|(?P<minus>(?<!\S)[-−–])?(?i:{_FIELD})?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]"
    rf"|(?P<law>(?i:{PARAGRAPH}))|(?P<reading>(?i:{_READING}))|(?P<kle>{_KLE_CASE})|(?P<date>(?i:{DATE}))|(?P<month>(?i:{MONTH})\.?\s(?P<of_year>{YEAR}){_END})"
    rf"|(?P<years>(?P<from_year>{YEAR})(?:\s?[-–−]\s?|\s(?:til|-)\s)(?P<to_year>{YEAR}){_END})"
    rf"|(?P<one_year>{YEAR}{_END})"
    rf"|(?P<case>(?i:{_CASE_NUMBER}))|(?P<words>[^\W_][^\s|{QUOTES}]*))"
)
_KLE = r"[0-9]{2}(?:\.[0-9]{2}){2}(?:-?[A-Za-zÆØÅæøå][0-9]{2}(?:-[0-9]+)*)?"
_DISTINCTIVE_CASE_NUMBER = re.compile(
    rf"{_CASE}{_YEAR_AND_NUMBER}|(?:{_CASE})?(?:(?P<alone>[0-9]{{5,}})"
    rf"|(?P<bare>[0-9]{{2,4}}[\s/-]+(?!{YEAR}$)[0-9]{{3,}}|[0-9]{{2,4}}-[0-9]{{4}}-[0-9]{{2,}}|{_KLE}))",
    re.IGNORECASE,
)
_WITH_A_YEAR = re.compile(rf"(?P<year>(?:{YEAR}|[0-9]{{2}}))[\s/-]+(?P<number>(?!{YEAR}$)[0-9]{{3,}})")
_SHORT_DATE = re.compile(r"(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<two_figures>[0-9]{2})")
# Of function words alone: *bl.a.*, *m.v.*; letters of a name are capitals.
_DOTTED_ABBREVIATION = re.compile(r"(?:[a-zæøå]{1,3}\.){1,3}[a-zæøå]{1,4}\.?")
_OF_KLE = re.compile(r"(?P<subject>[0-9]{2}(?:\.[0-9]{2}){2})(?:-?(?P<aspect>[A-Za-zÆØÅæøå][0-9]{2}(?:-[0-9]+)*))?")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Halves of characters, which PostgreSQL does not take.
_SURROGATES = re.compile("[\ud800-\udfff]")


def query_units(text: str) -> Iterator[re.Match[str]]:
    """The units of a query in order: a word, a phrase, a date, a case number …, with or without a field.

    Each is a match whose groups say what it is: `either` (*eller*), `minus`, `field`, and one of `phrase`, `law`,
    `reading`, `kle`, `date`, `month`, `years`, `one_year`, `case` and `words`. What is no unit is passed over.
    """
    return _UNIT.finditer(text)


def distinctive_case_number(text: str) -> str:
    """A text that is a case number, or enough of one to tell it from most, as cases are written: *SAG-2025-03133*.

    '' for any other text.
    """
    match = _DISTINCTIVE_CASE_NUMBER.fullmatch(text.strip())
    if not match or (match["bare"] and parse_date(match["bare"])):
        return ""
    return match["alone"] or match["bare"] or f"SAG-{match['year']}-{match['number']}"


def short_date(text: str) -> date | None:
    """The day that is typed with a year of two figures, *22/10/25* or *5.3.24*; None for anything else."""
    match = _SHORT_DATE.fullmatch(text)
    return parse_date(f"{match['day']}.{match['month']}.20{match['two_figures']}") if match else None


def case_number_spellings(number: str) -> tuple[str, ...]:
    """The ways in which a case number may be written, its year in four figures or two.

    A number of the KLE is written with a hyphen before its letter and without: *27.42.00-P20*, *27.42.00P20*. Just
    the number itself where it is neither.
    """
    of_kle = _OF_KLE.fullmatch(number.strip())
    if of_kle and of_kle["aspect"]:
        return f"{of_kle['subject']}-{of_kle['aspect']}", f"{of_kle['subject']}{of_kle['aspect']}"
    match = _WITH_A_YEAR.fullmatch(number.strip())
    if not match:
        return (number,)
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return f"{year}/{match['number']}", f"{year[2:]}/{match['number']}"


def is_kle_subject(text: str) -> bool:
    """Whether a text is a subject of the KLE, whatever follows it in a case's number: *27.42.00*."""
    match = _OF_KLE.fullmatch(text.strip())
    return match is not None and match["aspect"] is None


def is_dotted_abbreviation(text: str) -> bool:
    """Whether a text is short for words that say nothing: *bl.a.*"""
    return _DOTTED_ABBREVIATION.fullmatch(text) is not None


def clean_text(text: str) -> str:
    """The text in one form of Unicode, on one line, without what has no meaning or cannot be written.

    Municipalities have their hyphen: *Ikast Brande* is one name.
    """
    text = normalize_unicode(_SURROGATES.sub("", text)).translate(PLAIN_HYPHENS)
    return with_hyphens(_SPACE.sub(" ", text).strip())


def shorten_text(text: str, length: int) -> str:
    """The text, or as many of its first words as `length` characters have room for."""
    if len(text) <= length:
        return text
    whole_words, _, _ = text[: length + 1].rpartition(" ")
    return whole_words or text[:length]


def unit_text(unit: re.Match[str]) -> str:
    """What was typed as a unit, whatever it was taken for, without its field and minus; not for phrases."""
    return next(
        text
        for name in ("words", "law", "reading", "kle", "date", "month", "years", "one_year", "case")
        if (text := unit[name])
    )


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


def month_number(text: str) -> int:
    """The number, 1 to 12, of the month that a `month` unit begins with: 6 of *Juni*, and of *jun. 2025*."""
    return MONTH_NUMBERS[text.lower().split()[0].rstrip(".")]
