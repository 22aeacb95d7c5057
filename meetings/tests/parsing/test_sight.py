"""Text of a PDF that nobody sees is not read, and is told of; what can be seen is read however it is drawn."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document

SECRET = "Hemmelig note"
SEEN = "Udvalget godkendte broen."


def outside_the_crop_box(canvas: Canvas) -> None:
    canvas.setCropBox((0, 0, 400, 800))
    canvas.drawString(450, 500, SECRET)


def below_the_page(canvas: Canvas) -> None:
    canvas.drawString(50, -30, SECRET)


def microscopic(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(50, 500, SECRET)


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 500, SECRET)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.98, 0.98, 0.98)
    canvas.drawString(50, 500, SECRET)


def not_drawn(canvas: Canvas) -> None:
    text = canvas.beginText(50, 500)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def white_behind_the_seen(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50 + canvas.stringWidth(SEEN, "Helvetica", 12) + 4, 600, SECRET)


def printed(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 600, SEEN)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def in_a_layer(*, is_on: bool) -> bytes:
    """A PDF whose second line stands in a layer, which is on or off."""
    drawn = f"BT /F1 12 Tf 50 600 Td ({SEEN}) Tj ET /OC /L1 BDC BT /F1 12 Tf 50 500 Td ({SECRET}) Tj ET EMC"
    off = "" if is_on else "/OFF [4 0 R]"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [4 0 R] /D << /Order [4 0 R] {off} >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        "/Resources << /Font << /F1 6 0 R >> /Properties << /L1 4 0 R >> >> >>",
        "<< /Type /OCG /Name (Noter) >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, start=1))
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n".encode("latin-1")


def words(content: bytes) -> str:
    return " ".join(line for page in extract_pages(content, ".pdf") for line in page)


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        pytest.param(outside_the_crop_box, "uden for", id="outside what is shown"),
        pytest.param(below_the_page, "uden for", id="below the page"),
        pytest.param(microscopic, "usynligt lille skrift", id="microscopic"),
        pytest.param(white, "papirets farve", id="white"),
        pytest.param(nearly_white, "papirets farve", id="nearly white"),
        pytest.param(not_drawn, "usynlig", id="not drawn"),
        pytest.param(white_behind_the_seen, "papirets farve", id="on the line of what is seen"),
    ],
)
def test_what_nobody_sees_is_not_read_but_told_of(draw: Callable[[Canvas], None], why: str) -> None:
    content = printed(draw)
    assert SEEN in words(content)
    assert SECRET not in words(content)
    (warning,) = [each for each in parse_document(extract_pages(content, ".pdf")).warnings if SECRET in each.message]
    assert why in warning.message


def test_a_layer_that_is_off_is_not_read_and_one_that_is_on_is() -> None:
    assert SECRET not in words(in_a_layer(is_on=False))
    assert SECRET in words(in_a_layer(is_on=True))


def on_a_dark_bar(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.2, 0.4)
    canvas.rect(40, 490, 300, 30, stroke=0, fill=1)
    white(canvas)


def grey(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.6, 0.6, 0.6)
    canvas.drawString(50, 500, SECRET)


def small(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 5)
    canvas.drawString(50, 500, SECRET)


def recognized_on_a_scan(canvas: Canvas) -> None:
    canvas.drawInlineImage(_scan(), 0, 0, 595, 842)
    not_drawn(canvas)


def _scan() -> Image.Image:
    return Image.new("L", (60, 84), 255)


@pytest.mark.parametrize("draw", [on_a_dark_bar, grey, small, recognized_on_a_scan])
def test_what_can_be_seen_is_read(draw: Callable[[Canvas], None]) -> None:
    assert SECRET in words(printed(draw))
