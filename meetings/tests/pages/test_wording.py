"""Two wordings of one text, word by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.wording import COMPARED_AT_MOST, Part, difference, is_reworded

WORDS = st.lists(st.sampled_from(["broen", "og", "fjorden", "5", "mio.", "\n\n–", ""]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Ny bro.", "Ny  bro", False, id="punctuation and spaces"),
        pytest.param("Ny\nbro", "ny bro", False, id="line breaks and capitals"),
        pytest.param("Ny bro", "Nye bro", True, id="another form"),
        pytest.param("5 mio. kr.", "7 mio. kr.", True, id="another figure"),
        pytest.param("", "Ny bro", True, id="nothing before"),
    ],
)
def test_reworded(one: str, other: str, expected: bool) -> None:
    assert is_reworded(one, other) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Ny bro", "Ny bro", [Part("kept", "Ny bro")], id="the same"),
        pytest.param(
            "Der afsættes 5 mio. kr.",
            "Der afsættes 7 mio. kr.",
            [Part("kept", "Der afsættes "), Part("removed", "5 "), Part("added", "7 "), Part("kept", "mio. kr.")],
            id="one word",
        ),
        pytest.param("", "Ny", [Part("added", "Ny")], id="all new"),
        pytest.param("Ny", "", [Part("removed", "Ny")], id="all gone"),
        pytest.param(
            "en to tre",
            "en tre\n\nfire",
            [Part("kept", "en "), Part("removed", "to "), Part("kept", "tre\n\n"), Part("added", "fire")],
            id="the new text's line breaks",
        ),
    ],
)
def test_difference(old: str, new: str, expected: list[Part]) -> None:
    assert list(difference(old, new)) == expected


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(part.text for part in parts if part.kind != "removed") == new
    assert "".join(part.text for part in parts if part.kind != "added").split() == old.split()
    assert all(one.kind != other.kind for one, other in pairwise(parts))


def test_texts_too_long_to_compare_are_told_apart_as_a_whole() -> None:
    middle = "a b " * COMPARED_AT_MOST
    parts = difference(f"Først {middle}sidst", f"Først {middle.upper()}sidst")
    assert [part.kind for part in parts] == ["kept", "removed", "added", "kept"]
    assert (parts[0].text, parts[3].text) == ("Først ", "sidst")


@pytest.mark.parametrize("size", [COMPARED_AT_MOST // 2, 50_000])
def test_a_senseless_text_takes_no_time(size: int) -> None:
    started = time.process_time()
    difference("x " + "a b " * size + "y", "z " + "b a " * size + "w")
    assert time.process_time() - started < 3
