"""What the letters of the parties stood for, where that has changed while there have been contact councils.

The letters that the ministry of the interior reserves for the parties that run nationally (§ 33 of the act on
municipal and regional elections). A letter that no such party has may be any local list's: then it has no name here.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class _LetterUse:
    """A party and the years in which it had the letter; `last` is None where it still is."""

    letter: str
    first: int
    last: int | None
    name: str


_LETTER_USES = (
    _LetterUse("I", 2008, None, "Liberal Alliance"),  # Ny Alliance until August 2008, under Y
    _LetterUse("K", 2004, None, "Kristendemokraterne"),  # under Q before
    _LetterUse("D", 1989, 2007, "Centrum-Demokraterne"),
    _LetterUse("D", 2016, 2025, "Nye Borgerlige"),  # to the end of the term for which it was last elected
    _LetterUse("M", 2022, None, "Moderaterne"),
    _LetterUse("Q", 2022, None, "Frie Grønne"),  # first at the election to parliament in 2022
    _LetterUse("Y", 2007, 2008, "Ny Alliance"),
    _LetterUse("Æ", 2022, None, "Danmarksdemokraterne"),  # local lists had it until August 2022
    _LetterUse("Å", 2015, None, "Alternativet"),  # local lists had it at the elections of 2013
)

# Letters whose party depends on the date.
CHANGED_LETTERS = frozenset(use.letter for use in _LETTER_USES)


def party_name(letter: str, on: date) -> str | None:
    """The party that the letter stood for in that year; '' for none, None for a letter that the table does not know."""
    if letter not in CHANGED_LETTERS:
        return None
    named = (use.name for use in _LETTER_USES if use.letter == letter and use.first <= on.year <= (use.last or on.year))
    return next(named, "")
