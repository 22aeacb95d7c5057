"""What the list of results shows of an item: what was decided, what matched, and what else it was found by."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from meetings.models.choices import FieldName, Outcome
from meetings.tests import factories
from meetings.tests.reading import html_of, words

pytestmark = pytest.mark.django_db

DECIDED = "Rådet godkender fordelingen."


def lines(html: str) -> list[str]:
    """The lines of the results below their titles, with their labels, marks in [ ]."""
    marked = html.replace("<mark>", "[").replace("</mark>", "]")
    found = re.findall(
        r'<p class="(?:snippet|meta)">(.*?)</p>', marked.partition('class="item-list result-list"')[2], re.S
    )
    return [line for text in found if (line := words(text)) and ", pkt. " not in line]


def results(client: Client, **parameters: str) -> list[str]:
    return lines(html_of(client, "/soeg/?" + "&".join(f"{name}={value}" for name, value in parameters.items())))


def json_results(client: Client, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/soeg/", {"q": query, "format": "json"}).json()["results"]
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("fordelingen", ["Godkendt Beslutning: Rådet godkender [fordelingen]."], id="it matches"),
        pytest.param(
            "fjorden",
            [f"Godkendt Beslutning: {DECIDED}", "Sagsfremstilling: Torsk i [fjorden]."],
            id="something else matches",
        ),
        pytest.param(
            "fordelingen torsk",
            ["Godkendt Beslutning: Rådet godkender [fordelingen].", "Sagsfremstilling: [Torsk] i fjorden."][:1],
            id="both match alike",
        ),
        pytest.param("", [f"Godkendt Beslutning: {DECIDED}"], id="nothing was typed"),
    ],
)
def test_the_deciding_sentence_stands_first_with_its_outcome(client: Client, query: str, expected: list[str]) -> None:
    factories.make_item(
        "Kvoter",
        decision=f"Formanden bød velkommen til alle. {DECIDED} Hun takkede.",
        deciding_sentence=DECIDED,
        outcome=Outcome.APPROVED,
        presentation="Torsk i fjorden.",
    )
    assert results(client, q=query) == expected


def test_an_item_of_an_agenda_shows_what_matches(client: Client) -> None:
    factories.make_item("Kvoter", presentation="Torsk i fjorden.")
    assert results(client, q="torsk") == ["Sagsfremstilling: [Torsk] i fjorden."]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(
            "fordelt",
            "Kvoten er [fordelt] sådan: Rebild 8, Aalborg 25 … i alt 76 Den gælder et år.",
            id="the first rows",
        ),
        pytest.param(
            "fordelt Læsø",
            "Kvoten er [fordelt] sådan: [Læsø] 43, Rebild 8 … i alt 76 Den gælder et år.",
            id="the row that matches first",
        ),
    ],
)
def test_what_ends_in_a_colon_goes_on_with_its_table(client: Client, query: str, expected: str) -> None:
    item = factories.make_item("Kvoter", presentation="Kvoten er fordelt sådan:\n\nDen gælder et år.")
    factories.make_table(
        item,
        field=FieldName.PRESENTATION,
        after_block=1,
        columns=["Kommune", "Antal"],
        rows=[["Rebild", "8"], ["Aalborg", "25"], ["Læsø", "43"], ["I alt", "76"]],
    )
    shown = results(client, q=query)
    assert shown == [f"Sagsfremstilling: {expected}"]


def test_a_deciding_sentence_that_ends_in_a_colon_goes_on_with_its_list(client: Client) -> None:
    factories.make_item(
        "Kvoter",
        decision="Rådet besluttede:\n– at kvoten følges\n– at havnen lukkes.",
        deciding_sentence="Rådet besluttede:",
        outcome=Outcome.DECIDED,
    )
    assert results(client, q="kvoter") == [
        "Besluttet Beslutning: Rådet besluttede: at [kvoten] følges, at havnen lukkes"
    ]


@pytest.mark.parametrize(
    ("query", "what", "text"),
    [
        pytest.param("SAG-2024-00123", "Sagsnr.", "SAG-2024-00123", id="its number"),
        pytest.param("sag 2024-00123", "Sagsnr.", "SAG-2024-00123", id="its number otherwise"),
        pytest.param("KLE 27.18.02", "KLE-nr.", "27.18.02", id="its subject's number"),
        pytest.param("torsk juni 2024", "Mødedato", "21. juni 2024", id="its month"),
        pytest.param("torsk 2024", "Mødedato", "21. juni 2024", id="its year"),
        pytest.param("torsk 21.6.2024", "Mødedato", "21. juni 2024", id="its day"),
        pytest.param("kommune:Rebild torsk", "Kommune", "Rebild", id="its municipality"),
        pytest.param("torsk Lynghede", "Råd", "Byrådet, Lynghede Kommune", id="its council"),
        pytest.param("torsk afvist", "Udfald", "Afvist", id="its outcome"),
    ],
)
def test_what_an_item_was_found_by_besides_words_is_shown_and_marked(
    client: Client, query: str, what: str, text: str
) -> None:
    council = factories.make_council("Byrådet, Lynghede Kommune")
    factories.make_item(
        "Fiskeri",
        meeting=factories.make_meeting(date(2024, 6, 21), council=council),
        case_number="SAG-2024-00123",
        subject_number="27.18.02",
        presentation="Torsk i fjorden.",
        decision="Det blev ikke til noget.",
        outcome=Outcome.REJECTED,
        municipalities=[factories.make_municipality("Rebild")],
    )
    marked = f"{what}: [{text.replace(' ', ' ')}]"
    assert marked in [line.replace("] [", " ").replace("]-[", "-") for line in results(client, q=query)]
    assert {"what": what, "text": text} in json_results(client, query)[0]["found_by"]


def test_what_the_title_says_is_not_said_again(client: Client) -> None:
    factories.make_item("Torsk i 2024", day=date(2024, 6, 21))
    assert results(client, q="torsk 2024") == []


def test_results_come_before_what_narrows_them(client: Client) -> None:
    for number in ("1", "2"):
        factories.make_item("Torsk", number, day=date(2023 + int(number), 6, 21))
    html = html_of(client, "/soeg/?q=torsk")
    assert html.index('class="skip-link" href="#resultater"') < html.index('class="skip-link" href="#indhold"')
    assert html.index('id="resultater"') < html.index('class="item-list result-list"') < html.index('class="facets"')


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        pytest.param({"withdrawn": True}, "Udgået Beslutningssag", id="withdrawn"),
        pytest.param({"decision": DECIDED}, "Beslutningssag", id="decided, which stands above"),
        pytest.param({}, "Beslutningssag", id="nothing to tell"),
    ],
)
def test_an_item_s_labels_stand_below_it(client: Client, values: dict[str, Any], labels: str) -> None:
    factories.make_item("Kajen <3>", **values)
    html = html_of(client, "/soeg/?q=kajen")
    assert "<mark>Kajen</mark> &lt;3&gt;</a>" in html
    (below,) = re.findall(r'<p class="labels">(.*?)</p>', html, re.S)
    assert words(below) == labels
