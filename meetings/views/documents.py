"""The documents as they came, and the text that was read from them."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from meetings.caching.shown_councils import (
    COUNCIL_OF_ATTACHMENT,
    COUNCIL_OF_DOCUMENT,
    COUNCIL_OF_MEETING_ATTACHMENT,
    shows_council,
)
from meetings.models import Attachment, Document, MeetingAttachment
from meetings.models.choices import PlaceUnit
from meetings.models.documents import DocumentQuerySet
from meetings.pages import breadcrumbs, structured_data, withheld_records
from meetings.pages.provenance import written_lines
from meetings.pages.withheld_records import WithheldRecord
from meetings.parsing.lines.extract import PDF_SUFFIXES, TEXT_SUFFIXES
from meetings.parsing.structure.clean import printed_lines
from meetings.views.moved_and_removed import withheld_page

# Of what is not ours to show: no browser opens it on our address.
_DOWNLOAD = "application/octet-stream"


@shows_council(COUNCIL_OF_DOCUMENT)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself: a PDF and a text shown in the browser, anything else to be saved.

    `#page=7` opens a PDF at its seventh page.
    """
    found = _get_document(pk, Document.objects.without_text())
    if found is None:
        return _withheld_or_missing(request, withheld_records.withheld_document(pk), "Arkivet har ikke det dokument.")
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("Dokumentets fil mangler i arkivet. Dets tekst kan stadig læses.") from None
    suffix = PurePath(found.source_name).suffix.lower()
    if suffix in PDF_SUFFIXES:
        response = _pdf_response(content)
    elif suffix in TEXT_SUFFIXES and found.place_unit == PlaceUnit.PAGE:
        response = _text_response(content, found)
    else:
        response = FileResponse(content, content_type=_DOWNLOAD)
    is_download = response["Content-Type"] == _DOWNLOAD
    response["Content-Disposition"] = content_disposition_header(is_download, found.source_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    if found.meeting.council.is_sample:
        response["X-Robots-Tag"] = "noindex"
    return response


@shows_council(COUNCIL_OF_ATTACHMENT)
@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An attachment's file."""
    found = Attachment.objects.filter(pk=pk).exclude(file="").first()
    if found is None:
        return _withheld_or_missing(request, withheld_records.withheld_attachment(pk), "Arkivet har ikke det bilag.")
    return _attached_file(found)


@shows_council(COUNCIL_OF_MEETING_ATTACHMENT)
@require_safe
def meeting_attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of an attachment of a meeting as a whole."""
    found = MeetingAttachment.objects.filter(pk=pk).first()
    if found is None:
        withheld = withheld_records.withheld_meeting_attachment(pk)
        return _withheld_or_missing(request, withheld, "Arkivet har ikke det bilag.")
    return _attached_file(found)


def _attached_file(found: Attachment | MeetingAttachment) -> HttpResponseBase:
    """A PDF to be shown in the browser, anything else to be saved, as its content is not ours to show."""
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("Bilagets fil mangler i arkivet.") from None
    name = PurePath(str(found.file.name))
    is_pdf = name.suffix.lower() in PDF_SUFFIXES
    response = _pdf_response(content) if is_pdf else FileResponse(content, content_type=_DOWNLOAD)
    response["Content-Disposition"] = content_disposition_header(not is_pdf, name.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@shows_council(COUNCIL_OF_DOCUMENT)
@require_safe
def document_text(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read from the file, page by page and line by line, with the warnings; without empty pages."""
    found = _get_document(pk, Document.objects.defer("said"))
    if found is None:
        return _withheld_or_missing(request, withheld_records.withheld_document(pk), "Arkivet har ikke det dokument.")
    written = ((page.number, written_lines(page)) for page in printed_lines(found.text.split("\f")))
    pages = [(number, lines) for number, lines in written if lines]
    return render(
        request,
        "meetings/document_text.html",
        {
            "document": found,
            "is_of_samples": found.meeting.council.is_sample,
            "subject": structured_data.describe_document(found),
            "pages": pages,
            "breadcrumbs": breadcrumbs.to_meeting(found.meeting),
        },
    )


def _get_document(pk: int, documents: DocumentQuerySet) -> Document | None:
    return documents.select_related("meeting__council").filter(pk=pk).first()


def _withheld_or_missing(request: HttpRequest, withheld: WithheldRecord | None, missing: str) -> HttpResponse:
    """A 410 that says why the record is withheld. Raises Http404 with `missing` where there is none."""
    if withheld is None:
        raise Http404(missing)
    return withheld_page(request, withheld)


def _pdf_response(content: File[bytes]) -> HttpResponseBase:
    response = FileResponse(content, content_type="application/pdf")
    # The browser's own viewer is an embedded object with inline style; a PDF runs nothing of ours.
    response["Content-Security-Policy"] = (
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    )
    return response


def _text_response(content: File[bytes], document: Document) -> HttpResponseBase:
    """A text file in UTF-8. One in another encoding is served as the text that was read from it."""
    with content:
        written = content.read()
    try:
        written.decode("utf-8")
    except UnicodeDecodeError:
        written = document.text.encode()
    return HttpResponse(written, content_type="text/plain; charset=utf-8")
