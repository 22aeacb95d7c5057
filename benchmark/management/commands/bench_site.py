"""`manage.py bench_site`: the site on a large archive as compose.yaml runs it, asked over HTTP, beside Datasette."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.load_client import RequestsFailed, machine_load
from benchmark.report import OURS
from benchmark.search_benchmark import BenchmarkOptions, has_kept_archives
from benchmark.serving import ServerNotStarted
from benchmark.site_benchmark import UnexpectedResponse, load_report_lines, run_site_benchmark, site_report_lines
from benchmark.synthetic_archive import MOST_ITEMS
from benchmark.tuned_server import benchmark_server

ITEMS, RUNS, PROCESSES = 100_000, 200, 2


class Command(BaseCommand):
    help = (
        "Measure the pages and searches of a synthetic archive over HTTP, served by gunicorn and PostgreSQL as"
        " compose.yaml runs them, beside Datasette, a static file and a constant page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=ITEMS, help="the archive's size")
        parser.add_argument("--runs", type=int, default=RUNS, help="how often each page is asked for, without wrk")
        parser.add_argument("--processes", type=int, default=PROCESSES, help="how many build at once")
        parser.add_argument("--keep", action="store_true", help="leave the archive for another run")
        parser.add_argument("--reuse", action="store_true", help="take what an earlier run left, and leave it again")

        parser.add_argument("--no-datasette", action="store_true", help="leave Datasette out")

    def handle(self, *, items: int, runs: int, processes: int, **options: Any) -> None:
        if runs < 2 or processes < 1 or not 0 < items <= MOST_ITEMS:
            raise CommandError(f"There must be 2 runs or more, 1 process or more, and 1 to {MOST_ITEMS:,} items.")
        reuse, keep = options["reuse"], options["keep"] or options["reuse"]
        chosen = BenchmarkOptions(items, (OURS,), runs, processes, keep=keep, reuse=reuse)
        with benchmark_server(keep=keep or has_kept_archives()):
            try:
                self.stdout.write(f"{items:,} items; before: {machine_load()}")
                measured = run_site_benchmark(chosen, self.stderr.write, with_datasette=not options["no_datasette"])
            except (ServerNotStarted, UnexpectedResponse, RequestsFailed, ValueError) as error:
                raise CommandError(str(error)) from error
        for line in ("", *load_report_lines(measured), "", *site_report_lines(measured.pages)):
            self.stdout.write(line)
        self.stdout.write(f"after: {machine_load()}")
