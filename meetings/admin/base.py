"""What the admin's pages of all records have in common."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import Model, TextField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from meetings.admin.editing import EditingAdmin
from meetings.admin.fields import ParagraphsField
from meetings.admin.history import HistoryMixin
from meetings.admin.list_search import IndexedSearchMixin
from meetings.changes.actors import act_as_user
from meetings.changes.recording import recording
from meetings.danish.source_places import place_and_line
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Decision,
    Document,
    MatterSignature,
    SameCasePair,
    SearchRow,
    Table,
    TitleTail,
    TopicChoice,
)
from meetings.models.withholdings import WITHHELD_MODELS

PARAGRAPHS: dict[Any, dict[str, Any]] = {TextField: {"form_class": ParagraphsField, "widget": AdminTextareaWidget}}

# Records that a deletion does not list: they are derived, and no editor has ever seen them.
WITHOUT_A_PAGE: tuple[type[Model], ...] = (
    SearchRow,
    TopicChoice,
    MatterSignature,
    SameCasePair,
    TitleTail,
    AgendaItem.topics.through,
    AgendaItem.municipalities.through,
)


# The order in which an item's page shows its parts, and in which a deletion counts them.
ITEM_AND_PARTS: tuple[type[Model], ...] = (AgendaItem, Decision, Table, Attachment, Appointment)


class DefaultedFilter(admin.SimpleListFilter):
    """A filter that shows the records of `default` where nothing is chosen: what is left for an editor to decide."""

    default: str

    def chosen(self) -> str:
        return self.value() or self.default

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": value == self.chosen(),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }


class ArchiveAdmin(IndexedSearchMixin, HistoryMixin, EditingAdmin):
    """The page of a record. Before a deletion it says what else goes, in the editor's own words.

    What is saved or deleted is recorded with all that follows from it. So is what an action does, by what it calls.
    """

    class Media:
        css: ClassVar = {"all": ["css/admin.css"]}

    list_per_page = 50
    formfield_overrides = PARAGRAPHS

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        with _recording_if(request.method == "POST"):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *arguments: Any, **options: Any
    ) -> HttpResponse:
        record = options.get("obj")
        context["withhold_address"] = withhold_address(request, record) if record else ""
        response: HttpResponse = super().render_change_form(request, context, *arguments, **options)
        return response

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        with _recording_if("_save" in request.POST):  # not so an action, which may take long, and import
            return super().changelist_view(request, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        with _recording_if(request.method == "POST"):
            return super().delete_view(request, object_id, extra_context)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with recording():
            super().delete_queryset(request, queryset)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        unseen = tuple(f"{capfirst(model._meta.verbose_name)}: " for model in WITHOUT_A_PAGE)
        for model in WITHOUT_A_PAGE:
            counts.pop(str(model._meta.verbose_name_plural), None)
        in_order = [str(model._meta.verbose_name_plural) for model in ITEM_AND_PARTS]
        counts = {name: counts[name] for name in (*in_order, *counts) if name in counts}
        return _without_lines(unseen, deleted), counts, lacking, protected


def withhold_address(request: HttpRequest, record: Model) -> str:
    """The address of the form that withholds the record; '' where it is of another kind, or whoever asks may not."""
    field = next((name for name, model in WITHHELD_MODELS.items() if isinstance(record, model)), "")
    if not field or not request.user.has_perm("meetings.add_withholding"):
        return ""
    return f"{reverse('admin:meetings_withholding_add')}?{field}={record.pk}"


def _recording_if(is_writing: bool) -> AbstractContextManager[None]:
    return recording(with_slow=False) if is_writing else nullcontext()


def _without_lines(beginnings: tuple[str, ...], nested: list[Any]) -> list[Any]:
    """Django's nested list of what a deletion takes, without lines with these beginnings, nor lists emptied by that."""
    lines = [_without_lines(beginnings, line) if isinstance(line, list) else line for line in nested]
    return [line for line in lines if line and not str(line).startswith(beginnings)]


class FileAdmin(ArchiveAdmin):
    """A record with a file that is stored for it alone: the file goes with the record.

    What is done from its list may read files, each in a transaction of its own.
    """

    acts_in_one_transaction = False

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_file = partial(obj.file.storage.delete, str(obj.file.name)) if obj.file else None
        with recording():
            act_as_user(request.user.pk)
            super().delete_model(request, obj)
            if remove_file:
                transaction.on_commit(remove_file)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with recording():
            for record in queryset:
                self.delete_model(request, record)


class SluggedAdmin(ArchiveAdmin):
    """A record whose address is made from its name once and then stands: others link to it."""

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        readonly = list(super().get_readonly_fields(request, obj))
        return [*readonly, "slug"] if obj else readonly


class NamedAdmin(SluggedAdmin):
    """Names in Danish order."""

    search_fields = ("name",)

    @admin.display(description="navn", ordering="sort_key")
    def name_in_order(self, record: Any) -> str:
        return str(record.name)


class SourcedAdmin(ArchiveAdmin):
    """A record that was read from a page of a document. The page can be chosen for a record made by hand alone."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        readonly = list(super().get_readonly_fields(request, obj))
        return [*readonly, "document", "page"] if obj and obj.imported else readonly


class SourceColumn:
    """The column »kilde« of an inline: the document and page that the record was read from."""

    @admin.display(description="kilde")
    def source(self, record: Any) -> str:
        if record.document is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>, {}',
            document_page(record.document),
            record.document,
            record.document.place_in_words(record.page) if record.page else "side ?",
        )


def listed_warnings(warnings: Sequence[dict[str, Any]], document: Document | None = None) -> str:
    """A document's warnings as a list with page and line; each is {"page": 3, "line": 17, "message": "…"}.

    What may be a private person's leads to where it is redacted, in a document of the archive.
    """
    if not warnings:
        return "Ingen."
    places = (
        (_place_of_warning(warning), warning["message"], _link_to_redact(warning, document)) for warning in warnings
    )
    return format_html('<ol id="advarsler">{}</ol>', format_html_join("", "<li>{}: {}{}</li>", places))


def _place_of_warning(warning: dict[str, Any]) -> str:
    place = place_and_line(warning["page"], warning["line"], warning.get("unit", ""))
    return place[:1].upper() + place[1:]


def _link_to_redact(warning: dict[str, Any], document: Document | None) -> str:
    if document is None or "digest" not in warning:
        return ""
    address = reverse("admin:meetings_redaction_add")
    return format_html(' <a href="{}?document={}&amp;fund={}">Udelad det</a>', address, document.pk, warning["digest"])


def document_page(document: Document) -> str:
    """The address of the document's page in the admin."""
    return reverse("admin:meetings_document_change", args=(document.pk,))


def link_to_list(model: str, lookup: str, owner: Model, count: int) -> str:
    """`count` as a link to the admin's list of those records of `model` that belong to `owner`."""
    address = reverse(f"admin:meetings_{model}_changelist")
    return format_html('<a href="{}?{}={}">{}</a>', address, lookup, owner.pk, count)
