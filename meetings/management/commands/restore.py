"""`manage.py restore BACKUP`: an archive made of a backup, with all that was taken out since taken out again."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from meetings.backups.contents import BackupRefused
from meetings.backups.programs import ProgramFailed
from meetings.backups.restoring import restore_backup
from meetings.changes.change_pass import run_pass
from meetings.danish.plurals import counted
from meetings.privacy.redactions_file import OtherKey, apply_redactions


class Command(BaseCommand):
    # The database may be empty, and of no version at all.
    requires_migrations_checks = False
    help = (
        "Gendan arkivet fra en sikkerhedskopi, som `backup` har taget. Kopien bliver kontrolleret, før noget bliver "
        "ændret. Stop webserveren imens. Ord, der er taget ud siden, tages ud igen: efter kopien, efter det arkiv, der "
        "bliver erstattet, og efter --redactions. Hvad der er tilbageholdt siden kopien, skal holdes tilbage igen."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, metavar="MAPPE|FIL.tar")
        parser.add_argument("--replace", action="store_true", help="erstat det arkiv, der er")
        parser.add_argument(
            "--redactions", type=Path, metavar="FIL", action="append", default=[], help="fra `redactions export`"
        )

    def handle(
        self, *args: Any, backup: Path, replace: bool, redactions: list[Path], verbosity: int, **options: Any
    ) -> None:
        try:
            later = [json.loads(file.read_text(encoding="utf-8")) for file in redactions]
        except (OSError, ValueError) as error:
            raise CommandError(f"Filen med udeladelser kan ikke læses: {error}") from error
        try:
            restored = restore_backup(backup, replace=replace)
        except (BackupRefused, ProgramFailed) as error:
            raise CommandError(error.sentence) from error
        ContentType.objects.clear_cache()
        call_command("migrate", interactive=False, verbosity=0)
        try:
            rows = sum(apply_redactions(content)[1] for content in [*restored.redactions, *later])
        except OtherKey as error:
            raise CommandError("Arkivet er gendannet, men udeladelserne er gemt med en anden nøgle.") from error
        run_pass()
        call_command("search_index", outdated=True, verbosity=0, stdout=self.stdout)
        if verbosity:
            made_at = restored.backup.made_at
            files = counted(len(restored.backup.files), "fil", "filer")
            self.stdout.write(
                f"Arkivet fra {made_at} er gendannet: {files}; udeladt igen: {counted(rows, 'sted', 'steder')}."
            )
            for name in restored.backup.missing:
                self.stdout.write(f"Filen {name} var ikke i sikkerhedskopien.")
