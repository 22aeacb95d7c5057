"""Headings of items that are numbered in one level: `12.`, `Pkt. 42`, `Nr.178 -`, `IV.`, `1 (Åben)`, `Sag nr. 129`.

Lists within the texts are numbered too. A heading is known by what stands below it (a case number, the name of one of
an item's texts), and by the chain: the numbers run on through the document, from 1 or from where the last meeting of
the year ended. The chain with the strongest evidence is the outline.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.councils import body_name
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import (
    ENDS_SENTENCE,
    LONGEST_TITLE,
    Heading,
    ends_title,
    follows_gap,
    is_closing_title,
    is_title,
    item_heading,
)

# An item's number and its letter's place in the alphabet: 3 is (3, 0), 3.b is (3, 2).
_Number = tuple[int, int]

_TITLE = r"(?P<title>(?![a-zæøå])[^\W_].*|[”\"»‘'(].*)"
_PREFIXED = re.compile(
    r"^[•–-]?\s*(?i:Dagsordenspunkt|Dagsordenens punkt|Punkt|Pkt|Nr|Sag nr)\b\.?\s?(?:nr\.?\s?)?(?P<number>\d{1,4})"
    rf"(?:\.?\s?(?P<letter>[a-e])(?=[\s.:)]|$))?(?:\s*[.:)–-])?(?:\s*{_TITLE})?$",
)
_PLAIN = re.compile(
    rf"^(?P<number>\d{{1,3}})(?:\.?\s?(?P<letter>[a-e])(?=[\s.:)]))?(?P<stop>\s?[.:)]{{1,2}})?\s+{_TITLE}$"
)
_ROMAN = re.compile(rf"^(?P<roman>[IVXL]{{1,7}})(?P<stop>\s?[.:)]{{1,2}})?\s+{_TITLE}$")
_VALID_ROMAN = re.compile(r"^(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ACCESS = re.compile(r"^\((?:Åben|Åbent|Lukket|Å|L)\)\s*[–:-]?\s*", re.IGNORECASE)
_INTRODUCES_LIST = re.compile(r"[:,]$")
_PART_OF_AGENDA = re.compile(
    r"^(?:(?:Åbne|Lukkede) (?:punkter|sager)|(?:Åben|Lukket) dagsorden|(?:Punkter|Sager) (?:til|for) [\wæøå ,–-]{3,40}|"
    r"Til (?:behandling|beslutning|efterretning|orientering|drøftelse) [–-] for (?:åbne|lukkede) døre|"
    r"For (?:åbne|lukkede) døre)\s*:?$",
    re.IGNORECASE,
)
# What each kind of evidence adds to a heading's score: a case number or a text's name below it, its form, that it
# repeats a line of the contents, that it looks like a title. Chosen by hand: `test_numbering.py`
# and `test_forms.py` notice a change.
_BY_CASE, _BY_FIELD, _BY_FORM, _IN_CONTENTS, _BY_LOOKS = 8, 6, 5, 3, 2
_STRONG = _BY_FORM
# Numbers that may be missing in between: closed items are left out of what is published.
_LONGEST_GAP = 40
# Lines above an entry of a list in which the entry before it is looked for.
_NEAR = 6
# Lines above a title that may repeat it, or head the part of the agenda that begins with it.
_MOST_ABOVE = 3


@dataclass(frozen=True)
class _Candidate:
    """A line that could be a heading; `score` is the evidence."""

    number: _Number
    heading: Heading
    score: int


@dataclass(frozen=True)
class _Numbered:
    """A line with a number at its start; `title` is '' where it has nothing else."""

    index: int
    number: _Number
    title: str
    is_prefixed: bool
    has_stop: bool


_Form = Callable[[str], tuple[_Number, str, bool, bool] | None]


def find_numbered_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings of the form that makes the strongest chain; empty where none makes any."""
    chains = [_strongest_chain(_candidates(lines, form)) for form in (_parse_prefixed, _parse_plain, _parse_roman)]
    best = max(chains, key=lambda chain: sum(candidate.score for candidate in chain))
    if len(best) < 2 and not any(candidate.score >= _BY_FIELD for candidate in best):
        return ()
    return tuple(candidate.heading for candidate in best)


def _parse_prefixed(text: str) -> tuple[_Number, str, bool, bool] | None:
    match = _PREFIXED.match(text)
    if not match:
        return None
    return (int(match["number"]), _letter_position(match["letter"])), _ACCESS.sub("", match["title"] or ""), True, True


def _parse_plain(text: str) -> tuple[_Number, str, bool, bool] | None:
    match = _PLAIN.match(text)
    if not match or field_heading(match["title"]):
        return None
    title = _ACCESS.sub("", match["title"])
    is_prefixed = title != match["title"]
    return (
        (int(match["number"]), _letter_position(match["letter"])),
        title,
        is_prefixed,
        bool(match["stop"]) or is_prefixed,
    )


def _parse_roman(text: str) -> tuple[_Number, str, bool, bool] | None:
    match = _ROMAN.match(text)
    if not match or not _VALID_ROMAN.match(match["roman"]):
        return None
    return (_roman_value(match["roman"]), 0), _ACCESS.sub("", match["title"]), False, bool(match["stop"])


def _letter_position(letter: str | None) -> int:
    return ord(letter.casefold()) - ord("a") + 1 if letter else 0


def _roman_value(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _number_as_text(number: _Number) -> str:
    """A number as an address has it, in figures: 3.b is 3.2."""
    return f"{number[0]}.{number[1]}" if number[1] else str(number[0])


def _candidates(lines: Sequence[Line], form: _Form) -> list[_Candidate]:
    numbered = {
        index: _Numbered(index, *parsed) for index, line in enumerate(lines) if (parsed := form(line.text)) is not None
    }
    titles_above = _titles_stand_above(lines, numbered)
    last_with_title = {(found.number, found.title.casefold()): index for index, found in numbered.items()}
    seen: set[tuple[_Number, str]] = set()
    found: list[_Candidate] = []
    for index, line in numbered.items():
        name = (line.number, line.title.casefold())
        candidate = _with_evidence(lines, numbered, line, titles_above=titles_above, is_listed=name in seen)
        if (candidate and last_with_title[name] == index) or (candidate and candidate.score > _BY_FORM):
            found.append(candidate)
        seen.add(name)
    return found


def _titles_stand_above(lines: Sequence[Line], numbered: Mapping[int, _Numbered]) -> bool:
    """Whether a number that stands alone comes below its title: what follows is a text's name at once."""
    alone = [index for index, found in numbered.items() if not found.title and index + 1 < len(lines)]
    return sum(ends_title(lines[index + 1].text) for index in alone) > len(alone) / 2


def _with_evidence(
    lines: Sequence[Line],
    numbered: Mapping[int, _Numbered],
    found: _Numbered,
    *,
    titles_above: bool,
    is_listed: bool,
) -> _Candidate | None:
    """The numbered line as a candidate with its score; None where nothing speaks for it."""
    if not found.title:
        return _candidate_with_number_alone(lines, found, titles_above=titles_above)
    end, score = _below(lines, numbered, found)
    case_above = _case_above(lines, numbered, found.index)
    if score < _BY_CASE and case_above:
        score = max(score, _BY_FIELD) + 1
    if score < _BY_CASE and _is_list_entry(lines, numbered, found):
        score = 0
    if not found.has_stop and score < _BY_FIELD:
        score = 0
    if found.is_prefixed:
        score = max(score, _BY_FORM if is_title(found.title) else 0)
    if not score and (follows_gap(lines[found.index]) or is_closing_title(found.title)) and is_title(found.title):
        in_list = _is_list_entry(lines, numbered, found) and not is_closing_title(found.title)
        score = _IN_CONTENTS if is_listed else 0 if in_list or not found.has_stop else _BY_LOOKS
    if not score:
        return None
    title = [found.title, *(lines[at].text for at in range(found.index + 1, end))]
    start = _heading_start(lines, found.index - 1 if case_above else found.index)
    return _Candidate(
        found.number,
        item_heading(_number_as_text(found.number), lines, title, end, line=found.index, start=start),
        score + (1 if follows_gap(lines[found.index]) else 0),
    )


def _below(lines: Sequence[Line], numbered: Mapping[int, _Numbered], found: _Numbered) -> tuple[int, int]:
    """The index after the title that begins at a line, and the score that the line below the title adds."""
    for at in range(found.index + 1, min(found.index + 1 + LONGEST_TITLE, len(lines))):
        text = lines[at].text
        if text and parse_case_line(text) is not None:
            return at, _BY_CASE
        if field_heading(text):
            return at, _BY_FIELD
        if at in numbered or not text or ENDS_SENTENCE.search(text):
            break
        if at == found.index + 1 and ENDS_SENTENCE.search(found.title):
            break
    return found.index + 1, 0


def _candidate_with_number_alone(lines: Sequence[Line], found: _Numbered, *, titles_above: bool) -> _Candidate | None:
    """An item whose number stands on a line of its own, above its title or below it."""
    index = found.index
    if titles_above:
        first = _title_above(lines, index)
        if first == index:
            return None
        title = [line.text for line in lines[first:index]]
        heading = item_heading(
            _number_as_text(found.number), lines, title, index + 1, line=index, start=_heading_start(lines, first)
        )
        return _Candidate(found.number, heading, _BY_FIELD)
    if index + 1 == len(lines) or not is_title(lines[index + 1].text) or ends_title(lines[index + 1].text):
        return None
    end = next(
        (
            at
            for at in range(index + 2, min(index + 2 + LONGEST_TITLE, len(lines)))
            if ends_title(lines[at].text) or follows_gap(lines[at])
        ),
        index + 2,
    )
    title = [line.text for line in lines[index + 1 : end]]
    score = _BY_FIELD if end < len(lines) and ends_title(lines[end].text) else _BY_FORM
    return _Candidate(found.number, item_heading(_number_as_text(found.number), lines, title, end, line=index), score)


def _title_above(lines: Sequence[Line], index: int) -> int:
    """Where the title begins that ends right above `index`: a line, or more where they run on."""
    first = index - 1
    if first < 0 or not is_title(lines[first].text) or ends_title(lines[first].text):
        return index
    while (
        first > 0
        and index - first < LONGEST_TITLE
        and not follows_gap(lines[first])
        and lines[first].text[:1].islower()
        and is_title(lines[first - 1].text)
        and not ends_title(lines[first - 1].text)
    ):
        first -= 1
    return first


def _case_above(lines: Sequence[Line], numbered: Mapping[int, _Numbered], index: int) -> bool:
    """Whether the case number stands on the line above the title, and belongs to no title before it."""
    if index == 0 or not follows_gap(lines[index - 1]):
        return False
    case = parse_case_line(lines[index - 1].text)
    return case is not None and bool(case.number) and index - 2 not in numbered


def _is_list_entry(lines: Sequence[Line], numbered: Mapping[int, _Numbered], found: _Numbered) -> bool:
    """Whether a numbered line is an entry of a list: one below the entry before it, or below what introduces one."""
    if found.index and _INTRODUCES_LIST.search(lines[found.index - 1].text):
        return True
    if found.index and (above := field_heading(lines[found.index - 1].text)) and above.field == "recommendation":
        return True
    for at in range(found.index - 1, max(-1, found.index - 1 - _NEAR), -1):
        if ends_title(lines[at].text):
            return False
        if at in numbered:
            return numbered[at].number[0] == found.number[0] - 1
    return False


def _heading_start(lines: Sequence[Line], index: int) -> int:
    """Where a heading begins that may have the same heading, or that of a part of the agenda, right above it."""
    words = lines[index].text.split()
    start = index
    while start > max(0, index - _MOST_ABOVE) and (
        lines[start - 1].text.split() == words or _heads_part(lines[start - 1].text)
    ):
        start -= 1
    return start


def _heads_part(text: str) -> bool:
    """Whether a line heads a part of an agenda: the open or closed items, those of one committee."""
    is_short = len(text) < 100
    return is_short and (_PART_OF_AGENDA.match(text) is not None or (text.isupper() and body_name(text) != ""))


def _strongest_chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates whose numbers run on with the most evidence, in the order of the document."""
    best: dict[_Number, tuple[int, int]] = {}
    before: list[int | None] = []
    ends: list[int] = []
    for index, candidate in enumerate(candidates):
        gained, previous = candidate.score, None
        for number, cost in _numbers_before(candidate):
            if number in best:
                score, at = best[number]
                if candidates[at].heading.end <= candidate.heading.start and score + candidate.score - cost > gained:
                    gained, previous = score + candidate.score - cost, at
        before.append(previous)
        ends.append(gained)
        if candidate.number not in best or gained > best[candidate.number][0]:
            best[candidate.number] = (gained, index)
    chain: list[_Candidate] = []
    last: int | None = max(range(len(ends)), key=ends.__getitem__, default=None)
    while last is not None:
        chain.append(candidates[last])
        last = before[last]
    return chain[::-1]


def _numbers_before(candidate: _Candidate) -> Iterator[tuple[_Number, int]]:
    """The numbers that a candidate may follow, each with what a gap before it takes off the score."""
    number, letter = candidate.number
    if letter:
        yield from (((number, before), 0) for before in {letter - 1, 0})
        return
    for last in range(1, 6):
        yield (number - 1, last), 0
    yield (number - 1, 0), 0
    if candidate.score >= _STRONG:
        for missing in range(2, _LONGEST_GAP):
            yield (number - missing, 0), _STRONG - 1
