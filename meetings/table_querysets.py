"""What is asked of the tables that have figures by municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q

from meetings.choices import LIVE_PLACES

if TYPE_CHECKING:
    from meetings.models import Municipality, Table


class TableQuerySet(models.QuerySet["Table"]):
    def by_municipality(self) -> TableQuerySet:
        """The tables whose rows are municipalities, those of withdrawn items left out, the latest first."""
        with_rows = self.exclude(municipalities=[]).exclude(item__withdrawn=True)
        return with_rows.order_by("-item__meeting__date", "-pk")

    def naming(self, municipality: Municipality) -> TableQuerySet:
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
                *("item__meeting__date", "item__meeting__council__name", "item__meeting__council__slug"),
            )
            .annotate(thread=Max("item__thread_places__thread", filter=live))
        )
