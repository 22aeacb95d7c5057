"""Documents that an earlier version read are read again, below what editors did: no edit is lost, nothing doubled."""

import hashlib
import io
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Body,
    CaseThread,
    Decision,
    Document,
    ImportedModel,
    Meeting,
    Participant,
    Person,
    Section,
    Table,
)
from meetings.models.base import is_edited, plain_value
from meetings.parsing.parser import PARSER_VERSION
from meetings.tests.own_database import ARCHIVE_OF_971E2B4, restored_archive

Values = dict[tuple[type[Model], int, str], Any]

IMPORTED: tuple[type[ImportedModel], ...] = (
    *(Meeting, Section, AgendaItem, Decision, Table, Attachment, Participant, Appointment),
)
# What an editor writes, each in the first record that has something else there and nothing of hers.
WRITTEN: tuple[tuple[type[ImportedModel], str, Any], ...] = (
    (Meeting, "place", "Salen over gården"),
    (Section, "title", "Sager fra sekretariatet"),
    (AgendaItem, "number", "70.1"),
    (AgendaItem, "title", "Redaktionens overskrift"),
    (AgendaItem, "case_number", "RED-1"),
    (AgendaItem, "background", "Redaktionens baggrund."),
    (AgendaItem, "presentation", ""),
    (AgendaItem, "position", 40),
    (Decision, "text", "Redaktionens ordlyd."),
    (Decision, "outcome", "rejected"),
    (Table, "rows", [["Redaktionens", "1"]]),
    (Attachment, "title", "Redaktionens bilag"),
    (Participant, "status", "absent"),
    (Participant, "role", "Redaktionens rolle"),
    (Participant, "party", None),
    (Appointment, "role", "Redaktionens hverv"),
)
# Of what an editor deletes a record, and what it is known by.
DELETED: dict[type[ImportedModel], tuple[str, ...]] = {
    AgendaItem: ("meeting", "title"),
    Decision: ("item",),
    Participant: ("meeting", "person"),
    Section: ("meeting", "title"),
}
PUBLIC: tuple[type[Model], ...] = (Meeting, AgendaItem, Document, Body, CaseThread)
# So many people share one look at whether their pages are there.
SAMPLED_PEOPLE = 5


@dataclass
class ReadAgain:
    """An archive before its documents were read again, and what became of it."""

    said: str
    before: Values
    after: Values
    deleted: dict[type[Model], dict[str, Any]]
    items: set[int]
    statuses: dict[str, int]
    check: tuple[object, str]


@pytest.fixture(scope="module")
def read_again(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReadAgain]:
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        restored_archive(ARCHIVE_OF_971E2B4),
        override_settings(MEDIA_ROOT=media),
    ):
        call_command("migrate", verbosity=0)
        _store_files(media)
        _write_as_an_editor()
        deleted = _delete_as_an_editor()
        AgendaItem.objects.create(
            meeting=Meeting.objects.latest("pk"), number="90.1", position=90, title="Redaktionens eget punkt"
        )
        call_command("search_index", stdout=io.StringIO())
        before, items, addresses = _edits(), set(AgendaItem.objects.values_list("pk", flat=True)), _addresses()
        said = io.StringIO()
        call_command("import_meetings", again=True, stdout=said, stderr=said)
        statuses = {address: _status(address) for address in addresses}
        yield ReadAgain(said.getvalue(), before, _edits(), deleted, items, statuses, _check_of_search())


def _store_files(media: Path) -> None:
    """The files of the archive are the samples; a dump has no files."""
    samples = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in _samples()}
    for document in Document.objects.all():
        stored = media / str(document.file.name)
        stored.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(samples[document.sha256], stored)


def _samples() -> list[Path]:
    return [path for path in (settings.BASE_DIR / "fixtures").iterdir() if path.suffix in {".txt", ".pdf"}]


def _write_as_an_editor() -> None:
    written: set[tuple[type[Model], int]] = set()
    for model, field, value in WRITTEN:
        record = next(
            one
            for one in model._default_manager.filter(imported__has_key=field).order_by("pk")
            if (model, one.pk) not in written and plain_value(one, field) != value
        )
        setattr(record, field, value)
        record.save()
        written.add((model, record.pk))


def _delete_as_an_editor() -> dict[type[Model], dict[str, Any]]:
    """Deletes the last record that was read of each kind; gives what would be found if it came back."""
    deleted: dict[type[Model], dict[str, Any]] = {}
    for model, fields in DELETED.items():
        record = model._default_manager.exclude(imported={}).latest("pk")
        deleted[model] = {field: getattr(record, field) for field in fields}
        record.delete()
    return deleted


def _edits() -> Values:
    """Every field of every record that an editor wrote, and every record that she made."""
    return {
        (model, record.pk, field.name): plain_value(record, field.name)
        for model in IMPORTED
        for record in model._default_manager.all()
        for field in model._meta.concrete_fields
        if field.editable and is_edited(record, field.name)
    }


def _addresses() -> list[str]:
    records = [record for model in PUBLIC for record in model._default_manager.order_by("pk")]
    shown = [record for record in records if not isinstance(record, CaseThread) or record.state != "dismissed"]
    people = list(Person.objects.order_by("pk"))[::SAMPLED_PEOPLE]
    # Each of these models has an address, which Model itself has not.
    return [record.get_absolute_url() for record in (*shown, *people)]  # type: ignore[attr-defined]


def _status(address: str) -> int:
    """What the page at the address answers, or the one that it leads to."""
    response = Client().get(address, follow=True)
    response.close()  # the file of a document
    return response.status_code


def _check_of_search() -> tuple[object, str]:
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search_index", check=True, stdout=said)
    return ended.value.code, said.getvalue()


def test_every_document_is_read_by_this_version(read_again: ReadAgain) -> None:
    assert set(Document.objects.values_list("parser_version", flat=True)) == {PARSER_VERSION}
    assert "Afvist" not in read_again.said


def test_no_edit_is_lost(read_again: ReadAgain) -> None:
    assert len(read_again.before) > len(WRITTEN)
    assert {key: value for key, value in read_again.before.items() if read_again.after.get(key) != value} == {}


def test_what_was_deleted_stays_so(read_again: ReadAgain) -> None:
    assert set(AgendaItem.objects.values_list("pk", flat=True)) == read_again.items
    assert [model for model, known in read_again.deleted.items() if model._default_manager.filter(**known)] == []


def test_no_item_is_doubled(read_again: ReadAgain) -> None:
    titles = Counter(AgendaItem.objects.values_list("meeting", "title"))
    numbers = Counter(AgendaItem.objects.values_list("meeting", "number"))
    assert [found for counted in (titles, numbers) for found, times in counted.items() if times > 1] == []


def test_every_address_answers(read_again: ReadAgain) -> None:
    assert len(read_again.statuses) > len(read_again.items)
    assert {address: status for address, status in read_again.statuses.items() if status not in (200, 410)} == {}
    gone = [address for address, status in read_again.statuses.items() if status == 410]
    assert [address for address in gone if not address.startswith("/forloeb/")] == []


def test_search_follows(read_again: ReadAgain) -> None:
    code, said = read_again.check
    assert (code, "0 venter, 0 afviger" in said) == (0, True)
