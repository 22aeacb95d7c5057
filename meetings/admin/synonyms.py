"""Abbreviations and synonyms in the admin: what imports suggest is approved or dismissed, and own ones are written."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from meetings.admin.base import ArchiveAdmin, DefaultedFilter
from meetings.danish.near_words import table_lines
from meetings.danish.sorting import danish_sort_key
from meetings.models import AgendaItem, Synonym
from meetings.models.choices import SynonymOrigin, SynonymStatus
from meetings.models.items import item_text_fields

EVERY_STATUS = "alle"


class StatusFilter(DefaultedFilter):
    """By status, with the count of each; shows suggestions where nothing is chosen."""

    title = "status"
    parameter_name = "status"
    default = SynonymStatus.SUGGESTED

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(status.value, str(status.label)) for status in SynonymStatus] + [(EVERY_STATUS, "Alle")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        counts = dict(Synonym.objects.order_by().values_list("status").annotate(Count("pk")))
        counts[EVERY_STATUS] = sum(counts.values())
        counts[SynonymStatus.SUGGESTED] = Synonym.objects.awaiting().count()
        for (value, label), choice in zip(self.lookup_choices, super().choices(changelist), strict=True):
            yield choice | {"display": f"{label} ({counts.get(value, 0)})"}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Synonym]) -> QuerySet[Synonym]:
        status = self.chosen()
        if status == SynonymStatus.SUGGESTED:
            return queryset.filter(pk__in=Synonym.objects.awaiting().order_by().values("pk"))
        return queryset if status == EVERY_STATUS else queryset.filter(status=status)


@admin.register(Synonym)
class SynonymAdmin(ArchiveAdmin):
    list_display = ("word", "meaning", "status", "is_two_way", "source", "wording", "origin")
    list_display_links = ("word", "meaning")
    list_filter = (StatusFilter, "origin")
    list_select_related = ("item__meeting__council",)
    search_fields = ("word", "meaning")
    search_help_text = "Søg efter forkortelsen eller en del af betydningen."
    actions = ("approve", "dismiss")
    fieldsets = (
        (None, {"fields": ("word", "meaning", "is_two_way", "status")}),
        ("Kilde", {"fields": ("origin", "source", "wording")}),
    )
    readonly_fields = ("origin", "source", "wording")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.everyday_words_view)
        return [path("hverdagsord/", page, name="meetings_synonym_everyday_words"), *super().get_urls()]

    def everyday_words_view(self, request: HttpRequest) -> HttpResponse:
        """The table of everyday and official words that the archive comes with, which nobody can change here."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Hverdagsord",
            "rows": sorted(table_lines(), key=lambda line: danish_sort_key(line.said[0])),
        }
        return TemplateResponse(request, "admin/meetings/synonym/everyday_words.html", context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Synonym]:
        unshown = ("item__imported", "item__meeting__imported", "item__meeting__written")
        queryset: QuerySet[Synonym] = super().get_queryset(request)
        return queryset.defer(*item_text_fields("item__"), *unshown)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:1]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only an editor's own can be deleted: others would be suggested again, and are dismissed instead."""
        is_own = isinstance(obj, Synonym) and obj.origin == SynonymOrigin.EDITOR
        return is_own and super().has_delete_permission(request, obj)

    @admin.display(description="først læst i")
    def source(self, synonym: Synonym) -> str:
        item: AgendaItem | None = synonym.item
        if item is None:
            return "–"
        return format_html('<a href="{}">{}, pkt. {}</a>', item.get_absolute_url(), item.meeting, item.number)

    @admin.action(description="Godkend", permissions=["change"])
    def approve(self, request: HttpRequest, chosen: QuerySet[Synonym]) -> None:
        count = self._decide(request, chosen, SynonymStatus.APPROVED)
        messages.success(request, f"{count} er godkendt. Søgningen bruger {'dem' if count > 1 else 'den'} nu.")

    @admin.action(description="Afvis", permissions=["change"])
    def dismiss(self, request: HttpRequest, chosen: QuerySet[Synonym]) -> None:
        count = self._decide(request, chosen, SynonymStatus.DISMISSED)
        messages.success(request, f"{count} er afvist og bliver ikke foreslået igen.")

    def _decide(self, request: HttpRequest, chosen: QuerySet[Synonym], status: SynonymStatus) -> int:
        for synonym in chosen:
            self.log_change(request, synonym, str(status.label))
        return chosen.update(status=status)
