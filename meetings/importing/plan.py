"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by title and number, see match_items.py; a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

from collections.abc import Iterator
from dataclasses import replace as replaced

from meetings.importing.contradictions import check_contradictions, check_numbers
from meetings.importing.files import ReadFile
from meetings.importing.held_back import held_back_of, was_deleted
from meetings.importing.identify_people import identify_people
from meetings.importing.item_order import merged_changes, merged_order, moves, with_positions
from meetings.importing.known_documents import known_document, original_of
from meetings.importing.match_items import TitledRecord, match_items
from meetings.importing.match_meeting import MeetingChoice, match_meeting, refuse_sample_council
from meetings.importing.match_people import MatchedRecords, holds_person_read, match_people
from meetings.importing.match_tables import match_tables_and_attachments
from meetings.importing.meeting_values import KEPT_UNLESS_SAID, with_meeting_values
from meetings.importing.named_records import with_known_municipalities
from meetings.importing.outdated import outdated
from meetings.importing.parts import adds_live, has_parts, remarks_on_items_left, with_new_numbers
from meetings.importing.planned_changes import ImportPlan, PlannedChange
from meetings.importing.precedence import Precedence, is_part, rank_of
from meetings.importing.records import (
    ITEM_RECORD_TYPES,
    ArchivedRecords,
    DocumentRecords,
    existing_records,
    item_of,
    wanted_records,
)
from meetings.models import AgendaItem, Attachment, Document, ImportedModel, Meeting, Section
from meetings.models.base import (
    PlainValues,
    RecordKey,
    RecordType,
    imported_value,
    is_edited,
    key_from_text,
    plain_value,
)
from meetings.models.choices import DocumentKind
from meetings.parsing import document as minutes

# What is removed when the leading document no longer has it. Items and decisions stay: they have addresses.
_REMOVED_WHEN_MISSING: frozenset[RecordType] = frozenset(
    {"section", "table", "attachment", "participant", "appointment"}
)


def plan_import(
    file: ReadFile,
    *,
    replace: bool = False,
    overwrite_edits: bool = False,
    restore: bool = False,
    choice: MeetingChoice | None = None,
    again: bool = False,
) -> ImportPlan:
    """What importing the file would change; nothing is written.

    With `replace` a document may say something else than an earlier one of its kind, as it always may where one of
    them is a draft or says of itself that it is the later; with `overwrite_edits` also what a person has edited or
    deleted becomes what the document says, with `restore` only what she deleted. `choice` is what a person said of
    which meeting the document is of. A known document is planned only where it would be read otherwise now, or `again`.
    Raises Refused where the document contradicts one of the same meeting (see
    contradictions.py), and UncertainMeeting where it does not tell which meeting it is of.
    """
    if overwrite_edits or restore:
        file = original_of(file)
    known, is_copy = known_document(file)
    is_forced = overwrite_edits or restore or again
    if known and (is_copy or not (is_forced or outdated(Document.objects.filter(pk=known.pk)).exists())):
        held_back = held_back_of(known.meeting, _said_of(known))
        return ImportPlan(
            "unchanged", (), meeting=known.meeting, known=known, is_copy=is_copy, held_back=held_back, rank=known.rank
        )
    if known is None:
        refuse_sample_council(file)
    matched = match_meeting(file, choice)
    meeting = matched.meeting
    if meeting is None:
        planned = _plan_new_meeting(file)
        return replaced(planned, remarks=(*matched.remarks, *planned.remarks), alike=matched.alike)
    rank = rank_of(file.document, was_moved_away=file.date in meeting.moved_from)
    precedence = Precedence.of_reading(file.document, rank)
    existing = existing_records(meeting)
    item_keys = _archived_keys("item", _titled_items(file.document), meeting, existing, known)
    section_keys = _archived_keys("section", _titled_sections(file.document), meeting, existing, known)
    if known is None:
        check_contradictions(file, meeting, existing, replace=replace, rank=rank)
    said = with_known_municipalities(wanted_records(file.document, item_keys, section_keys))
    identified = identify_people(said, file.document.council, file.date, meeting, existing)
    read = _with_archived_positions(identified.records, meeting, existing)
    is_leading = _is_leading(precedence, known, meeting)
    read, remarks = with_new_numbers(file.document, read, item_keys, existing)
    read = with_meeting_values(read, meeting, file, is_leading=is_leading)
    order = merged_order(read, existing, leads=is_leading) if has_parts(file.document, meeting) else []
    read = with_positions(read, order) if order else read
    matched_people = match_people(read, existing, meeting.written)
    wanted = matched_people.records
    held_back = () if overwrite_edits or restore else held_back_of(meeting, wanted, existing)
    if not overwrite_edits and not restore:
        wanted = {key: values for key, values in wanted.items() if not was_deleted(key, meeting, existing)}
    replaces = known is None and (replace or file.document.is_draft)
    if is_leading:
        is_whole = not is_part(file.document.edition)
        leading = _leading_changes(
            wanted, existing, overwrite_edits=overwrite_edits, edition=file.document.edition, is_whole=is_whole
        )
        changes = _with_names_as_read(leading, matched_people)
        if is_whole:
            changes = (*changes, *_withdrawals(file.document, precedence, meeting, read, existing, replaces=replaces))
            remarks += remarks_on_items_left(read, existing, changes) if known is None and file.document.items else ()
    else:
        changes = _additions(wanted, existing, are_live=adds_live(file.document, meeting))
    if order:
        changes = merged_changes(changes, moves(read, existing, order))
    check_numbers(changes, existing)
    numbers = {key: number for number, key in item_keys.items()}
    changes = tuple(replaced(change, number=numbers.get(item_of(change.key), "")) for change in changes)
    return ImportPlan(
        "unchanged" if known and not changes else "updated",
        changes,
        read,
        is_leading,
        meeting=meeting,
        known=known,
        remarks=(*matched.remarks, *remarks, *identified.remarks),
        held_back=held_back,
        rank=rank,
    )


def _plan_new_meeting(file: ReadFile) -> ImportPlan:
    document = file.document
    item_keys, section_keys = match_items(_titled_items(document), {}), match_items(_titled_sections(document), {})
    said = with_known_municipalities(wanted_records(document, item_keys, section_keys))
    identified = identify_people(said, document.council, file.date)
    read = identified.records
    changes = (PlannedChange(key, "create", values, document_values=values) for key, values in read.items())
    rank = rank_of(document, was_moved_away=False)
    return ImportPlan("created", tuple(changes), read, rank=rank, remarks=identified.remarks)


def _said_of(document: Document) -> dict[RecordKey, PlainValues]:
    said = Document.objects.filter(pk=document.pk).values_list("said", flat=True).get()
    return {key_from_text(written): values for written, values in said.items()}


def _titled_items(document: minutes.Document) -> list[TitledRecord]:
    return [TitledRecord(item.number, item.title, item.case_number) for item in document.items]


def _titled_sections(document: minutes.Document) -> list[TitledRecord]:
    return [TitledRecord(section.number, section.title, "") for section in document.sections]


def _archived_keys(
    record_type: RecordType,
    read: list[TitledRecord],
    meeting: Meeting,
    existing: ArchivedRecords,
    known: Document | None,
) -> dict[str, str]:
    """What the archive knows each item or section by, by the number that the document gives it.

    `known` is the document, where the same file was imported before. A record that a person deleted is matched by
    what documents said of it. A section is matched by its number where its title does not tell: no address and no
    text hangs on it that could come to stand under the wrong one.
    """
    archived = {
        key[1]: _titled_record(record)
        for key, record in existing.items()
        if key[0] == record_type and isinstance(record, AgendaItem | Section)
    }
    in_documents = _values_in_documents(meeting)
    for written in meeting.written:
        key = key_from_text(written)
        if key[0] == record_type and key[1] not in archived:
            values = in_documents.get(written, {"number": key[1], "title": ""})
            archived[key[1]] = TitledRecord(values["number"], values["title"], values.get("case_number", ""))
    return match_items(read, archived, numbers_are_the_same=bool(known and known.said) or record_type == "section")


def _titled_record(record: AgendaItem | Section) -> TitledRecord:
    """The item or section as its document calls it, or as the person who made it does."""
    is_by_hand = not record.imported
    number, title = imported_value(record, "number"), imported_value(record, "title")
    case_number = imported_value(record, "case_number") if isinstance(record, AgendaItem) else ""
    return TitledRecord(number, title, case_number, is_by_hand=is_by_hand)


def _with_archived_positions(
    read: DocumentRecords, meeting: Meeting, existing: ArchivedRecords
) -> dict[RecordKey, PlainValues]:
    """What was read, tables and attachments under the positions that the archive knows them by."""
    earlier = meeting.documents.order_by("kind", "-is_draft", "pk").values_list("said", flat=True)
    by_key = ({key_from_text(written): values for written, values in of_document.items()} for of_document in earlier)
    return match_tables_and_attachments(read, by_key, {*existing, *map(key_from_text, meeting.written)})


def _values_in_documents(meeting: Meeting) -> dict[str, PlainValues]:
    """What the meeting's documents said of its records, by key as text; the minutes' word rather than an agenda's."""
    values: dict[str, PlainValues] = {}
    for of_document in meeting.documents.order_by("kind", "pk").values_list("said", flat=True):
        values |= of_document
    return values


def _is_leading(precedence: Precedence, known: Document | None, meeting: Meeting) -> bool:
    """Whether the meeting's page shows this document's wording, as `DocumentQuerySet.leading_first` orders them.

    Of two of one precedence the one imported later does. `known` is the document, where it was imported before.
    """
    others = meeting.documents.exclude(pk=known.pk) if known else meeting.documents.all()
    for document in others.only("kind", "is_draft", "rank"):
        other = Precedence.of_archived(document)
        if other > precedence or (other == precedence and known is not None and document.pk > known.pk):
            return False
    return True


def _leading_changes(
    wanted: DocumentRecords, existing: ArchivedRecords, *, overwrite_edits: bool, edition: str, is_whole: bool
) -> tuple[PlannedChange, ...]:
    """The changes by which the archive comes to say what the leading document says.

    One that is not `is_whole` removes nothing.
    """
    changes = [
        change
        for key, values in wanted.items()
        if (change := _record_change(key, values, existing.get(key), overwrite_edits=overwrite_edits)) is not None
    ]
    wanted_ids = {id(existing[key]) for key in wanted if key in existing}  # one record may stand under two keys
    if not is_whole:
        return tuple(changes)
    has_all = edition == "revised" or _covers_most_items(wanted, existing)
    kept_sections = _sections_of_other_items(wanted, existing)
    changes += [
        PlannedChange(key, "remove", {})
        for key, record in existing.items()
        if _is_gone_if_missing(key, wanted, is_whole=has_all)
        and id(record) not in wanted_ids
        and record.pk not in kept_sections.get(key[0], ())
        and _is_unedited(record)
    ]
    return tuple(changes)


def _sections_of_other_items(wanted: DocumentRecords, existing: ArchivedRecords) -> dict[RecordType, set[int]]:
    """The keys of the sections of items on the agenda that the document lacks, as a supplement's."""
    items = (
        record
        for key, record in existing.items()
        if isinstance(record, AgendaItem) and key not in wanted and not record.withdrawn
    )
    return {"section": {item.section_id for item in items if item.section_id}}


def _is_gone_if_missing(key: RecordKey, wanted: DocumentRecords, *, is_whole: bool) -> bool:
    """Whether a document that lacks the record says by this that it is gone.

    A document without a list of participants says nothing of them, nor does it of the tables of an item that it does
    not have. `is_whole` is whether it has most of the meeting's items.
    """
    if key[0] == "participant":
        return any(kind == "participant" for kind, _ in wanted)
    if key[0] == "section":
        return is_whole
    return key[0] in _REMOVED_WHEN_MISSING and ("item", item_of(key)) in wanted


def _with_names_as_read(changes: tuple[PlannedChange, ...], matched: MatchedRecords) -> tuple[PlannedChange, ...]:
    """The changes, and the names that the document has for people whom the archive knows by others.

    Those are written to `imported` only, as what was read: the field's person is the same.
    """
    changed = {change.key: change for change in changes}
    for key, names in matched.names_as_read.items():
        change = changed.get(key, PlannedChange(key, "update", {}, document_values=matched.records[key]))
        changed[key] = replaced(change, values={**change.values, **names})
    return tuple(changed.values())


def _record_change(
    key: RecordKey, values: PlainValues, record: ImportedModel | None, *, overwrite_edits: bool
) -> PlannedChange | None:
    """What becomes of one record that the document has; None where nothing changes and nothing conflicts."""
    if record is None:
        return PlannedChange(key, "create", values, document_values=values)
    kept = set() if overwrite_edits else {name for name in values if is_edited(record, name)}
    new = {
        name: value
        for name, value in values.items()
        if name not in kept and (plain_value(record, name) != value or name not in record.imported)
    }
    conflicting = {
        name: values[name]
        for name in values
        if name in kept and values[name] not in (plain_value(record, name), record.imported.get(name))
    }
    return PlannedChange(key, "update", new, conflicting, values) if new or conflicting else None


def _covers_most_items(read: DocumentRecords, existing: ArchivedRecords) -> bool:
    """Whether a document has at least half of the imported items: an extract says nothing of those that it lacks."""
    items = [key for key, record in existing.items() if key[0] == "item" and record.imported]
    return 2 * sum(key not in read for key in items) <= len(items)


def _withdrawals(
    document: minutes.Document,
    precedence: Precedence,
    meeting: Meeting,
    read: DocumentRecords,
    existing: ArchivedRecords,
    *,
    replaces: bool,
) -> Iterator[PlannedChange]:
    """Marks as withdrawn the items that only a document has which this one goes before: they stay, under their address.

    Such a document is one of lower precedence, and where this one `replaces` another, one of the same precedence too.
    What a supplement or an extract added is withdrawn by minutes that lack it alone.
    """
    if document.edition != "revised" and not _covers_most_items(read, existing):
        return
    missing = {
        key: item
        for key, item in existing.items()
        if key not in read and isinstance(item, AgendaItem) and item.imported
    }
    sources = {known.pk: known for known in meeting.documents.only("kind", "is_draft", "rank", "edition")}
    for key, item in missing.items():
        source = sources.get(item.document_id or 0)
        is_lower = source is not None and Precedence.of_archived(source) < precedence
        if source and is_part(source.edition):
            is_lower = precedence.is_minutes and source.kind == DocumentKind.AGENDA
        if (is_lower or replaces) and not item.withdrawn and not is_edited(item, "withdrawn"):
            yield PlannedChange(key, "update", {"withdrawn": True})


def _additions(wanted: DocumentRecords, existing: ArchivedRecords, *, are_live: bool) -> tuple[PlannedChange, ...]:
    """What a document adds that does not lead: items, time and place.

    An agenda's beside minutes were withdrawn; they `are_live` where a supplement adds them.
    """
    own_items = {key[1] for key in wanted if key[0] == "item" and _is_only_in_agenda(existing.get(key))}
    changes: list[PlannedChange] = []
    numbers = {record.number for record in existing.values() if isinstance(record, Section)}
    for key, values in wanted.items():
        is_new_section = key[0] == "section" and key not in existing and values["number"] not in numbers
        if is_new_section or (key[0] in ITEM_RECORD_TYPES and item_of(key) in own_items):
            added: PlannedChange | None = _record_change(key, values, existing.get(key), overwrite_edits=False)
        elif key[0] == "item" and key[1] in own_items:
            is_withdrawn = not are_live or key in existing
            added = _record_change(key, {**values, "withdrawn": is_withdrawn}, existing.get(key), overwrite_edits=False)
        else:
            continue
        changes += [added] if added else []
    meeting = existing["meeting", ""]
    said = wanted["meeting", ""]
    missing = {
        field: said[field]
        for field in KEPT_UNLESS_SAID
        if said[field] and not plain_value(meeting, field) and not is_edited(meeting, field)
    }
    if said["moved_from"] != plain_value(meeting, "moved_from") and not is_edited(meeting, "moved_from"):
        missing["moved_from"] = said["moved_from"]
    return (*([PlannedChange(("meeting", ""), "update", missing)] if missing else []), *changes)


def _is_only_in_agenda(record: ImportedModel | None) -> bool:
    """Whether only the agenda has the item: the archive lacks it, or an import marked it as withdrawn."""
    return record is None or bool(imported_value(record, "withdrawn"))


def _is_unedited(record: ImportedModel) -> bool:
    """Whether an import made the record and no person has edited it since, nor given it a file."""
    has_file = isinstance(record, Attachment) and bool(record.file)
    return (
        bool(record.imported)
        and not has_file
        and not any(is_edited(record, field) and not holds_person_read(record, field) for field in record.imported)
    )
