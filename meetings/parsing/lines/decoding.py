"""The text of files in the encodings that offices save in."""

import codecs
import re

from meetings.parsing.lines.html import declared_charset
from meetings.parsing.lines.pages import Unreadable, UnreadableReason

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def html_text(content: bytes) -> str:
    """A page's text in the encoding that its first bytes show, else the one that it names."""
    named = declared_charset(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(named) if named else decode_text(content)
    except (LookupError, UnicodeDecodeError):
        return decode_text(content)


def decode_text(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (told by its mark or by its zero bytes) or Windows-1252, else Unreadable."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if content[1::2].count(0) > len(content) // 4:
        return _decode_as(content, "utf-16-le")
    if content[0::2].count(0) > len(content) // 4:
        return _decode_as(content, "utf-16-be")
    try:
        return _decode_as(content, "utf-8")
    except Unreadable:
        return _decode_as(content, "cp1252")


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(UnreadableReason.UNKNOWN_ENCODING) from error
    if _CONTROL.search(text.replace("\x85", "\n")):
        raise Unreadable(UnreadableReason.UNKNOWN_ENCODING)
    return text
