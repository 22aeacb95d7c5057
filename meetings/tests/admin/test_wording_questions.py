"""A wording that says something else than what is stored with it: the form asks, and nothing stale remains."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from meetings.models import AgendaItem, Appointment, Decision, HistoryEntry
from meetings.models.choices import CaseType
from meetings.tests import factories
from meetings.tests.editing import admin_address, answers, error_messages, save, save_with

pytestmark = pytest.mark.django_db

APPROVED = "KKR Prøve godkendte planen."
POSTPONED = "KKR Prøve udsatte sagen til næste møde."
FOR_AND_AGAINST = [{"side": "for", "count": 12, "who": ""}, {"side": "against", "count": 3, "who": ""}]


def make_decision(wording: str = APPROVED, outcome: str = "approved", **values: Any) -> Decision:
    values.setdefault("deciding_sentence", wording)
    return factories.make_item("Fælles havneplan", decision=wording, outcome=outcome, **values).decision


@pytest.mark.parametrize(
    ("wording", "read", "outcome", "further"),
    [
        (POSTPONED, "Ordlyden siger nu: udsat.", "postponed", []),
        ("KKR Prøve afviste forslaget.", "Ordlyden siger nu: afvist.", "rejected", []),
        ("KKR Prøve drøftede planen.", "Ordlyden siger nu: drøftet.", "discussed", []),
        ("Sagen blev taget af dagsordenen.", "Ordlyden siger nu: aflyst.", "cancelled", []),
        ("KKR Prøve drøftede og tog orienteringen til efterretning.", "Ordlyden siger nu: drøftet", "discussed", None),
    ],
)
def test_another_outcome_is_asked_about_and_follows_or_stays(
    admin_client: Client, wording: str, read: str, outcome: str, further: list[str] | None
) -> None:
    decision = make_decision()
    asked = save(admin_client, decision.item, decision__0__text=wording)
    assert any(read in sentence and "Skal udfaldet følge med?" in sentence for sentence in error_messages(asked))
    decision.refresh_from_db()
    assert decision.text == APPROVED
    assert save_with(admin_client, decision.item, "yes", decision__0__text=wording).status_code == 302
    decision.refresh_from_db()
    assert (decision.text, decision.outcome) == (wording, outcome)
    assert further is None or decision.further_outcomes == further
    assert decision.deciding_sentence == wording


@pytest.mark.parametrize("wording", [POSTPONED, "Kaffen var kold."])
def test_an_outcome_that_stays_has_no_sentence_of_the_former_wording(admin_client: Client, wording: str) -> None:
    decision = make_decision()
    # Where nothing is read in a wording, it says nothing else.
    send = save_with if wording == POSTPONED else lambda client, record, _, **fields: save(client, record, **fields)
    assert send(admin_client, decision, "no", text=wording).status_code == 302
    decision.refresh_from_db()
    assert (decision.text, decision.outcome, decision.deciding_sentence) == (wording, "approved", "")


def test_a_wording_that_decides_the_same_is_not_asked_about_and_brings_its_sentence(admin_client: Client) -> None:
    decision = make_decision()
    wording = "Formanden bød velkommen. KKR Prøve godkendte planen enstemmigt."
    assert save(admin_client, decision, text=wording).status_code == 302
    decision.refresh_from_db()
    assert (decision.outcome, decision.deciding_sentence) == ("approved", "KKR Prøve godkendte planen enstemmigt.")


def test_what_an_editor_decided_against_a_wording_stays_while_it_says_the_same(admin_client: Client) -> None:
    decision = make_decision(outcome="recommended")
    assert save(admin_client, decision, text="KKR Prøve godkendte nu planen.").status_code == 302
    decision.refresh_from_db()
    assert decision.outcome == "recommended"


def test_an_outcome_that_is_written_along_is_not_asked_about(admin_client: Client) -> None:
    decision = make_decision()
    assert save(admin_client, decision, text=POSTPONED, outcome="postponed").status_code == 302
    decision.refresh_from_db()
    assert decision.deciding_sentence == POSTPONED


def test_an_answer_is_about_its_wording_alone(admin_client: Client) -> None:
    decision = make_decision()
    answered = answers(save(admin_client, decision, text=POSTPONED))
    chosen = {name: values[0] for name, values in answered.items()}
    assert save(admin_client, decision, text="KKR Prøve afviste planen.", **chosen).status_code == 200


@pytest.mark.parametrize(
    ("wording", "votes"),
    [
        ("KKR Prøve godkendte planen. For stemte 10, imod stemte 5.", [("for", 10), ("against", 5)]),
        ("KKR Prøve godkendte planen.", []),
    ],
)
def test_a_vote_follows_its_wording(admin_client: Client, wording: str, votes: list[tuple[str, int]]) -> None:
    former = "KKR Prøve godkendte planen. For stemte 12, imod stemte 3."
    decision = make_decision(former, votes=FOR_AND_AGAINST)
    assert save_with(admin_client, decision, "no", text=f"{wording} ").status_code == 302
    decision.refresh_from_db()
    assert decision.votes == FOR_AND_AGAINST
    decision = make_decision(former, votes=FOR_AND_AGAINST, number="1.9")
    assert save_with(admin_client, decision, "yes", text=wording).status_code == 302
    decision.refresh_from_db()
    assert [(vote["side"], vote["count"]) for vote in decision.votes] == votes


def seats(item: AgendaItem) -> set[tuple[str, str]]:
    return {(str(each.person or "ubesat"), each.body.name) for each in item.appointments.all()}


def make_appointing_item() -> AgendaItem:
    item = factories.make_item(
        "Udpegning til Havnerådet",
        decision="KKR Prøve udpegede Anna Holm (A) til Havnerådet.",
        outcome="appointed",
        case_type=CaseType.APPOINTMENT,
    )
    factories.make_appointment(item, factories.make_person("Anna Holm"))
    return item


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("KKR Prøve udpegede Bo Lind (V) til Havnerådet.", {("Bo Lind", "Havnerådet")}),
        (
            "KKR Prøve udpegede Anna Holm (A) og Bo Lind (V) til Havnerådet.",
            {("Anna Holm", "Havnerådet"), ("Bo Lind", "Havnerådet")},
        ),
        (POSTPONED, set()),
        ("KKR Prøve udpegede Anna Holm (A) til Kystrådet.", {("Anna Holm", "Kystrådet")}),
    ],
)
@pytest.mark.parametrize("page", ["item", "decision"])
def test_appointments_follow_their_wording(
    admin_client: Client, wording: str, expected: set[tuple[str, str]], page: str
) -> None:
    item = make_appointing_item()
    field = {"item": "decision__0__text", "decision": "text"}[page]
    record = item if page == "item" else item.decision
    asked = " ".join(error_messages(save(admin_client, record, **{field: wording})))
    assert "Skal udpegningerne følge med?" in asked
    assert seats(item) == {("Anna Holm", "Havnerådet")}
    assert save_with(admin_client, record, "yes", **{field: wording}).status_code == 302
    assert seats(item) == expected


def test_appointments_that_are_to_stay_stay(admin_client: Client) -> None:
    item = make_appointing_item()
    wording = "KKR Prøve udpegede Bo Lind (V) til Havnerådet."
    assert save_with(admin_client, item.decision, "no", text=wording).status_code == 302
    assert seats(item) == {("Anna Holm", "Havnerådet")}
    assert save(admin_client, item.decision, text=f"{wording} Tak.").status_code == 302


def test_what_a_wording_adds_of_an_appointment_is_written_to_it(admin_client: Client) -> None:
    item = make_appointing_item()
    wording = "KKR Prøve udpegede Anna Holm (A) til Havnerådet med virkning fra den 1. maj 2024."
    assert save_with(admin_client, item.decision, "yes", text=wording).status_code == 302
    appointment = Appointment.objects.get()
    assert (appointment.starts, appointment.imported) == (date(2024, 5, 1), {})


def test_a_sum_that_becomes_wrong_is_asked_about(admin_client: Client) -> None:
    table = factories.make_table(factories.make_item(), rows=[["Rebild", "9"], ["Aalborg", "10"], ["I alt", "19"]])
    rows = "Rebild;9\nAalborg;11\nI alt;19"
    asked = save(admin_client, table, rows=rows)
    assert any("Tabellens sum stemmer ikke" in sentence for sentence in error_messages(asked))
    assert save_with(admin_client, table, "yes", rows=rows).status_code == 302
    table.refresh_from_db()
    assert table.rows[1] == ["Aalborg", "11"]
    # It was wrong already.
    assert save(admin_client, table, rows=rows.replace("Rebild", "Læsø")).status_code == 302
    assert save(admin_client, table, rows="Rebild;8\nAalborg;11\nI alt;19").status_code == 302


def restore(client: Client, record: Any, entry: HistoryEntry, column: str, **answers: str) -> Any:
    address = admin_address(type(record), "history", record.pk)
    return client.post(address, {"entry": entry.pk, "column": column, **answers}, follow=True)


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize("page", ["item", "decision"])
def test_a_wording_that_comes_back_is_asked_about_too(admin_client: Client, answer: str, page: str) -> None:
    item = make_appointing_item()
    assert save_with(admin_client, item.decision, "yes", text=POSTPONED).status_code == 302
    assert seats(item) == set()
    record = item if page == "item" else item.decision
    entry = HistoryEntry.objects.filter(table="meetings_decision", kind="changed").latest("pk")
    asked = restore(admin_client, record, entry, "text")
    offered = answers(asked)
    assert {name.rpartition("-")[2] for name in offered} == {"outcome", "seats"}
    chosen = {name: value for name, values in offered.items() for value in values if value.startswith(answer)}
    restore(admin_client, record, entry, "text", **chosen)
    decision = Decision.objects.get()
    assert decision.text == "KKR Prøve udpegede Anna Holm (A) til Havnerådet."
    follows = answer == "yes"
    assert decision.outcome == ("appointed" if follows else "postponed")
    assert decision.deciding_sentence == (decision.text if follows else "")
    assert seats(item) == ({("Anna Holm", "Havnerådet")} if follows else set())


def test_rows_that_come_back_with_a_wrong_sum_say_so(admin_client: Client) -> None:
    rows = [["Rebild", "9"], ["Aalborg", "10"], ["I alt", "20"]]
    table = factories.make_table(factories.make_item(), rows=rows)
    assert save(admin_client, table, rows="Rebild;9\nAalborg;10\nI alt;19").status_code == 302
    entry = HistoryEntry.objects.filter(table="meetings_table", kind="changed").latest("pk")
    assert "Tabellens sum stemmer ikke" in restore(admin_client, table, entry, "rows").content.decode()
    table.refresh_from_db()
    assert table.rows == rows
