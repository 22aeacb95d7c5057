"""Divides the lines of an item between its four texts."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from meetings.parsing.document import DocumentKind, FieldName
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.decides import is_whole_decision, names_attendance, says_outcome
from meetings.parsing.structure.decision_lines import announces_decision, is_body
from meetings.parsing.structure.field_words import AS_OFTEN_TITLES
from meetings.parsing.structure.fields import FieldHeading, field_heading, without_bullet
from meetings.parsing.structure.known_headings import heading_of_line


@dataclass(frozen=True)
class Meeting:
    """What is known of the meeting before its items are read: the kind that the cover tells, whose it is, and when.

    `heads_decisions`: a heading stands above what is decided in any of its items.
    """

    kind: DocumentKind | None = None
    council: str = ""
    day: date | None = None
    heads_decisions: bool = True


@dataclass(frozen=True)
class FieldPart:
    """Lines of one text; `heading` is the line above them where that is kept, else ''; the part begins on `first`."""

    field: FieldName
    first: Line
    heading: str
    lines: tuple[Line, ...]


@dataclass
class _Part:
    """A part while its lines are collected. `is_explicit`: a heading began it. `is_joint`: the decision may follow."""

    field: FieldName
    first: Line
    heading: str
    lines: list[Line]
    is_explicit: bool = True
    is_joint: bool = False

    def has_text(self) -> bool:
        return any(line.text for line in self.lines)


# What a line looks like that may be a heading in a council's own words: one to five words, without a stop.
_MAY_HEAD = re.compile(r"^[A-ZÆØÅ][\w/&-]*(?: [\w/&-]+){0,4}[:?]?$")
_NAME = re.compile(r"^[A-ZÆØÅ][\w’'-]*(?: [A-ZÆØÅ][\w’'-]*){1,4}$")
# A question heads what answers it: »Hvad handler sagen om«.
_ASKS = re.compile(r"^(?:Hvad|Hvorfor|Hvordan|Hvem|Hvornår|Hvilken?t?|Det handler)\b[^.,:;]{3,60}$")
_SAYS_NOTHING = re.compile(r"^(?:Ingen|Intet|Ikke|Ja|Nej|Til|Som|Se|Ad)\b")
# Where a case is decided, or what was.
_DECIDES_CASE = re.compile(r"^Sagens afgørelse\s?:?$", re.IGNORECASE)
_MINUTES_OF = re.compile(r"^Referat\s?[:–-]\s?(?P<who>[A-ZÆØÅ][^:.]{3,80}):?$")
# The last line of minutes, which is nothing that the last item decided.
_MEETINGS_END = re.compile(r"^Mødet? (?:blev |er )?(?:hævet|hæves|slut(?:tede|tet|ter)?)\b.{0,40}$", re.IGNORECASE)
_ONLY_NAMES = re.compile(r"^(?:[A-ZÆØÅ][\w’'.-]*+|\([\wÆØÅ]{1,3}\)|og|af|de|den|von|,|\s){1,60}$")
# A recommendation with the name of whose it is: »Teknisk Udvalgs indstilling:«.
_OF_SOMEBODY = re.compile(r"^[A-ZÆØÅ].*s \w*indstilling\b")
_DEFINITE = re.compile(r"(?:et|en)$")
_FEWEST_ITEMS = 2
_MOST_WORDS_APART = 2
# The text that has the decisions of other committees and of other days.
_EARLIER: FieldName = "presentation"


def split_fields(
    body: Sequence[Line], meeting: Meeting | None = None, own_headings: Set[str] = frozenset()
) -> list[FieldPart]:
    """The parts of an item's texts in order; what stands before the first heading is the presentation.

    In minutes, the text of an item that has no headings at all is its decision. `own_headings` are the lines that
    `headings_in_own_words` gave for the document.
    """
    meeting = meeting or Meeting()
    headings = _with_earlier_decisions(body, meeting)
    parts: list[_Part] = []
    begun: set[FieldName] = set()
    for index, line in enumerate(body):
        current = parts[-1] if parts else None
        heading = _as_begun(headings.get(index), current, begun)
        if heading and current and current.field == "decision" and _is_put_to_the_vote(line, heading, begun):
            heading = None
        if heading:
            parts.append(_begin(line, heading, current))
            begun.add(heading.field)
        elif named := _named_as_title(body, index, current):
            parts.append(_Part(named, line, line.text, []))
        elif current and (_ends_part(line, current, own_headings) or _follows_recommendation(body, index, current)):
            parts.append(_Part("presentation", line, line.text, []))
        elif current and not (index + 1 == len(body) and _is_bare_name(line)):
            current.lines.append(line)
        elif line.text:
            parts.append(_Part("presentation", line, "", [line], is_explicit=False))
    if meeting.kind == "minutes":
        parts = _with_plain_decision(parts, is_headed=meeting.heads_decisions)
    return [
        FieldPart(part.field, part.first, part.heading, _lines_of(part))
        for part in parts
        if part.has_text() or not announces_decision(part.heading)
    ]


def _is_bare_name(line: Line) -> bool:
    """Whether a line is a text's name, and weak at that: at an item's end it is an empty part of a form."""
    heading = field_heading(line.text)
    return heading is not None and heading.is_weak and not (heading.text or says_outcome(line.text))


def headings_in_own_words(bodies: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The lines that head a part of several items in words that no other council uses, of all items' lines."""
    found: Counter[str] = Counter()
    for body in bodies:
        found.update({line.text for at, line in enumerate(body) if _may_head(body, at)})
    return frozenset(text for text, items in found.items() if items >= _FEWEST_ITEMS)


def _may_head(body: Sequence[Line], at: int) -> bool:
    text = body[at].text
    if (
        body[at].mark
        or not _MAY_HEAD.match(text)
        or _NAME.match(text)
        or _SAYS_NOTHING.match(text)
        or at + 1 == len(body)
    ):
        return False
    if at and names_attendance(body[at - 1].text):
        return False
    below = body[at + 1].text
    return below[:1].isupper() and below.endswith((".", ":")) and not (says_outcome(text) or names_attendance(text))


def _named_as_title(body: Sequence[Line], index: int, current: _Part | None) -> FieldName | None:
    """The text that a line names in a word that may be a title too; None for a line of the text around it."""
    text = body[index].text.rstrip(" :")
    named = "presentation" if _ASKS.match(text) else AS_OFTEN_TITLES.get(text)
    is_free = current is None or (current.field != named and current.has_text())
    return named if named and is_free and _may_head(body, index) else None


def _ends_part(line: Line, current: _Part, own_headings: Set[str]) -> bool:
    """Whether a heading in the council's own words ends a recommendation or decision."""
    return current.field in {"recommendation", "decision"} and line.text in own_headings and current.has_text()


def _follows_recommendation(body: Sequence[Line], index: int, current: _Part) -> bool:
    """Whether a word or two that stand apart below a recommendation head the text that follows."""
    line = body[index]
    stands_apart = line.gap and len(line.text.split()) <= _MOST_WORDS_APART
    return current.field == "recommendation" and current.has_text() and stands_apart and _may_head(body, index)


def _with_earlier_decisions(body: Sequence[Line], meeting: Meeting) -> dict[int, FieldHeading]:
    """The headings among the lines, those of earlier decisions and of where the case has been as other texts'."""
    headings = {
        index: _as_decided(body, index, heading)
        for index, line in enumerate(body)
        if (heading := heading_of_line(line) or _minutes_of(line.text))
    }
    decisions = {index: heading for index, heading in headings.items() if _is_decision(heading)}
    alone = {index for index, heading in decisions.items() if heading.is_dated and _stands_alone(body, headings, index)}
    last = max(decisions, default=-1)
    own = _own_decisions({index: heading for index, heading in decisions.items() if index not in alone}, meeting)
    if _are_all_earlier([decisions[index] for index in own], meeting) and _has_weak_decision_below(headings, max(own)):
        own = set()
    own -= _tell_of_earlier(body, headings, own, meeting)
    for index in decisions:
        if index in alone and index >= last:
            del headings[index]
        elif index not in own:
            headings[index] = FieldHeading(
                _EARLIER if index not in alone else "background", is_kept=True, is_dated=True
            )
        elif " " in headings[index].body and _is_of_other(headings[index], meeting.council):
            headings[index] = replace(headings[index], is_kept=True)
    is_strong = bool(own) or meeting.kind == "agenda"
    return {index: heading for index, heading in headings.items() if not (heading.is_weak and is_strong)}


def _minutes_of(text: str) -> FieldHeading | None:
    """The heading of what one of several bodies said of an item: »Referat - Bestyrelsen«."""
    match = _MINUTES_OF.match(text)
    return FieldHeading("decision", is_kept=True, body=match["who"]) if match and is_body(match["who"]) else None


def _as_decided(body: Sequence[Line], index: int, heading: FieldHeading) -> FieldHeading:
    """The heading, one that says where a case is decided as a decision's where what was decided stands below it."""
    below = body[index + 1].text if index + 1 < len(body) else ""
    is_of_case = heading.field == "background" and _DECIDES_CASE.match(body[index].text)
    is_decision = is_of_case and not heading.text and says_outcome(below) and not is_body(below)
    return FieldHeading("decision", is_weak=True) if is_decision else heading


def _are_all_earlier(decisions: Sequence[FieldHeading], meeting: Meeting) -> bool:
    """Whether there are decisions, and all of days before the meeting's."""
    return bool(decisions) and all(each.day and meeting.day and each.day < meeting.day for each in decisions)


def _has_weak_decision_below(headings: Mapping[int, FieldHeading], index: int) -> bool:
    """Whether a line below has a name of the decision that counts where no other does (»Vedtagelse«)."""
    return any(at > index and heading.field == "decision" and heading.is_weak for at, heading in headings.items())


def _own_decisions(decisions: Mapping[int, FieldHeading], meeting: Meeting) -> set[int]:
    """Which of an item's decisions are this meeting's: those of its day, else those without a day, else the last."""
    council = meeting.council
    day = meeting.day or _last_day_within(decisions, council)
    of_day = {at for at, heading in decisions.items() if heading.day and heading.day == day}
    without_day = {at for at, heading in decisions.items() if not heading.day}
    # Another body's decision may be told besides: »Klagenævnets afgørelse«.
    of_others = {at for at in without_day if _is_of_other(decisions[at], council)}
    if meeting.kind == "agenda" or of_day or without_day - of_others:
        without_day -= of_others
    if of_day:
        of_council = {at for at in of_day if _is_of_council(decisions[at], council)}
        return (of_council or (set() if without_day and council else of_day)) | without_day
    if without_day or meeting.kind == "agenda":
        return without_day
    last_day = max((heading.day for heading in decisions.values() if heading.day), default=None)
    return {at for at, heading in decisions.items() if heading.day == last_day}


def _last_day_within(decisions: Mapping[int, FieldHeading], council: str) -> date | None:
    """The last day that the council's decision names below a heading without one, where the cover tells no day."""
    first = min((at for at, heading in decisions.items() if not heading.day), default=None)
    within = (heading for at, heading in decisions.items() if heading.day and first is not None and at > first)
    return max((heading.day for heading in within if heading.day and _is_of_council(heading, council)), default=None)


# The law's paragraph before a committee's own name: »§ 17 stk. 4, Landdistriktsudvalget«.
_PARAGRAPH = re.compile(r"^§\s?\d+[ ,.]*(?:stk\.?\s?\d+)?[ ,.-]*", re.IGNORECASE)
_WITHOUT_OWNER = re.compile(r", [^,]* (?:Kommune|Kommunia)$|, Region .*$")


def _is_of_council(heading: FieldHeading, council: str) -> bool:
    own = council.casefold()
    is_named = own.startswith(heading.body.casefold()) or _PARAGRAPH.sub("", own).startswith(heading.body.casefold())
    return bool(heading.body) and (is_named or _met_together(heading.body, council))


def _is_of_other(heading: FieldHeading, council: str) -> bool:
    is_named = _DEFINITE.sub("", heading.body.casefold()) in council.casefold()
    return bool(heading.body and council) and not (is_named or _met_together(heading.body, council))


def _met_together(body: str, council: str) -> bool:
    """Whether a heading names the council first and another that met with it: »Byrådet og Havneudvalget«."""
    own = _WITHOUT_OWNER.sub("", council).casefold()
    return own != "" and body.casefold().startswith((f"{own} og ", f"{own} & ", f"{own} samt "))


def _is_decision(heading: FieldHeading) -> bool:
    return heading.field == "decision" and not heading.is_weak


def _tell_of_earlier(
    body: Sequence[Line], headings: Mapping[int, FieldHeading], own: Set[int], meeting: Meeting
) -> set[int]:
    """Those of an item's decisions without a day whose text is no decision, where the meeting's own stands below with
    its day: there some forms tell what was decided before.
    """
    dated = (at for at in own if meeting.day and headings[at].day == meeting.day and not headings[at].is_dated)
    last = max((at for at in dated if _is_of_council(headings[at], meeting.council)), default=-1)
    found = set()
    for index, end in pairwise(sorted(headings)):
        if index in own and index < last and not (headings[index].day or headings[index].text):
            texts = [line.text for line in body[index + 1 : end] if line.text]
            if texts and not any(is_whole_decision(text) or names_attendance(text) for text in texts):
                found.add(index)
    return found


def _stands_alone(body: Sequence[Line], headings: Mapping[int, FieldHeading], index: int) -> bool:
    """Whether no text stands below a committee's name and date: they tell where the case has been."""
    below = index + 1
    return below == len(body) or below in headings


def _as_begun(heading: FieldHeading | None, current: _Part | None, begun: Set[FieldName]) -> FieldHeading | None:
    """The heading as that of the part that it begins; None for a line of the text that it stands in."""
    if heading is None or heading.field in {"presentation", "decision"} or heading.is_dated:
        is_again = heading is not None and heading.is_weak and current is not None and current.field == "decision"
        return None if is_again else heading
    field = current.field if current else None
    if heading.field == "recommendation":
        is_line = heading.is_kept and (field in {"recommendation", "decision"} or "recommendation" in begun)
        return None if is_line else heading
    if heading.is_kept or not begun & {"presentation", "background"}:
        return heading
    in_presentation = field == "presentation" or field == "background"
    return None if in_presentation else replace(heading, field="presentation", is_kept=True)


def _is_put_to_the_vote(line: Line, heading: FieldHeading, begun: Set[FieldName]) -> bool:
    """Whether a decision's line names somebody's recommendation, which was put to the vote there."""
    is_again = heading.field == "recommendation" and "recommendation" in begun
    return is_again and _OF_SOMEBODY.match(line.text) is not None


def _begin(line: Line, heading: FieldHeading, current: _Part | None) -> _Part:
    again = current is not None and heading.field == current.field == "decision" and current.has_text()
    kept = without_bullet(line.text) if (heading.is_kept and heading.text == "") or again else ""
    rest = [replace(line, text=line.text if heading.is_kept else heading.text)] if heading.text else []
    return _Part(heading.field, line, kept, rest, is_joint=heading.is_joint)


def heads_decisions(bodies: Iterable[Sequence[Line]]) -> bool:
    """Whether a line of the items' texts heads a decision."""
    headings = (heading_of_line(line) for body in bodies for line in body)
    return any(heading is not None and heading.field == "decision" for heading in headings)


def _with_plain_decision(parts: list[_Part], *, is_headed: bool) -> list[_Part]:
    """The parts with the decision of minutes that no heading tells: all of a text without headings, what follows the
    recommendation below a heading of both, or a last line that says in a word what was done.
    """
    if len(parts) == 1 and not parts[0].is_explicit:
        says_more = any(line.text and not _MEETINGS_END.match(line.text) for line in parts[0].lines)
        return [replace(parts[0], field="decision")] if says_more else parts
    if any(part.field == "decision" for part in parts):
        return parts
    joint = next((part for part in parts if part.is_joint), None)
    at = next((at for at, line in enumerate(joint.lines) if at and says_outcome(line.text)), None) if joint else None
    if joint is None or at is None:
        joint = parts[-1] if parts else None
        at = _last_line_that_decides(joint, is_headed=is_headed) if joint else None
    if joint is None or at is None:
        return parts
    decided = _Part("decision", joint.lines[at], "", joint.lines[at:])
    before = replace(joint, lines=joint.lines[:at])
    place = parts.index(joint)
    return [*parts[:place], before, decided, *parts[place + 1 :]]


def _last_line_that_decides(part: _Part, *, is_headed: bool) -> int | None:
    """Where the last line of a part stands, if it is a decision and nothing else, apart from what is above it.

    Where no decision of the document has a heading, that it says what was decided is enough.
    """
    last = next((at for at in range(len(part.lines) - 1, -1, -1) if part.lines[at].text), None)
    decides = is_whole_decision if is_headed else says_outcome
    is_decision = last is not None and decides(part.lines[last].text)
    return last if is_decision and (not last or part.lines[last].gap) else None


def _lines_of(part: _Part) -> tuple[Line, ...]:
    """The lines of a part; in a decision, who was absent stands apart from what was decided."""
    if part.field != "decision":
        return tuple(part.lines)
    found: list[Line] = []
    in_attendance = False
    for line in part.lines:
        if names_attendance(line.text):
            found.append(replace(line, gap=True))
            in_attendance = True
            continue
        goes_on = in_attendance and not line.gap and line.text != "" and _ONLY_NAMES.match(line.text) is not None
        is_first_after = in_attendance and not goes_on and line.text != ""
        found.append(replace(line, gap=True) if is_first_after else line)
        in_attendance = in_attendance and (goes_on or not line.text)
    return tuple(found)
