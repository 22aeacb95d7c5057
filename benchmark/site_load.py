"""The site under load: distinct searches by several readers at once, beside Datasette and a constant page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from random import Random

from django.urls import reverse

from benchmark.datasette_server import datasette_path
from benchmark.load_client import CONCURRENCIES, LoadMeasurement, LoadRequest, measure_load
from benchmark.questions import QuestionKind
from benchmark.search_queries import SEED, SearchQuery

OURS, DATASETTE, CONSTANT, STATIC_FILE = "site", "datasette", "constant page", "static file"
COLD, WARM = "cold workers", "warm"
SAVING, RENEWED = "one save a second", "5 % of the items new"
# A series with an editor at work goes on for so long, so that there are some saves in it.
ROUNDS_WHILE_SAVING = 3


@dataclass(frozen=True)
class LoadSeries:
    """What was asked of which server in which state."""

    server: str
    state: str
    load: LoadMeasurement


def site_requests(queries: Sequence[SearchQuery]) -> list[LoadRequest]:
    """The searches at our site's addresses."""
    return [LoadRequest(query.kind, query.path) for query in queries]


def datasette_requests(queries: Sequence[SearchQuery]) -> list[LoadRequest]:
    """The searches at Datasette's addresses, save those that it has nothing for."""
    paths = [(query.kind, datasette_path(query)) for query in queries]
    return [LoadRequest(kind, path) for kind, path in paths if path]


def asked_otherwise(requests: Sequence[LoadRequest], number: int) -> list[LoadRequest]:
    """The same searches at other addresses: what a worker keeps of pages that it was asked for answers none of them.

    Each number is another address, as spaces before the words mean nothing.
    """
    search = f"{reverse('meetings:search')}?q="
    return [replace(each, path=each.path.replace(search, search + number * "+", 1)) for each in requests]


def shuffled(requests: Sequence[LoadRequest], round_number: int) -> list[LoadRequest]:
    """The requests in another random order each round, the same in every run."""
    return Random(SEED + round_number).sample(requests, len(requests))


def ask_once(port: int, requests: Sequence[LoadRequest]) -> None:
    """Ask for all, measuring nothing: an archive of an earlier run is read from the disk, which took 50 ms a search."""
    measure_load(port, requests, max(CONCURRENCIES))


def measure_cold_and_warm(
    server: str,
    start: Callable[[], AbstractContextManager[int]],
    requests: Sequence[LoadRequest],
    log: Callable[[str], None],
) -> Iterator[LoadSeries]:
    """For every concurrency: a server that has just been started is asked for all, and then once more otherwise.

    `start` gives its port. The database of our site is to be warm both times: see `ask_once`.
    """
    for place, concurrency in enumerate(CONCURRENCIES):
        with start() as port:
            for state in (COLD, WARM):
                order = shuffled(asked_otherwise(requests, state == WARM), 2 * place + (state == WARM))
                yield _series(server, state, port, order, concurrency, log)


def measure_server(
    server: str,
    state: str,
    port: int,
    requests: Sequence[LoadRequest],
    log: Callable[[str], None],
    *,
    rounds: int = 1,
) -> Iterator[LoadSeries]:
    """A server that runs, asked for all by every concurrency, `rounds` times one after the other."""
    for place, concurrency in enumerate(CONCURRENCIES):
        asked = [asked_otherwise(requests, place * rounds + number) for number in range(rounds)]
        order = [request for number, each in enumerate(asked) for request in shuffled(each, number)]
        yield _series(server, state, port, order, concurrency, log)


def _series(
    server: str,
    state: str,
    port: int,
    requests: Sequence[LoadRequest],
    concurrency: int,
    log: Callable[[str], None],
) -> LoadSeries:
    load = measure_load(port, requests, concurrency)
    log(f"{server}, {state}, c = {concurrency}: {len(load.responses)} requests in {load.seconds:.1f} s")
    return LoadSeries(server, state, load)


def load_lines(measured: Sequence[LoadSeries]) -> Iterator[str]:
    """A row for every series: requests, p50 and p95, requests a second, the mean size as sent, and failures."""
    yield (
        f"{'server':<15}{'state':<22}{'c':>2}{'requests':>10}{'p50 ms':>9}{'p95 ms':>9}"
        f"{'req/s':>9}{'bytes sent':>12}{'not 200':>9}"
    )
    for each in measured:
        load = each.load
        yield (
            f"{each.server:<15}{each.state:<22}{load.concurrency:>2}{len(load.responses):>10,}"
            f"{load.times.p50:>9.1f}{load.times.p95:>9.1f}{load.requests_a_second:>9.1f}"
            f"{load.mean_size:>12,.0f}{len(load.failures):>9}"
        )


def kind_lines(measured: Sequence[LoadSeries], server: str) -> Iterator[str]:
    """A row for every kind of search and a column for every state of the server, as p50 / p95 in ms."""
    series = [each for each in measured if each.server == server and each.state in (COLD, WARM)]
    yield f"{server + ', p50 / p95 in ms':<34}" + "".join(
        f"{f'c = {each.load.concurrency}, {each.state}':>22}" for each in series
    )
    for kind in QuestionKind:
        times = [each.load.of_kind(kind) for each in series]
        if any(times):
            cells = [f"{one.p50:.1f} / {one.p95:.1f}" if one else "–" for one in times]
            yield f"{kind:<34}" + "".join(f"{cell:>22}" for cell in cells)
