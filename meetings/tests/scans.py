"""Scans for tests: PDF files whose pages are pictures of text."""

import io

import pypdfium2 as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FONT = "Vera"
# In dots per inch, as scanners of offices are set.
_RESOLUTION = 200


def printed(*pages: str, size: tuple[float, float] = (300, 140)) -> bytes:
    """A PDF with text, of small pages."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, "Vera.ttf"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True)
    for page in pages:
        canvas.setFont(_FONT, 10.5)
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(20, size[1] - 25 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scanned(content: bytes) -> bytes:
    """The PDF with each page as a picture."""
    with pdfium.PdfDocument(content) as pdf, pdfium.PdfDocument.new() as scan:
        for page in pdf:
            width, height = page.get_size()
            picture = pdfium.PdfImage.new(scan)
            picture.set_bitmap(page.render(scale=_RESOLUTION / 72, grayscale=True))
            picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
            made = scan.new_page(width, height)
            made.insert_obj(picture)
            made.gen_content()
        target = io.BytesIO()
        scan.save(target)
        return target.getvalue()
