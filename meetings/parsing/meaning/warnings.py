"""Makes the warnings of what was not understood or looks wrong in a document, in Danish, for the secretariat."""

import re
from collections.abc import Sequence, Set
from datetime import UTC, date, datetime
from itertools import accumulate, pairwise

from meetings.parsing.document import DocumentKind, Item, ParsingWarning
from meetings.parsing.lines.line import Line
from meetings.parsing.lines.pages import Pages, SeenPages
from meetings.parsing.lines.sight import Unseen
from meetings.parsing.meaning.decisions import has_deciding_word
from meetings.parsing.meaning.sums import wrong_sums
from meetings.parsing.structure.accounted import LeftOver
from meetings.parsing.structure.councils import is_of_owners
from meetings.parsing.structure.headings import Heading
from meetings.parsing.structure.items import ItemContent, stray_lines
from meetings.parsing.structure.participants import ParticipantList

_NAMES_TABLE = re.compile(
    r"\b(?:jf\. tabel|tabel \d|tabellen (?:herunder|nedenfor)|nedenstående tabel|"
    r"(?:herunder|nedenfor) (?:fremgår|ses|vises) (?:beløb|fordeling|kvote|tal)\w*)\b",
    re.IGNORECASE,
)


# Councils as they are now came with the municipal reform of 1970.
_FIRST_YEAR = 1970
# In years: dates are set so far ahead at most.
_FAR_AHEAD = 3
# In years: what a document names lies nearer to its meeting.
_FAR_OFF = 8
_FEWEST_YEARS = 2
_YEAR = re.compile(r"[12](?<!\d[12])(?:(?<=1)9|(?<=2)0)\d{2}(?!\d)")


def unseen_text_warnings(pages: Pages) -> list[ParsingWarning]:
    """Text of a PDF that nobody sees, which is not read: one warning for a page and a reason."""
    found: dict[tuple[int, Unseen], list[str]] = {}
    for unseen in pages.unseen if isinstance(pages, SeenPages) else ():
        found.setdefault((unseen.page, unseen.why), []).append(unseen.text)
    first_lines = list(accumulate((0 if lines == ("",) else len(lines) for lines in pages), initial=1))
    return [
        ParsingWarning(
            page, first_lines[page - 1], f"Tekst, der står {why.value}, er ikke læst: »{_shortened(' '.join(texts))}«."
        )
        for (page, why), texts in found.items()
    ]


def participant_warnings(
    kind: DocumentKind, participants: ParticipantList, lines: Sequence[Line]
) -> list[ParsingWarning]:
    """Minutes without a list of participants, or with one that has been cut."""
    if kind == "agenda" or not participants.is_cut:
        return []
    if not participants.lines:
        page, number = (lines[0].page, lines[0].number) if lines else (1, 1)
        return [ParsingWarning(page, number, "Referatet har ingen deltagerliste.")]
    first = participants.lines[0]
    return [
        ParsingWarning(first.page, first.number, "Deltagerlisten er ufuldstændig: færre er til stede end fraværende.")
    ]


def joint_meeting_warnings(others: Sequence[str], cover: Sequence[Line]) -> list[ParsingWarning]:
    """That the councils `others` hold the meeting too: it is found under each of them."""
    if not others:
        return []
    first = next((line for line in cover if any(name.casefold() in line.text.casefold() for name in others)), None)
    page, number = (first.page, first.number) if first else (1, 1)
    return [ParsingWarning(page, number, f"Mødet er holdt sammen med {' og '.join(others)} og findes under dem alle.")]


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
    if not council or "," in council or council.startswith("KKR ") or is_of_owners(council) or not lines:
        return []
    message = f"Dokumentet siger ikke, hvilken kommune {council} hører til."
    return [ParsingWarning(lines[0].page, lines[0].number, message)]


def guess_warnings(council: str, day: date | None, lines: Sequence[Line]) -> list[ParsingWarning]:
    """What was read of the council or the day from less than most documents say; '' and None for nothing."""
    said = [
        *([f"Rådets navn er udledt af de første linjer: »{council}«."] if council else []),
        *([f"Mødets dato er udledt af de første linjer: {day:%d-%m-%Y}."] if day else []),
    ]
    return [ParsingWarning(lines[0].page, lines[0].number, message) for message in said]


def far_off_warnings(day: date | None, lines: Sequence[Line]) -> list[ParsingWarning]:
    """A meeting's day far from every other year that the document names, or from the years in which councils meet."""
    if day is None or not lines:
        return []
    years = [int(year) for line in lines for year in _YEAR.findall(line.text) if int(year) != day.year]
    is_far_from_all = len(years) >= _FEWEST_YEARS and all(abs(year - day.year) > _FAR_OFF for year in years)
    if not (is_far_from_all or day.year < _FIRST_YEAR or day.year > datetime.now(UTC).year + _FAR_AHEAD):
        return []
    message = f"Mødets dato er læst som {day:%d-%m-%Y}. Året ligger langt fra, hvad man skulle vente."
    return [ParsingWarning(lines[0].page, lines[0].number, message)]


def kind_warnings(kind_on_cover: DocumentKind | None, items: Sequence[ItemContent]) -> list[ParsingWarning]:
    """A cover that says agenda over items that were decided, or minutes over items without any decision."""
    decided = [field for item in items for field in item.fields if field.name == "decision"]
    if kind_on_cover == "agenda" and decided:
        place = decided[0].place
        message = "Forsiden siger dagsorden, men punkterne har beslutninger: dokumentet læses som dagsorden."
        return [ParsingWarning(place.page, place.line, message)]
    if kind_on_cover == "minutes" and items and not decided:
        place = items[0].place
        message = "Forsiden siger referat, men ingen af punkterne har en beslutning."
        return [ParsingWarning(place.page, place.line, message)]
    return []


def empty_decision_warnings(kind: DocumentKind, items: Sequence[ItemContent]) -> list[ParsingWarning]:
    """In minutes, an item with a heading for its decision and no text below it."""
    if kind == "agenda":
        return []
    message = "Punkt {} har en overskrift for beslutningen, men ingen tekst under den."
    return [
        ParsingWarning(item.empty_decision.page, item.empty_decision.line, message.format(item.heading.number))
        for item in items
        if item.empty_decision
    ]


def title_warnings(headings: Sequence[Heading], lines: Sequence[Line]) -> list[ParsingWarning]:
    """Items that have no heading in the document and are told apart by the order of their texts only."""
    return [
        ParsingWarning(lines[heading.line].page, lines[heading.line].number, f"{heading.title} har ingen overskrift.")
        for heading in headings
        if heading.is_item and heading.title == f"Punkt {heading.number}"
    ]


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


def left_over_warnings(left_over: Sequence[LeftOver]) -> list[ParsingWarning]:
    """Lines that look like the heading of an item and are none."""
    return [
        ParsingWarning(
            found.line.page,
            found.line.number,
            f"Linjen »{_shortened(found.line.text)}« ligner overskriften på et punkt, men er læst som tekst i punkt "
            f"{found.within}."
            if found.within
            else f"Oversigten nævner punkt {found.number}, »{_shortened(found.title)}«, som ikke blev fundet.",
        )
        for found in left_over
    ]


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


def undecided_warnings(items: Sequence[Item]) -> list[ParsingWarning]:
    """A decision with a word that decides, of which nothing was understood."""
    return [
        ParsingWarning(
            field.place.page,
            field.place.line,
            f"Punkt {item.number}: hvad der blev besluttet, blev ikke forstået: »{_shortened(field.text)}«.",
        )
        for item in items
        for field in item.fields
        if field.name == "decision" and not item.outcomes and has_deciding_word(field.text)
    ]


def _excerpt(lines: Sequence[Line]) -> str:
    return _shortened(" ".join(line.text for line in lines))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 200 else f"{words[:200]}…"
