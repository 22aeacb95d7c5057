"""What rates of attendance rest on: whole lists alone, and no percentage of a few meetings."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting, Municipality, Participant, Person
from meetings.models.choices import DocumentKind, MeetingStatus, Status
from meetings.pages.attendance import AttendanceCount, attendance_by_year
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db

FIRST = date(2024, 1, 10)


def make_list(
    place: int, *people: Person, complete: bool | None = True, status: Status = Status.PRESENT
) -> tuple[Meeting, Municipality]:
    """A meeting's list of these people, a month after that of the place before."""
    meeting = factories.make_meeting(FIRST + timedelta(days=30 * place), participants_complete=complete)
    municipality = factories.make_municipality("Læsø")
    for person in people:
        factories.make_participant(meeting, person, municipality=municipality, status=status)
    return meeting, municipality


@pytest.mark.parametrize(
    ("present", "absent", "share"),
    [
        pytest.param(0, 1, "0 af 1", id="one apology"),
        pytest.param(1, 1, "1 af 2", id="two"),
        pytest.param(4, 0, "4 af 4", id="one below the bound"),
        pytest.param(4, 1, "80 %", id="enough"),
        pytest.param(0, 5, "0 %", id="never there"),
        pytest.param(2, 4, "33 %", id="rounded"),
    ],
)
def test_a_percentage_is_told_of_five_meetings_or_more(present: int, absent: int, share: str) -> None:
    keys = range(present + absent)
    told = [(1, 2024, Status.PRESENT, keys[:present]), (1, 2024, Status.ABSENT, keys[present:])]
    (of_year,) = attendance_by_year(told)
    assert of_year.attendance.share == share
    assert bool(of_year.attendance.present_width) is share.endswith("%")


def test_several_people_at_one_meeting_are_one_meeting() -> None:
    four_people = [(person, 2024, Status.PRESENT, [7, 8]) for person in range(4)]
    (of_year,) = attendance_by_year(four_people)
    assert of_year.attendance == AttendanceCount(8, 0, frozenset({7, 8}))
    assert (of_year.attendance.meetings, of_year.attendance.share) == (2, "8 af 8")


@pytest.mark.parametrize("reason", ["cut", "somebody unknown"])
def test_a_list_that_is_not_whole_counts_in_no_rate_and_is_linked(client: Client, reason: str) -> None:
    person, other = factories.make_person("Ida Ås"), factories.make_person("Bo Aa")
    for place in range(5):
        make_list(place, person)
    partial, _ = make_list(5, person, complete=reason != "cut", status=Status.ABSENT)
    if reason != "cut":
        factories.make_participant(partial, other, status=Status.UNKNOWN)
    link = f'<li><a href="{partial.get_absolute_url()}#deltagere">KKR Prøve, 8. juni 2024</a></li>'
    for url in ("/personer/ida-aas/", "/kommuner/laesoe/", "/personer/"):
        assert "1 deltagerliste tæller ikke med i fremmødet, fordi den ikke er hel" in text_of(client, url)
        assert link in html_of(client, url)
    of_person = text_of(client, "/personer/ida-aas/")
    assert "Til stede ved 5 af 5 møder (100 %), hvor dokumenterne oplyser fremmødet." in of_person
    assert "8. juni 2024 Afbud" in of_person
    assert "Ida Ås Læsø A 5 0 0" in text_of(client, "/personer/")
    of_municipality = text_of(client, "/kommuner/laesoe/")
    assert "Ida Ås 2024 5 af 5 5 0" in of_municipality
    assert "Af 5 møder." in of_municipality
    of_meeting = text_of(client, partial.get_absolute_url())
    assert "Listen tæller ikke med i noget fremmøde." in of_meeting
    assert "Til stede af dem, listen nævner" not in of_meeting


def test_a_person_of_partial_lists_alone_has_no_rate(client: Client) -> None:
    person = factories.make_person("Ida Ås")
    make_list(0, person, complete=False, status=Status.ABSENT)
    text = text_of(client, "/personer/ida-aas/")
    assert "Ingen af de deltagerlister, der nævner Ida Ås, er hele." in text
    assert "%" not in text
    assert "Ingen af de deltagerlister, der nævner kommunen, er hele." in text_of(client, "/kommuner/laesoe/")


def test_which_lists_are_partial() -> None:
    person = factories.make_person()
    make_list(0, person)
    make_list(1, person, complete=None)
    make_list(2, person, complete=False)
    make_list(3, person, status=Status.UNKNOWN)
    summoned, _ = make_list(4)
    agenda = factories.make_document(summoned, kind=DocumentKind.AGENDA)
    factories.make_participant(summoned, person, status=Status.UNKNOWN, document=agenda)
    days = Meeting.objects.with_partial_lists().values_list("date", flat=True)
    assert sorted((day - FIRST).days // 30 for day in days) == [2, 3]


def test_no_meeting_that_was_not_held_is_named_among_partial_lists(client: Client) -> None:
    person = factories.make_person("Ida Ås")
    meeting, _ = make_list(0, person, complete=False)
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.CANCELLED)
    assert not Participant.objects.counted(FIRST)
    assert "tæller ikke med i fremmødet, fordi" not in text_of(client, "/kommuner/laesoe/")


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(
    "not_held",
    [
        pytest.param({"status": MeetingStatus.CANCELLED}, id="cancelled"),
        pytest.param({"status": MeetingStatus.MOVED}, id="moved to a day that nobody knows"),
        pytest.param({"date": date(2099, 1, 9)}, id="to come"),
        pytest.param({"date": date(2099, 1, 9), "status": MeetingStatus.CANCELLED}, id="cancelled, to come"),
    ],
)
def test_a_meeting_that_has_not_been_held_has_no_attendance_and_counts_in_no_rate(
    client: Client, not_held: dict[str, Any], status: str
) -> None:
    person = factories.make_person("Ida Ås")
    for place in range(5):
        make_list(place, person)
    pages = ("/personer/ida-aas/", "/kommuner/laesoe/", "/personer/")
    told = [rates(text_of(client, page)) for page in pages]
    planned, _ = make_list(6, person, status=Status(status))
    Meeting.objects.filter(pk=planned.pk).update(**not_held)
    planned.refresh_from_db()
    assert [rates(text_of(client, page)) for page in pages] == told
    assert not Participant.objects.counted(date(2030, 1, 1)).filter(meeting=planned)
    of_meeting = text_of(client, planned.get_absolute_url())
    assert "Ida Ås" in of_meeting
    assert not [word for word in ("Til stede", "Afbud", "Fravær", "%") if word in of_meeting]


def rates(page: str) -> list[str]:
    """All that a page tells of how many meetings somebody came to."""
    return re.findall(r"\d+ af \d+|\d+ %|Af \d+ møder|Ida Ås Læsø A [\d ]+", page)
