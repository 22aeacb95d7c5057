"""What a record said before: kept whichever way it was changed, shown with who and when, and brought back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from meetings.changes.actors import act_as_import
from meetings.changes.history_triggers import HISTORY_TABLES, KEEP_HISTORY, history_triggers_of
from meetings.changes.restoring import history_models
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Council,
    Decision,
    HistoryEntry,
    Meeting,
    MeetingAttachment,
    Municipality,
    Participant,
    Person,
    Table,
)
from meetings.tests.editing import ARCHIVE_MODELS, admin_address, error_messages, make_meeting, open_page, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItem:
    item = make_meeting().items.get()
    HistoryEntry.objects.all().delete()
    return item


def by_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


WAYS: dict[str, Callable[[], Any]] = {
    "save": lambda: _saved(),
    "a queryset's update": lambda: AgendaItem.objects.update(title="Ny"),
    "bulk_update": lambda: _bulk_updated(),
    "SQL": lambda: by_sql("UPDATE meetings_agendaitem SET title = 'Ny'"),
}


def _saved() -> None:
    item = AgendaItem.objects.get()
    item.title = "Ny"
    item.save()


def _bulk_updated() -> None:
    item = AgendaItem.objects.get()
    item.title = "Ny"
    AgendaItem.objects.bulk_update([item], ["title"])


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_kept_whichever_way_it_was_made(item: AgendaItem, way: str) -> None:
    WAYS[way]()
    entry = HistoryEntry.objects.of_record(item).get()
    assert (entry.before, entry.after) == ({"title": "Fælles havneplan 1"}, {"title": "Ny"})


def test_what_stays_the_same_leaves_no_trace(item: AgendaItem) -> None:
    AgendaItem.objects.update(title="Fælles havneplan 1", imported={"title": "Noget andet"})
    assert not HistoryEntry.objects.exists()


def test_it_says_who(admin_client: Client, admin_user: User, item: AgendaItem) -> None:
    assert error_messages(save(admin_client, item, title="Redaktørens")) == []
    assert {entry.user_id for entry in HistoryEntry.objects.of_record(item)} == {admin_user.pk}
    with transaction.atomic():
        act_as_import("referat.pdf")
        AgendaItem.objects.update(title="Referatets")
    entry = HistoryEntry.objects.of_record(item)[0]
    assert (entry.user_id, entry.source) == (None, "referat.pdf")


def test_each_of_several_fields_and_relations_is_told(admin_client: Client, item: AgendaItem) -> None:
    island = Municipality.objects.create(name="Fur", slug="fur")
    changed = save(admin_client, item, title="Ny", presentation="Kort.", municipalities=[island.pk])
    assert error_messages(changed) == []
    assert HistoryEntry.objects.of_record(item)[0].changed_columns == (
        ("presentation", "Planen har to dele:\n\n– kajer\n– moler", "Kort."),
        ("title", "Fælles havneplan 1", "Ny"),
    )
    relations = HistoryEntry.objects.filter(table="meetings_agendaitem_municipalities").order_by("pk")
    assert sorted(entry.kind for entry in relations) == ["created", "deleted"]


def test_what_an_import_makes_is_not_kept_and_what_it_changes_is(item: AgendaItem) -> None:
    with transaction.atomic():
        act_as_import("dagsorden.pdf")
        AgendaItem.objects.create(meeting=item.meeting, number="7", position=7, title="Nyt")
        Decision.objects.update(text="Omskrevet.")
    assert [entry.table for entry in HistoryEntry.objects.all()] == ["meetings_decision"]


class TestThePage:
    def page(self, client: Client, record: Any) -> str:
        return open_page(client, admin_address(type(record), "history", record.pk))

    def test_it_shows_who_changed_what_word_by_word(
        self, admin_client: Client, admin_user: User, item: AgendaItem
    ) -> None:
        save(admin_client, item, title="Fælles kystplan 1")
        page = self.page(admin_client, item)
        assert f"ændret af {admin_user}" in page
        assert "<del>havneplan </del><ins>kystplan </ins>" in page

    def test_an_items_page_tells_of_its_parts(self, admin_client: Client, item: AgendaItem) -> None:
        Decision.objects.update(text="Planen blev udsat.")
        Table.objects.all().delete()
        page = self.page(admin_client, item)
        assert "Beslutning" in page
        assert "udsat" in page
        assert "Tabel" in page
        assert "Nabokøbing" in page

    def test_it_escapes_what_it_shows(self, admin_client: Client, item: AgendaItem) -> None:
        AgendaItem.objects.update(title="<script>alert(1)</script>")
        assert "<script>alert" not in self.page(admin_client, item)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("title", "Ny"), ("presentation", ""), ("initials", ["xyz"]), ("case_type", "briefing"), ("page", 9)],
    )
    def test_a_field_gets_its_former_wording_back(
        self, admin_client: Client, item: AgendaItem, field: str, value: Any
    ) -> None:
        before = getattr(item, field)
        AgendaItem.objects.update(**{field: value})
        entry = HistoryEntry.objects.of_record(item).get()
        admin_client.post(admin_address(AgendaItem, "history", item.pk), {"entry": entry.pk, "column": field})
        item.refresh_from_db()
        assert getattr(item, field) == before

    def test_a_table_gets_its_former_rows_back(self, admin_client: Client, item: AgendaItem) -> None:
        Table.objects.update(rows=[["Prøveby", "13"]])
        entry = HistoryEntry.objects.get()
        admin_client.post(admin_address(AgendaItem, "history", item.pk), {"entry": entry.pk, "column": "rows"})
        assert Table.objects.get().rows == [["Prøveby", "12"], ["Nabokøbing", "7"]]

    def test_an_entry_of_another_record_is_not_taken(self, admin_client: Client, item: AgendaItem) -> None:
        other = make_meeting(2).items.get()
        AgendaItem.objects.filter(pk=other.pk).update(title="Ny")
        entry = HistoryEntry.objects.of_record(other)[0]
        admin_client.post(admin_address(AgendaItem, "history", item.pk), {"entry": entry.pk, "column": "title"})
        other.refresh_from_db()
        assert other.title == "Ny"

    def test_whoever_may_only_look_restores_nothing(self, client: Client, item: AgendaItem) -> None:
        client.force_login(User.objects.create_user("laeser", is_staff=True))
        AgendaItem.objects.update(title="Ny")
        entry = HistoryEntry.objects.get()
        response = client.post(admin_address(AgendaItem, "history", item.pk), {"entry": entry.pk, "column": "title"})
        assert response.status_code in {302, 403}
        item.refresh_from_db()
        assert item.title == "Ny"


def stored(every: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: list(model._base_manager.order_by("pk").values()) for name, model in every.items()}


def deleted_or_freed(record: Any) -> bool:
    """Deletes the record; or what is in the way of that, and says so."""
    try:
        with transaction.atomic():
            record.delete()
    except ProtectedError as error:
        for one in error.protected_objects:
            while not deleted_or_freed(one):
                pass
        return False
    return True


KEPT = [model for model in ARCHIVE_MODELS if model._meta.db_table in HISTORY_TABLES]


class TestDeletedRecords:
    def deleted_page(self, model: Any) -> str:
        return reverse(f"admin:meetings_{model._meta.model_name}_deleted")

    @pytest.mark.parametrize("model", KEPT)
    def test_each_comes_back_as_it_was_with_its_parts(self, admin_client: Client, item: AgendaItem, model: Any) -> None:
        for part in (AgendaItem, Decision, Table, Attachment, Appointment, Participant):
            part._base_manager.update(document=None)
        record, every = model.objects.first(), history_models()
        before = stored(every)
        while not deleted_or_freed(record):
            before = stored(every)
        entry = HistoryEntry.objects.deletions(model).get()
        admin_client.post(self.deleted_page(model), {"entry": entry.pk})
        assert stored(every) == before

    def test_a_meeting_comes_back_with_its_other_councils_and_its_own_attachments(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        meeting = Meeting.objects.create(council=item.meeting.council, date="2030-01-01")
        other = Council.objects.create(name="KKR Nabo", slug="kkr-nabo")
        meeting.joint_councils.add(other)
        MeetingAttachment.objects.create(meeting=meeting, title="Mødeplan", file="bilag/2030/plan.pdf")
        meeting.delete()
        entry = HistoryEntry.objects.deletions(Meeting).get()
        admin_client.post(self.deleted_page(Meeting), {"entry": entry.pk})
        restored = Meeting.objects.get(date="2030-01-01")
        assert list(restored.joint_councils.all()) == [other]
        assert [(one.title, one.file.name) for one in restored.attachments.all()] == [
            ("Mødeplan", "bilag/2030/plan.pdf")
        ]

    def test_the_list_shows_what_was_deleted_and_by_whom(
        self, admin_client: Client, admin_user: User, item: AgendaItem
    ) -> None:
        admin_client.post(admin_address(AgendaItem, "delete", item.pk), {"post": "yes"})
        page = open_page(admin_client, self.deleted_page(AgendaItem))
        assert "Fælles havneplan 1" in page
        assert f"slettet af {admin_user}" in page

    def test_where_another_has_taken_the_place_the_page_says_so(self, admin_client: Client, item: AgendaItem) -> None:
        meeting = item.meeting
        item.delete()
        AgendaItem.objects.create(meeting=meeting, number="1.2", position=2, title="En anden")
        entry = HistoryEntry.objects.deletions(AgendaItem).get()
        response = admin_client.post(self.deleted_page(AgendaItem), {"entry": entry.pk}, follow=True)
        assert "En anden post har taget dens plads" in response.content.decode()
        assert AgendaItem.objects.get().title == "En anden"

    def test_a_reference_whose_record_is_gone_comes_back_empty(self, admin_client: Client, item: AgendaItem) -> None:
        appointment = item.appointments.get()
        person = Person.objects.get()
        appointment.delete()
        person.participations.all().delete()
        person.delete()
        entry = HistoryEntry.objects.deletions(type(appointment)).get()
        admin_client.post(self.deleted_page(type(appointment)), {"entry": entry.pk})
        assert item.appointments.get().person is None


def test_the_database_has_the_triggers_that_stand_in_the_code() -> None:
    triggers = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname ~ '^keep_history_' ORDER BY 1"
    function = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'meetings_keep_history'"

    def defined() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(triggers)
            rows = cursor.fetchall()
            cursor.execute(function)
            return [*rows, *cursor.fetchall()]

    migrated = defined()
    assert len(migrated) == 3 * len(HISTORY_TABLES) + 1
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION meetings_keep_history CASCADE")
        cursor.execute(KEEP_HISTORY)
        for table in HISTORY_TABLES:
            cursor.execute(history_triggers_of(table))
    assert defined() == migrated
