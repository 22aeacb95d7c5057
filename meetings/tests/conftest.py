"""An option of the test run: write the golden files again."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write meetings/tests/golden/*.json from what the parser reads now, instead of comparing",
    )
