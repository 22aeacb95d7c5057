"""`manage.py relevance`: recall and precision of search, by judged queries on documents of one's choice."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from meetings.models import AgendaItem
from meetings.scratch import import_folder, scratch_archive
from meetings.search import query
from meetings.search.relevance import Answer, Judgement, load_judgements, mean_precision, mean_recall

SAMPLES = Path(settings.BASE_DIR, "fixtures")


class Command(BaseCommand):
    help = "Measure search in a scratch database: exit status 1 below the goals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "documents",
            type=Path,
            nargs="?",
            default=SAMPLES,
            help="a folder of documents that the queries are judged on",
        )
        parser.add_argument(
            "queries", type=Path, nargs="?", default=SAMPLES / "relevance.json", help="a JSON file of judged queries"
        )
        parser.add_argument("--recall", type=float, default=0.85, help="the goal, default %(default)s")
        parser.add_argument("--precision", type=float, default=0.90, help="the goal, default %(default)s")

    def handle(self, *, documents: Path, queries: Path, recall: float, precision: float, **options: Any) -> None:
        with scratch_archive():
            import_folder(documents)
            answers = [_answer(judgement) for judgement in load_judgements(queries)]
        self._report(answers)
        if mean_recall(answers) < recall or mean_precision(answers) < precision:
            sys.exit(1)

    def _report(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            for problem, items in (("misses", answer.missed), ("wrong", answer.wrong)):
                if items:
                    self.stdout.write(f"{answer.judgement.query!r} {problem}: {', '.join(sorted(items))}")
        self.stdout.write(f"{'kind':<16}{'queries':>8}{'recall':>8}{'precision':>11}")
        by_kind = sorted(answers, key=lambda answer: answer.judgement.kind)
        for kind, group in groupby(by_kind, key=lambda answer: answer.judgement.kind):
            self._write_row(kind, list(group))
        self._write_row("all", answers)

    def _write_row(self, title: str, answers: Sequence[Answer]) -> None:
        recall, precision = mean_recall(answers), mean_precision(answers)
        self.stdout.write(f"{title:<16}{len(answers):>8}{recall:>8.3f}{precision:>11.3f}")


def _answer(judgement: Judgement) -> Answer:
    items = AgendaItem.objects.search(query.parse(judgement.query)).select_related("meeting")
    found = frozenset(f"{item.meeting.date.isoformat()} {item.number}" for item in items)
    return Answer(judgement, found)
