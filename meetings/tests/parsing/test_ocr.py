"""Text is recognized in the pictures of a scan's pages, where tesseract with Danish is installed."""

import pytest

from meetings.parsing.lines import ocr
from meetings.parsing.lines.layout import TextRun, joined_words
from meetings.tests.scans import printed, scanned

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
