"""The archive without a mouse."""

import re
from itertools import groupby

import pytest
from playwright.sync_api import Page, expect

from meetings.tests.browser.accessibility import TAKES_FOCUS

_NUMBERED = """(takesFocus) => [...document.querySelectorAll(takesFocus)]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each, place) => (each.dataset.place = place)).length"""
_FOCUSED = "() => document.activeElement.dataset.place ?? null"


@pytest.mark.parametrize("url", ["/", "/kkr-limfjorden/2025-06-13/3-1/"])
def test_the_link_to_the_content_is_first_and_leads_there(page: Page, url: str) -> None:
    page.goto(url)
    link = page.get_by_role("link", name="Gå til indholdet")
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_where_something_is_found_the_link_to_the_results_is_first(page: Page) -> None:
    page.goto("/soeg/?q=flygtninge")
    for name in ("Gå til resultater", "Gå til indholdet"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#resultater")).to_be_focused()


@pytest.mark.parametrize("url", ["/soeg/?q=flygtninge", "/kkr-limfjorden/2025-06-13/3-1/", "/personer/lone-skyum/"])
def test_tab_reaches_everything_in_its_order_and_is_never_caught(page: Page, url: str) -> None:
    page.goto(url)
    count = page.evaluate(_NUMBERED, TAKES_FOCUS)
    assert count > 20
    page.keyboard.press("Tab")
    reached = []
    while (place := page.evaluate(_FOCUSED)) is not None:
        reached.append(int(place))
        page.keyboard.press("Tab")
        assert len(reached) < 2 * count
    stops = [place for place, _ in groupby(reached)]  # a field for a date has one for day, month, year
    assert stops == list(range(count))


def test_a_search_is_typed_sent_and_its_result_opened(page: Page) -> None:
    page.goto("/kommuner/")
    field = page.get_by_role("combobox", name="Søg i arkivet")
    while page.evaluate("document.activeElement.id") != "header-q":
        page.keyboard.press("Tab")
    page.keyboard.type("kommunekvoter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/soeg/\?q=kommunekvoter$"))
    result = page.get_by_role("heading", level=3).get_by_role("link").first
    title = result.inner_text()
    expect(field).to_have_count(0)
    result.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_a_suggestion_is_chosen_with_the_arrows(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("main").get_by_role("combobox")
    options = page.get_by_role("main").get_by_role("option")
    field.focus()
    page.keyboard.type("Lone Skyu")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("Lone Skyu")
    page.keyboard.press("ArrowDown")
    person = options.filter(has_text="Person")
    expect(person).to_have_count(1)
    while person.get_attribute("aria-selected") == "false":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Lone Skyum")).to_be_visible()
