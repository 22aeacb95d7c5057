"""gunicorn's log of requests: the client's address as trusted proxies tell it, and nothing that is not needed."""

import json
import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from gunicorn.config import Config
from pytest_django import Settings

from kkrarchive.access_log import AccessLog
from kkrarchive.logs import REQUEST_ID


@pytest.fixture
def configuration() -> Config:
    """gunicorn's, with what gunicorn.conf.py sets."""
    config = Config()
    for name, value in runpy.run_path(str(Path(django_settings.BASE_DIR, "gunicorn.conf.py"))).items():
        if name in config.settings:
            config.set(name, value)
    return config


def logged_line(configuration: Config, **variables: str) -> str:
    """What is logged of a search that came through a proxy at 10.0.0.1."""
    environ: dict[str, Any] = {
        "REMOTE_ADDR": "10.0.0.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/soeg/?q=Ditte+Krogh",
        "PATH_INFO": "/soeg/",
        "QUERY_STRING": "q=Ditte+Krogh",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_USER_AGENT": "En browser",
        "HTTP_REFERER": "https://eksempel.dk/Krogh",
        "HTTP_COOKIE": "sessionid=hemmelig",
        REQUEST_ID: "abcdef0123456789",
        **variables,
    }
    answer = SimpleNamespace(status="200 OK", headers=[], sent=12)
    asked = SimpleNamespace(headers=[(name[5:], value) for name, value in environ.items() if name[:5] == "HTTP_"])
    log = configuration.logger_class(configuration)
    assert isinstance(log, AccessLog)
    atoms = log.atoms(answer, asked, environ, timedelta(milliseconds=3))
    return str(configuration.access_log_format % log.atoms_wrapper_class(atoms))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        pytest.param(0, "203.0.113.7", "10.0.0.1", id="no proxy is trusted"),
        pytest.param(1, "1.2.3.4, 203.0.113.7", "203.0.113.7", id="what the client wrote is not taken"),
        pytest.param(2, "203.0.113.7, 10.0.0.9", "203.0.113.7", id="two proxies"),
        pytest.param(1, 'x" 500 "', "10.0.0.1", id="no address"),
    ],
)
def test_the_address_is_the_clients(
    configuration: Config, settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    line = logged_line(configuration, HTTP_X_FORWARDED_FOR=forwarded)
    assert line.startswith(f"{address} [")
    assert line.endswith('] "GET /soeg/" 200 12 3ms abcdef0123456789')


def test_what_was_searched_for_and_with_what_is_not_logged(configuration: Config) -> None:
    line = logged_line(configuration)
    assert not any(word in line for word in ("Krogh", "browser", "eksempel", "hemmelig"))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param('/a\r\n10.0.0.9 [i dag] "GET /" 200', '/a%0D%0A10.0.0.9 [i dag] \\"GET /\\" 200', id="a line"),
        pytest.param("/\x1b[2J\x07", "/%1B[2J%07", id="what a terminal obeys"),
        pytest.param("/sk\u00c3\u00b8n/", "/sk\u00f8n/", id="a letter, as WSGI hands it on"),
        pytest.param("/\u00e2\u0080\u00ae/", "/%E2%80%AE/", id="what turns the line round"),
        pytest.param("/\u00ff/", "/\ufffd/", id="what is no letter"),
    ],
)
def test_a_request_is_one_line_whatever_is_in_its_path(configuration: Config, path: str, shown: str) -> None:
    assert f'"GET {shown}" 200' in logged_line(configuration, PATH_INFO=path)


def test_a_request_may_be_an_object_on_a_line(
    configuration: Config, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LOG_JSON = True
    environ = {"REMOTE_ADDR": "10.0.0.1", "REQUEST_METHOD": "GET", "PATH_INFO": "/soeg/", REQUEST_ID: "abcdef"}
    environ |= {"RAW_URI": "/soeg/?q=Krogh", "QUERY_STRING": "q=Krogh", "SERVER_PROTOCOL": "HTTP/1.1"}
    log = configuration.logger_class(configuration)
    log.access_log.propagate = True
    answer = SimpleNamespace(status="200 OK", headers=[], sent=12)
    with caplog.at_level("INFO", logger="gunicorn.access"):
        log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=3))
    told = json.loads(caplog.messages[-1])
    assert {name: told[name] for name in ("client", "path", "status", "bytes", "milliseconds", "request")} == {
        "client": "10.0.0.1",
        "path": "/soeg/",
        "status": 200,
        "bytes": 12,
        "milliseconds": 3,
        "request": "abcdef",
    }
    assert "Krogh" not in caplog.messages[-1]
