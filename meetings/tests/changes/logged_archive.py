"""An archive with a record of every logged table, and how each of them is written: for tests by every route."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Body,
    CaseThread,
    Council,
    Decision,
    Document,
    Meeting,
    MeetingAttachment,
    Municipality,
    Participant,
    Party,
    Person,
    Section,
    Synonym,
    Table,
    ThreadItem,
    Topic,
    TopicChoice,
)
from meetings.tests import factories

Values = Mapping[str, Any]


@dataclass(frozen=True)
class LoggedArchive:
    """Two items of one meeting, the first with a part of every kind; and a meeting of another council."""

    item: AgendaItem
    bare: AgendaItem
    elsewhere: Meeting
    document: Document

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting


def make_logged_archive() -> LoggedArchive:
    meeting = factories.make_meeting(place="Rådhuset")
    elsewhere = factories.make_meeting(council=factories.make_council("KKR Andet"))
    document = factories.make_document(meeting)
    item = factories.make_item(
        "Kvoter",
        "1.1",
        meeting=meeting,
        section=factories.make_section(meeting),
        decision="Godkendt.",
        municipalities=[factories.make_municipality()],
        topics=[factories.make_topic()],
    )
    bare = factories.make_item("Broen", "1.2", meeting=meeting)
    factories.make_table(item)
    factories.make_appointment(item)
    factories.make_participant(meeting)
    Attachment.objects.create(item=item, title="Kort")
    MeetingAttachment.objects.create(meeting=meeting, title="Program", file="program.pdf")
    meeting.joint_councils.add(factories.make_council("KKR Sammen"))
    factories.make_thread("Kvoterne", item, bare)
    TopicChoice.objects.get_or_create(item=item, topic=factories.make_topic(), defaults={"is_assigned": True})
    Synonym.objects.create(word="kvt", meaning="kvoter")
    return LoggedArchive(item, bare, elsewhere, document)


@dataclass(frozen=True)
class WrittenTable:
    """How records of a table are written, and where they are shown.

    `change` gives values that make a record another, `fresh` those that have to differ in a copy of it, `shown_at` the
    address of a page that shows the table's records. `delete_parent` deletes what a record belongs to, and with that
    the record.
    """

    model: type[models.Model]
    change: Callable[[], Values]
    fresh: Callable[[LoggedArchive], Values]
    shown_at: Callable[[LoggedArchive], str]
    delete_parent: Callable[[LoggedArchive], object] | None = None

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def record(self) -> Any:
        """The first of the archive's records."""
        return self.model._default_manager.order_by("pk")[0]

    def copy(self, archive: LoggedArchive) -> Any:
        """A record that is not in the archive yet."""
        written = {one.attname: getattr(self.record(), one.attname) for one in self.model._meta.local_fields}
        written = {
            name: value for name, value in written.items() if name != "id" and not name.startswith("folded_name")
        }
        return self.model(**{**written, **self.fresh(archive)})


def _meeting_page(archive: LoggedArchive) -> str:
    return archive.meeting.get_absolute_url()


def _item_page(archive: LoggedArchive) -> str:
    return archive.item.get_absolute_url()


def _thread_page(archive: LoggedArchive) -> str:
    return CaseThread.objects.get(title="Kvoterne").get_absolute_url()


def _delete_item(archive: LoggedArchive) -> object:
    return AgendaItem.objects.filter(pk=archive.item.pk).delete()


def _delete_meeting(archive: LoggedArchive) -> object:
    Document.objects.all().delete()
    return Meeting.objects.filter(pk=archive.meeting.pk).delete()


_ITEM_MUNICIPALITY: Any = AgendaItem.municipalities.through
_ITEM_TOPIC: Any = AgendaItem.topics.through
_MEETING_COUNCIL: Any = Meeting.joint_councils.through

WRITTEN_TABLES = (
    WrittenTable(
        AgendaItem,
        lambda: {"title": "Færre kvoter"},
        lambda _: {"number": "1.9"},
        _item_page,
        _delete_meeting,
    ),
    WrittenTable(
        _ITEM_MUNICIPALITY,
        lambda: {"municipality_id": factories.make_municipality("Rebild").pk},
        lambda archive: {"agendaitem_id": archive.bare.pk},
        _item_page,
        _delete_item,
    ),
    WrittenTable(
        _ITEM_TOPIC,
        lambda: {"topic_id": factories.make_topic("Havne").pk},
        lambda archive: {"agendaitem_id": archive.bare.pk},
        _item_page,
        _delete_item,
    ),
    WrittenTable(
        Appointment,
        lambda: {"role": "formand"},
        lambda archive: {"item_id": archive.bare.pk},
        _item_page,
        _delete_item,
    ),
    WrittenTable(Attachment, lambda: {"title": "Et andet kort"}, lambda _: {}, _item_page, _delete_item),
    WrittenTable(
        Body, lambda: {"name": "Broudvalget"}, lambda _: {"name": "Ny", "slug": "ny"}, lambda _: "/udpegninger/"
    ),
    WrittenTable(
        CaseThread, lambda: {"title": "Om kvoter"}, lambda _: {"title": "Andet", "slug": "andet"}, _thread_page
    ),
    WrittenTable(
        Council,
        lambda: {"name": "KKR Nyt"},
        lambda _: {"name": "KKR Tredje", "slug": "kkr-tredje"},
        lambda archive: f"/{archive.meeting.council.slug}/",
    ),
    WrittenTable(
        Decision,
        lambda: {"text": "Udsat."},
        lambda archive: {"item_id": archive.bare.pk},
        _item_page,
        _delete_item,
    ),
    WrittenTable(
        Document,
        lambda: {"source_name": "nyt.txt"},
        lambda _: {"sha256": "f" * 64},
        lambda archive: f"/dokumenter/{archive.document.pk}/tekst/",
    ),
    WrittenTable(Meeting, lambda: {"place": "Biblioteket"}, lambda _: {"date": date(2025, 5, 5)}, _meeting_page),
    WrittenTable(
        _MEETING_COUNCIL,
        lambda: {"council_id": factories.make_council("KKR Tredje").pk},
        lambda _: {"council_id": factories.make_council("KKR Fjerde").pk},
        _meeting_page,
        _delete_meeting,
    ),
    WrittenTable(MeetingAttachment, lambda: {"title": "Et andet kort"}, lambda _: {}, _meeting_page, _delete_meeting),
    WrittenTable(
        Municipality, lambda: {"name": "Læsø"}, lambda _: {"name": "Samsø", "slug": "samsoe"}, lambda _: "/kommuner/"
    ),
    WrittenTable(
        Participant,
        lambda: {"role": "formand"},
        lambda _: {"person_id": factories.make_person("Bo Lind").pk},
        _meeting_page,
        _delete_meeting,
    ),
    WrittenTable(Party, lambda: {"name": "De Nye"}, lambda _: {"letter": "NY"}, lambda _: "/personer/"),
    WrittenTable(
        Person,
        lambda: {"name": "Bo Holm"},
        lambda _: {"name": "Ida", "unique_name": "Ida", "slug": "ida"},
        lambda _: "/personer/",
    ),
    WrittenTable(Section, lambda: {"title": "Andre sager"}, lambda _: {"number": "7"}, _meeting_page, _delete_meeting),
    WrittenTable(Synonym, lambda: {"meaning": "andele"}, lambda _: {"word": "kvo"}, lambda _: "/soeg/?q=kvt"),
    WrittenTable(Table, lambda: {"title": "Fordelt"}, lambda _: {}, _item_page, _delete_item),
    WrittenTable(
        ThreadItem,
        lambda: {"reason": "samme sagsnummer"},
        lambda archive: {"item_id": factories.make_item("Vejen", "1.3", meeting=archive.meeting).pk},
        _thread_page,
        lambda _: CaseThread.objects.all().delete(),
    ),
    WrittenTable(Topic, lambda: {"name": "Havne"}, lambda _: {"name": "Veje", "slug": "veje"}, lambda _: "/emner/"),
    WrittenTable(
        TopicChoice,
        lambda: {"is_assigned": False},
        lambda archive: {"item_id": archive.bare.pk},
        _item_page,
        _delete_item,
    ),
)
