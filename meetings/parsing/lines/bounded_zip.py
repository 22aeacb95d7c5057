"""ZIP files of others: bounded in entries, in size and in what a byte of them unfolds to; names stay below the file."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from meetings.parsing.lines.pages import Unreadable, UnreadableReason

# Chosen by hand, far above what a meeting's export has.
MOST_ENTRIES = 2_000
MOST_BYTES = 400_000_000
MOST_BYTES_OF_ENTRY = 100_000_000
# Text is packed to a tenth, an empty picture to a hundredth; what is packed further is made to fill a disk.
_MOST_UNFOLDED, _SMALL = 200, 1_000_000
# Of a path: a drive, an address, or a folder above.
_DRIVE_OR_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_ZIP_SIGN = b"PK\x03\x04"
# The file's type in the upper half of what ZIP keeps of Unix.
_FILE_TYPE, _LINK = 0o170000, 0o120000


class BoundedZip:
    """The entries of a ZIP file by their names, read one by one. Every method raises Unreadable for what it refuses."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(UnreadableReason.BROKEN) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise Unreadable(UnreadableReason.TOO_LARGE)
        self._entries = {
            name: entry for entry in entries if (name := safe_path(entry.filename)) and not _is_link(entry)
        }
        self._left = MOST_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the entries that can be read, without links and those outside the file."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """What an entry holds. Raises KeyError for a name that there is not."""
        entry = self._entries[name]
        most = min(MOST_BYTES_OF_ENTRY, self._left, max(_SMALL, entry.compress_size * _MOST_UNFOLDED))
        try:
            with self._zip.open(entry) as opened:
                content = opened.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Unreadable(UnreadableReason.BROKEN) from error
        except (RuntimeError, NotImplementedError) as error:  # a password, or an unknown way of packing
            raise Unreadable(UnreadableReason.ENCRYPTED_ZIP) from error
        if len(content) > most:
            raise Unreadable(UnreadableReason.TOO_LARGE)
        self._left -= len(content)
        return content


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin as a ZIP file does."""
    return content.startswith(_ZIP_SIGN)


def safe_path(name: str) -> str:
    """A path below its own folder, with forward slashes; '' for an absolute one, an address, or one that leads out."""
    path = PurePosixPath(name.replace("\\", "/").strip())
    if not path.parts or path.is_absolute() or ".." in path.parts or _DRIVE_OR_ADDRESS.match(str(path)):
        return ""
    return "" if any(ord(letter) < 32 for letter in name) else str(path)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & _FILE_TYPE == _LINK
