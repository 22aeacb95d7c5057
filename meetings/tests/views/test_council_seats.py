"""Who sits in the councils themselves: the members on their latest list that is whole."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Council, Meeting
from meetings.models.choices import DocumentKind, MeetingStatus, Status
from meetings.tests import factories
from meetings.tests.reading import query_count, text_of

pytestmark = pytest.mark.django_db

SEATS = "/udpegninger/"
PRESENT, ABSENT = Status.PRESENT, Status.ABSENT


def meeting_with(day: date, *names: str, council: Council | None = None, **values: Any) -> Meeting:
    """A meeting whose minutes list these people; the last one was absent."""
    statuses = values.pop("statuses", [PRESENT] * (len(names) - 1) + [ABSENT])
    kind = values.pop("kind", DocumentKind.MINUTES)
    meeting = factories.make_meeting(day, council=council, participants_complete=True, **values)
    document = factories.make_document(meeting, kind=kind)
    for position, (name, status) in enumerate(zip(names, statuses, strict=True)):
        factories.make_participant(
            meeting, factories.make_person(name), status=status, position=position, document=document
        )
    return meeting


def test_the_latest_list_tells_who_sits_there_present_or_absent(client: Client) -> None:
    meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    latest = meeting_with(date(2024, 6, 1), "Bo By", "Cai Co")
    text = text_of(client, SEATS)
    latest_list = "Efter deltagerlisten fra mødet den 1. juni 2024, den seneste, der er hel."
    assert f"KKR Prøve: rådets medlemmer {latest_list}" in text
    assert "Person Kommune Rolle Bo By (A) Aalborg Cai Co (A) Aalborg" in text
    assert "Ada Aa (A)" not in text
    assert "Ada Aa (A) Aalborg Bo By (A) Aalborg" in text_of(client, f"{SEATS}?dato=2024-05-31")
    assert "Rådets medlemmer (2)" in text_of(client, f"/{latest.council.slug}/")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"kind": DocumentKind.AGENDA}, id="an agenda's list is of those summoned"),
        pytest.param({"statuses": [PRESENT, Status.UNKNOWN]}, id="of one it is not known whether they came"),
        pytest.param({"status": MeetingStatus.CANCELLED}, id="the meeting was cancelled"),
        pytest.param({"cut": True}, id="the list is cut"),
        pytest.param({"joint": True}, id="a joint meeting has the members of others too"),
        pytest.param({"day": timezone.localdate() + timedelta(days=30)}, id="the meeting is still to be held"),
    ],
)
def test_a_list_that_is_not_whole_or_not_the_councils_own_tells_of_no_seats(
    client: Client, values: dict[str, Any]
) -> None:
    meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    cut, joint = values.pop("cut", False), values.pop("joint", False)
    later = meeting_with(values.pop("day", date(2024, 6, 1)), "Dan Di", "Eva Em", **values)
    if cut:
        Meeting.objects.filter(pk=later.pk).update(participants_complete=False)
    if joint:
        later.joint_councils.add(factories.make_council("KKR Øvelse"))
    text = text_of(client, SEATS)
    assert "fra mødet den 1. marts 2024" in text
    assert "Dan Di (A)" not in text


def test_deputies_sit_for_somebody_else(client: Client) -> None:
    meeting = meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    meeting.participants.filter(person__name="Bo By").update(role="stedfortræder for Cai Co")
    assert "Bo By (A)" not in text_of(client, SEATS)


def test_they_are_narrowed_by_municipality_person_and_seat(client: Client) -> None:
    meeting = meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    meeting.participants.filter(person__name="Bo By").update(municipality=factories.make_municipality("Rebild"))
    for query, seen in (("kommune=rebild", "Bo By"), ("person=ada-aa", "Ada Aa"), ("plads=besat", "Ada Aa")):
        text = text_of(client, f"{SEATS}?{query}")
        assert f"{seen} (A)" in text
        assert "Ingen pladser" not in text
    assert "Ada Aa (A)" not in text_of(client, f"{SEATS}?kommune=rebild")
    assert "Ingen pladser svarer" in text_of(client, f"{SEATS}?plads=ubesat")


def test_a_list_of_an_earlier_period_says_so(client: Client) -> None:
    meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    assert "valgt i forrige periode" in text_of(client, f"{SEATS}?dato=2026-03-01")


def test_many_councils_take_no_more_questions(client: Client) -> None:
    meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By")
    few = query_count(client, SEATS)
    for number in range(4):
        meeting_with(date(2024, 3, 1), "Ada Aa", "Bo By", council=factories.make_council(f"KKR {number}"))
    assert query_count(client, SEATS) == few
