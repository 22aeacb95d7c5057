"""Imports by other processes, into a database and a folder of files that a test has to itself."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test.utils import override_settings

from benchmark.serving import database_url
from meetings.tests.child_processes import start_command
from meetings.tests.documents import Item, document_text, write_file

# So long a test waits for the other processes, which import many documents.
TIMEOUT_SECONDS = 120
# A condition of `wait_for_others`.
WAITING_FOR_LOCK = " AND wait_event_type = 'Lock'"
_COUNT_OTHER_PROCESSES = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True)
class SeparateArchive:
    """An empty archive in a database and a folder of its own, which the test's queries go to as well."""

    # Of processes that are to use it.

    environment: dict[str, str]

    @contextmanager
    def importing(self, paths: Iterable[Path]) -> Iterator[subprocess.Popen[str]]:
        """`manage.py import_meetings` in a process of its own, which is killed at the end if it still runs."""
        with start_command("import_meetings", *paths, environment=self.environment) as process:
            try:
                yield process
            finally:
                process.kill()


@contextmanager
def separate_archive() -> Iterator[SeparateArchive]:
    """Make a copy of the empty test database and a folder for stored files; both are gone afterwards."""
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
    people = [f"{first}{between}{last}" for first in _FIRST_NAMES for last in _LAST_NAMES for between in (" ", "-")]
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
                presentation=f"Vejene i {_TOWNS[number % len(_TOWNS)]} Kommune, del {number}. "
                f"{_WITH_ABBREVIATIONS[number % 2]}",
            ),
            Item("2.2", "Udpegning til havnerådet", decision=f"KKR Prøveby udpegede {members[0]} (A) til havnerådet."),
        ]
        withdrawn = Item("2.3", f"Sag {number} om broer")
        for kind, said in (("agenda", [*items, withdrawn]), ("minutes", items)):
            text = document_text(kind, day=day, items=said, present=present, absent=())
            written.append(write_file(folder, f"{day}-{kind}.txt", text))
    return written


_FIRST_NAMES = ("Åse", "Aase", "Bo", "Carl", "Ditte", "Emil")
_LAST_NAMES = ("Holm", "Lind", "Krag")
# Two abbreviations, in two orders.
_WITH_ABBREVIATIONS = (
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
    """Wait until exactly so many other processes are connected to the database that meet the SQL `condition`.

    Raises TimeoutError after TIMEOUT_SECONDS.
    """
    give_up = time.monotonic() + TIMEOUT_SECONDS
    while _fetch_count(_COUNT_OTHER_PROCESSES + condition) != number:
        if time.monotonic() > give_up:
            raise TimeoutError(f"there never were {number} other processes{condition}")
        time.sleep(0.002)


def wait_for_success(process: subprocess.Popen[str]) -> None:
    """Wait for the process, which must end with status 0."""
    output, _ = process.communicate(timeout=TIMEOUT_SECONDS)
    assert process.returncode == 0, output


def _fetch_count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(question)
        return int(cursor.fetchone()[0])
