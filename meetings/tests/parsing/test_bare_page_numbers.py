"""Page numbers alone on their lines: they belong to the pages, and a number that does not is text."""

import pytest

from meetings.parsing.structure.clean import clean_pages
from meetings.tests.papers import pages, parsed

COVER = ["Referat", "Havneudvalget, Birkelev Kommune", "Mødedato: 6. november 2024"]
ITEMS = [
    line
    for number, title in enumerate(
        ["Ny kaj", "Fyrets lampe", "Takst for både", "Molens vej", "Redningskranse"], start=1
    )
    for line in [
        "",
        f"{number}. {title}",
        f"Sagsnr.: 24/{number}",
        "Indstilling",
        f"Om {title}.",
        "Beslutning",
        "Godkendt.",
    ]
]
FORMS = [
    *("{}", "- {} -", "– {} –", "{}/9", "{} (9)", "{} af 9", "[{}]", "• {} •", "S. {}", "Side {}/9", "Sidetal: {}"),
    *("Page {} of 9", "– Side {} –", "Side {} (9)", "s. {} af 9"),
]


def in_pages(size: int, form: str, between: str) -> str:
    written = [*COVER, *ITEMS]
    parts = [written[at : at + size] for at in range(0, len(written), size)]
    return between.join("\n".join([*part, "", form.format(number)]) for number, part in enumerate(parts, start=1))


@pytest.mark.parametrize("between", [pytest.param("\n", id="no page ends"), pytest.param("\f", id="page ends")])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [7, 15, 33])
def test_a_number_alone_below_every_page_is_no_text(size: int, form: str, between: str) -> None:
    read = parsed(in_pages(size, form, between))
    assert [(item.number, item.case_number) for item in read.items] == [(str(at), f"24/{at}") for at in range(1, 6)]
    assert {item.text("decision") for item in read.items} == {"Godkendt."}
    assert [item.text("recommendation") for item in read.items][:2] == ["Om Ny kaj.", "Om Fyrets lampe."]
    texts = [line for line in [*COVER, *ITEMS] if line]
    first = next(
        line for line in clean_pages(pages(in_pages(size, form, between))).lines if line.text == "5. Redningskranse"
    )
    assert first.page == [*COVER, *ITEMS].index("5. Redningskranse") // size + 1
    assert len(texts) == len(clean_pages(pages(in_pages(size, form, between))).lines)


@pytest.mark.parametrize("first", [2, 3, 41])
def test_the_numbers_of_pages_with_ends_may_begin_later(first: int) -> None:
    text = "\f".join(
        f"{words} om sagen\nog {words} mere\n\n{at}" for at, words in enumerate(["Lidt", "Noget", "Alt"], first)
    )
    assert [line.text for line in clean_pages(pages(text)).furniture] == [str(first + at) for at in range(3)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("En\nto\ntre\nfire\n\n1\nfem\nseks\nsyv\notte\n\n2\nni", id="the last does not end the document"),
        pytest.param("En\nto\ntre\nfire\n\n2\nfem\nseks\nsyv\notte\n\n3", id="they do not begin with 1"),
        pytest.param("En\nto\ntre\nfire\n\n1\nfem\nseks\nsyv\notte\n\n7", id="they do not run on"),
        pytest.param("En\nto\ntre\nfire\n1\nfem\nseks\nsyv\notte\n2", id="nothing parts them from the text"),
        pytest.param("Antal\n\n1\n\n2\n\n3", id="a column"),
        pytest.param("Stemmer for\n\n7", id="one number"),
        pytest.param("En\nto\n12\ntre\fEn\n13\nto\ntre", id="within their pages"),
    ],
)
def test_other_numbers_alone_are_text(text: str) -> None:
    assert clean_pages(pages(text)).furniture == ()


def test_numbers_far_to_the_right_are_the_pages_also_of_the_first_ones_alone() -> None:
    text = "En\nto\ntre\nfire\n\n{gap}1\nfem\nseks\nsyv\notte\n\n{gap}2\nni"
    assert [line.text for line in clean_pages(pages(text.format(gap=" " * 40))).furniture] == ["1", "2"]
    assert clean_pages(pages(text.format(gap=" " * 4))).furniture == ()


@pytest.mark.parametrize("number", ["Side 2 af 23", "side 2 / 23", "Side 2/23"])
def test_the_number_of_all_pages_behind_a_gap_shows_that_a_line_is_a_pages(number: str) -> None:
    text = f"En\nto\n\nBM Dagsorden og bilag                    {number}\ntre\nfire"
    assert [line.text[:2] for line in clean_pages(pages(text)).furniture] == ["BM"]
