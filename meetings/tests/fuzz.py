"""`make fuzz`: thousands of broken documents through the whole import, each in a scratch archive.

It ends with what became of them, the slowest and the memory that it took, and with 1 if something failed: an exception,
a document written in part, a lost correction, a dead process, too much time or memory. The files that failed are kept
in a folder. A case is made again by its seed and number.
"""

import multiprocessing
import resource
import sys
import traceback
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory

import django

# What reading and importing a file may take of the processor.
SECONDS, SECONDS_A_MEGABYTE = 2.0, 5.0
# After these a process is taken for hung, and killed.
SECONDS_WITHOUT_A_WORD = 120
# What a process may grow by, over all its cases.
MEGABYTES = 300
# Every so manieth case has its pages opened and its search rows compared.
SAMPLED = 10


@dataclass(frozen=True)
class Result:
    """What became of a case; `failure` is '' where everything holds."""

    number: int
    outcome: str
    seconds: float
    megabytes: float
    how: str
    failure: str = ""


@dataclass
class Worker:
    """A process at work on the cases `numbers`; `current` is the one that it began last."""

    process: BaseProcess
    pipe: Connection
    numbers: range
    current: int | None = None


@dataclass
class Report:
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: Result | None = None
    megabytes: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.outcomes[result.outcome] += 1
        self.megabytes = max(self.megabytes, result.megabytes)
        if self.slowest is None or result.seconds > self.slowest.seconds:
            self.slowest = result
        if result.failure:
            self.failures.append(f"case {result.number} ({result.how}): {result.failure}")


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many cases")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="the folder for files that failed")
    options = parser.parse_args()
    _say(f"seed {options.seed}, {options.count} cases from {options.first}")
    report = Report()
    numbers = range(options.first, options.first + options.count)
    workers = [
        _start(options.seed, numbers[part :: options.processes], options.keep) for part in range(options.processes)
    ]
    while workers:
        for worker in _with_news(workers):
            workers.remove(worker)
            if going_on := _heard(worker, report, options.seed, options.keep):
                workers.append(going_on)
    _say_all(report)
    return 1 if report.failures or report.megabytes > MEGABYTES else 0


def _start(seed: int, numbers: range, keep: Path) -> Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, seed, numbers, keep), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, numbers)


def _with_news(workers: list[Worker]) -> list[Worker]:
    """The workers that said something or died; all of them, killed, where none did for long."""
    ready = wait([worker.pipe for worker in workers], timeout=SECONDS_WITHOUT_A_WORD)
    if not ready:
        for worker in workers:
            worker.process.kill()
        return list(workers)
    return [worker for worker in workers if worker.pipe in ready]


def _heard(worker: Worker, report: Report, seed: int, keep: Path) -> Worker | None:
    """Take what the worker says. Gives who goes on: itself, another in a dead one's place, or None at the end."""
    try:
        said = worker.pipe.recv()
    except EOFError:
        worker.process.join()
        if worker.current is None:
            if worker.process.exitcode:
                report.failures.append(f"a process ended with {worker.process.exitcode} before its first case")
            return None
        if worker.process.exitcode == 0:
            return None
        failure = f"the process ended with {worker.process.exitcode}"
        report.add(Result(worker.current, "dead", 0, 0, "", failure))
        rest = worker.numbers[worker.numbers.index(worker.current) + 1 :]
        return _start(seed, rest, keep) if rest else None
    if isinstance(said, Result):
        report.add(said)
        if said.failure:
            _say(report.failures[-1])
        if (done := sum(report.outcomes.values())) % 1_000 == 0:
            _say(f"{done} cases")
    else:
        worker.current = said
    return worker


def _say_all(report: Report) -> None:
    outcomes = report.outcomes
    imported = outcomes["created"] + outcomes["updated"]
    _say(f"imported {imported}, refused {outcomes['refused']}, unchanged {outcomes['unchanged']}")
    if report.slowest:
        _say(f"slowest {1_000 * report.slowest.seconds:.0f} ms: case {report.slowest.number} ({report.slowest.how})")
    _say(f"peak memory grew by {report.megabytes:.0f} MB (at most {MEGABYTES} are allowed)")
    _say(f"{len(report.failures)} failures")
    for failure in report.failures:
        _say(failure)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _work(pipe: Connection, seed: int, numbers: range, keep: Path) -> None:
    """In a process of its own: try the cases, and say of each when it begins and what became of it."""
    django.setup()
    from django.db import connection
    from django.test.utils import override_settings

    from meetings.tests import trial

    database = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=Path(media), DEBUG=False):
            edits = trial.prepare()
            before = _megabytes()
            for number in numbers:
                pipe.send(number)
                pipe.send(_result(seed, number, edits, before, keep))
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def _result(seed: int, number: int, edits: dict[tuple[type, int, str], object], before: float, keep: Path) -> Result:
    from meetings.tests import trial
    from meetings.tests.fuzzing import case

    made = case(seed, number)
    how = ", ".join(made.how)
    kept = keep / f"{seed}-{number}{Path(made.source.name).suffix}"
    outcome, seconds, failure = "failed", 0.0, ""
    keep.mkdir(exist_ok=True)
    kept.write_bytes(made.source.content)  # before it is tried: a process that dies keeps nothing any more
    try:
        tried = trial.attempt(made, edits, sampled=number % SAMPLED == 0)
    except Exception:  # noqa: BLE001 - whatever an import raises is what is looked for
        failure = traceback.format_exc()
    else:
        outcome, seconds = tried.outcome, tried.seconds
        allowed = SECONDS + SECONDS_A_MEGABYTE * max(len(made.source.content), tried.text_length) / 1_000_000
        if seconds > allowed:
            failure = f"took {seconds:.1f} s, allowed are {allowed:.1f}"
    if not failure:
        kept.unlink()
    return Result(number, outcome, seconds, _megabytes() - before, how, failure)


def _megabytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


if __name__ == "__main__":
    sys.exit(main())
