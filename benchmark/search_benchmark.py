"""The whole benchmark of one size: the archive made, every engine built and asked, what was built kept or removed."""

import gc
import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from django.conf import settings

from benchmark.archive_engine import ArchiveEngine
from benchmark.django_documented_engine import DjangoDocumentedEngine
from benchmark.engines import Engine, IndexSize
from benchmark.measuring import measure
from benchmark.questions import choose_questions
from benchmark.report import DOCUMENTED, OURS, SQLITE, TANTIVY, BuiltEngine, SearchMeasurements
from benchmark.scratch import scratch_archive
from benchmark.sqlite_engine import SqliteEngine
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticArchive
from benchmark.tantivy_engine import TantivyEngine

KEPT_ARCHIVES = Path(settings.BASE_DIR, ".benchmark")
ENGINE_NAMES = (OURS, DOCUMENTED, SQLITE, TANTIVY)
_IN_POSTGRESQL = {OURS, DOCUMENTED}


@dataclass(frozen=True)
class BenchmarkOptions:
    """What is to be measured, and whether what is built may be there already and stays there."""

    items: int
    engines: Sequence[str]
    runs: int
    processes: int
    keep: bool
    reuse: bool

    @property
    def folder(self) -> Path:
        return KEPT_ARCHIVES / str(self.items)


def has_kept_archives() -> bool:
    """Whether an earlier run left what it built."""
    return KEPT_ARCHIVES.exists() and any(KEPT_ARCHIVES.iterdir())


def run_search_benchmark(trial: BenchmarkOptions, tell: Callable[[str], None]) -> SearchMeasurements:
    """Everything measured; `tell` is given a line after each step.

    Raises ValueError where an archive of that size cannot be made or has no words to ask for.
    """
    archive = SyntheticArchive(trial.items)
    if not trial.reuse:
        shutil.rmtree(trial.folder, ignore_errors=True)
    trial.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if not trial.keep:
            stack.callback(shutil.rmtree, trial.folder, ignore_errors=True)
        if _IN_POSTGRESQL.intersection(trial.engines):
            stack.enter_context(scratch_archive(f"bench_search_{trial.items}", reuse=trial.reuse, keep=trial.keep))
        stored = StoredArchive(archive, trial.folder / "items")
        started = perf_counter()
        stored.write(trial.processes)
        tell(f"{trial.items:,} items made in {perf_counter() - started:.1f} s")
        engines = [_engine(name, trial.folder) for name in trial.engines]
        built = [build_or_open(engine, stored, trial, tell) for engine in engines]
        measurements = []
        for engine in engines:
            stack.callback(engine.close)
        questions = choose_questions(stored.survey())
        # As gunicorn.conf.py does: what else is kept must not be looked through in the middle of an answer.
        gc.collect()
        gc.freeze()
        stack.callback(gc.unfreeze)
        for question in questions:
            measurements += measure(engines, question, trial.runs)
            tell(f"asked for {question.kind}: {question.typed}")
    return SearchMeasurements(trial.items, tuple(built), tuple(measurements))


def _engine(name: str, folder: Path) -> Engine:
    match name:
        case "ours":
            return ArchiveEngine()
        case "documented":
            return DjangoDocumentedEngine()
        case "sqlite":
            return SqliteEngine(folder)
    return TantivyEngine(folder)


def build_or_open(
    engine: Engine, stored: StoredArchive, trial: BenchmarkOptions, tell: Callable[[str], None]
) -> BuiltEngine:
    """The engine built and opened, and what that took; or took when it was built for an earlier run."""
    record = trial.folder / f"{engine.name}.json"
    if record.exists():
        engine.open()
        return _read_built_engine(record)
    started = perf_counter()
    engine.build(stored, trial.processes)
    seconds = perf_counter() - started
    engine.open()
    built = BuiltEngine(engine.name, seconds, engine.size())
    record.write_text(json.dumps(asdict(built)))
    tell(f"{engine.name} built in {seconds:.1f} s")
    return built


def _read_built_engine(record: Path) -> BuiltEngine:
    values = json.loads(record.read_text())
    return BuiltEngine(values["engine"], values["seconds"], IndexSize(**values["size"]))
