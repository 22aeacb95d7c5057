"""What holds for every page: sound HTML, living links, few questions to the database, nothing that runs."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Document, Meeting, Person
from meetings.tests import factories
from meetings.tests.reading import Page, html_of, text_of

pytestmark = pytest.mark.django_db


def crawl(client: Client) -> dict[str, Page]:
    """Every page that links lead to from the front page, and searches with one filter. Fails on a dead link."""
    waiting, pages = ["/"], dict[str, Page]()
    while waiting:
        url = waiting.pop()
        narrowed_further = url.count("&") > 0
        if url in pages or not url.startswith("/") or url.startswith("/admin/") or narrowed_further:
            continue
        response = client.get(url)
        assert response.status_code == 200, url
        is_page = response["Content-Type"].startswith("text/html")
        pages[url] = Page(response.content.decode() if is_page else "")
        waiting += [link.partition("#")[0] for link in pages[url].links if not link.startswith("#")]
    return pages


def test_no_link_is_dead_and_every_page_is_sound(client: Client) -> None:
    factories.make_archive([0, 1])
    pages = crawl(client)
    names = (
        "front",
        "search",
        "meetings",
        "topics",
        "threads",
        "municipalities",
        "people",
        "appointments",
        "figures",
        "wheel",
    )
    assert {reverse(f"meetings:{name}") for name in names} <= pages.keys()
    for record in (*Document.objects.all(), *Meeting.objects.all(), *AgendaItem.objects.all(), *Person.objects.all()):
        assert record.get_absolute_url() in pages
    for url, page in pages.items():
        if not page.tags:
            continue
        assert page.tags.count("h1") == 1, url
        assert page.tags.count("title") == 1, url
        assert page.tags.count("main") == 1, url
        assert "style" not in page.attributes, url
        assert "style" not in page.tags, url
        assert not any(name.startswith("on") for name in page.attributes), url
        assert len(page.ids) == len(set(page.ids)), url


def test_markup_in_a_document_is_shown_and_never_run(client: Client) -> None:
    item = factories.make_item(
        "<script>alert(1)</script>", presentation="<img src=x onerror=alert(1)>", decision="<b>Godkendt</b>."
    )
    for url in (item.get_absolute_url(), item.meeting.get_absolute_url(), "/", "/soeg/?q=alert"):
        html = client.get(url).content.decode()
        assert "<script>" not in html, url
        assert "<img" not in html, url
        assert "<b>" not in html, url


@pytest.mark.parametrize("url", ["/", "/soeg/", "/moeder/", "/udpegninger/"])
def test_pages_are_read_and_not_written_to(client: Client, url: str) -> None:
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_a_form_without_its_token_is_refused_in_danish() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ida"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "<h1>Formularen blev ikke modtaget</h1>" in html
    assert Page(html).tags.count("main") == 1


def test_no_width_counts_the_scrollbar_in(client: Client) -> None:
    """`100vw` is wider than the page where scrollbars take room, which makes it scroll sideways."""
    stylesheet = Path(str(finders.find("css/site.css"))).read_text()
    assert not re.search(r"\b(?:50|100)vw", stylesheet)
    assert '</section><div class="below-hero">' in html_of(client, "/")


def test_no_page_sets_a_cookie(client: Client) -> None:
    item = factories.make_item()
    for url in ("/", "/soeg/?q=kvoter", item.get_absolute_url()):
        assert not client.get(url).cookies


def test_long_lists_come_a_page_at_a_time(client: Client) -> None:
    topic = factories.make_topic()
    meeting = factories.make_meeting()
    for place in range(60):
        factories.make_item(f"Punkt nummer {place}", f"1.{place}", meeting=meeting, topics=[topic], position=place)
    assert text_of(client, "/emner/sundhed/").count("Punkt nummer") == 25
    last = client.get("/emner/sundhed/?side=3").content.decode()
    assert last.count("<h3>") == 10
    assert 'rel="prev" href="/emner/sundhed/?side=2"' in last
    assert 'rel="next"' not in last
    assert '<link rel="canonical" href="http://testserver/emner/sundhed/?side=3">' in last


def test_a_reader_can_jump_to_the_ends_of_a_very_long_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.views.topics.ITEMS_A_PAGE", 1)
    meeting, topic = factories.make_meeting(), factories.make_topic()
    for place in range(9):
        factories.make_item(f"Punkt {place}", f"1.{place}", meeting=meeting, topics=[topic])
    assert "Forrige Side 1 … Side 3 Side 4 Side 5 Side 6 Side 7 … Side 9 Næste" in text_of(
        client, "/emner/sundhed/?side=5"
    )


def test_what_is_hidden_in_a_wide_table_scrolls_with_it_and_does_not_widen_the_page() -> None:
    sheet = finders.find("css/site.css")
    assert sheet
    on_screen, _, on_paper = Path(sheet).read_text().partition("@layer print {")
    (rule,) = re.findall(r"^\s*\.scroll \{(.*?)\}", on_screen, re.MULTILINE | re.DOTALL)
    assert "position: relative" in rule
    assert ".scroll { overflow: visible; background: none; }" in on_paper
