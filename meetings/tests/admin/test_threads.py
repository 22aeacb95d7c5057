"""Case threads in the admin: an editor sees what is proposed, decides, renames, puts items in and takes them out."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.cases import thread_edits
from meetings.models import AgendaItem, CaseThread, ThreadItem
from meetings.models.choices import ThreadPlace, ThreadState
from meetings.tests import factories
from meetings.tests.editing import admin_address, error_messages, open_page, save
from meetings.tests.reading import words

pytestmark = pytest.mark.django_db

LIST = admin_address(CaseThread, "changelist")


def make_items(title: str, *years: int) -> list[AgendaItem]:
    """One for each year, decided; every title has its day of the month."""
    day = 1 + sum(map(ord, title)) % 28
    return [factories.make_item(f"{title} {year}", day=date(year, 3, day), decision="Godkendt.") for year in years]


@pytest.fixture
def ferries() -> CaseThread:
    return factories.make_thread("Færger", *make_items("Færger", 2024, 2025), place=ThreadPlace.PROPOSED)


def act(client: Client, action: str, *chosen: CaseThread, status: str = "alle") -> str:
    """Choose an action for these threads in the list; gives the words of the page that follows."""
    fields = {"action": action, "_selected_action": [thread.pk for thread in chosen]}
    response = client.post(f"{LIST}?status={status}", fields, follow=True)
    assert response.status_code == 200
    return words(response.content.decode())


def places(thread: CaseThread) -> list[str]:
    return [place.place for place in thread.places.order_by("item__meeting__date")]


def add(client: Client, thread: CaseThread, item: AgendaItem) -> list[str]:
    """Put an item into the thread on its page; gives the sentences with which it was refused."""
    count = thread.places.live().count()
    return error_messages(save(client, thread, **{"places__TOTAL_FORMS": count + 1, f"places__{count}__item": item.pk}))


def test_the_list_opens_with_what_is_left_to_decide(admin_client: Client, ferries: CaseThread) -> None:
    done = factories.make_thread("Broer", *make_items("Broer", 2024))
    page = words(open_page(admin_client, LIST))
    assert "Færger 2024–2025 2 2 Foreslået" in page
    assert "Broer" not in page
    assert "Broer 2024 1 0 Bekræftet" in words(open_page(admin_client, f"{LIST}?status=confirmed"))
    thread_edits.dismiss(ferries)
    assert "Færger" in open_page(admin_client, f"{LIST}?status=dismissed")
    assert "Færger" not in open_page(admin_client, LIST)
    assert str(done) in open_page(admin_client, f"{LIST}?status=alle")


def test_confirming_and_dismissing(admin_client: Client, ferries: CaseThread) -> None:
    assert "1 forløb er bekræftet." in act(admin_client, "confirm", ferries)
    assert places(ferries) == [ThreadPlace.CONFIRMED] * 2
    assert "1 forløb er afvist." in act(admin_client, "dismiss", ferries)
    assert places(ferries) == [ThreadPlace.DISMISSED] * 2
    ferries.refresh_from_db()
    assert ferries.state == ThreadState.DISMISSED


def test_a_dismissed_thread_gets_its_items_back_save_those_that_are_elsewhere_now(
    admin_client: Client, ferries: CaseThread
) -> None:
    thread_edits.dismiss(ferries)
    first = ferries.places.order_by("item__meeting__date").first()
    assert first
    factories.make_thread("Broer", first.item)
    act(admin_client, "confirm", ferries)
    assert places(ferries) == [ThreadPlace.DISMISSED, ThreadPlace.CONFIRMED]


def test_merging_keeps_the_one_that_an_editor_has_seen_to(admin_client: Client, ferries: CaseThread) -> None:
    seen_to = factories.make_thread("Øfærger", *make_items("Øfærger", 2023))
    assert "De valgte er nu ét forløb: »Øfærger«." in act(admin_client, "merge", ferries, seen_to)
    kept = CaseThread.objects.get()
    assert (kept.pk, kept.former_slugs, kept.state) == (seen_to.pk, ["faerger"], ThreadState.CONFIRMED)
    assert places(kept) == [ThreadPlace.CONFIRMED] * 3


def test_what_was_taken_out_of_either_stays_out_of_both(ferries: CaseThread) -> None:
    other = factories.make_thread("Øfærger", *make_items("Øfærger", 2023))
    thread_edits.remove_item(ThreadItem.objects.get(item__title="Færger 2025"))
    kept = thread_edits.merge([ferries, other])
    assert places(kept) == [ThreadPlace.CONFIRMED, ThreadPlace.CONFIRMED, ThreadPlace.REMOVED]


@pytest.mark.parametrize("dismissed", [True, False], ids=["a dismissed one", "one alone"])
def test_a_merging_that_cannot_be_is_refused_with_a_sentence(
    admin_client: Client, ferries: CaseThread, dismissed: bool
) -> None:
    chosen = [ferries]
    if dismissed:
        chosen.append(factories.make_thread("Broer", state=ThreadState.DISMISSED))
    page = act(admin_client, "merge", *chosen)
    assert ("»Broer« er afvist." if dismissed else "Vælg mindst to forløb.") in page
    assert CaseThread.objects.count() == len(chosen)


def test_a_thread_is_made_by_hand(admin_client: Client) -> None:
    item = make_items("Færger", 2024)[0]
    fields = {"title": "Færger", "slug": "faerger", "places-TOTAL_FORMS": 1, "places-INITIAL_FORMS": 0}
    response = admin_client.post(admin_address(CaseThread, "add"), {**fields, "places-0-item": item.pk})
    assert error_messages(response) == []
    thread = CaseThread.objects.get()
    assert (thread.state, thread.is_edited, places(thread)) == (ThreadState.CONFIRMED, True, [ThreadPlace.CONFIRMED])


def test_an_item_is_put_in_and_taken_out(admin_client: Client, ferries: CaseThread) -> None:
    stranger = factories.make_item("Skoler")
    assert add(admin_client, ferries, stranger) == []
    assert ThreadItem.objects.get(item=stranger).place == ThreadPlace.CONFIRMED
    shown = ThreadItem.objects.live().filter(thread=ferries)
    place = list(shown).index(ThreadItem.objects.get(item=stranger))
    assert error_messages(save(admin_client, ferries, **{f"places__{place}__DELETE": "on"})) == []
    assert ThreadItem.objects.get(item=stranger).place == ThreadPlace.REMOVED
    assert "pkt. 1.1 Skoler" in open_page(admin_client, admin_address(CaseThread, "change", ferries.pk))
    assert add(admin_client, ferries, stranger) == []
    assert ThreadItem.objects.get(item=stranger).place == ThreadPlace.CONFIRMED


def test_an_item_that_is_proposed_elsewhere_is_taken_from_there(admin_client: Client, ferries: CaseThread) -> None:
    broer = factories.make_thread("Broer", *make_items("Broer", 2022))
    item = AgendaItem.objects.get(title="Færger 2024")
    assert add(admin_client, broer, item) == []
    assert places(broer) == [ThreadPlace.CONFIRMED] * 2
    assert places(ferries) == [ThreadPlace.REMOVED, ThreadPlace.PROPOSED]


def test_an_item_that_an_editor_has_elsewhere_is_refused_with_a_sentence(
    admin_client: Client, ferries: CaseThread
) -> None:
    item = make_items("Broer", 2022)[0]
    factories.make_thread("Broer", item)
    assert add(admin_client, ferries, item) == ["Punktet står allerede i forløbet »Broer«. Tag det ud dér først."]


def test_nothing_is_put_into_a_dismissed_thread(ferries: CaseThread) -> None:
    thread_edits.dismiss(ferries)
    ferries.refresh_from_db()
    with pytest.raises(thread_edits.ThreadRefused, match="»Færger« er afvist"):
        thread_edits.add_item(ferries, factories.make_item("Skoler"))


def test_renaming_marks_the_thread_and_a_moved_address_leads_on(
    admin_client: Client, client: Client, ferries: CaseThread
) -> None:
    assert error_messages(save(admin_client, ferries, title="Sejlads", slug="sejlads")) == []
    ferries.refresh_from_db()
    assert (ferries.is_edited, ferries.former_slugs) == (True, ["faerger"])
    assert client.get("/forloeb/faerger/")["Location"] == "/forloeb/sejlads/"
    assert client.get("/forloeb/sejlads/").status_code == 200


def test_an_address_that_leads_to_another_thread_is_taken(admin_client: Client, ferries: CaseThread) -> None:
    factories.make_thread("Broer", former_slugs=["sejlads"])
    assert error_messages(save(admin_client, ferries, slug="sejlads")) == [
        "Et andet forløb har haft den adresse, og den fører derhen."
    ]
    assert CaseThread.objects.free_slug("Sejlads") == "sejlads-2"


def test_an_items_page_shows_its_thread(admin_client: Client, ferries: CaseThread) -> None:
    item = AgendaItem.objects.get(title="Færger 2024")
    page = open_page(admin_client, admin_address(AgendaItem, "change", item.pk))
    assert f'<a href="{admin_address(CaseThread, "change", ferries.pk)}">Færger</a> (foreslået)' in page
    alone = factories.make_item("Skoler")
    assert "Føj punktet til et forløb" in open_page(admin_client, admin_address(AgendaItem, "change", alone.pk))


def test_threads_are_dismissed_and_never_deleted(admin_client: Client, ferries: CaseThread) -> None:
    assert admin_client.post(admin_address(CaseThread, "delete", ferries.pk), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in open_page(admin_client, LIST)


def test_who_may_only_look_may_not_decide(client: Client, ferries: CaseThread) -> None:
    reader = User.objects.create_user("ida", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=("view_casethread", "view_threaditem")))
    client.force_login(reader)
    assert 'name="action"' not in open_page(client, LIST)
    client.post(LIST, {"action": "dismiss", "_selected_action": [ferries.pk]})
    page = admin_address(CaseThread, "change", ferries.pk)
    assert "DELETE" not in open_page(client, page)
    assert client.post(page, {"title": "Andet", "slug": "andet"}).status_code == 403
    ferries.refresh_from_db()
    assert (ferries.state, ferries.title) == (ThreadState.PROPOSED, "Færger")


def test_a_large_list_asks_the_same_few_questions(admin_client: Client, ferries: CaseThread) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            open_page(admin_client, LIST)
        return len(queries)

    few = questions()
    for number in range(6):
        items = make_items(f"Broer {number}", 2010 + number)
        factories.make_thread(f"Broer {number}", *items, place=ThreadPlace.PROPOSED)
    assert questions() == few
