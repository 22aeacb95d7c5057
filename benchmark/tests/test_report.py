"""What the benchmark's report makes of timings."""

from dataclasses import replace

import pytest

from benchmark.engines import IndexSize, count_column_values
from benchmark.load_client import LoadMeasurement, LoadRequest, LoadResponse
from benchmark.questions import QuestionKind
from benchmark.report import BuiltEngine, Measurement, SearchMeasurements, compare_engines, growth_lines, report_lines
from benchmark.site_load import COLD, OURS, LoadSeries

FAST = {"ours": 10.0, "documented": 300.0, "sqlite": 20.0, "tantivy": 5.0}


def outcome(
    times: dict[str, float], kind: QuestionKind = QuestionKind.COMMON, items: int = 1_000
) -> SearchMeasurements:
    measurements = (Measurement(kind, "ord", engine, 7, (time,) * 30) for engine, time in times.items())
    built = (BuiltEngine(engine, 4.0, IndexSize(2_000_000, 5_000_000)) for engine in times)
    return SearchMeasurements(items, tuple(built), tuple(measurements))


def test_half_of_the_runs_and_nineteen_of_twenty_are_as_fast() -> None:
    measurement = Measurement(QuestionKind.RARE, "ord", "ours", 1, tuple(float(run) for run in range(1, 100)))
    assert measurement.p50 == 50
    assert measurement.p95 == 95


def test_engines_are_compared_by_their_medians() -> None:
    comparison = compare_engines(outcome(FAST), QuestionKind.COMMON)
    assert comparison is not None
    assert comparison.faster_than_documented == 30
    assert comparison.faster_than_sqlite == 2
    assert comparison.slower_than_tantivy == 2
    assert comparison.missed == []


@pytest.mark.parametrize(
    ("kind", "changed", "missed"),
    [
        pytest.param(
            QuestionKind.COMMON, {"documented": 199.0}, ["20 times faster than documented"], id="documented too near"
        ),
        pytest.param(QuestionKind.RARE, {"documented": 1.0}, [], id="documented matters for common words alone"),
        pytest.param(QuestionKind.RARE, {"sqlite": 9.9}, ["ahead of sqlite"], id="behind SQLite"),
        pytest.param(QuestionKind.RARE, {"tantivy": 3.0}, ["within 3 times of tantivy"], id="far behind tantivy"),
        pytest.param(
            QuestionKind.RARE, {"ours": 41.0, "sqlite": 50.0, "tantivy": 20.0}, ["p95 under 40 ms"], id="slow"
        ),
        pytest.param(
            QuestionKind.COMMONEST,
            {"ours": 149.0, "documented": 4_000.0, "sqlite": 500.0, "tantivy": 50.0},
            [],
            id="the commonest word may take longer",
        ),
    ],
)
def test_goals_that_are_missed(kind: QuestionKind, changed: dict[str, float], missed: list[str]) -> None:
    comparison = compare_engines(outcome({**FAST, **changed}, kind), kind)
    assert comparison is not None
    assert comparison.missed == missed


def test_an_engine_that_was_not_asked_misses_nothing() -> None:
    comparison = compare_engines(outcome({"ours": 10.0}), QuestionKind.COMMON)
    assert comparison is not None
    assert comparison.missed == []
    assert comparison.faster_than_sqlite is None
    assert compare_engines(outcome({"sqlite": 10.0}), QuestionKind.COMMON) is None


def test_the_report_on_a_size() -> None:
    lines = list(report_lines(outcome({"ours": 10.0, "tantivy": 2.0})))
    assert [line.split() for line in lines] == [
        ["1,000", "items,", "30", "runs"],
        ["typed", "engine", "found", "p50", "ms", "p95", "ms"],
        ["a", "common", "word", "ord", "ours", "7", "10.0", "10.0"],
        ["a", "common", "word", "ord", "tantivy", "7", "2.0", "2.0"],
        [],
        ["documented/ours", "sqlite/ours", "ours/tantivy", "goals", "(p95", "and", "ratios", "of", "medians)"],
        ["a", "common", "word", "–", "–", "5.00", "missed:", "within", "3", "times", "of", "tantivy"],
        [],
        ["engine", "built", "in", "s", "items/s", "index", "MB", "with", "texts", "MB"],
        ["ours", "4.0", "250", "2.0", "5.0"],
        ["tantivy", "4.0", "250", "2.0", "5.0"],
    ]


def test_the_report_on_a_size_that_was_asked_over_http() -> None:
    responses = tuple(LoadResponse(LoadRequest(QuestionKind.RARE, f"/{n}"), 200, 900, 20.0) for n in range(4))
    series = (LoadSeries(OURS, COLD, LoadMeasurement(1, responses, 0.08)),)
    lines = list(report_lines(replace(outcome({"ours": 10.0}), series=series)))
    assert lines[-4].split() == ["site", "cold", "workers", "1", "4", "20.0", "20.0", "50.0", "900", "0"]
    assert lines[-1].split() == ["a", "rare", "word", "20.0", "/", "20.0"]


@pytest.mark.parametrize(
    ("time", "verdict"), [pytest.param(90.0, "yes", id="nine times for ten"), pytest.param(110.0, "no", id="eleven")]
)
def test_growth_is_slower_than_the_archive_or_not(time: float, verdict: str) -> None:
    larger = outcome({"ours": time}, items=10_000)
    *_, row = growth_lines([larger, outcome({"ours": 10.0}, items=1_000)])
    assert row.split() == ["a", "common", "word", "10.0", f"{time}", f"×{time / 10:.1f}", verdict]


def test_groups_are_rolled_up_to_the_values_of_each_column() -> None:
    years, councils = count_column_values([(2024, "a", 3), (2024, "b", 2), (2025, "a", 1)])
    assert (years, councils) == ({2024: 5, 2025: 1}, {"a": 4, "b": 2})
    assert count_column_values([]) == []
