"""Asking under load: that searches are distinct, that every answer is counted, and that saves go on meanwhile."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, make_server

import pytest
from django.test import Client

from benchmark.archive_engine import ArchiveEngine
from benchmark.constant_page import application
from benchmark.datasette_server import datasette, datasette_path, write_database
from benchmark.load_client import (
    NO_ANSWER,
    LoadMeasurement,
    LoadRequest,
    LoadResponse,
    RequestsFailed,
    check_responses,
    machine_load,
    measure_load,
)
from benchmark.questions import QuestionKind
from benchmark.saving import editor_saving, renew_items
from benchmark.search_queries import QUERIES, QUERIES_OF_KIND, SearchQuery, choose_queries
from benchmark.serving import HOST, free_port
from benchmark.site_load import (
    COLD,
    DATASETTE,
    OURS,
    WARM,
    LoadSeries,
    asked_otherwise,
    kind_lines,
    load_lines,
    shuffled,
)
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticArchive
from meetings.models import AgendaItem
from meetings.models.choices import Outcome
from meetings.tests import factories

ITEMS = 600


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the constant page is served."""
    monkeypatch.setattr(ServerHandler, "log_exception", lambda *_: None)
    with make_server(HOST, 0, application, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredArchive:
    stored = StoredArchive(SyntheticArchive(ITEMS), tmp_path_factory.mktemp("archive"))
    stored.write(processes=1)
    return stored


@pytest.mark.parametrize("concurrency", [1, 4])
def test_every_request_is_asked_once(port: int, concurrency: int) -> None:
    load = measure_load(port, [LoadRequest("page", f"/{size}") for size in range(1, 41)], concurrency)
    assert Counter(response.size for response in load.responses) == Counter(range(1, 41))
    assert {response.status for response in load.responses} == {200}
    assert load.failures == []
    assert load.mean_size == 20.5
    assert 0 < load.times.p50 <= load.times.p95
    assert load.of_kind("page") == load.times
    assert load.of_kind("another") is None
    check_responses([load])


def test_an_answer_without_a_page_fails_the_run(port: int) -> None:
    load = measure_load(port, [LoadRequest("", "/5"), LoadRequest("", "/none"), LoadRequest("", "/6")], 1)
    assert [response.status for response in load.responses] == [200, 500, 200]
    with pytest.raises(RequestsFailed, match=r"1 requests failed \(1 with 500\), the first: /none"):
        check_responses([load])


def test_a_server_that_is_gone_fails_the_run() -> None:
    load = measure_load(free_port(), [LoadRequest("", "/")], 1)
    assert [response.status for response in load.responses] == [NO_ANSWER]
    with pytest.raises(RequestsFailed, match="1 with nothing"):
        check_responses([load])


def test_a_series_ends_in_time(port: int) -> None:
    assert measure_load(port, [LoadRequest("", "/1")] * 10, 2, most_seconds=0).responses == ()


def test_searches_are_distinct_and_the_same_in_every_run(stored: StoredArchive) -> None:
    queries = choose_queries(stored.survey())
    assert queries == choose_queries(stored.survey())
    assert len(set(queries)) == len(queries) == QUERIES == 300
    assert len({query.path for query in queries}) == QUERIES
    assert Counter(query.kind for query in queries) == QUERIES_OF_KIND
    assert [query.kind for query in queries] != sorted(query.kind for query in queries)
    narrowed = [query for query in queries if query.kind is QuestionKind.FILTERED]
    for name in ("municipality", "outcome", "year"):
        assert any(getattr(query, name) for query in narrowed)


def test_rounds_differ_in_their_order_alone() -> None:
    requests = [LoadRequest("", f"/{number}") for number in range(20)]
    first, second = shuffled(requests, 0), shuffled(requests, 1)
    assert first == shuffled(requests, 0)
    assert first != second
    assert set(first) == set(second) == set(requests)


@pytest.mark.django_db
def test_a_search_asked_otherwise_is_the_same_at_another_address(client: Client) -> None:
    query = SearchQuery(QuestionKind.FILTERED, "fordeling", year=2026)
    factories.make_item("Fordeling af kvoter", day=date(2026, 3, 2))
    requests = [LoadRequest(query.kind, query.path), LoadRequest("", "/static/site.css")]
    (first, other), (again, _) = asked_otherwise(requests, 0), asked_otherwise(requests, 1)
    assert [first, other] == requests
    assert again.path != first.path
    pages = [
        client.get(each.path, {"format": "json"} | dict(parse_qsl(urlsplit(each.path).query)))
        for each in (first, again)
    ]
    assert pages[0].json() == pages[1].json()
    assert pages[0].json()["count"] == 1


def test_the_addresses_of_a_search() -> None:
    query = SearchQuery(QuestionKind.FILTERED, "ny bro", "Læsø", Outcome.NOTED, 2010, "nyeste")
    assert parse_qs(urlsplit(query.path).query) == {
        "q": ["ny bro"],
        "kommune": ["laesoe"],
        "udfald": ["taget-til-efterretning"],
        "aar": ["2010"],
        "orden": ["nyeste"],
    }
    asked = parse_qs(urlsplit(str(datasette_path(query))).query)
    assert asked["_search"] == ['"ny" "bro"']
    assert asked["_facet"] == ["council", "year", "outcome", "case_type"]
    assert asked["municipalities__arraycontains"] == ["Læsø"]
    assert asked["_sort_desc"] == ["date"]
    assert datasette_path(SearchQuery(QuestionKind.BEGINNING, "kom")) is None
    assert SearchQuery(QuestionKind.BEGINNING, "kom").path == "/soeg/forslag/?q=kom"


def test_datasette_finds_what_is_there(stored: StoredArchive, tmp_path: Path) -> None:
    queries = [query for query in choose_queries(stored.survey()) if datasette_path(query)]
    by_kind = {query.kind: query for query in queries}
    write_database(stored, tmp_path / "archive.db")
    with datasette(tmp_path / "archive.db") as port, closing(HTTPConnection(HOST, port)) as http_connection:
        for kind, query in by_kind.items():
            http_connection.request("GET", str(datasette_path(query)))
            response = http_connection.getresponse()
            page = response.read().decode()
            assert response.status == 200, query
            assert "facet-results" in page or kind is QuestionKind.FILTERED, query
            if kind in (QuestionKind.RARE, QuestionKind.COMMONEST, QuestionKind.PREFIX):
                assert 'class="col-title' in page, query


@pytest.mark.django_db(transaction=True)
def test_an_editor_saves_while_others_read(stored: StoredArchive) -> None:
    ArchiveEngine().build(stored, 1)
    with editor_saving([1, 2], 0.01) as saves:
        gives_up = monotonic() + 60
        while not AgendaItem.objects.filter(pk=2, title__contains=" rettet ").exists() and monotonic() < gives_up:
            sleep(0.05)  # another process: nothing tells when it has saved
    assert len(saves.milliseconds) > 1
    assert [item.title.split()[-2] for item in AgendaItem.objects.order_by("pk")[:2]] == 2 * ["rettet"]
    assert renew_items(0.05, 1) == ITEMS // 20
    assert AgendaItem.objects.filter(title__contains=" rettet ").count() == ITEMS // 20 + 1
    assert AgendaItem.objects.get(pk=1).title.endswith(" rettet 1")


def test_the_report_has_a_row_for_every_series() -> None:
    requests = [LoadRequest(QuestionKind.RARE, "/a"), LoadRequest(QuestionKind.RARE, "/b")]
    load = LoadMeasurement(4, tuple(LoadResponse(request, 200, 1_500, 10.0) for request in requests), 0.5)
    series = [LoadSeries(OURS, COLD, load), LoadSeries(OURS, WARM, load), LoadSeries(DATASETTE, COLD, load)]
    _, *rows = load_lines(series)
    assert rows[0].split() == ["site", "cold", "workers", "4", "2", "10.0", "10.0", "4.0", "1,500", "0"]
    heading, row = kind_lines(series, OURS)
    assert heading.split("in ms")[1].split("c = ")[1:] == ["4, cold workers           ", "4, warm"]
    assert row.split("word")[1].split() == ["10.0", "/", "10.0", "10.0", "/", "10.0"]
    assert "cores" in machine_load()
