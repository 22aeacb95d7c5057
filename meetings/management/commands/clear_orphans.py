"""`manage.py clear_orphans`: removes stored files that belong to no record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.danish.plurals import counted
from meetings.importing.orphan_files import delete_orphan_files


class Command(BaseCommand):
    help = (
        "Fjern filer i arkivets mapper, som hverken et dokument eller en indlæsning nævner, og som er over en time "
        "gamle. Efter en gendannelse af databasen: kør først med --dry-run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="vis filerne; fjern ingen")

    def handle(self, *, dry_run: bool, verbosity: int, **options: Any) -> None:
        count = 0
        for path in delete_orphan_files(dry_run=dry_run):
            count += 1
            if verbosity:
                self.stdout.write(str(path))
        if verbosity:
            files = counted(count, "fil", "filer")
            self.stdout.write(f"Prøvekørsel: {files} ville blive fjernet." if dry_run else f"{files} fjernet.")
