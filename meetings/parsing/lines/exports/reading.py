"""Which system an export is of, and its meeting in the canonical form: called in the sandbox."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from meetings.parsing.lines.bounded_zip import BoundedZip, safe_path
from meetings.parsing.lines.decoding import html_text
from meetings.parsing.lines.docx import docx_pages
from meetings.parsing.lines.exports import first_agenda, systems
from meetings.parsing.lines.exports.acadre import acadre, is_acadre
from meetings.parsing.lines.exports.canonical import ExportedMeeting, as_canonical, from_canonical, is_canonical
from meetings.parsing.lines.html import is_html
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.parsing.lines.safe_xml import parse_xml

EXPORT_SUFFIXES = frozenset({".xml", ".json", ".zip"})
_MANIFESTS = frozenset({".xml", ".json", ".html", ".htm"})
_XML_SYSTEMS: Mapping[str, Callable[[Element], ExportedMeeting]] = {
    "Dagsorden": systems.sbsys,
    "Meeting": systems.edoc,
    "Root": systems.fujitsu,
    "Publication": systems.prepare,
}


def export_as_json(bundle: bytes, main: str) -> dict[str, Any]:
    """The export in a ZIP file in the canonical form: `{"canonical": "…", "parts": […], "folder": "Files"}`.

    `main` names the file that tells of the meeting, '' where it is to be found. `parts` are the files that it names,
    public or not, below its folder. `{"unreadable": "…"}` where it cannot be read.
    """
    try:
        archive = BoundedZip(bundle)
        name = main or _find_main(archive)
        meeting = read_meeting(archive, name)
        folder = str(PurePosixPath(name).parent)
        return {
            "canonical": as_canonical(meeting).decode(),
            "parts": _parts(meeting),
            "folder": "" if folder == "." else folder,
        }
    except Unreadable as error:
        return {"unreadable": error.reason.value}


def manifest_as_json(content: bytes, name: str) -> dict[str, Any]:
    """As `export_as_json`, of the file that tells of the meeting alone."""
    return export_as_json(bundle_of({name: content}), name)


def entry_of_zip(content: bytes, name: str) -> bytes:
    """A file of a ZIP file by its path, nothing of one that there is not or cannot be read."""
    try:
        archive = BoundedZip(content)
        return archive.read(name) if name in archive.names else b""
    except Unreadable:
        return b""


def bundle_of(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP file, not packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read_meeting(archive: BoundedZip, name: str) -> ExportedMeeting:
    """The meeting that a file of the export tells of. Raises Unreadable for one of no system that is known."""
    content = archive.read(name)
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix == ".json":
            return _of_json(json.loads(content.decode("utf-8-sig")))
        if is_html(content, suffix):
            meeting = first_agenda.saved_page(html_text(content))
            if meeting is None:
                raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
            return meeting
        return _of_xml(parse_xml(content), archive, PurePosixPath(name).parent)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(UnreadableReason.OTHER_SCHEMA) from error


def _of_json(read: Any) -> ExportedMeeting:
    if is_canonical(read):
        return from_canonical(read)
    if first_agenda.is_integration(read):
        return first_agenda.integration(read)
    if first_agenda.is_portal(read):
        return first_agenda.portal(read)
    raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)


def _of_xml(root: Element, archive: BoundedZip, folder: PurePosixPath) -> ExportedMeeting:
    if is_acadre(root):
        return acadre(root, lambda path: _html_of_file(archive, str(folder / path)))
    adapter = _XML_SYSTEMS.get(root.tag)
    if adapter is None:
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    meeting = adapter(root)
    if not meeting.items and not meeting.council:
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    return meeting


def _html_of_file(archive: BoundedZip, name: str) -> str:
    """A text of an export that lies in a file of its own, as HTML."""
    if name not in archive.names:
        return ""
    content, suffix = archive.read(name), PurePosixPath(name).suffix.lower()
    if suffix == ".docx":
        return "".join(f"<p>{escape(line)}</p>" for line in docx_pages(content)[0] if line)
    if suffix == ".xml" and not is_html(content, ""):
        return systems.html_of(parse_xml(content))
    return html_text(content)


def _find_main(archive: BoundedZip) -> str:
    """The one file of a ZIP file that tells of a meeting. Raises Unreadable where there is none, or several."""
    candidates = [name for name in archive.names if PurePosixPath(name).suffix.lower() in _MANIFESTS]
    ordered = sorted(candidates, key=lambda name: (name.count("/"), name))
    found: list[str] = []
    for name in ordered:
        try:
            meeting = read_meeting(archive, name)
        except Unreadable as error:
            if error.reason in {UnreadableReason.TOO_LARGE, UnreadableReason.ENCRYPTED_ZIP, UnreadableReason.FORBIDDEN}:
                raise
            continue
        if meeting.council or meeting.items:
            found.append(name)
    of_systems = [name for name in found if PurePosixPath(name).suffix.lower() in {".xml", ".json"}] or found
    if len(of_systems) > 1:
        raise Unreadable(UnreadableReason.SEVERAL_MEETINGS)
    if not of_systems:
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    return of_systems[0]


def _parts(meeting: ExportedMeeting) -> list[str]:
    named = [*meeting.attachments, *(each for item in meeting.items for each in item.attachments)]
    return sorted({path for each in named if (path := safe_path(each.path))})
