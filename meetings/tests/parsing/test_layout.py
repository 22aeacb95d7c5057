"""A PDF page by the places of its words: columns of text, and tables whose cells take several lines."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain, repeat

import pytest
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.layout import TextRun, page_lines

Placed = tuple[float, float, str]

LEFT_TEXT = [
    "Rådet har i foråret drøftet, hvordan de",
    "små øer får bedre forbindelser til byen,",
    "og sekretariatet har samlet svarene fra",
    "alle elleve kommuner i en kort rapport.",
    "Den viser at der mangler penge til drift",
    "af de ruter som flest pendlere benytter,",
    "og at priserne er steget mere end ellers",
    "i landet. Rapporten er lagt på nettet nu",
    "og kan hentes af enhver der vil læse den",
    "før mødet, hvor sagen skal behandles.",
]
RIGHT_TEXT = [
    "Skolerne melder om færre elever i de små",
    "fag, og derfor foreslår udvalget at hold",
    "samles på tværs af kommunegrænsen, så at",
    "flere unge kan vælge det fag de ønsker i",
    "stedet for at rejse langt hver eneste ug",
    "og spilde deres tid i busser og toge der",
    "ikke altid kører. Forslaget koster ikke",
    "noget i første omgang, men det kræver en",
    "aftale mellem skolerne om skemaerne, som",
    "udvalget vil lave et udkast til i foråret.",
]


def page(placed: Sequence[Placed]) -> tuple[str, ...]:
    """The lines of a PDF page with each text drawn at its place: from the left and down from the top, in points."""
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.setFont("Helvetica", 10)
    for left, top, text in placed:
        canvas.drawString(left, 780 - top, text)
    canvas.save()
    (lines,) = extract_pages(target.getvalue(), ".pdf")
    return lines


def column(left: float, top: float, texts: Sequence[str]) -> list[Placed]:
    return [(left, top + 13 * number, text) for number, text in enumerate(texts)]


def table(*rows: tuple[float, Sequence[str]], lefts: Sequence[float] = (72, 200, 380)) -> list[Placed]:
    """The cells of rows, each row at its height; an empty cell is not drawn."""
    return [(left, top, cell) for top, cells in rows for left, cell in zip(lefts, cells, strict=True) if cell]


@pytest.mark.parametrize("row_by_row", [False, True], ids=["drawn column by column", "drawn row by row"])
def test_a_page_in_two_columns_is_read_column_by_column(*, row_by_row: bool) -> None:
    left, right = column(72, 40, LEFT_TEXT), column(320, 40, RIGHT_TEXT)
    placed = list(chain(*zip(left, right, strict=True))) if row_by_row else [*left, *right]
    assert page(placed) == (*LEFT_TEXT, *RIGHT_TEXT)


def test_columns_whose_lines_do_not_stand_beside_each_other_are_columns_too() -> None:
    assert page([*column(72, 40, LEFT_TEXT), *column(320, 46, RIGHT_TEXT)]) == (*LEFT_TEXT, *RIGHT_TEXT)


def test_a_heading_across_both_columns_parts_what_is_above_from_what_is_below() -> None:
    heading = "2. Forbindelserne til øerne og skolernes hold i de små fag til efteråret"
    placed = [
        *column(72, 40, LEFT_TEXT[:6]),
        *column(320, 40, RIGHT_TEXT[:6]),
        (72, 145, heading),
        *column(72, 170, LEFT_TEXT[6:]),
        *column(320, 170, RIGHT_TEXT[6:]),
    ]
    assert [line for line in page(placed) if line] == [
        *LEFT_TEXT[:6],
        *RIGHT_TEXT[:6],
        heading,
        *LEFT_TEXT[6:],
        *RIGHT_TEXT[6:],
    ]


def test_names_and_municipalities_side_by_side_are_no_columns() -> None:
    names = ["Lise Holm (A)", "Per Bach (V)", "Ida Krog (F)", "Jens Skov (C)", "Kaj Lund (O)"] * 2
    placed = [*column(72, 40, names), *column(320, 40, list(repeat("Rebild Kommune", 10)))]
    assert page(placed) == tuple(f"{name}   Rebild Kommune" for name in names)


def test_a_table_of_three_columns_down_a_whole_page_is_no_page_in_columns() -> None:
    rows = [(40.0 + 14 * number, [f"Tema {number}", "Kystsikring ved fjorden", "Rebild"]) for number in range(20)]
    assert page(table(*rows)) == tuple(f"Tema {number}   Kystsikring ved fjorden   Rebild" for number in range(20))


def test_cells_of_several_lines_are_whole() -> None:
    rows = [
        (40.0, ["Tema", "Opgave", "Ansvarlig"]),
        (64.0, ["Kysten", "Plan for digerne ved fjor-", "Teknik og"]),
        (76.0, ["", "den og havnene", "Miljø"]),
        (100.0, ["Skolen", "Fælles hold", "Børn og Unge"]),
    ]
    assert [line for line in page(table(*rows)) if line] == [
        "Tema   Opgave   Ansvarlig",
        "Kysten   Plan for digerne ved fjorden og havnene   Teknik og Miljø",
        "Skolen   Fælles hold   Børn og Unge",
    ]


def test_a_cell_left_empty_keeps_its_place() -> None:
    rows = [
        (40.0, ["Tema", "Opgave", "Ansvarlig"]),
        (64.0, ["Kysten", "Diger", "Teknik"]),
        (88.0, ["Skolen", "", "Børn"]),
        (112.0, ["Vejen", "Broer", "Teknik"]),
    ]
    assert [line for line in page(table(*rows)) if line] == [
        "Tema     Opgave   Ansvarlig",
        "Kysten   Diger    Teknik",
        "Skolen            Børn",
        "Vejen    Broer    Teknik",
    ]


def test_lines_as_far_apart_as_the_rows_are_no_part_of_a_cell() -> None:
    rows = [(40.0 + 14 * number, ["Tema", "Opgave", "Bilag"]) for number in range(3)]
    placed = [*table(*rows), (72.0, 82.0, "Kilde: KL")]
    assert [line.split() for line in page(placed)] == [["Tema", "Opgave", "Bilag"]] * 3 + [["Kilde:", "KL"]]


def test_a_page_of_many_runs_is_laid_out_in_time() -> None:
    runs = [TextRun("ord", 72 + 40 * (number % 3), 90 + 40 * (number % 3), -number, 10) for number in range(20_000)]
    assert sum(line.count("ord") for line in page_lines(runs)) == len(runs)


def test_no_runs_no_lines() -> None:
    assert page_lines([]) == ()
