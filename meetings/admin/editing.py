"""Saving a record's page, or a list that is edited in place: under the locks of the rows that it writes."""

import re
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.admin.as_read import RecordForm
from meetings.admin.chosen_records import AutocompleteInRows
from meetings.admin.django_classes import AnyModelAdmin, AnyStackedInline, AnyTabularInline
from meetings.admin.optimistic_locking import OptimisticInlineFormSet, OptimisticModelForm, OptimisticModelFormSet
from meetings.admin.overwrite_questions import written_values
from meetings.changes.actors import act_as_user


class RowsMixin:
    """Beside Django's inlines, whose attributes the types of a mixin do not know: hence what is ignored."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            options.setdefault("widget", AutocompleteInRows(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]


class RowsTabularInline(RowsMixin, AnyTabularInline):
    """Rows that belong to the record of the page, and that others may change while it is open."""

    form: type[OptimisticModelForm] = RecordForm
    formset = OptimisticInlineFormSet


class RowsStackedInline(RowsMixin, AnyStackedInline):
    """The same, each with its fields below one another."""

    form: type[OptimisticModelForm] = RecordForm
    formset = OptimisticInlineFormSet


class EditingAdmin(AnyModelAdmin):
    """The page of a record that writes what the editor changed, and asks where somebody else changed the same."""

    form: type[OptimisticModelForm] = RecordForm

    def take_locks(self) -> None:
        """Takes the advisory locks that saving needs; they go before the locks of rows (see models/locks.py)."""

    # Whether what is done from the list is done as a whole, and told of in the history as the user's.
    acts_in_one_transaction = True

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            act_as_user(request.user.pk)
            self.take_locks()
            if object_id is not None:
                if not _lock_rows(self.model, pk=unquote(object_id)):
                    return self._gone_page(request)
                self._lock_inlines(request, unquote(object_id))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST" or not self.acts_in_one_transaction:
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            act_as_user(request.user.pk)
            is_edited = "_save" in request.POST and self.list_editable
            if is_edited:
                self.take_locks()
                key_name = re.compile(rf"form-\d+-{self.model._meta.pk.name}")
                keys = [str(value) for name, value in request.POST.items() if key_name.fullmatch(name)]
                _lock_rows(self.model, pk__in=[key for key in keys if key.isdecimal()])
            response = super().changelist_view(request, extra_context)
        if is_edited and isinstance(response, TemplateResponse):
            _show_sent_rows((response.context_data or {})["cl"])
        return response

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with transaction.atomic():
            act_as_user(request.user.pk)
            return super().delete_view(request, object_id, extra_context)

    def _lock_inlines(self, request: HttpRequest, key: str) -> None:
        for inline in self.get_inline_instances(request):
            if issubclass(inline.formset, OptimisticInlineFormSet):
                _lock_rows(inline.model, **{_owner_name(inline): key})

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": OptimisticModelForm, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, **{"formset": OptimisticModelFormSet, **kwargs})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and isinstance(form, OptimisticModelForm):
            obj.save(update_fields=form.fields_to_write())
        else:
            super().save_model(request, obj, form, change)

    def _gone_page(self, request: HttpRequest) -> HttpResponse:
        """What the editor wrote, where the record was deleted while the page was open: it can still be copied."""
        form = forms.modelform_factory(self.model, form=self.form, fields=forms.ALL_FIELDS)(request.POST)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{str(self.opts.verbose_name).capitalize()} er slettet, siden du åbnede siden",
            "opts": self.opts,
            "written": written_values(form),
        }
        return TemplateResponse(request, "admin/meetings/gone.html", context, status=409)


def _lock_rows(model: type[Model], **lookup: Any) -> int:
    """Locks the rows until the transaction ends, in the order of their keys; gives how many there are."""
    try:
        rows = model._base_manager.filter(**lookup).order_by("pk").select_for_update()
    except (ValueError, TypeError):
        return 0
    return len(rows.values_list("pk"))


def _owner_name(inline: Any) -> str:
    """The foreign key by which the inline's rows belong to the record of the page."""
    owner = inline.parent_model
    names = (field.name for field in inline.model._meta.concrete_fields if field.related_model is owner)
    return str(inline.fk_name or next(names))


def _show_sent_rows(changes: ChangeList) -> None:
    """Has a refused list show the rows that were sent, each beside its own form."""
    formset: Any = changes.formset
    pairs = [(row, form) for row, form in zip(formset.get_queryset(), formset.forms, strict=True) if row is not None]
    changes.result_list = [row for row, _ in pairs]
    formset.forms = [form for _, form in pairs]
