"""Divides the lines of an item between its four texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.parsing.document import FieldName
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.fields import FieldHeading, field_heading


@dataclass(frozen=True)
class FieldPart:
    """Lines of one text; `heading` is the line above them where that is kept, else ''; the part begins on `first`."""

    field: FieldName
    first: Line
    heading: str
    lines: tuple[Line, ...]


def split_fields(body: Sequence[Line]) -> list[FieldPart]:
    """The parts of an item's texts in order; what stands before the first heading is the presentation."""
    headings = {index: heading for index, line in enumerate(body) if (heading := field_heading(line.text))}
    last_decision = max((index for index, heading in headings.items() if _is_decision(heading)), default=-1)
    parts: list[tuple[FieldName, Line, str, list[Line]]] = []
    begun: set[FieldName] = set()
    for index, line in enumerate(body):
        heading = headings.get(index)
        if heading and heading.is_dated and _stands_alone(body, headings, index):
            heading = FieldHeading("background", is_kept=True) if index < last_decision else None
        if heading and not (heading.is_weak and index < last_decision):
            current = parts[-1][0] if parts else None
            if _begins_field(heading, current, begun):
                again = heading.field == current == "decision"
                kept = line.text if (heading.is_kept and heading.text == "") or again else ""
                rest = [_line_below_heading(line, heading)] if heading.text else []
                parts.append((heading.field, line, kept, rest))
                begun.add(heading.field)
                continue
        if not parts:
            if not line.text:
                continue
            parts.append(("presentation", line, "", []))
            begun.add("presentation")
        parts[-1][3].append(line)
    return [FieldPart(field, first, heading, tuple(lines)) for field, first, heading, lines in parts]


def _is_decision(heading: FieldHeading) -> bool:
    return heading.field == "decision" and not heading.is_weak


def _stands_alone(body: Sequence[Line], headings: Mapping[int, FieldHeading], index: int) -> bool:
    """Whether no text stands below a committee's name and date: they tell where the case has been."""
    below = index + 1
    return below == len(body) or below in headings


def _begins_field(heading: FieldHeading, current: FieldName | None, begun: set[FieldName]) -> bool:
    """Whether a heading begins a text, rather than being a line of the text that it stands in."""
    field = heading.field
    if heading.is_kept:
        if field == "recommendation":
            return current not in {"recommendation", "decision"} and field not in begun
        return not (heading.may_head_a_part and current == "decision")
    if field == "background" and "presentation" in begun:
        return False
    if field == current == "decision":
        return not heading.is_weak
    return field not in begun


def _line_below_heading(line: Line, heading: FieldHeading) -> Line:
    return replace(line, text=line.text if heading.is_kept else heading.text)
