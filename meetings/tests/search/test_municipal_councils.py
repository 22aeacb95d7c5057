"""A council's own name, and its municipality's, are words of what it treated: with a subject, and in `kommune:`."""

from datetime import date

import pytest

from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.tests import factories

pytestmark = pytest.mark.django_db

STRUER, VEJEN, IKAST, KKR = (
    "Boliger i havnegade",
    "Boliger ved åen",
    "Boliger bag skolen",
    "Boliger i flere kommuner, også i Struer",
)


@pytest.fixture
def archive() -> None:
    """Items on one subject of four councils, three of them of a municipality, and one on something else."""
    for council, title in (
        ("Socialudvalget, Struer Kommune", STRUER),
        ("Byrådet, Vejen Kommune", VEJEN),
        ("Teknik- og Miljøudvalget, Ikast-Brande Kommune", IKAST),
        ("KKR Prøve", KKR),
    ):
        meeting = factories.make_meeting(date(2025, 3, 7), council=factories.make_council(council))
        factories.make_item(
            title, "1", meeting=meeting, municipalities=[factories.make_municipality("Struer")][: title == KKR]
        )
        factories.make_item("Noget om gadelys", "2", meeting=meeting)


def titles(text: str) -> list[str]:
    answered = RequestedSearch(AgendaItemFilter({"q": text})).answer()
    return sorted(item.title for item in AgendaItem.objects.in_order_of(answered.answer.item_ids))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("boliger Struer", [KKR, STRUER]),
        ("Struer boliger", [KKR, STRUER]),
        ("struer boliger", [KKR, STRUER]),
        ("boliger i Struer Kommune", [KKR, STRUER]),
        ("Struers boliger", [KKR, STRUER]),
        ("boliger Ikast-Brande", [IKAST]),
        ("boliger i Ikast-Brande Kommune", [IKAST]),
        ("boliger Vejen", [VEJEN]),
        ("boliger vejen", []),
        ("boliger Vejen kommune", [VEJEN]),
        ("Socialudvalget boliger", [STRUER]),
        ("boliger socialudvalg", [STRUER]),
        ("Teknik- og Miljøudvalget boliger", [IKAST]),
        ("boliger teknik og miljøudvalget", [IKAST]),
        ("KKR Prøve boliger", [KKR]),
        ("boliger i Socialudvalget, Struer Kommune", [STRUER]),
        ("boliger -Struer", [IKAST, VEJEN, STRUER]),
        ("Struer", [KKR]),
        ("boliger Rebild", []),
        ("kommune:Struer boliger", [KKR, STRUER]),
        ("kommune:Vejen boliger", [VEJEN]),
        ("kommune:Ikast-Brande", [IKAST, "Noget om gadelys"]),
        ("kommune:Rebild boliger", []),
        ('"Struer" boliger', [KKR]),
    ],
)
def test_the_councils_items_are_found_by_its_names(typed: str, expected: list[str]) -> None:
    assert titles(typed) == sorted(expected)


@pytest.mark.usefixtures("archive")
def test_as_typed_the_name_is_still_the_councils() -> None:
    answered = RequestedSearch(AgendaItemFilter({"q": "boliger Struer", "ordret": "1"})).answer()
    assert answered.answer.count == 2


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        pytest.param("udvalget for kultur og idræt boliger", True, id="the whole name"),
        pytest.param("boliger Kultur og Idræt", True, id="without what it is"),
        pytest.param("boliger kultur", False, id="a part of it"),
        pytest.param("kultur og idræt", False, id="nothing else"),
    ],
)
def test_the_name_of_a_council_may_be_several_words(typed: str, is_found: bool) -> None:
    council = factories.make_council("Udvalget for Kultur og Idræt, Greve Kommune")
    factories.make_item("Boliger til kunstnere", "1", meeting=factories.make_meeting(council=council))
    assert titles(typed) == (["Boliger til kunstnere"] if is_found else [])
