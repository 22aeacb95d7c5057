"""Uploading documents: choose files, see what each would change, then let it in or discard it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from meetings.admin.base import FileAdmin, document_page, listed_warnings
from meetings.admin.removals_of_several import undo_several_page
from meetings.admin.upload_plan import change_counts, planned_changes
from meetings.danish.plurals import counted
from meetings.importing import upload_worker, uploads
from meetings.importing.holding import clear_findings, redact_findings
from meetings.importing.refusals import Refused
from meetings.importing.stated_facts import StatedFacts, stated_day
from meetings.importing.upload_choices import choose_meeting, restore_deleted
from meetings.importing.upload_receiving import MAX_FILES, ReceivedUploads, receive_files
from meetings.importing.upload_rivals import rival_upload_notes
from meetings.models import Council, Document, Upload
from meetings.models.choices import ClearingReason, DocumentKind, UploadState
from meetings.models.uploads import QUEUED_STATES, WITHDRAWABLE_STATES, UploadQuerySet
from meetings.parsing.lines.extract import SUFFIXES
from meetings.privacy.redacting import ReasonHoldsWords

# In seconds: how often a page reloads itself that shows uploads which the worker has not finished.
REFRESH_SECONDS = 5
# What an editor answers who has something taken out that a document is held for.
REDACT = "redact"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files. Their contents are checked file by file later, so that a bad one does not stop the others."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFilesInput(attrs={"multiple": True, "accept": ",".join(sorted(SUFFIXES))})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            return super().clean(None, initial)
        if len(data) > MAX_FILES:
            raise ValidationError(f"Vælg højst {MAX_FILES} filer ad gangen. Du valgte {len(data)}.")
        return [super(ManyFilesField, self).clean(file, initial) for file in data]


class UploadForm(forms.Form):
    """The files, and what the editor says of one that does not say it itself."""

    documents = ManyFilesField(label="Filer", error_messages={"required": "Vælg en eller flere filer."})
    council = forms.CharField(
        label="Råd", required=False, max_length=100, widget=forms.TextInput(attrs={"list": "raad", "size": 60})
    )
    date = forms.CharField(label="Mødets dato", required=False, max_length=40)
    kind = forms.ChoiceField(label="Art", required=False, choices=[("", "Som filen siger"), *DocumentKind.choices])

    def clean_date(self) -> datetime.date | None:
        written = self.cleaned_data["date"].strip()
        day = stated_day(written) if written else None
        if written and day is None:
            raise ValidationError(f"»{written}« er ikke en dato, der findes. Skriv den som 2. maj 2025.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        stated = [name for name in ("council", "date", "kind") if cleaned.get(name)]
        if stated and len(cleaned.get("documents") or ()) > 1:
            self.add_error(stated[0], "Råd, dato og art gælder én fil. Vælg den alene.")
        return cleaned

    def stated_facts(self) -> StatedFacts:
        """What the editor says of the file. The form has to be valid."""
        cleaned = self.cleaned_data
        return StatedFacts(cleaned["council"].strip(), cleaned["date"], cleaned["kind"] or None)


@admin.register(Upload)
class UploadAdmin(FileAdmin):
    """Nothing is written by hand here: an upload is made by choosing files, and it is imported or discarded."""

    list_display = ("source_name", "state", "told", "warning_count", "uploaded_at")
    list_filter = ("state", "uploaded_at")
    search_fields = ("source_name", "summary", "sha256")
    search_help_text = "Søg efter filnavn, råd, mødedato (»19. juni 2026«) eller SHA-256."
    actions = ("apply", "apply_replacing", "withdraw", "undo")
    fieldsets = (
        (None, {"fields": ("source_name", "state", "told", "result", "warning_list")}),
        ("Kendetegn", {"classes": ("collapse",), "fields": ("size", "sha256", "uploaded_by", "uploaded_at")}),
    )
    readonly_fields = ("told", "result", "warning_list")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        return super().get_queryset(request).defer("plan")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changes: Any = super().get_changelist_instance(request)
        remarks = rival_upload_notes(changes.result_list)
        for upload in changes.result_list:
            upload.remarks = remarks.get(upload.pk, [])
        return changes

    @admin.display(description="hvad der sker")
    def told(self, upload: Any) -> str:
        """What the import will do or did, or why it was refused. The column's name stands in the page's HTML."""
        remarks = upload.remarks if hasattr(upload, "remarks") else rival_upload_notes([upload]).get(upload.pk, [])
        sentences = [(sentence,) for sentence in (upload.sentence or upload.summary, *remarks) if sentence]
        return format_html_join(" ", "<span>{}</span>", sentences) or "–"

    @admin.display(description="advarsler")
    def warning_count(self, upload: Upload) -> str:
        if not upload.warnings:
            return "–"
        address = reverse("admin:meetings_upload_change", args=(upload.pk,))
        return format_html('<a href="{}#advarsler">{}</a>', address, len(upload.warnings))

    @admin.display(description="advarsler")
    def warning_list(self, upload: Upload) -> str:
        return listed_warnings(upload.warnings)

    @admin.display(description="dokument")
    def result(self, upload: Upload) -> str:
        if upload.document is None:
            return "–"
        return format_html('<a href="{}">{}</a>', document_page(upload.document), upload.document)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        progress = _progress() if self.has_view_permission(request) else {}
        return super().changelist_view(request, {**(extra_context or {}), **progress})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        """The page »Indlæs dokumenter«."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            received = receive_files(form.cleaned_data["documents"], request.user, form.stated_facts())
            return work_on_received(request, received)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Indlæs dokumenter",
            "form": form,
            "stated_fields": [form[name] for name in ("council", "date", "kind")],
            "councils": Council.objects.filter(is_sample=False).order_by("name").values_list("name", flat=True),
            "media": self.media,
            "files_at_most": MAX_FILES,
            "megabytes_at_most": settings.IMPORT_MAX_BYTES // 1_000_000,
        }
        return TemplateResponse(request, "admin/meetings/upload/add_form.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The page of an upload, with the whole plan; its buttons import or discard it."""
        upload = self.get_object(request, object_id)
        if upload and request.method == "POST":
            return self._decide(request, upload)
        context = {
            "changes": planned_changes(upload.plan) if upload else [],
            "change_counts": change_counts(upload.plan) if upload else [],
            "meetings_to_choose": _meetings_to_choose(upload),
            "is_held_back": upload is not None and _holds_back(upload),
            "findings": upload.findings if upload and upload.state == UploadState.HELD else [],
            "verdicts": _verdicts(request),
            "is_ready": Upload.objects.ready().filter(pk=upload.pk).exists() if upload else False,
            "is_withdrawable": upload is not None and upload.state in WITHDRAWABLE_STATES,
            **(_progress() if upload and upload.is_queued else {}),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    @admin.action(description="Indlæs de valgte", permissions=["add"])
    def apply(self, request: HttpRequest, chosen: QuerySet[Upload]) -> None:
        self._apply(request, _plain_queryset(chosen), replaces=False)

    @admin.action(description="Indlæs de valgte, og lad dem gælde over tidligere", permissions=["add"])
    def apply_replacing(self, request: HttpRequest, chosen: QuerySet[Upload]) -> None:
        self._apply(request, _plain_queryset(chosen), replaces=True)

    @admin.action(description="Kassér de valgte", permissions=["add"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Upload]) -> None:
        rows = _plain_queryset(chosen)
        withdrawn = uploads.withdraw_uploads(rows)
        for upload in withdrawn:
            self.log_change(request, upload, "Kasseret.")
        _report_count(request, len(withdrawn), rows.count(), "kasseret")

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.delete_document")

    @admin.action(description="Fortryd indlæsningen af de valgte", permissions=["undo"])
    def undo(self, request: HttpRequest, chosen: QuerySet[Upload]) -> HttpResponse | None:
        applied = _plain_queryset(chosen).filter(state=UploadState.APPLIED).exclude(document=None)
        documents = Document.objects.filter(pk__in=applied.values("document"))
        if not documents.exists():
            messages.error(request, "Ingen af de valgte er indlæst.")
            return None
        return undo_several_page(request, documents)

    def _decide(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = Upload.objects.filter(pk=upload.pk)
        if "_clear" in request.POST:
            self._clear(request, upload)
        elif "_withdraw" in request.POST:
            self.withdraw(request, chosen)
        elif "_into" in request.POST or "_restore" in request.POST:
            self._plan_anew(request, upload)
        elif "_apply" in request.POST or "_replace" in request.POST:
            self._apply(request, chosen, replaces="_replace" in request.POST)
        return HttpResponseRedirect(request.path)

    def _plan_anew(self, request: HttpRequest, upload: Upload) -> None:
        """Plans the upload as of the meeting that was chosen, or with what editors have deleted of it."""
        try:
            if "_restore" in request.POST:
                restore_deleted(upload)
            else:
                key = request.POST["_into"]
                choose_meeting(upload, int(key) if key.isdecimal() else None)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return
        _import_or_queue(request, [upload])

    def _clear(self, request: HttpRequest, upload: Upload) -> None:
        """What the editor says of what a held document was held for: for each finding, or not yet."""
        if not self._redact_found(request, upload):
            return
        upload.refresh_from_db()
        reason = request.POST.get("reason", "").strip()
        chosen = {row["digest"]: request.POST.get(f"finding-{row['digest']}", "") for row in upload.findings}
        if ClearingReason.PUBLISHED in chosen.values() and not reason:
            messages.error(request, "Skriv, hvorfor det skal offentliggøres alligevel. Intet er ændret.")
            return
        is_free = upload.state == UploadState.WAITING
        for verdict in ClearingReason:
            digests = [digest for digest, answer in chosen.items() if answer == verdict]
            if digests:
                is_free = clear_findings(upload, digests, verdict, request.user, reason) or is_free
                places = counted(len(digests), "sted", "steder")
                self.log_change(request, upload, f"{verdict.label}: {places}. {reason}")
        if is_free:
            _import_or_queue(request, [Upload.objects.get(pk=upload.pk)])

    def _redact_found(self, request: HttpRequest, upload: Upload) -> bool:
        """Takes out of the document what is to be; False where it could not be, and the editor was told why."""
        chosen = {row["digest"] for row in upload.findings if request.POST.get(f"finding-{row['digest']}") == REDACT}
        if not chosen:
            return True
        if not request.user.has_perm("meetings.add_redaction"):
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip() or "Personoplysninger"
        try:
            redact_findings(upload, chosen, request.user, reason)
        except ReasonHoldsWords:
            messages.error(request, "Begrundelsen har det, der skal udelades. Skriv den uden. Intet er ændret.")
            return False
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return False
        self.log_change(request, upload, f"Udeladt: {counted(len(chosen), 'sted', 'steder')}. {reason}")
        return True

    def _apply(self, request: HttpRequest, chosen: UploadQuerySet, *, replaces: bool) -> None:
        chosen_count = chosen.count()
        accepted = uploads.accept_uploads(chosen, replaces=replaces)
        for upload in accepted:
            self.log_change(request, upload, "Valgt til indlæsning.")
        if len(accepted) < chosen_count:
            _report_count(request, len(accepted), chosen_count, "valgt til indlæsning")
        _import_or_queue(request, accepted)


def _verdicts(request: HttpRequest) -> list[tuple[str, str]]:
    """What this editor may say of something that a document is held for."""
    redacts = [(REDACT, "Udelad det")] if request.user.has_perm("meetings.add_redaction") else []
    return [*redacts, *ClearingReason.choices]


def _meetings_to_choose(upload: Upload | None) -> list[dict[str, Any]]:
    """The meetings that the upload may be of, where an editor is still to say."""
    if upload is None or upload.state not in (UploadState.ASKS, UploadState.PLANNED) or upload.meeting_id:
        return []
    return list(upload.reading.get("meetings", ()))


def _holds_back(upload: Upload) -> bool:
    """Whether something of the upload stays away because an editor deleted it, and can be had again."""
    is_open = upload.state in (UploadState.PLANNED, UploadState.UNCHANGED)
    return is_open and any(change["action"] == "Holdes tilbage" for change in upload.plan)


def work_on_received(request: HttpRequest, received: ReceivedUploads) -> HttpResponse:
    """Plans what was received, at once where it is little, else in the worker, and redirects to where it is shown."""
    for sentence in received.sentences:
        messages.warning(request, sentence)
    _import_or_queue(request, received.uploads)
    if Upload.objects.filter(batch=received.batch).count() == 1:
        return HttpResponseRedirect(reverse("admin:meetings_upload_change", args=(received.uploads[0].pk,)))
    batch = f"?batch={received.batch}" if received.uploads else ""
    return HttpResponseRedirect(reverse("admin:meetings_upload_changelist") + batch)


def _import_or_queue(request: HttpRequest, accepted: Sequence[Upload]) -> None:
    """Works on the queued ones at once where they are few and small; else leaves them to the worker."""
    queued = [upload for upload in accepted if upload.is_queued]
    if not uploads.is_small(queued):
        transaction.on_commit(upload_worker.ensure_worker)
        messages.info(request, f"{_files(len(queued))} er modtaget. Du kan gå fra siden imens.")
        return
    for upload in queued:
        done = uploads.process_upload(upload.pk)
        if done and done.awaits_recognition:
            transaction.on_commit(upload_worker.ensure_worker)
            messages.info(request, f"»{done}« er en scanning. {done.sentence} Du kan gå fra siden imens.")
        elif done and done.state == UploadState.REFUSED:
            messages.error(request, f"»{done}« er afvist. {done.sentence}")
        elif done and done.state != UploadState.PLANNED:
            messages.success(request, f"»{done}«: {done.get_state_display().lower()}. {done.summary}")
    if Upload.objects.queued().filter(batch__in={upload.batch for upload in queued}).exists():
        transaction.on_commit(upload_worker.ensure_worker)  # the other meetings of an export


def _plain_queryset(chosen: QuerySet[Upload]) -> UploadQuerySet:
    """The chosen uploads without the list's order and joins: with those, PostgreSQL cannot lock the rows."""
    return Upload.objects.filter(pk__in=list(chosen.values_list("pk", flat=True)))


def _report_count(request: HttpRequest, count: int, chosen_count: int, done: str) -> None:
    """Tells how many of the chosen were »kasseret«, and how many could not be."""
    if count:
        messages.success(request, f"{_files(count)} {done}.")
    if count < chosen_count:
        messages.warning(request, f"{_files(chosen_count - count)} kan ikke blive {done} nu. Se tilstanden i listen.")


def _files(count: int) -> str:
    return counted(count, "fil", "filer")


def _progress() -> dict[str, Any]:
    """The template's `total`, `done` and `refresh` (seconds) while uploads wait, else {}. Starts the worker if so."""
    batches = Upload.objects.filter(state__in=QUEUED_STATES).values("batch")
    counted = Upload.objects.filter(batch__in=batches).aggregate(
        total=Count("pk"), left=Count("pk", filter=Q(state__in=QUEUED_STATES))
    )
    if not counted["left"]:
        return {}
    upload_worker.ensure_worker()
    return {"total": counted["total"], "done": counted["total"] - counted["left"], "refresh": REFRESH_SECONDS}
