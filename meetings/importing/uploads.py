"""From an uploaded file to the archive: planned, and imported once an editor accepts the plan.

The work is done in the request where it is small, else by a worker (upload_worker.py). Whoever does it holds the lock
of the upload's row, and the row's new state is written in the transaction of the work itself: work that is killed is
undone as a whole, and taken again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from django.db import InterfaceError, OperationalError, transaction

from meetings.importing.apply import import_file
from meetings.importing.files import ReadFile, read, read_anew_if_redacted, uploaded_source
from meetings.importing.holding import Held, mark_held, refuse_held
from meetings.importing.match_meeting import UncertainMeeting, meetings_in_words
from meetings.importing.plan import plan_import
from meetings.importing.plan_report import archived_records, change_rows, meeting_title, plan_summary
from meetings.importing.planned_changes import ImportPlan
from meetings.importing.recognition import AwaitsRecognition, recognize_page, recognized_pages
from meetings.importing.records import ArchivedRecords
from meetings.importing.refusals import Refused
from meetings.importing.upload_choices import meeting_choice
from meetings.importing.upload_exports import is_as_it_came, keep_what_is_public
from meetings.importing.upload_receiving import save_unless_duplicate
from meetings.importing.upload_rivals import reading_of
from meetings.models import Document, Upload
from meetings.models.choices import UploadState
from meetings.models.locks import Lock, lock_if_free
from meetings.models.uploads import WITHDRAWABLE_STATES, UploadQuerySet

logger = logging.getLogger(__name__)

# At most so many files with so many bytes in all are worked on while the editor waits; more is left to a worker.
# Chosen by hand: more lets her wait longer, fewer has her look again. `make bench` measures how long reading takes.
SMALL_FILES, SMALL_BYTES = 5, 1_000_000
# A file at which a worker was killed so often is refused: it may be the file that kills them.
MAX_ATTEMPTS = 3

# Why an upload is refused, where no Refused says it.
UNEXPECTED_ERROR = (
    "Noget gik galt, mens filen blev læst. Intet er skrevet. Den, der driver arkivet, kan se hvorfor i loggen."
)
TOO_MANY_ATTEMPTS = "Læsningen gik i stå flere gange. Filen kræver måske for meget af maskinen. Intet er skrevet."


def accept_uploads(chosen: UploadQuerySet, *, replaces: bool = False) -> list[Upload]:
    """Queue the chosen uploads for importing, but none that is not ready or that another process is working on.

    With `replaces` they go before earlier documents that they contradict. Returns those that were queued.
    """
    accepted = []
    with transaction.atomic():
        for upload in chosen.ready().select_for_update(skip_locked=True):
            upload.state, upload.replaces = UploadState.ACCEPTED, replaces
            upload.attempts, upload.sentence = 0, ""
            if save_unless_duplicate(upload):
                accepted.append(upload)
    return accepted


def withdraw_uploads(chosen: UploadQuerySet) -> list[Upload]:
    """Discard the chosen uploads, but none that is imported or that another process is working on.

    Their files are deleted. Returns those that were discarded.
    """
    with transaction.atomic():
        free = chosen.filter(state__in=WITHDRAWABLE_STATES).order_by("pk").select_for_update(skip_locked=True)
        withdrawn = list(free)
        for upload in withdrawn:
            upload.state = UploadState.WITHDRAWN
            _drop_file(upload)
            upload.save()
    return withdrawn


def is_small(uploads: Sequence[Upload]) -> bool:
    """Whether the work on the uploads is done while the editor waits."""
    return len(uploads) <= SMALL_FILES and sum(upload.size for upload in uploads) <= SMALL_BYTES


def process_upload(upload_id: int) -> Upload | None:
    """Plan or import the upload, whichever it waits for; None where it waits for nothing, or another process has it."""
    with transaction.atomic():
        upload = Upload.objects.queued().select_for_update(skip_locked=True).filter(pk=upload_id).first()
        if upload and not upload.awaits_recognition:
            _plan_or_import(upload)
        return upload


def process_next_upload() -> Upload | None:
    """Plan or import the first upload of the queue that no other worker has; None where there is none.

    The attempt is counted before the work, in a transaction of its own, so that an attempt that is killed counts too.
    The lock of the upload is held from the one to the other.
    """
    skipped: list[int] = []
    while upload := Upload.objects.queued().exclude(pk__in=skipped).first():
        with lock_if_free(Lock.UPLOAD, upload.pk) as is_mine:
            fresh = Upload.objects.queued().filter(pk=upload.pk).first() if is_mine else None
            if fresh and fresh.awaits_recognition:
                return recognize_next_page(fresh)
            if is_mine and _count_attempt(upload.pk) and (done := process_upload(upload.pk)):
                return done
        skipped.append(upload.pk)
    return None


def recognize_next_page(upload: Upload) -> Upload:
    """Recognize a page of a scan, and save it with how far the upload is; what is killed begins with the next one.

    The lock of the upload is held meanwhile, and its row is not. A scan that cannot be read is refused.
    """
    number = len(upload.recognized)
    try:
        page = recognize_page(uploaded_source(upload).content, number)
        done = [*upload.recognized, page]
        if len(done) == upload.pages_to_recognize:
            recognized_pages(done)
    except Refused as refusal:
        logger.info("%s refused: %s", upload.source_name, refusal.log)
        _refuse(upload, refusal.sentence)
        return upload
    upload.recognized = done
    upload.sentence = f"Siderne tekstgenkendes: {len(done)} af {upload.pages_to_recognize}."
    Upload.objects.filter(pk=upload.pk).update(recognized=done, sentence=upload.sentence)
    return upload


def _count_attempt(upload_id: int) -> bool:
    """Count an attempt at the upload. Returns False, and counts nothing, where another process has it or did it."""
    with transaction.atomic():
        upload = Upload.objects.queued().select_for_update(skip_locked=True).filter(pk=upload_id).first()
        if upload:
            upload.attempts += 1
            upload.save(update_fields=["attempts"])
        return upload is not None


def _plan_or_import(upload: Upload) -> None:
    """Plan or import the upload, whose row is locked, and save what came of it.

    Raises OperationalError or InterfaceError where the database is the cause; anything else makes the upload refused.
    """
    if upload.attempts > MAX_ATTEMPTS:
        _refuse(upload, TOO_MANY_ATTEMPTS)
        return
    try:
        with transaction.atomic():
            keep_what_is_public(upload)
        if not upload.is_queued:
            return
        with transaction.atomic():
            if upload.state == UploadState.WAITING:
                _plan_upload(upload)
            else:
                _import_upload(upload)
            upload.save()
    except Held as held:
        logger.info("%s: %s", upload.source_name, held.log)
        upload.refresh_from_db()
        mark_held(upload, held)
        upload.save()
    except AwaitsRecognition as scan:
        upload.refresh_from_db()
        upload.pages_to_recognize, upload.sentence = scan.pages, scan.sentence
        upload.save()
    except UncertainMeeting as question:
        logger.info("%s: %s", upload.source_name, question.log)
        _ask(upload, question)
    except Refused as refusal:
        logger.info("%s refused: %s", upload.source_name, refusal.log)
        _refuse(upload, refusal.sentence)
    except (OperationalError, InterfaceError):  # not the file's fault: the upload is tried again
        raise
    except Exception:  # one file that breaks must not stop the others; the log has the traceback
        logger.exception("%s could not be read", upload.source_name)
        _refuse(upload, UNEXPECTED_ERROR)


def _plan_upload(upload: Upload) -> None:
    file = read_anew_if_redacted(read(uploaded_source(upload)))
    refuse_held(file)
    archived = archived_records(file, meeting_choice(upload))
    planned = plan_import(file, replace=upload.replaces, restore=upload.restores, choice=meeting_choice(upload))
    _describe(upload, file, planned, archived)
    if planned.action == "unchanged":
        _finish(upload, UploadState.UNCHANGED, file, planned)
    else:
        upload.state = UploadState.PLANNED


def _import_upload(upload: Upload) -> None:
    file = read_anew_if_redacted(read(uploaded_source(upload)))
    archived = archived_records(file, meeting_choice(upload))
    imported = import_file(file, replace=upload.replaces, restore=upload.restores, choice=meeting_choice(upload))
    _describe(upload, file, imported, archived)
    _finish(upload, UploadState.UNCHANGED if imported.action == "unchanged" else UploadState.APPLIED, file, imported)


def _describe(upload: Upload, file: ReadFile, planned: ImportPlan, archived: ArchivedRecords) -> None:
    """Set what the upload's page shows of the file; `archived` are the meeting's records before it is imported."""
    upload.sentence = ""
    upload.plan = change_rows(planned, archived)
    upload.summary = plan_summary(planned, meeting_title(file, archived))
    upload.warnings = file.warning_rows
    upload.reading = {**reading_of(file), "meetings": meetings_in_words(planned.alike)}


def _ask(upload: Upload, question: UncertainMeeting) -> None:
    """Save the upload as one that waits for an editor to say which meeting it is of."""
    upload.refresh_from_db()
    upload.state, upload.sentence = UploadState.ASKS, question.sentence
    upload.reading = {**reading_of(question.file), "meetings": meetings_in_words(question.meetings)}
    upload.summary, upload.plan = "", []
    upload.warnings = question.file.warning_rows
    upload.save()


def _finish(upload: Upload, state: UploadState, file: ReadFile, planned: ImportPlan) -> None:
    upload.state = state
    of_file = Document.objects.without_text().filter(sha256=file.source.sha256).first()
    upload.document = of_file or planned.known
    upload.pages_to_recognize, upload.recognized = 0, []
    _drop_file(upload)


def _refuse(upload: Upload, sentence: str) -> None:
    """Save the upload as refused, without anything that a failed attempt has set."""
    upload.refresh_from_db()
    if is_as_it_came(upload):
        _drop_file(upload)  # it may have what is closed, and nothing reads it
    upload.state, upload.sentence = UploadState.REFUSED, sentence
    upload.summary, upload.plan, upload.warnings = "", [], []
    upload.save()


def _drop_file(upload: Upload) -> None:
    """Take the file from the upload, and from the storage once the transaction is committed."""
    if upload.file:
        transaction.on_commit(partial(upload.file.storage.delete, str(upload.file.name)))
        upload.file = ""
