"""Titles of many lines, and titles above texts that are named in a word that titles have as often."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines

TEXTS = ("Indstilling", "Chefen indstiller, at sagen godkendes.", "Beslutning", "Godkendt.")


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


@pytest.mark.parametrize("count", [5, 7, 10])
@pytest.mark.parametrize("number", ["1.", "Punkt 1"])
def test_a_title_may_have_many_lines(count: int, number: str) -> None:
    parts = [f"{word} Havn og Bro mellem Birkelev og Fjordby" for word in ("Salg", *"abcdefghi")]
    source = [f"{number} {parts[0]}", *parts[1:count], *TEXTS, "", f"{number.replace('1', '2')} Vejen", *TEXTS]
    assert headings(*source) == [("1", " ".join(parts[:count])), ("2", "Vejen")]


@pytest.mark.parametrize("name", ["Sag", "Orientering", "Notat", "Indhold:"])
def test_a_word_that_titles_have_too_names_a_text_where_it_comes_again(name: str) -> None:
    source = [
        line
        for title in ("Broen", "Vejen")
        for line in (title, "", name, "Den gamle er rusten.", "", "Beslutning", "Godkendt.", "")
    ]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen")]


@pytest.mark.parametrize("title", ["§ 17,4 udvalg om havnen", "§17, stk. 4-udvalg"])
def test_a_title_may_begin_with_a_section_of_an_act(title: str) -> None:
    source = ["1. Broen", *TEXTS, "", f"2. {title}", *TEXTS, "", "3. Vejen", *TEXTS]
    assert headings(*source) == [("1", "Broen"), ("2", title), ("3", "Vejen")]


@pytest.mark.parametrize("sign", ".)")
def test_a_lettered_list_below_a_title_is_no_part_of_it(sign: str) -> None:
    source = ["1. Opfølgning", f"a{sign} APV", f"b{sign} Sygefravær", "", *TEXTS, "", "2. Vejen", *TEXTS]
    assert headings(*source) == [("1", "Opfølgning"), ("2", "Vejen")]


@pytest.mark.parametrize("name", ["Emne", "Indhold", "Notat:"])
def test_the_name_of_a_text_below_a_numbered_title_is_no_part_of_it(name: str) -> None:
    source = [
        line
        for number, title in enumerate(("Broen", "Vejen", "Kajen"), 1)
        for line in (f"{number}. {title}", name, "Den gamle er rusten.", "", "Beslutning", "Godkendt.", "")
    ]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Kajen")]
