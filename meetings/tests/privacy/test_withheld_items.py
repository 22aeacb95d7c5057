"""An item or a document that is withheld: its address says so, and nothing else of it is public anywhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.changes.change_pass import is_work_left, run_pass
from meetings.models import AgendaItem, Change, Document, SearchRow, SearchWord, Withholding
from meetings.privacy.withholding import end_withholding, withhold
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

WHY = "Det er taget af, mens vi ser på en indsigelse."


@pytest.fixture
def item() -> AgendaItem:
    meeting = factories.make_meeting()
    document = factories.make_document(meeting, text="4 Zebrafinkens beflagning")
    factories.make_item("Havnens kajplads", "3", meeting=meeting)
    return factories.make_item(
        "Zebrafinkens beflagning", "4", meeting=meeting, document=document, decision="Vimplerne blev vedtaget."
    )


def test_the_address_of_a_withheld_item_says_why_and_comes_back_when_it_ends(client: Client, item: AgendaItem) -> None:
    address = item.get_absolute_url()
    withholding = withhold(item, WHY, "Borgeren har skrevet")
    response = client.get(address)
    assert response.status_code == 410
    assert WHY in response.content.decode()
    assert "Zebrafinkens" not in response.content.decode()
    end_withholding(withholding)
    assert client.get(address).status_code == 200


def test_the_meeting_says_that_an_item_is_withheld_and_nothing_more(client: Client, item: AgendaItem) -> None:
    withhold(item, WHY, "-")
    page = text_of(client, item.meeting.get_absolute_url())
    assert f"Punkt 4 er tilbageholdt. {WHY}" in page
    assert "Havnens kajplads" in page
    assert "Zebra" not in page
    assert "Vimpler" not in page


def test_nobody_finds_a_withheld_item_or_its_words(client: Client, item: AgendaItem) -> None:
    assert SearchWord.objects.filter(word="zebrafinkens").exists()
    withholding = withhold(item, WHY, "-")
    assert not SearchRow.objects.filter(item=item).exists()
    assert client.get("/soeg/?q=zebrafink&format=json").json()["count"] == 0
    for typed in ("zeb", "vimp", "bef"):
        assert client.get("/soeg/forslag/", {"q": typed}).json()["suggestions"] == []
    assert SearchWord.objects.known(["zebrafinkens", "vimplerne", "kajplads"]) == ["kajplads"]
    end_withholding(withholding)
    assert client.get("/soeg/?q=zebrafink&format=json").json()["count"] == 1


def test_the_documents_in_which_an_item_stands_are_withheld_with_it(client: Client, item: AgendaItem) -> None:
    document = item.document
    assert document
    addresses = (document.get_absolute_url(), reverse("meetings:document_text", args=(document.pk,)))
    withhold(item, WHY, "-")
    assert [client.get(address).status_code for address in addresses] == [410, 410]
    assert f"Referat er tilbageholdt. {WHY}" in text_of(client, item.meeting.get_absolute_url())


def test_only_the_item_is_withheld_where_its_text_is_taken_out_of_the_documents(
    client: Client, item: AgendaItem
) -> None:
    withhold(item, WHY, "-", with_documents=False)
    assert item.document
    assert client.get(item.document.get_absolute_url()).status_code == 200


def test_a_withheld_document_leaves_its_meeting_as_it_is(client: Client, item: AgendaItem) -> None:
    assert item.document
    withhold(item.document, WHY, "-")
    assert client.get(item.document.get_absolute_url()).status_code == 410
    page = text_of(client, item.get_absolute_url())
    assert "Vimplerne blev vedtaget." in page
    assert "referat, som er tilbageholdt" in page


def test_what_is_withheld_for_a_while_comes_and_goes_by_itself(client: Client, item: AgendaItem) -> None:
    now, address = timezone.now(), item.get_absolute_url()
    made = withhold(item, WHY, "-", begins_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    run_pass()
    assert client.get(address).status_code == 200
    assert not Withholding.objects.is_unsettled()
    Withholding.objects.filter(pk=made.pk).update(begins_at=now - timedelta(seconds=1))
    assert is_work_left()
    run_pass()
    assert client.get(address).status_code == 410
    assert not SearchRow.objects.filter(item=item).exists()
    Withholding.objects.filter(pk=made.pk).update(begins_at=now - timedelta(hours=2), ends_at=now)
    run_pass()
    assert client.get(address).status_code == 200
    assert SearchRow.objects.filter(item=item).exists()
    assert not Withholding.objects.is_unsettled()


def test_withholding_is_in_the_log_of_changes(item: AgendaItem) -> None:
    before = Change.objects.newest_key()
    withhold(item, WHY, "-")
    logged = set(Change.objects.filter(pk__gt=before).values_list("table", "kind", "item"))
    assert {("meetings_withholding", "created", item.pk), ("meetings_agendaitem", "changed", item.pk)} <= logged


def test_a_later_document_of_the_meeting_with_the_item_is_withheld_too(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(key="4")
    withhold(item, WHY, "-")
    later = factories.make_document(item.meeting, said={"item 4": {"number": "4"}})
    other = factories.make_document(item.meeting, said={"item 3": {"number": "3"}})
    run_pass()
    assert Document.objects.get(pk=later.pk).is_withheld
    assert not Document.objects.get(pk=other.pk).is_withheld


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_has_the_page_is_told_as_soon_as_the_time_has_come(client: Client) -> None:
    item = factories.make_item("Havnens kajplads")
    address, meeting = item.get_absolute_url(), item.meeting.get_absolute_url()
    known = {page: {"if-none-match": client.get(page)["ETag"]} for page in (address, meeting)}
    assert client.get(address, headers=known[address]).status_code == 304
    made = withhold(item, WHY, "-", begins_at=timezone.now() + timedelta(hours=1))
    known = {page: {"if-none-match": client.get(page)["ETag"]} for page in (address, meeting)}
    Withholding.objects.filter(pk=made.pk).update(begins_at=timezone.now())
    run_pass()
    assert client.get(address, headers=known[address]).status_code == 410
    assert client.get(meeting, headers=known[meeting]).status_code == 200
