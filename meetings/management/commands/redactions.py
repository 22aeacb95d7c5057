"""`redactions export FILE` and `redactions apply FILE`: what was taken out, for a backup that is older than it."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.danish.plurals import counted
from meetings.privacy.redactions_file import OtherKey, apply_redactions, exported_redactions


class Command(BaseCommand):
    """The file holds digests under the archive's REDACTION_KEY, reasons and places, and never the words themselves."""

    help = "Gem udeladelserne i en fil, eller udfør dem i et arkiv, der er gendannet fra en ældre sikkerhedskopi."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("action", choices=("export", "apply"), help="export: gem dem. apply: udfør dem.")
        parser.add_argument("file", type=Path, metavar="FIL")

    def handle(self, *args: Any, action: str, file: Path, **options: Any) -> None:
        if action == "export":
            count = _export(file)
            self.stdout.write(f"{counted(count, 'udeladelse', 'udeladelser')} er gemt i {file}.")
            return
        applied, rows = _apply(file)
        places = counted(rows, "sted", "steder")
        self.stdout.write(f"{counted(applied, 'udeladelse', 'udeladelser')} er udført: {places}.")


def _export(file: Path) -> int:
    """Write the file, whole or not at all; gives how many redactions are in it."""
    content = exported_redactions()
    written = file.with_name(f".{file.name}.ny")
    try:
        written.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(file)
    except OSError as error:
        raise CommandError(f"{file} kan ikke skrives: {error.strerror}") from error
    return len(content["redactions"])


def _apply(file: Path) -> tuple[int, int]:
    try:
        return apply_redactions(json.loads(file.read_text(encoding="utf-8")))
    except OtherKey as error:
        raise CommandError(
            "Udeladelserne er gemt med en anden nøgle. Sæt REDACTION_KEY til den, arkivet havde, da de blev gemt."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} er ikke en fil med udeladelser.") from error
