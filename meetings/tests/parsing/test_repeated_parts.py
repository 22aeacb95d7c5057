"""An agenda in lettered parts, each of whose titles has the part's heading below it, numbered out of order."""

import pytest

from meetings.tests.papers import parsed

COVER = ["Referat", "til", "mødet i Havneudvalget, Birkelev Kommune", "den 6. november 2024 kl. 10:00", ""]
A, B = "A. Sager til afgørelse i byrådet", "B. Sager til afgørelse i udvalget"


def item(number: int, title: list[str], part: str, decision: str) -> list[str]:
    case = f"Åbent - 01.00.00-G01-{number}-16"
    return [f"{number}. {title[0]}", *title[1:], part, case, "RESUMÉ", "Kort.", "BESLUTNING", decision, ""]


@pytest.mark.parametrize("broen", [["Broen"], ["Broen over fjorden og hvad", "der mangler"]])
def test_the_parts_heading_is_no_more_of_the_title(broen: list[str]) -> None:
    lines = [*COVER, A, "", *item(1, broen, A, "Godkendt."), *item(2, ["Vejen"], A, "Udsat.")]
    found = parsed("\n".join(lines)).items
    assert [(each.number, each.title, each.case_number) for each in found] == [
        ("1", " ".join(broen), "01.00.00-G01-1-16"),
        ("2", "Vejen", "01.00.00-G01-2-16"),
    ]


def test_items_whose_numbers_the_contents_have_out_of_order_are_found() -> None:
    contents = [A, "1 Broen", "2 Vejen", "9 Skoven", B, "3 Kajen", ""]
    of_a = [*item(1, ["Broen"], A, "Godkendt."), *item(2, ["Vejen"], A, "Udsat."), *item(9, ["Skoven"], A, "Drøftet.")]
    lines = [*COVER, *contents, A, "", *of_a, B, "", *item(3, ["Kajen"], B, "Godkendt.")]
    found = parsed("\n".join(lines)).items
    assert [(each.number, each.title, each.outcome) for each in found] == [
        ("1", "Broen", "approved"),
        ("2", "Vejen", "postponed"),
        ("9", "Skoven", "discussed"),
        ("3", "Kajen", "approved"),
    ]
