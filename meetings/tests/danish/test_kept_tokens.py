"""That kept tokens are those of the text, and are bounded and gone at the block's end."""

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish import kept_tokens
from meetings.danish.kept_tokens import keeping_tokens, tokens_of
from meetings.danish.tokens import tokenize


@given(st.lists(st.text(), max_size=4))
def test_they_are_those_of_the_text(texts: list[str]) -> None:
    with keeping_tokens():
        for text in [*texts, *texts]:
            assert list(tokens_of(text)) == list(tokenize(text))


@pytest.mark.parametrize(("most", "times"), [(100, 1), (3, 1), (2, 2)])
def test_a_text_is_taken_apart_once_where_it_can_be_kept(most: int, times: int) -> None:
    with (
        mock.patch.object(kept_tokens, "MOST_TOKENS", most),
        mock.patch.object(kept_tokens, "tokenize", side_effect=tokenize) as counted,
    ):
        with keeping_tokens():
            for _ in range(2):
                assert len(list(tokens_of("Ny bro nu"))) == 3
                with keeping_tokens():
                    assert len(list(tokens_of("Ny bro nu"))) == 3
        assert counted.call_count == (1 if times == 1 else 4)
        list(tokens_of("Ny bro nu"))
        assert counted.call_count == (2 if times == 1 else 5)
