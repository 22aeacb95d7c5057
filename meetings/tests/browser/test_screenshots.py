"""The pictures in docs/screenshots: `make screenshots` takes them; otherwise they are only looked at."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from meetings.tests.browser.conftest import DESKTOP, PHONE
from meetings.tests.browser.served_site import Site

FOLDER = Path(settings.BASE_DIR, "docs", "screenshots")
LARGEST = 200_000
PAGES = {
    "front": "/",
    "search": "/soeg/?q=flygtninge",
    "item": "/kkr-limfjorden/2026-06-12/3-1/",
    "meeting": "/kkr-limfjorden/2026-06-12/",
}
SIZES = {"phone": PHONE, "desktop": DESKTOP}
THEMES: dict[str, Sequence[str]] = {"front": ("light", "dark")}


@dataclass(frozen=True)
class Picture:
    """One page in one size and theme."""

    page: str
    size: str
    theme: str

    @property
    def name(self) -> str:
        return "-".join([self.page, self.size, *(["dark"] if self.theme == "dark" else [])])

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"


PICTURES = [Picture(page, size, theme) for page in PAGES for size in SIZES for theme in THEMES.get(page, ("light",))]


@pytest.fixture
def takes_pictures(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--take-screenshots"))


@pytest.mark.parametrize("picture", [pytest.param(picture, id=picture.name) for picture in PICTURES])
def test_a_picture_shows_the_page_and_is_small(
    picture: Picture, takes_pictures: bool, request: pytest.FixtureRequest
) -> None:
    if takes_pictures:
        take(picture, request.getfixturevalue("browser"), request.getfixturevalue("site"))
    content = picture.file.read_bytes()
    assert struct.unpack(">II", content[16:24]) == (SIZES[picture.size]["width"], SIZES[picture.size]["height"])
    assert len(content) < LARGEST


def test_there_are_no_other_pictures() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {picture.name for picture in PICTURES}


def take(picture: Picture, browser: Browser, site: Site) -> None:
    """Write the picture's file: what one sees of the page before scrolling."""
    with browser.new_context(
        base_url=site.address,
        locale="da-DK",
        viewport=SIZES[picture.size],
        color_scheme="dark" if picture.theme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(PAGES[picture.page])
        FOLDER.mkdir(exist_ok=True)
        page.screenshot(path=picture.file)
