"""What a reader would take for the council or the day of a document that names neither as others do.

A body that is called by no kind of body (»Generalforsamling«, »Arbejdsgruppen for havnen«), the organisation alone
whose minutes these are, and a day whose year stands elsewhere. Each is told of by a warning.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from meetings.danish import dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.councils import council_name, kind_of_body, kkr_names

# The lines at a document's beginning in which it says what it is.
_MOST_LINES = 25
_PART = r"[A-ZÆØÅ][\w’-]*"
_OWNER = rf"(?: (?P<joint>for|i|af|på|ved|hos) (?P<owner>(?!(?:Den|Kl)\b){_PART}(?: (?:(?:og|&) )?{_PART}){{0,4}}))?"
_GROUP = re.compile(
    r"(?<![\w-])(?P<name>(?:(?!møde)[A-ZÆØÅa-zæøå][a-zæøå]{2,30})?(?i:(?:arbejds|projekt|følge|leder|bruger|koordinations|"
    r"fag|ad hoc-|kontakt|tænke|bruger|interessent|general|afdelings|bolig|lands|års|repræsentant|beboer|borger|"
    r"unge|ældre|ekspert)(?:gruppe|forsamling|panel|team|kreds)|direktion|ledergruppe|partnerskab|formandskab)"
    rf"(?:en|et|n)?)(?:s?møde[t]?)?(?![\w-]){_OWNER}"
)
_MEETING = re.compile(
    r"(?<![\w-])(?P<name>(?i:(?:afdelings|beboer|borger|personale|dialog|års|fælles|leder|formands|medlems|menigheds|"
    r"forældre|delegeret|kontakt|kredsmøde|lodsejer|bruger|pårørende)))(?:møde[t]?)(?![\w-])"
    rf"{_OWNER}"
)
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_PART} (?:(?:og|&|-|–) ?)?){{0,4}}?(?:[A-ZÆØÅ][\w-]*?|(?=[A-ZÆØÅ]))"
    r"(?:(?i:vandværk|varmeværk|fjernvarme|skolen?|gymnasium|museum|museet|forening(?:en)?|laug(?:et)?|fonden|havn|"
    r"forsyning|forbrænding|plejehjem|børnehave|sogn|provsti|stift|bibliotek|boligselskab(?:et)?|kirke)"
    rf"(?:(?<=gen|bet|get) {_PART}(?: {_PART})?)?"
    r"(?: (?:I/S|A/S|ApS|A\.?m\.?b\.?a\.?))?|[\w-]+ (?:I/S|A/S|ApS|A\.?m\.?b\.?a\.?)))(?![\w-])",
)
# A body by its letters, where the meeting's agenda or day is told: »Godkendelse af dagsorden for ØU den 7. maj 2021«.
_LETTERS = re.compile(
    r"(?i:\b(?:dagsorden(?:en)?|referat(?:et)?|møde[t]?) (?:for|i|fra|til)) "
    r"(?P<letters>(?!KKR\b)[A-ZÆØÅ]{2,5}) (?:den |d\. )?\d"
)
_BY_LETTERS = {"ØU": "Økonomiudvalget", "KB": "Kommunalbestyrelsen", "BR": "Borgerrepræsentationen"}
_YEAR = re.compile(rf"(?<![\d./-]){dates.YEAR}(?![\d./-])")
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_IS_DAY = re.compile(r"^\W*(?:(?:den|d\.) )?[\d./ -]{6,10}\W*$")


def guessed_council(lines: Sequence[Line], municipality: str) -> str:
    """The body, the meeting or the organisation that a document's first lines name; '' if none does.

    `municipality` is the one that the cover names, or ''.
    """
    titles = [line.text for line in lines[:_MOST_LINES] if _may_be_title(line.text)]
    organisation = next(filter(None, map(_organisation_in, titles)), "")
    for text in titles:
        if kkr_names(text) or re.search(r"\bKKR\b", text):
            return ""
        named = kind_of_body(text) or _named(_GROUP, text) or _named(_MEETING, text)
        if named:
            return named if " for " in named else council_name(named, organisation or municipality)
    if letters := next(filter(None, (_LETTERS.search(line.text) for line in lines[:_MOST_LINES])), None):
        return council_name(_BY_LETTERS.get(letters["letters"], letters["letters"]), organisation or municipality)
    return organisation


def guessed_day(before: Sequence[Line]) -> date | None:
    """The day that the lines above the first item say in two figures for the year, or without the year beside it."""
    short = (line.text for line in before[:_MOST_LINES] if _IS_DAY.match(line.text))
    alone = (written.day for text in short for written in dates.written_dates(text, with_short_years=True))
    if day := next(filter(None, alone), None):
        return day
    texts = [line.text for line in before[:_MOST_LINES]]
    years = {int(match.group()) for text in texts for match in _YEAR.finditer(text)}
    return next((day for text in texts for day in _days_of_years(text, years)), None)


def _days_of_years(text: str, years: set[int]) -> Iterator[date]:
    """The day of a line in the only one of the years in which it is, or is on the weekday that stands beside it."""
    weekday = _WEEKDAY.search(text)
    days = [day for year in sorted(years) if (day := dates.first_date(text, date(year, 7, 1)))]
    if weekday:
        days = [day for day in days if _WEEKDAYS[day.weekday()] == weekday.group().casefold()]
    if len(days) == 1:
        yield days[0]


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= words.LONGEST_TITLE
        and text[:1].isupper()
        and not (text.endswith((".", ",", ":")) and not text.endswith("b.a."))
    )


def _named(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        return ""
    is_meeting = pattern is _MEETING
    name = match["name"][:1].upper() + match["name"][1:] + ("mødet" if is_meeting else "")
    if not is_meeting and not name.endswith(("en", "et")):
        name += (
            "et" if name.endswith(("panel", "team", "partnerskab", "formandskab")) else "n" if name[-1] == "e" else "en"
        )
    is_town = match["owner"] and match["owner"].endswith("Kommune") and match["joint"] in {"i", "på"}
    return f"{name} for {match['owner']}" if match["owner"] and not is_town else name


def _organisation_in(text: str) -> str:
    match = _ORGANISATION.search(text) if not words.AT_ADDRESS.match(text) and ":" not in text else None
    return match["name"].strip() if match and match["name"][:1].isupper() else ""
