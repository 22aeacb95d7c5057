"""Makes the warnings of what was not understood or looks wrong in a document, in Danish, for the secretariat."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from meetings.parsing.document import DocumentKind, ParsingWarning
from meetings.parsing.lines.line import Line
from meetings.parsing.meaning.sums import wrong_sums
from meetings.parsing.structure.headings import Heading
from meetings.parsing.structure.items import ItemContent, stray_lines
from meetings.parsing.structure.participants import ParticipantList

_NAMES_TABLE = re.compile(
    r"\b(?:jf\. tabel|tabel \d|tabellen (?:herunder|nedenfor)|nedenstående tabel|"
    r"(?:herunder|nedenfor) (?:fremgår|ses|vises) (?:beløb|fordeling|kvote|tal)\w*)\b",
    re.IGNORECASE,
)


def participant_warnings(
    kind: DocumentKind, participants: ParticipantList, lines: Sequence[Line]
) -> list[ParsingWarning]:
    """Minutes without a list of participants, or with one that has been cut."""
    if kind == "agenda" or participants.complete:
        return []
    if not participants.lines:
        page, number = (lines[0].page, lines[0].number) if lines else (1, 1)
        return [ParsingWarning(page, number, "Referatet har ingen deltagerliste.")]
    first = participants.lines[0]
    return [
        ParsingWarning(first.page, first.number, "Deltagerlisten er ufuldstændig: færre er til stede end fraværende.")
    ]


def cover_warnings(
    before: Sequence[Line], understood_lines: Set[int], participants: ParticipantList
) -> list[ParsingWarning]:
    """Lines before the first heading that say nothing known, one warning for each run of them.

    `understood_lines` has the numbers (`Line.number`) of those that were read as part of the cover.
    """
    understood = understood_lines | {line.number for line in participants.lines}
    found: list[list[Line]] = []
    follows = False
    for line in before:
        is_unknown = bool(line.text) and line.number not in understood
        if is_unknown and follows:
            found[-1].append(line)
        elif is_unknown:
            found.append([line])
        follows = is_unknown
    return [
        ParsingWarning(run[0].page, run[0].number, f"Teksten på forsiden blev ikke forstået: »{_excerpt(run)}«.")
        for run in found
    ]


def council_warnings(council: str, lines: Sequence[Line]) -> list[ParsingWarning]:
    """A council that every municipality has, where the document does not say whose it is."""
    if not council or "," in council or council.startswith("KKR ") or not lines:
        return []
    message = f"Dokumentet siger ikke, hvilken kommune {council} hører til."
    return [ParsingWarning(lines[0].page, lines[0].number, message)]


def stray_line_warnings(lines: Sequence[Line], headings: Sequence[Heading]) -> list[ParsingWarning]:
    """Text under a section that belongs to no item: one warning for all of it."""
    return [
        ParsingWarning(texts[0].page, texts[0].number, f"Teksten hører ikke til noget punkt: »{_excerpt(texts)}«.")
        for texts in stray_lines(lines, headings)
    ]


def numbering_warnings(headings: Sequence[Heading], lines: Sequence[Line]) -> list[ParsingWarning]:
    """Numbers that are left out between headings, which may mean that a heading was not recognized."""
    found = []
    for before, heading in pairwise(headings):
        last, this = before.number.split("."), heading.number.split(".")
        if len(this) == 2 and len(last) == 2 and last[0] == this[0]:
            expected = int(last[1]) + 1
            skipped = int(this[1]) != expected
        else:
            skipped = int(this[0]) > int(last[0]) + 1
        if skipped:
            line = lines[heading.line]
            message = f"Nummereringen springer fra {before.number} til {heading.number}."
            found.append(ParsingWarning(line.page, line.number, message))
    return found


def lost_table_warnings(items: Sequence[ItemContent]) -> list[ParsingWarning]:
    """A text that says "jf. tabel 1" in an item without any table: extraction lost it."""
    return [
        ParsingWarning(
            field.place.page,
            field.place.line,
            f"Punkt {item.heading.number} nævner en tabel, som ikke blev fundet.",
        )
        for item in items
        if not item.tables
        for field in item.fields
        if _NAMES_TABLE.search(field.text)
    ]


def wrong_sum_warnings(items: Sequence[ItemContent]) -> list[ParsingWarning]:
    """A table whose last row is not the sum that it says it is."""
    return [
        ParsingWarning(table.place.page, table.place.line, message)
        for item in items
        for table in item.tables
        for message in wrong_sums(table.columns, table.rows)
    ]


def _excerpt(lines: Sequence[Line]) -> str:
    words = " ".join(line.text for line in lines)
    return words if len(words) <= 200 else f"{words[:200]}…"
