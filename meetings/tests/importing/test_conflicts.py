"""Where a document says something else than an editor wrote, and what the editor decides."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from meetings.importing import conflicts
from meetings.models import AgendaItem, Conflict, Decision, Participant
from meetings.search import query
from meetings.search.items import find_items
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.editing import decide

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
    return [item.number for item in find_items(query.parse_query(text))]


def test_a_conflict_tells_both_wordings_and_where_the_document_has_its_own(item: AgendaItem) -> None:
    conflict = Conflict.objects.get()
    assert (conflict.archived, conflict.read) == ("Rettet af redaktionen.", "Sådan står der i referatet.")
    assert (conflict.document.source_name, conflict.page) == ("referat.txt", 4)
    assert str(conflict) == "2.1 Fælles vagtordning for dyrlæger: sagsfremstilling"


def test_the_edit_stands_until_it_is_decided(item: AgendaItem) -> None:
    item.refresh_from_db()
    assert item.presentation == "Rettet af redaktionen."


def test_keep_is_remembered(item: AgendaItem) -> None:
    conflicts.keep_edited_value(Conflict.objects.get())
    import_text(f"{minutes('Sådan står der i referatet.')}\n", "igen.txt")
    item.refresh_from_db()
    assert item.presentation == "Rettet af redaktionen."
    assert not Conflict.objects.exists()


def test_keep_does_not_silence_a_document_that_says_a_third_thing(item: AgendaItem) -> None:
    conflicts.keep_edited_value(Conflict.objects.get())
    import_text(minutes("Et tredje."), "nyt.txt")
    assert Conflict.objects.get().read == "Et tredje."


def test_take_writes_the_documents_wording_and_search_finds_it(item: AgendaItem) -> None:
    conflicts.accept_document_value(Conflict.objects.get())
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
    conflicts.accept_document_value(Conflict.objects.get(field="municipality"))
    participant.refresh_from_db()
    assert str(participant.municipality) == "Thisted"


@pytest.mark.parametrize("page", ["list", "conflict"])
def test_what_another_record_has_is_not_taken(admin_client: Client, page: str) -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    bridge = AgendaItem.objects.get(number="2.2")
    bridge.number = "2.9"
    bridge.save()
    import_text(document_text(items=[ITEMS[0], ITEMS[1], Item("2.3", ITEMS[2].title)]))
    AgendaItem.objects.filter(number="2.1").update(number="2.3")
    conflict = Conflict.objects.get(field="number")
    if page == "list":
        data = {"action": "take", "_selected_action": [conflict.pk]}
        response = decide(admin_client, reverse("admin:meetings_conflict_changelist"), **data)
    else:
        address = reverse("admin:meetings_conflict_change", args=(conflict.pk,))
        response = decide(admin_client, address, _take="Overtag")
    assert "Mødet har allerede et punkt med dette nummer. Ret det dér først." in response.content.decode()
    assert set(AgendaItem.objects.values_list("number", flat=True)) == {"1.1", "2.3", "2.9"}
    assert Conflict.objects.filter(pk=conflict.pk).exists()


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
    decide(admin_client, address, action=action, _selected_action=[Conflict.objects.get().pk])
    item.refresh_from_db()
    assert item.presentation == wording
    assert not Conflict.objects.exists()


class TestThePageOfAConflict:
    def test_tells_both_wordings_word_by_word_and_where_the_document_has_its_own(
        self, item: AgendaItem, admin_client: Client
    ) -> None:
        AgendaItem.objects.filter(pk=item.pk).update(presentation="Kajen " * 20 + "er <b>slidt</b>.")
        Conflict.objects.update(read="Kajen " * 20 + "er ny.")
        conflict = Conflict.objects.get()
        page = admin_client.get(page_of(conflict)).content.decode()
        assert f"<span>{'Kajen ' * 20}er </span>" in page
        assert "<del>&lt;b&gt;slidt&lt;/b&gt;. </del><ins>ny.</ins>" in page
        assert f'{reverse("meetings:document", args=(conflict.document_id,))}#page=4"' in page
        line = f"#linje-{conflict.line}"
        assert (
            f'{reverse("meetings:document_text", args=(conflict.document_id,))}{line}">linje {conflict.line}<' in page
        )
        assert conflict.wording in page

    @pytest.mark.parametrize(
        ("button", "wording"),
        [
            pytest.param("_keep", "Rettet af redaktionen.", id="keep"),
            pytest.param("_take", "Sådan står der i referatet.", id="take"),
        ],
    )
    def test_is_where_an_editor_decides(
        self, item: AgendaItem, admin_client: Client, button: str, wording: str
    ) -> None:
        response = decide(admin_client, page_of(Conflict.objects.get()), **{button: "1"})
        assert response.redirect_chain == [(reverse("admin:meetings_conflict_changelist"), 302)]
        assert "2.1 Fælles vagtordning for dyrlæger: sagsfremstilling" in response.content.decode()
        item.refresh_from_db()
        assert item.presentation == wording
        assert not Conflict.objects.exists()

    @pytest.mark.usefixtures("item")
    def test_decides_nothing_without_a_button(self, admin_client: Client) -> None:
        admin_client.post(page_of(Conflict.objects.get()), {})
        assert Conflict.objects.exists()

    @pytest.mark.usefixtures("item")
    def test_decides_nothing_where_somebody_only_looks(self, client: Client) -> None:
        looker = User.objects.create_user("kigger", is_staff=True)
        looker.user_permissions.add(Permission.objects.get(codename="view_conflict"))
        client.force_login(looker)
        address = page_of(Conflict.objects.get())
        assert "_take" not in client.get(address).content.decode()
        assert client.post(address, {"_take": "1"}).status_code == 403
        assert Conflict.objects.exists()

    @pytest.mark.usefixtures("item")
    def test_decides_nothing_for_a_form_of_somebody_else(self, admin_user: User) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(admin_user)
        assert client.post(page_of(Conflict.objects.get()), {"_take": "1"}).status_code == 403
        assert Conflict.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        pytest.param("decision", "outcome", "postponed", "Udsat", id="a choice"),
        pytest.param(
            "decision", "further_outcomes", ["approved", "noted"], "Godkendt, Taget til efterretning", id="choices"
        ),
        pytest.param("item", "references", ["2025-03-14", "2024-06-02"], "14. marts 2025, 2. juni 2024", id="days"),
        pytest.param("item", "municipalities", ["Læsø", "Rebild"], "Læsø, Rebild", id="names"),
        pytest.param("table", "rows", [["Læsø", "2"], ["Rebild", "9"]], "Læsø | 2\nRebild | 9", id="rows"),
        pytest.param("meeting", "participants_complete", False, "Nej", id="yes or no"),
        pytest.param("meeting", "date", "2025-03-14", "14. marts 2025", id="a day"),
        pytest.param("participant", "municipality", None, "–", id="nothing"),
        pytest.param(
            "item",
            "places",
            {"title": {"page": 4, "line": 52}, "background": {"page": 4, "line": 55}},
            "overskrift: side 4, linje 52\nbaggrund: side 4, linje 55",
            id="places",
        ),
    ],
)
def test_values_are_told_in_words(
    item: AgendaItem, admin_client: Client, kind: str, field: str, value: object, words: str
) -> None:
    Conflict.objects.update(kind=kind, field=field, read=value)
    assert f'<div class="wording">{words}</div>' in admin_client.get(page_of(Conflict.objects.get())).content.decode()


def page_of(conflict: Conflict) -> str:
    return reverse("admin:meetings_conflict_change", args=(conflict.pk,))


def test_a_conflict_is_neither_made_nor_deleted_by_hand(item: AgendaItem, admin_client: Client) -> None:
    conflict = Conflict.objects.get()
    assert admin_client.get(reverse("admin:meetings_conflict_add")).status_code == 403
    assert admin_client.get(reverse("admin:meetings_conflict_delete", args=(conflict.pk,))).status_code == 403
    assert admin_client.get(reverse("admin:meetings_conflict_change", args=(conflict.pk,))).status_code == 200
