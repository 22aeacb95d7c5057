"""Writing what a document says into the archive: plan, then apply in one transaction.

The plan is plain values. A record is found again by what the documents call it (an item by its number, a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from zlib import crc32

from django.core.files.base import ContentFile
from django.db import connection, models, transaction

from meetings.addresses import free_slug
from meetings.choices import DocumentKind
from meetings.minutes import document as minutes
from meetings.minutes.parser import PARSER_VERSION
from meetings.models import (
    AgendaItem,
    Appointment,
    Council,
    Decision,
    Document,
    ImportedModel,
    Meeting,
    Participant,
    SearchRow,
    Section,
    Table,
    Topic,
)
from meetings.records import Register, Values, edited, plain
from meetings.search.query import parse as parse_query
from meetings.sources import ReadFile, Refused

logger = logging.getLogger(__name__)

Action = Literal["created", "updated", "unchanged"]
Kind = Literal["meeting", "section", "item", "decision", "table", "participant", "appointment"]
Key = tuple[Kind, str]

_KINDS: dict[Kind, type[ImportedModel]] = {
    "meeting": Meeting,
    "section": Section,
    "item": AgendaItem,
    "decision": Decision,
    "table": Table,
    "participant": Participant,
    "appointment": Appointment,
}
_REMOVED_WHEN_UNSAID: frozenset[Kind] = frozenset({"table", "participant", "appointment"})
"""What goes when a newer reading no longer says it. Items and decisions stay: they have addresses."""
_FACTS_OF_ANY_DOCUMENT = ("start_time", "place")
"""What the agenda tells of a meeting and the minutes mostly leave out."""


@dataclass(frozen=True)
class Change:
    """What becomes of one record: `values` are written, `kept` names the fields that a person had edited."""

    key: Key
    action: Literal["create", "update", "remove"]
    values: Values
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    action: Action
    changes: tuple[Change, ...]


def plan(file: ReadFile, *, replace: bool = False) -> Plan:
    """What importing the file would change; nothing is written.

    Raises Refused where the document contradicts one of the same meeting; with `replace` a newer document of
    the same kind may say something else.
    """
    meeting = _meeting(file.document)
    known = Document.objects.filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION:
        return Plan("unchanged", ())
    wanted = _wanted(file.document)
    if meeting is None:
        return Plan("created", tuple(Change(key, "create", values) for key, values in wanted.items()))
    if known is None:
        _check_contradictions(file, meeting, replace=replace)
    existing = _existing(meeting)
    if _leads(file.document, meeting):
        changes = _changes(wanted, existing)
    else:
        changes = _additions(wanted, existing)
    return Plan("unchanged" if known and not changes else "updated", changes)


def import_file(file: ReadFile, *, replace: bool = False) -> Plan:
    """Plan and apply in one transaction; two imports into one meeting follow one another.

    Returns the plan that was applied. Raises Refused as `plan` does, and then nothing is written.
    """
    stored: list[str] = []
    try:
        with transaction.atomic():
            _lock(file.document)
            planned = plan(file, replace=replace)
            if planned.action != "unchanged" or not _is_current(file):
                _apply(planned, file, stored)
    except BaseException:
        for name in stored:
            Document._meta.get_field("file").storage.delete(name)
        raise
    logger.info("%s: %s", file.source.name, planned.action)
    return planned


def _is_current(file: ReadFile) -> bool:
    return Document.objects.filter(sha256=file.source.sha256, parser_version=PARSER_VERSION).exists()


def _lock(document: minutes.Document) -> None:
    """Until the transaction ends nobody else writes this meeting."""
    key = crc32(f"{document.council} {document.date}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _meeting(document: minutes.Document) -> Meeting | None:
    return Meeting.objects.filter(council__name=document.council, date=document.date).first()


def _leads(document: minutes.Document, meeting: Meeting) -> bool:
    """Whether the page shows this document's wording: the minutes' before the agenda's."""
    return document.kind == "minutes" or not meeting.documents.filter(kind=DocumentKind.MINUTES).exists()


# What the document asks for


def _wanted(document: minutes.Document) -> dict[Key, Values]:
    """Every record that the document asks for, by key, with its plain values; parents before children."""
    wanted: dict[Key, Values] = {("meeting", ""): _meeting_values(document)}
    for position, section in enumerate(document.sections):
        wanted["section", section.number] = {"title": section.title, "position": position}
    for position, item in enumerate(document.items):
        wanted["item", item.number] = _item_values(item, position)
        if document.kind == "minutes" and (item.text("decision") or item.outcomes):
            wanted["decision", item.number] = _decision_values(item)
    for position, table in enumerate(document.tables):
        wanted["table", f"{table.item}/{position}"] = _table_values(table, position)
    for position, participant in enumerate(document.participants):
        wanted["participant", participant.name] = _participant_values(participant, position)
    for appointment in document.appointments:
        key = f"{appointment.item}/{appointment.person}/{appointment.body}"
        wanted["appointment", key] = _appointment_values(appointment)
    return wanted


def _meeting_values(document: minutes.Document) -> Values:
    return {
        "start_time": document.start_time.isoformat("minutes") if document.start_time else None,
        "place": document.place,
        "participants_complete": document.participants_complete,
    }


def _item_values(item: minutes.Item, position: int) -> Values:
    return {
        "position": position,
        "title": item.title,
        "section": item.section or None,
        "case_number": item.case_number,
        "initials": list(item.initials),
        "case_type": item.case_type,
        "background": item.text("background"),
        "recommendation": item.text("recommendation"),
        "presentation": item.text("presentation"),
        "attachment_markers": item.attachment_markers,
        "references": [day.isoformat() for day in item.references],
        "item_references": list(item.item_references),
        "municipalities": sorted(item.municipalities),
        "page": item.place.page,
    }


def _decision_values(item: minutes.Item) -> Values:
    page = next((field.place.page for field in item.fields if field.name == "decision"), item.place.page)
    return {
        "text": item.text("decision"),
        "outcome": item.outcome,
        "further_outcomes": list(item.outcomes[1:]),
        "page": page,
    }


def _table_values(table: minutes.Table, position: int) -> Values:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "field": table.field,
        "after_block": table.after_block,
        "position": position,
    }


def _participant_values(participant: minutes.Participant, position: int) -> Values:
    return {
        "person": participant.name,
        "party": participant.party or None,
        "municipality": participant.municipality or None,
        "status": participant.status,
        "role": participant.role,
        "position": position,
        "page": participant.place.page,
    }


def _appointment_values(appointment: minutes.Appointment) -> Values:
    return {
        "person": appointment.person,
        "party": appointment.party or None,
        "municipality": appointment.municipality or None,
        "body": appointment.body,
        "role": appointment.role,
        "replaces": appointment.replaces or None,
        "page": appointment.place.page,
    }


# What the archive holds, and the difference


def _existing(meeting: Meeting) -> dict[Key, ImportedModel]:
    """The meeting's records by the key that documents know them by, whatever an editor calls them now."""
    found: dict[Key, ImportedModel] = {("meeting", ""): meeting}
    for section in meeting.sections.all():
        found["section", section.number] = section
    items = meeting.items.select_related("decision", "section").prefetch_related("municipalities", "topics")
    for item in items:
        found["item", item.number] = item
        if hasattr(item, "decision"):
            found["decision", item.number] = item.decision
    for table in Table.objects.filter(item__meeting=meeting).select_related("item"):
        found["table", f"{table.item.number}/{table.imported.get('position', table.position)}"] = table
    people = ("person", "party", "municipality")
    for participant in meeting.participants.select_related(*people):
        found["participant", participant.imported.get("person", participant.person.name)] = participant
    appointments = Appointment.objects.filter(item__meeting=meeting)
    for appointment in appointments.select_related("item", "body", "replaces", *people):
        person = appointment.imported.get("person", appointment.person.name)
        body = appointment.imported.get("body", appointment.body.name)
        found["appointment", f"{appointment.item.number}/{person}/{body}"] = appointment
    return found


def _changes(wanted: Mapping[Key, Values], existing: Mapping[Key, ImportedModel]) -> tuple[Change, ...]:
    """From what the archive holds to what the leading document says."""
    changes = [
        change
        for key, values in wanted.items()
        if (change := _change(key, values, existing.get(key))) is not None
    ]
    unsaid = [key for key in existing if key[0] in _REMOVED_WHEN_UNSAID and key not in wanted]
    changes += [Change(key, "remove", {}) for key in unsaid if _is_as_imported(existing[key])]
    return tuple(changes)


def _change(key: Key, values: Values, record: ImportedModel | None) -> Change | None:
    if record is None:
        return Change(key, "create", values)
    if key[0] == "meeting":
        values = {
            field: value for field, value in values.items() if value or field not in _FACTS_OF_ANY_DOCUMENT
        }
    kept = tuple(field for field in values if edited(record, field))
    new = {
        field: value
        for field, value in values.items()
        if field not in kept and (plain(record, field) != value or field not in record.imported)
    }
    differing = tuple(
        field for field in kept if values[field] not in (plain(record, field), record.imported[field])
    )
    return Change(key, "update", new, differing) if new or differing else None


def _additions(wanted: Mapping[Key, Values], existing: Mapping[Key, ImportedModel]) -> tuple[Change, ...]:
    """What an agenda adds to the minutes: items that were withdrawn, and the time and place."""
    changes = [
        Change(key, "create", values)
        for key, values in wanted.items()
        if key not in existing and key[0] in {"section", "item"}
    ]
    meeting = existing["meeting", ""]
    missing = {
        field: wanted["meeting", ""][field]
        for field in _FACTS_OF_ANY_DOCUMENT
        if wanted["meeting", ""][field] and not getattr(meeting, field) and not edited(meeting, field)
    }
    return tuple([*([Change(("meeting", ""), "update", missing)] if missing else []), *changes])


def _is_as_imported(record: ImportedModel) -> bool:
    return bool(record.imported) and not any(edited(record, field) for field in record.imported)


def _check_contradictions(file: ReadFile, meeting: Meeting, *, replace: bool) -> None:
    """Refuse a second document of the same kind that decides something else, and one of another meeting's items."""
    same_kind = meeting.documents.filter(kind=file.document.kind).first()
    items = {item.number: item for item in meeting.items.select_related("decision")}
    both = [(items[item.number], item) for item in file.document.items if item.number in items]
    if same_kind and not replace:
        for archived, item in both:
            difference = _difference(archived, item, file.document.kind)
            if difference:
                raise Refused(
                    f"Mødet har allerede et dokument af samme art ({same_kind.source_name}), som siger noget andet om "
                    f"punkt {item.number}: {difference}. Brug --replace, hvis det nye dokument skal gælde.",
                    f"contradicts {same_kind.source_name} at item {item.number}",
                )
    alike = sum(_as_read(archived, "title") == item.title for archived, item in both)
    if not replace and both and alike < len(both) / 2:
        other = meeting.documents.first()
        raise Refused(
            f"Dokumentet har samme råd og dato som {other.source_name if other else 'et møde i arkivet'}, men andre "
            f"punkter: kun {alike} af {len(both)} overskrifter er ens. Er datoen rigtig?",
            f"only {alike} of {len(both)} titles agree with the archived meeting",
        )


def _difference(archived: AgendaItem, item: minutes.Item, kind: minutes.Kind) -> str:
    title = _as_read(archived, "title")
    if title != item.title:
        return f"»{title}« mod »{item.title}«"
    if kind == "minutes" and hasattr(archived, "decision"):
        outcome = _as_read(archived.decision, "outcome")
        if outcome != item.outcome:
            return f"udfaldet er »{_outcome_label(outcome)}« mod »{_outcome_label(item.outcome)}«"
    return ""


def _as_read(record: ImportedModel, field: str) -> Any:
    """What the earlier document said, whatever an editor has written since."""
    return record.imported.get(field, plain(record, field))


def _outcome_label(outcome: str) -> str:
    return str(dict(Decision._meta.get_field("outcome").flatchoices)[outcome])


# Applying


def _apply(planned: Plan, file: ReadFile, stored: list[str]) -> None:
    """Write the plan, the document and the search rows. Names of stored files are added to `stored`."""
    meeting = _meeting(file.document) or Meeting.objects.create(
        council=_council(file.document), date=file.document.date
    )
    document = _store_document(file, meeting, stored)
    register = Register()
    register.prepare(change.values for change in planned.changes)
    records = _existing(meeting)
    for change in planned.changes:
        if change.action == "remove":
            models.QuerySet(_KINDS[change.key[0]]).filter(pk=records.pop(change.key).pk).delete()
        else:
            records[change.key] = _write(change, records, meeting, document, register)
    touched = {
        record.pk if isinstance(record, AgendaItem) else record.item_id
        for change in planned.changes
        if isinstance(record := records.get(change.key), AgendaItem | Decision | Table | Appointment)
    }
    SearchRow.objects.write(touched)
    _assign_topics(touched)


def _council(document: minutes.Document) -> Council:
    defaults = {"slug": free_slug(Council, document.council), "is_sample": document.is_sample}
    return Council.objects.get_or_create(name=document.council, defaults=defaults)[0]


def _store_document(file: ReadFile, meeting: Meeting, stored: list[str]) -> Document:
    facts: Values = {
        "meeting": meeting,
        "kind": file.document.kind,
        "pages": len(file.pages),
        "text": "\f".join(file.pages),
        "parser_version": PARSER_VERSION,
        "warnings": [
            {"page": warning.page, "line": warning.line, "message": warning.message}
            for warning in file.document.warnings
        ],
    }
    known = Document.objects.filter(sha256=file.source.sha256).first()
    if known:
        Document.objects.filter(pk=known.pk).update(**facts)
        return known
    document = Document(
        **facts, source_name=file.source.name, sha256=file.source.sha256, size=len(file.source.content)
    )
    document.file.save(file.source.name, ContentFile(file.source.content), save=False)
    stored.append(str(document.file.name))
    document.save()
    return document


def _write(
    change: Change,
    records: Mapping[Key, ImportedModel],
    meeting: Meeting,
    document: Document,
    register: Register,
) -> ImportedModel:
    """Create or update one record. Search rows are written once for all, so no save() of the models is called."""
    kind, name = change.key
    model = _KINDS[kind]
    record = records.get(change.key) or model(**_parents(kind, name, records, meeting))
    sections = {key[1]: section for key, section in records.items() if isinstance(section, Section)}
    for field, value in register.record_values(change.values, sections).items():
        setattr(record, field, value)
    if isinstance(record, AgendaItem | Decision | Participant | Appointment):
        record.document = document
    record.imported = {**record.imported, **change.values}
    models.Model.save(record)
    if isinstance(record, AgendaItem) and "municipalities" in change.values:
        record.municipalities.set(register.municipalities(change.values["municipalities"]))
    return record


def _parents(kind: Kind, name: str, records: Mapping[Key, ImportedModel], meeting: Meeting) -> Values:
    """The fields that say where a new record belongs."""
    if kind in {"decision", "table", "appointment"}:
        return {"item": records["item", name.split("/")[0]]}
    if kind in {"section", "item"}:
        return {"meeting": meeting, "number": name}
    return {"meeting": meeting}


def _assign_topics(item_ids: set[int]) -> None:
    """The topics whose rule finds an item, unless an editor chose its topics."""
    items = {item.pk: item for item in AgendaItem.objects.filter(pk__in=item_ids).prefetch_related("topics")}
    found: dict[int, list[Topic]] = {pk: [] for pk in items}
    for topic in Topic.objects.exclude(rule=""):
        matching = AgendaItem.objects.filter(pk__in=item_ids).search(parse_query(topic.rule))
        for pk in matching.values_list("pk", flat=True):
            found[pk].append(topic)
    for pk, item in items.items():
        if edited(item, "topics"):
            continue
        item.topics.set(found[pk])
        item.imported["topics"] = sorted(topic.name for topic in found[pk])
    AgendaItem.objects.bulk_update(items.values(), ["imported"])
