"""What a reader would take for the council or the day of a document that names neither as others do.

A body that is called by no kind of body (»Generalforsamling«, »Arbejdsgruppen for havnen«), the organisation alone
whose minutes these are, and a day whose year stands elsewhere. Each is told of by a warning.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from meetings.danish import dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.body_forms import spelled_as_meant
from meetings.parsing.structure.councils import body_name, council_name, kind_of_body, kkr_names

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
    r"(?i:\b(?:dagsorden(?:en)?|referat(?:et)?|møde[t]?) (?:for|i|fra|til|af)) "
    r"(?P<letters>(?!KKR\b)[A-ZÆØÅ]{2,8})(?:[- ]?(?i:møde[t]?))? (?:den |d\. )?\d"
)
_BY_LETTERS = {"ØU": "Økonomiudvalget", "KB": "Kommunalbestyrelsen", "BR": "Borgerrepræsentationen"}
# What is recommended to a body: »at Havneudvalget tager orienteringen til efterretning«.
_RECOMMENDED_TO = re.compile(
    r"^(?:\W*(?:\d\.\s*)?at |.{3,60} indstiller(?: til|, at|,? over for)? )(?P<body>[A-ZÆØÅ].{3,80}?)"
    r"(?:,? at\b.*|,| (?:tager|godkender|drøfter|beslutter|anbefaler|tiltræder|udpeger|vælger)\b.*)$|"
    r"^(?P<told>[A-ZÆØÅ][\w -]{3,60}) (?:orienteres|skal tage stilling|forelægges|bedes)\b"
)
_FEWEST_TOLD = 2
# A KKR, and not who serves it: »Eva Holk, KKR-sekretariatet«.
_OF_SOME_KKR = re.compile(r"(?<!, )\bKKR\b(?!-)")
_YEAR = re.compile(rf"(?<![\d./-]){dates.YEAR}(?![\d./-])")
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_IS_DAY = re.compile(r"^\W*(?:(?:den|d\.) )?[\d./ -]{6,10}\W*$")


def guessed_council(lines: Sequence[Line], municipality: str) -> str:
    """The body, the meeting or the organisation that a document's first lines name; '' if none does.

    `municipality` is the one that the cover names, or ''.
    """
    titles = [spelled_as_meant(line.text) for line in lines[:_MOST_LINES] if _may_be_title(line.text)]
    organisation = next(filter(None, map(_organisation_in, titles)), "")
    for text in titles:
        if kkr_names(text) or _OF_SOME_KKR.search(text):
            return ""
        named = kind_of_body(text) or _named(_GROUP, text) or _named(_MEETING, text)
        if named:
            return named if " for " in named else council_name(named, organisation or municipality)
    if letters := next(filter(None, (_LETTERS.search(line.text) for line in lines[:_MOST_LINES])), None):
        return council_name(_BY_LETTERS.get(letters["letters"], letters["letters"]), organisation or municipality)
    return organisation or council_name(_body_recommended_to(lines), municipality)


def _body_recommended_to(lines: Sequence[Line]) -> str:
    """The body that most recommendations are made to: »at Havneudvalget godkender planen«; '' where no two are."""
    told = (match["body"] or match["told"] for line in lines if (match := _RECOMMENDED_TO.match(line.text)))
    named = Counter(body for text in told if (body := body_name(text)))
    body = max(named, key=lambda name: named[name], default="")
    return body if named[body] >= _FEWEST_TOLD else ""


def guessed_day(before: Sequence[Line]) -> date | None:
    """The day that the lines above the first item say in two figures for the year, or without the year beside it."""
    texts = [line.text for line in before[:_MOST_LINES]]
    short = (text for text in texts if _IS_DAY.match(text))
    alone = (written.day for text in short for written in dates.written_dates(text, with_short_years=True))
    if day := next(filter(None, alone), None):
        return day
    years = {int(match.group()) for text in texts for match in _YEAR.finditer(text)}
    of_years = (day for text in texts for day in _days_of_years(text, years))
    return next(of_years, None) or next(filter(None, map(_day_closed_up, texts)), None)


def day_with_year_first(day: date, lines: Sequence[Line]) -> date:
    """The day of a cover; one in two figures for the year is read from the year on, where that is the document's year
    and the other is named nowhere: »25.08.27« in minutes of 2025.
    """
    read = f"{day:%d.%m.%y}".split(".")
    is_so_written = any(dates.LETTERS_OR_DIGITS.findall(text) == read for text in _short_days(lines))
    if not is_so_written:
        return day
    years = {int(match.group()) for line in lines for match in _YEAR.finditer(line.text)}
    other = dates.parse_date(f"{read[2]}.{read[1]}.{read[0]}")
    return other if other and other.year in years and day.year not in years else day


def _short_days(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines[:_MOST_LINES]:
        yield from (match.group() for match in dates.DATE_OF_SHORT_YEAR.finditer(line.text))


def _day_closed_up(text: str) -> date | None:
    """The day in eight figures, the year first, of a line that says of what it is: »Mødedato: 20251002«."""
    match = dates.DATE_YEAR_FIRST.search(text)
    is_told = words.DATE.match(text) or words.KIND.search(text) or words.OF_MEETING.search(text) or _IS_DAY.match(text)
    return dates.parse_date(match.group()) if match and is_told else None


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
