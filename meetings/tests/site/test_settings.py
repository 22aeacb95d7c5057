"""The settings: what the environment may say, and that production does not start with half of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from kkrarchive import settings
from kkrarchive.environment import development_hosts, env_flag, env_list, env_number, load_env_file

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "for this test",
    "DATABASE_URL": "postgres://archive@localhost/archive",
    "ALLOWED_HOSTS": "arkiv.example.dk",
}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEBUG", "SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "VARIABLE"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the project's in that environment and no other."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"SECRET_KEY": ""}, "SECRET_KEY is not set", id="no secret key"),
        pytest.param({"DATABASE_URL": ""}, "DATABASE_URL is not set", id="no database"),
        pytest.param({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set", id="no host"),
        pytest.param({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL is not of the form", id="not PostgreSQL"),
        pytest.param({"DEBUG": "perhaps"}, "DEBUG is 'perhaps': it must be 1 or 0", id="not a yes or no"),
    ],
)
@pytest.mark.parametrize(
    "program",
    [
        pytest.param(("manage.py", "check"), id="manage.py"),
        pytest.param(("-m", "gunicorn", "kkrarchive.wsgi"), id="gunicorn"),
    ],
)
def test_production_refuses_to_start_with_one_sentence(
    program: tuple[str, ...], changes: dict[str, str], sentence: str
) -> None:
    outcome = run(*program, **PRODUCTION | changes)
    assert outcome.returncode != 0
    assert outcome.stderr.startswith(f"KKR-arkivet does not start: {sentence}")
    assert outcome.stderr.count("\n") == 1


def test_production_passes_django_s_own_checks() -> None:
    secret = "".join(chr(ord("!") + number) for number in range(60))
    outcome = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | {"SECRET_KEY": secret})
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        pytest.param("1", True, id="1"),
        pytest.param("Yes", True, id="a word"),
        pytest.param(" 0 ", False, id="0 and blanks"),
        pytest.param("off", False, id="another word"),
    ],
)
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, flag: bool) -> None:
    monkeypatch.setenv("VARIABLE", value)
    assert env_flag("VARIABLE", default=not flag) is flag


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_flag_says_nothing(monkeypatch: pytest.MonkeyPatch, default: bool) -> None:
    monkeypatch.setenv("VARIABLE", "")
    assert env_flag("VARIABLE", default=default) is default


@pytest.mark.parametrize("value", ["-1", "1.5", "ten", "²"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("VARIABLE", value)
    with pytest.raises(ImproperlyConfigured, match=r"VARIABLE is .* it must be a whole number"):
        env_number("VARIABLE", 1)


def test_a_number_below_the_least_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIABLE", "0")
    assert env_number("VARIABLE", 1) == 0
    with pytest.raises(ImproperlyConfigured, match=r"VARIABLE is 0: it must be 1 or more"):
        env_number("VARIABLE", 1, least=1)


def test_numbers_have_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_number("VARIABLE", 7) == 7
    monkeypatch.setenv("VARIABLE", "8")
    assert env_number("VARIABLE", 7) == 8


def test_a_list_stands_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIABLE", "a.dk, b.dk,")
    assert env_list("VARIABLE") == ["a.dk", "b.dk"]


@pytest.mark.parametrize(
    ("environment", "adopted"),
    [
        pytest.param({}, True, id="nothing is configured"),
        pytest.param({"DEBUG": "1"}, True, id="development is"),
        pytest.param({"DEBUG": "1", "DATABASE_URL": "postgres:///x"}, True, id="development on another database"),
        pytest.param({"DEBUG": "0"}, False, id="production is"),
        pytest.param({"SECRET_KEY": "x"}, False, id="a secret key is"),
        pytest.param({"DATABASE_URL": "postgres:///x"}, False, id="a database is"),
    ],
)
def test_a_developer_s_env_file_is_read_unless_production_is_configured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], adopted: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / ".env"
    file.write_text("# of this clone\nVARIABLE = from the file\n\n")
    monkeypatch.setattr(os, "environ", {**os.environ})
    load_env_file(file)
    assert (os.environ.get("VARIABLE") == "from the file") is adopted


def test_the_environment_wins_over_the_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VARIABLE", "from outside")
    (tmp_path / ".env").write_text("VARIABLE=from the file\n")
    load_env_file(tmp_path / ".env")
    assert os.environ["VARIABLE"] == "from outside"


@pytest.mark.parametrize(
    ("host", "asked", "answered"),
    [
        pytest.param("127.0.0.1", "localhost", True, id="this machine"),
        pytest.param("127.0.0.1", "evil.example", False, id="a stranger's name for this machine"),
        pytest.param("192.168.1.7", "192.168.1.7", True, id="the address that it is served on"),
        pytest.param("0.0.0.0", "desk.lan", True, id="served to the whole network"),
    ],
)
def test_names_that_a_developer_s_site_answers_to(host: str, asked: str, answered: bool) -> None:
    names = development_hosts(host).split(",")
    assert ("*" in names or asked in names) is answered


@pytest.mark.parametrize(
    "url",
    ["hello", "mysql://localhost/archive", "postgres://localhost:port/archive", "postgres://[/archive"],
)
def test_an_address_of_no_postgresql_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not of the form"):
        settings.database_settings(url)


def test_production_keeps_its_connections_and_looks_whether_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEBUG", False)
    entry = settings.database_settings("postgres://archive:secret@db.example.dk:5433/archive?sslmode=require")
    assert (entry["HOST"], entry["PORT"], entry["CONN_HEALTH_CHECKS"]) == ("db.example.dk", 5433, True)
    assert 60 <= entry["CONN_MAX_AGE"] <= 3600
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["connect_timeout"] <= 3
    assert "pool" not in entry["OPTIONS"]


def test_the_address_of_the_database_says_how_long_it_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEBUG", False)
    entry = settings.database_settings("postgres://archive@db.example.dk/archive?connect_timeout=9")
    assert int(entry["OPTIONS"]["connect_timeout"]) == 9


def test_every_page_forbids_what_comes_from_elsewhere(client: Client) -> None:
    response = client.get("/admin/login/")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(response.headers["Permissions-Policy"].split(", "))


def test_the_language_is_danish() -> None:
    assert (django_settings.LANGUAGE_CODE, django_settings.TIME_ZONE) == ("da", "Europe/Copenhagen")
