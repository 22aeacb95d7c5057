"""»Udpegninger« of an archive with many seats and many people: the page is bounded, and leads to all there is."""

from datetime import date, timedelta

import pytest
from django.test import Client

from meetings.tests import factories
from meetings.tests.reading import html_of, text_of
from meetings.tests.views.test_seat_pages import appoint

pytestmark = pytest.mark.django_db

FIRST = date(2024, 1, 1)


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four in one body and two in another, of which one may be shown whole where it has no more than three seats."""
    monkeypatch.setattr("meetings.pages.body_seats.MOST_SEATS_OF_ONE", 3)
    monkeypatch.setattr("meetings.pages.body_seats.FIRST_SEATS_OF_MANY", 2)
    for number, name in enumerate(("Ada Aa", "Bo By", "Cai Co", "Dan Du")):
        appoint(FIRST + timedelta(days=number), name)
    for number, name in enumerate(("Eva Ek", "Fie Fo")):
        appoint(FIRST + timedelta(days=10 + number), name, "Vejrådet")


@pytest.mark.usefixtures("seats")
def test_a_body_of_very_many_seats_stands_with_the_first_of_them_among_others(client: Client) -> None:
    text = text_of(client, "/udpegninger/?dato=2024-05-01")
    for name, is_shown in (("Ada Aa", True), ("Bo By", True), ("Eva Ek", True), ("Fie Fo", True)):
        assert (name in text) is is_shown
    seats = text.partition("Pladser i 2")[2]
    assert "Cai Co" not in seats
    assert "Se alle pladser: Havnerådet" in seats
    assert "Se alle pladser: Vejrådet" not in seats


@pytest.mark.usefixtures("seats")
def test_the_link_leads_to_all_of_them(client: Client) -> None:
    html = html_of(client, "/udpegninger/?dato=2024-05-01")
    assert "/udpegninger/?hverv=havneraadet&amp;dato=2024-05-01" in html
    seats = text_of(client, "/udpegninger/?hverv=havneraadet&dato=2024-05-01").partition("Pladser i 1")[2]
    assert "Cai Co" in seats
    assert "Dan Du" in seats
    assert "Se alle pladser" not in seats


@pytest.mark.usefixtures("seats")
@pytest.mark.parametrize("view", ["", "vis=alle&"])
def test_more_people_than_can_be_chosen_among_are_not_offered_but_who_is_chosen(
    client: Client, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    option = '<option value="{}"'
    assert option.format("ada-aa") in html_of(client, f"/udpegninger/?{view}dato=2024-05-01")
    monkeypatch.setattr("meetings.views.appointments.MOST_OPTIONS", 3)
    assert option.format("ada-aa") not in html_of(client, f"/udpegninger/?{view}dato=2024-05-01")
    chosen = html_of(client, f"/udpegninger/?{view}person=ada-aa")
    assert option.format("ada-aa") in chosen
    assert option.format("bo-by") not in chosen


def test_a_field_of_few_offers_all(client: Client) -> None:
    factories.make_appointment(factories.make_item(), factories.make_person("Ada Aa"))
    assert '<option value="ada-aa"' in html_of(client, "/udpegninger/")


def test_a_municipality_has_its_newest_seats_and_leads_to_all(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(("Ada Aa", "Bo By", "Cai Co")):
        appoint(FIRST + timedelta(days=number), name, municipality=factories.make_municipality("Rebild"))
    assert "Alle hverv nu" not in text_of(client, "/kommuner/rebild/")
    monkeypatch.setattr("meetings.views.municipalities.MOST_CURRENT_SEATS", 2)
    html = html_of(client, "/kommuner/rebild/")
    assert [name in html for name in ("ada-aa", "bo-by", "cai-co")] == [False, True, True]
    assert 'href="/udpegninger/?kommune=rebild">Alle hverv nu<' in html


def test_a_municipality_has_the_attendance_of_those_who_sat_last_and_leads_to_everybodys(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebild = factories.make_municipality("Rebild")
    for number, name in enumerate(("Dan Du", "Bo By", "Ada Aa")):
        factories.make_participant(
            factories.make_meeting(FIRST + timedelta(days=number)), factories.make_person(name), municipality=rebild
        )
    assert "Alle, der har siddet" not in text_of(client, "/kommuner/rebild/")
    monkeypatch.setattr("meetings.views.municipalities.MOST_PEOPLE", 2)
    text = text_of(client, "/kommuner/rebild/")
    assert [name in text for name in ("Dan Du", "Bo By", "Ada Aa")] == [False, True, True]
    assert text.index("Ada Aa") < text.index("Bo By")
    assert 'href="/kommuner/rebild/?personer=alle"' in html_of(client, "/kommuner/rebild/")
    everybody = text_of(client, "/kommuner/rebild/?personer=alle")
    assert "Dan Du" in everybody
    assert "Alle, der har siddet" not in everybody
    assert client.get("/kommuner/rebild/?personer=nogle").status_code == 400
