"""`manage.py bench_pages`: pages of a large archive in the process, right after a save, and in the admin."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.archive_engine import ArchiveEngine
from benchmark.load_client import RequestsFailed, machine_load
from benchmark.readers_and_saves import measure_readers, reader_lines
from benchmark.report import OURS
from benchmark.search_benchmark import BenchmarkOptions, build_or_open, has_kept_archives, made_archive
from benchmark.search_pages import ROUNDS, search_page_lines, time_search_pages
from benchmark.serving import ServerNotStarted
from benchmark.site_benchmark import UnexpectedResponse
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import MOST_ITEMS
from benchmark.tuned_server import benchmark_server
from benchmark.used_pages import admin_page_lines, public_page_lines, time_admin_pages, time_public_pages

ITEMS, RUNS, PROCESSES = 100_000, 20, 2


class Command(BaseCommand):
    help = "Measure the pages of a synthetic archive in the process: asked again, right after a save, and in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=ITEMS, help="the archive's size")
        parser.add_argument("--runs", type=int, default=RUNS, help="how often each page is asked for")
        parser.add_argument("--processes", type=int, default=PROCESSES, help="how many build at once")
        parser.add_argument("--keep", action="store_true", help="leave the archive for another run")
        parser.add_argument("--reuse", action="store_true", help="take what an earlier run left, and leave it again")

        parser.add_argument(
            "--readers", action="store_true", help="measure by HTTP what two saves a second cost readers, and no page"
        )
        parser.add_argument(
            "--searches", action="store_true", help="measure what distinct searches cost in the process, and no page"
        )
        parser.add_argument("--only", nargs="*", default=(), metavar="PAGE", help="as the report calls them")

    def handle(self, *, items: int, runs: int, processes: int, only: Sequence[str], **options: Any) -> None:
        if runs < 2 or processes < 1 or not 0 < items <= MOST_ITEMS:
            raise CommandError(f"There must be 2 runs or more, 1 process or more, and 1 to {MOST_ITEMS:,} items.")
        reuse, keep = options["reuse"], options["keep"] or options["reuse"]
        chosen = BenchmarkOptions(items, (OURS,), runs, processes, keep=keep, reuse=reuse)
        log = self.stderr.write
        with benchmark_server(keep=keep or has_kept_archives()):
            self.stdout.write(f"{items:,} items; before: {machine_load()}")
            try:
                with made_archive(chosen, log) as stored:
                    build_or_open(ArchiveEngine(), stored, chosen, log)
                    if options["readers"]:
                        lines = ["", *reader_lines(measure_readers(stored, log))]
                    elif options["searches"]:
                        lines = ["", *search_page_lines(list(time_search_pages(stored, ROUNDS, log)))]
                    else:
                        lines = _measured(stored, runs, only, log)
            except (RequestsFailed, ServerNotStarted, UnexpectedResponse, ValueError) as error:
                raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"after: {machine_load()}")


def _measured(stored: StoredArchive, runs: int, only: Sequence[str], log: Callable[[str], None]) -> list[str]:
    pages = list(time_public_pages(stored, runs, only, log))
    in_the_admin = list(time_admin_pages(runs, only, log))
    return ["", *public_page_lines(pages), "", *admin_page_lines(in_the_admin)]
