"""How long each engine takes for each question."""

from collections.abc import Sequence
from time import perf_counter

from benchmark.engines import Answer, Engine
from benchmark.questions import Kind, Question
from benchmark.report import Measurement

WARM_UP_RUNS = 2


class NothingFound(Exception):
    """An engine that does not find the commonest word has not been built."""


def measure(engines: Sequence[Engine], question: Question, runs: int) -> list[Measurement]:
    """A measurement of each engine that has an answer. Raises NothingFound where one cannot have been built.

    They take turns run by run, so that what else the machine does meets all alike; the first runs do not count.
    """
    able = []
    for engine in engines:
        if answer := engine.ask(question):
            able.append(engine)
            if question.kind is Kind.COMMONEST and not answer.count:
                raise NothingFound(f"{engine.name} finds nothing: build it again, without --reuse.")
    for _ in range(WARM_UP_RUNS - 1):
        for engine in able:
            engine.ask(question)
    times: dict[str, list[float]] = {engine.name: [] for engine in able}
    found: dict[str, int] = {}
    for _ in range(runs):
        for engine in able:
            milliseconds, answer = _timed(engine, question)
            times[engine.name].append(milliseconds)
            found[engine.name] = answer.count if answer else 0
    return [
        Measurement(question.kind, question.typed, engine.name, found[engine.name], tuple(times[engine.name]))
        for engine in able
    ]


def _timed(engine: Engine, question: Question) -> tuple[float, Answer | None]:
    started = perf_counter()
    answer = engine.ask(question)
    return 1000 * (perf_counter() - started), answer
