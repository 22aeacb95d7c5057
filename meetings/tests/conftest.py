"""Options of the test run: write the golden files again, and try what needs luck more often."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write meetings/tests/golden/*.json from what the parser reads now, instead of comparing",
    )
    parser.addoption("--take-screenshots", action="store_true", help="write docs/screenshots/*.png")
    parser.addoption("--kills", type=int, default=3, help="how often an import is killed in the middle")
    parser.addoption("--rounds", type=int, default=1, help="how often several processes import at once")
    parser.addoption("--chance", type=int, default=1, help="the seed of what is left to chance")
