"""Whether the archive lives and whether it is ready: told to anybody and at once."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from pytest_django import Settings

both_addresses = pytest.mark.parametrize("address", ["/healthz", "/readyz"])


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_cursor() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", no_cursor)


def test_it_lives_while_the_process_runs_and_asks_the_database_nothing(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_is_ready_while_the_database_answers(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_says_that_nothing_can_be_written(client: Client) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"read-only")


@pytest.mark.usefixtures("database_away")
def test_it_is_not_ready_when_the_database_does_not_answer(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database unavailable")
    assert client.get("/healthz").status_code == 200


@both_addresses
@pytest.mark.django_db
def test_it_is_never_cached(client: Client, address: str) -> None:
    assert "no-store" in client.get(address).headers["Cache-Control"]


@both_addresses
@pytest.mark.django_db
def test_a_container_may_ask_without_tls_and_by_any_name(client: Client, settings: Settings, address: str) -> None:
    settings.ALLOWED_HOSTS = ["arkiv.example.dk"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address, headers={"host": "172.17.0.2:8000"}).status_code == 200


@both_addresses
@pytest.mark.django_db
def test_it_is_at_no_other_address(client: Client, address: str) -> None:
    assert client.get(f"{address}/more").status_code == 404
