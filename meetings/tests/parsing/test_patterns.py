"""No pattern tries all the ways in which the words of a line may be parted: that doubles the work with each of them."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType

import pytest

import meetings.danish
import meetings.parsing

# In seconds of the processor: a line takes some microseconds.
LONGEST_FOR_A_LINE = 0.5
# So many of the words double what takes a microsecond to hours.
WORDS = 30


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the packages that read, by its module and name."""
    for package in (meetings.danish, meetings.parsing):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield from patterns_of(importlib.import_module(found.name))


def patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        values = value if isinstance(value, tuple) else (value,)
        parts = (part for each in values for part in (each if isinstance(each, tuple) else (each,)))
        for pattern in parts:
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                yield f"{module.__name__}.{name}", pattern


PATTERNS = list({id(pattern): (name, pattern) for name, pattern in patterns()}.values())


@contextmanager
def bounded_in_time() -> Iterator[None]:
    """Ends what takes too long in it."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_FOR_A_LINE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 500


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Ane Mie Holk, ", id="names of three words"),
        pytest.param("Ane-Marie Holk-Riis (A) og ", id="names with hyphens and parties"),
        pytest.param("KAJ OG MOLE ", id="capitals"),
        pytest.param("Børne-, Kultur- og Miljøudvalget for børn ", id="bodies"),
        pytest.param("For stemte 5 (A, V), imod 3 ", id="votes"),
        pytest.param("12.1-4/5 den 3. maj 2024 kl. 10.30 ", id="figures and days"),
        pytest.param("a-b_c's ", id="signs within words"),
        pytest.param("_a_ **b** | ", id="signs of a markup"),
        pytest.param("sagsnr.: AB, ", id="labels"),
    ],
)
def test_no_pattern_tries_all_ways_to_part_a_line(words: str) -> None:
    line = f"{words * WORDS}ø!"
    for name, pattern in PATTERNS:
        try:
            with bounded_in_time():
                pattern.search(line)
        except TimeoutError:
            pytest.fail(f"{name} takes too long for a line of »{words}«.")
