"""Everyday words find what is called otherwise: only where nothing has the word, and never in silence."""

import pytest
from django.test import Client

from meetings.danish.lexemes import word_lexeme
from meetings.danish.near_words import official_words, thesaurus_words
from meetings.danish.word_files import read_word_file
from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.pages.suggestions import suggestions_for
from meetings.search.did_you_mean import NEAR_WORDS, AnsweredSearch
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
    ],
)
def test_an_everyday_word_finds_the_official_one(typed: str, title: str) -> None:
    factories.make_item(title, "1")
    factories.make_item("Valg af medlem", "2")
    answered = found(typed)
    assert titles(answered) == [title]
    assert [each.how for each in answered.replacements] == [NEAR_WORDS]


def test_nothing_is_added_where_the_word_itself_is_found() -> None:
    factories.make_item("Alderdomshjemmets historie", "1")
    factories.make_item("Et nyt plejehjem", "2")
    answered = found("alderdomshjem")
    assert (titles(answered), answered.replacements) == (["Alderdomshjemmets historie"], ())


def test_a_word_among_others_finds_what_is_called_otherwise() -> None:
    factories.make_item("Støj fra havnen", "1")
    factories.make_item("Støj fra vejen", "2")
    assert titles(found("spektakel havn")) == ["Støj fra havnen"]


def test_the_page_says_so_and_as_typed_nothing_is_put_in(client: Client) -> None:
    factories.make_item("Støj fra havnen", "1")
    assert "som kan betyde det samme" in client.get("/soeg/", {"q": "spektakel"}).content.decode()
    assert "Støj fra havnen" not in client.get("/soeg/", {"q": "spektakel", "ordret": "1"}).content.decode()


def test_every_line_of_the_table_is_of_several_words_each_of_which_leads_to_the_others() -> None:
    for line in read_word_file("everyday_words.txt"):
        words = line.split()
        assert len({word_lexeme(word) for word in words}) > 1, line
        for word in words:
            others = {other for other in words if word_lexeme(other) != word_lexeme(word)}
            assert others <= set(official_words(word))


def test_the_thesaurus_has_narrow_meanings() -> None:
    assert "plejehjem" in thesaurus_words("alderdomshjemmet")
    assert thesaurus_words("xqzptv") == ()


def test_behind_a_word_only_what_is_found_with_it_is_suggested() -> None:
    factories.make_item("Budget for havnen", "1", presentation="Om kajplads og kran.")
    factories.make_item("Børnehavens legeplads", "2", presentation="Om karrusel og kasser.")
    texts = [each.text for each in suggestions_for("havnen ka") if each.kind == "Ord"]
    assert texts == ["havnen kajplads"]
    assert [each.text for each in suggestions_for("xqzptv ka") if each.kind == "Ord"] == []
