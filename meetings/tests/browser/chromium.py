"""Which Chromium the tests run in: one that is installed, else Playwright's own, else Debian's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EXECUTABLES = (Path("/usr/bin/chromium"), Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
SECONDS_TO_INSTALL = 600

ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # which refuses to run as root and in many containers; the pages are our own
)


class ChromiumMissing(Exception):
    """No Chromium was found, and none could be installed."""


def find_chromium() -> Path:
    """An executable Chromium, installed if need be. Raises ChromiumMissing with what to install."""
    for find in (installed_chromium, playwright_chromium, debian_chromium):
        if executable := find():
            return executable
    raise ChromiumMissing(
        "The tests in a browser need Chromium: install it (on Debian: apt-get install chromium fonts-liberation), "
        f"or let Playwright download one ({sys.executable} -m playwright install --with-deps chromium)."
    )


def installed_chromium() -> Path | None:
    """The first Chromium or Chrome of the machine that runs; None where there is none."""
    return _first_that_runs(_installed_executables())


def playwright_chromium() -> Path | None:
    """Playwright's own Chromium, downloaded unless it was before; None where it cannot be had or does not run."""
    with sync_playwright() as playwright:
        executable = Path(playwright.chromium.executable_path)
    if not executable.exists():
        _run_quietly(sys.executable, "-m", "playwright", "install", "chromium")
    return _first_that_runs([executable])


def debian_chromium() -> Path | None:
    """The package of Debian and Ubuntu, which root alone can install; None for others."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    quiet = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
    if not _run_quietly(*quiet, "update"):
        return None
    _run_quietly(*quiet, "install", "--no-install-recommends", "chromium", "fonts-liberation")
    return installed_chromium()


def _installed_executables() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield from (place for place in EXECUTABLES if place.exists())


def _first_that_runs(executables: Iterable[Path]) -> Path | None:
    """One that is there may still lack a library, or be a stub that only tells how to install it."""
    return next((each for each in executables if _run_quietly(str(each), "--version")), None)


def _run_quietly(*command: str) -> bool:
    try:
        ended = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_INSTALL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
