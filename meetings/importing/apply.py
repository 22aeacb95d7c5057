"""Importing a document: plan, then apply in one transaction."""

import hashlib
import logging

from django.db import models

from meetings.changes.actors import act_as_import
from meetings.changes.recording import recording
from meetings.changes.stored_files import StoredFiles
from meetings.importing.attachments import store_attachments
from meetings.importing.conflicts import forget_settled_conflicts, record_conflicts
from meetings.importing.files import ReadFile, read_anew_if_redacted
from meetings.importing.holding import refuse_held
from meetings.importing.known_documents import original_of
from meetings.importing.match_meeting import MeetingChoice
from meetings.importing.match_people import names_of_distinct_people
from meetings.importing.named_records import NamedRecords, find_or_create_council
from meetings.importing.outdated import is_read_as_now
from meetings.importing.plan import plan_import
from meetings.importing.planned_changes import ImportPlan
from meetings.importing.records import ArchivedRecords, existing_records
from meetings.importing.refusals import Refused
from meetings.importing.withheld_again import withhold_again
from meetings.importing.write import write_changes
from meetings.models import Document, Meeting, SourcedModel, Withholding
from meetings.models.base import PlainValues, key_as_text
from meetings.models.locks import Lock, take_lock, take_locks
from meetings.parsing.parser import PARSER_VERSION
from meetings.people.merge_suggestions import suggest_merges
from meetings.people.same_name_questions import ask_about_same_names
from meetings.people.separating import separate_people
from meetings.privacy.redacted_documents import recognized_pages_without_words, redacted_document_file
from meetings.privacy.redacted_files import UnreadFile
from meetings.search.indexing import refresh_statistics
from meetings.search.synonym_suggestions import suggest_synonyms

logger = logging.getLogger(__name__)


def import_file(
    file: ReadFile,
    *,
    replace: bool = False,
    overwrite_edits: bool = False,
    restore: bool = False,
    choice: MeetingChoice | None = None,
    again: bool = False,
) -> ImportPlan:
    """Plan and apply in one transaction, with all that follows; imports into one council's meetings follow one another.

    The options are those of `plan_import`. Returns the plan that was applied. Raises
    Refused as `plan_import` does, and Held for what must not be public before an editor has decided. Whatever is
    raised, nothing is written then and no file is left in the storage.
    """
    refuse_held(file)
    with StoredFiles() as stored_files, recording():
        file = read_anew_if_redacted(file)
        act_as_import(file.source.name)
        take_locks(Lock.MEETING, (file.document.council, *file.document.joint_councils))
        take_lock(Lock.PEOPLE, shared=True)
        if overwrite_edits or restore:
            file = original_of(file)
        planned = plan_import(
            file, replace=replace, overwrite_edits=overwrite_edits, restore=restore, choice=choice, again=again
        )
        is_to_be_written = (
            again or planned.action != "unchanged" or not (planned.is_copy or is_read_as_now(file.source.sha256))
        )
        meeting = _apply(planned, file, stored_files) if is_to_be_written else None
        if planned.is_copy and planned.meeting:
            forget_settled_conflicts(planned.meeting)
    if planned.action != "unchanged" and meeting:
        suggest_merges(meeting)
        ask_about_same_names(meeting)
        refresh_statistics()
    logger.info("%s: %s", file.source.name, planned.action)
    return planned


def _apply(planned: ImportPlan, file: ReadFile, stored_files: StoredFiles) -> Meeting:
    """Write the plan, the document and its file, and what an editor is to decide: conflicts, synonyms."""
    meeting = planned.meeting or _create_meeting(file)
    document = _store_document(file, meeting, planned, stored_files)
    existing: ArchivedRecords = {("meeting", ""): meeting} if planned.action == "created" else existing_records(meeting)
    named = NamedRecords(names_of_distinct_people(planned.document_records))
    _remember_written(meeting, planned)
    written = write_changes(planned.changes, existing, meeting, document, named)
    numbers = {values["number"]: key[1] for key, values in planned.document_records.items() if key[0] == "item"}
    store_attachments(file, numbers, written.records, stored_files)
    if planned.is_leading:
        _set_source_document(document, planned, written.records)
    record_conflicts(meeting, document, planned.changes, written.records)
    separate_people(meeting)
    suggest_synonyms(written.item_ids)
    # A document in which an item stands that is withheld is withheld too.
    if withhold_again(meeting, document) or Withholding.objects.exists():
        Withholding.objects.settle()
    return meeting


def _create_meeting(file: ReadFile) -> Meeting:
    council = find_or_create_council(file.document.council, is_sample=file.document.is_sample)
    meeting = Meeting(
        council=council,
        date=file.date,
        is_extraordinary=file.document.is_extraordinary,
        start_time=file.document.start_time,
    )
    meeting.slug = Meeting.objects.free_slug(meeting)
    meeting.save()
    return meeting


def _remember_written(meeting: Meeting, planned: ImportPlan) -> None:
    """Keep in `Meeting.written` which records documents tell of: one that is missing later was deleted by a person.

    A sorted list of keys as text: `["decision 3.6", "item 3.6", "participant Anna Holm", "section 3", "table 3.6/0"]`.
    """
    told = {key_as_text(change.key) for change in planned.changes if change.document_values}
    removed = {key_as_text(change.key) for change in planned.changes if change.action == "remove"}
    meeting.written = sorted({*meeting.written, *told} - removed)
    if all(change.key[0] != "meeting" for change in planned.changes):  # else it is saved with what changes of it
        Meeting.objects.filter(pk=meeting.pk).update(written=meeting.written)


def _set_source_document(document: Document, planned: ImportPlan, records: ArchivedRecords) -> None:
    """Make the document the source of all records that it says, also of those that it did not change."""
    unchanged: dict[type[models.Model], list[int]] = {}
    for key in planned.document_records:
        record = records.get(key)
        if isinstance(record, SourcedModel) and record.document_id != document.pk:
            unchanged.setdefault(type(record), []).append(record.pk)
    for model, keys in unchanged.items():
        model._default_manager.filter(pk__in=keys).update(document=document)


def _store_document(file: ReadFile, meeting: Meeting, planned: ImportPlan, stored_files: StoredFiles) -> Document:
    """Save the document and its file, or, where the same file was imported before, what is read in it now.

    `Document.said` becomes everything that the document says, by the record's key as text:
    `{"meeting ": {"date": "2026-06-19", …}, "item 3.6": {"number": "3.6", "title": "Ny bro", "page": 4, …},
    "decision 3.6": {"text": "Godkendt.", "outcome": "approved", …}, "participant Anna Holm": {"party": "A", …}, …}`,
    with the fields of records.py.
    """
    fields: PlainValues = {
        "meeting": meeting,
        "kind": file.document.kind,
        "is_draft": file.document.is_draft,
        "edition": file.document.edition,
        "rank": planned.rank,
        "text_sha256": file.text_sha256,
        "stated": file.source.stated.as_json(),
        "said": {key_as_text(key): values for key, values in planned.document_records.items()},
        "pages": file.length,
        "place_unit": file.document.place_unit,
        "is_recognized": file.document.is_recognized,
        "text": "\f".join(file.pages),
        "parser_version": PARSER_VERSION,
        "warnings": file.warning_rows,
    }
    known = Document.objects.filter(sha256=file.source.sha256).first()
    if known:
        Document.objects.filter(pk=known.pk).update(**fields)
        return known
    source = file.source
    content = source.content
    try:
        pages = recognized_pages_without_words(fields["text"]) if file.document.is_recognized else []
        redacted = redacted_document_file(content, source.stored_name, fields["text"], file.redacted_words, pages)
    except UnreadFile as error:
        raise Refused(
            "Filen har ord, som er udeladt af arkivet, og de kan ikke tages ud af den. Gem den på ny uden dem.",
            "the redacted words cannot be taken out of the file",
        ) from error
    content = content if redacted is None else redacted
    if redacted is not None or source.is_canonical:
        fields["redacted_sha256"] = hashlib.sha256(content).hexdigest()
    document = Document(**fields, source_name=source.stored_name, sha256=source.sha256, size=len(content))
    stored_files.store(document.file, source.stored_name, content)
    document.save()
    return document
