"""The heading of an agenda's part that a form repeats below each title: it is no more of the title."""

import re
from collections import Counter
from dataclasses import replace

from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.clean import CleanedPages
from meetings.parsing.structure.headings import LONGEST_TITLE
from meetings.parsing.structure.numbers import FORMS

_LETTERED = re.compile(r"^[A-H][.:)] [A-ZÆØÅ][^.:]{3,80}$")
# The heading of the part itself, and below a title.
_FEWEST = 2


def without_repeated_parts(cleaned: CleanedPages) -> CleanedPages:
    """The pages with the lettered heading of a part (»A. Sager til afgørelse i byrådet«) among what belongs to the form
    where it stands between a title and its case.
    """
    lines = cleaned.lines
    lettered = {index: line.text for index, line in enumerate(lines) if _LETTERED.match(line.text)}
    times = Counter(lettered.values())
    repeated = {
        index
        for index, text in lettered.items()
        if times[text] >= _FEWEST
        and 0 < index < len(lines) - 1
        and parse_case_line(lines[index + 1].text) is not None
        and any(form(at, lines[at].text) for at in range(max(0, index - LONGEST_TITLE), index) for form in FORMS[:2])
    }
    if not repeated:
        return cleaned
    left_out = (line for index, line in enumerate(lines) if index in repeated)
    return replace(
        cleaned,
        lines=tuple(line for index, line in enumerate(lines) if index not in repeated),
        furniture=tuple(sorted((*cleaned.furniture, *left_out), key=lambda line: line.number)),
    )
