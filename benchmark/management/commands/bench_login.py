"""`manage.py bench_login`: what a log-in costs that is refused without a look, beside one that is looked at."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.login_tries import measure_tries
from benchmark.scratch import scratch_archive


class Command(BaseCommand):
    help = "Measure wrong log-ins, hashed and locked, in a scratch database, in this process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--runs", type=int, default=50, help="how often each is tried")

    def handle(self, *, runs: int, **options: Any) -> None:
        if runs < 2:
            raise CommandError("--runs must be 2 or more.")
        logging.getLogger("django.request").setLevel(logging.ERROR)  # a refused try is a warning
        with scratch_archive():
            hashed, refused = measure_tries(runs)
        self.stdout.write(f"{'try':<24}{'p50 ms':>9}{'p95 ms':>9}{'CPU p50':>9}{'CPU p95':>9}{'hashings':>10}")
        for title, tries in (("hashed", hashed), ("locked, the sixth", refused)):
            times, computing = tries.times, tries.computing
            figures = (times.p50, times.p95, computing.p50, computing.p95)
            self.stdout.write(f"{title:<24}{''.join(f'{one:>9.1f}' for one in figures)}{tries.hashings:>10}")
        ratio = hashed.computing.p50 / refused.computing.p50
        self.stdout.write(f"A hashed try computes {ratio:.1f} times as long as a locked one.")
