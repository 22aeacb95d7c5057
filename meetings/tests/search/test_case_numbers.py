"""Numbers of cases: however they are written, they find what has them; a case's items by date, formalities last."""

from datetime import date

import pytest
from django.test import Client

from meetings.models import AgendaItem
from meetings.models.choices import CaseType
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.first_answers import first_answers
from meetings.pages.requested_search import RequestedSearch
from meetings.search.grammar import case_number_spellings, distinctive_case_number
from meetings.search.query import parse_query
from meetings.tests import factories

pytestmark = pytest.mark.django_db

WITH_SLASH, WITH_AUTHORITY, WITH_CLASS, SHORT, OF_KKR = (
    "24/10877",
    "479-2024-7731",
    "27.42.00-G01-5-25",
    "313",
    "SAG-2024-03133",
)


@pytest.fixture
def archive() -> None:
    """An item of a case for each form of numbers, and one that says *sag* beside another number."""
    for place, number in enumerate((WITH_SLASH, WITH_AUTHORITY, WITH_CLASS, SHORT, OF_KKR), start=1):
        factories.make_item(f"Punkt {number}", str(place), case_number=number)
    factories.make_item("Sagsnummeret mangler", "9", presentation="Sagen har journalnr. og sagsnr., men ingen figur.")


def titles(text: str) -> list[str]:
    answered = RequestedSearch(AgendaItemFilter({"q": text})).answer()
    return [item.title.removeprefix("Punkt ") for item in AgendaItem.objects.in_order_of(answered.answer.item_ids)]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("number", [WITH_SLASH, WITH_AUTHORITY, WITH_CLASS, SHORT, OF_KKR])
@pytest.mark.parametrize(
    "prefix",
    [
        *(
            "",
            "sag ",
            "Sag nr. ",
            "sagsnr. ",
            "Sagsnr.: ",
            "sagsnr ",
            "sags nr. ",
            "sags-id ",
            "sagsnummer ",
            "SAGSNR. ",
        ),
        *(
            "j.nr. ",
            "J.nr.: ",
            "jnr. ",
            "j. nr. ",
            "j nr ",
            "journalnr. ",
            "journalnummer ",
            "Journal nr. ",
            "kle-nr. ",
            "KLE ",
        ),
    ],
)
def test_a_number_is_found_whatever_stands_before_it(prefix: str, number: str) -> None:
    assert titles(prefix + number) == [number]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024/10877", WITH_SLASH),
        ("sagsnr. 2024-10877", WITH_SLASH),
        ("24/03133", OF_KKR),
        ("sag 2024/03133", OF_KKR),
        ("27.42.00", WITH_CLASS),
        ("j.nr. 27.42.00", WITH_CLASS),
        ("sag:24/10877", WITH_SLASH),
        ("sag:27.42.00", WITH_CLASS),
    ],
)
def test_the_year_in_two_figures_or_four_and_the_class_alone(typed: str, expected: str) -> None:
    assert titles(typed) == [expected]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("typed", ["27.18.02", "KLE 27.18.02", "kle-nr. 27.18.02", "j.nr. 27.18.02", "sag:27.18.02"])
def test_an_item_is_found_by_the_number_of_its_subject_too(typed: str) -> None:
    factories.make_item("Støtte", "10", case_number="25/00412", subject_number="27.18.02")
    factories.make_item("Hjælp", "11", case_number="27.18.02", subject_number="27.18.02")
    assert sorted(titles(typed)) == ["Hjælp", "Støtte"]
    assert titles("25/00412") == ["Støtte"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("typed", ["24/10878", "sagsnr. 25/10877", "j.nr. 27.43.00", "sag 314", "479-2025-7731"])
def test_another_number_is_another_case(typed: str) -> None:
    assert titles(typed) == []


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "typed", [WITH_SLASH, "sagsnr. 2024/10877", "j.nr. 27.42.00", WITH_AUTHORITY, "Sagsnr.: 479-2024-7731"]
)
def test_the_case_is_the_first_answer(typed: str) -> None:
    assert [answer.kind for answer in first_answers(parse_query(typed))] == ["Sag"]


@pytest.mark.parametrize("text", ["12.03.24", "2024/2025", "24/12", "sag", "§ 110", "01/2025", "sag 2024", "1/3"])
def test_what_is_no_case_number(text: str) -> None:
    assert distinctive_case_number(text) == ""


@pytest.mark.parametrize(
    ("number", "spellings"),
    [
        ("24/10877", ("2024/10877", "24/10877")),
        ("2024-10877", ("2024/10877", "24/10877")),
        ("479-2024-7731", ("479-2024-7731",)),
        ("2024/2025", ("2024/2025",)),
        ("313", ("313",)),
    ],
)
def test_the_spellings_of_a_number(number: str, spellings: tuple[str, ...]) -> None:
    assert case_number_spellings(number) == spellings


def test_a_cases_items_stand_by_date_and_formalities_last(client: Client) -> None:
    for number, title, day, kind in (
        ("1", "Godkendelse af dagsorden", date(2025, 5, 6), CaseType.FORMALITY),
        ("2", "Anden behandling", date(2025, 5, 6), CaseType.DECISION),
        ("3", "Bilag til anden behandling", date(2025, 5, 6), CaseType.BRIEFING),
        ("1", "Første behandling 24/10877", date(2024, 5, 6), CaseType.DECISION),
    ):
        meeting = factories.make_meeting(day)
        factories.make_item(title, number, meeting=meeting, case_number="24/10877", case_type=kind)
    assert titles("24/10877") == [
        "Anden behandling",
        "Bilag til anden behandling",
        "Første behandling 24/10877",
        "Godkendelse af dagsorden",
    ]
