"""Whose a body of the church is: the parish, deanery or diocese that a cover names."""

import re

_PART = r"[A-ZÆØÅ][\w-]{0,40}"
_NAME = re.compile(
    rf"(?<![\w-])(?P<name>(?:S(?:ct|kt|t)\. ?)?{_PART}(?:(?: og)? {_PART})?) "
    r"(?P<word>Stift|Provsti|Sogne?|Pastorat)(?:s\b|\b)"
)
_BODY = re.compile(r"^(?:Menighedsråd|Stiftsråd|Provsti|Kirkegårdsbestyrelse)")


def is_of_church(council: str) -> bool:
    """Whether a body is one of the church's, which a parish, a deanery or a diocese has: 'Menighedsrådet'."""
    return _BODY.match(council) is not None


def church_named(text: str) -> str:
    """The diocese, deanery or parish that a line names ('Ribe Stift', 'Sct. Karens Sogn'); '' if none."""
    match = _NAME.search(text)
    return f"{match['name']} {match['word']}" if match else ""
