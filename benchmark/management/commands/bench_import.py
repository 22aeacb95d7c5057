"""`manage.py bench_import`: what importing costs beside extracting the text alone, whether time and memory stay flat.

Each row is of the documents since the one before.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psutil
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmark.load_client import machine_load
from benchmark.printed_documents import ITEMS_A_DOCUMENT, MOST_DOCUMENTS, print_documents
from benchmark.scratch import scratch_archive
from benchmark.search_benchmark import has_kept_archives
from benchmark.tuned_server import benchmark_server
from benchmark.word_times import BATCH as BATCH_OF_WORDS
from benchmark.word_times import word_times
from meetings.importing.batch import import_sources, sources_below
from meetings.importing.source_files import load
from meetings.models import AgendaItem
from meetings.parsing.lines.extract import extract_pages

BATCH = 50


class Command(BaseCommand):
    help = (
        f"Measure importing beside extracting the text alone, on PDF documents of {ITEMS_A_DOCUMENT} items each, all of"
        " them different, in a database server with the settings of compose.yaml."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=int, default=500, help="how many documents are made")
        parser.add_argument("--jobs", type=int, default=1, help="how many processes import, as of import_meetings")
        parser.add_argument("--recurring", action="store_true", help="the same items at each meeting")
        parser.add_argument(
            "--words", type=int, default=0, help="measure only the lexemes of so many words that no process has met"
        )

    def handle(self, *, documents: int, jobs: int = 1, recurring: bool = False, words: int = 0, **options: Any) -> None:
        if words:
            self._write_word_times(words)
            return
        if not 0 < documents <= MOST_DOCUMENTS:
            raise CommandError(f"--documents must be 1 to {MOST_DOCUMENTS:,}.")
        self.stdout.write(f"{documents:,} documents of {ITEMS_A_DOCUMENT} items; before: {machine_load()}")
        with benchmark_server(keep=has_kept_archives()), TemporaryDirectory() as folder, scratch_archive():
            paths = list(print_documents(Path(folder), documents, recurring=recurring))
            self.stdout.write(f"{'documents':>9}{'extract ms':>12}{'import ms':>12}{'ratio':>8}{'memory MB':>11}")
            for start in range(0, documents, BATCH):
                batch = paths[start : start + BATCH]
                extracting, importing = _seconds(_extract, batch), _seconds(partial(_import, jobs=jobs), batch)
                memory = psutil.Process().memory_info().rss / 1_000_000
                self.stdout.write(
                    f"{start + len(batch):>9}{1000 * extracting / len(batch):>12.1f}"
                    f"{1000 * importing / len(batch):>12.1f}{importing / extracting:>8.2f}{memory:>11.0f}"
                )
            size = sum(path.stat().st_size for path in paths) / len(paths)
            self.stdout.write(f"{AgendaItem.objects.count():,} items read; a document has {size:,.0f} bytes")
        self.stdout.write(f"after: {machine_load()}")

    def _write_word_times(self, words: int) -> None:
        if words < 2 * BATCH_OF_WORDS:
            raise CommandError(f"--words must be {2 * BATCH_OF_WORDS:,} or more.")
        self.stdout.write(f"{words:,} words; before: {machine_load()}")
        times = word_times(words)
        self.stdout.write(f"lexemes of a word: {times.median:.1f} µs of a core, at fastest {times.fastest:.1f}")
        self.stdout.write(f"after: {machine_load()}")


def _seconds(work: Callable[[list[Path]], object], paths: list[Path]) -> float:
    started = perf_counter()
    work(paths)
    return perf_counter() - started


def _extract(paths: list[Path]) -> None:
    for path in paths:
        extract_pages(load(path, settings.IMPORT_MAX_BYTES).content, path.suffix)


def _import(paths: list[Path], jobs: int) -> None:
    """Everything from the files to the search rows and threads, extracting the text included."""
    for result in import_sources(sources_below(paths)[0], jobs=jobs):
        if result.outcome != "created":
            raise CommandError(f"{result.path}: {result.sentence}")
