"""`manage.py bench_save`: what an import and an editor's save cost beside what they cost in another checkout."""

from argparse import ArgumentParser
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from benchmark.compared_checkouts import CheckoutFailed, running_checkout
from benchmark.load_client import machine_load
from benchmark.printed_documents import ITEMS_A_DOCUMENT, MOST_DOCUMENTS, print_documents
from benchmark.save_worker import SAVE
from benchmark.search_benchmark import has_kept_archives
from benchmark.tuned_server import benchmark_server

# The first imports and saves read dictionaries, and have statements planned: they do not count.
WARM_UP_RUNS = 3

# By what was done and by whom: the CPU times of each run, in milliseconds.
_Times = dict[tuple[str, str], list[float]]


class Command(BaseCommand):
    help = (
        f"Import documents of {ITEMS_A_DOCUMENT} items each, then save items in the admin, by this checkout and by"
        " another in turns, and compare the CPU time that it takes them, in a database server with the settings of"
        " compose.yaml."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("base", type=Path, help="the other checkout of the project")
        parser.add_argument("--documents", type=int, default=30, help="how many documents each of them imports")
        parser.add_argument("--saves", type=int, default=100, help="how often each of them saves an item")

    def handle(self, *, base: Path, documents: int, saves: int, **options: Any) -> None:
        if not WARM_UP_RUNS < documents <= MOST_DOCUMENTS or saves <= WARM_UP_RUNS:
            raise CommandError(f"--documents must be more than {WARM_UP_RUNS}, {MOST_DOCUMENTS:,} at most; so --saves.")
        if not (base / "manage.py").is_file():
            raise CommandError(f"{base} is no checkout of the project: BASE=/path names one.")
        self.stdout.write(f"{documents} documents of {ITEMS_A_DOCUMENT} items, {saves} saves; before: {machine_load()}")
        with benchmark_server(keep=has_kept_archives()), TemporaryDirectory() as folder:
            connection.ensure_connection()  # starts the server, for the checkouts as well
            lines = [*map(str, print_documents(Path(folder), documents)), *[SAVE] * saves]
            try:
                of_base, of_this = _ask_in_turns([base.resolve(), settings.BASE_DIR], lines)
            except CheckoutFailed as failed:
                raise CommandError(str(failed)) from failed
        self.stdout.write(f"{'CPU time, ms':36}{'base':>9}{'this':>9}{'ratio':>8}")
        for what, spent_by in of_base:
            # PostgreSQL's is told in steps of 10 ms.
            typical = mean if spent_by == "postgresql" else median
            before, now = (typical(times[what, spent_by][WARM_UP_RUNS:]) for times in (of_base, of_this))
            self.stdout.write(f"{f'{what}, {spent_by}':36}{before:9.1f}{now:9.1f}{now / before:8.2f}")
        self.stdout.write(f"after: {machine_load()}")


def _ask_in_turns(directories: list[Path], lines: list[str]) -> list[_Times]:
    """Have each checkout do each thing, now the one first and now the other; gives the times of each."""
    times: list[_Times] = [defaultdict(list) for _ in directories]
    with ExitStack() as running:
        asked = [
            (running.enter_context(running_checkout(directory)), times_of_one)
            for directory, times_of_one in zip(directories, times, strict=True)
        ]
        for line in lines:
            what = "saving an item" if line == SAVE else "importing a document"
            for checkout, times_of_one in asked:
                for spent_by, milliseconds in checkout.ask(line).items():
                    times_of_one[what, spent_by].append(milliseconds)
            asked.reverse()
    return times
