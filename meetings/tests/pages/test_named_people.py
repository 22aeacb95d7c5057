"""The people that an item names."""

from datetime import date

import pytest
from django.test import Client

from meetings.models import AgendaItem, Appointment, Person
from meetings.pages.named_people import named_people
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db


def seat(name: str, day: date = factories.FIRST_DAY, council: str = "KKR Prøve") -> Person:
    """Somebody on the list of participants of that council's meeting of the day."""
    person = factories.make_person(name)
    factories.make_participant(factories.make_meeting(day, council=factories.make_council(council)), person)
    return person


def named(item: AgendaItem) -> list[str]:
    return [person.name for person in named_people(item, Appointment.objects.for_list().filter(item=item))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Bo Aa orienterede.", ["Bo Aa"], id="by the full name"),
        pytest.param("Bo Aas oplæg blev drøftet.", ["Bo Aa"], id="in the genitive"),
        pytest.param("Bo orienterede.", [], id="not by the first name"),
        pytest.param("Bo Aagaard orienterede.", [], id="not in a longer name"),
        pytest.param("Ebbe-Bo Aa orienterede.", [], id="not in a double name"),
        pytest.param("Bo A. Aa orienterede.", ["Bo Aa"], id="by a former name"),
        pytest.param("Boe Aa orienterede.", ["Bo Aa"], id="by the name of one merged into"),
    ],
)
def test_members_are_found_in_the_texts(text: str, found: list[str]) -> None:
    bo = seat("Bo Aa")
    Person.objects.filter(pk=bo.pk).update(former_names=["Bo A. Aa"])
    Person.objects.filter(pk=factories.make_person("Boe Aa").pk).update(merged_into=bo)
    assert named(factories.make_item(presentation=text)) == found
    assert named(factories.make_item("Punkt", "1.2", decision=text)) == found


def test_only_members_of_that_council_and_time_are_looked_for() -> None:
    seat("Ida Ås", date(2012, 1, 1))
    seat("Eva Bek", council="KKR Andet")
    seat("Per Hav", date(2026, 1, 1))
    assert named(factories.make_item(background="Ida Ås, Eva Bek og Per Hav.")) == ["Per Hav"]


def test_those_appointed_and_those_they_follow_are_named_in_danish_order(client: Client) -> None:
    item = factories.make_item(municipalities=[factories.make_municipality("Læsø")])
    factories.make_appointment(item, factories.make_person("Åse Bo"), replaces=factories.make_person("Ida Hav"))
    factories.make_vacancy(item)
    assert named(item) == ["Ida Hav", "Åse Bo"]
    assert "Kommuner Læsø Personer Ida Hav Åse Bo" in text_of(client, item.get_absolute_url())
