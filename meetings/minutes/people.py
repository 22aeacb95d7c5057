"""The list of participants, in the forms in which councils print it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.minutes.clean import Line
from meetings.minutes.document import Participant, Place, Status, Warning
from meetings.minutes.municipalities import municipality

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
}
"""Names of parties and the letter that stands for them; `UP` is a member outside the parties."""

_LIST = re.compile(r"^(?:Deltagerfortegnelse|Deltagerliste|Medlemmer)\s*:?$", re.IGNORECASE)
_PRESENT = re.compile(
    r"^(?:(?:Til stede|Tilstede)(?: var)?|(?:Møde)?deltagere|Mødte|Fremmødte)\s*(?::\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"^(?:Afbud(?: fra)?|Meldt afbud|Ikke til stede|Fraværende(?: (?:med|uden) afbud)?)\s*(?::\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÆØÅÉ][\w’'.-]*(?:\s+(?:[A-ZÆØÅÉ][\w’'.-]*|af|de|von|van|la|el)){1,5}"
_ENTRY = re.compile(rf"^(?P<name>{_NAME})\s*(?P<rest>(?:[,(]|\s[-–]\s).*)?$")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_LETTER = re.compile(r"^[A-ZÆØÅ]{1,2}$")
_REMARK = re.compile(
    r"\b(?:deltog (?:ikke|kun|fra|i|under)|til kl\.|fra kl\.|stedfortræder for|suppleant for|i stedet for|afbud|forlod)\b.*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:1\.|2\.|første|anden)?\s*(?:vice)?borgmester|(?:næst|vice)?formand|observatør|rådmand|medlem|udvalgsformand|"
    r"regionsrådsformand|sekretær|direktør|kommunaldirektør|byrådsmedlem|kommunalbestyrelsesmedlem)\b.*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:Ingen|–|-)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class _Entry:
    name: str
    party: str = ""
    municipality: str = ""
    role: str = ""
    absent: bool = False


@dataclass(frozen=True)
class ParticipantList:
    """The participants, whether the list is whole (None: there is no list), warnings, and the lines used."""

    participants: tuple[Participant, ...]
    complete: bool | None
    warnings: tuple[Warning, ...]
    lines: tuple[Line, ...]


def read_participants(lines: Sequence[Line]) -> ParticipantList:
    """The participants that the lines before the first heading list.

    A list is whole when at least as many are present as absent: a council that has fewer can't decide
    (kommunestyrelsesloven § 11), so a list that says so has been cut.
    """
    participants: dict[str, Participant] = {}
    warnings: list[Warning] = []
    used: list[Line] = []
    status: Status | None = None
    headed = False
    for line, text, entry_status, is_heading in _listed(lines):
        used.append(line)
        if is_heading:
            headed = headed or entry_status == "present"
            status = entry_status or status
            continue
        entry = _entry(text)
        if entry is None:
            previous = _continued(participants, text)
            if previous is None:
                if not _NOBODY.match(text):
                    warnings.append(_not_understood(line))
                continue
            participants[previous.name] = previous
            continue
        _add(participants, warnings, entry, status or "present", line)
    found = tuple(participants.values())
    present = sum(participant.status == "present" for participant in found)
    complete = present > 0 and present >= len(found) - present if used else None
    return ParticipantList(found, complete, tuple(warnings), tuple(used))


def party_letter(text: str) -> str:
    """The letter of a party given by letter or name; '' where the text is neither."""
    words = " ".join(text.split()).strip("., ")
    if _LETTER.match(words) and words.upper() not in {"UP"}:
        return words
    return PARTY_LETTERS.get(words.casefold(), "")


def _listed(lines: Sequence[Line]) -> Iterator[tuple[Line, str, Status | None, bool]]:
    """Every line of the list with its text; headings come with the status that they announce."""
    listing = False
    waiting: list[tuple[Line, str]] = []
    for line in lines:
        heading = _PRESENT.match(line.text) or _ABSENT.match(line.text)
        if _LIST.match(line.text) or heading:
            yield from _paired(waiting)
            waiting = []
            listing = True
            status: Status | None = None
            if heading:
                status = "absent" if _ABSENT.match(line.text) else "present"
            yield line, line.text, status, True
            if heading and heading["rest"]:
                for text in _inline_entries(heading["rest"]):
                    yield line, text, status, False
        elif listing and line.text:
            waiting += [(line, text) for text in _columns(line.text)]
    yield from _paired(waiting)


def _columns(text: str) -> list[str]:
    """A line of two columns as its entries: name and municipality belong together, two names do not."""
    cells = re.split(r"\s{3,}", text)
    if len(cells) > 1 and all(_ENTRY.match(cell) and municipality(cell) is None for cell in cells):
        return cells
    return [", ".join(cells) if len(cells) > 1 else text]


def _paired(entries: Sequence[tuple[Line, str]]) -> Iterator[tuple[Line, str, Status | None, bool]]:
    """Entries as they stand; a column of names followed by as long a column of municipalities is put together."""
    half = len(entries) // 2
    names, towns = entries[:half], entries[half:]
    if half > 1 and len(names) == len(towns) and all(municipality(text) for _, text in towns):
        if not any(municipality(text) for _, text in names):
            entries = [(line, f"{name}, {town}") for (line, name), (_, town) in zip(names, towns, strict=True)]
    for line, text in entries:
        yield line, text, None, False


def _inline_entries(text: str) -> list[str]:
    """Entries that stand on the heading's own line: apart by semicolons, else by commas before a new name."""
    text = text.strip().rstrip(".")
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    parts: list[str] = []
    for part in re.split(r",\s*|\s+og\s+(?=[A-ZÆØÅ])", text):
        is_name = _ENTRY.match(part) and municipality(part) is None and not _ROLE.match(part)
        if parts and not is_name:
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return parts


def _entry(text: str) -> _Entry | None:
    """One participant's line; None where it is not a name."""
    match = _ENTRY.match(re.sub(r"^[–−•-]\s+", "", text))
    if not match or municipality(text) or _ROLE.match(text) or party_letter(text):
        return None
    entry = _Entry(" ".join(match["name"].split()))
    rest = match["rest"] or ""
    for bracket in _BRACKET.finditer(rest):
        for part in re.split(r"[,;/]\s*", bracket["inside"]):
            entry = _with_detail(entry, part)
    remark = _REMARK.search(_BRACKET.sub(" ", rest))
    outside = _BRACKET.sub(",", rest)
    if remark:
        outside = _REMARK.sub("", outside)
    for part in re.split(r",\s*|\s[-–]\s", outside):
        entry = _with_detail(entry, part)
    return _with_remark(entry, remark.group().strip(" ,.")) if remark else entry


def _continued(participants: dict[str, Participant], text: str) -> Participant | None:
    """The last participant with a detail that stands on a line of its own: role, party or municipality."""
    if not participants:
        return None
    last = list(participants.values())[-1]
    inside = text.strip().strip("()")
    detail = _with_detail(_Entry(last.name), inside)
    if not (detail.party or detail.municipality or _ROLE.match(inside) or _REMARK.match(inside)):
        return None
    return replace(
        last,
        party=last.party or detail.party,
        municipality=last.municipality or detail.municipality,
        role=_joined(last.role, detail.role),
    )


def _with_detail(entry: _Entry, text: str) -> _Entry:
    """The entry with what `text` tells: a party, a municipality, a remark, else a role or organisation."""
    words = " ".join(text.split()).strip(" ,.-–")
    if not words:
        return entry
    if party := party_letter(words):
        return replace(entry, party=entry.party or party)
    if town := municipality(words):
        return replace(entry, municipality=entry.municipality or town)
    if _REMARK.match(words):
        return _with_remark(entry, words)
    town_at_end = re.match(r"^(?P<role>.+?)(?:,| i| for)?\s+(?P<town>\S+(?:\s\S+)? Kommune)$", words)
    if town_at_end and (town := municipality(town_at_end["town"])):
        return replace(entry, municipality=entry.municipality or town, role=_joined(entry.role, town_at_end["role"]))
    return replace(entry, role=_joined(entry.role, words))


def _with_remark(entry: _Entry, remark: str) -> _Entry:
    if re.match(r"^(?:meldt )?afbud\b", remark, re.IGNORECASE):
        return replace(entry, absent=True)
    return replace(entry, role=_joined(entry.role, remark))


def _add(
    participants: dict[str, Participant], warnings: list[Warning], entry: _Entry, status: Status, line: Line
) -> None:
    """Put the entry on the list; somebody both present and absent is kept as present, with a warning."""
    status = "absent" if entry.absent else status
    known = participants.get(entry.name)
    if known and known.status != status:
        message = f"{entry.name} står både som deltager og med afbud. Regnet som deltager."
        warnings.append(Warning(line.page, line.number, message))
        participants[entry.name] = replace(
            known, status="present", role=_joined(known.role, "afbud til en del af mødet")
        )
        return
    if known:
        warnings.append(Warning(line.page, line.number, f"{entry.name} står to gange på deltagerlisten."))
        return
    place = Place(line.page, line.number)
    participants[entry.name] = Participant(entry.name, entry.party, entry.municipality, status, entry.role, place)


def _joined(first: str, second: str) -> str:
    return f"{first}, {second}" if first and second and second not in first else first or second


def _not_understood(line: Line) -> Warning:
    return Warning(line.page, line.number, f"Linjen i deltagerlisten blev ikke forstået: »{line.text}«.")
