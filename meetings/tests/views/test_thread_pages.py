"""What a reader sees of case threads: the timeline on an item, a thread's page, and the list of them."""

from datetime import date

import pytest
from django.test import Client

from meetings.cases import thread_edits
from meetings.models import AgendaItem, CaseThread
from meetings.models.choices import Outcome, ThreadPlace
from meetings.tests import factories
from meetings.tests.reading import html_of, query_count, text_of

pytestmark = pytest.mark.django_db

PROPOSED = "Foreslået af arkivet, ikke bekræftet"


@pytest.fixture
def items() -> list[AgendaItem]:
    return [
        factories.make_item("Færger", "2.1", date(2023, 3, 3), decision="Drøftet sag.", outcome=Outcome.DISCUSSED),
        factories.make_item("Færger igen", "3.4", date(2024, 6, 7), decision="Rådet godkendte prisen."),
        factories.make_item("Færger endnu", "1.2", date(2025, 9, 5)),
    ]


def test_an_item_shows_its_thread_oldest_first_with_each_decision(client: Client, items: list[AgendaItem]) -> None:
    factories.make_thread("Færger på fjorden", *reversed(items))
    html = html_of(client, items[1].get_absolute_url())
    text = text_of(client, items[1].get_absolute_url())
    assert "Forløb Sagen har været behandlet 3 gange: Færger på fjorden." in text
    assert (
        "3. marts 2023, KKR Prøve, pkt. 2.1 Færger Drøftet sag. Drøftet "
        "7. juni 2024, KKR Prøve, pkt. 3.4 (dette punkt) Færger igen Rådet godkendte prisen. Godkendt "
        "5. september 2025, KKR Prøve, pkt. 1.2 Færger endnu"
    ) in text
    assert html.count('aria-current="true"') == 1
    assert f'<a href="{items[0].get_absolute_url()}">Færger</a>' in html
    assert '<a href="/forloeb/faerger-paa-fjorden/">Færger på fjorden</a>' in html
    assert PROPOSED not in text


def test_a_proposal_is_said_to_be_one(client: Client, items: list[AgendaItem]) -> None:
    thread = factories.make_thread("Færger", *items, place=ThreadPlace.PROPOSED)
    for address in (items[0].get_absolute_url(), thread.get_absolute_url()):
        assert text_of(client, address).count(PROPOSED) == 1
    assert "Foreslået, ikke bekræftet" in text_of(client, "/forloeb/")
    thread_edits.confirm(thread)
    for address in (items[0].get_absolute_url(), thread.get_absolute_url(), "/forloeb/"):
        assert "ikke bekræftet" not in text_of(client, address)


def test_a_proposal_is_no_fact_on_its_items(client: Client, items: list[AgendaItem]) -> None:
    thread = factories.make_thread("Færger", *items[:2], place=ThreadPlace.PROPOSED)
    assert "Forløb Måske samme sag som på et andet møde: Færger." in text_of(client, items[0].get_absolute_url())
    assert "2 punkter, der måske handler om samme sag." in text_of(client, thread.get_absolute_url())
    factories.make_thread("Færger", items[2], place=ThreadPlace.PROPOSED)
    assert "Forløb Måske samme sag som på 2 andre møder: Færger." in text_of(client, items[0].get_absolute_url())
    for address in (items[0].get_absolute_url(), thread.get_absolute_url()):
        assert "har været behandlet" not in text_of(client, address)


def test_two_proposed_items_of_one_meeting_are_not_two_meetings(client: Client) -> None:
    one, other = factories.make_item("Færger", "2.1"), factories.make_item("Færger", "2.2")
    factories.make_thread("Færger", one, other, place=ThreadPlace.PROPOSED)
    assert "Måske samme sag som et andet punkt på mødet: Færger." in text_of(client, one.get_absolute_url())


def test_what_is_confirmed_is_told_apart_from_what_is_proposed(client: Client, items: list[AgendaItem]) -> None:
    factories.make_thread("Færger", *items[:2])
    factories.make_thread("Færger", items[2], place=ThreadPlace.PROPOSED)
    assert "Sagen har været behandlet 2 gange, måske 3: Færger." in text_of(client, items[0].get_absolute_url())
    assert "Måske samme sag som på 2 andre møder: Færger." in text_of(client, items[2].get_absolute_url())


def test_an_item_that_is_proposed_for_a_confirmed_thread_is_marked(client: Client, items: list[AgendaItem]) -> None:
    thread = factories.make_thread("Færger", *items[:2])
    factories.make_thread("Færger", items[2], place=ThreadPlace.PROPOSED)
    text = text_of(client, thread.get_absolute_url())
    assert "Nogle af punkterne er foreslået af arkivet og ikke bekræftet." in text
    assert text.count(PROPOSED) == 1
    assert text.endswith(PROPOSED)


@pytest.mark.parametrize("decide", [thread_edits.dismiss, None], ids=["dismissed", "all but one taken out"])
def test_what_is_no_thread_is_shown_nowhere(client: Client, items: list[AgendaItem], decide: object) -> None:
    thread = factories.make_thread("Færger", *items[:2])
    if callable(decide):
        decide(thread)
    else:
        thread_edits.remove_item(thread.places.all()[0])
    for item in items[:2]:
        assert "Forløb" not in text_of(client, item.get_absolute_url())
    response = client.get(thread.get_absolute_url())
    assert response.status_code == 410
    assert "De regnes ikke længere for den samme sag." in response.content.decode()
    assert "Arkivet har endnu ingen forløb." in text_of(client, "/forloeb/")


def test_the_list_has_the_latest_first(client: Client, items: list[AgendaItem]) -> None:
    factories.make_thread("Broer", *items[:2])
    others = [factories.make_item("Veje", day=date(year, 1, 9)) for year in (2020, 2026)]
    factories.make_thread("Veje", *others)
    assert "2 forløb i arkivet" in text_of(client, "/forloeb/")
    assert "Veje KKR Prøve, 2 punkter, 2020–2026 Broer KKR Prøve, 2 punkter, 2023–2024" in text_of(client, "/forloeb/")


def test_merged_threads_lead_to_the_one_that_is_kept(client: Client, items: list[AgendaItem]) -> None:
    one, other = factories.make_thread("Broer", items[0]), factories.make_thread("Færger", items[1])
    thread_edits.merge([one, other])
    response = client.get("/forloeb/faerger/")
    assert (response.status_code, response["Location"]) == (301, "/forloeb/broer/")


def test_an_unknown_thread_is_not_found(client: Client) -> None:
    response = client.get("/forloeb/ukendt/")
    assert response.status_code == 404
    assert "Arkivet kender ikke det forløb." in response.content.decode()


def test_a_long_thread_asks_no_more_questions_than_a_short_one(client: Client, items: list[AgendaItem]) -> None:
    thread = factories.make_thread("Færger", *items[:2])
    addresses = (items[0].get_absolute_url(), thread.get_absolute_url(), "/forloeb/")
    short = [query_count(client, address) for address in addresses]
    more = [factories.make_item("Færger", day=date(2010 + number, 1, 1), decision="Ja.") for number in range(9)]
    factories.make_thread("Færger", *more)
    assert [query_count(client, address) for address in addresses] == short
    assert CaseThread.objects.count() == 1
