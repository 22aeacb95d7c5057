"""How far what a cover says goes on below its line: the place behind »Sted« or below it, and whole paragraphs."""

import re
from collections.abc import Sequence

from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.councils import body_name, municipality_named, without_names
from meetings.parsing.structure.editions import tells_of_meeting
from meetings.parsing.structure.participants import opens_participant_list

# What is told of the meeting behind its place: »Kulturhuset (mødet er aflyst)«, »Kulturhuset – AFLYST«.
_OF_MEETING_BEHIND = re.compile(
    r"[\s.,–-]*\((?:mødet|møde|aflyst|flyttet)\b[^()]{0,80}\)$|"
    r"(?:\s[–-]|[.,:;])\s+(?:(?:OBS:? )?Mødet (?:er|bliver|blev) )?(?:aflyst|aflyses)\b[\s.!]*$",
    re.IGNORECASE,
)


def place_and_line_count(first: str | None, rest: Sequence[Line]) -> tuple[str, int]:
    """A place that runs on, or begins on the next line, as long as nothing separates the lines; and lines taken."""
    said = [first] if first else []
    taken = 0
    for line in rest:
        stands_apart = said and (line.gap or line.page_start)
        is_sentence = said and line.text.endswith((".", "!")) and words.SENTENCE.match(line.text)
        if (
            stands_apart
            or is_sentence
            or ":" in line.text
            or words.SAMPLE.match(line.text)
            or (said and _begins_other_fact(line.text))
        ):
            break
        said.append(line.text)
        taken += 1
    return _OF_MEETING_BEHIND.sub("", " ".join(" ".join(said).split())), taken


def _begins_other_fact(text: str) -> bool:
    """Whether a line below a place's is no part of it."""
    labelled = any(
        pattern.match(text) for pattern in (words.DATE, words.TIME, words.PLACE, words.END, words.BARE_LABEL)
    )
    is_title = words.OPENS_WITH_KIND.match(text) is not None or tells_of_meeting(text)
    is_council = (body_name(text) or municipality_named(text)) and not without_names(text).strip(" ,.")
    return labelled or is_title or bool(is_council) or opens_participant_list(Line(text, 1, 1))


def paragraph_length(lines: Sequence[Line], index: int) -> int:
    """How many lines a heading such as "Mission" takes with the paragraph below it."""
    end = index + 1
    while end < len(lines) and not (end > index + 1 and (lines[end].gap or lines[end].page_start)):
        if words.SAMPLE.match(lines[end].text) or words.BOILERPLATE.match(lines[end].text):
            break
        end += 1
    return end - index
