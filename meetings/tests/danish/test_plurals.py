"""Counted nouns."""

import pytest

from meetings.danish.plurals import counted


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 punkter"), (1, "1 punkt"), (2, "2 punkter"), (1_234_567, "1.234.567 punkter")]
)
def test_one_is_singular_and_everything_else_plural(count: int, expected: str) -> None:
    assert counted(count, "punkt", "punkter") == expected
