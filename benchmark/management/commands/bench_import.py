"""`manage.py bench_import`: what importing costs beside extracting the text alone, and whether memory stays flat."""

import importlib.util
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import ModuleType
from typing import Any

import psutil
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format

from benchmark.scratch import SAMPLES, scratch_archive
from meetings.importing.apply import import_file
from meetings.importing.files import load, read
from meetings.parsing.lines.extract import extract_pages

FIRST_DAY = date(2001, 1, 5)
BATCH = 50


class Command(BaseCommand):
    help = "Measure importing beside extracting the text alone, on PDF documents made from the samples."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=int, default=500, help="how many documents are made")

    def handle(self, *, documents: int, **options: Any) -> None:
        if documents < 1:
            raise CommandError("--documents must be 1 or more.")
        with TemporaryDirectory() as folder, scratch_archive():
            paths = list(_make_documents(Path(folder), documents))
            self.stdout.write(f"{'documents':>9}{'extract ms':>12}{'import ms':>12}{'ratio':>8}{'memory MB':>11}")
            extracting = importing = 0.0
            for start in range(0, documents, BATCH):
                batch = paths[start : start + BATCH]
                extracting += _seconds(_extract, batch)
                importing += _seconds(_import, batch)
                done = start + len(batch)
                memory = psutil.Process().memory_info().rss / 1_000_000
                self.stdout.write(
                    f"{done:>9}{1000 * extracting / done:>12.1f}{1000 * importing / done:>12.1f}"
                    f"{importing / extracting:>8.2f}{memory:>11.0f}"
                )


def _seconds(work: Callable[[Path], object], paths: list[Path]) -> float:
    started = perf_counter()
    for path in paths:
        work(path)
    return perf_counter() - started


def _extract(path: Path) -> None:
    extract_pages(load(path, settings.IMPORT_MAX_BYTES).content, path.suffix)


def _import(path: Path) -> None:
    """Everything from the file to the search rows, extracting the text included."""
    import_file(read(load(path, settings.IMPORT_MAX_BYTES)))


def _make_documents(folder: Path, count: int) -> Iterator[Path]:
    """The samples' PDF sources in turn, each of a week of its own."""
    make_pdf = _make_pdf()
    make_pdf.register_fonts()
    sources = sorted(Path(SAMPLES, "pdf-source").glob("*.source"))
    for number in range(count):
        source = sources[number % len(sources)]
        day = FIRST_DAY + timedelta(weeks=number)
        dated = folder / f"{day.isoformat()}.source"
        dated.write_text(_dated(source, day), encoding="utf-8")
        target = dated.with_suffix(".pdf")
        make_pdf.render(dated, target)
        yield target


def _dated(source: Path, day: date) -> str:
    """The text of a source with its meeting's date changed to another, and case numbers of its own."""
    written = date.fromisoformat(source.stem[:10])
    text = source.read_text(encoding="utf-8")
    for form in ("j. F Y", "d-m-Y"):
        text = text.replace(date_format(written, form), date_format(day, form))
    return text.replace(f"SAG-{written.year}", f"SAG-{day.year}")


def _make_pdf() -> ModuleType:
    """The program that renders the samples; it belongs to them and is no part of the archive."""
    spec = importlib.util.spec_from_file_location("make_pdf", SAMPLES / "make_pdf.py")
    if spec is None or spec.loader is None:
        raise CommandError("fixtures/make_pdf.py is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
