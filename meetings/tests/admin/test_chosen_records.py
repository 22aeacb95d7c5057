"""Fields of many rows that complete what one types: what is chosen in them is asked for at once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from meetings.tests import factories

pytestmark = pytest.mark.django_db

NAMES = ("Ada Aa", "Bo By", "Cai Co")


@pytest.fixture
def meeting() -> Meeting:
    made = factories.make_meeting()
    for name in NAMES:
        factories.make_participant(made, factories.make_person(name))
    return made


def form(admin_client: Client, meeting: Meeting) -> str:
    return admin_client.get(f"/admin/meetings/meeting/{meeting.pk}/change/").content.decode()


def test_each_row_shows_what_is_chosen_in_it(admin_client: Client, meeting: Meeting) -> None:
    page = form(admin_client, meeting)
    for key, name in meeting.participants.values_list("person", "person__name"):
        assert f'<option value="{key}" selected>{name}</option>' in page


def test_a_row_in_which_nothing_is_chosen_may_stay_so(admin_client: Client, meeting: Meeting) -> None:
    meeting.participants.update(party=None)
    page = form(admin_client, meeting)
    row = page.partition('name="participants-0-party"')[2].partition("</select>")[0]
    assert "selected" not in row


def test_more_rows_ask_no_more_questions(admin_client: Client, meeting: Meeting) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            form(admin_client, meeting)
        return len(queries)

    form(admin_client, meeting)
    before = asked()
    for number in range(5):
        factories.make_participant(meeting, factories.make_person(f"Dan Du{'abcde'[number]}"))
    assert asked() == before


def test_what_is_sent_and_refused_is_shown_again(admin_client: Client, meeting: Meeting) -> None:
    first = meeting.participants.order_by("pk")[0]
    data = {
        "date": "ikke en dato",
        "council": str(meeting.council_id),
        "participants-TOTAL_FORMS": "1",
        "participants-INITIAL_FORMS": "1",
        "participants-0-id": str(first.pk),
        "participants-0-person": str(first.person_id),
        "participants-0-municipality": "nej",
        "participants-0-status": first.status,
    }
    for prefix in ("sections", "items", "attachments", "documents"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    response = admin_client.post(f"/admin/meetings/meeting/{meeting.pk}/change/", data)
    assert response.status_code == 200
    assert f'<option value="{first.person_id}" selected>' in response.content.decode()
