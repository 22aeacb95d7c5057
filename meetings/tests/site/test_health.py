"""The health check: it tells whether the database answers, to anybody and at once."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_it_is_unavailable_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_cursor() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"database unavailable")


@pytest.mark.django_db
def test_it_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.django_db
def test_a_container_may_ask_without_tls_and_by_any_name(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["arkiv.example.dk"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "172.17.0.2:8000"}).status_code == 200


@pytest.mark.django_db
def test_it_is_at_no_other_address(client: Client) -> None:
    assert client.get("/healthz/more").content != b"ok"
