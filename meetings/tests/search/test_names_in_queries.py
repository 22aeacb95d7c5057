"""Names that queries have beside a subject: whose council it was, who is meant by an initial, what an item ended as."""

from datetime import date

import pytest

from meetings.models import AgendaItem
from meetings.models.choices import Outcome
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search.municipal_councils import council_names
from meetings.search.query import parse_query
from meetings.search.weightless_words import is_weightless
from meetings.tests import factories


@pytest.mark.parametrize(
    ("council", "names"),
    [
        ("Socialudvalget, Struer Kommune", {"struer", "socialudvalg"}),
        ("Byrådet, Lynghede Kommune", {"lynghede", "byraad"}),
        ("Byrådet, Store Birkelev Kommune", {"store", "birkelev", "byraad"}),
        ("Kommunalbestyrelsen, Birkø Regionskommune", {"birkoe", "kommunalbestyrelse"}),
        ("Regionsrådet, Region Østerland", {"oesterland", "regionsraad"}),
        ("KKR Prøveland", {"proeveland", "kkrproeveland"}),
        ("Beredskabskommissionen, Midtfjord Brand & Redning", {"midtfjord", "beredskabskommission"}),
        ("Bestyrelsen, Fjordaffald I/S", {"fjordaffald", "bestyrelse"}),
        ("Børne- og Ungeudvalget", {"barnungeudvalg"}),
        ("Udvalget for Kultur og Idræt, Greve Kommune", {"greve", "udvalgkulturidraet", "kulturidraet"}),
        ("Handicaprådet", {"handicapraad"}),
    ],
)
def test_a_council_is_called_by_whose_it_is(council: str, names: set[str]) -> None:
    assert council_names(council) == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("Lynghede boliger", 1),
        ("Lynghedes boliger", 1),
        ("boliger i Lynghede Kommune", 1),
        ("region østerland boliger", 1),
        ("Østerland boliger", 1),
        ("Midtfjord boliger", 1),
        ("brand boliger", 0),
        ("Vestermark boliger", 0),
    ],
)
def test_what_a_council_treated_is_found_by_its_owner_and_a_subject(typed: str, count: int) -> None:
    for council in (
        "Byrådet, Lynghede Kommune",
        "Regionsrådet, Region Østerland",
        "Beredskabskommissionen, Midtfjord Brand & Redning",
    ):
        meeting = factories.make_meeting(date(2025, 3, 7), council=factories.make_council(council))
        factories.make_item("Boliger ved havnen", "1", meeting=meeting)
        factories.make_item("Noget om gadelys", "2", meeting=meeting)
    assert len(found(typed)) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("O. Rugvang", ["Ole Rugvang takkede"]),
        ("o. rugvang", ["Ole Rugvang takkede"]),
        ("O Rugvang", ["Ole Rugvang takkede"]),
        ("Ole V. Rugvang", ["Ole Rugvang takkede"]),
        pytest.param("P. Rugvang", ["Ole Rugvang takkede"], id="somebody of that surname, as the page says"),
        ("takkede O. Rugvang", ["Ole Rugvang takkede"]),
        ("O. Rugvang gadelys", []),
    ],
)
def test_an_initial_is_of_whom_the_archive_knows_by_it(typed: str, expected: list[str]) -> None:
    factories.make_person("Ole Rugvang")
    meeting = factories.make_meeting(date(2025, 3, 7))
    factories.make_item("Ole Rugvang takkede", "1", meeting=meeting)
    factories.make_item("Gadelys", "2", meeting=meeting)
    assert found(typed) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("afvist", ["Rampe"]),
        ("forkastet", ["Rampe"]),
        ("udsat", ["Gadelys"]),
        ("udskudt gadelys", ["Gadelys"]),
        ("udskudt rampe", []),
        ("udsatte", []),
        ('"afvist"', []),
        ("aflyst", []),
    ],
)
def test_what_an_item_ended_as_is_found_by_words_for_it(typed: str, expected: list[str]) -> None:
    meeting = factories.make_meeting(date(2025, 3, 7))
    for number, (title, outcome) in enumerate(
        [("Rampe", Outcome.REJECTED), ("Gadelys", Outcome.POSTPONED), ("Budget", Outcome.APPROVED)], start=1
    ):
        factories.make_item(title, str(number), meeting=meeting, decision="Det blev, som det blev.", outcome=outcome)
    assert found(typed) == expected


@pytest.mark.parametrize("word", ["får", "gives", "koster", "ligger", "B", "v", "sagen", "mødes", "beslutninger"])
def test_words_of_questions_weigh_nothing_in_any_form(word: str) -> None:
    assert is_weightless(word)


@pytest.mark.parametrize("word", ["skole", "vej", "havnebad", "forældre"])
def test_words_for_the_matter_weigh(word: str) -> None:
    assert not is_weightless(word)


@pytest.mark.parametrize("typed", ["bl.a.", "m.v.", "f.eks.", "o.lign.", "bl.a"])
def test_an_abbreviation_of_function_words_is_not_searched_for(typed: str) -> None:
    query = parse_query(typed)
    assert query.is_empty
    assert query.stop_words == (typed,)


@pytest.mark.parametrize("typed", ["5/3/24", "05.03.24", "5.3.24", "05-03-24", "5/3-24", "5. marts 2024", "5/3 2024"])
def test_a_date_is_one_in_all_writings(typed: str) -> None:
    assert parse_query(typed).day == date(2024, 3, 5)


@pytest.mark.parametrize("typed", ["27.42.00-P20-0011", "27.42.00P20-0011", "kle-nr. 27.42.00-P20-0011"])
def test_a_number_of_the_kle_is_found_with_its_hyphen_and_without(typed: str) -> None:
    tsquery = parse_query(typed).tsquery
    assert "27 <1> 42 <1> 00 <1> p20 <1> 0011" in tsquery
    assert "27 <1> 42 <1> 00p20 <1> 0011" in tsquery


def found(text: str) -> list[str]:
    """The titles of what a search for the text finds."""
    answered = RequestedSearch(AgendaItemFilter({"q": text})).answer()
    return sorted(item.title for item in AgendaItem.objects.in_order_of(answered.answer.item_ids))
