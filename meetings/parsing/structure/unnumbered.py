"""Headings of items without numbers: titles above an item's texts, and lists of titles with bullets.

Such a title is known by what stands below it: the texts of an item come once, so a line that stands alone above a
text that the item before has had, or that the first one began with, begins the next item.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from meetings.danish.dates import written_dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.decision_lines import is_body
from meetings.parsing.structure.field_words import AS_OFTEN_TITLES
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import Heading, follows_gap, is_title, item_heading
from meetings.parsing.structure.list_runs import Signs
from meetings.parsing.structure.participant_headings import participant_heading

_BULLET = re.compile(r"^(?P<mark>[•·▪–*o-])\s+(?P<title>(?!\d{1,3}\s?[.)]\s)[A-ZÆØÅ\d”\"»].*)$")
_OPENS_LIST = re.compile(
    r"^(?:.{0,90}\bdagsorden(?:en)?\s?:$|(?:Dagsorden|Punkter|Dagsordenspunkter|Indhold|Emner|Sager)\b.{0,40}$)",
    re.IGNORECASE,
)
# What a cover has above the first text, and a text at its end: a day, a place, a label, somebody's party.
_NO_TITLE = re.compile(
    r"\d{1,2}[.:]\d{2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|:\s|:$|\bkl\.|"
    r"^(?:\w{3,4}dag (?:den |d\. )?\d|Mødelokale|Lokale|Rådhuset|Byråds|Rådssal|"
    r"Referat(?! fra (?!mødet?\b).*møde)|"
    r"Dagsorden|Beslutningsprotokol|Protokol|Udkast|Udskriv|Søg$|Se alle|Gå (?:ikke|til)|Vi bruger|Accepter|"
    r"Bilag|Ingen|Intet|Til toppen|Indhold)|\([A-ZÆØÅ]{1,2}\)",
    re.IGNORECASE,
)
# A sentence that ends in an abbreviation: »Bidraget er 100 mio. kr.«.
_SENTENCE = re.compile(
    r"\b(?:er|var|blev|bliver|har|havde|skal|kan|vil)\b.*\.$|"
    r"^(?:Der|Det|Den|De|Sagen|Forslaget|Planen|Forvaltningen|Administrationen|Udvalget) "
    r"(?:er|var|blev|har|skal|kan|vil)\b"
)
_FEWEST_TITLES = 2
_WITH_COLON = re.compile(r"^[A-ZÆØÅ][^:.,;!?]{2,50}:$")
_FEWEST_WITH_COLON = 3
_KIND_ALONE = re.compile(r"^(?:Referat|Dagsorden|Beslutningsprotokol|Protokol)\s?:?$", re.IGNORECASE)
_SUMMARY = re.compile(r"^(?:Sags)?[Rr]esum[eé]\b")


def find_unnumbered_headings(lines: Sequence[Line], signs: Signs) -> tuple[Heading, ...]:
    """The titles that stand above items' texts, else those of a list with bullets; numbered from 1."""
    titles = _titles_above_texts(lines, signs)
    with_names = _titles_above_texts(lines, _with_names_as_titles(lines, signs))
    titles = max(titles, with_names, key=len) or _titles_with_bullets(lines)
    return tuple(
        item_heading(str(number), lines, [title], index + 1, line=index, start=_heading_start(lines, signs, index))
        for number, (index, title) in enumerate(titles, start=1)
    )


def _with_names_as_titles(lines: Sequence[Line], signs: Signs) -> Signs:
    """The signs with the lines that name a text in a word that titles have as often, where it comes again."""
    named = {index: name for index, line in enumerate(lines) if (name := AS_OFTEN_TITLES.get(line.text.rstrip(" :")))}
    times = Counter(lines[index].text for index in named)
    again: dict[int, str] = {index: name for index, name in named.items() if times[lines[index].text] > 1}
    return replace(signs, fields=dict(sorted((again | dict(signs.fields)).items()))) if again else signs


def _heading_start(lines: Sequence[Line], signs: Signs, index: int) -> int:
    """The first line of the heading whose title stands at a line: the case may be above it, and not below."""
    has_case_above = index > 0 and signs.has_case_number(index - 1)
    return index - 1 if has_case_above and not signs.has_case_number(index + 1) else index


def find_item_without_heading(lines: Sequence[Line], signs: Signs) -> tuple[Heading, ...]:
    """The items of a document without any heading: one whose title stands alone above all, or those that only the
    order of their texts tells apart, which have no title but their number.
    """
    own = [index for index in signs.fields if _is_own(lines[index])]
    if not own:
        return ()
    # Where every line break is doubled, nothing stands apart.
    is_spaced_alike = not any(line.gap for line in lines)
    cover_ends = max((index for index in range(own[0]) if _is_kind_above_day(lines, index)), default=-2) + 2
    may_be = range(cover_ends, own[0])
    above = (index for index in may_be if _is_title_alone(lines, index, stands_apart=is_spaced_alike))
    title = next((index for index in above if not is_body(lines[index].text)), None)
    starts = _starts_of_texts(lines, own)
    if title is not None and len(starts) == 1:
        return (item_heading("1", lines, [lines[title].text], title + 1, line=title),)
    return tuple(_heading_without_title(lines, signs, number, start) for number, start in enumerate(starts, start=1))


def _is_kind_above_day(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says what the document is, and the next one when the meeting was: a site's words stand above."""
    return _KIND_ALONE.match(lines[index].text) is not None and bool(written_dates(lines[index + 1].text))


def _heading_without_title(lines: Sequence[Line], signs: Signs, number: int, start: int) -> Heading:
    """The heading of an item whose first text begins at a line; the case may stand above it."""
    first = start - 1 if start and signs.has_case_number(start - 1) else start
    cases = tuple(line.text for line in lines[first:start])
    return Heading(str(number), f"Punkt {number}", True, first, start, first, cases)


def _starts_of_texts(lines: Sequence[Line], own: Sequence[int]) -> list[int]:
    """Where the texts of each item begin: one comes again, or the case's summary does, after a decision."""
    starts, begun, own_lines = [own[0]], set[str](), set(own)
    for index in own:
        heading = field_heading(lines[index].text)
        field = heading.field if heading else ""
        comes_again = field in begun or _SUMMARY.match(lines[index].text) is not None
        is_empty = index - 1 in own_lines
        if "decision" in begun and comes_again and not is_empty:
            starts.append(index)
            begun = set()
        begun.add(field)
    return starts


def _is_own(line: Line) -> bool:
    """Whether a line names a text and nothing else, or a decision."""
    heading = field_heading(line.text)
    if heading is None or heading.is_weak or heading.is_dated:
        return False
    return not heading.is_kept or heading.field == "decision"


def _titles_above_texts(lines: Sequence[Line], signs: Signs) -> list[tuple[int, str]]:
    opening = next((field for index, field in signs.fields.items() if not _is_weak(lines[index])), "")
    # Where every line break is doubled, nothing stands apart.
    is_spaced_alike = not any(line.gap for line in lines)
    begun: set[str] = set()
    found: list[tuple[int, str]] = []
    cases = signs.case_numbers
    for index in sorted(signs.fields.keys() | cases | {index + 2 for index in cases}):
        if not 0 < index < len(lines):
            continue
        field = "" if opening and _is_weak(lines[index]) else signs.field(index)
        above = index - 1
        begins_item = (field == opening or field in begun) if field else signs.has_case_number(index)
        has_case_above = signs.has_case_number(above - 1) and signs.ends_title(index)
        is_below_cover = not (begun or found) and above > 0 and _is_own(lines[index]) and _ends_cover(lines[above - 1])
        stands_apart = (has_case_above and is_spaced_alike) or is_below_cover
        may_begin = (begins_item or has_case_above) and not signs.ends_title(above)
        if may_begin and _is_title_alone(lines, above, stands_apart=stands_apart):
            found.append((above, _without_bullet(lines[above].text)))
            begun = set()
        if field:
            begun.add(field)
    return found


def _ends_cover(line: Line) -> bool:
    """Whether a line is one of those that covers end in, below which the first title may stand."""
    return _NO_TITLE.search(line.text) is not None and not _OPENS_LIST.match(line.text)


def _is_weak(line: Line) -> bool:
    """Whether a line names a text only where no other does, as a cover's »Referat« may."""
    heading = field_heading(line.text)
    return heading is not None and heading.is_weak


def _is_title_alone(lines: Sequence[Line], index: int, *, stands_apart: bool = False) -> bool:
    """Whether a line stands apart and has the look of a title."""
    if not (stands_apart or index == 0 or follows_gap(lines[index])):
        return False
    text = _without_bullet(lines[index].text)
    looks_like_title = text[:1].isupper() and is_title(text) and not (_NO_TITLE.search(text) or _SENTENCE.search(text))
    return looks_like_title and not (says_outcome(text) or names_attendance(text))


def find_titles_with_colon(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The titles of a document in which nothing else is an item's: short lines that end in a colon, each with text."""
    titles = [
        index
        for index, line in enumerate(lines[:-1])
        if _WITH_COLON.match(line.text)
        and follows_gap(line)
        and lines[index + 1].text
        and participant_heading(line.text, lines[index + 1].text) is None
        and not _WITH_COLON.match(lines[index + 1].text)
    ]
    if len(titles) < _FEWEST_WITH_COLON:
        return ()
    return tuple(
        item_heading(str(number), lines, [lines[index].text], index + 1, line=index)
        for number, index in enumerate(titles, start=1)
    )


def _titles_with_bullets(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The titles of the first list with bullets below a line that opens the agenda, in a document without texts."""
    if any(field_heading(line.text) for line in lines):
        return []
    opened = next((index for index, line in enumerate(lines) if _OPENS_LIST.match(line.text)), len(lines))
    found = [
        (index, match["title"])
        for index in range(opened + 1, len(lines))
        if (match := _BULLET.match(lines[index].text)) and is_title(match["title"].rstrip("."))
    ]
    return found if len(found) >= _FEWEST_TITLES else []


def _without_bullet(text: str) -> str:
    match = _BULLET.match(text)
    return match["title"] if match else text
