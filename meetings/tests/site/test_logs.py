"""The log: one line of what is to be expected, a traceback of what is not, and nothing of what people wrote."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.test import Client
from pytest_django import Settings

from kkrarchive.logs import ExpectedErrors, Lines, Objects
from meetings.views import about

NAME = re.compile(r"[0-9a-f]{32}")


class Written(logging.Handler):
    """Keeps what is written as lines, and as objects."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(ExpectedErrors())
        self.lines: list[str] = []
        self.objects: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(Lines().format(record))
        self.objects.append(json.loads(Objects().format(record)))


@pytest.fixture
def log() -> Iterator[Written]:
    handler = Written()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(about, "_page", fail)


@pytest.mark.django_db
def test_a_request_has_a_name_in_the_log_and_in_the_answer(visitor: Client, log: Written) -> None:
    response = visitor.get("/findes-ikke/")
    name = response.headers["X-Request-ID"]
    assert NAME.fullmatch(name)
    assert log.objects[-1]["request"] == name
    assert f" {name}: " in log.lines[-1]
    assert visitor.get("/findes-ikke/").headers["X-Request-ID"] != name


@pytest.mark.parametrize(
    ("proxies", "given", "is_kept"),
    [(1, "front-0123456789", True), (0, "front-0123456789", False), (1, "x", False), (1, "a b\tc d e f", False)],
)
def test_a_trusted_proxy_names_it(visitor: Client, settings: Settings, proxies: int, given: str, is_kept: bool) -> None:
    settings.TRUSTED_PROXIES = proxies
    response = visitor.get("/healthz", headers={"x-request-id": given})
    assert (response.headers["X-Request-ID"] == given) is is_kept


@pytest.mark.django_db
def test_an_unknown_host_is_one_line(visitor: Client, log: Written) -> None:
    assert visitor.get("/", headers={"host": "fremmed.example"}).status_code == 400
    [line] = log.lines
    assert "\n" not in line
    assert "fremmed.example" in line


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/a%0d%0a2026-11-30 ERROR ond: alt er tabt/", "/%1b[2J/", "/soeg/?q=%00%0aond"])
def test_what_a_stranger_asks_for_writes_no_line_of_its_own(visitor: Client, log: Written, path: str) -> None:
    visitor.get(path, headers={"user-agent": "a\nb", "x-request-id": "a\nb"})
    assert all("\n" not in line and "\x1b" not in line for line in log.lines)


@pytest.mark.django_db
def test_a_form_without_its_token_and_a_page_that_is_not_allowed_are_one_line_each(log: Written) -> None:
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post("/admin/login/", {"username": "ida"}).status_code == 403
    visitor.force_login(User.objects.create_user("jens", is_staff=True))
    assert visitor.get("/admin/meetings/upload/add/").status_code == 403
    assert len(log.lines) == 2
    assert not any("\n" in line for line in log.lines)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("gone"), PermissionDenied(), SuspiciousOperation("odd")])
def test_what_is_to_be_expected_has_no_traceback(
    visitor: Client, log: Written, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    fail_with(monkeypatch, error)
    assert visitor.get("/privatliv/").status_code >= 400
    assert log.lines
    assert not any("Traceback" in line for line in log.lines)
    assert any(type(error).__name__ in line for line in log.lines)


@pytest.mark.django_db
def test_a_fault_of_ours_has_one_and_tells_nothing_of_rows(
    visitor: Client, log: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, IntegrityError("duplicate key\nDETAIL:  Key (name)=(Ditte Krogh) already exists.\n"))
    assert visitor.get("/privatliv/?q=Krogh").status_code == 500
    assert "Traceback" in log.lines[-1]
    assert "IntegrityError: duplicate key" in log.objects[-1]["traceback"]
    assert "Krogh" not in "".join(log.lines) + json.dumps(log.objects)
