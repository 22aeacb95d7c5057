"""Two wordings of one text, word by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.word_diff import COMPARED_AT_MOST, WordRun, is_reworded, word_diff

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
        pytest.param("Ny bro", "Ny bro", [WordRun("kept", "Ny bro")], id="the same"),
        pytest.param(
            "Der afsættes 5 mio. kr.",
            "Der afsættes 7 mio. kr.",
            [
                WordRun("kept", "Der afsættes "),
                WordRun("removed", "5 "),
                WordRun("added", "7 "),
                WordRun("kept", "mio. kr."),
            ],
            id="one word",
        ),
        pytest.param("", "Ny", [WordRun("added", "Ny")], id="all new"),
        pytest.param("Ny", "", [WordRun("removed", "Ny")], id="all gone"),
        pytest.param(
            "en to tre",
            "en tre\n\nfire",
            [WordRun("kept", "en "), WordRun("removed", "to "), WordRun("kept", "tre\n\n"), WordRun("added", "fire")],
            id="the new text's line breaks",
        ),
    ],
)
def test_difference(old: str, new: str, expected: list[WordRun]) -> None:
    assert list(word_diff(old, new)) == expected


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    parts = word_diff(old, new)
    assert "".join(part.text for part in parts if part.kind != "removed") == new
    assert "".join(part.text for part in parts if part.kind != "added").split() == old.split()
    assert all(one.kind != other.kind for one, other in pairwise(parts))


def test_texts_too_long_to_compare_are_told_apart_as_a_whole() -> None:
    middle = "a b " * COMPARED_AT_MOST
    parts = word_diff(f"Først {middle}sidst", f"Først {middle.upper()}sidst")
    assert [part.kind for part in parts] == ["kept", "removed", "added", "kept"]
    assert (parts[0].text, parts[3].text) == ("Først ", "sidst")


@pytest.mark.parametrize("size", [COMPARED_AT_MOST // 2, 50_000])
def test_a_senseless_text_takes_no_time(size: int) -> None:
    started = time.process_time()
    word_diff("x " + "a b " * size + "y", "z " + "b a " * size + "w")
    assert time.process_time() - started < 3
