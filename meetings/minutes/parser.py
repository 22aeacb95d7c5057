"""From pages to what the document says. Reads like the table of contents of a meeting.

The parser never refuses: every non-blank line is owned by a part of the document or by one warning.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from meetings.minutes import decisions, patterns
from meetings.minutes.announced import places
from meetings.minutes.appointments import appointments
from meetings.minutes.cases import Case, case_line
from meetings.minutes.clean import Line, clean
from meetings.minutes.councils import KKR, council_name, most_named_municipality
from meetings.minutes.cover import Cover, read_cover
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
from meetings.minutes.flow import Block, as_text, flow, line_width
from meetings.minutes.headings import Heading
from meetings.minutes.hyphens import OwnWords, own_words
from meetings.minutes.municipalities import municipalities_named, municipality
from meetings.minutes.outline import find_headings
from meetings.minutes.parts import split_fields
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


_PRINTED_PAGE = re.compile(r"\s\d{1,3}$")
_AFTER_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})?)[.:)]*\s+")


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
    cover = read_cover(before, cleaned.furniture)
    told = cover.understood | _contents(before, headings)
    participants = read_participants([line for line in before if line.number not in told])
    width = line_width(cleaned.lines)
    words = own_words(line.text for line in cleaned.lines)
    read, warnings = _read_items(cleaned.lines, headings, width, words)

    is_minutes = any(field.name == "decision" for item in read for field in item.fields)
    kind: Kind = "minutes" if is_minutes or (participants.lines and cover.kind != "agenda") else "agenda"
    council = _council(cover, cleaned.lines)
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
            Section(heading.number, heading.title, _place(cleaned.lines[heading.line]))
            for heading in headings
            if not heading.is_item
        ),
        items=items,
        appointments=tuple(appointment for item in items for appointment in _appointments(item)),
        tables=tuple(table for item in read for table in item.tables),
        warnings=tuple(
            sorted(
                (
                    *_cover_warnings(before, told, participants),
                    *_council_warnings(council, cleaned.lines),
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


def _council(cover: Cover, lines: Sequence[Line]) -> str:
    """The council that the cover names, with the municipality that the text names most where the cover has none;
    else the KKR that the text names most, for a document whose cover and headers are lost.
    """
    if cover.council:
        is_whole = "," in cover.council or cover.council.startswith("KKR ")
        return cover.council if is_whole else council_name(cover.council, most_named_municipality(_texts(lines)))
    named = Counter(match.group() for line in lines for match in KKR.finditer(line.text))
    return max(named, key=lambda council: named[council], default="")


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text for line in lines)


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
    blocks: dict[FieldName, list[Block]] = {}
    begins: dict[FieldName, Place] = {}
    tables: list[Table] = []
    starts: list[tuple[int, FieldName, int]] = [(0, "presentation", 0)]
    for part in split_fields(body):
        text_lines, found = take_tables(part.lines)
        written = blocks.setdefault(part.field, [])
        if part.heading:
            written.append(Block(part.heading, part.first, part.first, is_entry=False))
        begins.setdefault(part.field, _place(part.first))
        starts.append((part.first.number, part.field, len(written)))
        flowing = flow(text_lines, width, words)
        tables += [
            _table(table, heading, part.field, len(written) + after)
            for table, after in zip(found, places(found, flowing), strict=True)
        ]
        for block in flowing:
            written.append(block)
            starts.append((block.line.number, part.field, len(written)))
    return _ReadItem(
        heading=heading,
        section=section,
        fields=tuple(Field(name, as_text(written), begins[name]) for name, written in blocks.items() if written),
        tables=tuple(tables),
        attachments=_attachments(heading.number, [*heading_lines, *body], starts),
        case_place=_case_place(heading, heading_lines),
        place=_place(heading_lines[heading.line - heading.start]),
    )


def _case_place(heading: Heading, lines: Sequence[Line]) -> Place | None:
    """Where the case is told: on a line of its own, or at the end of the title."""
    if not heading.case_texts:
        return None
    own = (line for line in lines if line.text and case_line(line.text))
    return _place(next(own, lines[heading.line - heading.start]))


def _attachments(
    item: str, lines: Sequence[Line], starts: Sequence[tuple[int, FieldName, int]]
) -> tuple[Attachment, ...]:
    """The item's attachment markers. `starts` has where each field and block begins: line, field, blocks so far."""
    numbers = [number for number, _, _ in starts]
    found = []
    for line in lines:
        if line.markers:
            _, field, blocks = starts[bisect_right(numbers, line.number) - 1]
            found += [Attachment(item, field, blocks, _place(line))] * line.markers
    return tuple(found)


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
    case = _case(read.heading)
    return Item(
        number=read.heading.number,
        title=read.heading.title,
        section=read.section,
        case_number=case.number,
        initials=case.initials,
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
        case_references=tuple(number for number in case_references(text) if number != case.number),
        attachments=read.attachments,
        case_place=read.case_place,
        place=read.place,
    )


def _case(heading: Heading) -> Case:
    """What the lines below a title tell of the case; the first number and the first initials count."""
    cases = [case for text in heading.case_texts if (case := case_line(text))]
    return Case(
        next((case.number for case in cases if case.number), ""),
        next((case.initials for case in cases if case.initials), ()),
    )


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


def _cover_warnings(before: Sequence[Line], told: Set[int], participants: ParticipantList) -> list[Warning]:
    """Lines before the first heading that tell nothing known, a run of them in one warning."""
    understood = told | {line.number for line in participants.lines}
    found: list[list[Line]] = []
    follows = False
    for line in before:
        is_unknown = bool(line.text) and line.number not in understood
        if is_unknown and follows:
            found[-1].append(line)
        elif is_unknown:
            found.append([line])
        follows = is_unknown
    return [
        Warning(run[0].page, run[0].number, f"Teksten på forsiden blev ikke forstået: »{_shown(run)}«.")
        for run in found
    ]


def _contents(before: Sequence[Line], headings: Sequence[Heading]) -> set[int]:
    """Lines before the first heading that say what the headings say: a table of contents without page numbers."""
    said = {text for heading in headings for text in (heading.title, f"{heading.number} {heading.title}")}
    return {line.number for line in before if said & {_entry(line.text), _entry(_PRINTED_PAGE.sub("", line.text))}}


def _entry(text: str) -> str:
    """A line of a table of contents without its bullet, and with one space after its number."""
    return " ".join(_AFTER_NUMBER.sub(r"\1 ", text.lstrip("•–- ")).split())


def _council_warnings(council: str, lines: Sequence[Line]) -> list[Warning]:
    if not council or "," in council or council.startswith("KKR ") or not lines:
        return []
    message = f"Dokumentet siger ikke, hvilken kommune {council} hører til."
    return [Warning(lines[0].page, lines[0].number, message)]


def _stray_lines(body: Sequence[Line]) -> list[Warning]:
    """Text under a section that belongs to no item: one warning for all of it."""
    texts = [line for line in body if line.text]
    if not texts:
        return []
    return [Warning(texts[0].page, texts[0].number, f"Teksten hører ikke til noget punkt: »{_shown(texts)}«.")]


def _shown(lines: Sequence[Line]) -> str:
    words = " ".join(line.text for line in lines)
    return words if len(words) <= 200 else f"{words[:200]}…"


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
            line = lines[heading.line]
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
