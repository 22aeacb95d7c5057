"""Texts are taken apart once while several things are derived from them: an item's search row, its signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from meetings.danish.tokens import Token, tokenize

# Tokens that are kept at most, some 200 bytes each: those of 300 long items. Further texts are taken apart each time.
MOST_TOKENS = 100_000


@dataclass
class _KeptTokens:
    """The tokens by text, and how many they are."""

    of_text: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    count: int = 0


_kept: ContextVar[_KeptTokens | None] = ContextVar("kept_tokens", default=None)


@contextmanager
def keeping_tokens() -> Iterator[None]:
    """Keep the tokens of texts during the block; they are gone at its end."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set(_KeptTokens())
    try:
        yield
    finally:
        _kept.reset(token)


def tokens_of(text: str) -> Iterable[Token]:
    """As `tokenize`, from what is kept where the text was taken apart before in the block of `keeping_tokens`."""
    kept = _kept.get()
    if kept is None or not text:
        return tokenize(text)
    if text in kept.of_text:
        return kept.of_text[text]
    tokens = tuple(tokenize(text))
    if kept.count + len(tokens) <= MOST_TOKENS:
        kept.of_text[text] = tokens
        kept.count += len(tokens)
    return tokens
