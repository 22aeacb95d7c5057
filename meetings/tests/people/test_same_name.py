"""Several people of one name: who is who by what documents tell, in whatever order they are imported."""

from datetime import date
from itertools import combinations, permutations

import pytest

from meetings.changes.recording import recording
from meetings.danish.name_spellings import CHANGED_SURNAME
from meetings.models import Participant, Person, PersonMerge
from meetings.models.locks import Lock, take_lock, take_locks
from meetings.models.unique_names import name_of
from meetings.tests.examples import IS_EXPLORING
from meetings.tests.sequences import APPROVAL, paper, put_in
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db


def listed(day: date, *present: str, council: str = "KKR Fjordland") -> str:
    """Minutes of that day with these on their list."""
    return paper("REFERAT", [APPROVAL], day=day, present=present, council=council)


def people() -> set[frozenset[tuple[str, str, str]]]:
    """Each person who is on a list by what it says of him: day, municipality and party."""
    rows = Participant.objects.values_list("person", "meeting__date", "municipality__name", "party__letter")
    found: dict[int, set[tuple[str, str, str]]] = {}
    for person, day, municipality, party in rows:
        found.setdefault(person, set()).add((day.isoformat()[5:], municipality or "", party or ""))
    return {frozenset(seats) for seats in found.values()}


def orders(documents: tuple[str, ...]) -> list[tuple[str, ...]]:
    """In how the documents may come: in every order (`make explore`), or the one in time and its reverse."""
    return list(permutations(documents)) if IS_EXPLORING else [documents, documents[::-1]]


def asked() -> set[frozenset[str]]:
    """The pairs of whom an editor is asked, by their unique names."""
    pairs = PersonMerge.objects.filter(state="suggested").select_related("kept", "merged")
    return {frozenset((pair.kept.unique_name, pair.merged.unique_name)) for pair in pairs}


COUNCILS = ("KKR Fjordland", "Byrådet, Skive Kommune", "Byrådet, Odder Kommune", "Udvalget for Havne, Skive Kommune")
WINTER, SPRING, SUMMER, AUTUMN = (date(2031, month, 6) for month in (2, 4, 6, 9))
IBS = ("Ib Nørre Dam (A), Skive Kommune", "Ib Nørre Dam (V), Thisted Kommune")


def test_two_of_one_name_on_one_list_are_two() -> None:
    put_in(listed(WINTER, *IBS))
    assert people() == {frozenset({("02-06", "Skive", "A")}), frozenset({("02-06", "Thisted", "V")})}
    assert sorted(Person.objects.values_list("name", "slug")) == [
        ("Ib Nørre Dam", "ib-noerre-dam"),
        ("Ib Nørre Dam", "ib-noerre-dam-thisted"),
    ]
    assert not asked()


TWO_TOWNS = (
    listed(WINTER, "Ole Tofte (F), Morsø Kommune"),
    listed(SPRING, "Ole Tofte (V), Læsø Kommune"),
    listed(SUMMER, "Ole Tofte (F), Morsø Kommune"),
)
CHANGED_PARTY = (
    listed(WINTER, "Ane Holk (C), Rebild Kommune"),
    listed(SPRING, "Ane Holk (C), Rebild Kommune"),
    listed(SUMMER, "Ane Holk (V), Rebild Kommune"),
)
TWO_PARTIES = (
    listed(WINTER, "Ane Holk (C), Rebild Kommune"),
    listed(SPRING, "Ane Holk (V), Rebild Kommune"),
    listed(SUMMER, "Ane Holk (C), Rebild Kommune"),
)
CHANGED_THEN_TWO = (*TWO_PARTIES, listed(AUTUMN, "Ane Holk (Å), Rebild Kommune"))
TWO_COUNCILS = (
    listed(WINTER, "Bo Riis (A)", council="Byrådet, Skive Kommune"),
    listed(SPRING, "Bo Riis (A)", council="Byrådet, Odder Kommune"),
    listed(SUMMER, "Bo Riis (A)", council="Udvalget for Havne, Skive Kommune"),
    listed(AUTUMN, "Bo Riis (A), Odder Kommune"),
)
WITHOUT_PARTY = (
    listed(WINTER, "Bo Riis, Odder Kommune"),
    listed(SPRING, "Bo Riis (A), Odder Kommune"),
    listed(SUMMER, "Bo Riis (A)"),
)


@pytest.mark.parametrize(
    ("documents", "right", "questions"),
    [
        pytest.param(TWO_TOWNS, [["02-06", "06-06"], ["04-06"]], 1, id="two towns are two"),
        pytest.param(CHANGED_PARTY, [["02-06", "04-06", "06-06"]], 0, id="another party later is a change"),
        pytest.param(TWO_PARTIES, [["02-06", "06-06"], ["04-06"]], 1, id="two parties at one time are two"),
        pytest.param(
            CHANGED_THEN_TWO, [["02-06", "06-06"], ["04-06"], ["09-06"]], 3, id="whoever of two changed is asked"
        ),
        pytest.param(TWO_COUNCILS, [["02-06", "06-06"], ["04-06", "09-06"]], 1, id="a council's town is its members'"),
        pytest.param(WITHOUT_PARTY, [["02-06", "04-06", "06-06"]], 0, id="what is not told contradicts nothing"),
    ],
)
def test_in_every_order(documents: tuple[str, ...], right: list[list[str]], questions: int) -> None:
    for order in orders(documents):
        with undone(), recording():
            take_lock(Lock.REDACTIONS, shared=True)
            take_locks(Lock.MEETING, COUNCILS)
            for text in order:
                put_in(text)
            found = sorted(sorted(day for day, _, _ in seats) for seats in people())
            assert found == right, order
            assert len(asked()) == questions, order


RENAMED = (
    listed(WINTER, "Ane Holk (C), Rebild Kommune", "Tom Skov (A), Odder Kommune"),
    listed(SPRING, "Ane Holk (V), Rebild Kommune", "Tom Skov (A), Odder Kommune"),
    listed(SUMMER, "Ane Holk Vig (V), Rebild Kommune", "Tom Skov (A), Odder Kommune"),
    listed(AUTUMN, "Ane Vig (V), Rebild Kommune", "Tom Skov (A), Skive Kommune"),
)


def test_another_surname_or_municipality_is_asked_and_nothing_is_merged() -> None:
    for order in orders(RENAMED):
        with undone(), recording():
            for text in order:
                put_in(text)
            anes = {"Ane Holk", "Ane Holk Vig", "Ane Vig"}
            assert anes <= set(Person.objects.unmerged().values_list("name", flat=True))
            pairs = {frozenset(name_of(name) for name in pair) for pair in asked()}
            assert pairs == {frozenset(pair) for pair in combinations(anes, 2)} | {frozenset({"Tom Skov"})}
            latest = PersonMerge.objects.get(kept__name="Ane Vig", merged__name="Ane Holk")
            assert latest.reason == CHANGED_SURNAME


def test_the_same_first_name_alone_at_one_time_is_no_other_surname() -> None:
    put_in(listed(WINTER, "Ane Holk (V), Rebild Kommune", "Ida Vig (V), Rebild Kommune"))
    put_in(listed(SPRING, "Ane Vig (V), Rebild Kommune", "Ida Vig (V), Rebild Kommune"))
    put_in(listed(SUMMER, "Ane Holk (V), Rebild Kommune", "Ida Krog (A), Rebild Kommune"))
    put_in(listed(AUTUMN, "Ane Krog (V), Odder Kommune"))
    assert asked() == {frozenset({"Ane Holk", "Ane Vig"})}  # as it stood in spring; an editor decides
