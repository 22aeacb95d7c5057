"""The database goes away, comes back, or takes no changes: readers notice as little as can be."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import Error, connection, transaction
from django.test import Client
from psycopg import sql

from kkrarchive import database_faults
from kkrarchive.database_faults import DatabaseWatch, Fault, fault_of
from meetings.models import Objection
from meetings.tests.factories import make_item
from meetings.tests.reading import words

PASSWORD = "et rigtigt godt kodeord"
PAGES = ["/", "/soeg/?q=vand", "/soeg/?q=vand&format=json", "/moeder/", "/kommuner/", "/om/", "/admin/login/"]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def other_connection(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """Another one to the tests' database, which ends backends."""
    parameters = connection.get_connection_params()
    with psycopg.connect(
        autocommit=True, **{name: parameters[name] for name in ("host", "port", "user", "dbname") if name in parameters}
    ) as other:
        yield other
    connection.close()  # the next test begins with one of its own


def end_backend(other: psycopg.Connection[Any]) -> None:
    """As the server does when it is shut down: what the connection has in hand is lost."""
    assert connection.connection is not None
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])


class LosingConnection:
    """For `execute_wrapper`: before the chosen question the connection is lost, as often as is said."""

    def __init__(self, other: psycopg.Connection[Any], question: int, times: int = 1) -> None:
        self.other, self.question, self.times = other, question, times
        self.asked = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.asked += 1
        if self.asked >= self.question and self.times:
            self.times -= 1
            end_backend(self.other)
        return execute(*arguments)


# -- Lost --------------------------------------------------------------------------------------------------------------


def test_a_page_is_made_once_more_where_its_connection_was_lost(
    visitor: Client, other_connection: psycopg.Connection[Any]
) -> None:
    make_item("Rent vand")
    for address, question in itertools.product(PAGES, (1, 2)):
        expected = visitor.get(address)
        losing = LosingConnection(other_connection, question)
        with connection.execute_wrapper(losing):
            response = visitor.get(address)
        assert response.status_code == 200, address
        assert "ETag" not in expected.headers or response.headers["ETag"] == expected.headers["ETag"]
        assert words(response.text) == words(expected.text) or "csrfmiddlewaretoken" in response.text
        assert losing.times == 0 or losing.asked < question


def test_it_is_made_once_more_and_not_for_ever(visitor: Client, other_connection: psycopg.Connection[Any]) -> None:
    with connection.execute_wrapper(LosingConnection(other_connection, 1, times=2)):
        response = visitor.get("/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Databasen svarer ikke lige nu." in words(response.text)
    assert visitor.get("/").status_code == 200


def test_what_changes_something_is_not_done_twice(
    visitor: Client, other_connection: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def receive(**written: str) -> None:
        tries.append(written)
        end_backend(other_connection)
        connection.cursor().execute("SELECT 1")

    connection.ensure_connection()
    monkeypatch.setattr(Objection.objects, "receive", receive)
    form = {"page": "", "text": "Det er mig.", "contact": "mig@example.org"}
    response = visitor.post("/privatliv/indsigelse/", form, headers={"origin": "http://testserver"})
    assert (response.status_code, len(tries)) == (503, 1)
    assert visitor.get("/").status_code == 200


def test_faults_are_told_apart(transactional_db: None) -> None:
    faults = {
        "SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)": Fault.REFUSED,
        "SET LOCAL transaction_read_only = on; CREATE TABLE t ()": Fault.READ_ONLY,
        "SELECT 1 / 0": None,
        "SELECT pg_terminate_backend(pg_backend_pid())": Fault.LOST,
    }
    for statement, fault in faults.items():
        with pytest.raises(Error) as raised, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert fault_of(raised.value) is fault, statement
    connection.close()


def test_other_errors_are_no_faults_of_the_database() -> None:
    assert fault_of(ValueError("of ours")) is None
    assert fault_of(None) is None


# -- Away --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bool]]:
    """Whether the database can be reached, as the watch finds it."""
    state = {"reachable": False}
    monkeypatch.setattr(database_faults, "watch", DatabaseWatch())
    monkeypatch.setattr(database_faults, "can_connect", lambda: state["reachable"])
    yield state
    state["reachable"] = True  # ends the thread


@pytest.mark.django_db
def test_while_it_is_away_pages_say_so_without_asking(visitor: Client, reachable: dict[str, bool]) -> None:
    database_faults.watch.look()
    for address in (*PAGES, "/admin/", "/findes-ikke/"):
        response = visitor.get(address)
        assert response.status_code == 503
        assert "no-store" in response.headers["Cache-Control"]
    assert visitor.post("/admin/login/", {"username": "ida"}).status_code == 503
    assert visitor.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_within_a_second_pages_are_back(visitor: Client, reachable: dict[str, bool]) -> None:
    database_faults.watch.look()
    assert visitor.get("/om/").status_code == 503
    reachable["reachable"], since = True, time.monotonic()
    while visitor.get("/om/").status_code == 503:
        assert time.monotonic() - since < 1
        time.sleep(0.02)


def test_a_database_that_can_be_reached_is_not_away(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = DatabaseWatch()
    watch.look()
    assert not watch.is_away
    monkeypatch.setitem(connection.settings_dict, "NAME", "findes_ikke")
    assert not database_faults.can_connect()


# -- Read-only ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def read_only(transactional_db: None) -> Iterator[None]:
    """A database that takes no changes, for connections that are made from now on."""

    def takes_changes(answer: str) -> None:
        name = sql.Identifier(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
            cursor.execute(
                sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}").format(name, sql.SQL(answer))
            )
        connection.close()

    make_item("Rent vand")
    User.objects.create_superuser("ida", password=PASSWORD)
    takes_changes("on")
    yield
    takes_changes("off")


def test_readers_of_a_read_only_database_notice_nothing(visitor: Client, read_only: None) -> None:
    for address in (*PAGES, "/kkr-proeve/2024-06-21/", "/kkr-proeve/2024-06-21/1-1/", "/soeg/forslag/?q=van"):
        assert visitor.get(address).status_code in (200, 304), address
    assert visitor.get("/readyz").content == b"read-only"


def test_who_writes_is_told_that_nothing_was_kept(visitor: Client, read_only: None) -> None:
    sent = [
        ("/admin/login/", {"username": "ida", "password": PASSWORD}),
        ("/admin/login/", {"username": "ida", "password": "forkert"}),
        ("/privatliv/indsigelse/", {"text": "Det er mig.", "contact": "mig"}),
    ]
    for address, form in sent:
        response = visitor.post(address, form, headers={"origin": "http://testserver"})
        assert response.status_code == 503
        assert "Arkivet kan læses, men ikke ændres lige nu" in words(response.text)
    assert visitor.get("/").status_code == 200
