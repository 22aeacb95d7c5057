"""`manage.py relevance_beside_others`: search beside other engines, by the same judged queries."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.judged_queries import QueryResult, item_name, load_judgements, mean_ndcg, mean_precision, mean_recall
from benchmark.management.commands.relevance import find_items
from benchmark.plain_engines import PostgresqlDanish, SqliteFts, TantivyDanish
from benchmark.scratch import import_folder, scratch_archive
from meetings.models import AgendaItem
from meetings.search.searched_texts import item_texts


class Command(BaseCommand):
    help = "Measure search beside PostgreSQL's danish, SQLite FTS5 and tantivy, in a scratch database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("judged", type=Path, nargs="+", metavar="folder queries.json")

    def handle(self, *, judged: Sequence[Path], **options: Any) -> None:
        if len(judged) % 2:
            raise CommandError("Folders and queries come in pairs: folder queries.json [folder queries.json …]")
        for folder, queries in zip(judged[::2], judged[1::2], strict=True):
            judgements = load_judgements(queries)
            self.stdout.write(f"{queries} on {folder}")
            self.stdout.write(f"{'engine':<16}{'queries':>8}{'recall':>8}{'precision':>11}{'nDCG@10':>9}")
            with scratch_archive():
                import_folder(folder)
                items = AgendaItem.objects.select_related("meeting", "decision")
                texts = {item_name(item): "\n".join(one.text for one in item_texts(item)) for item in items}
                others = (PostgresqlDanish(texts), SqliteFts(texts), TantivyDanish(texts))
                for name, find in (("ours", find_items), *((each.name, each.find) for each in others)):
                    answers = [QueryResult(each, tuple(find(each.query))) for each in judgements]
                    self.stdout.write(
                        f"{name:<16}{len(answers):>8}{mean_recall(answers):>8.3f}{mean_precision(answers):>11.3f}"
                        f"{mean_ndcg(answers):>9.3f}"
                    )
