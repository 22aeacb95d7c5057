"""A document looked through before it is published: its pages, its name and what its file says of itself."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.caching.made_ahead import can_be_made_ahead
from meetings.parsing.document import PlaceUnit
from meetings.privacy.contact_details import find_contact_details
from meetings.privacy.personal_numbers import Verdict, find_personal_numbers


class FindingKind(StrEnum):
    """What was found."""

    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    TELEPHONE = "telephone"
    ACCOUNT = "account"
    HOME_ADDRESS = "home_address"


@dataclass(frozen=True)
class Finding:
    """Something that may not be public. `page` and `line` count from 1; both are 0 in a file's name and properties.

    `place` says where it stands if that is no page: »filnavn«, »filens egenskab Forfatter«.
    """

    kind: FindingKind
    words: str
    page: int
    line: int
    place: str
    # Whether the document is held for it; else it is a warning.
    is_held: bool
    # What `page` counts: pages, or paragraphs where the file has none.
    unit: PlaceUnit = "page"

    @property
    def name(self) -> str:
        """»et CPR-nummer«."""
        return _NAMES[self.kind]

    @property
    def masked_words(self) -> str:
        """The words by which an editor finds the place; of a CPR number the birth date alone."""
        if self.kind is not FindingKind.PERSONAL_NUMBER:
            return f"»{self.words}«"
        digits = "".join(sign for sign in self.words if sign.isdecimal())
        return f"»{digits[:6]}-{_MASKED}«"


_NAMES = {
    FindingKind.PERSONAL_NUMBER: "et CPR-nummer",
    FindingKind.EMAIL: "en privat e-mailadresse",
    FindingKind.TELEPHONE: "et privat telefonnummer",
    FindingKind.ACCOUNT: "et kontonummer",
    FindingKind.HOME_ADDRESS: "en privat adresse",
}
# What stands for the last digits of a number.
_MASKED = "••••"


def scan_document(
    pages: Sequence[str],
    *,
    name: str,
    properties: Mapping[str, str],
    today: date,
    holding: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What is found in the texts of the pages, the file's name and its properties (of a PDF: author, title …).

    CPR numbers are held; of contact details those whose kind is in `holding`. Details in a letterhead are left out.
    """
    findings = [*found_in_pages(tuple(pages), today, frozenset(holding))]
    outside = {"filens navn": name, **{f"filens egenskab »{key}«": value for key, value in properties.items()}}
    for place, words in outside.items():
        for number in find_personal_numbers(words, today):
            found = words[number.start : number.end]
            findings.append(Finding(FindingKind.PERSONAL_NUMBER, found, 0, 0, place, _is_held(number.verdict)))
    return tuple(sorted(findings, key=lambda finding: (finding.page, finding.line)))


@can_be_made_ahead
def found_in_pages(pages: tuple[str, ...], today: date, held_kinds: frozenset[str]) -> tuple[Finding, ...]:
    """What is found in the texts of the pages alone, as `scan_document` finds it."""
    text = "\f".join(pages)
    places = _Places(text)
    letterhead = _letterhead_lines(pages)
    findings = [*_numbers(text, places, today)]
    for detail in find_contact_details(text):
        page, line = places.of(detail.start)
        if _line_at(text, detail.start) not in letterhead:
            kind = FindingKind(detail.kind.value)
            is_held = detail.kind in held_kinds
            findings.append(Finding(kind, text[detail.start : detail.end], page, line, "", is_held))
    return tuple(findings)


def _numbers(text: str, places: "_Places", today: date) -> Iterator[Finding]:
    for number in find_personal_numbers(text, today):
        page, line = places.of(number.start)
        words = text[number.start : number.end]
        yield Finding(FindingKind.PERSONAL_NUMBER, words, page, line, "", _is_held(number.verdict))


def _is_held(verdict: Verdict) -> bool:
    return verdict is Verdict.HELD


# So many lines from a page's top and bottom are letterhead, if they stand on another page too; so many of the cover.
_EDGE_LINES, _COVER_LINES = 4, 12


def _letterhead_lines(pages: Sequence[str]) -> frozenset[str]:
    """The lines of an authority's letterhead: the cover's first ones, and what stands at the edges of several pages."""
    seen: dict[str, int] = {}
    cover: list[str] = []
    for nth, page in enumerate(pages):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        cover = lines[:_COVER_LINES] if nth == 0 else cover
        for line in {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]}:
            seen[line] = seen.get(line, 0) + 1
    return frozenset({*cover, *(line for line, count in seen.items() if count > 1)})


def _line_at(text: str, position: int) -> str:
    start = max(text.rfind("\n", 0, position), text.rfind("\f", 0, position)) + 1
    ends = [end for end in (text.find("\n", position), text.find("\f", position)) if end >= 0]
    return text[start : min(ends, default=len(text))].strip()


class _Places:
    """Page and line of each position in a text whose pages are parted by form feeds."""

    def __init__(self, text: str) -> None:
        self._pages = [0, *(index + 1 for index, sign in enumerate(text) if sign == "\f")]
        self._lines = [0, *(index + 1 for index, sign in enumerate(text) if sign in "\n\f")]

    def of(self, position: int) -> tuple[int, int]:
        page = bisect_right(self._pages, position)
        first_line = bisect_right(self._lines, self._pages[page - 1])
        return page, bisect_right(self._lines, position) - first_line + 1
