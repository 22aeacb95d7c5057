"""Reads who took part in a meeting and who did not, in the forms in which councils print it.

A person is present or absent only where the document says so. Members that are only listed are present where it also
says who of them was absent, else their attendance is unknown; whom an agenda lists is only expected.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from meetings.parsing.document import AttendanceStatus, DocumentKind, ParsingWarning, Participant
from meetings.parsing.lines.line import Line, texts_below
from meetings.parsing.structure.attendance_sentences import everybody_came, with_whole_sentences
from meetings.parsing.structure.participant_headings import Group, ends_list, parted_at_headings, participant_heading
from meetings.parsing.structure.participant_lists import ListReading, Mention
from meetings.parsing.structure.participant_rows import with_rows_as_lists
from meetings.parsing.structure.person_entries import Entry, join_roles

# Groups of a list that name the members in full.
_LISTED: frozenset[Group | None] = frozenset({"members", "invited", "present"})
_SMALL_O = re.compile(r"^o\s+(?=[A-ZÆØÅ])")


@dataclass(frozen=True)
class ParticipantList:
    """The participants, whether the list is complete (None: there is no list), warnings, and the lines it takes.

    `mentions` is what they were concluded from; `tells_absence` whether the list says who was absent, if only nobody;
    `reading_warnings` are those of its lines; it `has_gaps` where a line of it was not understood.
    """

    participants: tuple[Participant, ...]
    complete: bool | None
    warnings: tuple[ParsingWarning, ...]
    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...] = ()
    tells_absence: bool = False
    reading_warnings: tuple[ParsingWarning, ...] = ()
    has_gaps: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether lines are missing from it: nobody is there, or fewer than are absent.

        A council can only decide when half of its members are there (kommunestyrelsesloven § 11).
        """
        absent = sum(participant.status == "absent" for participant in self.participants)
        return not 0 < len(self.participants) - absent >= absent


def read_participants(lines: Sequence[Line], understood: Set[int] = frozenset()) -> ParticipantList:
    """The participants that the lines before the first heading list or tell of, as those of minutes.

    `understood` has the numbers (`Line.number`) of the lines that the cover says something else by.
    """
    reading = ListReading()
    parted = [part for line in lines for part in _parted(_with_usual_bullet(line))]
    lines, added = with_whole_sentences(with_rows_as_lists(parted))
    for line, below in zip(lines, texts_below(lines), strict=True):
        if everybody_came(line.text):
            reading.close()
            reading.tells_absence = True
            reading.used.append(line)
        elif line.number not in understood:
            reading.read(line, below)
        elif ends_list(line.text):
            reading.close()
        else:
            reading.end_sentence()
    reading.close()
    return conclude_participants(
        ParticipantList(
            participants=(),
            complete=None,
            warnings=(),
            reading_warnings=tuple(reading.warnings),
            lines=tuple(part for line in reading.used for part in (line, *added.get(line.number, ()))),
            mentions=tuple(reading.mentions),
            tells_absence=reading.tells_absence,
            has_gaps=reading.has_gaps,
        )
    )


def _with_usual_bullet(line: Line) -> Line:
    """A line of the cover, an o before it as the bullet that it is there."""
    text = _SMALL_O.sub("• ", line.text)
    return line if text == line.text else replace(line, text=text)


def _parted(line: Line) -> list[Line]:
    parts = parted_at_headings(line.text)
    return [replace(line, text=part) for part in parts] if len(parts) > 1 else [line]


@dataclass
class _Person:
    """What names one person of several of a name, and the municipalities and parties by which they are told apart."""

    mentions: list[Mention] = field(default_factory=list)
    _municipalities: set[str] = field(default_factory=set)
    _parties: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self._municipalities |= {mention.entry.municipality} - {""}
        self._parties |= {mention.entry.party} - {""}

    def differs_from(self, mention: Mention) -> bool:
        """Whether a mention is of another person of the name: of another municipality, or of another party."""
        entry = mention.entry
        return bool(entry.municipality and self._municipalities - {entry.municipality}) or bool(
            entry.party and self._parties - {entry.party}
        )


def opens_participant_list(line: Line, below: str = "") -> bool:
    """Whether a line is the heading of a list of participants; `below` is the next line with text."""
    return participant_heading(line.text, below) is not None


def conclude_participants(
    found: ParticipantList,
    told_in_items: Sequence[Mention] = (),
    *,
    kind: DocumentKind = "minutes",
    items: Iterable[int] = (),
) -> ParticipantList:
    """The list with its participants, by it and by what the items tell of attendance.

    The list is complete when it is not cut and each of its lines was understood.
    """
    known = {_key(mention.entry.name) for mention in found.mentions if mention.group != "officials"}
    listed = {mention.entry.name: mention.entry for mention in found.mentions if mention.group in _LISTED}
    told_in_items = [_by_whole_name(mention, listed) for mention in told_in_items]
    mentions = [
        *(_by_whole_name(mention, listed) if mention.group == "absent" else mention for mention in found.mentions),
        *(mention for mention in told_in_items if _is_of_member(mention) or _key(mention.entry.name) in known),
    ]
    has_parties = 2 * sum(bool(mention.entry.party) for mention in mentions) >= len(mentions)
    tells_absence = found.tells_absence or any(_tells_absence(mention) for mention in mentions)
    people: dict[str, list[_Person]] = {}
    unclear: list[Mention] = []
    officials: list[Mention] = []
    for mention in mentions:
        is_official = (
            mention.group == "officials"
            or mention.entry.is_writer
            or (has_parties and mention.group in {"invited", "present", None} and mention.entry.is_official)
        )
        if is_official:
            officials.append(mention)
        else:
            of_name = people.setdefault(_key(mention.entry.name), [])
            alike = [person for person in of_name if not person.differs_from(mention)]
            if len(alike) > 1 and mention.in_item:
                unclear.append(mention)
                continue
            if not alike:
                of_name.append(_Person())
            (alike or of_name[-1:])[0].add(mention)
    item_numbers = frozenset(items)
    warnings = list(found.reading_warnings)
    participants: list[Participant] = []
    for of_person in (person.mentions for of_name in people.values() for person in of_name):
        participant, message = _participant(of_person, kind, item_numbers, tells_absence=tells_absence)
        participants.append(participant)
        if message:
            warnings.append(ParsingWarning(of_person[-1].line.page, of_person[-1].line.number, message))
    warnings += [_unclear_warning(mention) for mention in unclear]
    warnings += _officials_warning([mention for mention in officials if _key(mention.entry.name) not in people])
    concluded = replace(found, participants=tuple(participants), warnings=tuple(warnings))
    is_list = bool(found.lines or participants)
    return replace(concluded, complete=not concluded.is_cut and not found.has_gaps if is_list else None)


def _by_whole_name(mention: Mention, listed: Mapping[str, Entry]) -> Mention:
    """A mention by the name that the list has, where it leaves out names between the first and the last of it.

    »Bo Riis« is »Bo K. Riis« where nobody else on the list may be meant.
    """
    name, party = mention.entry.name, mention.entry.party
    if name in listed:
        return mention
    meant = [
        whole
        for whole, entry in listed.items()
        if _leaves_out(name.split(), whole.split()) and party in {"", entry.party or party}
    ]
    return replace(mention, entry=replace(mention.entry, name=meant[0])) if len(meant) == 1 else mention


def _leaves_out(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words are a name's first and last and some of those between, in order."""
    if not 1 < len(words) < len(whole) or (words[0], words[-1]) != (whole[0], whole[-1]):
        return False
    between = iter(whole[1:-1])
    return all(word in between for word in words[1:-1])


def _unclear_warning(mention: Mention) -> ParsingWarning:
    return ParsingWarning(
        mention.line.page,
        mention.line.number,
        f"Der står flere ved navn {mention.entry.name} på listen. Det er ikke sagt, hvem af dem der menes.",
    )


def _participant(
    mentions: Sequence[Mention], kind: DocumentKind, items: frozenset[int], *, tells_absence: bool
) -> tuple[Participant, str]:
    """A participant by all that names them, and a warning's message, '' where nothing is wrong."""
    first = mentions[0]
    party = next((mention.entry.party for mention in mentions if mention.entry.party), "")
    town = next((mention.entry.municipality for mention in mentions if mention.entry.municipality), "")
    role = ""
    for mention in mentions:
        role = join_roles(role, mention.entry.role)
    is_absent = any(_is_absent(mention, items) for mention in mentions)
    is_there = [mention for mention in mentions if _is_there(mention, items)]
    is_absent_by_list = any(_is_absent(mention, items) for mention in mentions if not mention.in_item)
    is_partly = any(_is_partly(mention, items) for mention in mentions if not (is_absent_by_list and mention.in_item))
    message = ""
    status: AttendanceStatus
    if is_partly or (is_absent and any(mention.group == "present" for mention in is_there)):
        status = "present"
        if is_absent or (is_there and any(mention.group == "absent" for mention in mentions)):
            role = join_roles(role, "afbud til en del af mødet")
            message = f"{first.entry.name} står både som deltager og med afbud. Regnet som deltager."
    elif is_absent:
        status = "absent"
    elif kind == "agenda":
        status = "unknown"
    else:
        is_member = any(mention.group == "members" for mention in mentions)
        status = "present" if is_there or (is_member and tells_absence) else "unknown"
    groups = [mention.group for mention in mentions if mention.group]
    if not message and len(groups) > len(set(groups)):
        message = f"{first.entry.name} står to gange på deltagerlisten."
    return Participant(first.entry.name, party, town, status, role, first.line.place), message


def _is_absent(mention: Mention, items: frozenset[int]) -> bool:
    """Whether a mention says that the person was absent from the whole meeting."""
    if mention.entry.told == "absent" or (mention.group == "absent" and mention.entry.told is None):
        return True
    return mention.entry.told == "partly" and bool(items) and items <= set(mention.entry.items)


def _is_partly(mention: Mention, items: frozenset[int]) -> bool:
    return mention.entry.told in {"partly", "for_a_part"} and not _is_absent(mention, items)


def _is_there(mention: Mention, items: frozenset[int]) -> bool:
    if mention.entry.told is not None:
        return mention.entry.told != "absent" and not _is_absent(mention, items)
    return mention.group in {"present", "invited", "substitutes"}


def _is_of_member(mention: Mention) -> bool:
    """Whether a mention in an item is of a member: others are there for an item too."""
    is_guest = mention.entry.told == "for_a_part" or mention.entry.is_official
    return mention.group is not None or mention.is_listed or not is_guest


def _tells_absence(mention: Mention) -> bool:
    return mention.group == "absent" or mention.entry.told in {"absent", "partly"}


def _key(name: str) -> str:
    return name.casefold().replace("-", " ")


def _officials_warning(officials: Sequence[Mention]) -> list[ParsingWarning]:
    """One warning that names those who took part without being members."""
    if not officials:
        return []
    names = ", ".join(dict.fromkeys(", ".join(filter(None, (m.entry.name, m.entry.role))) for m in officials))
    line = officials[0].line
    return [ParsingWarning(line.page, line.number, f"Regnet som embedsmænd eller gæster, ikke som medlemmer: {names}.")]
