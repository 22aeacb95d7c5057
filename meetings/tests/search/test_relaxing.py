"""Where nothing has all words: what has most of the telling ones, said openly, and nothing for nonsense."""

import json
from collections import Counter
from collections.abc import Set
from datetime import date
from itertools import combinations
from math import log

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.brute_force import telling_words_of_each_item
from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search import relaxing
from meetings.search.answer import answer_search
from meetings.search.did_you_mean import AnsweredSearch, search_with_replacements
from meetings.search.known_names import NO_NAMES
from meetings.search.query import parse_query
from meetings.search.request import SearchRequest
from meetings.search.weightless_words import is_weightless
from meetings.tests import factories
from meetings.tests.examples import in_the_suite

pytestmark = pytest.mark.django_db

FERRY, HALL, WELL, ROAD, CHAIR = (
    "Natsejlads med færgen til øen",
    "Gulvet i biblioteket",
    "Boring efter kalk",
    "Støj fra vejen",
    "Valg af formand",
)


@pytest.fixture
def archive() -> None:
    """Items on a ferry, a swimming bath, a well and a road, one on a chairman, and many that only say *budget*."""
    factories.make_item(FERRY, "1", date(2024, 1, 9), presentation="Rederiet sejler om natten. Kunden betaler dyrere.")
    factories.make_item(HALL, "2", date(2024, 1, 9), presentation="Klubben søger tilskud til et gulv. Kunden betaler.")
    factories.make_item(WELL, "3", date(2024, 5, 7), presentation="Vandværket borer ved skoven.")
    factories.make_item(ROAD, "4", date(2024, 5, 7), presentation="Naboerne klager over støj fra lastbiler.")
    factories.make_item(CHAIR, "15", date(2024, 5, 7))
    for number in range(5, 15):
        factories.make_item("Budgettet", str(number), date(2023, 9, 5))


def found(**parameters: str) -> AnsweredSearch:
    return RequestedSearch(AgendaItemFilter(parameters)).answer()


def titles(answered: AnsweredSearch) -> list[str]:
    return sorted(item.title for item in AgendaItem.objects.in_order_of(answered.answer.item_ids))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        pytest.param("støj lastbil naboer tunnel", [ROAD], (3, 4, ("støj", "lastbil", "naboer")), id="three of four"),
        pytest.param("støj lastbil tunnel", [ROAD], (2, 3, ("støj", "lastbil")), id="two of three"),
        pytest.param("færge rederi tunnel viadukt", [FERRY], (2, 4, ("færge", "rederi")), id="half of them"),
        pytest.param("støj tunnel", [], None, id="one of two is no match"),
        pytest.param("støj færge", [], None, id="two words that no item has together"),
        pytest.param("støj tunnel viadukt", [], None, id="one of three"),
        pytest.param("tunnel viadukt rumraket", [], None, id="none of three"),
        pytest.param("xqzptv sdfghjk qwrtzpl", [], None, id="nonsense"),
        pytest.param("støj xqzptv", [], None, id="nonsense and a word"),
        pytest.param("gulv bibliotek vandværk", [HALL], (2, 3, ("gulv", "bibliotek")), id="what stands together"),
        pytest.param(
            "kunde færge bibliotek", [HALL, FERRY], (2, 3, ()), id="either two of three: both, and only how many"
        ),
        pytest.param("kunde gulv tunnel -klub", [], None, id="what is excluded stays out"),
        pytest.param('støj lastbil tunnel "klager over"', [ROAD], (2, 3, ("støj", "lastbil")), id="a phrase holds"),
        pytest.param('støj lastbil tunnel "støj klager"', [], None, id="a phrase that is nowhere"),
        pytest.param("titel:færge støj lastbil tunnel", [], None, id="a field holds"),
        pytest.param("støj lastbil tunnel 2023", [], None, id="a year holds"),
        pytest.param("støj lastbil tunnel 2024", [ROAD], (2, 3, ("støj", "lastbil")), id="of that year"),
        pytest.param("støjj lastbiler tunnel", [ROAD], (2, 3, ("støj", "lastbiler")), id="respelt as well"),
    ],
)
def test_what_has_most_of_the_words_is_found(
    typed: str, expected: list[str], said: tuple[int, int, tuple[str, ...]] | None
) -> None:
    answered = found(q=typed)
    assert titles(answered) == expected
    relaxed = answered.relaxed
    assert (relaxed and (relaxed.enough, relaxed.asked, relaxed.words)) == said
    assert answered.matched == ("some" if said else "all")


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("Hvornår sejler færgen om natten?", [FERRY], id="when"),
        pytest.param("Hvem får tilskud til gulvet i biblioteket?", [HALL], id="who"),
        pytest.param("Hvad koster kunderne til biblioteket?", [HALL], id="what does it cost"),
        pytest.param("Hvor bores der efter kalk?", [WELL], id="where"),
        pytest.param("Hvorfor klager naboerne over lastbilerne?", [ROAD], id="why"),
        pytest.param("Hvordan går det med lastbilerne på vejen?", [ROAD], id="how"),
        pytest.param("Hvilke naboer klager?", [ROAD], id="which"),
        pytest.param("Må man tage færgen om natten?", [FERRY], id="is it allowed"),
        pytest.param("Hvor mange naboer klager?", [ROAD], id="how many"),
        pytest.param("Er der noget nyt om kalk?", [WELL], id="is there news"),
        pytest.param("behandling af sagen om kalk", [WELL], id="words of the procedure"),
        pytest.param("godkendelse af forslag om bibliotek", [HALL], id="more of them"),
        pytest.param("Hvornår lander rumraketten?", [], id="of what the archive has not"),
        pytest.param("hvem er formand", [CHAIR], id="a word of the procedure and nothing else"),
        pytest.param("Hvem er formanden nu?", [CHAIR], id="likewise"),
    ],
)
def test_a_question_finds_what_it_is_about(typed: str, expected: list[str]) -> None:
    assert titles(found(q=typed)) == expected


@pytest.mark.usefixtures("archive")
def test_the_rarest_word_weighs_most() -> None:
    factories.make_item("Budgettet for gæsterne", "20", date(2023, 9, 5), presentation="Og for havnens kran.")
    factories.make_item("Gæsterne og krukken", "21", date(2023, 9, 5))
    assert titles(found(q="budget gæst krukke")) == ["Budgettet for gæsterne", "Gæsterne og krukken"]
    for number in range(30, 90):
        factories.make_item("Budgettet", str(number), date(2023, 9, 5))
        factories.make_item("Gæsterne", str(number + 100), date(2023, 9, 5))
    assert titles(found(q="kran budget gæst krukke")) == ["Budgettet for gæsterne"]


@pytest.mark.usefixtures("archive")
def test_filters_hold() -> None:
    assert titles(found(q="støj lastbil tunnel", fra="2024-05-07")) == [ROAD]
    assert titles(found(q="støj lastbil tunnel", til="2024-05-06")) == []
    assert titles(found(q="støj lastbil tunnel", aar="2023")) == []


@pytest.mark.usefixtures("archive")
def test_where_enough_is_found_nothing_more_is_asked() -> None:
    request = SearchRequest(parse_query("budget"))
    with CaptureQueriesContext(connection) as plain:
        assert answer_search(request).count == 10
    with CaptureQueriesContext(connection) as whole:
        assert search_with_replacements(request, NO_NAMES).answer.count == 10
    asked, needed = (
        [each["sql"] for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]
        for queries in (whole, plain)
    )
    assert asked == needed


@pytest.mark.usefixtures("archive")
def test_as_typed_all_words_are_needed() -> None:
    assert found(q="støj lastbil naboer tunnel", ordret="1").answer.count == 0


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("støj lastbil naboer tunnel", "Disse har 3 af 4: støj, lastbil, naboer."),
        ("kunde færge bibliotek", "Disse har 2 af 3."),
        ("behandling af sagen om kalk", "Disse har dem, der siger mest: kalk."),
    ],
)
def test_the_page_and_the_json_say_so(client: Client, typed: str, sentence: str) -> None:
    page = " ".join(client.get("/soeg/", {"q": typed}).content.decode().split())
    text = page.replace("<strong>", "").replace("</strong>", "")
    assert f"Ingen punkter har alle ordene. {sentence}" in text
    assert json.loads(client.get("/soeg/", {"q": typed, "format": "json"}).content)["matched"] == "some"
    assert json.loads(client.get("/soeg/", {"q": "støj", "format": "json"}).content)["matched"] == "all"


@pytest.mark.parametrize(
    "word", ["hvornår", "Koster", "koste", "mange", "sagen", "godkendt", "behandlingen", "kommunens", "udpeget"]
)
def test_words_of_questions_and_procedure_weigh_nothing_in_any_form(word: str) -> None:
    assert is_weightless(word) or word == "hvornår"  # which is a stop word


@pytest.mark.parametrize("verb", ["tager", "taget", "får", "fik", "så", "ved", "stod", "mente", "gav", "bruger"])
def test_forms_of_verbs_that_questions_are_put_in_weigh_nothing(verb: str) -> None:
    assert is_weightless(verb)


@pytest.mark.parametrize("noun", ["tag", "fag", "gulv", "hus", "vej", "tog", "sats", "gås", "lås", "børs", "viden"])
def test_a_noun_that_looks_like_a_verbs_form_weighs(noun: str) -> None:
    assert not is_weightless(noun)


WORDS = ("færge", "gulv", "brønd", "hegn", "kran", "sluse")


def weightiest(words_by_item: dict[int, frozenset[str]], narrowed: Set[int], common: int) -> set[int]:
    """The items that have the weightiest of the words, by a look at every combination of every item's words.

    What `common` items have weighs least; only the `narrowed` items are found.
    """
    counts = Counter(word for words in words_by_item.values() for word in words)
    weights = {word: log(1 + common / min(count, common)) for word, count in counts.items()}
    of_items = {key: words for key, words in words_by_item.items() if key in narrowed}
    for size in range(len(counts), 0, -1):
        together = {frozenset(each) for words in of_items.values() for each in combinations(sorted(words), size)}
        weighed = {each: sum(weights[word] for word in each) for each in together}
        enough = {each: weight for each, weight in weighed.items() if weight >= sum(weights.values()) / 2 - 1e-9}
        best = [each for each, weight in enough.items() if weight >= 0.8 * max(enough.values()) - 1e-9]
        if best:
            return {key for key, words in of_items.items() if any(each <= words for each in best)}
    return set()


@settings(max_examples=in_the_suite(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.sets(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=6),
    typed=st.lists(st.sampled_from((*WORDS, "tunnel", "raket")), min_size=2, max_size=5, unique=True),
    common=st.sampled_from([1, 2, 3, 1_000]),
    year=st.sampled_from(["", "2023"]),
)
def test_no_item_has_more_of_the_words_than_those_that_are_found(
    monkeypatch: pytest.MonkeyPatch, texts: list[set[str]], typed: list[str], common: int, year: str
) -> None:
    monkeypatch.setattr(relaxing, "_COMMON", common)
    AgendaItem.objects.all().delete()
    for number, words in enumerate(texts):
        factories.make_item(" og ".join(sorted(words)), str(number + 1), date(2023 + number % 2, 1, 9))
    answered = found(q=" ".join(typed), **({"aar": year} if year else {}))
    words_by_item = telling_words_of_each_item(typed)
    narrowed = set(AgendaItem.objects.filter(meeting__date__year=2023).values_list("pk", flat=True))
    narrowed = narrowed if year else set(words_by_item)
    best = max((len(words) for key, words in words_by_item.items() if key in narrowed), default=0)
    shown = set(answered.answer.item_ids)
    if best == len(typed):
        assert answered.matched == "all"
    elif shown:
        enough = len(next(iter(words_by_item[key] for key in shown)))
        assert enough >= max(2, len(typed) / 2)
        assert shown == weightiest(words_by_item, narrowed, common)
        assert common < 1_000 or all(len(words_by_item[key]) == enough == best for key in shown)
    else:
        assert best < max(2, len(typed) / 2) or common < 1_000


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("Hvornår udvides færgen?", [FERRY], id="a verb that nothing has"),
        pytest.param("skal biblioteket rives ned", [HALL], id="a question without a question word"),
        pytest.param("færge udvides", [], id="no question: both words are needed"),
        pytest.param("Hvornår udvides budgettet til havnen?", [], id="two things that nothing has together"),
        pytest.param("Hvornår får lufthavnen et gulv?", [HALL], id="one thing that next to nothing has"),
    ],
)
def test_of_a_question_the_things_are_enough(typed: str, expected: list[str]) -> None:
    assert titles(found(q=typed)) == expected
