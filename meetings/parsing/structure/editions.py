"""Reads on a cover which edition the document is, whether the meeting is extraordinary, and what became of it.

A cover says so in its title (`REVIDERET DAGSORDEN`, `DAGSORDEN – AFLYST`), on a line of its own (`Ekstraordinært møde`)
or in a sentence (`Mødet er flyttet fra den 9. april 2027 til den 16. april 2027.`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.danish.dates import DateInText, dates_in
from meetings.parsing.document import Edition, MeetingStatus
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.councils import without_names
from meetings.parsing.structure.joint_councils import JOINT, joint_councils

_KIND = r"(?:(?:møde)?dagsorden|(?:møde)?indkaldelse|[a-zæøå]*referat|[a-zæøå]*protokol)(?:en|et|len)?"
_SUPPLEMENT = re.compile(
    rf"\b(?:tillægs|supplerings|ekstra)-?(?={_KIND}\b|punkte?r?\b|sage?r?\b)"
    rf"|\b(?:supplerende|yderligere) (?={_KIND}\b|punkter\b|sager\b)"
    rf"|\b(?:tillæg|supplement|addendum|tilføjelse)(?: nr\.? ?\d+)? (?:til|for) (?:den )?(?:udsendte )?(?={_KIND}\b)"
    r"|^\W*tillæg\W*$",
    re.IGNORECASE,
)
_ALTERED = r"(?:revider|rett|opdater|korriger|tilrett|juster|ændr)(?:et|ede)"
_ORDINAL = r"(?:ny(?:e|t)?|\d{1,2}\.|anden|tredje|fjerde)"
_REVISED = re.compile(
    rf"\b(?:{_ORDINAL} )?{_ALTERED}(?: {_ORDINAL})? (?:(?:udgave|version|udkast) (?:af|til) )?(?={_KIND}\b)"
    rf"|\b{_ORDINAL} (?:udgave|version|revision)\b(?: af(?= {_KIND}\b))?"
    rf"|\b{_ALTERED} (?:udgave|version)\b(?: (?:nr\.? )?\d{{1,2}}\b)?(?: (?:den |d\. )?\d.{{0,30}}$)?"
    rf"|(?<=[(–:,-])\s*{_ALTERED}(?: (?:pr\. |den |d\. )?\d.{{0,30}})?(?=\)?\W*$)"
    rf"|^\W*{_ALTERED}(?: (?:pr\. |den |d\. )?\d.{{0,30}})?\W*$"
    rf"|^\W*ny(?= {_KIND}\W*$)"
    r"|\b(?:version|revision|rev\.)\s?\d{1,2}\b"
    rf"|\berstatter (?:den )?(?:tidligere |først |oprindeligt? )?(?:udsendte )?(?={_KIND}\b)",
    re.IGNORECASE,
)
_EXTRACT = re.compile(
    rf"\b(?:uddrag|udskrift|ekstrakt|udsnit|del) (?:af|fra) (?:det |den )?(?={_KIND}\b)"
    r"|(?<=[(–:,-])\s*(?:i )?(?:uddrag|udskrift|ekstrakt)(?=\)?\W*$)|^\W*(?:uddrag|udskrift|ekstrakt)\W*$"
    rf"|\bdel(?={_KIND}\b)",
    re.IGNORECASE,
)
_WORDS_OF_EDITION: tuple[tuple[Edition, re.Pattern[str]], ...] = (
    ("supplement", _SUPPLEMENT),
    ("extract", _EXTRACT),
    ("revised", _REVISED),
)
_NUMBER_OF_EDITION = re.compile(r"(?:version|revision|rev\.|nr\.?)\s?(\d{1,2})\b|\b(\d{1,2})\. ", re.IGNORECASE)
_VERSION_ONE = re.compile(r"\b(?:version|revision|rev\.) ?[01]\b|\b1\. (?:udgave|version|revision)\b", re.IGNORECASE)
_ORDINALS = {"anden": 2, "tredje": 3, "fjerde": 4}
# Editions are told apart up to this number. One that is dated goes before those, the later before the earlier.
_MOST_EDITIONS = 90
_DAYS_OF_EDITIONS = timedelta(days=365)

_EXTRAORDINARY = re.compile(
    rf"\bekstraordinær[te]?\b(?=[\w\s,-]{{0,30}}(?:møde|session|samling)|\s*{_KIND}\b|\W*$)"
    r"|\b(?:ekstra|haste)møde(?:t)?\b|\bekstra møde(?:t)?\b|\bekstraordinær[te]? [\w-]*møde"
    r"|\bhaste-?indkald\w+\b(?=[\w\s,-]{0,20}møde)|\bmødet er (?:haste|ekstraordinært )-?indkaldt\b",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"^\W*(?:bemærk(?:ning)?|obs|nb|vigtigt|(?:møde)?status|note|meddelelse|information|ps)\s*[:!.–-]+\s*",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"(?<!ikke )\b(?:aflyst|aflyste|aflyses|aflyser|aflysning|annulleret|annulleres|annullerer|bortfaldet|bortfalder)\b"
    r"|\b(?:afholdes|holdes|gennemføres)\b(?: \w+){0,2} ikke(?=\W*$|[.,;]| som planlagt)"
    r"|\bbliver (?:\w+ )?ikke (?:af)?holdt\b"
    r"|\bmødet udgår\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?<!ikke )\b(?:flyttet|flyttes|flytter|flytning|rykket|rykkes|rykker|fremrykket|fremrykkes|"
    r"udsat|udsættes|udsætter|udskudt|udskydes|udskyder|"
    r"omberammet|omberammes|datoændring|erstatter|afløser|oprindelig(?:t|e)?)\b|\bi stedet for\b"
    r"|\b(?:ny|ændret|tidligere|oprindelig) (?:møde)?(?:dato|dag)\b",
    re.IGNORECASE,
)
_MOVED_AWAY = re.compile(
    r"\b(?:flyttet|flyttes|udsat|udsættes|udskudt|udskydes|rykket|rykkes|omberammet)\b"
    r"(?:\W*$|[.,;!]|(?= (?:indtil|på ubestemt|til en? )|(?= til (?:ny|anden|senere|endnu)\b)))",
    re.IGNORECASE,
)
# What is decided of a case, in a sentence of its own: a meeting is so in words of a title (»UDSAT«).
_AS_DECIDED = re.compile(r"^(?:Udsat|Udskudt)\.$")
_STATUS_AT_START = re.compile(r"^\W*(?:aflyst|flyttet|udsat|udskudt|aflysning af)\b(?=\W)\W*", re.IGNORECASE)
_STATUS_AT_END = re.compile(
    r"(?<!\s)\s*+[–:(-]?\s*+\b(?:aflyst|flyttet|udsat|udskudt|aflysning)\b\)?\W*$", re.IGNORECASE
)
_FROM_DAY = re.compile(
    r"\b(?:fra|oprindelig\w*|tidligere|erstatter|afløser|i stedet for|planlagt\w*|indkaldt\w*|skulle)\b[^.]*$",
    re.IGNORECASE,
)
_TO_DAY = re.compile(r"\b(?:til|(?:ny|ændret) (?:møde)?(?:dato|dag)|afholdes|holdes|nu)\b[^.]*$", re.IGNORECASE)
_OF_MEETING = re.compile(rf"\b(?:\w*møde(?:t|ts)?|mødedato|{_KIND})\b", re.IGNORECASE)
# What else than the meeting may be cancelled or moved.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:punkt(?:et|erne)?|pkt|sag(?:en|er|erne)?|formøde\w*|gruppemøde\w*|frokost\w*|forplejning\w*|besigtigelse\w*|"
    r"rundvisning\w*|tema\w*|indlæg\w*|oplæg\w*|oplægsholder\w*|studietur\w*|bilag\w*)\b",
    re.IGNORECASE,
)
# Why the meeting is cancelled or moved may name items and other days: »… aflyses på grund af manglende sager«.
_BECAUSE = (
    r"(?:på (?:grund|baggrund) af|som følge af|grundet|pga\b\.?|af hensyn til|med henvisning til"
    r"|da|fordi|idet|eftersom)\b"
)
_REASON = re.compile(
    rf"^\W*{_BECAUSE}.*?(?:,\s*|\s(?=(?:er|bliver|blev|aflyses|udgår|bortfalder|flyttes|udsættes|afholdes|holdes)\b))"
    rf"|(?<=\w)\W+{_BECAUSE}.*",
    re.IGNORECASE,
)
_NOTHING_MORE = re.compile(r"\b(?:møde(?:t|ts|r)?|er|den|d|kl|i|på|ordinært)\b|[\W\d_]+", re.IGNORECASE)
_WORDS_OF_MOVE = re.compile(
    r"\b(?:fra|til|den|en|ny|senere|dato|indtil|videre|(?:man|tirs|ons|tors|fre|lør|søn)dag)\b", re.IGNORECASE
)
# In what year a date without one is, where only its place in the text is asked for.
_ANY_DAY = date(2000, 1, 1)
_LONGEST_TITLE = 120
_LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class EditionFacts:
    """What the cover says; `understood` has the numbers (`Line.number`) of lines that say nothing else."""

    edition: Edition = ""
    # Of a revised document, which revision: the higher the later; else 0.
    revision: int = 0
    is_extraordinary: bool = False
    status: MeetingStatus = ""
    moved_from: date | None = None
    # The day that the meeting is held on, where the cover's own is the former one.
    moved_to: date | None = None
    # The councils that a meeting of several is of, the first of them the document's own; else none.
    councils: tuple[str, ...] = ()
    understood: frozenset[int] = frozenset()


def read_edition(lines: Sequence[Line], day: date | None) -> EditionFacts:
    """The facts on the cover's lines, without its list of participants; `day` is the cover's date."""
    edition, revision = _edition(lines, day)
    status, moved_from, moved_to, understood = _status(lines, day)
    extraordinary = {line.number for line in lines if _is_short(line) and _EXTRAORDINARY.search(line.text)}
    return EditionFacts(
        edition=edition,
        revision=revision,
        is_extraordinary=bool(extraordinary),
        status=status,
        moved_from=moved_from,
        moved_to=moved_to,
        councils=joint_councils([line.text for line in lines if _is_short(line)]),
        understood=frozenset(understood | {line.number for line in lines if _says_edition_alone(line.text)}),
    )


def without_edition_words(text: str) -> str:
    """A title line without the words that tell the edition: `REVIDERET DAGSORDEN – AFLYST` as `DAGSORDEN`."""
    if len(text) > _LONGEST_TITLE:
        return text
    for _, pattern in _WORDS_OF_EDITION:
        text = pattern.sub(" ", text)
    if _AS_DECIDED.match(text):
        return text
    plain = _STATUS_AT_END.sub("", _STATUS_AT_START.sub("", text))
    return re.sub(r"\(\s*\)|[\s,–:(-]+$", " ", plain).strip()


def tells_of_meeting(text: str) -> bool:
    """Whether a line says that the meeting is cancelled or moved, or which edition the document is."""
    return _tells_status(text) or _says_edition_alone(text) or _EXTRAORDINARY.search(text) is not None


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE


def _says_edition_alone(text: str) -> bool:
    rest = text
    for pattern in (_SUPPLEMENT, _EXTRACT, _REVISED, _EXTRAORDINARY, JOINT):
        rest = pattern.sub(" ", rest)
    rest = _VERSION_ONE.sub(" ", rest)
    return rest != text and len(text) <= _LONGEST_TITLE and not _NOTHING_MORE.sub("", without_names(rest))


def _edition(lines: Sequence[Line], day: date | None) -> tuple[Edition, int]:
    """The first edition that a title line names, and which revision it is."""
    for line in lines:
        if not _is_short(line):
            continue
        for edition, pattern in _WORDS_OF_EDITION:
            match = pattern.search(line.text)
            if match and not _VERSION_ONE.search(match[0]):
                return edition, _revision(line.text, day) if edition == "revised" else 0
    return "", 0


def _revision(text: str, day: date | None) -> int:
    """Which revision a title line names: by its number or its date, else the first."""
    if (match := _NUMBER_OF_EDITION.search(re.sub(r"\d{1,2}\. ?[a-zæøå]{3,}", " ", text))) or (
        match := re.search(r"\b(\d{1,2})\. (?:udgave|version|revision|revidere)", text, re.IGNORECASE)
    ):
        return min(int(next(group for group in match.groups() if group)), _MOST_EDITIONS)
    if ordinal := next((number for word, number in _ORDINALS.items() if re.search(rf"\b{word}\b", text.lower())), 0):
        return ordinal
    if day and (revised := [written.day for written in dates_in(text, day) if written.day != day]):
        return _MOST_EDITIONS + max(1, min((revised[0] - day + _DAYS_OF_EDITIONS).days, 2 * _DAYS_OF_EDITIONS.days))
    return 1


def _status(lines: Sequence[Line], day: date | None) -> tuple[MeetingStatus, date | None, date | None, set[int]]:
    """What became of the meeting, the day it was moved from and to, and the lines that say so."""
    status: MeetingStatus = ""
    moved_from = moved_to = None
    understood: set[int] = set()
    for text, numbers in _statements(lines):
        if not _tells_status(text):
            continue
        text = _without_reason(text)
        found = dates_in(text, day)
        days = {written.day for written in found}
        if _MOVED.search(text) and (found or _MOVED_AWAY.search(text)):
            former, new = _days_of_move(text, found, day)
            if found and former is None and new is None:
                continue
            status, moved_from, moved_to = "moved", former or moved_from, new or moved_to
            understood |= numbers
        elif _CANCELLED.search(text) and (not days or day in days):
            status = status or "cancelled"
            understood |= numbers
    return status, moved_from, moved_to, understood


def _statements(lines: Sequence[Line]) -> Iterator[tuple[str, set[int]]]:
    """The lines that may tell of the meeting, without a label before them, a sentence over two lines as one."""
    taken = 0
    for index, line in enumerate(lines):
        if line.number <= taken:
            continue
        text, numbers = _LABEL.sub("", line.text), {line.number}
        following = lines[index + 1] if index + 1 < len(lines) else None
        is_open = (_MOVED.search(text) or _CANCELLED.search(text) or _OF_MEETING.search(text)) and len(text) > 40
        if following and is_open and not following.gap and not re.search(r"[.!:]\s*$", text):
            joined = f"{text} {following.text}"
            if following.text[:1].islower() or following.text[:1].isdigit():
                text, numbers, taken = joined, {line.number, following.number}, following.number
        if len(text) <= _LONGEST_SENTENCE:
            yield text, numbers


def _tells_status(text: str) -> bool:
    if len(text) > _LONGEST_SENTENCE or _AS_DECIDED.match(text):
        return False
    text = _without_reason(_LABEL.sub("", text))
    match = _CANCELLED.search(text) or _MOVED.search(text)
    if match is None or _OF_SOMETHING_ELSE.search(text):
        return False
    if _OF_MEETING.search(text):
        return True
    rest = without_names(text)
    for pattern in (_CANCELLED, _MOVED):
        rest = pattern.sub(" ", rest)
    for written in reversed(dates_in(rest, _ANY_DAY)):
        rest = rest[: written.start] + rest[written.end :]
    return not _WORDS_OF_MOVE.sub("", _NOTHING_MORE.sub(" ", rest)).strip()


def _without_reason(text: str) -> str:
    return _REASON.sub("", text)


def _days_of_move(text: str, found: Sequence[DateInText], day: date | None) -> tuple[date | None, date | None]:
    """The day that the meeting was moved from and the one it was moved to; each None where nothing tells."""
    former = new = None
    bare: list[date] = []
    previous_end = 0
    for written in found:
        before = text[previous_end : written.start]
        leads_away, leads_there = _FROM_DAY.search(before), _TO_DAY.search(before)
        if leads_away and (not leads_there or leads_there.start() < leads_away.start()):
            former = former or written.day
        elif leads_there:
            new = new or written.day
        else:
            bare.append(written.day)
        previous_end = written.end
    for each in bare:  # »Mødet den 9. april er flyttet til den 16.«
        if new and former is None and each != new:
            former = each
        elif former and new is None and each != former:
            new = each
    if new and former is None and day != new:
        former = day
    if former and new is None and day != former:
        new = day
    return (former, new) if former != new else (None, None)
