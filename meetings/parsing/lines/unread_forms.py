"""Forms of files that are not read, known by their first bytes or their names: whoever has one is told what to do."""

import re
from collections.abc import Mapping

from meetings.parsing.lines.pages import UnreadableReason

# How files of such forms begin.
_SIGNS: tuple[tuple[re.Pattern[bytes], UnreadableReason], ...] = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), reason)
    for pattern, reason in (
        (rb"\xd0\xcf\x11\xe0", UnreadableReason.OLD_WORD),
        (rb"\s*\{\\rtf", UnreadableReason.RICH_TEXT),
        (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", UnreadableReason.OPEN_DOCUMENT),
        (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", UnreadableReason.SHEET_OR_SLIDES),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}", UnreadableReason.PICTURE),
        (rb"[\w-]{1,40}:.{0,2000}?multipart/related", UnreadableReason.WEB_ARCHIVE),
    )
)
_BYTES_OF_SIGN = 4096
_SUFFIXES: Mapping[str, UnreadableReason] = {
    **dict.fromkeys((".doc", ".dot"), UnreadableReason.OLD_WORD),
    ".rtf": UnreadableReason.RICH_TEXT,
    **dict.fromkeys((".odt", ".ott", ".fodt"), UnreadableReason.OPEN_DOCUMENT),
    **dict.fromkeys((".mht", ".mhtml"), UnreadableReason.WEB_ARCHIVE),
    **dict.fromkeys(
        (".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".ppt", ".pptx", ".odp"), UnreadableReason.SHEET_OR_SLIDES
    ),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"), UnreadableReason.PICTURE
    ),
    **dict.fromkeys((".msg", ".eml"), UnreadableReason.MAIL),
}


def unread_form(content: bytes) -> UnreadableReason | None:
    """Which form that is not read a file is of, by how it begins; None for any other."""
    head = content[:_BYTES_OF_SIGN]
    return next((reason for sign, reason in _SIGNS if sign.match(head)), None)


def unread_suffix(suffix: str) -> UnreadableReason | None:
    """Which form that is not read a file is of, by its name's suffix; None for any other."""
    return _SUFFIXES.get(suffix.lower())
