"""Case threads that imports and the command propose, and that what an editor decided stands."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings.cases import thread_edits
from meetings.cases.proposals import propose_threads
from meetings.models import AgendaItem, CaseThread, MatterSignature, Meeting, ThreadItem
from meetings.models.choices import CaseType, ThreadPlace, ThreadState
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.examples import in_the_suite

pytestmark = pytest.mark.django_db

FERRY = (
    "Rederiet indstiller natsejladsen. Pendlerforeningen ønsker morgenafgange, og havnechefen har regnet på "
    "brændstofforbruget og billetpriserne."
)
SCHOOL = "Klassekvotienten falder i landdistrikterne, og ungdomsskolen mangler faglokaler til naturfagene."
DAYS = (date(2024, 3, 15), date(2024, 9, 13), date(2025, 3, 14), date(2025, 9, 12))


def make(title: str, day: date, text: str = FERRY, number: str = "1.1") -> AgendaItem:
    """An item that nothing is proposed for yet: that is left to the test."""
    meeting = factories.make_meeting(day)
    position = meeting.items.count()
    return AgendaItem.objects.create(
        meeting=meeting, number=number, title=title, presentation=text, case_type=CaseType.DECISION, position=position
    )


def propose_all() -> int:
    return propose_threads(list(Meeting.objects.values_list("pk", flat=True)))


def held() -> set[tuple[str, str, str]]:
    """What stands where: the thread's title, the item's date, the place."""
    rows = ThreadItem.objects.values_list("thread__title", "item__meeting__date", "place")
    return {(title, day.isoformat(), place) for title, day, place in rows}


def grouped() -> set[frozenset[int]]:
    """The items of each thread."""
    found = (frozenset(thread.places.live().values_list("item", flat=True)) for thread in CaseThread.objects.all())
    return {items for items in found if items}


@pytest.fixture
def three() -> list[AgendaItem]:
    """Three items of one case, proposed as a thread."""
    items = [make(f"Færgedrift til øerne {day.year}", day) for day in DAYS[:3]]
    propose_all()
    return items


def import_meeting(day: date, *items: Item) -> None:
    import_text(document_text(day=day, items=[*ITEMS, *items]), f"{day}.txt")


def test_an_import_proposes_a_thread_with_an_earlier_meeting() -> None:
    for day in DAYS[:2]:
        import_meeting(day, Item("2.3", f"Færgedrift til øerne {day.year}", presentation=FERRY))
    assert ("Færgedrift til øerne", "2024-03-15", "proposed") in held()
    assert ("Færgedrift til øerne", "2024-09-13", "proposed") in held()
    assert not any("dagsorden" in title for title, _, _ in held())
    thread = CaseThread.objects.get(title="Færgedrift til øerne")
    assert (thread.state, thread.slug, thread.is_edited) == (ThreadState.PROPOSED, "faergedrift-til-oeerne", False)
    assert {place.reason for place in thread.places.all()} == {"Samme overskrift"}


def test_importing_twice_changes_nothing() -> None:
    for _ in range(2):
        for day in DAYS[:2]:
            import_meeting(day, Item("2.3", "Færgedrift til øerne", presentation=FERRY))
        places = list(ThreadItem.objects.order_by("pk").values_list("pk", "thread", "item"))
        assert propose_all() == 0
        assert list(ThreadItem.objects.order_by("pk").values_list("pk", "thread", "item")) == places


def test_threads_survive_the_minutes_that_follow_the_agenda() -> None:
    for day in DAYS[:2]:
        ferry = Item("2.3", "Færgedrift til øerne", presentation=FERRY)
        import_text(document_text("agenda", day=day, items=[*ITEMS, ferry]), f"dagsorden-{day}.txt")
    thread = CaseThread.objects.get(title="Færgedrift til øerne")
    thread_edits.confirm(thread)
    moved = Item("2.4", "Færgedrift til øerne", presentation=FERRY)
    import_text(document_text(day=DAYS[0], items=[*ITEMS, Item("2.3", "Nyt punkt"), moved]), "referat.txt")
    assert [place.place for place in thread.places.all()] == [ThreadPlace.CONFIRMED] * 2
    assert thread.places.filter(item__number="2.4").exists()


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_meetings_makes_no_difference(order: Sequence[int]) -> None:
    titles = ("Færgedrift til øerne – pris", "Færgedrift til øerne – pris og ejer", "Færgedrift til øerne")
    for number in order:
        item = make(titles[number], DAYS[number])
        propose_threads([item.meeting_id])
    thread = CaseThread.objects.get()
    assert thread.title == "Færgedrift til øerne"
    assert thread.places.count() == 3


def test_an_item_that_joins_two_threads_makes_them_one_and_both_addresses_lead_there() -> None:
    first, last = "Færger – pris på billetter", "Færger – afgange om natten"
    for title, days in ((first, DAYS[:2]), (last, DAYS[2:])):
        for day in days:
            make(title, day)
    propose_all()
    assert CaseThread.objects.count() == 2
    slugs = {thread.slug for thread in CaseThread.objects.all()}
    joining = make("Færger – pris på billetter og afgange om natten", date(2025, 12, 1))
    propose_threads([joining.meeting_id])
    thread = CaseThread.objects.get()
    assert {thread.slug, *thread.former_slugs} == slugs
    assert thread.places.count() == 5


def test_a_proposal_that_falls_away_keeps_its_address_and_comes_back_at_it(client: Client) -> None:
    ferry, other = (make(f"Færgedrift til øerne {day.year}", day) for day in DAYS[:2])
    propose_all()
    address = CaseThread.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    for title, status in (("Vejvisning", 410), ("Færgedrift til øerne", 200)):
        AgendaItem.objects.filter(pk=other.pk).update(title=title)
        propose_threads([ferry.meeting_id, other.meeting_id])
        assert client.get(address).status_code == status
    assert CaseThread.objects.get().places.count() == 2


def test_other_councils_items_are_another_case() -> None:
    make("Færgedrift til øerne", DAYS[0])
    elsewhere = factories.make_meeting(DAYS[1], council=factories.make_council("KKR Andet"))
    factories.make_item("Færgedrift til øerne", meeting=elsewhere, presentation=FERRY)
    assert propose_all() == 0


def test_two_items_of_one_meeting_are_no_thread() -> None:
    make("Færgedrift til øerne", DAYS[0])
    make("Færgedrift til øerne", DAYS[0], number="1.2")
    assert propose_all() == 0


def test_a_proposal_that_no_longer_follows_is_withdrawn(three: list[AgendaItem]) -> None:
    three[0].title, three[0].presentation = "Naturfag i skolen", SCHOOL
    three[0].save()
    assert propose_threads([three[0].meeting_id]) == 1
    assert held() == {
        ("Færgedrift til øerne", "2024-09-13", "proposed"),
        ("Færgedrift til øerne", "2025-03-14", "proposed"),
    }
    three[1].title, three[1].presentation = "Naturfag i skolen", SCHOOL
    three[1].save()
    propose_all()
    assert CaseThread.objects.get().title == "Naturfag i skolen"


def test_a_title_that_comes_up_again_and_again_is_no_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.cases.proposals.ITEMS_OF_A_CASE_AT_MOST", 2)
    for day in DAYS[:3]:
        make("Færgedrift til øerne", day)
    assert propose_all() == 0


def confirm(items: list[AgendaItem]) -> None:
    thread_edits.confirm(CaseThread.objects.get())


def dismiss(items: list[AgendaItem]) -> None:
    thread_edits.dismiss(CaseThread.objects.get())


def take_one_out(items: list[AgendaItem]) -> None:
    thread_edits.remove_item(ThreadItem.objects.get(item=items[0]))


def take_two_out(items: list[AgendaItem]) -> None:
    for item in items[:2]:
        thread_edits.remove_item(ThreadItem.objects.get(item=item))


def confirm_and_take_out(items: list[AgendaItem]) -> None:
    confirm(items)
    take_one_out(items)


def put_elsewhere(items: list[AgendaItem]) -> None:
    thread_edits.add_item(factories.make_thread("Havne"), items[0])


def rename(items: list[AgendaItem]) -> None:
    CaseThread.objects.update(title="Sejlads", is_edited=True)


def put_a_stranger_in(items: list[AgendaItem]) -> None:
    thread_edits.add_item(CaseThread.objects.get(), make("Naturfag i skolen", DAYS[3], SCHOOL))


every_decision = pytest.mark.parametrize(
    "decide",
    [confirm, dismiss, take_one_out, take_two_out, confirm_and_take_out, put_elsewhere, rename, put_a_stranger_in],
)


@every_decision
def test_what_an_editor_decided_stands_whatever_is_proposed_later(
    three: list[AgendaItem], decide: Callable[[list[AgendaItem]], None]
) -> None:
    decide(three)
    before = held()
    for _ in range(2):
        assert propose_all() == 0
        call_command("propose_threads", verbosity=0)
        assert held() == before


@pytest.mark.parametrize("decide", [confirm, confirm_and_take_out, rename])
def test_a_thread_that_an_editor_has_seen_to_gets_proposals(
    three: list[AgendaItem], decide: Callable[[list[AgendaItem]], None]
) -> None:
    decide(three)
    before = held()
    new = make("Færgedrift til øerne", DAYS[3])
    assert propose_threads([new.meeting_id]) == 1
    thread = CaseThread.objects.get()
    assert held() - before == {(thread.title, "2025-09-12", "proposed")}


@pytest.mark.parametrize("decide", [take_one_out, put_elsewhere])
def test_one_of_two_that_was_taken_away_is_not_proposed_with_the_other_again(
    decide: Callable[[list[AgendaItem]], None],
) -> None:
    items = [make("Færgedrift til øerne", day) for day in DAYS[:2]]
    propose_all()
    decide(items)
    before = held()
    for _ in range(2):
        assert propose_all() == 0
        assert held() == before


def test_a_newcomer_does_not_bring_a_dismissed_thread_back(three: list[AgendaItem]) -> None:
    dismiss(three)
    new = make("Færgedrift til øerne", DAYS[3])
    assert propose_threads([new.meeting_id]) == 0


def test_confirmed_threads_are_not_made_one(three: list[AgendaItem]) -> None:
    other = factories.make_thread("Havne", make("Færgedrift til øerne", DAYS[3]))
    confirm_one = CaseThread.objects.exclude(pk=other.pk).get()
    thread_edits.confirm(confirm_one)
    propose_all()
    assert {thread.places.count() for thread in CaseThread.objects.all()} == {1, 3}


def test_the_command_makes_signatures_and_threads_for_an_archive_that_has_none() -> None:
    items = [make("Færgedrift til øerne", day) for day in DAYS]
    call_command("propose_threads", verbosity=0)
    assert grouped() == {frozenset(item.pk for item in items)}
    assert MatterSignature.objects.count() == 4


def test_the_number_of_questions_does_not_grow_with_the_archive() -> None:
    def questions() -> int:
        meeting = Meeting.objects.get(date=DAYS[2])
        with CaptureQueriesContext(connection) as queries:
            propose_threads([meeting.pk])
        return len(queries)

    for day in DAYS[:3]:
        make("Færgedrift til øerne", day)
    propose_all()
    few = questions()
    for number in range(20):
        make(f"Naturfag nummer {number} i skole {number}", date(2020, 1, 1 + number), SCHOOL)
    propose_all()
    assert questions() == few <= 16


TITLES = ("Færgedrift til øerne", "Færgedrift til øerne – pris", "Færgeaftalen", "Naturfag i skolen", "Siden sidst")
ARCHIVES = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from((FERRY, SCHOOL, ""))), min_size=4, max_size=4)


class TestInAnyOrder(TestCase):
    @settings(max_examples=in_the_suite(25))
    @given(ARCHIVES, st.permutations(range(4)))
    def test_threads_do_not_depend_on_the_order_of_imports(
        self, archive: list[tuple[str, str]], order: list[int]
    ) -> None:
        outcomes = []
        for sequence in (range(4), order):
            AgendaItem.objects.all().delete()
            CaseThread.objects.all().delete()
            for number in sequence:
                title, text = archive[number]
                propose_threads([make(title, DAYS[number], text).meeting_id])
            outcomes.append(
                {
                    frozenset(thread.places.live().values_list("item__meeting__date", flat=True))
                    for thread in CaseThread.objects.all()
                }
            )
        assert outcomes[0] == outcomes[1]
