"""Two names of one person in the admin: an editor sees the suggestion, decides and undoes."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Participant, Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.people.merging import merge
from meetings.tests import factories
from meetings.tests.editing import admin_address, open_page
from meetings.tests.reading import words

pytestmark = pytest.mark.django_db

LIST = admin_address(PersonMerge, "changelist")
PEOPLE = admin_address(Person, "changelist")


@pytest.fixture
def pair() -> PersonMerge:
    """»Bo Krag Lind« with two meetings and an appointment, »Bo Lind« with one meeting."""
    kept, merged = factories.make_person("Bo Krag Lind"), factories.make_person("Bo Lind")
    for year in (2024, 2025):
        factories.make_participant(factories.make_meeting(date(year, 1, 1)), kept)
    factories.make_participant(factories.make_meeting(date(2021, 1, 1)), merged, party=factories.make_party("V"))
    factories.make_appointment(factories.make_item(), kept)
    return PersonMerge.objects.create(kept=kept, merged=merged, reason="Samme for- og efternavn.")


def act(client: Client, address: str, action: str, *records: Person | PersonMerge, **fields: object) -> str:
    """Choose an action for these records in a list; gives the words of the page that follows."""
    chosen = {"action": action, "_selected_action": [record.pk for record in records], **fields}
    response = client.post(address, chosen, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


def state_of(pair: PersonMerge) -> str:
    pair.refresh_from_db()
    return pair.state


def test_a_suggestion_shows_both_with_what_is_known_of_them(admin_client: Client, pair: PersonMerge) -> None:
    page = open_page(admin_client, LIST)
    assert "Bo Krag Lind Aalborg, A, 2024–2025, 2 møder, 1 udpegning" in words(page.replace("<br>", " "))
    assert "Bo Lind Aalborg, V, 2021, 1 møde" in words(page.replace("<br>", " "))
    assert "Samme for- og efternavn." in page
    assert 'href="/personer/bo-krag-lind/"' in page
    assert 'href="/personer/bo-lind/"' in page


def test_the_list_opens_with_what_is_left_to_decide(admin_client: Client, pair: PersonMerge) -> None:
    act(admin_client, LIST, "refuse", pair)
    assert "Bo Krag Lind" not in open_page(admin_client, LIST)
    for state in ("refused", "alle"):
        assert "Bo Krag Lind" in open_page(admin_client, f"{LIST}?status={state}")
    assert "Bo Krag Lind" not in open_page(admin_client, f"{LIST}?status=merged")


def test_a_suggestion_of_somebody_who_was_merged_waits(admin_client: Client, pair: PersonMerge) -> None:
    merge(factories.make_person("Bo K. Lind"), pair.merged)
    assert "Bo Krag Lind" not in open_page(admin_client, LIST)


def test_merging_and_undoing(admin_client: Client, admin_user: User, pair: PersonMerge) -> None:
    assert "1 par er slået sammen." in act(admin_client, LIST, "merge", pair)
    assert state_of(pair) == MergeState.MERGED
    assert pair.decided_by == admin_user
    assert Participant.objects.filter(person=pair.kept).count() == 3
    assert "1 par er skilt ad igen." in act(admin_client, f"{LIST}?status=merged", "undo", pair)
    assert state_of(pair) == MergeState.UNDONE
    assert Participant.objects.filter(person=pair.merged).count() == 1


def test_keeping_the_other(admin_client: Client, pair: PersonMerge) -> None:
    kept = pair.kept
    assert "1 par er byttet om." in act(admin_client, LIST, "swap", pair)
    assert state_of(pair) == MergeState.SUGGESTED
    assert pair.merged == kept


def test_two_people(admin_client: Client, pair: PersonMerge) -> None:
    assert "1 par er afgjort som to personer." in act(admin_client, LIST, "refuse", pair)
    assert state_of(pair) == MergeState.REFUSED
    assert Person.objects.unmerged().count() == 2


def test_one_refusal_does_not_stop_the_others(admin_client: Client, pair: PersonMerge) -> None:
    factories.make_participant(factories.make_meeting(date(2024, 1, 1)), pair.merged)
    others = [factories.make_person(name) for name in ("Ida Ås", "Ida B. Ås")]
    other = PersonMerge.objects.create(kept=others[0], merged=others[1])
    page = act(admin_client, LIST, "merge", pair, other)
    assert "står begge på deltagerlisten fra KKR Prøve, 1. januar 2024: Det må være to personer." in page
    assert "1 par er slået sammen." in page
    assert (state_of(pair), state_of(other)) == (MergeState.SUGGESTED, MergeState.MERGED)


def test_a_list_that_has_both_names_after_the_merge_is_told_of(admin_client: Client, pair: PersonMerge) -> None:
    merge(pair.kept, pair.merged)
    assert "Begge navne" not in open_page(admin_client, f"{LIST}?status=merged")
    factories.make_participant(factories.make_meeting(date(2024, 1, 1)), pair.merged)
    assert "Begge navne står på listen fra 1 møde." in open_page(admin_client, f"{LIST}?status=merged")


def test_a_large_list_asks_the_same_few_questions(admin_client: Client, pair: PersonMerge) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            open_page(admin_client, LIST)
        return len(queries)

    few = questions()
    for number in range(10):
        two = [factories.make_person(f"Ida {letter} Ås {number}") for letter in "AB"]
        factories.make_participant(factories.make_meeting(date(2024, 1, 1)), two[0])
        PersonMerge.objects.create(kept=two[0], merged=two[1])
    assert questions() == few


class TestChosenAmongPeople:
    def test_a_page_shows_what_would_move(self, admin_client: Client, pair: PersonMerge) -> None:
        page = act(admin_client, PEOPLE, "merge_chosen", pair.kept, pair.merged)
        assert "Bo Krag Lind Aalborg, A, 2024–2025, 2 møder, 1 udpegning" in page
        assert "Bo Lind Aalborg, V, 2021, 1 møde" in page
        assert Person.objects.unmerged().count() == 2

    def test_the_editor_says_who_is_kept(self, admin_client: Client, pair: PersonMerge) -> None:
        page = act(admin_client, PEOPLE, "merge_chosen", pair.kept, pair.merged, confirmed="ja", kept=pair.merged.pk)
        assert "De to personer er nu én: Bo Lind. Det kan fortrydes under Sammenlægninger." in page
        assert Person.objects.unmerged().get() == pair.merged
        assert state_of(pair) == MergeState.MERGED

    def test_the_editor_must_say_who_is_kept(self, admin_client: Client, pair: PersonMerge) -> None:
        page = act(admin_client, PEOPLE, "merge_chosen", pair.kept, pair.merged, confirmed="ja")
        assert "Vælg, hvem der skal beholdes." in page

    def test_somebody_else_cannot_be_kept(self, admin_client: Client, pair: PersonMerge) -> None:
        other = factories.make_person("Ida Ås")
        act(admin_client, PEOPLE, "merge_chosen", pair.kept, pair.merged, confirmed="ja", kept=other.pk)
        assert Person.objects.unmerged().count() == 3

    @pytest.mark.parametrize("count", [1, 3])
    def test_only_two_can_be_merged(self, admin_client: Client, count: int) -> None:
        people = [factories.make_person(f"Ida {number}") for number in range(count)]
        assert "Vælg netop to personer." in act(admin_client, PEOPLE, "merge_chosen", *people)

    def test_a_refusal_is_told(self, admin_client: Client, pair: PersonMerge) -> None:
        factories.make_participant(factories.make_meeting(date(2024, 1, 1)), pair.merged)
        page = act(admin_client, PEOPLE, "merge_chosen", pair.kept, pair.merged, confirmed="ja", kept=pair.kept.pk)
        assert "Det må være to personer." in page
        assert Person.objects.unmerged().count() == 2


def test_the_merged_one_is_in_no_list_and_no_choice(admin_client: Client, pair: PersonMerge) -> None:
    merge(pair.kept, pair.merged)
    assert "1 person" in words(open_page(admin_client, PEOPLE))
    address = "/admin/autocomplete/?app_label=meetings&model_name=participant&field_name=person&term=lind"
    assert [found["text"] for found in admin_client.get(address).json()["results"]] == ["Bo Krag Lind"]


@pytest.mark.parametrize("codenames", [("view_personmerge", "view_person"), ("change_person", "view_personmerge")])
def test_who_may_not_change_may_not_decide(client: Client, pair: PersonMerge, codenames: tuple[str, ...]) -> None:
    reader = User.objects.create_user("ida", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    assert "Slå sammen" not in open_page(client, LIST)
    client.post(LIST, {"action": "merge", "_selected_action": [pair.pk]})
    if "change_person" not in codenames:
        client.post(PEOPLE, {"action": "merge_chosen", "_selected_action": [pair.kept_id, pair.merged_id], "kept": 1})
    assert state_of(pair) == MergeState.SUGGESTED


def test_a_decision_cannot_be_deleted_but_a_person_with_a_suggestion_can(
    admin_client: Client, pair: PersonMerge
) -> None:
    PersonMerge.objects.create(
        kept=factories.make_person("Ida Ås"), merged=factories.make_person("Ida B. Ås"), state=MergeState.REFUSED
    )
    refused = PersonMerge.objects.get(state=MergeState.REFUSED)
    assert admin_client.post(admin_address(PersonMerge, "delete", refused.pk), {"post": "yes"}).status_code == 403
    Participant.objects.filter(person=pair.merged).delete()
    admin_client.post(admin_address(Person, "delete", pair.merged.pk), {"post": "yes"})
    assert not Person.objects.filter(name="Bo Lind").exists()
    assert not PersonMerge.objects.filter(pk=pair.pk).exists()
