"""References between items, meetings and cases: linked both ways, and by themselves once both are there."""

from datetime import date

import pytest
from django.test import Client

from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db


def test_an_item_of_another_meeting_is_linked_both_ways(client: Client) -> None:
    other = factories.make_item("Budget", "2.1", date(2024, 3, 1))
    item = factories.make_item("Fordeling", "2.2", distant_items=["2024-03-01 2.1", "2024-03-01 9.9"])
    html = html_of(client, item.get_absolute_url())
    assert f'<dt>Henviser til</dt><dd><a href="{other.get_absolute_url()}">1. marts 2024, pkt. 2.1 Budget</a>' in html
    assert "1. marts 2024, pkt. 9.9 (ikke i arkivet)" in html
    back = html_of(client, other.get_absolute_url())
    assert f'<dt>Omtales i</dt><dd><a href="{item.get_absolute_url()}">21. juni 2024, pkt. 2.2 Fordeling</a>' in back


def test_what_is_imported_later_is_linked_by_itself(client: Client) -> None:
    item = factories.make_item("Fordeling", "2.2", distant_items=["2024-03-01 2.1"], case_references=["19/3143"])
    before = text_of(client, item.get_absolute_url())
    assert "Henviser til 1. marts 2024, pkt. 2.1 (ikke i arkivet) Sag 19/3143 (ikke i arkivet)" in before
    factories.make_item("Budget", "2.1", date(2024, 3, 1))
    factories.make_item("Bro", "1.1", date(2023, 3, 3), case_number="19/3143")
    after = text_of(client, item.get_absolute_url())
    assert "1. marts 2024, pkt. 2.1 Budget Sag 19/3143: 3. marts 2023, pkt. 1.1 Bro" in after
    assert "ikke i arkivet" not in after


def test_an_item_of_another_councils_meeting_is_not_meant(client: Client) -> None:
    elsewhere = factories.make_meeting(date(2024, 3, 1), council=factories.make_council("KKR Andet"))
    factories.make_item("Budget", "2.1", meeting=elsewhere)
    item = factories.make_item("Fordeling", "2.2", distant_items=["2024-03-01 2.1"])
    assert "1. marts 2024, pkt. 2.1 (ikke i arkivet)" in text_of(client, item.get_absolute_url())


def test_items_of_a_meeting_are_linked_both_ways(client: Client) -> None:
    first = factories.make_item("Budget", "2.1")
    factories.make_item("Fordeling", "2.2", item_references=["2.1"])
    assert "Omtales i Pkt. 2.2 Fordeling" in text_of(client, first.get_absolute_url())


def test_items_of_one_case_lead_to_each_other_oldest_first(client: Client) -> None:
    for day in (date(2024, 9, 6), date(2024, 3, 1), date(2024, 6, 21)):
        factories.make_item(f"Bro {day.month}", "1.1", day, case_number="SAG-2024-00417")
        factories.make_item("Dagsorden", "1.2", day, case_number="SAG-2024-00001")
    text = text_of(client, "/kkr-proeve/2024-06-21/1-1/")
    assert "Samme sag 1. marts 2024, pkt. 1.1 Bro 3 6. september 2024, pkt. 1.1 Bro 9" in text


def test_a_case_number_that_a_whole_meeting_carries_is_no_case(client: Client) -> None:
    for number in ("1.1", "1.2", "1.3"):
        item = factories.make_item("Punkt", number, case_number="SAG-2024-00417")
    factories.make_item("Senere", "1.1", date(2025, 3, 7), case_number="SAG-2024-00417")
    assert "Samme sag" not in text_of(client, item.get_absolute_url())


def test_a_case_of_many_items_is_linked_as_a_search(client: Client) -> None:
    for number in ("1.1", "1.2", "1.3", "1.4"):
        factories.make_item("Punkt", number, case_number="19/3143")
    item = factories.make_item("Bro", "2.1", date(2025, 3, 7), case_references=["19/3143"])
    html = client.get(item.get_absolute_url()).content.decode()
    assert '<a href="/soeg/?q=19%2F3143">Sag 19/3143: 4 punkter</a>' in html


def test_a_meeting_shows_which_items_of_its_council_name_it(client: Client) -> None:
    meeting = factories.make_meeting(date(2024, 3, 1))
    factories.make_item("Fordeling", "2.2", references=[date(2024, 3, 1)])
    elsewhere = factories.make_meeting(council=factories.make_council("KKR Andet"))
    factories.make_item("Et andet råds", "1.1", meeting=elsewhere, references=[date(2024, 3, 1)])
    text = text_of(client, meeting.get_absolute_url())
    assert "Omtales i 21. juni 2024, pkt. 2.2 Fordeling" in text
    assert "Et andet råds" not in text
