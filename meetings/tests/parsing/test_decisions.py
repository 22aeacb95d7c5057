"""What a decision's words mean, and what kind of case an item is."""

import pytest

from meetings.parsing.document import CaseType, Outcome
from meetings.parsing.meaning.case_types import case_type
from meetings.parsing.meaning.decisions import conclude_decision
from meetings.tests.papers import paper, parsed


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Godkendelse af dagsorden", "approved"),
        ("Godkendelse af referat", "approved"),
        ("Endelig godkendelse af lokalplan 12", "approved"),
        ("Lokalplan 12", "decided"),
        ("Drøftelse af godkendelsen", "decided"),
    ],
)
def test_what_a_title_asks_to_approve_is_approved_whatever_else_is_decided(title: str, expected: Outcome) -> None:
    decision = "Dagsordenen blev godkendt. Rådet besluttede at tale om planen på næste møde."
    assert conclude_decision(decision, title=title).outcomes[0] == expected


def test_a_proposal_that_fell_beside_what_the_title_asks_for_is_the_smaller_outcome() -> None:
    decision = "Dagsordenen blev godkendt.\n\nFor stemte: V.\n\nImod stemte: A.\n\nForslaget faldt dermed."
    assert conclude_decision(decision, title="Godkendelse af dagsorden").outcomes == ("approved", "rejected")
    assert conclude_decision(decision, title="Lokalplan 12").outcomes == ("rejected",)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("KKR Limfjorden besluttede at godkende planen.", ["approved"], id="decided to approve"),
        pytest.param("Rådet beslutter enstemmigt at tiltræde planen.", ["approved"], id="decides to accede"),
        pytest.param("Komitéen besluttede at godkende planen.", ["approved"], id="a committee by another name"),
        pytest.param(
            "Bo bød velkommen til det 8. møde, og dagsorden blev godkendt.", ["approved"], id="welcomed first"
        ),
        pytest.param("Rådet besluttede ikke at godkende planen.", ["rejected"], id="decided not to approve"),
        pytest.param("LMU godkendte referatet.", ["approved"], id="a body by its letters"),
        pytest.param(
            "Rådet besluttede at udsætte dagsordenens punkter 11 og 12 til maj.\n\nDagsordenen blev godkendt.",
            ["approved"],
            id="other items put off",
        ),
        pytest.param("FMU drøftede status.", ["discussed"], id="a body by its letters discussed"),
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
        pytest.param("Lise Holm, A blev valgt.", ["appointed"], id="the party behind a comma"),
        pytest.param("Som nyt medlem blev Lise Holm udpeget.", ["appointed"], id="the seat comes first"),
        pytest.param("KKR Limfjorden besluttede følgende fordeling:", ["decided"], id="besluttede"),
        pytest.param("KKR Limfjorden besluttede at tilføje et punkt.", ["decided"], id="besluttede at tilføje"),
        pytest.param("KKR Limfjorden godkendte indstillingen.", ["approved"], id="godkendte"),
        pytest.param("KKR Limfjorden godkender planen.", ["approved"], id="in the present tense"),
        pytest.param("Herefter godkendte KKR Limfjorden planen.", ["approved"], id="the verb before the council"),
        pytest.param("KKR Limfjorden tiltrådte planen.", ["approved"], id="tiltrådte"),
        pytest.param("KKR Limfjorden tilsluttede sig planen.", ["approved"], id="tilsluttede sig"),
        pytest.param("Et flertal bestående af V og A tiltræder indstillingen.", ["approved"], id="a majority"),
        pytest.param(
            "Et flertal i byrådet tiltrådte indstillingen. Ø kunne ikke tiltræde.", ["approved"], id="the majority wins"
        ),
        pytest.param("Et flertal af kommunerne har godkendt planen.", [], id="a majority of others"),
        pytest.param("Godkendt.", ["approved"], id="one word"),
        pytest.param("Indstilles godkendt.", ["approved"], id="indstilles godkendt"),
        pytest.param("Referatet fra mødet den 3. maj 2024 blev godkendt.", ["approved"], id="a day before the word"),
        pytest.param("Ane er fyldt 80. Dagsordenen blev godkendt.", ["approved"], id="a number before the stop"),
        pytest.param("Orientering foretaget.", ["noted"], id="foretaget"),
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
        pytest.param("Sagen genoptages på næste møde.", ["postponed"], id="taken up again later"),
        pytest.param("Sagen drøftes på næste møde.", ["postponed", "discussed"], id="discussed at the next meeting"),
        pytest.param("Sagen sendes tilbage til udvalget.", ["postponed"], id="sent back"),
        pytest.param("Udpegningen udsættes.", ["postponed"], id="the appointment is postponed"),
        pytest.param("Punktet tages af dagsordenen.", ["cancelled"], id="taken off the agenda"),
        pytest.param("Sagen blev trukket tilbage.", ["cancelled"], id="withdrawn"),
        pytest.param("Fremmes ikke.", ["rejected"], id="fremmes ikke"),
        pytest.param("Ej godkendt.", ["rejected"], id="ej for ikke"),
        pytest.param("Imødekommes ikke.", ["rejected"], id="not granted"),
        pytest.param("KKR Limfjorden kan ikke anbefale planen.", ["rejected"], id="cannot recommend"),
        pytest.param("Forslaget blev forkastet med 20 stemmer mod 6.", ["rejected"], id="lost by vote"),
        pytest.param("Enstemmigt vedtaget.", ["decided"], id="unanimously"),
        pytest.param("Sendes i høring.", ["decided"], id="sent out for consultation"),
        pytest.param("Oversendes til byrådet.", ["decided"], id="sent on"),
        pytest.param("Referatet tilrettes med en bemærkning om broen.", ["decided"], id="the minutes are amended"),
        pytest.param("Det blev enstemmigt vedtaget at bygge broen.", ["decided"], id="impersonal and decided"),
        pytest.param("KKR Limfjorden vælger at vente.", ["decided"], id="vælger at is no appointment"),
        pytest.param("Som indstillet.", ["approved"], id="as recommended"),
        pytest.param("Dagsorden godkendt.", ["approved"], id="dagsorden godkendt"),
        pytest.param("Forvaltningens indstilling tiltrådt.", ["approved"], id="somebody's recommendation"),
        pytest.param("Godkendt med 20 stemmer mod 6.", ["approved"], id="approved by vote"),
        pytest.param("1. Godkendt.\n2. Taget til efterretning.", ["approved", "noted"], id="point by point"),
        pytest.param("Ad 1: Godkendt. Ad 2: Udsat.", ["postponed", "approved"], id="ad 1, ad 2"),
        pytest.param("Drøftet og taget til efterretning.", ["discussed", "noted"], id="two short forms"),
        pytest.param("Orientering taget til efterretning.", ["noted"], id="orientering taget"),
        pytest.param("Havneudvalget anbefaler indstillingen.", ["recommended"], id="a body with a name of its own"),
        pytest.param(
            "Økonomiudvalget godkendte indstillingen.", ["approved"], id="a committee that has a name of its own"
        ),
        pytest.param("Ældrerådet drøftede sagen.", ["discussed"], id="a council of residents"),
        pytest.param(
            "Børne- og Skoleudvalget anbefaler, at planen vedtages.", ["recommended"], id="a committee of two words"
        ),
        pytest.param("Teknisk Udvalg godkender planen.", ["approved"], id="a committee in the indefinite form"),
        pytest.param("Kommunalbestyrelsen vedtog planen.", ["decided"], id="a municipal council"),
        pytest.param("Borgerrepræsentationen vedtog planen.", ["decided"], id="the council of Copenhagen"),
        pytest.param("Udvalget tog orienteringen til efterretning.", ["noted"], id="the committee"),
        pytest.param("Et flertal i byrådet godkendte forslaget.", ["approved"], id="a majority in the council"),
        pytest.param(
            "Et flertal bestående af A og V godkendte forslaget.", ["approved"], id="a majority by its parties"
        ),
        pytest.param("Et flertal (A, V) tiltrådte indstillingen.", ["approved"], id="a majority in brackets"),
        pytest.param("Et enigt byråd vedtog planen.", ["decided"], id="the whole council"),
        pytest.param("Ad 1) Godkendt. Ad 2) Udsat.", ["postponed", "approved"], id="ad with a bracket"),
        pytest.param("Ad. 1: Godkendt. Ad. 2: Drøftet.", ["approved", "discussed"], id="ad with a stop"),
        pytest.param("Pkt. 1 og 2 godkendt. Pkt. 3 udsat.", ["postponed", "approved"], id="two points at once"),
        pytest.param("1-3: Godkendt.", ["approved"], id="from one point to another"),
        pytest.param(
            "Punkt 1 blev godkendt, punkt 2 blev udsat.", ["postponed", "approved"], id="two points in a sentence"
        ),
        pytest.param("Herefter godkendt.", ["approved"], id="herefter"),
        pytest.param("Efter afstemning godkendt.", ["approved"], id="after a vote"),
        pytest.param("Enstemmig godkendt.", ["approved"], id="enstemmig without its t"),
        pytest.param("Indstillingen blev tiltrådt.", ["approved"], id="the recommendation was agreed to"),
        pytest.param("Administrationens anbefaling følges.", ["approved"], id="somebody's advice is followed"),
        pytest.param("Godkendt, idet Lise Holm (A) tager forbehold.", ["approved"], id="with a reservation"),
        pytest.param(
            "Godkendt med den tilføjelse, at planen drøftes igen til maj.", ["approved"], id="with an addition"
        ),
        pytest.param("Forslaget forkastet.", ["rejected"], id="lost, without a verb"),
        pytest.param("Forslaget faldt.", ["rejected"], id="the proposal fell"),
        pytest.param("Udvalget meddelte afslag.", ["rejected"], id="refused"),
        pytest.param("Der gives afslag.", ["rejected"], id="refused, impersonally"),
        pytest.param("Oversendes til kommunalbestyrelsen med anbefaling.", ["decided"], id="sent on with advice"),
        pytest.param("Taget til efterretning.", ["noted"], id="til efterretning, a participle"),
        pytest.param("Til efterretning.", ["noted"], id="til efterretning alone"),
        pytest.param("Orientering givet.", ["noted"], id="a briefing given"),
        pytest.param("Orienteringen blev givet.", ["noted"], id="the briefing was given"),
        pytest.param("Der blev givet en kort orientering.", ["noted"], id="a briefing was given, impersonally"),
        pytest.param(
            "Lise Holm blev enstemmigt valgt til formand.", ["appointed"], id="the person begins the sentence"
        ),
        pytest.param("Ingen.", [], id="ingen"),
        pytest.param("Ingen bemærkninger.", [], id="no remarks"),
        pytest.param("Der var intet til punktet.", [], id="nothing is decided"),
        pytest.param("For: 20 (A, V) Imod: 6 (Ø)", [], id="votes alone"),
        pytest.param("", [], id="no decision"),
    ],
)
def test_a_decision_has_the_outcome_of_its_words(decision: str, expected: list[Outcome]) -> None:
    assert list(conclude_decision(decision).outcomes) == expected


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
            "KKR Limfjorden udpegede Lise Holm (A). Udpegning af det sidste medlem udsættes.",
            ["appointed"],
            id="one seat is put off, not the case",
        ),
        pytest.param(
            "KKR Limfjorden drøftede sagen. Havneudvalget godkendte budgettet.",
            ["discussed"],
            id="another body's decision where the council has its own",
        ),
        pytest.param(
            "Kontaktudvalget godkendte i maj budgettet. Orienteringen blev taget til efterretning.",
            ["noted"],
            id="another body's decision before the council's own",
        ),
        pytest.param(
            "Økonomiudvalget godkendte i maj et oplæg. Udsat.", ["postponed"], id="history, then a short form"
        ),
        pytest.param("Økonomiudvalget godkendte i maj et oplæg.", [], id="history by its month"),
        pytest.param("Økonomiudvalget godkendte den 3. maj et oplæg.", [], id="history by its day"),
        pytest.param("Ældrerådet har tidligere drøftet planen.", [], id="history in so many words"),
        pytest.param("Kontaktudvalget drøftede sagen.", [], id="a body that keeps no minutes here"),
        pytest.param("Ældrerådet drøftede et møde i maj.", ["discussed"], id="a month that is no history"),
        pytest.param(
            "Et mindretal i byrådet afviste planen. Et flertal i byrådet godkendte planen.",
            ["approved"],
            id="a minority decides nothing",
        ),
        pytest.param("Et flertal af kommunerne godkendte planen.", [], id="a majority of others"),
        pytest.param("Aalborg Kommune blev valgt som vært.", [], id="a municipality is no person"),
        pytest.param("KKR Limfjorden drøftede, at budgettet faldt.", ["discussed"], id="a budget that fell"),
        pytest.param(
            "KKR Limfjorden drøftede sagen den 5. maj 2025. Planen kom aldrig.", ["discussed"], id="a year ends"
        ),
    ],
)
def test_only_what_the_council_does_counts(decision: str, expected: list[Outcome]) -> None:
    assert list(conclude_decision(decision).outcomes) == expected


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("Godkendt.", "Godkendt.", id="one word"),
        pytest.param(
            "Lise Holm, direktør, indledte.\n\nKKR Limfjorden godkendte planen. Der var ros til planen.",
            "KKR Limfjorden godkendte planen.",
            id="between other sentences",
        ),
        pytest.param(
            "KKR Limfjorden tog sagen til efterretning.\n\nKKR Limfjorden besluttede at spørge ministeren.",
            "KKR Limfjorden besluttede at spørge ministeren.",
            id="that of the main outcome",
        ),
        pytest.param(
            "1. Godkendt.\n2. Taget til efterretning.\n3. Tiltrådt.", "1. Godkendt.\n3. Tiltrådt.", id="two that agree"
        ),
        pytest.param("– Godkendt.", "– Godkendt.", id="an entry with its mark"),
        pytest.param(
            "Lise Holm orienterede om turen. Bo Dal orienterede om broen.",
            "Lise Holm orienterede om turen.",
            id="a briefing: the first of it",
        ),
        pytest.param("Der var intet til punktet.", "", id="nothing is decided"),
    ],
)
def test_the_deciding_sentence_is_what_the_main_outcome_was_read_from(decision: str, expected: str) -> None:
    sentence = conclude_decision(decision).sentence
    assert sentence == expected
    assert all(line in decision for line in sentence.split("\n"))


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


def test_a_decision_that_was_not_understood_is_told() -> None:
    items = ["En bro\nBeslutning\nLise Holm mener, at broen bør godkendes.", "En vej\nBeslutning\nIngen bemærkninger."]
    read = parsed(paper(*items))
    assert [item.outcome for item in read.items] == ["none", "none"]
    (told,) = [warning.message for warning in read.warnings if "besluttet" in warning.message]
    assert told == "Punkt 1.1: hvad der blev besluttet, blev ikke forstået: »Lise Holm mener, at broen bør godkendes.«."
