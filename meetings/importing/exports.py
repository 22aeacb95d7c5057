"""Exports of councils' systems on their way in: turned into the canonical form before anything of them is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from meetings.parsing.lines.bounded_zip import safe_path
from meetings.parsing.lines.exports.reading import (
    EXPORT_SUFFIXES,
    bundle_of,
    entry_of_zip,
    export_as_json,
    manifest_as_json,
)
from meetings.parsing.lines.html import is_html
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.sandbox.process import Failure, SandboxFailure, call

# Of the files beside a manifest these may hold its texts; and so many bytes of them are read.
_TEXT_SUFFIXES = frozenset({".xml", ".html", ".htm", ".docx", ".txt"})
_MOST_BYTES_OF_TEXTS = 60_000_000
# SBSYS writes its agenda a second time, as a page, beside the XML.
_SAME_AS_MANIFEST = frozenset({"dagsorden.html", "referat.html", "dagsorden.htm", "referat.htm"})
_REASONS = {Failure.TIME: UnreadableReason.TOO_LONG, Failure.MEMORY: UnreadableReason.TOO_LARGE}


@dataclass(frozen=True)
class ExportFiles:
    """The files that an export names: below a folder, or in a ZIP file below one of its folders."""

    folder: Path | None = None
    zipped: bytes = b""
    within: str = ""

    def read(self, path: str, most: int) -> bytes:
        """A file's content; nothing of one that is not there, lies elsewhere, or holds more than `most` bytes."""
        path = safe_path(path)
        if not path:
            return b""
        if self.folder is None:
            name = str(PurePosixPath(self.within) / path)
            try:
                content: bytes = call(entry_of_zip, self.zipped, name)
            except SandboxFailure:
                return b""
            return content if len(content) <= most else b""
        return _read_below(self.folder, path, most)


NO_FILES = ExportFiles()


@dataclass(frozen=True)
class CanonicalExport:
    """An export in the canonical form; `parts` are the paths of the files that it names, public or not."""

    content: bytes
    parts: tuple[str, ...] = ()
    files: ExportFiles = field(default=NO_FILES)


def is_export(name: str) -> bool:
    """Whether a file may be an export, by its name."""
    return PurePosixPath(name).suffix.lower() in EXPORT_SUFFIXES


def is_saved_page(content: bytes, name: str) -> bool:
    """Whether a web page is one of FirstAgenda's, which has a meeting as its export does."""
    return is_html(content, PurePosixPath(name).suffix) and b"punktrow" in content


def canonical_export(content: bytes, name: str, folder: Path | None) -> CanonicalExport:
    """The export that a file is, with those that lie below `folder`, where it came with one. Raises Unreadable."""
    if PurePosixPath(name).suffix.lower() == ".zip":
        read = _called(export_as_json, content, "")
        return CanonicalExport(
            read["canonical"].encode(), tuple(read["parts"]), ExportFiles(zipped=content, within=read["folder"])
        )
    manifest = PurePosixPath(name.replace("\\", "/")).name
    if folder is None or not manifest.lower().endswith(".xml"):
        read = _called(manifest_as_json, content, manifest)
        files = ExportFiles(folder) if folder else NO_FILES
        return CanonicalExport(read["canonical"].encode(), tuple(read["parts"]), files)
    texts = _texts_below(folder, manifest, content)
    bundle = bundle_of({**texts, manifest: content})
    read = _called(export_as_json, bundle, manifest)
    parts = {*read["parts"], *texts}
    return CanonicalExport(read["canonical"].encode(), tuple(sorted(parts)), ExportFiles(folder))


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
