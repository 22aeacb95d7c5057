"""Writing what a document says into the archive: plan, then apply in one transaction."""

import logging
from collections.abc import Mapping
from zlib import crc32

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db import connection, models, transaction
from django.utils.text import get_valid_filename

from meetings.addresses import found_or_made
from meetings.conflicts import record_conflicts
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
    SearchRow,
    Section,
    SourcedModel,
    Table,
    Topic,
)
from meetings.planning import Change, Plan, existing_records, meeting_of, plan
from meetings.records import MODELS, OF_AN_ITEM, Key, Kind, Register, Values, edited, write_values, written_as
from meetings.search.query import parse as parse_query
from meetings.sources import ReadFile

logger = logging.getLogger(__name__)


def import_file(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> Plan:
    """Plan and apply in one transaction; two imports into one meeting follow one another.

    Returns the plan that was applied. Raises Refused as `plan` does, and then nothing is written.
    """
    stored: list[str] = []
    try:
        with transaction.atomic():
            _lock(file)
            planned = plan(file, replace=replace, overwrite_edits=overwrite_edits)
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


def _lock(file: ReadFile) -> None:
    """Until the transaction ends nobody else writes this meeting."""
    key = crc32(f"{file.document.council} {file.date}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _apply(planned: Plan, file: ReadFile, stored: list[str]) -> None:
    """Write the plan, the document and the search rows. Names of stored files are added to `stored`."""
    meeting = meeting_of(file) or Meeting.objects.create(council=_council(file.document), date=file.date)
    document = _store_document(file, meeting, planned, stored)
    register = Register()
    register.prepare(change.values for change in planned.changes)
    records = existing_records(meeting)
    touched: set[int] = set()
    for change in planned.changes:
        if change.action == "remove":
            record = records.pop(change.key)
            models.QuerySet(MODELS[change.key[0]]).filter(pk=record.pk).delete()
        else:
            record = records[change.key] = _write(change, records, meeting, document, register)
        touched |= _items_of(record)
    if planned.leads:
        _name_source(document, planned, records)
    _remember_written(meeting, planned)
    record_conflicts(meeting, document, planned.changes, records)
    SearchRow.objects.write(touched)
    _assign_topics(touched)


def _remember_written(meeting: Meeting, planned: Plan) -> None:
    made = {written_as(change.key) for change in planned.changes if change.action == "create"}
    unsaid = {written_as(change.key) for change in planned.changes if change.action == "remove"}
    meeting.written = sorted({*meeting.written, *made} - unsaid)
    Meeting.objects.filter(pk=meeting.pk).update(written=meeting.written)


def _name_source(document: Document, planned: Plan, records: Mapping[Key, ImportedModel]) -> None:
    """What the leading document says and did not change stands in it too."""
    unchanged: dict[type[models.Model], list[int]] = {}
    for key in planned.said:
        record = records.get(key)
        if isinstance(record, SourcedModel) and record.document_id != document.pk:
            unchanged.setdefault(type(record), []).append(record.pk)
    for model, keys in unchanged.items():
        model._default_manager.filter(pk__in=keys).update(document=document)


def _items_of(record: ImportedModel) -> set[int]:
    """The items whose search row a change of the record concerns."""
    if isinstance(record, AgendaItem):
        return {record.pk}
    return {record.item_id} if isinstance(record, Decision | Table | Appointment) else set()


def _council(document: minutes.Document) -> Council:
    known = Council.objects.known_as(document.council).first()
    if known:
        return known
    return found_or_made(Council, document.council, is_sample=document.is_sample)


def _store_document(file: ReadFile, meeting: Meeting, planned: Plan, stored: list[str]) -> Document:
    facts: Values = {
        "meeting": meeting,
        "kind": file.document.kind,
        "is_draft": file.document.is_draft,
        "said": {written_as(key): values for key, values in planned.said.items()},
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
    document = Document(**facts, source_name=file.source.name, sha256=file.source.sha256, size=len(file.source.content))
    document.file.save(_stored_name(file.source.name), ContentFile(file.source.content), save=False)
    stored.append(str(document.file.name))
    document.save()
    return document


def _stored_name(name: str) -> str:
    """The name under which the file is stored: a name of signs alone ("€€€") leaves nothing to call it by."""
    try:
        return get_valid_filename(name)
    except SuspiciousFileOperation:
        return "dokument"


def _write(
    change: Change,
    records: Mapping[Key, ImportedModel],
    meeting: Meeting,
    document: Document,
    register: Register,
) -> ImportedModel:
    """Create or update one record. Search rows are written once for all, so no save() of the models is called."""
    kind, name = change.key
    model = MODELS[kind]
    record = records.get(change.key) or model(**_parents(kind, name, records, meeting))
    if isinstance(record, SourcedModel) and change.said:
        record.document = document
    sections = [section for section in records.values() if isinstance(section, Section)]
    write_values(record, change.values, register, sections)
    return record


def _parents(kind: Kind, name: str, records: Mapping[Key, ImportedModel], meeting: Meeting) -> Values:
    """The fields that say where a new record belongs."""
    if kind in OF_AN_ITEM:
        return {"item": records["item", name.split("/")[0]]}
    return {"meeting": meeting, "key": name} if kind == "item" else {"meeting": meeting}


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
