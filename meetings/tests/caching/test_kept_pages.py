"""A rendered page is kept as long as it is true, within bounds, and sent to whoever would be sent the same."""

from collections.abc import Iterable
from datetime import time
from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from meetings.caching.kept_pages import MOST_BYTES_OF_A_PAGE, KeptPages, ShownState, kept_pages
from meetings.models import AgendaItem
from meetings.models.archive_changes import ArchiveVersion
from meetings.privacy.withholding import withhold
from meetings.tests import factories
from meetings.tests.caching.test_conditional_get import ADDRESSES, NOW, VERSION, version_of

STATE = ShownState(VERSION, None)
# What compression leaves as long as it is.
NOISE = Random(1).randbytes(MOST_BYTES_OF_A_PAGE)


@pytest.fixture(autouse=True)
def _forget_pages() -> Iterable[None]:
    kept_pages.clear()
    yield
    kept_pages.clear()


@pytest.fixture
def item(transactional_db: None) -> AgendaItem:
    factories.make_archive([0])
    return AgendaItem.objects.select_related("meeting__council").get(number="1.2")


def headers_of(response: HttpResponseBase) -> dict[str, str]:
    """All but the time of the last change, which is told from some seconds after it on, and the request's name."""
    return {name: value for name, value in response.items() if name not in ("Last-Modified", "X-Request-ID")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_made_once_and_costs_one_question_then(client: Client, address: str) -> None:
    factories.make_archive([0])
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address)
    assert len(queries) == 1
    assert (again.status_code, again.content, headers_of(again)) == (200, first.content, headers_of(first))
    assert client.head(address).status_code == 200


def test_a_change_is_shown_at_once_and_the_old_page_kept_no_longer(client: Client, item: AgendaItem) -> None:
    client.get("/")
    client.get(item.get_absolute_url())
    item.title = "Færre kvoter"
    item.save()
    assert "Færre kvoter" in client.get(item.get_absolute_url()).content.decode()
    size_of_both = kept_pages.size
    kept_pages.clear()
    client.get(item.get_absolute_url())
    assert kept_pages.size == size_of_both


def test_what_is_withheld_is_neither_shown_nor_kept(client: Client, item: AgendaItem) -> None:
    item.title = "Kvoter i Vesthavnen"
    item.save()
    addresses = [item.get_absolute_url(), item.meeting.get_absolute_url()]
    for address in addresses:
        assert item.title in client.get(address).content.decode()
    withhold(item, "Det er taget af på rådets anmodning.", "-")
    assert client.get(addresses[0]).status_code == 410
    assert kept_pages.size == 0
    assert item.title not in client.get(addresses[1]).content.decode()


def test_a_meeting_of_another_council_stays(client: Client, item: AgendaItem) -> None:
    other = factories.make_meeting(council=factories.make_council("KKR Andet"))
    client.get(item.meeting.get_absolute_url())
    client.get(item.get_absolute_url())
    other.start_time = time(9, 30)
    other.save()
    client.get(other.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(item.meeting.get_absolute_url())
    assert len(queries) == 1


def test_an_editor_gets_a_page_of_their_own_which_nobody_else_gets(client: Client, item: AgendaItem) -> None:
    editor = Client()
    editor.force_login(User.objects.create_superuser("redaktoer"))
    address = item.get_absolute_url()
    of_editor = editor.get(address).content
    assert kept_pages.size == 0
    of_reader = client.get(address).content
    assert of_reader != of_editor
    assert editor.get(address).content == of_editor
    assert client.get(address).content == of_reader


def test_a_developers_pages_are_made_each_time(client: Client, item: AgendaItem, settings: Settings) -> None:
    settings.DEBUG = True
    client.get(item.get_absolute_url())
    assert kept_pages.size == 0


@pytest.mark.parametrize("status", [404, 410])
def test_only_pages_are_kept(client: Client, item: AgendaItem, status: int) -> None:
    if status == 410:
        withhold(item, "Det er taget af på rådets anmodning.", "-")
    address = item.get_absolute_url() if status == 410 else "/kommuner/atlantis/"
    assert client.get(address).status_code == status
    assert kept_pages.size == 0


def of_a_cookie() -> HttpResponse:
    response = HttpResponse("side")
    response.set_cookie("a", "b")
    return response


NOT_KEPT = [
    pytest.param(of_a_cookie(), STATE, id="with a cookie"),
    pytest.param(HttpResponse("side", headers={"Vary": "Cookie"}), STATE, id="for some readers"),
    pytest.param(HttpResponse("side", headers={"Content-Encoding": "gzip"}), STATE, id="compressed already"),
    pytest.param(StreamingHttpResponse(iter(["side"])), STATE, id="as it is read from a file"),
    pytest.param(HttpResponse("side"), ShownState(ArchiveVersion(), None), id="of an archive that nothing happened in"),
    pytest.param(
        HttpResponse("side"), ShownState(ArchiveVersion(VERSION.councils, is_committed=False), None), id="uncommitted"
    ),
    pytest.param(HttpResponse(NOISE), STATE, id="very large"),
]


@pytest.mark.parametrize(("response", "state"), NOT_KEPT)
def test_what_is_not_everybodys_or_is_too_large_is_not_kept(response: HttpResponseBase, state: ShownState) -> None:
    kept = KeptPages()
    kept.keep('"a"', state, response)
    assert (kept.page('"a"'), kept.size) == (None, 0)


def test_a_page_made_of_an_older_version_than_is_known_is_not_kept() -> None:
    kept = KeptPages()
    kept.notice(version_of(8, NOW))
    kept.keep('"a"', STATE, HttpResponse("side"))
    assert kept.size == 0


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 4_000), st.booleans()), max_size=40),
    st.integers(0, 30_000),
)
def test_no_more_is_kept_than_the_bound_and_the_page_asked_for_last_stays(
    asked: list[tuple[str, int, bool]], bound: int
) -> None:
    kept = KeptPages(bound)
    for etag, length, is_read in asked:
        content = NOISE[:length]
        if is_read:
            kept.page(etag)
        else:
            kept.keep(etag, STATE, HttpResponse(content))
            alone = KeptPages(bound)
            alone.keep(etag, STATE, HttpResponse(content))
            if alone.size:
                page = kept.page(etag)
                assert page
                assert page.content == content
        assert 0 <= kept.size <= bound
    kept.clear()
    assert kept.size == 0
