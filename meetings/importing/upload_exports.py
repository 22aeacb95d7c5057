"""Uploads of exports: what is closed in them is not kept, and each of several meetings becomes an upload of its own."""

import uuid
from collections.abc import Sequence
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from meetings.importing.export_bundles import BUNDLE_SUFFIX, bundle_of_meeting, is_bundle
from meetings.importing.export_sources import separate_meetings
from meetings.importing.exports import is_export
from meetings.importing.files import uploaded_source
from meetings.importing.refusals import UNREADABLE_SENTENCES
from meetings.importing.source_files import SourceFile
from meetings.importing.upload_receiving import safe_name, save_unless_duplicate
from meetings.models import Upload
from meetings.models.choices import UploadState


def keep_what_is_public(upload: Upload) -> None:
    """Of an upload that is an export: keeps its meeting with the public attachments in place of the file that came.

    Of several meetings the first becomes this upload, each other a new one of the same batch that waits too. The
    upload's row is locked. Raises Refused for an export that cannot be read.
    """
    if not upload.file or is_bundle(str(upload.file.name)):
        return
    source = uploaded_source(upload)
    meetings = separate_meetings(source)
    if meetings == (source,):
        return
    transaction.on_commit(partial(upload.file.storage.delete, str(upload.file.name)))
    _keep(upload, meetings[0], meetings)
    for meeting in meetings[1:]:
        another = Upload(batch=upload.batch, size=upload.size, uploaded_by_id=upload.uploaded_by_id)
        _keep(another, meeting, meetings)


def is_as_it_came(upload: Upload) -> bool:
    """Whether an upload is an export whose file may have what is closed."""
    return bool(upload.file) and is_export(upload.source_name) and not is_bundle(str(upload.file.name))


def _keep(upload: Upload, meeting: SourceFile, meetings: Sequence[SourceFile]) -> None:
    """Saves the upload as that of the meeting, one of `meetings`."""
    upload.sha256, upload.stated = meeting.sha256, meeting.stated.as_json()
    if len(meetings) > 1:
        upload.source_name = safe_name(meeting.name.replace("/", " "))
    if meeting.why:
        _save_refused(upload, UNREADABLE_SENTENCES[meeting.why][0])
        return
    bundle = bundle_of_meeting(meeting.content, meeting.files)
    upload.file.save(f"{uuid.uuid4().hex}{BUNDLE_SUFFIX}", ContentFile(bundle), save=False)
    if not save_unless_duplicate(upload):
        upload.file.storage.delete(str(upload.file.name))
        _save_refused(upload, "Mødets fil ligger allerede til indlæsning.")


def _save_refused(upload: Upload, sentence: str) -> None:
    upload.file, upload.state, upload.sentence = "", UploadState.REFUSED, sentence
    upload.save()
