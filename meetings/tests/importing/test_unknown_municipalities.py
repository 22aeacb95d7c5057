"""A municipality that Denmark has not: warned of, in nobody's role, and set once an editor has made it."""

from datetime import date

import pytest

from meetings.models import Document, Municipality, Participant
from meetings.tests import factories
from meetings.tests.documents import document_text, import_text

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
