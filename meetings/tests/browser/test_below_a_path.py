"""The archive under a path of a site that has other things too: no link, file or form leads out of it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from meetings.tests.browser.page_monitor import PageMonitor
from meetings.tests.browser.served_site import Site, served_below

PREFIX = "/arkiv"
# Pages below the front page's links, in each of which something else is built.
MOST_PAGES = 25


@pytest.fixture(scope="module")
def below(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_below(PREFIX, site, tmp_path_factory.mktemp("below") / "log") as served:
        yield served


@pytest.fixture
def page_below(browser: Browser, below: Site) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK", reduced_motion="reduce")
    monitor = PageMonitor(below.address)
    context.on("page", monitor.observe)
    yield context.new_page()
    context.close()
    assert not monitor.troubles


def addresses_of(page: Page) -> set[str]:
    """Where the page's links, files and forms lead, on the site."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[href], [src], [action]')].map(each => each.href || each.src || each.action)"
    )
    addresses = [urlsplit(address) for address in found if isinstance(address, str)]
    return {address.path for address in addresses if address.netloc == urlsplit(page.url).netloc}


def is_outside(path: str) -> bool:
    return path != PREFIX and not path.startswith(f"{PREFIX}/")


def test_nothing_leads_out_of_the_path(page_below: Page, below: Site) -> None:
    seen: set[str] = set()
    waiting = [PREFIX + path for path in ("/", "/soeg/", "/admin/login/", "/privatliv/indsigelse/")]
    origin = below.address.removesuffix(PREFIX)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        response = page_below.goto(origin + path)
        assert response is not None
        assert response.status == 200, path
        seen.add(path)
        found = addresses_of(page_below)
        assert not set(filter(is_outside, found)), path
        pages = {address for address in found if address.endswith("/") and address not in seen | set(waiting)}
        waiting += sorted(pages, key=lambda address: (address.count("/"), address))[:4]
    assert len(seen) > 10


def test_what_is_typed_is_suggested_and_found(page_below: Page, below: Site) -> None:
    page_below.goto(f"{below.address}/")
    field = page_below.get_by_role("combobox").first
    field.press_sequentially("kvo", delay=20)
    expect(page_below.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    expect(page_below).to_have_url(re.compile(rf"^{below.address}/."))


def test_an_editor_logs_in_and_out(page_below: Page, below: Site) -> None:
    page_below.goto(f"{below.address}/admin/")
    page_below.fill("#id_username", below.editor)
    page_below.fill("#id_password", below.password)
    page_below.press("#id_password", "Enter")
    page_below.wait_for_url(f"{below.address}/admin/")
    assert {cookie["path"] for cookie in page_below.context.cookies()} == {f"{PREFIX}/"}
    page_below.goto(f"{below.address}/admin/meetings/meeting/")
    assert not set(filter(is_outside, addresses_of(page_below)))
