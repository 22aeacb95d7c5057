"""Items of documents that are lists: all of one number, in groups, without stops, closed ones, broken titles."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines, parsed


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


def test_items_that_are_all_numbered_one_are_numbered_anew() -> None:
    source = [
        line for title in ("Broen", "Vejen", "Havnen") for line in (f"1. {title}", "", "Referat:", "Godkendt.", "")
    ]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


@pytest.mark.parametrize(("label", "gap"), [("", "\n"), ("Referat: ", ""), ("Referat: ", "\n")])
def test_items_that_are_all_numbered_one_may_be_told_in_plain_words(label: str, gap: str) -> None:
    told = [("Broen", "Godkendt."), ("Vejen", "Rådet drøftede vejen."), ("Havnen", "Udsat")]
    source = [line for title, said in told for line in (f"{gap}1. {title}", f"{label}{said}")]
    assert headings(*source, "") == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


@pytest.mark.parametrize("stop", [".", ""])
@pytest.mark.parametrize("group", ["Høringer:", "Punkter til drøftelse", "Andet:"])
def test_groups_of_an_agenda_part_no_list(group: str, stop: str) -> None:
    source = [f"1{stop} Broen", f"2{stop} Vejen", "", group, f"3{stop} Havnen", f"4{stop} Molen"]
    assert headings("Dagsorden", "", "Faste punkter:", *source)[1:] == [("2", "Vejen"), ("3", "Havnen"), ("4", "Molen")]


@pytest.mark.parametrize("more", [[], ["2. Molen"], ["2. Molen", "", "Lukkede punkter", "", "1. Salget"]])
@pytest.mark.parametrize(
    "part", ["Til orientering (åbne punkter)", "Lukkede sager", "Til drøftelse – for lukkede døre"]
)
def test_parts_of_an_agenda_may_each_begin_with_one(part: str, more: list[str]) -> None:
    first = ["Dagsorden", "", "Til behandling (åbne punkter)", "", "1. Broen", "2. Vejen", ""]
    titles = ["Broen", "Vejen", "Havnen", *(line[3:] for line in more if line[:1].isdigit())]
    found = headings(*first, part, "", "1. Havnen", *more)
    assert found == [(str(number), title) for number, title in enumerate(titles, start=1)]


def test_a_list_that_begins_with_one_below_no_parts_heading_is_none_of_the_agenda() -> None:
    source = ["Dagsorden", "", "Åbne punkter", "1. Broen", "2. Vejen", "", "Bilag til mødet", "1. Kort", "2. Plan"]
    assert [title for _, title in headings(*source)] == ["Broen", "Vejen"]


@pytest.mark.parametrize("first", [1, 41, 101])
def test_titles_in_a_row_without_stops_may_begin_with_any_number(first: int) -> None:
    titles = ["Broen", "Vejen", "Havnen", "Molen"]
    listed = [f"{number} {title}" for number, title in enumerate(titles, start=first)]
    found = headings("Dagsorden", "", "Åbne sager", *listed[:2], "", "Lukkede sager", *listed[2:])
    assert [title for _, title in found] == titles


def test_closed_items_that_stand_one_below_the_other_are_items() -> None:
    closed = [f"{number}. Lukket punkt" for number in (2, 3, 4)]
    found = headings("1. Broen", "Beslutning", "Godkendt.", "", *closed, "5. Vejen", "Beslutning", "Drøftet.")
    assert [number for number, _ in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("sign", ["Indstilling:", "Sagsnr. 24/5678"])
def test_an_agenda_whose_list_says_all_has_pages_for_some(sign: str) -> None:
    listed = ["1. Broen", "2. Vejen", "", "Sager til beslutning", "3. LUKKET PUNKT", "4. Kajen", "5. Havnen", ""]
    pages = ["04 Kajen", "", sign, "Den males.", "", "05 Havnen", "", sign, "Den graves."]
    source = ["Dagsorden", "", *listed, "Sager til orientering/drøftelse", "6. Skoven", "7. Eventuelt", "", *pages]
    titles = ["Broen", "Vejen", "LUKKET PUNKT", "Kajen", "Havnen", "Skoven", "Eventuelt"]
    assert sorted(headings(*source)) == [(str(number), title) for number, title in enumerate(titles, start=1)]
    texts = [field.text for item in parsed("\n".join(source)).items for field in item.fields]
    assert [text for text in texts if "Kajen" in text or "Havnen" in text] == []


def test_a_title_that_is_broken_goes_on_in_small_letters() -> None:
    source = ["1. Referat fra sidst", "2. Pladser på", "uddannelsen til sosu", "3. Eventuelt"]
    whole = [("1", "Referat fra sidst"), ("2", "Pladser på uddannelsen til sosu"), ("3", "Eventuelt")]
    assert headings("Dagsorden", "", *source) == whole
