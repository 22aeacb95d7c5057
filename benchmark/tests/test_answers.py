"""What is measured of our answers: random searches beside brute force, times, and archives of many copies."""

from dataclasses import replace

import pytest

from benchmark import answer_checks
from benchmark.answer_checks import check_answers
from benchmark.answer_times import time_answers, timed_searches
from benchmark.archive_engine import ArchiveEngine
from benchmark.brute_force import difference
from benchmark.random_searches import random_searches
from benchmark.relaxed_times import time_relaxed
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticArchive
from meetings.models import AgendaItem, Council, Meeting, SearchRow, TitleTail
from meetings.search.answer import SearchAnswer
from meetings.search.indexing import drifted_items
from meetings.search.request import NEWEST, OLDEST, RELEVANCE

ITEMS, COPIES = 240, 3


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredArchive:
    stored = StoredArchive(SyntheticArchive(ITEMS), tmp_path_factory.mktemp("archive"), COPIES)
    stored.write(processes=1)
    return stored


@pytest.mark.django_db(transaction=True)
def test_an_archive_of_copies_is_searched_as_any_other(stored: StoredArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    ArchiveEngine(COPIES).build(stored, processes=1)
    assert AgendaItem.objects.count() == SearchRow.objects.count() == COPIES * ITEMS
    assert len({(meeting.council_id, meeting.date) for meeting in Meeting.objects.all()}) == COPIES * ITEMS / 12
    assert Council.objects.count() == COPIES * len(stored.archive.councils)
    assert (
        TitleTail.objects.filter(item__gt=ITEMS).count()
        == (COPIES - 1) * TitleTail.objects.filter(item__lte=ITEMS).count()
    )
    assert list(drifted_items(batch_size=500)) == []

    searches = list(timed_searches(stored.survey()))
    times = list(time_answers(searches, 2))
    assert [each.kind for each in times] == [search.kind for search in searches]
    found = {each.kind: each.found for each in times}
    assert found["no word, every item"] == COPIES * ITEMS
    assert found["the commonest word"] == found["the commonest, oldest first"] > 0.9 * COPIES * ITEMS
    assert found["a rare word"] % COPIES == 0

    relaxed = list(time_relaxed(stored.survey(), 3))
    assert all(0 <= each.found <= len(each.milliseconds) <= 3 for each in relaxed)
    assert sum(each.found for each in relaxed)

    asked = list(random_searches(stored.survey(), 60))
    assert asked == list(random_searches(stored.survey(), 60))
    assert {search.order for search in asked} == {RELEVANCE, NEWEST, OLDEST}
    assert {bool(search.facets) for search in asked} == {bool(search.first) for search in asked} == {True, False}
    checks = check_answers(stored.survey(), 60, lambda line: None)
    assert (checks.count, checks.wrong) == (60, ())
    assert 0 < checks.empty < 50
    assert checks.saves

    assert AgendaItem.objects.create(meeting_id=1, number="9.9", title="Den næste").pk == COPIES * ITEMS + 1
    monkeypatch.setattr(answer_checks, "answer_search", lambda search: SearchAnswer(count=7))
    assert len(check_answers(stored.survey(), 20, lambda line: None).wrong) == 20


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"count": 8}, "8 were counted", id="the count"),
        pytest.param({"is_exact": False}, "7 were counted, 7 match", id="what is said of the count"),
        pytest.param({"item_ids": (1, 3)}, "from the place 1 on", id="an item"),
        pytest.param({"item_ids": (1,)}, "from the place 1 on", id="too few items"),
        pytest.param({"facets": {0: 7, 10_002_024: 6}}, "facets differ", id="a facet"),
        pytest.param({"faceted": 5}, "facets are of 5", id="whose facets they are"),
        pytest.param({"is_estimate": True, "count": 8}, "", id="a guess that is near"),
        pytest.param({"is_estimate": True, "count": 9}, "about 9 were guessed", id="a guess that is not"),
    ],
)
def test_what_differs_is_told(changes: dict[str, object], told: str) -> None:
    expected = SearchAnswer(7, (1, 2), {0: 7, 10_002_024: 7})
    found = difference(expected, replace(expected, **changes))  # type: ignore[arg-type]  # any field
    assert told in found
    assert bool(told) == bool(found)
