"""Every line that looks like an item's heading is an item, part of a text with a reason, or told of."""

import pytest

from meetings.tests.papers import parsed

COVER = ["Referat", "Havneudvalget, Birkelev Kommune", "Mødedato: 6. november 2024", ""]
BROEN = ["1. Broen", "Sagsnr.: 24/1", "Resume", "Den er ny.", "Beslutning", "Godkendt.", ""]
VEJEN = ["2. Vejen", "Sagsnr.: 24/2", "Resume", "Den er lang.", "Beslutning", "Udsat.", ""]


def told(*source: str) -> list[str]:
    words = ("ligner overskriften", "Oversigten nævner")
    return [
        warning.message
        for warning in parsed("\n".join([*COVER, *source])).warnings
        if any(word in warning.message for word in words)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param([*BROEN, *VEJEN], [], id="items"),
        pytest.param(["1. Broen", "2. Vejen", "", *BROEN, *VEJEN], [], id="a list of contents"),
        pytest.param(
            ["1. Broen", "2. Vejen", "3. Havnen", "", *BROEN, *VEJEN],
            ["Oversigten nævner punkt 3, »Havnen«, som ikke blev fundet."],
            id="an item that is in the contents only",
        ),
        pytest.param(
            ["1. Broen", "2. Vejen", "3. Lukket punkt: Havnen", "", *BROEN, *VEJEN],
            [],
            id="a closed item that is in the contents only",
        ),
        pytest.param(
            [*BROEN[:-2], "Kravene er:", "1. Drift", "", "2. Ledelse", "", "3. Mål", "", *VEJEN],
            [],
            id="a list in a text",
        ),
        pytest.param(
            [*BROEN, "2. Vejen er lang, og den har fået nye fliser i maj, som kommunen betalte.", "", *VEJEN],
            [],
            id="a sentence",
        ),
    ],
)
def test_a_line_that_looks_like_a_heading_is_accounted_for(source: list[str], expected: list[str]) -> None:
    assert told(*source) == expected


def test_no_item_of_two_levels_vanishes_without_a_word() -> None:
    source = ["1. Sager", "", "1.1. Broen", "SAG-2024-00417", "Baggrund", "Den er ny.", "1.2. Vejen", "Den er lang."]
    read = parsed("\n".join([*COVER, *source]))
    numbers = [item.number for item in read.items]
    assert "1.2" in numbers or any("1.2. Vejen" in warning.message for warning in read.warnings)


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(["1. Ny Bro", "2. Fælles Vej", "3. Gammel Havn"], id="plain"),
        pytest.param(
            ["01. Ny Bro     1", "02. Fælles Vej     2", "03. Gammel Havn     4"], id="with pages in a column"
        ),
        pytest.param(["1. Ny Bro ...1", "2. Fælles Vej ...2", "3. Gammel Havn ...4"], id="with a few dots"),
        pytest.param(["1. Ny Bro …… 1", "2. Fælles Vej …… 2", "3. Gammel Havn …… 4"], id="with ellipses"),
        pytest.param(["Punkt 1 Ny Bro", "Punkt 2 Fælles Vej", "Punkt 3 Gammel Havn"], id="with a word before"),
        pytest.param(["1. NY BRO", "2. FÆLLES VEJ", "3. GAMMEL HAVN"], id="in capitals"),
        pytest.param(["• 1. Ny Bro", "• 2. Fælles Vej", "• 3. Gammel Havn"], id="with bullets"),
    ],
)
def test_a_list_of_contents_below_the_participants_is_no_participants(contents: list[str]) -> None:
    people = ["Deltagere:", "Lise Holm (A)", "Bo Dal (V)", "", "Indholdsfortegnelse", *contents, ""]
    items = [line.replace("Broen", "Ny Bro").replace("Vejen", "Fælles Vej") for line in [*BROEN, *VEJEN]]
    read = parsed("\n".join([*COVER, *people, *items]))
    assert [person.name for person in read.participants] == ["Lise Holm", "Bo Dal"]
    assert [item.title for item in read.items] == ["Ny Bro", "Fælles Vej"]
