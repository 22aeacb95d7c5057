"""A text whose pages have come as a line each has its lines again: where the words of a form stand."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.run_together import with_line_ends
from meetings.parsing.parser import parse_document
from meetings.tests.examples import in_the_suite

_LONG = "Ord i en sætning, der fylder, som en side gør det, når alle dens linjer er løbet sammen til en eneste linje. "
_SHOWN = """Referat Fritidsudvalget tirsdag den 4. marts 2014

Størrelse: px
Starte visningen fra side:

Download "Referat Fritidsudvalget tirsdag den 4. marts 2014 Kl. 16:30"

Transkript

1 Skovby Kommune Referat Fritidsudvalget Tirsdag den 4. marts 2014 Kl. 16:30 Mødested: Salen Medlemmer: Ada Holm (A) \
Bo Riis (V) Carl Lund (C) Fraværende: Bo Riis Side 1 af 4

2 Indholdsfortegnelse 1. FU - Godkendelse af dagsorden FU - Ny hal i Mosby FU - Eventuelt... 4

3 Side 3 1. FU - Godkendelse af dagsorden Sagsnr.: Resumé: Indstilling: Beslutning den : Godkendt. Økonomi:

4 Side 4 2. FU - Ny hal i Mosby Sagsnr.: 14/205 Resumé: En forening vil bygge en hal. Direktionen indstiller, \
1. At hallen bygges, 2. At udgiften afholdes Beslutning den 4. marts: Udsat. 3. FU - Eventuelt Beslutning Intet.
"""


def test_minutes_shown_by_a_site_have_their_items_decisions_and_people() -> None:
    document = parse_document(extract_pages(_SHOWN.encode(), ".txt"))
    assert (document.kind, document.council, str(document.date)) == (
        "minutes",
        "Fritidsudvalget, Skovby Kommune",
        "2014-03-04",
    )
    assert [(item.number, item.title, item.outcomes) for item in document.items] == [
        ("1", "FU - Godkendelse af dagsorden", ("approved",)),
        ("2", "FU - Ny hal i Mosby", ("postponed",)),
        ("3", "FU - Eventuelt", ()),
    ]
    assert document.items[1].case_number == "14/205"
    assert {(each.name, each.status) for each in document.participants} == {
        ("Ada Holm", "present"),
        ("Bo Riis", "absent"),
        ("Carl Lund", "present"),
    }


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("Dato: 3. maj 2011 Sted: Salen Afbud: Bo Riis", ["Dato: 3. maj 2011", "Sted: Salen", "Afbud: Bo Riis"]),
        ("Møde i rådet Onsdag den 3-maj-2011 i salen", ["Møde i rådet", "Onsdag den 3-maj-2011 i salen"]),
        ("Møde i rådet onsdag REFERAT Til stede: Bo", ["Møde i rådet onsdag", "REFERAT", "Til stede: Bo"]),
        ("Deltagere: Bo Riis (A) Ida Lund (V)", ["Deltagere: Bo Riis (A)", "Ida Lund (V)"]),
        ("1. Ny vej Resumé Den er slidt. Beslutning Godkendt.", ["1. Ny vej", "Resumé", "Den er slidt.", "Beslutning",
         "Godkendt."]),
        ("Sag nr. 7 Ny vej J.nr.: 05.01 Åben sag Den er slidt.", ["Sag nr. 7 Ny vej", "J.nr.: 05.01", "Åben sag",
         "Den er slidt."]),
        ("SAG NR. 7 NY VEJ RÅDETS BESLUTNING DEN 3. MAJ 2011 Ja.", ["SAG NR. 7 NY VEJ",
         "RÅDETS BESLUTNING DEN 3. MAJ 2011", "Ja."]),
        ("Beslutninger Ældrerådet den Punktet udgik.", ["Beslutninger Ældrerådet den", "Punktet udgik."]),
        ("Beslutning i Teknik- og Miljøudvalget den 3. maj 2011: Udsat.", [
         "Beslutning i Teknik- og Miljøudvalget den 3. maj 2011:", "Udsat."]),
        ("Den er slidt. Udvalget indstiller, at den lukkes.", ["Den er slidt.", "Udvalget indstiller, at den lukkes."]),
        ("Den er slidt fra 2011 Forvaltningen indstiller, at den lukkes.", ["Den er slidt fra 2011",
         "Forvaltningen indstiller, at den lukkes."]),
        ("Fraværende Bo Riis Til stede Ida Lund, Per Toft åben", ["Fraværende Bo Riis", "Til stede Ida Lund, Per Toft",
         "åben"]),
        ("1. Ny vej Vejudvalget den 2. maj 2011, pkt. 4 Udsat.", ["1. Ny vej", "Vejudvalget den 2. maj 2011, pkt. 4",
         "Udsat."]),
        ("1. Ny vej. Godkendt. D A G S O R D E N 2. Evt. Intet.", ["1. Ny vej.", "Godkendt.", "D A G S O R D E N",
         "2. Evt.", "Intet."]),
        ("Punkt nr. 4 - Ny vej Sagsfremstilling at den lukkes.", ["Punkt nr. 4 - Ny vej", "Sagsfremstilling",
         "at den lukkes."]),
        ("1. Ny vej 11/4492 Sagsfremstilling: Slidt.", ["1. Ny vej", "11/4492", "Sagsfremstilling:", "Slidt."]),
        ("Deltagere Bo Riis, Skovby Kommune Ida Lund, Mosby Kommune", ["Deltagere Bo Riis, Skovby Kommune",
         "Ida Lund, Mosby Kommune"]),
        ("Rådets møde 3. maj 2011 Punkt 4: Godkendt.", ["Rådets møde 3. maj 2011", "Punkt 4:", "Godkendt."]),
        ("14 Ny vej Den er slidt. at den lukkes Sagen blev udsat.", ["14 Ny vej Den er slidt.", "at den lukkes",
         "Sagen blev udsat."]),
        ("Side ii 90. Ny vej J.nr.: 5 Side 3 af 9", ["Side ii", "90. Ny vej", "J.nr.: 5", "Side 3 af 9"]),
        ("1. Vejen 2. Stien 3. Evt. 1. Vejen Den er slidt. 2. Stien Den er ny.", ["1. Vejen", "2. Stien", "3. Evt.",
         "1. Vejen", "Den er slidt.", "2. Stien", "Den er ny."]),
        ("Rådet 1 (Åben) Ny vej Sags ID: EMN-1 Resumé Den er slidt. 2 (Lukket) Salg Sags ID: EMN-2", ["Rådet",
         "1 (Åben) Ny vej", "Sags ID: EMN-1", "Resumé", "Den er slidt.", "2 (Lukket) Salg", "Sags ID: EMN-2"]),
        ("Den 3. Maj blev det aftalt. Se punkt 4. Ens.", ["Den 3. Maj blev det aftalt. Se punkt 4. Ens."]),
        ("Indhold 1. Ny vej Ny sti 4 3. Evt. Side 2", ["Indhold", "1. Ny vej Ny sti 4 3. Evt. Side 2"]),
    ],
)  # fmt: skip
def test_a_line_begins_where_the_words_of_a_form_do(page: str, lines: list[str]) -> None:
    first = with_line_ends(f"1 {page}\n\n2 {_LONG * 3}").split("\f")[0]
    assert [line for line in first.split("\n") if line] == lines


def test_a_title_ends_where_a_list_that_has_lost_its_figures_ends_it() -> None:
    contents = "Pkt. Tekst Side 1 Godkendelse af referat fra den 2. maj Status for den nye vej 4 3 Eventuelt"
    items = "1 Godkendelse af referat fra den 2. maj 2008 Det er sendt ud. 2 Status for den nye vej Den er åben."
    parted = with_line_ends(f"1 {_LONG * 2}{contents}\n\n2 {items} {_LONG * 2}").split("\f")[1]
    assert [line for line in parted.split("\n") if line][:4] == [
        "1 Godkendelse af referat fra den 2. maj 2008",
        "Det er sendt ud.",
        "2 Status for den nye vej",
        f"Den er åben. {_LONG * 2}".strip(),
    ]


@pytest.mark.parametrize("page", ["{}", "Page {}:", "Side {}:"])
def test_a_page_may_be_numbered_in_words(page: str) -> None:
    text = f"{page.format(1)} 1. Ny vej Resumé {_LONG}\n\n{page.format(2)} {_LONG * 3}"
    assert with_line_ends(text).split("\n")[:3] == ["", "1. Ny vej", "Resumé"]


def test_a_document_may_be_one_line() -> None:
    text = (
        f"Referat\n\nMøde den 3. maj 2011 1. Ny vej Resumé: {_LONG * 4}Beslutning: Godkendt. 2. Evt. Beslutning: Intet."
    )
    found = [line for line in with_line_ends(text).split("\n") if line]
    assert found[:4] == ["Referat", "Møde den 3. maj 2011", "1. Ny vej", "Resumé:"]
    assert found[5:] == ["Beslutning:", "Godkendt.", "2. Evt.", "Beslutning:", "Intet."]


def test_names_of_texts_within_the_lines_have_lines_of_their_own_where_cases_have_them_behind() -> None:
    text = (
        "Punkt 1: Ny vej\n\n00.22.02-A26-1-13 Beslutning Byrådet, 22.11.2016 Ane Holk var fraværende. Godkendt.\n\n"
        "Punkt 2: Ny bro\n\n24/5678 Resume Broen er ny. INDSTILLING Det indstilles, at den males. Beslutning "
        "Plan- og Havneudvalget, 24.10.2016 Anbefales\n\nByrådet, 22.11.2016 Udsat. Sagsfremstilling\n\nDen er grøn."
    )
    assert [line for line in with_line_ends(text).split("\n") if line] == [
        *("Punkt 1: Ny vej", "00.22.02-A26-1-13", "Beslutning", "Byrådet, 22.11.2016"),
        *("Ane Holk var fraværende. Godkendt.", "Punkt 2: Ny bro", "24/5678", "Resume", "Broen er ny.", "INDSTILLING"),
        *("Det indstilles, at den males.", "Beslutning", "Plan- og Havneudvalget, 24.10.2016", "Anbefales"),
        *("Byrådet, 22.11.2016", "Udsat.", "Sagsfremstilling", "Den er grøn."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "24/5678 Resume\n\nHavneudvalget, 24.10.2016 Anbefales",
        "1 Referat\n2 Dagsorden",
        f"1 {_LONG * 3}\n3 {_LONG * 3}",
        f"1. Ny vej\n\n{_LONG * 9}\n\nBeslutning\nGodkendt.",
        f"1 Ny vej\n{_LONG * 9}",
        "",
    ],
)
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert with_line_ends(text) == text


@settings(max_examples=in_the_suite(30))
@given(st.lists(st.sampled_from(re.findall(r"\S+", _SHOWN)), min_size=5, max_size=60))
def test_no_word_of_a_page_is_lost(words: list[str]) -> None:
    parted = with_line_ends(f"1 {_LONG * 5}\n\n2 {' '.join(words)}")
    assert parted.split("\f")[1].split() == words
