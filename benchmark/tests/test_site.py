"""The benchmark of the site: that it asks a server rightly, reckons rightly, and says which goals are missed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from benchmark import page_timing
from benchmark.constant_page import application
from benchmark.page_timing import parse_percentiles
from benchmark.percentiles import ResponseTimes
from benchmark.serving import HOST, ServerNotStarted, empty_environment, gunicorn
from benchmark.site_benchmark import MeasuredPage, site_report_lines, style_sheet_size

FAST = ResponseTimes(10.0, 20.0)
PAGE = MeasuredPage(
    "item", "/a/", 20_000, 5_000, 20_000, page=FAST, unchanged=ResponseTimes(1.0, 2.0), constant=ResponseTimes(0.5, 0.9)
)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    """Where the constant page is served."""
    with make_server(HOST, 0, application, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str) -> page_timing.PageResponse:
    with closing(HTTPConnection(HOST, port)) as asking:
        return page_timing.get_page(asking, path)


def test_the_constant_page_has_as_many_bytes_as_asked_for(port: int) -> None:
    answer = ask(port, "/12345")
    assert (answer.status, len(answer.content), answer.etag) == (200, 12_345, "")


def test_pages_are_timed_without_wrk(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    found = page_timing.time_page(port, "/10", runs=20)
    assert 0 < found.p50 <= found.p95


def test_wrk_is_used_where_it_is_installed(port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrk, asked = tmp_path / "wrk", tmp_path / "asked"
    wrk.write_text(
        f"#!/bin/sh\necho \"$@\" > {asked}\necho 'Running 5s test'\necho 'percentiles 1500.000000 2500.000000'\n"
    )
    wrk.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(wrk))
    assert page_timing.time_page(port, "/10", runs=2, headers={"If-None-Match": '"a"'}) == ResponseTimes(1.5, 2.5)
    assert f'-H If-None-Match: "a" http://{HOST}:{port}/10' in asked.read_text()


def test_what_wrk_does_not_tell_is_not_made_up() -> None:
    with pytest.raises(ValueError, match="no percentiles"):
        parse_percentiles("Requests/sec: 12")


def test_gunicorn_serves_with_one_worker_and_is_gone_afterwards() -> None:
    with gunicorn("benchmark.constant_page", empty_environment(), "/1") as port:
        assert len(ask(port, "/7").content) == 7
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/7")


def test_an_application_that_does_not_start_is_told_of() -> None:
    with (
        pytest.raises(ServerNotStarted, match="gunicorn ended"),
        gunicorn("benchmark.nothing", empty_environment(), "/1"),
    ):
        pass


CHANGES: list[Any] = [
    pytest.param(lambda: PAGE, "Every goal is met.", id="fast and small"),
    pytest.param(lambda: replace(PAGE, page=ResponseTimes(10.0, 61.0)), "Missed: item: p95 61.0 ms", id="too slow"),
    pytest.param(lambda: replace(PAGE, compressed=60_000), "Missed: item: 60,000 bytes", id="too large"),
]


@pytest.mark.parametrize(("made", "last_line"), CHANGES)
def test_the_report_says_which_goals_are_missed(made: Callable[[], MeasuredPage], last_line: str) -> None:
    lines = list(site_report_lines([made()]))
    assert lines[-1] == last_line
    assert lines[1].split()[0] == "item"
    assert lines[1].split()[-1] == "20.0"


def test_the_style_sheet_is_small_as_it_is_sent() -> None:
    assert 1_000 < style_sheet_size() < 15_000
