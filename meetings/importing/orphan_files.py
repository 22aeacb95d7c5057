"""Stored files that no record names, as a process leaves that is killed between writing a file and its row."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from meetings.models import Attachment, Document, MeetingAttachment, Upload

# The folders of documents, uploads and attachments below MEDIA_ROOT; nothing else is looked at.
STORAGE_FOLDERS = ("dokumenter", "indlaesninger", "bilag")
# Seconds: a younger file may be one whose row is just being written.
MIN_AGE_SECONDS = 60 * 60


def delete_orphan_files(*, dry_run: bool = False) -> Iterator[Path]:
    """Delete the files that no document, upload or attachment names; gives the path of each, also in a dry run.

    Only regular files older than MIN_AGE_SECONDS: no symbolic link is followed or deleted.
    """
    root = Path(settings.MEDIA_ROOT)
    for folder in STORAGE_FOLDERS:
        if not (root / folder).is_dir():
            continue
        for parent, _, names, handle in os.fwalk(root / folder, follow_symlinks=False):
            old = {name: Path(parent, name) for name in sorted(names) if _is_old_file(name, handle)}
            named = _referenced([path.relative_to(root).as_posix() for path in old.values()])
            for name, path in old.items():
                if path.relative_to(root).as_posix() not in named:
                    if not dry_run:
                        os.unlink(name, dir_fd=handle)
                    yield path


def _is_old_file(name: str, folder: int) -> bool:
    try:
        name.encode()
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except (OSError, UnicodeEncodeError):  # gone meanwhile, or no name that the archive gives
        return False
    return stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - MIN_AGE_SECONDS


def _referenced(files: list[str]) -> set[str]:
    """Those of the files, relative to MEDIA_ROOT, that a record names."""
    return {
        str(name)
        for model in (Document, Upload, Attachment, MeetingAttachment)
        for name in model._base_manager.filter(file__in=files).values_list("file", flat=True)
    }
