"""Several imports undone, meetings or people deleted at once: one page says what goes, what stays, what comes back."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import AgendaItem, Appointment, Document, HistoryEntry, Meeting, Participant, Person, Upload
from meetings.models.choices import Status, UploadState
from meetings.people.merging import merge
from meetings.tests import factories
from meetings.tests.documents import source_file
from meetings.tests.editing import admin_address
from meetings.tests.sequences import AGENDA, OTHER_DAY, OTHERS, meetings_in_words, numbered, paper, put_in

pytestmark = pytest.mark.django_db


def select(client: Client, model: Any, *records: Any) -> Any:
    """Choose records in the list of `model`, and »Slet valgte«: the page that says what goes."""
    fields = {"action": "delete_selected", "_selected_action": [record.pk for record in records]}
    return client.post(admin_address(model, "changelist"), fields)


def confirm(client: Client, page: Any, **fields: str) -> Any:
    """Say yes on such a page."""
    fields = {**{name: str(value) for name, value in page.context["fields"].items()}, "confirm": "1", **fields}
    return client.post(page.context["posts_to"] or page.request["PATH_INFO"], fields)


def upload_together(client: Client, *texts: str) -> list[Upload]:
    files = [SimpleUploadedFile(f"{number}.txt", source_file(text).content) for number, text in enumerate(texts)]
    client.post(admin_address(Upload, "add"), {"documents": files})
    uploads = list(Upload.objects.order_by("-pk")[: len(texts)])
    for one in uploads:
        client.post(admin_address(Upload, "change", one.pk), {"_apply": "1"})
    return list(Upload.objects.filter(pk__in=[one.pk for one in uploads]))


def test_all_that_was_uploaded_together_is_undone_at_once(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    done = upload_together(admin_client, paper("REFERAT", AGENDA[:2]), paper(matters=OTHERS, day=OTHER_DAY))
    assert {one.state for one in done} == {UploadState.APPLIED}
    assert len(meetings_in_words()) == 2
    link = f"{admin_address(Document, 'changelist')}fortryd/?batch={done[0].batch}"
    assert link in admin_client.get(admin_address(Upload, "change", done[0].pk)).content.decode()
    page = admin_client.get(link)
    text = page.content.decode()
    assert text.count("og dets fil") == 2
    assert "som arkivet ikke har andre dokumenter fra" in text
    assert "Disse møder bliver, som deres andre dokumenter siger" in text
    confirm(admin_client, page)
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]
    assert {one.state for one in Upload.objects.filter(batch=done[0].batch)} == {UploadState.UNDONE}


def test_chosen_uploads_are_undone(admin_client: Client) -> None:
    done = upload_together(admin_client, paper(), paper(matters=OTHERS, day=OTHER_DAY))
    list_page = admin_address(Upload, "changelist")
    page = admin_client.post(list_page, {"action": "undo", "_selected_action": [done[0].pk]})
    confirm(admin_client, page)
    assert [one.state for one in Upload.objects.filter(pk=done[0].pk)] == [UploadState.UNDONE]
    assert Document.objects.count() == 1
    again = admin_client.post(list_page, {"action": "undo", "_selected_action": [done[0].pk]}, follow=True)
    assert "Ingen af de valgte er indlæst." in again.content.decode()


def test_the_chosen_documents_of_the_list_are_undone_through_the_same_page(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    put_in(paper("REFERAT", AGENDA[:2]), "referat.txt")
    page = select(admin_client, Document, Document.objects.get(source_name="referat.txt"))
    assert "Mødet" not in page.context["title"]
    assert Document.objects.count() == 2
    confirm(admin_client, page)
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]


def test_several_are_undone_where_an_editor_wrote_only_when_she_says_so(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    put_in(paper(matters=OTHERS, day=OTHER_DAY), "anden.txt")
    AgendaItem.objects.filter(meeting__date=OTHER_DAY, number="1.1").update(title="Rettet")
    page = select(admin_client, Document, *Document.objects.all())
    refused = confirm(admin_client, page)
    assert "punkt 1.1: overskrift" in refused.content.decode()
    assert Document.objects.count() == 2
    confirm(admin_client, page, discard="1")
    assert (Document.objects.count(), Meeting.objects.count()) == (0, 0)


def test_chosen_meetings_go_with_their_documents(admin_client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    put_in(paper(matters=OTHERS, day=OTHER_DAY), "anden.txt")
    page = select(admin_client, Meeting, *Meeting.objects.all())
    assert page.content.decode().count("og dets fil") == 2
    confirm(admin_client, page)
    assert (Document.objects.count(), Meeting.objects.count()) == (0, 0)


@pytest.fixture
def person() -> Person:
    """Somebody who took part and was appointed, was followed by another, and is known by a second name."""
    meeting = factories.make_meeting()
    bo = factories.make_person("Bo Lind")
    other_name = factories.make_person("Bo Krag Lind")
    factories.make_participant(meeting, bo, status=Status.PRESENT)
    item = factories.make_item(meeting=meeting)
    factories.make_appointment(item, bo)
    factories.make_appointment(item, factories.make_person("Anna Holm"), replaces=bo)
    merge(bo, other_name, None)
    return bo


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_person_goes_through_one_page(admin_client: Client, client: Client, person: Person, way: str) -> None:
    address = admin_address(Person, "delete", person.pk)
    page = admin_client.get(address) if way == "page" else select(admin_client, Person, person)
    text = page.content.decode()
    for told in ("personen »Bo Lind«", "navnet »Bo Krag Lind«", "deltagelsen i mødet", "udpegningen til Havnerådet"):
        assert told in text
    assert "1 udpegning af andre i stedet for personen bliver" in text
    assert "holdes deltagelser og udpegninger tilbage" in text
    # What documents did not say, an editor wrote.
    assert "Det har redaktionen skrevet" in text
    confirm(admin_client, page)
    assert Person.objects.count() == 3
    confirm(admin_client, page, discard="1")
    assert list(Person.objects.values_list("name", flat=True)) == ["Anna Holm"]
    assert Appointment.objects.get().replaces is None
    assert client.get("/personer/bo-lind/").status_code == 404


def test_a_deleted_person_comes_back_with_all_that_went(admin_client: Client, person: Person) -> None:
    confirm(admin_client, admin_client.get(admin_address(Person, "delete", person.pk)), discard="1")
    entry = HistoryEntry.objects.deletions(Person).get(key=person.pk)
    admin_client.post(f"{admin_address(Person, 'changelist')}slettede/", {"entry": entry.pk})
    assert Participant.objects.get().person == person
    assert set(Appointment.objects.values_list("person__name", "replaces__name")) == {
        ("Bo Lind", None),
        ("Anna Holm", "Bo Lind"),
    }


@pytest.mark.parametrize("model", [Document, Meeting, Person])
def test_whoever_may_only_look_deletes_nothing(client: Client, person: Person, model: Any) -> None:
    put_in(paper(), "dagsorden.txt")
    reader = User.objects.create_user("laeser", is_staff=True)
    reader.groups.add(Group.objects.get(name="Læser"))
    client.force_login(reader)
    record = model.objects.first()
    assert client.get(admin_address(model, "delete", record.pk)).status_code == 403
    select(client, model, record)
    assert model.objects.filter(pk=record.pk).exists()
