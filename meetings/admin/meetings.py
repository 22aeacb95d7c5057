"""Meetings in the admin, with what stands around their items: documents, sections, participants."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from meetings.admin import removals, removals_of_several
from meetings.admin.base import (
    ArchiveAdmin,
    FileAdmin,
    SluggedAdmin,
    SourceColumn,
    SourcedAdmin,
    document_page,
    link_to_list,
    listed_warnings,
)
from meetings.admin.completeness import completeness_page
from meetings.admin.editing import RowsTabularInline
from meetings.admin.forms import MeetingForm, NumberedForm, SourcedForm
from meetings.admin.uploads import work_on_received
from meetings.importing.outdated import outdated
from meetings.importing.upload_receiving import queue_rereading
from meetings.models import AgendaItem, Council, Document, Meeting, MeetingAttachment, Participant, Section
from meetings.models.base import count_subquery


@admin.register(Council)
class CouncilAdmin(SluggedAdmin):
    list_display = ("name", "slug", "meeting_count")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Council]:
        return Council.objects.with_meeting_counts().order_by("name")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(removals.remove_samples_page)
        return [path("eksempler/", page, name="meetings_council_remove_samples"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        has_samples = Council.objects.filter(is_sample=True).exists()
        return super().changelist_view(request, {"has_samples": has_samples, **(extra_context or {})})

    @admin.display(description="møder", ordering="meeting_count")
    def meeting_count(self, council: Any) -> str:
        return link_to_list("meeting", "council__id__exact", council, council.meeting_count)


class SectionInline(RowsTabularInline):
    model = Section
    form = NumberedForm
    fields = ("number", "title", "position")
    extra = 0


class ItemInline(RowsTabularInline):
    """A meeting's items in short; the texts are on each item's own page."""

    model = AgendaItem
    form = NumberedForm
    fields = ("number", "title", "case_type", "position")
    extra = 0
    show_change_link = True


class ParticipantInline(SourceColumn, RowsTabularInline):
    model = Participant
    fields = ("person", "party", "municipality", "status", "role", "position", "source")
    readonly_fields = ("source",)
    autocomplete_fields = ("person", "party", "municipality")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participant]:
        return (
            super().get_queryset(request).select_related("person", "document").defer("document__text", "document__said")
        )


class MeetingAttachmentInline(RowsTabularInline):
    """Attachments of the meeting as a whole."""

    model = MeetingAttachment
    fields = ("title", "file", "position", "withholding")
    readonly_fields = ("withholding",)
    extra = 0

    @admin.display(description="hold tilbage")
    def withholding(self, attachment: MeetingAttachment) -> str:
        """A link to the form by which it is withheld, for those who may: the form asks."""
        if attachment.pk is None:
            return "–"
        if attachment.is_withheld:
            return "Tilbageholdt"
        form = reverse("admin:meetings_withholding_add")
        return format_html('<a href="{}?meeting_attachment={}">Hold tilbage</a>', form, attachment.pk)


class DocumentInline(RowsTabularInline):
    """The documents that the meeting was read from, to look at."""

    model = Document
    fields = ("document", "kind", "pages", "warning_count", "imported_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer("text", "said")

    @admin.display(description="dokument")
    def document(self, document: Document) -> str:
        return format_html('<a href="{}">{}</a>', document_page(document), document.source_name)

    @admin.display(description="advarsler")
    def warning_count(self, document: Document) -> str:
        return link_to_warnings(document)


def link_to_warnings(document: Document) -> str:
    """How many warnings the document has, as a link to them."""
    return format_html('<a href="{}#advarsler">{}</a>', document_page(document), len(document.warnings))


@admin.register(Meeting)
class MeetingAdmin(ArchiveAdmin):
    form = MeetingForm
    list_display = ("date", "council", "told_apart", "place", "item_count", "document_count", "participants_complete")
    list_filter = ("council", "status", "is_extraordinary", "participants_complete")
    actions = ("delete_selected",)
    list_select_related = ("council",)
    date_hierarchy = "date"
    search_fields = ("place", "council__name")
    searched_day = "date"
    search_help_text = "Søg efter dato (2025-08-29), sted eller råd."
    autocomplete_fields = ("council", "joint_councils")
    fieldsets = (
        (None, {"fields": ("council", "date", "start_time", "place", "participants_complete")}),
        ("Hvilket møde, og hvad der blev af det", {"fields": ("is_extraordinary", "status", "moved_from")}),
        ("Fællesmøde", {"classes": ("collapse",), "fields": ("joint_councils",)}),
    )
    inlines = (SectionInline, ItemInline, ParticipantInline, MeetingAttachmentInline, DocumentInline)
    change_form_template = "admin/meetings/meeting/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        # Subqueries, so that the rows of a page are counted and no others.
        counted = Meeting.objects.annotate(
            item_count=count_subquery(AgendaItem.objects.all(), "meeting"),
            document_count=count_subquery(Document.objects.all(), "meeting"),
        )
        return counted.order_by("-date", "council__name")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(completeness_page)
        join = self.admin_site.admin_view(removals.join_page)
        delete_chosen = self.admin_site.admin_view(removals_of_several.delete_meetings_sent)
        return [
            path("fuldstaendighed/", page, name="meetings_meeting_completeness"),
            path("slet-valgte/", delete_chosen, name="meetings_meeting_delete_chosen"),
            path("<path:meeting_id>/saml/", join, name="meetings_meeting_join"),
            *super().get_urls(),
        ]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return removals.delete_meeting_page(request, object_id)

    @admin.action(description="Slet de valgte møder", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, chosen: QuerySet[Meeting]) -> HttpResponse:
        return removals_of_several.delete_meetings_page(request, chosen)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A meeting that is new on its day gets the address that is free there, in one statement with the day."""
        if not change or {"date", "council"} & set(form.changed_data):
            obj.slug = ""
            obj.slug = Meeting.objects.free_slug(obj)
            Meeting.objects.filter(pk=obj.pk).update(council=obj.council, date=obj.date, slug=obj.slug)
        super().save_model(request, obj, form, change)

    @admin.display(description="møde")
    def told_apart(self, meeting: Meeting) -> str:
        """What tells the meeting from others of the day, and what became of it."""
        return ", ".join(filter(None, (meeting.title_on_day.strip(", "), meeting.status_in_words))) or "–"

    @admin.display(description="punkter", ordering="item_count")
    def item_count(self, meeting: Any) -> str:
        return link_to_list("agendaitem", "meeting__id__exact", meeting, meeting.item_count)

    @admin.display(description="dokumenter", ordering="document_count")
    def document_count(self, meeting: Any) -> str:
        return link_to_list("document", "meeting__id__exact", meeting, meeting.document_count)


class HasWarnings(admin.SimpleListFilter):
    title = "advarsler"
    parameter_name = "advarsler"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Med advarsler"), ("nej", "Uden advarsler")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        if self.value() == "ja":
            return queryset.filter(pk__in=Document.objects.shown().with_warnings().order_by().values("pk"))
        return queryset.filter(warnings=[]) if self.value() == "nej" else queryset


class IsOutdated(admin.SimpleListFilter):
    """Whether the parser has been improved since the document was read."""

    title = "læst med"
    parameter_name = "version"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("aeldre", "Læst med ældre version"), ("nyeste", "Læst med nyeste version")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        if self.value() == "aeldre":
            return outdated(queryset)
        older = outdated(Document.objects.order_by()).values("pk")
        return queryset.exclude(pk__in=older) if self.value() == "nyeste" else queryset


@admin.register(Document)
class DocumentAdmin(FileAdmin):
    """The documents as they were imported: to be looked at. One that is deleted takes its file along."""

    list_display = (
        "source_name",
        "kind",
        "meeting",
        "pages",
        "warning_count",
        "parser_version",
        "imported_at",
    )
    list_filter = (HasWarnings, IsOutdated, "kind", "meeting__council", "parser_version")
    list_select_related = ("meeting__council",)
    date_hierarchy = "meeting__date"
    search_fields = ("source_name", "sha256")
    searched_day = "meeting__date"
    search_help_text = "Søg efter filnavn, mødedato (2025-08-29) eller SHA-256."
    actions = ("reread", "delete_selected")
    fieldsets = (
        (None, {"fields": ("source_name", "kind", "meeting", "original", "warning_list")}),
        ("Kendetegn", {"fields": ("pages", "size", "sha256", "parser_version", "imported_at")}),
        ("Udlæst tekst", {"classes": ("collapse",), "fields": ("text",)}),
    )
    readonly_fields = ("original", "warning_list")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer("text", "said")

    @admin.display(description="fil")
    def original(self, document: Document) -> str:
        return format_html('<a href="{}">Se den originale fil</a>', document.get_absolute_url())

    @admin.display(description="advarsler")
    def warning_count(self, document: Document) -> str:
        return link_to_warnings(document)

    @admin.display(description="advarsler")
    def warning_list(self, document: Document) -> str:
        return listed_warnings(document.warnings, document)

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(removals_of_several.undo_batch_page)
        return [path("fortryd/", undo, name="meetings_document_undo"), *super().get_urls()]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return removals.undo_page(request, object_id)

    @admin.action(description="Fortryd indlæsningen af de valgte", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, chosen: QuerySet[Document]) -> HttpResponse:
        return removals_of_several.undo_several_page(request, chosen)

    def has_reread_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.add_upload")

    @admin.action(description="Læs de valgte igen", permissions=["reread"])
    def reread(self, request: HttpRequest, chosen: QuerySet[Document]) -> HttpResponse:
        oldest_first = chosen.order_by("meeting__date", "pk")
        return work_on_received(request, queue_rereading(oldest_first, request.user))


@admin.register(Section)
class SectionAdmin(ArchiveAdmin):
    list_display = ("number", "title", "meeting", "item_count")
    list_display_links = ("number", "title")
    list_filter = ("meeting__council",)
    list_select_related = ("meeting__council",)
    date_hierarchy = "meeting__date"
    ordering = ("-meeting__date", "position")
    search_fields = ("title",)
    searched_day = "meeting__date"
    search_help_text = "Søg efter overskrift eller mødedato (2025-08-29)."
    autocomplete_fields = ("meeting",)
    fieldsets = ((None, {"fields": ("meeting", "number", "title", "position")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return Section.objects.annotate(item_count=count_subquery(AgendaItem.objects.all(), "section"))

    @admin.display(description="punkter", ordering="item_count")
    def item_count(self, section: Any) -> int:
        return int(section.item_count)

    def view_on_site(self, section: Section) -> str:
        return section.meeting.get_absolute_url()


@admin.register(Participant)
class ParticipantAdmin(SourcedAdmin):
    form = SourcedForm
    list_display = ("person", "meeting", "status", "role", "party", "municipality")
    list_editable = ("status",)
    list_filter = ("status", "meeting__council", "municipality", "party")
    list_select_related = ("person", "meeting__council", "party", "municipality")
    date_hierarchy = "meeting__date"
    ordering = ("-meeting__date", "person__sort_key")
    search_fields = ("person__name", "role", "municipality__name")
    searched_day = "meeting__date"
    search_help_text = "Søg efter navn, rolle, kommune eller mødedato (2025-08-29)."
    autocomplete_fields = ("meeting", "person", "party", "municipality", "document")
    fieldsets = (
        (None, {"fields": ("meeting", "person", "status", "role", "party", "municipality", "position")}),
        ("Kilde", {"fields": ("document", "page")}),
    )

    def view_on_site(self, participant: Participant) -> str:
        return participant.meeting.get_absolute_url()
