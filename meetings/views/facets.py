"""What a search's results can be narrowed by, each value with how many results have it; and what narrows them now."""

from collections.abc import Callable
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
class _Dimension:
    """What a facet counts: columns of the items, the first of which says whether an item has a value at all."""

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    named: Callable[..., Named]


_DIMENSIONS = (
    _Dimension("aar", ("meeting__date__year",), ("-meeting__date__year",), lambda year: Named(str(year), str(year))),
    _Dimension(
        "udfald",
        ("decision__outcome",),
        ("-results", "decision__outcome"),
        lambda outcome: Named(OUTCOME_WORDS[outcome], Outcome(outcome).label),
    ),
    _Dimension(
        "sagstype",
        ("case_type",),
        ("-results", "case_type"),
        lambda case_type: Named(CASE_TYPE_WORDS[case_type], CaseType(case_type).label),
    ),
    _Dimension("emne", ("topics__slug", "topics__name"), ("-results", "topics__slug"), Named),
    _Dimension(
        "kommune",
        ("municipalities__slug", "municipalities__name"),
        ("-results", "municipalities__slug"),
        Named,
    ),
    _Dimension(
        "moede",
        ("meeting__date",),
        ("-meeting__date",),
        lambda day: Named(day.isoformat(), date_format(day, "j. F Y")),
    ),
    _Dimension(
        "raad",
        ("meeting__council__slug", "meeting__council__name"),
        ("-results", "meeting__council__slug"),
        Named,
    ),
)


def facets(filters: AgendaItemFilter, parameters: Parameters) -> list[Facet]:
    """The facets that offer a choice. A value's address adds it to the search, or takes it away where it is set.

    Each counts what all the *other* filters let through: so a value that is set can be changed for another.
    """
    found = [_facet(dimension, filters, parameters.without(*STATE_OF_A_PAGE)) for dimension in _DIMENSIONS]
    return [facet for facet in found if len(facet.values) > 1 or any(value.is_chosen for value in facet.values)]


def chips(filters: AgendaItemFilter, parameters: Parameters) -> list[Chip]:
    """The filters that are set. The words looked for and the order are not among them."""
    kept = parameters.without(*STATE_OF_A_PAGE)
    return [
        Chip(f"{filters.filters[name].label}: {_label(name, value)}", kept.without(name).url)
        for name, value in filters.values().items()
        if name not in ("q", "orden")
    ]


def _facet(dimension: _Dimension, filters: AgendaItemFilter, parameters: Parameters) -> Facet:
    rows = (
        filters.matching(without=dimension.name)
        .exclude(**{dimension.columns[0]: None})
        .values(*dimension.columns)
        .annotate(results=Count("pk"))
        .order_by(*dimension.order)
        .values_list(*dimension.columns, "results")[:SHOWN_AT_MOST]
    )
    values = tuple(_value(dimension.name, dimension.named(*row[:-1]), row[-1], parameters) for row in rows)
    return Facet(filters.filters[dimension.name].label, values[:SHOWN_AT_ONCE], values[SHOWN_AT_ONCE:])


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
