"""Two editors in two browsers at one item: what each changed is kept, and where both changed the same one is asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from meetings.tests.browser.served_site import Site

# An item of the samples, by words of its title.
WORDS = "nødstrømsanlæg"


@pytest.fixture
def other_context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """The profile of the second editor."""
    context = browser.new_context(base_url=site.address, locale="da-DK")
    yield context
    context.close()


def open_item(page: Page, site: Site) -> str:
    """Logs in and opens the item's page in the admin; gives its address."""
    page.goto("/admin/login/?next=/admin/meetings/agendaitem/")
    page.get_by_label("Brugernavn").fill(site.editor)
    page.get_by_label("Adgangskode").fill(site.password)
    page.get_by_role("button", name="Log ind").click()
    page.locator("#searchbar").fill(WORDS)
    page.keyboard.press("Enter")
    page.locator("#result_list a", has_text=WORDS).first.click()
    return page.url


def save(page: Page) -> None:
    page.get_by_role("button", name="Gem og fortsæt").click()


def test_each_keeps_what_the_other_wrote_and_is_asked_where_both_did(
    page: Page, other_context: BrowserContext, site: Site
) -> None:
    other = other_context.new_page()
    address = open_item(page, site)
    open_item(other, site)
    background, initials = page.locator("#id_background"), page.locator("#id_initials")
    before = background.input_value(), initials.input_value()

    other.locator("#id_initials").fill("qqq")
    save(other)
    expect(other.locator(".messagelist .success")).to_be_visible()
    background.fill("Anlæggene er gamle.")
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(initials).to_have_value("qqq")

    other.locator("#id_background").fill("Anlæggene er slidte.")
    save(other)
    question = other.locator(".overwritten")
    expect(question).to_contain_text("Anlæggene er gamle.")
    expect(other.locator("#id_background")).to_have_value("Anlæggene er slidte.")
    other.get_by_label("Gem det, jeg har skrevet").check()
    save(other)
    expect(other.locator(".messagelist .success")).to_be_visible()

    other.goto(address.replace("/change/", "/history/"))
    expect(other.get_by_role("main")).to_contain_text("gamle.")
    expect(other.get_by_role("button", name="Gendan denne ordlyd: Baggrund").first).to_be_visible()

    page.goto(address)
    background.fill(before[0])
    initials.fill(before[1])
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
