"""Public addresses are for ever: each of these answers on the sample archive, and by the name that templates call."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from benchmark.scratch import import_folder
from meetings.models import Document

# Addresses in the sample archive, by the name of their pattern in meetings.urls.
ADDRESSES = {
    "front": "/",
    "search": "/soeg/?q=fordeling",
    "typeahead": "/soeg/forslag/?q=ford",
    "meetings": "/moeder/",
    "meetings_of_year": "/moeder/2026/",
    "topics": "/emner/",
    "topic": "/emner/beredskab/",
    "threads": "/forloeb/",
    "thread": "/forloeb/fordeling-af-flygtninge-kommunekvoter/",
    "wheel": "/aarshjul/",
    "municipalities": "/kommuner/",
    "municipality": "/kommuner/broenderslev/",
    "people": "/personer/",
    "person": "/personer/annette-bisgaard-holk/",
    "figures": "/tal/",
    "figures_of_series": "/tal/kkr-limfjorden-fordeling-af-flygtninge-kommunekvoter/",
    "series_as_csv": "/tal/kkr-limfjorden-fordeling-af-flygtninge-kommunekvoter.csv",
    "appointments": "/udpegninger/",
    "body": "/udpegninger/erhvervshus-limfjorden/",
    "about": "/om/",
    "privacy": "/privatliv/",
    "objection": "/privatliv/indsigelse/",
    "objection_received": "/privatliv/indsigelse/modtaget/",
    "accessibility": "/tilgaengelighed/",
    "robots": "/robots.txt",
    "opensearch": "/opensearch.xml",
    "browser_suggestions": "/opensearch/forslag/?q=ford",
    "sitemap_index": "/sitemap.xml",
    "council": "/kkr-limfjorden/",
    "meeting": "/kkr-limfjorden/2025-03-14/",
    "since_agenda": "/kkr-limfjorden/2025-03-14/siden-dagsordenen/",
    "item": "/kkr-limfjorden/2025-03-14/2-1/",
}
# Those that lead elsewhere, that the samples have nothing for, or that are for development.
OTHER_ADDRESSES = {
    "style_guide": "/_stil/",
    "document": "/dokumenter/1/",
    "document_text": "/dokumenter/1/tekst/",
    "attachment": "/bilag/1/",
    "registered_statement": "/was/",
    "sitemap": "/sitemap-meetings.xml",
    "withdrawn_item": "/kkr-limfjorden/2025-03-14/2-1-udgaaet/",
}


@pytest.mark.parametrize(("name", "address"), [*ADDRESSES.items(), *OTHER_ADDRESSES.items()])
def test_an_address_keeps_its_name(name: str, address: str) -> None:
    assert resolve(address.partition("?")[0]).view_name == f"meetings:{name}"


@pytest.mark.django_db
def test_every_address_answers_and_a_search_answers_programs(client: Client) -> None:
    import_folder(Path(settings.BASE_DIR, "fixtures"))
    document = Document.objects.latest("pk").get_absolute_url()
    answers = {address: client.get(address).status_code for address in (*ADDRESSES.values(), f"{document}tekst/")}
    original = client.get(document)
    answers[document] = original.status_code
    assert b"".join(original)
    assert {address: status for address, status in answers.items() if status != 200} == {}

    response = client.get("/soeg/?q=fordeling&format=json")
    assert response.headers["Content-Type"] == "application/json"
    found = response.json()
    assert found.keys() >= {"count", "results", "next", "suggestion"}
    assert found["count"] >= len(found["results"]) > 0
    for result in found["results"]:
        assert result.keys() >= {"url", "council", "date", "number", "title", "outcome", "snippet"}
    assert found["results"][0]["url"].startswith("http://testserver/kkr-limfjorden/")
