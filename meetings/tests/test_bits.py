"""Sets of numbers as strings of bits are the same sets as Python's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.bits import BLOCK, between, blocks_of, newest_first, oldest_first

NUMBERS = st.sets(st.integers(0, 3 * BLOCK) | st.sampled_from([0, 1, BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK]))


def ascending(blocks: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(blocks.items())


@given(NUMBERS)
def test_numbers_go_there_and_back(numbers: set[int]) -> None:
    blocks = blocks_of(numbers)
    assert list(oldest_first(ascending(blocks))) == sorted(numbers)
    assert list(newest_first(ascending(blocks)[::-1])) == sorted(numbers, reverse=True)
    assert set(blocks) == {number // BLOCK for number in numbers}
    assert all(len(bits) == BLOCK and set(bits) <= {"0", "1"} for bits in blocks.values())


@given(st.integers(0, 2 * BLOCK), st.integers(0, 2 * BLOCK))
def test_a_run_of_numbers_is_the_numbers(first: int, length: int) -> None:
    assert between(first, first + length) == blocks_of(range(first, first + length + 1))


@pytest.mark.parametrize(
    ("first", "last", "ones"),
    [
        pytest.param(0, 0, {0: 1}, id="one number"),
        pytest.param(0, BLOCK - 1, {0: BLOCK}, id="a whole block"),
        pytest.param(BLOCK - 1, BLOCK, {0: 1, 1: 1}, id="over the end of a block"),
        pytest.param(10, 2 * BLOCK + 4, {0: BLOCK - 10, 1: BLOCK, 2: 5}, id="a block in between"),
    ],
)
def test_a_run_fills_blocks(first: int, last: int, ones: dict[int, int]) -> None:
    assert {block: bits.count("1") for block, bits in between(first, last).items()} == ones


def test_no_numbers_have_no_blocks() -> None:
    assert blocks_of([]) == {}
    assert list(newest_first([])) == list(oldest_first([])) == []


def test_the_first_are_taken_without_looking_at_the_rest() -> None:
    newest = newest_first(iter([(5, "0" * 10 + "1" + "0" * (BLOCK - 11)), (4, "no bits")]))
    assert next(newest) == 5 * BLOCK + 10
