"""Which council met, and when, by the headings of its decisions: the only place where some minutes say it.

»Beslutning i Folkeoplysningsudvalget (22-25) den 27-02-2025«, »Økonomiudvalgets beslutning i mødet den 7. marts 2025«;
beside them the headings of those absent, and what the first item says of the meeting.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from meetings.danish.dates import written_dates
from meetings.parsing.lines.line import Line, texts_below
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.councils import body_name
from meetings.parsing.structure.decision_lines import decision_heading

# In characters: a longer line is no heading.
_LONGEST = 160
_DIGIT = re.compile(r"\d")
_DECIDES = re.compile(
    r"^(?:\W*)(?:Beslutning|Behandl|Afgørelse|Konklusion|Vedtagelse|(?:Fraværende|Afbud) (?:i|fra|på) )|\bbeslutning\b",
    re.IGNORECASE,
)
_OPENS_WITH_BODY = re.compile(
    r"^[A-ZÆØÅ§].{0,80}?(?: den|,| d\.|,? møde[t]?(?: den| d\.)?)\s*(?:\w+dag,? )?(?:den |d\. )?\d"
)
# The meeting itself, as the item says that approves the agenda: »dagsordenen for dagens møde i Teknisk Udvalg«.
_TODAY = re.compile(r"\b(?:dagens|dette|nærværende) møde (?:i|af|for) (?P<body>.{4,120})$")
_ENDS_AS_HEADING = re.compile(r"(?::|\b(?:pkt|punkt|sag)\.? ?(?:nr\.? ?)?\d{1,4}\)?:?)\s*$")


# The body that the heading of a decision names, '' for none, and the day.
Decided = tuple[str, date]


def council_of_decisions(named: Sequence[Decided], day: date | None) -> str:
    """The body that most headings of decisions name, of those of the meeting's day where that is known; '' if none."""
    own = [body for body, decided in named if decided == day] if day else []
    counted = Counter(body for body in own or [body for body, _ in named] if body)
    return max(counted, key=lambda body: counted[body], default="")


def council_of_undated_decisions(lines: Sequence[Line]) -> str:
    """The body that most headings of decisions without a day name; '' if none does."""
    counted = Counter(filter(None, map(_named_without_day, lines)))
    return max(counted, key=lambda body: counted[body], default="")


def council_of_today(lines: Sequence[Line]) -> str:
    """The body of which a line says that today's meeting is (»dagens møde i Teknisk Udvalg«); '' if none does."""
    told = (_TODAY.search(line.text) for line in lines if "møde " in line.text)
    return next((body for match in told if match and (body := body_name(match["body"]))), "")


def day_of_decisions(named: Sequence[Decided]) -> date | None:
    """The day that most headings of decisions name; of several that are named alike, the latest."""
    counted = Counter(day for _, day in named)
    return max(counted, key=lambda day: (counted[day], day), default=None)


def _named_without_day(line: Line) -> str:
    """The body that the heading of a decision names without a day: »Beslutning fra Integrationsrådet«; '' for none."""
    may_name = len(line.text) <= _LONGEST and line.text.startswith("Beslutning") and not _DIGIT.search(line.text)
    heading = decision_heading(line.text) if may_name else None
    return body_name(heading.body) if heading and heading.body else ""


def _day_told(text: str) -> date | None:
    """The day that a line says behind its label (»Dato: 10. december 2015«); None for other lines."""
    match = words.DATE.match(text)
    written = written_dates(match["value"] or "") if match else []
    return written[0].day if written else None


def named_in_headings(lines: Sequence[Line]) -> Iterator[Decided]:
    """The body and the day of each heading of a decision that has a day."""
    for line, below in zip(lines, texts_below(lines), strict=True):
        text = line.text
        if (body := _named_without_day(line)) and (day := _day_told(below)):
            yield body, day
        if len(text) > _LONGEST or not _DIGIT.search(text):
            continue
        decides = _DECIDES.search(text) is not None
        opening = _OPENS_WITH_BODY.match(text)
        if not decides and not (opening and (_ENDS_AS_HEADING.search(text) or decision_heading(text))):
            continue
        day = next((written.day for written in written_dates(text) if written.day), None)
        body = body_name(text if decides or opening is None else opening.group())
        if day and (decides or body):
            yield body, day
