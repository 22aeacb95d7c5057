"""What a search's page costs of a core's time in the process, Python's and PostgreSQL's apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import process_time

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from benchmark.load_client import HEADERS
from benchmark.questions import QuestionKind
from benchmark.search_queries import choose_queries
from benchmark.site_benchmark import UnexpectedResponse
from benchmark.stored_archive import StoredArchive
from benchmark.used_pages import QuestionTimes, keep_from_the_collector
from meetings.danish.near_words import read_tables
from meetings.models import Meeting

ROUNDS = 3


@dataclass(frozen=True)
class SearchPages:
    """A round of distinct searches: of a page the milliseconds of a core's time, questions asked and bytes sent.

    `memory` is what the process takes afterwards, in MB.
    """

    pages: int
    python: float
    postgresql: float
    questions: float
    size: int
    memory: float


def time_search_pages(stored: StoredArchive, rounds: int, log: Callable[[str], None]) -> Iterator[SearchPages]:
    """The searches that `bench_search` asks over HTTP, each round at other addresses: no page is one that was kept.

    In the first round most words of the passages are met for the first time. Raises UnexpectedResponse where one is not
    answered with a page.
    """
    queries = choose_queries(stored.survey(), list(Meeting.objects.by_year()))
    paths = [query.path for query in queries if query.kind is not QuestionKind.BEGINNING]
    client = Client(headers={**HEADERS, "host": settings.ALLOWED_HOSTS[0]})
    read_tables()
    with override_settings(DEBUG=False):
        _ask(client, paths[0])  # what is loaded with the first page of all
        keep_from_the_collector()
        for number in range(rounds):
            yield _round(client, [f"{path}&runde={number}" for path in paths])
            log(f"{len(paths)} searches asked, {number + 1} of {rounds} rounds")


def search_page_lines(measured: Sequence[SearchPages]) -> Iterator[str]:
    """A row for each round."""
    yield (
        f"{'searches':>9}{'Python, ms':>12}{'PostgreSQL, ms':>16}{'questions':>11}{'bytes sent':>12}{'process, MB':>13}"
    )
    for one in measured:
        yield (
            f"{one.pages:>9}{one.python:>12.1f}{one.postgresql:>16.1f}{one.questions:>11.1f}{one.size:>12,}"
            f"{one.memory:>13.0f}"
        )


def _round(client: Client, paths: Sequence[str]) -> SearchPages:
    connection.ensure_connection()
    process, backend = psutil.Process(), psutil.Process(connection.connection.info.backend_pid)
    asked = QuestionTimes()
    began, database_began = process_time(), sum(backend.cpu_times()[:2])
    with connection.execute_wrapper(asked):
        size = sum(_ask(client, path) for path in paths)
    python, postgresql = process_time() - began, sum(backend.cpu_times()[:2]) - database_began
    count = len(paths)
    return SearchPages(
        pages=count,
        python=1000 * python / count,
        postgresql=1000 * postgresql / count,
        questions=asked.questions / count,
        size=round(size / count),
        memory=process.memory_info().rss / 1_000_000,
    )


def _ask(client: Client, path: str) -> int:
    response = client.get(path)
    if response.status_code != 200:
        raise UnexpectedResponse(f"{path} was answered with {response.status_code}.")
    return len(response.content)
