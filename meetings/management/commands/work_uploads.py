"""`manage.py work_uploads`: plans and imports the uploaded files that wait, apart from the web process."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.importing.service_loop import StopSignal, interval_seconds
from meetings.importing.upload_worker import run_worker
from meetings.models import Upload


class Command(BaseCommand):
    help = (
        "Læs og indlæs de filer, der er lagt op i redaktionen og er for store til at vente på. "
        "Flere kan køre på én gang. Slutter ordentligt med Ctrl-C eller SIGTERM."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="slut, når der ikke er flere (til cron)")
        parser.add_argument(
            "--interval", type=interval_seconds, default=2.0, help="sekunder mellem to kig efter nye filer"
        )

    def handle(self, *, once: bool, interval: float, verbosity: int, **options: Any) -> None:
        def report(upload: Upload) -> None:
            if verbosity:
                outcome = upload.sentence or upload.summary
                self.stdout.write(f"{upload.source_name}: {upload.get_state_display().lower()}. {outcome}")

        with StopSignal() as stop:
            is_database_up = run_worker(stop, report, self.stderr.write, interval=interval, once=once)
        if once:
            sys.exit(0 if is_database_up else 1)
