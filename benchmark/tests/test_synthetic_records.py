"""The people, documents, tables and threads of an invented archive: as many as there should be, and on its pages."""

from datetime import date

import pytest
from django.test import Client

from benchmark.archive_engine import ArchiveEngine
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticArchive
from benchmark.synthetic_records import SyntheticRecords
from meetings.models import Appointment, CaseThread, Document, Meeting, Participant, Person, Table, ThreadItem
from meetings.pages.suggestions import suggestions_for

ITEMS = 240


@pytest.mark.parametrize(
    ("items", "records", "threads"),
    [
        pytest.param(240, 100, 60, id="a small archive"),
        pytest.param(10_000, 2_500, 2_500, id="in proportion"),
        pytest.param(100_000, 10_000, 10_000, id="ten thousand at most"),
    ],
)
def test_there_are_as_many_records_as_the_archive_is_large(items: int, records: int, threads: int) -> None:
    of_archive = SyntheticRecords(SyntheticArchive(items))
    assert of_archive.count == records == len({person.name for person in of_archive.people()})
    assert of_archive.thread_count == threads
    in_threads = [item for thread in range(1, threads + 1) for item in of_archive.items_of_thread(thread)]
    assert len(in_threads) == len(set(in_threads)) >= 2 * threads
    assert max(in_threads) <= items
    assert {participant.person for participant in of_archive.participants()} == set(range(1, records + 1))


@pytest.mark.django_db(transaction=True)
def test_pages_and_suggestions_meet_the_records(tmp_path_factory: pytest.TempPathFactory, client: Client) -> None:
    stored = StoredArchive(SyntheticArchive(ITEMS), tmp_path_factory.mktemp("archive"))
    stored.write(processes=1)
    engine = ArchiveEngine()
    for _ in range(2):  # also over what an earlier build left
        engine.build(stored, 1)
    counts = [model.objects.count() for model in (Person, Document, Table, CaseThread, Participant, Appointment)]
    assert counts == [100, 100, 100, 60, 400, 24]
    assert ThreadItem.objects.count() == sum(2 + thread % 3 for thread in range(1, 61))
    person = Person.objects.get(pk=1)
    assert person.name in {suggestion.text for suggestion in suggestions_for(person.name[:12])}
    document = Document.objects.filter(meeting=Meeting.objects.get(pk=1)).leading_first()[0]
    assert (document.pk, document.kind, document.meeting.date) == (1, "minutes", date(2005, 1, 3))
    item = ThreadItem.objects.select_related("item__meeting__council").get(thread=1, item=1).item
    for address in (
        person.get_absolute_url(),
        CaseThread.objects.get(pk=1).get_absolute_url(),
        item.get_absolute_url(),
        item.meeting.get_absolute_url(),
        f"/dokumenter/{document.pk}/tekst/",
        *("/personer/", "/forloeb/", "/tal/", "/udpegninger/"),
    ):
        assert client.get(address).status_code == 200, address
