"""`make run`: what it prepares, what it says, and when it refuses."""

import io
import socket
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from local_postgres.accounts import current_account
from local_postgres.server import EmbeddedServer
from meetings.management.commands import serve
from meetings.models import Meeting


@pytest.fixture
def embedded(settings: Settings, tmp_path: Path) -> EmbeddedServer:
    """The settings of an embedded database, whose place is the test's own."""
    server = EmbeddedServer(tmp_path, current_account(), current_account())
    settings.DATABASE_IS_EMBEDDED = True
    settings.EMBEDDED_SERVER = server
    return server


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    """Runs nothing for ever: the site is announced, and ended from the keyboard."""
    addresses: list[str] = []

    def run(host: str, port: int, handler: object, on_bind: Callable[[int], None], **options: bool) -> None:
        addresses.append(f"{host}:{port}")
        on_bind(8042)
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "run", run)
    settings.DEBUG = True
    return addresses


@pytest.mark.django_db
def test_it_says_in_one_line_where_to_look_and_how_to_log_in(
    embedded: EmbeddedServer, served: list[str], client: Client
) -> None:
    said = io.StringIO()
    call_command("serve", "127.0.0.1", "0", stdout=said)
    password = (embedded.directory / "admin-password").read_text()
    assert said.getvalue().strip() == (
        "KKR-arkivet is on http://127.0.0.1:8042/ and its admin on http://127.0.0.1:8042/admin/ "
        f"(user admin, password {password}). Ctrl-C ends it."
    )
    assert served == ["127.0.0.1:0"]
    assert client.login(username="admin", password=password)


@pytest.mark.django_db
def test_the_sample_documents_are_imported(embedded: EmbeddedServer, served: list[str]) -> None:
    call_command("serve", "127.0.0.1", "0", stdout=io.StringIO())
    assert Meeting.objects.count() >= 6


def test_in_production_it_refuses(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="in production gunicorn serves the archive"):
        call_command("serve")


def test_a_port_that_is_taken_is_one_sentence(served: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"127\.0\.0\.1:{port} cannot be used .*choose another with PORT"):
            call_command("serve", "127.0.0.1", str(port))


def test_a_database_that_does_not_answer_is_one_sentence(served: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(CommandError, match=r"DATABASE_URL does not answer: connection refused$"):
        call_command("serve", "127.0.0.1", "0")


@pytest.mark.parametrize("text", ["65536", "-1", "http", "8e3", ""])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="PORT must be a number up to 65535"):
        serve.port_number(text)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        pytest.param("127.0.0.1", "http://127.0.0.1:80/", id="this machine"),
        pytest.param("0.0.0.0", "http://127.0.0.1:80/", id="every address of this machine"),
        pytest.param("::1", "http://[::1]:80/", id="IPv6"),
        pytest.param("desk.lan", "http://desk.lan:80/", id="a name"),
    ],
)
def test_the_address_can_be_typed_into_a_browser(host: str, address: str) -> None:
    assert serve.site_address(host, 80) == address


@pytest.mark.django_db
def test_the_password_is_made_once_and_for_its_owner_s_eyes(embedded: EmbeddedServer) -> None:
    assert serve.prepare_admin_login() == serve.prepare_admin_login()
    assert (embedded.directory / "admin-password").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_password_that_was_changed_is_not_told(embedded: EmbeddedServer) -> None:
    serve.prepare_admin_login()
    admin = User.objects.get(username="admin")
    admin.set_password("another")
    admin.save()
    assert serve.prepare_admin_login() == "user admin, with the password that you chose"


@pytest.mark.django_db
def test_a_database_of_one_s_own_gets_no_user(settings: Settings) -> None:
    settings.DATABASE_IS_EMBEDDED = False
    assert serve.prepare_admin_login() == "`make superuser` makes a user for it"
    assert not User.objects.exists()
