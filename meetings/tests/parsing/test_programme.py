"""The programme of a meeting's day: read from an item's text, and shown on the meeting's page."""

from datetime import time

import pytest
from django.test import Client

from meetings.models.choices import CaseType
from meetings.parsing.meaning.programme import ProgrammeEvent, read_programme
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

DAY = "Dagens program er:\n\n– 8.30-9.00: Kaffe\n– 9.00-9.45 – gruppemøder\n– 9.45–12:00 Møde i rådet\n\nVelkommen."


@pytest.mark.parametrize(
    ("text", "events"),
    [
        pytest.param(
            DAY,
            [
                ProgrammeEvent(time(8, 30), time(9), "Kaffe"),
                ProgrammeEvent(time(9), time(9, 45), "Gruppemøder"),
                ProgrammeEvent(time(9, 45), time(12), "Møde i rådet"),
            ],
            id="a list of hours",
        ),
        pytest.param("– 8.30-9.00: Kaffe", [], id="one entry is no programme"),
        pytest.param("– 8.30-9.00: Kaffe\n– Møde", [], id="an entry without hours"),
        pytest.param("– 24.30-25.00: Kaffe\n– 9.00-9.75: Møde", [], id="hours that are none"),
        pytest.param("– 8.30-9.00: A\n– 9.00-9.30: B\n\nOg.\n\n– 1.00-2.00: C", 2, id="the first list"),
        pytest.param("– 2.000-3.000 kr. til kaffe\n– 4.000-5.000 kr. til kage", [], id="amounts"),
        pytest.param("", [], id="no text"),
    ],
)
def test_the_events_of_a_text(text: str, events: list[ProgrammeEvent] | int) -> None:
    found = read_programme(text)
    assert len(found) == events if isinstance(events, int) else list(found) == events


@pytest.mark.django_db
def test_a_meeting_shows_its_programme_and_where_it_stands(client: Client) -> None:
    factories.make_item("Konference", "0.1", presentation="– 13.00-14.00: Tale\n– 14.00-15.00: Kage")
    factories.make_item("Referat", "0.2", presentation="– 8.30-9.00: Kaffe", case_type=CaseType.FORMALITY)
    item = factories.make_item("Dagsorden", "1.1", presentation=DAY, case_type=CaseType.FORMALITY)
    text = text_of(client, item.meeting.get_absolute_url())
    assert "Program 8.30–9.00 Kaffe 9.00–9.45 Gruppemøder 9.45–12.00 Møde i rådet Kilde: pkt. 1.1" in text
    assert f'href="{item.get_absolute_url()}">pkt. 1.1</a>' in html_of(client, item.meeting.get_absolute_url())


@pytest.mark.django_db
def test_a_meeting_without_a_programme_says_nothing_of_it(client: Client) -> None:
    item = factories.make_item("Havnen", presentation="– 2.000-3.000 kr.\n– 8.30-9.00: Kaffe")
    assert "Program" not in text_of(client, item.meeting.get_absolute_url())
