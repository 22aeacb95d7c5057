"""What people come to the archive for, from where they begin to what they wanted."""

import re

import pypdfium2
from playwright.sync_api import Page, expect

from meetings.tests.browser.served_site import Site


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


def search(page: Page, words: str) -> None:
    field = page.get_by_role("main").get_by_role("combobox")
    field.fill(words)
    field.press("Enter")
    heading(page, "Søg i arkivet")


def test_a_citizen_goes_from_a_topic_to_what_was_decided(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Emner").click()
    page.get_by_role("main").get_by_role("link", name="Flygtninge").click()
    heading(page, "Flygtninge")
    page.get_by_role("link", name="Fordeling af flygtninge i 2027").click()
    heading(page, re.compile("Fordeling af flygtninge i 2027"))
    decision = page.get_by_role("region", name="Beslutning", exact=True)
    expect(decision).to_contain_text("besluttede at fordele kvoten for 2027")
    expect(decision.get_by_role("row", name=re.compile("Læsø"))).to_contain_text("0")


def test_a_journalist_goes_from_a_name_and_a_year_to_a_citation(page: Page) -> None:
    page.goto("/")
    search(page, "Viggo Juul Strandgaard 2025")
    page.get_by_role("region", name=re.compile("punkt")).get_by_role("heading", level=3).get_by_role(
        "link"
    ).first.click()
    expect(page.get_by_role("article")).to_contain_text("Viggo Juul Strandgaard")
    citation, address = page.locator(".citation p").inner_text().splitlines()
    assert re.fullmatch(r"KKR Limfjorden, referat \d+\. \w+ 2025, pkt\. \d\.\d, s\. \d+", citation)
    assert address == page.url
    page.goto(address)
    expect(page.locator(".citation")).to_contain_text(citation)


def test_a_clerk_goes_from_a_case_number_to_the_page_of_the_pdf(page: Page) -> None:
    page.goto("/soeg/")
    search(page, "SAG-2025-01874")
    page.get_by_role("link", name="Fordeling af flygtninge i 2026 – kommunekvoter").first.click()
    heading(page, re.compile("kommunekvoter"))
    link = page.get_by_role("link", name=re.compile(r"^referat, side \d+$")).first
    url, _, number = str(link.get_attribute("href")).partition("#page=")
    answer = page.request.get(url)
    assert answer.headers["content-type"] == "application/pdf"
    pdf = pypdfium2.PdfDocument(answer.body())
    assert "Fordeling af flygtninge i 2026" in pdf[int(number) - 1].get_textpage().get_text_range()
    pdf.close()


def test_an_editor_corrects_a_decision_and_finds_it(page: Page, site: Site) -> None:
    page.goto("/")
    page.get_by_role("link", name="For redaktører").click()
    page.get_by_label("Brugernavn").fill(site.editor)
    page.get_by_label("Adgangskode").fill(site.password)
    page.get_by_role("button", name="Log ind").click()
    page.get_by_role("main").get_by_role("link", name="Punkter", exact=True).click()
    page.locator("#searchbar").fill("nødstrømsanlæg")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("nødstrømsanlæg")).click()
    decision = page.locator("#id_decision-0-text")
    decision.fill(f"{decision.input_value()}\n\nAnlæggene fordeles ved lodtrækning.")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto("/soeg/")
    search(page, "beslutning:lodtrækning")
    page.get_by_role("link", name=re.compile("nødstrømsanlæg")).first.click()
    expect(page.get_by_role("region", name="Beslutning", exact=True)).to_contain_text("ved lodtrækning")
