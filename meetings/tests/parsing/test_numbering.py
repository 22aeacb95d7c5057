"""Headings of items numbered in one level, in the forms of the councils."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines

BODY = ["Indstilling", "Det indstilles."]


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(["1. Broen"], ["2. Vejen"], [("1", "Broen"), ("2", "Vejen")], id="a number and a stop"),
        pytest.param(
            ["89. Broen"], ["90. Vejen"], [("89", "Broen"), ("90", "Vejen")], id="running on through the year"
        ),
        pytest.param(["136.: Broen"], ["137.: Vejen"], [("136", "Broen"), ("137", "Vejen")], id="a stop and a colon"),
        pytest.param(["1 : Broen"], ["2 : Vejen"], [("1", "Broen"), ("2", "Vejen")], id="a colon"),
        pytest.param(["Pkt. 42 Broen"], ["Pkt. 43 Vejen"], [("42", "Broen"), ("43", "Vejen")], id="Pkt."),
        pytest.param(["Pkt. 42", "Broen"], ["Pkt. 43", "Vejen"], [("42", "Broen"), ("43", "Vejen")], id="title below"),
        pytest.param(["Nr.178 - Broen"], ["Nr.179 - Vejen"], [("178", "Broen"), ("179", "Vejen")], id="Nr."),
        pytest.param(["Punkt 3: Broen"], ["Punkt 4: Vejen"], [("3", "Broen"), ("4", "Vejen")], id="Punkt"),
        pytest.param(
            ["Broen", "Sag nr. 129"], ["Vejen", "Sag nr. 130"], [("129", "Broen"), ("130", "Vejen")], id="above"
        ),
        pytest.param(["IV. Broen"], ["V. Vejen"], [("4", "Broen"), ("5", "Vejen")], id="roman"),
        pytest.param(["1 (Åben) Broen"], ["2 (Lukket) Vejen"], [("1", "Broen"), ("2", "Vejen")], id="open and closed"),
        pytest.param(["Punkt 3: Broen"], ["Punkt 3.b: Vejen"], [("3", "Broen"), ("3.2", "Vejen")], id="a letter"),
        pytest.param(
            ["1. Broen ( )"], ["2. Vejen (2020-0184412)"], [("1", "Broen"), ("2", "Vejen")], id="a case at the end"
        ),
        pytest.param(
            ["1. Broen", "", "1.   Broen"],
            ["2. Vejen", "", "2.   Vejen"],
            [("1", "Broen"), ("2", "Vejen")],
            id="said twice",
        ),
    ],
)
def test_items_of_one_level_are_found(first: list[str], second: list[str], expected: list[tuple[str, str]]) -> None:
    assert headings(*first, *BODY, "", *second, *BODY) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(["Indstilling", "1. Planen godkendes", "2. Planen sendes ud"], id="a list of what is recommended"),
        pytest.param(["Indstilling", "1. at planen godkendes"], id="an entry that begins in small letters"),
        pytest.param(["Kravene er:", "1. Drift", "2. Ledelse", "3. Mål"], id="a list"),
        pytest.param(["Økonomiudvalget, 03-04-2019, pkt. 42", "Godkendt."], id="a committee's item"),
        pytest.param(["I Odder er der en bro.", "I Ishøj er der ingen."], id="sentences that begin with I"),
    ],
)
def test_numbers_in_the_texts_are_no_headings(body: list[str]) -> None:
    source = ["1. Broen", *BODY, *body, "Beslutning", "Ja.", "", "2. Vejen", *BODY, *body, "Beslutning", "Ja."]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen")]


def test_items_may_be_left_out_of_what_is_published() -> None:
    assert headings("89. Broen", *BODY, "", "94. Vejen", *BODY) == [("89", "Broen"), ("94", "Vejen")]


def test_a_case_may_stand_above_its_title() -> None:
    (first, second) = find_headings(
        lines("Forside\n\nSagnr.: 1-51\n\n1. Broen\nResume\nA.\n\nSagnr.: 1-52\n\n2. Vejen\nResume\nB.")
    )
    assert (first.start, first.line, first.case_texts) == (1, 2, ("Sagnr.: 1-51",))
    assert (second.number, second.case_texts) == ("2", ("Sagnr.: 1-52",))


def test_a_list_of_contents_is_no_outline() -> None:
    contents = ["Punkter", "49. Broen", "50. Vejen", "51. Underskriftsark", ""]
    source = ["49. Broen", *BODY, "", "50. Vejen", *BODY, "", "51. Underskriftsark"]
    assert headings(*contents, *source) == [("49", "Broen"), ("50", "Vejen"), ("51", "Underskriftsark")]
    assert find_headings(lines("\n".join([*contents, *source])))[0].start > 3


def test_a_document_of_two_levels_stays_one() -> None:
    source = [
        "1. Sager",
        "1.1. Broen",
        "SAG-2025-00417",
        *BODY,
        "1. Ja",
        "2. Nej",
        "Det er alt.",
        "Det er alt.",
        "2. Nej",
        "Det er alt.",
        "",
        "2. Nyt",
        "2.1. Vejen",
        "SAG-2025-00418",
    ]
    assert headings(*source) == [("1", "Sager"), ("1.1", "Broen"), ("2", "Nyt"), ("2.1", "Vejen")]
