"""Trying passwords: five wrong ones for one name from one address lock both together, and nobody else."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kkrarchive import login_limits
from kkrarchive.client_address import client_address

pytestmark = pytest.mark.django_db

PASSWORD = "et rigtigt godt kodeord"


@pytest.fixture(autouse=True)
def editor() -> User:
    return User.objects.create_user("anna", password=PASSWORD, is_staff=True)


def try_password(password: str, name: str = "anna", address: str = "192.0.2.1") -> Any:
    fields = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("admin:login"), fields)


def lock(address: str = "192.0.2.1", name: str = "anna") -> None:
    for _ in range(5):
        try_password("forkert", name, address)


def test_the_sixth_try_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    lock()
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("the password was hashed"))
    response = try_password(PASSWORD)
    assert response.status_code == 429
    assert "Vent et kvarter" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "address", "word"),
    [("anna", "192.0.2.2", "the same name from elsewhere"), ("bo", "192.0.2.1", "another name from there")],
)
def test_nobody_else_is_locked(name: str, address: str, word: str) -> None:
    User.objects.create_user("bo", password=PASSWORD, is_staff=True)
    lock()
    assert try_password(PASSWORD, name, address).status_code == 302, word


def test_the_right_password_forgets_the_wrong_ones() -> None:
    for _ in range(3):
        for _ in range(4):
            try_password("forkert")
        assert try_password(PASSWORD).status_code == 302


def test_a_name_that_is_tried_from_many_addresses_is_slowed_down_and_not_locked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    for number in range(14):
        try_password("forkert", address=f"198.51.100.{number}")
    assert waited == sorted(waited)
    assert 0 < max(waited) <= login_limits.MOST_SECONDS
    assert try_password(PASSWORD, address="203.0.113.9").status_code == 302


def test_after_log_in_a_page_that_exists() -> None:
    client = Client()
    response = client.post(reverse("admin:login"), {"username": "anna", "password": PASSWORD}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == reverse("admin:index")


def test_a_program_in_the_archives_own_process_may_log_in() -> None:
    assert Client().login(username="anna", password=PASSWORD)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        pytest.param(0, "203.0.113.7", "10.0.0.1", id="no proxy is trusted, whatever the client writes"),
        pytest.param(1, "203.0.113.7", "203.0.113.7", id="one proxy"),
        pytest.param(1, "1.2.3.4, 203.0.113.7", "203.0.113.7", id="the client wrote the first"),
        pytest.param(2, "203.0.113.7, 10.0.0.9", "203.0.113.7", id="two proxies"),
        pytest.param(2, "203.0.113.7", "10.0.0.1", id="the header is too short"),
        pytest.param(1, "", "10.0.0.1", id="no header"),
        pytest.param(1, "nonsense", "10.0.0.1", id="no address"),
        pytest.param(1, "2001:db8::1", "2001:db8::1", id="IPv6"),
    ],
)
def test_the_address_is_the_one_that_a_trusted_proxy_saw(
    rf: Any, settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
