"""The site on a large archive: its pages one by one, and its search under load beside Datasette and a constant page."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Count
from django.urls import reverse

from benchmark.archive_engine import ArchiveEngine
from benchmark.datasette_server import DATABASE, datasette, write_database
from benchmark.load_client import HEADERS, LoadRequest, check_responses
from benchmark.page_timing import PageResponse, get_page, time_page
from benchmark.percentiles import ResponseTimes, response_times
from benchmark.questions import QuestionKind, choose_questions
from benchmark.saving import SHARE_OF_NEW_ITEMS, editor_saving, renew_items
from benchmark.search_benchmark import BenchmarkOptions, build_or_open, made_archive
from benchmark.search_queries import choose_queries
from benchmark.serving import (
    CONSTANT_APPLICATION,
    HOST,
    SITE_APPLICATION,
    collect_static,
    empty_environment,
    gunicorn,
    production_environment,
)
from benchmark.site_load import (
    CONSTANT,
    DATASETTE,
    OURS,
    RENEWED,
    ROUNDS_WHILE_SAVING,
    SAVING,
    STATIC_FILE,
    WARM,
    LoadSeries,
    ask_once,
    datasette_requests,
    kind_lines,
    load_lines,
    measure_cold_and_warm,
    measure_server,
    site_requests,
)
from benchmark.stored_archive import StoredArchive
from meetings.models import AgendaItem, Body, CaseThread, Document, Meeting, Municipality, Person, Topic

# The goals: p95 in milliseconds of a page on 100,000 items, asked for again and again; and bytes, compressed.
MOST_MILLISECONDS = 60.0
MOST_BYTES_OF_HTML, MOST_BYTES_OF_CSS = 60_000, 15_000
EDITED_ITEMS = 200


@dataclass(frozen=True)
class MeasuredPage:
    """One page: its bytes, and the times of making it, of a 304, and of as many bytes.

    Its bytes as made, as gzip makes them, and as they are sent to a browser, which may be either.
    """

    title: str
    path: str
    size: int
    compressed: int
    sent: int
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


@dataclass(frozen=True)
class SiteMeasurements:
    """Everything measured on an archive of one size."""

    items: int
    pages: tuple[MeasuredPage, ...]
    series: tuple[LoadSeries, ...]
    # How long each of the editor's saves took, in milliseconds.
    saves: tuple[float, ...]


def run_site_benchmark(
    chosen: BenchmarkOptions, log: Callable[[str], None], *, with_datasette: bool = True
) -> SiteMeasurements:
    """Pages and searches measured on an archive that is made for it, or is there from an earlier run.

    Raises ServerNotStarted, UnexpectedResponse, RequestsFailed where the site answered a search with anything but 200,
    and ValueError where an archive of that size cannot be made.
    """
    with ExitStack() as stack:
        stored = stack.enter_context(made_archive(chosen, log))
        engine = ArchiveEngine()
        build_or_open(engine, stored, chosen, log)
        pages = list(representative_pages(stored))
        queries = choose_queries(stored.survey(), list(Meeting.objects.by_year()))
        edited = list(AgendaItem.objects.order_by("-pk").values_list("pk", flat=True)[:EDITED_ITEMS])
        engine.close()
        environment = production_environment(str(settings.MEDIA_ROOT))
        collect_static(environment)
        requests = site_requests(queries)
        start_site = partial(gunicorn, SITE_APPLICATION, environment, "/healthz")
        with start_site() as site:
            ask_once(site, requests)
        series = list(measure_cold_and_warm(OURS, start_site, requests, log))
        if with_datasette:
            file = chosen.folder / f"{DATABASE}.db"
            if not file.exists():
                write_database(stored, file)
            series += measure_cold_and_warm(DATASETTE, partial(datasette, file), datasette_requests(queries), log)
        with start_site() as site:
            with gunicorn(CONSTANT_APPLICATION, empty_environment(), "/1") as constant:
                size = round(series[0].load.mean_size)
                series += measure_server(CONSTANT, WARM, constant, [LoadRequest("", f"/{size}")] * len(requests), log)
                series += measure_server(
                    STATIC_FILE, WARM, site, [LoadRequest("", _style_sheet())] * len(requests), log
                )
                measured = [_measure_page(title, path, site, constant, chosen.runs) for title, path in pages]
            with editor_saving(edited) as saves:
                series += measure_server(OURS, SAVING, site, requests, log, rounds=ROUNDS_WHILE_SAVING)
            log(f"{renew_items(SHARE_OF_NEW_ITEMS, chosen.processes):,} items written anew")
            series += measure_server(OURS, RENEWED, site, requests, log)
        check_responses(each.load for each in series if each.server != DATASETTE)
        return SiteMeasurements(chosen.items, tuple(measured), tuple(series), tuple(saves.milliseconds))


def site_report_lines(measured: Sequence[MeasuredPage]) -> Iterator[str]:
    """A table of the pages, the style sheet's size, and the goals that are not met."""
    yield (
        f"{'page':<14}{'bytes':>9}{'compressed':>12}{'sent':>9}{'p50 ms':>9}{'p95 ms':>9}"
        f"{'304 p95':>9}{'constant':>10}{'ratio':>8}"
    )
    for each in measured:
        yield (
            f"{each.title:<14}{each.size:>9,}{each.compressed:>12,}{each.sent:>9,}{each.page.p50:>9.1f}"
            f"{each.page.p95:>9.1f}{each.unchanged.p95:>9.1f}{each.constant.p50:>10.1f}{each.ratio:>8.1f}"
        )
    css = style_sheet_size()
    yield f"site.css       {css:,} bytes compressed"
    missed = [goal for each in measured for goal in each.missed]
    if css >= MOST_BYTES_OF_CSS:
        missed.append(f"site.css: {css:,} bytes")
    yield f"Missed: {'; '.join(missed)}" if missed else "Every goal is met."


def load_report_lines(measured: SiteMeasurements) -> Iterator[str]:
    """The series of searches, the kinds of searches by server, and the editor's saves."""
    yield from load_lines(measured.series)
    for server in dict.fromkeys(each.server for each in measured.series):
        if server in (OURS, DATASETTE):
            yield ""
            yield from kind_lines(measured.series, server)
    yield ""
    if len(measured.saves) > 1:
        times = response_times(measured.saves)
        yield f"{len(measured.saves)} saves meanwhile, p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms"


def style_sheet_size() -> int:
    """The bytes of the style sheet as it is sent, compressed."""
    return len(gzip.compress(Path(str(finders.find("css/site.css"))).read_bytes()))


def _style_sheet() -> str:
    """The address of the style sheet that `collect_static` wrote."""
    manifest = json.loads(Path(settings.STATIC_ROOT, "staticfiles.json").read_text())
    return f"/{settings.STATIC_URL.strip('/')}/{manifest['paths']['css/site.css']}"


def representative_pages(stored: StoredArchive) -> Iterator[tuple[str, str]]:
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
    people, threads = Person.objects.order_by("pk"), CaseThread.objects.order_by("pk")
    yield "person", people[people.count() // 2].get_absolute_url()
    yield "thread", threads[threads.count() // 2].get_absolute_url()
    yield "body", Body.objects.order_by("pk")[0].get_absolute_url()
    yield "document text", reverse("meetings:document_text", args=(Document.objects.order_by("pk")[0].pk,))
    for name in ("meetings", "wheel", "figures", "appointments", "people", "threads"):
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
        len(_get_once(site, path, HEADERS).content),
        page=time_page(site, path, runs, HEADERS),
        unchanged=time_page(site, path, runs, {**HEADERS, **known}),
        constant=time_page(constant, f"/{len(answer.content)}", runs),
    )


def _get_once(port: int, path: str, headers: Mapping[str, str]) -> PageResponse:
    http_connection = HTTPConnection(HOST, port, timeout=60)
    try:
        return get_page(http_connection, path, headers)
    finally:
        http_connection.close()
