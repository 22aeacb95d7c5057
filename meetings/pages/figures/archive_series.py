"""The series of the archive's tables, each with its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse

from meetings.caching.memory import cached_by_version
from meetings.models import AgendaItem, Municipality, Table
from meetings.models.choices import FieldName
from meetings.models.slugs import slug
from meetings.models.tables import TableQuerySet
from meetings.pages.figures.series import ArchivedTable, Series, join_to_series

# The latest tables, so many, are joined for one page: a bound on its time, which grows with their number.
TABLES_AT_MOST = 1_000

# What a unit is called in a series' title.
UNIT_WORDS = {"%": "procent", "kr.": "kroner"}


@dataclass(frozen=True)
class ArchivedSeries:
    """A series with its address and the other addresses that lead to it, and the items that its tables stand in."""

    series: Series
    slug: str
    other_slugs: frozenset[str]
    items: dict[int, AgendaItem]

    @property
    def title(self) -> str:
        """What the series is, in full: »Fordeling af lærepladser: hjælpere, besluttet«."""
        unit = UNIT_WORDS.get(self.series.unit, "")
        details = ", ".join(filter(None, (self.series.measure, self.series.distinguished_by, unit)))
        return f"{self.series.title}: {details}" if details else self.series.title

    @property
    def stage(self) -> str:
        """Whether the figures stand in decisions, or in what was put forward."""
        return "som besluttet" if self.series.is_decided else "som forelagt"

    @property
    def full_title(self) -> str:
        return f"{self.title}, {self.stage}"

    @property
    def last_year(self) -> int:
        return self.series.years[-1]

    @property
    def sources(self) -> list[AgendaItem]:
        """The items that its tables stand in, each once, the oldest first."""
        return list(dict.fromkeys(self.item_of(table) for table in self.series.tables))

    def get_absolute_url(self) -> str:
        return reverse("meetings:figures_of_series", args=(self.slug,))

    def get_csv_url(self) -> str:
        return reverse("meetings:series_as_csv", args=(self.slug,))

    def item_of(self, table: ArchivedTable) -> AgendaItem:
        return self.items[table.item]


@cached_by_version
def all_series() -> list[ArchivedSeries]:
    """The series of the whole archive's latest TABLES_AT_MOST tables. One query."""
    return _archived_series(Table.objects.shown().by_municipality())


def series_at(wanted: str) -> ArchivedSeries | None:
    """The series with that address, now or formerly. One query, of the tables of the council that it begins with."""
    of_council = Table.objects.by_municipality().alias(
        beginning=Concat(F("item__meeting__council__slug"), Value("-")), wanted=Value(wanted)
    )
    found = _archived_series(of_council.filter(wanted__startswith=F("beginning")))
    return next(
        (one for one in found if one.slug == wanted), next((one for one in found if wanted in one.other_slugs), None)
    )


def series_naming(municipality: Municipality) -> list[ArchivedSeries]:
    """The series that have a row for the municipality, of the tables that name it. One query."""
    return _archived_series(Table.objects.shown().with_row_for(municipality))


def _archived_series(tables: TableQuerySet) -> list[ArchivedSeries]:
    rows = list(tables.with_series_facts()[:TABLES_AT_MOST])
    items = {row.item_id: row.item for row in rows}
    councils = {row.item.meeting.council.name: row.item.meeting.council.slug for row in rows}
    return _with_addresses(join_to_series(map(_archived_table, rows)), councils, items)


def _archived_table(row: Table) -> ArchivedTable:
    return ArchivedTable(
        key=row.pk,
        item=row.item_id,
        item_title=row.item.title,
        council=row.item.meeting.council.name,
        day=row.item.meeting.date,
        thread=getattr(row, "thread", None),
        title=row.title,
        columns=row.columns,
        rows=row.rows,
        is_decided=row.field == FieldName.DECISION,
    )


def _with_addresses(
    found: Iterable[Series], councils: dict[str, str], items: dict[int, AgendaItem]
) -> list[ArchivedSeries]:
    """Each series with an address by what its oldest table's item was called; later names lead there."""
    addressed: list[ArchivedSeries] = []
    taken: set[str] = set()
    for one in found:
        details = [slug(word) for word in (one.measure, one.distinguished_by, UNIT_WORDS.get(one.unit, "")) if word]
        slugs = [
            "-".join([councils[one.council], slug(name), *details, *(["besluttet"] if one.is_decided else [])])
            for name in one.item_titles
        ]
        chosen = next((free for free in slugs if free not in taken), "")
        number = 2
        while not chosen or chosen in taken:
            chosen, number = f"{slugs[0]}-{number}", number + 1
        taken.add(chosen)
        addressed.append(ArchivedSeries(one, chosen, frozenset(slugs) - {chosen}, items))
    return addressed
