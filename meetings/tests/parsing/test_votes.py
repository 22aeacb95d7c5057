"""How a vote fell out, as a decision tells it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.parsing.meaning.decisions import conclude_decision
from meetings.parsing.meaning.votes import find_votes
from meetings.tests.growth import grows_with_length

Told = tuple[str, int | None, str]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("For: 20 (A, V) Imod: 6 (Ø, Æ)", [("for", 20, "A, V"), ("against", 6, "Ø, Æ")], id="labelled"),
        pytest.param(
            "For: 20. Imod: 6. Undlod: 2.", [("for", 20, ""), ("against", 6, ""), ("abstained", 2, "")], id="bare"
        ),
        pytest.param(
            "For: A, C og V. Imod: Ø.", [("for", None, "A, C og V"), ("against", None, "Ø")], id="parties alone"
        ),
        pytest.param(
            "Forkastet med 3 stemmer (Ø) for og 16 stemmer (A, V) imod.",
            [("for", 3, "Ø"), ("against", 16, "A, V")],
            id="both sides said, behind their figures",
        ),
        pytest.param(
            "Vedtaget med 16 stemmer for (A, V) og 3 imod (Ø).",
            [("for", 16, "A, V"), ("against", 3, "Ø")],
            id="both sides said, before who they are",
        ),
        pytest.param("Hverken for eller imod: 3 (I)", [("abstained", 3, "I")], id="neither for nor against"),
        pytest.param(
            "For stemte 20 (A, C og V), imod stemte 6 (Ø), 3 undlod.",
            [("for", 20, "A, C og V"), ("against", 6, "Ø"), ("abstained", 3, "")],
            id="for stemte",
        ),
        pytest.param(
            "Godkendt. Imod stemte Lise Holm (Ø).", [("against", None, "Lise Holm (Ø)")], id="imod stemte one"
        ),
        pytest.param("Vedtaget med 20 stemmer mod 6.", [("for", 20, ""), ("against", 6, "")], id="20 to 6"),
        pytest.param(
            "Vedtaget med 20 stemmer for (A, V) og 6 imod (Ø).",
            [("for", 20, "A, V"), ("against", 6, "Ø")],
            id="20 for and 6 against",
        ),
        pytest.param("Forkastet med 20 stemmer mod 6.", [("against", 20, ""), ("for", 6, "")], id="what is lost"),
        pytest.param(
            "20 stemte for, 6 stemte imod, og 2 undlod at stemme.",
            [("for", 20, ""), ("against", 6, ""), ("abstained", 2, "")],
            id="20 voted for",
        ),
        pytest.param("Venstre stemmer imod.", [("against", None, "Venstre")], id="a party against"),
        pytest.param("Lise Holm (Ø) stemte imod planen.", [("against", None, "Lise Holm (Ø)")], id="a person against"),
        pytest.param(
            "A, C og V stemte for, Ø stemte imod.",
            [("for", None, "A, C og V"), ("against", None, "Ø")],
            id="both sides",
        ),
        pytest.param("Et mindretal (Ø og Æ) stemte imod.", [("against", None, "Ø og Æ")], id="a minority"),
        pytest.param("Venstre tager forbehold.", [("abstained", None, "Venstre")], id="a reservation"),
        pytest.param("Ø undlod at stemme.", [("abstained", None, "Ø")], id="abstains"),
        pytest.param("SF begærede i mindretal at udsætte sagen.", [("against", None, "SF")], id="in the minority"),
        pytest.param("KKR Limfjorden stemte for planen.", [], id="the council as a whole"),
        pytest.param("Det stemmer imod forventning.", [], id="another meaning"),
        pytest.param("Oplægget var for 20 deltagere.", [], id="figures of something else"),
        pytest.param("Der blev sagt tak for: Godt arbejde.", [], id="for: alone"),
        pytest.param("Beløb afsat til formålet for: 20 mio. kr.", [], id="for: and an amount"),
        pytest.param(
            "For flertallets indstilling stemte 12 (Kysten, V) Imod stemte 7 (Ø) Undlod at stemme 4 (I) Godkendt.",
            [("for", 12, "Kysten, V"), ("against", 7, "Ø"), ("abstained", 4, "I")],
            id="figures behind their side, without stops",
        ),
        pytest.param(
            "Vedtaget med stemmerne 14 for og 5 imod.", [("for", 14, ""), ("against", 5, "")], id="figures before it"
        ),
        pytest.param(
            "For stemte 38: A, C og V.\nImod stemte 2: Ø.\nLise Holm undlod at stemme.",
            [("for", 38, "A, C og V"), ("against", 2, "Ø"), ("abstained", None, "Lise Holm")],
            id="who, behind a colon",
        ),
        pytest.param(
            "Forslaget blev tiltrådt med 31 stemmer imod 14. 6 undlod.\n\nFor stemte: A og B.\n\nImod stemte: V.\n\n"
            "Følgende undlod at stemme: Ø.",
            [("for", 31, "A og B"), ("against", 14, "V"), ("abstained", 6, "Ø")],
            id="figures first, then who",
        ),
        pytest.param(
            "For: 2 (Lise Holm (A), Bo Dal (V)) Imod: 1 (Ida Møn (Ø))",
            [("for", 2, "Lise Holm (A), Bo Dal (V)"), ("against", 1, "Ida Møn (Ø)")],
            id="brackets in brackets",
        ),
        pytest.param(
            "4 medlemmer (B+F) anbefaler. 3 medlemmer (O+Ø) tager forbehold.",
            [("abstained", 3, "O+Ø")],
            id="a reservation of several",
        ),
        pytest.param("Imod stemte Ø. Indstillingen blev vedtaget.", [("against", None, "Ø")], id="a letter ends it"),
        pytest.param("Imod stemte A. Holm og Ø.", [("against", None, "A. Holm og Ø")], id="an initial does not"),
        pytest.param("»Vi stemmer imod, fordi udgiften mangler.«", [], id="what somebody says"),
        pytest.param("Undlod\nat stemme\n4 (I)\nAfstemning.", [("abstained", 4, "I")], id="line breaks"),
        pytest.param("Godkendt.", [], id="no vote"),
        pytest.param("", [], id="no decision"),
    ],
)
def test_a_vote_is_told_by_side(decision: str, expected: list[Told]) -> None:
    assert [(vote.side, vote.count, vote.who) for vote in find_votes(decision)] == expected


@given(
    st.lists(
        st.sampled_from(["For", "imod", "stemte", ":", "20", "(A,", "V)", "Ø", "og", ".", ",", "\n", "med", "mod"])
    )
)
def test_no_words_are_refused_and_everybody_named_stands_in_the_text(words: list[str]) -> None:
    decision = " ".join(words)
    for vote in find_votes(decision):
        assert vote.who in " ".join(decision.split())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("For stemte 5 (A, B), imod 3 ", id="figures"),
        pytest.param("Ane Holk og Bo Riis stemte for. ", id="names"),
        pytest.param("(A), ", id="letters without a vote"),
        pytest.param("Aa Bb ", id="names without a vote"),
    ],
)
def test_a_long_line_takes_no_longer_than_its_length_explains(words: str) -> None:
    assert grows_with_length(find_votes, lambda size: "Afstemning. " + words * (size // len(words)), 40_000)


@pytest.mark.parametrize(
    "decision",
    [
        "Ja: 5 / Nej: 2. Forslaget vedtaget.",
        "Ja-stemmer: 5, nej-stemmer: 2. Vedtaget.",
        "5 for (C), 2 imod (A). Vedtaget.",
        "5 medlemmer stemte for, 2 medlemmer stemte imod. Vedtaget.",
        "Fem stemte for, to imod. Vedtaget.",
        "Vedtaget med 5-2.",
        "Vedtaget med 5 mod 2 stemmer.",
        "Forslaget blev vedtaget 5-2.",
    ],
)
def test_short_forms_of_a_vote_have_both_sides_and_the_outcome(decision: str) -> None:
    assert [(vote.side, vote.count) for vote in find_votes(decision)] == [("for", 5), ("against", 2)]
    assert conclude_decision(decision).outcomes == ("decided",)


def test_figures_of_something_else_are_no_vote() -> None:
    assert find_votes("Godkendt med 2-3 ændringer. Der er 3 for mange.") == ()
