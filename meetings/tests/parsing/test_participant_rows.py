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


@pytest.mark.parametrize("mark", ["X", "x", "✓"])
@pytest.mark.parametrize("party", ["", "Parti   "])
@pytest.mark.parametrize(("there", "away"), [("Til stede", "Afbud"), ("Mødt", "Fraværende"), ("Tilstede", "Ej mødt")])
def test_a_mark_stands_below_one_of_two_heads(there: str, away: str, party: str, mark: str) -> None:
    head, letter = f"Navn       {party}{there:12}{away}", "A       " if party else ""
    found = statuses(head, f"Bo Riis    {letter}  {mark}", f"Ane Holk   {letter}              {mark}")
    assert found == {"Bo Riis": "present", "Ane Holk": "absent"}


def test_people_with_parties_and_no_heading_are_the_members_of_whom_others_are_told_absent() -> None:
    found = statuses("Bo Riis, Formand (V)", "Ane Holk (A)", "Mie Lund (F)", "", "Fraværende: Mie Lund")
    assert found == {"Bo Riis": "present", "Ane Holk": "present", "Mie Lund": "absent"}


def test_people_below_a_lists_heading_stay_in_it() -> None:
    found = statuses("Til stede:", "Socialdemokratiet", "Bo Riis (A)", "Ane Holk (A)", "Mie Lund (A)")
    assert found == dict.fromkeys(("Bo Riis", "Ane Holk", "Mie Lund"), "present")


@pytest.mark.parametrize(
    "rows",
    [
        ("Bo Riis – BR", "Ane Mie Holk – AMH", "Mie Lund – ML (afbud)"),
        ("Bo Riis (BR)", "Ane Mie Holk, kasserer (AH)", "Mie Lund, afbud (ML)"),
        ("Riis, Bo                A", "Holk, Ane Mie           V", "Lund, Mie               F", "", "Afbud: Mie Lund"),
    ],
)
def test_people_with_initials_or_the_last_name_first_are_listed_without_a_heading(rows: tuple[str, ...]) -> None:
    found = statuses(*rows)
    assert found == {"Bo Riis": "present", "Ane Mie Holk": "present", "Mie Lund": "absent"}


def test_two_people_on_each_line_with_what_is_said_of_them() -> None:
    found = statuses(
        "Forældre:                          Medarbejdere:",
        "Bo Riis           Til stede        Ane Holk          Afbud",
        "Mie Lund          Afbud            Karl Vad          Til stede",
    )
    assert found == {"Bo Riis": "present", "Ane Holk": "absent", "Mie Lund": "absent", "Karl Vad": "present"}


def test_initials_are_no_office() -> None:
    paper = "Havneudvalget\nReferat af møde den 4. marts 2024\n\nTil stede:\nBo Riis, formand, (BR)\nMie Lund (ML)\n"
    assert {person.name: person.role for person in parsed(paper + ITEM).participants} == {
        "Bo Riis": "formand",
        "Mie Lund": "",
    }


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("Bo Riis Ane Holk", ["Bo Riis", "Ane Holk"]),
        ("Bo Jensen Ane Mie Holk", ["Bo Jensen", "Ane Mie Holk"]),
        ("Ane Mie Toftegård Bo Riis", ["Ane Mie Toftegård", "Bo Riis"]),
        ("Ane Mie Holk Per Emil Riis", ["Ane Mie Holk", "Per Emil Riis"]),
    ],
)
def test_a_list_of_two_names_on_each_line_with_nothing_between(row: str, names: list[str]) -> None:
    found = statuses("Medlemmer:", "Lise Dam Karl Vad", row, "Tom Friis Ida Sø", "Sanne Lund")
    assert list(found) == ["Lise Dam", "Karl Vad", *names, "Tom Friis", "Ida Sø", "Sanne Lund"]


def test_long_names_among_others_stay_whole() -> None:
    found = statuses("Medlemmer:", "Lise Marie Toft Dam", "Karl Vad", "Tom Friis", "Ida Sø")
    assert list(found) == ["Lise Marie Toft Dam", "Karl Vad", "Tom Friis", "Ida Sø"]


def test_people_with_parties_have_offices_and_who_was_away_in_columns() -> None:
    people = ["Bo Riis (A)        Formand", "Ane Holk (V)", "Mie Lund (F)               Fraværende", "Karl Vad (C)"]
    paper = "\n".join(["Havneudvalget", "Referat af møde den 4. marts 2024", "", *people]) + ITEM
    assert [(person.name, person.role, person.status) for person in parsed(paper).participants] == [
        ("Bo Riis", "Formand", "present"),
        ("Ane Holk", "", "present"),
        ("Mie Lund", "", "absent"),
        ("Karl Vad", "", "present"),
    ]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_dashes_part_people_with_parties(dash: str) -> None:
    listed = f" {dash} ".join(["Medlemmer: Bo Riis (A), formand", "Ane Holk (V)", "Mie Lund (F)"])
    paper = f"Havneudvalget\nReferat af møde den 4. marts 2024\n\n{listed}\n\nAfbud: Mie Lund" + ITEM
    assert [(person.name, person.role, person.status) for person in parsed(paper).participants] == [
        ("Bo Riis", "formand", "present"),
        ("Ane Holk", "", "present"),
        ("Mie Lund", "", "absent"),
    ]


@pytest.mark.parametrize("whose", ["Danske Handicaporganisationer", "Ældre Sagen", "DH"])
def test_those_of_an_organisation_who_were_there_are_members(whose: str) -> None:
    found = statuses(f"Til stede fra {whose}: Bo Riis, Ane Holk, Mie Lund", "Afbud: Karl Vad")
    assert found == {"Bo Riis": "present", "Ane Holk": "present", "Mie Lund": "present", "Karl Vad": "absent"}
