"""Recording a change together with all that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from meetings.changes.following import follow_own_changes, followed_without_slow

_is_recording: ContextVar[bool] = ContextVar("is_recording", default=False)


@contextmanager
def recording(*, with_slow: bool = True) -> Iterator[None]:
    """A transaction at whose end all that is derived from what it changed is written too: search rows, topics, threads.

    Whoever changes what pages show opens one, or decorates a function with it. Within another it does nothing: at the
    outermost one's end everything is written together. What another transaction is in the way of, or concerns many
    items, is left to the pass (change_pass.py), as is whatever is written without it. So is what takes long to
    derive, if the outermost one is without `with_slow`: where an editor waits for it.
    """
    with transaction.atomic():
        if _is_recording.get():
            yield
            return
        token, followed = _is_recording.set(True), followed_without_slow.set(0)
        try:
            yield
            follow_own_changes(with_slow=with_slow)
        finally:
            _is_recording.reset(token)
            followed_without_slow.reset(followed)
