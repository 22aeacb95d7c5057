"""Values without the words that were taken out: texts, JSON and lists, as columns hold them, and what is read."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from meetings.parsing.lines.pages import Pages, SeenPages
from meetings.privacy.redacted_words import RedactedWords


def redacted_value(value: Any, words: RedactedWords) -> Any:
    """The value without the words: of JSON every text and every key, of a dataclass every field, at whatever depth.

    The texts of a list are read on from one to the next, as are the cells of a table's row. What is no text stays.
    """
    if isinstance(value, str):
        return words.redacted(value) if type(value) is str else value
    if isinstance(value, Mapping):
        return _redacted_mapping(value, words)
    if isinstance(value, list | tuple):
        return type(value)(_redacted_entries(value, words))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _redacted_dataclass(value, words)
    return value


def redacted_pages(pages: Pages, words: RedactedWords) -> Pages:
    """The pages of a file without the words, also where they begin on one line or page and end on another."""
    lines = iter(words.redacted_list([line for page in pages for line in page]))
    redacted = SeenPages(tuple(next(lines) for _ in page) for page in pages)
    if isinstance(pages, SeenPages):
        redacted.unseen = tuple(redacted_value(text, words) for text in pages.unseen)
        redacted.has_pages, redacted.is_recognized = pages.has_pages, pages.is_recognized
        redacted.stated = redacted_value(pages.stated, words)
        redacted.marks = {number: redacted_value(mark, words) for number, mark in pages.marks.items()}
    return redacted


def _redacted_entries(entries: list[Any] | tuple[Any, ...], words: RedactedWords) -> list[Any]:
    if entries and all(type(entry) is str for entry in entries):
        return words.redacted_list(entries)
    return [redacted_value(entry, words) for entry in entries]


def _redacted_mapping(value: Mapping[str, Any], words: RedactedWords) -> dict[str, Any]:
    """The mapping without the words; keys that are the same without them are told apart by a number."""
    found: dict[str, Any] = {}
    for key, entry in value.items():
        redacted = redacted_value(key, words)
        number = 2
        name = redacted
        while name in found:
            name, number = f"{redacted} {number}", number + 1
        found[name] = redacted_value(entry, words)
    return found


def _redacted_dataclass(value: Any, words: RedactedWords) -> Any:
    read = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
    redacted = {name: redacted_value(entry, words) for name, entry in read.items()}
    changed = {name: entry for name, entry in redacted.items() if entry != read[name]}
    return dataclasses.replace(value, **changed) if changed else value
