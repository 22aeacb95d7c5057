"""Finds the other meetings of the council, the other items and the other cases that a text refers to."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from meetings.danish import dates
from meetings.danish.dates import dates_in, is_between_enumerated
from meetings.parsing.text.sentences import split_sentences

_ITEM_REFERENCE = re.compile(
    r"\b(?:pkt|punkt|punkterne|dagsordenspunkt|dagsordenens punkt|sag)\b\.?\s*\[?(?P<numbers>\d{1,2}\.\d{1,2}"
    r"(?:(?:,\s*|\s+og\s+|\s+samt\s+)\d{1,2}\.\d{1,2})*)(?![\d.]*\d)(?!\s*(?:mio|mia|pct))",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
# What stands right before an item's number, and in so many characters.
_BEFORE_ITEM_NUMBER = re.compile(r"(?:pkt|punkt|punkterne|sag)\.?\s*\[?$", re.IGNORECASE)
_LONGEST_BEFORE_NUMBER = 20
# What a text has that has a date in figures: a year behind another figure, or two signs.
_FIGURES_WITH_YEAR = re.compile(r"\d(?:(?:[./–-]\s?|\s)(?:19|20)\d|[./-]\d\d[./-]\d)")
_MEETING = re.compile(
    r"\bKKR-?\s?(?:Nordjylland|Midtjylland|Syddanmark|Sjælland|Hovedstaden|(?-i:[A-ZÆØÅ][a-zæøå]+))?['’]?s?\s?-?møde\w*"
    r"|\b(?:tema)?møde(?:t|r|rne)?\b(?!-)|\bmødet?\b|\bdrøftelse\w* i KKR\b|\bKKR(?: / formandskab)?(?= (?:den|d\.))",
    re.IGNORECASE,
)
_THIS_COUNCIL = re.compile(
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
_OWN_MEETING_AFTER = re.compile(r"^,? (?:på|ved) (?:et |det )?(?:KKR\b[^,.]{0,20}møde|(?:\w+ )?møde\w* i KKR\b)")
_ITEM_BEFORE_MEETING = re.compile(r"^[\])]?,? (?:i |af )?(?:dagsordenen |referatet )?(?:på|fra|ved|til|i) [^.;]{0,60}$")
_ITEM_AFTER_MEETING = re.compile(r"^,? ?[(\[]?(?:blev |som |under |ved )?(?:dagsordenens )?$")
_CASE_NUMBER = re.compile(
    r"\b(?P<number>SAG[-\u2011]\d{4}[-\u2011]\d{3,7})\b"
    r"|\b(?:[Ss]agsnr|[Ss]agsnummer|[Ss]ags-?id|[Jj]ournalnr|[Jj]ournalnummer|[Jj]\.\s?nr|[Jj]nr)\b\.?:?\s{0,3}"
    r"(?P<other>(?=[\w./-]{0,39}\d)[\w./-]{2,40})"
    r"|\b[Ss]ag(?: nr\.)? (?!(?:19|20)\d\d[-/](?:19|20)\d\d\b)(?P<plain>\d{2,4}[/-]\d{3,6}(?:-\d{1,6})?)\b"
)
# What a text has that names a case, as most do not.
_MAY_NAME_CASE = re.compile(r"[SsJj](?:AG[-\u2011]\d|ags(?:nr|nummer|-?id)|ag (?:nr|\d)|ournaln|\.\s?nr|nr)")
# In characters, between an item's number and the date of its meeting.
_LONGEST_GAP_TO_DATE = 100
# In characters: how much of a sentence before and after a date is looked at for whose meeting it is.
_CONTEXT_LENGTH = 300


def meeting_references(text: str, meeting: date) -> tuple[date, ...]:
    """The dates of the council's other meetings that the text names, in order of mention.

    A date without a year is in the year of the meeting, or just across New Year from it. Meetings of other bodies
    (Kontaktudvalget, DAS, the chairmen) and dates of other things (a deadline, a letter) are none.
    """
    if not (
        dates.DATE_IN_WORDS.search(text) or (_FIGURES_WITH_YEAR.search(text) and dates.DATE_IN_FIGURES.search(text))
    ):
        return ()
    found = [day for sentence in split_sentences(text) for _, _, day in _meetings_of_council(sentence, meeting)]
    return tuple(day for day in dict.fromkeys(found) if day != meeting)


def item_references(text: str, meeting: date | None = None) -> tuple[str, ...]:
    """The numbers of other items of `meeting` that the text names ("jf. pkt. 3.5"), in order of mention."""
    return tuple(dict.fromkeys(number for day, number in _items_with_meeting(text, meeting) if day == meeting))


def distant_items(text: str, meeting: date) -> tuple[tuple[date, str], ...]:
    """The items of the council's other meetings that the text names ("pkt. 3.5 på mødet den 20. juni 2025").

    Each as the date and the number, in order of mention.
    """
    return tuple(
        dict.fromkeys((day, number) for day, number in _items_with_meeting(text, meeting) if day and day != meeting)
    )


def case_references(text: str) -> tuple[str, ...]:
    """The case numbers that the text names, written as an item's own case number is, in order of mention."""
    if not _MAY_NAME_CASE.search(text):
        return ()
    numbers = (match["number"] or match["other"] or match["plain"] for match in _CASE_NUMBER.finditer(text))
    return tuple(dict.fromkeys(number.replace("\u2011", "-").rstrip("./-") for number in numbers))


@lru_cache(maxsize=4)
def _items_with_meeting(text: str, meeting: date | None) -> tuple[tuple[date | None, str], ...]:
    """The items that the text names, each with the date of its meeting; another body's items are left out.

    Those of this meeting and those of others are asked for one after the other: the last few texts are kept.
    """
    # Most texts name none, and splitting them into sentences is what takes time.
    return tuple(_items_in_sentences(text, meeting)) if _names_item(text) else ()


def _names_item(text: str) -> bool:
    numbers = (found.start() for found in _ITEM_NUMBER.finditer(text))
    return any(_BEFORE_ITEM_NUMBER.search(text, max(0, at - _LONGEST_BEFORE_NUMBER), at) for at in numbers)


def _items_in_sentences(text: str, meeting: date | None) -> Iterator[tuple[date | None, str]]:
    for sentence in split_sentences(text):
        named = list(_ITEM_REFERENCE.finditer(sentence))
        dates = dates_in(sentence, meeting) if named and meeting else []
        own = set(_meetings_of_council(sentence, meeting)) if dates and meeting else set()
        starts = [start for start, _, _ in dates]
        for match in named:
            near = dates[
                bisect_left(starts, match.start() - 2 * _LONGEST_GAP_TO_DATE) : bisect_left(
                    starts, match.end() + _LONGEST_GAP_TO_DATE
                )
            ]
            beside = [written for written in near if _is_of_meeting(sentence, match, written.start, written.end)]
            if beside and beside[0] not in own:
                continue
            day = beside[0].day if beside else meeting
            for number in _ITEM_NUMBER.findall(match["numbers"]):
                yield day, number


def _is_of_meeting(sentence: str, item: re.Match[str], start: int, end: int) -> bool:
    """Whether an item stands right before a meeting's date, or right after it."""
    if item.end() <= start:
        between = sentence[item.end() : start]
        return bool(_ITEM_BEFORE_MEETING.match(between) and _MEETING.search(between)) and not _ITEM_REFERENCE.search(
            between
        )
    return bool(_ITEM_AFTER_MEETING.match(sentence[end : item.start()]))


def _meetings_of_council(sentence: str, meeting: date) -> list[tuple[int, int, date]]:
    """The dates of this council's meetings in a sentence, each with where it starts and ends."""
    found: list[tuple[int, int, date]] = []
    end_of_last: int | None = None
    for start, end, day in dates_in(sentence, meeting):
        again = end_of_last is not None and _is_same_again(sentence[end_of_last:start])
        if again or _is_meeting_of_council(
            sentence[max(0, start - _CONTEXT_LENGTH) : start], sentence[end : end + _CONTEXT_LENGTH]
        ):
            found.append((start, end, day))
            end_of_last = end
        else:
            end_of_last = None
    return found


def _is_same_again(between: str) -> bool:
    """Whether a date that follows a meeting's is one too, by what stands between them."""
    if is_between_enumerated(between):
        return True
    return bool(_SAME_AGAIN.match(between)) and not _OTHER_BODY.search(between)


def _is_meeting_of_council(before: str, after: str) -> bool:
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
    if _OTHER_BODY.search(_without_own_chairmen(between)):
        return False
    if _THIS_COUNCIL.search(meeting.group()) or _THIS_COUNCIL.search(between):
        return True
    if _WITH_OTHERS.match(between):
        return False
    bodies = [(match.start(), True) for match in _THIS_COUNCIL.finditer(before[: meeting.start()])]
    bodies += [(match.start(), False) for match in _OTHER_BODY.finditer(before[: meeting.start()])]
    if bodies:
        return max(bodies)[1]
    return meeting.group().casefold() == "mødet"


def _without_own_chairmen(text: str) -> str:
    """`KKR / formandskab` is the council with its chairmen: no other body."""
    return re.sub(r"KKR / formandskab", "KKR", text)
