"""Which of the council's other meetings, and which other items, a text refers to."""

import re
from datetime import date, timedelta

from meetings.minutes import patterns

_MEETING = re.compile(
    r"\bKKR-?\s?(?:Nordjylland|Midtjylland|Syddanmark|Sjælland|Hovedstaden|(?-i:[A-ZÆØÅ][a-zæøå]+))?['’]?s?\s?-?møde\w*"
    r"|\b(?:tema)?møde(?:t|r|rne)?\b(?!-)|\bmødet?\b|\bdrøftelse\w* i KKR\b|\bKKR(?: / formandskab)?(?= (?:den|d\.))",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?<!ormand for )(?<!ormandskabet for )(?<!repræsentant for )(?<!KL og )(?<!KL’s og )"
    r"\bKKR\b(?!['’]s (?:formand|og)|’s/|'s/)",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(r"\s+(?:med|ml\.|mellem)\s")
_OTHER_BODY = re.compile(
    r"\b(?:Kontaktudvalg\w*|DAS|FU|RAR|BRN|DEB|\w*kreds(?:en|ens)?|\w*bestyrelse(?:n|ns)?|"
    r"\w*formandskab(?:er|erne|et)?|Formandskaberne|"
    r"(?<!KKR-)\w*udvalg(?:et|ets|ene)?|\w*styregruppe\w*|\w*forum\w*|Folketing\w*|Regionsråd\w*|MF['’]ere|deres|sit)\b"
)
_SAME_AGAIN = re.compile(r"^[^.]*\b(?:godkendelse|behandling|drøftelse|finde sted|møde)\b[^.]*$", re.IGNORECASE)
_ENUMERATION = re.compile(r"^(?:,|og|samt|den|d\.|\s)*$")
_OWN_MEETING_AFTER = re.compile(r"^,? (?:på|ved) (?:et |det )?(?:KKR\b[^,.]{0,20}møde|(?:\w+ )?møde\w* i KKR\b)")
_REACH = 300
"""Characters of a sentence before a date that may tell whose meeting it is."""


def meeting_references(text: str, meeting: date) -> tuple[date, ...]:
    """The dates of the council's other meetings that the text names, in order of mention.

    A date without a year is in the year of the meeting, or just across New Year from it. Meetings of other bodies
    (Kontaktudvalget, DAS, the chairmen) and dates of other things (a deadline, a letter) are none.
    """
    found: list[date] = []
    for sentence in patterns.sentences(text):
        end_of_last: int | None = None
        for start, end, day in _dates(sentence, meeting):
            again = end_of_last is not None and _is_same_again(sentence[end_of_last:start])
            if again or _is_own_meeting(sentence[max(0, start - _REACH) : start], sentence[end : end + _REACH]):
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


def _dates(text: str, near: date | None) -> list[tuple[int, int, date]]:
    """The dates in words, each with where it starts and ends. A year counts for the dates enumerated before it."""
    found: list[tuple[int, int, date]] = []
    year_of_next, start_of_next = "", 0
    for match in reversed(list(patterns.DATE_IN_WORDS.finditer(text))):
        is_enumerated = year_of_next and _ENUMERATION.match(text[match.end() : start_of_next])
        year = match["year"] or (year_of_next if is_enumerated else "")
        month, day = patterns.MONTHS[match["month"].lower()], int(match["day"])
        if year:
            whole = _date(int(year), month, day)
        else:
            whole = _without_year(month, day, near) if near else None
        if whole:
            found.append((match.start(), match.end(), whole))
        year_of_next, start_of_next = year, match.start()
    return found[::-1]


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


def _is_same_again(between: str) -> bool:
    """Whether a date that follows a meeting's is one too, by what stands between them."""
    if _ENUMERATION.match(between):
        return True
    return bool(_SAME_AGAIN.match(between)) and not _OTHER_BODY.search(between)


def _is_own_meeting(before: str, after: str) -> bool:
    """Whether what stands around a date in its sentence says that it is a meeting of this council."""
    if _OWN_MEETING_AFTER.match(after):
        return True
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
    if _WITH_OTHERS.match(between):
        return False
    bodies = [(match.start(), True) for match in _OWN.finditer(before[: meeting.start()])]
    bodies += [(match.start(), False) for match in _OTHER_BODY.finditer(before[: meeting.start()])]
    if bodies:
        return max(bodies)[1]
    return meeting.group().casefold() == "mødet"


def _without_own(text: str) -> str:
    """`KKR / formandskab` is the council with its chairmen: no other body."""
    return re.sub(r"KKR / formandskab", "KKR", text)
