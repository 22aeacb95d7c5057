"""That the stem of a word is Snowball's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.danish_stemmer import DanishStemmer

from meetings.danish import stemmer
from meetings.danish.word_files import word_set
from meetings.danish.word_list import base_words

SNOWBALL = DanishStemmer()
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåéü"
ENDINGS = sorted(
    word_set(
        """
        hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer s heds es endes erendes enes ernes
        eres ens hedens erens ers ets erets et eret gd dt gt kt ig lig elig els løst igst tt mm
        """
    )
)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        pytest.param("kvoterne", "kvot", id="an ending"),
        pytest.param("lærepladser", "læreplads", id="an ending behind a compound"),
        pytest.param("bus", "bus", id="an s that belongs to the word"),
        pytest.param("fedtet", "fedt", id="of two endings the longer one"),
        pytest.param("venligst", "ven", id="-igst, and the ending that it leaves"),
        pytest.param("arbejdsløst", "arbejdsløs", id="-løst"),
        pytest.param("bestemme", "bestem", id="two of one consonant"),
        pytest.param("ø", "ø", id="a word of a letter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_stem_of_a_word(word: str, stem: str) -> None:
    assert stemmer.stem(word) == stem


@given(
    st.text(LETTERS, max_size=12) | st.sampled_from(sorted(word for word in base_words() if word.isalpha())),
    st.lists(st.sampled_from(ENDINGS), max_size=3).map("".join),
)
def test_snowball_has_the_same_stem(front: str, endings: str) -> None:
    assert stemmer.stem(front + endings) == SNOWBALL.stemWord(front + endings)
