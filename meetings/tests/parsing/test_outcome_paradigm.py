"""Every verb that decides, in every form, of every subject, with votes and without, wherever the line breaks."""

import re
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.parsing.document import Outcome
from meetings.parsing.meaning import decision_words
from meetings.parsing.meaning.decisions import conclude_decision
from meetings.tests.papers import only_item

# Outcome; then, of its verb: infinitive, present, past, participle, passive in present and past.
VERBS: list[tuple[Outcome, str]] = [
    ("approved", "godkende godkender godkendte godkendt godkendes godkendtes"),
    ("approved", "tiltræde tiltræder tiltrådte tiltrådt tiltrædes tiltrådtes"),
    ("approved", "bevillige bevilliger bevilligede bevilliget bevilliges bevilligedes"),
    ("approved", "imødekomme imødekommer imødekom imødekommet imødekommes imødekommes"),
    ("decided", "vedtage vedtager vedtog vedtaget vedtages vedtoges"),
    ("decided", "fastsætte fastsætter fastsatte fastsat fastsættes fastsattes"),
    ("recommended", "anbefale anbefaler anbefalede anbefalet anbefales anbefaledes"),
    ("discussed", "drøfte drøfter drøftede drøftet drøftes drøftedes"),
    ("rejected", "afvise afviser afviste afvist afvises afvistes"),
    ("rejected", "afslå afslår afslog afslået afslås afsloges"),
    ("rejected", "forkaste forkaster forkastede forkastet forkastes forkastedes"),
]
NEGATED: dict[Outcome, list[Outcome]] = {
    "approved": ["rejected"],
    "decided": ["rejected"],
    "recommended": ["rejected"],
    "discussed": [],
}
COUNCILS = [
    ("KKR Limfjorden", "KKR Limfjorden"),
    ("Byrådet", "Byrådet, Odder Kommune"),
    ("Udvalget", "Udvalget for Havne, Odder Kommune"),
    ("Regionsrådet", "Regionsrådet, Region Fjordland"),
    ("Nævnet", "Bevillingsnævnet, Odder Kommune"),
    ("Beredskabskommissionen", "Beredskabskommissionen for Midtfjord"),
    ("Bestyrelsen", "Bestyrelsen for Fjordaffald I/S"),
    ("Repræsentantskabet", "Repræsentantskabet for Museet"),
    ("Et enigt byråd", "Byrådet, Odder Kommune"),
]
THINGS = ["planen", "ansøgningen fra Odder Roklub", "kvoten for 2025", "takster for havnen", "det"]
VOTES = [
    "",
    " For stemte 14 (A, B, C). Imod stemte 5 (V).",
    "\n\nImod stemte Ø.",
    "\n\nUndlod at stemme 2 (I).",
    "\n\nLise Holm (Ø) tog forbehold.",
]


def sentences(outcome: Outcome, forms: str) -> list[tuple[str, str, list[Outcome]]]:
    """Sentences of a verb with the council that decides and the outcomes that they mean."""
    infinitive, present, past, participle, passive, passive_past = forms.split()
    found: list[tuple[str, str, list[Outcome]]] = []
    for subject, council in COUNCILS:
        for verb in (present, past, f"har {participle}"):
            found.append((f"{subject} {verb} planen.", council, [outcome]))
        found.append((f"Herefter {past} {subject} planen.", council, [outcome]))
        if outcome in {"approved", "decided", "recommended"}:
            found.append((f"{subject} kunne ikke {infinitive} planen.", council, ["rejected"]))
    for thing in THINGS:
        told = thing[0].upper() + thing[1:]
        for verb in (f"blev {participle}", f"er {participle}", f"er blevet {participle}", passive, passive_past):
            found.append((f"{told} {verb}.", "", [outcome]))
        if outcome in NEGATED:
            found.append((f"{told} blev ikke {participle}.", "", NEGATED[outcome]))
        if thing != "det":
            found.append((f"{told} {participle}.", "", [outcome]))
    for short in (participle, passive):
        found.append((f"{short.capitalize()}.", "", [outcome]))
        found.append((short.capitalize(), "", [outcome]))
        found.append((f"Enstemmigt {short}.", "", [outcome]))
        found.append((f"Indstillingen {short}.", "", [outcome]))
        if outcome in NEGATED:
            found.append((f"Ikke {short}.", "", NEGATED[outcome]))
    return found


Case = tuple[str, str, tuple[Outcome, ...]]
OF_VERBS: list[Case] = [
    (sentence, council, tuple(outcomes))
    for outcome, forms in VERBS
    for sentence, council, outcomes in sentences(outcome, forms)
]
# Sentences that are no single verb, with what they mean.
PHRASES: list[tuple[str, list[Outcome]]] = [
    ("Byrådet tog orienteringen om havnens økonomi til efterretning.", ["noted"]),
    ("Orienteringen om havnens økonomi blev taget til efterretning.", ["noted"]),
    ("Orienteringen om havnens økonomi toges til efterretning.", ["noted"]),
    ("Meddelelser taget til efterretning.", ["noted"]),
    ("Tages til orientering.", ["noted"]),
    ("Orienteredes.", ["noted"]),
    ("Der blev orienteret om havnens økonomi.", ["noted"]),
    ("Taget ad notam.", ["noted"]),
    ("Sagen udsættes til mødet i maj.", ["postponed"]),
    ("Sagen blev udsat.", ["postponed"]),
    ("Udsat til næste møde.", ["postponed"]),
    ("Sagen sendes tilbage til udvalget.", ["postponed"]),
    ("Punktet blev taget af dagsordenen.", ["cancelled"]),
    ("Ansøgningen blev trukket tilbage.", ["cancelled"]),
    ("Punktet udgik.", ["cancelled"]),
    ("Byrådet udpegede Lise Holm til bestyrelsen.", ["appointed"]),
    ("Lise Holm (A) blev valgt til formand.", ["appointed"]),
    ("Lise Holm (A) valgt.", ["appointed"]),
    ("Valgt blev Lise Holm (A).", ["appointed"]),
    ("Som formand vælges Lise Holm.", ["appointed"]),
    ("Nævnet gav afslag.", ["rejected"]),
    ("Nævnet meddelte bevilling for fire år.", ["approved"]),
    ("Der gives dispensation.", ["approved"]),
    ("Der gives ikke dispensation.", ["rejected"]),
    ("Byrådet tilsluttede sig planen.", ["approved"]),
    ("Indstillingen følges.", ["approved"]),
    ("Forslaget faldt.", ["rejected"]),
    ("Forslaget er faldet.", ["rejected"]),
    ("Oversendes til byrådet med anbefaling.", ["decided"]),
    ("Oversendt til økonomiudvalget.", ["decided"]),
    ("Anbefales til byrådets godkendelse.", ["recommended"]),
    ("Indstilles til byrådets godkendelse.", ["recommended"]),
    ("Indstilles godkendt.", ["approved"]),
    ("Anbefales godkendt.", ["recommended"]),
    ("Udvalget anbefaler budgettet godkendt.", ["recommended"]),
    ("Afslag. Klubhuset er udlejet.", ["rejected"]),
    ("Afslag gives.", ["rejected"]),
    ("Udvalget ønsker ikke at imødekomme ansøgningen.", ["rejected"]),
    ("Fulgt.", ["approved"]),
    ("Ole Pil godkendt som nyt medlem.", ["approved"]),
    ("OK.", ["approved"]),
    ("Forum drøftede sagen.", ["discussed"]),
    ("Det blev besluttet:\nGodkendt.", ["approved"]),
    ("Det blev besluttet: Godkendt.", ["approved"]),
    ("Udvalget besluttede følgende: Udsat.", ["postponed"]),
    ("Udvalget besluttede\nGodkendt.", ["approved"]),
    ("Fremsendes til økonomiudvalget.", ["decided"]),
    ("Sagen henvises til økonomiudvalget.", ["decided"]),
    ("Sagen sendes i udbud.", ["decided"]),
    ("Formandens indstilling blev fulgt.", ["approved"]),
    ("Udvalget genoptager sagen i april.", ["postponed"]),
    ("For detaljer henvises til bilaget.", []),
    ("Det blev besluttet at bygge broen.", ["decided"]),
    ("Det besluttedes at bygge broen.", ["decided"]),
    ("Det blev aftalt at bygge broen.", ["decided"]),
]


@pytest.mark.parametrize(
    ("sentence", "council", "expected"), [pytest.param(*case, id=case[0]) for case in dict.fromkeys(OF_VERBS)]
)
def test_a_verb_means_its_outcome_in_every_form(sentence: str, council: str, expected: tuple[Outcome, ...]) -> None:
    assert conclude_decision(sentence, council).outcomes == expected


@pytest.mark.parametrize(("sentence", "expected"), [pytest.param(*phrase, id=phrase[0]) for phrase in PHRASES])
def test_a_phrase_means_its_outcome(sentence: str, expected: list[Outcome]) -> None:
    assert list(conclude_decision(sentence).outcomes) == expected


def _at_breaks(sentence: str) -> list[str]:
    return [f"{sentence[: gap.start()]}\n{sentence[gap.end() :]}" for gap in re.finditer(" ", sentence)]


ALL: list[Case] = [*OF_VERBS, *((sentence, "", tuple(expected)) for sentence, expected in PHRASES)]


@given(st.sampled_from(ALL), st.data())
def test_no_outcome_depends_on_where_the_line_breaks(case: Case, data: st.DataObject) -> None:
    sentence, council, expected = case
    broken = data.draw(st.sampled_from(_at_breaks(sentence) or [sentence]))
    for written in (broken, broken.replace("\n", "\n\n")):
        conclusion = conclude_decision(written, council)
        assert conclusion.outcomes == expected
        assert all(line in written for line in conclusion.sentence.split("\n"))


@given(st.sampled_from(ALL), st.sampled_from(VOTES), st.booleans())
def test_votes_beside_a_sentence_leave_its_outcome(case: Case, votes: str, first: bool) -> None:
    sentence, council, expected = case
    sentence = sentence if sentence.endswith(".") else f"{sentence}."
    written = f"{votes.strip()} {sentence}" if first else f"{sentence}{votes}"
    assert conclude_decision(written, council).outcomes == expected


@given(st.sampled_from(ALL), st.integers(2, 8))
def test_a_decision_is_read_alike_from_lines_of_every_width(case: Case, words_on_a_line: int) -> None:
    sentence, council, expected = case
    if council:
        return
    words = sentence.split()
    lines = [" ".join(words[at : at + words_on_a_line]) for at in range(0, len(words), words_on_a_line)]
    assert only_item("Beslutning", *lines).outcomes == expected


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("Godkendt.\n\nSag 7 udgår.", ["approved"], id="another item falls away"),
        pytest.param("Punkt 4 udsættes. Dagsordenen blev godkendt.", ["approved"], id="another item is put off"),
        pytest.param("Sag 7 udgår.", [], id="another item alone"),
        pytest.param("Godkendt, idet punkt 4 udgik.", ["approved"], id="another item in a clause"),
        pytest.param("Sag 3 udgår.", ["cancelled"], id="the item itself"),
        pytest.param(
            "Et ændringsforslag fra Ø blev forkastet. Indstillingen blev godkendt.",
            ["approved"],
            id="an amendment lost",
        ),
        pytest.param(
            "Ændringsforslag fra Ø: Broen males. For stemte 4 (Ø) Imod stemte 9 (A) Faldet Indstillingen godkendt.",
            ["approved"],
            id="an amendment lost, without a stop",
        ),
        pytest.param("Ændringsforslaget blev forkastet.", ["rejected"], id="nothing but an amendment"),
        pytest.param("Indstillingen blev ikke godkendt. Sag 7 udgår.", ["rejected"], id="its own is a refusal"),
        pytest.param(
            "4 medlemmer (B+F+I) anbefaler planen.\n\n3 medlemmer (O) tager forbehold.", ["recommended"], id="4"
        ),
        pytest.param(
            "2 medlemmer (Ø) kan ikke anbefale planen. 5 medlemmer anbefaler den.", ["recommended"], id="2, 5"
        ),
        pytest.param("Fraværende: Lise Holm, Bo Dal Godkendt.", ["approved"], id="a line of attendance runs on"),
        pytest.param("Planen vedtaget af Folketinget blev omdelt.", [], id="what another body adopted"),
        pytest.param("Planen blev vedtaget i maj 2020.", [], id="history in the passive"),
        pytest.param("Bo kunne konstatere, at referatet blev godkendt.", ["approved"], id="what somebody states"),
        pytest.param("Kassereren fremlagde regnskabet, som blev godkendt.", ["approved"], id="what was put forward"),
        pytest.param("Lise gennemgik tallene, der blev taget til efterretning.", ["noted"], id="what was gone through"),
        pytest.param("Lise fremlagde planen, som blev vedtaget i 2019.", [], id="history in a relative clause"),
        pytest.param("For stemte 4 (Q). Imod stemte 23. Forslaget bortfaldt.", ["rejected"], id="lapsed by a vote"),
        pytest.param("Forslaget bortfaldt.", ["cancelled"], id="lapsed without a vote"),
        pytest.param(
            "Q stillede forslag om 3. For stemte Q (2). Imod stemte 26. Forslaget bortfaldt. Indstillingen godkendt.",
            ["approved"],
            id="a proposal lapsed by a vote, the recommendation approved",
        ),
        pytest.param(
            "Q foreslog, at rammen hæves. Forslaget blev forkastet. Forvaltningens indstilling blev tiltrådt.",
            ["approved"],
            id="a proposal lost, the recommendation approved",
        ),
        pytest.param(
            "Indstillingen blev ikke godkendt. Forslaget blev forkastet.",
            ["rejected"],
            id="both lost",
        ),
        pytest.param("Ad 1) Godkendt. Ad 2) Der var ikke flertal.", ["rejected"], id="no majority"),
        pytest.param("Planen godkendt med den ændring, at mødet i maj flyttes.", ["approved"], id="a month ahead"),
        pytest.param("Lise Holm spurgte til den plan, der blev godkendt.", [], id="a question"),
    ],
)
def test_the_main_outcome_is_the_items_own(decision: str, expected: list[Outcome]) -> None:
    assert list(conclude_decision(decision, "Byrådet, Odder Kommune", "3").outcomes) == expected


@pytest.mark.parametrize(
    "verb", [verb for verbs in decision_words.VERBS.values() for verb in verbs], ids=attrgetter("infinitive")
)
def test_no_form_of_a_verb_is_without_its_stem(verb: decision_words.Verb) -> None:
    forms = (verb.infinitive, verb.present, verb.past, verb.participle, verb.passive, verb.passive_past)
    assert len(verb.stem()) > 2
    assert all(form.startswith(verb.stem()) for form in forms if form)


IN_PHRASES = [
    *(
        "Rådet besluttede at aflyse mødet.",
        "Rådet aflyste sagen.",
        "Sagen udgår.",
        "Punktet blev taget af dagsordenen.",
    ),
    *("Punktet trækkes tilbage.", "Sagen genoptages.", "Sagen hjemvises.", "Sagen behandles på næste møde."),
    *("Sagen tages op på et senere møde.", "Rådet kunne ikke støtte planen.", "Forslaget faldt.", "Der gives afslag."),
    *("Der meddeles tilladelse.", "Der gives dispensation.", "Der gives tilsagn.", "Der gives samtykke."),
    *("Der gives bevilling.", "Der meddeles accept.", "Forslaget opnåede ikke flertal.", "Rådet valgte Bo Riis (A)."),
    *(
        "Rådet vælger Bo Riis (A).",
        "Planen sendes i høring.",
        "Sagen henvises til udvalget.",
        "Rådet pålagde Bo at gå.",
    ),
    *("Rådet tog beslutning om en plan.", "Rådet tilsluttede sig planen.", "Rådet følger indstillingen.", "OK."),
    *("Rådet fulgte indstillingen.", "Rådet bakkede op om planen.", "Rådet tog planen ad notam.", "Til efterretning."),
    *(
        "Rådet kvitterede for planen.",
        "Orientering givet.",
        "Der blev givet udtryk for tak.",
        "Der var enighed om at godkende planen.",
        "Stemt ned.",
    ),
]


@pytest.mark.parametrize("decision", IN_PHRASES)
def test_every_phrase_concludes_something(decision: str) -> None:
    assert conclude_decision(decision, "Rådet, Odder Kommune").outcomes
