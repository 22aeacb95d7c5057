"""What is withheld stays so, whatever becomes of its document, its meeting or its person, until it is deleted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from meetings.changes.change_pass import run_pass
from meetings.changes.restoring import restore_deleted
from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.replay import delete_meeting, join_meetings, replay, undo_import
from meetings.models import AgendaItem, Document, HistoryEntry, Meeting, Person, Withholding
from meetings.models.choices import ThreadPlace
from meetings.people.merging import merge, undo
from meetings.privacy.withholding import end_withholding, withhold
from meetings.tests import factories
from meetings.tests.documents import document_text, import_text, read_text
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

WHY = "Det er taget af på rådets anmodning."


@pytest.fixture
def item() -> AgendaItem:
    import_text(document_text("agenda"), "dagsorden.txt")
    return AgendaItem.objects.get(number="2.1")


def is_withheld(client: Client, item: AgendaItem) -> bool:
    item = AgendaItem.objects.select_related("meeting__council").get(title=item.title)
    page = client.get(item.meeting.get_absolute_url()).content.decode()
    return client.get(item.get_absolute_url()).status_code == 410 and item.title not in page


def read_again() -> None:
    for document in Document.objects.all():
        import_file(read(stored_source(document)), again=True)


def test_reading_the_documents_again_changes_nothing(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    import_text(document_text("agenda"), "dagsorden.txt")
    assert is_withheld(client, item)
    read_again()
    assert is_withheld(client, item)
    replay(item.meeting)
    assert is_withheld(client, item)


def test_minutes_that_come_later_are_withheld_with_the_item_and_at_once(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    import_text(document_text("minutes"), "referat.txt")
    assert is_withheld(client, item)
    statuses = [client.get(document.get_absolute_url()).status_code for document in Document.objects.all()]
    assert statuses == [410, 410]


def test_undoing_another_documents_import_changes_nothing(client: Client, item: AgendaItem) -> None:
    import_text(document_text("minutes"), "referat.txt")
    withhold(item, WHY, "-")
    undo_import([Document.objects.get(source_name="referat.txt")])
    assert is_withheld(client, item)


def test_a_withheld_document_stays_so_when_it_is_read_again(client: Client, item: AgendaItem) -> None:
    document = Document.objects.get()
    withhold(document, WHY, "-")
    read_again()
    assert client.get(document.get_absolute_url()).status_code == 410
    assert client.get(item.get_absolute_url()).status_code == 200


def test_an_item_of_a_meeting_that_becomes_a_part_of_another_stays_withheld(client: Client, item: AgendaItem) -> None:
    import_text(document_text("minutes", day=date(2025, 3, 15)), "referat.txt")
    kept = Meeting.objects.get(date=date(2025, 3, 15))
    withhold(item, WHY, "-")
    other = item.meeting
    AgendaItem.objects.filter(meeting=kept, title=item.title).delete()
    Meeting.objects.filter(pk=kept.pk).update(written=[])
    join_meetings(kept, other, discard_edits=True)
    assert is_withheld(client, item)


def test_deleting_a_record_ends_it_and_bringing_it_back_does_not_publish_it(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    key = item.pk
    item.delete()
    assert not Withholding.objects.exists()
    restore_deleted(HistoryEntry.objects.deletions(AgendaItem).get(key=key))
    assert Withholding.objects.get().item_id == key
    assert is_withheld(client, AgendaItem.objects.get(pk=key))


def test_who_is_hidden_is_nowhere_named_by_a_link_or_in_a_list(client: Client) -> None:
    meeting, hidden = factories.make_meeting(), factories.make_person("Bo Lind")
    item = factories.make_item("Fiskeri", meeting=meeting, decision="Bo Lind blev valgt til Havnerådet.")
    factories.make_participant(meeting, hidden)
    factories.make_appointment(item, hidden)
    withholding = withhold(hidden, WHY, "-")
    assert client.get(hidden.get_absolute_url()).status_code == 410
    for page in ("/personer/", "/udpegninger/", "/udpegninger/?vis=alle", "/udpegninger/havneraadet/"):
        assert "Bo Lind" not in client.get(page).content.decode()
    assert "1 deltager er ikke nævnt: navnet er tilbageholdt." in text_of(client, meeting.get_absolute_url())
    page = client.get(item.get_absolute_url()).content.decode()
    assert hidden.get_absolute_url() not in page
    # The decision's wording is the council's: an editor decides whether words are taken out of it.
    assert "Bo Lind</mark> blev valgt" in page or "Bo Lind blev valgt" in page
    end_withholding(withholding)
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_a_person_of_two_names_is_hidden_under_both_and_stays_so_when_they_are_two_again(client: Client) -> None:
    kept, merged = factories.make_person("Bo Lind"), factories.make_person("Bo L. Lind")
    withhold(merged, WHY, "-")
    pair = merge(kept, merged)
    addresses = [kept.get_absolute_url(), merged.get_absolute_url()]
    assert [client.get(address).status_code for address in addresses] == [410, 410]
    assert "Lind" not in client.get("/personer/").content.decode()
    undo(pair)
    assert [client.get(address).status_code for address in addresses] == [410, 410]
    assert Person.objects.filter(is_withheld=True).count() == 2


def undo_the_import() -> None:
    undo_import(list(Document.objects.all()), discard_edits=True)


def delete_the_meeting() -> None:
    delete_meeting(Meeting.objects.get())


def delete_the_item() -> None:
    AgendaItem.objects.get(number="2.1").delete()


@pytest.mark.parametrize("gone", [undo_the_import, delete_the_meeting, delete_the_item])
def test_what_goes_and_is_imported_again_is_withheld_again(
    client: Client, item: AgendaItem, gone: Callable[[], None]
) -> None:
    withhold(item, WHY, "-")
    gone()
    import_file(read_text(document_text("agenda"), "dagsorden.txt"), restore=True)
    run_pass()
    assert is_withheld(client, item)
    assert client.get(Document.objects.get().get_absolute_url()).status_code == 410
    assert Withholding.objects.get().sentence == WHY
    gone()
    import_file(read_text(document_text("agenda"), "dagsorden.txt"), restore=True)
    assert is_withheld(client, item)


def test_a_withheld_document_that_is_imported_again_is_withheld_again(client: Client, item: AgendaItem) -> None:
    withhold(Document.objects.get(), WHY, "-")
    undo_the_import()
    import_text(document_text("agenda") + "\n", "kopi.txt")
    assert client.get(Document.objects.get().get_absolute_url()).status_code == 410
    assert client.get(AgendaItem.objects.get(title=item.title).get_absolute_url()).status_code == 200


def test_what_was_public_again_before_it_went_comes_back_public(client: Client, item: AgendaItem) -> None:
    end_withholding(withhold(item, WHY, "-"))
    delete_the_meeting()
    import_text(document_text("agenda"), "dagsorden.txt")
    assert not Withholding.objects.exists()
    assert client.get(AgendaItem.objects.get(number="2.1").get_absolute_url()).status_code == 200


def test_what_an_editor_makes_public_after_it_came_back_stays_public(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    delete_the_meeting()
    import_text(document_text("agenda"), "dagsorden.txt")
    end_withholding(Withholding.objects.get())
    read_again()
    assert client.get(AgendaItem.objects.get(number="2.1").get_absolute_url()).status_code == 200


def test_another_item_of_a_meeting_that_comes_back_is_public(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    delete_the_meeting()
    import_text(document_text("agenda", day=date(2025, 9, 12)), "dagsorden.txt")
    assert not Withholding.objects.exists()


@pytest.mark.parametrize("place", [ThreadPlace.CONFIRMED, ThreadPlace.PROPOSED])
def test_a_thread_is_not_called_by_an_item_that_is_withheld(client: Client, place: ThreadPlace) -> None:
    days = [date(2024, 3, 1), date(2024, 6, 7), date(2024, 9, 6)]
    titles = ("Zebrafinkens beflagning af havnen", "Beflagning af havnen", "Status på beflagning af havnen")
    items = [
        factories.make_item(title, "4", meeting=factories.make_meeting(day))
        for title, day in zip(titles, days, strict=True)
    ]
    thread = factories.make_thread("Zebrafinkens beflagning", *items, place=place)
    withhold(items[0], WHY, "-")
    run_pass()
    page = client.get(f"/forloeb/{thread.slug}/", follow=True)
    assert page.redirect_chain == [("/forloeb/beflagning-af-havnen/", 301)]
    assert "zebra" not in page.content.decode().lower()
    assert "zebra" not in client.get("/forloeb/").content.decode().lower()


def test_an_editors_name_for_a_thread_stays_as_it_says_nothing_of_what_is_withheld(client: Client) -> None:
    items = [
        factories.make_item(f"Beflagning {year} i zonen", meeting=factories.make_meeting(date(year, 3, 1)))
        for year in (2022, 2023, 2024)
    ]
    thread = factories.make_thread("Flagsagen", *items, is_edited=True)
    withhold(items[0], WHY, "-")
    run_pass()
    assert client.get(thread.get_absolute_url()).status_code == 200
