"""Reads the texts, tables and attachment markers below each item's heading, without concluding anything from them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.danish.hyphens import DocumentWords, document_words
from meetings.parsing.document import Attachment, Field, FieldName, Place, Table
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import is_label_of_case, is_labelled_case, parse_case_line
from meetings.parsing.structure.field_parts import Meeting, headings_in_own_words, heads_decisions, split_fields
from meetings.parsing.structure.headings import Heading
from meetings.parsing.text.flow import Block, blocks_as_text, flow_lines, line_width
from meetings.parsing.text.table_places import blocks_before_tables
from meetings.parsing.text.tables import FoundTable, take_tables


@dataclass(frozen=True)
class ItemContent:
    """An item's heading, the section above it, and what stands below it.

    `empty_decision`: where a decision's heading stands that has no text below it, in an item without any decision.
    """

    heading: Heading
    section: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]
    attachments: tuple[Attachment, ...]
    case_place: Place | None
    place: Place
    lines: tuple[Line, ...]
    empty_decision: Place | None = None


@dataclass(frozen=True)
class _Surroundings:
    """What the reading of an item needs to know of its document."""

    meeting: Meeting
    width: int
    words: DocumentWords
    own_headings: frozenset[str]


def read_items(
    lines: Sequence[Line], headings: Sequence[Heading], meeting: Meeting | None = None
) -> tuple[ItemContent, ...]:
    """The items of a document whose headings are known, in order; `meeting` is what the cover tells."""
    bodies = [body for heading, _, body in _with_sections(lines, headings) if heading.is_item]
    words = document_words(line.text for line in lines)
    meeting = replace(meeting or Meeting(), heads_decisions=heads_decisions(bodies))
    around = _Surroundings(meeting, line_width(lines), words, headings_in_own_words(bodies))
    return tuple(
        _read_item(heading, section, lines[heading.start : heading.end], body, around)
        for heading, section, body in _with_sections(lines, headings)
        if heading.is_item
    )


def stray_lines(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[tuple[Line, ...]]:
    """The text under each section's heading that belongs to no item, where there is any."""
    for heading, _, body in _with_sections(lines, headings):
        texts = tuple(line for line in body if line.text)
        if texts and not heading.is_item:
            yield texts


def _with_sections(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[tuple[Heading, str, Sequence[Line]]]:
    """Each heading with the number of the section it stands in, and the lines down to the next."""
    section = ""
    for heading, following in zip(headings, [*headings, None][1:], strict=True):
        section = section if heading.is_item else heading.number
        yield heading, section, lines[heading.end : following.start if following else len(lines)]


def _read_item(
    heading: Heading,
    section: str,
    heading_lines: Sequence[Line],
    body: Sequence[Line],
    around: _Surroundings,
) -> ItemContent:
    heading, body, told_below = _case_at_end(heading, body)
    blocks: dict[FieldName, list[Block]] = {}
    begins: dict[FieldName, Place] = {}
    tables: list[Table] = []
    starts: list[tuple[int, FieldName, int]] = [(0, "presentation", 0)]
    for part in split_fields(body, around.meeting, around.own_headings):
        text_lines, found = take_tables(part.lines)
        written = blocks.setdefault(part.field, [])
        if part.heading:
            written.append(Block(part.heading, part.first, part.first, is_entry=False))
        begins.setdefault(part.field, part.first.place)
        starts.append((part.first.number, part.field, len(written)))
        flowing = flow_lines(text_lines, around.width, around.words)
        tables += [
            _placed_table(table, heading, part.field, len(written) + after)
            for table, after in zip(found, blocks_before_tables(found, flowing), strict=True)
        ]
        for block in flowing:
            written.append(block)
            starts.append((block.line.number, part.field, len(written)))
    fields = tuple(Field(name, blocks_as_text(written), begins[name]) for name, written in blocks.items() if written)
    is_undecided = all(field.name != "decision" for field in fields)
    return ItemContent(
        heading=heading,
        section=section,
        fields=fields,
        tables=tuple(tables),
        attachments=_attachments(heading.number, [*heading_lines, *body], starts),
        case_place=told_below or _case_place(heading, heading_lines),
        place=(heading_lines or body)[heading.line - heading.start].place,
        lines=tuple(body),
        empty_decision=begins.get("decision") if is_undecided else None,
    )


def _case_at_end(heading: Heading, body: Sequence[Line]) -> tuple[Heading, Sequence[Line], Place | None]:
    """The heading with the case that the item's last line tells, where the heading has none; the lines above; where."""
    last = next((at for at in range(len(body) - 1, -1, -1) if body[at].text), -1)
    names_case = any((case := parse_case_line(text)) and case.number for text in heading.case_texts)
    if last < 0 or names_case:
        return heading, body, None
    above = body[last - 1].text if last else ""
    labelled = f"{above.rstrip(' :')}: {body[last].text}"
    is_below_label = is_label_of_case(above) and is_labelled_case(labelled)
    told = labelled if is_below_label else body[last].text
    if not is_labelled_case(told):
        return heading, body, None
    with_case = replace(heading, case_texts=(*heading.case_texts, told))
    return with_case, body[: last - is_below_label], body[last].place


def _case_place(heading: Heading, lines: Sequence[Line]) -> Place | None:
    """Where the case is told: on a line of its own, or at the end of the title."""
    if not heading.case_texts:
        return None
    own = (line for line in lines if line.text and parse_case_line(line.text))
    return next(own, lines[heading.line - heading.start]).place


def _attachments(
    item: str, lines: Sequence[Line], starts: Sequence[tuple[int, FieldName, int]]
) -> tuple[Attachment, ...]:
    """The item's attachment markers. `starts` has where each field and block begins: line, field, blocks so far."""
    numbers = [number for number, _, _ in starts]
    found = []
    for line in lines:
        if line.markers:
            _, field, blocks = starts[bisect_right(numbers, line.number) - 1]
            title, path = (line.mark.title, line.mark.path) if line.mark else ("", "")
            found += [Attachment(item, field, blocks, line.place, title, path)] * line.markers
    return tuple(found)


def _placed_table(table: FoundTable, heading: Heading, field: FieldName, after: int) -> Table:
    return Table(
        item=heading.number,
        title=table.title or heading.title,
        columns=table.columns,
        rows=table.rows,
        field=field,
        after_block=after,
        place=table.line.place,
    )
