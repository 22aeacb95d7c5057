"""People of one name in the admin: an editor is asked, answers, makes two of one, and undoes it."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from meetings.models import Participant, Person, PersonMerge
from meetings.models.choices import IdentityCheck, MergeState
from meetings.tests import factories
from meetings.tests.editing import admin_address, open_page
from meetings.tests.reading import words

pytestmark = pytest.mark.django_db

PEOPLE = admin_address(Person, "changelist")


def page_of(person: Person) -> str:
    return admin_address(Person, "change", person.pk)


def split_page(person: Person) -> str:
    return reverse("admin:meetings_person_split", args=(person.pk,))


def answer(client: Client, person: Person, given: str, pair: PersonMerge | None = None) -> str:
    """Give an answer on the person's page; gives the words of the page that follows."""
    sent = {"answer": given, **({"pair": pair.pk} if pair else {})}
    response = client.post(reverse("admin:meetings_person_answer", args=(person.pk,)), sent, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


@pytest.fixture
def pair() -> PersonMerge:
    """Two of the name »Bo Lind«, of Aalborg and Thisted, who may be one."""
    first = factories.make_person("Bo Lind")
    other = Person.objects.create(name="Bo Lind", unique_name="Bo Lind {Thisted}", slug="bo-lind-thisted")
    factories.make_participant(factories.make_meeting(date(2021, 1, 1)), first)
    thisted, party = factories.make_municipality("Thisted"), factories.make_party("V")
    factories.make_participant(factories.make_meeting(date(2024, 1, 1)), other, municipality=thisted, party=party)
    return PersonMerge.objects.create(kept=first, merged=other, reason="Samme navn: Aalborg (A) og Thisted (V).")


@pytest.fixture
def doubted() -> Person:
    """One person of two municipalities, of whom it is asked whether that is one."""
    bo = factories.make_person("Bo Lind")
    factories.make_participant(factories.make_meeting(date(2021, 1, 1)), bo)
    factories.make_participant(
        factories.make_meeting(date(2024, 1, 1)), bo, municipality=factories.make_municipality("Thisted")
    )
    Person.objects.filter(pk=bo.pk).update(identity_check=IdentityCheck.ASKED)
    return bo


class TestTheQuestionOfTwo:
    def test_stands_on_both_pages_with_what_is_known(self, admin_client: Client, pair: PersonMerge) -> None:
        for person, facts in (
            (pair.kept, "Bo Lind (Thisted) : Thisted, V, 2024, 1 møde"),
            (pair.merged, "Bo Lind : Aalborg, A, 2021, 1 møde"),
        ):
            page = words(open_page(admin_client, page_of(person)))
            assert "Er det den samme person?" in page
            assert facts.replace(" :", ":") in page.replace(" :", ":")
            assert "Samme navn: Aalborg (A) og Thisted (V)." in page

    def test_answered_yes_makes_one(self, admin_client: Client, admin_user: User, pair: PersonMerge) -> None:
        assert "De to er nu én person: Bo Lind." in answer(admin_client, pair.merged, "same", pair)
        pair.refresh_from_db()
        assert (pair.state, pair.decided_by) == (MergeState.MERGED, admin_user)
        assert Person.objects.unmerged().get() == pair.kept

    def test_answered_no_is_not_asked_again(self, admin_client: Client, pair: PersonMerge) -> None:
        page = answer(admin_client, pair.kept, "different", pair)
        assert "Bo Lind og Bo Lind (Thisted) er to personer." in page
        assert "Er det den samme person?" not in page
        pair.refresh_from_db()
        assert pair.state == MergeState.REFUSED

    def test_is_among_what_waits(self, admin_client: Client, pair: PersonMerge) -> None:
        page = open_page(admin_client, reverse("admin:index"))
        assert "1 par af samme navn: én person eller to?" in page
        assert "måske har to navne" not in page

    def test_of_another_pair_or_answered_meanwhile_changes_nothing(
        self, admin_client: Client, pair: PersonMerge
    ) -> None:
        other = factories.make_person("Ida Ås")
        assert "Spørgsmålet er der ikke mere." in answer(admin_client, other, "same", pair)
        answer(admin_client, pair.kept, "same", pair)
        assert "er allerede slået sammen med" in answer(admin_client, pair.kept, "same", pair)


class TestTheQuestionOfOne:
    def test_shows_for_whom_the_person_sat(self, admin_client: Client, doubted: Person) -> None:
        page = words(open_page(admin_client, page_of(doubted)))
        assert "Er det én person?" in page
        assert "Aalborg, A, 2021 Thisted, A, 2024" in page

    def test_is_among_what_waits_and_in_the_list(self, admin_client: Client, doubted: Person) -> None:
        factories.make_person("Ida Ås")
        page = open_page(admin_client, reverse("admin:index"))
        assert f'<a href="{PEOPLE}?tvivl=flere">1 person, der måske er flere</a>' in page
        assert "1 person" in words(open_page(admin_client, f"{PEOPLE}?tvivl=flere"))

    def test_answered_yes_is_not_asked_again(self, admin_client: Client, doubted: Person) -> None:
        page = answer(admin_client, doubted, "one")
        assert "Bo Lind er én person." in page
        assert "Er det én person?" not in page


class TestASplit:
    def test_lists_all_that_the_person_has(self, admin_client: Client, doubted: Person) -> None:
        factories.make_appointment(factories.make_item(), doubted)
        page = words(open_page(admin_client, split_page(doubted)))
        assert "KKR Prøve, 1. januar 2021: til stede" in page
        assert "udpeget til Havnerådet" in page

    def test_a_group_is_chosen_by_its_link(self, admin_client: Client, doubted: Person) -> None:
        assert open_page(admin_client, split_page(doubted)).count("checked") == 0
        page = open_page(admin_client, f"{split_page(doubted)}?gruppe=2")
        assert page.count("checked") == 1
        assert "checked" in page.split("Thisted, A, 2024")[1]

    def test_makes_two_and_can_be_undone_on_the_page(
        self, admin_client: Client, admin_user: User, doubted: Person
    ) -> None:
        later = Participant.objects.get(municipality__name="Thisted")
        sent = {"chosen": [f"participants {later.pk}"]}
        page = words(admin_client.post(split_page(doubted), sent, follow=True).content.decode())
        assert "Personen er delt i to." in page
        pair = PersonMerge.objects.get()
        assert (pair.state, pair.decided_by, str(pair.merged)) == (MergeState.SPLIT, admin_user, "Bo Lind (Thisted)")
        assert Participant.objects.get(pk=later.pk).person == pair.merged
        assert "Fortryd delingen" in page
        assert "er én person igen" in answer(admin_client, pair.merged, "rejoined", pair)
        assert Person.objects.unmerged().get() == doubted

    def test_is_undone_in_the_list_of_merges_too(self, admin_client: Client, doubted: Person) -> None:
        later = Participant.objects.get(municipality__name="Thisted")
        admin_client.post(split_page(doubted), {"chosen": [f"participants {later.pk}"]})
        merges = f"{admin_address(PersonMerge, 'changelist')}?status=split"
        pair = PersonMerge.objects.get()
        page = admin_client.post(merges, {"action": "rejoin", "_selected_action": [pair.pk]}, follow=True)
        assert "1 par er samlet igen." in words(page.content.decode())
        page = admin_client.post(merges, {"action": "rejoin", "_selected_action": [pair.pk]}, follow=True)
        assert not Person.objects.unmerged().exclude(pk=doubted.pk).exists()

    def test_of_nothing_says_what_to_do_and_keeps_the_choice(self, admin_client: Client, doubted: Person) -> None:
        page = admin_client.post(split_page(doubted), {"chosen": ["participants x", "ukendt 1"]}).content.decode()
        assert "Vælg det, der er den anden persons" in page
        every = [f"participants {one.pk}" for one in Participant.objects.all()]
        assert admin_client.post(split_page(doubted), {"chosen": every}).content.decode().count("checked") == 2
        assert Person.objects.count() == 1


def test_two_of_one_name_are_told_apart_in_the_list(admin_client: Client, pair: PersonMerge) -> None:
    page = words(open_page(admin_client, PEOPLE))
    assert "Aalborg, A" in page
    assert "Thisted, V" in page


@pytest.mark.parametrize("codenames", [("view_person",), ("change_person", "view_person"), ("change_personmerge",)])
def test_who_may_not_change_people_and_merges_may_not_answer(
    client: Client, pair: PersonMerge, codenames: tuple[str, ...]
) -> None:
    reader = User.objects.create_user("ida", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    if "view_person" in codenames:
        assert "Er det" not in open_page(client, page_of(pair.kept))
    assert client.get(split_page(pair.kept)).status_code == 403
    sent = {"answer": "same", "pair": pair.pk}
    assert client.post(reverse("admin:meetings_person_answer", args=(pair.kept_id,)), sent).status_code == 403
    assert Person.objects.unmerged().count() == 2
