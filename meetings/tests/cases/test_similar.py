"""»Lignende punkter«: which items are shown as like another."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from meetings.cases.signature_store import write_signatures
from meetings.cases.signatures import searched_words
from meetings.cases.similar import distinctive_words, similar_items
from meetings.models import AgendaItem
from meetings.models.choices import CaseType
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

FERRY = "Rederiet indstiller natsejladsen, og pendlerforeningen ønsker morgenafgange fra havnen."
FIRST, LATER = date(2023, 3, 3), date(2024, 6, 7)


def make(title: str, text: str = FERRY, day: date = LATER, **values: object) -> AgendaItem:
    return factories.make_item(title, str(values.pop("number", "1.1")), day, presentation=text, **values)


def titles(item: AgendaItem, limit: int = 5) -> list[str]:
    return [other.title for other in similar_items(item, limit)]


@pytest.fixture
def item() -> AgendaItem:
    return make("Natsejlads på fjorden", day=FIRST)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        pytest.param("Natsejlads på havet", FERRY, True, id="title and text"),
        pytest.param("Broen", FERRY, True, id="the title's word in the text"),
        pytest.param("Natsejlads på fjorden", "", True, id="two words of the title"),
        pytest.param("Natsejlads", "", False, id="one word alone"),
        pytest.param("Morgenafgange", "Pendlerforeningen vil noget andet.", False, id="no word of the title"),
        pytest.param("Siden sidst", FERRY, False, id="a formality by its title"),
    ],
)
def test_an_item_is_like_another_by_a_word_of_the_title_and_a_further_word(
    item: AgendaItem, title: str, text: str, found: bool
) -> None:
    make(title, text)
    assert titles(item) == [title] * found


def test_those_with_more_in_common_come_first(item: AgendaItem) -> None:
    make("Broen", "Natsejladsen og havnen.", day=date(2025, 1, 1))
    make("Natsejlads på fjorden for pendlere")
    assert titles(item) == ["Natsejlads på fjorden for pendlere", "Broen"]
    assert titles(item, limit=1) == ["Natsejlads på fjorden for pendlere"]


def test_items_of_the_meeting_of_the_thread_and_formalities_are_left_out(item: AgendaItem) -> None:
    make("Natsejlads på fjorden, mere", day=FIRST, number="1.2")
    factories.make_thread("Natsejlads", item, make("Natsejlads på fjorden igen"))
    make("Natsejlads på fjorden, godkendt", day=date(2025, 1, 1), case_type=CaseType.FORMALITY)
    assert titles(item) == []


def test_an_item_that_was_taken_out_of_the_thread_is_like_it_still(item: AgendaItem) -> None:
    thread = factories.make_thread("Natsejlads", item, make("Natsejlads på fjorden igen"))
    thread.places.exclude(item=item).update(place="removed")
    assert titles(item) == ["Natsejlads på fjorden igen"]


@pytest.mark.parametrize("title", ["Godkendelse af dagsorden", "Siden sidst"])
def test_a_formality_is_like_nothing(item: AgendaItem, title: str) -> None:
    assert similar_items(make(title)) == []


def test_words_are_taken_from_the_signature_where_there_is_one(item: AgendaItem) -> None:
    by_itself = distinctive_words(item)
    write_signatures([item.meeting_id])
    assert distinctive_words(item) == by_itself
    assert set(by_itself[0]) == set(searched_words(item.title))


def test_words_that_many_items_hold_tell_nothing(item: AgendaItem) -> None:
    for number in range(30):
        make("Fjorden", "Rederiet.", date(2020, 1, 1 + number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE meetings_searchrow")
    of_title, of_texts = distinctive_words(item)
    assert of_title == list(searched_words("Natsejlads"))
    assert not any(word.startswith("rederi") for word in of_texts)


def test_an_items_page_shows_those_like_it(client: Client, item: AgendaItem) -> None:
    other = make("Natsejlads på fjorden igen", decision="Rådet godkendte.")
    html = client.get(item.get_absolute_url()).content.decode()
    assert f'<a href="{other.get_absolute_url()}">Natsejlads på fjorden igen</a>' in html
    assert "Lignende punkter Natsejlads på fjorden igen KKR Prøve, 7. juni 2024, pkt. 1.1: godkendt" in text_of(
        client, item.get_absolute_url()
    )
    alone = make("Naturfag i skolen", "Klassekvotienten falder.", day=date(2022, 2, 2))
    assert "Lignende punkter" not in text_of(client, alone.get_absolute_url())
