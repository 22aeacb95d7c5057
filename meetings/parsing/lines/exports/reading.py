"""Which system an export is of, and the meetings that its manifest tells of."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from meetings.parsing.lines.bounded_zip import BoundedZip
from meetings.parsing.lines.decoding import decode_text, html_text
from meetings.parsing.lines.docx import docx_pages
from meetings.parsing.lines.exports import first_agenda, systems
from meetings.parsing.lines.exports.acadre import acadre, agendas_of, is_acadre
from meetings.parsing.lines.exports.canonical import ExportedMeeting, from_canonical, is_canonical
from meetings.parsing.lines.exports.closedness import ClosedElements, closed_elements
from meetings.parsing.lines.html import is_html
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.parsing.lines.safe_xml import parse_xml

EXPORT_SUFFIXES = frozenset({".xml", ".json", ".zip"})
# Of a ZIP file, or of one manifest. Chosen by hand: a council's year has some thirty.
MOST_MEETINGS = 100
_XML_SYSTEMS: Mapping[str, Callable[[Element, ClosedElements], Iterable[ExportedMeeting]]] = {
    "Dagsorden": lambda root, closed: [systems.sbsys(root, closed)],
    "Meeting": lambda root, closed: [systems.edoc(root, closed)],
    "Root": systems.fujitsu,
    "Publication": lambda root, closed: [systems.prepare(root, closed)],
}


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


def read_meetings(archive: BoundedZip, name: str) -> tuple[ExportedMeeting, ...]:
    """The meetings that a file of the export tells of, most often one.

    Raises Unreadable for a file of no system that is known.
    """
    content = archive.read(name)
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix == ".json":
            return tuple(_of_json(json.loads(decode_text(content))))
        if is_html(content, suffix):
            meeting = first_agenda.saved_page(html_text(content))
            if meeting is None:
                raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
            return (meeting,)
        return tuple(_of_xml(parse_xml(content), archive, PurePosixPath(name).parent))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(UnreadableReason.OTHER_SCHEMA) from error


def _of_json(read: Any) -> Iterator[ExportedMeeting]:
    for each in _listed(read):
        if is_canonical(each):
            yield from_canonical(each)
        elif first_agenda.is_integration(each):
            yield first_agenda.integration(each)
        elif first_agenda.is_portal(each):
            yield first_agenda.portal(each)
        else:
            raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)


def _listed(read: Any) -> list[Any]:
    """The meetings of JSON: a list of them, an object that has a list of them and nothing else long, or one."""
    if isinstance(read, dict) and not (is_canonical(read) or first_agenda.is_known(read)):
        lists = [value for value in read.values() if isinstance(value, list)]
        read = lists[0] if len(lists) == 1 else read
    if not isinstance(read, list):
        return [read]
    if not read:
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    if len(read) > MOST_MEETINGS:
        kinds = (is_canonical, first_agenda.is_integration, first_agenda.is_portal)
        is_export = any(is_kind(read[0]) for is_kind in kinds)
        raise Unreadable(UnreadableReason.TOO_MANY_MEETINGS if is_export else UnreadableReason.UNKNOWN_EXPORT)
    return read


def _of_xml(root: Element, archive: BoundedZip, folder: PurePosixPath) -> Iterator[ExportedMeeting]:
    closed = closed_elements(root)
    if is_acadre(root):
        for agenda in agendas_of(root):
            yield acadre(agenda, closed, lambda path: _html_of_file(archive, str(folder / path)))
        return
    roots = [root] if root.tag in _XML_SYSTEMS else list(root)
    if not roots or any(each.tag not in _XML_SYSTEMS for each in roots):
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    if len(roots) > MOST_MEETINGS:
        raise Unreadable(UnreadableReason.TOO_MANY_MEETINGS)
    meetings = [meeting for each in roots for meeting in _XML_SYSTEMS[each.tag](each, closed)]
    if not any(meeting.items or meeting.council for meeting in meetings):
        raise Unreadable(UnreadableReason.UNKNOWN_EXPORT)
    yield from meetings


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
