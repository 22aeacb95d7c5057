"""Sessions end, and what somebody with one is shown is kept by no cache that others share."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db

PASSWORD = "et rigtigt godt kodeord"
PUBLIC = [reverse(f"meetings:{name}") for name in ("front", "search", "meetings", "about", "robots", "sitemap_index")]


def log_in() -> Any:
    User.objects.create_superuser("anna", password=PASSWORD)
    client: Any = Client()
    response = client.post(reverse("admin:login"), {"username": "anna", "password": PASSWORD})
    return client, response


def directives(response: Any, header: str) -> set[str]:
    return {part.strip().lower() for part in response.headers.get(header, "").split(",")}


def is_private(response: Any) -> bool:
    return "private" in directives(response, "Cache-Control") and "cookie" in directives(response, "Vary")


def test_a_session_ends_within_a_day() -> None:
    client, response = log_in()
    assert int(response.cookies["sessionid"]["max-age"]) <= 24 * 60 * 60
    session = Session.objects.get()
    assert timedelta() < session.expire_date - timezone.now() <= timedelta(hours=24)
    assert client.get(reverse("admin:index")).status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))


def test_logging_out_ends_it() -> None:
    client, _ = log_in()
    client.post(reverse("admin:logout"))
    assert not Session.objects.exists()
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_new_password_ends_the_others() -> None:
    client, _ = log_in()
    user = User.objects.get()
    user.set_password("et andet godt kodeord")
    user.save()
    assert client.get(reverse("admin:index")).status_code == 302


def test_what_the_log_in_answers_is_the_browsers_own() -> None:
    _, response = log_in()
    assert response.status_code == 302
    assert is_private(response)


@pytest.mark.parametrize("address", [*PUBLIC, "/findes-ikke/"])
def test_whoever_is_logged_in_gets_pages_of_their_own(address: str) -> None:
    client, _ = log_in()
    assert is_private(client.get(address))
    assert is_private(client.get(address, headers={"if-none-match": '"x"'}))


@pytest.mark.parametrize("name", ["admin:index", "admin:meetings_meeting_changelist", "mfa_index", "admin:login"])
def test_pages_of_the_admin_are_not_kept_at_all(name: str) -> None:
    client, _ = log_in()
    assert {"private", "no-store"} <= directives(client.get(reverse(name), follow=True), "Cache-Control")


@pytest.mark.parametrize("address", PUBLIC)
def test_pages_for_everybody_may_be_shared(address: str) -> None:
    response = Client().get(address)
    assert "private" not in directives(response, "Cache-Control")
    assert "sessionid" not in response.cookies
