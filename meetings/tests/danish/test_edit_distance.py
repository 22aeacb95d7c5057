"""How far two spellings are apart, and what counts as a slip."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish.edit_distance import edit_distance, slips_allowed

WORDS = st.text(alphabet="abåæ", max_size=7)


def by_definition(one: str, other: str) -> int:
    """The fewest of four changes, each letter changed once at most."""

    @cache
    def fewest(left: int, right: int) -> int:
        if not left or not right:
            return left + right
        ways = [
            fewest(left - 1, right) + 1,
            fewest(left, right - 1) + 1,
            fewest(left - 1, right - 1) + (one[left - 1] != other[right - 1]),
        ]
        if left > 1 and right > 1 and one[left - 2 : left] == other[right - 2 : right][::-1]:
            ways.append(fewest(left - 2, right - 2) + 1)
        return min(ways)

    return fewest(len(one), len(other))


@given(WORDS, WORDS)
def test_the_distance_is_the_fewest_changes(one: str, other: str) -> None:
    assert edit_distance(one, other) == by_definition(one, other)
    assert edit_distance(one, other) == edit_distance(other, one)
    assert (edit_distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edit_distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("kvote", "kvote", 0, id="the same"),
        pytest.param("kvot", "kvote", 1, id="a letter left out"),
        pytest.param("kvoote", "kvote", 1, id="a letter twice"),
        pytest.param("kvate", "kvote", 1, id="another letter"),
        pytest.param("kovte", "kvote", 1, id="two letters swapped"),
        pytest.param("", "kvote", 5, id="nothing"),
    ],
)
def test_distances(one: str, other: str, expected: int) -> None:
    assert edit_distance(one, other) == expected


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        pytest.param("fiskreri", "fiskeri", True, id="a letter too many"),
        pytest.param("vagtordnig", "vagtordning", True, id="a letter too few"),
        pytest.param("kovte", "kvote", True, id="letters swapped in a short word"),
        pytest.param("kvate", "kvoter", False, id="two letters of a short word"),
        pytest.param("sundhedsrefrm", "sundhedsreform", True, id="one letter of a long word"),
        pytest.param("snudhedsrefromm", "sundhedsreform", True, id="three slips in a long word"),
        pytest.param("kommune", "kommission", False, id="another word"),
        pytest.param("bus", "bur", False, id="a word of three letters is no misspelling"),
        pytest.param("havn", "havnebestyrelse", False, id="the beginning of a word"),
        pytest.param("x" * 10_000, "y" * 10, False, id="much longer"),
    ],
)
def test_a_slip_is_few_letters_off(typed: str, word: str, expected: bool) -> None:
    allowed = slips_allowed(typed)
    assert (allowed > 0 and edit_distance(typed, word) <= allowed) is expected
