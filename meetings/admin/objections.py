"""Objections in the admin: read and dealt with by those responsible for the data, written by nobody here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from meetings.admin.base import ArchiveAdmin
from meetings.models import Objection


@admin.register(Objection)
class ObjectionAdmin(ArchiveAdmin):
    list_display = ("__str__", "state", "made_at", "page")
    list_filter = ("state",)
    fields = ("page_link", "text", "contact", "made_at", "state", "note")
    readonly_fields = ("page_link", "text", "contact", "made_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="siden")
    def page_link(self, objection: Objection) -> str:
        """The page, as a link where it is one of the archive's own: a stranger wrote it."""
        is_own = objection.page.startswith("/") and not objection.page.startswith(("//", "/\\"))
        return format_html('<a href="{0}">{0}</a>', objection.page) if is_own else objection.page or "–"
