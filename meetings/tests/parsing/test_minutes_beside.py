"""Minutes in a column beside the agenda belong to the item that they stand beside."""

import pytest

from meetings.parsing.document import Document
from meetings.tests.papers import parsed

COVER = ["Referat af møde i Havnerådet", "den 4. marts 2025 kl. 16.00", ""]
ROWS = [
    ("1. Godkendelse af dagsorden", "Godkendt med en tilføjelse."),
    ("2. Ny mole ved fiskerihavnen", "Rådet drøftede planen og"),
    ("   og ved den gamle havn", "besluttede at bygge molen."),
    ("3. Eventuelt", "Intet."),
]


def side_by_side(head: tuple[str, str], width: int = 40) -> Document:
    rows = [f"{left.ljust(width)}{right}" for left, right in [head, *ROWS]]
    return parsed("\n".join([*COVER, rows[0], "", *rows[1:]]))


@pytest.mark.parametrize(
    "head",
    [
        ("Dagsorden", "Referat"),
        ("Punkt", "Beslutning"),
        ("Dagsordenspunkter", "Referat og beslutninger"),
        ("Pkt. Emne", "Konklusion"),
    ],
)
def test_each_item_has_what_stands_beside_it(head: tuple[str, str]) -> None:
    document = side_by_side(head)
    assert [(item.number, item.title) for item in document.items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Ny mole ved fiskerihavnen og ved den gamle havn"),
        ("3", "Eventuelt"),
    ]
    assert [item.text("decision") for item in document.items] == [
        "Godkendt med en tilføjelse.",
        "Rådet drøftede planen og besluttede at bygge molen.",
        "Intet.",
    ]


def test_a_heading_of_two_columns_without_items_below_changes_nothing() -> None:
    document = parsed("\n".join([*COVER, "Dagsorden          Referat", "", "1. Broen", "", "Beslutning", "Godkendt."]))
    assert [(item.title, item.outcomes) for item in document.items] == [("Broen", ("approved",))]


@pytest.mark.parametrize("middle", ["Ansv.", "Ansvarlig", "Hvem", "Initialer"])
def test_a_narrow_column_between_the_two_is_told_behind_the_minutes(middle: str) -> None:
    rows = [
        ("Dagsorden", middle, "Noter/referat"),
        ("1. Ny mole", "BR", "Molen blev godkendt."),
        ("2. Eventuelt", "Alle", "Intet."),
    ]
    document = parsed("\n".join([*COVER, *(f"{left:30}{between:14}{right}" for left, between, right in rows)]))
    assert [(item.title, item.text("decision")) for item in document.items] == [
        ("Ny mole", f"Molen blev godkendt. ({middle.rstrip('.')}: BR)"),
        ("Eventuelt", f"Intet. ({middle.rstrip('.')}: Alle)"),
    ]
