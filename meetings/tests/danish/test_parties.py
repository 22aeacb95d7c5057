"""What a party's letter stood for at the time."""

from datetime import date

import pytest
from django.test import Client

from meetings.danish.parties import party_name
from meetings.models import Party
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of


@pytest.mark.parametrize(
    ("letter", "day", "name"),
    [
        pytest.param("D", date(2007, 5, 1), "Centrum-Demokraterne", id="the letter's first party"),
        pytest.param("D", date(2012, 5, 1), "", id="nobody's, between two parties"),
        pytest.param("D", date(2018, 5, 1), "Nye Borgerlige", id="its second party"),
        pytest.param("D", date(2026, 5, 1), "", id="no party's any more"),
        pytest.param("Æ", date(2021, 12, 31), "", id="a local list's, before"),
        pytest.param("Æ", date(2022, 1, 1), "Danmarksdemokraterne", id="from its first year"),
        pytest.param("M", date(2019, 1, 1), "", id="before the party was founded"),
        pytest.param("M", date(2026, 1, 1), "Moderaterne", id="still the party's"),
        pytest.param("Y", date(2008, 1, 1), "Ny Alliance", id="to its last year"),
        pytest.param("A", date(2020, 1, 1), None, id="one that never changed is not in the table"),
        pytest.param("L", date(2020, 1, 1), None, id="a local list's letter"),
        pytest.param("UP", date(2020, 1, 1), None, id="no letter"),
    ],
)
def test_a_letter_stands_for_a_party_in_its_years(letter: str, day: date, name: str | None) -> None:
    assert party_name(letter, day) == name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("letter", "name", "day", "shown"),
    [
        pytest.param("Z", "Zornlisten", date(2020, 1, 1), "Zornlisten", id="the register's name"),
        pytest.param("Æ", "Danmarksdemokraterne", date(2019, 1, 1), "", id="not before there was such a party"),
        pytest.param("Æ", "", date(2023, 1, 1), "Danmarksdemokraterne", id="the table's name"),
    ],
)
def test_the_table_goes_before_the_register(letter: str, name: str, day: date, shown: str) -> None:
    assert Party(letter=letter, name=name).name_on(day) == shown


@pytest.mark.django_db
def test_meeting_and_person_pages_say_what_the_letter_stood_for_that_year(client: Client) -> None:
    party = factories.make_party("Æ", "Danmarksdemokraterne")
    person = factories.make_person("Ida Ås")
    for day in (date(2019, 1, 1), date(2020, 1, 1), date(2024, 1, 1)):
        factories.make_participant(factories.make_meeting(day), person, party=party)
    assert "<abbr>(Æ)</abbr>" in html_of(client, "/kkr-proeve/2019-01-01/")
    assert '<abbr title="Danmarksdemokraterne">(Æ)</abbr>' in html_of(client, "/kkr-proeve/2024-01-01/")
    text = text_of(client, "/personer/ida-aas/")
    assert "2024 Aalborg Kommune, Danmarksdemokraterne (Æ), i KKR Prøve" in text
    assert "2019–2020 Aalborg Kommune, Æ, i KKR Prøve" in text
