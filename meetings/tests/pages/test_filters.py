"""What narrows a search, and what is refused."""

from datetime import date

import pytest

from meetings.models import AgendaItem
from meetings.models.choices import CaseType, Outcome
from meetings.pages.filters import CASE_TYPE_WORDS, OUTCOME_WORDS, AgendaItemFilter
from meetings.pages.parameters import MalformedParameter
from meetings.pages.requested_search import RequestedSearch
from meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    """Three items: a quota of 2024, a briefing of 2025, and an item of another council."""
    factories.make_item(
        "Fordeling af kvoter",
        "3.1",
        date(2024, 6, 21),
        decision="Rådet godkendte.",
        outcome=Outcome.APPROVED,
        municipalities=[factories.make_municipality("Læsø"), factories.make_municipality("Rebild")],
        topics=[factories.make_topic("Flygtninge")],
    )
    factories.make_item(
        "Orientering om kvoter",
        "2.1",
        date(2025, 3, 7),
        decision="Rådet tog sagen til efterretning.",
        outcome=Outcome.NOTED,
        case_type=CaseType.BRIEFING,
        municipalities=[factories.make_municipality("Rebild")],
    )
    factories.make_item(
        "Havnen", "1.1", meeting=factories.make_meeting(date(2025, 3, 7), council=factories.make_council("KKR Andet"))
    )


def titles(**parameters: str) -> list[str]:
    filters = AgendaItemFilter(parameters)
    filters.check()
    return [item.title for item in AgendaItem.objects.in_order_of(RequestedSearch(filters).answer().answer.item_ids)]


QUOTAS, BRIEFING, HARBOUR = "Fordeling af kvoter", "Orientering om kvoter", "Havnen"


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        pytest.param({}, {QUOTAS, BRIEFING, HARBOUR}, id="nothing set: everything"),
        pytest.param({"q": "kvoter"}, {QUOTAS, BRIEFING}, id="words"),
        pytest.param({"q": "kvoter -orientering"}, {QUOTAS}, id="words without a word"),
        pytest.param({"fra": "2025-01-01"}, {BRIEFING, HARBOUR}, id="from a day"),
        pytest.param({"fra": "2024-06-21", "til": "2024-06-21"}, {QUOTAS}, id="both ends belong to the period"),
        pytest.param({"aar": "2024"}, {QUOTAS}, id="a year"),
        pytest.param({"sagstype": "orientering"}, {BRIEFING}, id="a case type"),
        pytest.param({"udfald": "taget-til-efterretning"}, {BRIEFING}, id="an outcome"),
        pytest.param({"kommune": "rebild"}, {QUOTAS, BRIEFING}, id="a municipality"),
        pytest.param({"emne": "flygtninge"}, {QUOTAS}, id="a topic"),
        pytest.param({"moede": "2025-03-07"}, {BRIEFING, HARBOUR}, id="a meeting's day, in every council"),
        pytest.param({"moede": "2025-03-07", "raad": "kkr-andet"}, {HARBOUR}, id="a meeting of one council"),
        pytest.param({"kommune": "rebild", "aar": "2025", "q": "kvoter"}, {BRIEFING}, id="together they narrow"),
        pytest.param({"kommune": "laesoe", "aar": "2025"}, set(), id="nothing is both"),
        pytest.param({"q": "og"}, set(), id="a stop word finds nothing"),
    ],
)
def test_filters_narrow(parameters: dict[str, str], expected: set[str]) -> None:
    assert set(titles(**parameters)) == expected


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("order", "first"),
    [
        pytest.param("nyeste", BRIEFING, id="newest first"),
        pytest.param("aeldste", QUOTAS, id="oldest first"),
    ],
)
def test_results_stand_in_the_order_asked_for(order: str, first: str) -> None:
    assert titles(q="kvoter", orden=order)[0] == first


@pytest.mark.usefixtures("archive")
def test_the_best_match_comes_first_without_an_order() -> None:
    factories.make_item("Havnens takster", "1.9", date(2023, 1, 1), background="Kun baggrunden nævner kvoter.")
    factories.make_item("Budget", "1.8", date(2026, 1, 1), background="Her nævnes kvoter én gang i en lang tekst.")
    assert titles(q="kvoter")[-1] in {"Budget", "Havnens takster"}
    assert titles(q="kvoter", orden="nyeste")[0] == "Budget"


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        pytest.param("fra", "i går", "Skriv en dato, der findes, som 2026-06-19.", id="no date"),
        pytest.param("til", "2025-02-30", "Feltet til kan ikke være »2025-02-30«.", id="a day that is not"),
        pytest.param("fra", "21.06.2024", "Skriv en dato", id="a date in another form"),
        pytest.param("aar", "20255", "Skriv et årstal, som 2026.", id="a number that is no year"),
        pytest.param("kommune", "Ærø Kommune", "Arkivet kender ikke det navn.", id="a municipality that is no slug"),
        pytest.param("aar", "to", "Feltet år (aar) kan ikke være »to«.", id="no year"),
        pytest.param("sagstype", "briefing", "Vælg mellem formalia, orientering,", id="a case type by its code"),
        pytest.param("udfald", "vedtaget", "Vælg mellem aflyst, udsat,", id="an outcome that is none"),
        pytest.param("emne", "Flygtninge", "Feltet emne kan ikke være »Flygtninge«.", id="a name is no slug"),
        pytest.param("raad", "X" * 500, f"kan ikke være »{'X' * 60}…«", id="a long value is cut in the sentence"),
        pytest.param("moede", "kkr", "Skriv en dato", id="a meeting that is no date"),
        pytest.param("orden", "titel", "Vælg mellem relevans, nyeste, aeldste.", id="an unknown order"),
    ],
)
def test_what_means_nothing_is_refused_with_a_sentence(name: str, value: str, sentence: str) -> None:
    with pytest.raises(MalformedParameter) as refusal:
        titles(**{name: value})
    assert sentence in str(refusal.value)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("aar", "1999"),
        ("aar", "9999"),
        ("kommune", "atlantis"),
        ("kommune", "aeroe"),
        ("emne", "et-emne-der-er-slettet"),
        ("raad", "kkr-der-var"),
        ("moede", "2020-01-01"),
        ("fra", "2090-01-01"),
        ("til", "1900-01-01"),
        ("udfald", "aflyst"),
    ],
)
def test_what_could_be_answers_with_nothing_where_the_archive_has_none(name: str, value: str) -> None:
    assert titles(**{name: value}) == []


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(MalformedParameter, match="Perioden kan ikke slutte, før den begynder"):
        titles(fra="2025-01-02", til="2025-01-01")


def test_addresses_have_a_word_for_every_choice() -> None:
    assert set(CASE_TYPE_WORDS) == set(CaseType)
    assert set(OUTCOME_WORDS) == set(Outcome)
    for words in (CASE_TYPE_WORDS, OUTCOME_WORDS):
        assert len(set(words.values())) == len(words)
