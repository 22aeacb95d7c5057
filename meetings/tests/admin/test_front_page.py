"""The front page of the admin: what waits for an editor, with a number and a way in, and what was changed last."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from meetings.models import Conflict, Synonym, Upload
from meetings.models.choices import SynonymStatus, UploadState
from meetings.tests.editing import make_meeting, open_page, save

pytestmark = pytest.mark.django_db


def tasks(client: Client) -> dict[str, str]:
    """The sentences of the list »Venter på dig«, with where they lead."""
    page = open_page(client, reverse("admin:index"))
    waiting = page.split("Venter på dig")[1].split("</ul>")[0]
    return {sentence: address for address, sentence in re.findall(r'<li><a href="(.*?)">(.*?)</a></li>', waiting)}


def upload(state: UploadState, number: int) -> None:
    Upload.objects.create(source_name="a.txt", sha256=f"{number:064}", size=1, state=state, sentence="Fordi.")


def test_an_empty_archive_has_nothing_waiting(admin_client: Client) -> None:
    assert "Intet lige nu." in open_page(admin_client, reverse("admin:index"))


def test_what_waits_is_told_with_its_number_and_leads_to_its_list(admin_client: Client) -> None:
    upload(UploadState.HELD, 1)
    upload(UploadState.REFUSED, 2)
    upload(UploadState.REFUSED, 3)
    Synonym.objects.create(word="DHR", meaning="Det Danske Havneråd", status=SynonymStatus.SUGGESTED)
    found = tasks(admin_client)
    assert {"1 tilbageholdt fil", "2 afviste filer", "1 foreslået forkortelse"} <= {*found}
    for address in found.values():
        assert admin_client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_list_that_it_leads_to_has_so_many(admin_client: Client) -> None:
    for number in range(3):
        upload(UploadState.HELD, number)
    upload(UploadState.APPLIED, 9)
    page = admin_client.get(tasks(admin_client)["3 tilbageholdte filer"])
    assert page.context["cl"].result_count == 3


def test_only_what_one_may_see(client: Client) -> None:
    meeting = make_meeting()
    Conflict.objects.create(
        meeting=meeting,
        kind="item",
        record_id=1,
        record_title="1",
        field="title",
        field_title="Overskrift",
        document=meeting.documents.get(),
    )
    client.force_login(User.objects.create_user("ny", is_staff=True))
    assert "uenighed" not in open_page(client, reverse("admin:index"))
    reader = User.objects.create_user("laeser", is_staff=True)
    reader.groups.add(Group.objects.get(name="Læser"))
    client.force_login(reader)
    page = open_page(client, reverse("admin:index"))
    assert "1 uenighed med et dokument" in page
    assert "Indlæs dokumenter" not in page


def test_what_was_changed_last_and_by_whom(admin_client: Client, admin_user: User) -> None:
    save(admin_client, make_meeting().items.get(), title="Kystplan")
    page = open_page(admin_client, reverse("admin:index"))
    assert re.search(rf"Punkt: 1\.2 Kystplan</a>\s*– {admin_user},", page)
