"""Concludes from an item's texts: outcomes, votes, kind of case, municipalities, references and appointments."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from meetings.danish.municipalities import municipalities_named, parse_municipality
from meetings.parsing.document import (
    FIELD_NAMES,
    Appointment,
    CaseType,
    FieldName,
    Item,
    Outcome,
    Place,
    Table,
    Vote,
)
from meetings.parsing.lines.line import Line
from meetings.parsing.meaning import decisions
from meetings.parsing.meaning.appointments import FoundAppointment, find_appointments
from meetings.parsing.meaning.case_types import case_type
from meetings.parsing.meaning.references import case_references, distant_items, item_references, meeting_references
from meetings.parsing.meaning.vacancies import find_vacancies
from meetings.parsing.meaning.votes import find_votes
from meetings.parsing.structure.case_numbers import CaseReference, parse_case_line
from meetings.parsing.structure.headings import Heading
from meetings.parsing.structure.items import ItemContent


def conclude_item(read: ItemContent, titles: Mapping[str, str], day: date | None, council: str = "") -> Item:
    """The item with what its texts say.

    `titles` are those of all headings of the document, by number; `day` is the meeting's, on which dates without a year
    and references to other meetings depend; `council` is the council's name, '' where the document does not tell.
    """
    texts = {field.name: field.text for field in read.fields}
    text = "\n".join([read.heading.title, *texts.values()])
    decided = decisions.conclude_decision(texts.get("decision", ""), council, read.heading.number, read.heading.title)
    case = _case_of_heading(read.heading)
    return Item(
        number=read.heading.number,
        title=read.heading.title,
        section=read.section,
        case_number=case.number,
        subject_number=case.subject,
        initials=case.initials,
        fields=read.fields,
        outcomes=decided.outcomes,
        deciding_sentence=decided.sentence,
        votes=find_votes(texts.get("decision", "")),
        case_type=read.heading.case_type
        or case_type(
            titles.get(read.section, ""),
            read.heading.title,
            texts.get("recommendation", ""),
            decided.outcomes[0] if decided.outcomes else "none",
        ),
        municipalities=_municipalities_of_item(text, read.tables),
        references=meeting_references(text, day) if day else (),
        item_references=tuple(
            number for number in item_references(text, day) if number in titles and number != read.heading.number
        ),
        distant_items=distant_items(text, day) if day else (),
        case_references=tuple(number for number in case_references(text) if number != case.number),
        attachments=read.attachments,
        case_place=read.case_place,
        place=read.place,
    )


def _case_of_heading(heading: Heading) -> CaseReference:
    """The case that the lines below a title name: without a number of its own, it has its subject's."""
    cases = (case for text in heading.case_texts if (case := parse_case_line(text)))
    return reduce(CaseReference.joined_with, cases, CaseReference()).with_both_numbers()


def _municipalities_of_item(text: str, tables: Sequence[Table]) -> tuple[str, ...]:
    """Those that the text names, and those that a table has a row for."""
    in_tables = (parse_municipality(row[0]) for table in tables for row in table.rows)
    return tuple(dict.fromkeys([*municipalities_named(text), *(name for name in in_tables if name)]))


@dataclass(frozen=True)
class WordingConclusions:
    """What the wording of a decision says: the same as a document with it is read as."""

    outcomes: tuple[Outcome, ...]
    deciding_sentence: str
    votes: tuple[Vote, ...]
    seats: tuple[FoundAppointment, ...]


def conclude_wording(
    decision: str, *, title: str, texts: Mapping[FieldName, str], case_type: CaseType, number: str, council: str
) -> WordingConclusions:
    """What the wording `decision` says as the decision of an item with this title, these other texts, and so on."""
    decided = decisions.conclude_decision(decision, council, number, title)
    return WordingConclusions(
        outcomes=decided.outcomes,
        deciding_sentence=decided.sentence,
        votes=find_votes(decision),
        seats=_seats_given(title, {**texts, "decision": decision}, decided.outcomes, case_type),
    )


def _seats_given(
    title: str, texts: Mapping[FieldName, str], outcomes: Sequence[Outcome], kind: CaseType
) -> tuple[FoundAppointment, ...]:
    """Those appointed, in so many words or by approving a recommendation to appoint, and the seats left empty."""
    appoints = "appointed" in outcomes or (outcomes[:1] == ("approved",) and kind == "appointment")
    filled = find_appointments(title, texts) if appoints else ()
    source = filled[0].field if filled else "decision"
    is_about_seats = appoints or kind == "appointment"
    return (*filled, *(find_vacancies(title, texts, source) if is_about_seats else ()))


_EMPTY_SEAT = re.compile(r"\b(?:vakant|ubesat)|\bN\. ?N\.", re.IGNORECASE)
# Lines with somebody's last name that are looked through for the whole name: it bounds the time in a long list.
_NAMESAKES = 20


def appointments_of_item(item: Item, lines: Sequence[Line]) -> list[Appointment]:
    """Those whom an item appoints, and the seats that it leaves empty; `lines` are those below the item's heading."""
    texts = {name: item.text(name) for name in FIELD_NAMES}
    places = {field.name: field.place for field in item.fields}
    found = _seats_given(item.title, texts, item.outcomes, item.case_type)
    if not found:
        return []
    names = _NameIndex(lines)
    return [
        Appointment(
            item=item.number,
            person=appointed.person,
            party=appointed.party,
            municipality=appointed.municipality,
            body=appointed.body,
            role=appointed.role,
            replaces=appointed.replaces,
            starts=appointed.starts,
            place=names.place(appointed.person, places[appointed.field]),
        )
        for appointed in found
    ]


class _NameIndex:
    """Index of the lines of an item: by the words in them, and those that mention an empty seat."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._with_word: dict[str, list[Line]] = {}
        self._empty_seats = [line for line in lines if _EMPTY_SEAT.search(line.text)]
        for line in lines:
            for word in set(re.findall(r"[\w-]+", line.text)):
                self._with_word.setdefault(word, []).append(line)

    def place(self, person: str, text: Place) -> Place:
        """The first line from the text's beginning on with the whole name, else with the last; else the beginning."""
        last_name = re.findall(r"[\w-]+", person)[-1:]
        lines = self._with_word.get(last_name[0], []) if last_name else self._empty_seats
        start = bisect_left(lines, text.line, key=lambda line: line.number)
        below = lines[start : start + _NAMESAKES]
        found = next((line for line in below if person in line.text), below[0] if below else None)
        return found.place if found else text
