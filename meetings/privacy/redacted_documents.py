"""The stored files of documents and attachments without the words that were taken out."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.crypto import get_random_string

from meetings.changes.stored_files import StoredFiles
from meetings.danish.omitted import OMITTED
from meetings.models import Attachment, Document, MeetingAttachment
from meetings.parsing.lines.extract import SUFFIXES
from meetings.parsing.lines.foreign import is_plain_text
from meetings.privacy.redacted_files import UnreadFile, is_pdf, redact_foreign_file, says_beside_pages
from meetings.privacy.redacted_words import OMITTED_SLUG, RedactedWords
from meetings.privacy.redaction_reach import Reach


@dataclass
class RedactedFiles:
    """What became of files: how many were made anew, and the names of those that could not be looked through."""

    count: int = 0
    unread: list[str] = field(default_factory=list)


def redact_files(
    words: RedactedWords, reach: Reach, stored_files: StoredFiles, *, keeps_originals: bool = False
) -> RedactedFiles:
    """Put files without the words in place of those that have them; the old ones go as the transaction ends well.

    With `keeps_originals` those of documents are kept where only those get them who answer for personal data.
    """
    done = RedactedFiles()
    for document in reach.documents.defer("said").order_by("pk").iterator(chunk_size=50):
        _redact_document(document, words, stored_files, done, keeps_original=keeps_originals)
    for attachment in _attachments(reach):
        _redact_attachment(attachment, words, stored_files, done)
    return done


def redacted_document_file(
    content: bytes, name: str, text: str, words: RedactedWords, pages: Collection[int]
) -> bytes | None:
    """A document's file without the words, whose text without them is `text`; None where it has none of them.

    Of a Word document and a web page it is what is kept of them. `pages`, from 0, have the words whatever letters they
    have: they were recognized in pictures. Raises UnreadFile for one that cannot be looked through. Without words and
    pages a PDF and a text have nothing to lose, and are not looked through.
    """
    if not words and not pages and (is_pdf(content) or is_plain_text(content, Path(name).suffix)):
        return None
    redacted = redact_foreign_file(content, Path(name).suffix, words, pages)
    if redacted == content:
        return None
    return text.encode() if redacted is not None and is_plain_text(content, Path(name).suffix) else redacted


def changed_pages(text: str, redacted: str) -> list[int]:
    """The pages, from 0, that words were taken out of, given the text of pages as it was and as it is."""
    pairs = zip(text.split("\f"), redacted.split("\f"), strict=True)
    return [number for number, (before, after) in enumerate(pairs) if before != after]


def recognized_pages_without_words(text: str) -> list[int]:
    """The pages, from 0, of a scan out of whose recognized text words were taken."""
    return [number for number, page in enumerate(text.split("\f")) if OMITTED in page]


def _attachments(reach: Reach) -> list[Attachment | MeetingAttachment]:
    found: list[Attachment | MeetingAttachment] = []
    for model in (Attachment, MeetingAttachment):
        found += reach.rows(model).exclude(file="").order_by("pk")
    return found


def _redact_document(
    document: Document, words: RedactedWords, stored_files: StoredFiles, done: RedactedFiles, *, keeps_original: bool
) -> None:
    content = _content(document.file)
    name, text = words.redacted(document.source_name), words.redacted_pages(document.text)
    # What nobody sees on a page is in no text, and the document has a warning of it.
    may_have_words = text != document.text or name != document.source_name or document.warnings
    try:
        if not may_have_words and not says_beside_pages(content, words):
            return
        pages = changed_pages(document.text, text)
        redacted = redacted_document_file(content, document.source_name, text, words, pages)
    except UnreadFile:
        done.unread.append(name)
        return
    if not content:
        done.unread.append(name)
    if not content or (redacted is None and name == document.source_name):
        return
    done.count += 1
    if keeps_original and not document.unredacted_file:
        stored_files.store(document.unredacted_file, get_random_string(32), content)
    _replace(document.file, name, redacted or content, stored_files)
    Document.objects.filter(pk=document.pk).update(
        file=document.file.name,
        unredacted_file=document.unredacted_file.name or "",
        redacted_sha256=hashlib.sha256(redacted or content).hexdigest(),
        size=len(redacted or content),
        # The text is another now: a copy is known by reading it anew (importing/known_documents.py).
        text_sha256="",
    )


def _redact_attachment(
    attachment: Attachment | MeetingAttachment, words: RedactedWords, stored_files: StoredFiles, done: RedactedFiles
) -> None:
    content, name = _content(attachment.file), Path(str(attachment.file.name)).name
    if not is_pdf(content) and Path(name).suffix.lower() not in SUFFIXES:
        done.unread.append(words.redacted(attachment.title))
    try:
        redacted = redact_foreign_file(content, Path(name).suffix, words)
    except UnreadFile:
        done.unread.append(words.redacted(attachment.title))
        return
    if redacted in {None, content} and not words.spans(name):
        return
    done.count += 1
    _replace(attachment.file, words.redacted(name), redacted or content, stored_files)
    type(attachment)._base_manager.filter(pk=attachment.pk).update(file=attachment.file.name)


def _content(file: FieldFile) -> bytes:
    path = Path(file.path)
    return path.read_bytes() if path.is_file() else b""


def _replace(file: FieldFile, name: str, content: bytes, stored_files: StoredFiles) -> None:
    storage, old = file.storage, str(file.name)
    stored_files.store(file, name.replace(OMITTED, OMITTED_SLUG), content)
    transaction.on_commit(partial(storage.delete, old))
