"""`manage.py search_index`: write search rows and title tails anew, or prove with --check that none has drifted."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.danish.tokens import ANALYZER_VERSION
from meetings.models import AgendaItem, SearchWord
from meetings.search.indexing import drifted_items, index_items
from meetings.search.typeahead import items_with_drifted_tails

_BATCH = 500


class Command(BaseCommand):
    help = (
        "Skriv søgetabellen på ny, mens arkivet bliver ved med at svare. Med --check skrives intet: kommandoen slutter "
        "med 1, hvis noget ikke svarer til punkterne. Med --outdated skrives kun det, der mangler, eller som en anden "
        "version har skrevet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="kontrollér uden at skrive")
        only.add_argument("--outdated", action="store_true", help="skriv kun det, en anden version har skrevet")

    def handle(self, *, check: bool, outdated: bool, **options: Any) -> None:
        if check:
            self._check()
        elif outdated:
            self._write_outdated()
        else:
            self._write_all()

    def _write_outdated(self) -> None:
        """Only rows of another analyzer and missing ones: after an upgrade that changed nothing, none."""
        outdated = AgendaItem.objects.exclude(search_row__analyzer_version=ANALYZER_VERSION)
        written = 0
        for batch in outdated.key_batches(_BATCH):
            index_items(batch)
            written += len(batch)
        self.stdout.write(f"{written} punkter er skrevet i søgetabellen.")

    def _write_all(self) -> None:
        # A new word that others write meanwhile is not among these, and stays.
        before = set(SearchWord.objects.values_list("word", flat=True))
        written, words = 0, set[str]()
        for batch in AgendaItem.objects.key_batches(_BATCH):
            words |= index_items(batch)
            written += len(batch)
        SearchWord.objects.remove(before - words)
        self.stdout.write(f"{written} punkter er skrevet i søgetabellen.")

    def _check(self) -> None:
        drifted = {*drifted_items(_BATCH), *items_with_drifted_tails(_BATCH)}
        for item in sorted(drifted, key=lambda item: item.pk):
            self.stdout.write(f"Afviger: {item}")
        self.stdout.write(f"{AgendaItem.objects.count()} punkter, {len(drifted)} afviger.")
        sys.exit(1 if drifted else 0)
