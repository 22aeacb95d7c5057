"""Which lines are headings of sections and items, and which numbered lines are not."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines, parsed

CASE = "SAG-2025-00417 abc"


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(["1. Sager", "1.1. Broen", CASE], [("1", "Sager"), ("1.1", "Broen")], id="a section and its item"),
        pytest.param(
            ["1. Sager", "1.1 Broen", CASE], [("1", "Sager"), ("1.1", "Broen")], id="no stop after the number"
        ),
        pytest.param(
            ["1. Sager", "", "1.1. En bro over", "fjorden", CASE],
            [("1", "Sager"), ("1.1", "En bro over fjorden")],
            id="a title of two lines",
        ),
        pytest.param(
            ["1. Sager", "", "1.1. En bro over", "fjorden til gavn for", "hele landsdelen", CASE],
            [("1", "Sager"), ("1.1", "En bro over fjorden til gavn for hele landsdelen")],
            id="a title of three lines",
        ),
        pytest.param(
            ["1. Sager", "", "1.1. Elever på SOSU-", "uddannelserne, kyst-", "sikring mm.", CASE],
            [("1", "Sager"), ("1.1", "Elever på SOSU-uddannelserne, kystsikring mm.")],
            id="words broken in a title, and a stop that ends it",
        ),
        pytest.param(
            ["1. Sager", "", "1.1. ”Klar til job” – status", CASE],
            [("1", "Sager"), ("1.1", "”Klar til job” – status")],
            id="a title in quotation marks",
        ),
        pytest.param(
            ["1. Sager", "", "1.1. Broen", "Baggrund", "Tekst.", "", "1.2. Vejen", "Indstilling", "Tekst."],
            [("1", "Sager"), ("1.1", "Broen"), ("1.2", "Vejen")],
            id="items without a case number",
        ),
        pytest.param(
            ["1. Sager", "1.1. Broen", CASE, "", "2. Udpegninger", "", "3. KKR", "", "4. Eventuelt"],
            [("1", "Sager"), ("1.1", "Broen"), ("2", "Udpegninger"), ("3", "KKR"), ("4", "Eventuelt")],
            id="empty sections to the end",
        ),
        pytest.param(
            ["1. Sager", "1.1. Broen", CASE, "", "2. Eventuelt", "Der var intet."],
            [("1", "Sager"), ("1.1", "Broen"), ("2", "Eventuelt")],
            id="a last section with text and no item",
        ),
        pytest.param(
            ["1. Sager", "1.1. Broen", CASE, "", "1.2. Vejen", "Der var intet."],
            [("1", "Sager"), ("1.1", "Broen"), ("1.2", "Vejen")],
            id="an item without a case number and without fields",
        ),
        pytest.param(
            ["1. Broen", CASE, "Tekst.", "2. Vejen", CASE],
            [("1", "Broen"), ("2", "Vejen")],
            id="numbering of one level",
        ),
        pytest.param(
            ["1. Sager", "1.1. Broen", CASE, "", "1.3. Vejen", CASE],
            [("1", "Sager"), ("1.1", "Broen"), ("1.3", "Vejen")],
            id="a number left out, when a case number stands below",
        ),
        pytest.param(
            ["1. Sager", "1.1. Broen", CASE, " 2. Nyt", "2.1. Siden sidst", CASE],
            [("1", "Sager"), ("1.1", "Broen"), ("2", "Nyt"), ("2.1", "Siden sidst")],
            id="a heading that opens a page",
        ),
    ],
)
def test_headings_are_found(source: list[str], expected: list[tuple[str, str]]) -> None:
    assert headings(*source) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(["1. Regionsloven: rådet mener, at den er", "uklar."], id="a numbered paragraph"),
        pytest.param(["2. Det svarer til fire pladser mere end", "sidste år."], id="a number that begins a line"),
        pytest.param(["30. september 2025, for alle kommuner, som", "har søgt."], id="a date that begins a line"),
        pytest.param(
            ["Kravene er:", "1. Stabil drift", "2. Fælles ledelse", "3. Klare mål", "Det er alt."], id="a list"
        ),
        pytest.param(
            ["", "1.4. Sådan begynder et citat, der", "fortsætter her."], id="an item's number in a quotation"
        ),
        pytest.param(["1.1. Broen"], id="the item's own number again"),
        pytest.param(["3,5 mio. kr.", "2.5 mio. kr. til drift"], id="amounts"),
    ],
)
def test_numbered_lines_in_a_text_are_no_headings(body: list[str]) -> None:
    paper = ["1. Sager", "1.1. Broen", CASE, "Baggrund", *body, "", "2. Nyt", "2.1. Siden sidst", CASE]
    assert headings(*paper) == [("1", "Sager"), ("1.1", "Broen"), ("2", "Nyt"), ("2.1", "Siden sidst")]


def test_a_list_of_contents_without_page_numbers_is_no_outline() -> None:
    contents = ["1. Sager", "", "1.1. Broen", "", "1.2. Vejen", "", "2. Eventuelt", ""]
    paper = ["1. Sager", "", "1.1. Broen", CASE, "", "1.2. Vejen", CASE, "", "2. Eventuelt"]
    assert headings(*contents, *paper) == [("1", "Sager"), ("1.1", "Broen"), ("1.2", "Vejen"), ("2", "Eventuelt")]


def test_a_heading_knows_its_lines_and_its_case_number() -> None:
    (section, item) = find_headings(lines("Forside\n1. Sager\n1.1. En bro over\nfjorden\nSag 19/3143 mie\nBaggrund"))
    assert (section.start, section.end, section.is_item, section.case_texts) == (1, 2, False, ())
    assert (item.start, item.end, item.is_item, item.case_texts) == (2, 5, True, ("Sag 19/3143 mie",))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_title_of_a_page_with_one_item_stands_alone_above_its_texts(gap: str) -> None:
    page = [
        "Søg",
        "Mødedato: 11.10.2022, kl. 17:30",
        "Ny bro over åen",
        "Se alle bilag",
        "Broen er slidt.",
        "Indstilling",
    ]
    page += [
        "1. at Byrådet godkender broen.",
        "Beslutning",
        "Byrådets beslutning i mødet den 11. oktober 2022",
        "Godkendt.",
    ]
    (item,) = parsed("\n\n".join(page[:3]) + "\n\n" + gap.join(page[3:])).items
    assert (item.title, item.outcome) == ("Ny bro over åen", "approved")


def test_a_title_that_a_button_says_again_is_said_once() -> None:
    (item,) = parsed(
        "Referat\n\n1. Ny bro over åenKlik her for at læse mere om Ny bro over åen\nBeslutning\nGodkendt"
    ).items
    assert item.title == "Ny bro over åen"


def test_the_name_of_the_document_on_a_web_page_is_no_item() -> None:
    item = "\n\n".join(["• Pkt. {0} Sag {0}", "Sagsnr. 2998{0}", "Kulturudvalget, 03-04-2019, pkt. {0}", "Godkendt."])
    page = ["You are here", "Referat", "Dato: Onsdag, April 3, 2019 - 18:00", item.format(42), item.format(43)]
    read = parsed("\n\n".join(page))
    assert [(one.number, one.title) for one in read.items] == [("42", "Sag 42"), ("43", "Sag 43")]
    assert read.council == "Kulturudvalget"


def test_another_bodys_decision_in_an_agenda_is_told_in_the_presentation() -> None:
    text = "Dagsorden\nPlanudvalget, Odder Kommune\n\n1. Ny bro\nSagsnr. 24/1\n\nSagsfremstilling\nBroen er ny.\n\n"
    (item,) = parsed(f"{text}Planklagenævnets afgørelse\nNævnet gav kommunen ret.").items
    assert "Nævnet gav kommunen ret." in item.text("presentation")
    assert not item.text("decision")


def test_an_item_of_one_line_between_sections_is_an_item() -> None:
    paper = ["Dagsorden", "1. Godkendelse af dagsorden", "Godkendt", "2. Sager", "", "2.1. Broen", CASE]
    assert headings(*paper) == [("1", "Godkendelse af dagsorden"), ("2", "Sager"), ("2.1", "Broen")]


@pytest.mark.parametrize("case", [f"{CASE}\n", ""])
@pytest.mark.parametrize("second", ["1.1.", "1.1"])
@pytest.mark.parametrize("sections", [1, 11])
def test_a_sections_title_may_be_its_items_too(second: str, case: str, sections: int) -> None:
    items = [
        f"{number}. {title}\n\n{second.replace('1', str(number), 1)} {title}\n{case}\nBeslutning\nGodkendt.\n"
        for number, title in enumerate(
            ["Godkendelse af dagsorden", "Temaer", *map("Sag {}".format, range(9))][:sections], 1
        )
    ]
    document = parsed("\n".join(["KKR Nordjylland", "Referat", "Dato: 12. juni 2026", "", *items]))
    assert [item.number for item in document.items] == [f"{at}.1" for at in range(1, sections + 1)]
    assert [item.title for item in document.items] == [section.title for section in document.sections]
