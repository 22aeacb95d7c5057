"""An unchanged page costs a 304 and one question; a changed archive, a new day or new code costs a page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date
from pytest_django import Settings

from meetings.caching import conditional_get
from meetings.caching.code_version import CodeVersion, code_version
from meetings.caching.conditional_get import page_validators
from meetings.models import ArchiveChange
from meetings.models.archive_changes import ArchiveVersion, CouncilVersion
from meetings.tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def version_of(number: int, changed_at: datetime) -> ArchiveVersion:
    return ArchiveVersion((CouncilVersion(None, number, changed_at),))


VERSION = version_of(7, NOW - timedelta(hours=1))
ADDRESSES = [
    pytest.param("/", id="front"),
    pytest.param("/soeg/?q=kvoter", id="search"),
    pytest.param("/kkr-proeve/2024-06-21/", id="meeting"),
    pytest.param("/kkr-proeve/2024-06-21/1-2/", id="item"),
    pytest.param("/kommuner/aalborg/", id="municipality"),
    pytest.param("/om/", id="about"),
    pytest.param("/sitemap.xml", id="sitemap"),
]


def settle() -> None:
    """Let the latest change be so old that its time is told."""
    ArchiveChange.objects.update(at=NOW - timedelta(days=400))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_page_is_a_304_and_one_question(client: Client, address: str) -> None:
    factories.make_archive([0])
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-cache"
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, headers={"if-none-match": page.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) == 1
    assert again.headers["ETag"] == page.headers["ETag"]
    assert again.headers["Cache-Control"] == "no-cache"


def test_a_time_is_enough_where_the_browser_knows_no_etag(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional_get, "code_version", lambda: CodeVersion("a", NOW - timedelta(days=800)))
    settle()
    told = client.get("/om/").headers["Last-Modified"]
    assert client.get("/om/", headers={"if-modified-since": told}).status_code == 304
    later = http_date(datetime.now(UTC).timestamp() + 3600)
    assert client.get("/om/", headers={"if-modified-since": later}).status_code == 200
    assert client.get("/om/", headers={"if-modified-since": told, "if-none-match": '"x"'}).status_code == 200


OTHER_ETAGS = [
    pytest.param('"other"', id="of something else"),
    pytest.param("*", id="any"),
    pytest.param("no etag", id="malformed"),
]


@pytest.mark.parametrize("etag", OTHER_ETAGS)
def test_an_etag_that_is_not_the_pages_gets_the_page(client: Client, etag: str) -> None:
    assert client.get("/om/", headers={"if-none-match": etag}).status_code == 200


def test_one_of_several_etags_is_enough(client: Client) -> None:
    etag = client.get("/om/").headers["ETag"]
    assert client.get("/om/", headers={"if-none-match": f'"x", {etag}'}).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_a_write_makes_the_page_anew(client: Client) -> None:
    item = factories.make_item("Kvoter")
    etag = client.get(item.get_absolute_url()).headers["ETag"]
    item.title = "Færre kvoter"
    item.save()
    again = client.get(item.get_absolute_url(), headers={"if-none-match": etag})
    assert again.status_code == 200
    assert "Færre kvoter" in again.content.decode()


def etag_of(address: str = "/om/", version: ArchiveVersion = VERSION, now: datetime = NOW, secure: bool = False) -> str:
    return page_validators(RequestFactory().get(address, secure=secure), version, now).etag


OTHERS = [
    pytest.param(etag_of, {"address": "/om/?side=2"}, id="another query"),
    pytest.param(etag_of, {"address": "/privatliv/"}, id="another address"),
    pytest.param(etag_of, {"version": version_of(8, NOW - timedelta(hours=1))}, id="a later number"),
    pytest.param(etag_of, {"version": version_of(7, NOW)}, id="the same number after a restored backup"),
    pytest.param(etag_of, {"now": NOW + timedelta(days=1)}, id="another day"),
    pytest.param(etag_of, {"secure": True}, id="another scheme"),
]


@pytest.mark.parametrize(("made", "differing"), OTHERS)
def test_each_state_of_each_page_has_an_etag_of_its_own(made: type, differing: dict[str, object]) -> None:
    assert made(**differing) != etag_of()
    assert etag_of(now=NOW + timedelta(minutes=5)) == etag_of()


def test_new_code_makes_every_page_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = etag_of()
    monkeypatch.setattr(conditional_get, "code_version", lambda: CodeVersion("other", NOW))
    assert etag_of() != before


def test_the_code_version_follows_the_settings_that_pages_show(settings: Settings) -> None:
    before = code_version()
    settings.CONTACT = {**settings.CONTACT, "email": "arkiv@example.dk"}
    assert code_version.__wrapped__().hash != before.hash
    assert code_version() is before


TIMES = [
    pytest.param(timedelta(seconds=-4), None, id="just now: another change may get the same second"),
    pytest.param(timedelta(hours=-1), -3600, id="an hour ago"),
    pytest.param(timedelta(days=-3), -13 * 3600, id="days ago: the day began since"),
]


@pytest.mark.parametrize(("changed", "told"), TIMES)
def test_the_time_of_the_last_change(monkeypatch: pytest.MonkeyPatch, changed: timedelta, told: int | None) -> None:
    monkeypatch.setattr(conditional_get, "code_version", lambda: CodeVersion("a", NOW - timedelta(days=800)))
    validators = page_validators(RequestFactory().get("/"), version_of(7, NOW + changed), NOW)
    assert validators.last_modified == (None if told is None else int(NOW.timestamp()) + told)


LEFT_ALONE = [
    pytest.param("/findes-ikke/", 404, id="not found"),
    pytest.param("/soeg/?fra=vrøvl", 400, id="malformed"),
    pytest.param("/admin/login/", 200, id="the admin"),
    pytest.param("/was/", 302, id="a redirect"),
    pytest.param("/soeg/forslag/?q=kv", 200, id="what says itself how long it keeps"),
]


@pytest.mark.parametrize(("address", "status"), LEFT_ALONE)
def test_what_is_no_public_page_is_left_alone(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers or address.startswith("/admin/")


def test_who_is_logged_in_gets_every_page_made(client: Client) -> None:
    etag = client.get("/om/").headers["ETag"]
    client.force_login(User.objects.create_user("ida"))
    response = client.get("/om/", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert "ETag" not in response.headers
