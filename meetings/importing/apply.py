"""Writing what a document says into the archive: plan, then apply in one transaction."""

import logging

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.text import get_valid_filename

from meetings.cases.proposals import propose_threads
from meetings.importing.conflicts import record_conflicts
from meetings.importing.files import ReadFile
from meetings.importing.match_meeting import matching_meeting
from meetings.importing.match_people import names_of_distinct_people
from meetings.importing.named_records import NamedRecords
from meetings.importing.plan import plan_import
from meetings.importing.planned_changes import ImportPlan
from meetings.importing.records import existing_records
from meetings.importing.write import Records, write_changes
from meetings.models import Council, Document, Meeting, SourcedModel
from meetings.models.base import PlainValues, key_as_text
from meetings.models.locks import Lock, take_lock
from meetings.models.slugs import get_or_create_with_slug
from meetings.parsing import document as minutes
from meetings.parsing.parser import PARSER_VERSION
from meetings.people.merge_suggestions import suggest_merges
from meetings.search.indexing import index_items
from meetings.search.synonym_suggestions import suggest_synonyms
from meetings.search.topics import assign_topics

logger = logging.getLogger(__name__)


def import_file(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> ImportPlan:
    """Plan and apply in one transaction; two imports into one meeting follow one another.

    Returns the plan that was applied. Raises Refused as `plan` does, and then nothing is written.
    """
    stored: list[str] = []
    try:
        with transaction.atomic():
            take_lock(Lock.MEETING, f"{file.document.council} {file.date}")
            take_lock(Lock.PEOPLE, shared=True)
            take_lock(Lock.TOPICS, shared=True)
            planned = plan_import(file, replace=replace, overwrite_edits=overwrite_edits)
            if planned.action != "unchanged" or not _is_read_by_current_parser(file):
                _apply(planned, file, stored)
    except BaseException:
        for name in stored:
            Document._meta.get_field("file").storage.delete(name)
        raise
    if planned.action != "unchanged" and (meeting := matching_meeting(file)):
        suggest_merges(meeting)
        propose_threads([meeting.pk])
    logger.info("%s: %s", file.source.name, planned.action)
    return planned


def _is_read_by_current_parser(file: ReadFile) -> bool:
    return Document.objects.filter(sha256=file.source.sha256, parser_version=PARSER_VERSION).exists()


def _apply(planned: ImportPlan, file: ReadFile, stored: list[str]) -> None:
    """Write the plan, the document and the search rows. Names of stored files are added to `stored`."""
    meeting = matching_meeting(file) or _create_meeting(file)
    document = _store_document(file, meeting, planned, stored)
    records: Records = {("meeting", ""): meeting} if planned.action == "created" else existing_records(meeting)
    register = NamedRecords(apart=names_of_distinct_people(planned.said))
    touched = write_changes(planned.changes, records, meeting, document, register)
    if planned.leads:
        _set_source_document(document, planned, records)
    _remember_written(meeting, planned)
    record_conflicts(meeting, document, planned.changes, records)
    index_items(touched)
    assign_topics(touched)
    suggest_synonyms(touched)


def _create_meeting(file: ReadFile) -> Meeting:
    meeting = Meeting(council=_find_or_create_council(file.document), date=file.date)
    models.Model.save(meeting)
    return meeting


def _remember_written(meeting: Meeting, planned: ImportPlan) -> None:
    made = {key_as_text(change.key) for change in planned.changes if change.action == "create"}
    unsaid = {key_as_text(change.key) for change in planned.changes if change.action == "remove"}
    meeting.written = sorted({*meeting.written, *made} - unsaid)
    Meeting.objects.filter(pk=meeting.pk).update(written=meeting.written)


def _set_source_document(document: Document, planned: ImportPlan, records: Records) -> None:
    """What the leading document says and did not change stands in it too."""
    unchanged: dict[type[models.Model], list[int]] = {}
    for key in planned.said:
        record = records.get(key)
        if isinstance(record, SourcedModel) and record.document_id != document.pk:
            unchanged.setdefault(type(record), []).append(record.pk)
    for model, keys in unchanged.items():
        model._default_manager.filter(pk__in=keys).update(document=document)


def _find_or_create_council(document: minutes.Document) -> Council:
    known = Council.objects.known_as(document.council).first()
    if known:
        return known
    return get_or_create_with_slug(Council, document.council, is_sample=document.is_sample)


def _store_document(file: ReadFile, meeting: Meeting, planned: ImportPlan, stored: list[str]) -> Document:
    facts: PlainValues = {
        "meeting": meeting,
        "kind": file.document.kind,
        "is_draft": file.document.is_draft,
        "said": {key_as_text(key): values for key, values in planned.said.items()},
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
