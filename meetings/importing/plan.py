"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by title and number, see alignment.py; a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace as replaced

from meetings.importing.contradictions import check_contradictions, check_numbers
from meetings.importing.files import ReadFile
from meetings.importing.match_items import Matter, align
from meetings.importing.match_people import Identified, identify, stands_for
from meetings.importing.match_tables import align_parts, part_name
from meetings.importing.planned_changes import Change, Plan
from meetings.importing.records import OF_AN_ITEM, appointment_name, wanted_records
from meetings.models import AgendaItem, Appointment, Attachment, Council, Document, ImportedModel, Meeting, Section
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
_REMOVED_WHEN_UNSAID: frozenset[RecordType] = frozenset(
    {"section", "table", "attachment", "participant", "appointment"}
)
# What the agenda tells of a meeting and the minutes mostly leave out.
_FACTS_OF_ANY_DOCUMENT = ("start_time", "place")


def plan(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> Plan:
    """What importing the file would change; nothing is written.

    Raises Refused where the document contradicts one of the same meeting; with `replace` a newer document of
    the same kind may say something else, and a draft never stands in the way. With `overwrite_edits`
    everything becomes what the document says.
    """
    meeting = matching_meeting(file)
    known = Document.objects.without_text().filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION and not overwrite_edits:
        return Plan("unchanged", ())
    if meeting is None:
        said = wanted_records(file.document, align(_matters(file.document), {}), align(_headings(file.document), {}))
        return Plan("created", tuple(Change(key, "create", values, said=values) for key, values in said.items()), said)
    existing = existing_records(meeting)
    keys = _keys("item", _matters(file.document), meeting, existing, known)
    sections = _keys("section", _headings(file.document), meeting, existing, known)
    if known is None:
        check_contradictions(file, meeting, keys, existing, replace=replace)
    said = _said_with_parts(wanted_records(file.document, keys, sections), meeting, existing)
    identified = identify(said, existing, meeting.written)
    wanted = identified.wanted
    if not overwrite_edits:
        wanted = {key: values for key, values in wanted.items() if not _was_deleted(key, meeting, existing)}
    leads = _leads(file, known, meeting)
    replaces = known is None and (replace or file.document.is_draft)
    if leads:
        changes = _respelt(_changes(wanted, existing, overwrite_edits=overwrite_edits), identified)
        changes = (*changes, *_withdrawals(file, meeting, said, existing, replaces=replaces))
    else:
        changes = _additions(wanted, existing)
    check_numbers(changes, existing)
    numbers = {key: number for number, key in keys.items()}
    changes = tuple(replaced(change, number=numbers.get(change.key[1].split("/")[0], "")) for change in changes)
    return Plan("unchanged" if known and not changes else "updated", changes, said, leads)


def _matters(document: minutes.Document) -> list[Matter]:
    return [Matter(item.number, item.title, item.case_number) for item in document.items]


def _headings(document: minutes.Document) -> list[Matter]:
    return [Matter(section.number, section.title, "") for section in document.sections]


def _keys(
    kind: RecordType,
    read: list[Matter],
    meeting: Meeting,
    existing: Mapping[RecordKey, ImportedModel],
    known: Document | None,
) -> dict[str, str]:
    """The archive's key of each item or section read. One that was deleted is known by what documents said.

    A section whose title says nothing is known by its number: it has no address and no text that could be mistaken.
    """
    matters = {
        key[1]: _matter(record)
        for key, record in existing.items()
        if key[0] == kind and isinstance(record, AgendaItem | Section)
    }
    said = _said_by_documents(meeting)
    for written in meeting.written:
        key = key_from_text(written)
        if key[0] == kind and key[1] not in matters:
            values = said.get(written, {"number": key[1], "title": ""})
            matters[key[1]] = Matter(values["number"], values["title"], values.get("case_number", ""))
    return align(read, matters, numbers_are_the_same=known is not None or kind == "section")


def _matter(record: AgendaItem | Section) -> Matter:
    """The item or section as its document calls it, or as the person who made it does."""
    is_by_hand = not record.imported
    number, title = imported_value(record, "number"), imported_value(record, "title")
    case_number = imported_value(record, "case_number") if isinstance(record, AgendaItem) else ""
    return Matter(number, title, case_number, is_by_hand=is_by_hand)


def _said_with_parts(
    said: dict[RecordKey, PlainValues], meeting: Meeting, existing: Mapping[RecordKey, ImportedModel]
) -> dict[RecordKey, PlainValues]:
    """What the document says, its tables and attachments under the keys that the archive knows them by."""
    earlier = meeting.documents.order_by("kind", "-is_draft", "pk").values_list("said", flat=True)
    by_key = ({key_from_text(written): values for written, values in of_document.items()} for of_document in earlier)
    return align_parts(said, by_key, {*existing, *map(key_from_text, meeting.written)})


def _said_by_documents(meeting: Meeting) -> dict[str, PlainValues]:
    """What the meeting's documents said of its records, minutes rather than an agenda."""
    said: dict[str, PlainValues] = {}
    for of_document in meeting.documents.order_by("kind", "pk").values_list("said", flat=True):
        said |= of_document
    return said


def _leads(file: ReadFile, known: Document | None, meeting: Meeting) -> bool:
    """Whether the page shows this document's wording.

    Minutes go before a draft of them, a draft before an agenda, and of two of one kind the later file.
    """
    others = meeting.documents.exclude(pk=known.pk) if known else meeting.documents.all()
    rank = _rank(file.document.kind, is_draft=file.document.is_draft)
    for kind, is_draft, key in others.values_list("kind", "is_draft", "pk"):
        other = _rank(kind, is_draft=is_draft)
        if other > rank or (other == rank and known is not None and key > known.pk):
            return False
    return True


def _rank(kind: str, *, is_draft: bool) -> tuple[bool, bool]:
    return kind == DocumentKind.MINUTES, not is_draft


def _was_deleted(key: RecordKey, meeting: Meeting, existing: Mapping[RecordKey, ImportedModel]) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    kind, name = key
    if kind in OF_AN_ITEM and _was_deleted(("item", name.split("/")[0]), meeting, existing):
        return True
    return key not in existing and key_as_text(key) in meeting.written


def existing_records(meeting: Meeting) -> dict[RecordKey, ImportedModel]:
    """The meeting's records by the key that documents know them by, whatever an editor calls them now."""
    found: dict[RecordKey, ImportedModel] = {("meeting", ""): meeting}
    for section in meeting.sections.all():
        found["section", section.key or section.number] = section
    items = meeting.items.select_related("decision", "section")
    for item in items.prefetch_related("municipalities", "tables", "attachments"):
        key = _item_key(item)
        found["item", key] = item
        if hasattr(item, "decision"):
            found["decision", key] = item.decision
        for table in item.tables.all():
            found["table", part_name(key, table)] = table
        for attachment in item.attachments.all():
            found["attachment", part_name(key, attachment)] = attachment
    people = ("person", "party", "municipality")
    participants = list(meeting.participants.select_related(*people))
    for participant in participants:
        found["participant", participant.imported.get("person", participant.person.name)] = participant
    for participant in participants:  # somebody corrected into a person whom a later list names
        found.setdefault(("participant", participant.person.name), participant)
    appointments = Appointment.objects.filter(item__meeting=meeting)
    for appointment in appointments.select_related("item", "body", "replaces", *people):
        key, vacancy = _item_key(appointment.item), appointment.vacancy_number
        person, body = plain_value(appointment, "person"), plain_value(appointment, "body")
        read = appointment.imported.get("person", person), appointment.imported.get("body", body)
        found["appointment", appointment_name(key, *read, vacancy)] = appointment
        found.setdefault(("appointment", appointment_name(key, person, body, vacancy)), appointment)
    return found


def _item_key(item: AgendaItem) -> str:
    """What imports know the item by; one that a person made has its number for a key."""
    return item.key or item.number


def _changes(
    wanted: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel], *, overwrite_edits: bool
) -> tuple[Change, ...]:
    """From what the archive holds to what the leading document says."""
    changes = [
        change
        for key, values in wanted.items()
        if (change := _change(key, values, existing.get(key), overwrite_edits=overwrite_edits)) is not None
    ]
    said = {id(existing[key]) for key in wanted if key in existing}
    is_whole = _is_whole(wanted, existing)
    changes += [
        Change(key, "remove", {})
        for key, record in existing.items()
        if _is_spoken_of(key, wanted, is_whole=is_whole) and id(record) not in said and _is_as_imported(record)
    ]
    return tuple(changes)


def _is_spoken_of(key: RecordKey, wanted: Mapping[RecordKey, PlainValues], *, is_whole: bool) -> bool:
    """Whether a document that lacks the record says by this that it is no more.

    One without a list of participants says nothing of them, nor of the tables of an item that it does not have.
    """
    if key[0] == "participant":
        return any(kind == "participant" for kind, _ in wanted)
    if key[0] == "section":
        return is_whole
    return key[0] in _REMOVED_WHEN_UNSAID and ("item", key[1].split("/")[0]) in wanted


def _respelt(changes: tuple[Change, ...], identified: Identified) -> tuple[Change, ...]:
    """With the names that a document has for people whom the archive knows by others: they are remembered as read."""
    changed = {change.key: change for change in changes}
    for key, names in identified.respelt.items():
        change = changed.get(key, Change(key, "update", {}, said=identified.wanted[key]))
        changed[key] = replaced(change, values={**change.values, **names})
    return tuple(changed.values())


def _change(
    key: RecordKey, values: PlainValues, record: ImportedModel | None, *, overwrite_edits: bool
) -> Change | None:
    if record is None:
        return Change(key, "create", values, said=values)
    if key[0] == "meeting":
        values = {name: value for name, value in values.items() if value or name not in _FACTS_OF_ANY_DOCUMENT}
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
    return Change(key, "update", new, differing, values) if new or differing else None


def _is_whole(said: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel]) -> bool:
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
) -> Iterator[Change]:
    """The items that a document had to which this one goes before, and this one has not: they stay, and are marked.

    That is one of a lower rank, and where this one `replaces` what was read, one of its own rank too.
    """
    if not _is_whole(said, existing):
        return
    unsaid = {
        key: item
        for key, item in existing.items()
        if key not in said and isinstance(item, AgendaItem) and item.imported
    }
    rank = _rank(file.document.kind, is_draft=file.document.is_draft)
    ranks = {
        pk: _rank(kind, is_draft=draft) for pk, kind, draft in meeting.documents.values_list("pk", "kind", "is_draft")
    }
    for key, item in unsaid.items():
        read_in = ranks.get(item.document_id or 0, rank)
        if (read_in < rank or replaces) and not item.withdrawn and not is_edited(item, "withdrawn"):
            yield Change(key, "update", {"withdrawn": True})


def _additions(
    wanted: Mapping[RecordKey, PlainValues], existing: Mapping[RecordKey, ImportedModel]
) -> tuple[Change, ...]:
    """What an agenda adds to the minutes: items that were withdrawn, and the time and place."""
    own = {key[1] for key in wanted if key[0] == "item" and _is_withdrawn(existing.get(key))}
    changes: list[Change] = []
    numbers = {record.number for record in existing.values() if isinstance(record, Section)}
    for key, values in wanted.items():
        is_new_section = key[0] == "section" and key not in existing and values["number"] not in numbers
        if is_new_section or (key[0] in OF_AN_ITEM and key[1].split("/")[0] in own):
            added: Change | None = _change(key, values, existing.get(key), overwrite_edits=False)
        elif key[0] == "item" and key[1] in own:
            added = _change(key, {**values, "withdrawn": True}, existing.get(key), overwrite_edits=False)
        else:
            continue
        changes += [added] if added else []
    meeting = existing["meeting", ""]
    missing = {
        field: wanted["meeting", ""][field]
        for field in _FACTS_OF_ANY_DOCUMENT
        if wanted["meeting", ""][field] and not getattr(meeting, field) and not is_edited(meeting, field)
    }
    return (*([Change(("meeting", ""), "update", missing)] if missing else []), *changes)


def _is_withdrawn(record: ImportedModel | None) -> bool:
    """Whether an item is the agenda's alone: the archive lacks it, or an import marked it as withdrawn."""
    return record is None or bool(imported_value(record, "withdrawn"))


def _is_as_imported(record: ImportedModel) -> bool:
    """Whether no person has written anything of the record, nor given it a file."""
    has_file = isinstance(record, Attachment) and bool(record.file)
    return (
        bool(record.imported)
        and not has_file
        and not any(is_edited(record, field) and not stands_for(record, field) for field in record.imported)
    )


def matching_meeting(file: ReadFile) -> Meeting | None:
    """The archive's meeting that the file is about: the one it was read into before, else the council's of that day.

    A meeting whose date an editor corrected is found by the date that was read, if it has the document's items.
    """
    if known := Meeting.objects.filter(documents__sha256=file.source.sha256).first():
        return known
    of_council = Meeting.objects.filter(council__in=Council.objects.known_as(file.document.council))
    of_day = of_council.filter(date=file.date).first()
    moved = of_council.filter(imported__date=file.date.isoformat()).exclude(date=file.date)
    return of_day or next((meeting for meeting in moved if _has_items_of(meeting, file.document)), None)


def _has_items_of(meeting: Meeting, document: minutes.Document) -> bool:
    """Whether at least half of the items that were read are the meeting's, by their titles as read."""
    known = {item.imported.get("title", item.title) for item in meeting.items.all()}
    read = {item.title for item in document.items}
    return 2 * len(known & read) >= min(len(known), len(read)) > 0
