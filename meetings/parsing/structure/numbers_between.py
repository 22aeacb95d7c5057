"""Items whose line does not look like a title, told by the numbers around them alone.

»5. orientering fra havnene« in small letters, »3. Beslutninger« as texts are called, and sentences: where 4 and 6 are
titles, the only line apart that begins with 5 between them is an item. So is a last one that closes the meeting.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.chains import Candidate
from meetings.parsing.structure.headings import follows_gap, is_closing_title, item_heading

_NUMBER_AND_WORDS = re.compile(r"^(?P<number>\d{1,3})[.):]\s+(?P<title>[^\W\d_].*)$")
# What it adds to the score of a chain: the least.
_BY_NUMBERS = 1


def with_numbers_between(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the lines that have the only number missing between two of them, or close the last."""
    has_gaps = any(line.gap for line in lines)
    found = list(candidates[:1])
    for before, after in pairwise(candidates):
        if after.number == (before.number[0] + 2, 0):
            between = _only_line_of(lines, before, after.heading.start)
            found += [between] if between and (follows_gap(lines[between.heading.line]) or not has_gaps) else []
        found.append(after)
    closing = _only_line_of(lines, found[-1], len(lines)) if found else None
    return [*found, closing] if closing and is_closing_title(closing.heading.title) else found


def _only_line_of(lines: Sequence[Line], before: Candidate, end: int) -> Candidate | None:
    """The only line up to `end` with the next number after a candidate's, where no list leads up to it."""
    number = before.number[0] + 1
    begun = [(at, match) for at in range(before.heading.end, end) if (match := _NUMBER_AND_WORDS.match(lines[at].text))]
    alike = [(at, match["title"]) for at, match in begun if int(match["number"]) == number]
    if len(alike) != 1 or any(int(match["number"]) < number for _, match in begun):
        return None
    at, title = alike[0]
    return Candidate((number, 0), item_heading(str(number), lines, [title], at + 1, line=at), _BY_NUMBERS)
