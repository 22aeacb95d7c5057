"""A search's answer while others write: of one moment of the archive, and no less than that moment holds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, transaction

from meetings.changes.recording import recording
from meetings.models import AgendaItem
from meetings.search.request import NEWEST, RELEVANCE
from meetings.tests import factories
from meetings.tests.search.test_answer import check
from meetings.tests.searching import request_for

WORDS = ("kvote", "havn", "budget")


@contextmanager
def somebody_writing() -> Iterator[None]:
    """Another connection saves, adds and deletes items until the block ends."""
    is_enough = Event()

    def write() -> None:
        number = 0
        try:
            while not is_enough.is_set():
                number += 1
                added = factories.make_item(f"{WORDS[number % 3]} {WORDS[number % 2]}", f"9.{number}")
                first = AgendaItem.objects.order_by("pk")[number % 5]
                first.title = f"{WORDS[number % 2]} kvote"
                with recording():
                    first.save()
                    if number % 2:
                        added.delete()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            yield
        finally:
            is_enough.set()
            writing.result()


@pytest.mark.django_db(transaction=True)
def test_it_is_what_rows_read_one_by_one_give_at_that_moment() -> None:
    for number in range(8):
        factories.make_item(f"{WORDS[number % 3]} kvote", f"1.{number + 1}")
    counts = set()
    with somebody_writing():
        for q in (*WORDS, '"havn kvote"', "kvote -havn", "titel:budget", "kvo*", "") * 3:
            for order in (RELEVANCE, NEWEST):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    counts.add((q, check(request_for(q, order)).count))
    assert len(counts) > 8
