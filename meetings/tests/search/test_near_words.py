"""Everyday words find what is called otherwise: where nothing or little has the word, and never in silence."""

import re

import pytest
from django.test import Client

from meetings.danish.near_words import LEADS_TO, official_words, same_words, text_lexemes, thesaurus_words
from meetings.danish.word_files import read_word_file
from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.suggestions import suggestions_for
from meetings.search.did_you_mean import FEW, AnsweredSearch
from meetings.search.replacements import ALSO, NEAR_WORDS
from meetings.tests import factories

pytestmark = pytest.mark.django_db


def found(text: str) -> AnsweredSearch:
    return RequestedSearch(AgendaItemFilter({"q": text})).answer()


def titles(answered: AnsweredSearch) -> list[str]:
    return sorted(item.title for item in AgendaItem.objects.in_order_of(answered.answer.item_ids))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("alderdomshjem", "Et nyt plejehjem"),
        ("alderdomshjemmet", "Plejecentret ved åen"),
        ("spektakel", "Støj fra havnen"),
        ("gadelamper", "Vejbelysning i landsbyen"),
        ("dagrenovation", "Affald fra husholdninger"),
        ("narkomaner", "Stofmisbrug blandt unge"),
        ("losseplads", "Genbrugspladsens åbningstid"),
        ("brandmænd", "Brandfolkene var ude"),
        ("STU", "Ungdomsuddannelse for unge med særlige behov"),
        ("ungdomsuddannelse til unge med særlige behov", "Pladser på en særligt tilrettelagt ungdomsuddannelse"),
    ],
)
def test_an_everyday_word_finds_the_official_one(typed: str, title: str) -> None:
    factories.make_item(title, "1")
    factories.make_item("Valg af medlem", "2")
    answered = found(typed)
    assert titles(answered) == [title]
    assert [each.how for each in answered.replacements] == [NEAR_WORDS]


def test_nothing_is_added_where_the_word_itself_is_found_often() -> None:
    for number in range(FEW):
        factories.make_item("Alderdomshjemmets historie", str(number))
    factories.make_item("Et nyt plejehjem", "9")
    answered = found("alderdomshjem")
    assert (titles(answered), answered.replacements) == (["Alderdomshjemmets historie"] * FEW, ())


def test_where_little_is_found_what_means_the_same_is_found_as_well(client: Client) -> None:
    factories.make_item("Alderdomshjemmets historie", "1")
    factories.make_item("Et nyt plejehjem", "2")
    answered = found("alderdomshjem")
    assert titles(answered) == ["Alderdomshjemmets historie", "Et nyt plejehjem"]
    assert [(each.how, each.used) for each in answered.replacements] == [(ALSO, "alderdomshjem eller plejehjem")]
    page = " ".join(client.get("/soeg/", {"q": "alderdomshjem"}).content.decode().split())
    assert "Få punkter har »alderdomshjem«." in page
    assert "som betyder det samme" in page
    assert titles(found('"alderdomshjem"')) == ["Alderdomshjemmets historie"]
    assert RequestedSearch(AgendaItemFilter({"q": "alderdomshjem", "ordret": "1"})).answer().answer.count == 1


def test_what_is_only_beside_a_word_is_not_added_where_little_is_found() -> None:
    factories.make_item("Vuggestuen lukker", "1")
    factories.make_item("En ny daginstitution", "2")
    assert titles(found("vuggestue")) == ["Vuggestuen lukker"]
    assert titles(found("børnehus")) == ["En ny daginstitution"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("offentlig transport", "Kollektiv trafik i oplandet", id="a phrase for a phrase"),
        pytest.param("øens offentlige transport", "Færgen og kollektiv trafik på øen", id="inflected, among others"),
        pytest.param("rutebil", "Kollektiv trafik i oplandet", id="a word for a phrase"),
        pytest.param("huller i vejen", "Asfalt for 3 mio. kr.", id="a stop word inside"),
    ],
)
def test_phrases_lead_to_other_names_too(typed: str, title: str) -> None:
    factories.make_item(title, "1")
    factories.make_item("Valg af medlem", "2")
    factories.make_item("Trafik på broen", "3", presentation="Den offentlige sektor.")
    assert titles(found(typed)) == [title]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("affaldsgebyr", "Takster for affald", id="the last part"),
        pytest.param("gebyrstigning", "Stigning i takster", id="the first part"),
    ],
)
def test_a_compound_leads_to_other_names_of_its_parts(typed: str, title: str) -> None:
    factories.make_item(title, "1")
    factories.make_item("Takster for pladser", "2")
    assert titles(found(typed)) == [title]


def test_what_a_word_is_called_otherwise_may_be_there_in_its_parts() -> None:
    factories.make_item("En grænse for hastigheden i byen", "1")
    factories.make_item("Hastigheden på broen", "2")
    assert titles(found("fartgrænse")) == ["En grænse for hastigheden i byen"]


def test_words_of_the_thesaurus_count_in_no_compound() -> None:
    factories.make_item("Rækværksmaling til broen", "1")
    assert "rækværk" in thesaurus_words("gelænder")
    assert titles(found("gelænder")) == []
    factories.make_item("Rækværket på broen", "2")
    assert titles(found("gelænder")) == ["Rækværket på broen"]


def test_a_word_among_others_finds_what_is_called_otherwise() -> None:
    factories.make_item("Støj fra havnen", "1")
    factories.make_item("Støj fra vejen", "2")
    assert titles(found("spektakel havn")) == ["Støj fra havnen"]


def test_the_page_says_so_and_as_typed_nothing_is_put_in(client: Client) -> None:
    factories.make_item("Støj fra havnen", "1")
    assert "som kan betyde det samme" in client.get("/soeg/", {"q": "spektakel"}).content.decode()
    assert "Støj fra havnen" not in client.get("/soeg/", {"q": "spektakel", "ordret": "1"}).content.decode()


def test_every_line_of_the_table_leads_from_each_of_its_words_to_the_others() -> None:
    lines = read_word_file("everyday_words.txt")
    assert len(set(lines)) == len(lines)
    for line in lines:
        said, _, meant = (re.findall(r"[^,\s][^,]*[^,\s]|\w", part) for part in line.partition(LEADS_TO))
        assert len(set(map(text_lexemes, (*said, *meant)))) == len(said) + len(meant), line
        assert meant or len(said) > 1, line
        for one in said:
            others = {other for other in meant or said if other != one}
            assert others <= set(official_words(one)), line
            assert bool(meant) or others <= set(same_words(one)), line


def test_what_means_the_same_does_so_both_ways() -> None:
    for line in read_word_file("everyday_words.txt"):
        for one in line.partition(LEADS_TO)[0].split(","):
            for other in same_words(one):
                assert text_lexemes(one) in map(text_lexemes, same_words(other)), (one, other)


@pytest.mark.parametrize(
    ("word", "wider"),
    [
        pytest.param("lager", "depot", id="a word of many meanings"),
        pytest.param("test", "forsøg", id="a wide meaning"),
        pytest.param("dyrehospital", "klinik", id="the end of another word for the same"),
        pytest.param("arbejdsløs", "ledig", id="a word that has not the first among its own"),
    ],
)
def test_the_thesaurus_leaves_out_what_is_likely_to_be_meant_otherwise(word: str, wider: str) -> None:
    assert wider not in thesaurus_words(word)


def test_the_thesaurus_has_narrow_meanings() -> None:
    assert "plejehjem" in thesaurus_words("alderdomshjemmet")
    assert thesaurus_words("xqzptv") == ()


def test_behind_a_word_only_what_is_found_with_it_is_suggested() -> None:
    factories.make_item("Budget for havnen", "1", presentation="Om kajplads og kran.")
    factories.make_item("Børnehavens legeplads", "2", presentation="Om karrusel og kasser.")
    texts = [each.text for each in suggestions_for("havnen ka") if each.kind == "Ord"]
    assert texts == ["havnen kajplads"]
    assert [each.text for each in suggestions_for("xqzptv ka") if each.kind == "Ord"] == []
