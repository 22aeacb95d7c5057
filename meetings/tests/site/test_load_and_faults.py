"""Readers, imports and edits while PostgreSQL is killed twice and the disk full once: `make faults`, 15 minutes.

What is in flight may fail, with a page that says so; nothing that was said to be kept is lost, and the index is right.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmark.percentiles import response_times
from meetings.tests.child_processes import eventually, start_command
from meetings.tests.separate_archives import write_papers
from meetings.tests.site.editor_over_http import NONE, Saves, saving
from meetings.tests.site.readers import PAGES, Readings, reading
from meetings.tests.site.test_attacks import tell
from meetings.tests.site.troubled_archive import Fault, TroubledArchive

pytestmark = pytest.mark.django_db  # so that pytest makes the database of which the archive's is a copy

# In the tests there are a few; `make faults` says how many.
# A reader reads a page before the next one.
SECONDS_TO_READ = 0.4
SECONDS_TO_RECOVER = 1.0
# The least there is time for three faults in, and what a full disk's share of the time is.
LEAST_SECONDS, SHARE_OF_FULL_DISK = 8.0, 0.08
# Agenda and minutes of a meeting come in so often, and of so many meetings at most.
SECONDS_BETWEEN_MEETINGS, MOST_MEETINGS = 3.0, 60
# So long the last ones may take on a machine that may be shared.
SECONDS_TO_IMPORT = 120


@dataclass
class Folder:
    """The folder that is watched by `import_meetings`, and the papers that are in it, with when each came."""

    path: Path
    papers: list[tuple[float, str]] = field(default_factory=list)


@contextmanager
def importing(archive: TroubledArchive, work: Path, seconds: float) -> Iterator[Folder]:
    """Within it papers are laid in a folder, from which a process of its own imports them, until all of them are in."""
    (inbox := work / "inbox").mkdir()
    (written := work / "written").mkdir()
    meetings = min(MOST_MEETINGS, round(seconds / SECONDS_BETWEEN_MEETINGS))
    papers, stop, folder = write_papers(written, meetings=meetings), threading.Event(), Folder(inbox)

    def lay() -> None:
        for paper in papers:
            paper.rename(inbox / paper.name)
            folder.papers.append((time.monotonic(), paper.name))
            stop.wait(seconds / len(papers) * 0.95)

    laying = threading.Thread(target=lay)
    with start_command(
        "import_meetings", "--watch", inbox, "--interval", "0.3", environment=archive.environment
    ) as process:
        laying.start()
        try:
            yield folder
            laying.join()
            assert eventually(lambda: imported_papers(archive) == len(papers), SECONDS_TO_IMPORT), (
                f"{imported_papers(archive)} of {len(papers)} papers are imported"
            )
        finally:
            stop.set()
            process.terminate()


def imported_papers(archive: TroubledArchive) -> int:
    [(count,)] = archive.ask("SELECT count(*) FROM meetings_document WHERE source_name LIKE '%-%'")
    return int(str(count))


def undergo(archive: TroubledArchive, seconds: float) -> Iterator[Fault]:
    """Each fault in its time, of so many seconds."""
    begun = time.monotonic()
    faults: list[tuple[float, Callable[[], Fault]]] = [(0.15, archive.kill_backend), (0.75, archive.kill_postmaster)]
    if archive.is_small:
        faults.insert(1, (0.4, lambda: archive.fill_disk(max(1.5, SHARE_OF_FULL_DISK * seconds))))
    for share, fault in faults:
        time.sleep(max(0, begun + share * seconds - time.monotonic()))  # the load goes on meanwhile
        yield fault()
    time.sleep(max(0, begun + seconds - time.monotonic()))  # and after the last fault


def failures_out_of_time(answers: Sequence[tuple[float, float, int]], faults: Sequence[Fault]) -> list[str]:
    """What failed that no fault explains, of answers as when asked, when answered, and status."""
    return [
        f"{status}, asked {asked - faults[0].begun:.2f} s after the first fault, took {answered - asked:.2f} s"
        for asked, answered, status in answers
        if status not in (200, 302)
        and not (status == 503 and any(fault.may_fail(asked, answered, seconds=SECONDS_TO_RECOVER) for fault in faults))
    ]


def minutes(begun: float, readings: Readings, saves: Saves, folder: Folder, faults: Sequence[Fault]) -> Iterator[str]:
    """The table: a line for each minute."""
    yield "minute  pages  503  other   p50   p95 ms  saves  refused  papers  faults"
    last = max(answered for answered, _, _ in readings.answers)
    for minute in range(1 + int((last - begun) / 60)):

        def in_it(moment: float, minute: int = minute) -> bool:
            return minute == int((moment - begun) / 60)

        pages = [(status, 1000 * seconds) for answered, status, seconds in readings.answers if in_it(answered)]
        statuses = [status for status, _ in pages]
        saved = [status for _, answered, status, _ in saves.answers if in_it(answered)]
        times = response_times([milliseconds for status, milliseconds in pages if status == 200] or [0, 0])
        told = [f"{fault.name} ({fault.ended - fault.begun:.1f} s)" for fault in faults if in_it(fault.begun)]
        yield (
            f"{minute + 1:6} {len(pages):6} {statuses.count(503):4} {sum(s not in (200, 503) for s in statuses):6} "
            f"{times.p50:5.0f} {times.p95:8.0f} {saved.count(302):6} {sum(s != 302 for s in saved):8} "
            f"{sum(in_it(moment) for moment, _ in folder.papers):7}  {', '.join(told)}"
        )


def is_index_clean(archive: TroubledArchive) -> bool:
    with start_command("search_index", "--check", environment=archive.environment) as checking:
        return checking.wait() == 0


def test_only_what_is_in_flight_fails_and_nothing_is_lost(
    troubled_archive: TroubledArchive, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    archive, seconds = troubled_archive, max(LEAST_SECONDS, pytestconfig.getoption("fault_seconds"))
    begun, pages = time.monotonic(), [*PAGES, archive.item_address, "/soeg/?q=vejplan", "/personer/"]
    with (
        saving(archive.port, archive.item) as saves,
        reading(archive.port, pytestconfig.getoption("readers"), pages=pages, pause=SECONDS_TO_READ) as readings,
        importing(archive, tmp_path, seconds) as folder,
    ):
        faults = list(undergo(archive, seconds))
    if pytestconfig.getoption("fault_seconds"):
        for line in minutes(begun, readings, saves, folder, faults):
            tell(pytestconfig, line)
    asked = [(answered - took, answered, status) for answered, status, took in readings.answers]
    assert not failures_out_of_time(asked, faults)
    assert not failures_out_of_time([save[:3] for save in saves.answers if save[2] != NONE], faults)
    assert archive.ask(f"SELECT title FROM meetings_agendaitem WHERE id = {archive.item}")[0][0] in (
        saves.possible_titles()
    )
    assert eventually(lambda: is_index_clean(archive))
    if not archive.is_small:
        pytest.skip("all but a full disk was tried: only root can make a small one")
