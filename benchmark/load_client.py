"""Asks a server as so many readers at once do: each over a connection of its own, one request after another."""

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import perf_counter

from benchmark.percentiles import ResponseTimes, response_times
from benchmark.serving import HOST

CONCURRENCIES = (1, 4, 8)
# As browsers ask: what is counted are the bytes that such a reader is sent.
HEADERS = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
# A series ends after so long, whatever is left of it: how many requests there were is told.
MOST_SECONDS = 60.0
SECONDS_TO_ANSWER = 60.0
# The status of a request that had no answer: the server closed the connection, or took too long.
NO_ANSWER = 0


@dataclass(frozen=True)
class LoadRequest:
    """A path to ask for, and the kind of request that it counts as."""

    kind: str
    path: str


@dataclass(frozen=True)
class LoadResponse:
    """What became of a request: status, bytes of the body as sent, and milliseconds until the last of them."""

    request: LoadRequest
    status: int
    size: int
    milliseconds: float


@dataclass(frozen=True)
class LoadMeasurement:
    """The responses to a series of requests, so many at once, and the seconds that the series took."""

    concurrency: int
    responses: tuple[LoadResponse, ...]
    seconds: float

    @property
    def times(self) -> ResponseTimes:
        return response_times([response.milliseconds for response in self.responses])

    @property
    def requests_a_second(self) -> float:
        return len(self.responses) / self.seconds

    @property
    def mean_size(self) -> float:
        """The mean of the bodies' bytes as sent."""
        return sum(response.size for response in self.responses) / len(self.responses)

    @property
    def failures(self) -> list[LoadResponse]:
        """What was not answered with 200."""
        return [response for response in self.responses if response.status != 200]

    def of_kind(self, kind: str) -> ResponseTimes | None:
        """The times of one kind of request; None where there were fewer than two."""
        chosen = [response.milliseconds for response in self.responses if response.request.kind == kind]
        return response_times(chosen) if len(chosen) > 1 else None


class RequestsFailed(Exception):
    """A server that is measured answered with something else than a page."""


def measure_load(
    port: int, requests: Sequence[LoadRequest], concurrency: int, most_seconds: float = MOST_SECONDS
) -> LoadMeasurement:
    """Ask for all of the requests, in their order, `concurrency` at once; for `most_seconds` at most.

    The client is Python on the same machine: from c = 4 on it takes a part of the processors itself.
    """
    waiting = _Waiting(requests, perf_counter() + most_seconds)
    responses: list[LoadResponse] = []
    threads = [
        threading.Thread(target=_ask_one_after_another, args=(port, waiting, responses)) for _ in range(concurrency)
    ]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return LoadMeasurement(concurrency, tuple(responses), perf_counter() - started)


def check_responses(measured: Iterable[LoadMeasurement]) -> None:
    """Raises RequestsFailed where one of the requests was not answered with 200."""
    failures = [failure for each in measured for failure in each.failures]
    if failures:
        counted = Counter(failure.status for failure in failures)
        statuses = ", ".join(f"{count} with {status or 'nothing'}" for status, count in counted.most_common())
        raise RequestsFailed(f"{len(failures)} requests failed ({statuses}), the first: {failures[0].request.path}")


def machine_load() -> str:
    """A line for reports: the machine's load over the last 1, 5 and 15 minutes, and how many cores it has."""
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"load of the machine {loads} (over 1, 5, 15 minutes; {os.cpu_count()} cores)"


class _Waiting:
    """The requests that nobody has taken yet; none is left after the time `ends`, of perf_counter()."""

    def __init__(self, requests: Sequence[LoadRequest], ends: float) -> None:
        self._requests, self._ends, self._lock = iter(requests), ends, threading.Lock()

    def __iter__(self) -> Iterator[LoadRequest]:
        while perf_counter() < self._ends:
            with self._lock:
                request = next(self._requests, None)
            if request is None:
                return
            yield request


def _ask_one_after_another(port: int, waiting: _Waiting, responses: list[LoadResponse]) -> None:
    http_connection = HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
    try:
        for request in waiting:
            responses.append(_ask(http_connection, request, HEADERS))
    finally:
        http_connection.close()


def _ask(http_connection: HTTPConnection, request: LoadRequest, headers: Mapping[str, str]) -> LoadResponse:
    """A connection that the server closed is opened anew by the next request."""
    started = perf_counter()
    try:
        http_connection.request("GET", request.path, headers=dict(headers))
        response = http_connection.getresponse()
        status, size = response.status, len(response.read())
    except (HTTPException, OSError):
        http_connection.close()
        status, size = NO_ANSWER, 0
    return LoadResponse(request, status, size, 1000 * (perf_counter() - started))
