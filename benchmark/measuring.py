"""How long each engine takes for each question."""

from collections.abc import Sequence
from time import perf_counter

from benchmark.engines import Engine, EngineAnswer
from benchmark.questions import Question, QuestionKind
from benchmark.report import Measurement

WARM_UP_RUNS = 2


class EngineNotBuilt(Exception):
    """An engine that does not find the commonest word has not been built."""


def measure(engines: Sequence[Engine], question: Question, runs: int) -> list[Measurement]:
    """A measurement of each engine that has an answer. Raises NothingFound where one cannot have been built.

    They take turns run by run, so that what else the machine does meets all alike; the first runs do not count.
    """
    answering = []
    for engine in engines:
        if answer := engine.ask(question):
            answering.append(engine)
            if question.kind is QuestionKind.COMMONEST and not answer.count:
                raise EngineNotBuilt(f"{engine.name} finds nothing: build it again, without --reuse.")
    for _ in range(WARM_UP_RUNS - 1):
        for engine in answering:
            engine.ask(question)
    times: dict[str, list[float]] = {engine.name: [] for engine in answering}
    found: dict[str, int] = {}
    for _ in range(runs):
        for engine in answering:
            milliseconds, answer = _time_question(engine, question)
            times[engine.name].append(milliseconds)
            found[engine.name] = answer.count if answer else 0
    return [
        Measurement(question.kind, question.typed, engine.name, found[engine.name], tuple(times[engine.name]))
        for engine in answering
    ]


def _time_question(engine: Engine, question: Question) -> tuple[float, EngineAnswer | None]:
    started = perf_counter()
    answer = engine.ask(question)
    return 1000 * (perf_counter() - started), answer
