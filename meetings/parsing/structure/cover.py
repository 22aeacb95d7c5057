"""Reads kind of document, council, date, time and place from the cover and the page headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from meetings.danish import dates
from meetings.danish.dates import first_date
from meetings.parsing.document import DocumentKind
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.clean import CONTENTS_ENTRY
from meetings.parsing.structure.councils import body_name, council_name, kkr_name, municipality_named, without_names
from meetings.parsing.structure.participants import opens_participant_list

_AGENDA = r"(?:tillægs)?dagsorden|mødeindkaldelse|indkaldelse"
_MINUTES = (
    r"(?:beslutnings|møde|konklusions|kort)?referat|(?:beslutnings|møde|forhandlings)?protokol|"
    r"(?:beslutninger|konklusioner)(?= fra|$)|konklusioner"
)
_KIND = re.compile(rf"(?<![\w-])(?:(?P<agenda>{_AGENDA})|(?P<minutes>{_MINUTES}))(?![\w-])", re.IGNORECASE)
_OPENS_WITH_KIND = re.compile(
    rf"^(?:udkast(?: til)?|åbent?|lukket|foreløbigt?|godkendt|ekstraordinær[t]?|offentligt?|endeligt?)?[\s:–-]*"
    rf"(?:{_AGENDA}|{_MINUTES})(?![\w-])",
    re.IGNORECASE,
)
_ENDS_WITH_KIND = re.compile(rf"[:–-]\s*(?:{_AGENDA}|{_MINUTES})$", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:udkast|foreløbigt? (?:referat|protokol)|ikke[- ]godkendt|ej godkendt)\b", re.IGNORECASE)
_DATE = re.compile(r"^(?:Møded|D)ato(?: og tid(?:spunkt)?)?(?:\s*:\s*(?P<value>\S.*)?)?$", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:(?:Møde)?tid(?:spunkt)?|Klokken|Klokkeslæt|(?:Møde)?start(?:tid(?:spunkt)?)?|"
    r"Mødet (?:beg[iy]nd(?:er|te)|startede|start))(?: for møde[t]?)?"
    r"(?:\s*:\s*(?P<value>\S.*)?|\s+(?P<bare>kl\..*))?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:Slut(?:tid(?:spunkt)?)?|Mødeslut|Mødet (?:hævet|slut(?:tede)?|sluttet)|Hævet|Udsend(?:t|elsesdato)|Udskrevet|"
    r"Godkendt|Formand|Sekretær|Referent|Møde ?nr\.?|Mødenummer|Mødetype|Sager|Side)\b\s*(?::|kl\.|den |\d).{0,80}$|"
    r"^(?:Slut(?:tid(?:spunkt)?)?|Mødeslut)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:(?:Mødes|S)ted|(?:Møde)?lokale|Mødesal)(?:\s*:\s*(?P<value>\S.*)?)?$", re.IGNORECASE)
_SAMPLE = re.compile(r"^Eksempel\b", re.IGNORECASE)
_BOILERPLATE = re.compile(r"^(?:Mission|Vision)$")
# Words that say nothing beside a council's name, a day or a kind of document.
_FILLER_WORDS = re.compile(
    r"\b(?:møde(?:t|ts|r)?|mødesal|i|den|d|kl|klokken|af|fra|til|for|på|ved|og|nr|regionskommunes?|"
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|ordinært|ekstraordinær[t]?|konstituerende|åbent?|lukket|offentligt?|endeligt?|"
    r"godkendt|foreløbigt?)\b|[\W\d_]+",
    re.IGNORECASE,
)
_ROOM = re.compile(r"^(?:Byråds|Råds|Møde|Kommunalbestyrelses)sal(?:en)?\b.{0,60}$|^(?:Rådhuset|Mødelokale)\b.{0,60}$")
_CONTENTS = re.compile(
    r"^(?:Indhold(?:sfortegnelse|soversigt)?|Punkter|Sagsoversigt|Punktoversigt)\s*:?$", re.IGNORECASE
)
_BARE_LABEL = re.compile(
    r"^(?:Udvalg|Møde|Til|Fra|Af|Emne|Side|(?-i:Bilag)|"
    r"(?:Ordinært|Ekstraordinært|Konstituerende|Åbent|Lukket) møde|Underskrift(?:er|sside)?|Dagsordenspunkter|"
    r"Åbent?|Lukket|Åbne (?:punkter|sager)|Lukkede (?:punkter|sager)|"
    r"Til \w+ [–-] for (?:åbne|lukkede) døre|Pkt\.(?:\s+Tekst)?(?:\s+Side)?|[-–_*=.\s]+)\s*:?$",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"(?<![\d.:-])(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?![.:]?\d)|\bkl\.?\s*(?P<full_hour>\d{1,2})(?!\s*[.:]?\d)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Cover:
    """What a cover says; `understood` has the numbers (`Line.number`) of the lines that said something known."""

    kind: DocumentKind | None
    council: str
    date: date | None
    start_time: time | None
    place: str
    is_sample: bool
    is_draft: bool
    understood: frozenset[int]


@dataclass
class _Facts:
    """What has been read so far. What stands after a label counts before what stands in a title (`…_in_title`)."""

    kind: DocumentKind | None = None
    is_draft: bool = False
    is_sample: bool = False
    kkr: str = ""
    body: str = ""
    town: str = ""
    day: date | None = None
    day_in_title: date | None = None
    start: time | None = None
    start_in_title: time | None = None
    place: str = ""
    understood: set[int] = field(default_factory=set)
    names: dict[int, tuple[str, str, str]] = field(default_factory=dict)


def read_cover(lines: Sequence[Line], furniture: Sequence[Line]) -> Cover:
    """The facts on the lines before the first heading and in the page headers."""
    facts = _Facts()
    listing = False
    for index, line in enumerate(lines):
        ends_list = _CONTENTS.match(line.text) is not None
        listing = not ends_list and (listing or opens_participant_list(line))
        labelled = _read_labelled_line(facts, lines[index : index + 1] if listing else lines[index : index + 6])
        furnishing = 1 if _BARE_LABEL.match(line.text) else 0
        understood = labelled or furnishing or (0 if listing else _read_title_line(facts, lines, index))
        facts.understood |= {read.number for read in lines[index : index + understood]}
    facts.understood |= {number for number, names in facts.names.items() if _names_council(facts, *names)}
    for header in _page_headers(furniture):
        _read_council(facts, header)
        facts.day_in_title = facts.day_in_title or first_date(header)
    return Cover(
        kind=facts.kind,
        council=facts.kkr or council_name(facts.body, facts.town),
        date=facts.day or facts.day_in_title,
        start_time=facts.start or facts.start_in_title,
        place=facts.place,
        is_sample=facts.is_sample,
        is_draft=facts.is_draft,
        understood=frozenset(facts.understood),
    )


def _page_headers(furniture: Sequence[Line]) -> Iterator[str]:
    """The page headers, without the entries of a table of contents."""
    for line in furniture:
        if not CONTENTS_ENTRY.search(line.text) and not line.text[:1].isdigit():
            yield line.text


def _read_labelled_line(facts: _Facts, lines: Sequence[Line]) -> int:
    """Reads a line that begins with a label ("Dato: …") and those below into `facts`; how many said something new."""
    text = lines[0].text
    if match := _DATE.match(text) or _TIME.match(text):
        groups = match.groupdict()
        written, taken = _value_of_label(groups["value"] or groups.get("bare"), lines)
        day, start = first_date(written), _first_time(written)
        is_new = (day or start) and day in {None, facts.day or day} and start in {None, facts.start or start}
        facts.day, facts.start = facts.day or day, facts.start or start
        return taken if is_new else 0
    if match := _PLACE.match(text):
        place, taken = _place_and_line_count(match["value"], lines[1:5])
        is_new = bool(place) and not facts.place
        facts.place = facts.place or place
        facts.town = facts.town or municipality_named(place)
        return taken + 1 if is_new else 0
    if _SAMPLE.match(text):
        facts.is_sample = True
        return 1
    if not _END.match(text):
        return 0
    return 2 if len(lines) > 1 and len(text.split()) == 1 and first_date(lines[1].text) else 1


def _read_title_line(facts: _Facts, lines: Sequence[Line], index: int) -> int:
    """Reads a line of a title page into `facts`; how many lines were understood."""
    text = lines[index].text
    if lines[index].number in facts.understood:
        return 1
    if _BOILERPLATE.match(text):
        return _paragraph_length(lines, index)
    if _ROOM.match(text) and not facts.place:
        facts.place = text
        return 1
    plain = _without_letter_spacing(text)
    if plain.endswith((".", ",")) and len(plain) > _LONGEST_TITLE:
        return 0
    has_facts = _read_kind(facts, plain)
    if len(plain) <= _LONGEST_TITLE:
        has_facts = _read_date_and_time(facts, plain) or has_facts
        if any(names := _read_council(facts, text)) and not _FILLER_WORDS.sub("", _without_facts(text)):
            facts.names[lines[index].number] = names
    has_only_facts = has_facts and not _FILLER_WORDS.sub("", _without_facts(text))
    return 1 if has_only_facts or _CONTENTS.match(text) or not text else 0


def _without_facts(text: str) -> str:
    """A line of a title page without what it tells."""
    rest = without_names(text)
    if rest == text:
        rest = _without_letter_spacing(text)
    for pattern in (_DRAFT, _KIND, dates.DATE_IN_WORDS, dates.DATE_IN_FIGURES, _TIME_OF_DAY):
        rest = pattern.sub(" ", rest)
    return rest


def _read_kind(facts: _Facts, text: str) -> bool:
    is_draft = _DRAFT.search(text) is not None and len(text) <= _LONGEST_TITLE
    match = _KIND.search(text) if len(text) <= _LONGEST_TITLE else None
    counts = match is not None and (
        _OPENS_WITH_KIND.match(text) is not None or _ENDS_WITH_KIND.search(text) is not None or body_name(text) != ""
    )
    if match and counts:
        facts.kind = facts.kind or ("agenda" if match["agenda"] else "minutes")
    facts.is_draft = facts.is_draft or (is_draft and (counts or text.strip(" :").casefold() == "udkast"))
    return counts or (facts.is_draft and is_draft)


def _read_council(facts: _Facts, text: str) -> tuple[str, str, str]:
    """The KKR, the council or committee and the municipality that a line names; the first of each counts."""
    kkr, body, town = kkr_name(text), body_name(text), municipality_named(text)
    facts.kkr = facts.kkr or kkr
    facts.body = facts.body or body
    facts.town = facts.town or town
    return kkr, body, town


def _names_council(facts: _Facts, kkr: str, body: str, town: str) -> bool:
    """Whether what a line names is in the council's name, as it is known in the end."""
    if facts.kkr:
        return kkr == facts.kkr
    return facts.body != "" and body in {"", facts.body} and town in {"", facts.town}


def _read_date_and_time(facts: _Facts, text: str) -> bool:
    day, start = first_date(text), _first_time(text)
    facts.day_in_title = facts.day_in_title or day
    facts.start_in_title = facts.start_in_title or start
    is_known = day is None or day in {facts.day, facts.day_in_title}
    return is_known and bool(day or (start and "kl" in text.casefold()))


def _value_of_label(written: str | None, lines: Sequence[Line]) -> tuple[str, int]:
    """What the label on the first line names: on that line, or on the next; and how many lines it takes."""
    if written:
        return written, 1
    return (lines[1].text, 2) if len(lines) > 1 else ("", 1)


def _paragraph_length(lines: Sequence[Line], index: int) -> int:
    """How many lines a heading such as "Mission" takes with the paragraph below it."""
    end = index + 1
    while end < len(lines) and not (end > index + 1 and (lines[end].gap or lines[end].page_start)):
        if _SAMPLE.match(lines[end].text) or _BOILERPLATE.match(lines[end].text):
            break
        end += 1
    return end - index


def _without_letter_spacing(text: str) -> str:
    """A line whose letters stand apart (`R E F E R A T`, `D AG S O R D E N 2 0 1 5`) as words."""
    parts = text.split()
    if len(parts) < 4 or not text.isupper() or sum(len(part) for part in parts) > 1.6 * len(parts):
        return text
    return re.sub(r"(?<=\D)(?=\d)", " ", "".join(parts), count=1)


def _place_and_line_count(first: str | None, rest: Sequence[Line]) -> tuple[str, int]:
    """A place that runs on, or begins on the next line, as long as nothing separates the lines; and lines taken."""
    words = [first] if first else []
    taken = 0
    for line in rest:
        stands_apart = words and (line.gap or line.page_start)
        if stands_apart or ":" in line.text or _SAMPLE.match(line.text) or (words and _begins_other_fact(line.text)):
            break
        words.append(line.text)
        taken += 1
    return " ".join(" ".join(words).split()), taken


def _begins_other_fact(text: str) -> bool:
    """Whether a line below a place's is no part of it."""
    labelled = any(pattern.match(text) for pattern in (_DATE, _TIME, _PLACE, _END, _BARE_LABEL))
    return labelled or _OPENS_WITH_KIND.match(text) is not None or opens_participant_list(Line(text, 1, 1))


def _first_time(text: str) -> time | None:
    """The first time of day in a text that may begin with a date ("11-04-2025 10:00", "kl. 9.00-12.00")."""
    for match in _TIME_OF_DAY.finditer(dates.DATE_IN_FIGURES.sub(" ", text)):
        hour, minute = int(match["hour"] or match["full_hour"]), int(match["minute"] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None
