"""The editors' site: Django's admin, whose front page begins with what waits to be done.

It lies outside of meetings/admin/, which is imported to register with it.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from meetings.pages.editor_tasks import latest_changes, waiting_tasks


class EditorsSite(admin.AdminSite):
    """The admin of the archive."""

    site_header = "KKR-arkivet – redaktion"
    site_title = "KKR-arkivet – redaktion"
    index_title = "Ret i arkivet"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        own = {"waiting_tasks": waiting_tasks(request), "latest_changes": latest_changes(request)}
        return super().index(request, {**own, **(extra_context or {})})
