"""Which lexemes the words have that begin as typed, where the lexemes begin otherwise."""

import pytest

from meetings.danish.completions import completions


@pytest.mark.parametrize(
    ("beginning", "lexemes"),
    [
        pytest.param("udpegn", ("udpege",), id="a noun that the index has as its verb"),
        pytest.param("Udpegn", ("udpege",), id="with a capital"),
        pytest.param("beslutn", ("beslutte",), id="a verb with a doubled consonant"),
        pytest.param("kvotern", ("kvote",), id="an inflected form that is not finished"),
        pytest.param("kommuneudpegn", ("kommuneudpege",), id="a compound"),
        pytest.param("sundhedsreformern", ("sundhedsreform",), id="a compound that is inflected"),
        pytest.param("kommun", (), id="every lexeme begins so"),
        pytest.param("vand", (), id="vandt is of vinde, which is not meant"),
        pytest.param("b", (), id="a letter"),
        pytest.param("e" * 1_000, (), id="no word"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_lexemes_of_words_that_begin_so(beginning: str, lexemes: tuple[str, ...]) -> None:
    assert completions(beginning) == lexemes
