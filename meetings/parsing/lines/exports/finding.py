"""The meetings of an export, found among its files and turned into the canonical form: called in the sandbox."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from meetings.parsing.lines.bounded_zip import BoundedZip, safe_path
from meetings.parsing.lines.exports.canonical import ExportedMeeting, as_canonical
from meetings.parsing.lines.exports.reading import MOST_MEETINGS, bundle_of, read_meetings
from meetings.parsing.lines.pages import Unreadable, UnreadableReason

_PAGES = frozenset({".html", ".htm"})
_MANIFESTS = frozenset({".xml", ".json"})
# What is wrong with the whole ZIP file, whichever of its files shows it; and what says of a file that it is no export.
_OF_ALL = frozenset({UnreadableReason.TOO_LARGE, UnreadableReason.ENCRYPTED_ZIP})
_NO_EXPORT = frozenset({UnreadableReason.UNKNOWN_EXPORT, UnreadableReason.EMPTY})


@dataclass(frozen=True)
class _Manifest:
    """A file that tells of meetings; `why` it does not, where it cannot be read."""

    name: str
    meetings: tuple[ExportedMeeting, ...] = ()
    why: UnreadableReason | None = None


def exports_as_json(bundle: bytes, main: str) -> dict[str, Any]:
    """The meetings of a ZIP file in the canonical form, in the order of their files' names.

    `{"meetings": [{"name": "ud/sbsys.xml", "canonical": "…", "sha256": "…", "parts": […], "folder": "ud"}, …],
    "names": […]}`: `main` names the file that tells of them, '' where such files are to be found. `parts` are the files
    that a manifest names, public or not, below its folder; `names` are all that there are. A manifest that cannot be
    read has `unreadable` in place of what it tells; `{"unreadable": "…"}` alone where there is no other.
    """
    try:
        archive = BoundedZip(bundle)
        manifests = [_manifest(archive, main)] if main else _find_manifests(archive)
        rows = [row for manifest in manifests for row in _rows(manifest, archive)]
        if all("unreadable" in row for row in rows):
            return {"unreadable": rows[0]["unreadable"] if rows else UnreadableReason.UNKNOWN_EXPORT.value}
        if len(rows) > MOST_MEETINGS:
            raise Unreadable(UnreadableReason.TOO_MANY_MEETINGS)
        return {"meetings": rows, "names": list(archive.names)}
    except Unreadable as error:
        return {"unreadable": error.reason.value}


def manifest_as_json(content: bytes, name: str) -> dict[str, Any]:
    """As `exports_as_json`, of the file that tells of the meetings alone."""
    return exports_as_json(bundle_of({name: content}), name)


def _manifest(archive: BoundedZip, name: str) -> _Manifest:
    try:
        return _Manifest(name, read_meetings(archive, name))
    except Unreadable as error:
        if error.reason in _OF_ALL:
            raise
        return _Manifest(name, why=error.reason)


def _find_manifests(archive: BoundedZip) -> list[_Manifest]:
    """The files that tell of meetings, and those that seem to and cannot be read.

    None of them is a file that another one names, or a page beside a manifest: systems write a meeting in both forms.
    """
    suffixes = {name: PurePosixPath(name).suffix.lower() for name in sorted(archive.names)}
    told = [_manifest(archive, name) for name, suffix in suffixes.items() if suffix in _MANIFESTS]
    told = [each for each in told if each.why not in _NO_EXPORT]
    named = {str(PurePosixPath(each.name).parent / path) for each in told for path in _parts(each.meetings)}
    told = [each for each in told if each.name not in named]
    folders = {PurePosixPath(each.name).parent for each in told if each.meetings}
    pages = [
        _manifest(archive, name)
        for name, suffix in suffixes.items()
        if suffix in _PAGES and name not in named and not folders & {*PurePosixPath(name).parents}
    ]
    return [*told, *(page for page in pages if any(each.items for each in page.meetings))]


def _rows(manifest: _Manifest, archive: BoundedZip) -> list[dict[str, Any]]:
    if manifest.why:
        return [{"name": manifest.name, "unreadable": manifest.why.value}]
    path = PurePosixPath(manifest.name)
    folder = str(path.parent)
    is_one = len(manifest.meetings) == 1
    rows = []
    for number, meeting in enumerate(manifest.meetings, start=1):
        canonical = as_canonical(meeting)
        known_by = archive.read(manifest.name) if is_one else canonical
        rows.append(
            {
                "name": manifest.name if is_one else str(path.with_stem(f"{path.stem}-{number}")),
                "canonical": canonical.decode(),
                "sha256": hashlib.sha256(known_by).hexdigest(),
                "parts": _parts([meeting]),
                "folder": "" if folder == "." else folder,
            }
        )
    return rows


def _parts(meetings: Iterable[ExportedMeeting]) -> list[str]:
    named = [
        attachment
        for meeting in meetings
        for attachments in (meeting.attachments, *(item.attachments for item in meeting.items))
        for attachment in attachments
    ]
    return sorted({path for each in named if (path := safe_path(each.path))})
