"""Case threads in the admin: what the archive proposes, and what an editor makes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from meetings.admin.base import ArchiveAdmin, DefaultedFilter
from meetings.admin.django_classes import AnyModelAdmin
from meetings.admin.editing import RowsTabularInline
from meetings.admin.optimistic_locking import OptimisticModelForm
from meetings.cases import thread_edits
from meetings.danish.dates import year_span
from meetings.models import AgendaItem, CaseThread, ThreadItem
from meetings.models.choices import LIVE_PLACES, ThreadPlace, ThreadState
from meetings.models.items import item_text_fields
from meetings.models.locks import Lock, take_lock

UNDECIDED = "uafgjort"
EVERYTHING = "alle"


class StateFilter(DefaultedFilter):
    """By state; shows threads with proposed items where nothing is chosen, whether they are confirmed or not."""

    title = "status"
    parameter_name = "status"
    default = UNDECIDED

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        states = [(state.value, str(state.label)) for state in ThreadState]
        return [(UNDECIDED, "Med forslag"), *states, (EVERYTHING, "Alle")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CaseThread]) -> QuerySet[CaseThread]:
        state = self.chosen()
        if state == UNDECIDED:
            return queryset.filter(pk__in=CaseThread.objects.awaiting().order_by().values("pk"))
        return queryset if state == EVERYTHING else queryset.filter(state=state)


class ThreadItemForm(OptimisticModelForm):
    """An item that an editor puts into the thread; one that was taken out comes back."""

    class Meta:
        model = ThreadItem
        fields = ("item",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        item = cleaned.get("item")
        elsewhere = ThreadItem.objects.filter(item=item, place=ThreadPlace.CONFIRMED).exclude(
            thread=self.instance.thread_id
        )
        if item and (place := elsewhere.select_related("thread").first()):
            raise ValidationError(f"Punktet står allerede i forløbet »{place.thread}«. Tag det ud dér først.")
        return cleaned

    def validate_constraints(self) -> None:
        """Left to `thread_edits.add_item`, which brings back a removed item and takes over a proposed one."""


class ThreadItemInline(RowsTabularInline):
    model = ThreadItem
    form = ThreadItemForm
    fields = ("item", "meeting", "outcome", "place", "reason")
    readonly_fields = ("meeting", "outcome", "place", "reason")
    autocomplete_fields = ("item",)
    extra = 0
    verbose_name_plural = "punkter i forløbet (sæt kryds ved »Slet« for at tage et punkt ud)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ThreadItem]:
        related = ("item__meeting__council", "item__decision", "thread")
        texts = (*item_text_fields("item__"), "item__imported")
        return super().get_queryset(request).filter(place__in=LIVE_PLACES).select_related(*related).defer(*texts)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Items are put in and taken out, never exchanged."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Taking out is no deletion: whoever may change the thread may do it."""
        return request.user.has_perm("meetings.change_casethread")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.change_casethread")

    @admin.display(description="møde")
    def meeting(self, place: ThreadItem) -> str:
        return str(place.item.meeting)

    @admin.display(description="udfald")
    def outcome(self, place: ThreadItem) -> str:
        decision = place.item.decision_or_none
        return decision.get_outcome_display() if decision else "–"


class ThreadForm(OptimisticModelForm):
    class Meta:
        model = CaseThread
        fields = ("title", "slug")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if CaseThread.objects.with_former_slug(slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Et andet forløb har haft den adresse, og den fører derhen.")
        return slug


@admin.register(CaseThread)
class CaseThreadAdmin(ArchiveAdmin):
    form = ThreadForm
    list_display = ("title", "span", "item_count", "proposed_count", "state")
    list_filter = (StateFilter,)
    search_fields = ("title", "places__item__title", "places__item__case_number")
    search_help_text = "Søg efter forløbets overskrift, eller et punkts overskrift eller sagsnummer."
    actions = ("confirm", "dismiss", "merge")
    inlines = (ThreadItemInline,)
    readonly_fields = ("state", "taken_out", "former")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        about = ("title", "slug", "state", "former", "taken_out") if obj else ("title", "slug")
        explanation = (
            "Et forløb er én sag fulgt over flere møder. Arkivet foreslår; du bestemmer. Det, du bekræfter, afviser, "
            "omdøber, føjer til eller tager ud, bliver stående, når der indlæses."
        )
        return [(None, {"fields": about, "description": explanation})]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("title",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseThread]:
        emptied = CaseThread.objects.emptied().order_by().values("pk")
        return CaseThread.objects.exclude(pk__in=emptied).with_spans().order_by("title", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A thread that is none is dismissed: a deleted one would be proposed again."""
        return False

    def take_locks(self) -> None:
        take_lock(Lock.THREADS)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.is_edited = obj.is_edited or bool({"title", "slug"} & {*form.changed_data})
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Adds and removes items through `thread_edits`, which records it for later proposals."""
        chosen = formset.save(commit=False)
        for place in formset.deleted_objects:
            thread_edits.remove_item(place)
        for place in chosen:
            thread_edits.add_item(form.instance, place.item)

    @admin.display(description="møder")
    def span(self, thread: Any) -> str:
        if not thread.first_date:
            return "–"
        return year_span(thread.first_date.year, thread.last_date.year)

    @admin.display(description="punkter", ordering="item_count")
    def item_count(self, thread: Any) -> int:
        return int(thread.item_count)

    @admin.display(description="heraf foreslået", ordering="proposed_count")
    def proposed_count(self, thread: Any) -> int:
        return int(thread.proposed_count)

    @admin.display(description="taget ud")
    def taken_out(self, thread: CaseThread) -> str:
        places = thread.places.exclude(place__in=LIVE_PLACES).select_related("item__meeting__council")
        lines = ((f"{place.item.meeting}, pkt. {place.item}",) for place in places)
        return format_html_join("", "<div>{}</div>", lines) or "–"

    @admin.display(description="tidligere adresser")
    def former(self, thread: CaseThread) -> str:
        return ", ".join(thread.former_slugs) or "–"

    @admin.action(description="Bekræft", permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[CaseThread]) -> None:
        self._decide(request, chosen, thread_edits.confirm, "bekræftet")

    @admin.action(description="Afvis", permissions=["change"])
    def dismiss(self, request: HttpRequest, chosen: QuerySet[CaseThread]) -> None:
        self._decide(request, chosen, thread_edits.dismiss, "afvist")

    @admin.action(description="Slå sammen", permissions=["change"])
    def merge(self, request: HttpRequest, chosen: QuerySet[CaseThread]) -> None:
        try:
            kept = thread_edits.merge(list(chosen.order_by("pk")))
        except thread_edits.ThreadRefused as refusal:
            messages.error(request, str(refusal))
            return
        self.log_change(request, kept, "Andre forløb er slået sammen med dette.")
        messages.success(request, f"De valgte er nu ét forløb: »{kept}«. De andres adresser fører dertil.")

    def _decide(
        self,
        request: HttpRequest,
        chosen: QuerySet[CaseThread],
        decide: Callable[[CaseThread], None],
        done: str,
    ) -> None:
        rows = list(chosen)
        for thread in rows:
            decide(thread)
            self.log_change(request, thread, done.capitalize() + ".")
        messages.success(request, f"{len(rows)} forløb er {done}.")


class ThreadLineMixin(AnyModelAdmin):
    """The line »forløb« on an item's page in the admin."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [*super().get_readonly_fields(request, obj), "thread"]

    @admin.display(description="forløb")
    def thread(self, item: AgendaItem) -> str:
        place = ThreadItem.objects.live().filter(item=item).select_related("thread").first()
        if place is None:
            return "Intet. Føj punktet til et forløb under Forløb."
        address = reverse("admin:meetings_casethread_change", args=(place.thread_id,))
        return format_html('<a href="{}">{}</a> ({})', address, place.thread, place.get_place_display().lower())
