"""Which people an import suggests to be one person."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.danish.name_spellings import MIDDLE_NAME
from meetings.models import Meeting, PersonMerge
from meetings.models.choices import MergeState
from meetings.people.merge_suggestions import suggest_merges
from meetings.people.merging import merge, refuse, undo
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2025, 3, 14), date(2025, 6, 13)


def suggested() -> list[tuple[str, str]]:
    """Who is to be kept and who is to be merged into them."""
    pairs = PersonMerge.objects.filter(state=MergeState.SUGGESTED).order_by("pk")
    return [(pair.kept.name, pair.merged.name) for pair in pairs]


def import_two(first: str, second: str) -> None:
    """Two meetings, each with one of the members on its list of participants."""
    for day, member in ((FIRST, first), (SECOND, second)):
        import_text(document_text(day=day, present=[member], absent=[]), f"{day}.txt")


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        pytest.param(
            "Bo Lind (V), Rebild Kommune",
            "Bo Krag Lind (V), Rebild Kommune",
            [("Bo Krag Lind", "Bo Lind")],
            id="the one with more names is kept",
        ),
        pytest.param(
            "Christian Holm (V), Rebild Kommune",
            "Kristian Holm (V), Rebild Kommune",
            [("Christian Holm", "Kristian Holm")],
            id="then the longer",
        ),
        pytest.param(
            "Anna Pedersen (V), Rebild Kommune",
            "Anna Petersen (V), Rebild Kommune",
            [("Anna Petersen", "Anna Pedersen")],
            id="then the newer",
        ),
        pytest.param(
            "Bo Lind, Rebild Kommune",
            "Bo Krag Lind (V), Rebild Kommune",
            [("Bo Krag Lind", "Bo Lind")],
            id="one without a party",
        ),
        pytest.param("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (A), Rebild Kommune", [], id="another party"),
        pytest.param("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Læsø Kommune", [], id="another municipality"),
        pytest.param("Bo Lind (V)", "Bo Krag Lind (V)", [], id="no municipality"),
        pytest.param("Bo Lind (V), Rebild Kommune", "Bo Lind (V), Rebild Kommune", [], id="the same name"),
        pytest.param("Bo Lind (V), Rebild Kommune", "Ida Holm (V), Rebild Kommune", [], id="another name"),
    ],
)
def test_an_import_suggests_who_may_be_one(first: str, second: str, pairs: list[tuple[str, str]]) -> None:
    import_two(first, second)
    assert suggested() == pairs


def test_a_suggestion_says_why() -> None:
    import_two("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune")
    assert PersonMerge.objects.get().reason == MIDDLE_NAME


def test_two_on_one_list_are_two_people() -> None:
    both = ["Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune"]
    import_text(document_text(day=FIRST, present=both), "marts.txt")
    assert suggested() == []
    import_text(document_text(day=SECOND, present=both[:1]), "juni.txt")
    assert suggested() == []


def test_somebody_who_is_only_appointed_is_compared_too() -> None:
    decision = "KKR Prøveby udpegede Bo Lind (V), Rebild Kommune, til Havnen."
    appointing = Item("3.1", "Udpegning til Havnen", decision=decision)
    present = ["Bo Krag Lind (V), Rebild Kommune"]
    import_text(document_text(items=[*ITEMS, appointing], present=present), "marts.txt")
    assert suggested() == [("Bo Krag Lind", "Bo Lind")]


def test_the_same_pair_is_suggested_once() -> None:
    import_two("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune")
    for meeting in Meeting.objects.all():
        assert suggest_merges(meeting) == 0
    assert PersonMerge.objects.count() == 1


@pytest.mark.parametrize(
    "decide",
    [
        pytest.param(refuse, id="two people"),
        pytest.param(lambda pair: merge(pair.kept, pair.merged), id="one"),
        pytest.param(lambda pair: undo(merge(pair.kept, pair.merged)), id="two again"),
    ],
)
def test_what_an_editor_decided_is_not_suggested_again(decide: Callable[[PersonMerge], object]) -> None:
    import_two("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune")
    decide(PersonMerge.objects.get())
    for meeting in Meeting.objects.all():
        assert suggest_merges(meeting) == 0
    assert suggested() == []


def test_an_import_without_newcomers_asks_two_questions_about_people() -> None:
    import_two("Bo Lind (V), Rebild Kommune", "Bo Lind (V), Rebild Kommune")
    meeting = Meeting.objects.get(date=SECOND)
    with CaptureQueriesContext(connection) as queries:
        assert suggest_merges(meeting) == 0
    assert len(queries) == 2


@pytest.mark.parametrize("people", [2, 40])
def test_the_number_of_questions_does_not_grow_with_the_people(people: int) -> None:
    first, second = (factories.make_meeting(day) for day in (FIRST, SECOND))
    for number in range(people):
        name = " ".join(letter * 6 for letter in f"{number:02}".translate(str.maketrans("0123456789", "ABDEFGHIJL")))
        factories.make_participant(first, factories.make_person(name))
        factories.make_participant(second, factories.make_person(name.replace(" ", " Krag ")))
    with CaptureQueriesContext(connection) as queries:
        assert suggest_merges(second) == people
    assert len(queries) == 7


def test_merged_people_are_suggested_with_nobody() -> None:
    import_two("Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune")
    pair = PersonMerge.objects.get()
    merge(pair.kept, pair.merged)
    import_text(document_text(day=date(2025, 9, 12), present=["Bo K. Lind (V), Rebild Kommune"]), "september.txt")
    assert suggested() == [("Bo Krag Lind", "Bo K. Lind")]
