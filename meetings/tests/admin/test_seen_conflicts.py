"""Conflicts that change while an editor looks at them: nothing is decided on what was not shown."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Conflict, HistoryEntry
from meetings.tests.editing import decide, make_meeting, seen_conflicts

pytestmark = pytest.mark.django_db

CHANGED = "Det er ændret, siden du åbnede siden."


@pytest.fixture
def conflict() -> Conflict:
    meeting = make_meeting()
    item = meeting.items.get()
    return Conflict.objects.create(
        meeting=meeting, kind="item", record_id=item.pk, record_title="1.2 Havneplan", field="title",
        field_title="overskrift", archived=item.title, read="Havneplanen", document=meeting.documents.get(),
    )  # fmt: skip


def another_edits_the_record() -> None:
    AgendaItem.objects.update(title="En tredje ordlyd")


def an_import_finds_something_else() -> None:
    Conflict.objects.update(read="Havneplanen 2")


CHANGES = [another_edits_the_record, an_import_finds_something_else]


def address_and_answer(where: str, conflict: Conflict, decision: str) -> tuple[str, dict[str, object]]:
    """Where the decision is sent from, the list or the conflict's own page, and what is sent."""
    if where == "list":
        return reverse("admin:meetings_conflict_changelist"), {"action": decision, "_selected_action": [conflict.pk]}
    return reverse("admin:meetings_conflict_change", args=(conflict.pk,)), {f"_{decision}": "1"}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("decision", ["keep", "take"])
@pytest.mark.parametrize("where", ["list", "page"])
def test_what_changed_since_the_page_was_opened_is_asked_about_again(
    admin_client: Client, conflict: Conflict, where: str, decision: str, change: Callable[[], None]
) -> None:
    address, answer = address_and_answer(where, conflict, decision)
    seen = seen_conflicts(admin_client, address)
    change()
    before = AgendaItem.objects.values().get()
    page = admin_client.post(address, {**seen, **answer}, follow=True).content.decode()
    assert CHANGED in page
    assert (before["title"] in page, str(Conflict.objects.get().read) in page) == (True, True)
    assert AgendaItem.objects.values().get() == before
    decide(admin_client, address, **answer)
    assert not Conflict.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"seen": "forkert"}, {"seen": "another's"}])
@pytest.mark.parametrize("where", ["list", "page"])
def test_without_the_pages_token_nothing_is_decided(
    admin_client: Client, conflict: Conflict, where: str, sent: dict[str, str]
) -> None:
    address, answer = address_and_answer(where, conflict, "take")
    if sent.get("seen") == "another's":
        other = Conflict.objects.create(
            meeting=conflict.meeting, kind="item", record_id=conflict.record_id, field="background", read="x",
            document=conflict.document,
        )  # fmt: skip
        of_other = seen_conflicts(admin_client, reverse("admin:meetings_conflict_change", args=(other.pk,)))
        sent = {"seen": of_other[f"seen-{other.pk}"]}
    token = {f"seen-{conflict.pk}": value for value in sent.values()}
    assert CHANGED in admin_client.post(address, {**token, **answer}, follow=True).content.decode()
    assert Conflict.objects.filter(pk=conflict.pk).exists()


@pytest.mark.parametrize("where", ["list", "page"])
def test_what_another_decided_meanwhile_is_told(admin_client: Client, conflict: Conflict, where: str) -> None:
    address, answer = address_and_answer(where, conflict, "take")
    seen = seen_conflicts(admin_client, address)
    title = AgendaItem.objects.get().title
    conflict.delete()
    page = admin_client.post(address, {**seen, **answer}, follow=True).content.decode()
    if where == "page":
        assert "afgjort eller forsvundet, siden du åbnede siden" in page
    assert AgendaItem.objects.get().title == title


def test_a_decision_stands_in_the_history_as_the_editors(
    admin_client: Client, admin_user: User, conflict: Conflict
) -> None:
    address, answer = address_and_answer("page", conflict, "take")
    decide(admin_client, address, **answer)
    assert AgendaItem.objects.get().title == "Havneplanen"
    assert HistoryEntry.objects.filter(table="meetings_agendaitem").latest("pk").user_id == admin_user.pk
