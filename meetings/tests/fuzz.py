"""`make fuzz`: thousands of broken documents through the whole import, each in a scratch archive.

It ends with what became of them, the slowest and the memory that it took, and with 1 if something failed: an exception,
a document written in part, a lost correction, a dead process, too much time or memory. The files that failed are kept
in a folder. A case is made again by its seed and number, with the same folders.
"""

import multiprocessing
import resource
import sys
import traceback
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory
from time import time

import django

# Seconds of processor time that reading and importing a file may take: in all, and more for each megabyte of text.
# Chosen by hand; `make fuzz` reports the slowest case.
SECONDS, SECONDS_A_MEGABYTE = 2.0, 5.0
# A process that sends nothing for so long is taken to hang, and is killed.
SECONDS_WITHOUT_MESSAGE = 120
# Before its first case a process makes a database, which takes minutes where others use the machine.
SECONDS_TO_START = 600
# Megabytes that a process may grow by, over all its cases.
MEGABYTES = 300
# Of every so many cases one has its pages opened and its search rows compared, which takes longer than importing it.
SAMPLING_INTERVAL = 10


@dataclass(frozen=True)
class Result:
    """What became of a case; `failure` is '' where everything holds."""

    number: int
    outcome: str
    seconds: float
    megabytes: float
    how: str
    failure: str = ""


@dataclass(frozen=True)
class Trials:
    """Which cases are tried: made from `seed`, and from what is in the folders besides the project's own documents."""

    seed: int
    keep: Path
    documents: tuple[Path, ...]
    # The second after which no case is begun.
    until: float


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
    parser.add_argument("--seconds", type=float, default=inf, help="begin no case after so many seconds")
    parser.add_argument(
        "--documents", type=Path, nargs="*", default=[], help="folders whose documents are broken too (*.txt, *.pdf)"
    )
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="the folder for files that failed")
    options = parser.parse_args()
    _write_line(f"seed {options.seed}, {options.count} cases from {options.first}")
    report = Report()
    trials = Trials(options.seed, options.keep, tuple(options.documents), time() + options.seconds)
    numbers = range(options.first, options.first + options.count)
    workers = [_start(trials, numbers[part :: options.processes]) for part in range(options.processes)]
    while workers:
        for worker in _workers_with_messages(workers):
            workers.remove(worker)
            if going_on := _receive(worker, report, trials):
                workers.append(going_on)
    _write_report(report)
    return 1 if report.failures or report.megabytes > MEGABYTES else 0


def _start(trials: Trials, numbers: range) -> Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_try_cases, args=(theirs, trials, numbers), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, numbers)


def _workers_with_messages(workers: list[Worker]) -> list[Worker]:
    """The workers that sent a message or died; all of them, killed, where none did for too long."""
    is_starting = any(worker.current is None for worker in workers)
    timeout = SECONDS_TO_START if is_starting else SECONDS_WITHOUT_MESSAGE
    ready = wait([worker.pipe for worker in workers], timeout=timeout)
    if not ready:
        for worker in workers:
            worker.process.kill()
        return list(workers)
    return [worker for worker in workers if worker.pipe in ready]


def _receive(worker: Worker, report: Report, trials: Trials) -> Worker | None:
    """Receive a worker's message. Returns who goes on: itself, another in a dead one's place, or None at the end."""
    try:
        message = worker.pipe.recv()
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
        return _start(trials, rest) if rest else None
    if isinstance(message, Result):
        report.add(message)
        if message.failure:
            _write_line(report.failures[-1])
        if (done := sum(report.outcomes.values())) % 1_000 == 0:
            _write_line(f"{done} cases")
    else:
        worker.current = message
    return worker


def _write_report(report: Report) -> None:
    outcomes = report.outcomes
    imported = outcomes["created"] + outcomes["updated"]
    _write_line(
        f"tried {outcomes.total()}: imported {imported}, refused {outcomes['refused']}, "
        f"unchanged {outcomes['unchanged']}"
    )
    if report.slowest:
        _write_line(
            f"slowest {1_000 * report.slowest.seconds:.0f} ms: case {report.slowest.number} ({report.slowest.how})"
        )
    _write_line(f"peak memory grew by {report.megabytes:.0f} MB (at most {MEGABYTES} are allowed)")
    _write_line(f"{len(report.failures)} failures")
    for failure in report.failures:
        _write_line(failure)


def _write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _try_cases(pipe: Connection, trials: Trials, numbers: range) -> None:
    """In a process of its own: try the cases; send the number of each as it begins, and its Result as it ends."""
    django.setup()
    # These can be imported only now: the process was spawned, and its Django was not set up.
    from django.db import connection
    from django.test.utils import override_settings

    from meetings.changes.change_pass import run_pass
    from meetings.tests import import_trials

    database = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=Path(media), DEBUG=False):
            edits = import_trials.fill_archive()
            run_pass()  # search follows the editor's corrections, each a transaction of its own
            before = _megabytes()
            for number in numbers:
                if time() > trials.until:
                    break
                pipe.send(number)
                pipe.send(_result(trials, number, edits, before))
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def _result(trials: Trials, number: int, edits: dict[tuple[type, int, str], object], before: float) -> Result:

    from meetings.tests import import_trials  # once Django is set up
    from meetings.tests.broken_documents import FORMS, make_case, papers_in, sample_files

    made = make_case(trials.seed, number, {**sample_files(), **papers_in(*FORMS, *trials.documents)})
    how = ", ".join(made.how)
    kept = trials.keep / f"{trials.seed}-{number}{Path(made.source.name).suffix}"
    outcome, seconds, failure = "failed", 0.0, ""
    trials.keep.mkdir(exist_ok=True)
    kept.write_bytes(made.source.content)  # before it is tried: a process that dies keeps nothing any more
    try:
        tried = import_trials.try_import(made, edits, sampled=number % SAMPLING_INTERVAL == 0)
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
