"""What understanding a query needs to know of the archive. Plain questions, so that understanding needs no database."""

from collections.abc import Sequence, Set
from typing import Protocol

from meetings.search.synonyms import SynonymPair


class KnownNames(Protocol):
    """What the archive knows by name."""

    def years(self) -> Set[int]:
        """The years that have meetings."""

    def municipality_key(self, name: str) -> int | None:
        """The key of the municipality of that name, in any spelling."""

    def person_names(self, text: str) -> Sequence[str]:
        """The names, former ones among them, of people whose name holds the text."""

    def synonyms(self) -> tuple[SynonymPair, ...]:
        """The abbreviations and synonyms that a search may be widened by."""


class _NoNames:
    """An archive that knows nothing: every word is a word."""

    def years(self) -> Set[int]:
        return frozenset()

    def municipality_key(self, name: str) -> int | None:
        return None

    def person_names(self, text: str) -> Sequence[str]:
        return ()

    def synonyms(self) -> tuple[SynonymPair, ...]:
        return ()


NO_NAMES: KnownNames = _NoNames()
