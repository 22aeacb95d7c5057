"""Headings that stand behind the line above them, or below what a web site says of its own."""

import pytest

from meetings.parsing.structure.glued import parted
from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines, parsed


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


@pytest.mark.parametrize("end", ["(gæst).", "Bo Riis (V)", "Ses vi?"])
def test_the_first_item_may_stand_behind_the_line_above_it(end: str) -> None:
    source = [
        f"Til stede: Ada Holm, {end} 1. Broen:",
        "  Godkendt.",
        "",
        " 2. Vejen:",
        "  Drøftet.",
        "",
        " 3. Evt.:",
        "  Intet.",
    ]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Evt.")]


@pytest.mark.parametrize("entry", ["1. at godkende", "Administrationen indstiller", "– at godkende", "Punktet er"])
def test_a_texts_name_may_stand_behind_a_lists_last_entry(entry: str) -> None:
    source = ["Indstilling", f"{entry} referatet fra mødet i september 2016Beslutning", "Godkendt."]
    (item, _) = parsed(
        "\n".join(["Havnerådet", "Referat", "4. marts 2024", "", "1. Broen", *source, "", "2. Evt."])
    ).items
    assert (item.outcome, item.text("decision")) == ("approved", "Godkendt.")


@pytest.mark.parametrize("absent", ["Afbud:", "Fraværende:"])
def test_an_entry_of_a_web_pages_list_may_have_its_number_again(absent: str) -> None:
    source: list[str] = []
    for number, title in enumerate(["Broen", "Vejen", "Evt."], start=1):
        source += [f" {number}.  {number}. {title}", "", "  Beslutning", "", "  Godkendt.", "", f"  {absent}"]
        source += ["  1. Bo Riis, V"]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Evt.")]


def test_what_a_site_says_above_the_minutes_is_no_title() -> None:
    site = ["Dagsordener", "", "Se kommende møder", "", "Her er alle møder.", "", "Referat", "Mandag den 7. maj 2022"]
    assert headings(*site, "", "Resume", "Broen.", "", "Beslutning", "Godkendt.") == [("1", "Punkt 1")]


def test_the_numbers_that_a_conversion_gives_headings_are_no_part_of_them() -> None:
    source = ["0BPkt. 1 Broen", "Godkendt.", "", "1BPkt. 2 Vejen", "Drøftet.", "", "2BPkt. 3 Evt.", "Intet."]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Evt.")]


def test_a_number_and_a_letter_are_kept_where_no_conversion_gave_them() -> None:
    assert [title for _, title in headings("Referat", "", "1. Broen", "Godkendt.", "", "2. 3BNet", "Drøftet.")] == [
        "Broen",
        "3BNet",
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        pytest.param("UdvalgÆldreråd", ["Udvalg: Ældreråd"], id="a label and its value"),
        pytest.param("BeslutningGodkendt.", ["Beslutning", "Godkendt."], id="a name and its text"),
        pytest.param("ResuméKajen revner.", ["Resumé", "Kajen revner."], id="a name with an accent"),
        pytest.param("Fraværende- Bo Riis", ["Fraværende: Bo Riis"], id="a list and its bullet"),
        pytest.param("Fraværende·Bo Riis", ["Fraværende: Bo Riis"], id="a list and its bullet without a space"),
        pytest.param("Vi ses.Afbud: Bo Riis", ["Vi ses.", "Afbud: Bo Riis"], id="a list behind a stop"),
        pytest.param("Vi ses (her)Afbud: Bo Riis", ["Vi ses (her)", "Afbud: Bo Riis"], id="a list behind a bracket"),
        pytest.param("i gårdenAfbud fra andre:", ["i gården", "Afbud fra andre:"], id="a list's heading behind a word"),
        pytest.param("Punkt 4  J.nr. 05.02.08", ["Punkt 4:", "J.nr. 05.02.08"], id="a number and its case"),
        pytest.param("3. Nyt: Bo er ny. Han kom.", ["3. Nyt", "Bo er ny. Han kom."], id="a title and its text"),
        pytest.param("1. Broen2. Kajen3. Evt.", ["1. Broen", "2. Kajen", "3. Evt."], id="a list's entries"),
        pytest.param(
            "8. Budget 20269. LUKKET PUNKT10. Plan (ny)11. Evt.",
            ["8. Budget 2026", "9. LUKKET PUNKT", "10. Plan (ny)", "11. Evt."],
            id="a list's entries behind a year, capitals and a bracket",
        ),
        pytest.param("1. Mødet den 12. Maj", ["1. Mødet den 12. Maj"], id="a day's figures part no list"),
        pytest.param("1. Broen 2. Kajen", ["1. Broen 2. Kajen"], id="what a space parts is left together"),
        pytest.param("1. Kl. 9.2. Kaj", ["1. Kl. 9.2. Kaj"], id="figures behind a stop part no list"),
        pytest.param("Vi mødes igen12. Kaj", ["Vi mødes igen", "12. Kaj"], id="a number behind a word"),
        pytest.param("Vi mødes (igen)12. Kaj", ["Vi mødes (igen)", "12. Kaj"], id="a number behind a bracket"),
        pytest.param("Vi mødes igen.12. Kaj", ["Vi mødes igen.", "12. Kaj"], id="a number behind a stop"),
        pytest.param("Kajen revner.Beslutning", ["Kajen revner.", "Beslutning"], id="a heading behind a stop"),
        pytest.param("Kajen er fra 2016Beslutning", ["Kajen er fra 2016", "Beslutning"], id="a name behind a figure"),
        pytest.param("Kajen (12 m)Indstilling:", ["Kajen (12 m)", "Indstilling:"], id="a name behind a bracket"),
        pytest.param("Om kaj 12. Mole", ["Om kaj 1", "2. Mole"], id="an entry of the list behind a figure"),
        pytest.param("Om kaj-2. Mole", ["Om kaj-", "2. Mole"], id="an entry of the list behind a sign"),
        pytest.param("Kajen revner mere og mere.", ["Kajen revner mere og mere."], id="nothing"),
    ],
)
def test_what_is_put_together_is_parted_wherever_it_stands(line: str, parts: list[str]) -> None:
    assert parted(line, {"2. Mole"}) == parts
