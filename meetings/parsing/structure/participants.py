"""Reads the list of participants, in the forms in which councils print it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import AttendanceStatus, ParsingWarning, Participant
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.text.flow import join_lines

# The letter of each party by its names in small letters; `UP` (»uden for parti«) is a member of no party.
PARTY_LETTERS = {
    "socialdemokratiet": "A",
    "socialdemokraterne": "A",
    "radikale venstre": "B",
    "det konservative folkeparti": "C",
    "konservative": "C",
    "sf": "F",
    "socialistisk folkeparti": "F",
    "liberal alliance": "I",
    "moderaterne": "M",
    "dansk folkeparti": "O",
    "venstre": "V",
    "danmarksdemokraterne": "Æ",
    "enhedslisten": "Ø",
    "alternativet": "Å",
    "uden for parti": "UP",
    "udenfor parti": "UP",
    "up": "UP",
    "løsgænger": "UP",
    "rv": "B",
    "kf": "C",
    "la": "I",
    "df": "O",
    "dd": "Æ",
    "el": "Ø",
}

_LIST = re.compile(r"^(?:Deltagerfortegnelse|Deltagerliste|Medlemmer)\s*:?$", re.IGNORECASE)
_TITLE = r"(?i:(?:vice)?borgmester|rådmand|(?:næst)?formand|regionsrådsformand|(?:kommunal)?direktør)"
_PRESENT = re.compile(
    r"^(?:(?:Til stede|Tilstede)(?: var)?|(?:Møde)?deltagere|Mødte|Fremmødte)\s*(?::\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"^(?:Afbud|Meldt afbud|Ikke til stede|Fraværende(?: (?:med|uden) afbud)?)\s*(?::\s*(?P<rest>.*))?$|"
    r"^(?:Der var )?(?:meldt )?afbud fra(?:\s*:)?\s*(?P<from>.*)$",
    re.IGNORECASE,
)
_ALSO_PRESENT = re.compile(
    r"^(?:Desuden (?:deltog|til stede)|Øvrige(?: deltagere)?|Gæster|Observatører|Tilforordnede|"
    r"(?:Fra )?(?:administrationen|sekretariatet|Administration|Sekretariat))\s*(?::\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAPITAL}[\w’'.-]*(?:\s+(?:{_CAPITAL}[\w’'.-]*|af|da|de|den|der|di|du|el|la|le|ten|van|von|zu)){{1,6}}"
_ENTRY = re.compile(rf"^(?P<title>{_TITLE}\s+)?(?P<name>{_NAME})\s*(?P<rest>(?:[,(]|\s[-–]\s).*)?$")
_ENTRY_MARK = re.compile(r"^(?:[–−•-]|\d{1,2}[.)])\s+")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_LETTER = re.compile(r"^[A-ZÆØÅ]$")
_REMARK = re.compile(
    r"\b(?:deltog (?:ikke|kun|fra|i|under)|(?:til|fra) kl\.|(?:stedfortræder|suppleant|i stedet) for|"
    r"(?:meldt )?afbud|forlod)\b.*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:1\.|2\.|første|anden)?\s*(?:vice)?borgmester|(?:næst|vice)?formand|observatør|rådmand|medlem|udvalgsformand|"
    r"regionsrådsformand|sekretær|direktør|kommunaldirektør|byrådsmedlem|kommunalbestyrelsesmedlem)\b.*$",
    re.IGNORECASE,
)
# In characters. A longer line is a text: it is no entry, and is not searched for names.
_LONGEST_ENTRY = 300
# In characters: a line longer than this is likely to go on below.
_FULL_LINE = 60
_NOBODY = re.compile(r"^(?:Ingen(?: øvrige)?|–|-)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class _Entry:
    name: str
    party: str = ""
    municipality: str = ""
    role: str = ""
    absent: bool = False


@dataclass(frozen=True)
class ParticipantList:
    """The participants, whether the list is complete (None: there is no list), warnings, and the lines it takes."""

    participants: tuple[Participant, ...]
    complete: bool | None
    warnings: tuple[ParsingWarning, ...]
    lines: tuple[Line, ...]


def read_participants(lines: Sequence[Line]) -> ParticipantList:
    """The participants that the lines before the first heading list.

    The list is complete when at least as many are present as absent: a council can only decide when half of its
    members are there (kommunestyrelsesloven § 11), so lines are missing from a list with fewer.
    """
    participants: dict[str, Participant] = {}
    warnings: list[ParsingWarning] = []
    used: list[Line] = []
    status: AttendanceStatus | None = None
    town, stands_above = "", False
    previous: _ListPart | None = None
    nobody_below: _ListPart | None = None
    for listed in _list_parts(lines):
        used.append(listed.line)
        if not listed.text:
            continue
        if listed.is_heading:
            status = listed.status or status
            town, stands_above = "", False
            warnings += [_not_understood_warning(nobody_below)] if nobody_below else []
            nobody_below = None
        elif entry := _parse_entry(listed.text):
            entry = replace(entry, municipality=entry.municipality or town)
            known = participants.get(entry.name)
            participants[entry.name], contradiction = _with_entry(known, entry, status or "present", listed.line)
            if contradiction:
                warnings.append(ParsingWarning(listed.line.page, listed.line.number, contradiction))
            nobody_below = None
        elif parse_municipality(listed.text) and (stands_above or (previous and previous.is_heading)):
            town, stands_above = parse_municipality(listed.text) or "", True
            warnings += [_not_understood_warning(nobody_below)] if nobody_below else []
            nobody_below = listed
        elif continued := _extended_participant(participants, listed.text):
            participants[continued.name] = continued
        elif not _NOBODY.match(listed.text):
            warnings.append(_not_understood_warning(listed))
        previous = listed
    warnings += [_not_understood_warning(nobody_below)] if nobody_below else []
    found = tuple(participants.values())
    present = sum(participant.status == "present" for participant in found)
    complete = present > 0 and present >= len(found) - present if used else None
    return ParticipantList(found, complete, tuple(warnings), tuple(used))


def opens_participant_list(line: Line) -> bool:
    """Whether a line is the heading of a list of participants."""
    return _list_heading(line) is not None


def party_letter(text: str) -> str:
    """The letter of a party given by letter or name; '' where the text is neither."""
    words = " ".join(text.split()).strip("., ")
    return words if _LETTER.match(words) else PARTY_LETTERS.get(words.casefold(), "")


@dataclass(frozen=True)
class _ListPart:
    """A line of the list or a part of one; a heading comes with the status that it announces."""

    line: Line
    text: str
    is_heading: bool = False
    status: AttendanceStatus | None = None


def _list_parts(lines: Sequence[Line]) -> Iterator[_ListPart]:
    """Every part of the list in order, headings and entries."""
    listing = False
    waiting: list[_ListPart] = []
    inline: list[_ListPart] = []
    for line in lines:
        heading = _list_heading(line)
        if heading:
            yield from (*_inline_entries(inline), *_pair_columns(waiting))
            inline, waiting, listing = [], [], True
            yield heading[0]
            inline = [_ListPart(line, heading[1])] if heading[1] else []
        elif inline and line.text and _continues_below(inline[-1], line):
            inline.append(_ListPart(line, line.text))
        elif listing and not inline and _names_several(line.text):
            yield from _pair_columns(waiting)
            waiting, inline = [], [_ListPart(line, line.text)]
        elif listing and line.text:
            yield from _inline_entries(inline)
            inline = []
            waiting += [_ListPart(line, text) for text in _column_entries(line.text)]
    yield from (*_inline_entries(inline), *_pair_columns(waiting))


def _list_heading(line: Line) -> tuple[_ListPart, str] | None:
    """A line that opens a list or a part of it, with the entries that stand on the line itself."""
    if _LIST.match(line.text):
        return _ListPart(line, line.text, is_heading=True), ""
    if match := _PRESENT.match(line.text) or _ALSO_PRESENT.match(line.text):
        return _ListPart(line, line.text, True, "present"), match["rest"] or ""
    if match := _ABSENT.match(line.text):
        return _ListPart(line, line.text, True, "absent"), match["rest"] or match["from"] or ""
    return None


def _continues_below(last: _ListPart, line: Line) -> bool:
    """Whether entries on a heading's own line go on below it."""
    if parse_case_line(line.text) is not None:
        return False
    is_open = last.text.endswith((",", ";", "-", " og")) or len(last.line.text) > _FULL_LINE
    return is_open or (line.text[0].islower() and not _NOBODY.match(last.text))


def _names_several(text: str) -> bool:
    """Whether a line of its own lists several people: each with a party, or three names or more."""
    if len(text) > _LONGEST_ENTRY:
        return False
    parts = re.split(r",\s*|\s+og\s+|;\s*", text.strip(" ,.;"))
    if len(parts) < 2 or not all(_ENTRY.match(part) and parse_municipality(part) is None for part in parts):
        return False
    return len(parts) > 2 or all(_BRACKET.search(part) for part in parts)


def _column_entries(text: str) -> list[str]:
    """A line of two columns as its entries: name and municipality belong together, two names do not."""
    cells = re.split(r"\s{3,}", text)
    if len(cells) > 1 and all(_ENTRY.match(cell) and parse_municipality(cell) is None for cell in cells):
        return cells
    return [", ".join(cells) if len(cells) > 1 else text]


def _pair_columns(entries: Sequence[_ListPart]) -> Iterator[_ListPart]:
    """Entries as they stand; a column of names followed by as long a column of municipalities is put together."""
    half = len(entries) // 2
    names, towns = entries[:half], entries[half:]
    are_columns = len(towns) == half > 1 and all(parse_municipality(town.text) for town in towns)
    if are_columns and not any(parse_municipality(name.text) for name in names):
        entries = [replace(name, text=f"{name.text}, {town.text}") for name, town in zip(names, towns, strict=True)]
    yield from entries


def _inline_entries(parts: Sequence[_ListPart]) -> list[_ListPart]:
    """Entries that stand on the heading's own line: apart by semicolons, else by commas before a new name."""
    if not parts:
        return []
    text = join_lines(*(part.text for part in parts)).strip().rstrip(".")
    if ";" in text:
        return _with_lines([[part.strip()] for part in text.split(";") if part.strip()], parts)
    entries: list[list[str]] = []
    for part in filter(None, re.split(r",\s*|\s+og\s+(?=[A-ZÆØÅ])", text)):
        is_name = _ENTRY.match(part) and parse_municipality(part) is None and not _ROLE.match(part)
        if entries and not is_name:
            entries[-1].append(part)
        else:
            entries.append([part])
    return _with_lines(entries, parts)


def _with_lines(entries: Sequence[Sequence[str]], parts: Sequence[_ListPart]) -> list[_ListPart]:
    """The entries as parts of the list, and the lines below the first that they also stand on."""
    listed = [replace(parts[0], text=", ".join(entry)) for entry in entries]
    return [*listed, *(replace(part, text="") for part in parts[1:])]


def _parse_entry(text: str) -> _Entry | None:
    """One participant's line; None where it is not a name."""
    match = _ENTRY.match(_ENTRY_MARK.sub("", text)) if len(text) <= _LONGEST_ENTRY else None
    if not match or parse_municipality(text) or party_letter(text) or (_ROLE.match(text) and not match["title"]):
        return None
    entry = _Entry(" ".join(match["name"].split()), role=(match["title"] or "").strip().lower())
    rest = match["rest"] or ""
    for bracket in _BRACKET.finditer(rest):
        for part in re.split(r"[,;/]\s*", bracket["inside"]):
            entry = _with_detail(entry, part)
    outside = _BRACKET.sub(",", rest)
    remark = _REMARK.search(outside)
    for part in re.split(r",\s*|\s[-–]\s", _REMARK.sub("", outside)):
        entry = _with_detail(entry, part)
    return _with_remark(entry, remark.group().strip(" ,.")) if remark else entry


def _extended_participant(participants: dict[str, Participant], text: str) -> Participant | None:
    """The last participant with the role, party or municipality that a line of its own adds; None if it adds none."""
    last = next(reversed(participants.values()), None)
    if last is None or len(text) > _LONGEST_ENTRY:
        return None
    inside = text.strip().strip("()")
    if inside.casefold() == "kommune" and last.municipality:
        return last
    detail = _with_detail(_Entry(last.name), inside)
    is_role = _ROLE.match(inside) or _REMARK.match(inside)
    if detail.absent or not (detail.party or detail.municipality or is_role):
        return None
    if (detail.party and last.party) or (detail.municipality and last.municipality) or len(last.role) > _LONGEST_ENTRY:
        return None
    return replace(
        last,
        party=last.party or detail.party,
        municipality=last.municipality or detail.municipality,
        role=_join_roles(last.role, detail.role),
    )


def _with_detail(entry: _Entry, text: str) -> _Entry:
    """The entry with what `text` says: a party, a municipality, a remark, else a role or organisation."""
    words = " ".join(text.split()).strip(" ,.-–")
    if not words:
        return entry
    if party := party_letter(words):
        return replace(entry, party=entry.party or party)
    if town := parse_municipality(words):
        return replace(entry, municipality=entry.municipality or town)
    if _REMARK.match(words):
        return _with_remark(entry, words)
    town_at_end = re.match(r"^(?P<role>.+?)(?:,| i| for)?\s+(?P<town>\S+(?:\s\S+)? Kommune)$", words)
    if town_at_end and (town := parse_municipality(town_at_end["town"])):
        return replace(
            entry, municipality=entry.municipality or town, role=_join_roles(entry.role, town_at_end["role"])
        )
    return replace(entry, role=_join_roles(entry.role, words))


def _with_remark(entry: _Entry, remark: str) -> _Entry:
    if re.match(r"^(?:meldt )?afbud\b", remark, re.IGNORECASE):
        return replace(entry, absent=True)
    return replace(entry, role=_join_roles(entry.role, remark))


def _with_entry(
    known: Participant | None, entry: _Entry, status: AttendanceStatus, line: Line
) -> tuple[Participant, str]:
    """The participant as an entry of the list says, and a warning's message, '' where nothing is wrong.

    `known` is the participant of that name so far, None where there is none. Somebody who is listed both as present and
    as absent counts as present.
    """
    status = "absent" if entry.absent else status
    if known is None:
        return Participant(entry.name, entry.party, entry.municipality, status, entry.role, line.place), ""
    if known.status == status:
        role = _join_roles(known.role, entry.role)
        return replace(known, role=role), f"{entry.name} står to gange på deltagerlisten."
    role = _join_roles(_join_roles(known.role, entry.role), "afbud til en del af mødet")
    message = f"{entry.name} står både som deltager og med afbud. Regnet som deltager."
    return replace(known, status="present", role=role), message


def _join_roles(first: str, second: str) -> str:
    return f"{first}, {second}" if first and second and second not in first else first or second


def _not_understood_warning(listed: _ListPart) -> ParsingWarning:
    shown = listed.text if len(listed.text) <= 200 else f"{listed.text[:200]}…"
    message = f"Linjen i deltagerlisten blev ikke forstået: »{shown}«."
    return ParsingWarning(listed.line.page, listed.line.number, message)
