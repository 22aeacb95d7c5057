"""People whom a cover lists without a list's heading: in a table of names with a column of who was there, or one by one
with their parties or initials, the last name first or last.

Such lines are read as members, below the heading »Medlemmer«.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.participant_headings import participant_heading
from meetings.parsing.structure.party_names import party_letter
from meetings.parsing.structure.person_entries import NAME, are_initials, parse_entry

_HEADS = re.compile(
    r"^(?:Medlem(?:mer)?|Navn|Deltager(?:e)?|Medlemmets navn)\s{2,}(?:Parti|Liste|Rolle|Funktion|Titel)\s{2,}"
    r"(?P<status>Til ?stede|Fremmøde|Deltog|Mødt|Status|Deltagelse|Afbud|Fraværende)$|"
    r"^(?:Medlem|Navn|Medlemmets navn)\s{2,}(?P<alone>Til ?stede|Fremmøde|Deltog|Mødt|Status|Deltagelse)$",
    re.IGNORECASE,
)
# The same with a column for those who were there and one for those who were not, and a mark in either.
_TWO_HEADS = re.compile(
    r"^(?:Medlem(?:mer)?|Navn|Deltager(?:e)?)\s{2,}(?:(?:Gruppe|Parti|Liste|Funktion|Rolle)\s{2,})?"
    r"(?P<there>Til ?stede|Mødt|Deltog|Fremmødt)\s{2,}(?P<away>Afbud|Fraværende|Ej mødt|Ikke mødt)$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}|\t+")
_YES = re.compile(r"^(?:x|ja|√|✓|✔|\+|til ?stede|mødt|deltog|deltager)$", re.IGNORECASE)
_NO = re.compile(r"^(?:nej|-|–|÷|afbud|fraværende|ej til ?stede|ikke mødt|syg)$", re.IGNORECASE)
# What means the other in a column of those absent.
_IS_MARK = re.compile(r"^(?:x|ja|√|✓|✔|\+|nej|-|–)$", re.IGNORECASE)
_OTHER = {"til stede": "afbud", "afbud": "til stede"}
_OF_ABSENCE = re.compile(r"^(?:afbud|fraværende)$", re.IGNORECASE)
_WITH_PARTY = re.compile(r"\([A-ZÆØÅ]{1,3}\)$")
# A name with the letters that the minutes call its owner by: »Bo Riis – BR (afbud)«, »Bo Riis, formand (BR)«.
_WITH_INITIALS = re.compile(
    rf"^(?P<name>{NAME})(?:, [\wæøå]+,?)?\s*(?:[–:-]\s*|\()(?P<letters>[A-ZÆØÅ]{{2,4}})\)?(?:\s*\([^()]+\))?$"
)
_LAST_NAME_FIRST = re.compile(
    r"^(?P<last>[A-ZÆØÅ][\w-]+), (?P<first>[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*){0,3})"
    r"(?:\s{2,}|\s*\()(?P<party>[A-ZÆØÅ]{1,3})\)?$"
)
_HEADING = "Medlemmer:"
# So many people one below the other are a list.
_FEWEST, _FEWEST_ROWS = 3, 2
# Two people on a line, each with a cell of attendance.
_CELLS_OF_TWO = 4


def with_rows_as_lists(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cover, those of such a table or list below a heading of their own; others as they are."""
    found: list[Line] = []
    at = 0
    has_heading = False
    while at < len(lines):
        head = _HEADS.match(lines[at].text)
        rows = _rows(lines[at + 1 :], head["status"] or head["alone"]) if head else []
        if two := _TWO_HEADS.match(lines[at].text):
            places = [lines[at].indent + two.start(name) for name in ("there", "away")]
            rows = _rows_of_two_columns(lines[at + 1 :], *places)
        if len(rows) >= _FEWEST_ROWS:
            found += [replace(lines[at], text=_HEADING), *rows]
            at += 1 + len(rows)
            has_heading = True
            continue
        pairs = _rows_of_pairs(lines[at:])
        if len(pairs) >= _FEWEST_ROWS:
            found.append(replace(lines[at], text=_HEADING))
            found += [row for of_line in pairs for row in of_line]
            at += len(pairs)
            has_heading = True
            continue
        has_heading = has_heading or participant_heading(lines[at].text) is not None
        people = 0 if has_heading else _people_from(lines[at:])
        if people >= _FEWEST:
            found.append(replace(lines[at], text=_HEADING))
            found += [replace(line, text=_as_entry(line.text)) for line in lines[at : at + people]]
            at += people
            has_heading = True
            continue
        found.append(lines[at])
        at += 1
    return found


def _rows_of_pairs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines from the first on that have two people, each with what is said of attendance, as an entry for each."""
    rows: list[list[Line]] = []
    for line in lines:
        cells = [cell.strip() for cell in _GAP.split(line.text.strip())]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if len(cells) != _CELLS_OF_TWO or not all(parse_entry(name) and _attendance(said) for name, said in pairs):
            break
        rows.append([replace(line, text=f"{name}, {_attendance(said)}") for name, said in pairs])
    return rows


def _rows(lines: Iterable[Line], status: str) -> list[Line]:
    """The rows of a table, each as an entry with the party and with what its last column says."""
    rows: list[Line] = []
    for line in lines:
        name, *cells = (cell.strip() for cell in _GAP.split(line.text.strip()))
        if parse_entry(name) is None or not all(map(_is_cell, cells)):
            break
        party = next(filter(None, map(party_letter, cells[:1])), "")
        said = next(filter(None, map(_attendance, reversed(cells))), "")
        told = _OTHER[said] if _OF_ABSENCE.match(status) and _IS_MARK.match(cells[-1]) else said
        rows.append(replace(line, text=", ".join(filter(None, (f"{name} ({party})" if party else name, told)))))
    return rows


def _rows_of_two_columns(lines: Iterable[Line], there: int, away: int) -> list[Line]:
    """The rows below such heads as entries: whose mark stands nearer to the first head was there."""
    rows: list[Line] = []
    for line in lines:
        *cells, mark = (cell.strip() for cell in _GAP.split(line.text.strip()))
        if not cells or parse_entry(cells[0]) is None or not _IS_MARK.match(mark):
            break
        place = line.indent + line.text.rstrip().rfind(mark)
        party = next(filter(None, map(party_letter, cells[1:2])), "")
        told = "til stede" if abs(place - there) < abs(place - away) else "afbud"
        rows.append(replace(line, text=f"{cells[0]}{f' ({party})' if party else ''}, {told}"))
    return rows


def _is_cell(cell: str) -> bool:
    return bool(_attendance(cell) or party_letter(cell)) or cell.isalpha()


def _attendance(cell: str) -> str:
    return "til stede" if _YES.match(cell) else "afbud" if _NO.match(cell) else ""


def _people_from(lines: Sequence[Line]) -> int:
    """How many lines from the first on have a person with a party or initials and nothing else."""
    people = 0
    for line in lines:
        text = _GAP.split(_first_name_first(line.text))[0]
        if not all(map(_is_cell, _GAP.split(_first_name_first(line.text))[1:])):
            break
        initials = _WITH_INITIALS.match(text)
        is_marked = _WITH_PARTY.search(text) or (initials and are_initials(initials["letters"], initials["name"]))
        if not is_marked or participant_heading(text) or parse_entry(text) is None:
            break
        people += 1
    return people


def _as_entry(text: str) -> str:
    """A person's line as an entry: »Bo Riis (A)     Formand     Fraværende« as »Bo Riis (A), Formand, afbud«."""
    name, *cells = _GAP.split(_first_name_first(text))
    return ", ".join([name, *(_attendance(cell) or cell for cell in cells if not party_letter(cell))])


def _first_name_first(text: str) -> str:
    """»Riis, Bo Emil    IA« as »Bo Emil Riis (IA)«; other texts as they are."""
    match = _LAST_NAME_FIRST.match(text)
    return f"{match['first']} {match['last']} ({match['party']})" if match else text
