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


def scanned(content: bytes, resolution: int = _RESOLUTION) -> bytes:
    """The PDF with each page as a picture."""
    with pdfium.PdfDocument(content) as pdf, pdfium.PdfDocument.new() as scan:
        for page in pdf:
            width, height = page.get_size()
            picture = pdfium.PdfImage.new(scan)
            picture.set_bitmap(page.render(scale=resolution / 72, grayscale=True))
            picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
            made = scan.new_page(width, height)
            made.insert_obj(picture)
            made.gen_content()
        target = io.BytesIO()
        scan.save(target)
        return target.getvalue()


def joined(*files: bytes) -> bytes:
    """The pages of the PDF files in one."""
    with pdfium.PdfDocument.new() as whole:
        for content in files:
            with pdfium.PdfDocument(content) as part:
                whole.import_pages(part)
        target = io.BytesIO()
        whole.save(target)
        return target.getvalue()


def with_text_layer(content: bytes, words: dict[str, tuple[float, float]], size: float = 10) -> bytes:
    """A scan of one page with the words that its scanner recognized, unseen above the picture, each where it stands."""
    target = io.BytesIO()
    with pdfium.PdfDocument(content) as scan:
        width, height = scan[0].get_size()
    canvas = Canvas(target, pagesize=(width, height), invariant=True)
    for word, (left, bottom) in words.items():
        text = canvas.beginText(left, bottom)
        text.setFont("Helvetica", size)
        text.setTextRenderMode(3)
        text.textOut(word)
        canvas.drawText(text)
    canvas.save()
    with pdfium.PdfDocument(target.getvalue()) as layer, pdfium.PdfDocument(content) as scan:
        page = layer[0]
        picture = next(iter(scan[0].get_objects()))
        copy = pdfium.PdfImage.new(layer)
        copy.set_bitmap(picture.get_bitmap())
        copy.set_matrix(pdfium.PdfMatrix().scale(width, height))
        page.insert_obj(copy)
        page.gen_content()
        target = io.BytesIO()
        layer.save(target)
        return target.getvalue()
