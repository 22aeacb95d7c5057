"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by title and number, see match_items.py; a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace as replaced

from meetings.importing.contradictions import check_contradictions, check_numbers
from meetings.importing.files import ReadFile
from meetings.importing.match_items import TitledRecord, match_items
from meetings.importing.match_meeting import matching_meeting
from meetings.importing.match_people import MatchedRecords, holds_person_read, match_people
from meetings.importing.match_tables import match_tables_and_attachments
from meetings.importing.planned_changes import ImportPlan, PlannedChange
from meetings.importing.records import ITEM_RECORD_TYPES, existing_records, wanted_records
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

# What goes when a newer reading no longer says it. Items and decisions stay: they have addresses.
_REMOVED_WHEN_MISSING: frozenset[RecordType] = frozenset(
    {"section", "table", "attachment", "participant", "appointment"}
)
# What the agenda tells of a meeting and the minutes mostly leave out.
_AGENDA_FIELDS = ("start_time", "place")


def plan_import(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> ImportPlan:
    """What importing the file would change; nothing is written.

    Raises Refused where the document contradicts one of the same meeting; with `replace` a newer document of
    the same kind may say something else, and a draft never stands in the way. With `overwrite_edits`
    everything becomes what the document says.
    """
    meeting = matching_meeting(file)
    known = Document.objects.without_text().filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION and not overwrite_edits:
        return ImportPlan("unchanged", ())
    if meeting is None:
        said = wanted_records(
            file.document,
            match_items(_titled_items(file.document), {}),
            match_items(_titled_sections(file.document), {}),
        )
        return ImportPlan(
            "created", tuple(PlannedChange(key, "create", values, said=values) for key, values in said.items()), said
        )
    existing = existing_records(meeting)
    keys = _archive_keys("item", _titled_items(file.document), meeting, existing, known)
    sections = _archive_keys("section", _titled_sections(file.document), meeting, existing, known)
    if known is None:
        check_contradictions(file, meeting, keys, existing, replace=replace)
    said = _with_archived_positions(wanted_records(file.document, keys, sections), meeting, existing)
    identified = match_people(said, existing, meeting.written)
    wanted = identified.wanted
    if not overwrite_edits:
        wanted = {key: values for key, values in wanted.items() if not _was_deleted(key, meeting, existing)}
    leads = _is_leading(file, known, meeting)
    replaces = known is None and (replace or file.document.is_draft)
    if leads:
        changes = _with_names_as_read(_leading_changes(wanted, existing, overwrite_edits=overwrite_edits), identified)
        changes = (*changes, *_withdrawals(file, meeting, said, existing, replaces=replaces))
    else:
        changes = _agenda_additions(wanted, existing)
    check_numbers(changes, existing)
    numbers = {key: number for number, key in keys.items()}
    changes = tuple(replaced(change, number=numbers.get(change.key[1].split("/")[0], "")) for change in changes)
    return ImportPlan("unchanged" if known and not changes else "updated", changes, said, leads)


def _titled_items(document: minutes.Document) -> list[TitledRecord]:
    return [TitledRecord(item.number, item.title, item.case_number) for item in document.items]


def _titled_sections(document: minutes.Document) -> list[TitledRecord]:
    return [TitledRecord(section.number, section.title, "") for section in document.sections]


def _archive_keys(
    kind: RecordType,
    read: list[TitledRecord],
    meeting: Meeting,
    existing: Mapping[RecordKey, ImportedModel],
    known: Document | None,
) -> dict[str, str]:
    """The archive's key of each item or section read. One that was deleted is known by what documents said.

    A section whose title says nothing is known by its number: it has no address and no text that could be mistaken.
    """
    matters = {
        key[1]: _titled_record(record)
        for key, record in existing.items()
        if key[0] == kind and isinstance(record, AgendaItem | Section)
    }
    said = _values_in_documents(meeting)
    for written in meeting.written:
        key = key_from_text(written)
        if key[0] == kind and key[1] not in matters:
            values = said.get(written, {"number": key[1], "title": ""})
            matters[key[1]] = TitledRecord(values["number"], values["title"], values.get("case_number", ""))
    return match_items(read, matters, numbers_are_the_same=known is not None or kind == "section")


def _titled_record(record: AgendaItem | Section) -> TitledRecord:
    """The item or section as its document calls it, or as the person who made it does."""
    is_by_hand = not record.imported
    number, title = imported_value(record, "number"), imported_value(record, "title")
    case_number = imported_value(record, "case_number") if isinstance(record, AgendaItem) else ""
    return TitledRecord(number, title, case_number, is_by_hand=is_by_hand)


def _with_archived_positions(
    said: dict[RecordKey, PlainValues], meeting: Meeting, existing: Mapping[RecordKey, ImportedModel]
) -> dict[RecordKey, PlainValues]:
    """What the document says, its tables and attachments under the keys that the archive knows them by."""
    earlier = meeting.documents.order_by("kind", "-is_draft", "pk").values_list("said", flat=True)
    by_key = ({key_from_text(written): values for written, values in of_document.items()} for of_document in earlier)
    return match_tables_and_attachments(said, by_key, {*existing, *map(key_from_text, meeting.written)})


def _values_in_documents(meeting: Meeting) -> dict[str, PlainValues]:
    """What the meeting's documents said of its records, minutes rather than an agenda."""
    said: dict[str, PlainValues] = {}
    for of_document in meeting.documents.order_by("kind", "pk").values_list("said", flat=True):
        said |= of_document
    return said


def _is_leading(file: ReadFile, known: Document | None, meeting: Meeting) -> bool:
    """Whether the page shows this document's wording.

    Minutes go before a draft of them, a draft before an agenda, and of two of one kind the later file.
    """
    others = meeting.documents.exclude(pk=known.pk) if known else meeting.documents.all()
    rank = _precedence(file.document.kind, is_draft=file.document.is_draft)
    for kind, is_draft, key in others.values_list("kind", "is_draft", "pk"):
        other = _precedence(kind, is_draft=is_draft)
        if other > rank or (other == rank and known is not None and key > known.pk):
            return False
    return True


def _precedence(kind: str, *, is_draft: bool) -> tuple[bool, bool]:
    return kind == DocumentKind.MINUTES, not is_draft


def _was_deleted(key: RecordKey, meeting: Meeting, existing: Mapping[RecordKey, ImportedModel]) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    kind, name = key
    if kind in ITEM_RECORD_TYPES and _was_deleted(("item", name.split("/")[0]), meeting, existing):
        return True
    return key not in existing and key_as_text(key) in meeting.written


def _leading_changes(
    wanted: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel], *, overwrite_edits: bool
) -> tuple[PlannedChange, ...]:
    """From what the archive holds to what the leading document says."""
    changes = [
        change
        for key, values in wanted.items()
        if (change := _record_change(key, values, existing.get(key), overwrite_edits=overwrite_edits)) is not None
    ]
    said = {id(existing[key]) for key in wanted if key in existing}
    is_whole = _covers_most_items(wanted, existing)
    changes += [
        PlannedChange(key, "remove", {})
        for key, record in existing.items()
        if _is_gone_if_missing(key, wanted, is_whole=is_whole) and id(record) not in said and _is_unedited(record)
    ]
    return tuple(changes)


def _is_gone_if_missing(key: RecordKey, wanted: Mapping[RecordKey, PlainValues], *, is_whole: bool) -> bool:
    """Whether a document that lacks the record says by this that it is no more.

    One without a list of participants says nothing of them, nor of the tables of an item that it does not have.
    """
    if key[0] == "participant":
        return any(kind == "participant" for kind, _ in wanted)
    if key[0] == "section":
        return is_whole
    return key[0] in _REMOVED_WHEN_MISSING and ("item", key[1].split("/")[0]) in wanted


def _with_names_as_read(changes: tuple[PlannedChange, ...], identified: MatchedRecords) -> tuple[PlannedChange, ...]:
    """With the names that a document has for people whom the archive knows by others: they are remembered as read."""
    changed = {change.key: change for change in changes}
    for key, names in identified.respelt.items():
        change = changed.get(key, PlannedChange(key, "update", {}, said=identified.wanted[key]))
        changed[key] = replaced(change, values={**change.values, **names})
    return tuple(changed.values())


def _record_change(
    key: RecordKey, values: PlainValues, record: ImportedModel | None, *, overwrite_edits: bool
) -> PlannedChange | None:
    if record is None:
        return PlannedChange(key, "create", values, said=values)
    if key[0] == "meeting":
        values = {name: value for name, value in values.items() if value or name not in _AGENDA_FIELDS}
    kept = set() if overwrite_edits else {name for name in values if is_edited(record, name)}
    new = {
        name: value
        for name, value in values.items()
        if name not in kept and (plain_value(record, name) != value or name not in record.imported)
    }
    differing = {
        name: values[name]
        for name in values
        if name in kept and values[name] not in (plain_value(record, name), record.imported.get(name))
    }
    return PlannedChange(key, "update", new, differing, values) if new or differing else None


def _covers_most_items(said: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel]) -> bool:
    """Whether a document has most of the meeting's items. An extract or a supplement says nothing of the others."""
    items = [key for key, record in existing.items() if key[0] == "item" and record.imported]
    return 2 * sum(key not in said for key in items) <= len(items)


def _withdrawals(
    file: ReadFile,
    meeting: Meeting,
    said: Mapping[RecordKey, PlainValues],
    existing: Mapping[RecordKey, ImportedModel],
    *,
    replaces: bool,
) -> Iterator[PlannedChange]:
    """The items that a document had to which this one goes before, and this one has not: they stay, and are marked.

    That is one of a lower rank, and where this one `replaces` what was read, one of its own rank too.
    """
    if not _covers_most_items(said, existing):
        return
    unsaid = {
        key: item
        for key, item in existing.items()
        if key not in said and isinstance(item, AgendaItem) and item.imported
    }
    rank = _precedence(file.document.kind, is_draft=file.document.is_draft)
    ranks = {
        pk: _precedence(kind, is_draft=draft)
        for pk, kind, draft in meeting.documents.values_list("pk", "kind", "is_draft")
    }
    for key, item in unsaid.items():
        read_in = ranks.get(item.document_id or 0, rank)
        if (read_in < rank or replaces) and not item.withdrawn and not is_edited(item, "withdrawn"):
            yield PlannedChange(key, "update", {"withdrawn": True})


def _agenda_additions(
    wanted: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel]
) -> tuple[PlannedChange, ...]:
    """What an agenda adds to the minutes: items that were withdrawn, and the time and place."""
    own = {key[1] for key in wanted if key[0] == "item" and _is_only_in_agenda(existing.get(key))}
    changes: list[PlannedChange] = []
    numbers = {record.number for record in existing.values() if isinstance(record, Section)}
    for key, values in wanted.items():
        is_new_section = key[0] == "section" and key not in existing and values["number"] not in numbers
        if is_new_section or (key[0] in ITEM_RECORD_TYPES and key[1].split("/")[0] in own):
            added: PlannedChange | None = _record_change(key, values, existing.get(key), overwrite_edits=False)
        elif key[0] == "item" and key[1] in own:
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
    """Whether an item is the agenda's alone: the archive lacks it, or an import marked it as withdrawn."""
    return record is None or bool(imported_value(record, "withdrawn"))


def _is_unedited(record: ImportedModel) -> bool:
    """Whether no person has written anything of the record, nor given it a file."""
    has_file = isinstance(record, Attachment) and bool(record.file)
    return (
        bool(record.imported)
        and not has_file
        and not any(is_edited(record, field) and not holds_person_read(record, field) for field in record.imported)
    )
