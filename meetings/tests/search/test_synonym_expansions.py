"""Which of the words that a reader typed have another wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.query import MAX_WORDS
from meetings.search.synonyms import Alternative, Expansion, SynonymPair, synonym_expansions

DEB = SynonymPair("DEB", "Danmarks Erhvervsfremmebestyrelse")
SOSU = SynonymPair("SOSU", "social- og sundhed")
SSA = SynonymPair("SSA", "social- og sundhedsassistent")
RAR = SynonymPair("RAR", "Regionalt Arbejdsmarkedsråd")
AI = SynonymPair("AI", "kunstig intelligens")
DU = SynonymPair("DU", "Det Uafhængige Udvalg")
IT = SynonymPair("IT", "it-sikkerhed")
CANCER = SynonymPair("cancer", "kræft", is_two_way=False)
PAIRS = (DEB, SOSU, SSA, RAR, AI, DU, IT, CANCER)


def found(typed: str, pairs: tuple[SynonymPair, ...] = PAIRS) -> list[tuple[int, int, list[str]]]:
    return [
        (expansion.first, expansion.last, [alternative.text for alternative in expansion.alternatives])
        for expansion in synonym_expansions(typed.split(), pairs)
    ]


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        pytest.param("DEB", [(0, 0, [DEB.meaning])], id="an abbreviation"),
        pytest.param("deb", [(0, 0, [DEB.meaning])], id="in small letters"),
        pytest.param("DEB's midler", [(0, 0, [DEB.meaning])], id="its genitive"),
        pytest.param("midler fra DEB i 2025", [(2, 2, [DEB.meaning])], id="among others"),
        pytest.param("danmarks erhvervsfremmebestyrelse", [(0, 1, ["DEB"])], id="a meaning"),
        pytest.param("Danmarks ERHVERVSFREMMEBESTYRELSES", [(0, 1, ["DEB"])], id="a meaning inflected, in any case"),
        pytest.param("regionale arbejdsmarkedsraad", [(0, 1, ["RAR"])], id="aa for å"),
        pytest.param("nyt fra regionalt arbejdsmarkedsråd om job", [(2, 3, ["RAR"])], id="a meaning among others"),
        pytest.param("arbejdsmarkedsråd regionalt", [], id="its words in another order"),
        pytest.param("regionalt job arbejdsmarkedsråd", [], id="another word between"),
        pytest.param("erhvervsfremmebestyrelse", [], id="a part of a meaning"),
        pytest.param("social- og sundhed", [(0, 2, ["SOSU"])], id="with the stop word of the meaning"),
        pytest.param("social sundhed", [(0, 1, ["SOSU"])], id="without it"),
        pytest.param("og social- og sundhed og", [(1, 3, ["SOSU"])], id="stop words around are not in the span"),
        pytest.param("social- og sundhedsassistenter", [(0, 2, ["SSA"])], id="a meaning that begins like another"),
        pytest.param("DEB og SOSU", [(0, 0, [DEB.meaning]), (2, 2, [SOSU.meaning])], id="two abbreviations"),
        pytest.param("SOSU-uddannelsen", [], id="a part of a joined word is not replaced"),
        pytest.param("it-sikkerheden", [(0, 0, ["IT"])], id="a meaning that is a joined word"),
        pytest.param("itsikkerhed", [(0, 0, ["IT"])], id="written as one"),
        pytest.param("it sikkerhed", [(0, 1, ["IT"])], id="written apart"),
        pytest.param("cancer", [(0, 0, ["kræft"])], id="a synonym that is no abbreviation"),
        pytest.param("kræft", [], id="one way only"),
        pytest.param("ai", [(0, 0, ["kunstig intelligens"])], id="short, but no ordinary word"),
        pytest.param("RAR", [(0, 0, [RAR.meaning])], id="an ordinary word in capitals"),
        pytest.param("RARs møde", [(0, 0, [RAR.meaning])], id="in capitals with an ending"),
        pytest.param("rar", [], id="an ordinary word"),
        pytest.param("Rar", [], id="an ordinary word that begins a sentence"),
        pytest.param("DU", [(0, 0, [DU.meaning])], id="a stop word in capitals"),
        pytest.param("du", [], id="a stop word"),
        pytest.param("OG DEB OG", [(1, 1, [DEB.meaning])], id="another stop word in capitals is in no span"),
        pytest.param("SOCIAL- OG SUNDHED", [(0, 2, ["SOSU"])], id="a meaning in capitals"),
        pytest.param("det uafhængige udvalg", [(1, 2, ["DU"])], id="a stop word before a meaning is not in the span"),
        pytest.param("", [], id="nothing"),
        pytest.param("! og ?", [], id="no words"),
    ],
)
def test_what_typed_words_are_expanded_with(typed: str, spans: list[tuple[int, int, list[str]]]) -> None:
    assert found(typed) == spans


def test_an_expansion_names_its_pair() -> None:
    assert synonym_expansions(["DEB"], (DEB,)) == (Expansion(0, 0, (Alternative(DEB.meaning, DEB),)),)


def test_a_word_with_two_meanings_has_both_in_order() -> None:
    north, nord = SynonymPair("BRN", "Business Region North"), SynonymPair("BRN", "Business Region Nordjylland")
    assert found("brn", (north, nord)) == [(0, 0, [north.meaning, nord.meaning])]


def test_of_two_meanings_that_begin_alike_the_longer_counts() -> None:
    longer = SynonymPair("BRND", "Business Region North Denmark")
    pairs = (SynonymPair("BRN", "Business Region North"), longer)
    assert found("business region north denmark", pairs) == [(0, 3, ["BRND"])]
    assert found("business region north", pairs) == [(0, 2, ["BRN"])]


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(SynonymPair("Sosu", "SOSU"), id="the same but for capitals"),
        pytest.param(SynonymPair("lærepladser", "læreplads"), id="the same but for inflection"),
        pytest.param(SynonymPair("du", "og i"), id="stop words alone"),
        pytest.param(SynonymPair("DU", "?"), id="no words"),
        pytest.param(SynonymPair("–", "Danmark"), id="a word without letters"),
    ],
)
def test_a_pair_that_says_nothing_is_passed_over(pair: SynonymPair) -> None:
    assert synonym_expansions([pair.word], (pair,)) == ()
    assert synonym_expansions(pair.meaning.split(), (pair,)) == ()


TYPED = "DEB deb danmarks Danmarks erhvervsfremmebestyrelse social- og OG sundhed RAR rar DU du it-sikkerhed it"
WORDS = st.sampled_from(TYPED.split())


@given(st.lists(WORDS | st.text(max_size=12), max_size=MAX_WORDS))
def test_spans_are_within_the_words_and_do_not_overlap(words: list[str]) -> None:
    end = -1
    for expansion in synonym_expansions(words, PAIRS):
        assert end < expansion.first <= expansion.last < len(words)
        assert expansion.alternatives
        end = expansion.last


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_any_pair_may_be_kept(word: str, meaning: str, is_two_way: bool) -> None:
    pair = SynonymPair(word, meaning, is_two_way)
    for expansion in synonym_expansions([word, *meaning.split()], (pair,)):
        assert {alternative.pair for alternative in expansion.alternatives} == {pair}
