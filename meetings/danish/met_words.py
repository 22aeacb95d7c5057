"""The words that a process has met last, with their lexemes: as many as its memory may hold."""

from __future__ import annotations

from collections.abc import Mapping

# The lexemes of a word, and those of its parts.
WordLexemes = tuple[tuple[str, ...], tuple[str, ...]]


class MetWords:
    """At most `most` words. Those that were not asked for since half as many others were are forgotten, all at once."""

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._recent: dict[str, WordLexemes] = {}
        self._earlier: dict[str, WordLexemes] = {}

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

    def all(self) -> dict[str, WordLexemes]:
        """All that are kept."""
        return {**self._earlier, **self._recent}
