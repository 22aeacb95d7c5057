"""`manage.py bench`: how long importing takes, and how long the pages do."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmark.percentiles import response_times
from benchmark.scratch import SAMPLES, import_folder, scratch_archive
from meetings.models import AgendaItem, Meeting, Municipality, Person

QUERIES = ("flygtninge", "lærepladser", "sundhed", '"social- og sundhed"', "SAG-20", "beredskab eller klima", "")


class Command(BaseCommand):
    help = "Measure importing and serving in a scratch database, in this process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("documents", type=Path, nargs="?", default=SAMPLES, help="a folder of documents")
        parser.add_argument("--runs", type=int, default=30, help="how often each page is asked for")

    def handle(self, *, documents: Path, runs: int, **options: Any) -> None:
        if runs < 2:
            raise CommandError("--runs must be 2 or more.")
        with scratch_archive():
            seconds = import_folder(documents)
            meetings, items = Meeting.objects.count(), AgendaItem.objects.count()
            self.stdout.write(f"import: {seconds:.2f} s for {meetings} meetings with {items} items")
            self.stdout.write(f"{'page':<40}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}")
            for title, address in _pages():
                self._write_row(title, address, runs)

    def _write_row(self, title: str, address: str, runs: int) -> None:
        client = Client(headers={"host": "localhost"})
        client.get(address)
        reset_queries()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries = len(captured)
        times = response_times(_time_calls(lambda: client.get(address), runs))
        self.stdout.write(f"{title:<40}{times.p50:>9.1f}{times.p95:>9.1f}{queries:>9}")


def _time_calls(call: Callable[[], object], runs: int) -> list[float]:
    """How long each of `runs` calls took, in milliseconds."""
    times = []
    for _ in range(runs):
        started = perf_counter()
        call()
        times.append(1000 * (perf_counter() - started))
    return times


def _pages() -> Iterator[tuple[str, str]]:
    for query in QUERIES:
        yield f"search {query or '(everything)'}", reverse("meetings:search", query={"q": query} if query else None)
    yield "front", reverse("meetings:front")
    yield "meetings", reverse("meetings:meetings")
    yield "appointments", reverse("meetings:appointments")
    for title, record in (
        ("meeting", Meeting.objects.first()),
        ("item", AgendaItem.objects.first()),
        ("municipality", Municipality.objects.first()),
        ("person", Person.objects.first()),
    ):
        if record:
            yield title, record.get_absolute_url()
