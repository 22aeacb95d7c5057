"""The options of the test run, and what holds for every test.

The database needs nothing here: the first test that asks for it starts it. With `--numprocesses` each process has a
database of its own, whose name has the process's number.
"""

import json
from pathlib import Path

import pytest
from django.core.signals import setting_changed
from django.db import connection
from django.dispatch import receiver
from django.test import TestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

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


class FirstRows:
    """What the migrations write: municipalities, topics, synonyms. A test that commits leaves the tables empty.

    pytest-django has such tests after the others, but a process that has no more takes some of another's.
    """

    def __init__(self) -> None:
        self.rows = ""
        self.are_gone = False
        self.blocker: DjangoDbBlocker | None = None

    def remember(self, blocker: DjangoDbBlocker) -> None:
        """Read them from the new database."""
        self.blocker = blocker
        with blocker.unblock():
            every_row = json.loads(connection.creation.serialize_db_to_string())
        # Rows of Django's own applications are written anew whenever tables are emptied.
        self.rows = json.dumps([row for row in every_row if row["model"].startswith("meetings.")])

    def write_again(self) -> None:
        """Write them where they are gone; as they were, so no trigger has a part in it."""
        if not self.are_gone or self.blocker is None:
            return
        with self.blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("DELETE FROM meetings_change")  # that all tables were emptied would be followed
            connection.creation.deserialize_db_from_string(self.rows)
            cursor.execute("SET session_replication_role = DEFAULT")
        self.are_gone = False


first_rows = FirstRows()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    first_rows.remember(django_db_blocker)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if _commits(item):
        first_rows.are_gone = True
    elif _uses_database(item):
        first_rows.write_again()


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


def _uses_database(item: pytest.Item) -> bool:
    test_class = getattr(item, "cls", None)
    is_test_case = test_class is not None and issubclass(test_class, TestCase)
    return is_test_case or item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


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
