"""Every kind of page, for everyone: axe, both themes, a small screen, large letters, the focus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from meetings.tests.browser.accessibility import (
    RULES_OF_COLOUR,
    RULES_OF_SIZE,
    axe_violations,
    elements_too_wide,
    elements_without_visible_focus,
)
from meetings.tests.browser.conftest import DESKTOP
from meetings.tests.browser.page_monitor import PageMonitor

PAGES = [
    pytest.param("/", 200, id="front"),
    pytest.param("/soeg/", 200, id="search"),
    pytest.param("/soeg/?q=flygtninge&aar=2025", 200, id="search with results"),
    pytest.param("/soeg/?q=lone+skyum", 200, id="search with a first answer"),
    pytest.param("/soeg/?q=xylofonzebra", 200, id="search without results"),
    pytest.param("/moeder/", 200, id="meetings"),
    pytest.param("/moeder/2025/", 200, id="meetings of a year"),
    pytest.param("/kkr-limfjorden/", 200, id="council"),
    pytest.param("/kkr-limfjorden/2025-03-14/", 200, id="meeting"),
    pytest.param("/kkr-limfjorden/2026-12-04/", 200, id="coming meeting"),
    pytest.param("/kkr-limfjorden/2025-03-14/siden-dagsordenen/", 200, id="since the agenda"),
    pytest.param("/kkr-limfjorden/2025-06-13/3-1/", 200, id="item with tables"),
    pytest.param("/kkr-limfjorden/2025-09-12/4-1/", 200, id="item with an appointment"),
    pytest.param("/kkr-limfjorden/2026-06-12/3-3/", 200, id="item with votes"),
    pytest.param("/emner/", 200, id="topics"),
    pytest.param("/emner/flygtninge/", 200, id="topic"),
    pytest.param("/forloeb/", 200, id="threads"),
    pytest.param("/forloeb/fordeling-af-flygtninge-kommunekvoter/", 200, id="thread"),
    pytest.param("/kommuner/", 200, id="municipalities"),
    pytest.param("/kommuner/aalborg/", 200, id="municipality"),
    pytest.param("/personer/", 200, id="people"),
    pytest.param("/personer/lone-skyum/", 200, id="person"),
    pytest.param("/udpegninger/", 200, id="appointments"),
    pytest.param("/dokumenter/1/tekst/", 200, id="document's text"),
    pytest.param("/findes/ikke/", 404, id="not found"),
    pytest.param("/personer/?side=nul", 400, id="malformed"),
]

SMALL_PHONE = ViewportSize(width=320, height=640)
# A desktop whose reader has zoomed to 200 %.
LARGE_LETTERS = ViewportSize(width=DESKTOP["width"] // 2, height=DESKTOP["height"] // 2)


@pytest.mark.parametrize(("url", "status"), PAGES)
def test_it_is_for_everyone(page: Page, url: str, status: int) -> None:
    response = page.goto(url)
    assert response
    assert response.status == status
    assert not axe_violations(page)
    page.emulate_media(color_scheme="dark")
    assert not axe_violations(page, RULES_OF_COLOUR), "dark"
    assert not elements_without_visible_focus(page)
    page.set_viewport_size(LARGE_LETTERS)
    assert not elements_too_wide(page), "at 200 %"
    page.set_viewport_size(SMALL_PHONE)
    assert not elements_too_wide(page), "on a phone"
    assert not axe_violations(page, RULES_OF_SIZE), "on a phone"


FLAWS = [
    pytest.param(axe_violations, "<img src='data:,'>", "image-alt", id="a picture without words"),
    pytest.param(axe_violations, "<p style='color: #999'>Pale</p>", "color-contrast", id="pale letters"),
    pytest.param(elements_too_wide, "<p class='wide' style='width: 3000px'>Wide</p>", "p.wide", id="something wide"),
    pytest.param(
        elements_without_visible_focus,
        "<a href='#x' style='outline: none'>Link</a>",
        "a #x",
        id="a focus that is not seen",
    ),
    pytest.param(
        elements_without_visible_focus, "<button disabled>Send</button>", "button Send", id="a button out of reach"
    ),
]


@pytest.mark.parametrize(("judge", "flaw", "finding"), FLAWS)
def test_a_flaw_is_found(page: Page, judge: Callable[[Page], list[str]], flaw: str, finding: str) -> None:
    page.set_content(f"<!doctype html><html lang='en'><title>Flaw</title><main><h1>Flaw</h1>{flaw}</main></html>")
    [found, *_] = judge(page)
    assert found.startswith(finding)


def test_a_page_that_misbehaves_is_found(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/kommuner/")
    monitor = PageMonitor("http://127.0.0.1:1")
    monitor.observe(page)
    page.evaluate("() => { console.error('oh'); setTimeout(() => not.there()); return fetch('/nothing.png') }")
    assert {trouble.partition(":")[0] for trouble in monitor.troubles} == {"404", "another host", "console", "script"}
