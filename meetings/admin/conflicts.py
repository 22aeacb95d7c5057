"""Conflicts in the admin: an editor's wording beside a document's, and which of them is to stand."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from meetings import conflicts
from meetings.admin.base import AnyModelAdmin
from meetings.models import Conflict

SHOWN_AT_MOST = 300


@admin.register(Conflict)
class ConflictAdmin(AnyModelAdmin):
    list_display = ("__str__", "meeting", "archived_value", "read_value", "source", "found_at")
    list_filter = ("kind", "document__kind")
    list_select_related = ("meeting__council", "document")
    search_fields = ("record_title", "field_title")
    date_hierarchy = "found_at"
    actions = ("keep", "take")
    fields = ("record_title", "field_title", "meeting", "archived_value", "read_value", "wording", "source", "found_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="i arkivet")
    def archived_value(self, conflict: Conflict) -> str:
        return _shown(conflict.archived)

    @admin.display(description="i dokumentet")
    def read_value(self, conflict: Conflict) -> str:
        return _shown(conflict.read)

    @admin.display(description="kilde")
    def source(self, conflict: Conflict) -> str:
        address = reverse("meetings:document", args=(conflict.document_id,))
        page = f"#page={conflict.page}" if conflict.page else ""
        label = f"{conflict.document}, s. {conflict.page}" if conflict.page else str(conflict.document)
        return format_html('<a href="{}{}">{}</a>', address, page, label)

    @admin.action(description="Behold det, der står i arkivet", permissions=["change"])
    def keep(self, request: HttpRequest, chosen: QuerySet[Conflict]) -> None:
        count = _decide(chosen, conflicts.keep)
        messages.success(request, f"Rettelsen er beholdt i {count} tilfælde.")

    @admin.action(description="Overtag det, der står i dokumentet", permissions=["change"])
    def take(self, request: HttpRequest, chosen: QuerySet[Conflict]) -> None:
        count = _decide(chosen, conflicts.take)
        messages.success(request, f"Dokumentets ordlyd er overtaget i {count} tilfælde.")


def _decide(chosen: QuerySet[Conflict], decide: Callable[[Conflict], None]) -> int:
    count = 0
    for conflict in chosen.select_related("meeting", "document"):
        decide(conflict)
        count += 1
    return count


def _shown(value: Any) -> str:
    if value in ("", None, []):
        return "–"
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    text = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
    return Truncator(text).chars(SHOWN_AT_MOST)
