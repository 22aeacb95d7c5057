"""Files of others are read by a process of its own (meetings/sandbox); a plain text alone is read by this one."""

from typing import Any

from meetings.parsing.lines.extract import (
    TEXT_SUFFIXES,
    Pages,
    SeenPages,
    Unreadable,
    UnreadableReason,
    extract_pages,
)
from meetings.parsing.lines.properties import file_properties
from meetings.parsing.lines.sight import Unseen, UnseenText
from meetings.sandbox.process import Failure, SandboxFailure, call

_REASONS = {Failure.TIME: UnreadableReason.TOO_LONG, Failure.MEMORY: UnreadableReason.TOO_LARGE}


def read_pages(content: bytes, suffix: str) -> Pages:
    """As `extract_pages`; Unreadable too for a file that takes too long or too much memory, or kills its reader."""
    if _is_plain_text(content, suffix):
        return extract_pages(content, suffix)
    try:
        read = call(pages_as_json, content, suffix)
    except SandboxFailure as failure:
        raise Unreadable(_REASONS.get(failure.failure, UnreadableReason.FATAL)) from failure
    if "unreadable" in read:
        raise Unreadable(UnreadableReason(read["unreadable"]))
    pages = SeenPages(tuple(page) for page in read["pages"])
    pages.unseen = tuple(UnseenText(page, text, Unseen(why)) for page, text, why in read["unseen"])
    return pages


def read_properties(content: bytes) -> dict[str, str]:
    """As `file_properties`; none of a file that cannot be read."""
    if _is_plain_text(content, ".txt"):
        return {}
    try:
        return dict(call(file_properties, content))
    except SandboxFailure:
        return {}


def pages_as_json(content: bytes, suffix: str) -> dict[str, Any]:
    """What `extract_pages` gives or raises, as JSON can hold it: called in the sandbox."""
    try:
        pages = extract_pages(content, suffix)
    except Unreadable as error:
        return {"unreadable": error.reason.value}
    unseen = [(text.page, text.text, text.why.value) for text in getattr(pages, "unseen", ())]
    return {"pages": pages, "unseen": unseen}


def _is_plain_text(content: bytes, suffix: str) -> bool:
    return suffix.lower() in TEXT_SUFFIXES and content.lstrip()[:5] != b"%PDF-"
