"""What a meeting's page leads to of its council's other meetings: the one before, the one after, those of its day."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from meetings.models import Council, Meeting
from meetings.pages.references import meetings_near
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

# In the order of time: a day with three meetings between others, two without a start, and one that was moved.
TIMES = [
    (date(2031, 1, 10), None, ""),
    (date(2031, 3, 6), None, ""),
    (date(2031, 3, 6), None, "ordinaert"),
    (date(2031, 3, 6), time(9, 30), "kl-0930"),
    (date(2031, 3, 6), time(15, 0), "kl-1500"),
    (date(2031, 6, 1), time(0, 0), ""),
]
MOVED_TO = date(2031, 9, 1)


@pytest.fixture
def in_time() -> list[Meeting]:
    council = Council.objects.create(name="KKR Fjordland", slug="kkr-fjordland")
    moved = Meeting(council=council, date=MOVED_TO, moved_from=[date(2031, 3, 6), date(2031, 4, 4)])
    found = [Meeting(council=council, date=day, start_time=start, slug=slug) for day, start, slug in TIMES]
    elsewhere = Council.objects.create(name="KKR Nabo", slug="kkr-nabo")
    Meeting.objects.create(council=elsewhere, date=date(2031, 3, 6))
    return Meeting.objects.bulk_create([*found, moved])


def test_each_leads_to_the_one_before_and_the_one_after(in_time: list[Meeting]) -> None:
    for place, meeting in enumerate(in_time):
        near = meetings_near(meeting)
        assert near.previous == (in_time[place - 1] if place else None)
        assert near.next == (in_time[place + 1] if place + 1 < len(in_time) else None)


def test_each_is_connected_with_those_of_its_day_and_of_the_days_it_was_moved_from(in_time: list[Meeting]) -> None:
    of_day, moved = in_time[1:5], in_time[-1]
    for meeting in in_time:
        joined = [*of_day, moved] if meeting in of_day else of_day if meeting == moved else []
        addresses = [other.get_absolute_url() for other in joined if other != meeting]
        assert [link.address for link in meetings_near(meeting).connected] == addresses


def test_a_joint_meeting_is_near_those_of_each_of_its_councils(in_time: list[Meeting]) -> None:
    neighbour = Meeting.objects.get(council__slug="kkr-nabo")
    in_time[-1].joint_councils.add(neighbour.council)
    assert meetings_near(neighbour).next == in_time[-1]


def test_a_council_counts_the_joint_meetings_that_it_held(client: Client, in_time: list[Meeting]) -> None:
    neighbour = Meeting.objects.get(council__slug="kkr-nabo").council
    in_time[-1].joint_councils.add(neighbour)
    days = [in_time[-1].date, neighbour.meetings.get().date]
    counts = Council.objects.with_meeting_counts()
    counted: Any = counts.get(pk=neighbour.pk)
    assert (counted.meeting_count, counted.first_date, counted.last_date) == (2, min(days), max(days))
    assert "2 møder i arkivet" in text_of(client, "/kkr-nabo/")
    alone: Any = counts.get(pk=in_time[-1].council_id)
    assert alone.meeting_count == alone.meetings.count()
    empty: Any = counts.get(pk=factories.make_council("KKR Tom").pk)
    assert (empty.meeting_count, empty.last_date) == (0, None)
