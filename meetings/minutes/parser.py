"""From pages to what the document says. Reads like the table of contents of a meeting.

The parser never refuses: every non-blank line is owned by a part of the document or by one warning.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from meetings.minutes import decisions, patterns
from meetings.minutes.announced import places
from meetings.minutes.appointments import appointments
from meetings.minutes.clean import Cleaned, Line, clean
from meetings.minutes.document import (
    FIELD_NAMES,
    Appointment,
    Attachment,
    Document,
    Field,
    FieldName,
    Item,
    Kind,
    Place,
    Section,
    Table,
    Warning,
)
from meetings.minutes.extract import Pages
from meetings.minutes.flow import as_text, flow, line_width
from meetings.minutes.hyphens import OwnWords, own_words
from meetings.minutes.municipalities import municipalities_named, municipality
from meetings.minutes.outline import Heading, find_headings
from meetings.minutes.people import ParticipantList, read_participants
from meetings.minutes.references import (
    case_references,
    distant_items,
    first_date,
    item_references,
    meeting_references,
)
from meetings.minutes.sums import wrong_sums
from meetings.minutes.tables import FoundTable, take_tables
from meetings.minutes.vacancies import vacancies
from meetings.minutes.votes import votes

PARSER_VERSION = 2
"""Raised whenever the same file would be read differently, so that an archive knows what to read again."""


@dataclass(frozen=True)
class _Cover:
    """What the lines before the first heading, and the page headers, say of the meeting."""

    kind: Kind | None
    council: str
    date: date | None
    start_time: time | None
    place: str
    is_sample: bool
    is_draft: bool


@dataclass(frozen=True)
class _ReadItem:
    """An item's texts and tables before anything is concluded from them."""

    heading: Heading
    section: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]
    attachments: tuple[Attachment, ...]
    case_place: Place | None
    place: Place


def parse(pages: Pages) -> Document:
    """Everything that the pages of an agenda or of minutes say."""
    cleaned = clean(pages)
    headings = find_headings(cleaned.lines)
    before = cleaned.lines[: headings[0].start] if headings else cleaned.lines
    cover = _read_cover(before, cleaned)
    participants = read_participants(before)
    width = line_width(cleaned.lines)
    words = own_words(line.text for line in cleaned.lines)
    read, warnings = _read_items(cleaned.lines, headings, width, words)

    is_minutes = any(field.name == "decision" for item in read for field in item.fields)
    kind: Kind = "minutes" if is_minutes or (participants.lines and cover.kind != "agenda") else "agenda"
    council = cover.council or _most_named_council(cleaned.lines)
    day = cover.date or _date_of_first_item(read)
    titles = {heading.number: heading.title for heading in headings}
    items = tuple(_concluded(item, titles, day) for item in read)
    return Document(
        kind=kind,
        council=council,
        date=day,
        start_time=cover.start_time,
        place=cover.place,
        is_sample=cover.is_sample,
        is_draft=cover.is_draft,
        participants=participants.participants,
        participants_complete=_participants_complete(kind, participants),
        sections=tuple(
            Section(heading.number, heading.title, _place(cleaned.lines[heading.start]))
            for heading in headings
            if not heading.is_item
        ),
        items=items,
        appointments=tuple(appointment for item in items for appointment in _appointments(item)),
        tables=tuple(table for item in read for table in item.tables),
        warnings=tuple(
            sorted(
                (
                    *participants.warnings,
                    *_participant_warnings(kind, participants, cleaned.lines),
                    *warnings,
                    *_numbering_warnings(headings, cleaned.lines),
                    *_lost_table_warnings(read),
                    *_wrong_sum_warnings(read),
                ),
                key=lambda warning: (warning.page, warning.line),
            )
        ),
    )


def _place(line: Line) -> Place:
    return Place(line.page, line.number)


def _read_cover(lines: Sequence[Line], cleaned: Cleaned) -> _Cover:
    kind: Kind | None = None
    council, place, start_time, day = "", "", None, None
    is_sample, is_draft = False, False
    for index, line in enumerate(lines):
        if match := patterns.COVER_KIND.match(line.text):
            kind = "agenda" if match["agenda"] else "minutes"
            is_draft = is_draft or line.text.casefold().startswith("udkast")
        elif match := patterns.SPACED_OUT_COUNCIL.match(line.text):
            council = council or "KKR " + re.sub(r"\s", "", match["name"]).capitalize()
        elif match := patterns.COVER_DATE.match(line.text):
            written = match["date"] or _text_at(lines, index + 1)
            day = day or first_date(written)
            start_time = start_time or _time(written)
        elif match := patterns.COVER_TIME.match(line.text):
            start_time = start_time or _time(match["time"])
        elif match := patterns.COVER_PLACE.match(line.text):
            place = place or _place_on_cover(match["place"], lines[index + 1 : index + 5])
        elif patterns.COVER_SAMPLE.match(line.text):
            is_sample = True
    for line in cleaned.furniture:
        if header := patterns.PAGE_HEADER.match(line.text):
            council, day = council or header["council"], day or first_date(header["date"])
    return _Cover(kind, council, day, start_time, place, is_sample, is_draft)


def _text_at(lines: Sequence[Line], index: int) -> str:
    return lines[index].text if index < len(lines) else ""


def _place_on_cover(first: str | None, rest: Sequence[Line]) -> str:
    """A place that runs on, or begins on the next line: as long as nothing separates the lines."""
    words = [first] if first else []
    for line in rest:
        stands_apart = words and (line.gap or line.page_start)
        if stands_apart or ":" in line.text or patterns.COVER_SAMPLE.match(line.text):
            break
        words.append(line.text)
    return " ".join(" ".join(words).split())


def _time(text: str) -> time | None:
    """The first time of day in a text that may begin with a date ("11-04-2025 10:00", "kl. 9.00-12.00")."""
    for match in patterns.TIME_OF_DAY.finditer(patterns.DATE_IN_FIGURES.sub(" ", text)):
        hour, minute = int(match["hour"] or match["full_hour"]), int(match["minute"] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None


def _most_named_council(lines: Sequence[Line]) -> str:
    """The council that the text names most, for a document whose cover and headers are lost."""
    named = Counter(match.group() for line in lines for match in patterns.COUNCIL.finditer(line.text))
    return max(named, key=lambda council: named[council], default="")


def _date_of_first_item(items: Sequence[_ReadItem]) -> date | None:
    """The date in the wording of the item that approves the agenda, the only place some minutes tell it."""
    for item in items:
        if re.search(r"\bdagsorden", item.heading.title, re.IGNORECASE):
            for field in item.fields:
                if (day := first_date(field.text)) is not None:
                    return day
    return None


def _read_items(
    lines: Sequence[Line], headings: Sequence[Heading], width: int, words: OwnWords
) -> tuple[list[_ReadItem], list[Warning]]:
    items: list[_ReadItem] = []
    warnings: list[Warning] = []
    section = ""
    for heading, following in zip(headings, [*headings, None][1:], strict=True):
        body = lines[heading.end : following.start if following else len(lines)]
        if not heading.is_item:
            section = heading.number
            warnings += _stray_lines(body)
            continue
        items.append(_read_item(heading, section, lines[heading.start : heading.end], body, width, words))
    return items, warnings


def _read_item(
    heading: Heading,
    section: str,
    heading_lines: Sequence[Line],
    body: Sequence[Line],
    width: int,
    words: OwnWords,
) -> _ReadItem:
    fields: list[Field] = []
    tables: list[Table] = []
    starts: list[tuple[int, FieldName, int]] = [(0, "presentation", 0)]
    for name, place, lines in _split_fields(body):
        text_lines, found = take_tables(lines)
        blocks = flow(text_lines, width, words)
        if blocks:
            fields.append(Field(name, as_text(blocks), place))
        begin = [block.line.number for block in blocks]
        after = places(found, blocks)
        tables += [_table(table, heading, name, at) for table, at in zip(found, after, strict=True)]
        starts += [(place.line, name, 0), *((number, name, count) for count, number in enumerate(begin, start=1))]
    return _ReadItem(
        heading=heading,
        section=section,
        fields=tuple(fields),
        tables=tuple(tables),
        attachments=_attachments(heading.number, [*heading_lines, *body], starts),
        case_place=_place(heading_lines[-1]) if heading.case_text else None,
        place=_place(heading_lines[0]),
    )


def _attachments(
    item: str, lines: Sequence[Line], starts: Sequence[tuple[int, FieldName, int]]
) -> tuple[Attachment, ...]:
    """The item's attachment markers. `starts` has where each field and block begins: line, field, blocks so far."""
    numbers = [number for number, _, _ in starts]
    found = []
    for line in lines:
        _, field, blocks = starts[bisect_right(numbers, line.number) - 1]
        found += [Attachment(item, field, blocks, _place(line))] * line.markers
    return tuple(found)


def _split_fields(body: Sequence[Line]) -> list[tuple[FieldName, Place, list[Line]]]:
    """The lines of each field. A field begins once; what stands before the first is the presentation."""
    parts: list[tuple[FieldName, Place, list[Line]]] = []
    for line in body:
        name = patterns.field_name(line.text)
        begun = [begun for begun, _, _ in parts]
        if name and name not in begun and not _out_of_order(name, begun):
            parts.append((name, _place(line), []))
            continue
        if not parts:
            if not line.text:
                continue
            parts.append(("presentation", _place(line), []))
        parts[-1][2].append(line)
    return parts


def _out_of_order(name: FieldName, begun: Sequence[FieldName]) -> bool:
    """Whether the word is a subheading inside another text: a background within the presentation."""
    return name == "background" and "presentation" in begun


def _table(table: FoundTable, heading: Heading, field: FieldName, after: int) -> Table:
    return Table(
        item=heading.number,
        title=table.title or heading.title,
        columns=table.columns,
        rows=table.rows,
        field=field,
        after_block=after,
        place=_place(table.line),
    )


def _concluded(read: _ReadItem, titles: Mapping[str, str], day: date | None) -> Item:
    """The item with what its texts let one conclude: outcome, case type, municipalities, references."""
    texts = {field.name: field.text for field in read.fields}
    text = "\n".join([read.heading.title, *texts.values()])
    concluded = decisions.conclude(texts.get("decision", ""))
    case_number, initials = _case(read)
    return Item(
        number=read.heading.number,
        title=read.heading.title,
        section=read.section,
        case_number=case_number,
        initials=initials,
        fields=read.fields,
        outcomes=concluded.outcomes,
        deciding_sentence=concluded.sentence,
        votes=votes(texts.get("decision", "")),
        case_type=decisions.case_type(
            titles.get(read.section, ""),
            read.heading.title,
            texts.get("recommendation", ""),
            concluded.outcomes[0] if concluded.outcomes else "none",
        ),
        municipalities=_municipalities(text, read.tables),
        references=meeting_references(text, day) if day else (),
        item_references=tuple(
            number for number in item_references(text, day) if number in titles and number != read.heading.number
        ),
        distant_items=distant_items(text, day) if day else (),
        case_references=tuple(number for number in case_references(text) if number != case_number),
        attachments=read.attachments,
        case_place=read.case_place,
        place=read.place,
    )


def _case(read: _ReadItem) -> tuple[str, tuple[str, ...]]:
    match = patterns.CASE_LINE.match(read.heading.case_text)
    if not match:
        return "", ()
    initials = tuple(re.findall(r"\w+", match["initials"])) if match["initials"] else ()
    return match["number"] or match["other"], initials


def _municipalities(text: str, tables: Sequence[Table]) -> tuple[str, ...]:
    """Those that the text names, and those that a table has a row for."""
    in_tables = (municipality(row[0]) for table in tables for row in table.rows)
    return tuple(dict.fromkeys([*municipalities_named(text), *(name for name in in_tables if name)]))


def _may_appoint(item: Item) -> bool:
    """Whether somebody was appointed: in so many words, or by approving a recommendation to appoint."""
    return "appointed" in item.outcomes or (item.outcome == "approved" and item.case_type == "appointment")


def _appointments(item: Item) -> list[Appointment]:
    """Those whom an item appoints, and the seats that it leaves empty."""
    texts = {name: item.text(name) for name in FIELD_NAMES}
    places = {field.name: field.place for field in item.fields}
    filled = appointments(item.title, texts) if _may_appoint(item) else ()
    source = filled[0].field if filled else "decision"
    is_about_seats = _may_appoint(item) or item.case_type == "appointment"
    return [
        Appointment(
            item=item.number,
            person=appointed.person,
            party=appointed.party,
            municipality=appointed.municipality,
            body=appointed.body,
            role=appointed.role,
            replaces=appointed.replaces,
            starts=appointed.starts,
            place=places[appointed.field],
        )
        for appointed in (*filled, *(vacancies(item.title, texts, source) if is_about_seats else ()))
    ]


def _participants_complete(kind: Kind, participants: ParticipantList) -> bool | None:
    if kind == "minutes":
        return bool(participants.complete)
    return participants.complete


def _participant_warnings(kind: Kind, participants: ParticipantList, lines: Sequence[Line]) -> list[Warning]:
    if kind == "agenda" or participants.complete:
        return []
    if not participants.lines:
        page, number = (lines[0].page, lines[0].number) if lines else (1, 1)
        return [Warning(page, number, "Referatet har ingen deltagerliste.")]
    first = participants.lines[0]
    return [Warning(first.page, first.number, "Deltagerlisten er ufuldstændig: færre er til stede end fraværende.")]


def _stray_lines(body: Sequence[Line]) -> list[Warning]:
    """Text under a section that belongs to no item: one warning for all of it."""
    texts = [line for line in body if line.text]
    if not texts:
        return []
    words = " ".join(line.text for line in texts)
    shown = words if len(words) <= 200 else f"{words[:200]}…"
    return [Warning(texts[0].page, texts[0].number, f"Teksten hører ikke til noget punkt: »{shown}«.")]


def _numbering_warnings(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Warning]:
    """A number left out is a sign of a heading that was not recognised."""
    found = []
    for before, heading in pairwise(headings):
        last, this = before.number.split("."), heading.number.split(".")
        if len(this) == 2 and len(last) == 2 and last[0] == this[0]:
            expected = int(last[1]) + 1
            skipped = int(this[1]) != expected
        else:
            skipped = int(this[0]) > int(last[0]) + 1
        if skipped:
            line = lines[heading.start]
            message = f"Nummereringen springer fra {before.number} til {heading.number}."
            found.append(Warning(line.page, line.number, message))
    return found


def _lost_table_warnings(items: Sequence[_ReadItem]) -> list[Warning]:
    """A text that says "jf. tabel 1" in an item without any table: extraction lost it."""
    return [
        Warning(
            field.place.page,
            field.place.line,
            f"Punkt {item.heading.number} nævner en tabel, som ikke blev fundet.",
        )
        for item in items
        if not item.tables
        for field in item.fields
        if patterns.TABLE_NAMED.search(field.text)
    ]


def _wrong_sum_warnings(items: Sequence[_ReadItem]) -> list[Warning]:
    return [
        Warning(table.place.page, table.place.line, message)
        for item in items
        for table in item.tables
        for message in wrong_sums(table.columns, table.rows)
    ]
