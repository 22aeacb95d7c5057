"""The seats that a process keeps are those that the whole archive tells of, whatever is changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Appointment, Council, Decision, Meeting, Person
from meetings.models.public_reading import reading_publicly
from meetings.pages import totals
from meetings.people.kept_seats import all_seats
from meetings.people.seats import seat_decisions, seats
from meetings.privacy.withholding import withhold
from meetings.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = date(2022, 2, 1)
BODY = "Havnerådet"


def derived() -> object:
    """All seats, from every appointment."""
    decisions = seat_decisions(Appointment.including_withheld.shown().decided())
    return {body: seats(of_body) for body, of_body in decisions.items()}


def offered() -> tuple[object, ...]:
    """What »Udpegninger« offers to narrow by."""
    with reading_publicly():
        bodies = [one.pk for one in totals.bodies_in_use()]
        municipalities = [one.pk for one in totals.municipalities_appointed_for()]
        return bodies, municipalities, set(totals.appointed_people())


def offered_by_reading() -> tuple[object, ...]:
    with reading_publicly():
        shown = list(Appointment.objects.shown().select_related("body", "municipality"))
    bodies = {one.body.sort_key: one.body_id for one in shown}
    municipalities = {one.municipality.sort_key: one.municipality_id for one in shown if one.municipality}
    return (
        [bodies[key] for key in sorted(bodies)],
        [municipalities[key] for key in sorted(municipalities)],
        {one.person_id for one in shown if one.person_id},
    )


def appoint(body: str, first: date = FIRST) -> list[Appointment]:
    """Two appointments to the body that follow each other, told by an item each."""
    made = []
    for number in range(2):
        item = factories.make_item(f"Til {body}", "3", day=first + timedelta(days=number), decision="Udpeget.")
        municipality = factories.make_municipality("Ny" if number else "Gammel")
        person = factories.make_person(f"{'AB'[number]}da {first:%j}by")
        made.append(factories.make_appointment(item, person, body, municipality=municipality))
    return made


def _of_item(**values: object) -> Callable[[Appointment], object]:
    return lambda one: AgendaItem.objects.filter(pk=one.item_id).update(**values)


def _of_appointment(**values: object) -> Callable[[Appointment], object]:
    return lambda one: Appointment.objects.filter(pk=one.pk).update(**values)


def _in_anothers_place(one: Appointment) -> None:
    before = Appointment.objects.filter(body=one.body).exclude(pk=one.pk)[0]
    Appointment.objects.filter(pk=one.pk).update(replaces=before.person)


def _to_another_body(one: Appointment) -> None:
    Appointment.objects.filter(pk=one.pk).update(body=Appointment.objects.exclude(body=one.body)[0].body)


def _to_another_meeting(one: Appointment) -> None:
    AgendaItem.objects.filter(pk=one.item_id).update(meeting=factories.make_meeting(date(2025, 5, 5)))


def _for_a_period(one: Appointment) -> None:
    text = f"{one.person} er udpeget i resten af valgperioden."
    Decision.objects.filter(item=one.item_id).update(text=text)


def _withheld_person(one: Appointment) -> None:
    withhold(Person.objects.get(pk=one.person_id or 0), "Det er taget af.", "-")


def _renamed_as_the_wording_has_it(one: Appointment) -> None:
    Decision.objects.filter(item=one.item_id).update(text="Ea Eby er udpeget i resten af valgperioden.")
    assert all_seats() == derived()
    Person.objects.filter(pk=one.person_id or 0).update(name="Ea Eby", unique_name="Ea Eby")


def _deleted_meeting(one: Appointment) -> None:
    one.item.meeting.documents.all().delete()
    one.item.meeting.delete()


def _hidden_as_a_sample(one: Appointment) -> None:
    Council.objects.filter(pk=one.item.meeting.council_id).update(is_sample=True)
    assert all_seats() == derived()
    factories.make_item(
        "Et rigtigt råds punkt", meeting=factories.make_meeting(council=factories.make_council("KKR To"))
    )


CHANGES: dict[str, Callable[[Appointment], object]] = {
    "nothing that tells of seats": _of_item(background="Andet"),
    "withdrawn": _of_item(withdrawn=True),
    "brought back": _of_item(withdrawn=False),
    "a role": _of_appointment(role="suppleant"),
    "another person": lambda one: Appointment.objects.filter(pk=one.pk).update(person=factories.make_person("Ny Ny")),
    "left empty": _of_appointment(person=None),
    "no municipality": _of_appointment(municipality=None),
    "in another's place": _in_anothers_place,
    "to another body": _to_another_body,
    "from another day": _of_appointment(starts=date(2026, 1, 1)),
    "a meeting moved": lambda one: Meeting.objects.filter(pk=one.item.meeting_id).update(date=date(2024, 7, 7)),
    "an item moved to another meeting": _to_another_meeting,
    "until the period ends": _for_a_period,
    "renamed as the wording has it": _renamed_as_the_wording_has_it,
    "an appointment deleted": lambda one: one.delete(),
    "an appointment made": lambda one: factories.make_appointment(one.item, factories.make_person("Bo By"), "Nyråd"),
    "withheld": lambda one: withhold(one.item, "Det er taget af.", "-"),
    "a person withheld": _withheld_person,
    "an item deleted": lambda one: one.item.delete(),
    "a meeting deleted": _deleted_meeting,
    "hidden as a sample": _hidden_as_a_sample,
}


def test_kept_seats_are_those_of_all_appointments_after_each_change() -> None:
    appoint(BODY)
    for number, (what, change) in enumerate(CHANGES.items(), start=1):
        made = appoint(f"Råd {number}", FIRST + timedelta(days=3 * number))
        all_seats(), offered()
        change(made[1])
        assert (all_seats(), offered()) == (derived(), offered_by_reading()), what


def test_a_change_has_the_seats_of_its_body_derived_and_of_no_other() -> None:
    changed = appoint(BODY)[0]
    appoint("Vejrådet", date(2023, 1, 1))
    before = all_seats()
    Appointment.objects.filter(pk=changed.pk).update(role="formand")
    after = all_seats()
    assert {body for body in before if before[body] is not after[body]} == {changed.body_id}


def test_a_save_that_tells_of_no_seat_has_none_derived() -> None:
    appoint(BODY)
    factories.make_item("Andet", "9")
    all_seats()
    AgendaItem.objects.filter(number="9").update(title="Noget andet")
    with CaptureQueriesContext(connection) as queries:
        all_seats()
    assert not [query for query in queries if "recommendation" in query["sql"]]
