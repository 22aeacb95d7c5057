"""The archive under a path: taken from the address whether or not a proxy did so before."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from kkrarchive.environment import env_path
from kkrarchive.url_prefix import below_prefix


def path_seen(path: str) -> str:
    """The path that the application gets."""
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: object) -> list[bytes]:
        seen.append(environ["PATH_INFO"])
        return []

    below_prefix(application)({"PATH_INFO": path}, lambda *arguments: None)
    return seen[0]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/arkiv/", "/"),
        ("/arkiv", "/"),
        ("/arkiv/soeg/", "/soeg/"),
        ("/soeg/", "/soeg/"),
        ("/arkivet/", "/arkivet/"),
        ("/arkiv/arkiv/", "/arkiv/"),
        ("/arkiv//ond.example/", "//ond.example/"),
        ("//arkiv/soeg/", "//arkiv/soeg/"),
        ("/ARKIV/", "/ARKIV/"),
        ("/arkiv%2fsoeg/", "/arkiv%2fsoeg/"),
        ("/arkiv/../admin/", "/../admin/"),
        ("/arkiv/\u00c3\u00a6", "/\u00c3\u00a6"),
        ("", ""),
    ],
)
def test_the_prefix_is_taken_away_once(settings: Settings, path: str, expected: str) -> None:
    settings.URL_PREFIX = "/arkiv"
    assert path_seen(path) == expected


@pytest.mark.parametrize("path", ["/", "/arkiv/", ""])
def test_without_one_addresses_stay(settings: Settings, path: str) -> None:
    settings.URL_PREFIX = ""
    assert path_seen(path) == path


@pytest.mark.parametrize(("said", "path"), [("/arkiv/", "/arkiv"), ("/a/b", "/a/b"), ("", ""), ("/", "")])
def test_it_is_a_path(monkeypatch: pytest.MonkeyPatch, said: str, path: str) -> None:
    monkeypatch.setenv("VARIABLE", said)
    assert env_path("VARIABLE") == path


@pytest.mark.parametrize("said", ["arkiv", "/æ", "/a b", "//a", "https://a.dk/"])
def test_what_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("VARIABLE", said)
    with pytest.raises(ImproperlyConfigured, match=r"VARIABLE is .* it must be a path"):
        env_path("VARIABLE")
