"""The history of a record in the admin: what it said before, who changed it, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from meetings.admin.django_classes import AnyModelAdmin
from meetings.admin.wording_questions import WordingQuestions, questions_of, write_conclusions
from meetings.admin.wordings import marked_differences
from meetings.changes.actors import act_as_user
from meetings.changes.recording import recording
from meetings.changes.restoring import RestoreRefused, column_field, history_models, restore_deleted, restore_value
from meetings.models import AgendaItem, Decision, HistoryEntry, Table
from meetings.models.changes import ChangeKind
from meetings.models.history import HistoryQuerySet
from meetings.models.value_words import value_in_words
from meetings.parsing.meaning.sums import wrong_sums

PAGE_LENGTH = 50


@dataclass(frozen=True)
class ChangedField:
    """A field of a change, in words."""

    column: str
    label: str
    before: str
    difference: SafeString


@dataclass(frozen=True)
class HistoryRow:
    """One change as the page shows it. `part` names what it is a part of the record; '' is the record itself."""

    entry: HistoryEntry
    at: datetime
    by: str
    part: str
    fields: tuple[ChangedField, ...]
    can_restore: bool


class HistoryMixin(AnyModelAdmin):
    """The page »Historik« of a record, with what its parts said, and the list of deleted records of its kind."""

    def get_urls(self) -> list[URLPattern]:
        if self.model._meta.db_table not in history_models():
            return super().get_urls()
        view, name = self.admin_site.admin_view(self.deleted_view), f"meetings_{self.opts.model_name}_deleted"
        return [path("slettede/", view, name=name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        is_kept = self.model._meta.db_table in history_models()
        address = reverse(f"admin:meetings_{self.opts.model_name}_deleted") if is_kept else ""
        return super().changelist_view(request, {"deleted_url": address, **(extra_context or {})})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What happened to the record, the newest first. A POST gives a field the value that it had before."""
        record = self.get_object(request, object_id)
        if record is None or type(record)._meta.db_table not in history_models():
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self._restore_value(request, record)
        page = Paginator(_entries_of(record), PAGE_LENGTH).get_page(request.GET.get("side"))
        may_restore = self.has_change_permission(request, record)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Historik: {record}",
            "opts": self.opts,
            "object": record,
            "page": page,
            "rows": history_rows(page.object_list, record, may_restore=may_restore),
        }
        return TemplateResponse(request, "admin/meetings/history.html", context)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The deleted records of this kind, the newest first. A POST brings one back, with its parts."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._restore_deleted(request)
        page = Paginator(HistoryEntry.objects.deletions(self.model), PAGE_LENGTH).get_page(request.GET.get("side"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Slettede {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "page": page,
            "rows": history_rows(page.object_list, None, may_restore=self.has_add_permission(request)),
        }
        return TemplateResponse(request, "admin/meetings/deleted.html", context)

    def _restore_value(self, request: HttpRequest, record: models.Model) -> HttpResponse:
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        entry = _entries_of(record).filter(pk=request.POST.get("entry", "0")).first()
        if entry is None:
            return HttpResponseRedirect(request.path)
        column = request.POST.get("column", "")
        questions = _questions_about(entry, column, request.POST)
        if questions and (unanswered := questions.unanswered()):
            context = {
                **self.admin_site.each_context(request),
                "title": "Skal det andet følge med?",
                "opts": self.opts,
                "reason": "Den ordlyd, du vil gendanne, siger noget andet end det, der står ved beslutningen nu.",
                "questions": unanswered.values(),
                "fields": {"entry": entry.pk, "column": column},
                "button": "Gendan ordlyden",
            }
            return TemplateResponse(request, "admin/meetings/wording_questions.html", context)

        def restore() -> models.Model:
            restored = restore_value(entry, column)
            if questions and isinstance(restored, Decision):
                write_conclusions(restored, questions)
            return restored

        if isinstance(restored := self._try(request, restore, "Den gamle ordlyd er gendannet."), Table):
            for sentence in wrong_sums(restored.columns, restored.rows):
                messages.warning(request, sentence)
        return HttpResponseRedirect(request.path)

    def _restore_deleted(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        entry = HistoryEntry.objects.deletions(self.model).filter(pk=request.POST.get("entry", "0")).first()
        done = "Posten er gendannet med sine dele."
        if entry and (record := self._try(request, lambda: restore_deleted(entry), done)):
            return HttpResponseRedirect(reverse(f"admin:meetings_{self.opts.model_name}_change", args=(record.pk,)))
        return HttpResponseRedirect(request.path)

    def _try(self, request: HttpRequest, restore: Any, done: str) -> models.Model | None:
        try:
            with recording():
                act_as_user(request.user.pk)
                record = cast(models.Model, restore())
                self.log_change(request, record, done)
        except RestoreRefused as refusal:
            messages.error(request, refusal.sentence)
            return None
        messages.success(request, done)
        return record


def _questions_about(entry: HistoryEntry, column: str, answers: Mapping[str, Any]) -> WordingQuestions | None:
    """What does not follow the wording of a decision that comes back; None where none does."""
    wording = (entry.before or {}).get(column)
    if (entry.table, column) != (Decision._meta.db_table, "text") or wording is None:
        return None
    decision = Decision.objects.select_related("item__meeting__council").filter(pk=entry.key).first()
    return questions_of(decision, wording, answers) if decision else None


def _entries_of(record: models.Model) -> HistoryQuerySet:
    """The entries of the record, and of an item those of its parts too."""
    own = Q(table=type(record)._meta.db_table, key=record.pk)
    for model in history_models().values() if isinstance(record, AgendaItem) else ():
        owners = (field for field in model._meta.concrete_fields if field.related_model is AgendaItem)
        if model is not AgendaItem and (owner := next(owners, None)):
            keys = model._base_manager.filter(**{owner.name: record.pk}).values("pk")
            own |= Q(table=model._meta.db_table) & (Q(key__in=keys) | Q(**{f"before__{owner.column}": record.pk}))
    return HistoryEntry.objects.filter(own).order_by("-pk")


def history_rows(entries: Any, record: models.Model | None, *, may_restore: bool) -> list[HistoryRow]:
    """The entries in words; of a record's page, or of a list of deleted records where `record` is None."""
    every, rows = history_models(), list(entries)
    users = get_user_model()._default_manager.in_bulk({entry.user_id for entry in rows if entry.user_id})
    return [_row(entry, every[entry.table], record, users, may_restore) for entry in rows if entry.table in every]


def _row(
    entry: HistoryEntry, model: type[models.Model], record: models.Model | None, users: Any, may_restore: bool
) -> HistoryRow:
    is_own = record is not None and model is type(record)
    part = "" if is_own else capfirst(str(model._meta.verbose_name))
    changed = entry.changed_columns or (_whole_row(entry) if entry.kind == ChangeKind.DELETED else ())
    fields = tuple(_changed_field(model, *one) for one in changed if column_field(model, one[0]))
    return HistoryRow(entry, entry.at, _actor(entry, users), part, fields, may_restore)


def _whole_row(entry: HistoryEntry) -> tuple[tuple[str, Any, Any], ...]:
    values = (entry.before or {}).items()
    return tuple((column, value, None) for column, value in values if value not in (None, "", [], {}))


def _changed_field(model: type[models.Model], column: str, before: Any, after: Any) -> ChangedField:
    field = column_field(model, column)
    was, is_now = _words(model, field, before), _words(model, field, after)
    return ChangedField(column, capfirst(str(field.verbose_name)), was, marked_differences(was, is_now))


def _words(model: type[models.Model], field: Any, value: Any) -> str:
    if field.remote_field and value is not None:
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found) if found else f"nr. {value} (slettet)"
    try:
        return value_in_words(model, field.name, value)
    except (FieldDoesNotExist, ValueError, TypeError):
        return str(value)


def _actor(entry: HistoryEntry, users: Any) -> str:
    if entry.user_id:
        return str(users.get(entry.user_id) or f"bruger nr. {entry.user_id}")
    return f"indlæsning af {entry.source}" if entry.source else "arkivet selv"
