"""What a search that finds nothing might have been: each only ever a search that finds something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.pages.facets import FACET_KINDS, PAGE_STATE
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.parameters import Parameters
from meetings.search.answer import facet_counts
from meetings.search.did_you_mean import with_compounds_split as in_parts
from meetings.search.did_you_mean import with_words_respelled
from meetings.search.facets import EVERY_ITEM
from meetings.search.request import SearchRequest

_SEARCHES_AT_MOST = 6
_FEW_RESULTS = 5
_WORD = re.compile(r"[^\W\d_]{2}|\d{3}")
_NOT_NARROWING = ("q", "orden", "ordret")


@dataclass(frozen=True)
class NearbySearch:
    """A search that finds something: what it is called, its address, how many it finds."""

    text: str
    url: str
    count: int


@dataclass(frozen=True)
class NearbySearches:
    """Searches near one that found nothing: spelled otherwise, without a filter, without a word."""

    respelt: NearbySearch | None = None
    without_filter: tuple[NearbySearch, ...] = ()
    without_word: tuple[NearbySearch, ...] = ()
    without_filters: NearbySearch | None = None


NO_NEARBY_SEARCHES = NearbySearches()


@dataclass(frozen=True)
class _Candidate:
    """A search near the one that found nothing: what it is called, and its address."""

    text: str
    asked: SearchRequest
    url: str


def find_nearby_searches(filters: AgendaItemFilter, parameters: Parameters) -> NearbySearches:
    """The searches near `parameters` that find something, told in one go."""
    parameters = parameters.without(*PAGE_STATE)
    asked, typed = filters.asked, parameters.get("q")
    set_filters = [name for name in filters.values() if name not in _NOT_NARROWING]

    def with_words(text: str) -> _Candidate:
        return _Candidate(text, replace(asked, query=filters.understood(text)), parameters.with_value("q", text).url)

    spelled = with_words_respelled(typed)
    respelled = [with_words(spelled)] if spelled.casefold() != typed.casefold() else []
    fewer_words = [with_words(shorter) for shorter in _without_one_word(filters, typed)]
    fewer_filters = [
        _Candidate(filters.filters[name].label, _without_filter(asked, name), parameters.without(name).url)
        for name in set_filters[:_SEARCHES_AT_MOST]
    ]
    no_filters = (
        [_Candidate(typed, SearchRequest(asked.query), parameters.only(_NOT_NARROWING).url)]
        if len(set_filters) > 1
        else []
    )
    searches = [*respelled, *fewer_words, *fewer_filters, *no_filters]
    found = dict(zip(searches, facet_counts([search.asked for search in searches]), strict=True))

    def finding(searches: Sequence[_Candidate]) -> tuple[NearbySearch, ...]:
        counted = ((search, found[search][EVERY_ITEM]) for search in searches)
        return tuple(NearbySearch(search.text, search.url, count) for search, count in counted if count)

    return NearbySearches(
        respelt=next(iter(finding(respelled)), None),
        without_filter=finding(fewer_filters),
        without_word=finding(fewer_words),
        without_filters=next(iter(finding(no_filters)), None),
    )


def search_with_split_compounds(filters: AgendaItemFilter, parameters: Parameters, found: int) -> NearbySearch | None:
    """The search with its compounds in their parts, where `found`, what it finds as typed, is little and less."""
    if not 0 < found <= _FEW_RESULTS or parameters.get("ordret"):
        return None
    text = in_parts(filters.query)
    if text == filters.query.text:
        return None
    (counted,) = facet_counts([replace(filters.asked, query=filters.understood(text))])
    url = parameters.without(*PAGE_STATE).with_value("q", text).url
    return NearbySearch(text, url, counted[EVERY_ITEM]) if counted[EVERY_ITEM] > found else None


def _without_filter(asked: SearchRequest, name: str) -> SearchRequest:
    """The search without one of its filters."""
    if name == "fra":
        return replace(asked, first=None)
    return replace(asked, last=None) if name == "til" else asked.without(FACET_KINDS[name])


def _without_one_word(filters: AgendaItemFilter, typed: str) -> list[str]:
    """What was typed without each of its words, where it has several; what then has no word left is none."""
    required = filters.query.required
    words = (re.compile(rf"(?<!\w){re.escape(clause.terms[0].text)}(?!\w)") for clause in required[:_SEARCHES_AT_MOST])
    shorter = [" ".join(word.sub(" ", typed, count=1).split()) for word in words] if len(required) > 1 else []
    return [text for text in shorter if _WORD.search(text)]
