"""The files that an import is given: loaded, or refused with a sentence that says why."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from meetings.danish.numbers import format_number
from meetings.importing.exports import NO_FILES, ExportFiles, is_export
from meetings.importing.plain_reading import PlainReading
from meetings.importing.refusals import Refused
from meetings.importing.stated_facts import NOTHING_STATED, StatedFacts
from meetings.parsing.lines.extract import CANONICAL_SUFFIX
from meetings.parsing.lines.foreign import read_properties
from meetings.parsing.lines.pages import Pages, UnreadableReason

# In characters, of a file's name: what file systems take, and `Document.source_name`.
LONGEST_NAME = 255


@dataclass(frozen=True)
class SourceFile:
    """A file's name and content."""

    name: str
    content: bytes
    stated: StatedFacts = NOTHING_STATED
    # Of a document that words were taken out of: its text, page by page, and the digest of the file that came.
    stored_pages: Pages = ()
    original_sha256: str = ""
    is_redacted: bool = False
    # Of an export: the folder that it came in, the files that it names, and whether the content is the canonical form.
    folder: Path | None = None
    files: ExportFiles = NO_FILES
    is_canonical: bool = False
    # Of a manifest in a ZIP file that cannot be read, beside others: why.
    why: UnreadableReason | None = None
    # Of a scan: what was recognized in it; and whether that is done in the background, before it is read.
    recognized: Pages = ()
    awaits_recognition: bool = False
    # What another process has read in the content.
    ahead: PlainReading | None = None

    @property
    def stored_name(self) -> str:
        """What the kept file is called: an export is kept as what it was turned into."""
        stem = Path(self.name).stem[: LONGEST_NAME - len(CANONICAL_SUFFIX)]
        return f"{stem}{CANONICAL_SUFFIX}" if self.is_canonical else self.name

    @cached_property
    def sha256(self) -> str:
        """Of the file that came: it is known by it for good."""
        return self.original_sha256 or hashlib.sha256(self.content).hexdigest()

    def properties(self) -> Mapping[str, str]:
        """What the file says of itself, as another process has read it or as it is read now."""
        ahead = self.ahead.properties if self.ahead else None
        return read_properties(self.content) if ahead is None else ahead


def load(path: Path, max_bytes: int, stated: StatedFacts = NOTHING_STATED) -> SourceFile:
    """The file's content, with what is stated of it.

    Raises Refused for one that can't be opened or holds more than `max_bytes`.
    """
    if path.exists() and not path.is_file():
        raise Refused("Det er ikke en almindelig fil.", "not a regular file")
    try:
        if path.stat().st_size > max_bytes:
            raise Refused(
                f"Filen er for stor: {_size_in_words(path.stat().st_size)}, grænsen er {_size_in_words(max_bytes)}.",
                f"the file is over the limit of {max_bytes} bytes",
            )
        folder = path.parent if is_export(path.name) else None
        return SourceFile(composed_name(path.name), path.read_bytes(), stated, folder=folder)
    except OSError as error:
        raise Refused("Filen kan ikke åbnes.", f"the file can't be opened: {error.strerror}") from error


def composed_name(name: str) -> str:
    """A file's name in composed letters, as the archive keeps it: macOS writes »å« as »a« and a ring."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())


def _size_in_words(size: int) -> str:
    """A number of bytes as people say it: `2,0 MB`, `800 byte`."""
    if size < 100_000:
        return format_number(size, "byte")
    return format_number(size / 1_000_000, "MB", decimals=1)
