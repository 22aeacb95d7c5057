"""A text as long as an address can be is searched for by its beginning, and comes back no longer than that."""

from urllib.parse import unquote_plus

import pytest
from django.test import Client

from meetings.search.query import MAX_LENGTH
from meetings.tests import factories
from meetings.tests.reading import Page

pytestmark = pytest.mark.django_db

LONG = {
    "a word over and over": "fordeling " * 300,
    "words": " ".join(f"fordeling{number}" for number in range(250)),
    "one word": "fordeling" * 300,
    "a phrase": f'"{"rådet godkendte " * 180}"',
    "letters that addresses write with six signs": "æøå " * 750,
    "with filters": "fordeling " * 300 + "&aar=2020",
}


def test_no_address_of_the_page_has_more_of_a_long_query_than_is_searched_for(client: Client) -> None:
    factories.make_archive(range(2))
    for kind, typed in LONG.items():
        response = client.get("/soeg/", {"q": typed})
        page = response.content.decode()
        assert response.status_code == 200
        queries = [unquote_plus(link).partition("q=")[2].partition("&")[0] for link in Page(page).links if "q=" in link]
        assert all(len(query) <= MAX_LENGTH for query in queries), kind
        assert typed[MAX_LENGTH + 20 :].strip() not in page
        assert len(page) < 200_000, kind
    typed = LONG["a word over and over"]
    found = client.get("/soeg/", {"q": typed, "format": "json"}).json()
    assert found["count"] == 6
    assert found == client.get("/soeg/", {"q": typed[:MAX_LENGTH], "format": "json"}).json()
    for address in ("/soeg/forslag/", "/opensearch/forslag/"):
        assert len(client.get(address, {"q": typed}).content) < 2 * len(typed)


def test_a_long_value_of_a_lists_parameter_is_shown_once_at_most(client: Client) -> None:
    for address in ("/moeder/", "/personer/", "/udpegninger/", "/kommuner/", "/forloeb/", "/tal/"):
        for name in ("q", "raad", "aar", "kommune", "side", "emne", "orden"):
            page = client.get(address, {name: "x" * 3_000}).content.decode()
            assert page.count("x" * 1_000) <= 3, (address, name)
