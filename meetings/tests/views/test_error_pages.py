"""Pages for what goes wrong: each says what happened and leads on; none of a failure asks the database."""

from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Meeting
from meetings.tests import factories
from meetings.tests.reading import Page, words
from meetings.views import about
from meetings.views.errors import words_of_address

ADDRESSES = [
    pytest.param("/emner/sundheds/", "sundheds", id="the last part"),
    pytest.param("/kkr-nordjylland/2026-06-19/3-6/", "kkr nordjylland", id="without dates and numbers"),
    pytest.param("/personer/åse-æbelø", "åse æbelø", id="Danish letters"),
    pytest.param("/2026/", "", id="no word"),
    pytest.param("/" + "a" * 300 + "/", "", id="too long to be a search"),
]


@pytest.mark.parametrize(("path", "expected"), ADDRESSES)
def test_the_words_of_an_address(path: str, expected: str) -> None:
    assert words_of_address(path) == expected


@pytest.mark.django_db
def test_an_unknown_address_offers_a_search_for_its_words(client: Client) -> None:
    response = client.get("/emner/sundheds/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Arkivet kender ikke det emne." in words(html)
    assert 'name="q" maxlength="300" value="sundheds"' in html
    assert Page(html).tags.count("h1") == 1
    assert {"/", "/moeder/", "/emner/", "/kommuner/", "/soeg/"} <= Page(html).links


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_shows_no_technicalities(client: Client) -> None:
    text = words(client.get("/findes/slet/ikke/").content.decode())
    assert "Arkivet har ikke nogen side på den adresse." in text
    assert "Resolver" not in text
    assert "tried" not in text


@pytest.mark.django_db
def test_markup_in_an_address_is_shown_and_never_run(client: Client) -> None:
    html = client.get('/emner/"><script>alert(1)</script>/').content.decode()
    assert "<script>alert" not in html


# -- Removed -----------------------------------------------------------------------------------------------------------


def removed_item(number: str = "3.6", **values: Any) -> Meeting:
    """A meeting with an item that an import made and a person deleted."""
    meeting = factories.make_meeting(**values)
    Meeting.objects.filter(pk=meeting.pk).update(written=["item 3.5", f"item {number}", "section 3"])
    factories.make_item("Står her endnu", "3.5", meeting=meeting, key="3.5")
    return meeting


@pytest.mark.django_db
def test_an_item_that_an_editor_deleted_is_gone_and_says_so(client: Client) -> None:
    meeting = removed_item()
    response = client.get(f"{meeting.get_absolute_url()}3-6/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Punkt 3.6 fra mødet i KKR Prøve 21. juni 2024 har stået i arkivet" in words(html)
    assert meeting.get_absolute_url() in Page(html).links
    assert '<meta name="robots" content="noindex">' in html
    assert "ETag" not in response.headers


@pytest.mark.django_db
def test_a_deleted_item_is_known_by_the_number_that_a_document_gave_it(client: Client) -> None:
    meeting = removed_item()
    factories.make_document(meeting, said={"item 3.6": {"number": "4.1"}, "meeting ": {}})
    assert client.get(f"{meeting.get_absolute_url()}4-1/").status_code == 410


@pytest.mark.django_db
def test_a_deleted_item_is_found_at_the_day_that_its_meeting_was_imported_with(client: Client) -> None:
    removed_item(imported={"date": "2024-06-20"})
    assert client.get("/kkr-proeve/2024-06-20/3-6/").status_code == 410


NEVER_THERE = [
    pytest.param("/kkr-proeve/2024-06-21/9-9/", id="another number"),
    pytest.param("/kkr-proeve/2024-06-22/3-6/", id="another day"),
    pytest.param("/kkr-andet/2024-06-21/3-6/", id="another council"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("url", NEVER_THERE)
def test_what_never_was_there_is_not_found(client: Client, url: str) -> None:
    removed_item()
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_an_item_that_was_renumbered_is_moved_and_not_gone(client: Client) -> None:
    meeting = factories.make_meeting(date(2024, 6, 21), written=["item 3.6"])
    item = factories.make_item("Flyttet", "3.7", meeting=meeting, key="3.6")
    response = client.get(f"{meeting.get_absolute_url()}3-6/")
    assert (response.status_code, response.headers["Location"]) == (301, item.get_absolute_url())
    AgendaItem.objects.all().delete()
    assert client.get(f"{meeting.get_absolute_url()}3-6/").status_code == 410


@pytest.mark.django_db
@pytest.mark.parametrize("delete", [Meeting.delete, lambda meeting: Meeting.objects.all().delete()])
@pytest.mark.parametrize("path", ["", "3-6/", "3-6-udgaaet/", "siden-dagsordenen/"])
def test_a_meeting_that_an_editor_deleted_is_gone_until_it_is_back(
    client: Client, delete: Callable[[Meeting], object], path: str
) -> None:
    meeting = factories.make_meeting(date(2024, 6, 21))
    address = meeting.get_absolute_url() + path
    assert client.get(address).status_code == (404 if path else 200)
    delete(meeting)
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 410
    assert "Mødet i KKR Prøve 21. juni 2024 har stået i arkivet" in words(html)
    assert "/kkr-proeve/" in Page(html).links
    assert '<meta name="robots" content="noindex">' in html
    assert client.get("/kkr-proeve/2024-06-22/").status_code == 404
    factories.make_meeting(date(2024, 6, 21))
    assert client.get(address).status_code == (404 if path else 200)


@pytest.mark.django_db
def test_a_deleted_meeting_is_gone_at_the_day_that_it_was_imported_with_too(client: Client) -> None:
    meeting = factories.make_meeting(date(2024, 6, 21), imported={"date": "2024-06-20"})
    assert client.get("/kkr-proeve/2024-06-20/").status_code == 301
    meeting.delete()
    assert client.get("/kkr-proeve/2024-06-20/").status_code == 410
    assert client.get("/kkr-proeve/2024-06-21/").status_code == 410


# -- Failures ----------------------------------------------------------------------------------------------------------


def raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*args: object, **kwargs: object) -> NoReturn:
        raise error

    return fail


FAILURES = [
    pytest.param(OperationalError("connection refused"), 503, "Databasen svarer ikke lige nu.", id="no database"),
    pytest.param(InterfaceError("connection already closed"), 503, "Databasen svarer ikke", id="a lost connection"),
    pytest.param(ValueError("of ours"), 500, "Fejlen er vores", id="a fault of ours"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status", "phrase"), FAILURES)
def test_a_failure_has_a_page_that_asks_the_database_nothing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, phrase: str
) -> None:
    monkeypatch.setattr(about, "_page", raising(error))
    client = Client(raise_request_exception=False)
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/privatliv/")
    html = response.content.decode()
    assert response.status_code == status
    assert phrase in words(html)
    assert response.headers.get("Retry-After") == ("60" if status == 503 else None)
    assert len(queries) == 1  # the version, asked before the page was made
    assert Page(html).tags.count("h1") == 1
    assert "/" in Page(html).links


def test_a_page_is_a_503_where_no_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pytest's database: every question fails, that for the version first."""
    monkeypatch.setattr(connection, "cursor", raising(OperationalError("connection refused")))
    for url in ("/", "/soeg/?q=kvoter", "/findes-ikke/"):
        response = Client(raise_request_exception=False).get(url)
        assert response.status_code == 503, url
        assert response.headers["Retry-After"] == "60"
