"""`manage.py redactions`: what was taken out is taken out of an older backup again, by digests alone."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.changes.change_pass import run_pass
from meetings.importing.replay import delete_meeting
from meetings.models import Meeting, Person, RedactedAddress, Redaction
from meetings.models.choices import RedactionScope
from meetings.privacy.redacting import redact
from meetings.tests.documents import DAY
from meetings.tests.privacy.test_redacting import NAME, import_same_file, redact_everywhere, tables_with

pytestmark = pytest.mark.django_db


def told(*arguments: Any) -> str:
    out = StringIO()
    call_command("redactions", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The redactions of an archive, whose older backup has none of them and the words still."""
    import_same_file()
    redact_everywhere(NAME)
    file = tmp_path / "udeladelser.json"
    assert told("export", file) == f"1 udeladelse er gemt i {file}.\n"
    Redaction.objects.all().delete()
    RedactedAddress.objects.all().delete()
    delete_meeting(Meeting.objects.get())
    Person.objects.all().delete()
    import_same_file()
    run_pass()
    assert tables_with(NAME)
    return file


def test_the_file_has_no_words(exported: Path) -> None:
    content = exported.read_text()
    assert "lind" not in content.lower()
    assert json.loads(content)["redactions"][0]["reason"] == "Efter anmodning"


def test_an_older_backup_loses_the_words_again(exported: Path) -> None:
    assert told("apply", exported).startswith("1 udeladelse er udført: ")
    run_pass()
    assert tables_with(NAME) == set()
    assert RedactedAddress.objects.filter(path="/personer/udeladt/").exists()


def test_to_apply_them_twice_is_to_apply_them_once(exported: Path) -> None:
    told("apply", exported)
    assert told("apply", exported) == "1 udeladelse er udført: 0 steder.\n"
    assert Redaction.objects.count() == 1


def test_a_meeting_that_the_backup_has_not_is_redacted_when_it_comes(tmp_path: Path) -> None:
    redaction = Redaction(scope=RedactionScope.MEETING, council_name="KKR Prøveby", date=DAY, reason="Efter anmodning")
    redact(redaction, [NAME])
    told("export", tmp_path / "a.json")
    Redaction.objects.all().delete()
    told("apply", tmp_path / "a.json")
    import_same_file()
    assert tables_with(NAME) == set()


def test_another_key_is_told(exported: Path, settings: Any) -> None:
    settings.REDACTION_KEY = "en anden nøgle"
    with pytest.raises(CommandError, match="gemt med en anden nøgle"):
        told("apply", exported)


@pytest.mark.parametrize("content", ["", "[]", "{}", "ikke json"])
def test_another_file_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(content)
    with pytest.raises(CommandError, match="er ikke en fil med udeladelser"):
        told("apply", file)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan ikke skrives"):
        told("export", tmp_path / "ingen" / "a.json")
