"""Abbreviations in the admin: an editor approves, dismisses, corrects and writes her own."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Synonym
from meetings.models.choices import SynonymOrigin, SynonymStatus
from meetings.tests import factories
from meetings.tests.editing import admin_address, error_messages, open_page, save
from meetings.tests.reading import words

pytestmark = pytest.mark.django_db

LIST = admin_address(Synonym, "changelist")


def make_suggestion(word: str = "DHR", meaning: str = "Danmarks Havneråd", number: str = "1.1") -> Synonym:
    return Synonym.objects.create(
        word=word,
        meaning=meaning,
        word_read=word,
        meaning_read=meaning,
        status=SynonymStatus.SUGGESTED,
        origin=SynonymOrigin.DOCUMENT,
        item=factories.make_item(number=number),
        wording=f"{meaning} ({word}) <b>kom</b>.",
    )


@pytest.fixture
def suggestion() -> Synonym:
    return make_suggestion()


def act(client: Client, action: str, *synonyms: Synonym) -> str:
    """Choose an action for these in the list; gives the words of the page that follows."""
    chosen = {"action": action, "_selected_action": [synonym.pk for synonym in synonyms]}
    response = client.post(f"{LIST}?status=alle", chosen, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


def status_of(synonym: Synonym) -> str:
    synonym.refresh_from_db()
    return synonym.status


def test_the_list_opens_with_what_waits_and_says_how_many(admin_client: Client, suggestion: Synonym) -> None:
    page = open_page(admin_client, LIST)
    assert "Danmarks Havneråd" in page
    assert "Danmarks Erhvervsfremmebestyrelse" not in page
    approved = Synonym.objects.filter(status="approved").count()
    assert f"Foreslået (1) Godkendt ({approved}) Afvist (0) Alle ({approved + 1})" in words(page)
    assert "Danmarks Erhvervsfremmebestyrelse" in open_page(admin_client, f"{LIST}?status=approved")


def test_a_suggestion_shows_where_it_was_read(admin_client: Client, suggestion: Synonym) -> None:
    for address in (LIST, admin_address(Synonym, "change", suggestion.pk)):
        page = open_page(admin_client, address)
        assert 'href="/kkr-proeve/2024-06-21/1-1/"' in page
        assert "KKR Prøve, 21. juni 2024, pkt. 1.1" in page
        assert "Danmarks Havneråd (DHR) &lt;b&gt;kom&lt;/b&gt;." in page


@pytest.mark.parametrize(
    ("action", "status", "sentence"),
    [
        pytest.param("approve", SynonymStatus.APPROVED, "2 er godkendt. Søgningen bruger dem nu.", id="approve"),
        pytest.param("dismiss", SynonymStatus.DISMISSED, "2 er afvist og bliver ikke foreslået igen.", id="dismiss"),
    ],
)
def test_deciding(admin_client: Client, suggestion: Synonym, action: str, status: str, sentence: str) -> None:
    other = make_suggestion("NH", "Nordens Havne", "1.2")
    assert sentence in act(admin_client, action, suggestion, other)
    assert (status_of(suggestion), status_of(other)) == (status, status)
    assert LogEntry.objects.filter(object_id=str(suggestion.pk)).count() == 1


def test_changing_one_s_mind(admin_client: Client, suggestion: Synonym) -> None:
    act(admin_client, "dismiss", suggestion)
    assert "1 er godkendt. Søgningen bruger den nu." in act(admin_client, "approve", suggestion)
    assert status_of(suggestion) == SynonymStatus.APPROVED


def test_correcting_a_meaning_keeps_what_was_read(admin_client: Client, suggestion: Synonym) -> None:
    fields = {"word": "DHR", "meaning": "Det Danske Havneråd", "is_two_way": "on", "status": "approved"}
    assert error_messages(save(admin_client, suggestion, **fields)) == []
    suggestion.refresh_from_db()
    assert (suggestion.meaning, suggestion.meaning_read) == ("Det Danske Havneråd", "Danmarks Havneråd")
    assert suggestion.origin == SynonymOrigin.DOCUMENT


def test_an_editor_s_own_is_approved_at_once_and_can_be_deleted(admin_client: Client) -> None:
    page = open_page(admin_client, admin_address(Synonym, "add"))
    assert "Kilde" not in words(page)
    assert '<option value="approved" selected>' in page
    fields = {"word": " DHR ", "meaning": "Danmarks Havneråd", "is_two_way": "on", "status": "approved"}
    assert error_messages(admin_client.post(admin_address(Synonym, "add"), fields)) == []
    own = Synonym.objects.get(word="DHR")
    assert (own.status, own.origin, own.item) == (SynonymStatus.APPROVED, SynonymOrigin.EDITOR, None)
    admin_client.post(admin_address(Synonym, "delete", own.pk), {"post": "yes"})
    assert not Synonym.objects.filter(word="DHR").exists()


def test_one_that_is_known_is_refused_with_a_sentence(admin_client: Client, suggestion: Synonym) -> None:
    fields = {"word": "dhr", "meaning": "danmarks havneråd", "is_two_way": "on", "status": "approved"}
    assert error_messages(admin_client.post(admin_address(Synonym, "add"), fields)) == [
        "Ordet har allerede denne betydning. Find det i listen; det kan være afvist."
    ]


def test_what_would_come_back_is_dismissed_rather_than_deleted(admin_client: Client, suggestion: Synonym) -> None:
    seeded = Synonym.objects.get(word="DEB")
    for synonym in (suggestion, seeded):
        assert admin_client.post(admin_address(Synonym, "delete", synonym.pk), {"post": "yes"}).status_code == 403
    assert 'value="delete_selected"' not in open_page(admin_client, LIST)
    assert Synonym.objects.filter(pk__in=[suggestion.pk, seeded.pk]).count() == 2


def test_who_may_only_look_may_not_decide(client: Client, suggestion: Synonym) -> None:
    reader = User.objects.create_user("laeser", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_synonym"))
    client.force_login(reader)
    assert 'value="approve"' not in open_page(client, LIST)
    act(client, "approve", suggestion)
    assert status_of(suggestion) == SynonymStatus.SUGGESTED


def test_the_words_that_search_comes_with_are_shown_and_not_edited(admin_client: Client, client: Client) -> None:
    address = f"{LIST}hverdagsord/"
    assert f'href="{address}"' in open_page(admin_client, LIST)
    page = words(open_page(admin_client, address))
    assert "affald, skrald, dagrenovation, husholdningsaffald –" in page
    assert "losseplads, lossen deponi, genbrugsplads, genbrugsstation" in page
    client.force_login(User.objects.create_user("laeser", is_staff=True))
    assert client.get(address).status_code == 403


def test_a_large_list_asks_the_same_few_questions(admin_client: Client, suggestion: Synonym) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            open_page(admin_client, LIST)
        return len(queries)

    few = questions()
    for number in range(2, 12):
        make_suggestion(f"DHR{number}", f"Danmarks Havneråd nr. {number}", f"1.{number}")
    assert questions() == few <= 12
