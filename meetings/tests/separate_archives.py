"""Imports by other processes, into a database and a folder of files that a test has to itself."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from benchmark.serving import database_url
from meetings.tests.documents import Item, document_text, write_file

TIMEOUT_SECONDS = 120
WAITING_FOR_LOCK = " AND wait_event_type = 'Lock'"
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True)
class SeparateArchive:
    """An archive with nothing in it; what this process asks the database, it asks of this one."""

    environment: dict[str, str]

    @contextmanager
    def importing(self, paths: Iterable[Path]) -> Iterator[subprocess.Popen[str]]:
        """`manage.py import_meetings` in a process of its own, which is killed at the end if it still runs."""
        with subprocess.Popen(
            [sys.executable, "manage.py", "import_meetings", *map(str, paths)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@contextmanager
def separate_archive() -> Iterator[SeparateArchive]:
    """A copy of the empty test database, and a folder for stored files."""
    shared = connection.settings_dict["NAME"]
    suffix = secrets.token_hex(4)
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    connection.settings_dict["NAME"] = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
    try:
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=Path(media)):
            yield SeparateArchive(_environment(media))
    finally:
        connection.close()
        connection.settings_dict["NAME"] = shared
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


def write_papers(folder: Path, meetings: int) -> list[Path]:
    """Agenda and minutes of so many meetings, with people and bodies that meet each other in several of them."""
    people = [f"{first}{between}{last}" for first in _FIRST for last in _LAST for between in (" ", "-")]
    written = []
    for number in range(meetings):
        day = date(2024, 1, 10) + timedelta(days=40 * number)
        members = [people[(7 * number + step) % len(people)] for step in range(12)]
        present = [f"{name} (A), {_TOWNS[len(name) % len(_TOWNS)]} Kommune" for name in members]
        items = [
            Item("1.1", "Godkendelse af dagsorden"),
            Item(
                "2.1",
                f"Vejplan {number}",
                presentation=f"Vejene i {_TOWNS[number % len(_TOWNS)]} Kommune, del {number}. {_EXPLAINED[number % 2]}",
            ),
            Item("2.2", "Udpegning til havnerådet", decision=f"KKR Prøveby udpegede {members[0]} (A) til havnerådet."),
        ]
        withdrawn = Item("2.3", f"Sag {number} om broer")
        for kind, said in (("agenda", [*items, withdrawn]), ("minutes", items)):
            text = document_text(kind, day=day, items=said, present=present, absent=())
            written.append(write_file(folder, f"{day}-{kind}.txt", text))
    return written


_FIRST = ("Åse", "Aase", "Bo", "Carl", "Ditte", "Emil")
_LAST = ("Holm", "Lind", "Krag")
# Two abbreviations, in two orders.
_EXPLAINED = (
    "Danmarks Vejråd (DVR) og NV (Nordens Veje) er hørt.",
    "NV (Nordens Veje) og Danmarks Vejråd (DVR) er hørt.",
)
_TOWNS = ("Aalborg", "Rebild", "Thisted", "Læsø", "Morsø")


def _environment(media: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "DATABASE_URL": database_url(),
        "MEDIA_ROOT": media,
    }


def wait_for_others(number: int, condition: str = "") -> None:
    """Until so many other processes are connected to the database, of those that meet the SQL `condition`."""
    give_up = time.monotonic() + TIMEOUT_SECONDS
    while _count(_OTHERS + condition) != number:
        if time.monotonic() > give_up:
            raise TimeoutError(f"there never were {number} other processes{condition}")
        time.sleep(0.002)


def wait_for_success(process: subprocess.Popen[str]) -> None:
    """Wait for the process, which must end well."""
    said, _ = process.communicate(timeout=TIMEOUT_SECONDS)
    assert process.returncode == 0, said


def _count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(question)
        return int(cursor.fetchone()[0])
