"""What an editor undoes, deletes or joins goes through one page that says what goes and what stays."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import AgendaItem, Conflict, Document, Meeting, MeetingAttachment, Upload
from meetings.models.choices import UploadState
from meetings.tests.documents import source_file
from meetings.tests.editing import admin_address, save
from meetings.tests.sequences import AGENDA, DAY, HARBOUR, OTHER_DAY, OTHERS, meetings_in_words, numbered, paper, put_in

pytestmark = pytest.mark.django_db


def upload(client: Client, text: str, name: str = "dokument.txt") -> Upload:
    client.post(admin_address(Upload, "add"), {"documents": SimpleUploadedFile(name, source_file(text).content)})
    return Upload.objects.latest("pk")


def press(client: Client, record: Upload, **button: str) -> Upload:
    client.post(admin_address(Upload, "change", record.pk), button)
    record.refresh_from_db()
    return record


def test_an_upload_is_undone_from_its_page(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    done = press(admin_client, upload(admin_client, paper("REFERAT", AGENDA[:2])), _apply="1")
    assert done.document
    address = admin_address(Document, "delete", done.document.pk)
    assert address in admin_client.get(admin_address(Upload, "change", done.pk)).content.decode()
    page = admin_client.get(address).content.decode()
    assert "beslutning 1.1" in page
    assert "Mødet bliver" in page
    admin_client.post(address, {"confirm": "1"})
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]


def test_a_document_with_an_open_conflict_can_be_undone(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    AgendaItem.objects.filter(number="1.2").update(title="Rettet")
    put_in(paper(matters=[AGENDA[0], HARBOUR, AGENDA[2]], numbers=["1.1", "1.2", "1.3"], notes=["Revideret udgave"]))
    document = Document.objects.latest("pk")
    admin_client.post(admin_address(Document, "delete", document.pk), {"confirm": "1", "discard": "1"})
    assert not Document.objects.filter(pk=document.pk).exists()
    assert not Conflict.objects.filter(document_id=document.pk).exists()
    assert AgendaItem.objects.filter(title="Rettet").exists()


def test_a_meeting_goes_with_its_documents_at_once(admin_client: Client) -> None:
    put_in(paper())
    address = admin_address(Meeting, "delete", Meeting.objects.get().pk)
    assert "punkt 1.2" in admin_client.get(address).content.decode()
    assert Meeting.objects.exists()
    admin_client.post(address, {"confirm": "1"})
    assert (Meeting.objects.count(), Document.objects.count()) == (0, 0)


def test_what_an_editor_wrote_goes_only_where_she_says_so(admin_client: Client) -> None:
    put_in(paper())
    AgendaItem.objects.filter(number="1.2").update(title="Rettet")
    address = admin_address(Meeting, "delete", Meeting.objects.get().pk)
    page = admin_client.post(address, {"confirm": "1"}).content.decode()
    assert "punkt 1.2: overskrift" in page
    assert Meeting.objects.exists()
    admin_client.post(address, {"confirm": "1", "discard": "1"})
    assert not Meeting.objects.exists()


def test_two_meetings_are_joined(admin_client: Client) -> None:
    put_in(paper(matters=[*AGENDA, HARBOUR]), "dagsorden.txt")
    put_in(paper("REFERAT", AGENDA, day=OTHER_DAY), "referat.txt")
    kept, other = Meeting.objects.get(date=OTHER_DAY), Meeting.objects.get(date=DAY)
    address = f"/admin/meetings/meeting/{kept.pk}/saml/"
    assert f"?other={other.pk}" in admin_client.get(address).content.decode()
    admin_client.post(address, {"other": other.pk, "confirm": "1"})
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-13/"]


def test_an_upload_asks_which_meeting_it_is_of(admin_client: Client) -> None:
    put_in(paper())
    asked = upload(admin_client, paper("REFERAT", OTHERS, start=""))
    assert asked.state == UploadState.ASKS
    page = admin_client.get(admin_address(Upload, "change", asked.pk)).content.decode()
    assert "Det er mødet »KKR Fjordland, 6. marts 2031 kl. 09.30«" in page
    planned = press(admin_client, asked, _into="nyt")
    assert planned.state == UploadState.PLANNED
    press(admin_client, planned, _apply="1")
    assert list(meetings_in_words().values()) == [numbered(AGENDA), numbered(OTHERS)]


def test_an_upload_is_said_to_be_of_the_meeting_that_was_moved(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    planned = upload(admin_client, paper("REFERAT", AGENDA, day=OTHER_DAY), "referat.txt")
    assert "De samme 3 punkter" in planned.summary
    into = press(admin_client, planned, _into=str(Meeting.objects.get().pk))
    press(admin_client, into, _apply="1")
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-13/"]
    assert Meeting.objects.get().moved_from == [DAY]


@pytest.mark.parametrize("ending", ["", "\n\n"], ids=["the same file", "an empty line more"])
def test_what_an_editor_deleted_is_named_and_can_be_had_again(admin_client: Client, ending: str) -> None:
    put_in(paper(), "dagsorden.txt")
    AgendaItem.objects.filter(number__in=["1.2", "1.3"]).delete()
    done = upload(admin_client, paper() + ending)
    assert "Redaktionen har slettet punkt 1.2, punkt 1.3: det holdes tilbage." in done.summary
    page = admin_client.get(admin_address(Upload, "change", done.pk)).content.decode()
    assert "Holdes tilbage: punkt 1.2, som redaktionen har slettet" in page
    assert AGENDA[1].title in page
    assert AgendaItem.objects.count() == 1
    press(admin_client, press(admin_client, done, _restore="1"), _apply="1")
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]


def test_status_days_and_joint_councils_are_edited(admin_client: Client, client: Client) -> None:
    put_in(paper())
    put_in(paper(matters=OTHERS, start="15:00", notes=["Ekstraordinært møde"]))
    first = Meeting.objects.get(is_extraordinary=False)
    save(admin_client, first, status="cancelled")
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Aflyst" in page
    assert "EventCancelled" in page
    put_in(paper(day=OTHER_DAY, matters=[HARBOUR]))
    save(admin_client, first, date=OTHER_DAY.strftime("%d.%m.%Y"), status="moved", moved_from=DAY.strftime("%d.%m.%Y"))
    first.refresh_from_db()
    assert first.get_absolute_url() == "/kkr-fjordland/2031-03-13/kl-0930/"
    assert client.get("/kkr-fjordland/2031-03-06/")["Location"] == first.get_absolute_url()


def test_an_attachment_of_the_meeting_as_a_whole_is_on_its_page(client: Client) -> None:
    put_in(paper())
    attachment = MeetingAttachment(meeting=Meeting.objects.get(), title="Samlet bilag")
    attachment.file.save("samlet.pdf", ContentFile(b"%PDF-1.4"))
    page = client.get("/kkr-fjordland/2031-03-06/").content.decode()
    assert "Samlet bilag" in page
    assert b"".join(client.get(attachment.get_absolute_url())).startswith(b"%PDF")
