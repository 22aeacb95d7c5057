"""What every engine of the benchmark is able to do, and says of itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from benchmark.questions import Question
from benchmark.stored_archive import StoredArchive

RESULTS_A_PAGE = 20


@dataclass(frozen=True)
class EngineAnswer:
    """A page's worth: how many were found, the numbers of the best, the values to narrow by, a passage of each."""

    count: int
    best: tuple[int, ...]
    facet_values: int
    passages: tuple[str, ...]


@dataclass(frozen=True)
class IndexSize:
    """In bytes: what search alone needs, and everything, the texts included."""

    index: int
    total: int


class Engine(Protocol):
    """A way to search. It is built once, and asked many times."""

    name: str

    def build(self, stored: StoredArchive, processes: int) -> None:
        """Read every item and make it searchable."""

    def open(self) -> None:
        """Make ready for questions: what was built may have been built by a process that is gone."""

    def size(self) -> IndexSize:
        """What was built takes."""

    def ask(self, question: Question) -> EngineAnswer | None:
        """The page's worth; None where the engine has nothing for that kind of question."""

    def close(self) -> None:
        """Let go of what `open` took."""


def count_column_values(groups: Iterable[Sequence[Any]]) -> list[Counter[Any]]:
    """How many items have each value of each column, from groups of them: the values, and last how many have them."""
    counters: list[Counter[Any]] = []
    for *values, count in groups:
        counters = counters or [Counter() for _ in values]
        for counter, value in zip(counters, values, strict=True):
            counter[value] += count
    return counters
