"""Headings of decisions that the width of the page broke over two lines are one; lines of a text are not joined."""

import textwrap

import pytest

from meetings.parsing.structure.broken_headings import with_whole_headings
from meetings.tests.papers import lines, parsed

HEADINGS = [
    "Beslutning i Havne- og Kajudvalget den 6. november 2024",
    "Beslutning i Folkeoplysningsudvalget (22-25) den 06-11-2024",
    "Beslutning fra møde i Kommunalbestyrelsen onsdag den 6. november 2024",
    "Behandling i Sundhedsudvalget onsdag den 6. november 2024, pkt. 2",
    "Beslutning Teknik- og Miljøudvalget 2022-2025 den 06-11-2024",
    "Havne- og Kajudvalgets beslutning på mødet den 6. november 2024",
    "Beslutning i Sundheds-, Havne- og Beredskabsudvalget",
    "Beslutning truffet i Havneudvalget, onsdag den 6. november 2024 kl. 14.00",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("width", [44, 47, 50, 53, 56, 60])
def test_a_broken_heading_is_one_line(heading: str, width: int) -> None:
    parts = textwrap.wrap(heading, width)
    if len(parts) == 2:
        text = "\n".join(["Indstilling", "Godkendes.", "", *parts, "Afvist.", "Sagen er slut."])
        joined = [line.text for line in with_whole_headings(lines(text))]
        assert joined == ["Indstilling", "Godkendes.", heading, "Afvist.", "Sagen er slut."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Beslutning", "6. november 2024", id="a day that was decided"),
        pytest.param("Beslutning i Havneudvalget", "6. november 2024 kl. 14", id="another that was"),
        pytest.param("Beslutning i Havneudvalget", "Godkendt.", id="the decision"),
        pytest.param("Beslutning i Havneudvalget den", "6. november 2024 blev stadfæstet.", id="a sentence"),
        pytest.param("Beslutning i Havneudvalget den 6. november 2024", "Sag 180 udgår.", id="what begins as a rest"),
        pytest.param("Beslutning i Havneudvalget,", "Godkendt", id="a comma"),
        pytest.param("Havneudvalget", "den 6. november 2024", id="a cover's lines"),
        pytest.param("Beslutning om havnens drift og", "vedligehold i 2024", id="a title"),
        pytest.param("Beslutning i Havneudvalget den 6. november 2024", "Byrådet den 7. november 2024", id="two"),
        pytest.param("Beslutning i Havneudvalget den", "\n6. november 2024", id="a gap between"),
    ],
)
def test_lines_that_are_no_heading_together_stay_apart(first: str, second: str) -> None:
    found = lines(f"Tekst\n\n{first}\n{second}\nog mere tekst\nher\nog der")
    assert with_whole_headings(found) == found


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_decision_below_a_broken_heading_is_read(heading: str) -> None:
    for cut in [at for at, sign in enumerate(heading) if sign == " " and 25 < at < 50]:
        broken = f"{heading[:cut]}\n{heading[cut + 1 :]}"
        whole, read = (
            parsed(f"Byrådet, Odder Kommune\nReferat\n\n1. Ny kaj\nSagsnr.: 24/1\nResume\nOm kajen.\n\n{each}\nAfvist.")
            for each in (heading, broken)
        )
        if with_whole_headings(lines(broken))[0].text == heading:
            assert read.items[0].text("decision") == whole.items[0].text("decision")
            assert read.items[0].outcomes == ("rejected",)


@pytest.mark.parametrize("number", ["2.", "2", "2)", "Punkt 2:", "1.2"])
def test_a_title_that_is_broken_within_a_day_is_one_line(number: str) -> None:
    found = lines(f"{number} Referat fra den 5.\nfebruar 2024\nGodkendt.")
    assert [line.text for line in with_whole_headings(found)] == [
        f"{number} Referat fra den 5. februar 2024",
        "Godkendt.",
    ]
