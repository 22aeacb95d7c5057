"""Which word a Danish word is a form of, and what the dictionary's file holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish.base_forms import IRREGULAR, base_form, is_danish
from meetings.danish.dictionary import (
    ENDS_COMPOUND_MARK,
    LINK_MARK,
    NON_VERB_MARK,
    VERB_MARK,
    Dictionary,
    danish_dictionary,
    inflection_code,
)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        pytest.param("kvote", "kvote", id="a noun itself"),
        pytest.param("kvoternes", "kvote", id="a noun, definite genitive plural"),
        pytest.param("reglerne", "regel", id="a noun that drops an e"),
        pytest.param("midler", "middel", id="a noun that changes its consonants"),
        pytest.param("mødet", "møde", id="a noun that is a verb as well"),
        pytest.param("rapporter", "rapport", id="a noun that ends like a participle"),
        pytest.param("ledere", "leder", id="people who do something"),
        pytest.param("hurtigste", "hurtig", id="an adjective, superlative"),
        pytest.param("bæredygtigt", "bæredygtig", id="an adjective, neuter"),
        pytest.param("skrev", "skrive", id="a strong verb, past tense"),
        pytest.param("lagt", "lægge", id="an irregular participle"),
        pytest.param("godkendt", "godkende", id="a participle"),
        pytest.param("rådet", "råd", id="a noun rather than a verb: rådet"),
        pytest.param("fordeles", "fordele", id="a passive rather than a genitive: fordeles"),
        pytest.param("leder", "leder", id="who leads: leder"),
        pytest.param("løn", "løn", id="wages"),
    ],
)
def test_the_dictionary_knows_base_forms(word: str, base: str) -> None:
    assert danish_dictionary().base(word) == base


@pytest.mark.parametrize("word", ["xyzzy", "flextrafik", "sundhedsreform", "", "å9"])
def test_the_dictionary_does_not_know(word: str) -> None:
    assert danish_dictionary().base(word) is None
    assert list(danish_dictionary().bases(word)) == []


@pytest.mark.parametrize(
    ("word", "base"),
    [
        pytest.param("anbefaler", "anbefale", id="a verb rather than somebody who does it"),
        pytest.param("modtager", "modtager", id="somebody who does it rather than a verb"),
        pytest.param("veje", "vej", id="roads rather than to weigh"),
        pytest.param("love", "lov", id="laws rather than to promise"),
        pytest.param("lovens", "lov", id="of the law"),
        pytest.param("huse", "hus", id="houses rather than to house"),
        pytest.param("taget", "tage", id="taken rather than the roof"),
        pytest.param("gjorde", "gøre", id="did rather than to girth"),
        pytest.param("besluttede", "beslutte", id="an adjective made of a participle"),
        pytest.param("udpegningerne", "udpege", id="the doing of a verb"),
        pytest.param("godkendelse", "godkende", id="the doing of a verb in -else"),
        pytest.param("stillingen", "stilling", id="a short verb's, which has drifted"),
        pytest.param("bestyrelse", "bestyrelse", id="a noun that no longer means what its verb says"),
        pytest.param("børnenes", "barn", id="the vowel changes"),
        pytest.param("skolebørn", "skolebarn", id="the vowel changes in a compound"),
        pytest.param("sundhedsreformens", "sundhedsreform", id="a compound's last part is inflected"),
        pytest.param("fjernvarmen", "fjernvarme", id="a last part that could be an adjective"),
        pytest.param("børnehaven", "børnehave", id="a last part that could be a verb"),
        pytest.param("flextrafikken", "flextrafik", id="an unknown word is stemmed"),
        pytest.param("Hansens".lower(), "hansen", id="a surname keeps apart from its forename"),
    ],
)
def test_base_forms_as_councils_mean_them(word: str, base: str) -> None:
    assert base_form(word) == base


@pytest.mark.parametrize(("word", "is_known"), [("kvoter", True), ("sundhedsreformen", True), ("vinmøler", False)])
def test_danish_has_words_and_compounds_of_them(word: str, is_known: bool) -> None:
    assert is_danish(word) is is_known


WORDS = sorted(
    base
    for base in danish_dictionary()._codes
    if danish_dictionary().ends_compounds(base) and not danish_dictionary().is_verb(base)
)


@given(st.sampled_from(WORDS), st.data())
def test_a_form_has_its_word_among_its_bases(base: str, data: st.DataObject) -> None:
    codes = sorted(code for code in danish_dictionary()._codes[base] if "-" in code and not code.startswith(LINK_MARK))
    if not codes:
        return
    taken, _, put = data.draw(st.sampled_from(codes)).partition("-")
    assert base in danish_dictionary().bases(base.removesuffix(taken) + put)


@given(st.sampled_from(IRREGULAR), st.data())
def test_an_irregular_form_has_a_mark_that_it_is_looked_for_by(
    irregular: tuple[str, re.Pattern[str], tuple[str, ...]], data: st.DataObject
) -> None:
    _, forms, marks = irregular
    form = data.draw(st.from_regex(forms, fullmatch=True))
    assert any(mark in form for mark in marks)


def test_words_that_are_inflected_alike_have_their_codes_in_common() -> None:
    codes = danish_dictionary()._codes.values()
    assert len({id(each) for each in codes}) == len(set(codes))


@given(st.text(alphabet="abdegklmnrsteæøå", max_size=12))
def test_a_base_form_is_a_word_of_the_dictionary(word: str) -> None:
    base = danish_dictionary().base(word)
    assert base is None or base in danish_dictionary()._codes


@pytest.mark.parametrize(
    ("base", "form", "code"),
    [
        pytest.param("kvote", "kvoter", "-r", id="put on"),
        pytest.param("skrive", "skrev", "ive-ev", id="taken off and put on"),
        pytest.param("skrive", "skriv", "e-", id="taken off"),
        pytest.param("barn", "børn", "arn-ørn", id="a vowel in the middle"),
    ],
)
def test_forms_are_coded(base: str, form: str, code: str) -> None:
    assert inflection_code(base, form) == code


def test_a_dictionary_answers_by_its_codes() -> None:
    dictionary = Dictionary()
    dictionary.add("kvote", frozenset({"-r", "-rne", LINK_MARK + "-", NON_VERB_MARK, ENDS_COMPOUND_MARK}))
    dictionary.add("fordele", frozenset({"-s", VERB_MARK}))
    assert dictionary.base("kvoterne") == "kvote"
    assert list(dictionary.links("kvote")) == ["kvote"]
    assert list(dictionary.links("kvoter")) == []
    assert (dictionary.ends_compounds("kvote"), dictionary.ends_compounds("fordele")) == (True, False)
    assert (dictionary.is_verb("kvote"), dictionary.is_verb("fordele")) == (False, True)
    assert (dictionary.is_more_than_verb("kvote"), dictionary.is_more_than_verb("fordele")) == (True, False)
