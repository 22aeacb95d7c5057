"""A municipality that Denmark has not: warned of, in nobody's role, and set once an editor has made it."""

from datetime import date

import pytest

from meetings.importing.apply import import_file
from meetings.importing.files import outdated_documents
from meetings.models import AgendaItem, Appointment, Body, Document, Municipality, Participant
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text, read_text
from meetings.tests.documents import PRESENT as OF_COUNCIL

pytestmark = pytest.mark.django_db

UNKNOWN = ("Nørrefjord", "Ærøskøbing", "Aalborg-Rebild", "Nørre Fjord")
PRESENT = [
    "Tom Hals (A), Nørrefjord Kommune",
    "Ida Møn (V), borgmester, Ærøskøbing Kommune",
    "Leo Vang (C), formand, borgmester i Aalborg-Rebild Kommune",
    "Eva Lund (F), Nørre Fjord Kommune",
    "Lise Holm (A), Rebild Kommune",
]
ROLES = {"Tom Hals": "", "Ida Møn": "borgmester", "Leo Vang": "formand, borgmester", "Eva Lund": "", "Lise Holm": ""}
FIRST = document_text(day=date(2019, 4, 5), present=PRESENT)
SECOND = document_text(day=date(2019, 5, 3), present=PRESENT)


def of_municipality(name: str) -> list[tuple[str, date]]:
    found = Participant.objects.filter(municipality__name=name).order_by("meeting__date")
    return [(one.person.name, one.meeting.date) for one in found.select_related("person", "meeting")]


def test_it_is_warned_of_and_stands_in_no_role() -> None:
    import_text(FIRST)
    messages = " ".join(warning["message"] for warning in Document.objects.get().warnings)
    assert [name for name in UNKNOWN if f"Kommunen er ikke kendt: »{name} Kommune«" not in messages] == []
    roles = dict(Participant.objects.filter(person__name__in=ROLES).values_list("person__name", "role"))
    assert roles == ROLES
    assert not Municipality.objects.filter(name__in=UNKNOWN).exists()


def test_it_is_set_by_the_next_document_once_an_editor_has_made_it_and_by_reading_the_first_again() -> None:
    import_text(FIRST, "april.txt")
    factories.make_municipality("Nørrefjord")
    import_text(SECOND, "maj.txt")
    assert of_municipality("Nørrefjord") == [("Tom Hals", date(2019, 5, 3))]
    import_text(FIRST, "april.txt", overwrite_edits=True)
    assert of_municipality("Nørrefjord") == [("Tom Hals", date(2019, 4, 5)), ("Tom Hals", date(2019, 5, 3))]


def test_one_that_has_got_another_name_is_set_too() -> None:
    renamed = factories.make_municipality("Nørrefjord")
    renamed.name = "Nordfjord"
    renamed.save()
    import_text(FIRST)
    assert of_municipality("Nordfjord") == [("Tom Hals", date(2019, 4, 5))]


@pytest.mark.parametrize("again", [True, False])
def test_it_is_set_by_reading_the_same_document_again_or_by_importing_it_as_it_is(again: bool) -> None:
    import_text(FIRST, "april.txt")
    assert not outdated_documents().exists()
    factories.make_municipality("Nørrefjord")
    assert outdated_documents().count() == 1
    assert import_file(read_text(FIRST, "april.txt"), again=again).action == "updated"
    assert import_file(read_text(FIRST, "april.txt")).action == "unchanged"
    assert not outdated_documents().exists()
    assert of_municipality("Nørrefjord") == [("Tom Hals", date(2019, 4, 5))]
    assert "Nørrefjord" not in str(Document.objects.get().warnings)


@pytest.mark.parametrize("name", ["Nørrefjord", "Nørre Fjord", "Aalborg-Rebild"])
@pytest.mark.parametrize("entry", ["Eva Lund (F), {} Kommune", "Eva Lund (F), {}", "{} Kommune: Eva Lund (F)"])
def test_one_that_is_made_is_known_as_denmarks_own_are(name: str, entry: str) -> None:
    factories.make_municipality(name)
    import_text(document_text(present=[*OF_COUNCIL, entry.format(name)]))
    participant = Participant.objects.get(person__name="Eva Lund")
    assert (participant.municipality and participant.municipality.name, participant.role) == (name, "")
    assert "ikke kendt" not in str(Document.objects.get().warnings)


def test_one_that_is_made_is_known_in_items_and_appointments() -> None:
    factories.make_municipality("Nørrefjord")
    decision = "KKR Prøveby udpegede Eva Lund (F), Nørrefjord Kommune, til Havnen."
    item = Item("3.1", "Udpegning", presentation="Sagen gælder Rebild og Nørrefjord Kommuner.", decision=decision)
    import_text(document_text(items=[*ITEMS, item]))
    assert Appointment.objects.values_list("municipality__name", flat=True).get() == "Nørrefjord"
    named = AgendaItem.objects.get(number="3.1").municipalities.values_list("name", flat=True)
    assert set(named) == {"Nørrefjord", "Rebild"}


def test_a_council_of_one_that_is_made_tells_for_whom_its_members_sit() -> None:
    factories.make_municipality("Nørrefjord")
    import_text(document_text(council="Byrådet, Nørrefjord Kommune", present=["Eva Lund (F)"]))
    import_text(document_text(day=date(2025, 9, 12), present=["Eva Lund (F), Nørrefjord Kommune"]), "kkr.txt")
    assert Participant.objects.filter(person__name="Eva Lund").values("person").distinct().count() == 1


def test_a_body_that_has_got_another_name_is_known_to_the_next_import() -> None:
    item = Item("3.1", "Udpegning", decision="KKR Prøveby udpegede Bo Lind (V), Rebild Kommune, til Havnen.")
    import_text(document_text(items=[*ITEMS, item]))
    body = Body.objects.get()
    body.name = "Havnerådet"
    body.save()
    import_text(document_text(day=date(2025, 9, 12), items=[*ITEMS, item]), "september.txt")
    assert list(Body.objects.values_list("name", flat=True)) == ["Havnerådet"]
    assert body.appointments.count() == 2
