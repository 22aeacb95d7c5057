"""The site's pages on a large archive: how long they take beside a constant page, and how large they are."""

import gzip
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Count
from django.urls import reverse

from benchmark.archive_engine import ArchiveEngine
from benchmark.page_timing import PageResponse, get_page, time_page
from benchmark.percentiles import ResponseTimes
from benchmark.questions import QuestionKind, choose_questions
from benchmark.search_benchmark import BenchmarkOptions, build_or_open, made_archive
from benchmark.serving import (
    CONSTANT_APPLICATION,
    HOST,
    SITE_APPLICATION,
    collect_static,
    empty_environment,
    gunicorn,
    production_environment,
)
from benchmark.stored_archive import StoredArchive
from meetings.models import AgendaItem, Meeting, Municipality, Topic

# The goals: p95 in milliseconds on 100,000 items with one worker, warm; and bytes as they are sent, compressed.
MOST_MILLISECONDS = 60.0
MOST_BYTES_OF_HTML, MOST_BYTES_OF_CSS = 60_000, 15_000


@dataclass(frozen=True)
class MeasuredPage:
    """One page: its bytes, as made and compressed, and the times of making it, of a 304, and of as many bytes."""

    title: str
    path: str
    size: int
    compressed: int
    page: ResponseTimes
    unchanged: ResponseTimes
    constant: ResponseTimes

    @property
    def ratio(self) -> float:
        """How many times as long as the constant page."""
        return self.page.p50 / self.constant.p50

    @property
    def missed(self) -> list[str]:
        """The goals that are not met."""
        too_slow = [f"{self.title}: p95 {self.page.p95:.1f} ms"] if self.page.p95 >= MOST_MILLISECONDS else []
        too_large = [f"{self.title}: {self.compressed:,} bytes"] if self.compressed >= MOST_BYTES_OF_HTML else []
        return too_slow + too_large


class UnexpectedResponse(Exception):
    """An address that is to be measured was not answered with a page, or an unchanged page not with a 304."""


def run_site_benchmark(chosen: BenchmarkOptions, log: Callable[[str], None]) -> list[MeasuredPage]:
    """Every kind of page measured on an archive that is made for it, or is there from an earlier run.

    Raises NotServed, NotAPage, and ValueError where an archive of that size cannot be made.
    """
    with ExitStack() as stack:
        stored = stack.enter_context(made_archive(chosen, log))
        engine = ArchiveEngine()
        build_or_open(engine, stored, chosen, log)
        pages = list(_pages(stored))
        engine.close()
        environment = production_environment(str(settings.MEDIA_ROOT))
        collect_static(environment)
        site = stack.enter_context(gunicorn(SITE_APPLICATION, environment, "/healthz"))
        constant = stack.enter_context(gunicorn(CONSTANT_APPLICATION, empty_environment(), "/1"))
        return [_measure_page(title, path, site, constant, chosen.runs) for title, path in pages]


def site_report_lines(measured: Sequence[MeasuredPage]) -> Iterator[str]:
    """A table of the pages, the style sheet's size, and the goals that are not met."""
    yield (
        f"{'page':<14}{'bytes':>9}{'compressed':>12}{'p50 ms':>9}{'p95 ms':>9}"
        f"{'304 p95':>9}{'constant':>10}{'ratio':>8}"
    )
    for each in measured:
        yield (
            f"{each.title:<14}{each.size:>9,}{each.compressed:>12,}{each.page.p50:>9.1f}{each.page.p95:>9.1f}"
            f"{each.unchanged.p95:>9.1f}{each.constant.p50:>10.1f}{each.ratio:>8.1f}"
        )
    css = style_sheet_size()
    yield f"site.css       {css:,} bytes compressed"
    missed = [goal for each in measured for goal in each.missed]
    if css >= MOST_BYTES_OF_CSS:
        missed.append(f"site.css: {css:,} bytes")
    yield f"Missed: {'; '.join(missed)}" if missed else "Every goal is met."


def style_sheet_size() -> int:
    """The bytes of the style sheet as it is sent, compressed."""
    return len(gzip.compress(Path(str(finders.find("css/site.css"))).read_bytes()))


def _pages(stored: StoredArchive) -> Iterator[tuple[str, str]]:
    """A page of each kind: from the middle of the archive, or the municipality or topic that most items have."""
    questions = {question.kind: question for question in choose_questions(stored.survey())}
    yield "front", reverse("meetings:front")
    yield "search", reverse("meetings:search", query={"q": questions[QuestionKind.COMMON].typed})
    meetings = Meeting.objects.select_related("council").order_by("date", "pk")
    yield "meeting", meetings[meetings.count() // 2].get_absolute_url()
    items = AgendaItem.objects.select_related("meeting__council").order_by("pk")
    yield "item", items[items.count() // 2].get_absolute_url()
    municipality = Municipality.objects.annotate(items_naming=Count("items")).order_by("-items_naming", "pk")[0]
    yield "municipality", municipality.get_absolute_url()
    topic = Topic.objects.annotate(items_about=Count("items")).order_by("-items_about", "pk")[0]
    yield "topic", topic.get_absolute_url()
    for name in ("meetings", "wheel", "figures", "appointments", "people"):
        yield name, reverse(f"meetings:{name}")


def _measure_page(title: str, path: str, site: int, constant: int, runs: int) -> MeasuredPage:
    answer = _get_once(site, path, {})
    if answer.status != 200 or not answer.etag:
        raise UnexpectedResponse(f"{path} was answered with {answer.status}.")
    known = {"If-None-Match": answer.etag}
    if (again := _get_once(site, path, known)).status != 304:
        raise UnexpectedResponse(f"{path} has not changed and was answered with {again.status}.")
    return MeasuredPage(
        title,
        path,
        len(answer.content),
        len(gzip.compress(answer.content)),
        page=time_page(site, path, runs),
        unchanged=time_page(site, path, runs, known),
        constant=time_page(constant, f"/{len(answer.content)}", runs),
    )


def _get_once(port: int, path: str, headers: dict[str, str]) -> PageResponse:
    http_connection = HTTPConnection(HOST, port, timeout=60)
    try:
        return get_page(http_connection, path, headers)
    finally:
        http_connection.close()
