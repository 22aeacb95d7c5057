"""Making an archive of a backup again: checked before anything is touched, the database in one transaction."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from meetings.backups.contents import DUMP, FILES, REDACTIONS, BackupList, BackupRefused, unpack
from meetings.backups.programs import run_program
from meetings.backups.writing import stored_files
from meetings.models import Document, Meeting, Redaction
from meetings.privacy.redactions_file import digest_of_key, exported_redactions

# What the whole dump is restored after, in its transaction: a failure leaves the database as it was.
_EMPTY_THE_DATABASE = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


@dataclass(frozen=True)
class Restored:
    """What was brought back. `redactions` are to be applied: the backup's, and those that the archive had."""

    backup: BackupList
    redactions: Sequence[Mapping[str, Any]]


def restore_backup(backup: Path, *, replace: bool = False) -> Restored:
    """Bring back the database and the stored files; with `replace` in place of an archive that there is.

    The caller migrates, applies the redactions and runs the pass. Raises BackupRefused, and ProgramFailed, after either
    of which the archive is as it was.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    has_tables = "meetings_meeting" in connection.introspection.table_names()
    if not replace and (any(stored_files()) or (has_tables and _has_records())):
        raise BackupRefused("Der er et arkiv i forvejen. Sig --replace, hvis det skal erstattes af sikkerhedskopien.")
    with tempfile.TemporaryDirectory(prefix=".gendannes-", dir=root) as folder:
        unpacked = Path(folder) / "kopi"
        listed = unpack(backup, unpacked)
        _refuse_later_version(listed)
        redactions = [json.loads((unpacked / REDACTIONS).read_text(encoding="utf-8"))]
        if has_tables and "meetings_redaction" in connection.introspection.table_names():
            redactions.append(exported_redactions())
        if listed.redaction_key != digest_of_key() and any(content["redactions"] for content in redactions):
            raise BackupRefused(
                "Sikkerhedskopien har udeladelser med en anden nøgle. Sæt REDACTION_KEY til den, arkivet havde dengang."
            )
        _restore_database(unpacked / DUMP, Path(folder) / "arkiv.sql")
        _put_in_place(unpacked / FILES, Path(folder) / "tidligere")
    return Restored(listed, redactions)


def _has_records() -> bool:
    return Meeting.objects.exists() or Document.objects.exists() or Redaction.objects.exists()


def _refuse_later_version(listed: BackupList) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    known |= {f"{app}.{name}" for one in loader.disk_migrations.values() for app, name in one.replaces}
    if unknown := [name for name in listed.migrations if name not in known]:
        raise BackupRefused(
            f"Sikkerhedskopien er fra en nyere udgave af arkivet (den har {unknown[-1]}). Opdatér arkivet først."
        )


def _restore_database(dump: Path, script: Path) -> None:
    run_program("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump))
    connection.close()
    run_program(
        *("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        *(f"--command={_EMPTY_THE_DATABASE}", f"--file={script}"),
    )


def _put_in_place(files: Path, former: Path) -> None:
    """Move the files to where the archive has them, and what was there aside."""
    root = Path(settings.MEDIA_ROOT)
    former.mkdir()
    for path in root.iterdir():
        if not path.name.startswith("."):
            path.rename(former / path.name)
    if files.is_dir():
        for path in files.iterdir():
            path.rename(root / path.name)
