"""What an import writes, and what it leaves alone."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers

from meetings import importing
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    Council,
    Decision,
    Document,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    SearchRow,
    Section,
    Table,
    Topic,
)
from meetings.planning import plan
from meetings.search import query
from meetings.sources import Refused
from meetings.tests.documents import DAY, ITEMS, PRESENT, Item, document_text, read_text

pytestmark = pytest.mark.django_db

ALL_MODELS = (
    Council, Document, Meeting, Section, AgendaItem, Decision, Table, Person, Participant, Municipality, Party, Body,
    Appointment, SearchRow,
)  # fmt: skip


def import_text(text: str, name: str = "referat.txt", *, replace: bool = False) -> str:
    return importing.import_file(read_text(text, name), replace=replace).action


def archive() -> str:
    """Everything that the archive holds, as text."""
    records: list[Any] = [record for model in ALL_MODELS for record in model._default_manager.order_by("pk")]
    return str(serializers.serialize("json", records))


def found(text: str) -> list[str]:
    return [item.number for item in AgendaItem.objects.search(query.parse(text)).order_by("position")]


def test_minutes_are_written_whole() -> None:
    assert import_text(document_text()) == "created"

    meeting = Meeting.objects.get()
    assert (meeting.council.name, meeting.council.slug, meeting.date) == ("KKR Prøveby", "kkr-proeveby", DAY)
    assert [(section.number, section.title) for section in meeting.sections.all()] == [
        ("1", "Godkendelse"),
        ("2", "Sager"),
    ]

    item = meeting.items.get(number="2.1")
    assert item.title == "Fælles vagtordning for dyrlæger"
    assert (item.case_number, item.initials, item.case_type) == ("SAG-2025-00417", ["abc", "def"], "decision")
    assert item.section is not None
    assert item.section.number == "2"
    assert [municipality.name for municipality in item.municipalities.all()] == ["Aalborg"]
    assert (item.decision.text, item.decision.outcome) == ("KKR Prøveby godkendte forslaget.", "approved")
    assert (item.page, item.decision.page) == (4, 4)

    attendance = [
        (participant.person.name, str(participant.party), str(participant.municipality), participant.status)
        for participant in meeting.participants.order_by("position")
    ]
    assert attendance == [
        ("Anna Holm", "Socialdemokratiet (A)", "Aalborg", "present"),
        ("Bo Lind", "Venstre (V)", "Rebild", "present"),
        ("Carl Krag", "SF (F)", "Thisted", "absent"),
    ]


def test_the_document_is_kept_as_it_came() -> None:
    text = document_text()
    import_text(text)
    document = Document.objects.get()
    with document.file.open() as stored:
        assert stored.read().decode() == text
    assert document.text.replace("\f", "\n").split() == text.split()
    assert (document.kind, document.source_name, document.pages) == ("minutes", "referat.txt", 4)
    assert document.sha256 == read_text(text).source.sha256


def test_an_appointment_is_written_with_its_body_and_predecessor() -> None:
    item = Item(
        "3.1",
        "Udpegning til Havnens bestyrelse",
        presentation="Dora Friis (V) fra Rebild ønsker at stoppe ved nytår.",
        decision="KKR Prøveby udpegede Erik Gram (A), Thisted Kommune, til bestyrelsen for Havnen.",
    )
    import_text(document_text(items=[*ITEMS, item]))
    appointment = Appointment.objects.get()
    assert (appointment.person.name, appointment.body.name, appointment.role) == (
        "Erik Gram",
        "Havnen",
        "bestyrelsesmedlem",
    )
    assert appointment.replaces is not None
    assert appointment.replaces.name == "Dora Friis"
    assert found("Erik Gram") == ["3.1"]


def test_the_same_file_twice_changes_nothing() -> None:
    import_text(document_text())
    before = archive()
    assert import_text(document_text()) == "unchanged"
    assert import_text(document_text(), "kopi.txt") == "unchanged"
    assert archive() == before


def test_a_newer_parser_that_reads_the_same_changes_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    import_text(document_text())
    Document.objects.update(parser_version=0)
    items = list(AgendaItem.objects.values())
    assert import_text(document_text()) == "unchanged"
    assert list(AgendaItem.objects.values()) == items
    assert Document.objects.get().parser_version > 0


def test_agenda_then_minutes_is_one_meeting_with_the_minutes_wording() -> None:
    agenda_items = [*ITEMS[:2], Item("2.2", "Ny bro over fjorden", presentation="Udkast til en bro.")]
    assert import_text(document_text("agenda", items=agenda_items), "dagsorden.txt") == "created"
    keys = dict(AgendaItem.objects.values_list("number", "pk"))
    assert not Decision.objects.exists()

    assert import_text(document_text()) == "updated"
    meeting = Meeting.objects.get()
    assert sorted(meeting.documents.values_list("kind", flat=True)) == ["agenda", "minutes"]
    assert dict(AgendaItem.objects.values_list("number", "pk")) == keys
    assert meeting.items.get(number="2.2").presentation == ITEMS[2].presentation
    assert Decision.objects.count() == 3
    assert (meeting.start_time, meeting.place) == (time(9, 30), "Rådhuset i Prøveby")


def test_minutes_then_agenda_keeps_the_minutes_wording_and_adds_time_and_place() -> None:
    import_text(document_text())
    agenda_items = [*ITEMS[:2], Item("2.2", "Ny bro over fjorden", presentation="Udkast."), Item("2.3", "Trukket sag")]
    assert import_text(document_text("agenda", items=agenda_items), "dagsorden.txt") == "updated"
    meeting = Meeting.objects.get()
    assert (meeting.start_time, meeting.place) == (time(9, 30), "Rådhuset i Prøveby")
    assert meeting.items.get(number="2.2").presentation == ITEMS[2].presentation
    assert meeting.items.get(number="2.3").title == "Trukket sag"
    assert Decision.objects.count() == 3


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
    kept = {change.key: change.kept for change in plan(read_text(document_text(items=reworded))).changes if change.kept}
    assert kept == {("item", "2.1"): {"presentation": "Helt ny tekst."}}


def test_an_editors_municipalities_and_topics_are_kept() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    item = AgendaItem.objects.get(number="2.1")
    item.municipalities.set([Municipality.objects.create(name="Læsø", slug="laesoe")])
    item.topics.set([Topic.objects.get(slug="kultur-og-turisme")])
    changed = [ITEMS[0], Item("2.1", ITEMS[1].title, presentation="Om takster i Rebild Kommune."), ITEMS[2]]
    import_text(document_text(items=changed))
    assert [str(municipality) for municipality in item.municipalities.all()] == ["Læsø"]
    assert [str(topic) for topic in item.topics.all()] == ["Kultur og turisme"]


def test_topics_follow_their_rules() -> None:
    import_text(document_text(items=[ITEMS[0], Item("2.1", "Kommunekvoter for flygtninge")]))
    assert [str(topic) for topic in AgendaItem.objects.get(number="2.1").topics.all()] == ["Flygtninge"]
    assert not AgendaItem.objects.get(number="1.1").topics.exists()


@pytest.mark.parametrize(
    ("items", "words"),
    [
        pytest.param(
            [*ITEMS[:2], Item("2.2", "Ny bro over fjorden", decision="KKR Prøveby godkendte broen.")],
            "punkt 2.2: udfaldet er »Udsat« mod »Godkendt«",
            id="another outcome",
        ),
        pytest.param(
            [*ITEMS[:2], Item("2.2", "En helt anden sag")],
            "punkt 2.2: »Ny bro over fjorden« mod »En helt anden sag«",
            id="another title",
        ),
    ],
)
def test_minutes_that_contradict_the_archived_minutes_are_refused(items: list[Item], words: str) -> None:
    import_text(document_text())
    before = archive()
    with pytest.raises(Refused) as refusal:
        import_text(document_text(items=items), "andet.txt")
    assert words in refusal.value.sentence
    assert "referat.txt" in refusal.value.sentence
    assert archive() == before


def test_with_replace_the_newer_minutes_hold() -> None:
    import_text(document_text())
    items = [*ITEMS[:2], Item("2.2", "Ny bro over fjorden", decision="KKR Prøveby godkendte broen.")]
    assert import_text(document_text(items=items, present=PRESENT[:1]), "nyt.txt", replace=True) == "updated"
    assert Decision.objects.get(item__number="2.2").outcome == "approved"
    assert not Participant.objects.filter(person__name="Bo Lind").exists()
    assert Document.objects.count() == 2


def test_reworded_minutes_that_decide_the_same_are_taken() -> None:
    import_text(document_text())
    items = [ITEMS[0], Item("2.1", ITEMS[1].title, presentation="Bedre formuleret."), ITEMS[2]]
    assert import_text(document_text(items=items), "nyt.txt") == "updated"
    assert AgendaItem.objects.get(number="2.1").presentation == "Bedre formuleret."


def test_another_meetings_agenda_under_the_same_date_is_refused() -> None:
    import_text(document_text())
    others = [Item("1.1", "Valg af ordstyrer"), Item("2.1", "Havnens takster"), Item("2.2", "Skolernes ferie")]
    with pytest.raises(Refused) as refusal:
        import_text(document_text("agenda", items=others), "dagsorden.txt")
    assert "kun 0 af 3 overskrifter er ens" in refusal.value.sentence
    assert Document.objects.count() == 1


def test_a_table_that_a_new_reading_no_longer_has_is_no_longer_found() -> None:
    quotas = "Fordelingen er:\nAalborg Kommune 12\nRebild Kommune 7\nLæsø Kommune 1\nI alt 20"
    import_text(document_text(items=[ITEMS[0], Item("2.1", "Kvoter", presentation=quotas)]))
    assert Table.objects.count() == 1
    assert found("Læsø") == ["2.1"]
    import_text(document_text(items=[ITEMS[0], Item("2.1", "Kvoter")]), "nyt.txt")
    assert not Table.objects.exists()
    assert found("Læsø") == []


def test_texts_longer_than_their_field_are_cut() -> None:
    title = "Meget lang overskrift " * 40
    import_text(document_text(items=[ITEMS[0], Item("2.1", title.strip())]))
    archived = AgendaItem.objects.get(number="2.1").title
    assert len(archived) == 500
    assert archived.endswith("…")
    assert import_text(document_text(items=[ITEMS[0], Item("2.1", title.strip())])) == "unchanged"


def test_a_meeting_whose_date_was_corrected_is_found_again_by_its_document() -> None:
    import_text(document_text())
    meeting = Meeting.objects.get()
    meeting.date = date(2025, 3, 21)
    meeting.save()
    Document.objects.update(parser_version=0)
    import_text(document_text())
    assert Meeting.objects.count() == 1


def test_an_import_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive()

    def fail(item_ids: set[int]) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(importing, "_assign_topics", fail)
    with pytest.raises(RuntimeError, match="power"):
        import_text(document_text())
    assert archive() == before
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_planning_writes_nothing() -> None:
    before = archive()
    assert plan(read_text(document_text())).action == "created"
    assert archive() == before


def test_a_sample_document_marks_its_council_as_a_sample() -> None:
    import_text(document_text(cover="Eksempel: opdigtet råd"))
    assert Council.objects.get().is_sample


def test_people_of_two_meetings_are_the_same_people() -> None:
    import_text(document_text())
    import_text(document_text(day=date(2025, 6, 13)), "juni.txt")
    assert Person.objects.count() == 3
    assert Person.objects.get(name="Anna Holm").participations.count() == 2


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
