"""Those present and those absent in two columns beside each other, also where only one of them has a name on a line."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document

ITEM = ["", "1. Broen", "", "Beslutning", "Godkendt."]
# Names of the left column and of the right, line by line; '' where a column has none.
ROWS = [
    pytest.param([("Ane Holk", "Bo Riis"), ("Karl Vad", ""), ("Mie Lund", "")], id="fewer on the right"),
    pytest.param([("Ane Holk", ""), ("Karl Vad", "Bo Riis"), ("Mie Lund", "")], id="on the second line"),
    pytest.param([("Ane Holk", "Bo Riis"), ("Karl Vad", "Per Toft"), ("", "Ib Krat")], id="fewer on the left"),
    pytest.param([("Ane Holk", ""), ("", "Bo Riis"), ("Karl Vad", "")], id="in turns"),
    pytest.param([("Formand Ane Holk", "Medlem Bo Riis"), ("", "Medlem Per Toft")], id="with offices"),
    pytest.param([("Ane Holk (A)", "Bo Riis (V)"), ("", "Per Toft (C)")], id="with parties"),
]
HEADINGS = [("Til stede:", "Afbud:"), ("I mødet deltager:", "Afbud fra:"), ("Deltagere", "Fraværende")]


def read(source: bytes, suffix: str) -> dict[str, str]:
    document = parse_document(extract_pages(source, suffix))
    return {person.name: person.status for person in document.participants}


def expected(rows: list[tuple[str, str]]) -> dict[str, str]:
    names = {name: status for row in rows for name, status in zip(row, ("present", "absent"), strict=True) if name}
    return {name.removeprefix("Formand ").removeprefix("Medlem ").split(" (")[0]: was for name, was in names.items()}


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("headings", HEADINGS)
@pytest.mark.parametrize("width", [30, 50])
def test_columns_of_a_text_keep_present_and_absent_apart(
    rows: list[tuple[str, str]], headings: tuple[str, str], width: int
) -> None:
    cover = ["Referat fra møde i Havneudvalget den 4. marts 2024", ""]
    columns = [f"{left:<{width}}{right}".rstrip() for left, right in (headings, *rows)]
    assert read("\n".join([*cover, *columns, *ITEM]).encode(), ".txt") == expected(rows)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("headings", HEADINGS)
def test_columns_of_a_pdf_page_keep_present_and_absent_apart(
    rows: list[tuple[str, str]], headings: tuple[str, str]
) -> None:
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 780, "Referat fra møde i Havneudvalget den 4. marts 2024")
    for at, (left, right) in enumerate((headings, *rows)):
        canvas.drawString(72, 740 - 13 * at, left)
        canvas.drawString(320, 740 - 13 * at, right)
    for at, text in enumerate(ITEM):
        canvas.drawString(72, 600 - 13 * at, text)
    canvas.save()
    assert read(target.getvalue(), ".pdf") == expected(rows)
