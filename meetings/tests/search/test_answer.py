"""A search's answer: two ways lead to it, and they agree. Rows that are written later are found as well."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from meetings.models import (
    AgendaItem,
    CommonPair,
    Meeting,
    Municipality,
    RarePairs,
    SearchRow,
    StaleNumber,
    UnnumberedItem,
)
from meetings.models.choices import CaseType, Outcome
from meetings.models.search import RawTsQuery
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search import bounds, facets
from meetings.search.answer import SearchAnswer, answer_search, facet_counts
from meetings.search.facets import FacetKind
from meetings.search.request import NEWEST, OLDEST, RELEVANCE
from meetings.search_numbers import number_rows
from meetings.tests import factories
from meetings.tests.searching import answer_without_numbers, is_counted, request_for, set_bounds
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


def change_archive(chance: Random) -> None:
    """Edits, deletions, new items and a meeting on another day: numbers go stale, and rows have none."""
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


@pytest.fixture(scope="module", params=["numbered", "changed since"])
def archive(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Seventy items of four years with numbers and sets; and the same after changes."""
    with django_db_blocker.unblock(), undone():
        chance = Random(5)
        for _ in range(70):
            write_item(chance)
        factories.make_item("En sjælden sag", "9.1", DAYS[4])
        assert number_rows(numbered_from=1, common_from=3) > 20
        if request.param == "changed since":
            change_archive(chance)
            assert StaleNumber.objects.exists()
            assert UnnumberedItem.objects.exists()
        yield


def of_municipality(name: str) -> int:
    return facets.facet_number(FacetKind.MUNICIPALITY, Municipality.objects.get(name=name).pk)


COUNTED = [
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
]
LOOKED_UP = [
    pytest.param("sjælden", id="a rare word"),
    pytest.param("kvote sjælden", id="a common and a rare word"),
    pytest.param("kvo*", id="a beginning"),
    pytest.param("kvoter*", id="a beginning that is an inflected word"),
    pytest.param("titel:kvoter*", id="such a beginning in the title"),
    pytest.param("havn eller it-drift*", id="a word, or a joined word with an asterisk"),
    pytest.param("sag:2024", id="the beginning of case numbers"),
    pytest.param('"ny sjælden"', id="a phrase with a rare word"),
    pytest.param("zebra", id="a word that nobody used"),
    pytest.param("16. juni 2022", id="a date that nobody wrote"),
]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", [*COUNTED, *LOOKED_UP])
def test_both_ways_give_one_answer(q: str) -> None:
    for order in ORDERS:
        search = request_for(q, order)
        by_sets, looked_up = answer_search(search), answer_without_numbers(search)
        assert by_sets == looked_up
        assert by_sets.count == len(set(by_sets.item_ids))
        assert by_sets.is_exact


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", COUNTED)
def test_common_words_are_counted_in_bits(q: str) -> None:
    assert is_counted(request_for(q))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", LOOKED_UP)
def test_rare_words_are_looked_up(q: str) -> None:
    assert not is_counted(request_for(q))


@pytest.mark.usefixtures("archive")
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
def test_both_ways_narrow_alike(q: str, values: dict[str, Any]) -> None:
    numbers = [number if isinstance(number, int) else of_municipality(number) for number in values.get("facets", ())]
    for order in ORDERS:
        search = request_for(q, order, **{**values, "facets": tuple(numbers)})
        by_sets, looked_up = answer_search(search), answer_without_numbers(search)
        assert by_sets == looked_up
        narrowed = AgendaItem.objects.filter(pk__in=answer_search(request_for(q)).item_ids)
        for number in numbers:
            narrowed = narrowed.filter(search_row__vector=RawTsQuery(facets.facet_lexeme(number)))
        if first := values.get("first"):
            narrowed = narrowed.filter(meeting__date__gte=first)
        if last := values.get("last"):
            narrowed = narrowed.filter(meeting__date__lte=last)
        assert set(by_sets.item_ids) == set(narrowed.values_list("pk", flat=True))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ["", "kvote", "kvote havn", '"ny kvote"', "kvote -havn", "zebra"])
def test_counting_alone_counts_the_same(q: str) -> None:
    assert facet_counts([request_for(q)])[0] == answer_search(request_for(q)).facets


@pytest.mark.usefixtures("archive")
def test_a_day_is_counted_whole_or_not_at_all() -> None:
    whole = Counter(SearchRow.objects.values_list("date", flat=True))
    found = facet_counts([request_for()])[0]
    assert {day: found[facets.day_facet(day)] for day in whole if facets.day_facet(day) in found} == whole


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ["", "kvote", "budget", "kvote havn", "reform"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_more_than_the_reach_is_leafed_through(monkeypatch: pytest.MonkeyPatch, q: str, order: str) -> None:
    every = answer_search(request_for(q, order))
    by_date = answer_search(request_for(q, OLDEST if order == OLDEST else NEWEST)).item_ids
    in_titles = (
        [item_id for item_id in by_date if item_id in answer_search(request_for(f"titel:{q}", NEWEST)).item_ids]
        if q
        else []
    )
    set_bounds(monkeypatch, reach=6, newest=6, titles=4)
    search = request_for(q, order)
    found = answer_search(search)
    assert found.count == every.count > 6
    assert len(found.item_ids) == len(set(found.item_ids)) == 6
    assert list(found.item_ids) == [item_id for item_id in every.item_ids if item_id in found.item_ids]
    for number, items in found.facets.items():
        assert items == every.facets[number]
    if order == OLDEST:  # of the last meeting within reach some items are shown, which ones is left open
        days = dict(AgendaItem.objects.values_list("pk", "meeting__date"))
        assert [days[item_id] for item_id in found.item_ids] == [days[item_id] for item_id in every.item_ids[:6]]
        return
    if not (search.is_ranked and UnnumberedItem.objects.exists()):  # else the newest of both kinds are ranked
        assert found.item_ids == answer_without_numbers(search).item_ids
        assert set(found.item_ids) <= {*by_date[:6], *in_titles[:4]} or len(q.split()) > 1
    if order != RELEVANCE or not q:
        assert found.item_ids == every.item_ids[:6]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ["kvote", "budget"])
def test_behind_those_that_are_ranked_the_newest_follow(monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    every = answer_search(request_for(q)).item_ids
    by_date = answer_search(request_for(q, NEWEST)).item_ids
    in_titles = [item_id for item_id in by_date if item_id in answer_search(request_for(f"titel:{q}", NEWEST)).item_ids]
    set_bounds(monkeypatch, reach=100, newest=4, titles=3)
    found = answer_search(request_for(q)).item_ids
    assert found == answer_without_numbers(request_for(q)).item_ids or UnnumberedItem.objects.exists()
    assert len(found) == len(every)
    assert {*by_date[:4], *in_titles[:3]} <= set(found[: 2 * bounds.RANKED])
    unranked = found[2 * bounds.RANKED :]
    assert list(unranked) == [item_id for item_id in by_date if item_id in unranked]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ['"ny kvote"', '"kvote ny"', '"kvote i juni"', "it-drift"])
def test_a_phrase_of_two_common_words_is_counted_without_a_look(monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    every = answer_search(request_for(q, NEWEST))
    monkeypatch.setattr(bounds, "MAX_RECHECKED", 0)
    assert answer_search(request_for(q, NEWEST)) == every
    assert every.count > 3


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ['"ny kvote"', 'kvote -"ny kvote"', "it-drift"])
def test_until_the_sets_of_pairs_are_there_phrases_are_looked_at(q: str) -> None:
    every = answer_search(request_for(q))
    with transaction.atomic():
        CommonPair.objects.all().delete()
        RarePairs.objects.all().delete()
        assert answer_search(request_for(q)) == every
        transaction.set_rollback(True)


@pytest.mark.usefixtures("archive")
def test_a_longer_phrase_is_looked_for_in_so_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    q = '"ny kvote i juni"'
    every = answer_search(request_for(q, NEWEST))
    assert every.count > 2
    monkeypatch.setattr(bounds, "MAX_RECHECKED", 2)
    found = answer_search(request_for(q, NEWEST))
    assert not found.is_exact
    assert 0 < found.count < every.count
    assert set(found.item_ids) < set(every.item_ids)


@pytest.mark.usefixtures("archive")
def test_so_many_matches_are_counted_where_they_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_COUNTED", 3)
    found = answer_search(request_for("kvo*"))
    assert (found.count, found.is_exact) == (3, False)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("q", ["og", "-kvote", "!?"])
def test_what_holds_no_word_to_search_for_finds_nothing(q: str) -> None:
    assert answer_search(request_for(q)) == SearchAnswer()
    assert facet_counts([request_for(q)])[0] == Counter()


@pytest.mark.usefixtures("archive")
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


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    numbered=st.booleans(),
    words=st.lists(
        st.sampled_from(
            [
                "kvote",
                "havn",
                "reform",
                "-budget",
                "eller",
                '"ny kvote"',
                '-"kvote havn"',
                '"ny kvote havn"',
                "titel:havn",
                "2022",
            ]
        )
    ),
    year=st.sampled_from([None, 2021, 2024]),
    order=st.sampled_from(ORDERS),
)
def test_both_ways_agree_whatever_was_changed_and_asked(
    seed: int, numbered: bool, words: list[str], year: int | None, order: str
) -> None:
    chance = Random(seed)
    if AgendaItem.objects.count() < 20:
        for _ in range(20):
            write_item(chance)
    change_archive(chance)
    if numbered:
        number_rows(numbered_from=1, common_from=3)
    filters = AgendaItemFilter({"q": " ".join(words), "orden": order, "fra": f"{year}-03-01" if year else ""})
    filters.check()
    request = RequestedSearch(filters).request
    by_sets, looked_up = answer_search(request), answer_without_numbers(request)
    assert by_sets == looked_up
