"""Items that nothing numbers, or whose text stands on the line of the title."""

import pytest

from meetings.parsing.document import Document
from meetings.tests.papers import parsed

COVER = ["Referat af bestyrelsesmøde i Birk Vandværk", "den 4. marts 2025 kl. 16.00", ""]
TITLES = ["Godkendelse af dagsorden", "Økonomi", "Ny pumpe", "Eventuelt"]
TEXTS = ["Dagsordenen blev godkendt.", "Kassereren fremlagde tallene.", "Den er bestilt.", "Intet."]


def document(*lines: str) -> Document:
    return parsed("\n".join([*COVER, *lines]))


def read(*lines: str) -> list[tuple[str, str]]:
    return [(item.title, item.fields[0].text if item.fields else "") for item in document(*lines).items]


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "{}.", "{} ", "• ", "o ", "- "])
@pytest.mark.parametrize("between", [": ", "     ", " – "])
def test_titles_with_their_texts_on_the_line_are_items(number: str, between: str) -> None:
    pairs = list(zip(TITLES, TEXTS, strict=True))
    lines = [f"{number.format(at)}{title}{between}{text}" for at, (title, text) in enumerate(pairs, 1)]
    assert read(*lines) == pairs


def test_points_within_an_item_that_look_the_same_are_no_items() -> None:
    points = [f"{at}. {title}: {text}" for at, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)]
    lines = ["Punkt 7: Takster", "", "Sagsfremstilling", *points, "", "Beslutning", "Godkendt."]
    assert [item.title for item in document(*lines).items] == ["Takster"]


@pytest.mark.parametrize(
    "opening",
    ["Dagsorden", "Dagsorden:", "Der indkaldes til møde med følgende dagsorden:", "Vi har denne dagsorden:", "Punkter"],
)
@pytest.mark.parametrize("mark", ["", "• ", "o ", "- ", "* "])
def test_a_list_of_titles_below_the_agendas_name_is_its_items(opening: str, mark: str) -> None:
    lines = [opening, *(f"{mark}{title}" for title in TITLES), "", "Med venlig hilsen", "Bo Riis"]
    assert [item.title for item in document(*lines).items] == TITLES


@pytest.mark.parametrize("mark", ["", "• ", "o "])
def test_short_lines_above_paragraphs_are_titles(mark: str) -> None:
    lines = [
        line for title, text in zip(TITLES, TEXTS, strict=True) for line in ("", f"{mark}{title}", f"Bo sagde: {text}")
    ]
    assert [title for title, _ in read(*lines)] == TITLES


def test_a_letter_of_paragraphs_has_no_items() -> None:
    lines = ["Kære alle", "Tak for sidst.", "", "Parkering", "Der er plads bag huset.", "", "Mad", "Der er kaffe."]
    assert read(*lines) == []


@pytest.mark.parametrize("leader", [" ........ ", "          ", "…… "])
def test_a_list_of_contents_with_codes_is_not_the_items(leader: str) -> None:
    titles = ["Takster for 2008", "Ny pumpe", "Vejen til havnen"]
    contents = [f"ØU-{at}/07-O  {title}{leader}{at}" for at, title in enumerate(titles, 5)]
    items = [line for at, title in enumerate(titles, 5) for line in (f"ØU-{at}/07-O", title, "", "Beslutning:", "Nej.")]
    assert [item.title for item in document(*contents, "", *items).items] == titles


@pytest.mark.parametrize("sign", [".", ":"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_lines_that_begin_with_a_title_are_items_where_most_do(sign: str, gap: str) -> None:
    pairs = [("Godkendelse af referat af den 3. juni 2025", "Referat godkendt"), *zip(TITLES, TEXTS, strict=True)]
    people = ["Til stede: Bo Riis og Ane Holk", gap]
    assert read(*people, *(f"{title}{sign} {text}{gap}" for title, text in pairs)) == pairs
    assert read(*people, *(f"Formanden sagde: {text}{gap}" for text in TEXTS)) == []
