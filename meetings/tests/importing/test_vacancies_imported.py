"""Empty seats through imports: known again by their number, and left alone where an editor was at work."""

import pytest
from django.test import Client

from meetings.models import AgendaItem, Appointment, Decision
from meetings.tests import factories
from meetings.tests.documents import DAY, Item, document_text, import_text
from meetings.tests.editing import error_messages, found_titles, save

pytestmark = pytest.mark.django_db

TITLE = "Udpegning til Kystfondens bestyrelse"


def minutes(*lines: str) -> str:
    decision = "\n\n".join(["KKR Prøveby udpegede Anna Holm (A), Aalborg Kommune.", *lines])
    return document_text(items=[Item("1.1", TITLE, decision=decision)])


TWO_EMPTY = minutes("To pladser er fortsat ubesatte.")


def seats() -> list[tuple[str | None, int]]:
    appointments = Appointment.objects.order_by("vacancy_number", "pk").select_related("person")
    return [(one.person.name if one.person else None, one.vacancy_number) for one in appointments]


def test_each_empty_seat_is_an_appointment_without_a_person() -> None:
    import_text(TWO_EMPTY)
    assert seats() == [("Anna Holm", 0), (None, 1), (None, 2)]
    assert found_titles("Kystfondens") == [TITLE]


def test_the_same_seats_are_found_again() -> None:
    import_text(TWO_EMPTY)
    keys = set(Appointment.objects.values_list("pk", flat=True))
    import_text(TWO_EMPTY, overwrite_edits=True)
    assert set(Appointment.objects.values_list("pk", flat=True)) == keys


def test_a_seat_that_is_not_empty_any_more_goes() -> None:
    import_text(TWO_EMPTY)
    import_text(minutes("Én plads er ubesat."), "nyt.txt", replace=True)
    assert seats() == [("Anna Holm", 0), (None, 1)]


def test_a_deleted_empty_seat_stays_deleted() -> None:
    import_text(TWO_EMPTY)
    Appointment.objects.get(vacancy_number=1).delete()
    import_text(TWO_EMPTY + "\n\n", "igen.txt")
    assert seats() == [("Anna Holm", 0), (None, 2)]


def test_a_seat_that_an_editor_filled_keeps_its_person() -> None:
    import_text(TWO_EMPTY)
    seat = Appointment.objects.get(vacancy_number=1)
    seat.person = factories.make_person("Bo Lind")
    seat.save()
    import_text(TWO_EMPTY + "\n\n", "igen.txt")
    assert seats() == [("Anna Holm", 0), ("Bo Lind", 1), (None, 2)]


def test_references_and_votes_are_kept_as_the_document_has_them() -> None:
    text = "Se pkt. 3.5 på mødet den 20. juni 2024 og SAG-2023-00917."
    decision = "KKR Prøveby vedtog planen. For: 20 (A, V) Imod: 6 (Ø)"
    import_text(document_text(items=[Item("1.1", "En bro", presentation=text, decision=decision)]))
    item = AgendaItem.objects.get()
    assert (item.distant_items, item.case_references) == (["2024-06-20 3.5"], ["SAG-2023-00917"])
    assert item.decision.deciding_sentence == "KKR Prøveby vedtog planen."
    assert item.decision.votes == [
        {"side": "for", "count": 20, "who": "A, V"},
        {"side": "against", "count": 6, "who": "Ø"},
    ]
    assert item.meeting.date == DAY


def test_a_vote_is_corrected_in_the_admin_a_row_a_side(admin_client: Client) -> None:
    factories.make_item(decision="Vedtaget.", votes=[{"side": "for", "count": 20, "who": "A, V"}])
    decision = Decision.objects.get()
    assert error_messages(save(admin_client, decision, outcome="decided")) == []
    decision.refresh_from_db()
    assert decision.votes == [{"side": "for", "count": 20, "who": "A, V"}]
    assert error_messages(save(admin_client, decision, votes="for;21;A, V\r\nimod;;Ø")) == []
    decision.refresh_from_db()
    assert decision.votes == [
        {"side": "for", "count": 21, "who": "A, V"},
        {"side": "against", "count": None, "who": "Ø"},
    ]
    (sentence,) = error_messages(save(admin_client, decision, votes="måske;3;V"))
    assert sentence.startswith("Skriv hver side som »for;20;A, V«.")
