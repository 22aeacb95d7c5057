"""Takes the kind of case out of the titles: »Siden sidst (O)«, »Ny skole (til beslutning)«, »Salg (Lukket)«."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.parsing.document import CaseType
from meetings.parsing.structure.headings import Heading

# The letters that secretariats put behind a title, by the word that each stands for.
_LETTERS: dict[str, CaseType] = {
    "B": "decision",  # beslutning
    "D": "discussion",  # drøftelse
    "O": "briefing",  # orientering
    "T": "theme",  # tema
}
# One letter, or several of a case that is more than one kind: »Budget (D/B)«.
_SEVERAL_LETTERS = re.compile(r"^[BDOT](?:\s?[/,+]\s?[BDOT]){0,2}$")
_WORDS: tuple[tuple[CaseType, str], ...] = (
    ("decision", r"(?:beslutning|godkendelse|afgørelse)"),
    ("theme", r"tema(?:drøftelse|møde)?"),
    ("discussion", r"drøftelse"),
    ("briefing", r"(?:orientering|efterretning)"),
    ("appointment", r"(?:udpegning|valg)"),
)
_WORD = re.compile(
    "|".join(rf"(?P<{kind}>(?:til )?{words}(?:s?(?:sag|punkt|emne))?)" for kind, words in _WORDS)
    + r"|(?P<access>(?:åbent?|lukket|offentligt?|(?:ikke[ -]offentlig|fortrolig)t?)"
    r"(?: (?:sag|punkt|dagsorden|dagsordenspunkt|møde))?)",
    re.IGNORECASE,
)
# At the end, where only a word of access may follow: »Køb af ejendom (B) - Lukket punkt«.
_AT_END = re.compile(
    r"\s*[(\[]\s*(?P<kind>[^()\[\]]{1,30}?)\s*[)\]](?=$|\s*[–-]\s*(?:åbent?|lukket)(?: (?:sag|punkt))?$)", re.IGNORECASE
)
_AT_START = re.compile(r"^[(\[]\s*(?P<kind>[^()\[\]]{1,30}?)\s*[)\]]\s*[–:-]?\s*(?=\S)")
# A letter behind a name may be a party's: »Forslag fra Lise Holm (B)«.
_NAME_BEFORE = re.compile(r"(?:[A-ZÆØÅ][\w’'.-]*|\b(?:fra|af|ved|fru|hr\.?))\s[A-ZÆØÅ][\w’'.-]*$")


def take_case_kinds(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings with their titles' kinds of case taken out and kept as `case_type`.

    A single letter counts where most titles of the document end in one, else where no name stands before it.
    """
    items = [heading for heading in headings if heading.is_item]
    with_letter = sum(_letter_at_end(heading.title) is not None for heading in items)
    are_letters_kinds = len(items) > 1 and 2 * with_letter >= len(items)
    return tuple(
        _without_kind(heading, are_letters_kinds=are_letters_kinds) if heading.is_item else heading
        for heading in headings
    )


def _without_kind(heading: Heading, *, are_letters_kinds: bool) -> Heading:
    title, found = heading.title, heading.case_type
    while match := _kind_at_an_end(title):
        before = title[: match.start()]
        word = match["kind"].strip()
        if word[:1] in _LETTERS and _SEVERAL_LETTERS.match(word):
            may_be_party = _NAME_BEFORE.search(before) is not None and not are_letters_kinds
            if may_be_party or not (before or title[match.end() :]):
                break
            found = found or _LETTERS[word[:1]]
        else:
            found = found or _kind_of(word)
        title = (before + title[match.end() :]).strip()
    return replace(heading, title=title, case_type=found)


def _kind_at_an_end(title: str) -> re.Match[str] | None:
    """The kind in brackets that a title ends in or begins with; None where a bracket says something else, or all."""
    for pattern in (_AT_END, _AT_START):
        match = pattern.search(title)
        if match and (_SEVERAL_LETTERS.match(match["kind"].strip()) or _WORD.fullmatch(match["kind"].strip())):
            return match if len(match.group()) < len(title) else None
    return None


def _letter_at_end(title: str) -> str | None:
    match = _AT_END.search(title)
    return match["kind"] if match and _SEVERAL_LETTERS.match(match["kind"]) else None


def _kind_of(word: str) -> CaseType | None:
    match = _WORD.fullmatch(word)
    return next((kind for kind, _ in _WORDS if match and match[kind]), None)
