"""A transaction around several of the archive's own, undone at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is rolled back. Blocks within count as transactions, as they do in Django's test cases."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # as Django marks the blocks around its test cases
    with block:
        yield
        transaction.set_rollback(True)
