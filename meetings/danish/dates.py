"""Dates as Danish writes them, in words and in figures."""

import re
from datetime import date, timedelta

MONTHS = {
    "januar": 1,
    "februar": 2,
    "marts": 3,
    "april": 4,
    "maj": 5,
    "juni": 6,
    "juli": 7,
    "august": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}


MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))


DATE_IN_WORDS = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.\s*(?P<month>{MONTH})\b\.?(?:\s+(?P<year>(?:19|20)\d{{2}})\b)?", re.IGNORECASE
)


DATE_IN_FIGURES = re.compile(r"\b(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>(?:19|20)\d{2})\b")


_ENUMERATION = re.compile(r"^(?:,|og|samt|den|d\.|\s)*$")


_DIGIT = re.compile(r"\d")


def first_date(text: str, near: date | None = None) -> date | None:
    """The first whole date in a text; one without a year only counts when `near` tells which."""
    if match := DATE_IN_FIGURES.search(text):
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return next((day for _, _, day in _dates(text, near)), None)


def _dates(text: str, near: date | None) -> list[tuple[int, int, date]]:
    """The dates in words and figures, each with where it starts and ends.

    A year counts for the dates enumerated before it.
    """
    found: list[tuple[int, int, date]] = []
    if not _DIGIT.search(text):
        return found
    year_of_next, start_of_next = "", 0
    for match in reversed(list(DATE_IN_WORDS.finditer(text))):
        is_enumerated = year_of_next and _ENUMERATION.match(text[match.end() : start_of_next])
        year = match["year"] or (year_of_next if is_enumerated else "")
        month, day = MONTHS[match["month"].lower()], int(match["day"])
        if year:
            whole = _date(int(year), month, day)
        else:
            whole = _without_year(month, day, near) if near else None
        if whole:
            found.append((match.start(), match.end(), whole))
        year_of_next, start_of_next = year, match.start()
    for match in DATE_IN_FIGURES.finditer(text):
        if whole := _date(int(match["year"]), int(match["month"]), int(match["day"])):
            found.append((match.start(), match.end(), whole))
    return sorted(found)


def _without_year(month: int, day: int, near: date) -> date | None:
    """A date in the year of `near`, or in the next or last where that is less than four months away."""
    for year in (near.year - 1, near.year + 1):
        found = _date(year, month, day)
        if found and abs(found - near) < timedelta(days=122):
            return found
    return _date(near.year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
