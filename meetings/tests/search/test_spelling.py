"""Misspelled words are told what they were meant as: by damage of every kind, and in a table."""

from collections.abc import Callable
from random import Random

import pytest

from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import word_lexeme
from meetings.models import SearchWord
from meetings.search.spelling import likely_spelling
from meetings.tests import factories
from meetings.tests.slips import GOALS, two_slips

pytestmark = pytest.mark.django_db

# So many words are damaged in each way; all of them stand in an archive with many others.
DAMAGED, ALL = 40, 4_000


@pytest.mark.parametrize(
    ("damage", "least"),
    GOALS.items(),
)
def test_damaged_words_are_mended(damage: Callable[[str, Random], str], least: float) -> None:
    random = Random(19)
    known = [word for word in danish_dictionary().words_beginning_with("") if len(word) >= 6 and word.isalpha()]
    words = random.sample(sorted(set(known)), ALL)
    SearchWord.objects.add(words)
    shortest = 9 if damage is two_slips else 6
    damaged = ((word, damage(word, random)) for word in words if len(word) >= shortest)
    slips = [(word, typed) for word, typed in damaged if typed != word and not danish_dictionary().base(typed)]
    lost = {
        typed: (word, meant)
        for word, typed in slips[:DAMAGED]
        if (meant := likely_spelling(typed)) is None or word_lexeme(meant) != word_lexeme(word)
    }
    assert len(lost) <= (1 - least) * DAMAGED, lost


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        *(
            ("kørestole", "kørsetole"),
            ("vuggestuerne", "vuggesteu"),
            ("hjemløse", "hjemlsøe"),
            ("solceller", "solcleler"),
        ),
        *(
            ("rollatorer", "rolator"),
            ("kørestole", "korestol"),
            ("bøgeskoven", "bogeskov"),
            ("færgehavnen", "fargehavn"),
        ),
        *(("høreapparat", "horeapparat"), ("strømforbruget", "strømmforbruk"), ("ambulatoriet", "ambolatoriumet")),
        *(("pædagogmedhjælperne", "pædagokmedjælper"), ("rengøringsassistenter", "rengørringsasistent")),
    ],
)
def test_the_word_is_found_in_whatever_form_it_stands(word: str, typed: str) -> None:
    factories.make_item(f"Om {word} i byen")
    assert likely_spelling(typed) is not None


@pytest.mark.parametrize(
    "typed", ["cykelsti", "xqzptv", "kvoter", "hus", "abe", "vindmøllepark", "qwertyuiopåasdfghjklæøzxcvbnm"]
)
def test_what_is_a_word_or_near_none_is_left_alone(typed: str) -> None:
    factories.make_item("Fiskeri, vindmøller og havne")
    assert likely_spelling(typed) is None
