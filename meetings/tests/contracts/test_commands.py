"""Commands that people and programs call: exit statuses, the JSON of a dry run, and what they need to be installed.

They run in an interpreter that can import the packages of requirements.txt and requirements-local.txt alone, which is
what `make setup` installs.
"""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from benchmark.serving import database_url
from meetings.changes.recording import recording
from meetings.models import SearchRow
from meetings.tests import factories
from meetings.tests.documents import document_text, write_file
from meetings.tests.own_database import empty_database
from meetings.tests.refused_packages import environment_without, packages_not_required
from meetings.tests.searching import check_index

SECONDS_TO_WAIT = 120
SAMPLES = settings.BASE_DIR / "fixtures"

# Every key of a document in `import_meetings --dry-run --json`; a list holds what each of its entries has.
KEYS: dict[str, Any] = {
    "source": None,
    "kind": None,
    "council": None,
    "date": None,
    "start_time": None,
    "place": None,
    "is_draft": None,
    "participants": [{"name": None, "party": None, "municipality": None, "status": None, "role": None}],
    "participants_complete": None,
    "sections": [{"number": None, "title": None}],
    "items": [
        {
            "number": None,
            "title": None,
            "section": None,
            "case_number": None,
            "initials": None,
            "background": None,
            "recommendation": None,
            "presentation": None,
            "decision": None,
            "outcome": None,
            "outcomes": None,
            "deciding_sentence": None,
            "votes": None,
            "case_type": None,
            "municipalities": None,
            "references": None,
            "item_references": None,
            "distant_items": None,
            "case_references": None,
            "attachment_markers": None,
            "page": None,
        }
    ],
    "appointments": [
        {
            "item": None,
            "person": None,
            "party": None,
            "municipality": None,
            "body": None,
            "role": None,
            "replaces": None,
            "starts": None,
        }
    ],
    "tables": [{"item": None, "title": None, "columns": None, "rows": None}],
    "warnings": [{"page": None, "line": None, "message": None}],
}


def run_installed(tmp_path: Path, *arguments: object, database: str = "") -> subprocess.CompletedProcess[str]:
    """`manage.py` with these arguments, as after `make setup`, on the database of the tests or the one of that name."""
    not_installed = packages_not_required("requirements.txt", "requirements-local.txt")
    assert not_installed >= {"pytest", "hypothesis", "tantivy", "reportlab", "playwright", "importlinter"}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env={
            **environment_without(not_installed, tmp_path),
            "DEBUG": "1",
            "DATABASE_URL": database_url(database),
            "MEDIA_ROOT": str(tmp_path / "media"),
        },
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_WAIT,
        check=False,
    )


def missing_keys(expected: Any, read: Any, path: str = "") -> set[str]:
    """The paths of keys that `read` lacks: "items.votes"."""
    if isinstance(expected, list):
        return set().union(*(missing_keys(expected[0], entry, path) for entry in read))
    if not isinstance(expected, dict):
        return set()
    lacking = {f"{path}{key}" for key in expected.keys() - read.keys()}
    common = expected.keys() & read.keys()
    return lacking.union(*(missing_keys(expected[key], read[key], f"{path}{key}.") for key in common))


@pytest.mark.django_db
def test_a_dry_run_writes_a_json_object_for_each_document_and_ends_with_0(tmp_path: Path) -> None:
    outcome = run_installed(tmp_path, "import_meetings", "--dry-run", "--json", SAMPLES)
    assert outcome.returncode == 0, outcome.stderr
    documents = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert len(documents) == 9
    assert set().union(*(missing_keys(KEYS, document) for document in documents)) == set()
    for name in ("participants", "sections", "items", "appointments", "tables", "warnings"):
        assert any(document[name] for document in documents), f"no sample has {name}"


@pytest.mark.django_db
def test_a_dry_run_reads_before_the_archive_has_tables(tmp_path: Path) -> None:
    with empty_database() as name:
        outcome = run_installed(tmp_path, "import_meetings", "--dry-run", "--json", SAMPLES, database=name)
    assert (outcome.returncode, len(outcome.stdout.splitlines())) == (0, 9), outcome.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["folder/referat.txt"], None, id="all was imported"),
        pytest.param(["folder"], 1, id="a file was refused"),
        pytest.param([], 2, id="no paths"),
        pytest.param(["folder", "--json"], 2, id="options that do not go together"),
    ],
)
def test_import_meetings_ends_with_1_for_a_refusal_and_2_for_wrong_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int | None
) -> None:
    (tmp_path / "folder").mkdir()
    write_file(tmp_path / "folder", "referat.txt", document_text())
    write_file(tmp_path / "folder", "tom.txt", "")
    monkeypatch.chdir(tmp_path)
    ended = None
    try:
        call_command("import_meetings", *arguments, stdout=StringIO(), stderr=StringIO())
    except SystemExit as exit_:
        ended = exit_.code
    assert ended == status


@pytest.mark.django_db
def test_search_index_check_ends_with_0_and_with_1_where_something_has_drifted(tmp_path: Path) -> None:
    assert run_installed(tmp_path, "search_index", "--check").returncode == 0
    with recording():
        factories.make_item()
    assert check_index()[0] == 0
    SearchRow.objects.all().delete()
    assert check_index()[0] == 1


@pytest.mark.django_db
def test_relevance_ends_with_a_row_of_all_queries(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    write_file(folder, "referat.txt", document_text())
    queries = [
        {"q": "vagtordning", "kind": "word", "relevant": ["2025-03-14 2.1"]},
        {"q": "bro", "kind": "word", "relevant": ["2025-03-14 2.2"]},
    ]
    outcome = run_installed(tmp_path, "relevance", folder, write_file(tmp_path, "queries.json", json.dumps(queries)))
    assert outcome.returncode == 0, outcome.stderr
    name, count, recall, precision, ndcg, *_ = outcome.stdout.splitlines()[-1].split()
    assert (name, int(count), float(recall), float(precision)) == ("all", 2, 1, 1)
    assert 0 < float(ndcg) <= 1
