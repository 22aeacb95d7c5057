"""What is said in place of a record that is withheld: that it is, and why. Nothing of the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from meetings.models import (
    AgendaItem,
    Attachment,
    Document,
    Meeting,
    MeetingAttachment,
    MeetingDay,
    Participant,
    Person,
    Section,
    Withholding,
)
from meetings.models.documents import DocumentQuerySet

# Where a record is withheld for its item's sake, or the withholding is not yet settled.
WITHOUT_SENTENCE = "Det er tilbageholdt af den dataansvarlige."


@dataclass(frozen=True)
class WithheldRecord:
    """`what` begins a sentence: »Punkt 4«, »Dokumentet«, »Bilaget«, »Personen«. The meeting is public."""

    what: str
    sentence: str
    meeting: Meeting | None = None


@dataclass(frozen=True)
class WithheldItem:
    """What stands in a meeting's list of items for one that is withheld."""

    number: str
    section: Section | None
    position: int
    sentence: str
    is_withheld: bool = True


@dataclass(frozen=True)
class WithheldPart:
    """What stands on a meeting's page for a document or an attachment that is withheld: what kind of thing it is."""

    what: str
    sentence: str


@dataclass(frozen=True)
class WithheldOfMeeting:
    """All of a meeting that is withheld. `documents` are not to be shown, but say which kinds there are."""

    items: tuple[WithheldItem, ...] = ()
    documents: tuple[Document, ...] = ()
    parts: tuple[WithheldPart, ...] = ()
    hidden_people: int = 0


def withheld_item(council_slug: str, day: MeetingDay, number: str) -> WithheldRecord | None:
    """The item that has, or had, this address, where it is withheld."""
    known = Meeting.objects.addressed(council_slug, day) | Meeting.objects.formerly_addressed(council_slug, day)
    items = AgendaItem.including_withheld.select_related("meeting__council").filter(
        is_withheld=True, meeting__in=known.order_by().values("pk")
    )
    # An address that the item had earlier is told by its key: the number that it was first read with.
    found = items.filter(models.Q(number=number) | models.Q(key=number)).order_by("position").first()
    return WithheldRecord(f"Punkt {number}", _sentence(found), found.meeting) if found else None


def withheld_of_meeting(meeting: Any) -> WithheldOfMeeting:
    """What of the meeting, read `with_rare_parts`, is withheld. No query where nothing is."""
    if not meeting.has_withheld:
        return WithheldOfMeeting()
    items = AgendaItem.including_withheld.filter(meeting=meeting, is_withheld=True).select_related("section")
    documents = tuple(_withheld_documents(meeting))
    attachments = MeetingAttachment.including_withheld.filter(meeting=meeting, is_withheld=True)
    parts = [WithheldPart(document.title, _sentence(document)) for document in documents]
    parts += [WithheldPart("Et bilag til mødet", _sentence(attachment)) for attachment in attachments]
    of_meeting = items.only("number", "position", "is_withheld", "section").order_by("position")
    return WithheldOfMeeting(
        tuple(WithheldItem(item.number, item.section, item.position, _sentence(item)) for item in of_meeting),
        documents,
        tuple(parts),
        Participant.including_withheld.filter(meeting=meeting, person__is_withheld=True).count(),
    )


def withheld_document(key: int) -> WithheldRecord | None:
    """The document of that key, where it is withheld."""
    documents = Document.including_withheld.without_text().select_related("meeting__council")
    found = documents.filter(pk=key, is_withheld=True).first()
    return WithheldRecord("Dokumentet", _sentence(found), found.meeting) if found else None


def withheld_attachment(key: int) -> WithheldRecord | None:
    """The attachment of that key, where it or its item is withheld."""
    attachments = Attachment.including_withheld.select_related("item__meeting__council")
    found = attachments.filter(models.Q(is_withheld=True) | models.Q(item__is_withheld=True), pk=key).first()
    if not found:
        return None
    withheld: models.Model = found if found.is_withheld else found.item
    return WithheldRecord("Bilaget", _sentence(withheld), found.item.meeting)


def withheld_meeting_attachment(key: int) -> WithheldRecord | None:
    """The attachment of a meeting as a whole of that key, where it is withheld."""
    attachments = MeetingAttachment.including_withheld.select_related("meeting__council")
    found = attachments.filter(pk=key, is_withheld=True).first()
    return WithheldRecord("Bilaget", _sentence(found), found.meeting) if found else None


def withheld_person(slug: str) -> WithheldRecord | None:
    """The person of that address, where they are hidden. Where somebody was merged into them they are hidden too."""
    found = Person.including_withheld.filter(slug=slug).first()
    person = found.current() if found else None
    return WithheldRecord("Personen", _sentence(person)) if person and person.is_withheld else None


def withheld_comparison(meeting: Meeting) -> WithheldRecord | None:
    """In place of what minutes have otherwise than the agenda, where one of the two is withheld."""
    found = next(iter(_withheld_documents(meeting)), None)
    return WithheldRecord("Sammenligningen", _sentence(found), meeting) if found else None


def _withheld_documents(meeting: Meeting) -> DocumentQuerySet:
    documents = Document.including_withheld.filter(meeting=meeting, is_withheld=True)
    return documents.without_text().leading_first()


def _sentence(record: models.Model) -> str:
    return Withholding.objects.sentence_on(record) or WITHOUT_SENTENCE
