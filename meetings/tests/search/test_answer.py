"""A search's answer: what all rows read one by one would give, in whatever runs of months they are read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from benchmark.brute_force import Candidate, difference, expected_answer, read_one_by_one
from meetings.changes.recording import recording
from meetings.models import AgendaItem, Meeting, Municipality, SearchRow
from meetings.models.choices import CaseType, Outcome
from meetings.search import facets, matches
from meetings.search.answer import SearchAnswer, answer_search, count_matches
from meetings.search.facets import FacetKind
from meetings.search.request import NEWEST, OLDEST, RELEVANCE, SearchRequest
from meetings.tests import factories
from meetings.tests.examples import in_the_suite
from meetings.tests.searching import request_for, set_bounds
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

DAYS = [date(year, month, 10 + month) for year in (2021, 2022, 2023, 2024) for month in (2, 6, 11)]
COMMON = ["kvote", "flygtninge", "havn", "sundhedsreform", "reform", "it-drift", "budget", "ny kvote", "kvote ny"]
ORDERS = (RELEVANCE, NEWEST, OLDEST)


_numbers = count(1)


def write_item(chance: Random) -> AgendaItem:
    number = next(_numbers)
    municipalities = [factories.make_municipality(name) for name in ("Aalborg", "Læsø", "Rebild")]
    council = factories.make_council(chance.choice(["KKR Prøve", "KKR Andet"]))
    return factories.make_item(
        " ".join(chance.sample(COMMON, 2)),
        f"1.{number}",
        meeting=factories.make_meeting(chance.choice(DAYS), council=council),
        decision=chance.choice(["", "Rådet godkendte.", f"Rådet drøftede {chance.choice(COMMON)}."]),
        outcome=chance.choice([Outcome.APPROVED, Outcome.NOTED, Outcome.DISCUSSED]),
        case_type=chance.choice([CaseType.DECISION, CaseType.BRIEFING]),
        recommendation="Det indstilles." if chance.random() < 0.5 else "",
        presentation=f"Om {' '.join(chance.sample(COMMON, 3))} i juni {chance.choice([2022, 2024])}.",
        municipalities=chance.sample(municipalities, chance.randrange(3)),
        topics=[factories.make_topic(chance.choice(["Sundhed", "Havne"]))] if chance.random() < 0.6 else [],
        case_number=f"SAG-2024-{number:05}",
    )


@recording()
def change_archive(chance: Random) -> None:
    """Edits, deletions, new items and a meeting on another day."""
    items = list(AgendaItem.objects.order_by("pk"))
    for item in chance.sample(items, 6):
        item.title = f"{chance.choice(COMMON)} {chance.choice(COMMON)}"
        item.save()
    for item in chance.sample(items, 4):
        item.delete()
    for _ in range(6):
        write_item(chance)
    moved = Meeting.objects.order_by("pk")[1]
    moved.date = date(2024, 12, 24)
    moved.save()


@pytest.fixture(scope="module", autouse=True)
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Seventy items of four years, some of them changed since, with PostgreSQL's statistics of them."""
    with django_db_blocker.unblock(), undone():
        chance = Random(5)
        for _ in range(70):
            write_item(chance)
        factories.make_item("En sjælden sag", "9.1", DAYS[4])
        change_archive(chance)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meetings_searchrow")
        yield


def check(search: SearchRequest) -> SearchAnswer:
    """The answer, which is what reading one by one gives."""
    found = answer_search(search)
    (candidates,) = read_one_by_one([search])
    assert difference(expected_answer(search, candidates), found) == ""
    return found


def matching(search: SearchRequest) -> list[Candidate]:
    """The rows that match, in the order of their days."""
    (candidates,) = read_one_by_one([search])
    return [each for each in candidates if each.matches]


def of_municipality(name: str) -> int:
    return facets.facet_number(FacetKind.MUNICIPALITY, Municipality.objects.get(name=name).pk)


QUERIES = [
    pytest.param("", id="nothing typed"),
    pytest.param("kvote", id="a word"),
    pytest.param("reform", id="a word that is a part of compounds"),
    pytest.param("kvote havn", id="two words"),
    pytest.param("kvote eller havn", id="either of two"),
    pytest.param("kvote eller sjælden", id="either of two, one of them rare"),
    pytest.param("kvote -havn", id="without a word"),
    pytest.param("kvote -sjælden", id="without a rare word"),
    pytest.param("kvote -zebra", id="without a word that nobody used"),
    pytest.param("kvote -havn -budget", id="without two words"),
    pytest.param('"ny kvote"', id="a phrase"),
    pytest.param('"ny kvote" havn', id="a phrase and a word"),
    pytest.param('kvote -"ny kvote"', id="without a phrase"),
    pytest.param('"ny kvote" eller havn', id="a phrase or a word"),
    pytest.param('"kvote havn"', id="a phrase, the words of which stand near each other too"),
    pytest.param('"havn om kvote"', id="a phrase with a word between that is not looked for"),
    pytest.param('"havn om en kvote"', id="a phrase with two words between"),
    pytest.param('"ny kvote havn"', id="a phrase of three words"),
    pytest.param('kvote -"ny kvote havn"', id="without a phrase of three words"),
    pytest.param('"ny kvote" eller "kvote ny"', id="either of two phrases"),
    pytest.param('"ny kvote" -"kvote ny"', id="a phrase without another"),
    pytest.param('titel:"ny kvote" eller "kvote ny"', id="a phrase in the title, or another"),
    pytest.param('"ny kvote" eller "sjælden sag"', id="a phrase or one of rare words"),
    pytest.param("drift-reform", id="a joined word that nobody wrote"),
    pytest.param("it-drift", id="a joined word"),
    pytest.param("titel:kvote", id="in the title"),
    pytest.param('titel:"ny kvote"', id="both words in the title"),
    pytest.param("havn -titel:kvote", id="not in the title"),
    pytest.param('havn -titel:"ny kvote"', id="not both in the title"),
    pytest.param("beslutning:godkende", id="in the decision"),
    pytest.param("kommune:læsø", id="a municipality"),
    pytest.param("kommune:aalborg kvote", id="a municipality and a word"),
    pytest.param("2024", id="a year, held or written"),
    pytest.param("kvote 2022", id="a word and a year"),
    pytest.param("2021-2023", id="several years"),
    pytest.param("juni 2022", id="a month, held or written"),
    pytest.param("havn eller 2023", id="a word or a year"),
    pytest.param("sjælden", id="a rare word"),
    pytest.param("kvote sjælden", id="a common and a rare word"),
    pytest.param("kvo*", id="a beginning"),
    pytest.param("kvoter*", id="a beginning that is an inflected word"),
    pytest.param("titel:kvoter*", id="such a beginning in the title"),
    pytest.param("havn eller it-drift*", id="a word, or a joined word with an asterisk"),
    pytest.param("sundhedsreformen* -havn", id="an inflected compound with an asterisk, without a word"),
    pytest.param('budgetterne* eller "ny kvote"', id="an inflected plural with an asterisk, or a phrase"),
    pytest.param("sag:2024", id="the beginning of case numbers"),
    pytest.param('"ny sjælden"', id="a phrase with a rare word"),
    pytest.param("zebra", id="a word that nobody used"),
    pytest.param("16. juni 2022", id="a date that nobody wrote"),
    pytest.param('titel:"kvote"', id="a quoted word in the title"),
    pytest.param('beslutning:"godkende"', id="a quoted word in the decision"),
    pytest.param('havn eller "ny kvote havn"', id="a word or a phrase of three"),
    pytest.param("-titel:budget ny", id="a word, and another not in the title"),
]


@pytest.mark.parametrize("q", QUERIES)
@pytest.mark.parametrize("order", ORDERS)
def test_it_is_what_all_rows_read_one_by_one_give(q: str, order: str) -> None:
    check(request_for(q, order))


@pytest.mark.parametrize("q", ["", "kvote", '"ny kvote"'])
@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"facets": [facets.year_facet(2022)]}, id="a year"),
        pytest.param({"facets": [facets.year_facet(1999)]}, id="a year without items"),
        pytest.param({"facets": ["Læsø"]}, id="a municipality"),
        pytest.param({"facets": [facets.year_facet(2022), "Læsø"]}, id="a year and a municipality"),
        pytest.param({"facets": [facets.day_facet(DAYS[3])]}, id="a day"),
        pytest.param({"first": DAYS[3]}, id="from a meeting's day"),
        pytest.param({"last": DAYS[3]}, id="to a meeting's day"),
        pytest.param({"first": date(2021, 7, 1), "last": date(2023, 1, 1)}, id="a period"),
        pytest.param({"first": DAYS[3], "last": DAYS[3]}, id="a period of a day"),
        pytest.param({"first": date(2022, 2, 13), "last": date(2022, 6, 15)}, id="a period between two meetings"),
        pytest.param({"last": date(2020, 1, 1)}, id="a period before the first meeting"),
        pytest.param({"first": date(2030, 1, 1)}, id="a period after the last"),
        pytest.param({"first": date(1900, 1, 1), "last": date(2099, 1, 1)}, id="a period with every meeting"),
        pytest.param({"first": date(2022, 1, 1), "facets": ["Aalborg"]}, id="a period and a municipality"),
    ],
)
def test_it_is_narrowed_as_rows_read_one_by_one(q: str, values: dict[str, Any]) -> None:
    numbers = [number if isinstance(number, int) else of_municipality(number) for number in values.get("facets", ())]
    for order in ORDERS:
        check(request_for(q, order, **{**values, "facets": tuple(numbers)}))


@pytest.mark.parametrize("q", ["", "kvote", "kvote havn", '"ny kvote"', "kvote -havn", "zebra"])
def test_counting_alone_counts_the_same(q: str) -> None:
    assert replace(answer_search(request_for(q)), item_ids=()) == count_matches([request_for(q)])[0]


# -- In runs of months -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", QUERIES)
@pytest.mark.parametrize("guess", [1, 40, 10_000_000], ids=["too few guessed", "about right", "too many"])
def test_no_guess_of_how_many_match_changes_the_answer(monkeypatch: pytest.MonkeyPatch, q: str, guess: int) -> None:
    monkeypatch.setattr(matches, "expected_rows", lambda cursor, conditions: [float(guess)] * len(conditions))
    for order in ORDERS:
        check(request_for(q, order))


@pytest.mark.parametrize("q", ["", "kvote", "budget", "kvote havn", "reform", "kvo*"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("guess", [1, 71, 900])
def test_where_too_many_match_the_first_are_read(
    monkeypatch: pytest.MonkeyPatch, q: str, order: str, guess: int
) -> None:
    set_bounds(monkeypatch, max_counted=12, max_results=6, ranked=5, titles_ranked=2)
    monkeypatch.setattr(matches, "expected_rows", lambda cursor, conditions: [float(guess)] * len(conditions))
    search = request_for(q, order)
    rows, found = matching(search), check(search)
    assert found.count == len(rows) > 12
    assert found.is_exact
    assert found.faceted == 12
    years = Counter(facets.year_facet(row.day.year) for row in rows)
    assert {number: items for number, items in found.facets.items() if number in years} == years
    first = Counter(number for row in rows[:12] for number in row.facets)
    of_outcomes = [number for number in first if facets.facet_kind_and_value(number)[0] == FacetKind.OUTCOME]
    assert {number: found.facets[number] for number in of_outcomes} == {number: first[number] for number in of_outcomes}


def test_of_the_days_that_were_read_in_part_none_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bounds(monkeypatch, max_counted=12)
    whole = Counter(SearchRow.objects.values_list("date", flat=True))
    for order in ORDERS:
        found = answer_search(request_for("", order)).facets
        days = {day: found[facets.day_facet(day)] for day in whole if facets.day_facet(day) in found}
        assert days
        assert days == {day: whole[day] for day in days}


def test_where_very_many_match_it_is_said_about_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    set_bounds(monkeypatch, max_counted=12, max_counted_by_year=50)
    monkeypatch.setattr(matches, "expected_rows", lambda cursor, conditions: [982_409.0] * len(conditions))
    found = answer_search(request_for("kvote"))
    assert (found.count, found.is_exact, found.is_estimate) == (980_000, False, True)
    assert (found.faceted, found.years_are_exact) == (12, False)


@pytest.mark.parametrize("q", ['"ny kvote"', '"kvote ny"', 'ny -"ny kvote"', "it-drift"])
def test_a_phrase_of_two_common_words_needs_no_look_at_the_rows(monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    set_bounds(monkeypatch, max_rechecked=1)
    assert check(request_for(q, NEWEST)).count > 2


def test_a_longer_phrase_is_looked_for_in_so_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    search = request_for('"kvote i juni"', NEWEST)
    every = check(search)
    assert every.count > 2
    set_bounds(monkeypatch, max_rechecked=2)
    found = answer_search(search)
    assert (found.is_exact, found.is_estimate, found.years_are_exact) == (False, False, False)
    assert 0 < found.count < every.count
    assert list(found.item_ids) == list(every.item_ids[: found.count])


@settings(max_examples=in_the_suite(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                *("kvote", "havn", "reform", "-budget", "eller", "titel:havn", "2022", "sundhed*", "it-drift"),
                *('"ny kvote"', '-"kvote havn"', '"ny kvote havn"', 'titel:"ny kvote"', '"kvote i juni"'),
            ]
        ),
        max_size=5,
    ),
    first=st.sampled_from([None, date(2021, 3, 1), date(2022, 6, 16)]),
    last=st.sampled_from([None, date(2022, 6, 16), date(2024, 1, 31)]),
    order=st.sampled_from(ORDERS),
    guess=st.sampled_from([1.0, 30.0, 5_000.0]),
)
def test_whatever_is_asked(
    monkeypatch: pytest.MonkeyPatch, words: list[str], first: date | None, last: date | None, order: str, guess: float
) -> None:
    monkeypatch.setattr(matches, "expected_rows", lambda cursor, conditions: [guess] * len(conditions))
    search = request_for(" ".join(words), order, first=first, last=last)
    if not search.has_no_words:
        check(search)


# -- On the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", ["og", "-kvote", "!?"])
def test_what_holds_no_word_to_search_for_finds_nothing(q: str) -> None:
    assert answer_search(request_for(q)) == SearchAnswer()
    assert count_matches([request_for(q)])[0] == SearchAnswer()


@pytest.mark.parametrize("q", ["kvote", '"ny kvote"', ""])
def test_pages_do_not_overlap_and_the_count_stays(client: Client, monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    monkeypatch.setattr("meetings.views.search.RESULTS_A_PAGE", 7)
    count = answer_search(request_for(q)).count
    url, seen = f"/soeg/?q={q}&format=json", list[str]()
    while url:
        page = client.get(url).json()
        assert page["count"] == count
        assert page["count_is_exact"]
        seen += [result["url"] for result in page["results"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == count
