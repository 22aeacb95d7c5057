"""Conflicts in the admin: an editor's wording beside a document's, and which of them is to stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from meetings.admin.django_classes import AnyModelAdmin
from meetings.admin.seen_conflicts import lock_as_seen, present_value, token_field, token_name
from meetings.admin.wording_questions import questions_of, write_conclusions
from meetings.admin.wordings import marked_differences
from meetings.changes.actors import act_as_user
from meetings.changes.recording import recording
from meetings.importing import conflicts
from meetings.importing.records import RECORD_MODELS
from meetings.importing.refusals import Refused
from meetings.models import Conflict, Decision
from meetings.models.base import RecordType
from meetings.models.value_words import value_in_words
from meetings.pages.provenance import Source

# In characters, of a wording in the list.
SHOWN_AT_MOST = 300
# In characters. Shorter texts are seen to differ without being compared word by word.
COMPARED_FROM = 60


# The buttons of a conflict's page, by their names: their words, and what they do.
Button = Literal["_keep", "_take"]
BUTTONS: Mapping[Button, str] = {
    "_keep": "Behold det, der står i arkivet",
    "_take": "Overtag det, der står i dokumentet",
}
DECISIONS: Mapping[Button, Callable[[Conflict], None]] = {
    "_keep": conflicts.keep_edited_value,
    "_take": conflicts.accept_document_value,
}


class WordingUnanswered(Exception):
    """A wording that is to stand says something else than what is stored with it, and nobody said what is to follow."""

    def __init__(self, conflict: Conflict, questions: Sequence[SafeString]) -> None:
        super().__init__(f"{conflict}: {len(questions)} unanswered")
        self.conflict, self.questions = conflict, questions


@admin.register(Conflict)
class ConflictAdmin(AnyModelAdmin):
    class Media:
        css = {"all": ["css/admin.css"]}

    list_display = ("__str__", "meeting", "archived_beginning", "read_beginning", "source", "found_at")
    list_filter = ("kind", "document__kind")
    list_select_related = ("meeting__council", "document")
    search_fields = ("record_title", "field_title")
    date_hierarchy = "found_at"
    actions = ("keep", "take")
    fields = (
        *("record_title", "field_title", "meeting", "archived_value", "read_value", "word_by_word"),
        *("source", "wording_there", "found_at"),
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The conflict's page, and the answer to its two buttons."""
        chosen = next((button for button in DECISIONS if button in request.POST), None)
        if chosen and object_id.isdecimal():
            if not self.has_change_permission(request):
                raise PermissionDenied
            return self._decide_on_page(request, int(object_id), chosen)
        conflict = self.get_object(request, object_id)
        seen = {"seen": token_field(conflict)} if conflict else {}
        return super().change_view(request, object_id, form_url, {**seen, **(extra_context or {})})

    @admin.display(description="i arkivet")
    def archived_beginning(self, conflict: Conflict) -> str:
        shown = Truncator(_in_words(conflict, present_value(conflict))).chars(SHOWN_AT_MOST)
        return format_html("{}{}", shown, token_field(conflict))

    @admin.display(description="i dokumentet")
    def read_beginning(self, conflict: Conflict) -> str:
        return Truncator(_in_words(conflict, conflict.read)).chars(SHOWN_AT_MOST)

    @admin.display(description="i arkivet")
    def archived_value(self, conflict: Conflict) -> str:
        return _with_line_breaks(_in_words(conflict, present_value(conflict)))

    @admin.display(description="i dokumentet")
    def read_value(self, conflict: Conflict) -> str:
        return _with_line_breaks(_in_words(conflict, conflict.read))

    @admin.display(description="ord for ord")
    def word_by_word(self, conflict: Conflict) -> str:
        archived, read = _in_words(conflict, present_value(conflict)), _in_words(conflict, conflict.read)
        if max(len(archived), len(read)) < COMPARED_FROM:
            return "–"
        return format_html(
            "{}<p><del>Overstreget</del> står kun i arkivet, <ins>understreget</ins> kun i dokumentet.</p>",
            marked_differences(archived, read),
        )

    @admin.display(description="ordlyd i dokumentet")
    def wording_there(self, conflict: Conflict) -> str:
        return _with_line_breaks(conflict.wording or "–")

    @admin.display(description="kilde")
    def source(self, conflict: Conflict) -> str:
        source = Source(conflict.field_title, conflict.document, conflict.page, conflict.line)
        label = f"{conflict.document}, {source.place}" if source.place else str(conflict.document)
        original = format_html('<a href="{}">{}</a>', source.original_url, label)
        return format_html('{} (<a href="{}">{}</a>)', original, source.text_url, source.line_in_text)

    @admin.action(description=BUTTONS["_keep"], permissions=["change"])
    def keep(self, request: HttpRequest, chosen: QuerySet[Conflict]) -> None:
        count = _decide_in_list(request, chosen, "_keep")
        messages.success(request, f"Rettelsen er beholdt i {count} tilfælde.")

    @admin.action(description=BUTTONS["_take"], permissions=["change"])
    def take(self, request: HttpRequest, chosen: QuerySet[Conflict]) -> None:
        count = _decide_in_list(request, chosen, "_take")
        messages.success(request, f"Dokumentets ordlyd er overtaget i {count} tilfælde.")

    def _decide_on_page(self, request: HttpRequest, key: int, chosen: Button) -> HttpResponse:
        """The answer to a button of the conflict's page: the list, or the page anew where nothing could be decided.

        Where more has to be asked, the questions.
        """
        conflict = Conflict.objects.filter(pk=key).first()
        try:
            is_decided = _decide(request, key, chosen)
        except WordingUnanswered as unanswered:
            return self._ask(request, key, chosen, unanswered)
        if is_decided:
            messages.success(request, f"{conflict}: {DECIDED[chosen]}.")
            return redirect("admin:meetings_conflict_changelist")
        if conflict is None:
            return redirect("admin:meetings_conflict_changelist")
        return redirect("admin:meetings_conflict_change", key)

    def _ask(self, request: HttpRequest, key: int, chosen: Button, unanswered: WordingUnanswered) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Skal det andet følge med?",
            "opts": self.opts,
            "reason": "Den ordlyd, der kommer til at stå, siger noget andet end det, der står ved beslutningen nu.",
            "questions": unanswered.questions,
            "fields": {token_name(key): request.POST.get(token_name(key), ""), chosen: "1"},
            "button": BUTTONS[chosen],
        }
        return TemplateResponse(request, "admin/meetings/wording_questions.html", context)


CHANGED_SINCE = "Det er ændret, siden du åbnede siden. Se, hvad der står nu, og vælg igen."
GONE_SINCE = "Uenigheden er afgjort eller forsvundet, siden du åbnede siden."
ASKED_ON_ITS_PAGE = "Ordlyden siger noget andet end det, der står ved beslutningen. Afgør den på dens egen side."
DECIDED: Mapping[Button, str] = {"_keep": "rettelsen er beholdt", "_take": "dokumentets ordlyd er overtaget"}


def _decide_in_list(request: HttpRequest, chosen: QuerySet[Conflict], button: Button) -> int:
    """Decides those that were chosen; gives how many. A wording comes after what may follow from it."""
    count = 0
    for key, _ in sorted(chosen.values_list("pk", "field"), key=lambda one: one[1] == "text"):
        try:
            count += _decide(request, key, button)
        except WordingUnanswered as unanswered:
            address = reverse("admin:meetings_conflict_change", args=(key,))
            link = format_html('<a href="{}">{}</a>', address, unanswered.conflict)
            messages.warning(request, format_html("{}: {}", link, ASKED_ON_ITS_PAGE))
    return count


def _decide(request: HttpRequest, key: int, button: Button) -> bool:
    """Decides the conflict if it is as the page showed it; where it is not, the page says why.

    Raises WordingUnanswered where the decision's wording is to say something else than what is stored with it.
    """
    conflict = None
    try:
        with recording():
            act_as_user(request.user.pk)
            conflict = lock_as_seen(key, request.POST.get(token_name(key), ""))
            if conflict is None:
                messages.warning(request, f"{Conflict.objects.get(pk=key)}: {CHANGED_SINCE}")
                return False
            _decide_as_answered(conflict, button, request.POST)
            return True
    except Conflict.DoesNotExist:
        messages.warning(request, GONE_SINCE)
    except Refused as refusal:
        messages.error(request, f"{conflict}: {refusal.sentence}")
    return False


def _decide_as_answered(conflict: Conflict, button: Button, answers: Mapping[str, Any]) -> None:
    """Decides the conflict; of a decision's wording with what follows it, by the answers."""
    decision = conflicts.conflicting_record(conflict)
    if not isinstance(decision, Decision) or conflict.field != "text":
        DECISIONS[button](conflict)
        return
    wordings = [decision.text, str(conflict.read or "")]
    standing, other = wordings if button == "_keep" else reversed(wordings)
    questions = questions_of(decision, standing, answers, instead_of=other)
    if unanswered := questions.unanswered():
        raise WordingUnanswered(conflict, tuple(unanswered.values()))
    meeting = conflict.meeting
    DECISIONS[button](conflict)
    decision.refresh_from_db()
    write_conclusions(decision, questions)
    conflicts.accept_agreed_values(meeting, decision)


def _in_words(conflict: Conflict, value: Any) -> str:
    return value_in_words(RECORD_MODELS[cast(RecordType, conflict.kind)], conflict.field, value)


def _with_line_breaks(text: str) -> str:
    return format_html('<div class="wording">{}</div>', text)
