"""Searches as tests make them, with the numbers that are counted beforehand or as if there were none."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from meetings.counting import counted
from meetings.search import bounds
from meetings.search.answer import SearchAnswer, answer_search
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.search.request import NEWEST, RELEVANCE, SearchRequest


def request_for(q: str = "", order: str = "", **values: Any) -> SearchRequest:
    query = parse_query(q, ArchiveNames())
    return SearchRequest(query, order=order or (RELEVANCE if query.ranking else NEWEST), **values)


def answer_without_numbers(search: SearchRequest) -> SearchAnswer:
    """The answer of an archive in which nothing is counted beforehand."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_numbering")
        found = answer_search(search)
        transaction.set_rollback(True)
    return found


def is_counted(search: SearchRequest) -> bool:
    """Whether the answer's counts come from the numbers that are counted beforehand."""
    with connection.cursor() as cursor:
        return counted(cursor, search, is_ordered=False) is not None


def check_index() -> tuple[int, str]:
    """The exit status of `search_index --check`, and what it said."""
    output = StringIO()
    try:
        call_command("search_index", "--check", stdout=output)
    except SystemExit as exit_:
        return int(exit_.code or 0), output.getvalue()
    return 0, output.getvalue()


def set_bounds(monkeypatch: pytest.MonkeyPatch, *, reach: int, newest: int, titles: int) -> None:
    """Let so many results be within reach, and so many of the newest and of the newest titles be ranked."""
    for name, value in (
        *(("MAX_RESULTS", reach), ("NEWEST_RANKED", newest)),
        *(("TITLES_RANKED", titles), ("RANKED", newest + titles)),
    ):
        monkeypatch.setattr(bounds, name, value)
