"""Files that an editor sends: stored as uploads that wait to be planned."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from meetings.importing.stated_facts import NOTHING_STATED, StatedFacts
from meetings.models import Document, Upload
from meetings.models.choices import UploadState
from meetings.models.uploads import OPEN_STATES

# So many files, at most, may be uploaded at a time. Chosen by hand; settings.DATA_UPLOAD_MAX_NUMBER_FILES is higher, so
# that the form can say how many it takes.
MAX_FILES = 100

# Control characters, halves of surrogate pairs, and marks that are invisible or turn the direction of writing.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# File systems take 255 bytes; the storage adds a random ending where the name is taken.
_MAX_NAME_BYTES = 180


@dataclass(frozen=True)
class ReceivedUploads:
    """What came of files that were to be uploaded."""

    batch: uuid.UUID
    # The uploads that were saved, all of this batch; one may be refused already.
    uploads: tuple[Upload, ...]
    # A sentence in Danish for each file that was not taken, as the same is on its way already.
    sentences: tuple[str, ...]


def receive_files(
    files: Iterable[UploadedFile[Any]],
    user: AbstractBaseUser | AnonymousUser | None = None,
    stated: StatedFacts = NOTHING_STATED,
) -> ReceivedUploads:
    """Store the files as uploads that wait to be planned. One that is too large is refused at once, and not stored.

    `stated` is what the user says of the files.
    """
    batch = uuid.uuid4()
    uploads, sentences = [], []
    for file in files:
        upload = Upload(
            source_name=safe_name(file.name or ""),
            sha256=_sha256(file),
            size=file.size or 0,
            batch=batch,
            stated=stated.as_json(),
            uploaded_by_id=user.pk if user else None,
        )
        sentence = _store_upload(upload, file)
        if sentence:
            sentences.append(sentence)
        else:
            uploads.append(upload)
    return ReceivedUploads(batch, tuple(uploads), tuple(sentences))


def queue_rereading(
    documents: Iterable[Document], user: AbstractBaseUser | AnonymousUser | None = None
) -> ReceivedUploads:
    """Create uploads by which documents of the archive are read again, with the parser as it is now."""
    batch = uuid.uuid4()
    uploads, sentences = [], []
    for document in documents:
        upload = Upload(
            source_name=document.source_name,
            sha256=document.sha256,
            size=document.size,
            batch=batch,
            state=UploadState.ACCEPTED,
            document=document,
            uploaded_by_id=user.pk if user else None,
        )
        if save_unless_duplicate(upload):
            uploads.append(upload)
        else:
            sentences.append(f"»{document.source_name}« ligger allerede til indlæsning.")
    return ReceivedUploads(batch, tuple(uploads), tuple(sentences))


def safe_name(name: str) -> str:
    """A file's name as the archive keeps it: no folders, nothing unprintable, and short enough for any file system."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    name = _UNPRINTABLE.sub("", re.split(r"[/\\]", name)[-1]).strip()
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}" if dot and ending.isalnum() and len(ending) < 10 else ""
    stem = (stem if suffix else name).strip(" .")
    if not re.search(r"\w", stem):
        stem = "dokument"
    return stem.encode()[: _MAX_NAME_BYTES - len(suffix.encode())].decode(errors="ignore") + suffix


def save_unless_duplicate(upload: Upload) -> bool:
    """Save the upload. Returns False where one of the same file is on its way: the database lets only one be."""
    try:
        with transaction.atomic():
            upload.save()
    except IntegrityError:
        return False
    return True


def _store_upload(upload: Upload, file: UploadedFile[Any]) -> str:
    """Store the file and save the upload. Returns '', or why it was not taken: the same file is on its way."""
    if upload.size > settings.IMPORT_MAX_BYTES:
        upload.state = UploadState.REFUSED
        upload.sentence = f"Filen er for stor. Grænsen er {settings.IMPORT_MAX_BYTES // 1_000_000} MB."
        upload.save()
        return ""
    earlier = Upload.objects.filter(sha256=upload.sha256, state__in=OPEN_STATES).first()
    if earlier is None:
        file.seek(0)
        upload.file.save(uuid.uuid4().hex, file, save=False)  # not the name that it came with, which is of any kind
        stored = upload.file.name
        if save_unless_duplicate(upload):
            return ""
        upload.file.storage.delete(str(stored))
    name = earlier.source_name if earlier else upload.source_name
    return f"»{upload.source_name}« er den samme fil som »{name}«, der allerede ligger til indlæsning."


def _sha256(file: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
