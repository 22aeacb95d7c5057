"""What a backup holds: the database's dump, the stored files, what was taken out of texts, and a list of it all.

It is a directory, or one tar file of the same. The list has every file's size and SHA-256, and what the archive was.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

DUMP, FILES, REDACTIONS, LIST = "arkiv.dump", "filer", "udeladelser.json", "indhold.json"
# Of what such a backup looks like; a later form gets the next number.
FORMAT = 1


class BackupRefused(Exception):
    """A backup that cannot be made or brought back. `sentence` is for people, in Danish."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class BackedUpFile:
    """A file's size in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class BackupList:
    """`files` by their names in the backup, with slashes. `missing` are files that records name and that were gone."""

    made_at: str
    postgresql: str
    # As `meetings.0016_withheld_files`.
    migrations: tuple[str, ...]
    # The digest of known words under REDACTION_KEY: which key the redactions are of.
    redaction_key: str
    files: dict[str, BackedUpFile] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> BackupList:
        """Raises BackupRefused for what is no list, or one of a form that is not known."""
        try:
            values: dict[str, Any] = json.loads(text)
            if values.pop("format") != FORMAT:
                raise BackupRefused("Sikkerhedskopien er af en form, som denne udgave af arkivet ikke kender.")
            files = {name: BackedUpFile(**one) for name, one in values.pop("files").items()}
            migrations, missing = (tuple(values.pop(name)) for name in ("migrations", "missing"))
            return cls(files=files, migrations=migrations, missing=missing, **values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupRefused(f"{LIST} er ikke en sikkerhedskopis indholdsfortegnelse.") from error


class DigestedReader:
    """A file that is read once, and afterwards tells how large it was and its digest."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._size, self._digest = 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self._size += len(chunk)
        self._digest.update(chunk)
        return chunk

    @property
    def seen(self) -> BackedUpFile:
        """What was read of it so far."""
        return BackedUpFile(self._size, self._digest.hexdigest())


def copy_file(source: IO[bytes], target: IO[bytes]) -> BackedUpFile:
    """Copy the one to the other's end; gives how much it was, and its digest."""
    reader = DigestedReader(source)
    shutil.copyfileobj(reader, target)
    return reader.seen


def unpack(backup: Path, into: Path) -> BackupList:
    """Copy the backup, a directory or a tar file, into the directory, and check every file of it by its digest.

    Raises BackupRefused for what is none, lacks something, has something else or is damaged.
    """
    try:
        copied = dict(_copied(backup, into))
    except (OSError, tarfile.TarError) as error:
        raise BackupRefused(f"{backup} kan ikke læses: {error}") from error
    if LIST not in copied:
        raise BackupRefused(f"{backup} er ikke en sikkerhedskopi af arkivet, eller den blev ikke færdig.")
    listed = BackupList.from_json((into / LIST).read_text(encoding="utf-8"))
    del copied[LIST]
    for name in sorted(listed.files.keys() | copied.keys()):
        if name not in copied:
            raise BackupRefused(f"Sikkerhedskopien mangler filen {name}.")
        if name not in listed.files:
            raise BackupRefused(f"Sikkerhedskopien har en fil, der ikke står i dens indholdsfortegnelse: {name}.")
        if listed.files[name] != copied[name]:
            raise BackupRefused(f"Filen {name} i sikkerhedskopien er beskadiget.")
    return listed


def _copied(backup: Path, into: Path) -> Iterator[tuple[str, BackedUpFile]]:
    if backup.is_dir():
        for path in sorted(backup.rglob("*")):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as source:
                    yield _write(path.relative_to(backup).as_posix(), source, into)
        return
    with tarfile.open(backup) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is None:
                raise BackupRefused(f"Sikkerhedskopien har noget andet end filer i sig: {member.name}.")
            yield _write(member.name, content, into)


def _write(name: str, source: IO[bytes], into: Path) -> tuple[str, BackedUpFile]:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/"):
        raise BackupRefused(f"Sikkerhedskopien har en fil med et navn, der ikke kan bruges: {name}.")
    path = into.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        return name, copy_file(source, target)


def remove(backup: Path) -> None:
    """Remove what there is of a backup that was not finished."""
    if backup.is_dir():
        shutil.rmtree(backup)
    else:
        backup.unlink(missing_ok=True)
