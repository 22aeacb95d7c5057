"""Reads kind of document, council, date, time and place from the cover and the page headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from meetings.danish import dates
from meetings.danish.dates import WrittenDate, written_dates
from meetings.parsing.document import DocumentKind, ParsingWarning
from meetings.parsing.lines.line import Line, texts_below
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.clean import CONTENTS_ENTRY
from meetings.parsing.structure.councils import (
    body_name,
    council_name,
    is_of_owners,
    kind_of_body,
    kkr_names,
    municipality_named,
    region_named,
    town_of_body,
)
from meetings.parsing.structure.cover_names import (
    is_address,
    is_committee_of,
    is_label_of_day,
    is_label_without_name,
    names_another,
    rest_of,
    without_letter_spacing,
    wrapped_title,
)
from meetings.parsing.structure.cover_places import paragraph_length, place_and_line_count
from meetings.parsing.structure.cover_times import first_time
from meetings.parsing.structure.editions import EditionFacts, read_edition, without_edition_words
from meetings.parsing.structure.participants import opens_participant_list

# The letter that minutes or an agenda are is written so near to the meeting.
_LETTER_WITHIN = timedelta(days=45)


@dataclass(frozen=True)
class Cover:
    """What a cover says; `understood` has the numbers (`Line.number`) of the lines that said something known.

    `impossible_date` is what stands in the date's place where there is no such day, '' else.
    """

    kind: DocumentKind | None
    council: str
    has_owner: bool
    date: date | None
    impossible_date: str
    start_time: time | None
    place: str
    is_sample: bool
    is_draft: bool
    edition: EditionFacts
    understood: frozenset[int]
    warnings: tuple[ParsingWarning, ...] = ()
    # Where nothing but what heads a list says the kind (»Dagsorden:«), which minutes have as well: so many items that
    # were decided in a word make them minutes.
    minutes_if_decided: int | None = None


@dataclass
class _Facts:
    """What has been read so far.

    What stands after a label counts before what stands in a title (`…_in_title`), and that before what a line only
    mentions (`mentioned_…`); the day to which a meeting was moved counts before all.
    """

    kind: DocumentKind | None = None
    minutes_if_decided: int | None = None
    is_draft: bool = False
    is_sample: bool = False
    kkr: str = ""
    labelled_body: str = ""
    body: str = ""
    body_in_title: str = ""
    has_letterhead: bool = False
    town: str = ""
    region: str = ""
    moved_to: date | None = None
    day: date | None = None
    is_day_of_letter: bool = False
    day_of_meeting: date | None = None
    day_in_title: date | None = None
    is_day_alone: bool = False
    is_kind_alone: bool = False
    mentioned_day: date | None = None
    start: time | None = None
    start_in_title: time | None = None
    place: str = ""
    understood: set[int] = field(default_factory=set)
    names: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    impossible: list[tuple[Line, str]] = field(default_factory=list)
    other_kkr: dict[str, Line] = field(default_factory=dict)

    @property
    def meeting_day(self) -> date | None:
        told = self.day_of_meeting
        is_letters = self.is_day_of_letter and self.day and told and abs(self.day - told) < _LETTER_WITHIN
        told = told if is_letters else None
        return self.moved_to or told or self.day or self.day_in_title or self.mentioned_day

    @property
    def owner(self) -> str:
        return self.region if self.region and (self.meeting_body.startswith("Region") or not self.town) else self.town

    @property
    def meeting_body(self) -> str:
        return self.labelled_body or self.body or self.body_in_title


def read_cover(lines: Sequence[Line], furniture: Sequence[Line]) -> Cover:
    """The facts on the lines before the first heading and in the page headers."""
    lines = lines[: words.MOST_LINES]
    facts = _Facts()
    listing = False
    outside_lists: list[Line] = []
    for index, (line, below) in enumerate(zip(lines, texts_below(lines), strict=True)):
        ends_list = is_label_without_name(line.text, below) or is_label_of_day(line.text, below)
        ends_list = ends_list or words.CONTENTS.match(line.text) is not None
        listing = not ends_list and (listing or opens_participant_list(line, below))
        outside_lists += [] if listing else [line]
        labelled = _read_labelled_line(facts, lines[index : index + 1] if listing else lines[index : index + 6])
        furnishing = 1 if words.BARE_LABEL.match(line.text) else 0
        is_title = not listing or _is_title_below_list(line.text)
        understood = labelled or furnishing or (_read_title_line(facts, lines, index) if is_title else 0)
        facts.understood |= {read.number for read in lines[index : index + understood]}
    headers = tuple(_page_headers(furniture))
    for header in headers:
        _read_names(facts, header)
        facts.mentioned_day = facts.mentioned_day or next(iter(_existing(written_dates(header.text))), None)
    facts.understood |= {number for number, names in facts.names.items() if _names_council(facts, *names)}
    edition = _edition(facts, outside_lists)
    facts.moved_to = edition.moved_to or facts.moved_to
    return Cover(
        kind=facts.kind,
        council=facts.kkr or council_name(facts.meeting_body, "" if is_of_owners(facts.meeting_body) else facts.owner),
        has_owner=facts.owner != "",
        date=facts.meeting_day,
        impossible_date="" if facts.meeting_day or not facts.impossible else facts.impossible[0][1],
        start_time=facts.start or facts.start_in_title,
        place=facts.place,
        is_sample=facts.is_sample,
        is_draft=facts.is_draft,
        edition=edition,
        understood=frozenset(facts.understood | edition.understood),
        warnings=tuple(_cover_contradictions(facts, headers, edition)),
        minutes_if_decided=facts.minutes_if_decided,
    )


def _is_title_below_list(text: str) -> bool:
    """Whether a line below a list of participants is a title of its own: a body's name and a day.

    One that tells the hour too may have the number of its page's document before it: »01 Dagsorden for …«.
    """
    title = text.lstrip("0123456789. ") if first_time(text) else text
    names_body = body_name(text) or kkr_names(text) or (words.OPENS_WITH_KIND.match(title) and kind_of_body(text))
    return len(text) <= words.LONGEST_TITLE and bool(written_dates(text)) and bool(names_body)


def _edition(facts: _Facts, lines: Sequence[Line]) -> EditionFacts:
    """What the cover says of the edition and of the meeting; where another day has been read, it was moved there."""
    former = facts.day or facts.day_in_title
    edition = read_edition(lines, former or facts.mentioned_day)
    if facts.moved_to and former and facts.moved_to != former and not edition.status:
        return replace(edition, status="moved", moved_from=former, moved_to=facts.moved_to)
    return edition


def _cover_contradictions(facts: _Facts, headers: Sequence[Line], edition: EditionFacts) -> Iterator[ParsingWarning]:
    """Impossible days, other days in the page headers, and councils that meet together with the first."""
    for line, text in facts.impossible:
        yield ParsingWarning(line.page, line.number, f"Dagen »{text}« findes ikke.")
    for name, line in facts.other_kkr.items():
        is_joint = name in edition.councils
        where = f"fælles med {name} og findes under begge" if is_joint else f"lagt under {facts.kkr}"
        message = f"Forsiden nævner også {name}. Mødet er {where}."
        yield ParsingWarning(line.page, line.number, message)
    told: set[date] = set()
    for line in headers:
        is_meetings = kkr_names(line.text) or body_name(line.text) or words.KIND.search(line.text) is not None
        for written in written_dates(line.text)[:1] if is_meetings else ():
            if facts.meeting_day and written.day not in {None, facts.meeting_day, *told}:
                said = f"{facts.meeting_day:%d-%m-%Y}"
                message = f"Sidehovedet siger {written.text}, men mødets dato er læst som {said}."
                yield ParsingWarning(line.page, line.number, message)
                told |= {written.day} if written.day else set()


def _existing(written: Sequence[WrittenDate]) -> Iterator[date]:
    return (found.day for found in written if found.day)


def _page_headers(furniture: Sequence[Line]) -> Iterator[Line]:
    """The page headers, without the entries of a table of contents."""
    for line in furniture:
        if not CONTENTS_ENTRY.search(line.text) and not line.text[:1].isdigit():
            yield line


def _read_labelled_line(facts: _Facts, lines: Sequence[Line]) -> int:
    """Reads a line that begins with a label ("Dato: …") and those below into `facts`; how many said something new."""
    text = words.MARK.sub("", lines[0].text)
    if match := words.DATE.match(text) or words.TIME.match(text):
        written, taken = _value_of_label(match["value"] or match["bare"], lines)
        if taken > 1 and written.endswith(".") and rest_of(written):
            return 0
        day, start = _meeting_day(facts, lines[taken - 1], written, is_labelled=True), first_time(written)
        is_new = (day or start) and day in {None, facts.day or day} and start in {None, facts.start or start}
        # A letter's date stands above that of the meeting: »Dato: 2. juni«, »Tid: mandag den 8. juni kl. 16«.
        is_surer = day and start and not facts.start and words.TIME.match(text)
        # The day of the letter that the minutes are, below a title that says when the meeting was.
        if day and not start and facts.day_in_title and facts.start_in_title and words.DATE_ALONE.match(text):
            return 1
        if day and not facts.day:
            facts.is_day_of_letter = start is None and words.DATE_ALONE.match(text) is not None
        facts.day, facts.start = day if is_surer else facts.day or day, facts.start or start
        if is_new or match["value"] or not match["bare"]:
            return taken if is_new else 0
    if match := words.BEGAN_LINE.match(text):
        facts.start_in_title = facts.start_in_title or first_time(match["time"])
        return 1
    if match := words.COUNCIL.match(text):
        written, taken = _value_of_label(match["value"] or match["bare"], lines)
        return taken if _read_labelled_council(facts, lines[taken - 1], written, is_on_line=taken == 1) else 0
    if match := words.PLACE.match(text):
        place, taken = place_and_line_count(match["value"] or match["bare"], lines[1:5])
        is_new = bool(place) and not facts.place
        facts.place = facts.place or place
        facts.town = facts.town or municipality_named(place) or town_of_body(place)
        return taken + 1 if is_new else 0
    if words.SAMPLE.match(text):
        facts.is_sample = True
        return 1
    if not words.END.match(text):
        return 0
    return 2 if len(lines) > 1 and len(text.split()) == 1 and written_dates(lines[1].text) else 1


def _read_labelled_council(facts: _Facts, line: Line, written: str, *, is_on_line: bool) -> bool:
    """Reads what stands after a label such as "Udvalg:"; whether it is a council's name.

    On the label's own line any name is one (»Udvalg: Kultur & Fritid«), below it one that says what it is.
    """
    if any(kkr_names(written)) or body_name(written):
        facts.labelled_body = facts.labelled_body or body_name(written)
        names = _read_names(facts, line)
        facts.names[line.number] = names
        return True
    is_name = is_on_line and written[:1].isupper() and len(written) <= words.LONGEST_TITLE / 2 and ":" not in written
    if is_name and not any(letter.isdigit() for letter in written):
        facts.labelled_body = facts.labelled_body or written.strip(" .")
        return True
    return False


def _read_title_line(facts: _Facts, lines: Sequence[Line], index: int) -> int:
    """Reads a line of a title page into `facts`; how many lines were understood."""
    text = without_edition_words(lines[index].text)
    if lines[index].number in facts.understood:
        return 1
    if words.BOILERPLATE.match(text):
        return paragraph_length(lines, index)
    if words.ROOM.match(text) and not facts.place:
        facts.place = text.removeprefix("i ").removeprefix("på ")
        return 1
    plain = without_letter_spacing(text)
    if plain.endswith((".", ",")) and len(plain) > words.LONGEST_TITLE:
        return 0
    tells_first = facts.kind is None
    has_facts = _read_kind(facts, plain)
    if tells_first and facts.kind and (label := words.OF_LIST.match(lines[index].text)):
        # A title of its own stands above: whose meeting it was, and when.
        has_title = bool(facts.meeting_body and facts.meeting_day)
        facts.minutes_if_decided = 1 if label["colon"] else 2 if has_title else None
    if len(plain) <= words.LONGEST_TITLE:
        has_facts = _read_date_and_time(facts, lines[index], plain) or has_facts
        rest = rest_of(text)
        if len(rest) <= words.LONGEST_REST and not words.NUMBERED.match(text):
            names = _read_names(facts, replace(lines[index], text=wrapped_title(lines, index)), is_only=not rest)
            if any(names) and not rest:
                facts.names[lines[index].number] = names
    # A name counts as understood where it is the council's, which is known in the end; two bodies are more than that.
    is_of_names = lines[index].number in facts.names
    if is_of_names and names_another(text, facts.names[lines[index].number][1]):
        del facts.names[lines[index].number]
    has_only_facts = has_facts and not rest_of(text) and not is_of_names
    return 1 if has_only_facts or words.CONTENTS.match(text) or not text else 0


def _read_kind(facts: _Facts, text: str) -> bool:
    is_draft = words.DRAFT.search(text) is not None and len(text) <= words.LONGEST_TITLE
    may_tell = len(text) <= words.LONGEST_TITLE and not words.EITHER_KIND.search(text)
    match = words.KIND.search(text) if may_tell else None
    counts = match is not None and (
        words.OPENS_WITH_KIND.match(text) is not None
        or words.ENDS_WITH_KIND.search(_without_days(text)) is not None
        or body_name(text) != ""
    )
    if match and counts:
        kind: DocumentKind = "agenda" if match["agenda"] and not words.BOTH_KINDS.search(text) else "minutes"
        # A site calls its page »Dagsorden« also where »Referat« stands below: either word alone on its line.
        is_alone = match.group() == text.strip(" :")
        is_sites_word = facts.kind == "agenda" and facts.is_kind_alone and is_alone
        facts.is_kind_alone = is_alone if facts.kind is None else facts.is_kind_alone
        facts.kind = kind if is_sites_word else facts.kind or kind
    facts.is_draft = facts.is_draft or (is_draft and (counts or text.strip(" :").casefold() == "udkast"))
    return counts or (facts.is_draft and is_draft)


def _without_days(text: str) -> str:
    for pattern in (dates.DATE_IN_WORDS, dates.DATE_IN_FIGURES, dates.DATE_OF_SHORT_YEAR):
        text = pattern.sub(" ", text)
    return text.rstrip(" .,")


def _read_names(facts: _Facts, line: Line, *, is_only: bool = True) -> tuple[str, str, str]:
    """The KKR, the body and its owner that a title names; the first of each counts.

    `is_only`: the line says nothing else, as the title of a document; such a body counts before any other.
    """
    kkrs, body, region = kkr_names(line.text), body_name(line.text), region_named(line.text)
    town = "" if is_address(line.text) else municipality_named(line.text) or town_of_body(line.text)
    if kkrs:
        facts.kkr = facts.kkr or kkrs[0]
        facts.other_kkr |= {name: line for name in kkrs if name != facts.kkr and name not in facts.other_kkr}
    is_fuller = facts.body != "" and (body.startswith(f"{facts.body} for ") or is_committee_of(body, facts.body))
    is_fuller = is_fuller or (facts.has_letterhead and is_only and body != "" and facts.body == "Byrådet")
    facts.has_letterhead = facts.has_letterhead or words.LETTERHEAD.match(line.text) is not None
    facts.body = body if is_fuller else facts.body or (body if is_only else "")
    facts.body_in_title = facts.body_in_title or body
    facts.town = facts.town or town
    facts.region = facts.region or region
    return (kkrs[0] if kkrs else ""), body, town or region


def _names_council(facts: _Facts, kkr: str, body: str, owner: str) -> bool:
    """Whether what a line names is in the council's name, as it is known in the end."""
    if facts.kkr:
        return kkr == facts.kkr
    return facts.meeting_body != "" and body in {"", facts.meeting_body} and owner in {"", facts.owner}


def _read_date_and_time(facts: _Facts, line: Line, text: str) -> bool:
    is_of_meeting = words.OF_MEETING.search(text) is not None or words.KIND.search(text) is not None
    if words.OTHER_DAY.search(text):
        return False
    is_labelled = is_of_meeting or words.SHORT_DAY_ALONE.match(text) is not None
    day, start = _meeting_day(facts, line, text, is_labelled=is_labelled), first_time(text)
    if is_of_meeting or not rest_of(text):
        # A day alone may be a letter's; the title that says when the meeting began, or whose it was, knows better.
        tells_when = start is not None and (words.KIND.search(text) or words.WEEKDAY.search(text)) is not None
        is_surer = facts.is_day_alone and (tells_when or _names_meeting(text))
        if day:
            facts.is_day_alone = (facts.is_day_alone or facts.day_in_title is None) and not is_of_meeting
        facts.day_in_title = (is_surer and day) or facts.day_in_title or day
    tells_whole = start is not None and words.WEEKDAY.search(text) is not None and not rest_of(text)
    if day and (tells_whole or (words.OPENS_WITH_KIND.match(text) and _names_meeting(text))):
        facts.day_of_meeting = facts.day_of_meeting or day
    facts.mentioned_day = facts.mentioned_day or day
    facts.start_in_title = facts.start_in_title or start
    is_known = day is None or day in {facts.day, facts.day_in_title}
    return is_known and bool(day or (start and "kl" in text.casefold()))


def _names_meeting(text: str) -> bool:
    """Whether a title says whose meeting it was: »6. møde i Udvalget for Forebyggelse, onsdag den 26. juni 2013«."""
    is_entry = words.NUMBERED.match(text) is not None
    names_body = body_name(text) or kind_of_body(text) or kkr_names(text)
    return "møde" in text.casefold() and bool(names_body) and not is_entry


def _meeting_day(facts: _Facts, line: Line, text: str, *, is_labelled: bool) -> date | None:
    """The meeting's day in a text: the first, or that to which it was moved. An impossible one is noted in `facts`."""
    written = written_dates(text, with_short_years=is_labelled)
    facts.impossible += [(line, found.text) for found in written if found.day is None]
    existing = [found for found in written if found.day]
    if existing and words.MOVED.search(text):
        before = {found: text[max(0, found.start - 40) : found.start] for found in existing}
        new = [found for found in existing if words.NEW_DAY_NEXT.search(before[found])]
        new = new or [found for found in existing if not words.OLD_DAY_NEXT.search(before[found])][-1:]
        if not new:
            return None
        facts.moved_to = facts.moved_to or new[0].day
        return new[0].day
    return existing[0].day if existing else None


def _value_of_label(written: str | None, lines: Sequence[Line]) -> tuple[str, int]:
    """What the label on the first line names: on that line, or on the next; and how many lines it takes."""
    if written:
        return written, 1
    return (lines[1].text, 2) if len(lines) > 1 else ("", 1)
