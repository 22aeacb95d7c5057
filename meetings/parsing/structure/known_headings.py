"""Headings that a document's form knows: a system's export names its items, Word and HTML have levels of headings.

Levels do not say which of them is that of the items. It is known by numbers that rise, else by what stands below: the
texts of an item.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.danish.dates import DATE_IN_FIGURES, DATE_IN_WORDS
from meetings.parsing.lines.line import Line, MarkKind
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.fields import FieldHeading, field_heading
from meetings.parsing.structure.headings import Heading, ends_title, item_heading
from meetings.parsing.structure.participant_headings import participant_heading

_NUMBERED = re.compile(
    r"^(?:(?:Dagsordens?punkt|Punkt|Pkt\.?|Sag|Nr\.?)\s?(?:nr\.?\s?)?)?"
    r"(?P<number>\d{1,4}(?:\.\d{1,3})?)(?:\s*[.:)–-]+\s*|\s+)(?P<title>\S.*)$",
    re.IGNORECASE,
)
# Of the headings of one level: the share above an item's texts from which on they are the items' titles.
_MOST_ARE_ITEMS = 0.5
_FEWEST_TITLES = 2


@dataclass(frozen=True)
class _Candidate:
    """A line that the form says is a heading: where, of which level, and its number and title."""

    index: int
    level: int
    number: tuple[int, ...]
    title: str


def heading_of_line(line: Line) -> FieldHeading | None:
    """Which of an item's texts a line begins, by what its form says of it, else by its words.

    A heading that nobody knows begins a part of the presentation, and stays.
    """
    mark = line.mark
    if mark is None or mark.kind in {MarkKind.ROW, MarkKind.ENTRY}:
        return field_heading(line.text)
    if mark.kind is MarkKind.FIELD:
        named = field_heading(line.text)
        if named and not named.text and mark.field in {None, named.field}:
            return named
        return FieldHeading(mark.field or "presentation", is_kept=mark.field is None)
    if mark.kind is MarkKind.HEADING:
        return field_heading(line.text) or FieldHeading("presentation", is_kept=True)
    return None


def known_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The sections and items of an export; of a form with levels those that are numbered, or stand above texts.

    None where the form says nothing of the kind.
    """
    marked = tuple(_marked_headings(lines))
    if marked:
        return marked
    candidates = _candidates(lines)
    return _numbered_headings(lines, candidates) or _headings_above_texts(lines, candidates)


def known_titles(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings of the level that has the most, in a document in which nothing else is a heading of items."""
    titles = [each for each in _candidates(lines) if _may_be_title(each)]
    by_level = Counter(each.level for each in titles)
    level = max(by_level, key=lambda one: by_level[one], default=0)
    if by_level[level] < _FEWEST_TITLES:
        return ()
    return _numbered_in_order(lines, [each for each in titles if each.level == level])


def _marked_headings(lines: Sequence[Line]) -> Iterator[Heading]:
    for index, line in enumerate(lines):
        mark = line.mark
        if mark and mark.kind is MarkKind.ITEM:
            yield item_heading(mark.number, lines, [mark.title], index + 1, line=index)
        elif mark and mark.kind is MarkKind.SECTION:
            yield Heading(mark.number, mark.title, False, index, index + 1, index)


def _candidates(lines: Sequence[Line]) -> list[_Candidate]:
    found = []
    for index, line in enumerate(lines):
        if line.mark is None or line.mark.kind is not MarkKind.HEADING:
            continue
        match = None if _begins_with_day(line.text) else _NUMBERED.match(line.text)
        number = tuple(map(int, match["number"].split("."))) if match else ()
        found.append(_Candidate(index, line.mark.level, number, match["title"] if match else line.text))
    return found


def _begins_with_day(text: str) -> bool:
    return any(
        (match := form.search(text)) is not None and match.start() < 4 for form in (DATE_IN_FIGURES, DATE_IN_WORDS)
    )


def _numbered_headings(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> tuple[Heading, ...]:
    """The headings whose numbers rise; in two levels those of one number are sections, unless they are items alone."""
    numbered = [each for each in candidates if each.number and not field_heading(each.title)]
    if not numbered:
        return ()
    in_two = any(len(each.number) > 1 for each in numbered)
    level = min(each.level for each in numbered)
    if not in_two:
        numbered = [each for each in numbered if each.level == level]
    rising = [each for at, each in enumerate(numbered) if not at or each.number > numbered[at - 1].number]
    if len(rising) < len(numbered):
        return ()
    sections_with_items = {each.number[0] for each in numbered if len(each.number) > 1}
    found = []
    for each in numbered:
        is_section = in_two and len(each.number) == 1
        below = lines[each.index + 1] if each.index + 1 < len(lines) else None
        is_item_alone = each.number[0] not in sections_with_items and below is not None and ends_title(below.text)
        number = ".".join(map(str, each.number))
        if is_section and not is_item_alone:
            found.append(Heading(number, each.title, False, each.index, each.index + 1, each.index))
        else:
            found.append(item_heading(number, lines, [each.title], each.index + 1, line=each.index))
    return tuple(found)


def _headings_above_texts(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> tuple[Heading, ...]:
    """The headings of the highest level of which most stand above an item's texts."""
    titles = [each for each in candidates if _may_be_title(each)]
    for level in sorted({each.level for each in titles}):
        of_level = [each for each in titles if each.level == level]
        ends = [each.index for each in candidates if each.level <= level]
        above = [each for each in of_level if _has_texts(lines, each.index, ends)]
        if len(above) >= max(1, _MOST_ARE_ITEMS * len(of_level)):
            first = above[0].index
            return _numbered_in_order(lines, [each for each in of_level if each.index >= first])
    return ()


def _has_texts(lines: Sequence[Line], index: int, ends: Sequence[int]) -> bool:
    """Whether a line below a heading names one of an item's texts, above the next heading of its level or a higher."""
    end = min((at for at in ends if at > index), default=len(lines))
    inner = (line for line in lines[index + 1 : end])
    named = (field_heading(line.text) for line in inner)
    return any(heading and not heading.is_weak for heading in named)


def _numbered_in_order(lines: Sequence[Line], titles: Sequence[_Candidate]) -> tuple[Heading, ...]:
    return tuple(
        item_heading(str(number), lines, [each.title], each.index + 1, line=each.index)
        for number, each in enumerate(titles, start=1)
    )


def _may_be_title(candidate: _Candidate) -> bool:
    text = candidate.title
    is_of_form = field_heading(text) is not None or participant_heading(text) is not None or names_attendance(text)
    return not (is_of_form or says_outcome(text) or _begins_with_day(text))
