"""Those whom no list of participants has: the municipality and party that an item told when it appointed them."""

from datetime import date

import pytest
from django.test import Client

from meetings.models import Person
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

PARTIES = {"A": "Socialdemokratiet", "V": "Venstre", "NY": ""}


def appoint(person: Person, year: int, town: str = "", party: str = "") -> None:
    told = {
        "municipality": factories.make_municipality(town) if town else None,
        "party": factories.make_party(party, PARTIES[party]) if party else None,
    }
    item = factories.make_item(meeting=factories.make_meeting(date(year, 3, 1)))
    factories.make_appointment(item, person, "Havnerådet", **told)


@pytest.fixture
def ida() -> Person:
    return factories.make_person("Ida Ås")


def test_the_page_shows_what_was_told_the_newest_first(client: Client, ida: Person) -> None:
    appoint(ida, 2021, "Rebild", "A")
    appoint(ida, 2023, "Rebild", "A")
    appoint(ida, 2025, "Odder", "V")
    appoint(ida, 2026)
    page = text_of(client, "/personer/ida-aas/")
    told = page.split("Parti og kommune Som det stod, da Ida Ås blev udpeget.")[1]
    assert told.index("2025 Odder Kommune for Venstre (V)") < told.index(
        "2021–2023 Rebild Kommune for Socialdemokratiet (A)"
    )


@pytest.mark.parametrize(
    ("town", "party", "shown"),
    [("Odder", "", "2025 Odder Kommune"), ("", "V", "2025 Venstre (V)"), ("", "NY", "2025 NY")],
)
def test_either_may_be_all_that_was_told(client: Client, ida: Person, town: str, party: str, shown: str) -> None:
    appoint(ida, 2025, town, party)
    assert f"blev udpeget. {shown} " in text_of(client, "/personer/ida-aas/")


def test_the_lists_of_participants_go_before(client: Client, ida: Person) -> None:
    appoint(ida, 2025, "Odder", "V")
    factories.make_participant(factories.make_meeting(date(2020, 1, 1)), ida)
    assert "blev udpeget" not in text_of(client, "/personer/ida-aas/")
    assert "Ida Ås Aalborg A " in text_of(client, "/personer/")


def test_an_item_that_was_withdrawn_told_nothing(client: Client, ida: Person) -> None:
    item = factories.make_item(meeting=factories.make_meeting(date(2025, 3, 1)), withdrawn=True)
    factories.make_appointment(item, ida, "Havnerådet", party=factories.make_party("V"))
    assert "blev udpeget" not in text_of(client, "/personer/ida-aas/")


def test_the_list_of_people_shows_the_latest_that_was_told(client: Client, ida: Person) -> None:
    appoint(ida, 2021, "Rebild", "A")
    appoint(ida, 2024, "Odder", "V")
    appoint(ida, 2025)
    assert "Ida Ås Odder V 0 0 3" in text_of(client, "/personer/")
    assert Person.objects.latest_memberships([ida.pk]) == {ida.pk: "Odder, V"}
