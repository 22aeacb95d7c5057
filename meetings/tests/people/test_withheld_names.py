"""Somebody who may be a person that is withheld: an editor is asked before all else of names, and by its own line."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.importing.plan import plan_import
from meetings.models import Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.people import merging
from meetings.privacy.withholding import end_withholding, withhold
from meetings.tests import factories
from meetings.tests.documents import document_text, import_text, read_text
from meetings.tests.editing import open_page

pytestmark = pytest.mark.django_db

LINE = "1 par, hvor den ene er holdt tilbage: én person eller to?"
OF_ONE_NAME = "1 par af samme navn: én person eller to?"
PAIRS = reverse("admin:meetings_personmerge_changelist")
# The withheld one is »Bo Lind (V), Rebild Kommune«.
LATER = document_text(day=date(2025, 6, 14), present=("Anna Holm (A), Aalborg Kommune", "Bo Lind (A), Læsø Kommune"))


@pytest.fixture
def withheld() -> Person:
    import_text(document_text())
    person = Person.objects.get(name="Bo Lind")
    withhold(person, "Det er taget af efter eget ønske.", "-")
    person.refresh_from_db()
    return person


def newcomer() -> Person:
    return Person.objects.filter(name="Bo Lind").latest("pk")


def test_who_is_newly_found_under_a_withheld_persons_name_is_asked_about(
    admin_client: Client, withheld: Person
) -> None:
    import_text(LATER, "senere.txt")
    assert newcomer() != withheld
    front = open_page(admin_client, reverse("admin:index"))
    assert f'<a href="{PAIRS}?tilbageholdt=ja">{LINE}</a>' in front
    assert OF_ONE_NAME not in front
    pairs = open_page(admin_client, f"{PAIRS}?tilbageholdt=ja")
    assert f"{withheld} er holdt tilbage, {newcomer()} er offentlig." in pairs


def test_the_plan_says_so_before_anything_is_written(withheld: Person) -> None:
    said = " ".join(plan_import(read_text(LATER, "senere.txt")).remarks)
    assert "Arkivets person er holdt tilbage; den nye er offentlig" in said
    withheld.withholdings.all().delete()
    Person.objects.update(is_withheld=False)
    assert "holdt tilbage" not in " ".join(plan_import(read_text(LATER, "senere.txt")).remarks)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_answered_yes_both_are_withheld(client: Client, withheld: Person, is_swapped: bool) -> None:
    import_text(LATER, "senere.txt")
    address = newcomer().get_absolute_url()
    assert client.get(address).status_code == 200
    pair = PersonMerge.objects.get()
    people = (pair.merged, pair.kept) if is_swapped else (pair.kept, pair.merged)
    merging.merge(*people)
    assert client.get(address, follow=True).status_code == 410
    assert not PersonMerge.objects.awaiting().exists()


def test_answered_no_the_newcomer_is_public_and_nobody_is_asked(client: Client, withheld: Person) -> None:
    import_text(LATER, "senere.txt")
    merging.refuse(PersonMerge.objects.get())
    assert PersonMerge.objects.get().state == MergeState.REFUSED
    import_text(document_text(day=date(2025, 9, 12), present=("Bo Lind (A), Læsø Kommune",)), "sidst.txt")
    assert not PersonMerge.objects.awaiting().exists()
    assert client.get(newcomer().get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("other_name", "both", "line"),
    [
        pytest.param("Bo Krag Lind", False, LINE, id="two names, one withheld"),
        pytest.param("Bo Lind", False, LINE, id="one name, one withheld"),
        pytest.param("Bo Lind", True, OF_ONE_NAME, id="one name, both withheld"),
        pytest.param("Bo Krag Lind", True, "1 person, der måske har to navne", id="two names, both withheld"),
    ],
)
def test_each_pair_waits_in_one_line(
    admin_client: Client, withheld: Person, other_name: str, both: bool, line: str
) -> None:
    other = Person.objects.create(name=other_name, slug="en-anden", unique_name=f"{other_name} {{Læsø}}")
    factories.make_participant(factories.make_meeting(), other)
    PersonMerge.objects.create(kept=withheld, merged=other)
    lines = (LINE, OF_ONE_NAME, "1 person, der måske har to navne")
    if both:
        withhold(other, "Det er taget af efter eget ønske.", "-")
    front = open_page(admin_client, reverse("admin:index"))
    assert [each for each in lines if each in front] == [line]


def test_where_it_ends_the_pair_waits_as_others_do(admin_client: Client, withheld: Person) -> None:
    import_text(LATER, "senere.txt")
    end_withholding(withheld.withholdings.get())
    front = open_page(admin_client, reverse("admin:index"))
    assert LINE not in front
    assert OF_ONE_NAME in front
