"""Closed items that only the list of contents names are items, in their place, and no others of the list are."""

import pytest

from meetings.tests.papers import parsed

COVER = ["Referat", "Havneudvalget, Birkelev Kommune", "Mødedato: 6. november 2024", ""]
BROEN = ["", "1. Broen", "Sagsnr.: 24/1", "Resume", "Den er ny.", "Beslutning", "Godkendt.", ""]
VEJEN = ["3. Vejen", "Sagsnr.: 24/2", "Resume", "Den er lang.", "Beslutning", "Udsat.", ""]


def items(*contents: str) -> list[tuple[str, str, int]]:
    document = parsed("\n".join([*COVER, *contents, *BROEN, *VEJEN]))
    return [(item.number, item.title, len(item.fields)) for item in document.items]


@pytest.mark.parametrize(
    ("contents", "closed"),
    [
        (["1. Broen", "2. Lukket punkt", "3. Vejen"], "Lukket punkt"),
        (["1. Broen", "2. LUKKET SAG: Salg af kaj", "3. Vejen"], "LUKKET SAG: Salg af kaj"),
        (["1 (Åben) Broen 1", "2 (Lukket) Salg af kaj 3", "3 (Åben) Vejen 4"], "Salg af kaj"),
        (["1 Broen     1", "2 Salg af kaj (lukket)     3", "3 Vejen     4"], "Salg af kaj (lukket)"),
        (["1. Broen ..... 1", "2. Lukket - Salg af kaj ..... 3", "3. Vejen ..... 4"], "Lukket - Salg af kaj"),
        (["åbent 1 Broen", "lukket 2 Salg af kaj", "åbent 3 Vejen"], "Salg af kaj"),
        (["Åben dagsorden", "1 Broen", "3 Vejen", "Lukket dagsorden", "2 Salg af kaj"], "Salg af kaj"),
        (["1. Broen", "3. Vejen", "Sager for lukkede døre:", "2. Salg af kaj og af", "havnens kran"],
         "Salg af kaj og af havnens kran"),
    ],
)  # fmt: skip
def test_a_closed_item_of_the_contents_is_one(contents: list[str], closed: str) -> None:
    assert [(number, title) for number, title, _ in items(*contents)] == [("1", "Broen"), ("2", closed), ("3", "Vejen")]
    assert [texts for _, _, texts in items(*contents)] == [2, 0, 2]


@pytest.mark.parametrize(
    "contents",
    [
        ["1. Broen", "2. Havnen", "3. Vejen"],
        ["1. Lukket punkt", "2. Lukket punkt", "3. Lukket punkt"],
        ["2. Lukket for trafik i marts"],
        ["Åbne punkter", "1. Broen", "3. Vejen", "Lukkede punkter", "", "2 november 2024"],
        [],
    ],
)
def test_what_is_open_or_in_no_list_of_the_items_is_none(contents: list[str]) -> None:
    assert [number for number, _, _ in items(*contents)] == ["1", "3"]
