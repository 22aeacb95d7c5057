"""What a decision's words mean, and what kind of case an item is."""

import pytest

from meetings.minutes.decisions import case_type, outcomes
from meetings.minutes.document import CaseType, Outcome


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("Sagen blev aflyst.", ["cancelled"], id="aflyst"),
        pytest.param("Punktet udgår.", ["cancelled"], id="udgår"),
        pytest.param("Sag 3 udgår.", ["cancelled"], id="a case by its number"),
        pytest.param("Sagen bortfalder.", ["cancelled"], id="bortfalder"),
        pytest.param("Sagen udsættes til mødet i maj.", ["postponed"], id="udsættes"),
        pytest.param("Udsat.", ["postponed"], id="udsat alone"),
        pytest.param("Behandlingen udskydes.", ["postponed"], id="udskydes"),
        pytest.param(
            "KKR Limfjorden besluttede at udsætte sagen.", ["postponed", "decided"], id="besluttede at udsætte"
        ),
        pytest.param("KKR Limfjorden afviste planen.", ["rejected"], id="afviste"),
        pytest.param("KKR Limfjorden godkendte ikke planen.", ["rejected"], id="godkendte ikke"),
        pytest.param("KKR Limfjorden kunne ikke tiltræde planen.", ["rejected"], id="kunne ikke tiltræde"),
        pytest.param("KKR Limfjorden udpegede Lise Holm (A).", ["appointed"], id="udpegede"),
        pytest.param("KKR Limfjorden genudpegede Lise Holm (A).", ["appointed"], id="genudpegede"),
        pytest.param("KKR Limfjorden valgte Lise Holm til formand.", ["appointed"], id="valgte somebody"),
        pytest.param("KKR Limfjorden godkender udpegningen.", ["appointed", "approved"], id="godkender udpegningen"),
        pytest.param("Lise Holm (A) blev udpeget til bestyrelsen.", ["appointed"], id="the person comes first"),
        pytest.param("Som nyt medlem blev Lise Holm udpeget.", ["appointed"], id="the seat comes first"),
        pytest.param("KKR Limfjorden besluttede følgende fordeling:", ["decided"], id="besluttede"),
        pytest.param("KKR Limfjorden besluttede at tilføje et punkt.", ["decided"], id="besluttede at tilføje"),
        pytest.param("KKR Limfjorden godkendte indstillingen.", ["approved"], id="godkendte"),
        pytest.param("KKR Limfjorden godkender planen.", ["approved"], id="in the present tense"),
        pytest.param("Herefter godkendte KKR Limfjorden planen.", ["approved"], id="the verb before the council"),
        pytest.param("KKR Limfjorden tiltrådte planen.", ["approved"], id="tiltrådte"),
        pytest.param("KKR Limfjorden tilsluttede sig planen.", ["approved"], id="tilsluttede sig"),
        pytest.param("Godkendt.", ["approved"], id="one word"),
        pytest.param("Indstilles godkendt.", ["approved"], id="indstilles godkendt"),
        pytest.param("Anbefales.", ["recommended"], id="anbefales"),
        pytest.param("KKR Limfjorden anbefalede planen til kommunerne.", ["recommended"], id="anbefalede"),
        pytest.param("KKR Limfjorden drøftede sagen.", ["discussed"], id="drøftede"),
        pytest.param("KKR Limfjorden bakkede op om planen.", ["discussed"], id="bakkede op om"),
        pytest.param("KKR Limfjorden tog sagen til efterretning.", ["noted"], id="til efterretning"),
        pytest.param("Taget til orientering.", ["noted"], id="til orientering"),
        pytest.param("KKR Limfjorden kvitterede for oplægget.", ["noted"], id="kvitterede for"),
        pytest.param("Lise Holm orienterede om turen.", ["noted"], id="somebody informs, and that is all"),
        pytest.param("Ikke godkendt.", ["rejected"], id="not approved, in two words"),
        pytest.param("Indstillingen blev ikke godkendt.", ["rejected"], id="was not approved"),
        pytest.param("Indstillingen blev ikke tiltrådt.", ["rejected"], id="was not agreed to"),
        pytest.param("KKR Limfjorden anbefalede ikke forslaget.", ["rejected"], id="did not recommend"),
        pytest.param("KKR Limfjorden vedtog ikke planen.", ["rejected"], id="did not adopt"),
        pytest.param("Forslaget blev ikke vedtaget.", ["rejected"], id="was not adopted"),
        pytest.param("KKR Limfjorden besluttede ikke at gå videre.", ["rejected"], id="decided not to"),
        pytest.param("Sagen blev ikke udsat.", [], id="was not postponed"),
        pytest.param("KKR Limfjorden udpegede ikke nogen.", [], id="appointed nobody"),
        pytest.param("Orienteringen blev taget til efterretning.", ["noted"], id="the briefing was noted"),
        pytest.param("Redegørelsen taget til efterretning.", ["noted"], id="noted, without a verb"),
        pytest.param("Oplægget blev drøftet.", ["discussed"], id="the talk was discussed"),
        pytest.param("Budgettet blev godkendt.", ["approved"], id="the budget was approved"),
        pytest.param("Resultatkontrakten godkendes.", ["approved"], id="a compound is approved"),
        pytest.param("Ingen.", [], id="ingen"),
        pytest.param("Der var intet til punktet.", [], id="nothing is decided"),
        pytest.param("For: 20 (A, V) Imod: 6 (Ø)", [], id="votes alone"),
        pytest.param("", [], id="no decision"),
    ],
)
def test_a_decision_has_the_outcome_of_its_words(decision: str, expected: list[Outcome]) -> None:
    assert list(outcomes(decision)) == expected


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param(
            "Lise Holm, direktør i skolen, indledte punktet.\n\nKKR Limfjorden drøftede sagen.",
            ["discussed"],
            id="a speaker begins",
        ),
        pytest.param(
            "KKR Limfjorden godkendte planen og anbefalede den til kommunerne.",
            ["approved", "recommended"],
            id="both are kept, the main one first",
        ),
        pytest.param(
            "KKR Limfjorden tog sagen til efterretning.\n\nKKR Limfjorden besluttede at spørge ministeren.",
            ["decided", "noted"],
            id="the main one is not the first said",
        ),
        pytest.param(
            "Lise Holm anbefalede en bro. KKR Limfjorden drøftede det.", ["discussed"], id="a speaker's advice"
        ),
        pytest.param(
            "KKR Limfjorden godkendte planen, og de gamle aftaler bortfalder.", ["approved"], id="something else lapses"
        ),
        pytest.param(
            "KKR Limfjorden drøftede, om sagen skulle udsættes, og godkendte planen.",
            ["approved", "discussed"],
            id="what was weighed and not done",
        ),
        pytest.param("Det anbefales, at møderne fortsætter.", [], id="a remark that recommends"),
        pytest.param(
            "KKR Limfjorden drøftede hjælpen til udsatte unge.", ["discussed"], id="udsatte is an adjective too"
        ),
        pytest.param(
            "KKR Limfjorden tog til efterretning, at aftalen er vedtaget af Folketinget.",
            ["noted"],
            id="what somebody else decided",
        ),
        pytest.param(
            "KKR Limfjorden drøftede sagen den 5. maj 2025. Planen kom aldrig.", ["discussed"], id="a year ends"
        ),
    ],
)
def test_only_what_the_council_does_counts(decision: str, expected: list[Outcome]) -> None:
    assert list(outcomes(decision)) == expected


@pytest.mark.parametrize(
    ("section", "title", "recommendation", "outcome", "expected"),
    [
        pytest.param("", "Godkendelse af dagsorden", "godkender dagsordenen", "approved", "formality", id="agenda"),
        pytest.param("", "Godkendelse af referat", "godkender referatet", "approved", "formality", id="minutes"),
        pytest.param("", "Sager til næste møde", "til efterretning", "noted", "formality", id="next meeting"),
        pytest.param("", "Eventuelt", "", "none", "formality", id="any other business"),
        pytest.param("", "Temadrøftelse om kysten", "drøfter sagen", "discussed", "theme", id="theme"),
        pytest.param("Udpegninger", "Kystrådet", "godkender", "approved", "appointment", id="its section appoints"),
        pytest.param("", "Genudpegning til Kystrådet", "", "none", "appointment", id="its title appoints"),
        pytest.param("", "Kystrådet", "at KKR udpeger et medlem", "none", "appointment", id="it is asked to appoint"),
        pytest.param("", "Bro", "at KKR godkender planen", "none", "decision", id="it is asked to approve"),
        pytest.param("", "Bro", "at KKR drøfter planen", "noted", "discussion", id="it is asked to discuss"),
        pytest.param("", "Bro", "at KKR tager den til efterretning", "none", "briefing", id="it is asked to note"),
        pytest.param("", "Bro", "", "decided", "decision", id="by its outcome alone"),
        pytest.param("", "Bro", "", "none", "briefing", id="nothing tells"),
    ],
)
def test_a_case_has_the_kind_that_its_words_tell(
    section: str, title: str, recommendation: str, outcome: Outcome, expected: CaseType
) -> None:
    assert case_type(section, title, recommendation, outcome) == expected
