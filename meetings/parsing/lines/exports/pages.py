"""From the canonical form of a meeting to lines whose marks say what each is, so that nothing of it is guessed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from meetings.parsing.lines.blocks import Block, pages_of_blocks
from meetings.parsing.lines.exports.canonical import (
    ExportedItem,
    ExportedMeeting,
    ExportedText,
    without_closed,
)
from meetings.parsing.lines.html import html_blocks
from meetings.parsing.lines.line import Mark, MarkKind
from meetings.parsing.lines.pages import SeenPages, StatedMeeting

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})?")
_TAG = re.compile(r"<[a-zA-Z/!]")


def pages_of_meeting(meeting: ExportedMeeting) -> SeenPages:
    """The lines of the meeting, with what is stated of it."""
    meeting = without_closed(meeting)
    pages = pages_of_blocks([*_cover(meeting), *_items(meeting)])
    pages.stated = StatedMeeting(meeting.kind, meeting.date, meeting.start_time, meeting.place, meeting.is_draft)
    return pages


def _cover(meeting: ExportedMeeting) -> Iterator[Block]:
    kind = "Referat" if meeting.kind == "minutes" else "Dagsorden"
    yield Block(meeting.council)
    yield Block(f"Udkast til {kind.lower()}" if meeting.is_draft else kind)
    day = "-".join(reversed(meeting.date.split("-")))
    yield Block(f"Dato: {day}{f' kl. {meeting.start_time}' if meeting.start_time else ''}")
    if meeting.place:
        yield Block(f"Sted: {meeting.place}")
    for heading, statuses in (("Deltagere", {"present", "unknown"}), ("Afbud", {"absent"})):
        listed = [each for each in meeting.participants if each.status in statuses]
        if listed:
            yield Block(heading)
        for each in listed:
            party = f" ({each.party})" if each.party else ""
            others = "".join(f", {words}" for words in (each.municipality, each.role) if words)
            yield Block(f"{each.name}{party}{others}", gap=False)


def _items(meeting: ExportedMeeting) -> Iterator[Block]:
    section, sections = "", 0
    numbers = [item.number.rstrip(". ") for item in meeting.items]
    are_known = all(_NUMBER.fullmatch(number) for number in numbers) and len(set(numbers)) == len(numbers)
    for counted, (item, own) in enumerate(zip(meeting.items, numbers, strict=True), start=1):
        number = own if are_known else str(counted)
        if item.section and item.section != section:
            sections += 1
            section = item.section
            number_of_section = number.partition(".")[0] if "." in number else f"S{sections}"
            yield Block(section, Mark(MarkKind.SECTION, number=number_of_section, title=section))
        yield Block(f"{number}. {item.title}", Mark(MarkKind.ITEM, number=number, title=item.title))
        for block in _item(item):
            if block.mark and block.mark.kind is MarkKind.ROW:
                block = replace(block, mark=replace(block.mark, table=block.mark.table + counted * 10_000))
            yield block


def _item(item: ExportedItem) -> Iterator[Block]:
    if item.case_number:
        yield Block(f"Sagsnr. {item.case_number}", Mark(MarkKind.TEXT))
    for attachment in item.attachments:
        title = attachment.title or attachment.path
        yield Block(f"./. {title}", Mark(MarkKind.ATTACHMENT, title=title, path=attachment.path))
    for place, text in enumerate(item.texts, start=1):
        yield from _text(text, place * 100)


def _text(text: ExportedText, tables_before: int) -> Iterator[Block]:
    if text.heading or text.field:
        heading = text.heading or {"decision": "Beslutning", "recommendation": "Indstilling"}.get(
            text.field or "", "Sagsfremstilling" if text.field == "presentation" else "Baggrund"
        )
        yield Block(heading, Mark(MarkKind.FIELD, field=text.field))
    for block in html_blocks(text.html if _TAG.search(text.html) else _paragraphs(text.html)):
        mark = block.mark
        if mark and mark.kind is MarkKind.ROW:
            yield replace(block, mark=replace(mark, table=mark.table + tables_before))
        elif text.is_whole or (mark and mark.kind is MarkKind.ENTRY):
            yield block
        else:
            yield replace(block, mark=Mark(MarkKind.TEXT))


def _paragraphs(text: str) -> str:
    """A text without elements as HTML: its lines are kept, an empty one ends a paragraph."""
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in re.split(r"\n\s*\n", text))
