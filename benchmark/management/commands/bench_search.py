"""`manage.py bench_search`: search over HTTP and beside other engines, on synthetic archives of any size."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.load_client import RequestsFailed, machine_load
from benchmark.measuring import EngineNotBuilt
from benchmark.report import OURS, growth_lines, report_lines
from benchmark.search_benchmark import ENGINE_NAMES, BenchmarkOptions, has_kept_archives, run_search_benchmark
from benchmark.serving import ServerNotStarted
from benchmark.synthetic_archive import MOST_ITEMS
from benchmark.tuned_server import benchmark_server

SIZES = (10_000, 100_000)
RUNS, PROCESSES = 30, 2


class Command(BaseCommand):
    help = (
        "Measure search over HTTP, and in this process beside other engines, on synthetic archives in a database server"
        " of its own with the settings of compose.yaml."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, nargs="+", default=SIZES, help="the archives' sizes")
        parser.add_argument("--runs", type=int, default=RUNS, help="how often each question is asked")
        parser.add_argument("--engines", nargs="+", choices=ENGINE_NAMES, default=ENGINE_NAMES, help="which to measure")
        parser.add_argument("--processes", type=int, default=PROCESSES, help="how many build at once")
        parser.add_argument("--copies", type=int, default=1, help="how often each archive has every item (ours alone)")
        parser.add_argument(
            "--check-answers", type=int, default=0, help="how many random answers to compare with brute force"
        )
        parser.add_argument("--renew", action="store_true", help="measure again with 5 percent of the items new")
        parser.add_argument("--keep", action="store_true", help="leave what was built for another run")
        parser.add_argument("--reuse", action="store_true", help="take what an earlier run left, and leave it again")

    def handle(
        self, *, items: Sequence[int], runs: int, engines: Sequence[str], processes: int, **options: Any
    ) -> None:
        if runs < 2 or processes < 1 or not all(0 < size <= MOST_ITEMS for size in items):
            raise CommandError(f"There must be 2 runs or more, 1 process or more, and 1 to {MOST_ITEMS:,} items.")
        copies: int = options["copies"]
        if copies < 1 or (copies > 1 and set(engines) != {OURS}):
            raise CommandError("There must be 1 copy or more, and of more than 1 only our own engine is made.")
        reuse, keep = options["reuse"], options["keep"] or options["reuse"]
        outcomes = []
        with benchmark_server(keep=keep or has_kept_archives()):
            self.stdout.write(f"before: {machine_load()}")
            for size in items:
                chosen = BenchmarkOptions(
                    size,
                    engines,
                    runs,
                    processes,
                    keep=keep,
                    reuse=reuse,
                    copies=copies,
                    checked_answers=options["check_answers"],
                    renew=options["renew"],
                )
                try:
                    outcomes.append(run_search_benchmark(chosen, self.stderr.write))
                except (EngineNotBuilt, RequestsFailed, ServerNotStarted, ValueError) as error:
                    raise CommandError(f"{chosen.all_items:,} items: {error}") from error
                self._write(["", *report_lines(outcomes[-1]), ""])
        if len(outcomes) > 1:
            self._write(growth_lines(outcomes))
        self.stdout.write(f"after: {machine_load()}")

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
