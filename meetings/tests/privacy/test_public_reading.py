"""No public address shows anything of what is withheld, and no statement that a page runs reads past it."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.changes.change_pass import run_pass
from meetings.models import AgendaItem, Attachment, MeetingAttachment, Person, public_reading
from meetings.models.samples import HIDDEN_ITEMS
from meetings.models.withholdings import WITHHELD_MODELS
from meetings.privacy.withholding import withhold
from meetings.tests import factories
from meetings.tests.privacy.public_texts import public_texts

pytestmark = pytest.mark.django_db

WHY = "Det er taget af, mens vi ser på en indsigelse."
# Tables of which a public page reads only what is not withheld, by the rows' own mark or by their item's or person's.
GUARDED = (
    *("agendaitem", "document", "attachment", "meetingattachment", "person", "decision", "table", "appointment"),
    *("participant", "threaditem", "mattersignature", "agendaitem_topics", "agendaitem_municipalities"),
)
_READ = re.compile(rf'FROM "?meetings_(?:{"|".join(GUARDED)})"?(?= |$)')
# A condition: not so a column that is selected, which a comma stands before. Or the rows of items that are in a list.
_GUARD = re.compile(r'(?:NOT|AND|WHERE|OR|\() \(?"?\w+"?\."?is_withheld|"agendaitem_id" IN \(SELECT')
# The keys of items that a record is linked with, of an item that is guarded itself.
_LINKED = re.compile(
    r'"meetings_agendaitem"\."id" = ANY\(ARRAY\(SELECT agendaitem_id FROM meetings_agendaitem_\w+ WHERE \w+ = \d+\)\)'
)
# What asks past it, by the words of the statement, and why that shows nothing.
ALLOWED = {
    'SELECT "meetings_appointment"."body_id"': "who left a seat for whom, as keys: pages/seats.py leaves rows out",
    '"meetings_person"."slug" = ': "the person of an address, of whom the page then says that they are hidden",
    '"meetings_person"."id" = ': "the person at the end of a merge: where an address leads",
}


@pytest.fixture
def archive() -> AgendaItem:
    meeting = factories.make_meeting()
    public = factories.make_item("Havnens kajplads", "2", meeting=meeting, case_number="SAG-2024-00001")
    document = factories.make_document(meeting, text="3 Zebrafinkens beflagning", name="zebrafinken.txt")
    item = factories.make_item(
        "Zebrafinkens beflagning", "3", meeting=meeting, document=document, case_number="SAG-2024-00001",
        decision="Zebrafinkens vimpler blev vedtaget.", presentation="Zebrafinkens 12 vimpler, og zebrafinken selv.",
        municipalities=[factories.make_municipality()], topics=[factories.make_topic("Fugle")],
    )  # fmt: skip
    factories.make_table(item, title="Zebrafinker")
    hidden = factories.make_person("Zebrafinke Holtegaard")
    factories.make_participant(meeting, hidden)
    factories.make_participant(meeting)
    factories.make_appointment(public, hidden, body="Fuglerådet")
    factories.make_appointment(public, body="Fuglerådet", replaces=hidden)
    factories.make_thread("Havnens vimpler", public, item)
    Attachment.objects.create(item=item, title="Zebrafinkens kort", file="bilag/x.txt")
    MeetingAttachment.objects.create(meeting=meeting, title="Zebrafinkens plan", file="bilag/y.txt")
    return item


def everything_of_zebras(item: AgendaItem) -> list[Model]:
    return [item, Person.objects.get(name="Zebrafinke Holtegaard"), MeetingAttachment.objects.get()]


def test_no_public_address_tells_of_what_is_withheld(client: Client, archive: AgendaItem) -> None:
    for record in everything_of_zebras(archive):
        withhold(record, WHY, "-")
    run_pass()
    with CaptureQueriesContext(connection) as queries:
        texts = public_texts(client, "zebra")
    telling = {address for address, text in texts.items() if "zebra" in text.lower() and "?q=" not in address}
    searches = {address: text for address, text in texts.items() if "?q=" in address and "zebrafinkens" in text.lower()}
    assert (telling, searches) == (set(), {})
    assert len(texts) > 40
    past = {query["sql"][:300] for query in queries if reads_past(query["sql"])}
    assert past == set()


def reads_past(statement: str) -> bool:
    """Whether the statement reads a guarded table somewhere without a condition on what is withheld."""
    if any(words in statement for words in ALLOWED):
        return False
    statement = statement.replace(HIDDEN_ITEMS, "")  # the keys of items that are left out show nothing of them
    statement = _LINKED.sub("", statement)
    return len(_READ.findall(statement)) > len(_GUARD.findall(statement))


@pytest.mark.parametrize("model", [*WITHHELD_MODELS.values()])
def test_a_public_page_does_not_see_a_withheld_record_however_it_asks(archive: AgendaItem, model: type[Model]) -> None:
    record = model._default_manager.latest("pk")
    withhold(record, WHY, "-")
    assert model._default_manager.filter(pk=record.pk).exists()
    with public_reading.reading_publicly():
        assert not model._default_manager.filter(pk=record.pk).exists()
        assert not model._default_manager.in_bulk([record.pk])
        assert model.including_withheld.filter(pk=record.pk).exists()  # type: ignore[attr-defined]  # each has it


PARTS: dict[str, Callable[[AgendaItem], object]] = {
    "decision": lambda item: item.decision.__class__._default_manager.filter(item=item),
    "tables": lambda item: item.tables.all(),
    "attachments": lambda item: item.attachments.all(),
    "threads": lambda item: item.thread_places.all(),
    "appointments": lambda item: item.appointments.all(),
    "meeting's items": lambda item: item.meeting.items.filter(pk=item.pk),
    "meeting's documents": lambda item: item.meeting.documents.filter(pk=item.document_id or 0),
}


@pytest.mark.parametrize("part", PARTS)
def test_the_parts_of_a_withheld_item_go_with_it(archive: AgendaItem, part: str) -> None:
    withhold(archive, WHY, "-")
    with public_reading.reading_publicly():
        assert list(PARTS[part](archive)) == []  # type: ignore[call-overload]  # querysets of several models
