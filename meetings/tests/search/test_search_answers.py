"""What a search answers a program, and whoever asks for what means nothing."""

import json
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.tests import factories
from meetings.tests.examples import in_the_suite

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    factories.make_item("Kvoter for fiskeri", "3.3", date(2025, 3, 7), decision="Rådet behandlede sagen.")


def as_json(client: Client, url: str) -> dict[str, Any]:
    response = client.get(url)
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(response.content)
    return found


@pytest.mark.usefixtures("archive")
def test_json_gives_the_same_result(client: Client) -> None:
    factories.make_item("Kun dagsorden", "9.1", presentation="Om <fiskeri> i fjorden.")
    assert as_json(client, "/soeg/?q=fiskeri&orden=nyeste&format=json") == {
        "count": 2,
        "count_is_exact": True,
        "count_is_estimate": False,
        "matched": "all",
        "replaced": [],
        "results": [
            {
                "url": "http://testserver/kkr-proeve/2025-03-07/3-3/",
                "council": "KKR Prøve",
                "date": "2025-03-07",
                "number": "3.3",
                "title": "Kvoter for fiskeri",
                "outcome": "approved",
                "snippet": "Rådet behandlede sagen.",
                "decided": "Rådet behandlede sagen.",
                "found_by": [],
            },
            {
                "url": "http://testserver/kkr-proeve/2024-06-21/9-1/",
                "council": "KKR Prøve",
                "date": "2024-06-21",
                "number": "9.1",
                "title": "Kun dagsorden",
                "outcome": None,
                "snippet": "Om <fiskeri> i fjorden.",
                "decided": "",
                "found_by": [],
            },
        ],
        "next": None,
        "suggestion": None,
    }


def test_json_leads_to_its_next_page(client: Client) -> None:
    meeting = factories.make_meeting()
    for place in range(25):
        factories.make_item(f"Sag {place}", f"1.{place}", meeting=meeting, position=place)
    first = as_json(client, "/soeg/?q=sag&format=json")
    assert first["next"] == "http://testserver/soeg/?q=sag&side=2&format=json"
    second = as_json(client, first["next"])
    assert (len(second["results"]), second["next"]) == (5, None)
    assert not {result["url"] for result in first["results"]} & {result["url"] for result in second["results"]}


@pytest.mark.parametrize(
    "parameters",
    ["aar=1999", "kommune=ukendt", "emne=slettet", "moede=2020-01-01", "raad=ukendt", "aar=1999&kommune=ukendt&q=sag"],
)
def test_what_the_archive_has_nothing_of_is_a_search_that_finds_nothing(client: Client, parameters: str) -> None:
    factories.make_item("Sag 1")
    assert client.get(f"/soeg/?{parameters}").status_code == 200
    assert as_json(client, f"/soeg/?{parameters}&format=json")["count"] == 0


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        pytest.param("fra=2026-13-45", "Feltet fra kan ikke være »2026-13-45«.", id="a date that is not"),
        pytest.param("aar=19x9", "Feltet år (aar) kan ikke være »19x9«.", id="no year"),
        pytest.param("aar=2024&aar=2025", "Der kan kun stå én værdi.", id="two values"),
        pytest.param("udfald=ukendt", "Feltet udfald kan", id="an unknown outcome"),
        pytest.param("sagstype=ukendt", "Feltet sagstype kan", id="an unknown case type"),
        pytest.param("kommune=Ikke+et+navn", "Feltet kommune kan", id="no municipality's address"),
        pytest.param("emne=%3Cb%3E", "Feltet emne kan", id="no topic's address"),
        pytest.param("moede=2020-02-31", "Feltet møde (moede)", id="no day"),
        pytest.param("raad=-", "Feltet råd (raad)", id="no council's address"),
        pytest.param("orden=titel", "Feltet rækkefølge (orden)", id="an unknown order"),
        pytest.param("side=0", "Feltet side kan ikke være »0«. Siderne går fra 1 til 2.", id="page 0"),
        pytest.param("side=3", "Siderne går fra 1 til 2.", id="a page beyond"),
        pytest.param("side=-1", "Skriv et helt tal.", id="a negative page"),
        pytest.param("side=" + "9" * 5_000, "Siderne går fra 1 til 2.", id="a page with 5,000 figures"),
        pytest.param("q=%00", "Tegnet NUL kan ikke indgå.", id="NUL"),
    ],
)
def test_a_malformed_value_is_a_400_with_a_sentence(client: Client, parameters: str, sentence: str) -> None:
    for place in range(21):
        factories.make_item(f"Sag {place}", f"1.{place}", position=place)
    response = client.get(f"/soeg/?{parameters}")
    assert response.status_code == 400
    assert sentence in unescape(response.content.decode())
    response = client.get(f"/soeg/?{parameters}&format=json")
    assert response.status_code == 400
    assert sentence in json.loads(response.content)["error"]


def test_an_unknown_format_is_refused(client: Client) -> None:
    response = client.get("/soeg/?format=xml")
    assert response.status_code == 400
    assert "Feltet format kan ikke være »xml«. Vælg mellem html og json." in response.content.decode()


@settings(max_examples=in_the_suite(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["q", "fra", "aar", "sagstype", "udfald", "kommune", "moede", "orden", "side"]),
    value=st.text(max_size=40) | st.text(alphabet="\"'()|&!:*-<>\\ aå1", max_size=40),
)
def test_whatever_is_typed_is_answered(client: Client, name: str, value: str) -> None:
    assert client.get("/soeg/", {name: value}).status_code in {200, 400}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_search_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/soeg/?q=kvoter").status_code == 405
    assert client.head("/soeg/?q=kvoter").status_code == 200


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        pytest.param("fiskreri&ordret=1", "fiskeri", id="a misspelt word"),
        pytest.param("fiskreri", None, id="a misspelt word that was read as the right one"),
        pytest.param("xyzzy", None, id="nothing comes near"),
        pytest.param("fiskeri", None, id="found as it is"),
    ],
)
def test_json_holds_the_suggestion(client: Client, query: str, suggestion: str | None) -> None:
    assert as_json(client, f"/soeg/?q={query}&format=json")["suggestion"] == suggestion
