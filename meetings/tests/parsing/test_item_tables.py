"""Minutes and agendas in tables: a row is an item, or a text behind its name; a table in an item stays a table."""

from collections.abc import Callable
from html import escape

import pytest

from meetings.parsing.document import Document
from meetings.parsing.lines.docx import docx_pages
from meetings.parsing.lines.html import html_blocks, html_pages
from meetings.parsing.lines.line import MarkKind
from meetings.parsing.parser import parse_document
from meetings.tests.word_documents import paragraph, table, word_document

Rows = tuple[tuple[str, ...], ...]

COVER = ("Referat", "Seniorrådet, Tønder Kommune", "Mødedato: 14. maj 2025 kl. 10.00", "Til stede: Bo Riis, Lis Holm")


def as_web_page(*parts: str | Rows) -> Document:
    """What is read of a page with these paragraphs and tables."""
    written = [
        f"<p>{escape(part)}</p>"
        if isinstance(part, str)
        else f"<table>{''.join(f'<tr>{_cells(row)}</tr>' for row in part)}</table>"
        for part in (*COVER, *parts)
    ]
    return parse_document(html_pages(f"<html><body>{''.join(written)}</body></html>"))


def _cells(row: tuple[str, ...]) -> str:
    return "".join(f"<td>{'<br>'.join(map(escape, cell.split('|')))}</td>" for cell in row)


def as_word_document(*parts: str | Rows) -> Document:
    """The same, read of a Word document."""
    body = [
        paragraph(part)
        if isinstance(part, str)
        else table(*(tuple(cell.split("|")[0] for cell in row) for row in part))
        for part in (*COVER, *parts)
    ]
    return parse_document(docx_pages(word_document(*body)))


FORMS = [pytest.param(as_web_page, id="web page"), pytest.param(as_word_document, id="Word")]
GODKENDT, ANBEFALET = "Dagsordenen blev godkendt.", "Rådet anbefaler forslaget."


@pytest.mark.parametrize("read", FORMS)
@pytest.mark.parametrize(
    "tables",
    [
        pytest.param(
            [(("Pkt.", "Emne", "Beslutning"), ("1", "Dagsorden", GODKENDT), ("2", "Ny buslinje", ANBEFALET))],
            id="number, subject, decision",
        ),
        pytest.param(
            [(("Dagsorden", "Referat"), ("1. Dagsorden", GODKENDT), ("2. Ny buslinje", ANBEFALET))],
            id="agenda beside minutes",
        ),
        pytest.param(
            [(("Punkt nr.", "Punkt", "Konklusion"), ("1.", "Dagsorden", GODKENDT), ("2.", "Ny buslinje", ANBEFALET))],
            id="items' numbers with stops",
        ),
        pytest.param(
            [(("Emne", "Beslutning/opfølgning"), ("Dagsorden", GODKENDT), ("Ny buslinje", ANBEFALET))],
            id="no numbers",
        ),
        pytest.param(
            [
                (
                    ("Nr.", "Overskrift", "Sagsfremstilling", "Beslutning", "Ansvarlig"),
                    ("1", "Dagsorden", "", GODKENDT, ""),
                    ("2", "Ny buslinje", "Linjen skal køre hver time.", ANBEFALET, "Lis"),
                )
            ],
            id="several texts",
        ),
        pytest.param(
            [
                (("Punkt 1: Dagsorden", ""), ("Beslutning", GODKENDT)),
                (("Punkt 2: Ny buslinje", ""), ("Beslutning", ANBEFALET)),
            ],
            id="a table an item",
        ),
        pytest.param(
            [
                (
                    ("1. Dagsorden", ""),
                    ("Beslutning:", GODKENDT),
                    ("2. Ny buslinje", ""),
                    ("Sagsfremstilling:", "Linjen skal køre hver time."),
                    ("Beslutning:", ANBEFALET),
                )
            ],
            id="names of texts in one table",
        ),
        pytest.param(
            [(("1", "Dagsorden"), ("Referat", GODKENDT)), (("2", "Ny buslinje"), ("Referat", ANBEFALET))],
            id="an item's number beside its title",
        ),
    ],
)
def test_the_rows_are_the_items(read: Callable[..., Document], tables: list[Rows]) -> None:
    document = read(*tables)
    assert document.council == "Seniorrådet, Tønder Kommune"
    assert [person.name for person in document.participants] == ["Bo Riis", "Lis Holm"]
    assert [(item.number, item.title, item.text("decision")) for item in document.items] == [
        ("1", "Dagsorden", GODKENDT),
        ("2", "Ny buslinje", ANBEFALET),
    ]
    assert not document.tables


@pytest.mark.parametrize("read", FORMS)
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("1", "Dagsorden"), ("2", "Ny buslinje"), ("3", "Eventuelt")), id="numbers and titles"),
        pytest.param(
            (
                ("Pkt.", "Emne", "Tid"),
                ("1", "Dagsorden", "10.00"),
                ("2", "Ny buslinje", "10.15"),
                ("3", "Eventuelt", "11"),
            ),
            id="with hours",
        ),
        pytest.param(
            (("1. Dagsorden", "Lis"), ("2. Ny buslinje", "Bo"), ("3. Eventuelt", "alle")), id="with who tells"
        ),
    ],
)
def test_an_agenda_in_a_table_has_items_without_decisions(read: Callable[..., Document], rows: Rows) -> None:
    assert [(item.number, item.title) for item in read(rows).items] == [
        ("1", "Dagsorden"),
        ("2", "Ny buslinje"),
        ("3", "Eventuelt"),
    ]


@pytest.mark.parametrize("read", FORMS)
def test_a_title_may_be_the_name_of_a_text(read: Callable[..., Document]) -> None:
    rows = (("1.", "Økonomi", "Regnskabet blev godkendt."), ("2.", "Høring", "Sagen blev udsat."))
    assert [(item.title, item.outcome) for item in read(rows).items] == [
        ("Økonomi", "approved"),
        ("Høring", "postponed"),
    ]


def test_cells_of_several_paragraphs_are_an_items_texts() -> None:
    paragraphs = "<p>Caféen har gæster.</p><p>Den lukker.</p><p>Frivillige mangler.</p>"
    rows = "<tr><th>Nr.</th><th>Emne</th><th>Sagsfremstilling</th><th>Indstilling</th></tr>" + "".join(
        f"<tr><td>{number}</td><td>{title}</td><td>{paragraphs}</td><td>At sagen drøftes.</td></tr>"
        for number, title in ((1, "Broen"), (2, "Vejen"))
    )
    page = f"<body><p>Dagsorden</p><p>Byrådet, Odder Kommune</p><p>5. marts 2024</p><table>{rows}</table></body>"
    for item in parse_document(html_pages(page)).items:
        assert item.text("presentation") == "Caféen har gæster.\n\nDen lukker.\n\nFrivillige mangler."
        assert item.text("recommendation") == "At sagen drøftes."


def test_a_titles_cell_may_go_on_with_the_items_text() -> None:
    rows = (
        ("Punkt", "Emne", "Beslutning"),
        ("1", "Ny buslinje|Linjen er sendt i høring.", ANBEFALET),
        ("2", "Nyt", "Intet."),
    )
    first, _ = as_web_page(rows).items
    assert (first.title, first.text("decision")) == ("Ny buslinje", ANBEFALET)
    assert "Linjen er sendt i høring." in " ".join(field.text for field in first.fields)


@pytest.mark.parametrize("read", FORMS)
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (("Nr.", "Kommune", "Antal"), ("1", "Rebild", "12"), ("2", "Morsø", "5")), id="figures in a row each"
        ),
        pytest.param((("Emne", "Beslutning"), ("Bro", "Bygges"), ("Vej", "Udsat")), id="decisions of others"),
        pytest.param((("1", "Kaj"), ("2", "Bro"), ("3", "Vej")), id="a list with numbers"),
    ],
)
def test_a_table_in_an_item_stays_a_table(read: Callable[..., Document], rows: Rows) -> None:
    document = read("1. Havnen", "Planen følger:", rows, "Beslutning", "Godkendt.", "2. Vejen", "Beslutning", "Udsat.")
    assert [(item.number, item.title) for item in document.items] == [("1", "Havnen"), ("2", "Vejen")]
    assert document.items[0].outcome == "approved"
    assert len(document.tables) == 1


def test_a_table_in_an_exports_text_stays_a_table() -> None:
    blocks = html_blocks("<table><tr><td>Emne</td><td>Beslutning</td></tr><tr><td>Bro</td><td>Bygges</td></tr></table>")
    assert [block.mark.kind for block in blocks if block.mark] == [MarkKind.ROW] * 2


def test_numbers_that_word_counts_in_the_cells_are_the_items_order() -> None:
    def row(title: str, decided: str) -> str:
        cells = (paragraph("", list_id=3), paragraph(title), paragraph(decided))
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    rows = [row("Dagsorden", GODKENDT), row("Ny buslinje", ANBEFALET)]
    headings = table(("Nr.", "Emne", "Beslutning")).removesuffix("</w:tbl>")
    body = [*map(paragraph, COVER), f"{headings}{''.join(rows)}</w:tbl>"]
    items = parse_document(docx_pages(word_document(*body))).items
    assert [(item.number, item.title, item.text("decision")) for item in items] == [
        ("1", "Dagsorden", GODKENDT),
        ("2", "Ny buslinje", ANBEFALET),
    ]
