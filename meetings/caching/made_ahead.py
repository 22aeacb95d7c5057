"""Values that another process has made before they are asked for here: an import's readers make them for its writer.

Of functions alone whose value follows from what they are given and from the program. So a value that was made ahead is
the one that would be made here, and what nobody has made ahead is made as it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Value = TypeVar("Value")

# A function's name, and what it is given.
MadeKey = tuple[str, tuple[Any, ...]]
MadeValues = Mapping[MadeKey, Any]

_known: ContextVar[MadeValues | None] = ContextVar("values made ahead", default=None)
_kept: ContextVar[dict[MadeKey, Any] | None] = ContextVar("values made for another", default=None)


@contextmanager
def making_ahead() -> Iterator[MadeValues]:
    """Give what the functions of `can_be_made_ahead` come to during the block, for `made_ahead` of another process."""
    kept: dict[MadeKey, Any] = {}
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


@contextmanager
def made_ahead(values: MadeValues) -> Iterator[None]:
    """Have the functions give these values during the block, where they are given the same."""
    token = _known.set(values)
    try:
        yield
    finally:
        _known.reset(token)


def can_be_made_ahead(function: Callable[Given, Value]) -> Callable[Given, Value]:
    """For a function that is given hashable values, by their places, and whose value nobody changes."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def known_or_made(*given: Given.args, **named: Given.kwargs) -> Value:
        known, kept = _known.get(), _kept.get()
        if named or (known is None and kept is None):
            return function(*given, **named)
        key = (name, given)
        if known is not None and key in known:
            found: Value = known[key]
            return found
        value = function(*given, **named)
        if kept is not None:
            kept[key] = value
        return value

    return known_or_made
