"""`manage.py search_index`: write what search reads anew, or prove with --check that nothing has drifted."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.changes.change_pass import run_pass
from meetings.danish.plurals import counted
from meetings.danish.tokens import ANALYZER_VERSION
from meetings.importing.reading_ahead import default_jobs
from meetings.models import AgendaItem, Change, SearchWord
from meetings.search.indexing import drifted_items
from meetings.search.rewriting import ProcessFailed, rewrite_batches
from meetings.search.typeahead import items_with_drifted_tails

_BATCH = 500
# Between two looks whether the site is done with its own pass.
_PAUSE_SECONDS = 0.2


class Command(BaseCommand):
    help = (
        "Skriv søgetabellen på ny, mens arkivet bliver ved med at svare. Med --check skrives intet: kommandoen slutter "
        "med 1, hvis noget venter på at blive skrevet eller ikke svarer til punkterne. Med --pending skrives det, der "
        "venter. Med --outdated skrives kun det, der mangler, eller som en anden version har skrevet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="kontrollér uden at skrive")
        only.add_argument("--pending", action="store_true", help="skriv det, der følger af ændringer, som venter")
        only.add_argument("--outdated", action="store_true", help="skriv kun det, en anden version har skrevet")
        parser.add_argument(
            "--jobs",
            type=int,
            metavar="N",
            default=default_jobs(),
            help="så mange processer skriver rækker (ellers så mange, som der er processorer)",
        )

    def handle(self, *, check: bool, pending: bool, outdated: bool, jobs: int, **options: Any) -> None:
        if jobs < 1:
            raise CommandError("--jobs skal være mindst 1.")
        self._jobs = jobs
        if check:
            self._check()
        elif pending:
            self._write_pending()
        elif outdated:
            self._write_outdated()
        else:
            self._write_all()

    def _write_pending(self) -> None:
        while (result := run_pass()).is_elsewhere:
            time.sleep(_PAUSE_SECONDS)
        self.stdout.write(f"{counted(result.followed, 'ændring', 'ændringer')} er fulgt, {result.waiting} venter.")

    def _write_outdated(self) -> None:
        """Only rows of another analyzer, missing ones, and those of hidden samples: mostly none."""
        findable = AgendaItem.objects.shown().filter(is_withheld=False)
        outdated = findable.exclude(search_row__analyzer_version=ANALYZER_VERSION)
        self._rewrite(AgendaItem.objects.hidden().exclude(search_row=None).key_batches(_BATCH))
        written, _ = self._rewrite(outdated.key_batches(_BATCH))
        self.stdout.write(f"{written} punkter er skrevet i søgetabellen.")

    def _write_all(self) -> None:
        run_pass()
        # A new word that others write meanwhile is not among these, and stays.
        before = set(SearchWord.objects.values_list("word", flat=True))
        latest = Change.objects.newest_key()
        written, words = self._rewrite(AgendaItem.objects.key_batches(_BATCH))
        SearchWord.objects.remove(before - words)
        # Words that items got meanwhile may have been there before.
        meanwhile = Change.objects.filter(pk__gt=latest, item__isnull=False).order_by().values("item")
        self._rewrite(AgendaItem.objects.filter(pk__in=meanwhile).key_batches(_BATCH))
        self.stdout.write(f"{written} punkter er skrevet i søgetabellen.")

    def _rewrite(self, batches: Iterable[list[int]]) -> tuple[int, set[str]]:
        """Write the batches; gives how many items there were, and their words."""
        all_batches = list(batches)
        try:
            words = rewrite_batches(all_batches, self._jobs)
        except ProcessFailed as error:
            raise CommandError(
                "En af de processer, der skrev søgetabellen, blev afbrudt. Kør kommandoen igen. Sker det altid, så "
                "brug --jobs 1: da skriver én proces det hele."
            ) from error
        return sum(map(len, all_batches)), words

    def _check(self) -> None:
        drifted = {*drifted_items(_BATCH), *items_with_drifted_tails(_BATCH)}
        for item in sorted(drifted, key=lambda item: item.pk):
            self.stdout.write(f"Afviger: {item}")
        waiting = Change.objects.waiting().count()
        self.stdout.write(f"{AgendaItem.objects.count()} punkter: {waiting} venter, {len(drifted)} afviger.")
        sys.exit(1 if waiting or drifted else 0)
