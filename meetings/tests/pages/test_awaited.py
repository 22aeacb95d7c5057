"""What is said of a meeting, and of its items, where the archive has the agenda alone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import AgendaItem, Decision, Meeting
from meetings.tests import factories
from meetings.tests.documents import ITEMS, document_text, import_text
from meetings.tests.reading import query_count, text_of

pytestmark = pytest.mark.django_db

MEETING = "/kkr-proeveby/2025-03-14/"
UNKNOWN = "Hvad der blev besluttet, kendes ikke endnu."
ALONE = f"Kun dagsordenen er i arkivet. {UNKNOWN}"
OF_ITEM = f"Beslutning Arkivet har kun punktet fra dagsordenen. {UNKNOWN}"
LABEL = "Kun dagsorden Beslutningssag"


def import_agenda(day: date = date(2025, 3, 14)) -> None:
    import_text(document_text("agenda", day=day), "dagsorden.txt")


def of_item(client: Client, number: str = "2.1") -> str:
    return text_of(client, AgendaItem.objects.get(number=number).get_absolute_url())


def test_a_meeting_and_its_items_say_that_nobody_knows_what_was_decided(client: Client) -> None:
    import_agenda()
    assert ALONE in text_of(client, MEETING)
    assert f"{OF_ITEM} Indstilling" in of_item(client)


def test_a_meeting_with_minutes_says_nothing_of_it(client: Client) -> None:
    import_agenda()
    import_text(document_text())
    assert UNKNOWN not in text_of(client, MEETING)
    assert UNKNOWN not in of_item(client)


def test_a_draft_of_the_minutes_tells_what_was_decided(client: Client) -> None:
    import_agenda()
    import_text(document_text(cover="Udkast til referat"))
    assert UNKNOWN not in text_of(client, MEETING)


@pytest.mark.parametrize(
    ("days", "of_meeting", "of_item_"),
    [
        pytest.param(1, "Mødet er ikke holdt endnu.", "Beslutning Mødet er ikke holdt endnu.", id="tomorrow"),
        pytest.param(0, "Mødet holdes i dag.", "Beslutning Mødet holdes i dag.", id="today"),
        pytest.param(-1, ALONE, OF_ITEM, id="yesterday"),
    ],
)
def test_it_is_told_by_the_day(client: Client, days: int, of_meeting: str, of_item_: str) -> None:
    import_agenda(timezone.localdate() + timedelta(days=days))
    text = text_of(client, Meeting.objects.get().get_absolute_url())
    assert of_meeting in text
    assert (ALONE in text) == (days < 0)
    assert of_item_ in of_item(client)


def test_a_decision_that_an_editor_wrote_is_known(client: Client) -> None:
    import_agenda()
    item = AgendaItem.objects.get(number="2.1")
    Decision.objects.create(item=item, text="Rådet godkendte.", outcome="approved")
    assert UNKNOWN not in text_of(client, MEETING)
    assert UNKNOWN not in of_item(client)
    assert OF_ITEM in of_item(client, "2.2")


def test_an_item_that_was_withdrawn_awaits_nothing(client: Client) -> None:
    import_agenda()
    import_text(document_text(items=ITEMS[:2]))
    assert AgendaItem.objects.get(number="2.2").withdrawn
    assert UNKNOWN not in of_item(client, "2.2")


def test_an_item_made_by_hand_says_nothing_of_an_agenda(client: Client) -> None:
    item = factories.make_item("Havnen")
    assert "agsorden" not in text_of(client, item.get_absolute_url())
    assert "agsorden" not in text_of(client, item.meeting.get_absolute_url())


def test_lists_mark_what_was_read_in_an_agenda_alone(client: Client) -> None:
    import_agenda()
    AgendaItem.objects.get(number="2.1").topics.add(factories.make_topic("Dyr"))
    for url in ("/soeg/?q=dyrlæger", "/emner/dyr/"):
        assert LABEL in text_of(client, url), url
    questions = query_count(client, "/emner/dyr/")
    import_text(document_text())
    for url in ("/soeg/?q=dyrlæger", "/emner/dyr/"):
        assert LABEL not in text_of(client, url), url
    assert query_count(client, "/emner/dyr/") == questions
