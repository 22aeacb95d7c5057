"""What is put in the place of typed words, and the text of a query with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SPELLING, NEAR_WORDS, COMPOUND_PARTS, PREFIX, JOINED = "spelling", "near", "parts", "beginning", "joined"
ALSO, FIRST_PART = "also", "first part"


@dataclass(frozen=True)
class Replacement:
    """A typed word, or words, and what was used for it, by one of the ways above.

    The archive lacks what was typed, but for ALSO: that it has, in few items, and they are among those that are used.
    """

    typed: str
    used: str
    how: str


def with_replacements(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with each typed word that is replaced, wherever it stands, as what is used for it."""
    for each in replacements:
        text = re.sub(rf"(?<!\w){re.escape(each.typed)}(?!\w)", each.used.replace("\\", r"\\"), text)
    return text
