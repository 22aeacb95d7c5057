"""Which of the days that a matter stood on an agenda are its yearly return: plain values, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_YEAR = 12
_NEAR = 1
"""In months: a matter of June may return in May or July."""
_MOST_IN_A_YEAR = 2
"""A matter that stands on more agendas than this does not return each year: it is never off."""


@dataclass(frozen=True, order=True)
class Occurrence:
    """An item by its key, and the day of its meeting."""

    day: date
    key: int


@dataclass(frozen=True)
class Turn:
    """What a matter did at one time of the year, the latest first, at most once a year."""

    occurrences: tuple[Occurrence, ...]

    @property
    def latest(self) -> Occurrence:
        return self.occurrences[0]

    @property
    def before(self) -> Occurrence:
        return self.occurrences[1]

    @property
    def month(self) -> int:
        return self.latest.day.month

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it returned in, the first of them first."""
        return tuple(occurrence.day.year for occurrence in reversed(self.occurrences))


def turns(occurrences: Iterable[Occurrence]) -> list[Turn]:
    """The times of the year that the matter returned at in two years or more, the latest first.

    None for a matter that stands on more than two agendas a year, and for what stood twice within one year alone.
    """
    waiting = sorted(set(occurrences), reverse=True)
    if len(waiting) > _MOST_IN_A_YEAR * len({occurrence.day.year for occurrence in waiting}):
        return []
    found: list[Turn] = []
    while waiting:
        latest, *rest = waiting
        nearest: dict[int, Occurrence] = {}
        for other in (other for other in rest if _is_yearly(latest, other)):
            held = nearest.get(other.day.year)
            if other.day.year != latest.day.year and (held is None or _off(latest, other) < _off(latest, held)):
                nearest[other.day.year] = other
        if nearest:
            found.append(Turn((latest, *sorted(nearest.values(), reverse=True))))
        waiting = [other for other in rest if not _is_near(latest, other)]
    return found


def _months_between(latest: Occurrence, other: Occurrence) -> int:
    return (latest.day.year - other.day.year) * _YEAR + latest.day.month - other.day.month


def _off(latest: Occurrence, other: Occurrence) -> int:
    """How many months the two are from the same time of the year."""
    months = _months_between(latest, other) % _YEAR
    return min(months, _YEAR - months)


def _is_near(latest: Occurrence, other: Occurrence) -> bool:
    return _off(latest, other) <= _NEAR


def _is_yearly(latest: Occurrence, other: Occurrence) -> bool:
    return _is_near(latest, other) and _months_between(latest, other) >= _YEAR - _NEAR
