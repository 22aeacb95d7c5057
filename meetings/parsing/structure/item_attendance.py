"""Reads what the items tell of attendance: in the first of them, below a decision, or again below every one.

Whom an item alone names was away for that item; who was away from the first or from most was away from the meeting.
What an earlier committee's decision tells, quoted in an item, is not this meeting's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time

from meetings.danish.dates import written_dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.attendance_sentences import attendance_told, may_tell_attendance
from meetings.parsing.structure.councils import body_name
from meetings.parsing.structure.cover_times import first_time
from meetings.parsing.structure.cover_words import BEGAN
from meetings.parsing.structure.decides import is_whole_decision
from meetings.parsing.structure.enumerations import parse_several
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.items import ItemContent
from meetings.parsing.structure.participant_headings import participant_heading
from meetings.parsing.structure.participant_lists import ListReading, Mention
from meetings.parsing.structure.person_entries import parse_entry
from meetings.parsing.text.flow import join_lines

_HEADING_OF_OTHERS = re.compile(
    r"^(?:\W*)(?:Beslutning|Behandling|Tidligere|Byråd|Økonomi|[A-ZÆØÅ][\w-]*(?:udvalg|råd|bestyrelse)).{0,140}$"
)
_OWN_HEADING = re.compile(
    r"^(?:Beslutning(?:er)?|Referat|Konklusion|Sagsfremstilling|Indstilling)\s*:?$", re.IGNORECASE
)
_TITLE_OF_ABSENCE = re.compile(r"^(?:fravær\w*|afbud)\b", re.IGNORECASE)
# The items in which a meeting begins, or that say who was there: who is away from them is away from it.
_OPENS_MEETING = re.compile(
    r"^(?:Godkendelse af dagsorden|Mødets åbning|Åbning|Velkomst|Fremmøde|(?:Møde)?deltag(?:ere|else)\b|Fravær|Afbud)",
    re.IGNORECASE,
)
_ITEMS_FOR_TIME = 2
# In characters: a line longer than this is likely to go on below.
_FULL_LINE = 60


def attendance_in_items(items: Sequence[ItemContent], day: date | None) -> list[Mention]:
    """The people whose attendance the items tell: absent where that is of the meeting, partly where of an item."""
    told = [list(_told_in_item(item, day)) for item in items]
    decided = [index for index, item in enumerate(items) if any(field.name == "decision" for field in item.fields)]
    named: dict[str, set[int]] = {}
    for index, mentions in enumerate(told):
        for mention in mentions:
            if mention.entry.told in {"absent", "partly"} and not mention.entry.items:
                named.setdefault(mention.entry.name, set()).add(index)
    with_absence = {index for index, mentions in enumerate(told) if any(m.entry.told == "absent" for m in mentions)}
    again_and_again = {name for name, places in named.items() if len(places) > 1 and 2 * len(places) > len(decided)}
    opening = min(with_absence, default=0)
    lists_all = bool(with_absence) and any(mention.group in {"present", "invited"} for mention in told[opening])
    tells_of_meeting = opening == 0 or lists_all or _OPENS_MEETING.search(items[opening].heading.title) is not None
    of_opening = {name for name, places in named.items() if opening in places}
    from_the_first = of_opening if tells_of_meeting and with_absence == {opening} else set()
    return [_of_meeting(mention, again_and_again, from_the_first) for mentions in told for mention in mentions]


def start_in_items(items: Sequence[ItemContent]) -> time | None:
    """The time at which the first items say that the meeting began; None where they don't."""
    for item in items[:_ITEMS_FOR_TIME]:
        for line in item.lines:
            if match := BEGAN.search(line.text):
                return first_time(match["time"])
    return None


def _of_meeting(mention: Mention, again_and_again: set[str], from_the_first: set[str]) -> Mention:
    entry = mention.entry
    if entry.is_of_meeting:
        return replace(mention, group=None, in_item=False)
    if entry.told == "absent" and entry.name not in again_and_again | from_the_first:
        return replace(mention, entry=replace(entry, told="partly"), group=None, in_item=True)
    if entry.told == "partly" and entry.name in again_and_again and not entry.items:
        return replace(mention, entry=replace(entry, told="absent"), group=None, in_item=True)
    return replace(mention, group=None, in_item=True)


def _told_in_item(item: ItemContent, day: date | None) -> Iterator[Mention]:
    own = list(_own_lines(item.lines, day))
    if own and _TITLE_OF_ABSENCE.match(item.heading.title):
        yield from _names_alone(own)
    yield from _listed(own)
    yield from _in_sentences(own)


def _own_lines(lines: Sequence[Line], day: date | None) -> Iterator[Line]:
    """The lines that are not an earlier committee's decision."""
    is_own = True
    for line in lines:
        if _OWN_HEADING.match(line.text):
            is_own = True
        elif _HEADING_OF_OTHERS.match(line.text) and (written := written_dates(line.text)):
            is_own = day is None or written[0].day == day or (not body_name(line.text) and is_own)
        if is_own and line.text:
            yield line


def _names_alone(lines: Sequence[Line]) -> Iterator[Mention]:
    """The names below an item that is called »Fravær«."""
    for line in lines:
        is_list = participant_heading(line.text) is None and not attendance_told(line.text)
        entries = parse_several(line.text) if is_list else None
        for entry in entries or ():
            yield Mention(replace(entry, told=entry.told or "absent"), None, line)


def _listed(lines: Sequence[Line]) -> Iterator[Mention]:
    """Lists under a heading such as »Fraværende:« or »Deltagerne var:«, as long as lines are entries."""
    index = 0
    while index < len(lines):
        heading = participant_heading(lines[index].text)
        if heading is None or heading.group in {"officials", "members"} or _is_sentence(lines[index].text):
            index += 1
            continue
        end = _end_of_list(lines, index, has_rest=bool(heading.rest))
        reading = ListReading()
        for line in lines[index:end]:
            reading.read(line)
        reading.close()
        for mention in reading.mentions:
            told = mention.entry.told or ("absent" if mention.group == "absent" else "present")
            if mention.group != "officials":
                yield replace(mention, entry=replace(mention.entry, told=told), is_listed=True)
        index = end


def _end_of_list(lines: Sequence[Line], start: int, *, has_rest: bool) -> int:
    """The index after the last line of a list that begins at `start`: entries, or the rest of a line of names."""
    end = start + 1
    while end < len(lines) and not _ends_list(lines, end):
        text, above = lines[end].text, lines[end - 1].text
        goes_on = above.endswith((",", " og", "-")) or (len(above) > _FULL_LINE and not above.endswith("."))
        is_entry = parse_entry(text) is not None and not (has_rest and lines[end].gap)
        is_of_several = not has_rest and (parse_several(text) is not None or _heads_names(lines, end))
        if not (is_entry or is_of_several or (has_rest and goes_on and parse_several(text))):
            break
        end += 1
    return end


def _ends_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a line heads other people than those of the list above it; members of it may have their own heading."""
    heading = participant_heading(lines[index].text)
    return heading is not None and not (heading.group == "members" and _heads_names(lines, index))


def _heads_names(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of a list is the label of people named on the next: »Fra foreningerne:«."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return lines[index].text.endswith(":") and parse_several(below) is not None


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and ":" not in text and bool(attendance_told(text))


def _in_sentences(lines: Sequence[Line]) -> Iterator[Mention]:
    """What paragraphs tell in sentences; a line that heads a list or stands in one is none."""
    paragraph: list[Line] = []
    for line in [*lines, None]:
        is_heading = line is not None and (field_heading(line.text) or participant_heading(line.text))
        is_apart = line is None or line.gap or is_heading or bool(paragraph and _follows_names(line, paragraph[-1]))
        if paragraph and is_apart:
            yield from _told_in_paragraph(paragraph)
            paragraph = []
        if line is not None and (not is_heading or _is_sentence(line.text)):
            paragraph.append(line)


def _follows_names(line: Line, above: Line) -> bool:
    """Whether a line says what was decided, or tells of somebody below one that names people and nothing else: what
    stands above ends in no name that it begins with.
    """
    if is_whole_decision(line.text):
        return True
    is_list = not above.text.endswith((",", " og", "-")) and parse_several(above.text) is not None
    return is_list and may_tell_attendance([line.text]) and bool(attendance_told(line.text))


def _told_in_paragraph(paragraph: Sequence[Line]) -> Iterator[Mention]:
    texts = [line.text for line in paragraph]
    if not may_tell_attendance(texts):
        return
    for entry in attendance_told(join_lines(*texts)):
        yield Mention(entry if entry.is_official else replace(entry, role=""), None, paragraph[0])
