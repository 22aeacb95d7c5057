"""The bar chart of hits over the years: where its bars stand, and how it reads."""

import re
from collections.abc import Mapping

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.charts.geometry import YEARS_AT_MOST
from meetings.pages.charts.hits_by_year import HitsByYearChart, hits_by_year_chart
from meetings.tests.reading import Page, on_one_line, words


def url_of(year: int) -> str:
    return f"/soeg/?q=a&aar={year}"


def chart_of(counts: Mapping[int, int], chosen: int | None = None) -> HitsByYearChart:
    chart = hits_by_year_chart(counts, chosen, url_of)
    assert chart
    return chart


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param({}, id="nothing"),
        pytest.param({2024: 3}, id="one year"),
        pytest.param({2024: 3, 2025: 0}, id="one year with hits"),
    ],
)
def test_fewer_than_two_years_are_no_chart(counts: Mapping[int, int]) -> None:
    assert hits_by_year_chart(counts, None, url_of) is None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param(
            {2024: 10, 2025: 5},
            [(2024, "0.000%", "50.000%", 20, 120), (2025, "50.000%", "50.000%", 80, 60)],
            id="two years",
        ),
        pytest.param(
            {2026: 1, 2023: 1},
            [
                (2023, "0.000%", "25.000%", 20, 120),
                (2024, "25.000%", "25.000%", 140, 0),
                (2025, "50.000%", "25.000%", 140, 0),
                (2026, "75.000%", "25.000%", 20, 120),
            ],
            id="years without hits between them",
        ),
        pytest.param(
            {2024: 100_000, 2025: 1},
            [(2024, "0.000%", "50.000%", 20, 120), (2025, "50.000%", "50.000%", 138, 2)],
            id="few hits beside very many",
        ),
        pytest.param(
            {2023: 0, 2024: 1, 2025: 1, 2026: 0},
            [(2024, "0.000%", "50.000%", 20, 120), (2025, "50.000%", "50.000%", 20, 120)],
            id="no empty years at the ends",
        ),
    ],
)
def test_places_and_heights(counts: Mapping[int, int], expected: list[tuple[int, str, str, int, int]]) -> None:
    chart = chart_of(counts)
    assert [(bar.year, bar.left, bar.width, bar.top, bar.height) for bar in chart.bars] == expected
    assert chart.baseline == 140


def test_a_bar_stands_in_the_middle_of_its_place() -> None:
    second = chart_of({2024: 1, 2025: 1}).bars[1]
    assert (second.bar_left, second.bar_width, second.middle) == ("57.500%", "35.000%", "75.000%")


@pytest.mark.parametrize(
    ("count", "label"),
    [
        pytest.param(1, "2024: 1 punkt", id="one"),
        pytest.param(12, "2024: 12 punkter", id="several"),
        pytest.param(1234567, "2024: 1.234.567 punkter", id="very many"),
    ],
)
def test_a_bar_says_what_it_stands_for(count: int, label: str) -> None:
    first = chart_of({2024: count, 2025: 1}).bars[0]
    assert (first.label, first.url) == (label, "/soeg/?q=a&aar=2024")


@pytest.mark.parametrize(
    ("years", "wide", "phone"),
    [
        pytest.param((2021, 2026), [2021, 2022, 2023, 2024, 2025, 2026], [2021, 2022, 2023, 2024, 2025, 2026], id="6"),
        pytest.param((2020, 2026), list(range(2020, 2027)), [2020, 2022, 2024, 2026], id="7"),
        pytest.param((2012, 2026), list(range(2012, 2027)), [2015, 2020, 2025], id="15"),
        pytest.param((2007, 2026), list(range(2008, 2027, 2)), [2010, 2020], id="20"),
        pytest.param((1977, 2026), list(range(1980, 2026, 5)), [1980, 1990, 2000, 2010, 2020], id="50"),
        pytest.param((1877, 2026), list(range(1880, 2021, 10)), [1900, 1950, 2000], id="150"),
    ],
)
def test_many_years_are_not_all_written(years: tuple[int, int], wide: list[int], phone: list[int]) -> None:
    chart = chart_of(dict.fromkeys(years, 1))
    assert [bar.year for bar in chart.bars if bar.is_labelled] == wide
    assert [bar.year for bar in chart.bars if bar.is_labelled_on_a_phone] == phone


@given(
    st.dictionaries(st.integers(1, 9999), st.integers(0, 10**9)),
    st.none() | st.integers(1, 9999),
)
def test_every_chart_is_drawn_within_its_bounds(counts: dict[int, int], chosen: int | None) -> None:
    chart = hits_by_year_chart(counts, chosen, url_of)
    if not chart:
        assert sum(count > 0 for count in counts.values()) < 2
        return
    assert len(chart.bars) <= YEARS_AT_MOST
    assert [bar.year for bar in chart.bars] == list(range(chart.bars[0].year, chart.bars[-1].year + 1))
    assert max(bar.height for bar in chart.bars) == 120
    assert sum(bar.is_chosen for bar in chart.bars) <= 1
    for bar in chart.bars:
        assert bar.count == counts.get(bar.year, 0)
        assert bar.top + bar.height == chart.baseline
        assert 0 <= bar.count_height < bar.top
        assert (bar.height > 0) == (bar.count > 0)
        assert bar.is_labelled or not bar.is_labelled_on_a_phone
        assert float(bar.left[:-1]) + float(bar.width[:-1]) <= 100.001


# -- The page's part ---------------------------------------------------------------------------------------------------


def html_of(chart: HitsByYearChart | None) -> str:
    return on_one_line(render_to_string("meetings/parts/year_chart.html", {"year_chart": chart}))


def test_a_bar_is_a_link_with_a_name_and_the_chosen_one_says_so() -> None:
    html = html_of(chart_of({2023: 1200, 2025: 1}, chosen=2025))
    links = re.findall(r'<a href="([^"]*)" rel="nofollow" aria-label="([^"]*)"( aria-current="true")?>', html)
    assert links == [
        ("/soeg/?q=a&amp;aar=2023", "2023: 1.200 punkter", ""),
        ("/soeg/?q=a&amp;aar=2025", "2025: 1 punkt", ' aria-current="true"'),
    ]


def test_the_year_with_most_hits_gives_the_scale() -> None:
    chart = chart_of({2023: 1200, 2024: 7, 2025: 1200})
    assert chart.tallest.year == 2025
    assert words(html_of(chart)).startswith("Punkter år for år flest i 2025: 1.200 ")


def test_the_table_says_the_same_newest_first() -> None:
    html = html_of(chart_of({2023: 1200, 2025: 1}, chosen=2025))
    table = html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert words(table) == "2025 1 2024 0 2023 1.200"
    assert Page(table).links == {"/soeg/?q=a&aar=2023", "/soeg/?q=a&aar=2025"}


def test_measures_have_no_decimal_comma_and_nothing_is_inline_style() -> None:
    html = html_of(chart_of({2023: 3, 2025: 1}))
    measures = re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', html)
    assert measures
    assert all(re.fullmatch(r"\d+(\.\d+)?%?", measure) for measure in measures)
    assert "style" not in Page(html).attributes


def test_without_a_chart_there_is_nothing() -> None:
    assert html_of(None).strip() == ""
