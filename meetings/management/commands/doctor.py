"""`manage.py doctor`: what is wrong with the installation, in Danish."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from meetings.danish.plurals import counted
from meetings.installation.examination import examine


class Command(BaseCommand):
    # A database that is away, or of another version, is among what it tells of.
    requires_system_checks: list[str] = []
    help = (
        "Se arkivets installation efter: indstillinger, rettigheder, database, disk, ur, sikkerhedskopi, og hvad der "
        "venter. Slutter med 1, hvor noget er galt, og med 0, hvor der højst er noget at overveje. Skriver intet."
    )

    def handle(self, **options: Any) -> None:
        found = examine()
        for finding in found:
            mark = "FEJL" if finding.is_serious else "Overvej"
            self.stdout.write(f"{mark}: {finding.subject}: {finding.sentence}\n  {finding.remedy}")
        serious = sum(finding.is_serious for finding in found)
        if not found:
            self.stdout.write("Alt er i orden.")
        else:
            others = len(found) - serious
            self.stdout.write(f"{counted(serious, 'fejl', 'fejl')}, {others} at overveje.")
        if serious:
            sys.exit(1)
