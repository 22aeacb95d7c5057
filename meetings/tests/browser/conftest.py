"""A running archive and a browser for the tests of this folder; both end with its last test.

The archive runs in processes of its own, so that nothing here asks the database: Playwright occupies this thread with
an event loop, in which Django refuses to.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from psycopg import sql
from pytest_django import DjangoDbBlocker

from benchmark.serving import database_url
from local_postgres.server import TEST_DATABASE_PREFIX
from meetings.tests.browser.chromium import ARGUMENTS, find_chromium
from meetings.tests.browser.page_monitor import PageMonitor
from meetings.tests.browser.served_site import Site, served_samples

SECONDS_TO_WAIT = 30
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)


@pytest.fixture(scope="package")
def database(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of an empty database."""
    name = f"{TEST_DATABASE_PREFIX}{os.getpid()}_browser"

    def state(statement: str) -> None:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))

    state("DROP DATABASE IF EXISTS {}")
    state("CREATE DATABASE {}")
    yield name
    state("DROP DATABASE {} WITH (FORCE)")


@pytest.fixture(scope="package")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_samples(database_url(database), tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture(scope="package")
def chromium() -> Path:
    return find_chromium()


@pytest.fixture(scope="package")
def browser(site: Site, chromium: Path) -> Iterator[Browser]:
    expect.set_options(timeout=SECONDS_TO_WAIT * 1_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A new profile: no cookies, nothing cached."""
    context = browser.new_context(base_url=site.address, locale="da-DK", viewport=DESKTOP, reduced_motion="reduce")
    context.set_default_timeout(SECONDS_TO_WAIT * 1_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """An empty page. The test fails if a page that it opened complained, or asked another host for something."""
    monitor = PageMonitor(site.address)
    context.on("page", monitor.observe)
    yield context.new_page()
    assert not monitor.troubles
