"""Which of the council's other meetings, and which other items, a text refers to."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from meetings.minutes import patterns

_MEETING = re.compile(
    r"\bKKR-?\s?(?:Nordjylland|Midtjylland|Syddanmark|Sjælland|Hovedstaden|[A-ZÆØÅ][a-zæøå]+)?['’]?s?\s?-?møde\w*"
    r"|\b(?:tema)?møde(?:t|r|rne)?\b(?!-)|\bmøde(?:t)?\b|\bdrøftelse\w* i KKR\b|\bKKR(?: / formandskab)?(?= (?:den|d\.))",
    re.IGNORECASE,
)
_OWN = re.compile(r"\bKKR\b(?!['’]s (?:formand|og)|’s/|'s/)", re.IGNORECASE)
_OTHER_BODY = re.compile(
    r"\b(?:Kontaktudvalg\w*|DAS|FU|RAR|BRN|DEB|\w*kreds(?:en|ens)?|\w*bestyrelse(?:n|ns)?|\w*formandskab(?:er|erne|et)?|"
    r"(?<!KKR-)\w*udvalg(?:et|ets|ene)?|\w*styregruppe\w*|\w*forum\w*|Folketing\w*|Regionsråd\w*|MF['’]ere|deres|sit)\b"
)
_SAME_AGAIN = re.compile(r"^[^.]*\b(?:godkendelse|behandling|drøftelse|finde sted|møde)\b[^.]*$", re.IGNORECASE)


def meeting_references(text: str, meeting: date) -> tuple[date, ...]:
    """The dates of the council's other meetings that the text names, in order of mention.

    A date without a year is in the year of the meeting, or just across New Year from it. Meetings of other bodies (Kontaktudvalget, DAS,
    the chairmen) and dates of other things (a deadline, a letter) are none.
    """
    found: list[date] = []
    for sentence in patterns.sentences(text):
        end_of_last: int | None = None
        for start, end, day in _dates(sentence, meeting):
            before = sentence[:start]
            again = end_of_last is not None and _SAME_AGAIN.match(sentence[end_of_last:start])
            if again and not _OTHER_BODY.search(sentence[end_of_last:start]) or _is_own_meeting(before):
                found.append(day)
                end_of_last = end
            else:
                end_of_last = None
    return tuple(day for day in dict.fromkeys(found) if day != meeting)


def item_references(text: str) -> tuple[str, ...]:
    """The numbers of other items that the text names ("jf. pkt. 3.5"), in order of mention."""
    return tuple(
        dict.fromkeys(
            number
            for match in patterns.ITEM_REFERENCE.finditer(text)
            for number in patterns.ITEM_NUMBER.findall(match["numbers"])
        )
    )


def first_date(text: str, near: date | None = None) -> date | None:
    """The first whole date in a text; one without a year only counts when `near` tells which."""
    if match := patterns.DATE_IN_FIGURES.search(text):
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return next((day for _, _, day in _dates(text, near)), None)


def _dates(text: str, near: date | None) -> Iterator[tuple[int, int, date]]:
    for match in patterns.DATE_IN_WORDS.finditer(text):
        month, day = patterns.MONTHS[match["month"].lower()], int(match["day"])
        if match["year"]:
            found = _date(int(match["year"]), month, day)
        elif near:
            found = _without_year(month, day, near)
        else:
            found = None
        if found:
            yield match.start(), match.end(), found


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


def _is_own_meeting(before: str) -> bool:
    """Whether what stands before a date in its sentence says that it is a meeting of this council."""
    meetings = list(_MEETING.finditer(before))
    if not meetings:
        return False
    meeting = meetings[-1]
    between = before[meeting.end() :]
    if len(between) > 60 or re.search(r"\b(?:inden|senest|frist|udsendt|siden)\b", between):
        return False
    if _OTHER_BODY.search(_without_own(between)):
        return False
    if _OWN.search(meeting.group()) or _OWN.search(between):
        return True
    bodies = [(match.start(), True) for match in _OWN.finditer(before[: meeting.start()])]
    bodies += [(match.start(), False) for match in _OTHER_BODY.finditer(before[: meeting.start()])]
    if bodies:
        return max(bodies)[1]
    return meeting.group().casefold() == "mødet"


def _without_own(text: str) -> str:
    """`KKR / formandskab` is the council with its chairmen: no other body."""
    return re.sub(r"KKR / formandskab", "KKR", text)
