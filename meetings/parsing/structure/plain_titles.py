"""Titles of items that nothing marks but their place: a list below »Dagsorden«, or a short line above a paragraph.

They count only in a document in which nothing else is an item's heading, and where one of them is a title that
meetings have: »Godkendelse af referat«, »Eventuelt«.
"""

import re
from collections.abc import Iterator, Sequence

from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.councils import body_name, municipality_named, without_names
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.enumerations import names_people
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import Heading, follows_gap, is_title, item_heading
from meetings.parsing.structure.participant_headings import participant_heading

_OPENS_LIST = re.compile(
    r"^(?:.{0,90}\bdagsorden(?:en)?\s?:|(?:dagsorden|punkter|dagsordenspunkter|emner|sager)\s?:?)$", re.IGNORECASE
)
# How titles begin that many meetings have.
OF_MEETINGS = re.compile(
    r"^(?:(?:godkendelse|gennemgang|opfølgning|underskri\w+|underskrift) (?:af|på) |velkom|eventuelt|evt\b|meddelelser|"
    r"orientering|nyt fra|siden sidst|næste møde|valg af |økonomi|regnskab|budget|indkomne forslag|bordet rundt|"
    r"kommende møder|(?:sidste|seneste) referat|referat fra|formandens|kommunikation|konstituering)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[•·▪–*-]|o(?=\s+[A-ZÆØÅ]))\s+(?=\S)")
_OTHER_LINE = (words.DATE, words.TIME, words.PLACE, words.END, words.COUNCIL, words.BARE_LABEL, words.OPENS_WITH_KIND)
_CLOSES = re.compile(r"^(?:(?:Med )?(?:venlig|kærlig) hilsen|Mvh|P\.?b\.?v|På vegne af|Vel mødt)\b", re.IGNORECASE)
_FEWEST = 3
# In words and in characters: a longer line is a sentence.
_MOST_WORDS, _LONGEST = 10, 90


def find_plain_titles(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The titles of a list below the agenda's name, else the short lines above paragraphs; numbered from 1."""
    for titles in (_listed_titles(lines), _bulleted_titles(lines), _titles_above_paragraphs(lines)):
        if len(titles) >= _FEWEST and any(OF_MEETINGS.match(_without_bullet(lines[at].text)) for at in titles):
            return tuple(
                item_heading(str(number), lines, [_without_bullet(lines[at].text)], at + 1, line=at)
                for number, at in enumerate(titles, start=1)
            )
    return ()


def _listed_titles(lines: Sequence[Line]) -> list[int]:
    """The lines below the one that opens the list, up to one that is no title."""
    opened = next((index for index, line in enumerate(lines) if _OPENS_LIST.match(line.text)), len(lines))
    found: list[int] = []
    for index in range(opened + 1, len(lines)):
        if not is_plain_title(lines[index].text):
            break
        found.append(index)
    return found


def _bulleted_titles(lines: Sequence[Line]) -> list[int]:
    """The lines with bullets, where most have the look of titles."""
    bulleted = [index for index, line in enumerate(lines) if _BULLET.match(line.text)]
    titles = [index for index in bulleted if is_plain_title(lines[index].text)]
    return titles if 2 * len(titles) > len(bulleted) else []


def _titles_above_paragraphs(lines: Sequence[Line]) -> list[int]:
    """The lines that stand apart with a sentence right below, from the first that meetings have on."""
    found = [index for index in _above_sentences(lines) if is_plain_title(lines[index].text)]
    first = next((at for at, index in enumerate(found) if OF_MEETINGS.match(lines[index].text)), len(found))
    return found[first:]


def _above_sentences(lines: Sequence[Line]) -> Iterator[int]:
    for index, line in enumerate(lines[:-1]):
        below = lines[index + 1].text
        if follows_gap(line) and below.endswith((".", "!")) and not is_plain_title(below):
            yield index


def is_plain_title(text: str) -> bool:
    """Whether a line with a bullet or without may be a title: no sentence, and nothing that a cover or a text has."""
    plain = _without_bullet(text).rstrip(":")
    if not plain[:1].isupper() or len(plain) > _LONGEST or len(plain.split()) > _MOST_WORDS or ":" in plain:
        return False
    if not is_title(plain) or says_outcome(plain) or names_attendance(plain) or _CLOSES.match(plain):
        return False
    is_of_cover = any(pattern.match(text) for pattern in _OTHER_LINE) and not OF_MEETINGS.match(plain)
    is_name = bool(body_name(plain) or municipality_named(plain)) and not without_names(plain).strip(" ,.")
    is_of_people = participant_heading(plain) is not None or names_people(plain)
    is_text = field_heading(plain) is not None and not OF_MEETINGS.match(plain)
    return not (is_of_cover or is_name or is_of_people or is_text)


def _without_bullet(text: str) -> str:
    return _BULLET.sub("", text)
