"""`manage.py relevance`: how well search finds, by judged queries on documents of one's choice."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.judged_queries import (
    JudgedQuery,
    QueryResult,
    count_false_friends,
    item_name,
    load_judgements,
    mean_ndcg,
    mean_precision,
    mean_recall,
)
from benchmark.scratch import SAMPLES, import_folder, scratch_archive
from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch

RECALL_GOAL = PRECISION_GOAL = 0.97


class Command(BaseCommand):
    help = "Measure search in a scratch database: exit status 1 below the goals, or if a false friend is found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "judged",
            type=Path,
            nargs="*",
            metavar="folder queries.json",
            default=[SAMPLES, SAMPLES / "relevance.json"],
            help="documents and the queries judged on them, as many pairs as wanted",
        )
        parser.add_argument("--recall", type=float, default=RECALL_GOAL, help="the goal, default %(default)s")
        parser.add_argument("--precision", type=float, default=PRECISION_GOAL, help="the goal, default %(default)s")

    def handle(self, *, judged: Sequence[Path], recall: float, precision: float, **options: Any) -> None:
        if len(judged) % 2:
            raise CommandError("Folders and queries come in pairs: folder queries.json [folder queries.json …]")
        reached = True
        for folder, queries in zip(judged[::2], judged[1::2], strict=True):
            answers = _run_queries(folder, load_judgements(queries))
            self.stdout.write(f"{queries} on {folder}")
            self._report(answers)
            reached &= mean_recall(answers) >= recall and mean_precision(answers) >= precision
            reached &= not count_false_friends(answers)
        if not reached:
            sys.exit(1)

    def _report(self, answers: Sequence[QueryResult]) -> None:
        for answer in answers:
            for problem, items in (("misses", answer.missed), ("wrong", answer.wrong)):
                if items:
                    judgement = answer.judgement
                    self.stdout.write(
                        f"  {judgement.query!r} ({judgement.kind}) {problem}: {', '.join(sorted(items))}"
                        f" [{answer.mechanism}]"
                    )
        self.stdout.write(
            f"{'kind':<16}{'queries':>8}{'recall':>8}{'precision':>11}{'nDCG@10':>9}{'false friends':>15}"
        )
        by_kind = sorted(answers, key=_query_kind)
        for kind, group in groupby(by_kind, key=_query_kind):
            self._write_row(kind, list(group))
        self._write_row("all", answers)

    def _write_row(self, title: str, answers: Sequence[QueryResult]) -> None:
        self.stdout.write(
            f"{title:<16}{len(answers):>8}{mean_recall(answers):>8.3f}{mean_precision(answers):>11.3f}"
            f"{mean_ndcg(answers):>9.3f}{count_false_friends(answers):>15}"
        )


def find_items(text: str) -> list[str]:
    """What the search page shows for the text, best first, each as JudgedQuery names items."""
    requested = RequestedSearch(AgendaItemFilter({"q": text}))
    items = AgendaItem.objects.select_related("meeting").in_order_of(requested.answer().answer.item_ids)
    return [item_name(item) for item in items]


def mechanism_used(text: str) -> str:
    """How search came to its answer to the text: by the words as typed, by others in their place, by some of them."""
    answered = RequestedSearch(AgendaItemFilter({"q": text})).answer()
    used = [f"{each.how}: {each.used}" for each in answered.replacements]
    used += [f"synonym: {meaning}" for _, meaning in answered.request.query.synonyms]
    if relaxed := answered.relaxed:
        used.append(f"{relaxed.enough} of {relaxed.asked} words")
    return "; ".join(used) or "as typed"


def _run_queries(folder: Path, judgements: Sequence[JudgedQuery]) -> list[QueryResult]:
    with scratch_archive():
        import_folder(folder)
        return [
            QueryResult(judgement, tuple(find_items(judgement.query)), mechanism_used(judgement.query))
            for judgement in judgements
        ]


def _query_kind(answer: QueryResult) -> str:
    return answer.judgement.kind
