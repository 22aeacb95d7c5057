"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by title and number, see match_items.py; a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

from collections.abc import Iterator
from dataclasses import replace as replaced

from meetings.importing.contradictions import check_contradictions, check_numbers
from meetings.importing.files import ReadFile
from meetings.importing.match_items import TitledRecord, match_items
from meetings.importing.match_meeting import matching_meeting
from meetings.importing.match_people import MatchedRecords, holds_person_read, match_people
from meetings.importing.match_tables import match_tables_and_attachments
from meetings.importing.planned_changes import ImportPlan, PlannedChange
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
    key_as_text,
    key_from_text,
    plain_value,
)
from meetings.models.choices import DocumentKind
from meetings.parsing import document as minutes
from meetings.parsing.parser import PARSER_VERSION

# What is removed when the leading document no longer has it. Items and decisions stay: they have addresses.
_REMOVED_WHEN_MISSING: frozenset[RecordType] = frozenset(
    {"section", "table", "attachment", "participant", "appointment"}
)
# The meeting's fields that the agenda says and the minutes mostly leave out: minutes without them do not empty them.
_AGENDA_FIELDS = ("start_time", "place")


def plan_import(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> ImportPlan:
    """What importing the file would change; nothing is written.

    With `replace` a document may say something else than an earlier one of its kind, as it always may where one of
    them is a draft; with `overwrite_edits` also what a person has edited or deleted becomes what the document says.
    Raises Refused where the document contradicts one of the same meeting (see contradictions.py).
    """
    meeting = matching_meeting(file)
    known = Document.objects.without_text().filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION and not overwrite_edits:
        return ImportPlan("unchanged", ())
    if meeting is None:
        return _plan_new_meeting(file.document)
    existing = existing_records(meeting)
    item_keys = _archived_keys("item", _titled_items(file.document), meeting, existing, known)
    section_keys = _archived_keys("section", _titled_sections(file.document), meeting, existing, known)
    if known is None:
        check_contradictions(file, meeting, item_keys, existing, replace=replace)
    read = _with_archived_positions(wanted_records(file.document, item_keys, section_keys), meeting, existing)
    matched = match_people(read, existing, meeting.written)
    wanted = matched.records
    if not overwrite_edits:
        wanted = {key: values for key, values in wanted.items() if not _was_deleted(key, meeting, existing)}
    is_leading = _is_leading(file, known, meeting)
    replaces = known is None and (replace or file.document.is_draft)
    if is_leading:
        changes = _with_names_as_read(_leading_changes(wanted, existing, overwrite_edits=overwrite_edits), matched)
        changes = (*changes, *_withdrawals(file, meeting, read, existing, replaces=replaces))
    else:
        changes = _agenda_additions(wanted, existing)
    check_numbers(changes, existing)
    numbers = {key: number for number, key in item_keys.items()}
    changes = tuple(replaced(change, number=numbers.get(item_of(change.key), "")) for change in changes)
    return ImportPlan("unchanged" if known and not changes else "updated", changes, read, is_leading)


def _plan_new_meeting(document: minutes.Document) -> ImportPlan:
    read = wanted_records(
        document, match_items(_titled_items(document), {}), match_items(_titled_sections(document), {})
    )
    changes = (PlannedChange(key, "create", values, document_values=values) for key, values in read.items())
    return ImportPlan("created", tuple(changes), read)


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
    return match_items(read, archived, numbers_are_the_same=known is not None or record_type == "section")


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


def _is_leading(file: ReadFile, known: Document | None, meeting: Meeting) -> bool:
    """Whether the meeting's page shows this document's wording, as `DocumentQuerySet.leading_first` orders them.

    Minutes go before a draft of them, a draft before an agenda, and of two of one kind the one imported later.
    `known` is the document, where the same file was imported before.
    """
    others = meeting.documents.exclude(pk=known.pk) if known else meeting.documents.all()
    precedence = _precedence(file.document.kind, is_draft=file.document.is_draft)
    for kind, is_draft, key in others.values_list("kind", "is_draft", "pk"):
        other = _precedence(kind, is_draft=is_draft)
        if other > precedence or (other == precedence and known is not None and key > known.pk):
            return False
    return True


def _precedence(kind: str, *, is_draft: bool) -> tuple[bool, bool]:
    """Of two documents the greater leads."""
    return kind == DocumentKind.MINUTES, not is_draft


def _was_deleted(key: RecordKey, meeting: Meeting, existing: ArchivedRecords) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    if key[0] in ITEM_RECORD_TYPES and _was_deleted(("item", item_of(key)), meeting, existing):
        return True
    return key not in existing and key_as_text(key) in meeting.written


def _leading_changes(
    wanted: DocumentRecords, existing: ArchivedRecords, *, overwrite_edits: bool
) -> tuple[PlannedChange, ...]:
    """The changes by which the archive comes to say what the leading document says."""
    changes = [
        change
        for key, values in wanted.items()
        if (change := _record_change(key, values, existing.get(key), overwrite_edits=overwrite_edits)) is not None
    ]
    wanted_ids = {id(existing[key]) for key in wanted if key in existing}  # one record may stand under two keys
    is_whole = _covers_most_items(wanted, existing)
    changes += [
        PlannedChange(key, "remove", {})
        for key, record in existing.items()
        if _is_gone_if_missing(key, wanted, is_whole=is_whole) and id(record) not in wanted_ids and _is_unedited(record)
    ]
    return tuple(changes)


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
    if key[0] == "meeting":
        values = {name: value for name, value in values.items() if value or name not in _AGENDA_FIELDS}
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
    file: ReadFile,
    meeting: Meeting,
    read: DocumentRecords,
    existing: ArchivedRecords,
    *,
    replaces: bool,
) -> Iterator[PlannedChange]:
    """Marks as withdrawn the items that only a document has which this one goes before: they stay, under their address.

    Such a document is one of lower precedence, and where this one `replaces` another, one of the same precedence too.
    """
    if not _covers_most_items(read, existing):
        return
    missing = {
        key: item
        for key, item in existing.items()
        if key not in read and isinstance(item, AgendaItem) and item.imported
    }
    precedence = _precedence(file.document.kind, is_draft=file.document.is_draft)
    precedences = {
        pk: _precedence(kind, is_draft=draft)
        for pk, kind, draft in meeting.documents.values_list("pk", "kind", "is_draft")
    }
    for key, item in missing.items():
        source_precedence = precedences.get(item.document_id or 0, precedence)
        if (source_precedence < precedence or replaces) and not item.withdrawn and not is_edited(item, "withdrawn"):
            yield PlannedChange(key, "update", {"withdrawn": True})


def _agenda_additions(wanted: DocumentRecords, existing: ArchivedRecords) -> tuple[PlannedChange, ...]:
    """What a document adds that does not lead, an agenda beside minutes: items that were withdrawn, time and place."""
    own_items = {key[1] for key in wanted if key[0] == "item" and _is_only_in_agenda(existing.get(key))}
    changes: list[PlannedChange] = []
    numbers = {record.number for record in existing.values() if isinstance(record, Section)}
    for key, values in wanted.items():
        is_new_section = key[0] == "section" and key not in existing and values["number"] not in numbers
        if is_new_section or (key[0] in ITEM_RECORD_TYPES and item_of(key) in own_items):
            added: PlannedChange | None = _record_change(key, values, existing.get(key), overwrite_edits=False)
        elif key[0] == "item" and key[1] in own_items:
            added = _record_change(key, {**values, "withdrawn": True}, existing.get(key), overwrite_edits=False)
        else:
            continue
        changes += [added] if added else []
    meeting = existing["meeting", ""]
    missing = {
        field: wanted["meeting", ""][field]
        for field in _AGENDA_FIELDS
        if wanted["meeting", ""][field] and not getattr(meeting, field) and not is_edited(meeting, field)
    }
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
