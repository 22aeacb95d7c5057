"""The documents as they came, and the text that was read from them."""

from dataclasses import dataclass
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from meetings.minutes import extract
from meetings.models import Document
from meetings.querysets import DocumentQuerySet
from meetings.views import breadcrumbs

_PDF = "application/pdf"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class TextPage:
    number: int
    text: str


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, shown in the browser; `#page=7` opens a PDF at its seventh page."""
    found = _found(pk, Document.objects.without_text())
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("Dokumentets fil mangler i arkivet. Dets tekst kan stadig læses.") from None
    is_pdf = PurePath(found.source_name).suffix.lower() in extract.PDF_SUFFIXES
    response: HttpResponseBase = (
        FileResponse(content, content_type=_PDF)
        if is_pdf
        else HttpResponse(_as_utf_8(content.read()), content_type=_TEXT)
    )
    response["Content-Disposition"] = content_disposition_header(False, found.source_name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    if found.meeting.council.is_sample:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def document_text(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read from the file, page by page, with the warnings."""
    found = _found(pk, Document.objects.all())
    pages = [TextPage(number, text.strip("\n")) for number, text in enumerate(found.text.split("\f"), start=1)]
    return render(
        request,
        "meetings/document_text.html",
        {"document": found, "pages": pages, "breadcrumbs": breadcrumbs.to_meeting(found.meeting)},
    )


def _found(pk: int, documents: DocumentQuerySet) -> Document:
    found = documents.select_related("meeting__council").filter(pk=pk).first()
    if not found:
        raise Http404("Arkivet har ikke det dokument.")
    return found


def _as_utf_8(content: bytes) -> bytes:
    """A text file in the one encoding that it is served in."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return extract.as_text(extract.extract(content, ".txt")).encode()
    return content
