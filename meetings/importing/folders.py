"""The documents of a folder, and what every other file in it is: part of an export, or skipped and why."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from meetings.importing.exports import canonical_exports
from meetings.importing.refusals import UNREADABLE_SENTENCES, Refused
from meetings.parsing.lines.exports.reading import EXPORT_SUFFIXES
from meetings.parsing.lines.extract import SUFFIXES
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.parsing.lines.unread_forms import unread_suffix

# Of exports: those that tell of a meeting and name other files.
_MANIFEST_SUFFIXES = frozenset({".xml", ".json"})
_READ = SUFFIXES | EXPORT_SUFFIXES
# A folder that is watched is looked through every few seconds.
_REMEMBERED = 10_000


@dataclass(frozen=True)
class SkippedFile:
    """What a folder holds that is no document, and why it is left out, in Danish."""

    path: Path
    sentence: str


def find_files(path: Path, skipped: list[SkippedFile] | None = None) -> tuple[Path, ...]:
    """The documents that a path stands for: the file itself, or those of a folder and its subfolders.

    What a folder holds besides is added to `skipped`. Raises Refused where there is nothing at the path or no document
    in the folder.
    """
    if path.is_dir():
        found = tuple(_documents_below(path, [] if skipped is None else skipped))
        if not found:
            suffixes = ", ".join(sorted(SUFFIXES))
            raise Refused(f"Mappen har ingen dokumenter ({suffixes}).", "the folder has no documents")
        return found
    if not path.exists():
        raise Refused("Filen findes ikke.", "no such file")
    return (path,)


def _documents_below(folder: Path, skipped: list[SkippedFile]) -> Iterator[Path]:
    files = list(_files_below(folder, skipped))
    exports = {path: _parts_of(path, *_state(path)) for path in files if path.suffix.lower() in _MANIFEST_SUFFIXES}
    part_of = {part: manifest for manifest, parts in exports.items() for part in parts or () if part != manifest}
    for path in files:
        if path in part_of and exports[part_of[path]] is not None:
            skipped.append(SkippedFile(path, f"Del af eksporten »{part_of[path].name}«."))
        elif path in exports and exports[path] is None:
            why = UNREADABLE_SENTENCES[UnreadableReason.UNKNOWN_EXPORT][0]
            skipped.append(SkippedFile(path, f"Sprunget over. {why}"))
        elif path.suffix.lower() in _READ:
            yield path
        else:
            why = UNREADABLE_SENTENCES[unread_suffix(path.suffix) or UnreadableReason.UNKNOWN_FORMAT][0]
            skipped.append(SkippedFile(path, f"Sprunget over. {why}"))


def _files_below(folder: Path, skipped: list[SkippedFile]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        for name in sorted(folders):
            if sentence := _why_folder_is_skipped(Path(parent, name)):
                skipped.append(SkippedFile(Path(parent, name), sentence))
        folders[:] = sorted(name for name in folders if not _why_folder_is_skipped(Path(parent, name)))
        for name in sorted(names):
            if name.startswith("."):
                skipped.append(SkippedFile(Path(parent, name), "Sprunget over. Filen er skjult."))
            else:
                yield Path(parent, name)


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=_REMEMBERED)
def _parts_of(path: Path, size: int, changed: int) -> tuple[Path, ...] | None:
    """The files that an export in a folder names; None for a file that is none of a system that is known.

    One that cannot be read is a document all the same: it is refused with the reason.
    """
    if not 0 < size <= settings.IMPORT_MAX_BYTES or not path.is_file():
        return ()
    try:
        exports = canonical_exports(path.read_bytes(), path.name, path.parent)
    except Unreadable as error:
        return None if error.reason is UnreadableReason.UNKNOWN_EXPORT else ()
    except OSError:
        return ()
    return tuple(path.parent / (each.files.found(part) or part) for each in exports for part in each.parts)


def _why_folder_is_skipped(folder: Path) -> str:
    """A sentence on a folder that is not looked into, '' for one that is."""
    if folder.name.startswith("."):
        return "Sprunget over. Mappen er skjult."
    return "Sprunget over. Mappen er en henvisning til en anden mappe." if folder.is_symlink() else ""
