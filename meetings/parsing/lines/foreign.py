"""Files of others are read by a process of its own (meetings/sandbox); a plain text alone is read by this one."""

from dataclasses import asdict
from typing import Any

from meetings.parsing.lines.bounded_zip import is_zip
from meetings.parsing.lines.extract import TEXT_SUFFIXES, extract_pages, is_pdf
from meetings.parsing.lines.html import is_html
from meetings.parsing.lines.line import Mark, MarkKind
from meetings.parsing.lines.pages import Pages, SeenPages, StatedMeeting, Unreadable, UnreadableReason
from meetings.parsing.lines.properties import file_properties
from meetings.parsing.lines.sight import Unseen, UnseenText
from meetings.sandbox.process import Failure, SandboxFailure, call

_REASONS = {Failure.TIME: UnreadableReason.TOO_LONG, Failure.MEMORY: UnreadableReason.TOO_LARGE}


def read_pages(content: bytes, suffix: str) -> Pages:
    """As `extract_pages`; Unreadable too for a file that takes too long or too much memory, or kills its reader."""
    if is_plain_text(content, suffix):
        return extract_pages(content, suffix)
    try:
        read = call(pages_as_json, content, suffix)
    except SandboxFailure as failure:
        raise Unreadable(_REASONS.get(failure.failure, UnreadableReason.FATAL)) from failure
    if "unreadable" in read:
        raise Unreadable(UnreadableReason(read["unreadable"]))
    return pages_from_json(read)


def read_properties(content: bytes) -> dict[str, str]:
    """As `file_properties`; none of a file that cannot be read."""
    if is_plain_text(content, ".txt"):
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
    if not isinstance(pages, SeenPages):
        return {"pages": pages}
    return {
        "pages": pages,
        "unseen": [(text.page, text.text, text.why.value) for text in pages.unseen],
        "has_pages": pages.has_pages,
        "is_recognized": pages.is_recognized,
        "pictures": pages.pictures,
        "stated": asdict(pages.stated) if pages.stated else None,
        "marks": [(number, asdict(mark)) for number, mark in pages.marks.items()],
    }


def pages_from_json(read: dict[str, Any]) -> Pages:
    """The pages that `pages_as_json` gave."""
    pages = SeenPages(tuple(page) for page in read["pages"])
    pages.unseen = tuple(UnseenText(page, text, Unseen(why)) for page, text, why in read.get("unseen", ()))
    pages.has_pages, pages.is_recognized = read.get("has_pages", True), read.get("is_recognized", False)
    pages.pictures = tuple(read.get("pictures", ()))
    pages.stated = StatedMeeting(**read["stated"]) if read.get("stated") else None
    pages.marks = {number: _mark(mark) for number, mark in read.get("marks", ())}
    return pages


def is_plain_text(content: bytes, suffix: str) -> bool:
    """Whether a file is read by this process: its name says that it is a text, and its bytes say nothing else."""
    is_other = is_pdf(content) or is_zip(content) or is_html(content, "")
    return suffix.lower() in TEXT_SUFFIXES and not is_other


def _mark(read: dict[str, Any]) -> Mark:
    return Mark(**{**read, "kind": MarkKind(read["kind"]), "cells": tuple(read["cells"])})
