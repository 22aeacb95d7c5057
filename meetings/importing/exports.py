"""Exports of councils' systems on their way in: turned into the canonical form before anything of them is kept."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from meetings.parsing.lines.bounded_zip import safe_path
from meetings.parsing.lines.exports.finding import exports_as_json, manifest_as_json
from meetings.parsing.lines.exports.reading import EXPORT_SUFFIXES, bundle_of, entry_of_zip
from meetings.parsing.lines.html import is_html
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.sandbox.process import Failure, SandboxFailure, call

# Of the files beside a manifest these may hold its texts; and so many bytes of them are read.
_TEXT_SUFFIXES = frozenset({".xml", ".html", ".htm", ".docx", ".txt"})
_MOST_BYTES_OF_TEXTS = 60_000_000
# Files below a folder that are looked at for attachments.
_MOST_FILES = 50_000
# SBSYS writes its agenda a second time, as a page, beside the XML.
_SAME_AS_MANIFEST = frozenset({"dagsorden.html", "referat.html", "dagsorden.htm", "referat.htm"})
# What the rows of items are called in a page of FirstAgenda.
_PAGE_MARK = "punktrow"
_REASONS = {Failure.TIME: UnreadableReason.TOO_LONG, Failure.MEMORY: UnreadableReason.TOO_LARGE}


@dataclass(frozen=True)
class ExportFiles:
    """The files that an export names: below a folder, or in a ZIP file below one of its folders.

    A name is found whatever case, composed letters or escaped signs (»%20«) the manifest writes it in.
    """

    folder: Path | None = None
    zipped: bytes = b""
    within: str = ""
    # Of a ZIP file: the paths of all that is in it.
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.folder is not None or bool(self.zipped)

    def found(self, path: str) -> str:
        """The path that a file has where it lies, '' for one that is not there."""
        return self._found.get(_key(path), "")

    def read(self, path: str, most: int) -> bytes:
        """A file's content; nothing of one that is not there, lies elsewhere, or holds more than `most` bytes."""
        found = self.found(path)
        if not found:
            return b""
        if self.folder is not None:
            return _read_below(self.folder, found, most)
        try:
            content: bytes = call(entry_of_zip, self.zipped, found)
        except SandboxFailure:
            return b""
        return content if len(content) <= most else b""

    @cached_property
    def _found(self) -> dict[str, str]:
        """The files by the keys of their paths below the manifest's folder; each is told as it is read."""
        if self.folder is not None:
            return {key: path for path in _files_below(self.folder) if (key := _key(path))}
        start = f"{self.within}/" if self.within else ""
        below = [name for name in self.names if name.startswith(start)]
        return {key: name for name in below if (key := _key(name.removeprefix(start)))}


NO_FILES = ExportFiles()


@dataclass(frozen=True)
class CanonicalExport:
    """A meeting of an export in the canonical form; `parts` are the paths of the files that it names, public or not.

    `name` is the manifest's, with its folder in a ZIP file; `sha256` is what the meeting is known by where the file has
    several: its manifest's digest. One whose manifest cannot be read has no content, and `why`.
    """

    name: str
    content: bytes
    sha256: str = ""
    parts: tuple[str, ...] = ()
    files: ExportFiles = field(default=NO_FILES)
    why: UnreadableReason | None = None


def is_export(name: str) -> bool:
    """Whether a file may be an export, by its name."""
    return PurePosixPath(name).suffix.lower() in EXPORT_SUFFIXES


def is_saved_page(content: bytes, name: str) -> bool:
    """Whether a web page is one of FirstAgenda's, which has a meeting as its export does."""
    marks = (_PAGE_MARK.encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
    return is_html(content, PurePosixPath(name).suffix) and any(mark in content for mark in marks)


def canonical_exports(content: bytes, name: str, folder: Path | None) -> tuple[CanonicalExport, ...]:
    """The meetings of the export that a file is, with the files below `folder` where it came with one.

    Raises Unreadable where there is none that can be read.
    """
    if PurePosixPath(name).suffix.lower() == ".zip":
        read = _called(exports_as_json, content, "")
        names = tuple(read["names"])
        return tuple(
            _export(row, ExportFiles(zipped=content, within=row.get("folder", ""), names=names))
            for row in read["meetings"]
        )
    manifest = PurePosixPath(name.replace("\\", "/")).name
    files = ExportFiles(folder) if folder else NO_FILES
    if folder is None or not manifest.lower().endswith(".xml"):
        return tuple(_export(row, files) for row in _called(manifest_as_json, content, manifest)["meetings"])
    texts = _texts_below(folder, manifest, content)
    read = _called(exports_as_json, bundle_of({**texts, manifest: content}), manifest)
    return tuple(_export(row, files, texts) for row in read["meetings"])


def _export(row: dict[str, Any], files: ExportFiles, texts: Iterable[str] = ()) -> CanonicalExport:
    """The export of a row of `exports_as_json`; `texts` are parts of it that it does not name."""
    if "unreadable" in row:
        return CanonicalExport(row["name"], b"", why=UnreadableReason(row["unreadable"]))
    parts = tuple(sorted({*row["parts"], *texts}))
    return CanonicalExport(row["name"], row["canonical"].encode(), row["sha256"], parts, files)


def _is_part_of(path: str, manifest: str, content: bytes) -> bool:
    """Whether a text below a manifest's folder is the same again, or is named in it."""
    same = PurePosixPath(path).stem == PurePosixPath(manifest).stem or path.lower() in _SAME_AS_MANIFEST
    return same or path.encode() in content or path.replace("/", "\\").encode() in content


def _texts_below(folder: Path, manifest: str, content: bytes) -> dict[str, bytes]:
    """The files below a manifest's folder that have its texts, or say the same again as a page."""
    found: dict[str, bytes] = {}
    left = _MOST_BYTES_OF_TEXTS
    for path in _paths_below(folder):
        if path != manifest and _is_part_of(path, manifest, content):
            found[path] = _read_below(folder, path, left)
            left -= len(found[path])
    return found


def _paths_below(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _TEXT_SUFFIXES:
            yield path.relative_to(folder).as_posix()


def _files_below(folder: Path) -> Iterator[str]:
    """The paths of the files below a folder, reached through no link; of a folder with very many, not all."""
    count = 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            if not path.is_symlink():
                yield path.relative_to(folder).as_posix()
        count += len(names)
        if count > _MOST_FILES:
            return


def _key(path: str) -> str:
    """What two ways to write a file's path have in common; '' for one that leads out of its folder."""
    return unicodedata.normalize("NFC", safe_path(unquote(path))).casefold()


def _read_below(folder: Path, path: str, most: int) -> bytes:
    """A file below the folder, reached through no link."""
    found = folder
    try:
        for part in PurePosixPath(path).parts:
            found = found / part
            if found.is_symlink():
                return b""
        if not found.is_file() or found.stat().st_size > most:
            return b""
        return found.read_bytes()
    except OSError:
        return b""


def _called(function: Any, content: bytes, name: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = call(function, content, name)
    except SandboxFailure as failure:
        raise Unreadable(_REASONS.get(failure.failure, UnreadableReason.FATAL)) from failure
    if "unreadable" in read:
        raise Unreadable(UnreadableReason(read["unreadable"]))
    return read
