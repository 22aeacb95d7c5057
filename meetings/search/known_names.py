"""The names that a query is understood by, as a protocol: so parsing a query needs no database."""

from collections.abc import Sequence, Set
from typing import Protocol

from meetings.search.synonyms import SynonymPair


class KnownNames(Protocol):
    """What the archive has by a name, or a year, that readers type. `ArchiveNames` reads it from the database."""

    def years(self) -> Set[int]:
        """The years that have meetings."""

    def municipality_key(self, name: str) -> int | None:
        """The key of the municipality of that name in any spelling; None for an unknown one."""

    def councils_of(self, name: str) -> Sequence[int]:
        """The keys of the councils of a municipality of that name, or of the councils that have it themselves."""

    def person_names(self, text: str) -> Sequence[str]:
        """The names, former ones among them, of people whose name holds the text."""

    def synonyms(self) -> tuple[SynonymPair, ...]:
        """The abbreviations and synonyms that may be searched for in place of a word."""


class _NoNames:
    """An archive without names: every word of a query is a word."""

    def years(self) -> Set[int]:
        return frozenset()

    def municipality_key(self, name: str) -> int | None:
        return None

    def councils_of(self, name: str) -> Sequence[int]:
        return ()

    def person_names(self, text: str) -> Sequence[str]:
        return ()

    def synonyms(self) -> tuple[SynonymPair, ...]:
        return ()


NO_NAMES: KnownNames = _NoNames()
