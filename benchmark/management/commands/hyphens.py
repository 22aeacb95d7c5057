"""`manage.py hyphens`: how many words broken at a line's end are mended rightly, in documents and in random breaks."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from benchmark.broken_words import BrokenWord, Judgements, line_end_breaks, load_judgements, random_breaks
from benchmark.scratch import SAMPLES
from meetings.parsing.lines.extract import SUFFIXES, extract_pages
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.clean import clean_pages

JUDGED = Path(settings.BASE_DIR, "meetings", "tests", "hyphens.json")
DOCUMENTS_GOAL, RANDOM_GOAL = 0.997, 0.98
SEEDS = range(20)
BREAKS = 200


class Command(BaseCommand):
    help = "Measure the mending of broken words: exit status 1 below the goals, or if a break has not been judged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("documents", type=Path, nargs="?", default=SAMPLES, help="a folder of documents")
        parser.add_argument("judged", type=Path, nargs="?", default=JUDGED, help="a JSON list of [left, right, result]")

    def handle(self, *, documents: Path, judged: Path, **options: Any) -> None:
        in_documents = self._report_documents(documents, load_judgements(judged))
        samples = [[line.text for line in lines] for _, lines in _read_documents(SAMPLES)]
        at_random = [found for seed in SEEDS for found in random_breaks(samples, seed, BREAKS)]
        self._report(f"{len(SEEDS)} × {BREAKS} breaks made at random in the samples", at_random)
        if _share_right(in_documents) < DOCUMENTS_GOAL or _share_right(at_random) < RANDOM_GOAL:
            sys.exit(1)

    def _report_documents(self, folder: Path, judged: Judgements) -> list[BrokenWord]:
        found: list[BrokenWord] = []
        for path, lines in _read_documents(folder):
            breaks = line_end_breaks(lines, judged)
            for one in breaks:
                self.stdout.write(f"  {one.left}-/{one.right} {one.result}: {one.by.decision}, {one.by.source}")
            self._report(path.name, breaks)
            found += breaks
        self._report("all documents", found)
        return found

    def _report(self, title: str, breaks: Sequence[BrokenWord]) -> None:
        """The count, the share that is right, who decided, and every wrong one."""
        by = Counter(f"{one.by.decision} by {one.by.source}" for one in breaks)
        decided = ", ".join(f"{count} {name}" for name, count in by.most_common())
        right = sum(one.is_right for one in breaks)
        self.stdout.write(f"{title}: {right} of {len(breaks)} right, {100 * _share_right(breaks):.2f} % ({decided})")
        for one in breaks:
            if not one.is_right:
                self.stdout.write(f"  WRONG {one.left}-/{one.right} {one.result!r}, not {one.truth or 'judged'!r}")


def _share_right(breaks: Sequence[BrokenWord]) -> float:
    return sum(one.is_right for one in breaks) / len(breaks) if breaks else 1.0


def _read_documents(folder: Path) -> Iterable[tuple[Path, Sequence[Line]]]:
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES:
            yield path, clean_pages(extract_pages(path.read_bytes(), path.suffix)).lines
