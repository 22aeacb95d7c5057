"""The editors' site: Django's admin, whose front page begins with what waits to be done.

It lies outside of meetings/admin/, which is imported to register with it.
"""

from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from kkrarchive.second_factor.views import PasswordView, View, with_second_factor
from meetings.pages.editor_tasks import latest_changes, waiting_tasks

# Of django-allauth's applications with records.
ALLAUTH_LABELS = frozenset({"account", "mfa"})

AnyView = TypeVar("AnyView", bound=View)


class EditorsSite(admin.AdminSite):
    """The admin of the archive."""

    site_header = "KKR-arkivet – redaktion"
    site_title = "KKR-arkivet – redaktion"
    index_title = "Ret i arkivet"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leaves out what django-allauth registers: the secrets of factors are nobody's to see."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else [*model_or_iterable]
        own: list[type[Model]] = [model for model in models if model._meta.app_label not in ALLAUTH_LABELS]
        super().register(own, admin_class, **options)

    def admin_view(self, view: AnyView, cacheable: bool = False) -> AnyView:
        """Every page needs the second factor that its user has or must have, save that on which one logs out."""
        guarded = super().admin_view(view, cacheable)
        return guarded if view == self.logout else cast(AnyView, with_second_factor(guarded))

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The first step of the log-in, as Django's own page shows it."""
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": "Log ind",
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        view = PasswordView.as_view(
            extra_context=context, authentication_form=AdminAuthenticationForm, template_name="admin/login.html"
        )
        return cast(HttpResponse, view(request))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        own = {"waiting_tasks": waiting_tasks(request), "latest_changes": latest_changes(request)}
        return super().index(request, {**own, **(extra_context or {})})
