"""An import that is killed in the middle leaves whole documents, and the next one ends what it began."""

import sys
import time
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command

from meetings.models import Document
from meetings.tests.integrity import archive_faults, archive_values, stray_files
from meetings.tests.separate_archives import SeparateArchive, separate_archive, wait_for_others, write_papers

pytestmark = pytest.mark.django_db(transaction=True)

KILLS_AN_ARCHIVE = 4


def import_all(papers: list[Path]) -> float:
    """Import in this process; gives the seconds that it took."""
    started = time.perf_counter()
    call_command("import_meetings", *papers, verbosity=0)
    return time.perf_counter() - started


def kill_an_import(papers: list[Path], archive: SeparateArchive, *, documents: int, seconds: float) -> None:
    """Kill it so many seconds after the archive holds so many documents."""
    with archive.importing(papers) as process:
        wait_for_others(1)
        while process.poll() is None and Document.objects.count() < documents:
            time.sleep(0.002)
        time.sleep(seconds)
    wait_for_others(0)


def test_after_a_kill_the_archive_holds_whole_documents_only(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    kills, random = pytestconfig.getoption("--kills"), Random(pytestconfig.getoption("--seed"))
    papers = write_papers(tmp_path, meetings=4)
    with separate_archive():
        seconds_a_paper = import_all(papers) / len(papers)
        undisturbed = archive_values()
        assert not archive_faults()
        assert not stray_files()
    in_the_middle = strays = 0
    for begun in range(0, kills, KILLS_AN_ARCHIVE):
        with separate_archive() as archive:
            for _ in range(min(kills - begun, KILLS_AN_ARCHIVE)):
                documents = Document.objects.count() + random.randint(0, 2)
                kill_an_import(papers, archive, documents=documents, seconds=random.uniform(0, 2 * seconds_a_paper))
                assert not archive_faults()
                in_the_middle += 0 < Document.objects.count() < len(papers)
            strays += len(stray_files())
            import_all(papers)
            assert not archive_faults()
            assert archive_values() == undisturbed
    assert in_the_middle
    sys.stdout.write(f"killed in the middle: {in_the_middle}, stored files without a document: {strays}\n")
