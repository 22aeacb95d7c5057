"""The pages of a PDF that words were taken out of, as a program reads them that knows letters by their looks."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.extract import extract_pages
from meetings.privacy.redacted_files import redacted_file
from meetings.privacy.redacted_words import RedactedWords, digest_of_words
from meetings.tests.parsing.test_extract import pdf

KEY = "en nøgle"
GONE = ("Bo Lind", "010190-1234")
WORDS = RedactedWords(frozenset(digest_of_words(words, KEY) for words in GONE), KEY)
# In dots per inch: what a page is kept at.
_RESOLUTION = 200


def _has_danish() -> bool:
    program = shutil.which("tesseract")
    return (
        bool(program)
        and "dan"
        in subprocess.run([str(program), "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    )


needs_tesseract = pytest.mark.skipif(not _has_danish(), reason="tesseract with Danish (tesseract-ocr-dan) is missing")


def plain(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Klagen over larm fra Bo Lind blev drøftet.")
    canvas.drawString(72, 670, "Nummeret er 010190-1234 i registeret.")
    canvas.drawString(72, 640, "Rådet godkendte indstillingen.")


def in_other_forms(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Naboen klagede over BO LIND i marts.")
    canvas.drawString(72, 670, "Sagen om Bo Linds gård er udsat, siger Bo")
    canvas.drawString(72, 650, "Lind selv til avisen.")
    canvas.drawString(72, 620, "Rådet godkendte indstillingen.")


def in_a_table(canvas: Canvas) -> None:
    for nth, cells in enumerate(
        (("Fornavn", "Efternavn", "Kommune"), ("Bo", "Lind", "Rebild"), ("Eva", "Holm", "Vejle"))
    ):
        for left, cell in zip((72, 200, 330), cells, strict=True):
            canvas.drawString(left, 700 - 30 * nth, cell)


def in_two_columns(canvas: Canvas) -> None:
    lines = (("Venstre spalte om broen", "Rådet drøftede havnen"), ("mener naboen Bo Lind", "og godkendte planen"))
    for nth, (left, right) in enumerate(lines * 2):
        canvas.drawString(60, 740 - 20 * nth, left)
        canvas.drawString(330, 740 - 20 * nth, right)


def large_and_small(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 34)
    canvas.drawString(72, 700, "Bo Lind klager")
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(72, 660, "Indbringelse ved Bo Lind, nummer 010190-1234")
    canvas.setFont("Helvetica", 14)
    canvas.drawString(72, 620, "Rådet godkendte indstillingen.")


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.translate(60, 60)
    canvas.rotate(90)
    canvas.drawString(60, -140, "Klagen over larm fra Bo Lind blev drøftet.")
    canvas.drawString(60, -170, "Rådet godkendte indstillingen.")


def cropped(canvas: Canvas) -> None:
    canvas.setCropBox((50, 550, 560, 800))
    plain(canvas)


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 14)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def after_signs_without_a_letter() -> bytes:
    """A font of its own maker has signs of which the file does not say which letters they are; words are hyphenated."""
    shown = (
        rb"(" + rb"\001\002\003" * 9 + rb" Klagen om st\370j\055) Tj 0 -24 Td (larm fra Bo Lind blev dr\370ftet.) Tj"
    )
    return one_page(b"BT /F1 14 Tf 72 700 Td " + shown + rb" 0 -24 Td (R\345det godkendte indstillingen.) Tj ET")


def one_page(drawing: bytes) -> bytes:
    """A PDF of one page that is drawn so, in a font whose first signs stand for no letters."""
    encoding = b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /g1 /g2 /g3] >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %b >>" % encoding,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing),
    )
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"xref\n0 6\n0000000000 65535 f \n%btrailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(content),
    )


# A page, and words of it that everybody may read.
PAGES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "plain": (drawn(plain), ("Klagen", "larm", "drøftet", "godkendte")),
    "in other forms": (drawn(in_other_forms), ("Naboen", "marts", "udsat", "avisen", "godkendte")),
    "in a table": (drawn(in_a_table), ("Fornavn", "Rebild", "Holm", "Vejle")),
    "in two columns": (drawn(in_two_columns), ("broen", "naboen", "havnen", "planen")),
    "large and small": (drawn(large_and_small), ("klager", "godkendte")),
    "after signs without a letter": (after_signs_without_a_letter(), ("Klagen", "larm", "drøftet", "godkendte")),
    "turned": (drawn(turned), ("Klagen", "larm", "drøftet", "godkendte")),
    "cropped": (drawn(cropped), ("Klagen", "larm", "drøftet", "godkendte")),
}


def redacted(content: bytes) -> bytes:
    made = redacted_file(content, ".pdf", WORDS)
    assert made is not None
    return made


def read_by_looks(files: Sequence[bytes], tmp_path: Path) -> list[str]:
    """What Tesseract reads on the first page of each of the files, in small letters."""
    pictures = []
    for content in files:
        with pdfium.PdfDocument(content) as file:
            pictures.append(file[0].render(scale=_RESOLUTION / 72, grayscale=True).to_pil())
    stack = tmp_path / "sider.tif"
    pictures[0].save(stack, save_all=True, append_images=pictures[1:])
    done = subprocess.run(
        ["tesseract", str(stack), "-", "-l", "dan", "--psm", "6", "--dpi", str(_RESOLUTION)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        # One thread: the tests' processes share the machine's cores.
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return done.stdout.lower().split("\f")


@needs_tesseract
@pytest.mark.parametrize(("before", "others"), PAGES.values(), ids=PAGES)
def test_nobody_reads_the_words_by_their_looks_and_all_others(
    before: bytes, others: tuple[str, ...], tmp_path: Path
) -> None:
    could_be_read, read, *_ = read_by_looks([before, redacted(before)], tmp_path)
    assert [word for word in ("lind", *others) if word.lower() not in could_be_read] == []
    assert [word for word in ("lind", "bo ", "010190", "1234") if word in read] == []
    assert [word for word in others if word.lower() not in read] == []


@pytest.mark.parametrize(("before", "others"), PAGES.values(), ids=PAGES)
def test_no_text_lies_beneath_the_picture(before: bytes, others: tuple[str, ...]) -> None:
    content = redacted(before)
    with pdfium.PdfDocument(content) as file:
        assert file[0].get_textpage().get_text_range() == ""
    assert b"Lind" not in content


def test_words_that_begin_on_one_page_and_end_on_the_next_are_gone_from_both() -> None:
    content = redacted(pdf("Naboen hedder Bo", "Lind og klager over larm", "Rådet tog det til efterretning"))
    assert [len(page) > 0 for page in extract_pages(content, ".pdf")] == [False, False, True]


def test_a_page_that_is_a_picture_already_comes_back_blank_where_other_words_are_taken_out_of_it(
    tmp_path: Path,
) -> None:
    """Nobody can tell where they stand: the letters went with the first words."""
    picture = redacted(drawn(plain))
    other = RedactedWords(frozenset({digest_of_words("Klagen", KEY)}), KEY)
    assert redacted_file(picture, ".pdf", other) is None
    blank = redacted_file(picture, ".pdf", other, [0])
    assert blank is not None
    with pdfium.PdfDocument(blank) as file:
        extremes = file[0].render(grayscale=True).to_pil().getextrema()
    assert extremes == (255, 255)
