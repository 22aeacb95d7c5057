"""When the archive was last backed up, and where to: kept beside the stored files, and in no backup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime

from meetings.backups.contents import BackupList

LAST_BACKUP = "sidste-sikkerhedskopi.json"


@dataclass(frozen=True)
class LastBackup:
    """A backup that was made, as far as this machine knows."""

    made_at: datetime
    place: str


def remember_backup(target: Path, made: BackupList) -> None:
    """Keep that it was made."""
    told = {"made_at": made.made_at, "place": str(target.absolute())}
    path = Path(settings.MEDIA_ROOT) / LAST_BACKUP
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def last_backup() -> LastBackup | None:
    """The last that was made by `manage.py backup`; None where none was, or nobody knows."""
    try:
        told = json.loads((Path(settings.MEDIA_ROOT) / LAST_BACKUP).read_text(encoding="utf-8"))
        made_at = parse_datetime(told["made_at"])
        return LastBackup(made_at, told["place"]) if made_at else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
