"""How well search answers: recall and precision of judged queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean


@dataclass(frozen=True)
class Judgement:
    """What a query ought to find, and what it may, as `<date> <number>` of items."""

    query: str
    kind: str
    relevant: frozenset[str]
    neutral: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What a judged query found."""

    judgement: Judgement
    found: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        return self.judgement.relevant - self.found

    @property
    def wrong(self) -> frozenset[str]:
        return self.found - self.judgement.relevant - self.judgement.neutral

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


def load_judgements(file: Path) -> tuple[Judgement, ...]:
    """The judged queries of a JSON file: a list of objects with q, kind, relevant and neutral."""
    return tuple(
        Judgement(entry["q"], entry["kind"], frozenset(entry["relevant"]), frozenset(entry.get("neutral", ())))
        for entry in json.loads(file.read_text(encoding="utf-8"))
    )


def mean_recall(answers: Iterable[Answer]) -> float:
    """The mean over the queries that ought to find something; 1 where there is none."""
    shares = [answer.recall for answer in answers if answer.recall is not None]
    return mean(shares) if shares else 1.0


def mean_precision(answers: Iterable[Answer]) -> float:
    """The mean over the queries that found something; 1 where there is none."""
    shares = [answer.precision for answer in answers if answer.precision is not None]
    return mean(shares) if shares else 1.0
