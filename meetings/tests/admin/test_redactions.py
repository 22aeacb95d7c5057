"""»Udelad ord« in the admin: first it is told where the words stand, then they go; so does what holds a file."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.importing.upload_receiving import receive_files
from meetings.importing.uploads import process_upload
from meetings.models import AgendaItem, Document, Meeting, Redaction, Upload
from meetings.models.choices import RedactionScope, UploadState
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.editing import save
from meetings.tests.importing.test_holding import WRITTEN, minutes

pytestmark = pytest.mark.django_db

ADD = reverse("admin:meetings_redaction_add")
TEXT = document_text(items=(Item("1.1", "Klage fra Ane Holk"), Item("2.1", "Ny bro")))


@pytest.fixture
def officer(client: Client) -> Client:
    """A browser in which somebody of the group »Dataansvarlig« is logged in."""
    user = User.objects.create_user("dora", is_staff=True)
    user.groups.add(Group.objects.get(name="Dataansvarlig"))
    client.force_login(user)
    return client


def answers(**given: str) -> dict[str, str]:
    return {"phrases": "Ane Holk", "scope": "archive", "reason": "Efter anmodning", "originals": "slettes", **given}


def test_it_is_told_where_the_words_stand_and_nothing_is_written(officer: Client) -> None:
    import_text(TEXT)
    page = officer.post(ADD, answers(_check="1")).content.decode()
    assert "Her står ordene nu" in page
    assert "1 dokument<" in page
    assert not Redaction.objects.exists()
    assert AgendaItem.objects.filter(title__contains="Ane Holk").exists()


def test_the_words_go(officer: Client) -> None:
    import_text(TEXT)
    response = officer.post(ADD, answers(_confirm="1"), follow=True)
    assert "Ordene er udeladt" in response.content.decode()
    redaction = Redaction.objects.get()
    assert (redaction.scope, redaction.made_by.username if redaction.made_by else "") == ("archive", "dora")
    assert AgendaItem.objects.get(number="1.1").title == "Klage fra [udeladt]"
    assert "Ane Holk" not in officer.get(reverse("admin:meetings_redaction_changelist")).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({"phrases": "bo"}, "Skriv mindst 3 bogstaver", id="words that are in too much else"),
        pytest.param({"phrases": " "}, "Dette felt er påkrævet", id="no words"),
        pytest.param({"reason": "Ane Holk bad om det"}, "Begrundelsen har de ord", id="a reason with the words"),
        pytest.param({"reason": ""}, "Dette felt er påkrævet", id="no reason"),
        pytest.param({"scope": "meeting"}, "ikke en af de tilgængelige", id="a meeting that nobody chose"),
    ],
)
def test_what_is_wrong_is_told(given: dict[str, str], sentence: str, officer: Client) -> None:
    page = officer.post(ADD, answers(_confirm="1", **given)).content.decode()
    assert sentence in page
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("kind", ["item", "meeting", "document"])
def test_a_records_page_leads_there_and_offers_its_part_of_the_archive(kind: str, officer: Client) -> None:
    import_text(TEXT)
    record: Any = {
        "item": AgendaItem.objects.get(number="1.1"),
        "meeting": Meeting.objects.get(),
        "document": Document.objects.get(),
    }[kind]
    address = f"{ADD}?{kind}={record.pk}"
    assert (
        address
        in officer.get(reverse(f"admin:meetings_{record._meta.model_name}_change", args=(record.pk,))).content.decode()
    )
    page = officer.get(address).content.decode()
    assert "med dets punkter og dokumenter" in page
    scope = "document" if kind == "document" else "meeting"
    officer.post(address, answers(_confirm="1", scope=scope))
    assert Redaction.objects.get().scope == scope
    assert "Ane Holk" not in Document.objects.get().text


def test_the_file_as_it_came_is_for_those_who_answer_for_personal_data(officer: Client) -> None:
    import_text(TEXT)
    officer.post(ADD, answers(_confirm="1", originals="gemmes"))
    document = Document.objects.get()
    address = reverse("admin:meetings_redaction_file", args=(document.pk,))
    assert address in officer.get(reverse("admin:meetings_document_change", args=(document.pk,))).content.decode()
    assert officer.get(address).getvalue().decode() == TEXT
    editor = User.objects.create_user("eva", is_staff=True)
    editor.groups.add(Group.objects.get(name="Redaktør"))
    officer.force_login(editor)
    assert officer.get(address).status_code == 403
    assert officer.get(ADD).status_code == 403


def held_upload() -> Upload:
    received = receive_files([SimpleUploadedFile("a.txt", minutes(f"Ane Holk, {WRITTEN}, har søgt.").encode())])
    process_upload(received.uploads[0].pk)
    upload = Upload.objects.get()
    assert upload.state == UploadState.HELD
    return upload


def test_what_a_file_is_held_for_is_taken_out_by_one_answer(officer: Client) -> None:
    upload = held_upload()
    address = reverse("admin:meetings_upload_change", args=(upload.pk,))
    assert "Udelad det" in officer.get(address).content.decode()
    digest = upload.findings[0]["digest"]
    officer.post(address, {"_clear": "1", f"finding-{digest}": "redact"})
    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED
    assert Redaction.objects.get().scope == RedactionScope.DOCUMENT
    officer.post(address, {"_apply": "1"})
    assert "Ane Holk, [udeladt], har søgt." in Document.objects.get().text
    assert "[udeladt]" in AgendaItem.objects.get().presentation


def test_an_editor_cannot_take_it_out(client: Client) -> None:
    upload = held_upload()
    editor = User.objects.create_user("eva", is_staff=True)
    editor.groups.add(Group.objects.get(name="Redaktør"))
    client.force_login(editor)
    address = reverse("admin:meetings_upload_change", args=(upload.pk,))
    assert "Udelad det" not in client.get(address).content.decode()
    digest = upload.findings[0]["digest"]
    assert client.post(address, {"_clear": "1", f"finding-{digest}": "redact"}).status_code == 403


def test_a_warning_leads_to_where_it_is_taken_out(officer: Client) -> None:
    import_text(document_text(items=(Item("1.1", "Klage", presentation="Skriv til ane.holk@gmail.com om sagen."),)))
    document = Document.objects.get()
    page = officer.get(reverse("admin:meetings_document_change", args=(document.pk,))).content.decode()
    digest = next(warning["digest"] for warning in document.warnings if "digest" in warning)
    link = f"{ADD}?document={document.pk}&amp;fund={digest}"
    assert link in page
    form = officer.get(link.replace("&amp;", "&")).content.decode()
    assert "ane.holk@gmail.com" in form


def test_an_editor_does_not_write_the_words_again(officer: Client) -> None:
    import_text(TEXT)
    officer.post(ADD, answers(_confirm="1"))
    item = AgendaItem.objects.get(number="1.1")
    page = save(officer, item, title="Klage fra ANE HOLK").content.decode()
    assert "Her står ord, som er udeladt af arkivet" in page
    item.refresh_from_db()
    assert item.title == "Klage fra [udeladt]"
    save(officer, item, title="Klage fra en borger")
    item.refresh_from_db()
    assert item.title == "Klage fra en borger"
