"""The sitemaps for search engines: every page, without those of sample councils."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    CaseThread,
    Change,
    Council,
    Meeting,
    Municipality,
    Participant,
    Person,
    ThreadItem,
    Topic,
)
from meetings.pages.figures.archive_series import ArchivedSeries, all_series

# So many take a tenth of a second. The protocol allows 50,000.
ADDRESSES_A_PART = 1_000
_OF_REAL_COUNCIL = Q(item__meeting__council__is_sample=False)
FIXED_PAGES = (
    *("front", "meetings", "topics", "threads", "municipalities", "people", "appointments", "search"),
    *("figures", "wheel"),
    *("about", "privacy", "accessibility"),
)

if TYPE_CHECKING:
    _Sitemap = Sitemap[Any]
else:
    _Sitemap = Sitemap


class FixedPagesSitemap(_Sitemap):
    """The pages that are there whatever the archive holds."""

    def items(self) -> list[str]:
        return list(FIXED_PAGES)

    def location(self, item: str) -> str:
        return reverse(f"meetings:{item}")


class CouncilsSitemap(_Sitemap):
    def items(self) -> QuerySet[Council]:
        return Council.objects.filter(is_sample=False).order_by("pk")

    def location(self, item: Council) -> str:
        return reverse("meetings:council", args=(item.slug,))


class SeriesSitemap(_Sitemap):
    """The series of the archive's tables, which are no records."""

    def items(self) -> list[ArchivedSeries]:
        samples = set(Council.objects.filter(is_sample=True).values_list("name", flat=True))
        return [found for found in all_series() if found.series.council not in samples]

    def location(self, item: ArchivedSeries) -> str:
        return item.get_absolute_url()


class RecordsSitemap(_Sitemap):
    """The records of a queryset that have an address, a part at a time, with when they changed as the log tells it."""

    limit = ADDRESSES_A_PART

    def __init__(self, records: Callable[[], QuerySet[Any]]) -> None:
        self.records = records

    def items(self) -> QuerySet[Any]:
        return self.records().order_by("pk")

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_urls(page, site, protocol)
        keys = [url["item"].pk for url in urls]
        times = Change.objects.latest_times(self.records().model._meta.db_table, keys) if keys else {}
        return [{**url, "lastmod": times.get(url["item"].pk)} for url in urls]

    def location(self, item: Model) -> str:
        return str(item.get_absolute_url())  # type: ignore[attr-defined]  # every record here has one


def _listed_meetings() -> QuerySet[Meeting]:
    meetings = Meeting.objects.filter(council__is_sample=False).select_related("council")
    return meetings.only("date", "slug", "council__slug")


def _listed_items() -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(meeting__council__is_sample=False).select_related("meeting__council")
    return items.only("number", "withdrawn", "meeting__date", "meeting__slug", "meeting__council__slug")


def _listed_threads() -> QuerySet[CaseThread]:
    return CaseThread.objects.public().filter(
        pk__in=ThreadItem.objects.live().filter(_OF_REAL_COUNCIL).order_by().values("thread")
    )


def _listed_people() -> QuerySet[Person]:
    took_part = Participant.objects.filter(meeting__council__is_sample=False).order_by().values("person")
    appointed = Appointment.objects.filter(_OF_REAL_COUNCIL, person__isnull=False).order_by().values("person")
    return Person.objects.unmerged().filter(Q(pk__in=took_part) | Q(pk__in=appointed))


def _listed_bodies() -> QuerySet[Body]:
    return Body.objects.filter(pk__in=Appointment.objects.filter(_OF_REAL_COUNCIL).order_by().values("body"))


SITEMAPS: Mapping[str, _Sitemap] = {
    "sider": FixedPagesSitemap(),
    "raad": CouncilsSitemap(),
    "moeder": RecordsSitemap(_listed_meetings),
    "punkter": RecordsSitemap(_listed_items),
    "emner": RecordsSitemap(lambda: Topic.objects.in_use()),
    "forloeb": RecordsSitemap(_listed_threads),
    "kommuner": RecordsSitemap(lambda: Municipality.objects.all()),
    "personer": RecordsSitemap(_listed_people),
    "udpegninger": RecordsSitemap(_listed_bodies),
    "tal": SeriesSitemap(),
}
