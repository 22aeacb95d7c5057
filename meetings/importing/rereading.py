"""Reading stored documents again: with a later parser they may say more."""

from pathlib import Path

from django.conf import settings

from meetings.importing.files import Refused, SourceFile, load
from meetings.models import Document
from meetings.models.meetings import DocumentQuerySet
from meetings.parsing.parser import PARSER_VERSION


def outdated_documents() -> DocumentQuerySet:
    """The documents that an older parser read, oldest meeting first."""
    return Document.objects.without_text().filter(parser_version__lt=PARSER_VERSION).order_by("meeting__date", "pk")


def stored_source(document: Document) -> SourceFile:
    """The document as it was imported. Raises Refused where its file is gone or is no longer what it was."""
    path = Path(document.file.path)
    if not path.is_file():
        raise Refused(
            "Dokumentets fil mangler i arkivet. Den skal hentes fra en sikkerhedskopi.",
            "the stored file is missing",
        )
    content = load(path, max(settings.IMPORT_MAX_BYTES, document.size)).content
    source = SourceFile(document.source_name, content)
    if source.sha256 != document.sha256:
        raise Refused(
            "Dokumentets fil er ikke længere den, der blev indlæst. Den skal hentes fra en sikkerhedskopi.",
            "the stored file has another content than the one that was imported",
        )
    return source
