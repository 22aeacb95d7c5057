"""Withholding in the admin: what is withheld, and the form by which a record is, to which the record's page leads."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from meetings.admin.as_read import RecordForm
from meetings.admin.base import ArchiveAdmin
from meetings.models import Withholding
from meetings.models.withholdings import WITHHELD_MODELS
from meetings.privacy.withholding import SENTENCES, end_withholding


class SentenceInput(forms.TextInput):
    """A line of text, with sentences to choose from."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        sentences = format_html_join("", '<option value="{}"></option>', ((sentence,) for sentence in SENTENCES))
        line = super().render(name, value, {**(attrs or {}), "list": f"{name}-forslag"}, renderer)
        return format_html('{}<datalist id="{}-forslag">{}</datalist>', line, name, sentences)


class WithholdingForm(RecordForm):
    """What is withheld was chosen on its own page. What readers are told must not tell its title or name."""

    class Meta:
        model = Withholding
        fields = (*WITHHELD_MODELS, "with_documents", "sentence", "reason", "begins_at", "ends_at")
        widgets: ClassVar = {
            "sentence": SentenceInput(attrs={"size": 90}),
            **dict.fromkeys(WITHHELD_MODELS, forms.HiddenInput),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        records = [cleaned.get(name) or getattr(self.instance, name) for name in WITHHELD_MODELS]
        told = [getattr(record, field, "") for record in records if record for field in ("title", "name")]
        sentence = str(cleaned.get("sentence", "")).casefold()
        if any(word and str(word).casefold() in sentence for word in told):
            self.add_error("sentence", "Sætningen røber, hvad der er tilbageholdt. Skriv den uden navn og overskrift.")
        return cleaned


class InForceFilter(admin.SimpleListFilter):
    title = "gælder nu"
    parameter_name = "gaelder"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Ja"), ("nej", "Nej")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Withholding]) -> QuerySet[Withholding]:
        in_force = Withholding.objects.in_force().values("pk")
        if self.value() == "ja":
            return queryset.filter(pk__in=in_force)
        return queryset.exclude(pk__in=in_force) if self.value() == "nej" else queryset


@admin.register(Withholding)
class WithholdingAdmin(ArchiveAdmin):
    form = WithholdingForm
    list_display = ("__str__", "in_force", "begins_at", "ends_at", "sentence", "made_by")
    list_filter = (InForceFilter,)
    list_select_related = (*WITHHELD_MODELS, "made_by")
    actions = ("end_now",)
    fields = (
        *("what", *WITHHELD_MODELS),
        *("with_documents", "sentence", "reason", "begins_at", "ends_at", "made_by", "made_at"),
    )
    readonly_fields = ("what", "made_by", "made_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What only an item has is asked of items alone."""
        fields = [name for name in self.fields or () if obj is None or name not in WITHHELD_MODELS]
        is_item = obj.item_id if obj else "item" in request.GET or request.POST.get("item")
        return [str(name) for name in fields if is_item or name != "with_documents"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {name: value for name in WITHHELD_MODELS if (value := request.GET.get(name, "")).isdecimal()}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        chosen = _chosen_record(request)
        title = f"Hold tilbage: {chosen}" if chosen else "Åbn det, der skal holdes tilbage, og vælg »Hold tilbage« dér"
        return super().add_view(request, form_url, {**(extra_context or {}), "title": title})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)
        Withholding.objects.settle()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        Withholding.objects.settle()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        Withholding.objects.settle()

    @admin.display(description="hvad")
    def what(self, withholding: Withholding) -> str:
        if withholding.pk is None:
            return "–"
        record = withholding.record
        try:
            address = reverse(f"admin:meetings_{record._meta.model_name}_change", args=(record.pk,))
        except NoReverseMatch:
            return str(withholding)
        return format_html('<a href="{}">{}</a>', address, withholding)

    @admin.display(description="gælder nu", boolean=True)
    def in_force(self, withholding: Withholding) -> bool:
        return withholding.is_in_force

    @admin.action(description="Ophæv nu", permissions=["change"])
    def end_now(self, request: HttpRequest, chosen: QuerySet[Withholding]) -> None:
        now = timezone.now()
        for withholding in chosen:
            end_withholding(withholding, now)
        messages.success(request, "Det er offentligt igen.")


def _chosen_record(request: HttpRequest) -> Model | None:
    values = request.POST if request.method == "POST" else request.GET
    for name, model in WITHHELD_MODELS.items():
        if (key := values.get(name, "")).isdecimal():
            return model._base_manager.filter(pk=key).first()
    return None
