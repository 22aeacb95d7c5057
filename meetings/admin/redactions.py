"""»Udelad ord«: chosen words are taken out of a document, a meeting or the whole archive, for good."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from meetings.admin.django_classes import AnyModelAdmin
from meetings.danish.plurals import counted
from meetings.models import AgendaItem, Document, Meeting, Redaction
from meetings.models.choices import RedactionScope
from meetings.privacy.redacted_words import SHORTEST_WORDS, plain_letters
from meetings.privacy.redacting import Redacted, count_places, digest_of_finding, redact, words_of
from meetings.privacy.scan import scan_document

# The document's file as it came is thrown away, or kept for those who answer for personal data.
DESTROYED, KEPT = "slettes", "gemmes"


@dataclass(frozen=True)
class RedactedPlace:
    """The document or meeting from whose page somebody came to take words out."""

    document: Document | None = None
    meeting: Meeting | None = None

    @property
    def scopes(self) -> list[tuple[str, str]]:
        """What may be chosen, the narrowest first."""
        scopes = []
        if self.document:
            scopes.append((RedactionScope.DOCUMENT.value, f"Dokumentet »{self.document.source_name}«"))
        if self.meeting:
            meeting = f"Mødet {self.meeting}, med dets punkter og dokumenter"
            scopes.append((RedactionScope.MEETING.value, meeting))
        return [*scopes, (RedactionScope.ARCHIVE.value, "Hele arkivet, også det, der bliver indlæst senere")]

    def redaction(self, scope: str, reason: str) -> Redaction:
        """A redaction, not saved yet, of what was chosen."""
        chosen = Redaction(scope=scope, reason=reason)
        if scope == RedactionScope.MEETING and self.meeting:
            chosen.council_name, chosen.date = self.meeting.council.name, self.meeting.date
        if scope == RedactionScope.DOCUMENT and self.document:
            chosen.sha256, chosen.text_sha256 = self.document.sha256, self.document.text_sha256
        return chosen


class RedactionForm(forms.Form):
    """The words, where they go, and why."""

    phrases = forms.CharField(
        label="Ord, der skal udelades",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "autocomplete": "off"}),
        help_text="Ét navn, nummer eller udtryk på hver linje, i grundform. »Bo Lind« tager også »BO LIND«, »Bo Linds« "
        "og et navn, der er delt over to linjer.",
    )
    scope = forms.ChoiceField(label="Hvor", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Begrundelse",
        max_length=500,
        help_text="Den gemmes. Skriv den uden de ord, der skal væk.",
        widget=forms.TextInput(attrs={"size": 60}),
    )
    originals = forms.ChoiceField(
        label="De uændrede filer",
        choices=[
            (DESTROYED, "Slettes for altid"),
            (KEPT, "Gemmes, hvor kun den dataansvarlige kan hente dem"),
        ],
        widget=forms.RadioSelect,
        initial=DESTROYED,
    )

    def __init__(self, place: RedactedPlace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes: Any = self.fields["scope"]
        scopes.choices = place.scopes
        self.fields["scope"].initial = place.scopes[0][0]

    def clean_phrases(self) -> list[str]:
        phrases = [line.strip() for line in self.cleaned_data["phrases"].splitlines() if line.strip()]
        short = [phrase for phrase in phrases if len(plain_letters(phrase)) < SHORTEST_WORDS]
        if short or not phrases:
            raise ValidationError(f"Skriv mindst {SHORTEST_WORDS} bogstaver eller cifre på hver linje.")
        return phrases

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        phrases, reason = cleaned.get("phrases"), cleaned.get("reason", "")
        if phrases and words_of(phrases).spans(reason):
            self.add_error("reason", "Begrundelsen har de ord, der skal udelades. Skriv den uden dem.")
        return cleaned


@admin.register(Redaction)
class RedactionAdmin(AnyModelAdmin):
    """What was taken out: where, why and by whom. Nothing of it is changed or undone."""

    list_display = ("scope", "place", "reason", "made_by", "made_at")
    list_filter = ("scope",)
    list_select_related = ("made_by",)
    fields = ("scope", "place", "reason", "made_by", "made_at")
    readonly_fields = fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="møde eller dokument")
    def place(self, redaction: Redaction) -> str:
        """The meeting or the document, as far as the archive has it."""
        if redaction.scope == RedactionScope.DOCUMENT:
            document = Document.objects.without_text().filter(sha256=redaction.sha256).first()
            return document.source_name if document else "–"
        return f"{redaction.council_name}, {redaction.date:%d.%m.%Y}" if redaction.date else "–"

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(unredacted_file)
        return [path("fil/<int:document_id>/", file, name="meetings_redaction_file"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        """The page »Udelad ord«: first it tells where the words stand, then they go."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        place = _place(request)
        if request.method == "POST":
            form = RedactionForm(place, request.POST)
        else:
            form = RedactionForm(place, initial=_found(request, place))
        counts: list[str] = []
        if form.is_valid():
            chosen = form.cleaned_data
            redaction = place.redaction(chosen["scope"], chosen["reason"])
            if "_confirm" in request.POST:
                return self._redact(request, redaction, chosen["phrases"], keeps=chosen["originals"] == KEPT)
            counts = count_places(redaction, chosen["phrases"])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Udelad ord",
            "form": form,
            "is_checked": form.is_bound and form.is_valid(),
            "counts": counts,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/meetings/redaction/add_form.html", context)

    def _redact(self, request: HttpRequest, redaction: Redaction, phrases: list[str], *, keeps: bool) -> HttpResponse:
        redaction.made_by_id = request.user.pk
        done = redact(redaction, phrases, keeps_originals=keeps)
        self.log_addition(request, redaction, f"Udeladt: {_what_was_done(done)}")
        messages.success(request, f"Ordene er udeladt: {_what_was_done(done)}.")
        if done.files.unread:
            named = ", ".join(f"»{name}«" for name in done.files.unread)
            messages.warning(request, f"Disse filer kan arkivet ikke læse. Se selv efter i dem: {named}.")
        return HttpResponseRedirect(reverse("admin:meetings_redaction_changelist"))


def unredacted_file(request: HttpRequest, document_id: int) -> FileResponse:
    """The file as it came, of a document that words were taken out of, where it was kept."""
    if not request.user.has_perm("meetings.add_redaction"):
        raise PermissionDenied
    document = Document.objects.without_text().filter(pk=document_id).exclude(unredacted_file="").first()
    if document is None:
        raise Http404
    return FileResponse(
        document.unredacted_file.open("rb"), as_attachment=True, filename=f"uaendret-{document.source_name}"
    )


def _place(request: HttpRequest) -> RedactedPlace:
    """What the address names: a document, a meeting, or an item, whose meeting it is then."""
    key = {name: int(value) for name in request.GET if (value := request.GET[name]).isdecimal()}
    meetings = Meeting.objects.select_related("council")
    if "document" in key:
        document = Document.objects.filter(pk=key["document"]).first()
        return RedactedPlace(document, meetings.filter(pk=document.meeting_id).first() if document else None)
    if "item" in key:
        of_item = AgendaItem.objects.filter(pk=key["item"]).values("meeting")
        return RedactedPlace(meeting=meetings.filter(pk__in=of_item).first())
    return RedactedPlace(meeting=meetings.filter(pk=key["meeting"]).first() if "meeting" in key else None)


def _found(request: HttpRequest, place: RedactedPlace) -> dict[str, str]:
    """What the form begins with where a warning's link was followed: the words that it tells of."""
    digest = request.GET.get("fund", "")
    if not digest or place.document is None:
        return {}
    text = place.document.text
    found = scan_document(text.split("\f"), name=place.document.source_name, properties={}, today=localdate())
    words = {finding.words for finding in found if digest_of_finding(finding.words) == digest}
    return {"phrases": "\n".join(sorted(words)), "reason": "Private oplysninger"}


def _what_was_done(done: Redacted) -> str:
    rows = counted(sum(done.rows.values()), "sted", "steder")
    return f"{rows} og {counted(done.files.count, 'fil', 'filer')}"
