"""The benchmark of pages while the archive is used: that it saves before it asks, and says which goals are missed."""

import pytest
from django.test import Client

from benchmark.load_client import LoadMeasurement, LoadRequest, LoadResponse
from benchmark.percentiles import ResponseTimes
from benchmark.readers_and_saves import FRONT, Turn, reader_lines
from benchmark.site_benchmark import UnexpectedResponse
from benchmark.used_pages import AnsweredOften, UsedPage, admin_page_lines, answer_often, public_page_lines

FAST = AnsweredOften(ResponseTimes(10.0, 20.0), database=3.0, core=9.0, questions=4, size=20_000)
SLOW = AnsweredOften(ResponseTimes(151.0, 300.0), database=3.0, core=9.0, questions=4, size=20_000)


@pytest.mark.django_db
def test_a_page_is_asked_for_after_what_is_to_be_done_before(client: Client) -> None:
    done = list[int]()
    answered = answer_often(client, "/moeder/", 3, before=done.append)
    assert done == [0, 1, 2]
    assert answered.questions > 0
    assert answered.size > 1_000
    assert 0 < answered.times.p50 <= answered.times.p95


@pytest.mark.django_db
def test_what_is_not_there_is_not_measured(client: Client) -> None:
    with pytest.raises(UnexpectedResponse, match="404"):
        answer_often(client, "/findes-ikke/", 2)


def test_the_report_says_which_pages_miss_their_goal() -> None:
    lines = list(admin_page_lines([("agendaitem", 150.0, FAST), ("meeting", 150.0, SLOW)]))
    assert [line.endswith("missed") for line in lines] == [False, False, True]


def test_the_report_has_a_row_for_each_page() -> None:
    header, row = public_page_lines([UsedPage("front", FAST, SLOW)])
    assert row.split()[:8] == ["front", "20,000", "10.0", "/", "20.0", "9.0", "151.0", "/"]
    assert "after a save" in header


def test_the_report_says_what_saves_cost_readers() -> None:
    def load(milliseconds: float, count: int) -> LoadMeasurement:
        request = LoadRequest(FRONT, "/")
        return LoadMeasurement(4, (LoadResponse(request, 200, 9, milliseconds),) * count, 10.0)

    turns = [Turn(False, load(20.0, 100)), Turn(True, load(30.0, 80)), Turn(False, load(20.0, 100))]
    *_, quiet, saving, cost = reader_lines(turns)
    assert quiet.split()[2:4] == ["200", "10.0"]
    assert saving.split()[4:6] == ["80", "8.0"]
    assert "30.0 / 30.0" in saving
    assert cost == "Saves cost readers 20 % of their requests a second."
