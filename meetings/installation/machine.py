"""The machine: where files are stored, how much room there is, the programs, and the last backup."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from meetings.backups.last_backup import last_backup
from meetings.backups.programs import program_path
from meetings.danish.plurals import counted
from meetings.installation.finding import Finding

# In bytes of free room: less is a warning, and so little is a fault, as an import or a backup fails.
_LITTLE_ROOM, _NO_ROOM = 2 << 30, 200 << 20
# A backup a day is what one does; one that failed once is no reason to be alarmed.
_OLDEST_BACKUP = timedelta(days=2)
_BACKUP = "Sikkerhedskopi"


def machine_findings() -> Iterator[Finding]:
    """What is wrong with the machine, whatever the database is."""
    yield from _storage_findings(Path(settings.MEDIA_ROOT))
    yield from _backup_findings()
    if program_path("pg_dump") is None:
        yield Finding(
            _BACKUP, "Programmet pg_dump mangler.", "Installér postgresql-client: uden den er der ingen kopi."
        )
    if shutil.which("tesseract") is None:
        remedy = "Installér tesseract-ocr og tesseract-ocr-dan."
        yield Finding("Programmer", "Tesseract mangler: indscannede sider kan ikke læses.", remedy)


def _storage_findings(root: Path) -> Iterator[Finding]:
    # The folder is made with the first file.
    there = next(path for path in (root, *root.parents) if path.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".doctor-"):
            free = shutil.disk_usage(there).free
    except OSError as error:
        remedy = "Ret MEDIA_ROOT, eller giv den bruger, arkivet kører som, ret til at skrive dér."
        sentence = f"Der kan ikke gemmes filer i {root}: {error.strerror}."
        yield Finding("Filer", sentence, remedy, is_serious=True)
        return
    if free < _LITTLE_ROOM:
        megabytes = counted(free >> 20, "MB", "MB")
        remedy = "Ryd op, eller gør disken større."
        yield Finding(
            "Disk", f"Der er kun {megabytes} tilbage på disken med {root}.", remedy, is_serious=free < _NO_ROOM
        )


def _backup_findings() -> Iterator[Finding]:
    last = last_backup()
    remedy = "Kør manage.py backup hver nat, og gem kopien på en anden maskine."
    if last is None:
        yield Finding(_BACKUP, "Der er ikke taget en sikkerhedskopi.", remedy)
    elif timezone.now() - last.made_at > _OLDEST_BACKUP:
        yield Finding(_BACKUP, f"Den sidste sikkerhedskopi er {timesince(last.made_at, depth=1)} gammel.", remedy)
