"""Where a backup's files go: into a directory, or into one tar file."""

from __future__ import annotations

import os
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from meetings.backups.contents import BackedUpFile, DigestedReader, copy_file

# Adds a file under a name, read from its beginning, of so many bytes.
Add = Callable[[str, IO[bytes], int], BackedUpFile]

# Only whoever makes backups reads them: they hold what is withheld, and the originals of what was redacted.
_PRIVATE_FILE, _PRIVATE_DIRECTORY = 0o600, 0o700


@contextmanager
def backup_at(path: Path, suffix: str) -> Iterator[Add]:
    """Within it files are added to a new backup there: a tar file for the suffix `.tar`, else a directory."""
    if suffix == ".tar":
        with open(path, "xb", opener=_private) as file, tarfile.open(fileobj=file, mode="w") as archive:
            yield partial(_add_to_tar, archive)
    else:
        path.mkdir(mode=_PRIVATE_DIRECTORY)
        yield partial(_add_to_directory, path)


def _add_to_tar(archive: tarfile.TarFile, name: str, source: IO[bytes], size: int) -> BackedUpFile:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, _PRIVATE_FILE, int(time.time())
    reader = DigestedReader(source)
    archive.addfile(entry, reader)
    return reader.seen


def _add_to_directory(root: Path, name: str, source: IO[bytes], size: int) -> BackedUpFile:
    path = root / name
    path.parent.mkdir(mode=_PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    with open(path, "xb", opener=_private) as target:
        return copy_file(source, target)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE_FILE)
