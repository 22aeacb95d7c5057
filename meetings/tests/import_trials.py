"""Importing a file of any content on trial: whether what must hold of every import holds of it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import process_time

from django.db import connection, models
from django.test import Client

from meetings.importing.apply import import_file
from meetings.importing.export_sources import separate_meetings
from meetings.importing.files import ReadFile, read
from meetings.importing.match_meeting import matching_meeting
from meetings.importing.records import existing_records
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile
from meetings.models import AgendaItem, Council, Decision, Document, ImportedModel, Meeting, Participant
from meetings.models.base import PlainValues, RecordKey, is_edited, key_as_text, plain_value
from meetings.search.indexing import drifted_items
from meetings.tests import integrity
from meetings.tests.broken_documents import Case, good_papers, sample_files
from meetings.tests.undoing import undone

# What an editor wrote, by model, key and field.
Edits = dict[tuple[type[models.Model], int, str], object]

_SENTENCE = re.compile(r"[A-ZÆØÅ][^\n]*[.?]")
_PAGES_AT_MOST = 4


class BrokenArchive(AssertionError):
    """Something that must hold of every import does not hold of this one."""


@dataclass(frozen=True)
class Trial:
    """What became of a file; `outcome` is refused, unchanged, created or updated."""

    outcome: str
    # Of the processor, for reading and importing; the checks are not counted.
    seconds: float
    text_length: int = 0


def fill_archive(*, small: bool = False) -> Edits:
    """Import documents that are in order and correct some fields as an editor would. Returns the corrections."""
    files = {name: text.encode() for name, text in good_papers().items()}
    if not small:
        files |= sample_files()
    for name, content in files.items():
        import_file(read(SourceFile(name, content)))
    edits: Edits = {}
    for meeting in Meeting.objects.all():
        first, second = meeting.items.all()[:2]
        _edit(edits, first, title="Rettet overskrift", presentation="Rettet fremstilling.")
        _edit(edits, second, number="77.7", recommendation="")
        for decision in Decision.objects.filter(item=second):
            _edit(edits, decision, text="Rettet beslutning.", outcome="noted")
        for participant in Participant.objects.filter(meeting=meeting)[:1]:
            _edit(edits, participant, role="Rettet rolle", status="absent")
    return edits


def _edit(edits: Edits, record: models.Model, **fields: object) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
        edits[type(record), record.pk, name] = value
    record.save()


def try_import(case: Case, edits: Edits, *, sampled: bool) -> Trial:
    """Import the case, over a document that is in order or as a meeting of its own, and roll it back.

    With `sampled` its pages are opened and its search rows compared too. Raises Broken where something does not
    hold, and whatever the import raises that is not Refused.
    """
    started = process_time()
    try:
        file = read(separate_meetings(case.source)[-1])  # of several meetings one is enough
    except Refused as refusal:
        check_refusal(refusal)
        return Trial("refused", process_time() - started)
    seconds = process_time() - started
    with undone():
        if case.number % 2:
            Council.objects.update(name=models.functions.Concat(models.Value("Et andet "), "name"))
        try:
            outcome, seconds_of_import = _imported(file, edits, sampled=sampled)
            seconds += seconds_of_import
        except Refused as refusal:
            check_refusal(refusal)
            outcome = "refused"
    for path in integrity.stray_files():
        path.unlink()
    return Trial(outcome, seconds, sum(map(len, file.pages)))


def _imported(file: ReadFile, edits: Edits, *, sampled: bool) -> tuple[str, float]:
    """What became of the file, and the seconds that its import took."""
    is_new = matching_meeting(file) is None
    started = process_time()
    planned = import_file(file, replace=True)
    seconds = process_time() - started
    connection.check_constraints()
    if planned.is_copy:  # the archive has the words already, and says so
        return planned.action, seconds
    meeting = matching_meeting(file)
    if meeting is None:
        raise BrokenArchive("there is no meeting after the import")
    records = existing_records(meeting)
    if is_new:
        _check_all_of(planned.document_records, records)
    elif planned.is_leading:
        _check_said(planned.document_records, records, meeting)
    _check_edits(edits)
    _check_document(file)
    after = integrity.meeting_values(meeting)
    if import_file(file, replace=True).action != "unchanged" or integrity.meeting_values(meeting) != after:
        raise BrokenArchive("the same file again is not unchanged")
    if sampled:
        _check_pages(meeting)
        if drifted := list(drifted_items(500)):
            raise BrokenArchive(f"search rows have drifted: {drifted}")
    return planned.action, seconds


def check_refusal(refusal: Refused) -> None:
    """Raises Broken where the refusal tells people or the log nothing."""
    if not _SENTENCE.fullmatch(refusal.sentence) or not refusal.log or not refusal.log.isprintable():
        raise BrokenArchive(f"not a sentence for people and a line for the log: {refusal.sentence!r}, {refusal.log!r}")


def _check_all_of(said: Mapping[RecordKey, PlainValues], records: dict[RecordKey, ImportedModel]) -> None:
    """A meeting that the archive lacked is what the document says, no more and no less."""
    if said.keys() != records.keys():
        raise BrokenArchive(f"records are missing or too many: {sorted(said.keys() ^ records.keys())}")
    for key, values in said.items():
        written = integrity.record_values(records[key])
        if written != values:
            raise BrokenArchive(f"{key} says {written} and not {values}")


def _check_said(
    said: Mapping[RecordKey, PlainValues], records: dict[RecordKey, ImportedModel], meeting: Meeting
) -> None:
    """A leading document's records are all there; a field says something else only where an editor wrote it."""
    for key, values in said.items():
        if key not in records:
            raise BrokenArchive(f"{key} is missing, written: {key_as_text(key) in meeting.written}")
        record = records[key]
        for name, value in values.items():
            is_fact_of_agenda = key[0] == "meeting" and not value
            if plain_value(record, name) != value and not is_edited(record, name) and not is_fact_of_agenda:
                raise BrokenArchive(f"{key} has {name} {plain_value(record, name)!r} and not {value!r}")


def _check_edits(edits: Edits) -> None:
    for (model, pk, name), value in edits.items():
        if model._default_manager.values_list(name, flat=True).get(pk=pk) != value:
            raise BrokenArchive(f"the correction of {model.__name__} {pk}, {name}, is lost")


def _check_document(file: ReadFile) -> None:
    document = Document.objects.get(sha256=file.source.sha256)
    with document.file.open() as opened:
        stored = opened.read()
    if hashlib.sha256(stored).hexdigest() != (document.redacted_sha256 or document.sha256):
        raise BrokenArchive("the stored file has another digest than the archive knows it by")
    is_kept_as_it_came = not document.redacted_sha256
    if is_kept_as_it_came and stored != file.source.content:
        raise BrokenArchive("the stored file is not the one that was read")


def _check_pages(meeting: Meeting) -> None:
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("-pk")[:_PAGES_AT_MOST])
    documents = list(meeting.documents.all())
    addresses = [meeting.get_absolute_url(), *(item.get_absolute_url() for item in items)]
    for document in documents:
        addresses += [document.get_absolute_url(), f"{document.get_absolute_url()}tekst/"]
    client = Client(headers={"host": "localhost"})
    for address in addresses:
        response = client.get(address)
        if response.status_code != 200:
            raise BrokenArchive(f"{address} answers {response.status_code}")
        if response.streaming:
            b"".join(response)
