"""Tables of items, with the municipalities that their rows are about: such tables are found by an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Max, Q

from meetings.models.base import SourcedModel
from meetings.models.choices import LIVE_PLACES, FieldName
from meetings.models.items import AgendaItem
from meetings.models.named import Municipality
from meetings.models.public_reading import PublicManager
from meetings.models.samples import in_hidden_item
from meetings.parsing.meaning.figures import municipalities_of


class MunicipalitiesOfRows(ArrayField):  # type: ignore[type-arg]  # a class of types in the stubs alone
    """The names of the municipalities that the record's `rows` are about: ["Aalborg", "Rebild"].

    Set from the rows whenever the record is saved, by imports and editors alike; no form shows it.
    """

    def __init__(self, base_field: models.Field[Any, Any] | None = None, **options: Any) -> None:
        options |= {"default": list, "blank": True, "editable": False}
        super().__init__(base_field or models.CharField(max_length=60), **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """For migrations it is a plain array: that it follows the rows is done in Python alone."""
        name, _, arguments, options = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", arguments, options

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        named = municipalities_of(getattr(model_instance, "rows", ()))
        setattr(model_instance, self.attname, named)
        return named


class TableQuerySet(models.QuerySet["Table"]):
    def public(self) -> TableQuerySet:
        """Those that the public may see."""
        return self.filter(item__is_withheld=False)

    def shown(self) -> TableQuerySet:
        """Those of items that are shown: not those of hidden samples."""
        return self.exclude(in_hidden_item("item"))

    def by_municipality(self) -> TableQuerySet:
        """The tables whose rows are municipalities, those of withdrawn items left out, the latest first."""
        with_rows = self.exclude(municipalities=[]).exclude(item__withdrawn=True)
        return with_rows.order_by("-item__meeting__date", "-pk")

    def with_row_for(self, municipality: Municipality) -> TableQuerySet:
        """Those with a row for the municipality, by any name that it has or had."""
        return self.by_municipality().filter(municipalities__overlap=[municipality.name, *municipality.former_names])

    def with_series_facts(self) -> TableQuerySet:
        """With what joins tables to series; `thread` is the key of the item's case thread, if it is in one."""
        live = Q(item__thread_places__place__in=LIVE_PLACES)
        return (
            self.select_related("item__meeting__council")
            .only(
                *("title", "columns", "rows", "field"),
                *("item__title", "item__number", "item__withdrawn"),
                *("item__meeting__date", "item__meeting__slug"),
                *("item__meeting__council__name", "item__meeting__council__slug", "item__meeting__council__is_sample"),
            )
            .annotate(thread=Max("item__thread_places__thread", filter=live))
        )


class Table(SourcedModel):
    """A table of an item, all cells as text: of `columns` ["Kommune", "Beløb"] and `rows` [["Aalborg", "1.200"]].

    It stands in the item's text `field`, after as many of its paragraphs and list entries as `after_block` says.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="tables", verbose_name="punkt")
    title = models.CharField("overskrift", max_length=500, blank=True)
    columns = models.JSONField("kolonner", default=list)
    rows = models.JSONField("rækker", default=list)
    field = models.CharField(
        "står i",
        max_length=14,
        choices=FieldName,
    )
    after_block = models.PositiveIntegerField("efter afsnit nr.", default=0)
    position = models.PositiveIntegerField("rækkefølge", default=0)
    municipalities = MunicipalitiesOfRows(verbose_name="kommuner i rækkerne")

    objects = PublicManager.from_queryset(TableQuerySet)()

    class Meta:
        verbose_name = "tabel"
        verbose_name_plural = "tabeller"
        ordering = ("position",)
        indexes: ClassVar = [
            GinIndex(fields=("municipalities",), name="table_by_municipality"),
            models.Index(fields=("item",), condition=~Q(municipalities=[]), name="tables_by_municipalities"),
        ]

    def __str__(self) -> str:
        return self.title or f"Tabel i punkt {self.item.number}"
