"""Items whose text stands on the line of their title: »3. Økonomi: Regnskabet blev godkendt.«, or in a column beside.

Points within a text look the same. They are the items where nothing else in the document is one, and they run from 1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.parsing.lines.line import Line, Mark, MarkKind
from meetings.parsing.structure.fields import is_name_of_a_text
from meetings.parsing.structure.headings import Heading, ends_sentence
from meetings.parsing.structure.numbers import parse_plain
from meetings.parsing.structure.plain_titles import OF_MEETINGS, is_plain_title

_WORDS = r"[A-ZÆØÅ”\"»](?:[^:.?!]|(?<=\d)\.(?= [a-zæøå])){1,90}?"
_TITLE_AND_TEXT = re.compile(
    rf"^(?P<title>(?:(?P<number>\d{{1,2}})(?:[.):]\s*|\s+)|[•*–o-]\s+){_WORDS}(?:(?<=Evt)\.)?)"
    r"(?:\s?:\s+|\s{3,}|\s[–—-]\s+)(?P<text>[^\W_].*)$"
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?:[.):]\s*|\s+)[A-ZÆØÅ]")
# The same without a number or a bullet, where most lines have it: »Godkendelse af dagsorden. Dagsorden godkendt«.
_PARAGRAPH = re.compile(rf"^(?P<title>{_WORDS})(?::|\.)\s+(?P<text>[A-ZÆØÅ].*)$")
_FEWEST, _FEWEST_OF_MEETINGS = 3, 2
# What minutes say of an item of the agenda's list above them: »Ad 2. Formanden orienterede om broen.«
_ANSWER = re.compile(
    r"^(?P<sign>(?:Ad|Til)\.?\s?(?:(?:pkt|(?:dagsordens)?punkt(?:et)?)\.?\s?)?(?P<number>\d{1,3})\s?[.:)–-]{0,2})\s+(?P<text>[^\W\d_].*)$",
    re.IGNORECASE,
)
_FEWEST_ANSWERS = 2


def with_answers_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; where sentences answer an agenda's list above by its numbers, each number on a line of its own."""
    answers = {
        index: match for index, line in enumerate(lines) if line.mark is None and (match := _ANSWER.match(line.text))
    }
    above = lines[: min(answers, default=0)]
    listed = {
        entry.number[0]: entry.title for index, line in enumerate(above) if (entry := parse_plain(index, line.text))
    }
    numbers = [int(match["number"]) for match in answers.values()]
    if len(numbers) < _FEWEST_ANSWERS or numbers != sorted(set(numbers)) or not listed.keys() >= set(numbers):
        return tuple(lines)
    said = {
        index: _is_said(lines, index, match["text"], listed[int(match["number"])]) for index, match in answers.items()
    }
    if 2 * sum(said.values()) <= len(said):
        return tuple(lines)
    found: list[Line] = []
    for index, line in enumerate(lines):
        if match := answers.get(index):
            found.append(replace(line, text=match["sign"], gap=True))
            found.append(replace(line, text=match["text"], gap=False, page_start=False))
        else:
            found.append(line)
    return tuple(found)


def _is_said(lines: Sequence[Line], index: int, text: str, title: str) -> bool:
    """Whether the text behind an answer's number is a sentence, and not the title again."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    goes_on = below is not None and not below.gap and below.text[:1].islower()
    return not text.casefold().startswith(title.casefold()) and (goes_on or ends_sentence(text))


def with_titles_apart(lines: Sequence[Line], headings: Sequence[Heading]) -> tuple[Line, ...]:
    """The lines, with each title of such items on a line of its own; as they are where others are the `headings`."""
    numbered = [index for index, line in enumerate(lines) if _NUMBERED.match(line.text) and line.mark is None]
    bulleted = [
        index for index, line in enumerate(lines) if line.text.startswith(("• ", "– ", "- ", "o ")) and not line.mark
    ]
    for places in (numbered, bulleted):
        parted = {index: match for index in places if (match := _parted(lines[index].text))}
        is_list = _FEWEST <= len(places) <= 2 * len(parted) and len(headings) < len(parted)
        if is_list and _run_from_one(lines, places) and {heading.line for heading in headings} <= set(places):
            return tuple(_apart(lines, parted))
    return tuple(lines) if headings else _with_paragraphs_apart(lines)


def _with_paragraphs_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, each that begins with a title as an item, where most lines do and several titles are of meetings."""
    parted = {
        index: match
        for index, line in enumerate(lines)
        if (match := _PARAGRAPH.match(line.text)) and is_plain_title(match["title"])
    }
    below = len(lines) - min(parted, default=0)
    known = sum(OF_MEETINGS.match(match["title"]) is not None for match in parted.values())
    if len(parted) < _FEWEST or known < _FEWEST_OF_MEETINGS or 2 * len(parted) < below:
        return tuple(lines)
    numbers = {index: str(number) for number, index in enumerate(parted, start=1)}
    found: list[Line] = []
    for index, line in enumerate(lines):
        if match := parted.get(index):
            mark = Mark(MarkKind.ITEM, number=numbers[index], title=match["title"])
            found.append(replace(line, text=match["title"], mark=mark))
            found.append(replace(line, text=match["text"], gap=True, page_start=False))
        else:
            found.append(line)
    return tuple(found)


def _parted(text: str) -> re.Match[str] | None:
    match = _TITLE_AND_TEXT.match(text)
    words = match["title"].lstrip("0123456789.):•*–o- ") if match else ""
    return match if match and not is_name_of_a_text(words) else None


def _run_from_one(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether the numbers of the lines are 1, 2, 3 …, or none has any."""
    numbers = [match["number"] for index in places if (match := _NUMBERED.match(lines[index].text))]
    return [int(number) for number in numbers] == list(range(1, len(numbers) + 1))


def _apart(lines: Sequence[Line], parted: dict[int, re.Match[str]]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        match = parted.get(index)
        if match is None:
            yield line
            continue
        yield replace(line, text=match["title"], gap=True)
        yield replace(line, text=match["text"], gap=True, page_start=False)
