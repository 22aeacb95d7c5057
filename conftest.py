"""The options of the test run, and what holds for every test.

The database needs nothing here: the first test that asks for it starts it. With `--numprocesses` each process has a
database of its own, whose name has the process's number.
"""

from pathlib import Path

import pytest
from django.core.signals import setting_changed
from django.dispatch import receiver
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from meetings.caching.kept_pages import kept_pages

# A slow or a shared machine must not fail a property that holds, and one commit gives one answer everywhere. New
# counterexamples are looked for with `make explore`.
hypothesis_settings.register_profile("archive", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1_000)
hypothesis_settings.load_profile("archive")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stands here and not beside the tests, so that the options are there whichever folders are chosen."""
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write the *.json files of expectations from what the parser reads now, instead of comparing",
    )
    parser.addoption("--take-screenshots", action="store_true", help="write docs/screenshots/*.png")
    parser.addoption("--kills", type=int, default=3, help="how often an import is killed in the middle")
    parser.addoption("--rounds", type=int, default=1, help="how often several processes import at once")
    parser.addoption("--attackers", type=int, default=200, help="how many connections attack the site at once")
    parser.addoption("--attack-seconds", type=float, default=0.5, help="how long each attack lasts")
    parser.addoption("--fault-seconds", type=float, default=0, help="how long the database and the disk are at fault")
    parser.addoption(
        "--readers", type=int, default=6, help="how many read while the database and the disk are at fault"
    )
    parser.addoption("--load-seconds", type=float, default=0, help="how long the front's kept pages are measured")
    parser.addoption("--seed", type=int, default=1, help="the seed of what the tests of processes choose at random")


@receiver(setting_changed)
def forget_pages(**_: object) -> None:
    """A process's settings never change, so the pages that it keeps do not follow them; a test's settings do."""
    kept_pages.clear()


@pytest.fixture(autouse=True)
def scratch_storage(settings: Settings, tmp_path: Path) -> None:
    """Stored documents go to a directory of the test's own, no request starts a worker, passwords are hashed fast."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOAD_WORKER = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
