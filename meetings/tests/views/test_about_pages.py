"""The pages about the archive itself: »Om arkivet«, »Privatliv«, »Tilgængelighed«."""

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.tests import factories
from meetings.tests.reading import Page, html_of, query_count, text_of

pytestmark = pytest.mark.django_db

PAGES = [
    pytest.param("/om/", "Om arkivet", id="about"),
    pytest.param("/privatliv/", "Privatliv", id="privacy"),
    pytest.param("/tilgaengelighed/", "Tilgængelighed", id="accessibility"),
]
CONTACT = {
    "publisher": "Prøvekommunernes sekretariat",
    "email": "arkiv@example.dk",
    "phone": "12 34 56 78",
    "address": "Torvet 1, 9000 Aalborg",
    "statement": "https://www.was.digst.dk/arkiv-example-dk",
}


@pytest.mark.parametrize(("url", "title"), PAGES)
def test_every_page_leads_to_it(client: Client, url: str, title: str) -> None:
    assert f'<li><a href="{url}">{title}</a></li>' in html_of(client, "/")
    html = html_of(client, url)
    assert f"<title>{title} – KKR-arkivet</title>" in html
    assert f'<span aria-current="page">{title}</span>' in html
    assert Page(html).tags.count("h1") == 1
    assert query_count(client, url) <= 2


@pytest.mark.parametrize(("url", "title"), PAGES)
def test_it_says_whom_to_ask(client: Client, settings: Settings, url: str, title: str) -> None:
    settings.CONTACT = dict.fromkeys(CONTACT, "")
    without = text_of(client, url)
    assert "sekretariatet for det råd" in without
    assert "E-mail:" not in without
    assert "mailto:" not in html_of(client, url)
    settings.CONTACT = CONTACT
    text = text_of(client, url)
    for value in ("Prøvekommunernes sekretariat", "arkiv@example.dk", "12 34 56 78", "Torvet 1, 9000 Aalborg"):
        assert value in text
    assert 'href="mailto:arkiv@example.dk"' in html_of(client, url)


def test_the_archive_counts_real_councils_only(client: Client) -> None:
    factories.make_meeting()
    factories.make_meeting(council=factories.make_council("KKR Eksempel", is_sample=True))
    assert "Lige nu er der 1 møde i KKR Prøve." in text_of(client, "/om/")


LAW = [
    pytest.param("lov om tilgængelighed af offentlige organers websteder og mobilapplikationer", id="the law"),
    pytest.param("Webstedet overholder delvist standarden EN 301 549", id="compliance status"),
    pytest.param("Indhold, der ikke er tilgængeligt De originale dokumenter.", id="what is not accessible"),
    pytest.param("på grundlag af en selvevaluering", id="how it was assessed"),
    pytest.param("udarbejdet 25. november 2026", id="when"),
    pytest.param("Sig til, hvis noget ikke virker", id="feedback"),
    pytest.param("kan du klage til Digitaliseringsstyrelsen", id="enforcement"),
]


@pytest.mark.parametrize("phrase", LAW)
def test_the_accessibility_statement_says_what_the_law_asks_for(client: Client, phrase: str) -> None:
    assert phrase in text_of(client, "/tilgaengelighed/")


def test_the_address_that_the_authority_asks_for_leads_to_the_statement(client: Client, settings: Settings) -> None:
    settings.CONTACT = dict.fromkeys(CONTACT, "")
    assert client.get("/was/").headers["Location"] == "/tilgaengelighed/"
    assert "register over tilgængelighedserklæringer" not in text_of(client, "/tilgaengelighed/")
    settings.CONTACT = CONTACT
    assert client.get("/was/").headers["Location"] == CONTACT["statement"]
    assert f'href="{CONTACT["statement"]}"' in html_of(client, "/tilgaengelighed/")


def test_privacy_tells_of_cookies_logs_and_rights(client: Client) -> None:
    text = text_of(client, "/privatliv/")
    for phrase in ("Arkivet sætter ingen cookies og følger ingen.", "IP-adresse", "Datatilsynet"):
        assert phrase in text
