"""What a search's results can be narrowed by, each value with how many results have it; and what narrows them now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Value

from meetings.caching.followed_log import kept_until_changed
from meetings.danish.dates import written_day
from meetings.models import Council, Municipality, Topic
from meetings.models.choices import CASE_TYPE_NUMBERS, OUTCOME_NUMBERS, CaseType, Outcome
from meetings.pages.filters import CASE_TYPE_WORDS, OUTCOME_WORDS, AgendaItemFilter
from meetings.pages.parameters import Parameters
from meetings.pages.requested_search import RequestedSearch
from meetings.search.answer import SearchAnswer, count_matches
from meetings.search.facets import NUMBERS_OF_A_KIND, FacetKind
from meetings.search.request import SearchRequest

# Of a facet's values: shown at once, and with those that are shown on demand.
SHOWN_AT_ONCE = 6
SHOWN_AT_MOST = 60
# The parameters that say which page of a search is shown and as what; a changed search does not keep them.
PAGE_STATE = ("side", "format")


@dataclass(frozen=True)
class FacetValue:
    """A value to narrow by; `url` sets it, or takes it away where it is chosen."""

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
class NamedValue:
    """A value as an address names it and as the reader sees it."""

    word: str
    label: str


# The filters that are offered with counts, in the order in which they are shown.
FACET_KINDS: Mapping[str, FacetKind] = {
    "aar": FacetKind.YEAR,
    "udfald": FacetKind.OUTCOME,
    "sagstype": FacetKind.CASE_TYPE,
    "emne": FacetKind.TOPIC,
    "kommune": FacetKind.MUNICIPALITY,
    "moede": FacetKind.DAY,
    "raad": FacetKind.COUNCIL,
}

_NEWEST_FIRST = ("aar", "moede")
_OUTCOMES = {
    number: NamedValue(OUTCOME_WORDS[Outcome(name)], Outcome(name).label) for name, number in OUTCOME_NUMBERS.items()
}
_CASE_TYPES = {
    number: NamedValue(CASE_TYPE_WORDS[CaseType(name)], CaseType(name).label)
    for name, number in CASE_TYPE_NUMBERS.items()
}


@dataclass(frozen=True)
class FilterCounts:
    """How many results have each value, by filter; whether that is so of all results, and of all years."""

    by_filter: Mapping[str, Mapping[int, int]]
    are_complete: bool
    years_are_exact: bool


def counts_by_filter(answer: SearchAnswer, request: SearchRequest, filters: AgendaItemFilter) -> FilterCounts:
    """How many results have each value that a filter may have, in the answer to `request`.

    Each filter counts what all the *other* filters let through: so a value that is set can be changed for another.
    """
    chosen = [name for name in FACET_KINDS if name in filters.values()]
    # Where very many match, years alone are told of all of them; the other facets are of the first.
    others = count_matches(
        [request.without(FACET_KINDS[name]) for name in chosen], are_counted_out=[name == "aar" for name in chosen]
    )
    without = dict(zip(chosen, others, strict=True))
    answers = {name: without.get(name, answer) for name in FACET_KINDS}
    counted = _counts_by_kind(answer.facets)
    counted_without = {name: _counts_by_kind(one.facets) for name, one in without.items()}
    return FilterCounts(
        {name: counted_without.get(name, counted)[kind] for name, kind in FACET_KINDS.items()},
        are_complete=all(one.faceted is None for one in answers.values()),
        years_are_exact=answers["aar"].years_are_exact,
    )


def offered_facets(
    counts: Mapping[str, Mapping[int, int]], filters: AgendaItemFilter, parameters: Parameters
) -> list[Facet]:
    """The facets that offer a choice, given the count of each value by filter (counts_by_filter)."""
    if not any(counts.values()):
        return []
    changed = parameters.without(*PAGE_STATE)
    names = _value_names(counts)
    by_name = {
        name: {names[name][key]: count for key, count in of_kind.items() if key in names[name]}
        for name, of_kind in counts.items()
    }
    shown = [_facet(filters, changed, name, of_name) for name, of_name in by_name.items()]
    return [facet for facet in shown if len(facet.values) > 1 or any(value.is_chosen for value in facet.values)]


def filter_chips(search: RequestedSearch, parameters: Parameters) -> list[Chip]:
    """What narrows the search: the filters that are set, and what was typed as a field, a year or a date."""
    kept = parameters.without(*PAGE_STATE)
    return [
        *(Chip(part.label, kept.with_value("q", search.query.without(part)).url) for part in search.query.narrowings),
        *(
            Chip(f"{search.filters.filters[name].label}: {_value_label(value)}", kept.without(name).url)
            for name, value in search.filters.values().items()
            if name not in ("q", "orden", "ordret")
        ),
    ]


def _counts_by_kind(found: Mapping[int, int]) -> Mapping[int, Mapping[int, int]]:
    """The counts of each kind by its values."""
    counted: dict[int, dict[int, int]] = {kind: {} for kind in FacetKind}
    for number, count in found.items():
        kind, value = divmod(number, NUMBERS_OF_A_KIND)
        counted[kind][value] = count
    return counted


def _value_names(counts: Mapping[str, Mapping[int, int]]) -> dict[str, Mapping[int, NamedValue]]:
    """What the values of each filter are called."""
    return {
        "aar": {year: NamedValue(str(year), str(year)) for year in counts["aar"]},
        "udfald": _OUTCOMES,
        "sagstype": _CASE_TYPES,
        "moede": {ordinal: _day_name(ordinal) for ordinal in counts["moede"]},
        **_record_names(),
    }


@lru_cache(maxsize=5_000)
def _day_name(ordinal: int) -> NamedValue:
    day = date.fromordinal(ordinal)
    return NamedValue(day.isoformat(), written_day(day))


@kept_until_changed(Topic, Municipality, Council)
def _record_names() -> dict[str, Mapping[int, NamedValue]]:
    """What the topics, municipalities and councils are called, by their keys. One query."""
    named: dict[str, dict[int, NamedValue]] = {"emne": {}, "kommune": {}, "raad": {}}
    topics, municipalities, councils = (
        model._default_manager.order_by().values_list(Value(name), "pk", "slug", "name")
        for name, model in zip(named, (Topic, Municipality, Council), strict=True)
    )
    for name, key, slug, called in topics.union(municipalities, councils, all=True):
        named[name][key] = NamedValue(slug, called)
    return {name: dict(sorted(values.items())) for name, values in named.items()}


def _facet(filters: AgendaItemFilter, parameters: Parameters, name: str, counts: Mapping[NamedValue, int]) -> Facet:
    """Times newest first, the rest by how many results have them."""
    if name in _NEWEST_FIRST:
        ordered = sorted(counts, key=lambda value: value.word, reverse=True)
    else:
        ordered = sorted(counts, key=lambda value: (-counts[value], value.word))
    chosen, with_value = parameters.get(name), parameters.urls(name)
    values = tuple(
        FacetValue(
            value.label,
            counts[value],
            parameters.without(name).url if value.word == chosen else with_value(value.word),
            value.word == chosen,
        )
        for value in ordered[:SHOWN_AT_MOST]
    )
    return Facet(filters.filters[name].label, values[:SHOWN_AT_ONCE], values[SHOWN_AT_ONCE:])


def _value_label(value: Any) -> str:
    """What the reader sees of a filter's cleaned value."""
    if isinstance(value, date):
        return written_day(value)
    return str(value.label) if isinstance(value, CaseType | Outcome) else str(value)
