"""`manage.py work_uploads`: reads and imports uploaded files, apart from the web process."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.importing import upload_worker, uploads
from meetings.importing.service_loop import DatabaseRetry, StopSignal, interval_seconds


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
        patience = DatabaseRetry(self.stderr.write)
        is_announced = False
        with StopSignal() as ending:
            while not ending.told:
                worked = None
                with patience.borne():
                    if not is_announced:
                        upload_worker.announce_worker()
                        is_announced = True
                    worked = uploads.process_next_upload()
                if patience.is_lost:
                    is_announced = False
                if worked is None and once:
                    sys.exit(1 if patience.is_lost else 0)
                if worked and verbosity:
                    said = worked.sentence or worked.summary
                    self.stdout.write(f"{worked.source_name}: {worked.get_state_display().lower()}. {said}")
                if worked is None:
                    ending.wait(interval)
