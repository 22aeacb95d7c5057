"""What the log has after a write: which record, of which item and council, and what became of it."""

import pytest
from django.db import connection, transaction

from meetings.models import AgendaItem, Change, Decision, Meeting, Table
from meetings.models.changes import ChangeKind
from meetings.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def logged_since(change: int, table: str) -> list[Change]:
    return list(Change.objects.filter(pk__gt=change, table=table).order_by("pk"))


def latest() -> int:
    return Change.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def test_a_part_of_an_item_is_logged_with_its_item_and_council() -> None:
    item = factories.make_item(decision="Godkendt.")
    before = latest()
    Decision.objects.filter(item=item).update(text="Udsat.")
    (change,) = logged_since(before, "meetings_decision")
    assert (change.key, change.item, change.council) == (item.decision.pk, item.pk, item.meeting.council_id)
    assert (change.kind, change.address, change.is_whole_table) == (ChangeKind.CHANGED, "", False)


def test_what_changes_nothing_is_not_logged() -> None:
    item = factories.make_item(decision="Godkendt.")
    before = latest()
    Decision.objects.filter(item=item).update(text="Godkendt.")
    assert latest() == before


def test_a_record_that_moves_is_logged_where_it_was_and_where_it_is() -> None:
    table, other = factories.make_table(factories.make_item()), factories.make_item("Bro", "2")
    was, before = table.item_id, latest()
    Table.objects.filter(pk=table.pk).update(item=other)
    assert {change.item for change in logged_since(before, "meetings_table")} == {was, other.pk}


def test_a_deleted_record_leaves_its_address() -> None:
    item = factories.make_item(number="3.6")
    meeting, addresses = item.meeting, {item.get_absolute_url(), item.meeting.get_absolute_url()}
    before = latest()
    Meeting.objects.filter(pk=meeting.pk).delete()
    gone = Change.objects.filter(pk__gt=before, kind=ChangeKind.DELETED)
    assert set(gone.exclude(address="").values_list("address", flat=True)) == addresses
    assert not gone.exclude(council=meeting.council_id).exists()


def test_a_part_that_is_deleted_after_its_whole_leaves_its_address_too() -> None:
    """As plain SQL may do, in one transaction: foreign keys are looked at when it commits."""
    meeting = factories.make_meeting()
    item = AgendaItem(meeting=meeting, number="3.6", title="Bro", withdrawn=True)
    AgendaItem.objects.bulk_create([item])
    council, addresses = meeting.council_id, {item.get_absolute_url(), meeting.get_absolute_url(), "/kkr-proeve/"}
    before = latest()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, key in (("council", council), ("meeting", meeting.pk), ("agendaitem", item.pk)):
            cursor.execute(f"DELETE FROM meetings_{table} WHERE id = %s", [key])
        cursor.execute("DELETE FROM meetings_removedmeeting")
    gone = Change.objects.filter(pk__gt=before, kind=ChangeKind.DELETED)
    assert set(gone.values_list("address", flat=True)) == addresses


def test_many_rows_are_one_change_of_the_whole_table() -> None:
    meeting, before = factories.make_meeting(), latest()
    items = [AgendaItem(meeting=meeting, number=str(number), title="Sag") for number in range(1_001)]
    AgendaItem.objects.bulk_create(items[:1_000])
    assert len(logged_since(before, "meetings_agendaitem")) == 1_000
    AgendaItem.objects.bulk_create(items[1_000:])
    before = latest()
    AgendaItem.objects.update(title="Vej")
    (change,) = logged_since(before, "meetings_agendaitem")
    assert (change.key, change.council, change.kind, change.is_whole_table) == (None, None, ChangeKind.CHANGED, True)
    before = latest()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE meetings_attachment, meetings_withholding")
    (change,) = logged_since(before, "meetings_attachment")
    assert (change.kind, change.is_whole_table) == (ChangeKind.DELETED, True)


def test_what_is_committed_gets_numbers_without_gaps() -> None:
    factories.make_item()
    assert Change.objects.number_committed() > 0
    factories.make_item("Bro", "2")
    Change.objects.number_committed()
    assert Change.objects.number_committed() == 0
    numbers = list(Change.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
