"""Where a document says something else than an editor wrote, and what the editor decides."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings import conflicts
from meetings.models import AgendaItem, Conflict, Decision, Participant
from meetings.search import query
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db


def minutes(presentation: str) -> str:
    return document_text(items=[ITEMS[0], Item("2.1", ITEMS[1].title, presentation=presentation), ITEMS[2]])


@pytest.fixture
def item() -> AgendaItem:
    """An item whose presentation an editor wrote, and minutes that say something else."""
    import_text(document_text("agenda"), "dagsorden.txt")
    item = AgendaItem.objects.get(number="2.1")
    item.presentation = "Rettet af redaktionen."
    item.save()
    import_text(minutes("Sådan står der i referatet."))
    return item


def found(text: str) -> list[str]:
    return [item.number for item in AgendaItem.objects.search(query.parse(text))]


def test_a_conflict_tells_both_wordings_and_where_the_document_has_its_own(item: AgendaItem) -> None:
    conflict = Conflict.objects.get()
    assert (conflict.archived, conflict.read) == ("Rettet af redaktionen.", "Sådan står der i referatet.")
    assert (conflict.document.source_name, conflict.page) == ("referat.txt", 4)
    assert str(conflict) == "2.1 Fælles vagtordning for dyrlæger: sagsfremstilling"


def test_the_edit_stands_until_it_is_decided(item: AgendaItem) -> None:
    item.refresh_from_db()
    assert item.presentation == "Rettet af redaktionen."


def test_keep_is_remembered(item: AgendaItem) -> None:
    conflicts.keep(Conflict.objects.get())
    import_text(f"{minutes('Sådan står der i referatet.')}\n", "igen.txt")
    item.refresh_from_db()
    assert item.presentation == "Rettet af redaktionen."
    assert not Conflict.objects.exists()


def test_keep_does_not_silence_a_document_that_says_a_third_thing(item: AgendaItem) -> None:
    conflicts.keep(Conflict.objects.get())
    import_text(minutes("Et tredje."), "nyt.txt")
    assert Conflict.objects.get().read == "Et tredje."


def test_take_writes_the_documents_wording_and_search_finds_it(item: AgendaItem) -> None:
    conflicts.take(Conflict.objects.get())
    item.refresh_from_db()
    assert item.presentation == "Sådan står der i referatet."
    assert found("redaktionen") == []
    assert not Conflict.objects.exists()
    import_text(minutes("Et tredje."), "nyt.txt")
    item.refresh_from_db()
    assert item.presentation == "Et tredje."


def test_an_edit_that_agrees_with_the_document_is_no_conflict_any_more(item: AgendaItem) -> None:
    item.presentation = "Sådan står der i referatet."
    item.save()
    import_text(f"{minutes('Sådan står der i referatet.')}\n", "igen.txt")
    assert not Conflict.objects.exists()


def test_the_conflict_of_a_deleted_record_goes_with_the_next_import(item: AgendaItem) -> None:
    item.delete()
    import_text(minutes("Et tredje."), "nyt.txt")
    assert not Conflict.objects.exists()


def test_names_and_choices_are_taken_as_records(item: AgendaItem) -> None:
    participant = Participant.objects.get(person__name="Bo Lind")
    participant.municipality = None
    participant.save()
    moved = document_text().replace("Bo Lind (V), Rebild", "Bo Lind (V), Thisted")
    import_text(moved, "flyttet.txt")
    conflicts.take(Conflict.objects.get(field="municipality"))
    participant.refresh_from_db()
    assert str(participant.municipality) == "Thisted"


def test_overwrite_edits_is_the_explicit_way_out(item: AgendaItem) -> None:
    AgendaItem.objects.get(number="2.2").delete()
    import_text(minutes("Sådan står der i referatet."), overwrite_edits=True)
    item.refresh_from_db()
    assert item.presentation == "Sådan står der i referatet."
    assert Decision.objects.get(item__number="2.2").outcome == "postponed"
    assert not Conflict.objects.exists()


@pytest.mark.parametrize(
    ("action", "wording"),
    [
        pytest.param("keep", "Rettet af redaktionen.", id="keep"),
        pytest.param("take", "Sådan står der i referatet.", id="take"),
    ],
)
def test_an_editor_decides_in_the_admin(item: AgendaItem, admin_client: Client, action: str, wording: str) -> None:
    address = reverse("admin:meetings_conflict_changelist")
    page = admin_client.get(address).content.decode()
    assert "Rettet af redaktionen." in page
    assert "Sådan står der i referatet." in page
    assert "#page=4" in page
    admin_client.post(address, {"action": action, "_selected_action": [Conflict.objects.get().pk]})
    item.refresh_from_db()
    assert item.presentation == wording
    assert not Conflict.objects.exists()


def test_a_conflict_is_neither_made_nor_deleted_by_hand(item: AgendaItem, admin_client: Client) -> None:
    conflict = Conflict.objects.get()
    assert admin_client.get(reverse("admin:meetings_conflict_add")).status_code == 403
    assert admin_client.get(reverse("admin:meetings_conflict_delete", args=(conflict.pk,))).status_code == 403
    assert admin_client.get(reverse("admin:meetings_conflict_change", args=(conflict.pk,))).status_code == 200
