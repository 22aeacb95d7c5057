"""The numbers that Word gives paragraphs: they stand in no text, and are counted as Word counts them.

A paragraph has a level of a list (`w:numPr`), by itself or by its style; the list says how a level's numbers are
written (`w:lvlText`, »%1.%2.«), where they begin, and that they begin again below a number of a level above.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_PLACE = re.compile(r"%([1-9])")
_MOST_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# A number above this is none that a document counts to: it is written in digits.
_HIGHEST = 3999


@dataclass(frozen=True)
class Level:
    """How a level of a list is numbered. `style`: of the paragraphs that have it without saying so, '' for none."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    # By the list's number in the document: which description it follows, and its own levels in place of that one's.
    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    # By description; and the lists that have begun, as a list may begin the counting again.
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        """The lists that `word/numbering.xml` describes; none without it."""
        found = cls()
        for described in root.findall("abstractNum") if root is not None else ():
            found.levels[described.get("abstractNumId", "")] = _levels(described)
        for each in root.findall("num") if root is not None else ():
            own: dict[int, Level] = {}
            described_by = _value(each, "abstractNumId")
            for override in each.findall("lvlOverride"):
                at = _whole(override.get("ilvl"), 0)
                level = override.find("lvl")
                base = found.levels.get(described_by, {}).get(at, Level())
                start = _value(override, "startOverride")
                own[at] = _level(level) if level is not None else base
                own[at] = Level(**{**own[at].__dict__, "start": _whole(start, own[at].start)})
            found.lists[each.get("numId", "")] = described_by, own
        return found

    def level(self, number_id: str, at: int) -> Level | None:
        """How a level of a list is numbered; None where the document has no such list."""
        if number_id not in self.lists:
            return None
        described_by, own = self.lists[number_id]
        return own.get(at) or self.levels.get(described_by, {}).get(at)

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level of a list that paragraphs of a style have."""
        described_by, own = self.lists.get(number_id, ("", {}))
        levels = {**self.levels.get(described_by, {}), **own}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def next_number(self, number_id: str, at: int) -> str | None:
        """Count a paragraph; gives its number as it is written, '' for a bullet, None where it has none."""
        level = self.level(number_id, at)
        if level is None or level.form == "none":
            return None
        if level.form == "bullet":
            return ""
        described_by, own = self.lists[number_id]
        counts = self._counts.setdefault(described_by, {})
        begins = at in own and (number_id, at) not in self._begun
        self._begun.add((number_id, at))
        counts[at] = level.start if begins or at not in counts else counts[at] + 1
        for above in range(at):
            counts.setdefault(above, (self.level(number_id, above) or Level()).start)
        for below in [one for one in counts if one > at]:
            under = self.level(number_id, below)
            if under is None or under.restart is None or (under.restart and at < under.restart):
                del counts[below]
        return self._written(number_id, level, counts)

    def _written(self, number_id: str, level: Level, counts: dict[int, int]) -> str:
        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = (self.level(number_id, at) or Level()).form
            return _in_form(counts.get(at, 1), "decimal" if level.is_legal else form)

        return _PLACE.sub(figure, level.text).strip()


def _levels(described: Element) -> dict[int, Level]:
    return {_whole(level.get("ilvl"), 0): _level(level) for level in described.findall("lvl")[:_MOST_LEVELS]}


def _level(level: Element) -> Level:
    restart = _value(level, "lvlRestart")
    return Level(
        start=_whole(_value(level, "start"), 1),
        form=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText"),
        restart=_whole(restart, 0) if restart else None,
        is_legal=level.find("isLgl") is not None,
        style=_value(level, "pStyle"),
    )


def _value(element: Element, name: str) -> str:
    found = element.find(name)
    return found.get("val", "") if found is not None else ""


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def _in_form(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        turns, at = divmod(max(number, 1) - 1, 26)
        letters = chr(ord("a") + at) * (min(turns, 8) + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _HIGHEST:
        letters = ""
        for value, sign in (*_ROMAN, *_ROMAN_ONES):
            letters += sign * (number // value)
            number %= value
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02}" if form == "decimalZero" else str(number)
