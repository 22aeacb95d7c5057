"""The samples go as a whole, with their people, files, log and history; what is real stays as it is."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from meetings.changes.actors import act_as_user
from meetings.changes.recording import recording
from meetings.importing.sample_removal import remove_samples
from meetings.models import (
    AgendaItem,
    Body,
    CaseThread,
    Change,
    Council,
    Document,
    HistoryEntry,
    Meeting,
    Municipality,
    Participant,
    Person,
    RemovedMeeting,
    SearchRow,
    SearchWord,
    Upload,
)
from meetings.models.choices import UploadState
from meetings.search.indexing import drifted_items
from meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def make_both() -> tuple[Meeting, Meeting]:
    """A sample meeting and a real one; some people, bodies and municipalities both name, others one of them."""
    made = []
    for name, is_sample, number in (("KKR Eksempel", True, 1), ("KKR Rigtig", False, 2)):
        with recording():
            council = factories.make_council(name, is_sample=is_sample)
            meeting = factories.make_meeting(date(2024, 3, number), council=council)
            document = factories.make_document(meeting, f"Side {number}".encode(), f"referat-{number}.txt")
            item = factories.make_item(
                f"Sølvfisk {'opdigtet' if is_sample else 'virkelig'}", meeting=meeting, decision="Godkendt."
            )
            for person in ("Begge Bo", f"Person {number}"):
                factories.make_participant(meeting, factories.make_person(person), document=document)
            for body in ("Fællesrådet", f"Udvalg {number}"):
                factories.make_appointment(item, factories.make_person(f"Person {number}"), body)
            item.municipalities.add(factories.make_municipality("Aalborg"), factories.make_municipality(f"By {number}"))
            factories.make_thread(f"Forløb {number}", item)
            upload = Upload(
                source_name="x", sha256=document.sha256, size=1, state=UploadState.APPLIED, document=document
            )
            upload.file.save("x.txt", ContentFile(b"x"))
        made.append(meeting)
    return made[0], made[1]


def names(model: Any) -> set[str]:
    return set(model.objects.values_list("name", flat=True))


def files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def state_of_real() -> list[Any]:
    return [
        list(model.objects.filter(**{f"{path}council__is_sample": False}).order_by("pk").values())
        for model, path in (
            (Meeting, ""),
            (Document, "meeting__"),
            (AgendaItem, "meeting__"),
            (Participant, "meeting__"),
        )
    ]


def test_what_only_the_samples_have_goes(media: Path, django_capture_on_commit_callbacks: Any) -> None:
    sample, real = make_both()
    before, stored = state_of_real(), files(media)
    keys = {"meetings_meeting": sample.pk, "meetings_council": sample.council_id}
    item = sample.items.get()
    with django_capture_on_commit_callbacks(execute=True):
        taken = remove_samples()
    assert (taken.councils, taken.meetings, taken.documents, taken.people) == (1, 1, 1, 1)
    assert names(Council) == {"KKR Rigtig"}
    assert names(Person) == {"Begge Bo", "Person 2"}
    assert names(Body) == {"Fællesrådet", "Udvalg 2"}
    assert names(Municipality) == {"Aalborg", "By 2"}
    assert CaseThread.objects.get().title == "Forløb 2"
    assert Upload.objects.get().document == real.documents.get()
    assert (stored, files(media)) == (4, 2)
    assert not RemovedMeeting.objects.exists()
    assert state_of_real() == before
    for table, key in {**keys, "meetings_agendaitem": item.pk}.items():
        assert not Change.objects.filter(table=table, key=key).exists(), table
        assert not HistoryEntry.objects.filter(table=table, key=key).exists(), table
    assert HistoryEntry.objects.filter(table="meetings_meeting", key=real.pk).exists()
    assert not Change.objects.waiting().exists()
    assert SearchRow.objects.get().item in real.items.all()
    assert not list(drifted_items(100))
    assert set(SearchWord.objects.values_list("word", flat=True)) >= {"sølvfisk", "virkelig"}
    assert not SearchWord.objects.filter(word="opdigtet").exists()


def test_samples_alone_leave_an_empty_archive() -> None:
    make_both()
    Council.objects.update(is_sample=True)
    remove_samples()
    assert not Council.objects.exists()
    assert not Person.objects.exists()
    assert not SearchWord.objects.exists()
    assert not HistoryEntry.objects.filter(table="meetings_person").exists()


def test_those_merged_into_a_samples_person_go_with_her() -> None:
    make_both()
    kept = Person.objects.get(name="Person 1")
    other = factories.make_person("Person Et")
    Person.objects.filter(pk=other.pk).update(merged_into=kept)
    remove_samples()
    assert names(Person) == {"Begge Bo", "Person 2"}


def test_a_register_entry_that_an_editor_made_stays() -> None:
    editor = User.objects.create_user("ed")
    with recording():
        act_as_user(editor.pk)
        factories.make_municipality("By 1")
    make_both()
    remove_samples()
    assert "By 1" in names(Municipality)


def test_the_command_tells_what_it_does() -> None:
    make_both()
    for dry_run, told in ((True, "Prøvekørsel: {} ville blive fjernet."), (False, "{} er fjernet.")):
        said = io.StringIO()
        call_command("remove_samples", dry_run=dry_run, stdout=said)
        assert said.getvalue().strip() == told.format("1 råd, 1 møde, 1 dokument og 1 person")
    assert names(Council) == {"KKR Rigtig"}


def test_the_button_is_there_while_there_are_samples(admin_client: Client) -> None:
    sample, _ = make_both()
    page = "/admin/meetings/council/eksempler/"
    assert page in admin_client.get("/admin/meetings/council/").content.decode()
    kind = ContentType.objects.get_for_model(Meeting)
    LogEntry.objects.log_actions(
        User.objects.get().pk, Meeting.objects.filter(pk=sample.pk), ADDITION, change_message="", single_object=True
    )
    asked = admin_client.get(page).content.decode()
    assert "det opdigtede råd »KKR Eksempel«" in asked
    assert "1 person, som kun eksemplerne nævner" in asked
    assert names(Council) == {"KKR Eksempel", "KKR Rigtig"}
    assert admin_client.post(page, {"confirm": "1"}).status_code == 302
    assert names(Council) == {"KKR Rigtig"}
    assert not LogEntry.objects.filter(content_type=kind, object_id=str(sample.pk)).exists()
    assert page not in admin_client.get("/admin/meetings/council/").content.decode()
    assert admin_client.get(page).status_code == 404
