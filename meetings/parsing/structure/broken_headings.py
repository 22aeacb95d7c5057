"""Headings of decisions that the width of the page broke: »Beslutning i Havneudvalget den«, below »4. marts 2025«."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.danish import dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.decision_lines import announces_decision, decision_heading, names_decision
from meetings.parsing.structure.fields import field_heading

# Words that no heading ends in: what they announce stands on the next line.
_ANNOUNCES = re.compile(
    r"(?:\b(?:i|fra|af|på|for|og|møde|mødet|den|(?:man|tirs|ons|tors|fre|lør|søn)dag)|\bd\.|[,–-]|\b\d{1,2}\.)$",
    re.IGNORECASE,
)
# How the rest of a heading begins that could end above: its day, its year, its hour, the number of its item.
_REST = re.compile(
    r"^(?:[(]|(?:den|d\.|(?:man|tirs|ons|tors|fre|lør|søn)dag|kl\.?|(?:i|på|fra) mødet?|pkt|punkt|sag|nr)\b|"
    r"(?:19|20)\d{2}\b(?!-\d{2}-))",
    re.IGNORECASE,
)
# A title that is broken within a day: »2. Referat fra den 5.«, below »februar 2024«.
_ENDS_IN_DAY = re.compile(r"^(?:(?:Punkt|Pkt|Sag|Nr)\.? )?\d{1,3}(?:\.\d{1,2})?[.:)]?\s+[A-ZÆØÅ].* \d{1,2}\.$")
_BEGINS_WITH_MONTH = re.compile(rf"^(?:{dates.MONTH})\b.{{0,60}}$")
# In characters: a rest that is longer is a text's line.
_LONGEST_REST = 70


def with_whole_headings(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with each broken heading as one line, which stands where it began."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below and below.text == ":" and not below.gap and field_heading(line.text):
            line = replace(line, text=f"{line.text}:")
            index += 1
            below = lines[index + 1] if index + 1 < len(lines) else None
        if below and _goes_on(line, below):
            line = replace(line, text=f"{line.text} {below.text}")
            index += 1
        found.append(line)
        index += 1
    return tuple(found)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether two lines are one heading of a decision, which the first alone is not, or not the whole of."""
    if below.gap or below.page_start or below.markers or line.mark or below.mark or below.is_paragraph:
        return False
    if line.text.endswith(".") and _ENDS_IN_DAY.match(line.text) and _BEGINS_WITH_MONTH.match(below.text):
        return True
    if below.text[:1].islower() and not line.text.endswith(":") and announces_decision(line.text):
        return True
    if not 0 < len(below.text) <= _LONGEST_REST or not names_decision(line.text):
        return False
    whole = decision_heading(f"{line.text} {below.text}")
    if whole is None or not whole.says_so or field_heading(below.text) is not None:
        return False
    is_heading = decision_heading(line.text) is not None
    if whole.day is None:
        return not is_heading and _ANNOUNCES.search(line.text) is not None
    return _ANNOUNCES.search(line.text) is not None or (is_heading and _REST.match(below.text) is not None)
