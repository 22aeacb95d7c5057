"""Text is recognized in the pictures of a scan's pages, where tesseract with Danish is installed."""

import pytest

from meetings.parsing.lines import ocr
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.layout import TextRun, joined_words
from meetings.parsing.lines.pages import SeenPages, Unreadable, UnreadableReason
from meetings.tests.scans import printed, scanned, with_text_layer

needs_tesseract = pytest.mark.skipif(not ocr.is_installed(), reason="tesseract with Danish is not installed")
PAGES = ("1. Ny bro over åen\nBeslutning\nGodkendt på mødet.", "2. Ældreråd\nKommune       Antal\nRebild           10")


@needs_tesseract
def test_two_pages_are_recognized() -> None:
    scan = scanned(printed(*PAGES))
    assert ocr.page_count(scan) == 2
    lines = [line for number in range(2) for line in ocr.recognized_page(scan, number) if line]
    assert [" ".join(line.split()) for line in lines] == [
        " ".join(line.split()) for page in PAGES for line in page.split("\n")
    ]
    assert "   " in lines[-1]


@needs_tesseract
@pytest.mark.parametrize("resolution", [150, 200, 300])
def test_the_sign_for_an_attachment_is_no_number_or_letter(resolution: int) -> None:
    page = "./. Notat om broen\n./.  Referat\nUdgifter ./. 25 mio. kr.\n1. Byggeri"
    (lines,) = [ocr.recognized_page(scanned(printed(page), resolution), 0)]
    assert [" ".join(line.split()) for line in lines if line] == [" ".join(line.split()) for line in page.split("\n")]


def test_without_tesseract_nothing_is_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert not ocr.is_installed()
    with pytest.raises(ocr.NotRecognized):
        ocr.recognized_page(scanned(printed("1. Ny bro")), 0)


def test_words_of_a_recognized_line_are_one_run_save_over_a_wide_gap() -> None:
    runs = [
        TextRun("Anna", 10, 30, 700, 10),
        TextRun("Holm", 44, 70, 701, 10),
        TextRun("Rebild", 130, 160, 700, 10),
        TextRun("Næste", 10, 40, 680, 10),
    ]
    assert [run.text for run in joined_words(runs)] == ["Anna Holm", "Rebild", "Næste"]


def test_a_scanners_own_text_is_read_by_lines_and_not_cut_into_columns_between_words() -> None:
    words = {"Godkendt": (20.0, 115.0), "på": (95.0, 114.5), "mødet.": (135.0, 115.2), "Afbud": (20.0, 100.0)}
    pages = extract_pages(with_text_layer(scanned(printed("Godkendt på mødet.")), words), ".pdf")
    assert isinstance(pages, SeenPages)
    assert pages.is_recognized
    assert [line for line in pages[0] if line] == ["Godkendt på mødet.", "Afbud"]


def test_a_pdf_of_very_many_pages_is_refused_at_once() -> None:
    nodes = b"".join(
        b"%d 0 obj<</Type/Pages/Kids[%b]/Count %d>>endobj\n" % (at, b"%d 0 R " % (at + 1) * 3, 3 ** (11 - at))
        for at in range(2, 11)
    )
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    page = b"11 0 obj<</Type/Page/Parent 10 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 12>>\n%%EOF"
    with pytest.raises(Unreadable) as refused:
        extract_pages(head + nodes + page, ".pdf")
    assert refused.value.reason is UnreadableReason.TOO_MANY_PAGES
