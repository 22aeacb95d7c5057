"""How well search answers: recall, precision and ranking of judged queries."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

from meetings.models import AgendaItem

# The kind of query that looks like a part of other words, of which none may be found.
FALSE_FRIEND = "false-friend"

# So many of the first items found are what a reader looks at.
RANKED_ITEMS = 10


def item_name(item: AgendaItem) -> str:
    """The item as `<date> <number>`: "2025-03-14 2.1".

    As `<date>/<slug> <number>`, "2025-03-14/ekstraordinaert 1.1", where its meeting was not the first of its day.
    """
    return f"{item.meeting.day.path} {item.number}"


@dataclass(frozen=True)
class JudgedQuery:
    """What a query ought to find, and what it may: items as `item_name` has them.

    Raises ValueError where an item is both.
    """

    query: str
    kind: str
    relevant: frozenset[str]
    neutral: frozenset[str]

    def __post_init__(self) -> None:
        if both := self.relevant & self.neutral:
            raise ValueError(f"{self.query!r}: relevant and neutral at once: {', '.join(sorted(both))}")


@dataclass(frozen=True)
class QueryResult:
    """What a judged query found, best first, and the `mechanism` that found it, as a report says it."""

    judgement: JudgedQuery
    ranking: tuple[str, ...]
    mechanism: str = ""

    @property
    def found(self) -> frozenset[str]:
        return frozenset(self.ranking)

    @property
    def missed(self) -> frozenset[str]:
        return self.judgement.relevant - self.found

    @property
    def wrong(self) -> frozenset[str]:
        return self.found - self.judgement.relevant - self.judgement.neutral

    @property
    def false_friends(self) -> frozenset[str]:
        """What is wrong, if the query is one of the kind that must not find anything wrong."""
        return self.wrong if self.judgement.kind == FALSE_FRIEND else frozenset()

    @property
    def recall(self) -> float | None:
        """The share of the relevant items that was found; None for a query that ought to find nothing."""
        wanted = len(self.judgement.relevant)
        return 1 - len(self.missed) / wanted if wanted else None

    @property
    def precision(self) -> float | None:
        """The share of the found items that is relevant, the neutral left out; None where nothing was found.

        A query that ought to find nothing and does is precise.
        """
        counted = len(self.found - self.judgement.neutral)
        if counted:
            return 1 - len(self.wrong) / counted
        return None if self.judgement.relevant else 1.0

    @property
    def ndcg(self) -> float | None:
        """How near the first RANKED items come to the best order, the neutral left out: nDCG@10.

        None for a query that ought to find nothing.
        """
        counted = [item for item in self.ranking if item not in self.judgement.neutral]
        gains = [float(item in self.judgement.relevant) for item in counted]
        best = _discounted_gain([1.0] * len(self.judgement.relevant))
        return _discounted_gain(gains) / best if best else None


def load_judgements(file: Path) -> tuple[JudgedQuery, ...]:
    """The judged queries of a JSON file: a list of objects with q, kind, relevant and neutral."""
    return tuple(
        JudgedQuery(entry["q"], entry["kind"], frozenset(entry["relevant"]), frozenset(entry.get("neutral", ())))
        for entry in json.loads(file.read_text(encoding="utf-8"))
    )


def mean_recall(answers: Iterable[QueryResult]) -> float:
    """The mean over the queries that ought to find something; 1 where there is none."""
    return _mean(answers, lambda answer: answer.recall)


def mean_precision(answers: Iterable[QueryResult]) -> float:
    """The mean over the queries that found something; 1 where there is none."""
    return _mean(answers, lambda answer: answer.precision)


def mean_ndcg(answers: Iterable[QueryResult]) -> float:
    """The mean over the queries that ought to find something; 1 where there is none."""
    return _mean(answers, lambda answer: answer.ndcg)


def count_false_friends(answers: Iterable[QueryResult]) -> int:
    """How many items were found by a mere likeness of words, counted once a query."""
    return sum(len(answer.false_friends) for answer in answers)


def _discounted_gain(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains[:RANKED_ITEMS], start=1))


def _mean(answers: Iterable[QueryResult], measure: Callable[[QueryResult], float | None]) -> float:
    measured = [value for answer in answers if (value := measure(answer)) is not None]
    return mean(measured) if measured else 1.0
