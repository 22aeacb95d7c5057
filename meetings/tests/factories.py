"""Records for tests of the pages: each function makes one, with what it needs around it."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from meetings.changes.recording import recording
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    CaseThread,
    Council,
    Decision,
    Document,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Section,
    Table,
    ThreadItem,
    Topic,
    TopicChoice,
)
from meetings.models.choices import CaseType, DocumentKind, FieldName, Outcome, Status, ThreadPlace, ThreadState
from meetings.models.slugs import slug

FIRST_DAY = date(2024, 6, 21)

_numbers = count(1)


def make_council(name: str = "KKR Prøve", **values: Any) -> Council:
    return Council.objects.get_or_create(slug=slug(name), defaults={"name": name, **values})[0]


def make_meeting(day: date = FIRST_DAY, **values: Any) -> Meeting:
    council = values.pop("council", None) or make_council()
    return Meeting.objects.get_or_create(council=council, date=day, defaults=values)[0]


def make_document(
    meeting: Meeting | None = None,
    content: bytes = "Side et\fSide to: æøå".encode(),
    name: str = "referat.txt",
    **values: Any,
) -> Document:
    number = next(_numbers)
    document = Document(
        meeting=meeting or make_meeting(),
        kind=values.pop("kind", DocumentKind.MINUTES),
        source_name=name,
        sha256=f"{number:064x}",
        size=len(content),
        pages=values.pop("pages", 2),
        text=values.pop("text", content.decode("utf-8", "replace")),
        parser_version=1,
        **values,
    )
    document.file.save(name, ContentFile(content))
    return document


def make_section(meeting: Meeting, number: str = "1", title: str = "Sager") -> Section:
    return Section.objects.get_or_create(meeting=meeting, number=number, defaults={"title": title, "position": 1})[0]


def make_item(
    title: str = "Fordeling af kvoter", number: str = "1.1", day: date = FIRST_DAY, **values: Any
) -> AgendaItem:
    """An item; with `decision`, its wording, it is also decided, and with `outcome` so."""
    wording, outcome = values.pop("decision", ""), values.pop("outcome", Outcome.APPROVED)
    deciding, votes = values.pop("deciding_sentence", ""), values.pop("votes", [])
    meeting = values.pop("meeting", None) or make_meeting(day)
    municipalities, topics = values.pop("municipalities", ()), values.pop("topics", ())
    values.setdefault("position", next(_numbers))
    values.setdefault("case_type", CaseType.DECISION)
    with recording(with_slow=False):
        item = AgendaItem.objects.create(meeting=meeting, number=number, title=title, **values)
        item.municipalities.set(municipalities)
        item.topics.set(topics)
        # Against a rule, an editor has to have said so.
        TopicChoice.objects.bulk_create(
            TopicChoice(item=item, topic=topic, is_assigned=True) for topic in topics if topic.rule
        )
        if wording:
            Decision.objects.create(item=item, text=wording, outcome=outcome, deciding_sentence=deciding, votes=votes)
    return item


@recording(with_slow=False)
def make_table(item: AgendaItem, **values: Any) -> Table:
    values.setdefault("columns", ["Kommune", "Antal"])
    values.setdefault("rows", [["Rebild", "9"], ["Aalborg", "12345"], ["I alt", "12354"]])
    return Table.objects.create(item=item, field=values.pop("field", FieldName.PRESENTATION), **values)


def make_municipality(name: str = "Aalborg") -> Municipality:
    return Municipality.objects.get_or_create(name=name, defaults={"slug": slug(name)})[0]


def make_topic(name: str = "Sundhed") -> Topic:
    return Topic.objects.get_or_create(name=name, defaults={"slug": slug(name)})[0]


def make_party(letter: str = "A", name: str = "Socialdemokratiet") -> Party:
    return Party.objects.get_or_create(letter=letter, defaults={"name": name})[0]


def make_person(name: str = "Åse Æbelø") -> Person:
    return Person.objects.get_or_create(unique_name=name, defaults={"name": name, "slug": slug(name)})[0]


def make_participant(meeting: Meeting, person: Person | None = None, **values: Any) -> Participant:
    values.setdefault("municipality", make_municipality())
    values.setdefault("party", make_party())
    values.setdefault("status", Status.PRESENT)
    return Participant.objects.create(meeting=meeting, person=person or make_person(), **values)


@recording(with_slow=False)
def make_appointment(
    item: AgendaItem, person: Person | None = None, body: str = "Havnerådet", **values: Any
) -> Appointment:
    record = Body.objects.get_or_create(name=body, defaults={"slug": slug(body)})[0]
    values.setdefault("municipality", make_municipality())
    return Appointment.objects.create(item=item, person=person or make_person(), body=record, **values)


@recording(with_slow=False)
def make_vacancy(item: AgendaItem, body: str = "Havnerådet", **values: Any) -> Appointment:
    """A seat that the item leaves empty."""
    record = Body.objects.get_or_create(name=body, defaults={"slug": slug(body)})[0]
    return Appointment.objects.create(item=item, person=None, body=record, **values)


def make_thread(
    title: str, *items: AgendaItem, place: ThreadPlace = ThreadPlace.CONFIRMED, **values: Any
) -> CaseThread:
    """A thread of these items, all of them in that place, instead of what was proposed when they were made."""
    CaseThread.objects.filter(state=ThreadState.PROPOSED, is_edited=False, places__item__in=items).delete()
    values.setdefault("state", ThreadState.PROPOSED if place == ThreadPlace.PROPOSED else ThreadState.CONFIRMED)
    thread = CaseThread.objects.get_or_create(slug=slug(title), defaults={"title": title, **values})[0]
    ThreadItem.objects.bulk_create(ThreadItem(thread=thread, item=item, place=place) for item in items)
    return thread


def make_archive(meetings: Iterable[int]) -> None:
    """Something for every page: the meetings of these numbers, a quarter apart, each with three items."""
    for number in meetings:
        day = FIRST_DAY + timedelta(days=91 * number)
        meeting = make_meeting(day)
        make_document(meeting)
        section = make_section(meeting)
        municipality, topic = make_municipality(f"Kommune {number}"), make_topic(f"Emne {number}")
        for place in range(3):
            item = make_item(
                f"Fordeling {number}",
                f"1.{place + 1}",
                meeting=meeting,
                section=section,
                decision="Rådet godkendte fordelingen.",
                recommendation="Det indstilles, at fordelingen godkendes.",
                presentation="Fordelingen følger loven.",
                municipalities=[municipality, make_municipality()],
                topics=[topic, make_topic()],
                references=[FIRST_DAY],
                item_references=["1.1"],
                distant_items=[f"{FIRST_DAY.isoformat()} 1.2"],
                case_number=f"SAG-2024-0000{place}",
                case_references=["SAG-2024-00009"],
                deciding_sentence="Rådet godkendte fordelingen.",
                votes=[{"side": "for", "count": 20, "who": "A, V"}],
            )
            make_table(item)
            make_vacancy(item)
            if place:
                make_thread("Fordeling", item, place=ThreadPlace.PROPOSED)
            make_appointment(item, make_person(f"Person {number}-{place}"), replaces=make_person())
        make_participant(meeting)
        make_participant(meeting, make_person(f"Person {number}"), status=Status.ABSENT, municipality=municipality)
