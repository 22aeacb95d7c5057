"""`manage.py remove_samples`: takes the invented councils out of the archive."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.danish.plurals import counted
from meetings.importing.sample_removal import count_samples, remove_samples


class Command(BaseCommand):
    help = (
        "Fjern eksemplerne: de opdigtede råd med deres møder, dokumenter og filer, de personer og udvalg, som kun de "
        "nævner, og alt, hvad loggen og historikken fortæller om dem. Rigtige råd røres ikke."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="vis, hvor meget der ville blive fjernet")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        taken = count_samples() if dry_run else remove_samples()
        parts = (
            counted(taken.councils, "råd", "råd"),
            counted(taken.meetings, "møde", "møder"),
            counted(taken.documents, "dokument", "dokumenter"),
            counted(taken.people, "person", "personer"),
        )
        told = f"{', '.join(parts[:-1])} og {parts[-1]}"
        self.stdout.write(f"Prøvekørsel: {told} ville blive fjernet." if dry_run else f"{told} er fjernet.")
