"""Figures as bars, along the years or a row a label."""

import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.charts.bars import ColumnChart, RowChart, charts_of_table, column_chart, row_chart
from meetings.parsing.meaning.figures import read_table
from meetings.tests.reading import Page, words


def figures(values: dict[int, str | None]) -> dict[int, Decimal | None]:
    return {year: None if value is None else Decimal(value) for year, value in values.items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({2024: "10", 2025: "5"}, [(2024, 20, 120, "10"), (2025, 80, 60, "5")], id="two years"),
        pytest.param(
            {2023: "1", 2025: "0.5"},
            [(2023, 20, 120, "1"), (2024, None, None, ""), (2025, 80, 60, "0,5")],
            id="a year without a figure has a place",
        ),
        pytest.param({2024: "0", 2025: "4"}, [(2024, 139, 1, "0"), (2025, 20, 120, "4")], id="nought is no gap"),
        pytest.param({2024: "-5", 2025: "5"}, [(2024, 80, 60, "-5"), (2025, 20, 60, "5")], id="below nought"),
        pytest.param(
            {2023: None, 2024: "1234", 2025: "1"},
            [(2024, 20, 120, "1.234"), (2025, 139, 1, "1")],
            id="empty at the end",
        ),
    ],
)
def test_bars_along_the_years(
    values: dict[int, str | None], expected: list[tuple[int, int | None, int | None, str]]
) -> None:
    chart = column_chart("Kvoter", figures(values))
    assert chart is not None
    assert [
        (year.year, year.bar and year.bar.y, year.bar and year.bar.height, year.bar.text if year.bar else "")
        for year in chart.years
    ] == expected


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="nothing"),
        pytest.param({2024: "1"}, id="one year"),
        pytest.param({2024: "1", 2025: None}, id="one with a figure"),
        pytest.param({1905: "1", 2025: "2"}, id="over a century"),
    ],
)
def test_too_little_for_a_chart(values: dict[int, str | None]) -> None:
    assert column_chart("", figures(values)) is None


def test_a_row_has_a_bar_for_each_of_the_two_latest_years() -> None:
    chart = row_chart(
        "Kvoter",
        ["Rebild", "Læsø"],
        [("2023", [Decimal(9), Decimal(9)]), ("2024", [Decimal(10), None]), ("2025", [Decimal(5), Decimal(0)])],
        "%",
    )
    assert chart is not None
    assert (chart.earlier, chart.later, chart.zero) == ("2024", "2025", "40.000%")
    assert [(row.label, [(bar.width, bar.text, bar.is_earlier) for bar in row.bars]) for row in chart.rows] == [
        ("Rebild", [("46.000%", "10 %", True), ("23.000%", "5 %", False)]),
        ("Læsø", [("0.000%", "0 %", False)]),
    ]


def test_a_long_label_is_shortened() -> None:
    chart = row_chart("", ["Ringkøbing-Skjern", "Uddannelsesregion Østjylland"], [("", [Decimal(1), Decimal(2)])])
    assert chart is not None
    assert [row.label for row in chart.rows] == ["Ringkøbing-Skjern", "Uddannelsesregion Ø…"]


def test_rows_without_a_figure_make_no_chart() -> None:
    assert row_chart("Kvoter", ["Rebild"], [("2025", [None])]) is None


@given(st.lists(st.none() | st.decimals(-(10**6), 10**6, places=1), min_size=1, max_size=12))
def test_every_bar_is_within_the_drawing(values: list[Decimal | None]) -> None:
    labels = [f"Nr. {number}" for number in range(len(values))]
    rows = row_chart("", labels, [("", values)])
    for bar in (bar for row in (rows.rows if rows else ()) for bar in row.bars):
        assert float(bar.x[:-1]) >= 39.999
        assert float(bar.x[:-1]) + float(bar.width[:-1]) <= 86.001
        assert rows is not None
        assert 0 <= bar.y < rows.height
    years = column_chart("", dict(enumerate(values, start=2001)))
    for year in years.years if years else ():
        if years and year.bar:
            assert year.bar.text_y >= 15
            assert year.bar.y >= 20
            assert year.bar.y + year.bar.height <= 141


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        pytest.param(
            ["Kommune", "Antal"],
            [["Rebild", "9"], ["Læsø", "1"], ["Landsdelen", "30"], ["I alt", "10"]],
            [("rows", "", ["Rebild", "Læsø"])],
            id="municipalities without the sums",
        ),
        pytest.param(
            ["Kommune", "Hjælpere 2025", "Assistenter 2025", "Hjælpere 2026", "Assistenter 2026"],
            [["Rebild", "9", "8", "7", "6"], ["Læsø", "1", "2", "3", "4"]],
            [("rows", "Hjælpere", ["Rebild", "Læsø"]), ("rows", "Assistenter", ["Rebild", "Læsø"])],
            id="a chart a measure",
        ),
        pytest.param(
            ["År", "Hjælpere", "Assistenter"],
            [["2024", "9", "8"], ["2025", "1", "2"], ["Gennemsnit 2024-25", "5", "5"]],
            [("years", "Hjælpere", ["2024", "2025"]), ("years", "Assistenter", ["2024", "2025"])],
            id="rows of years",
        ),
        pytest.param(
            ["KKR", "2025", "2026"],
            [["KKR Sjælland", "1", "2"], ["KKR Midtjylland", "1", "2"], ["Hele landet", "2", "4"]],
            [("rows", "", ["KKR Sjælland", "KKR Midtjylland"])],
            id="years in the headings",
        ),
    ],
)
def test_charts_of_a_table(
    columns: list[str], rows: list[list[str]], expected: list[tuple[str, str, list[str]]]
) -> None:
    table = read_table(columns, rows)
    assert table is not None
    assert [
        (
            chart.kind,
            chart.title,
            [row.label for row in chart.rows]
            if isinstance(chart, RowChart)
            else [str(year.year) for year in chart.years],
        )
        for chart in charts_of_table(table)
    ] == expected


def drawn(chart: RowChart | ColumnChart | None) -> str:
    return render_to_string("meetings/parts/bar_chart.html", {"chart": chart})


def test_a_drawing_has_its_figures_escaped_names_and_no_style() -> None:
    html = drawn(row_chart("<b>", ["Læsø & co."], [("2024", [Decimal("1.5")]), ("2025", [Decimal(3)])]))
    assert re.findall(r'<text class="[^"]*"[^>]*>([^<]*)</text>', html) == ["Læsø &amp; co.", "1,5", "3"]
    assert words(html).startswith("<b> 2024 2025")
    assert "<b>" not in html
    page = Page(html)
    assert "style" not in page.attributes
    assert page.tags.count("rect") == 2
    measures = re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', html)
    assert all(re.fullmatch(r"\d+(\.\d+)?%?", measure) for measure in measures)


def test_many_years_are_not_all_written() -> None:
    chart = column_chart("", {year: Decimal(year) for year in range(2000, 2026)})
    assert chart is not None
    assert [year.year for year in chart.years if year.is_labelled] == list(range(2001, 2026, 2))
    assert [year.year for year in chart.years if year.is_labelled_on_a_phone] == [2005, 2015, 2025]
    assert drawn(chart).count('class="year"') == 3
