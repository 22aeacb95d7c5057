"""`manage.py search_index`: write every search row anew, or prove with --check that none has drifted."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from meetings.models import AgendaItem, SearchRow, SearchWord

_BATCH = 500


class Command(BaseCommand):
    help = (
        "Skriv søgetabellen på ny. Med --check skrives intet: kommandoen slutter med 1, hvis en række ikke svarer "
        "til sit punkt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="kontrollér uden at skrive")

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            drifted = list(SearchRow.objects.drifted(_BATCH))
            for item in drifted:
                self.stdout.write(f"Afviger: {item}")
            self.stdout.write(f"{AgendaItem.objects.count()} punkter, {len(drifted)} afviger.")
            sys.exit(1 if drifted else 0)
        written = 0
        with transaction.atomic():
            SearchWord.objects.all().delete()
            for batch in AgendaItem.objects.key_batches(_BATCH):
                written += SearchRow.objects.write(batch)
        self.stdout.write(f"{written} punkter er skrevet i søgetabellen.")
