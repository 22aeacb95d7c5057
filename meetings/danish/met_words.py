"""The words that a process has met last, with their lexemes: as many as its memory may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

# The lexemes of a word, and those of its parts.
WordLexemes = tuple[tuple[str, ...], tuple[str, ...]]


class MetWords:
    """At most `most` words. Those that were not asked for since half as many others were are forgotten, all at once."""

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._recent: dict[str, WordLexemes] = {}
        self._earlier: dict[str, WordLexemes] = {}
        self._gathered: dict[str, WordLexemes] | None = None

    @contextmanager
    def gathering(self) -> Iterator[Mapping[str, WordLexemes]]:
        """Give the words that are met during the block."""
        self._gathered = {}
        try:
            yield self._gathered
        finally:
            self._gathered = None

    def meet(self, word: str, lexemes: WordLexemes) -> None:
        """Keep a word that was not known."""
        self.add({word: lexemes})
        if self._gathered is not None:
            self._gathered[word] = lexemes

    def find(self, word: str) -> WordLexemes | None:
        """The word's lexemes; None for one that was not met, or was forgotten."""
        found = self._recent.get(word)
        if found is None and (found := self._earlier.get(word)):
            self.add({word: found})
        return found

    def add(self, words: Mapping[str, WordLexemes]) -> None:
        """Keep the words with their lexemes."""
        if len(self._recent) + len(words) > self._half:
            self._earlier, self._recent = self._recent, {}
        self._recent.update(words)

    def learn(self, words: Mapping[str, WordLexemes]) -> None:
        """Keep the first of the words, as many as there may be of those that were not asked for lately."""
        unknown = (pair for pair in words.items() if pair[0] not in self._recent and pair[0] not in self._earlier)
        self._earlier.update(islice(unknown, max(0, self._half - len(self._earlier))))

    def all(self) -> dict[str, WordLexemes]:
        """All that are kept, those that were asked for last first."""
        return {**self._recent, **self._earlier}
