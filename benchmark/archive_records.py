"""The rows of an invented archive's people, documents, tables and threads, filled in by COPY."""

from collections.abc import Iterator
from itertools import groupby

from django.utils import timezone
from psycopg.types.json import Jsonb

from benchmark.copying import copy_rows
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticItem
from benchmark.synthetic_records import PARTIES, SyntheticDocument, SyntheticRecords
from meetings.danish.sorting import danish_sort_key
from meetings.models import (
    Appointment,
    Body,
    CaseThread,
    Document,
    Municipality,
    Participant,
    Party,
    Person,
    Table,
    ThreadItem,
)
from meetings.models.choices import FieldName, Status, ThreadPlace, ThreadState
from meetings.models.slugs import slug

# Whose rows have numbers of their own: their sequences are to be reset afterwards.
WRITTEN_MODELS = (Person, Body, Participant, Document, Appointment, Table, CaseThread, ThreadItem)
_TITLE_LENGTH, _SLUG_LENGTH = 200, 50


def write_people_and_documents(stored: StoredArchive) -> None:
    """What items refer to: people, their parties, participants, bodies and documents. The meetings are there."""
    records = SyntheticRecords(stored.archive)
    for letter in PARTIES:
        Party.objects.get_or_create(letter=letter)
    parties = dict(Party.objects.values_list("letter", "pk"))
    municipalities = dict(Municipality.objects.values_list("name", "pk"))
    people = list(records.people())
    copy_rows(
        Person,
        (
            {
                "id": person.number,
                "name": person.name,
                "unique_name": f"{person.name} {{{person.number}}}",
                "slug": f"{slug(person.name)}-{person.number}",
                "sort_key": danish_sort_key(person.name),
            }
            for person in people
        ),
    )
    copy_rows(
        Participant,
        (
            {
                "id": number,
                "meeting_id": each.meeting,
                "person_id": each.person,
                "party_id": parties[people[each.person - 1].party],
                "municipality_id": municipalities[people[each.person - 1].municipality],
                "status": Status.ABSENT if each.is_absent else Status.PRESENT,
                "position": each.position,
            }
            for number, each in enumerate(records.participants(), start=1)
        ),
    )
    copy_rows(
        Body,
        (
            {"id": number, "name": name, "slug": slug(name), "sort_key": danish_sort_key(name)}
            for number, name in enumerate(records.bodies(), start=1)
        ),
    )
    now = timezone.now()
    copy_rows(
        Document,
        (
            {
                "id": document.number,
                "meeting_id": document.meeting,
                "kind": document.kind,
                "is_draft": document.is_draft,
                "file": f"dokumenter/{document.date.year}/{document.source_name}",
                "source_name": document.source_name,
                "sha256": document.sha256,
                "size": len(document.text.encode()),
                "pages": document.pages,
                "text": document.text,
                "parser_version": 1,
                "imported_at": now,
            }
            for document in _documents(stored, records)
        ),
    )


def write_parts_of_items(stored: StoredArchive) -> None:
    """What refers to items: appointments, tables and threads. The items are there."""
    records = SyntheticRecords(stored.archive)
    people = list(records.people())
    parties = dict(Party.objects.values_list("letter", "pk"))
    municipalities = dict(Municipality.objects.values_list("name", "pk"))
    copy_rows(
        Appointment,
        (
            {
                "id": number,
                "item_id": each.item,
                "person_id": each.person,
                "party_id": parties[people[each.person - 1].party],
                "municipality_id": municipalities[people[each.person - 1].municipality],
                "body_id": each.body,
                "starts": stored.archive.meeting_of_item(each.item).date,
            }
            for number, each in enumerate(records.appointments(), start=1)
        ),
    )
    copy_rows(
        Table,
        (
            {
                "id": table.number,
                "item_id": table.item,
                "title": table.title,
                "columns": Jsonb(table.columns),
                "rows": Jsonb(table.rows),
                "field": FieldName.PRESENTATION,
                "municipalities": sorted({name for name, *_ in table.rows}),
            }
            for table in records.tables()
        ),
    )
    _write_threads(stored, records)


def _write_threads(stored: StoredArchive, records: SyntheticRecords) -> None:
    """Each is called what its first item is, which are the archive's first items."""
    numbers = range(1, records.thread_count + 1)
    titles = (item.title for item in stored.items())
    now = timezone.now()
    copy_rows(
        CaseThread,
        (
            {
                "id": number,
                "title": title[:_TITLE_LENGTH],
                "slug": f"{slug(title)[:_SLUG_LENGTH]}-{number}",
                "state": ThreadState.CONFIRMED,
                "made_at": now,
            }
            for number, title in zip(numbers, titles, strict=False)
        ),
    )
    places = ((thread, item) for thread in numbers for item in records.items_of_thread(thread))
    copy_rows(
        ThreadItem,
        (
            {"id": number, "thread_id": thread, "item_id": item, "place": ThreadPlace.CONFIRMED}
            for number, (thread, item) in enumerate(places, start=1)
        ),
    )


def _documents(stored: StoredArchive, records: SyntheticRecords) -> Iterator[SyntheticDocument]:
    def meeting_of(item: SyntheticItem) -> int:
        return item.meeting

    for meeting, items in groupby(stored.items(), key=meeting_of):
        yield from records.documents_of(meeting, list(items))
