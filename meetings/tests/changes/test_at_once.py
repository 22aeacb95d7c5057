"""Several connections that write at the same time leave no stale row, whoever commits first."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from io import StringIO
from itertools import cycle

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.changes.change_pass import run_pass
from meetings.changes.following import follow_own_changes
from meetings.changes.recording import recording
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    CaseThread,
    Change,
    Council,
    Decision,
    Meeting,
    Municipality,
    Person,
    Table,
    Topic,
)
from meetings.tests import factories
from meetings.tests.another_connection import another_connection
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)

SAVES = 200
FERRY_DAY = date(2024, 1, 15)
FERRY = (
    "Rederiet indstiller natsejladsen. Pendlerforeningen ønsker morgenafgange, og havnechefen har regnet på "
    "brændstofforbruget og billetpriserne."
)


def retitle() -> None:
    AgendaItem.objects.filter(number="1.1").update(title="Ny tunnel")


def reword() -> None:
    Decision.objects.update(text="Udsat til odderen er hørt.")


def rename() -> None:
    Person.objects.update(name="Bo Lind Krog")


def move() -> None:
    Meeting.objects.update(date=factories.FIRST_DAY.replace(year=2031))


def appoint() -> None:
    Appointment.objects.create(
        item=AgendaItem.objects.get(number="1.2"), person=Person.objects.get(), body=Body.objects.get()
    )


def add_item() -> None:
    AgendaItem.objects.create(meeting=Meeting.objects.get(), number="1.3", title="Ny vej")


def rule_differently() -> None:
    Topic.objects.filter(slug="broer").update(rule="vej eller tunnel")


# Two who write at the same time, neither of whom sees what the other has not committed: both orders are tried.
PAIRS = (
    (retitle, reword),  # an item and its decision
    (rename, appoint),  # a person's name and a new appointment
    (move, add_item),  # a meeting's date and a new item
    (rule_differently, add_item),  # a topic's rule and a new item
    (rule_differently, retitle),  # a topic's rule and an item's title
)


def topics_by_title() -> dict[str, list[str]]:
    return {item.title: sorted(item.topics.values_list("slug", flat=True)) for item in AgendaItem.objects.all()}


def check_all() -> None:
    """Search is as the archive's records say, and the topics as their rules do."""
    run_pass()
    assert check_index()[0] == 0
    expected = {
        item.title: ["broer"] * any(word in item.title for word in Topic.objects.get().rule.split(" eller "))
        for item in AgendaItem.objects.all()
    }
    assert topics_by_title() == expected


def begin_anew() -> None:
    """An archive of two items and a topic."""
    for model in (Meeting, Council, Person, Municipality, Body, Topic, Change):
        model._default_manager.all().delete()
    Topic.objects.create(name="Broer", slug="broer", rule="bro")
    item = factories.make_item("Ny bro", "1.1", decision="Godkendt.")
    factories.make_table(item)
    factories.make_appointment(item, factories.make_person("Bo Lind"))
    factories.make_item("Ny kaj", "1.2")
    run_pass()


def try_to(act: Callable[[], None]) -> bool:
    """Do it unless that would have to wait for another transaction: then the two cannot come between each other."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            act()
    except OperationalError:
        return False
    return True


def test_two_savers_leave_no_stale_row() -> None:
    """One writes everything that follows between the other's change and its commit."""

    def save(act: Callable[[], None]) -> bool:
        try:
            with recording():
                return try_to(act)
        except OperationalError:  # a foreign key, which is looked at last
            return False

    together = 0
    with another_connection() as other:
        for pair in PAIRS:
            for first, second in (pair, pair[::-1]):
                begin_anew()
                with recording():
                    first()
                    together += other.run(partial(save, second))
                check_all()
    assert together >= len(PAIRS)


def test_nor_do_two_who_both_write_what_follows_before_either_commits() -> None:
    def begin(act: Callable[[], None]) -> bool:
        transaction.set_autocommit(False)
        is_done = try_to(act)
        follow_own_changes()
        return is_done

    def end() -> bool:
        connection.commit()
        transaction.set_autocommit(True)
        return True

    together = 0
    with another_connection() as other:
        for pair in PAIRS:
            for first, second in (pair, pair[::-1]):
                begin_anew()
                try:
                    with recording(), connection.cursor() as cursor:
                        cursor.execute("SET LOCAL lock_timeout = '200ms'")
                        first()
                        together += other.run(partial(begin, second))
                except OperationalError:  # a foreign key, which is looked at last: the other one alone has written
                    together -= 1
                other.run(end)
                check_all()
    assert together >= len(PAIRS)


def begin_with_a_case() -> None:
    """An archive of a topic and two items of one case, at different meetings, of which nothing is said yet."""
    begin_anew()
    Topic.objects.update(rule="natsejlads")
    for number, month in enumerate((3, 9), start=1):
        factories.make_item(f"Vejen {number}", f"5.{number}", FERRY_DAY.replace(month=month), presentation=FERRY)
    run_pass()


def delete_other_item() -> None:
    AgendaItem.objects.filter(number="5.2").delete()


def change_one_item() -> None:
    AgendaItem.objects.filter(number="5.1").update(title="Natsejlads til øerne")


def delete_topic() -> None:
    Topic.objects.all().delete()


def delete_threads() -> None:
    CaseThread.objects.all().delete()


@pytest.mark.parametrize("delete", [delete_other_item, delete_topic, delete_threads])
@pytest.mark.parametrize("is_deleted_first", [False, True])
def test_a_save_is_not_lost_where_something_that_follows_from_it_names_what_is_deleted(
    delete: Callable[[], None], is_deleted_first: bool
) -> None:
    """The other item of a thread, a topic, a thread: they are not locked when what names them is made."""

    def begin_to_delete() -> bool:
        transaction.set_autocommit(False)
        return try_to(delete)

    def end() -> bool:
        connection.commit()
        transaction.set_autocommit(True)
        return True

    begin_with_a_case()
    if delete is delete_threads:  # of one that the first item comes into
        for month in (6, 12):
            factories.make_item(
                "Natsejlads til øerne", f"6.{month}", FERRY_DAY.replace(month=month), presentation=FERRY
            )
        run_pass()
        assert CaseThread.objects.exists()
    else:
        AgendaItem.objects.filter(number="5.2").update(title="Natsejlads til øerne")
        run_pass()
    with another_connection() as other:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")  # else a save that is not given up waits for the test
            change_one_item()
            if is_deleted_first:
                assert other.run(begin_to_delete)
            follow_own_changes()
            if not is_deleted_first:
                other.run(begin_to_delete)
                other.run(end)
        if is_deleted_first:
            other.run(end)
    assert AgendaItem.objects.filter(title="Natsejlads til øerne", number="5.1").exists()
    result = run_pass()
    assert result.waiting == 0
    assert check_index()[0] == 0


def test_the_index_is_written_anew_beside_many_saves() -> None:
    begin_anew()
    stop = threading.Event()

    def write_index() -> int:
        times = 0
        while not stop.is_set():
            call_command("search_index", stdout=StringIO())
            times += 1
        return times

    item = AgendaItem.objects.get(number="1.1")
    acts: Iterator[Callable[[int], int]] = cycle(
        (
            lambda number: AgendaItem.objects.filter(pk=item.pk).update(title=f"Ny bro {number}"),
            lambda number: Decision.objects.update(text=f"Godkendt for {number}. gang."),
            lambda number: Table.objects.update(title=f"Tabel {number}"),
            lambda number: Person.objects.update(name=f"Bo Lind {number}"),
        )
    )
    with ThreadPoolExecutor(max_workers=1) as another:
        writing = another.submit(write_index)
        for number in range(SAVES):
            with recording():
                next(acts)(number)
        stop.set()
        assert writing.result(timeout=120) > 1
        another.submit(lambda: connection.close()).result()
    run_pass()
    assert check_index() == (0, "2 punkter: 0 venter, 0 afviger.\n")


# -- Random writes by every route --------------------------------------------------------------------------------------

NUMBERS = st.integers(min_value=1, max_value=3)
WORDS = st.sampled_from(["bro", "kaj", "tunnel", "odder"])
WRITES = st.one_of(
    st.tuples(st.just("title"), NUMBERS, WORDS),
    st.tuples(st.just("title by SQL"), NUMBERS, WORDS),
    st.tuples(st.just("decision"), NUMBERS, WORDS),
    st.tuples(st.just("no decision"), NUMBERS, WORDS),
    st.tuples(st.just("tables"), NUMBERS, WORDS),
    st.tuples(st.just("no tables"), NUMBERS, WORDS),
    st.tuples(st.just("municipality"), NUMBERS, WORDS),
    st.tuples(st.just("no municipality"), NUMBERS, WORDS),
    st.tuples(st.just("person"), NUMBERS, WORDS),
    st.tuples(st.just("appointment"), NUMBERS, WORDS),
    st.tuples(st.just("date"), NUMBERS, WORDS),
    st.tuples(st.just("rule"), NUMBERS, WORDS),
    st.tuples(st.just("item"), NUMBERS, WORDS),
    st.tuples(st.just("no item"), NUMBERS, WORDS),
)
# Who acts, and whether the transaction goes on, is committed as it is, or is derived before.
STEPS = st.lists(
    st.tuples(st.booleans(), WRITES, st.sampled_from(["goes on", "commits", "records"])), min_size=4, max_size=12
)


def write(kind: str, number: int, word: str) -> None:
    items = AgendaItem.objects.filter(number=f"1.{number}")
    item = items.first()
    match kind:
        case "title":
            items.update(title=f"Ny {word}")
        case "title by SQL":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE meetings_agendaitem SET title = %s WHERE number = %s", [word, f"1.{number}"])
        case "decision" if item:
            Decision.objects.update_or_create(item=item, defaults={"text": word})
        case "no decision":
            Decision.objects.filter(item__in=items).delete()
        case "tables" if item:
            Table.objects.bulk_create([Table(item=item, title=word, field="presentation") for _ in range(2)])
        case "no tables":
            Table.objects.filter(item__in=items).delete()
        case "municipality" if item:
            item.municipalities.add(Municipality.objects.get_or_create(name=word, slug=word)[0])
        case "no municipality":
            Municipality.objects.filter(name=word, participants=None, appointments=None).delete()
        case "person":
            Person.objects.update(name=f"Bo {word}")
        case "appointment" if item:
            Appointment.objects.get_or_create(item=item, person=Person.objects.get(), body=Body.objects.get())
        case "date":
            Meeting.objects.update(date=factories.FIRST_DAY.replace(year=2020 + number))
        case "rule":
            Topic.objects.update(rule=word)
        case "item" if not item:
            AgendaItem.objects.create(meeting=Meeting.objects.get(), number=f"1.{number}", title=word)
        case "no item":
            items.delete()


class Writer:
    """One of two who write: a transaction that may go on over several steps.

    Whoever would wait gives up, as does one whose record lacks what it refers to when it commits.
    """

    def __init__(self) -> None:
        self.is_open = False

    def step(self, act: tuple[str, int, str], end: str) -> bool:
        try:
            if not self.is_open:
                transaction.set_autocommit(False)
                self.is_open = True
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '20ms'")
            write(*act)
            if end == "records":
                follow_own_changes()
        except (OperationalError, IntegrityError):
            return self._end(connection.rollback)
        return True if end == "goes on" else self.close()

    def close(self) -> bool:
        return self._end(connection.commit) if self.is_open else True

    def _end(self, end: Callable[[], None]) -> bool:
        try:
            end()
        except (OperationalError, IntegrityError):  # of a foreign key, which is looked at last
            connection.rollback()
        transaction.set_autocommit(True)
        self.is_open = False
        return True


# Each takes a second: a tenth of what other properties are tried on, in the suite as in `make explore`.
@settings(max_examples=settings().max_examples // 10)
@given(steps=STEPS)
def test_random_writes_by_two_connections_are_all_followed(
    steps: list[tuple[bool, tuple[str, int, str], str]],
) -> None:
    begin_anew()
    mine, theirs = Writer(), Writer()
    with another_connection() as other:
        for is_mine, act, end in steps:
            if is_mine:
                mine.step(act, end)
            else:
                other.run(partial(theirs.step, act, end))
        mine.close()
        other.run(theirs.close)
    run_pass()
    assert not Change.objects.waiting().exists()
    check_all()
