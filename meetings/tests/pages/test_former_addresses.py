"""An address whose date or number an editor has changed leads on to the present one."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Meeting
from meetings.tests import factories

pytestmark = pytest.mark.django_db

PRESENT = date(2024, 6, 21)
IMPORTED = {"date": "2024-06-12"}


def make_moved_meeting() -> Meeting:
    return factories.make_meeting(PRESENT, imported=IMPORTED)


def make_moved_item(number: str = "3.7", imported: str = "3.6") -> AgendaItem:
    return factories.make_item(number=number, meeting=make_moved_meeting(), imported={"number": imported})


@pytest.mark.parametrize(
    ("old", "present"),
    [
        pytest.param("/kkr-proeve/2024-06-12/", "/kkr-proeve/2024-06-21/", id="a meeting's date"),
        pytest.param("/kkr-proeve/2024-06-12/3-7/", "/kkr-proeve/2024-06-21/3-7/", id="the date of an item's meeting"),
        pytest.param("/kkr-proeve/2024-06-21/3-6/", "/kkr-proeve/2024-06-21/3-7/", id="an item's number"),
        pytest.param("/kkr-proeve/2024-06-12/3-6/", "/kkr-proeve/2024-06-21/3-7/", id="both"),
    ],
)
def test_a_changed_address_leads_on_for_good(client: Client, old: str, present: str) -> None:
    make_moved_item()
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == present
    assert client.get(present).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("/kkr-andet/2024-06-12/", id="another council's meeting"),
        pytest.param("/kkr-andet/2024-06-12/3-6/", id="another council's item"),
        pytest.param("/kkr-proeve/2024-06-13/", id="a date that no meeting had"),
        pytest.param("/kkr-proeve/2024-06-13/3-6/", id="an item of a date that no meeting had"),
        pytest.param("/kkr-proeve/2024-06-12/3-5/", id="a number that no item had"),
    ],
)
def test_what_never_was_is_not_found(client: Client, url: str) -> None:
    make_moved_item()
    factories.make_meeting(date(2024, 1, 1), council=factories.make_council("KKR Andet"))
    assert client.get(url).status_code == 404


def test_what_has_the_address_now_comes_before_what_had_it(client: Client) -> None:
    make_moved_item("3.7", imported="3.6")
    make_moved_item("3.6", imported="3.7")
    factories.make_meeting(date(2024, 6, 12))
    for url in ("/kkr-proeve/2024-06-12/", "/kkr-proeve/2024-06-21/3-6/", "/kkr-proeve/2024-06-21/3-7/"):
        assert client.get(url).status_code == 200, url


def test_of_two_items_that_had_a_number_the_one_that_still_has_it_is_meant(client: Client) -> None:
    make_moved_item("3.7", imported="3.6")
    make_moved_item("3.6", imported="3.5")
    assert client.get("/kkr-proeve/2024-06-12/3-6/")["Location"] == "/kkr-proeve/2024-06-21/3-6/"


def test_of_two_meetings_that_had_a_date_the_one_that_still_has_it_is_meant(client: Client) -> None:
    make_moved_item("3.6", imported="3.6")
    factories.make_item(number="3.8", meeting=factories.make_meeting(date(2024, 6, 12)), imported={"number": "3.6"})
    assert client.get("/kkr-proeve/2024-06-12/3-6/")["Location"] == "/kkr-proeve/2024-06-12/3-8/"


# Besides these two the archive's version is asked for, and of an item whether it is withheld.
@pytest.mark.parametrize(("url", "count"), [("/kkr-proeve/2024-06-12/", 3), ("/kkr-proeve/2024-06-12/3-6/", 4)])
def test_two_questions_find_the_way_in_any_archive(client: Client, url: str, count: int) -> None:
    make_moved_item()
    for place in range(5):
        factories.make_item(number=f"4.{place}", meeting=make_moved_meeting(), imported={"number": "3.6"})
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 301
    assert len(queries) == count
