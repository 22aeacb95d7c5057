"""Reads the pages of an agenda or minutes: the order of all steps.

No document is refused: every non-blank line is read as a part of the document or is named in a warning.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from meetings.danish.dates import first_date
from meetings.parsing.document import Document, DocumentKind, Section
from meetings.parsing.lines.extract import Pages
from meetings.parsing.lines.line import Line
from meetings.parsing.meaning.conclusions import appointments_of_item, conclude_item
from meetings.parsing.meaning.warnings import (
    council_warnings,
    cover_warnings,
    lost_table_warnings,
    numbering_warnings,
    participant_warnings,
    stray_line_warnings,
    wrong_sum_warnings,
)
from meetings.parsing.structure.clean import clean_pages
from meetings.parsing.structure.councils import KKR, council_name, most_named_municipality
from meetings.parsing.structure.cover import Cover, read_cover
from meetings.parsing.structure.items import ItemContent, read_items
from meetings.parsing.structure.outline import contents_line_numbers, find_headings
from meetings.parsing.structure.participants import ParticipantList, read_participants

# Raise it whenever the same file would be read differently: an archive reads documents of a lower version again.
PARSER_VERSION = 3


def parse_document(pages: Pages) -> Document:
    """Everything that the pages of an agenda or of minutes say."""
    cleaned = clean_pages(pages)
    headings = find_headings(cleaned.lines)
    before = cleaned.lines[: headings[0].start] if headings else cleaned.lines
    cover = read_cover(before, cleaned.furniture)
    understood = cover.understood | contents_line_numbers(before, headings)
    participants = read_participants([line for line in before if line.number not in understood])
    contents = read_items(cleaned.lines, headings)

    is_minutes = any(field.name == "decision" for item in contents for field in item.fields)
    kind: DocumentKind = "minutes" if is_minutes or (participants.lines and cover.kind != "agenda") else "agenda"
    council = _council_of_document(cover, cleaned.lines)
    day = cover.date or _date_in_items(contents)
    titles = {heading.number: heading.title for heading in headings}
    items = tuple(conclude_item(item, titles, day) for item in contents)
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
            Section(heading.number, heading.title, cleaned.lines[heading.line].place)
            for heading in headings
            if not heading.is_item
        ),
        items=items,
        appointments=tuple(
            appointment
            for item, content in zip(items, contents, strict=True)
            for appointment in appointments_of_item(item, content.lines)
        ),
        tables=tuple(table for item in contents for table in item.tables),
        warnings=tuple(
            sorted(
                (
                    *cover_warnings(before, understood, participants),
                    *council_warnings(council, cleaned.lines),
                    *participants.warnings,
                    *participant_warnings(kind, participants, cleaned.lines),
                    *stray_line_warnings(cleaned.lines, headings),
                    *numbering_warnings(headings, cleaned.lines),
                    *lost_table_warnings(contents),
                    *wrong_sum_warnings(contents),
                ),
                key=lambda warning: (warning.page, warning.line),
            )
        ),
    )


def _council_of_document(cover: Cover, lines: Sequence[Line]) -> str:
    """The council that the cover names, with the municipality that the text names most where the cover has none;
    else the KKR that the text names most, for a document whose cover and headers are lost.
    """
    if cover.council:
        texts = (line.text for line in lines)
        is_whole = "," in cover.council or cover.council.startswith("KKR ")
        return cover.council if is_whole else council_name(cover.council, most_named_municipality(texts))
    named = Counter(match.group() for line in lines for match in KKR.finditer(line.text))
    return max(named, key=lambda council: named[council], default="")


def _date_in_items(items: Sequence[ItemContent]) -> date | None:
    """The date that the item approving the agenda names, the only place where some minutes have it; None without."""
    for item in items:
        if re.search(r"\bdagsorden", item.heading.title, re.IGNORECASE):
            for field in item.fields:
                if (day := first_date(field.text)) is not None:
                    return day
    return None


def _participants_complete(kind: DocumentKind, participants: ParticipantList) -> bool | None:
    if kind == "minutes":
        return bool(participants.complete)
    return participants.complete
