"""The whole benchmark of one size: the archive made, every engine built and asked, what was built kept or removed."""

import gc
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

from django.conf import settings

from benchmark.answer_checks import check_answers
from benchmark.answer_times import AnswerTimes, time_answers, timed_searches
from benchmark.archive_engine import ArchiveEngine
from benchmark.django_documented_engine import DjangoDocumentedEngine
from benchmark.engines import Engine, IndexSize
from benchmark.load_client import check_responses
from benchmark.measuring import measure
from benchmark.questions import choose_questions
from benchmark.relaxed_times import time_relaxed
from benchmark.report import DOCUMENTED, OURS, SQLITE, TANTIVY, BuiltEngine, SearchMeasurements
from benchmark.saving import SHARE_OF_NEW_ITEMS, renew_items
from benchmark.scratch import scratch_archive
from benchmark.search_queries import choose_queries
from benchmark.serving import SITE_APPLICATION, collect_static, gunicorn, production_environment
from benchmark.site_load import OURS as SITE
from benchmark.site_load import LoadSeries, measure_cold_and_warm, site_requests
from benchmark.sqlite_engine import SqliteEngine
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticArchive
from benchmark.tantivy_engine import TantivyEngine
from meetings.models import Change, Meeting

KEPT_ARCHIVES = Path(settings.BASE_DIR, ".benchmark")
ENGINE_NAMES = (OURS, DOCUMENTED, SQLITE, TANTIVY)
_IN_POSTGRESQL = {OURS, DOCUMENTED}


@dataclass(frozen=True)
class BenchmarkOptions:
    """What a run measures.

    `items` is the archive's size, of which our engine has `copies` in one archive; `engines` are names of ENGINE_NAMES,
    `runs` says how often each question is asked and `processes` how many build at once. With `reuse` what an earlier
    run left is taken, with `keep` it stays. `checked_answers` random searches are compared with brute force; with
    `renew` answers are measured once more after some items were written anew.
    """

    items: int
    engines: Sequence[str]
    runs: int
    processes: int
    keep: bool
    reuse: bool
    copies: int = 1
    checked_answers: int = 0
    renew: bool = False

    @property
    def all_items(self) -> int:
        return self.items * self.copies

    @property
    def name(self) -> str:
        """What the archive is called among those that are kept."""
        return f"{self.items}x{self.copies}" if self.copies > 1 else str(self.items)

    @property
    def folder(self) -> Path:
        return KEPT_ARCHIVES / self.name

    @property
    def database(self) -> str:
        return f"bench_search_{self.name}"

    @property
    def copied_database(self) -> str:
        """The database of an earlier run that holds one copy of the archive; '' where there is none."""
        built_once = replace(self, copies=1)
        is_there = self.copies > 1 and (built_once.folder / f"{OURS}.json").exists()
        return built_once.database if is_there else ""


def has_kept_archives() -> bool:
    """Whether an earlier run left what it built."""
    return KEPT_ARCHIVES.exists() and any(KEPT_ARCHIVES.iterdir())


def run_search_benchmark(chosen: BenchmarkOptions, log: Callable[[str], None]) -> SearchMeasurements:
    """Everything measured; `log` is given a line after each step.

    Raises EngineNotBuilt, ServerNotStarted, RequestsFailed where our site answered a search with anything but 200, and
    ValueError where an archive of that size cannot be made or has no words to ask for.
    """
    with ExitStack() as stack:
        stored = stack.enter_context(made_archive(chosen, log))
        engines = [_engine(name, chosen) for name in chosen.engines]
        built = [build_or_open(engine, stored, chosen, log) for engine in engines]
        measurements = []
        for engine in engines:
            stack.callback(engine.close)
        questions = choose_questions(stored.survey())
        # As gunicorn.conf.py does: what else is kept must not be looked through in the middle of an answer.
        gc.collect()
        gc.freeze()
        stack.callback(gc.unfreeze)
        for question in questions:
            measurements += measure(engines, question, chosen.runs)
            log(f"asked for {question.kind}: {question.typed}")
        outcome = SearchMeasurements(chosen.all_items, tuple(built), tuple(measurements))
        return _with_ours(outcome, stored, chosen, log) if OURS in chosen.engines else outcome


def _with_ours(
    outcome: SearchMeasurements, stored: StoredArchive, chosen: BenchmarkOptions, log: Callable[[str], None]
) -> SearchMeasurements:
    """What only our site is asked as well: answers by themselves, over HTTP, beside brute force, of renewed items."""
    searches = list(timed_searches(stored.survey()))
    answers = (*time_answers(searches, chosen.runs), *time_relaxed(stored.survey()))
    log(f"{len(answers)} searches answered {chosen.runs} times")
    series = tuple(_ask_over_http(stored, log))
    checks = check_answers(stored.survey(), chosen.checked_answers, log) if chosen.checked_answers else None
    renewed: tuple[AnswerTimes, ...] = ()
    if chosen.renew:
        log(f"{renew_items(SHARE_OF_NEW_ITEMS, chosen.processes):,} items written anew")
        renewed = tuple(time_answers(searches, chosen.runs))
    return replace(outcome, series=series, answers=answers, renewed_answers=renewed, checks=checks)


def _ask_over_http(stored: StoredArchive, log: Callable[[str], None]) -> Iterator[LoadSeries]:
    """Our site's answers to distinct searches, served by gunicorn as compose.yaml runs it."""
    requests = site_requests(choose_queries(stored.survey(), list(Meeting.objects.by_year())))
    environment = production_environment(str(settings.MEDIA_ROOT))
    collect_static(environment)
    start = partial(gunicorn, SITE_APPLICATION, environment, "/healthz")
    for series in measure_cold_and_warm(SITE, start, requests, log):
        check_responses([series.load])
        yield series


@contextmanager
def made_archive(chosen: BenchmarkOptions, log: Callable[[str], None]) -> Iterator[StoredArchive]:
    """The archive's items in a folder, and for engines in PostgreSQL a database; both are removed unless kept.

    Raises ValueError where an archive of that size cannot be made.
    """
    archive = SyntheticArchive(chosen.items)
    if not chosen.reuse:
        shutil.rmtree(chosen.folder, ignore_errors=True)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if not chosen.keep:
            stack.callback(shutil.rmtree, chosen.folder, ignore_errors=True)
        if _IN_POSTGRESQL.intersection(chosen.engines):
            stack.enter_context(
                scratch_archive(chosen.database, reuse=chosen.reuse, keep=chosen.keep, template=chosen.copied_database)
            )
        stored = StoredArchive(archive, chosen.folder / "items", chosen.copies)
        started = perf_counter()
        stored.write(chosen.processes)
        log(f"{chosen.items:,} items made in {perf_counter() - started:.1f} s")
        yield stored


def _engine(name: str, chosen: BenchmarkOptions) -> Engine:
    match name:
        case "ours":
            return ArchiveEngine(chosen.copies)
        case "documented":
            return DjangoDocumentedEngine()
        case "sqlite":
            return SqliteEngine(chosen.folder)
    return TantivyEngine(chosen.folder)


def build_or_open(
    engine: Engine, stored: StoredArchive, chosen: BenchmarkOptions, log: Callable[[str], None]
) -> BuiltEngine:
    """The engine built and opened, and what that took; or took when it was built for an earlier run."""
    record = chosen.folder / f"{engine.name}.json"
    if record.exists():
        engine.open()
        if engine.name == OURS and (waiting := Change.objects.waiting().count()):
            log(f"{waiting:,} changes wait: whoever serves the archive works at what follows from them meanwhile")
        return _read_built_engine(record)
    started = perf_counter()
    engine.build(stored, chosen.processes)
    seconds = perf_counter() - started
    engine.open()
    built = BuiltEngine(engine.name, seconds, engine.size())
    record.write_text(json.dumps(asdict(built)))
    log(f"{engine.name} built in {seconds:.1f} s")
    return built


def _read_built_engine(record: Path) -> BuiltEngine:
    values = json.loads(record.read_text())
    return BuiltEngine(values["engine"], values["seconds"], IndexSize(**values["size"]))
