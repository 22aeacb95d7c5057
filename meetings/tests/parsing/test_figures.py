"""Tables read as figures: numbers, years, and which column is about what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish.numbers import format_number, parse_number
from meetings.parsing.meaning.figures import (
    FigureColumn,
    RowName,
    municipalities_of,
    read_table,
    without_years,
    years_named,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("81", "81", id="whole"),
        pytest.param("1.779", "1779", id="thousands"),
        pytest.param("1.234.567", "1234567", id="millions"),
        pytest.param("12345", "12345", id="thousands without a mark"),
        pytest.param("23,1", "23.1", id="decimals"),
        pytest.param("1.779,50", "1779.50", id="thousands and decimals"),
        pytest.param("0", "0", id="nought"),
        pytest.param("-5", "-5", id="negative"),
        pytest.param("−5,0 %", "-5.0", id="negative share"),
        pytest.param("+3", "3", id="with a plus"),
        pytest.param("5 pct.", "5", id="percent in letters"),
        pytest.param("1.200 kr.", "1200", id="money"),
        pytest.param("–", None, id="dash"),
        pytest.param("-", None, id="hyphen"),
        pytest.param("", None, id="empty"),
        pytest.param("1.78", None, id="point that parts no thousands"),
        pytest.param("0.500", None, id="nought and a point"),
        pytest.param("ca. 5", None, id="about"),
        pytest.param("5*", None, id="with a note"),
        pytest.param("5 (4)", None, id="two numbers"),
        pytest.param("²", None, id="a digit that is no number"),
    ],
)
def test_a_cell_is_read_as_danish_writes_numbers_or_left_empty(text: str, value: str | None) -> None:
    assert parse_number(text) == (None if value is None else Decimal(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_written_is_read_again(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("text", "years", "without"),
    [
        pytest.param("Flygtningefordeling 2025", (2025,), "Flygtningefordeling", id="one"),
        pytest.param("Kvoter 2025 og 2026", (2025, 2026), "Kvoter og", id="two"),
        pytest.param("Optag 2024/25, antal", (2024,), "Optag, antal", id="a school year"),
        pytest.param("Optag 2024-2025", (2024,), "Optag", id="a school year in full"),
        pytest.param("Aftaler 2021-2025", (), "Aftaler 2021-2025", id="a span is no year"),
        pytest.param("Gennemsnit 2021-25 for 2026", (2026,), "Gennemsnit 2021-25 for", id="a span and a year"),
        pytest.param("Pr. 31-12-2024", (2024,), "Pr. 31-12", id="a date"),
        pytest.param("2.024", (), "2.024", id="a number"),
        pytest.param("12024", (), "12024", id="a longer number"),
        pytest.param("Antal", (), "Antal", id="none"),
    ],
)
def test_years_of_a_heading(text: str, years: tuple[int, ...], without: str) -> None:
    assert (years_named(text), without_years(text)) == (years, without)


Rows = list[list[str]]
QUOTAS: Rows = [["Rebild", "9"], ["Læsø Kommune", "–"], ["Vesthimmerland", "1.003"], ["Samlet i alt", "1.012"]]


def test_a_table_by_municipality() -> None:
    table = read_table(["Kommune", "Antal 2026"], QUOTAS)
    assert table is not None
    assert table.rows == (
        RowName("Rebild", municipality="Rebild"),
        RowName("Læsø Kommune", municipality="Læsø"),
        RowName("Vesthimmerland", municipality="Vesthimmerlands"),
        RowName("I alt", is_sum=True),
    )
    assert table.columns == (FigureColumn("", 2026, "", (Decimal(9), None, Decimal(1003), Decimal(1012))),)
    assert municipalities_of(QUOTAS) == ["Rebild", "Læsø", "Vesthimmerlands"]


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        pytest.param(
            ["Kommune", "Hjælpere 2025", "Hjælpere 2026", "Andel 2026"],
            [["Rebild", "9", "8", "4,5 %"], ["Læsø", "1", "x", "1 %"], ["Odder", "3", "2", "–"]],
            [("Hjælpere", 2025, "", "9 1 3"), ("Hjælpere", 2026, "", "8 2"), ("Andel", 2026, "%", "4.5 1")],
            id="several columns, a cell that cannot be read",
        ),
        pytest.param(
            ["Kommune", "2025", "2026"],
            [["Rebild", "9", "8"], ["Læsø", "1", "2"]],
            [("", 2025, "", "9 1"), ("", 2026, "", "8 2")],
            id="headings that are years",
        ),
        pytest.param(
            ["Nr.", "Kommune", "Antal"],
            [["a", "Rebild", "9"], ["b", "Læsø", "1"]],
            [("", None, "", "9 1")],
            id="municipalities in the second column",
        ),
        pytest.param(
            ["Kommune", "Antal", "Bemærkning"],
            [["Rebild", "9", "se bilag"], ["Læsø", "1", "7"], ["Aalborg", "2", "aftalt"]],
            [("", None, "", "9 1 2")],
            id="a column of words",
        ),
        pytest.param(
            ["Kommune", "Indført", "Antal"],
            [["Rebild", "2019", "9"], ["Læsø", "2020", "1"]],
            [("", None, "", "9 1")],
            id="a column of years is no figures",
        ),
        pytest.param(["", ""], [["Rebild", "9"], ["Læsø", "1"]], [("", None, "", "9 1")], id="without headings"),
        pytest.param(
            ["Kommune", "Antal"],
            [["Rebild", "9", "4"], ["Læsø"], ["Aalborg", "1"]],
            [("Antal", None, "", "9 1"), ("", None, "", "4")],
            id="rows of different widths",
        ),
        pytest.param(
            ["År", "I alt"], [["2024", "9"], ["2025", "7"], ["Gennemsnit", "8"]], [("", None, "", "9 7 8")], id="years"
        ),
        pytest.param(
            ["KKR", "2025", "2026"],
            [["KKR Sjælland", "1", "2"], ["Hele landet", "3", "4"]],
            [("", 2025, "", "1 3"), ("", 2026, "", "2 4")],
            id="years in the headings alone",
        ),
    ],
)
def test_columns_of_figures(columns: list[str], rows: Rows, expected: list[tuple[str, int | None, str, str]]) -> None:
    table = read_table(columns, rows)
    assert table is not None
    said = [
        (column.measure, column.year, column.unit, " ".join(str(value) for value in column.values if value is not None))
        for column in table.columns
    ]
    assert said == expected
    assert all(len(column.values) == len(table.rows) for column in table.columns)


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        pytest.param(["Hvad", "Antal"], [["Biler", "9"], ["Broer", "1"]], id="neither municipalities nor years"),
        pytest.param(["Kommune", "Antal"], [["Rebild", "9"], ["Biler", "1"], ["Broer", "3"]], id="one municipality"),
        pytest.param(["Kommune", "Antal"], [["Rebild", "9"], ["Læsø", "1"], ["Rebild", "3"]], id="one named twice"),
        pytest.param(["Kommune", "Hvem"], [["Rebild", "Ida"], ["Læsø", "Åse"]], id="no figures"),
        pytest.param(["Kommune", "Antal"], [["Rebild", "–"], ["Læsø", ""]], id="dashes alone"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_what_has_no_figures_by_municipality_or_year(columns: list[str], rows: Rows) -> None:
    assert read_table(columns, rows) is None


@given(st.lists(st.text(max_size=9)), st.lists(st.lists(st.sampled_from(["Rebild", "Læsø", "2024", "9", "x", ""]))))
def test_any_table_is_read_or_not_and_never_half(columns: list[str], rows: Rows) -> None:
    table = read_table(columns, rows)
    if table:
        assert table.columns
        assert all(len(column.values) == len(table.rows) for column in table.columns)
    assert set(municipalities_of(rows)) <= {"Rebild", "Læsø"}
