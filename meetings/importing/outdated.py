"""Which documents would be read otherwise now: by a newer parser, or as the archive has got a municipality since."""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from meetings.models import Document, Municipality
from meetings.parsing.parser import PARSER_VERSION


def outdated(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Those that an older parser read, or whose warnings name a municipality that an editor has made since."""
    found = Q(parser_version__lt=PARSER_VERSION)
    for name in sorted(Municipality.objects.names_beside_denmarks()):
        found |= Q(warnings_as_text__contains=f"Kommunen er ikke kendt: »{name} Kommune«")
    return documents.alias(warnings_as_text=Cast("warnings", TextField())).filter(found)


def is_read_as_now(sha256: str) -> bool:
    """Whether the archive has the file, and would read it now as it did."""
    documents = Document.objects.filter(sha256=sha256).order_by()
    return documents.exists() and not outdated(documents).exists()
