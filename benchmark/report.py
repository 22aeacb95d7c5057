"""Timings -> tables: what each engine took, how they compare, whether the goal is met, how time grows with size."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmark.answer_checks import AnswerChecks
from benchmark.answer_times import AnswerTimes
from benchmark.engines import IndexSize
from benchmark.percentiles import response_times
from benchmark.questions import QuestionKind
from benchmark.site_load import OURS as SITE
from benchmark.site_load import LoadSeries, kind_lines, load_lines

# The engines, as `--engines` and the reports call them.
OURS, DOCUMENTED, SQLITE, TANTIVY = "ours", "documented", "sqlite", "tantivy"

# The goals: our p95 in milliseconds in the process on two cores, of archives of up to so many items.
MOST_MILLISECONDS = {100_000: 60.0, 1_000_000: 90.0}

NO_VALUE = "–"


@dataclass(frozen=True)
class Measurement:
    """How many items one engine found for one question, and how many milliseconds each run took."""

    kind: QuestionKind
    typed: str
    engine: str
    found: int
    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        return response_times(self.milliseconds).p50

    @property
    def p95(self) -> float:
        return response_times(self.milliseconds).p95


@dataclass(frozen=True)
class BuiltEngine:
    """What it took to make an archive searchable for one engine."""

    engine: str
    seconds: float
    size: IndexSize


@dataclass(frozen=True)
class SearchMeasurements:
    """Everything measured on an archive of one size.

    In this process every engine's pages, and of our site what it takes over HTTP, what answers take by themselves,
    also of an archive in part `renewed`, and whether they are right.
    """

    items: int
    built: tuple[BuiltEngine, ...]
    measurements: tuple[Measurement, ...]
    series: tuple[LoadSeries, ...] = ()
    answers: tuple[AnswerTimes, ...] = ()
    renewed_answers: tuple[AnswerTimes, ...] = ()
    checks: AnswerChecks | None = None

    @property
    def runs(self) -> int:
        """How often each question was asked."""
        return max((len(each.milliseconds) for each in self.measurements), default=0)

    def measured(self, kind: QuestionKind, engine: str) -> Measurement | None:
        return next((each for each in self.measurements if (each.kind, each.engine) == (kind, engine)), None)


@dataclass(frozen=True)
class Comparison:
    """How our median stands to the others', None where an engine has no answer or was not asked; and our p95."""

    kind: QuestionKind
    p95: float
    faster_than_documented: float | None
    faster_than_sqlite: float | None
    slower_than_tantivy: float | None


def goal_told(items: int, p95: float) -> str:
    """Whether the goal of an archive of that size is met, in a few words; of a still larger one there is none."""
    allowed = next((most for size, most in MOST_MILLISECONDS.items() if items <= size), None)
    if allowed is None:
        return NO_VALUE
    return "met" if p95 < allowed else f"missed: p95 under {allowed:.0f} ms"


def compare_engines(outcome: SearchMeasurements, kind: QuestionKind) -> Comparison | None:
    """How our medians stand to the others' for one kind of question; None where we were not asked."""
    ours = outcome.measured(kind, OURS)
    if not ours:
        return None

    def times_ours(engine: str) -> float | None:
        other = outcome.measured(kind, engine)
        return other.p50 / ours.p50 if other else None

    tantivy = times_ours(TANTIVY)
    return Comparison(kind, ours.p95, times_ours(DOCUMENTED), times_ours(SQLITE), 1 / tantivy if tantivy else None)


def report_lines(outcome: SearchMeasurements) -> Iterator[str]:
    """The report on one size: times, comparisons with the goals, sizes and building, and what HTTP makes of it."""
    yield f"{outcome.items:,} items, {outcome.runs} runs"
    yield from _table(["", "typed", "engine", "found", "p50 ms", "p95 ms"], _timing_rows(outcome))
    yield ""
    yield from _table(
        ["", "documented/ours", "sqlite/ours", "ours/tantivy", "goal"],
        _comparison_rows(outcome),
    )
    yield ""
    yield from _table(["engine", "built in s", "items/s", "index MB", "with texts MB"], _building_rows(outcome))
    for title, answers in (("answer alone", outcome.answers), ("5 % of the items new", outcome.renewed_answers)):
        if answers:
            yield ""
            yield from _table([title, "typed", "found", "p50 ms", "p95 ms", "goal"], _answer_rows(outcome, answers))
    if outcome.checks:
        yield ""
        yield from _check_lines(outcome.checks)
    if outcome.series:
        yield ""
        yield from load_lines(outcome.series)
        yield ""
        yield from kind_lines(outcome.series, SITE)


def growth_lines(outcomes: Sequence[SearchMeasurements]) -> Iterator[str]:
    """How our median grows with the archive, each size beside the one before."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.items)
    sizes = [f"{outcome.items:,}" for outcome in ordered]
    steps = [f"×{after.items / before.items:.0f}" for before, after in pairwise(ordered)]
    yield "Our p50 in ms by the number of items, and how it grows from one size to the next"
    yield from _table(["", *sizes, *steps, "slower than the archive"], _growth_rows(ordered))


def _timing_rows(outcome: SearchMeasurements) -> Iterator[list[str]]:
    for each in outcome.measurements:
        yield [each.kind, each.typed, each.engine, f"{each.found:,}", f"{each.p50:.1f}", f"{each.p95:.1f}"]


def _comparison_rows(outcome: SearchMeasurements) -> Iterator[list[str]]:
    for kind in QuestionKind:
        if comparison := compare_engines(outcome, kind):
            yield [
                kind,
                _ratio(comparison.faster_than_documented),
                _ratio(comparison.faster_than_sqlite),
                _ratio(comparison.slower_than_tantivy),
                goal_told(outcome.items, comparison.p95),
            ]


def _building_rows(outcome: SearchMeasurements) -> Iterator[list[str]]:
    for built in outcome.built:
        yield [
            built.engine,
            f"{built.seconds:.1f}",
            f"{outcome.items / built.seconds:,.0f}",
            *(f"{size / 1_000_000:,.1f}" for size in (built.size.index, built.size.total)),
        ]


def _answer_rows(outcome: SearchMeasurements, answers: Sequence[AnswerTimes]) -> Iterator[list[str]]:
    for each in answers:
        found = f"{each.found:,}" if each.is_exact else f"~{each.found:,}"
        goal = goal_told(outcome.items, each.p95)
        yield [each.kind, each.typed, found, f"{each.p50:.1f}", f"{each.p95:.1f}", goal]


def _check_lines(checks: AnswerChecks) -> Iterator[str]:
    yield (
        f"{checks.count:,} answers compared with brute force while an item was saved {checks.saves:,} times: "
        f"{len(checks.wrong)} wrong; {checks.bounded:,} met a bound, {checks.empty:,} searches found nothing"
    )
    yield from checks.wrong


def _growth_rows(ordered: Sequence[SearchMeasurements]) -> Iterator[list[str]]:
    for kind in QuestionKind:
        ours = [outcome.measured(kind, OURS) for outcome in ordered]
        p50s = [each.p50 for each in ours if each]
        if len(p50s) == len(ordered):
            growths = [after / before for before, after in pairwise(p50s)]
            sizes = [after.items / before.items for before, after in pairwise(ordered)]
            slower = all(growth < size for growth, size in zip(growths, sizes, strict=True))
            yield [
                kind,
                *(f"{p50:.1f}" for p50 in p50s),
                *(f"×{growth:.1f}" for growth in growths),
                "yes" if slower else "no",
            ]


def _ratio(ratio: float | None) -> str:
    return NO_VALUE if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell; figures to the right."""
    cells = [headings, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        aligned = (
            cell.rjust(width) if cell[-1:].isdigit() or cell == NO_VALUE else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(aligned).rstrip()
