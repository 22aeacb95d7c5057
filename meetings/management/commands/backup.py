"""`manage.py backup TARGET`: the database and the stored files, in a new directory or one tar file."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from meetings.backups.contents import BackupRefused
from meetings.backups.programs import ProgramFailed
from meetings.backups.writing import make_backup
from meetings.danish.plurals import counted


class Command(BaseCommand):
    help = (
        "Tag en sikkerhedskopi: databasen, som den er nu, og alle filer, med kontrolsummer. Arkivet bliver ved med at "
        "svare imens. Kopien har også det, der er tilbageholdt: gem den, hvor kun I kan læse den. SECRET_KEY og "
        "REDACTION_KEY er ikke i den."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="MAPPE|FIL.tar", help="en ny mappe, eller en ny fil på .tar")

    def handle(self, *args: Any, target: Path, verbosity: int, **options: Any) -> None:
        try:
            made = make_backup(target)
        except (BackupRefused, ProgramFailed) as error:
            raise CommandError(error.sentence) from error
        if verbosity:
            size = filesizeformat(sum(one.size for one in made.files.values()))
            self.stdout.write(f"{counted(len(made.files), 'fil', 'filer')}, {size}, er gemt i {target}.")
            for name in made.missing:
                self.stdout.write(f"Filen {name} står i databasen, men mangler i arkivets mappe.")
