"""Tables of several meetings joined to series by municipality and year."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.figures.series import ArchivedTable, Series, join_to_series

_keys = count(1)


def table(day: str, item_title: str = "Flygtninge", **values: Any) -> ArchivedTable:
    key = next(_keys)
    values.setdefault("rows", [["Rebild", "9"], ["Læsø", "1"], ["I alt", "10"]])
    values.setdefault("columns", ["Kommune", "Antal"])
    values.setdefault("council", "KKR Prøve")
    for name, without in (("thread", None), ("title", ""), ("is_decided", False)):
        values.setdefault(name, without)
    return ArchivedTable(key=key, item=key, item_title=item_title, day=date.fromisoformat(day), **values)


def told(found: list[Series]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.title, one.measure, one.years) for one in found]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        pytest.param(
            [table("2024-06-14", "Flygtninge i 2025 – kvoter"), table("2025-06-13", "Flygtninge i 2026 – kvoter")],
            [("Flygtninge – kvoter", "", (2025, 2026))],
            id="one title but for the year",
        ),
        pytest.param(
            [table("2024-06-14", "Flygtninge 2025", thread=7), table("2025-06-13", "Kommunekvoter 2026", thread=7)],
            [("Flygtninge", "", (2025, 2026))],
            id="one case thread",
        ),
        pytest.param(
            [
                table("2023-06-14", "Flygtninge 2024"),
                table("2024-06-14", "Flygtninge 2025", thread=7),
                table("2025-06-13", "Kommunekvoter 2026", thread=7),
            ],
            [("Flygtninge", "", (2024, 2025, 2026))],
            id="by title to one of a thread",
        ),
        pytest.param(
            [table("2024-06-14", "Flygtninge 2025"), table("2024-06-14", "Lærepladser 2025")],
            [("Flygtninge", "", (2025,)), ("Lærepladser", "", (2025,))],
            id="two matters",
        ),
        pytest.param(
            [table("2024-06-14"), table("2025-06-14", council="KKR Øvelse")],
            [("Flygtninge", "", (2024,)), ("Flygtninge", "", (2025,))],
            id="two councils",
        ),
        pytest.param(
            [table("2024-06-14", "Flygtninge 2025", is_decided=True), table("2024-06-14", "Flygtninge 2025")],
            [("Flygtninge", "", (2025,)), ("Flygtninge", "", (2025,))],
            id="decided and put forward",
        ),
        pytest.param(
            [
                table(
                    "2025-08-29",
                    "Lærepladser 2026",
                    columns=["Kommune", "Social- og sundhedshjælpere 2026", "Assistenter 2026"],
                    rows=[["Rebild", "9", "4"], ["Læsø", "1", "2"]],
                ),
                table(
                    "2026-08-29",
                    "Lærepladser 2027",
                    columns=["Kommune", "Assistenter 2027", "Social- og sundheds hjælpere 2027"],
                    rows=[["Rebild", "9", "4"], ["Læsø", "1", "2"]],
                ),
            ],
            [
                ("Lærepladser", "Assistenter", (2026, 2027)),
                ("Lærepladser", "Social- og sundheds hjælpere", (2026, 2027)),
            ],
            id="a series a kind of column, whatever their order and spacing",
        ),
        pytest.param(
            [
                table("2024-06-14", "Siden sidst", title="Elever 2024"),
                table("2025-06-14", "Siden sidst", title="Biler"),
            ],
            [("Biler", "", (2025,)), ("Elever", "", (2024,))],
            id="items that say nothing of their own go by the tables' titles",
        ),
        pytest.param(
            [table("2024-06-14", columns=["KKR", "Antal"], rows=[["KKR Sjælland", "1"], ["KKR Midtjylland", "2"]])],
            [],
            id="no municipalities",
        ),
        pytest.param(
            [table("2024-06-14", columns=["Kommune", "", ""], rows=[["Rebild", "1", "2"], ["Læsø", "2", "3"]])],
            [],
            id="columns that cannot be told apart",
        ),
    ],
)
def test_what_belongs_together(tables: list[ArchivedTable], expected: list[tuple[str, str, tuple[int, ...]]]) -> None:
    assert told(join_to_series(tables)) == expected


@pytest.mark.parametrize(
    ("values", "year"),
    [
        pytest.param({"columns": ["Kommune", "Antal 2027"], "title": "Kvoter 2026"}, 2027, id="the heading's"),
        pytest.param({"title": "Kvoter 2026", "item_title": "Flygtninge 2025"}, 2026, id="the table's"),
        pytest.param({"title": "Kvoter", "item_title": "Flygtninge 2025"}, 2025, id="the item's"),
        pytest.param({"item_title": "Aftale 2025-2028"}, 2024, id="the meeting's for a span"),
        pytest.param({"item_title": "Flygtninge 2025 og 2026"}, 2024, id="the meeting's for two"),
        pytest.param({}, 2024, id="the meeting's"),
    ],
)
def test_the_year(values: dict[str, Any], year: int) -> None:
    assert [one.years for one in join_to_series([table("2024-06-14", **values)])] == [(year,)]


def test_sums_stand_apart_and_the_latest_meeting_is_shown() -> None:
    first = table(
        "2024-06-14",
        columns=["Kommune", "2024", "2025"],
        rows=[["Rebild", "7", "9"], ["Læsø", "2", "?"], ["Odder", "1", "1"], ["Hele landet", "50", "60"]],
    )
    second = table("2025-06-13", "Flygtninge 2025", rows=[["Rebild", "8"], ["Læsø", "1"], ["Samlet", "9"]])
    (found,) = join_to_series([second, first])
    assert found.years == (2024, 2025)
    assert found.figures_of("Rebild") == {2024: Decimal(7), 2025: Decimal(8)}
    assert found.figures_of("Odder") == {2024: Decimal(1)}
    assert found.sums == ("Hele landet", "I alt")
    assert found.municipalities == ("Rebild", "Læsø", "Odder")
    latest = found.columns[1]
    assert (latest.table, latest.others) == (second, (first,))
    assert latest.differing == {"Rebild"}
    assert found.tables == (first, second)


def test_an_unreadable_cell_is_empty() -> None:
    (found,) = join_to_series([table("2024-06-14", rows=[["Rebild", "9"], ["Læsø", "ca. 2"], ["Odder", "3"]])])
    assert found.figures_of("Læsø") == {2024: None}


def test_two_tables_of_one_meeting_are_two_series_by_their_titles() -> None:
    other = [["Rebild", "3"], ["Læsø", "4"]]
    found = join_to_series(
        [
            table("2024-06-14", title="Kvoter 2024"),
            table("2024-06-14", title="Familier 2024", rows=other),
            table("2025-06-14", title="Familier 2025", rows=other),
            table("2025-06-14", title="Kvoter 2025"),
        ]
    )
    assert [(one.distinguished_by, one.years) for one in found] == [
        ("Familier", (2024, 2025)),
        ("Kvoter", (2024, 2025)),
    ]


def test_one_table_twice_is_one() -> None:
    found = join_to_series([table("2024-06-14"), table("2024-06-14")])
    assert [(one.distinguished_by, one.years) for one in found] == [("", (2024,))]


TABLES = st.builds(
    table,
    st.sampled_from(["2023-06-01", "2024-06-01", "2024-09-01"]),
    st.sampled_from(["Flygtninge 2024", "Flygtninge 2025", "Lærepladser", "Siden sidst"]),
    title=st.sampled_from(["", "Kvoter 2024", "Forslag"]),
    thread=st.sampled_from([None, 1, 2]),
    is_decided=st.booleans(),
    rows=st.sampled_from([[["Rebild", "9"], ["Læsø", "1"]], [["Rebild", "8"], ["Læsø", "–"], ["I alt", "8"]]]),
)


@given(st.lists(TABLES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_tables_makes_no_difference(tables: list[ArchivedTable], chance: Any) -> None:
    shuffled = list(tables)
    chance.shuffle(shuffled)
    assert join_to_series(shuffled) == join_to_series(tables)


@given(st.lists(TABLES, max_size=8))
def test_every_year_of_a_series_is_one_table_s_and_no_figure_is_made_up(tables: list[ArchivedTable]) -> None:
    for one in join_to_series(tables):
        assert list(one.years) == sorted(set(one.years))
        for column in one.columns:
            written = {row[0]: row[1] for row in column.table.rows}
            assert {name: str(value) for name, value in column.figures.items() if value is not None} == {
                str(name): str(text) for name, text in written.items() if name != "I alt" and text != "–"
            }
