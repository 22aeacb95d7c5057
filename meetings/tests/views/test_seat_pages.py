"""Who sits where, as pages show it: on a day, for a municipality, for a person, and a body's history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from meetings.models import AgendaItem, Body
from meetings.models.choices import Status
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db


def appoint(day: date, name: str, body: str = "Havnerådet", **values: Any) -> AgendaItem:
    """Somebody appointed on a day by an item of its own."""
    item = factories.make_item(f"Udpegning af {name}", f"{day.year % 100}.{Body.objects.count() + 1}", day)
    factories.make_appointment(item, factories.make_person(name), body, **values)
    return item


@pytest.fixture
def harbour_council() -> None:
    """Ada Aa from 2021, after her Bo By from 2024; Cai Co beside them from 2023, of another town and party."""
    venstre, rebild = factories.make_party("V", "Venstre"), factories.make_municipality("Rebild")
    appoint(date(2021, 3, 1), "Ada Aa", party=factories.make_party(), role="formand")
    appoint(date(2023, 3, 1), "Cai Co", party=venstre, municipality=rebild)
    appoint(date(2024, 3, 1), "Bo By", party=venstre, replaces=factories.make_person("Ada Aa"), starts=date(2024, 8, 1))


@pytest.fixture
def on_1_september_2024(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: date(2024, 9, 1))


@pytest.mark.usefixtures("harbour_council")
@pytest.mark.parametrize(
    ("url", "phrases", "absent"),
    [
        pytest.param(
            "/udpegninger/?dato=2021-06-01",
            ["Pladser i 1 bestyrelse eller udvalg den 1. juni 2021", "Ada Aa (A) Aalborg formand 1. marts 2021"],
            ["Cai Co (V)", "Bo By (V)", "2021 valgt i", "Fordeling på kommuner"],
            id="the first alone",
        ),
        pytest.param(
            "/udpegninger/?dato=2024-07-31",
            ["Ada Aa (A) Aalborg formand 1. marts 2021 valgt i forrige periode", "Cai Co (V) Rebild 1. marts 2023"],
            ["Bo By (V)"],
            id="until the successor begins",
        ),
        pytest.param(
            "/udpegninger/?dato=2024-08-01",
            ["Bo By (V) Aalborg 1. august 2024 1. marts 2024, pkt. 24.2 Ada Aa", "Cai Co (V)"],
            ["Ada Aa (A)"],
            id="the successor",
        ),
        pytest.param(
            "/udpegninger/?dato=2030-01-01",
            ["1. august 2024 valgt i perioden 2022–2025", "Pladser efter parti Parti Pladser Fra tidligere perioder"],
            [],
            id="two periods later",
        ),
        pytest.param(
            "/udpegninger/?dato=2020-01-01", ["Ingen pladser svarer til valget."], ["Ada Aa (A)"], id="before all"
        ),
        pytest.param(
            "/udpegninger/?dato=2024-09-01&kommune=rebild", ["Cai Co (V)"], ["Bo By (V)"], id="a municipality's"
        ),
        pytest.param("/udpegninger/?dato=2024-09-01&person=bo-by", ["Bo By (V)"], ["Cai Co (V)"], id="a person's"),
        pytest.param(
            "/udpegninger/?dato=2024-09-01&person=ada-aa", ["Ingen pladser svarer"], ["Bo By (V)"], id="who has left"
        ),
        pytest.param(
            "/udpegninger/?dato=2024-09-01&plads=ubesat", ["Ingen pladser svarer"], ["Bo By (V)"], id="no empty seat"
        ),
        pytest.param("/udpegninger/?hverv=havneraadet&dato=2024-09-01", ["Bo By (V)", "Cai Co (V)"], [], id="a body's"),
        pytest.param("/udpegninger/?vis=alle&dato=2023-12-31", ["2 udpegninger til og med"], ["Bo By (V)"], id="list"),
        pytest.param(
            "/udpegninger/havneraadet/?dato=2021-06-01",
            [
                "Pladser den 1. juni 2021",
                "Ada Aa (A) Aalborg formand",
                "Bo By (V), Aalborg Kommune, udpeget i stedet for Ada Aa fra 1. august 2024.",
                "Ada Aa (A), Aalborg Kommune, udpeget som formand. Indtil 1. august 2024, så Bo By.",
            ],
            ["Fordeling på kommuner"],
            id="a body's page has all of its history",
        ),
    ],
)
def test_who_sits_on_a_day(client: Client, url: str, phrases: list[str], absent: list[str]) -> None:
    text = text_of(client, url)
    for phrase in phrases:
        assert phrase in text, text
    for phrase in absent:
        assert phrase not in text.partition("Udpegning for udpegning")[0], text


@pytest.mark.usefixtures("harbour_council")
def test_those_who_sit_are_balanced_by_municipality_and_party(client: Client) -> None:
    appoint(date(2024, 1, 1), "Dea Du", "Skolerådet")
    appoint(date(2024, 1, 1), "Eva En", "Skolerådet", role="suppleant")
    text = text_of(client, "/udpegninger/?dato=2024-09-01")
    assert "De 3, der har en plads den 1. september 2024. Suppleanter er ikke talt med." in text
    assert "Pladser efter kommune Kommune Pladser Aalborg 2 Rebild 1 Pladser efter parti" in text
    assert "Pladser efter parti Parti Pladser Venstre (V) 2 Ikke oplyst 1" in text
    html = html_of(client, "/udpegninger/?dato=2024-09-01")
    assert '<rect class="bar" width="100.000%" height="14"/>' in html
    assert '<rect class="bar" width="50.000%" height="14"/>' in html


def test_those_of_an_earlier_period_are_counted_apart(client: Client) -> None:
    appoint(date(2021, 3, 1), "Ada Aa")
    appoint(date(2022, 3, 1), "Bo By")
    assert "Kommune Pladser Fra tidligere perioder Aalborg 2 1" in text_of(client, "/udpegninger/?dato=2022-04-01")


@pytest.mark.usefixtures("harbour_council", "on_1_september_2024")
def test_without_a_date_it_is_today(client: Client) -> None:
    text = text_of(client, "/udpegninger/")
    assert "den 1. september 2024" in text
    assert "Ada Aa (A)" not in text
    assert '<link rel="canonical" href="http://testserver/udpegninger/">' in html_of(client, "/udpegninger/")


@pytest.mark.usefixtures("harbour_council")
def test_a_date_leads_on_to_the_body_and_stands_in_the_canonical_address(client: Client) -> None:
    html = html_of(client, "/udpegninger/?dato=2024-09-01")
    assert '<a href="/udpegninger/havneraadet/?dato=2024-09-01">Havnerådet</a>' in html
    assert '<link rel="canonical" href="http://testserver/udpegninger/?dato=2024-09-01">' in html
    canonical = '<link rel="canonical" href="http://testserver/udpegninger/havneraadet/?dato=2024-09-01">'
    assert canonical in html_of(client, "/udpegninger/havneraadet/?dato=2024-09-01&ukendt=1")


def test_empty_seats_are_shown_as_such(client: Client) -> None:
    item = appoint(date(2024, 3, 1), "Ada Aa")
    factories.make_vacancy(item, role="suppleant", replaces=factories.make_person("Bo By"))
    assert "Ubesat suppleant 1. marts 2024" in text_of(client, "/udpegninger/?dato=2024-09-01&plads=ubesat")
    assert "En plads står ubesat (suppleant) efter Bo By." in text_of(client, "/udpegninger/havneraadet/")
    assert "Ubesat suppleant" not in text_of(client, "/udpegninger/?dato=2024-09-01&plads=besat")


def test_somebody_appointed_again_has_one_seat_with_both_items(client: Client) -> None:
    appoint(date(2022, 3, 1), "Ada Aa", role="medlem")
    appoint(date(2026, 3, 1), "Ada Aa", role="formand")
    text = text_of(client, "/udpegninger/havneraadet/?dato=2026-03-01")
    assert "Ada Aa Aalborg formand 1. marts 2022 1. marts 2022, pkt. 22.1 og igen 1. marts 2026, pkt. 26.2" in text
    assert "Ada Aa, Aalborg Kommune, udpeget igen som formand." in text


def test_what_a_withdrawn_item_appoints_is_no_seat(client: Client) -> None:
    item = appoint(date(2024, 3, 1), "Ada Aa")
    AgendaItem.objects.filter(pk=item.pk).update(withdrawn=True)
    assert "Arkivet kender ingen, der sad her den dag." in text_of(client, "/udpegninger/havneraadet/")


def test_bodies_come_a_page_at_a_time_in_danish_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.pages.body_seats.BODIES_A_PAGE", 2)
    for body in ("Årådet", "Zonerådet", "Havnerådet"):
        appoint(date(2024, 3, 1), f"En i {body}", body)
    first, last = (html_of(client, f"/udpegninger/{query}") for query in ("", "?side=2"))
    assert first.index(">Havnerådet</a></h2>") < first.index(">Zonerådet</a></h2>")
    assert ">Årådet</a></h2>" not in first
    assert ">Årådet</a></h2>" in last
    assert "Fordeling på kommuner" in first
    assert "Fordeling på kommuner" not in last


# -- A municipality and a person ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("harbour_council", "on_1_september_2024")
@pytest.mark.parametrize(
    ("url", "phrases"),
    [
        pytest.param("/kommuner/rebild/", ["Hverv nu Hverv nu", "Havnerådet Cai Co (V) 1. marts 2023"], id="now"),
        pytest.param(
            "/kommuner/aalborg/",
            [
                "Havnerådet Bo By (V) 1. august 2024",
                "Tidligere hverv Tidligere hverv",
                "Havnerådet Ada Aa (A) formand 1. marts 2021 1. august 2024, afløst af Bo By",
            ],
            id="now and earlier",
        ),
        pytest.param(
            "/personer/ada-aa/",
            ["Arkivet kender ingen hverv, som Ada Aa har nu.", "formand 1. marts 2021 1. august 2024, afløst af Bo By"],
            id="a person who has left",
        ),
        pytest.param("/personer/bo-by/", ["Havnerådet 1. august 2024 1. marts 2024, pkt. 24.2 Ada Aa"], id="a person"),
    ],
)
def test_seats_held_and_left(client: Client, url: str, phrases: list[str]) -> None:
    text = text_of(client, url)
    for phrase in phrases:
        assert phrase in text, text


def test_a_seat_without_a_municipality_is_that_of_the_persons(client: Client) -> None:
    person, rebild = factories.make_person("Ida Ås"), factories.make_municipality("Rebild")
    factories.make_participant(factories.make_meeting(date(2023, 1, 1)), person, municipality=rebild)
    appoint(date(2024, 3, 1), "Ida Ås", municipality=None)
    appoint(date(2024, 3, 1), "Bo By", "Skolerådet", municipality=None)
    text = text_of(client, "/kommuner/rebild/")
    assert "Havnerådet Ida Ås 1. marts 2024" in text
    assert "Bo By" not in text


ATTENDED: Mapping[date, Status] = {
    date(2023, 1, 1): Status.PRESENT,
    date(2023, 6, 1): Status.ABSENT,
    **{date(2025, month, 1): Status.PRESENT for month in (1, 3, 6, 9)},
    date(2025, 11, 1): Status.ABSENT,
}


def test_attendance_stands_by_year_as_bar_and_figures(client: Client) -> None:
    rebild = factories.make_municipality("Rebild")
    for day, status in ATTENDED.items():
        meeting = factories.make_meeting(day)
        factories.make_participant(meeting, factories.make_person("Ida Ås"), municipality=rebild, status=status)
    factories.make_participant(meeting, factories.make_person("Bo By"), municipality=rebild, status=Status.ABSENT)
    of_person, of_municipality = text_of(client, "/personer/ida-aas/"), text_of(client, "/kommuner/rebild/")
    assert "År Til stede Afbud Fremmøde 2025 4 1 80 % 2023 1 1 1 af 2 I alt 5 2 71 %" in of_person
    assert "Person Sad 2023 2025 Til stede Afbud Bo By 2025 –ikke på listen 0 af 1 0 1" in of_municipality
    assert "Ida Ås 2023–2025 1 af 2 4 af 5 5 2" in of_municipality
    assert "2025 4 2 67 % 2023 1 1 1 af 2 I alt 5 3 62 %" in of_municipality
    assert '<rect class="bar" width="80.000%" height="14"/>' in html_of(client, "/personer/ida-aas/")


def test_roles_stand_with_the_time_in_which_somebody_had_them(client: Client) -> None:
    person = factories.make_person("Ida Ås")
    roles = {date(2022, 1, 1): "formand", date(2023, 1, 1): "formand", date(2024, 1, 1): "", date(2025, 1, 1): "gæst"}
    for day, role in roles.items():
        factories.make_participant(factories.make_meeting(day), person, role=role)
    text = text_of(client, "/personer/ida-aas/")
    assert "2022–2025 Aalborg Kommune, Socialdemokratiet (A), i KKR Prøve, formand 2022–2023, gæst 2025" in text


def test_a_party_has_the_name_that_its_letter_had_then(client: Client) -> None:
    person, letter = factories.make_person("Ida Ås"), factories.make_party("D", "")
    factories.make_participant(factories.make_meeting(date(2024, 1, 1)), person, party=letter)
    appoint(date(2024, 3, 1), "Ida Ås", party=letter)
    appoint(date(2024, 3, 1), "Bo By", party=letter)
    assert "Nye Borgerlige (D)" in text_of(client, "/personer/ida-aas/")
    assert '<abbr title="Nye Borgerlige">(D)</abbr>' in html_of(client, "/udpegninger/?dato=2026-06-01")
    assert "Nye Borgerlige (D) 2" in text_of(client, "/udpegninger/?dato=2026-06-01")


def test_the_newest_items_that_name_a_person_by_any_name_are_listed(client: Client) -> None:
    person = factories.make_person("Ida Ås")
    person.former_names = ['Ida "Havn" Lund']
    person.save()
    factories.make_item("Havnen", "1.1", date(2023, 1, 1), presentation="Ida Havn Lund holdt oplæg.")
    factories.make_item("Broen", "1.1", date(2024, 1, 1), presentation="Ida Ås holdt oplæg.")
    factories.make_item("Skolen", "1.1", date(2025, 1, 1), presentation="Ida holdt oplæg på Ås.")
    text = text_of(client, "/personer/ida-aas/")
    assert text.index("Broen") < text.index("Havnen")
    assert "Skolen" not in text
    assert "De nyeste." not in text
    assert '<a href="/soeg/?q=person%3A%22Ida+%C3%85s%22">' in html_of(client, "/personer/ida-aas/")


def test_no_more_items_than_a_page_holds_are_listed(client: Client) -> None:
    factories.make_person("Ida Ås")
    for number in range(1, 13):
        factories.make_item("Havnen", f"1.{number}", presentation="Ida Ås holdt oplæg.")
    text = text_of(client, "/personer/ida-aas/")
    assert text.count("Havnen") == 10
    assert "De nyeste." in text


def test_a_person_whom_no_item_names_has_none(client: Client) -> None:
    factories.make_person("Ida Ås")
    assert "Ingen af arkivets punkter nævner Ida Ås i teksten." in text_of(client, "/personer/ida-aas/")


def test_later_pages_of_a_municipality_are_its_items_alone(client: Client) -> None:
    rebild = factories.make_municipality("Rebild")
    for number in range(1, 27):
        factories.make_item("Havnen", f"1.{number}", municipalities=[rebild])
    assert "Sad for kommunen" in text_of(client, "/kommuner/rebild/")
    assert "Sad for kommunen" not in text_of(client, "/kommuner/rebild/?side=2")


def test_bodies_to_choose_from_begin_with_a_capital_as_headings_do(client: Client) -> None:
    appoint(date(2024, 3, 1), "Bo By", "uddannelsesudvalget for søfart")
    html = html_of(client, "/udpegninger/")
    assert '<option value="uddannelsesudvalget-for-soefart">Uddannelsesudvalget for søfart</option>' in html
