"""The benchmark of a search's page: each round asks at other addresses, and what is no page stops it."""

from types import SimpleNamespace
from typing import cast

import pytest

from benchmark import search_pages
from benchmark.questions import QuestionKind
from benchmark.search_pages import SearchPages, search_page_lines, time_search_pages
from benchmark.search_queries import SearchQuery
from benchmark.site_benchmark import UnexpectedResponse
from benchmark.stored_archive import StoredArchive
from meetings.tests import factories

STORED = cast("StoredArchive", SimpleNamespace(survey=lambda: None))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SearchQuery]:
    """What is chosen to be asked; the process of the tests goes on collecting its garbage."""
    chosen = [SearchQuery(QuestionKind.RARE, "havn"), SearchQuery(QuestionKind.BEGINNING, "ha")]
    monkeypatch.setattr(search_pages, "choose_queries", lambda *_: chosen)
    monkeypatch.setattr(search_pages, "keep_from_the_collector", lambda: None)
    return chosen


@pytest.mark.django_db
def test_a_round_tells_what_a_page_costs(asked: list[SearchQuery]) -> None:
    factories.make_item("Kajen i Havneby")
    said = list[str]()
    first, second = time_search_pages(STORED, 2, said.append)
    assert said == ["1 searches asked, 1 of 2 rounds", "1 searches asked, 2 of 2 rounds"]
    for one in (first, second):
        assert one.pages == 1
        assert one.questions > 0
        assert one.size > 1_000
    assert asked


@pytest.mark.django_db
def test_what_is_no_page_is_not_measured(asked: list[SearchQuery]) -> None:
    asked[0] = SearchQuery(QuestionKind.RARE, "havn", order="efter-humør")
    with pytest.raises(UnexpectedResponse, match="400"):
        list(time_search_pages(STORED, 1, lambda _: None))


def test_the_report_has_a_row_for_each_round() -> None:
    header, row = search_page_lines([SearchPages(290, 29.7, 23.1, 12.0, 58_800, 183.0)])
    assert header.split()[0] == "searches"
    assert row.split() == ["290", "29.7", "23.1", "12.0", "58,800", "183"]
