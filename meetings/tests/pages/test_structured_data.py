"""What pages tell machines: schema.org as JSON-LD, Open Graph, and nothing that a browser would run."""

import json
import re
from datetime import date, time
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.templatetags.page_head import as_block_of_data
from meetings.tests import factories
from meetings.tests.reading import html_of

pytestmark = pytest.mark.django_db


def described(client: Client, url: str) -> dict[str, Any]:
    """What the page says of itself, by type."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, url), re.DOTALL)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return {part["@type"]: part for part in data["@graph"]}


def test_a_meeting_is_an_event_of_its_council(client: Client) -> None:
    meeting = factories.make_meeting(date(2024, 6, 21), place="Rådhuset, Læsø", start_time=time(9, 30))
    document = factories.make_document(meeting)
    event = described(client, meeting.get_absolute_url())["Event"]
    assert event["name"] == "KKR Prøve, møde 21. juni 2024"
    assert event["startDate"] == "2024-06-21T09:30:00+02:00"
    assert event["location"]["name"] == "Rådhuset, Læsø"
    assert event["url"] == "http://testserver/kkr-proeve/2024-06-21/"
    assert event["organizer"]["@type"] == "GovernmentOrganization"
    [told] = event["subjectOf"]
    assert told["@type"] == "DigitalDocument"
    assert told["encoding"]["contentUrl"] == f"http://testserver{document.get_absolute_url()}"


def test_a_meeting_without_time_and_place_says_neither(client: Client) -> None:
    event = described(client, factories.make_meeting().get_absolute_url())["Event"]
    assert event["startDate"] == "2024-06-21"
    assert event.keys().isdisjoint({"location", "subjectOf"})


def test_an_item_is_a_document_recorded_at_its_meeting(client: Client) -> None:
    item = factories.make_item("Fordeling af kvoter", "3.6", case_number="SAG-2024-00001")
    document = described(client, item.get_absolute_url())["DigitalDocument"]
    assert (document["name"], document["position"]) == ("Fordeling af kvoter", "3.6")
    assert document["identifier"] == "SAG-2024-00001"
    assert document["recordedAt"]["@type"] == "Event"
    assert document["publisher"]["name"] == "KKR Prøve"


@pytest.mark.parametrize("page", ["meeting", "item", "document"])
def test_a_joint_meeting_is_organized_by_each_of_its_councils(client: Client, page: str) -> None:
    item = factories.make_item()
    document = factories.make_document(item.meeting)
    item.meeting.joint_councils.add(factories.make_council("KKR Sammen"))
    url = {
        "meeting": item.meeting.get_absolute_url(),
        "item": item.get_absolute_url(),
        "document": f"/dokumenter/{document.pk}/tekst/",
    }[page]
    told = described(client, url)
    event = told["Event"] if page == "meeting" else told["DigitalDocument"]["recordedAt"]
    assert [council["name"] for council in event["organizer"]] == ["KKR Prøve", "KKR Sammen"]
    if page != "meeting":
        assert told["DigitalDocument"]["publisher"] == event["organizer"]


def test_a_council_a_document_and_the_front_page_say_what_they_are(client: Client) -> None:
    document = factories.make_document()
    assert described(client, "/kkr-proeve/")["GovernmentOrganization"]["url"] == "http://testserver/kkr-proeve/"
    text = described(client, f"/dokumenter/{document.pk}/tekst/")["DigitalDocument"]
    assert text["name"] == "Referat: referat.txt"
    assert described(client, "/")["WebSite"]["url"] == "http://testserver/"


def test_breadcrumbs_lead_from_the_front_page_to_the_page_itself(client: Client) -> None:
    item = factories.make_item("Fordeling", "3.6")
    steps = described(client, item.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Forside"),
        (2, "KKR Prøve"),
        (3, "21. juni 2024"),
        (4, "Fordeling"),
    ]
    assert steps[3]["item"] == f"http://testserver{item.get_absolute_url()}"


HEADED = [
    pytest.param("/", id="front"),
    pytest.param("/soeg/?q=kvoter", id="search"),
    pytest.param("/kkr-proeve/2024-06-21/", id="meeting"),
    pytest.param("/kkr-proeve/2024-06-21/1-2/", id="item"),
    pytest.param("/kommuner/", id="municipalities"),
    pytest.param("/personer/aase-aebeloe/", id="person"),
    pytest.param("/tilgaengelighed/", id="accessibility"),
]


@pytest.mark.parametrize("url", HEADED)
def test_open_graph_says_what_title_description_and_canonical_say(client: Client, url: str) -> None:
    factories.make_archive([0])
    html = html_of(client, url)
    said = dict(re.findall(r'<meta property="og:(\w+)" content="(.*?)">', html))
    assert f"<title>{said['title']} – KKR-arkivet</title>" in html
    assert f'<meta name="description" content="{said["description"]}">' in html
    assert f'<link rel="canonical" href="{said["url"]}">' in html
    assert said["url"].startswith("http://testserver/")
    assert all(said.values())


def test_a_title_cannot_leave_its_place_in_the_head(client: Client) -> None:
    item = factories.make_item('</script><script>alert("1")</script> & "kvoter"')
    html = html_of(client, item.get_absolute_url())
    assert "<script>" not in html
    assert 'content="&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)' in html
    assert described(client, item.get_absolute_url())["DigitalDocument"]["name"] == item.title


@given(st.text())
def test_no_text_ends_the_block_and_every_text_is_read_as_it_was(text: str) -> None:
    written = as_block_of_data({"name": text})
    inner = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inner) & set("<>&")
    assert json.loads(inner) == {"name": text}


def test_a_part_is_captured_under_a_name_only() -> None:
    rendered = Template("{% load page_head %}{% captured as a %} {{ b }} {% endcaptured %}{{ a }}{{ a }}")
    assert rendered.render(Context({"b": "<"})) == "&lt;&lt;"
    with pytest.raises(TemplateSyntaxError):
        Template("{% load page_head %}{% captured a %}{% endcaptured %}")


def test_what_is_captured_over_several_lines_is_one() -> None:
    rendered = Template("{% load page_head %}{% captured as a %}\n  {{ b }},\n\n  c  d\n{% endcaptured %}{{ a }}")
    assert rendered.render(Context({"b": "a"})) == "a, c  d"
