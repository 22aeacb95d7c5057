"""Items by year and outcome as stacked bars."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.models.choices import CaseType, Outcome
from meetings.pages.charts.outcomes import OUTCOME_GROUPS, outcome_chart
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

OUTCOMES: list[str | None] = [*Outcome, None]
ROWS = st.lists(st.tuples(st.integers(2007, 2030), st.sampled_from(OUTCOMES), st.integers(1, 900)), min_size=1)


def test_every_outcome_is_in_one_group() -> None:
    assert sorted(str(outcome) for group in OUTCOME_GROUPS for outcome in group.outcomes) == sorted(map(str, OUTCOMES))


def test_an_archive_without_items_has_no_chart() -> None:
    assert outcome_chart([]) is None


@given(ROWS)
def test_pieces_stand_on_one_another_and_none_is_lost(rows: list[tuple[int, str | None, int]]) -> None:
    chart = outcome_chart(rows)
    assert chart
    assert sum(stack.count for stack in chart.stacks) == sum(count for *_, count in rows)
    for stack in chart.stacks:
        assert sum(piece.count for piece in stack.pieces) == stack.count
        foot = chart.baseline
        for piece in stack.pieces:
            assert piece.top + piece.height == foot
            foot = piece.top
        assert 0 <= stack.count_height < foot


def test_years_between_have_a_place() -> None:
    chart = outcome_chart([(2021, Outcome.NOTED, 2), (2024, None, 1)])
    assert chart
    assert [(stack.year, stack.count) for stack in chart.stacks] == [(2021, 2), (2022, 0), (2023, 0), (2024, 1)]


@pytest.mark.django_db
def test_the_front_page_has_the_chart_with_its_table_and_the_same_numbers(client: Client) -> None:
    factories.make_item("Et", "1.1", decision="Rådet godkendte.")
    factories.make_item("To", "1.2", decision="Rådet udsatte.", outcome=Outcome.POSTPONED)
    factories.make_item("Tre", "1.3")
    factories.make_item("Fire", "1.4", decision="Godkendt.", case_type=CaseType.FORMALITY)
    factories.make_participant(factories.make_meeting())
    html, text = html_of(client, "/"), text_of(client, "/")
    assert 'aria-label="2024: 4 punkter"' in html
    assert "2024 2 0 0 1 1 4" in text
    assert "4 punkter og 3 beslutninger fra 1 møde" in text
    assert "Møder 1 Punkter 4 Beslutninger 3 Personer 1 År med møder 1" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deciding", "shown"),
    [
        pytest.param("Rådet vedtog planen.", "Rådet vedtog planen.", id="the deciding sentence"),
        pytest.param("", "Rådet drøftede planen.", id="none marked"),
        pytest.param("Rådet vedtog følgende:", "Rådet drøftede planen.", id="one that only announces"),
    ],
)
def test_what_was_lately_decided_is_told_by_its_deciding_sentence(client: Client, deciding: str, shown: str) -> None:
    factories.make_item("Plan", decision="Rådet drøftede planen.", deciding_sentence=deciding)
    assert f"Plan {shown} Godkendt" in text_of(client, "/")
