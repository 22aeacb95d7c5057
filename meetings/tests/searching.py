"""Searches as tests make them, and the bounds that they set."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from meetings.search import bounds
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.search.request import NEWEST, RELEVANCE, SearchRequest


def request_for(q: str = "", order: str = "", **values: Any) -> SearchRequest:
    query = parse_query(q, ArchiveNames())
    return SearchRequest(query, order=order or (RELEVANCE if query.ranking else NEWEST), **values)


def check_index() -> tuple[int, str]:
    """The exit status of `search_index --check`, and what it said."""
    output = StringIO()
    try:
        call_command("search_index", "--check", stdout=output)
    except SystemExit as exit_:
        return int(exit_.code or 0), output.getvalue()
    return 0, output.getvalue()


def set_bounds(monkeypatch: pytest.MonkeyPatch, **values: int) -> None:
    """Set bounds of search for a test: `max_results=6` sets bounds.MAX_RESULTS."""
    for name, value in values.items():
        assert hasattr(bounds, name.upper())
        monkeypatch.setattr(bounds, name.upper(), value)
