"""Those at a meeting, counted by municipality and party."""

import pytest
from django.test import Client

from meetings.models import Meeting, Participant
from meetings.models.choices import Status
from meetings.pages.attendance import attendance_table
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

LIST = [
    ("Bo Aa", "Aalborg", "A", Status.PRESENT),
    ("Ida Ås", "Aalborg", "A", Status.ABSENT),
    ("Eva Bek", "Rebild", "V", Status.PRESENT),
    ("Per Hav", "Rebild", "A", Status.PRESENT),
    ("Uden Alt", "", "", Status.PRESENT),
]


def make_list() -> Meeting:
    meeting = factories.make_meeting(participants_complete=True)
    for place, (name, municipality, letter, status) in enumerate(LIST):
        factories.make_participant(
            meeting,
            factories.make_person(name),
            municipality=factories.make_municipality(municipality) if municipality else None,
            party=factories.make_party(letter, f"Parti {letter}") if letter else None,
            status=status,
            position=place,
        )
    return meeting


def test_a_list_is_counted_by_municipality_and_party() -> None:
    table = attendance_table(list(make_list().participants.all()))
    assert table
    assert [party.letter for party in table.parties] == ["A", "V", ""]
    assert [row.municipality for row in table.rows] == ["", "Rebild", "Aalborg"]
    counted = [[(cell.present, cell.listed) for cell in (*row.cells, row.together)] for row in table.rows]
    assert counted == [
        [(0, 0), (0, 0), (1, 1), (1, 1)],
        [(1, 1), (1, 1), (0, 0), (2, 2)],
        [(1, 2), (0, 0), (0, 0), (1, 2)],
    ]
    assert [(cell.present, cell.listed) for cell in (*table.totals, table.together)] == [(2, 3), (1, 1), (1, 1), (4, 5)]


def test_no_list_gives_no_table() -> None:
    assert attendance_table([]) is None


def test_a_meeting_shows_its_participants_in_groups_and_in_numbers(client: Client) -> None:
    text = text_of(client, make_list().get_absolute_url())
    assert "Til stede 4 Uden kommune Uden Alt Rebild Kommune Eva Bek (V) Per Hav (A) Aalborg Kommune Bo Aa (A)" in text
    assert "Afbud 1 Aalborg Kommune Ida Ås (A)" in text
    assert "Kommune A V Uden parti I alt Uden kommune 1 af 1 1 af 1 Rebild 1 af 1 1 af 1 2 af 2" in text
    assert "I alt 2 af 3 1 af 1 1 af 1 4 af 5" in text


def test_attendance_that_is_not_known_is_shown_and_counts_in_no_rate(client: Client) -> None:
    meeting = factories.make_meeting()
    person = factories.make_person("Lis Als")
    factories.make_participant(meeting, person, status=Status.UNKNOWN)
    assert attendance_table(list(meeting.participants.all())) is None
    text = text_of(client, meeting.get_absolute_url())
    assert "Fremmøde ikke oplyst 1 Aalborg Kommune Lis Als (A)" in text
    assert "Til stede" not in text
    of_person = text_of(client, person.get_absolute_url())
    assert "Arkivets dokumenter oplyser ikke, om Lis Als var til stede." in of_person
    assert "Ikke oplyst" in of_person
    assert "Til stede" not in of_person
    assert Participant.objects.counts_by_year() == []


def test_a_meeting_is_cited_by_the_document_that_is_shown(client: Client) -> None:
    meeting = factories.make_meeting()
    factories.make_document(meeting, is_draft=True)
    text = text_of(client, meeting.get_absolute_url())
    address = f"http://testserver{meeting.get_absolute_url()}"
    assert f"Citér KKR Prøve, udkast til referat 21. juni 2024{address}" in text.replace(f" {address}", address)
