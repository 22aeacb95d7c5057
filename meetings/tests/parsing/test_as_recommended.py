"""How a decision stands to its recommendation; where the words do not tell, nothing is said."""

import time

import pytest

from meetings.parsing.meaning.as_recommended import compare_with_recommendation
from meetings.parsing.meaning.decisions import conclude_decision

APPROVE = "Det indstilles, at KKR Prøveby godkender budgettet for 2026."
NOTE = "Det indstilles, at KKR Prøveby tager orienteringen til efterretning."
TWO = "Det indstilles, at KKR Prøveby\n\n– godkender planen for havnen\n– anbefaler kommunerne at følge planen"


@pytest.mark.parametrize(
    ("recommendation", "decision"),
    [
        pytest.param(APPROVE, "KKR Prøveby godkendte indstillingen.", id="names the recommendation"),
        pytest.param(APPROVE, "KKR Prøveby tiltræder indstillingen.", id="another word for it, in the present"),
        pytest.param(APPROVE, "Indstillingen blev godkendt.", id="in the passive"),
        pytest.param(APPROVE, "Godkendt.", id="one word"),
        pytest.param(APPROVE, "Godkendt som indstillet.", id="in so many words"),
        pytest.param("", "Godkendt som indstillet.", id="though the recommendation was not read"),
        pytest.param(APPROVE, "Som indstillet.", id="without a verb"),
        pytest.param(APPROVE, "KKR Prøveby godkendte forslaget.", id="names the proposal"),
        pytest.param(APPROVE, "KKR Prøveby godkendte budgettet.", id="says its words again, shorter"),
        pytest.param(APPROVE, "KKR Prøveby godkendte budgettet for 2026.", id="says its words again"),
        pytest.param(
            "Det indstilles, at referatet godkendes.", "KKR Prøveby godkendte referatet.", id="passive, active"
        ),
        pytest.param(NOTE, "KKR Prøveby tog orienteringen til efterretning.", id="taken note of"),
        pytest.param(NOTE, "KKR Prøveby tog sagen til efterretning.", id="taken note of, by a general word"),
        pytest.param(NOTE, "Taget til efterretning.", id="taken note of, in short"),
        pytest.param(TWO, "KKR Prøveby godkendte indstillingen.", id="several parts, by name"),
        pytest.param(
            APPROVE, "Bo Lind orienterede om sagen.\n\nKKR Prøveby godkendte indstillingen.", id="after an introduction"
        ),
        pytest.param(
            APPROVE,
            "KKR Prøveby godkendte indstillingen.\n\nBo Lind bemærkede, at havnen er slidt.",
            id="then a remark",
        ),
        pytest.param(
            "Det indstilles, at Bo Lind (V) udpeges til bestyrelsen.",
            "KKR Prøveby godkender udpegningen.",
            id="a person",
        ),
        pytest.param(
            "Det indstilles, at KKR Prøveby afviser forslaget om en bro.",
            "KKR Prøveby godkendte indstillingen.",
            id="to refuse",
        ),
    ],
)
def test_as_recommended(recommendation: str, decision: str) -> None:
    assert (
        compare_with_recommendation(recommendation, decision, conclude_decision(decision).outcomes) == "as_recommended"
    )


@pytest.mark.parametrize(
    "decision",
    [
        "KKR Prøveby godkendte indstillingen med den ændring, at beløbet er 5 mio. kr.",
        "KKR Prøveby godkendte indstillingen med den tilføjelse, at havnen skal med.",
        "KKR Prøveby tiltrådte indstillingen med følgende bemærkninger:",
        "KKR Prøveby godkendte indstillingen, dog således at havnen udgår.",
        "KKR Prøveby godkendte dagsordenen, idet der blev tilføjet et punkt om havnen.",
        "KKR Prøveby godkendte indstillingen i ændret form.",
        "Godkendt under forudsætning af, at kommunerne betaler.",
    ],
)
def test_amended(decision: str) -> None:
    assert compare_with_recommendation(APPROVE, decision, conclude_decision(decision).outcomes) == "amended"


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("Sagen udsættes til næste møde.", "postponed", id="postponed"),
        pytest.param("Punktet blev aflyst.", "cancelled", id="cancelled"),
        pytest.param("KKR Prøveby kunne ikke tiltræde forslaget.", "rejected", id="rejected"),
        pytest.param("KKR Prøveby tog budgettet til efterretning.", "noted", id="noted, where approval was asked"),
        pytest.param("KKR Prøveby kvitterede for oplægget.", "noted", id="thanked for"),
    ],
)
def test_something_else_became_of_it(decision: str, expected: str) -> None:
    assert compare_with_recommendation(APPROVE, decision, conclude_decision(decision).outcomes) == expected


@pytest.mark.parametrize(
    ("recommendation", "decision"),
    [
        pytest.param(APPROVE, "", id="no decision"),
        pytest.param("", "KKR Prøveby godkendte budgettet.", id="no recommendation"),
        pytest.param(APPROVE, "KKR Prøveby godkendte budgettet for 2027.", id="another year"),
        pytest.param(APPROVE, "KKR Prøveby godkendte indstillingen. Havnen skal også med.", id="a sentence more"),
        pytest.param(APPROVE, "KKR Prøveby godkendte budgettet og roste kajerne.", id="words more"),
        pytest.param(
            APPROVE, "KKR Prøveby godkendte budgettet, idet Bo Lind ikke deltog.", id="a reason, not a change"
        ),
        pytest.param(TWO, "KKR Prøveby godkendte planen for havnen.", id="one of two parts"),
        pytest.param(
            "Det indstilles, at KKR Prøveby udpeger en repræsentant.",
            "KKR Prøveby udpegede Bo Lind (V).",
            id="a choice",
        ),
        pytest.param(
            APPROVE,
            "KKR Prøveby godkendte indstillingen om budgettet. Sagen om havnen udsættes.",
            id="several decisions",
        ),
        pytest.param(
            APPROVE, "KKR Prøveby godkendte indstillingen. " + "Havnen er slidt. " * 400, id="too long to read"
        ),
    ],
)
def test_no_telling(recommendation: str, decision: str) -> None:
    assert compare_with_recommendation(recommendation, decision, conclude_decision(decision).outcomes) is None


def test_what_was_recommended_is_no_amendment() -> None:
    recommended = "Det indstilles, at KKR Prøveby godkender planen under forudsætning af, at kommunerne betaler."
    decision = "KKR Prøveby godkendte planen under forudsætning af, at kommunerne betaler."
    assert compare_with_recommendation(recommended, decision, conclude_decision(decision).outcomes) == "as_recommended"


def test_the_outcome_that_the_archive_holds_counts() -> None:
    """An editor may have corrected it."""
    assert compare_with_recommendation(APPROVE, "Se nedenfor.", ["postponed"]) == "postponed"
    assert compare_with_recommendation(APPROVE, "Sagen udsættes.", ["approved"]) is None


@pytest.mark.parametrize("word", ["med ", "idet ", "og ", "KKR ", "godkendte "])
def test_a_senseless_text_takes_no_time(word: str) -> None:
    started = time.process_time()
    compare_with_recommendation(word * 5_000, word * 5_000, ["approved"])
    assert time.process_time() - started < 2
