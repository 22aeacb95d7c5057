"""Attachments of a meeting as a whole: an editor's, which stand on its page whatever is imported or undone."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.importing.replay import replay, undo_import
from meetings.models import Document, Meeting, MeetingAttachment
from meetings.tests.documents import document_text, import_text
from meetings.tests.editing import admin_address, form_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(settings: Any, tmp_path: Path) -> Meeting:
    settings.MEDIA_ROOT = tmp_path
    import_text(document_text("agenda"), "dagsorden.txt")
    return Meeting.objects.get()


def attach(client: Client, meeting: Meeting, title: str, content: bytes) -> MeetingAttachment:
    """An editor attaches a file on the meeting's page."""
    address = admin_address(Meeting, "change", meeting.pk)
    fields = form_values(client.get(address))
    place = fields["attachments-TOTAL_FORMS"]
    fields |= {
        "attachments-TOTAL_FORMS": place + 1,
        f"attachments-{place}-title": title,
        f"attachments-{place}-position": place,
        f"attachments-{place}-file": SimpleUploadedFile(f"{title}.pdf", content),
    }
    assert client.post(address, fields).status_code == 302
    return MeetingAttachment.objects.get(title=title)


def shown(client: Client, meeting: Meeting) -> list[str]:
    """The titles of those that the meeting's page leads to, and whose files are there."""
    page = client.get(meeting.get_absolute_url()).content.decode()
    found = [one for one in meeting.attachments.order_by("position") if f'href="{one.get_absolute_url()}"' in page]
    assert all(b"".join(client.get(one.get_absolute_url())).startswith(b"%PDF") for one in found)
    return [one.title for one in found if one.title in page]


def test_those_that_an_editor_attaches_stand_on_the_meetings_page(
    admin_client: Client, client: Client, meeting: Meeting
) -> None:
    assert shown(client, meeting) == []
    attach(admin_client, meeting, "Mødeplan", b"%PDF-1.4 plan")
    attach(admin_client, meeting, "Samlet bilag", b"%PDF-1.4 alt")
    assert shown(client, meeting) == ["Mødeplan", "Samlet bilag"]


def test_they_stay_whatever_is_imported_read_anew_or_undone(
    admin_client: Client, client: Client, meeting: Meeting
) -> None:
    attach(admin_client, meeting, "Mødeplan", b"%PDF-1.4 plan")
    import_text(document_text("minutes"), "referat.txt")
    assert shown(client, meeting) == ["Mødeplan"]
    replay(meeting)
    assert shown(client, meeting) == ["Mødeplan"]
    undo_import([Document.objects.get(source_name="referat.txt")])
    assert shown(client, meeting) == ["Mødeplan"]


def test_one_that_goes_leaves_no_address_that_gives_it(admin_client: Client, client: Client, meeting: Meeting) -> None:
    attachment = attach(admin_client, meeting, "Mødeplan", b"%PDF-1.4 plan")
    address = attachment.get_absolute_url()
    assert shown(client, meeting) == ["Mødeplan"]
    attachment.delete()
    assert shown(client, meeting) == []
    assert client.get(address).status_code == 404
