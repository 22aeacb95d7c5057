"""The chain of numbered lines that runs on through a document with the most evidence of being its headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.parsing.structure.headings import Heading
from meetings.parsing.structure.numbers import Number

# What the name of a text below a title adds to its score, and what the form of its number does (»Punkt 3«).
BY_FIELD, BY_FORM = 6, 5
# Numbers that may be missing in between: closed items are left out of what is published.
_LONGEST_GAP = 40


@dataclass(frozen=True)
class Candidate:
    """A line that could be a heading; `score` is the evidence."""

    number: Number
    heading: Heading
    score: int

    @property
    def is_strong(self) -> bool:
        """Whether a case number or the name of a text stands by it."""
        return self.score >= BY_FIELD


def strongest_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose numbers run on with the most evidence, in the order of the document."""
    best: dict[Number, tuple[int, int]] = {}
    before: list[int | None] = []
    ends: list[int] = []
    for index, candidate in enumerate(candidates):
        gained, previous = candidate.score, None
        for number, cost in _numbers_before(candidate):
            if number in best:
                score, at = best[number]
                if candidates[at].heading.end <= candidate.heading.start and score + candidate.score - cost > gained:
                    gained, previous = score + candidate.score - cost, at
        before.append(previous)
        ends.append(gained)
        if candidate.number not in best or gained > best[candidate.number][0]:
            best[candidate.number] = (gained, index)
    chain: list[Candidate] = []
    last: int | None = max(range(len(ends)), key=ends.__getitem__, default=None)
    while last is not None:
        chain.append(candidates[last])
        last = before[last]
    return chain[::-1]


def _numbers_before(candidate: Candidate) -> Iterator[tuple[Number, int]]:
    """The numbers that a candidate may follow, each with what a gap before it takes off the score."""
    number, letter = candidate.number
    if letter:
        yield from (((number, before), 0) for before in {letter - 1, 0})
        if letter == 1:
            yield from (((number - 1, last), 0) for last in range(27))
        return
    for last in range(1, 27):
        yield (number - 1, last), 0
    yield (number - 1, 0), 0
    if candidate.score >= BY_FORM:
        for missing in range(2, _LONGEST_GAP):
            yield (number - missing, 0), BY_FORM - 1
