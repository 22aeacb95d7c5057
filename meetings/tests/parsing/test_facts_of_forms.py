"""Agendas and minutes as other councils and other systems print them: every fact that a reader finds in them.

Each is `forms/NAME.txt` with `NAME.json` beside it, which says what is right (`meetings.tests.facts`). Both were
written before the code that reads them, and stay as they are: where one is not read, the reading is to be mended.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.document import as_json
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document
from meetings.tests.facts import Fact, facts

FORMS = sorted((Path(__file__).parent / "forms").glob("*.txt"))


def read_of(content: bytes, path: Path) -> dict[str, Any]:
    return as_json(parse_document(extract_pages(content, path.suffix)), path.name)


def as_pdf(text: str) -> bytes:
    """A PDF with the text's pages as a typewriter prints them: columns stand where they stand in the text."""
    target = BytesIO()
    pages = [page.split("\n") for page in text.split("\f")]
    # Wide and high enough for every line: what is drawn off the paper is not seen.
    size = (200 + 5 * max(len(line) for page in pages for line in page), 100 + 10 * max(len(page) for page in pages))
    canvas = Canvas(target, pagesize=size, invariant=True)
    for page in pages:
        canvas.setFont("Courier", 8)
        for number, line in enumerate(page):
            canvas.drawString(50, size[1] - 50 - 10 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def expectation(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return expected


def wrong(found: list[Fact]) -> str:
    """How many facts are right, and a line for each that is not; '' where all are."""
    lines = [f"  {fact}" for fact in found if not fact.holds]
    return "\n".join([f"{len(found) - len(lines)} of {len(found)} facts are right", *lines]) if lines else ""


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_fact_of_a_form_is_read(path: Path) -> None:
    assert not wrong(facts(expectation(path), read_of(path.read_bytes(), path)))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_fact_of_a_form_is_read_from_a_pdf(path: Path) -> None:
    printed = as_pdf(path.read_text(encoding="utf-8"))
    assert not wrong(facts(expectation(path), read_of(printed, path.with_suffix(".pdf"))))


def test_every_form_has_an_expectation() -> None:
    names = {path.stem for path in FORMS}
    assert len(names) >= 20
    assert names == {path.stem for path in (Path(__file__).parent / "forms").glob("*.json")}


READ = {
    "council": "Byrådet, Lynghede Kommune",
    "items": [
        {"number": "1", "title": "Nyt", "decision": "– Godkendt.", "votes": [{"side": "for", "count": 4, "who": "A"}]},
        {"number": "2", "title": "Gammelt", "decision": None, "votes": []},
    ],
    "participants": [{"name": "Sigrid Bay", "status": "present"}],
}


@pytest.mark.parametrize(
    ("expected", "are_wrong"),
    [
        pytest.param({"council": "byrådet, lynghede  kommune"}, 0, id="letters' case and spaces"),
        pytest.param({"council": ["Byrådet", "Byrådet, Lynghede Kommune"]}, 0, id="one of several"),
        pytest.param({"council": "Byrådet"}, 1, id="another text"),
        pytest.param({"items": [{"number": "01", "decision": "• Godkendt."}]}, 0, id="zeros and bullets"),
        pytest.param({"items": [{"title": "Gammelt", "decision": None}]}, 0, id="no text"),
        pytest.param({"items": [{"number": "3", "title": "Nyt", "decision": None}]}, 3, id="an item that is missing"),
        pytest.param({"items": [{"number": "1"}], "only_items": True}, 1, id="an item too many"),
        pytest.param({"items": [{"number": "1", "decision_has": ["Godk", "Afvist"]}]}, 1, id="parts of a text"),
        pytest.param({"items": [{"number": "1", "decision_lacks": ["Godk", "Afvist"]}]}, 1, id="no parts of a text"),
        pytest.param({"items": [{"number": "1", "votes": [{"side": "for", "count": 4}]}]}, 0, id="votes"),
        pytest.param({"items": [{"number": "1", "votes": [{"side": "against"}]}]}, 2, id="votes of another side"),
        pytest.param({"participants": [{"name": "Sigrid Bay", "status": "absent"}]}, 1, id="present, not absent"),
        pytest.param({"participants": [], "only_participants": True}, 1, id="a person too many"),
        pytest.param({"no_participants": ["Sigrid Bay"]}, 1, id="a person who must not be there"),
    ],
)
def test_a_fact_that_is_not_read_is_counted(expected: dict[str, Any], are_wrong: int) -> None:
    assert sum(not fact.holds for fact in facts(expected, READ)) == are_wrong
