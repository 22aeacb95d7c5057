"""What people corrected, deleted, renumbered, renamed or wrote by hand is left alone by imports."""

from collections.abc import Callable
from datetime import date

import pytest

from meetings.importing.plan import plan_import
from meetings.importing.refusals import Refused
from meetings.models import (
    AgendaItem,
    Appointment,
    Council,
    Decision,
    Document,
    Meeting,
    Municipality,
    Participant,
    Person,
    Table,
    Topic,
)
from meetings.search.topics import choose_topics
from meetings.tests.documents import ITEMS, PRESENT, Item, document_text, import_text, read_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "Vagtordning for dyrlæger", id="title"),
        pytest.param("case_type", "theme", id="case type"),
        pytest.param("presentation", "Rettet af redaktionen.", id="text"),
        pytest.param("references", [date(2024, 1, 5)], id="list of dates"),
    ],
)
def test_what_an_editor_changed_is_kept(field: str, value: object) -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    item = AgendaItem.objects.get(number="2.1")
    setattr(item, field, value)
    item.save()
    import_text(document_text())
    item.refresh_from_db()
    assert getattr(item, field) == value
    assert item.decision.outcome == "approved"


def test_an_edit_that_the_new_document_contradicts_is_named_in_the_plan() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    AgendaItem.objects.filter(number="2.1").update(presentation="Rettet.")
    reworded = [ITEMS[0], Item("2.1", ITEMS[1].title, presentation="Helt ny tekst."), ITEMS[2]]
    kept = {
        change.key: change.conflicting
        for change in plan_import(read_text(document_text(items=reworded))).changes
        if change.conflicting
    }
    assert kept == {("item", "2.1"): {"presentation": "Helt ny tekst."}}


def test_an_editors_municipalities_and_topics_are_kept() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    item = AgendaItem.objects.get(number="2.1")
    item.municipalities.set([Municipality.objects.create(name="Læsø", slug="laesoe")])
    choose_topics(item.pk, added=[Topic.objects.get(slug="kultur-og-turisme").pk])
    changed = [ITEMS[0], Item("2.1", ITEMS[1].title, presentation="Om takster i Rebild Kommune."), ITEMS[2]]
    import_text(document_text(items=changed))
    assert [str(municipality) for municipality in item.municipalities.all()] == ["Læsø"]
    assert [str(topic) for topic in item.topics.all()] == ["Kultur og turisme", "Økonomi"]


def test_a_meeting_whose_date_was_corrected_is_found_again_by_its_document() -> None:
    import_text(document_text())
    meeting = Meeting.objects.get()
    meeting.date = date(2025, 3, 21)
    meeting.save()
    Document.objects.update(parser_version=0)
    import_text(document_text())
    assert Meeting.objects.count() == 1


def test_the_minutes_of_a_meeting_whose_date_was_corrected_are_the_same_meetings() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    meeting = Meeting.objects.get()
    meeting.date = date(2025, 3, 21)
    meeting.save()
    import_text(document_text())
    assert [one.date for one in Meeting.objects.all()] == [date(2025, 3, 21)]
    other = [Item("1.1", "Lejrskoler på Læsø"), Item("1.2", "Nye skilte"), Item("1.3", "Færger om vinteren")]
    import_text(document_text(items=other), "et andet møde den dag.txt")
    assert sorted(one.date for one in Meeting.objects.all()) == [date(2025, 3, 14), date(2025, 3, 21)]


@pytest.mark.parametrize(
    ("delete", "remaining"),
    [
        pytest.param(lambda: AgendaItem.objects.get(number="2.1").delete(), ["1.1", "2.2"], id="by the ORM"),
        pytest.param(lambda: AgendaItem.objects.filter(number="2.1").delete(), ["1.1", "2.2"], id="many at a time"),
    ],
)
def test_a_deleted_item_stays_deleted(delete: Callable[[], object], remaining: list[str]) -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    delete()
    import_text(document_text())
    assert list(AgendaItem.objects.order_by("number").values_list("number", flat=True)) == remaining
    assert not Decision.objects.filter(text__contains="dyrlæge").exists()


def test_a_deleted_participant_and_appointment_stay_deleted() -> None:
    appointing = Item("3.1", "Udpegning til Havnen", decision="KKR Prøveby udpegede Erik Gram (A) til Havnen.")
    import_text(document_text(items=[*ITEMS, appointing]))
    Participant.objects.get(person__name="Bo Lind").delete()
    Appointment.objects.all().delete()
    changed = Item("3.1", "Udpegning til Havnen", presentation="Nyt.", decision=appointing.decision)
    import_text(document_text(items=[*ITEMS, changed]), "nyt.txt")
    assert not Participant.objects.filter(person__name="Bo Lind").exists()
    assert not Appointment.objects.exists()


def test_a_renumbered_item_is_the_same_item() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    item = AgendaItem.objects.get(number="2.1")
    item.number = "2.9"
    item.save()
    import_text(document_text())
    item.refresh_from_db()
    assert (item.number, item.decision.outcome) == ("2.9", "approved")
    assert AgendaItem.objects.count() == 3


def test_a_participant_who_was_made_another_person_stays_that_person() -> None:
    import_text(document_text())
    participant = Participant.objects.get(person__name="Bo Lind")
    participant.person = Person.objects.create(name="Bo Lindegaard", slug="bo-lindegaard")
    participant.save()
    import_text(
        document_text(items=[*ITEMS[:2], Item("2.2", ITEMS[2].title, "Nyt.", decision=ITEMS[2].decision)]), "b.txt"
    )
    participant.refresh_from_db()
    assert participant.person.name == "Bo Lindegaard"
    assert Participant.objects.count() == 3


def test_what_was_written_by_hand_is_not_overwritten() -> None:
    import_text(document_text("agenda", items=ITEMS[:2]), "dagsorden.txt")
    meeting = Meeting.objects.get()
    AgendaItem.objects.create(
        meeting=meeting, number="2.2", title="Bro, skrevet i hånden", background="Fra hukommelsen."
    )
    import_text(document_text())
    item = AgendaItem.objects.get(number="2.2")
    assert (item.title, item.background) == ("Bro, skrevet i hånden", "Fra hukommelsen.")
    assert item.presentation == ITEMS[2].presentation
    assert item.decision.outcome == "postponed"


def test_an_item_made_by_hand_is_the_documents_item_of_that_title() -> None:
    import_text(document_text("agenda", items=ITEMS[:2]), "dagsorden.txt")
    meeting = Meeting.objects.get()
    made = AgendaItem.objects.create(meeting=meeting, number="2.4", title=ITEMS[2].title, recommendation="Mit eget.")
    import_text(document_text())
    assert [item.title for item in meeting.items.all()].count(ITEMS[2].title) == 1
    made.refresh_from_db()
    assert (made.number, made.recommendation) == ("2.4", "Mit eget.")
    assert made.decision.text == ITEMS[2].decision
    assert {conflict.field for conflict in meeting.conflicts.all()} >= {"number", "recommendation"}


def test_a_new_item_whose_number_an_editor_gave_to_another_is_refused() -> None:
    import_text(document_text("agenda", items=ITEMS[:2]), "dagsorden.txt")
    AgendaItem.objects.filter(number="2.1").update(number="2.2")
    with pytest.raises(Refused) as refusal:
        import_text(document_text())
    assert refusal.value.sentence.startswith("Dokumentet har et nyt punkt 2.2, men nummeret")


def test_a_person_whom_a_later_list_spells_as_the_editor_did_is_there_once() -> None:
    import_text(document_text())
    participant = Participant.objects.get(person__name="Bo Lind")
    participant.person = Person.objects.create(name="Bo Lindegaard", slug="bo-lindegaard")
    participant.save()
    import_text(document_text(present=[PRESENT[0], "Bo Lindegaard (V), Rebild Kommune"]), "nyt.txt")
    names = [participant.person.name for participant in Participant.objects.order_by("position")]
    assert names == ["Anna Holm", "Bo Lindegaard", "Carl Krag"]


def test_renamed_council_municipality_and_person_are_found_by_what_documents_call_them() -> None:
    import_text(document_text())
    for record, name in (
        (Council.objects.get(), "KKR Prøvebyerne"),
        (Municipality.objects.get(name="Rebild"), "Rebild by"),
        (Person.objects.get(name="Bo Lind"), "Bo Lindegaard"),
    ):
        record.name = name
        record.save()
    import_text(document_text(day=date(2025, 6, 13)), "juni.txt")
    assert [council.name for council in Council.objects.all()] == ["KKR Prøvebyerne"]
    assert not Municipality.objects.filter(name="Rebild").exists()
    assert Person.objects.get(name="Bo Lindegaard").participations.count() == 2


def test_an_edited_table_is_still_the_same_table_when_another_item_gets_one() -> None:
    quotas = "Fordelingen er:\nAalborg Kommune 12\nRebild Kommune 7\nLæsø Kommune 1\nI alt 20"
    import_text(document_text(items=[*ITEMS[:2], Item("2.2", ITEMS[2].title, "Det indstilles at drøfte.", quotas)]))
    table = Table.objects.get()
    table.rows = [["Aalborg Kommune", "999"]]
    table.save()
    earlier = Item("2.1", ITEMS[1].title, presentation=quotas)
    import_text(document_text(items=[ITEMS[0], earlier, Item("2.2", ITEMS[2].title, "Nu.", quotas)]), "nyt.txt")
    table.refresh_from_db()
    assert table.rows == [["Aalborg Kommune", "999"]]
    assert Table.objects.count() == 2


def test_a_corrected_appointment_is_the_same_appointment() -> None:
    appointing = Item("3.1", "Udpegning til Havnen", decision="KKR Prøveby udpegede Erik Gram (A) til Havnen.")
    import_text(document_text(items=[*ITEMS, appointing]))
    appointment = Appointment.objects.get()
    appointment.person = Person.objects.create(name="Erik Gramstrup", slug="erik-gramstrup")
    appointment.save()
    reworded = Item("3.1", "Udpegning til Havnen", presentation="Nyt.", decision=appointing.decision)
    import_text(document_text(items=[*ITEMS, reworded]), "nyt.txt")
    assert [(kept.pk, str(kept.person)) for kept in Appointment.objects.all()] == [(appointment.pk, "Erik Gramstrup")]
