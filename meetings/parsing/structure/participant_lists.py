"""Reads the lines of lists of participants one after the other: headings, entries, names on one line, sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import ParsingWarning
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.attendance_sentences import absent_and_substitute, attendance_told, sentences_of
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.participant_headings import (
    Group,
    ParticipantHeading,
    ends_list,
    label_of_group,
    participant_heading,
)
from meetings.parsing.structure.person_entries import (
    LONGEST_ENTRY,
    NAME,
    Entry,
    extended,
    join_roles,
    parse_entry,
    parse_several,
    party_letter,
    split_at_organisations,
    split_in_two,
    with_detail,
)
from meetings.parsing.text.flow import join_lines

# The fewest characters of the left one of two columns.
_NARROWEST_COLUMN = 4
_FEWEST_OF_SEVERAL = 2
# In characters: a line longer than this is likely to go on below.
_FULL_LINE = 60
_IN_PLACE_OF = re.compile(rf"\bi stedet for (?P<name>{NAME})")
# What shows that a line which begins with a name is a sentence.
_VERB = re.compile(r"\b(?:var|havde|har|er|blev)\b")
# The heads of a table's columns.
_HEADS = frozenset({"navn", "kommune", "region", "parti", "titel", "rolle", "funktion", "liste", "organisation"})
_NOBODY = frozenset(
    {"ingen", "ingen øvrige", "–", "-", "ingen afbud", "alle", "alle var til stede", "ingen bemærkninger"}
)


@dataclass(frozen=True)
class Mention:
    """A person as one place of the document names them: in which group of the list, or told of by a sentence.

    `in_item`: by the text of an item, which may be about that item alone.
    """

    entry: Entry
    group: Group | None
    line: Line
    in_item: bool = False


def texts_below(lines: Sequence[Line]) -> list[str]:
    """For each line the text of the next that has any, '' at the end."""
    found: list[str] = []
    below = ""
    for line in reversed(lines):
        found.append(below)
        below = line.text or below
    return found[::-1]


class ListReading:
    """The lines of a list as they are read, one after the other."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.warnings: list[ParsingWarning] = []
        # Whether a line of the list was not understood: somebody may stand in it.
        self.has_gaps = False
        self.used: list[Line] = []
        self.tells_absence = False
        self._group: Group | None = None
        self._role = ""
        self._party = self._organisation = self._town = ""
        self._parties_head = self._towns_head = False
        self._after_heading = self._is_on_line = False
        self._inline: list[tuple[Line, str]] = []
        self._waiting: list[tuple[Line, str]] = []
        self._nobody_below: tuple[Line, str] | None = None
        self._pairs_of_names = False
        # The group that the right one of two columns lists, and how far a line is indented that stands in it alone.
        self._right_column: Group | None = None
        self._right_indent = 0

    def read(self, line: Line, below: str = "") -> None:
        """Reads the next line; `below` is the text below it."""
        if not line.text:
            if self._group:
                self.used.append(line)
            return
        heading = participant_heading(line.text, below)
        if heading:
            self._open(line, heading)
        elif self._inline and self._continues_below(line):
            self._inline.append((line, line.text))
            self.used.append(line)
        elif self._group is None:
            self._read_sentence(line)
        elif ends_list(line.text) or self._is_contents(line.text):
            self.close()
        elif self._right_column and (row := _row_of_people(line.text)):
            self.used.append(line)
            self._add(row[0], line)
            self.mentions.append(Mention(row[1], self._right_column, line))
        elif self._right_column and line.indent >= self._right_indent and (entry := parse_entry(line.text)):
            self.used.append(line)
            self.mentions.append(Mention(entry, self._right_column, line))
        elif self._told(line.text):
            self._flush()
            self._add_sentences(line, line.text)
            self.used.append(line)
        elif (labelled := self._label_within_list(line.text)) and parse_several(labelled[1]):
            self._flush()
            self.used.append(line)
            self._open_group_of_organisation(labelled[0])
            self._inline = [(line, labelled[1])]
        elif parse_several(line.text) and _names_several(line.text, is_first=self._after_heading and not self._waiting):
            self._flush()
            self._inline = [(line, line.text)]
            self.used.append(line)
        else:
            self._flush_inline()
            self._waiting += [(line, text) for text in _column_entries(line.text)]
            self.used.append(line)

    def close(self) -> None:
        """Ends the list: what follows belongs to none until the next heading."""
        self._flush()
        self._warn_of_nobody_below()
        self._group = None

    def _open(self, line: Line, heading: ParticipantHeading) -> None:
        self._flush()
        self._warn_of_nobody_below()
        self.used.append(line)
        self._group, self._role = heading.group, heading.role
        self._party = self._organisation = self._town = ""
        self._parties_head = self._towns_head = False
        self._after_heading = True
        self._is_on_line = bool(heading.rest)
        self._pairs_of_names = False
        self.tells_absence |= heading.group == "absent"
        # Two lists beside each other: »Til stede:      Afbud:«.
        beside = participant_heading(heading.rest) if heading.rest else None
        self._right_column = beside.group if beside and not beside.rest else None
        if self._right_column:
            self.tells_absence |= self._right_column == "absent"
            self._is_on_line = False
            # A column's names need not begin where its heading does.
            self._right_indent = line.indent + max(_NARROWEST_COLUMN, line.text.rfind(heading.rest) // 2)
        if not heading.rest or self._right_column:
            return
        is_one = heading.group == "substitutes" and len(parse_several(heading.rest) or ()) < _FEWEST_OF_SEVERAL
        if is_one and (told := attendance_told(f"Stedfortræder: {heading.rest}")):
            self._add_told(_came_for(heading.rest) or told, line)
        elif self._told(heading.rest):
            self._add_sentences(line, heading.rest)
        else:
            names, *sentences = sentences_of(heading.rest)
            self._inline = [(line, names)]
            self._after_heading = False
            for sentence in sentences:
                self._add_told(attendance_told(sentence), line)

    def _open_group_of_organisation(self, label: str) -> None:
        named = with_detail(Entry(""), label)
        town = "" if named.role else named.municipality
        self._town = town or (self._town if self._towns_head else "")
        self._party = party_letter(label)
        self._organisation = "" if self._party or town else label

    def _continues_below(self, line: Line) -> bool:
        """Whether entries on a heading's own line go on below it."""
        has_label = label_of_group(line.text) is not None and not line.text[0].islower()
        if parse_case_line(line.text) is not None or has_label or ends_list(line.text):
            return False
        last_line, last = self._inline[-1]
        is_open = last.endswith((",", ";", "-", " og")) or (len(last_line.text) > _FULL_LINE and not line.gap)
        is_name_cut = is_open and not last.rstrip().endswith(".")
        return is_name_cut or (line.text[0].islower() and last.strip(" .").casefold() not in _NOBODY)

    def _read_sentence(self, line: Line) -> None:
        """What a line outside a list tells in a sentence."""
        if told := self._told(line.text):
            self._add_told(told, line)
            self.used.append(line)

    def _told(self, text: str) -> list[Entry]:
        """What a line tells of attendance in a sentence, [] for an entry of a list."""
        if len(text) > 4 * LONGEST_ENTRY:
            return []
        if self._group == "absent" and (told := absent_and_substitute(text)):
            return told
        if parse_entry(text) and not (text.rstrip().endswith(".") or _VERB.search(text)):
            return []
        return attendance_told(text)

    def _label_within_list(self, text: str) -> tuple[str, str] | None:
        """The label of a group within a list, and its people; a list on its heading's own line has parties alone."""
        labelled = label_of_group(text)
        return labelled if labelled and (not self._is_on_line or party_letter(labelled[0])) else None

    def _add_sentences(self, line: Line, text: str) -> None:
        """What sentences of a list tell, and the names that stand before them: »Ole Roed (C). I stedet mødte …«."""
        if self._group == "absent" and (told := absent_and_substitute(text)):
            self._add_told(told, line)
            return
        for sentence in sentences_of(text):
            if told := attendance_told(sentence):
                self._add_told(told, line)
            elif self._group:
                for entry in parse_several(sentence) or ():
                    self._add(entry, line)

    def _add_told(self, told: Sequence[Entry], line: Line) -> None:
        self.tells_absence |= any(entry.told in {"absent", "partly"} for entry in told)
        self.mentions += [Mention(entry, None, line) for entry in told]

    def _is_contents(self, text: str) -> bool:
        """Whether a numbered line is no person's: the items are listed below the participants."""
        if not text[:1].isdigit():
            return False
        return parse_entry(text) is None and extended(Entry(""), text) is None

    def _flush(self) -> None:
        self._flush_inline()
        self._flush_waiting()

    def _flush_inline(self) -> None:
        if not self._inline:
            return
        inline, self._inline = self._inline, []
        line = inline[0][0]
        text = join_lines(*(text for _, text in inline)).strip().rstrip(".")
        if text.casefold() in _NOBODY:
            return
        parts = [part.strip() for part in text.split(";") if part.strip()]
        entries: list[Entry] = []
        for part in parts:
            several = parse_several(part)
            if several is None:
                self._warn(line, part)
            else:
                entries += several
        for entry in entries:
            self._add(entry, line)

    def _flush_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        waiting = _paired_columns(self._split_pairs(waiting))
        for line, text in waiting:
            self._read_entry(line, text)

    def _split_pairs(self, waiting: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
        """The entries, those apart that stand two on a line; letters of organisations show that a list has such."""
        split = [(line, split_at_organisations(text)) for line, text in waiting]
        has_pairs = any(len(parts) > 1 for _, parts in split)
        known = [mention.entry.name for mention in self.mentions]
        found: list[tuple[Line, str]] = []
        for line, parts in split:
            if len(parts) == 1 and parse_entry(parts[0]):
                is_pair = has_pairs or any(parts[0].startswith(f"{name} ") for name in known)
                parts = split_in_two(parts[0], known) if is_pair else parts
            found += [(line, part) for part in parts]
        return found

    def _read_entry(self, line: Line, text: str) -> None:
        after_heading, self._after_heading = self._after_heading, False
        if text.strip(" .").casefold() in _NOBODY or set(re.split(r"[\s,/]+", text.casefold())) <= _HEADS:
            return
        words = text.strip(" :")
        if party_letter(words) and len(words) > 2 and (self._parties_head or after_heading):
            self._party, self._parties_head, self._organisation = party_letter(words), True, ""
        elif entry := parse_entry(text):
            self._add(entry, line)
        elif (town := parse_municipality(words)) and (self._towns_head or after_heading):
            self._warn_of_nobody_below()
            self._town, self._towns_head, self._nobody_below = town, True, (line, text)
        elif self.mentions and self.mentions[-1].group and (more := extended(self.mentions[-1].entry, text)):
            if more.municipality != self.mentions[-1].entry.municipality:
                self._warn_of_unknown_municipality(more, line)
            self.mentions[-1] = replace(self.mentions[-1], entry=more)
        elif not text.strip("–−•·▪*- "):
            return
        else:
            self._warn(line, text)

    def _add(self, entry: Entry, line: Line) -> None:
        self._nobody_below = None
        self._after_heading = False
        role = join_roles(join_roles(self._role, entry.role), self._organisation)
        entry = replace(
            entry, municipality=entry.municipality or self._town, party=entry.party or self._party, role=role
        )
        self.mentions.append(Mention(entry, self._group, line))
        if self._group in {"present", "invited"} and (absent := _IN_PLACE_OF.search(entry.role)):
            self._add_told([Entry(absent["name"], told="absent")], line)
        self._warn_of_unknown_municipality(entry, line)

    def _warn_of_unknown_municipality(self, entry: Entry, line: Line) -> None:
        if not entry.has_unknown_municipality and " Kommune" not in entry.role:
            return
        named = f"{entry.municipality} Kommune" if entry.has_unknown_municipality else entry.role
        message = f"Kommunen er ikke kendt: »{named}« ({entry.name})."
        self.warnings.append(ParsingWarning(line.page, line.number, message))

    def _warn(self, line: Line, text: str) -> None:
        self.warnings.append(_not_understood_warning(line, text))
        self.has_gaps = True

    def _warn_of_nobody_below(self) -> None:
        if self._nobody_below:
            self._warn(*self._nobody_below)
            self._nobody_below = None


def _came_for(text: str) -> list[Entry]:
    """Two people, of whom one came for the other: »Pavia Olsvig for Naja Berthelsen«."""
    return attendance_told(text) or attendance_told(text.replace(" for ", " mødte for ", 1))


def _names_several(text: str, *, is_first: bool) -> bool:
    """Whether a line of its own lists several people: each with a party, or three names or more, or two with »og«.

    Two with a comma alone are a person and an organisation (»Ane Holk, Inuit Ataqatigiit«), but for the list's first.
    """
    if len(text) > LONGEST_ENTRY:
        return False
    entries = parse_several(text) or []
    with_party = sum(bool(entry.party) for entry in entries)
    return len(entries) > 2 or (len(entries) == 2 and (with_party == 2 or " og " in text or (is_first and "," in text)))


def _column_entries(text: str) -> list[str]:
    """A line of columns as its entries: name and municipality belong together, two names do not.

    A gap within a name, or before the word Kommune, is one that text recognition left, and parts nothing.
    """
    cells = _cells(text)
    if len(cells) > 1 and all(parse_entry(cell) and parse_municipality(cell) is None for cell in cells):
        return cells
    if any(not _is_cell(cell) for cell in cells):
        return [" ".join(cells)]
    return [", ".join(cells)]


def _row_of_people(text: str) -> tuple[Entry, Entry] | None:
    """The two people of a line of two lists that stand beside each other; None for a line of one."""
    entries = [parse_entry(cell.strip()) for cell in _cells(text)]
    left, right = entries if len(entries) == 2 else (None, None)
    return (left, right) if left and right else None


def _is_cell(text: str) -> bool:
    """Whether what stands in a column says something of its own: a name, a party, a municipality, a role."""
    words = text.strip(" ,")
    says_something = parse_entry(words) or parse_municipality(words) or party_letter(words.strip("()"))
    return bool(says_something) or extended(Entry(""), words) is not None or len(words.split()) > 1


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("   ") if cell.strip()] if "   " in text else [text]


def _paired_columns(entries: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """Entries as they stand; a column of names followed by as long a column of municipalities is put together."""
    half = len(entries) // 2
    names, towns = entries[:half], entries[half:]
    are_columns = len(towns) == half > 1 and all(parse_municipality(town) for _, town in towns)
    if are_columns and not any(parse_municipality(name) for _, name in names):
        return [(line, f"{name}, {town}") for (line, name), (_, town) in zip(names, towns, strict=True)]
    return list(entries)


def _not_understood_warning(line: Line, text: str) -> ParsingWarning:
    shown = text if len(text) <= 200 else f"{text[:200]}…"
    return ParsingWarning(line.page, line.number, f"Linjen i deltagerlisten blev ikke forstået: »{shown}«.")
