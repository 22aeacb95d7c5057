"""An import is undone as a whole, and two meetings that are one become one."""

import pytest
from django.test import Client

from meetings.importing.replay import EditsInTheWay, delete_meeting, join_meetings, plan_undoing, undo_import
from meetings.models import AgendaItem, Document, Meeting
from meetings.search.indexing import drifted_items
from meetings.tests.integrity import archive_faults, meeting_values
from meetings.tests.sequences import (
    AGENDA,
    DAY,
    FERRY,
    HARBOUR,
    OTHER_DAY,
    QUARRY,
    meetings_in_words,
    numbered,
    paper,
    put_in,
)

pytestmark = pytest.mark.django_db

# Each is imported after an agenda, and then undone.
LATER = {
    "minutes": paper("REFERAT", AGENDA[:2]),
    "a revised agenda": paper("REVIDERET DAGSORDEN", [AGENDA[0], QUARRY], start="10:00"),
    "a supplement": paper("TILLÆGSDAGSORDEN", [HARBOUR], numbers=["1.4"]),
    "word that it is cancelled": paper(notes=["Mødet er aflyst."]),
    "word that it is moved": paper(day=OTHER_DAY, notes=[f"Mødet er flyttet fra den {DAY:%d-%m-%Y}."]),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in LATER.items()])
def test_what_is_undone_was_never_there(text: str) -> None:
    put_in(paper(), "dagsorden.txt")
    before, meeting = meetings_in_words(), Meeting.objects.get()
    values, written = meeting_values(meeting), meeting.written
    put_in(text, "senere.txt")
    assert meetings_in_words() != before or meeting_values(Meeting.objects.get()) != values
    undo_import([Document.objects.get(source_name="senere.txt")])
    meeting = Meeting.objects.get()
    assert meetings_in_words() == before
    assert (meeting_values(meeting), meeting.written) == (values, written)
    assert (meeting.status, meeting.moved_from) == ("", [])
    assert not archive_faults()
    assert not list(drifted_items(100))


def test_an_address_that_a_meeting_had_meanwhile_leads_back(client: Client) -> None:
    put_in(paper(), "dagsorden.txt")
    put_in(LATER["word that it is moved"], "senere.txt")
    undo_import([Document.objects.get(source_name="senere.txt")])
    assert client.get("/kkr-fjordland/2031-03-13/")["Location"] == "/kkr-fjordland/2031-03-06/"


def test_the_only_document_takes_the_meeting_along(client: Client) -> None:
    put_in(paper())
    planned = plan_undoing(Document.objects.all())
    assert planned.is_whole
    assert "punkt 1.2" in planned.gone
    undo_import(Document.objects.all())
    assert not Meeting.objects.exists()
    assert client.get("/kkr-fjordland/2031-03-06/1-2/").status_code == 410


def test_what_an_editor_wrote_stands_in_the_way_and_is_named() -> None:
    put_in(paper(), "dagsorden.txt")
    put_in(LATER["a supplement"], "senere.txt")
    AgendaItem.objects.filter(title=HARBOUR.title).update(title="Havnen graves ud")
    document = Document.objects.get(source_name="senere.txt")
    with pytest.raises(EditsInTheWay, match="edits") as refusal:
        undo_import([document])
    assert refusal.value.edits == ("punkt 1.4: overskrift",)
    undo_import([document], discard_edits=True)
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]


def test_an_edit_of_what_is_left_stays() -> None:
    put_in(paper(), "dagsorden.txt")
    AgendaItem.objects.filter(title=FERRY.title).update(title="Færgen")
    put_in(LATER["minutes"], "senere.txt")
    undo_import([Document.objects.get(source_name="senere.txt")])
    assert AgendaItem.objects.get(number="1.2").title == "Færgen"


def test_two_meetings_become_one_and_the_old_address_leads_there(client: Client) -> None:
    put_in(paper(matters=[*AGENDA, HARBOUR]), "dagsorden.txt")
    remarks = put_in(paper("REFERAT", AGENDA, day=OTHER_DAY), "referat.txt").remarks
    assert "De samme 3 punkter står på mødet »KKR Fjordland, 6. marts 2031«, som ikke har noget referat." in remarks[0]
    assert not AgendaItem.objects.filter(withdrawn=True).exists()
    join_meetings(Meeting.objects.get(date=OTHER_DAY), Meeting.objects.get(date=DAY))
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.moved_from, meeting.documents.count()) == (OTHER_DAY, [DAY], 2)
    assert list(meetings_in_words().values()) == [[*numbered(AGENDA), f"1.4 {HARBOUR.title}*"]]
    assert client.get("/kkr-fjordland/2031-03-06/")["Location"] == "/kkr-fjordland/2031-03-13/"
    assert client.get("/kkr-fjordland/2031-03-06/1-2/")["Location"] == "/kkr-fjordland/2031-03-13/1-2/"
    assert not archive_faults()


def test_a_meeting_is_deleted_with_its_documents(client: Client) -> None:
    put_in(paper())
    delete_meeting(Meeting.objects.get())
    assert not Document.objects.exists()
    assert client.get("/kkr-fjordland/2031-03-06/").status_code == 410
