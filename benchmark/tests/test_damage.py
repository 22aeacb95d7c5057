"""`make damage`: words of the archive are looked for as they are mistyped, a row for each kind of slip."""

from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmark.management.commands import damage
from meetings.tests.documents import document_text, write_file
from meetings.tests.slips import GOALS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One document; the test's archive is the scratch one."""
    monkeypatch.setattr(damage, "scratch_archive", nullcontext)
    write_file(tmp_path, "referat.txt", document_text())
    return tmp_path


@pytest.mark.django_db
def test_each_kind_of_slip_has_a_row(folder: Path) -> None:
    said = StringIO()
    call_command("damage", folder, words=4, stdout=said)
    first, _, *rows = said.getvalue().splitlines()
    assert first.startswith("4 words of 6 letters and more")
    assert [row.split()[0] for row in rows[::2]] == [slip.__name__ for slip in GOALS]
    assert all(0 <= float(row.split()[2]) <= 1 for row in rows[::2])


@pytest.mark.django_db
def test_it_ends_with_1_below_a_goal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "GOALS", dict.fromkeys(GOALS, 1.1))
    with pytest.raises(SystemExit, match="1"):
        call_command("damage", folder, words=2, stdout=StringIO())
