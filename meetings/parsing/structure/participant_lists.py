"""Reads the lines of lists of participants one after the other: headings, entries, names on one line, sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import ParsingWarning
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.attendance_sentences import (
    attendance_told,
    came_for,
    has_word,
    is_of_one_above,
    sentences_of,
    told_of_two,
)
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.councils import body_name, without_names
from meetings.parsing.structure.decides import says_outcome
from meetings.parsing.structure.enumerations import (
    FROM_ADMINISTRATION,
    begins_with_office,
    joined_people,
    lists_several,
    names_with_substitutes,
    parse_several,
    those_named,
)
from meetings.parsing.structure.participant_columns import (
    are_heads_of_columns,
    column_entries,
    paired_columns,
    row_of_people,
    with_pairs_apart,
    with_words_beside,
)
from meetings.parsing.structure.participant_headings import (
    Group,
    ParticipantHeading,
    ends_list,
    label_of_group,
    names_nobody,
    participant_heading,
)
from meetings.parsing.structure.party_names import party_letter
from meetings.parsing.structure.person_entries import (
    LONGEST_ENTRY,
    NAME,
    Entry,
    extended,
    is_of_contents,
    join_roles,
    parse_entry,
    with_detail,
)
from meetings.parsing.text.flow import join_lines

# The fewest characters of the left one of two columns.
_NARROWEST_COLUMN = 4
_FEWEST_OF_SEVERAL = 2
# In characters: a line longer than this is likely to go on below.
_FULL_LINE = 60
_IN_PLACE_OF = re.compile(rf"(?:\bi stedet for|^for) (?P<name>{NAME})")
# In characters: a line of a sentence outside a list that is longer goes on below.
_FULL_SENTENCE_LINE = 45
_REMARKS = re.compile(r"^Bemærkning(?:er)?\s*:\s*(?P<rest>\S.*)$", re.IGNORECASE)
# Where the width of the page broke an enumeration within its last name.
_FIRST_NAME_AT_END = re.compile(r"(?:,| og) (?:[A-ZÆØÅ][\w’'-]+|(?:[A-ZÆØÅ]\.\s?){1,3})$")
# An office before the one who holds it: »Medlemmer: Formand: Ane Holk«.
_OFFICE_LABEL = re.compile(r"^(?:næst|vice)?formand(?:en)?(?::\s*|\s+(?-i:(?=[A-ZÆØÅ])))", re.IGNORECASE)
# What no label has: it is names that a label stands behind.
_PARTS_NAMES = re.compile(r",|\. ")
# What shows that a line which begins with a name is a sentence.
_VERB = re.compile(r"\b(?:var|havde|har|er|blev)\b")


@dataclass(frozen=True)
class Mention:
    """A person as one place of the document names them: in which group of the list, or told of by a sentence.

    `in_item`: by the text of an item, which may be about that item alone; `is_listed`: it lists who was at the meeting.
    """

    entry: Entry
    group: Group | None
    line: Line
    in_item: bool = False
    is_listed: bool = False


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
        self._role, self._is_of_owner = "", False
        self._party = self._organisation = self._town = ""
        self._parties_head = self._towns_head = self._after_heading = self._is_on_line = self._names_first = False
        self._sentence: list[Line] = []
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
            self.end_sentence()
            if self._group:
                self.used.append(line)
            return
        heading = None if self._group and is_of_one_above(line.text) else participant_heading(line.text, below)
        if heading is None and self._read_remarks(line):
            return
        if heading or self._group or not self._continues_sentence(line):
            self.end_sentence()
        if heading:
            self._open(line, heading)
        elif self._inline and self._continues_below(line):
            self._inline.append((line, line.text))
            self.used.append(line)
        elif self._group is None:
            self._sentence.append(line)
        elif ends_list(line.text) or is_of_contents(line.text):
            self.close()
        elif self._right_column and (row := row_of_people(line.text)):
            self.used.append(line)
            self._add(row[0], line)
            self.mentions.append(Mention(row[1], self._right_column, line))
        elif self._right_column and line.indent >= self._right_indent and (entry := parse_entry(line.text)):
            self.used.append(line)
            self.mentions.append(Mention(entry, self._right_column, line))
        elif self._told(line.text):
            self._flush()
            if is_of_one_above(line.text):
                above = [mention for mention in self.mentions[-2:] if mention.line.number == line.number - 1]
                self._add_told([replace(each.entry, told="absent") for each in above if len(above) == 1], line)
            self._add_sentences(line, line.text)
            self.used.append(line)
        elif self._is_of_group(line.text) and (labelled := label_of_group(line.text)):
            self._flush()
            self.used.append(line)
            self._open_group_of_organisation(labelled[0])
            self._inline = [(line, labelled[1])]
        elif len(column_entries(line.text)) == 1 and lists_several(
            line.text, is_first=self._after_heading and not self._waiting
        ):
            self._flush()
            self._inline = [(line, line.text)]
            self.used.append(line)
        else:
            self._flush_inline()
            self._waiting += [(line, text) for text in column_entries(line.text)]
            self.used.append(line)

    def _read_remarks(self, line: Line) -> bool:
        """Reads what remarks on the cover tell of attendance, among other things; whether they tell any."""
        match = _REMARKS.match(line.text)
        is_told = False
        for sentence in sentences_of(match["rest"]) if match else ():
            heading = participant_heading(sentence)
            if told := attendance_told(sentence):
                self._add_told(told, line)
            elif heading and heading.rest:
                self._add_names_of(heading.group, heading.rest.rstrip("."), line)
                self.tells_absence |= heading.group == "absent"
            is_told = is_told or bool(told or (heading and heading.rest))
        self.used += [line] if is_told else []
        return is_told

    def close(self) -> None:
        """Ends the list: what follows belongs to none until the next heading."""
        self.end_sentence()
        self._flush()
        self._warn_of_nobody_below()
        self._group = None

    def _open(self, line: Line, heading: ParticipantHeading) -> None:
        self._flush()
        self._warn_of_nobody_below()
        self.used.append(line)
        self._group, self._role, self._is_of_owner = heading.group, heading.role, heading.is_of_owner
        self._party = self._organisation = self._town = ""
        self._parties_head = self._towns_head = False
        self._after_heading, self._names_first = True, False
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
            self._add_told(came_for(heading.rest) or told, line)
        elif self._told(heading.rest):
            self._add_sentences(line, heading.rest)
        elif len(columns := column_entries(heading.rest)) == 1 and columns[0] != heading.rest:
            self._waiting, self._is_on_line = [(line, columns[0])], False
        else:
            self._inline = [(line, heading.rest)]
            self._after_heading = False

    def _open_group_of_organisation(self, label: str) -> None:
        named = with_detail(Entry(""), label)
        town = "" if named.role else named.municipality
        self._town = town or (self._town if self._towns_head else "")
        self._party = party_letter(label)
        self._organisation = "" if self._party or town else label

    def _continues_below(self, line: Line) -> bool:
        """Whether entries on a heading's own line go on below it."""
        labelled = label_of_group(line.text)
        has_label = labelled is not None and not (line.text[0].islower() or _PARTS_NAMES.search(labelled[0]))
        is_of_body = body_name(line.text) and _VERB.search(line.text)
        is_other = is_of_one_above(line.text) or parse_case_line(line.text) is not None
        if is_other or has_label or is_of_body or ends_list(line.text):
            return False
        last_line, last = self._inline[-1]
        is_open = last.endswith((",", ";", "-", " og")) or (len(last_line.text) > _FULL_LINE and not line.gap)
        ends_in_name = _FIRST_NAME_AT_END.search(last) and not line.gap and parse_entry(line.text) is None
        if "," in last and not line.gap and begins_with_office(line.text) and parse_several(line.text):
            return True
        is_name_cut = (is_open and not last.rstrip().endswith(".")) or bool(ends_in_name)
        return is_name_cut or (line.text[0].islower() and not names_nobody(last))

    def _continues_sentence(self, line: Line) -> bool:
        """Whether a line outside a list carries on the sentence that the width of the page broke above it."""
        if not self._sentence or line.gap or line.page_start or says_outcome(line.text):
            return False
        above, entry = self._sentence[-1].text, parse_entry(line.text)
        if entry and entry.party:
            return False
        return not above.endswith((".", ":")) and (len(above) > _FULL_SENTENCE_LINE or line.text[0].islower())

    def end_sentence(self) -> None:
        """Reads what the lines outside a list tell in a sentence, up to where another begins."""
        lines, self._sentence = self._sentence, []
        if lines and (told := self._told(join_lines(*(line.text for line in lines)))):
            self._add_told(told, lines[0])
            names = {word for entry in told for word in entry.name.split()}
            self.used += [line for line in lines if has_word(line.text) or names & set(re.findall(r"\w+", line.text))]

    def _told(self, text: str) -> list[Entry]:
        """What a line tells of attendance in a sentence, [] for an entry of a list."""
        if len(text) > 4 * LONGEST_ENTRY:
            return []
        if self._group == "absent" and names_with_substitutes(text):
            return []
        if told := told_of_two(text, self._group):
            return told
        is_sentence = text.rstrip().endswith(".") or _VERB.search(text) or is_of_one_above(text)
        if self._group and not is_sentence and parse_entry(text):
            return []
        return attendance_told(text)

    def _is_of_group(self, text: str) -> bool:
        """Whether a line has the label of a group and its people; a list on its heading's own line has parties alone.

        Where a name has come before what is no person (»Bo Riis: Røde Kors«), names are what stands before colons.
        """
        labelled = label_of_group(text)
        if labelled is None or (self._is_on_line and not party_letter(labelled[0])):
            return False
        is_person = parse_entry(labelled[0]) is not None
        has_people = parse_several(labelled[1]) is not None
        self._names_first |= is_person and not has_people and labelled[1] != ""
        return has_people and not (is_person and self._names_first)

    def _add_sentences(self, line: Line, text: str) -> None:
        """What sentences of a list tell, and the names that stand before them: »Ole Roed (C). I stedet mødte …«."""
        if told := told_of_two(text, self._group):
            self._add_told(told, line)
            return
        for sentence in sentences_of(text):
            if told := attendance_told(sentence):
                self._add_told(told, line)
            elif self._group:
                for entry in parse_several(_OFFICE_LABEL.sub("", sentence)) or ():
                    self._add(entry, line)

    def _add_told(self, told: Sequence[Entry], line: Line) -> None:
        self.tells_absence |= any(entry.told in {"absent", "partly"} for entry in told)
        self.mentions += [Mention(entry, None, line) for entry in told]

    def _flush(self) -> None:
        self._flush_inline()
        self._flush_waiting()

    def _flush_inline(self) -> None:
        if not self._inline:
            return
        inline, self._inline = self._inline, []
        line = inline[0][0]
        names, *sentences = sentences_of(joined_people([text for _, text in inline]).strip())
        self._add_names(names.rstrip("."), line)
        for sentence in sentences:
            told = attendance_told(sentence)
            heading = None if told else participant_heading(sentence)
            if heading and heading.rest:
                self._add_names_of(heading.group, heading.rest.rstrip("."), line)
            elif not told and any(sign.isalpha() for sign in sentence):
                self._warn(line, sentence, is_gap=False)
            self._add_told(told, line)

    def _add_names(self, text: str, line: Line) -> None:
        """The people of an enumeration; those of the administration may come last in it."""
        if names_nobody(text):
            return
        if match := FROM_ADMINISTRATION.search(text):
            self._add_names_of("officials", match["names"], line)
            text = text[: match.start()]
        for part in filter(None, (part.strip() for part in text.split(";"))):
            several = parse_several(_OFFICE_LABEL.sub("", part))
            entries, others = (several, []) if several else those_named(part)
            for other in others if entries else [part]:
                if not (several or (body_name(other) and not without_names(other).strip(" ,."))):
                    self._warn(line, other)
            for entry in entries:
                self._add(entry, line)

    def _add_names_of(self, group: Group, text: str, line: Line) -> None:
        """The people of an enumeration that belong to another group than those of the list around them."""
        own, self._group = self._group, group
        self._add_names(text, line)
        self._group = own

    def _flush_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        known = [mention.entry.name for mention in self.mentions]
        for line, text in paired_columns(with_pairs_apart(with_words_beside(waiting), known)):
            self._read_entry(line, text)

    def _read_entry(self, line: Line, text: str) -> None:
        after_heading, self._after_heading = self._after_heading, False
        if names_nobody(text) or are_heads_of_columns(text):
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
        group: Group | None = "present" if self._is_of_owner and entry.is_elected else self._group
        self.mentions.append(Mention(entry, group, line))
        if self._group in {"present", "invited"} and (absent := _IN_PLACE_OF.search(entry.role)):
            self._add_told([Entry(absent["name"], told="absent")], line)
        self._warn_of_unknown_municipality(entry, line)

    def _warn_of_unknown_municipality(self, entry: Entry, line: Line) -> None:
        if not entry.has_unknown_municipality and " Kommune" not in entry.role:
            return
        named = f"{entry.municipality} Kommune" if entry.has_unknown_municipality else entry.role
        message = f"Kommunen er ikke kendt: »{named}« ({entry.name})."
        self.warnings.append(ParsingWarning(line.page, line.number, message))

    def _warn(self, line: Line, text: str, *, is_gap: bool = True) -> None:
        shown = text if len(text) <= 200 else f"{text[:200]}…"
        message = f"Linjen i deltagerlisten blev ikke forstået: »{shown}«."
        self.warnings.append(ParsingWarning(line.page, line.number, message))
        self.has_gaps |= is_gap

    def _warn_of_nobody_below(self) -> None:
        if self._nobody_below:
            self._warn(*self._nobody_below)
            self._nobody_below = None
