"""Making a backup: the database first, as it was at one moment, then the stored files."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from meetings.backups.contents import (
    DUMP,
    FILES,
    LIST,
    REDACTIONS,
    BackedUpFile,
    BackupList,
    BackupRefused,
    remove,
)
from meetings.backups.last_backup import LAST_BACKUP, remember_backup
from meetings.backups.places import Add, backup_at
from meetings.backups.programs import run_program
from meetings.privacy.redactions_file import digest_of_key, exported_redactions


def make_backup(target: Path) -> BackupList:
    """Back the archive up to a new directory, or to a new file where the name ends in `.tar`: whole, or nothing.

    Files that come while it is made may be in it. What was taken out of texts meanwhile is in its list of redactions,
    by which it goes as the backup is brought back. Raises BackupRefused and ProgramFailed.
    """
    if target.exists():
        raise BackupRefused(f"{target} findes allerede.")
    part = target.with_name(f".{target.name}.ny")
    try:
        remove(part)
        with (
            tempfile.TemporaryDirectory(prefix=".kopi-", dir=target.parent) as folder,
            backup_at(part, target.suffix) as add,
        ):
            made = _write_everything(add, Path(folder) / DUMP)
        part.rename(target)
    except OSError as error:
        raise BackupRefused(f"{target} kan ikke skrives: {error.strerror}") from error
    finally:
        remove(part)
    remember_backup(target, made)
    return made


def _write_everything(add: Add, dump: Path) -> BackupList:
    listed, named = _dump_database(dump)
    files = {DUMP: _add_path(add, DUMP, dump)}
    for path in stored_files():
        name = f"{FILES}/{path.relative_to(settings.MEDIA_ROOT).as_posix()}"
        try:
            files[name] = _add_path(add, name, path)
        except FileNotFoundError:  # its record was deleted, or words were taken out of it, meanwhile
            continue
    missing = tuple(sorted(name for name in named if f"{FILES}/{name}" not in files))
    files[REDACTIONS] = _add_text(add, REDACTIONS, json.dumps(exported_redactions(), ensure_ascii=False, indent=1))
    listed = replace(listed, files=files, missing=missing)
    _add_text(add, LIST, listed.as_json())
    return listed


def _dump_database(dump: Path) -> tuple[BackupList, set[str]]:
    """Dump the database as it is at one moment; gives what it is then, and the names of the files of its records."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, version = cursor.fetchone()
        listed = BackupList(timezone.now().isoformat(), version, _migrations(), digest_of_key())
        named = names_of_files()
        run_program("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}")
    return listed, named


def _migrations() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def names_of_files() -> set[str]:
    """The names of all files that records name, below MEDIA_ROOT."""
    columns = [
        (model, column.name)
        for model in apps.get_app_config("meetings").get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.FileField)
    ]
    return {
        str(name)
        for model, column in columns
        for name in model._base_manager.exclude(**{column: ""}).values_list(column, flat=True)
    }


def stored_files() -> Iterator[Path]:
    """The files below MEDIA_ROOT in the order of their names; no link is followed, and nothing hidden is taken."""
    root = Path(settings.MEDIA_ROOT)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink() and path != root / LAST_BACKUP:
                yield path


def _add_path(add: Add, name: str, path: Path) -> BackedUpFile:
    with path.open("rb") as source:
        return add(name, source, os.fstat(source.fileno()).st_size)


def _add_text(add: Add, name: str, text: str) -> BackedUpFile:
    content = text.encode()
    return add(name, io.BytesIO(content), len(content))
