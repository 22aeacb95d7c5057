"""What an import writes, and what it leaves alone."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers

from meetings.importing import apply
from meetings.importing.named_records import NamedRecords
from meetings.importing.plan import plan_import
from meetings.importing.refusals import Refused
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
)
from meetings.search import query
from meetings.search.items import find_items
from meetings.tests.documents import DAY, ITEMS, PRESENT, Item, document_text, import_text, read_text

pytestmark = pytest.mark.django_db

ALL_MODELS = (
    Council, Document, Meeting, Section, AgendaItem, Decision, Table, Person, Participant, Municipality, Party, Body,
    Appointment, SearchRow,
)  # fmt: skip


def archive() -> str:
    """Everything that the archive holds, as text."""
    records: list[Any] = [record for model in ALL_MODELS for record in model._default_manager.order_by("pk")]
    return str(serializers.serialize("json", records))


def found(text: str) -> list[str]:
    return [item.number for item in find_items(query.parse_query(text)).order_by("position")]


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
    assert (str(appointment.person), appointment.body.name, appointment.role) == (
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
    assert "kun 0 af 3 er de samme" in refusal.value.sentence
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


def test_a_name_as_long_as_its_field_has_an_address() -> None:
    name = " ".join(["Ægir Ærenbjørg"] * 7)
    NamedRecords().find_or_create([{"person": name}])
    assert Person.objects.get(name=name).slug.startswith("aegir-aerenbjoerg-aegir")


def test_an_import_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive()

    def fail(item_ids: set[int]) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(apply, "suggest_synonyms", fail)
    with pytest.raises(RuntimeError, match="power"):
        import_text(document_text())
    assert archive() == before
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_planning_writes_nothing() -> None:
    before = archive()
    assert plan_import(read_text(document_text())).action == "created"
    assert archive() == before


def test_a_sample_document_marks_its_council_as_a_sample() -> None:
    import_text(document_text(cover="Eksempel: opdigtet råd"))
    assert Council.objects.get().is_sample


def test_people_of_two_meetings_are_the_same_people() -> None:
    import_text(document_text())
    import_text(document_text(day=date(2025, 6, 13)), "juni.txt")
    assert Person.objects.count() == 3
    assert Person.objects.get(name="Anna Holm").participations.count() == 2
