"""From lines to running text: broken words, paragraphs and lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.parsing.text.flow import blocks_as_text, flow_lines, join_lines, line_width
from meetings.tests.papers import lines

# As long as a line of the text gets.
FULL = "Rådet ser gerne at alle elleve kommuner deltager i arbejdet fra starten nu"


def text(*source: str) -> str:
    return blocks_as_text(flow_lines(lines("\n".join(source)), width=len(FULL)))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("at god-", "kendes nu", "at godkendes nu", id="a broken word is mended"),
        pytest.param("på SOSU-", "uddannelserne", "på SOSU-uddannelserne", id="capitals keep their hyphen"),
        pytest.param("ved KKR-", "evalueringen", "ved KKR-evalueringen", id="an abbreviation keeps its hyphen"),
        pytest.param("fælles it-", "drift", "fælles it-drift", id="a short word keeps its hyphen"),
        pytest.param("om E-", "commerce", "om E-commerce", id="a letter keeps its hyphen"),
        pytest.param("om CO2-", "lagring", "om CO2-lagring", id="letters and a figure keep their hyphen"),
        pytest.param("ved ikke-", "fornøden drift", "ved ikke-fornøden drift", id="ikke- is a word"),
        pytest.param("Per Bach-", "Laursen", "Per Bach-Laursen", id="a hyphen before a capital stays"),
        pytest.param("2027-", "2029", "2027-2029", id="a hyphen before a figure stays"),
        pytest.param("børne-", "og ungeområdet", "børne- og ungeområdet", id="og: it is no break"),
        pytest.param("børne-", "eller ungeområdet", "børne- eller ungeområdet", id="eller: it is no break"),
        pytest.param("vækst -", "en plan", "vækst - en plan", id="a dash is no hyphen"),
        pytest.param("en sag", "til", "en sag til", id="words are kept apart"),
        pytest.param("", "alene", "alene", id="nothing before"),
        pytest.param("alene", "  ", "alene", id="nothing after"),
    ],
)
def test_words_broken_at_a_line_end_are_mended(first: str, second: str, expected: str) -> None:
    assert join_lines(first, second) == expected


@given(st.lists(st.text(alphabet="abÆ1 -–.", max_size=8)))
def test_joining_loses_no_letter(source: list[str]) -> None:
    def letters(written: str) -> str:
        return "".join(character for character in written if character.isalnum())

    assert letters(join_lines(*source)) == letters("".join(source))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param([FULL, "og bidrager med ideer."], f"{FULL} og bidrager med ideer.", id="full lines run on"),
        pytest.param(["Kort sagt.", FULL], f"Kort sagt.\n\n{FULL}", id="a short line ends a paragraph"),
        pytest.param(
            ["Punktet indledes af formanden for", "Erhvervsforum, som kommer."],
            "Punktet indledes af formanden for Erhvervsforum, som kommer.",
            id="a short line that ends in a small word runs on",
        ),
        pytest.param([FULL, "", "Næste afsnit."], f"{FULL}\n\nNæste afsnit.", id="an empty line parts paragraphs"),
        pytest.param(
            ["Rådet fordeler pladserne mellem", "", "kommunerne."],
            "Rådet fordeler pladserne mellem kommunerne.",
            id="a sentence runs on over an empty line",
        ),
        pytest.param(["Broen", "Der er brug for en bro."], "Broen\n\nDer er brug for en bro.", id="a short heading"),
        pytest.param(
            ["Status for arbejdet med den fælles nordjyske plan for kysternes fremtid", "Der er brug for en plan."],
            "Status for arbejdet med den fælles nordjyske plan for kysternes fremtid\n\nDer er brug for en plan.",
            id="a full heading above a sentence",
        ),
        pytest.param(
            ["Nyt fra Kystudvalget og den fælles arbejdsgruppe for klimatilpasning nu", "Lise Holm giver en status."],
            "Nyt fra Kystudvalget og den fælles arbejdsgruppe for klimatilpasning nu\n\nLise Holm giver en status.",
            id="a full heading above a speaker",
        ),
        pytest.param(
            ["Udvalget har på sit seneste møde drøftet sagen med direktøren for skolen", "Lise Holm holder oplæg."],
            "Udvalget har på sit seneste møde drøftet sagen med direktøren for skolen Lise Holm holder oplæg.",
            id="a line with a verb is no heading",
        ),
        pytest.param(
            ["Forsøget med fælles hold i de små fag slutter ved sommerferien. KKR", "Limfjorden satte det i gang."],
            "Forsøget med fælles hold i de små fag slutter ved sommerferien. KKR Limfjorden satte det i gang.",
            id="a line with a sentence in it is no heading",
        ),
        pytest.param(
            [
                "Udkast til et svar på den ændrede høring om færger til de små øer",
                "Overfarterne i planen er få.",
            ],
            "Udkast til et svar på den ændrede høring om færger til de små øer\n\nOverfarterne i planen er få.",
            id="a full heading above a subject",
        ),
        pytest.param(
            ["– en bro", "– en tunnel", "der kan bære"],
            "– en bro\n– en tunnel der kan bære",
            id="entries of a list, one of two lines",
        ),
        pytest.param(
            ["• en bro", "− en tunnel", "- en dæmning", "\u0336 en færge", "▪ en vej"],
            "– en bro\n– en tunnel\n– en dæmning\n– en færge\n– en vej",
            id="every bullet in use",
        ),
        pytest.param(
            ["– Skolerne skal:", "o planlægge", "o betale"],
            "– Skolerne skal:\n  – planlægge\n  – betale",
            id="a list within a list",
        ),
        pytest.param(
            ["Kravene er:", "1. Stabil drift", "2. Fælles ledelse"],
            "Kravene er:\n\n1. Stabil drift\n2. Fælles ledelse",
            id="a numbered list",
        ),
        pytest.param(
            ["– fælles svar på de nye udford-", "– ringer ved kysten"],
            "– fælles svar på de nye udfordringer ved kysten",
            id="a bullet within a broken word",
        ),
        pytest.param(
            ["– et katalog med billeder, kort,", "", "tabeller og links.", "", "– en tovholder"],
            "– et katalog med billeder, kort, tabeller og links.\n– en tovholder",
            id="an entry that runs on over an empty line",
        ),
        pytest.param(
            [f"{FULL} 30. september", "30. september 2024 vender sagen tilbage."],
            f"{FULL} 30. september 30. september 2024 vender sagen tilbage.",
            id="a date at the start of a line is no entry",
        ),
        pytest.param(
            ["Se:", "https://kyst.example/plan", "Tak."], "Se:\n\nhttps://kyst.example/plan\n\nTak.", id="an address"
        ),
        pytest.param([FULL, f" {FULL}"], f"{FULL} {FULL}", id="a sentence runs on over a page"),
        pytest.param([f"{FULL}.", " Nyt afsnit her."], f"{FULL}.\n\nNyt afsnit her.", id="a sentence ends a page"),
        pytest.param([f"{FULL} ud-", " viklingen."], f"{FULL} udviklingen.", id="a word breaks over a page"),
        pytest.param(["flere   blanke"], "flere blanke", id="blanks are made one"),
        pytest.param([], "", id="no lines"),
    ],
)
def test_lines_become_paragraphs_and_lists(source: list[str], expected: str) -> None:
    assert text(*source) == expected


def test_a_block_knows_the_line_it_begins_on() -> None:
    found = flow_lines(lines("Kort.\n\n– en\n– to"), width=70)
    assert [(block.text, block.line.number, block.is_entry) for block in found] == [
        ("Kort.", 1, False),
        ("– en", 3, True),
        ("– to", 4, True),
    ]


def test_the_width_of_a_text_is_that_of_its_long_lines() -> None:
    assert line_width(lines("\n".join(["a" * 70] * 30 + ["b" * 400] + ["c"] * 5))) == 70
    assert line_width(lines("kort\nkort")) == 40
    assert line_width(()) == 40
