"""Whole documents: the project's samples by hand-made expectations and golden files, and real ones where present.

`make golden` writes the golden files again, for a reader to compare.
"""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import FIELD_NAMES, Document, as_json
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document

PROJECT = Path(__file__).parents[3]
FIXTURES = PROJECT / "fixtures"
GOLDEN = Path(__file__).parents[1] / "golden"
SAMPLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in {".txt", ".pdf"})
EXPECTED = sorted((FIXTURES / "expected").glob("*.json"))

REAL = Path(os.environ.get("KKR_REAL_MINUTES", PROJECT.parent / "shared" / "minutes"))
YARDSTICK = REAL.parent / "score_import.py"
WHOLLY_RIGHT = ("items", "sections", "case number", "document", "participants", "appointments")

Json = dict[str, Any]


@cache
def document(path: Path) -> Document:
    return parse_document(extract_pages(path.read_bytes(), path.suffix))


def output(path: Path) -> Json:
    """What `import_meetings --dry-run --json` prints of a file."""
    read: Json = json.loads(json.dumps(as_json(document(path), path.name)))
    return read


@pytest.fixture(params=EXPECTED, ids=lambda path: path.stem)
def expected(request: pytest.FixtureRequest) -> Json:
    wanted: Json = json.loads(request.param.read_text(encoding="utf-8"))
    return wanted


@pytest.fixture
def got(expected: Json) -> Json:
    return output(FIXTURES / expected["source"])


def items_of(document: Json) -> dict[str, Json]:
    return {item["number"]: item for item in document["items"]}


def without_bullets(text: str | None) -> list[str]:
    return [word for word in (text or "").split() if not re.fullmatch(r"[–—−•·▪-]", word)]


def test_there_are_expectations() -> None:
    assert EXPECTED
    assert SAMPLES


@pytest.mark.parametrize("key", ["kind", "date", "council", "start_time", "place", "participants_complete", "sections"])
def test_the_facts_of_a_meeting_are_read(got: Json, expected: Json, key: str) -> None:
    assert got[key] == expected[key]


def test_everybody_on_the_list_is_read(got: Json, expected: Json) -> None:
    def people(document: Json) -> set[tuple[str, str, str | None, str]]:
        return {
            (person["name"], person["party"], parse_municipality(person["municipality"]), person["status"])
            for person in document["participants"]
        }

    assert people(got) == people(expected)


@pytest.mark.parametrize("key", ["number", "title", "case_number", "initials", "attachment_markers", "item_references"])
def test_the_facts_of_every_item_are_read(got: Json, expected: Json, key: str) -> None:
    assert {number: item[key] for number, item in items_of(got).items()} == {
        number: item[key] for number, item in items_of(expected).items()
    }


def test_every_text_begins_and_ends_where_it_does_and_nothing_is_missing(got: Json, expected: Json) -> None:
    for number, wanted in items_of(expected).items():
        for name in FIELD_NAMES:
            written = without_bullets(items_of(got)[number][name])
            if (field := wanted["fields"].get(name)) is None:
                assert written == [], f"{number} {name}"
                continue
            first, last = without_bullets(field["first"]), without_bullets(field["last"])
            assert (written[: len(first)], written[-len(last) :]) == (first, last), f"{number} {name}"
            assert abs(len(written) - field["words"]) <= max(4, 0.12 * field["words"]), f"{number} {name}"


def test_every_outcome_is_read(got: Json, expected: Json) -> None:
    for number, wanted in items_of(expected).items():
        assert items_of(got)[number]["outcome"] in {wanted["outcome"] or "none", *wanted["outcome_also"]}, number


@pytest.mark.parametrize("key", ["municipalities", "references"])
def test_what_an_item_names_is_read(got: Json, expected: Json, key: str) -> None:
    for number, wanted in items_of(expected).items():
        may = set(wanted.get(f"{key}_also", []))
        assert set(items_of(got)[number][key]) - may == set(wanted[key]) - may, number


def test_every_appointment_is_read(got: Json, expected: Json) -> None:
    keys = ("item", "person", "party", "municipality", "replaces")
    assert [[found[key] for key in keys] for found in got["appointments"]] == [
        [wanted[key] for key in keys] for wanted in expected["appointments"]
    ]


def test_every_table_is_read(got: Json, expected: Json) -> None:
    def rows(document: Json) -> list[tuple[str, list[list[str]]]]:
        return [
            (table["item"], [[str(cell).replace(".", "") for cell in row] for row in table["rows"]])
            for table in document["tables"]
        ]

    assert rows(got) == rows(expected)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    written = json.dumps(output(path), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--regenerate-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_sample() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {path.stem for path in SAMPLES}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_says_that_it_is_one(path: Path) -> None:
    assert document(path).is_sample


@pytest.mark.skipif(not YARDSTICK.exists(), reason="no real documents: KKR_REAL_MINUTES names their folder")
def test_the_real_documents_are_read() -> None:
    read = [output(path) for path in sorted(REAL.glob("*.txt"))]
    scored = subprocess.run(
        [sys.executable, str(YARDSTICK)],
        input="\n".join(map(json.dumps, read)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shares = {
        match["measure"]: float(match["share"])
        for match in re.finditer(r"^(?P<measure>\S.*?)\s+\d+ /\s+\d+\s+(?P<share>[\d.]+)%$", scored, re.MULTILINE)
    }
    mean = re.search(r"mean (?P<share>[\d.]+)%", scored)
    assert mean, scored
    assert float(mean["share"]) >= 98.0, scored
    assert {measure: shares[measure] for measure in WHOLLY_RIGHT} == dict.fromkeys(WHOLLY_RIGHT, 100.0), scored
