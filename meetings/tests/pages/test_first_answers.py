"""The pages that a search may be for, shown before its results."""

from datetime import date

import pytest
from django.test import Client

from meetings.pages.first_answers import first_answers
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.tests import factories
from meetings.tests.reading import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    """Items with case numbers, two councils on one day, people, a municipality and a topic."""
    day = date(2025, 3, 7)
    laesoe, ports = factories.make_municipality("Læsø"), factories.make_topic("Havne og fjorde")
    factories.make_item("Havnen", "1.1", day, case_number="SAG-2024-00098", municipalities=[laesoe], topics=[ports])
    factories.make_item("Broen", "1.2", day, case_number="SAG-2024-00099")
    factories.make_item("Broen igen", "1.3", day, case_number="SAG-2024-00099")
    other = factories.make_meeting(day, council=factories.make_council("KKR Andet"))
    factories.make_item("Færgen", "2.1", meeting=other)
    factories.make_appointment(factories.make_item("Udpegning", "2.2", meeting=other), body="havnerådet")
    for name in ("Åse Æbelø", "Åse Holm", "Ib Jensen", "Bo Jensen", "Else Jensen", "Eva Jensen"):
        factories.make_person(name)


def answers(typed: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.title, each.url) for each in first_answers(parse_query(typed, ArchiveNames()))]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("Åse Æbelø", ["Åse Æbelø"], id="a person"),
        pytest.param('"åse æbelø"', ["Åse Æbelø"], id="in quotation marks and small letters"),
        pytest.param("åse", ["Åse Holm", "Åse Æbelø"], id="people of one forename"),
        pytest.param("jensen", [], id="too many people to show"),
        pytest.param("læsø", ["Læsø Kommune"], id="a municipality"),
        pytest.param("havne og fjorde", ["Havne og fjorde"], id="a topic"),
        pytest.param("SAG-2024-00098", ["SAG-2024-00098"], id="a case"),
        pytest.param("00099", ["SAG-2024-00099"], id="the end of a case number"),
        pytest.param("2024-0009", ["SAG-2024-00098", "SAG-2024-00099"], id="the beginning of case numbers"),
        pytest.param("SAG-1999-00001", [], id="a case that is not"),
        pytest.param("SAG 2024 00098", ["SAG-2024-00098"], id="a case number with blanks"),
        pytest.param("sagsnr. 2024-00098", ["SAG-2024-00098"], id="a case number after what it is"),
        pytest.param("sag nr. 2024/98", [], id="another number of that year"),
        pytest.param("sag 00098", ["SAG-2024-00098"], id="the end of a case number after what it is"),
        pytest.param('"covid-19"', [], id="a word with a figure in quotation marks"),
        pytest.param('"2024"', [], id="a year in quotation marks"),
        pytest.param("20", [], id="the beginning of most case numbers"),
        pytest.param("0009", [], id="too little of a number"),
        pytest.param("havnen -7. marts 2025", [], id="a day that is excluded"),
        pytest.param("KKR Prøve", ["KKR Prøve"], id="a council"),
        pytest.param("Havnerådet", ["Havnerådet"], id="a body that somebody was appointed to"),
        pytest.param("udsat", ["Udsat"], id="an outcome"),
        pytest.param("orientering", ["Orientering"], id="a case type"),
        pytest.param(
            "mødet 7. marts 2025", ["KKR Andet, 7. marts 2025", "KKR Prøve, 7. marts 2025"], id="a day in words"
        ),
        pytest.param("7. marts 2025 eller 8. marts 2025", [], id="two days"),
        pytest.param("7. marts 2025", ["KKR Andet, 7. marts 2025", "KKR Prøve, 7. marts 2025"], id="a day of meetings"),
        pytest.param("8. marts 2025", [], id="a day without a meeting"),
        pytest.param("åse 2025", [], id="a name and a year"),
        pytest.param("åse -holm", [], id="something is excluded"),
        pytest.param("åse eller ib", [], id="a choice"),
        pytest.param("titel:læsø", [], id="a field"),
        pytest.param("et meget langt navn med Åse", [], id="too many words for a name"),
        pytest.param("", [], id="nothing"),
        pytest.param('""', [], id="nothing in quotation marks"),
    ],
)
def test_pages_that_the_words_name(typed: str, expected: list[str]) -> None:
    assert sorted(title for _, title, _ in answers(typed)) == sorted(expected)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "typed",
    ["Åse Æbelø", "læsø", "havne og fjorde", "00098", "00099", "7. marts 2025", "KKR Prøve", "havnerådet", "udsat"],
)
def test_every_answer_leads_to_a_page(client: Client, typed: str) -> None:
    for _, _, url in answers(typed):
        assert client.get(url).status_code == 200


@pytest.mark.usefixtures("archive")
def test_a_case_of_one_item_is_that_item_and_of_several_a_search(client: Client) -> None:
    assert answers("00098") == [("Sag", "SAG-2024-00098", "/kkr-proeve/2025-03-07/1-1/")]
    ((kind, _, url),) = answers("00099")
    assert kind == "Sag"
    html = html_of(client, url)
    assert "Broen igen</a>" in html
    assert "Havnen</a>" not in html


@pytest.mark.usefixtures("archive")
def test_a_meeting_tells_how_many_items_it_has() -> None:
    about = {each.title: each.about for each in first_answers(parse_query("7. marts 2025"))}
    assert about == {"KKR Andet, 7. marts 2025": "2 punkter", "KKR Prøve, 7. marts 2025": "3 punkter"}


@pytest.mark.usefixtures("archive")
def test_they_stand_before_the_first_page_of_results_alone(client: Client) -> None:
    for number in range(30):
        factories.make_item(f"Læsø {number}", f"3.{number}")
    assert 'class="first-answers"' in html_of(client, "/soeg/?q=læsø")
    assert 'class="first-answers"' not in html_of(client, "/soeg/?q=læsø&side=2")
