"""An editor sets up an app and a passkey and logs in with either, on a site without inline scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meetings.tests.browser.accessibility import axe_violations
from meetings.tests.browser.page_monitor import PageMonitor
from meetings.tests.browser.served_site import Site
from meetings.tests.one_time_codes import app_code

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page_with_key(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of a browser whose machine has a key; it fails as the other pages do where something complains."""
    context = browser.new_context(base_url=site.secure_address, locale="da-DK")
    monitor = PageMonitor(site.secure_address)
    context.on("page", monitor.observe)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()
    assert not monitor.troubles


def log_in(page: Page, site: Site) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Brugernavn").fill(site.editor_with_key)
    page.get_by_label("Adgangskode").fill(site.password)
    page.get_by_role("button", name="Log ind").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Log ud").click()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_a_passkey_and_an_app_are_set_up_and_log_in(page_with_key: Page, site: Site) -> None:
    page = page_with_key
    log_in(page, site)
    page.goto("/admin/totrin/")
    assert axe_violations(page) == []
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    page.get_by_label("Navn").fill("Min maskine")
    page.get_by_role("button", name="Tilføj").click()
    heading(page, "Nødkoder")
    codes = page.locator(".recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    page.goto("/admin/totrin/app/")
    expect(page.get_by_role("img", name="QR-kode med nøglen")).to_be_visible()
    assert axe_violations(page) == []
    secret = page.locator(".factor-secret").inner_text()
    page.get_by_label("Kode fra appen").fill(app_code(secret))
    page.get_by_role("button", name="Tag i brug").click()
    expect(page.get_by_role("listitem").filter(has_text="Min maskine")).to_be_visible()
    log_out(page)

    log_in(page, site)
    heading(page, "Andet trin")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    log_out(page)

    log_in(page, site)
    page.get_by_label("Kode").fill(app_code(secret))
    page.get_by_role("button", name="Log ind").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    page.goto("/admin/totrin/")
    page.get_by_role("link", name="Fjern Min maskine").click()
    page.get_by_role("button", name="Fjern nøglen").click()
    expect(page.get_by_text("Min maskine")).to_have_count(0)
    log_out(page)

    log_in(page, site)
    expect(page.get_by_role("button", name="Brug adgangsnøgle")).to_have_count(0)
    page.get_by_label("Kode").fill(codes[0])
    page.get_by_role("button", name="Log ind").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
