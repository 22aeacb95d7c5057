"""People whom a cover lists in a table with a column of who was there, or without any heading."""

import pytest

from meetings.tests.papers import parsed

ITEM = "\n\n1. Regnskab\nGodkendt.\n"


def statuses(*lines: str) -> dict[str, str]:
    cover = "Havneudvalget\nReferat af møde den 4. marts 2024\n\n"
    return {person.name: person.status for person in parsed(cover + "\n".join(lines) + ITEM).participants}


@pytest.mark.parametrize(
    ("head", "there", "not_there"),
    [
        ("Navn            Parti   Til stede", "x", "-"),
        ("Medlem          Liste   Fremmøde", "Til stede", "Afbud"),
        ("Navn            Parti   Status", "Mødt", "Fraværende"),
        ("Navn            Parti   Afbud", "Nej", "x"),
        ("Medlemmer       Parti   Deltog", "Ja", "Nej"),
        ("Medlem          Parti   Fraværende", "-", "syg"),
    ],
)
def test_a_tables_last_column_says_who_was_there(head: str, there: str, not_there: str) -> None:
    found = statuses(head, f"Bo Riis         A       {there}", f"Ane Holk        V       {not_there}")
    assert found == {"Bo Riis": "present", "Ane Holk": "absent"}


def test_people_with_parties_and_no_heading_are_the_members_of_whom_others_are_told_absent() -> None:
    found = statuses("Bo Riis, Formand (V)", "Ane Holk (A)", "Mie Lund (F)", "", "Fraværende: Mie Lund")
    assert found == {"Bo Riis": "present", "Ane Holk": "present", "Mie Lund": "absent"}


def test_people_below_a_lists_heading_stay_in_it() -> None:
    found = statuses("Til stede:", "Socialdemokratiet", "Bo Riis (A)", "Ane Holk (A)", "Mie Lund (A)")
    assert found == dict.fromkeys(("Bo Riis", "Ane Holk", "Mie Lund"), "present")
