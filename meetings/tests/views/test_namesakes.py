"""Two of one name: the page of each tells of the other, and that what is found by the name may be either's."""

from datetime import date

import pytest
from django.test import Client

from meetings.models import Person
from meetings.people.merging import merge
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db

NOTE = "Flere i arkivet hedder Bo Lind. Punkterne kan nævne en anden af dem."


@pytest.fixture
def two() -> tuple[Person, Person]:
    """»Bo Lind« of Aalborg and another of Thisted."""
    first = factories.make_person("Bo Lind")
    other = Person.objects.create(name="Bo Lind", unique_name="Bo Lind {Thisted}", slug="bo-lind-thisted")
    factories.make_participant(factories.make_meeting(date(2021, 1, 1)), first)
    thisted, party = factories.make_municipality("Thisted"), factories.make_party("V", "Venstre")
    factories.make_participant(factories.make_meeting(date(2024, 1, 1)), other, municipality=thisted, party=party)
    return first, other


def test_each_page_leads_to_the_other_and_says_who_that_is(client: Client, two: tuple[Person, Person]) -> None:
    for slug, other, told in (
        ("bo-lind", "bo-lind-thisted", "Arkivet kender også en anden Bo Lind (Thisted, V)."),
        ("bo-lind-thisted", "bo-lind", "Arkivet kender også en anden Bo Lind (Aalborg, A)."),
    ):
        assert told in text_of(client, f"/personer/{slug}/")
        assert f'href="/personer/{other}/"' in html_of(client, f"/personer/{slug}/")
        assert NOTE in text_of(client, f"/personer/{slug}/")


def test_somebody_alone_or_made_one_of_two_has_no_such_note(client: Client, two: tuple[Person, Person]) -> None:
    merge(*two)
    page = text_of(client, "/personer/bo-lind/")
    assert "en anden Bo Lind" not in page
    assert NOTE not in page


def test_nobody_hears_of_one_who_is_hidden(client: Client, two: tuple[Person, Person]) -> None:
    Person.objects.filter(pk=two[1].pk).update(is_withheld=True)
    assert "en anden Bo Lind" not in text_of(client, "/personer/bo-lind/")
