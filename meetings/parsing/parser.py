"""Reads the pages of an agenda or minutes: the order of all steps.

No document is refused: every non-blank line is read as a part of the document or is named in a warning.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from meetings.danish.dates import first_date
from meetings.parsing.document import Document, DocumentKind, Section
from meetings.parsing.lines.line import Line
from meetings.parsing.lines.pages import Pages, SeenPages, has_pages
from meetings.parsing.meaning.conclusions import appointments_of_item, conclude_item
from meetings.parsing.meaning.warnings import (
    council_warnings,
    cover_warnings,
    empty_decision_warnings,
    far_off_warnings,
    guess_warnings,
    joint_meeting_warnings,
    kind_warnings,
    left_over_warnings,
    lost_table_warnings,
    numbering_warnings,
    participant_warnings,
    stray_line_warnings,
    title_warnings,
    undecided_warnings,
    unseen_text_warnings,
    wrong_sum_warnings,
)
from meetings.parsing.structure.accounted import left_over_headings
from meetings.parsing.structure.broken_headings import with_whole_headings
from meetings.parsing.structure.case_kinds import take_case_kinds
from meetings.parsing.structure.church_names import church_named, is_of_church
from meetings.parsing.structure.clean import CleanedPages, clean_pages
from meetings.parsing.structure.contents_only import with_closed_items
from meetings.parsing.structure.councils import (
    council_name,
    is_of_an_organisation,
    is_of_owners,
    kkr_names,
    most_named_municipality,
    most_named_region,
    municipality_named,
    municipality_of_address,
    region_named,
)
from meetings.parsing.structure.cover import Cover, read_cover
from meetings.parsing.structure.cover_guesses import day_with_year_first, guessed_council, guessed_day
from meetings.parsing.structure.cover_names import (
    body_mentioned_on_cover,
    body_of_members,
    organisation_on_cover,
    owner_on_cover,
    with_names_spelled_right,
    with_whole_names,
)
from meetings.parsing.structure.decides import is_whole_decision
from meetings.parsing.structure.decision_headings import (
    council_of_decisions,
    council_of_today,
    council_of_undated_decisions,
    day_of_decisions,
    named_in_headings,
)
from meetings.parsing.structure.field_parts import Meeting
from meetings.parsing.structure.headings import Heading
from meetings.parsing.structure.item_attendance import attendance_in_items, start_in_items
from meetings.parsing.structure.items import ItemContent, read_items
from meetings.parsing.structure.joint_councils import councils_together
from meetings.parsing.structure.minutes_beside import with_minutes_below
from meetings.parsing.structure.names_in_place import name_in_place
from meetings.parsing.structure.numbers_alone import with_numbers_by_titles
from meetings.parsing.structure.outline import contents_line_numbers, find_headings, unfound_contents
from meetings.parsing.structure.participants import ParticipantList, conclude_participants, read_participants
from meetings.parsing.structure.repeated_parts import without_repeated_parts
from meetings.parsing.structure.titles_with_text import with_answers_apart, with_titles_apart

# A KKR that a text names so often is the one that meets, where the cover does not tell.
_MANY_TIMES = 3
# So many items that were decided in a word make minutes: one may be quoted from somewhere.
_FEWEST_DECIDED = 2
# Raise it whenever the same file would be read differently: an archive reads documents of a lower version again.
PARSER_VERSION = 10


def parse_document(pages: Pages, body: CleanedPages | None = None) -> Document:
    """Everything that the pages of an agenda or of minutes say; `body` is what `clean_pages` gives, if it is known."""
    cleaned = without_repeated_parts(body or clean_pages(pages))
    cleaned = replace(cleaned, lines=with_numbers_by_titles(with_whole_headings(with_minutes_below(cleaned.lines))))
    cleaned = replace(cleaned, lines=with_answers_apart(cleaned.lines))
    found = find_headings(cleaned.lines)
    apart = with_titles_apart(cleaned.lines, found)
    if len(apart) > len(cleaned.lines):
        cleaned, found = replace(cleaned, lines=apart), find_headings(apart)
    headings = take_case_kinds(found)
    before = with_whole_names(cleaned.lines[: headings[0].start] if headings else cleaned.lines)
    cover = read_cover(before, cleaned.furniture)
    if not cover.council and (spelled := with_names_spelled_right(before)) != before:
        before, cover = spelled, read_cover(spelled, cleaned.furniture)
    cover = replace(cover, date=day_with_year_first(cover.date, cleaned.lines)) if cover.date else cover
    cover = _as_stated(cover, pages)
    understood = cover.understood | contents_line_numbers(before, found)
    participants = read_participants(before, understood)
    listed = {line.number for line in participants.lines}
    title = [line for line in before if line.number not in listed]
    in_headings = tuple(named_in_headings(cleaned.lines))
    day_in_headings = day_of_decisions(in_headings)
    known_day = cover.date or day_in_headings
    by_headings = council_of_decisions(in_headings, known_day)
    named = _council_of_document(cover, title, cleaned.lines, by_headings or body_of_members(before))
    decided = _decided_in_a_word(cleaned.lines, headings)
    is_of_meeting = cover.kind is not None or bool(participants.lines) or decided >= _FEWEST_DECIDED
    guessed = "" if named or not is_of_meeting else guessed_council(cleaned.lines, owner_on_cover(title))
    if is_of_meeting and not (named or guessed):
        guessed = name_in_place(title, cleaned.furniture)
    council, joint_councils = councils_together(named or guessed, cover.edition.councils)
    by_list: DocumentKind | None = "minutes" if participants.lines else None
    has_other_days = day_in_headings not in {None, cover.date}
    if cover.minutes_if_decided and decided >= cover.minutes_if_decided and not has_other_days:
        cover = replace(cover, kind="minutes")
    by_decisions: DocumentKind | None = "minutes" if decided >= _FEWEST_DECIDED else None
    kind_told = cover.kind or by_list or by_decisions
    read = read_items(cleaned.lines, headings, Meeting(kind_told, council, cover.date))
    contents = with_closed_items(read, _above_items(cleaned, headings))
    numbers = {item.heading.number for item in read}
    listed_alone = {item.place.line for item in contents if item.heading.number not in numbers}
    kind = kind_told or _kind_by_items(contents)
    told_day = cover.date or _date_in_items(contents) or known_day
    found_day = told_day or (None if cover.impossible_date else guessed_day(before))
    day = day_with_year_first(found_day, cleaned.lines) if found_day else None
    participants = conclude_participants(
        participants, attendance_in_items(contents, day), kind=kind, items=_item_numbers(headings)
    )
    left_over = tuple(
        each for each in left_over_headings(cleaned.lines, headings) if each.line.number not in listed_alone
    )
    unfound = unfound_contents(before, found) - {each.line.number for each in left_over} - listed_alone
    titles = {heading.number: heading.title for heading in headings}
    items = tuple(conclude_item(item, titles, day, council) for item in contents)
    return Document(
        kind=kind,
        council=council,
        date=day,
        impossible_date="" if day else cover.impossible_date,
        start_time=cover.start_time or start_in_items(contents),
        place=cover.place,
        is_sample=cover.is_sample,
        is_draft=cover.is_draft,
        edition=cover.edition.edition,
        revision=cover.edition.revision,
        is_extraordinary=cover.edition.is_extraordinary,
        status=cover.edition.status,
        moved_from=cover.edition.moved_from,
        joint_councils=joint_councils,
        place_unit="page" if has_pages(pages) else "paragraph",
        is_recognized=isinstance(pages, SeenPages) and pages.is_recognized,
        participants=participants.participants,
        participants_complete=_participants_complete(kind, participants),
        sections=tuple(
            Section(heading.number, heading.title, cleaned.lines[heading.line].place)
            for heading in headings
            if not heading.is_item
        ),
        items=items,
        appointments=tuple(
            appointment
            for item, content in zip(items, contents, strict=True)
            for appointment in appointments_of_item(item, content.lines)
        ),
        tables=tuple(table for item in contents for table in item.tables),
        warnings=tuple(
            sorted(
                (
                    *unseen_text_warnings(pages),
                    *cover_warnings(before, understood - unfound, participants),
                    *cover.warnings,
                    *joint_meeting_warnings(joint_councils, before),
                    *far_off_warnings(day, cleaned.lines),
                    *council_warnings(council, cleaned.lines),
                    *guess_warnings(guessed, None if told_day else day, cleaned.lines),
                    *kind_warnings(cover.kind, contents),
                    *empty_decision_warnings(kind, contents),
                    *participants.warnings,
                    *participant_warnings(kind, participants, cleaned.lines),
                    *stray_line_warnings(cleaned.lines, headings),
                    *title_warnings(headings, cleaned.lines),
                    *numbering_warnings(headings, cleaned.lines),
                    *left_over_warnings(left_over),
                    *lost_table_warnings(contents),
                    *wrong_sum_warnings(contents),
                    *undecided_warnings(items),
                ),
                key=lambda warning: (warning.page, warning.line),
            )
        ),
    )


def _above_items(cleaned: CleanedPages, headings: Sequence[Heading]) -> list[Line]:
    """The lines above the first heading, those of a list of contents with them that belong to the pages."""
    if not headings:
        return []
    first = cleaned.lines[headings[0].start].number
    above = (line for line in (*cleaned.lines, *cleaned.furniture) if line.number < first)
    return sorted(above, key=lambda line: line.number)


def _as_stated(cover: Cover, pages: Pages) -> Cover:
    """What the cover says, and in its place what an export states."""
    stated = pages.stated if isinstance(pages, SeenPages) else None
    if stated is None:
        return cover
    day, start = _day(stated.date), _time(stated.start_time)
    return replace(
        cover,
        kind=stated.kind,
        is_draft=stated.is_draft,
        date=day or cover.date,
        start_time=start or cover.start_time,
        place=stated.place or cover.place,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _decided_in_a_word(lines: Sequence[Line], headings: Sequence[Heading]) -> int:
    """Below how many headings a line says no more than what was done with the item, as only minutes have it."""
    ends = [*(heading.start for heading in headings[1:]), len(lines)]
    below = (lines[heading.end : end] for heading, end in zip(headings, ends, strict=True)) if headings else ()
    return sum(any(is_whole_decision(line.text) for line in texts) for texts in below)


def _kind_by_items(items: Sequence[ItemContent]) -> DocumentKind:
    """What neither the cover nor a list tells: decisions make minutes."""
    return "minutes" if any(field.name == "decision" for item in items for field in item.fields) else "agenda"


def _council_of_document(cover: Cover, before: Sequence[Line], lines: Sequence[Line], told: str) -> str:
    """The council that the cover names, else `told`, as the decisions' headings or its members' list name it.

    Else one that the cover only mentions, else the KKR that the text names most, for a document whose cover and
    headers are lost.

    One that no municipality or region is named with has that of the cover or the one that the text names most.
    """
    kkr = Counter(name for line in lines for name in kkr_names(line.text))
    most_named = max(kkr, key=lambda name: kkr[name], default="")
    council = cover.council or told or (most_named if kkr[most_named] >= _MANY_TIMES else "")
    council = council or council_of_undated_decisions(lines) or council_of_today(lines)
    council = council or body_mentioned_on_cover(before, cover.understood) or most_named
    is_whole = bool(cover.council and cover.has_owner) or council.startswith("KKR ") or is_of_owners(council)
    return council if is_whole or not council else council_name(council, _owner(council, cover, before, lines))


def _owner(council: str, cover: Cover, before: Sequence[Line], lines: Sequence[Line]) -> str:
    """Whose the council is, by the cover, else by what the text names most, else by the addresses in it."""
    texts = [line.text for line in lines]
    understood = cover.understood
    if is_of_church(council) and church_named(council):
        return ""
    if is_of_church(council) and (church := next(filter(None, (church_named(line.text) for line in before)), "")):
        return church
    if is_of_an_organisation(council) and (organisation := organisation_on_cover(before, understood)):
        return organisation
    by_text = most_named_region(texts) if council.startswith("Region") else most_named_municipality(texts)
    owners = (municipality_named(text) or region_named(text) for text in texts if council in text)
    beside = Counter(filter(None, owners))
    most_beside = max(beside, key=lambda owner: beside[owner], default="")
    return owner_on_cover(before) or most_beside or by_text or municipality_of_address(texts)


def _item_numbers(headings: Sequence[Heading]) -> tuple[int, ...]:
    """The numbers of the items where they are numbered in one level: »deltog ikke under punkterne 5-7« names them."""
    return tuple(int(heading.number) for heading in headings if heading.is_item and heading.number.isdigit())


def _date_in_items(items: Sequence[ItemContent]) -> date | None:
    """The date that the item approving the agenda names, the only place where some minutes have it; None without."""
    for item in items:
        if re.search(r"\bdagsorden", item.heading.title, re.IGNORECASE):
            for field in item.fields:
                if (day := first_date(field.text)) is not None:
                    return day
    return None


def _participants_complete(kind: DocumentKind, participants: ParticipantList) -> bool | None:
    if kind == "minutes":
        return bool(participants.complete)
    return participants.complete
