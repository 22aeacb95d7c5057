"""Whether the archive has a file already: the same file, or another copy of the same words."""

from meetings.importing.files import ReadFile, read, stored_source
from meetings.importing.parse_here import parse_here
from meetings.importing.plain_reading import digest_of_text
from meetings.models import Council, Document
from meetings.parsing.structure.clean import clean_pages


def known_document(file: ReadFile) -> tuple[Document | None, bool]:
    """The document that the file is, without its texts, and whether it is another copy of it; None for a new one."""
    documents = Document.objects.without_text().select_related("meeting__council")
    if same := documents.filter(sha256=file.source.sha256).first():
        return same, False
    if copy := documents.filter(text_sha256=file.text_sha256).first():
        return copy, True
    return next((document for document in _without_digest(file) if _is_copy(document, file)), None), True


def original_of(file: ReadFile) -> ReadFile:
    """The file as the archive has it, where this is another copy: its pages and lines are those that are shown."""
    known, is_copy = known_document(file)
    return read(stored_source(known)) if known and is_copy else file


def _without_digest(file: ReadFile) -> list[Document]:
    """The documents of that day and council that an earlier version imported, which has left no digest."""
    councils = Council.objects.known_as(file.document.council).values("pk")
    return list(
        Document.objects.select_related("meeting__council").filter(
            text_sha256="", meeting__council__in=councils, meeting__date=file.date, kind=file.document.kind
        )
    )


def _is_copy(document: Document, file: ReadFile) -> bool:
    pages = tuple(tuple(page.split("\n")) for page in document.text.split("\f"))
    return digest_of_text(clean_pages(pages), parse_here(pages)) == file.text_sha256
