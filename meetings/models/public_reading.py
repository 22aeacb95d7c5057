"""What a reader of the public pages sees of the archive: nothing that is withheld, whichever way a page asks for it.

While a public page is made (`reading_publicly`), the managers here leave out what is withheld: so no page has to
remember to, nor a page that is yet to come. What is public of each model is said once, by its queryset's `public()`.
Editors, imports, commands and the pass see everything. A page that has to say that something is withheld asks the
model's manager `including_withheld`. Joins are not the managers': a test looks at every statement that pages run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self, TypeVar

from django.db import models

Record = TypeVar("Record", bound=models.Model)

_is_public: ContextVar[bool] = ContextVar("a public page is being made", default=False)


@contextmanager
def reading_publicly() -> Iterator[None]:
    """Within it the archive is read as the public may see it."""
    token = _is_public.set(True)
    try:
        yield
    finally:
        _is_public.reset(token)


@contextmanager
def request_scope() -> Iterator[None]:
    """Within it `read_publicly` counts: the answer to a request, of which it is not known yet what it is for."""
    token = _is_public.set(False)
    try:
        yield
    finally:
        _is_public.reset(token)


def read_publicly() -> None:
    """Read the archive as the public may see it for the rest of the scope."""
    _is_public.set(True)


def is_reading_publicly() -> bool:
    """Whether a public page is being made."""
    return _is_public.get()


class PartOfItemQuerySet(models.QuerySet[Record]):
    """Of the parts of items: an item that is withheld takes them along."""

    def public(self) -> Self:
        """Those that the public may see."""
        return self.filter(item__is_withheld=False)


class PublicManager(models.Manager[Record]):
    """Reads what the public may see while a public page is made, and everything otherwise."""

    def get_queryset(self) -> models.QuerySet[Record]:
        records: Any = super().get_queryset()
        found: models.QuerySet[Record] = records.public() if is_reading_publicly() else records
        return found
