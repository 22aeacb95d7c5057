"""Agenda items in the admin, with what is decided under them: decisions, tables, appointments."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from meetings.admin.base import PARAGRAPHS, ArchiveAdmin, SourceColumn, SourcedAdmin
from meetings.admin.editing import RowsStackedInline, RowsTabularInline
from meetings.admin.forms import AgendaItemForm, DecisionForm, OutcomeForm, SourcedForm, TableForm
from meetings.admin.threads import ThreadLineMixin
from meetings.changes.following import follow_own_changes
from meetings.models import AgendaItem, Appointment, Attachment, Decision, Table
from meetings.models.items import item_text_fields
from meetings.models.locks import Lock, take_lock
from meetings.pages.filters import SEATS, VACANT
from meetings.search.topics import choose_topics


class DecisionInline(SourceColumn, RowsStackedInline):
    model = Decision
    form = DecisionForm
    formfield_overrides = PARAGRAPHS
    fields = ("text", "outcome", "further_outcomes", "deciding_sentence", "votes", "source")
    readonly_fields = ("source",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("document").defer("document__text", "document__said")


class TableInline(RowsStackedInline):
    model = Table
    form = TableForm
    fields = ("title", "columns", "rows", "field", "after_block", "position")
    extra = 0


class AttachmentInline(SourceColumn, RowsTabularInline):
    """The attachments that the document marks, for an editor to name and to add."""

    model = Attachment
    fields = ("title", "file", "field", "after_block", "position", "source")
    readonly_fields = ("source",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).select_related("document").defer("document__text", "document__said")


class AppointmentInline(SourceColumn, RowsTabularInline):
    model = Appointment
    fields = ("person", "party", "municipality", "body", "role", "replaces", "starts", "source")
    readonly_fields = ("source",)
    autocomplete_fields = ("person", "party", "municipality", "body", "replaces")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appointment]:
        with_names = super().get_queryset(request).select_related("person", "body", "document")
        return with_names.defer("document__text", "document__said")


@admin.register(AgendaItem)
class AgendaItemAdmin(ThreadLineMixin, SourcedAdmin):
    form = AgendaItemForm
    list_display = ("item_number", "title", "meeting", "case_number", "case_type", "outcome")
    list_display_links = ("item_number", "title")
    list_editable = ("case_type",)
    list_filter = ("meeting__council", "case_type", "decision__outcome", "topics", "municipalities")
    list_select_related = ("meeting__council", "decision")
    date_hierarchy = "meeting__date"
    search_fields = ("title", "case_number")
    searched_item, searched_day = "pk", "meeting__date"
    search_help_text = (
        "Søg som på siden, efter en del af overskriften eller sagsnummeret, eller efter dag, måned eller år (2025-08)."
    )
    autocomplete_fields = ("meeting", "municipalities", "topics", "document")
    fieldsets = (
        (None, {"fields": ("meeting", "number", "withdrawn", "position", "section", "title")}),
        (
            "Sag",
            {
                "fields": (
                    *(
                        "case_number",
                        "subject_number",
                        "initials",
                        "case_type",
                        "municipalities",
                        "topics",
                        "topic_choices",
                        "thread",
                    ),
                )
            },
        ),
        ("Tekst", {"fields": ("background", "recommendation", "presentation")}),
        ("Henvisninger", {"fields": ("references", "item_references", "distant_items", "case_references")}),
        ("Kilde", {"fields": ("document", "page")}),
    )
    inlines = (DecisionInline, AppointmentInline, TableInline, AttachmentInline)
    readonly_fields = ("topic_choices",)

    def take_locks(self) -> None:
        take_lock(Lock.TOPICS, shared=True)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        take_lock(Lock.TOPICS, shared=True)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Sets chosen topics last: what their rules say of the item as it is saved, with its parts, is no choice."""
        chosen = form.take_topics() if isinstance(form, AgendaItemForm) else {}
        super().save_related(request, form, formsets, change)
        for decision in (each for formset in formsets for each in formset.forms if isinstance(each, DecisionForm)):
            if decision.seats_to_follow:
                decision.seats_to_follow.write(form.instance)
        if any(chosen.values()):
            follow_own_changes(with_slow=False)
            choose_topics(form.instance.pk, **chosen)

    @admin.display(description="valgt af en redaktør")
    def topic_choices(self, item: AgendaItem) -> str:
        """What stands whatever the rules say."""
        choices = item.topic_choices.select_related("topic").order_by("topic__sort_key") if item.pk else ()
        return ", ".join(map(str, choices)) or "–"

    @admin.display(description="nummer", ordering="position")
    def item_number(self, item: AgendaItem) -> str:
        return item.number

    @admin.display(description="udfald", ordering="decision__outcome")
    def outcome(self, item: AgendaItem) -> str:
        decision = item.decision_or_none
        return decision.get_outcome_display() if decision else "–"


class ItemPartAdmin(ArchiveAdmin):
    """A part of an item that search finds the item by."""

    date_hierarchy = "item__meeting__date"
    searched_item, searched_day = "item", "item__meeting__date"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        readonly = list(super().get_readonly_fields(request, obj))
        return [*readonly, "item"] if obj else readonly

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset: QuerySet[Any] = super().get_queryset(request).select_related("item__meeting__council")
        return queryset.defer(*item_text_fields("item__"))

    def view_on_site(self, part: Any) -> str:
        return str(part.item.get_absolute_url())

    @admin.display(description="møde", ordering="item__meeting__date")
    def meeting(self, part: Any) -> str:
        return str(part.item.meeting)


@admin.register(Decision)
class DecisionAdmin(ItemPartAdmin, SourcedAdmin):
    form = DecisionForm
    list_display = ("item", "outcome", "meeting", "beginning")
    list_editable = ("outcome",)
    list_filter = ("outcome", "item__meeting__council", "item__case_type")
    search_fields = ("item__title",)
    search_help_text = "Søg som på siden, eller efter overskrift, sagsnummer eller mødedato (2025-08-29)."
    autocomplete_fields = ("item", "document")
    fieldsets = (
        (None, {"fields": ("item", "text", "outcome", "further_outcomes", "deciding_sentence", "votes")}),
        ("Kilde", {"fields": ("document", "page")}),
    )

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[OutcomeForm]:
        return OutcomeForm

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if isinstance(form, DecisionForm) and form.seats_to_follow:
            form.seats_to_follow.write(form.instance.item)

    @admin.display(description="ordlyd")
    def beginning(self, decision: Decision) -> str:
        return Truncator(decision.text).words(25)


@admin.register(Table)
class TableAdmin(ItemPartAdmin, SourcedAdmin):
    form = TableForm
    list_display = ("__str__", "item", "meeting", "field", "row_count")
    ordering = ("-pk",)  # their order within their texts tells nothing here
    list_filter = ("field", "item__meeting__council")
    search_fields = ("title",)
    search_help_text = "Søg efter overskrift, sagsnummer eller mødedato (2025-08-29)."
    autocomplete_fields = ("item", "document")
    fieldsets = (
        (None, {"fields": ("item", "title", "columns", "rows", "field", "after_block", "position")}),
        ("Kilde", {"fields": ("document", "page")}),
    )

    @admin.display(description="rækker")
    def row_count(self, table: Table) -> int:
        return len(table.rows)


class HasFile(admin.SimpleListFilter):
    title = "fil"
    parameter_name = "fil"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "I arkivet"), ("nej", "Mangler")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Attachment]) -> QuerySet[Attachment]:
        if self.value() == "ja":
            return queryset.exclude(file="")
        return queryset.filter(file="") if self.value() == "nej" else queryset


@admin.register(Attachment)
class AttachmentAdmin(ItemPartAdmin, SourcedAdmin):
    form = SourcedForm
    list_display = ("__str__", "item", "meeting", "file")
    ordering = ("-pk",)
    list_filter = (HasFile, "item__meeting__council")
    search_fields = ("title",)
    search_help_text = "Søg efter overskrift, punkt, sagsnummer eller mødedato (2025-08-29)."
    autocomplete_fields = ("item", "document")
    fieldsets = (
        (None, {"fields": ("item", "title", "file", "field", "after_block", "position")}),
        ("Kilde", {"fields": ("document", "page")}),
    )


class IsVacant(admin.SimpleListFilter):
    title = "plads"
    parameter_name = "plads"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(SEATS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appointment]) -> QuerySet[Appointment]:
        return queryset.filter(person__isnull=self.value() == VACANT) if self.value() in SEATS else queryset


@admin.register(Appointment)
class AppointmentAdmin(ItemPartAdmin, SourcedAdmin):
    form = SourcedForm
    list_display = ("seat", "body", "role", "meeting", "item", "municipality", "party")
    list_filter = (IsVacant, "item__meeting__council", "body", "municipality", "party")
    search_fields = ("person__name", "body__name", "role")
    search_help_text = "Søg efter navn, hverv, rolle, overskrift eller mødedato (2025-08-29)."
    autocomplete_fields = ("item", "person", "party", "municipality", "body", "replaces", "document")
    fieldsets = (
        (None, {"fields": ("item", "person", "body", "role", "party", "municipality", "replaces", "starts")}),
        ("Kilde", {"fields": ("document", "page")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appointment]:
        named = ("person", "body", "municipality", "party")
        return super().get_queryset(request).select_related(*named)

    @admin.display(description="person", ordering="person__sort_key")
    def seat(self, appointment: Appointment) -> str:
        return appointment.person.name if appointment.person else "Ubesat"
