"""What follows from a change is written with it, in its transaction, and that ends."""

from collections.abc import Collection
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from meetings.changes import derivations
from meetings.changes.change_pass import Portion, run_pass
from meetings.changes.derivations import Derivation, Reach
from meetings.changes.following import follow_own_changes
from meetings.changes.recording import recording
from meetings.models import AgendaItem, CaseThread, Change, Decision, MatterSignature, Topic
from meetings.tests import factories
from meetings.tests.editing import found_titles, save
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db


def make_item(*arguments: Any, **values: Any) -> AgendaItem:
    """An item with all that follows from it, as an import leaves it."""
    with recording():
        return factories.make_item(*arguments, **values)


def retitle(item: AgendaItem, title: str) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(title=title)


def test_everything_is_written_at_the_outermost_end() -> None:
    item = make_item("Ny bro")
    with recording():
        with recording():
            retitle(item, "Ny tunnel")
        assert found_titles("tunnel") == []
    assert found_titles("tunnel") == ["Ny tunnel"]
    assert not Change.objects.waiting().exists()
    assert check_index()[0] == 0


def test_an_error_takes_all_of_it_back() -> None:
    item = make_item("Ny bro")

    @recording()
    def fail() -> None:
        retitle(item, "Ny tunnel")
        follow_own_changes()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert found_titles("bro") == ["Ny bro"]
    assert check_index()[0] == 0


def test_what_is_written_outside_of_it_waits_for_the_pass() -> None:
    item = make_item("Ny bro")
    retitle(item, "Ny tunnel")
    assert found_titles("tunnel") == []
    status, output = check_index()
    assert (status, output.splitlines()[-1]) == (1, "1 punkter: 1 venter, 1 afviger.")
    result = run_pass()
    assert (result.followed, result.waiting) == (1, 0)
    assert found_titles("tunnel") == ["Ny tunnel"]
    assert check_index() == (0, "1 punkter: 0 venter, 0 afviger.\n")


def test_topics_follow_the_words_and_facets_the_topics() -> None:
    topic = Topic.objects.create(name="Broer", slug="broer", rule="bro")
    item = make_item("Ny vej")
    with recording():
        retitle(item, "Ny bro")
    assert list(item.topics.all()) == [topic]
    with recording():
        retitle(item, "Ny vej")
    assert not item.topics.exists()
    assert check_index()[0] == 0


def test_a_changed_rule_is_followed_by_all_items() -> None:
    topic = Topic.objects.create(name="Broer", slug="broer", rule="bro")
    make_item("Ny bro", "1.1")
    tunnel = make_item("Ny tunnel", "1.2")
    Topic.objects.filter(pk=topic.pk).update(rule="tunnel")
    run_pass()
    assert list(AgendaItem.objects.filter(topics=topic)) == [tunnel]
    assert check_index()[0] == 0


def test_topics_that_are_given_by_hand_stay_where_they_have_no_rule() -> None:
    topic = Topic.objects.create(name="Broer", slug="broer", rule="")
    item = make_item("Ny vej", topics=[topic])
    with recording():
        retitle(item, "Ny kaj")
    assert list(item.topics.all()) == [topic]


TEXTS = (
    "Kvoten for flygtninge fordeles efter udlændingeloven mellem kommunerne, som drøfter fordelingen af boliger.",
    "Kommunerne drøfter kvoten og boliger til flygtninge, som udlændingeloven fordeler mellem dem.",
)


def same_case() -> list[AgendaItem]:
    """Items of two meetings about one case, and one beside each that is about another."""
    items = []
    for number, text in enumerate(TEXTS):
        day = factories.FIRST_DAY.replace(year=2024 + number)
        items.append(make_item(f"Fordeling af flygtninge {2025 + number}", "1.1", day, presentation=text))
        make_item("Broer over fjorden", "1.2", day, presentation="Broen er slidt og males hvid.")
    return items


def test_signatures_and_threads_follow() -> None:
    first, second = same_case()
    (thread,) = CaseThread.objects.filter(items=first)
    assert second in thread.items.all()
    with recording():
        retitle(second, "Havneplan for kajer")
    assert not CaseThread.objects.filter(items=second).exists()
    with recording():
        retitle(second, "Fordeling af flygtninge 2026")
    assert set(CaseThread.objects.get(items=second).items.all()) == {first, second}


def test_what_is_left_alone_in_a_proposed_thread_leaves_it() -> None:
    first, second = same_case()
    with recording():
        second.delete()
    assert not CaseThread.objects.filter(items=first).exists()


def signature_facts() -> list[tuple[int, list[str], object]]:
    return list(MatterSignature.objects.order_by("pk").values_list("pk", "anchors", "traits"))


@pytest.mark.parametrize("is_moved", [pytest.param(True, id="moved"), pytest.param(False, id="deleted")])
def test_the_meeting_that_an_item_leaves_is_signed_anew(is_moved: bool) -> None:
    _, item = same_case()
    neighbour = AgendaItem.objects.get(meeting=item.meeting, number="1.2")
    with recording():
        if is_moved:
            AgendaItem.objects.filter(pk=item.pk).update(meeting=factories.make_meeting(factories.FIRST_DAY), number=9)
        else:
            item.delete()
    followed = dict(MatterSignature.objects.values_list("pk", "traits"))
    with recording():
        Decision.objects.create(item=neighbour, text="Godkendt.")
    with recording():
        Decision.objects.all().delete()
    assert dict(MatterSignature.objects.values_list("pk", "traits")) == followed


def test_derivations_that_make_each_other_work_for_ever_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    item = make_item("Ny bro")
    rounds = []

    def write_the_item_again(items: Collection[int]) -> None:
        rounds.append(items)
        AgendaItem.objects.filter(pk__in=items).update(position=len(rounds) + 1_000)

    endless = Derivation("endless", {"meetings_agendaitem": Reach.ITEM}, write_the_item_again)
    monkeypatch.setattr(derivations, "_derivations", [endless])
    with recording():
        retitle(item, "Ny tunnel")
    assert 1 < len(rounds) < 10
    assert Change.objects.waiting().exists()


def test_a_derivation_that_fails_for_one_record_keeps_no_other_from_being_followed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, *good = (make_item(f"Bro {number}", f"1.{number}") for number in range(1, 6))
    followed = set[int]()

    def fail_for_one(items: Collection[int]) -> None:
        if bad.pk in items:
            raise ValueError("this one cannot be derived")
        followed.update(items)

    monkeypatch.setattr(
        derivations, "_derivations", [Derivation("failing", {"meetings_agendaitem": Reach.ITEM}, fail_for_one)]
    )
    for item in (bad, *good):
        retitle(item, f"Tunnel {item.number}")
    result = run_pass()
    assert followed == {item.pk for item in good}
    assert result.waiting == 1
    assert "this one cannot be derived" in caplog.text


def test_many_items_are_left_to_the_pass_and_done_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.changes.following.ITEMS_AT_ONCE", 3)
    monkeypatch.setattr("meetings.changes.change_pass.ITEMS_AT_ONCE", 3)
    items = [make_item(f"Bro {number}", f"1.{number}") for number in range(1, 9)]
    with recording():
        items[0].meeting.date = factories.FIRST_DAY.replace(year=2031)
        items[0].meeting.save()
    assert Change.objects.waiting().count() == 1
    run_pass()
    assert check_index() == (0, "8 punkter: 0 venter, 0 afviger.\n")
    with transaction.atomic():
        AgendaItem.objects.update(title="Ny tunnel")
    run_pass()
    assert found_titles("tunnel") == ["Ny tunnel"] * 8
    assert check_index()[0] == 0


@pytest.mark.parametrize(
    ("items", "seconds", "next_time"),
    [
        pytest.param(50, 5.0, 10, id="five times too long"),
        pytest.param(50, 1000.0, 10, id="however long: some are taken"),
        pytest.param(2, 3.0, 10, id="two that took long"),
        pytest.param(50, 0.5, 100, id="half the time"),
        pytest.param(50, 0.01, 100, id="no time: twice as many at most"),
        pytest.param(2, 0.5, 50, id="few, which tell little"),
        pytest.param(0, 5.0, 50, id="none"),
    ],
)
def test_the_pass_derives_as_many_items_at_once_as_take_a_second(items: int, seconds: float, next_time: int) -> None:
    portion = Portion(50)
    portion.adapt(items, seconds)
    assert portion.at_most == next_time


@pytest.mark.parametrize("is_one_change", [True, False], ids=["a meeting of many", "many items"])
def test_where_deriving_takes_long_nobody_waits_for_many_items(
    monkeypatch: pytest.MonkeyPatch, is_one_change: bool
) -> None:
    """An editor's statement waits for the whole transaction, which took half a minute for 500 items."""
    for name, value in {"_ITEMS_AT_FIRST": 4, "_ITEMS_AT_LEAST": 2, "_SECONDS_OF_A_PORTION": 0.0}.items():
        monkeypatch.setattr(f"meetings.changes.change_pass.{name}", value)
    items = [make_item(f"Bro {number}", f"1.{number}") for number in range(1, 9)]
    portions: list[int] = []
    reach = {"meetings_meeting": Reach.ITEMS_OF_MEETING, "meetings_agendaitem": Reach.ITEM}
    slow = Derivation("slow", reach, lambda derived: portions.append(len(derived)))
    monkeypatch.setattr(derivations, "_derivations", [slow])
    if is_one_change:
        type(items[0].meeting)._default_manager.update(date=factories.FIRST_DAY.replace(year=2031))
    else:
        AgendaItem.objects.update(title="Ny tunnel")
    assert run_pass().waiting == 0
    assert portions == [4, 2, 2]


def test_an_editors_save_is_found_at_once_and_compared_with_other_cases_by_the_pass(admin_client: Client) -> None:
    """Signatures are of all the meeting's items: to write them would double what the editor waits for."""
    item = make_item("Ny bro")
    before = MatterSignature.objects.get(pk=item.pk)
    save(admin_client, item, title="Ny tunnel under fjorden")
    assert found_titles("tunnel") == ["Ny tunnel under fjorden"]
    assert MatterSignature.objects.get(pk=item.pk).terms == before.terms
    assert check_index()[0] == 1
    assert run_pass().waiting == 0
    assert MatterSignature.objects.get(pk=item.pk).terms != before.terms
    assert check_index()[0] == 0
