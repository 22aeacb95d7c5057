"""What a search's results can be narrowed by, each value with how many results have it; and what narrows them now."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format

from meetings.choices import CaseType, Outcome
from meetings.filters import CASE_TYPE_WORDS, OUTCOME_WORDS, AgendaItemFilter
from meetings.parameters import Parameters

SHOWN_AT_ONCE = 6
SHOWN_AT_MOST = 60
STATE_OF_A_PAGE = ("side", "format")
"""Parameters that a changed search does not keep."""


@dataclass(frozen=True)
class FacetValue:
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by. `values` are shown at once, `more` on demand."""

    title: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, with the address of the same search without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Named:
    """A value as an address names it and as the reader sees it."""

    word: str
    label: str


@dataclass(frozen=True)
class Group:
    """How many results have one outcome and case type at one meeting."""

    day: date
    outcome: str | None
    case_type: str
    council_slug: str
    council_name: str
    results: int


def _year(group: Group) -> Named:
    return Named(str(group.day.year), str(group.day.year))


def _outcome(group: Group) -> Named | None:
    return Named(OUTCOME_WORDS[group.outcome], Outcome(group.outcome).label) if group.outcome else None


def _case_type(group: Group) -> Named:
    return Named(CASE_TYPE_WORDS[group.case_type], CaseType(group.case_type).label)


def _meeting(group: Group) -> Named:
    return Named(group.day.isoformat(), date_format(group.day, "j. F Y"))


def _council(group: Group) -> Named:
    return Named(group.council_slug, group.council_name)


_OF_A_GROUP: Mapping[str, Callable[[Group], Named | None]] = {
    "aar": _year,
    "udfald": _outcome,
    "sagstype": _case_type,
    "moede": _meeting,
    "raad": _council,
}
"""What an item has one of: counted all at once, for a question to the database costs more than the sums."""

_SEVERAL = {"emne": "topics", "kommune": "municipalities"}
"""What an item may have several of, so that each needs a count of its own."""

_SHOWN = ("aar", "udfald", "sagstype", "emne", "kommune", "moede", "raad")
_NEWEST_FIRST = ("aar", "moede")


def facets(filters: AgendaItemFilter, parameters: Parameters) -> list[Facet]:
    """The facets that offer a choice. A value's address adds it to the search, or takes it away where it is set.

    Each counts what all the *other* filters let through: so a value that is set can be changed for another.
    """
    changed = parameters.without(*STATE_OF_A_PAGE)
    groups = _groups(filters)
    found = []
    for name in _SHOWN:
        if name in _SEVERAL:
            counts = _count_several(filters, name)
        elif name in filters.values():
            counts = _count_groups(_groups(filters, without=name), name)
        else:
            counts = _count_groups(groups, name)
        found.append(_facet(filters, changed, name, counts))
    return [facet for facet in found if len(facet.values) > 1 or any(value.is_chosen for value in facet.values)]


def chips(filters: AgendaItemFilter, parameters: Parameters) -> list[Chip]:
    """The filters that are set. The words looked for and the order are not among them."""
    kept = parameters.without(*STATE_OF_A_PAGE)
    return [
        Chip(f"{filters.filters[name].label}: {_label(name, value)}", kept.without(name).url)
        for name, value in filters.values().items()
        if name not in ("q", "orden")
    ]


def _groups(filters: AgendaItemFilter, *, without: str = "") -> list[Group]:
    columns = ("meeting__date", "decision__outcome", "case_type", "meeting__council__slug", "meeting__council__name")
    rows = filters.matching(without=without).values_list(*columns).annotate(Count("pk"))
    return [Group(*row) for row in rows]


def _count_groups(groups: Iterable[Group], name: str) -> Counter[Named]:
    counts = Counter[Named]()
    for group in groups:
        if value := _OF_A_GROUP[name](group):
            counts[value] += group.results
    return counts


def _count_several(filters: AgendaItemFilter, name: str) -> Counter[Named]:
    relation = _SEVERAL[name]
    items = filters.matching(without=name).exclude(**{relation: None})
    rows = items.values_list(f"{relation}__slug", f"{relation}__name").annotate(Count("pk"))
    return Counter({Named(slug, label): count for slug, label, count in rows})


def _facet(filters: AgendaItemFilter, parameters: Parameters, name: str, counts: Counter[Named]) -> Facet:
    """Times newest first, the rest by how many results have them."""
    if name in _NEWEST_FIRST:
        ordered = sorted(counts, key=lambda value: value.word, reverse=True)
    else:
        ordered = sorted(counts, key=lambda value: (-counts[value], value.word))
    values = tuple(_value(name, value, counts[value], parameters) for value in ordered[:SHOWN_AT_MOST])
    return Facet(filters.filters[name].label, values[:SHOWN_AT_ONCE], values[SHOWN_AT_ONCE:])


def _value(name: str, value: Named, count: int, parameters: Parameters) -> FacetValue:
    is_chosen = parameters.get(name) == value.word
    changed = parameters.with_value(name, "" if is_chosen else value.word)
    return FacetValue(value.label, count, changed.url, is_chosen)


def _label(name: str, value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if name == "sagstype":
        return next(choice.label for choice in CaseType if CASE_TYPE_WORDS[choice] == value)
    if name == "udfald":
        return next(choice.label for choice in Outcome if OUTCOME_WORDS[choice] == value)
    return str(value)
