"""A conflict about a decision's wording: what does not follow the wording that is to stand is asked about."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.changes.recording import recording
from meetings.models import Conflict, Decision
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.editing import answers, decide

pytestmark = pytest.mark.django_db

APPROVED = "KKR Prøveby godkendte planen."
POSTPONED = "KKR Prøveby udsatte sagen til næste møde."
REJECTED = "KKR Prøveby afviste planen."
TWELVE = "KKR Prøveby godkendte planen. For stemte 12, imod stemte 3."
TEN = "KKR Prøveby godkendte planen. For stemte 10, imod stemte 5."
ANNA = "KKR Prøveby udpegede Anna Holm (A) til Havnerådet."
BO = "KKR Prøveby udpegede Bo Lind (V) til Havnerådet."


def minutes(decision: str) -> str:
    return document_text(items=[ITEMS[0], Item("2.1", "Udpegning til Havnerådet", decision=decision)])


def edited(wording: str, hers: str, read: str, **values: Any) -> Decision:
    """A decision whose wording, and these values, an editor has changed, and of which later minutes say a third."""
    import_text(minutes(wording))
    decision = Decision.objects.get(item__number="2.1")
    decision.text = hers
    for field, value in values.items():
        setattr(decision, field, value)
    with recording():
        decision.save()
    import_text(minutes(read), "rettet.txt", replace=True)
    decision.refresh_from_db()
    return decision


def press(client: Client, button: str, answer: str = "") -> Any:
    """Press a button of the wording's conflict; the questions that come are answered by »yes« or »no«, if by either."""
    address = reverse("admin:meetings_conflict_change", args=(Conflict.objects.get(field="text").pk,))
    response = decide(client, address, **{button: "1"})
    offered = answers(response)
    if not answer:
        return response
    assert offered
    chosen = {name: value for name, values in offered.items() for value in values if value.startswith(answer)}
    return decide(client, address, **{button: "1"}, **chosen)


def state(decision: Decision) -> tuple[str, str, list[int], set[str]]:
    """Its outcome, deciding sentence, votes' counts, and who is appointed."""
    decision.refresh_from_db()
    people = {str(appointment.person) for appointment in decision.item.appointments.all()}
    return decision.outcome, decision.deciding_sentence, [vote["count"] for vote in decision.votes], people


@pytest.mark.parametrize("read", [POSTPONED, REJECTED, BO])
@pytest.mark.parametrize("button", ["_keep", "_take"])
def test_an_outcome_that_the_standing_wording_does_not_say_follows_or_stays(
    admin_client: Client, button: str, read: str
) -> None:
    # The outcome is not the editor's: the later minutes have written theirs.
    outcome = {POSTPONED: "postponed", REJECTED: "rejected", BO: "appointed"}[read]
    decision = edited(APPROVED, APPROVED.replace("planen", "hele planen"), read)
    assert decision.outcome == outcome
    if button == "_take":
        assert not answers(press(admin_client, button))
        assert state(decision)[:2] == (outcome, read)
    else:
        asked = press(admin_client, button)
        assert "Ordlyden siger nu: godkendt. Skal udfaldet følge med?" in asked.content.decode()
        assert Conflict.objects.filter(field="text").exists()
        press(admin_client, button, "yes")
        assert state(decision) == ("approved", decision.text, [], set())
    assert not Conflict.objects.exists()


def test_an_editors_outcome_is_asked_about_when_the_documents_wording_is_taken(admin_client: Client) -> None:
    decision = edited(APPROVED, REJECTED, POSTPONED, outcome="rejected", deciding_sentence=REJECTED)
    assert set(Conflict.objects.values_list("field", flat=True)) >= {"text", "outcome"}
    assert "Ordlyden siger nu: udsat." in press(admin_client, "_take").content.decode()
    assert state(decision)[0] == "rejected"
    press(admin_client, "_take", "yes")
    assert state(decision)[:2] == ("postponed", POSTPONED)
    assert not Conflict.objects.exists()
    # The document's by now: another one may change it.
    import_text(minutes(third := "KKR Prøveby drøftede planen."), "igen.txt", replace=True)
    assert state(decision)[:2] == ("discussed", third)


def test_an_outcome_that_stays_has_no_sentence_of_the_wording_that_went(admin_client: Client) -> None:
    decision = edited(APPROVED, REJECTED, POSTPONED, outcome="rejected", deciding_sentence=REJECTED)
    press(admin_client, "_take", "no")
    assert state(decision)[:2] == ("rejected", "")


@pytest.mark.parametrize(("answer", "counts"), [("yes", [12, 3]), ("no", [10, 5])])
def test_a_vote_of_the_wording_that_is_not_to_stand_is_asked_about(
    admin_client: Client, answer: str, counts: list[int]
) -> None:
    decision = edited(TWELVE, f"{TWELVE} Tak.", TEN)
    assert state(decision)[2] == [10, 5]
    press(admin_client, "_keep", answer)
    assert state(decision)[2] == counts


@pytest.mark.parametrize(("answer", "people"), [("yes", {"Anna Holm"}), ("no", {"Bo Lind"})])
def test_appointments_of_the_wording_that_is_not_to_stand_are_asked_about(
    admin_client: Client, answer: str, people: set[str]
) -> None:
    decision = edited(ANNA, f"{ANNA} Tak.", BO)
    assert state(decision)[3] == {"Bo Lind"}
    press(admin_client, "_keep", answer)
    assert state(decision)[3] == people


def test_an_editors_appointments_are_asked_about_when_the_documents_wording_is_taken(admin_client: Client) -> None:
    decision = edited(ANNA, f"{ANNA} Tak.", POSTPONED)
    with recording():
        decision.item.appointments.all().delete()
        factories.make_appointment(decision.item, factories.make_person("Anna Holm"))
    asked = press(admin_client, "_take")
    assert "Ordlyden udpeger ikke længere: Anna Holm til Havnerådet." in asked.content.decode()
    press(admin_client, "_take", "yes")
    assert state(decision)[3] == set()


def test_a_wording_that_says_the_same_is_not_asked_about_and_brings_its_sentence(admin_client: Client) -> None:
    read = "KKR Prøveby godkendte planen enstemmigt."
    decision = edited(APPROVED, f"Formanden bød velkommen. {APPROVED}", read)
    assert not answers(press(admin_client, "_keep"))
    assert state(decision)[:2] == ("approved", APPROVED)


@pytest.mark.parametrize("chosen", [["text"], ["text", "outcome", "deciding_sentence"]])
def test_the_list_leaves_to_the_page_what_has_to_be_asked_about(admin_client: Client, chosen: list[str]) -> None:
    decision = edited(APPROVED, REJECTED, POSTPONED, outcome="rejected", deciding_sentence=REJECTED)
    address = reverse("admin:meetings_conflict_changelist")
    keys = list(Conflict.objects.filter(field__in=chosen).values_list("pk", flat=True))
    response = decide(admin_client, address, action="take", _selected_action=keys)
    if chosen == ["text"]:
        assert "Afgør den på dens egen side." in response.content.decode()
        assert state(decision)[:2] == ("rejected", REJECTED)
        assert Conflict.objects.filter(field="text").exists()
    else:
        assert state(decision)[:2] == ("postponed", POSTPONED)
        assert not Conflict.objects.exists()
