"""An export as it is kept while it waits to be imported: its meeting and its public attachments, and nothing closed."""

import io
import json
import zipfile
from collections.abc import Iterator

from meetings.importing.exports import ExportFiles
from meetings.importing.refusals import UNREADABLE_SENTENCES, Refused
from meetings.parsing.lines.bounded_zip import MOST_BYTES, MOST_BYTES_OF_ENTRY, safe_path
from meetings.parsing.lines.exports.canonical import ExportedMeeting, from_canonical
from meetings.parsing.lines.exports.finding import exports_as_json
from meetings.parsing.lines.pages import UnreadableReason
from meetings.sandbox.process import SandboxFailure, call

# How the names of such files end, which no name of an uploaded file does.
BUNDLE_SUFFIX = ".eksport"
# What a bundle holds: the meeting in the canonical form, and its attachments below a folder.
_MEETING, _FILES = "moede.json", "bilag"


def is_bundle(stored_name: str) -> bool:
    """Whether a stored file is an export with its attachments."""
    return stored_name.endswith(BUNDLE_SUFFIX)


def bundle_of_meeting(canonical: bytes, files: ExportFiles) -> bytes:
    """A meeting in the canonical form with those of its attachments that are there, as a ZIP file."""
    left = MOST_BYTES - len(canonical)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(_MEETING, canonical)
        for path in sorted({*_paths(from_canonical(json.loads(canonical)))}):
            content = files.read(path, min(left, MOST_BYTES_OF_ENTRY))
            if content:
                bundle.writestr(f"{_FILES}/{path}", content)
                left -= len(content)
    return buffer.getvalue()


def meeting_of_bundle(bundle: bytes) -> tuple[bytes, ExportFiles]:
    """The meeting in the canonical form, and its attachments. Raises Refused for a file that is no such bundle."""
    try:
        read = call(exports_as_json, bundle, _MEETING)
        (meeting,) = read["meetings"]
    except (SandboxFailure, KeyError, ValueError) as failure:
        raise Refused(*UNREADABLE_SENTENCES[UnreadableReason.BROKEN]) from failure
    files = ExportFiles(zipped=bundle, within=_FILES, names=tuple(read["names"]))
    return meeting["canonical"].encode(), files


def _paths(meeting: ExportedMeeting) -> Iterator[str]:
    for attachments in (meeting.attachments, *(item.attachments for item in meeting.items)):
        yield from (path for each in attachments if (path := safe_path(each.path)))
