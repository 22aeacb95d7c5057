"""What machines ask for: sitemap, robots.txt, and how to search from a browser's address field."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import AgendaItem, Body, Change, Municipality, Person
from meetings.pages import sitemaps
from meetings.pages.figures.archive_series import all_series
from meetings.tests import factories
from meetings.tests.reading import html_of

pytestmark = pytest.mark.django_db

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, url: str) -> list[str]:
    root = ElementTree.fromstring(client.get(url).content)
    return [str(each.text) for each in root.iter(f"{SITEMAP}loc")]


def test_the_sitemap_leads_to_every_page_of_its_own_right(client: Client) -> None:
    factories.make_archive([0, 1])
    listed = {address for part in addresses(client, "/sitemap.xml") for address in addresses(client, part)}
    for item in AgendaItem.objects.all():
        assert f"http://testserver{item.get_absolute_url()}" in listed
    for path in ("/", "/om/", "/tal/", "/aarshjul/", "/kkr-proeve/", "/kkr-proeve/2024-06-21/", "/emner/sundhed/"):
        assert f"http://testserver{path}" in listed
    for record in (*Municipality.objects.all(), *Body.objects.in_use(), *all_series()):
        assert f"http://testserver{record.get_absolute_url()}" in listed
    for address in listed:
        assert client.get(address).status_code == 200, address


def test_invented_councils_are_not_listed(client: Client) -> None:
    meeting = factories.make_meeting(council=factories.make_council("KKR Eksempel", is_sample=True))
    item = factories.make_item("Opdigtet", meeting=meeting)
    factories.make_table(item, columns=["Kommune", "2024", "2025"], rows=[["Rebild", "9", "8"], ["Aalborg", "7", "6"]])
    factories.make_appointment(item, factories.make_person("Eksempel Opdigtet"), "Eksempelrådet")
    factories.make_thread("Eksemplets forløb", item, factories.make_item("Igen", "1.2", meeting=meeting))
    assert all_series()
    listed = {address for part in addresses(client, "/sitemap.xml") for address in addresses(client, part)}
    assert not [address for address in listed if "eksemp" in address]


def test_those_merged_into_somebody_else_are_not_listed(client: Client) -> None:
    person = factories.make_person("Åse Æbelø")
    factories.make_appointment(factories.make_item("Udpegning"), person)
    Person.objects.filter(pk=factories.make_person("Åse Ebelø").pk).update(merged_into=person)
    assert addresses(client, "/sitemap-personer.xml") == [f"http://testserver{person.get_absolute_url()}"]


def test_a_long_sitemap_comes_in_parts_of_four_questions_each(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.RecordsSitemap, "limit", 2)
    for place in range(1, 6):
        factories.make_item(f"Punkt {place}", f"1.{place}")
    parts = [part for part in addresses(client, "/sitemap.xml") if "punkter" in part]
    assert parts == [f"http://testserver/sitemap-punkter.xml{page}" for page in ("", "?p=2", "?p=3")]
    with CaptureQueriesContext(connection) as queries:
        assert len(addresses(client, parts[1])) == 2
    assert len(queries) == 5  # the version, how many there are, these, the log's newest change, and when these changed
    assert client.get("/sitemap-punkter.xml?p=4").status_code == 404
    assert client.get("/sitemap-andet.xml").status_code == 404


def test_the_sitemap_says_when_a_record_or_a_part_of_it_last_changed(client: Client) -> None:
    kept, changed = factories.make_item("Havn", "1.1"), factories.make_item("Bro", "1.2", decision="Godkendt.")
    Change.objects.update(at=datetime(2025, 3, 14, 12, tzinfo=UTC))
    changed.decision.__class__.objects.filter(item=changed).update(text="Udsat.")
    told = dict(times(client, "/sitemap-punkter.xml"))
    assert told[f"http://testserver{kept.get_absolute_url()}"] == "2025-03-14"
    assert told[f"http://testserver{changed.get_absolute_url()}"] == f"{timezone.localdate():%Y-%m-%d}"
    Change.objects.all().delete()
    assert set(dict(times(client, "/sitemap-punkter.xml?p=1")).values()) == {None}


def times(client: Client, url: str) -> Iterator[tuple[str, str | None]]:
    root = ElementTree.fromstring(client.get(url).content)
    for each in root:
        yield str(each.findtext(f"{SITEMAP}loc")), each.findtext(f"{SITEMAP}lastmod")


def test_robots_stay_out_of_searches_and_the_admin_and_know_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[:3] == ["User-agent: *", "Disallow: /admin/", "Disallow: /soeg/?"]
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_a_browser_is_told_how_to_search(client: Client) -> None:
    assert re.search(
        r'<link rel="search" type="application/opensearchdescription\+xml".*?href="/opensearch.xml">',
        html_of(client, "/"),
    )
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    assert templates["text/html"] == "http://testserver/soeg/?q={searchTerms}"
    assert templates["application/x-suggestions+json"] == "http://testserver/opensearch/forslag/?q={searchTerms}"
    name = root.findtext(f"{OPENSEARCH}ShortName")
    assert name is not None
    assert len(name) <= 16


def test_a_browser_is_suggested_what_the_search_field_suggests(client: Client) -> None:
    factories.make_municipality("Læsø")
    factories.make_item("Færgerne til Læsø", day=date(2024, 6, 21))
    response = client.get("/opensearch/forslag/?q=læs")
    assert response.headers["Content-Type"].startswith("application/x-suggestions+json")
    typed, texts, kinds, urls = json.loads(response.content)
    assert typed == "læs"
    assert texts[kinds.index("Kommune")] == "Læsø"
    assert urls[kinds.index("Kommune")] == "http://testserver/kommuner/laesoe/"


def test_malformed_suggestions_are_refused(client: Client) -> None:
    assert client.get("/opensearch/forslag/?q=a&q=b").status_code == 400
