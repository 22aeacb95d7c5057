"""Dates as Danish writes them: the names of the months, and dates in words and figures read from texts and queries."""

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTH_NAMES = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_ABBREVIATED = (
    *(("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8)),
    *(("sep", 9), ("sept", 9), ("okt", 10), ("nov", 11), ("dec", 12)),
)
# The number of each month, 1 to 12, by its name and its abbreviations in small letters, without a point.
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)} | dict(_ABBREVIATED)

# Fragments of regular expressions without groups. A month by name or abbreviation, the longest first:
MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
YEAR = "(?:19|20)[0-9]{2}"
# What looks like a whole date in any form that people type, for search; there need be no such day.
DATE = (
    rf"(?:[0-9]{{1,2}}\.?\s?(?:{MONTH})\.?,?\s?{YEAR}"
    rf"|[0-9]{{1,2}}[./-]\s?[0-9]{{1,2}}[./\s-]\s?{YEAR}"
    r"|[0-9]{2}\.[0-9]{2}\.[0-9]{2}|[0-9]{2}-[0-9]{2}-[0-9]{2}"
    rf"|{YEAR}-[0-9]{{2}}-[0-9]{{2}}|{YEAR}[0-9]{{4}})(?![^\W_])"
)
LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|[0-9]+")

# Dates in the forms that documents are written in, where the year may be left out (»den 14. juni«). Between day and
# month stands a point, a hyphen, or nothing (»9 november, 2023«, »15-maj-2023«). A pattern that begins with a figure is
# looked for at figures alone; that none stands before it is seen there.
DATE_IN_WORDS = re.compile(
    rf"(?P<day>\d(?<!\w\d)\d?)(?:ste|de|te|die)?(?:\.\s*|\s?[-/]\s?|\s+)(?P<month>{MONTH})\b\.?(?:(?:,\s*|[-/]|\s+(?:år\s+)?|(?<=\.))(?P<year>{YEAR})\b)?",
    re.IGNORECASE,
)
# Not within a longer number, as a case's: »02.13-03-2024«.
_STARTS = r"(?<!\d)(?<!\d[./-])"
DATE_IN_FIGURES = re.compile(
    rf"{_STARTS}(?:(?P<day>\d{{1,2}})(?:[./]\s?|[-–])(?P<month>\d{{1,2}})(?:[./]\s?|[-–]|\s)(?P<year>{YEAR})"
    rf"|(?P<iso_year>{YEAR})(?P<iso_sign>[-./])(?P<iso_month>\d{{2}})(?P=iso_sign)(?P<iso_day>\d{{2}}))(?![\d/-])(?!\.\d)"
)
# Years in two figures look like subjects of the KLE (»27.03.24«), so they count where nothing but a day can stand.
DATE_OF_SHORT_YEAR = re.compile(
    rf"{_STARTS}(?P<day>\d{{1,2}})(?:[./]\s?|-)(?P<month>\d{{1,2}})(?:[./]\s?|-|\s)(?P<year>\d{{2}})(?![\d/:-])(?!\.\d)"
)
# Forms that only those few write who tell of a day beside its label: »23 maj 18«, »02/okt/25«, »04 03 2024«.
DATE_BY_LABEL = re.compile(
    rf"{_STARTS}(?:(?P<day>\d{{1,2}})(?:\.? ?|[/-])(?P<month>{MONTH})(?:\.? ?|[/-])[’']?(?P<year>\d{{2}})"
    r"(?![\d/-])(?![.:]\d)"
    rf"|(?P<iso_day>\d{{1,2}}) (?P<iso_month>\d{{1,2}}) (?P<iso_year>{YEAR})(?![\d/-]))",
    re.IGNORECASE,
)
# The month in Roman figures: »2.X.2025«, »14/IX 2024«.
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DATE_IN_ROMAN = re.compile(
    rf"{_STARTS}(?P<day>\d{{1,2}})(?:\.\s?|\s?[/-]\s?)(?P<month>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
    rf"(?:\.\s?|\s?[/-]\s?|\s)(?P<year>{YEAR})(?!\d)"
)
# The figures of a day without anything between, the year first: »20251002«.
DATE_YEAR_FIRST = re.compile(rf"(?<![\w./-])(?P<year>{YEAR})(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\w/-])")
# A day without spaces, as a name of a file has it: »20MAR13«, »20mar2013«.
DATE_CLOSED_UP = re.compile(
    rf"(?<![^\W_])(?P<day>\d{{1,2}})(?P<month>{MONTH})(?P<year>{YEAR}|\d{{2}})(?![^\W_])(?![.:]\d)", re.IGNORECASE
)
# The names of the months that a web page made in English puts into a Danish text: »April 3, 2019«, »26. January 2021«.
_ENGLISH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ENGLISH = MONTH_NUMBERS | {name: number for number, name in enumerate(_ENGLISH_NAMES, start=1)}
_ENGLISH_MONTH = "|".join(_ENGLISH_NAMES)
DATE_IN_ENGLISH = re.compile(
    rf"\b(?:(?P<month>{_ENGLISH_MONTH}|{'|'.join(MONTH_NAMES)}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )"
    rf"(?P<year>{YEAR})"
    rf"|(?P<iso_day>\d{{1,2}})(?:\.|st|nd|rd|th)? (?:of )?(?P<iso_month>{_ENGLISH_MONTH}),? (?P<iso_year>{YEAR}))\b",
    re.IGNORECASE,
)
# What stands before the last day of several (»13.-14. marts 2024«).
_FIRST_OF_SEVERAL = re.compile(
    r"(?<!\d)(?<!\bnr )(?<!\bnr\. )(?<!\bnr\.)(?P<day>\d{1,2})\.?\s?(?:[-–—/]|og|til)\s?(?:den |d\. )?$"
)
# In characters, the most that stands so.
_LONGEST_FIRST = 16
_BETWEEN_ENUMERATED = re.compile(r"^(?:,|og|samt|den|d\.|\s)*$")
_DIGIT = re.compile(r"\d")
# A date without a year is in the year that puts it less than so far, a third of a year, from the meeting's day.
_NEAR = timedelta(days=122)


class WrittenDate(NamedTuple):
    """Words that say a whole date, where they start and end, and their day: None where there is no such day."""

    start: int
    end: int
    text: str
    day: date | None


class DateInText(NamedTuple):
    """A day, and the character offsets at which the words for it start and end."""

    start: int
    end: int
    day: date


def written_day(day: date) -> str:
    """The day as Danish writes it: »6. juni 2025«."""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def parse_date(text: str) -> date | None:
    """The day that a text in one of the forms of `DATE` names, None if there is no such day.

    Two figures for the year are one of this century.
    """
    parts = LETTERS_OR_DIGITS.findall(text.lower())
    if len(parts) == 1:
        parts = [text[:4], text[4:6], text[6:]]
    if len(parts[0]) == 4:
        parts.reverse()
    try:
        day, month, year = parts
        century = "20" if len(year) == 2 else ""
        return date(int(century + year), MONTH_NUMBERS.get(month) or int(month), int(day))
    except ValueError:
        return None


def first_date(text: str, near: date | None = None) -> date | None:
    """The first whole date in a text, one in figures before one in words; None where there is none.

    A date without a year only counts when `near` tells which.
    """
    if match := DATE_IN_FIGURES.search(text):
        return _day_in_figures(match)
    return next((written.day for written in dates_in(text, near)), None)


def dates_in(text: str, near: date | None) -> list[DateInText]:
    """The dates of a text in words and figures, in order.

    A year counts for the dates enumerated before it (»den 14. og 15. juni 2024«); a date without any is that nearest
    to `near`, or left out where `near` is None.
    """
    found: list[DateInText] = []
    if not _DIGIT.search(text):
        return found
    year_of_next, start_of_next = "", 0
    for match in reversed(list(DATE_IN_WORDS.finditer(text))):
        is_listed_with_next = year_of_next and is_between_enumerated(text[match.end() : start_of_next])
        year = match["year"] or (year_of_next if is_listed_with_next else "")
        month, day = MONTH_NUMBERS[match["month"].lower()], int(match["day"])
        if year:
            whole = _existing_day(int(year), month, day)
        else:
            whole = _nearest(month, day, near) if near else None
        if whole:
            found.append(DateInText(match.start(), match.end(), whole))
        year_of_next, start_of_next = year, match.start()
    for match in DATE_IN_FIGURES.finditer(text):
        if whole := _day_in_figures(match):
            found.append(DateInText(match.start(), match.end(), whole))
    return sorted(found)


def written_dates(text: str, *, with_short_years: bool = False) -> list[WrittenDate]:
    """The whole dates of a text in order, impossible ones too; of several days that a meeting lasts, the first.

    With `with_short_years` those count that write their year in two figures.
    """
    if not _DIGIT.search(text):
        return []
    found: dict[int, WrittenDate] = {}
    for pattern in (
        DATE_IN_FIGURES,
        DATE_IN_WORDS,
        DATE_IN_ENGLISH,
        DATE_IN_ROMAN,
        DATE_CLOSED_UP,
        *((DATE_OF_SHORT_YEAR, DATE_BY_LABEL) if with_short_years else ()),
    ):
        for match in pattern.finditer(text):
            if pattern is DATE_IN_WORDS and not match["year"]:
                continue
            year, month, last = _year_month_and_day(match)
            before = _FIRST_OF_SEVERAL.search(text[max(0, match.start() - _LONGEST_FIRST) : match.start()])
            day = before["day"] if before else last
            start = match.start() - (len(before.group()) if before else 0)
            found.setdefault(
                start, WrittenDate(start, match.end(), text[start : match.end()], _existing_day(year, month, int(day)))
            )
    return [found[start] for start in sorted(found)]


def _day_in_figures(match: re.Match[str]) -> date | None:
    year, month, day = _year_month_and_day(match)
    return _existing_day(year, month, int(day))


def _year_month_and_day(match: re.Match[str]) -> tuple[int, int, str]:
    """What a match of one of the patterns of dates says; a year of two figures is one of this century."""
    groups = match.groupdict()
    year = groups["year"] or groups["iso_year"]
    month, day = groups["month"] or groups["iso_month"], groups["day"] or groups["iso_day"]
    named = _ENGLISH.get(month.lower()) or (_ROMAN.index(month) + 1 if month in _ROMAN else None)
    return int(year) + (2000 if len(year) == 2 else 0), named or int(month), day


def is_between_enumerated(text: str) -> bool:
    """Whether a text is what stands between two dates of one enumeration: a comma, »og«, »samt den«."""
    return _BETWEEN_ENUMERATED.match(text) is not None


def _nearest(month: int, day: int, near: date) -> date | None:
    """A date in the year of `near`, or in the next or last where that is less than four months away."""
    for year in (near.year - 1, near.year + 1):
        found = _existing_day(year, month, day)
        if found and abs(found - near) < _NEAR:
            return found
    return _existing_day(near.year, month, day)


def _existing_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_span(first: int, last: int) -> str:
    """»2021«, or »2021–2026« where the years differ."""
    return str(first) if first == last else f"{first}–{last}"
