"""`manage.py bench_sandbox`: what it costs that files of others are read by a process of its own.

The same documents are read in the process and by the other one, in turns; starting that one is counted with the first.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psutil
from django.core.management.base import BaseCommand, CommandError

from benchmark.load_client import machine_load
from benchmark.printed_documents import ITEMS_A_DOCUMENT, MOST_DOCUMENTS, print_documents
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.foreign import read_pages
from meetings.parsing.lines.pages import Pages
from meetings.parsing.parser import parse_document

# What the other process may cost of reading itself.
MOST = 0.10


class Command(BaseCommand):
    help = (
        f"Measure reading PDF documents of {ITEMS_A_DOCUMENT} items each, all of them different, in this process and by"
        " the process that reads foreign files. Ends with 1 where that costs more than a tenth."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=int, default=100, help="how many documents are made")

    def handle(self, *, documents: int, **options: Any) -> None:
        if not 0 < documents <= MOST_DOCUMENTS:
            raise CommandError(f"--documents must be 1 to {MOST_DOCUMENTS:,}.")
        self.stdout.write(f"{documents:,} documents of {ITEMS_A_DOCUMENT} items; before: {machine_load()}")
        here, there = _Times(), _Times()
        with TemporaryDirectory() as folder:
            for number, path in enumerate(print_documents(Path(folder), documents)):
                content = path.read_bytes()
                ways = [(here, extract_pages), (there, read_pages)]
                for times, extract in ways if number % 2 else reversed(ways):
                    times.measure(extract, content, path.suffix)
        self.stdout.write(f"{'ms a document':<22}{'in the process':>16}{'by the other':>14}{'ratio':>8}")
        rows = [
            ("text, processor", here.text_cpu, there.text_cpu),
            ("text, clock", here.text_clock, there.text_clock),
            ("reading, processor", here.text_cpu + here.parsing_cpu, there.text_cpu + there.parsing_cpu),
            ("reading, clock", here.text_clock + here.parsing_clock, there.text_clock + there.parsing_clock),
        ]
        for title, one, other in rows:
            self.stdout.write(
                f"{title:<22}{1000 * one / documents:>16.1f}{1000 * other / documents:>14.1f}{other / one:>8.3f}"
            )
        self.stdout.write(f"after: {machine_load()}")
        _, one, other = rows[2]
        if other / one > 1 + MOST:
            raise CommandError(f"The other process costs more than {MOST:.0%} of reading.")


class _Times:
    """Seconds that extracting text and parsing it took, by the clock and of all processors' time."""

    def __init__(self) -> None:
        self.text_clock = self.text_cpu = self.parsing_clock = self.parsing_cpu = 0.0

    def measure(self, extract: Callable[[bytes, str], Pages], content: bytes, suffix: str) -> None:
        """Reads a document, whose text `extract` gives."""
        clock, cpu = perf_counter(), _cpu_seconds()
        pages = extract(content, suffix)
        self.text_clock += perf_counter() - clock
        self.text_cpu += _cpu_seconds() - cpu
        clock, cpu = perf_counter(), _cpu_seconds()
        parse_document(pages)
        self.parsing_clock += perf_counter() - clock
        self.parsing_cpu += _cpu_seconds() - cpu


def _cpu_seconds() -> float:
    """What this process and those that it has started have used of the processors."""
    process = psutil.Process()
    times = [each.cpu_times() for each in (process, *process.children())]
    return sum(time.user + time.system for time in times)
