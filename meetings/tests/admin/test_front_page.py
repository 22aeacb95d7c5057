"""The front page of the admin: what waits for an editor, with a number and a way in, and what was changed last."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from meetings.changes.recording import recording
from meetings.models import AgendaItem, Conflict, PersonMerge, Synonym, Upload
from meetings.models.choices import DocumentKind, SynonymStatus, ThreadPlace, UploadState
from meetings.tests import factories
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


def make_what_waits(council_name: str, *, is_sample: bool) -> None:
    """In a council of its own: minutes that lack, a warning, a proposed case, an abbreviation, two names of one."""
    council = factories.make_council(council_name, is_sample=is_sample)
    with recording():
        meeting = factories.make_meeting(date(2024, 3, 1), council=council)
        factories.make_document(meeting, kind=DocumentKind.AGENDA, warnings=[{"text": "?", "page": 1, "line": 1}])
        items = [factories.make_item(f"{council_name} {n}", f"1.{2 * n}", meeting=meeting) for n in (1, 2)]
        AgendaItem.objects.filter(pk=items[0].pk).update(
            references=[date(2019, 1, 1)], case_references=["SAG-1"], item_references=["7.7"]
        )
    thread = factories.make_thread(council_name, *items)
    thread.places.update(place=ThreadPlace.PROPOSED)
    Synonym.objects.create(
        word=council_name, meaning="ikke ordet", status=SynonymStatus.SUGGESTED, item=items[0], origin="document"
    )
    people = [factories.make_person(f"{name} {council_name}") for name in ("Bo", "Bo Krag")]
    for person in people:
        factories.make_appointment(items[0], person, f"Udvalget i {council_name}")
    PersonMerge.objects.create(kept=people[1], merged=people[0])


LISTS_OF_WHAT_WAITS = (
    "/admin/meetings/casethread/",
    "/admin/meetings/synonym/",
    "/admin/meetings/personmerge/",
    "/admin/meetings/document/?advarsler=ja",
    "/admin/meetings/meeting/fuldstaendighed/",
)


def listed(client: Client, address: str) -> str:
    """The page of a list without what it can be narrowed by."""
    return open_page(client, address).partition('id="changelist-filter"')[0]


def test_samples_wait_for_nobody_beside_a_real_council(admin_client: Client) -> None:
    make_what_waits("Eksempelråd", is_sample=True)
    alone = tasks(admin_client)
    assert "1 møde uden referat" in alone
    assert len(alone) == 5
    for address in LISTS_OF_WHAT_WAITS:
        assert "Eksempelråd" in listed(admin_client, address), address
    factories.make_council("KKR Rigtig")
    assert "Intet lige nu." in open_page(admin_client, reverse("admin:index"))
    for address in LISTS_OF_WHAT_WAITS:
        assert "Eksempelråd" not in listed(admin_client, address), address
    make_what_waits("Andetråd", is_sample=False)
    assert {*tasks(admin_client)} == {*alone}
    for address in LISTS_OF_WHAT_WAITS:
        assert "Andetråd" in listed(admin_client, address), address
