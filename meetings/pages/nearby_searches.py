"""What a search that finds nothing might have been: each only ever a search that finds something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.pages.facets import FACET_KINDS, PAGE_STATE
from meetings.pages.parameters import Parameters
from meetings.pages.requested_search import RequestedSearch
from meetings.search.answer import count_matches
from meetings.search.did_you_mean import with_compounds_split as in_parts
from meetings.search.did_you_mean import with_words_respelled
from meetings.search.query import Query
from meetings.search.request import SearchRequest

# Of each way to search otherwise: each is counted, which takes time.
_SEARCHES_AT_MOST = 6
# So few results that splitting compounds is worth suggesting. Chosen by hand.
_FEW_RESULTS = 5
# A text without one has nothing to search for.
_WORD = re.compile(r"[^\W\d_]{2}|\d{3}")
# The filters that narrow nothing.
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
    request: SearchRequest
    url: str


def find_nearby_searches(search: RequestedSearch, parameters: Parameters) -> NearbySearches:
    """The searches near the one that finds nothing which do find something, all counted in one go."""
    parameters = parameters.without(*PAGE_STATE)
    filters, request, typed = search.filters, search.request, parameters.get("q")
    set_filters = [name for name in filters.values() if name not in _NOT_NARROWING]

    def with_words(text: str) -> _Candidate:
        return _Candidate(text, replace(request, query=search.read_query(text)), parameters.with_value("q", text).url)

    # Unless the words are to be searched for as they were typed, other spellings were tried already.
    spelled = with_words_respelled(typed) if parameters.get("ordret") else typed
    respelled = [with_words(spelled)] if spelled.casefold() != typed.casefold() else []
    fewer_words = [with_words(shorter) for shorter in _without_one_word(search.query, typed)]
    fewer_filters = [
        _Candidate(filters.filters[name].label, _without_filter(request, name), parameters.without(name).url)
        for name in set_filters[:_SEARCHES_AT_MOST]
    ]
    no_filters = (
        [_Candidate(typed, SearchRequest(request.query), parameters.only(_NOT_NARROWING).url)]
        if len(set_filters) > 1
        else []
    )
    candidates = [*respelled, *fewer_words, *fewer_filters, *no_filters]
    found = dict(zip(candidates, count_matches([one.request for one in candidates]), strict=True))

    def finding_something(candidates: Sequence[_Candidate]) -> tuple[NearbySearch, ...]:
        counts = ((one, found[one].count) for one in candidates)
        return tuple(NearbySearch(one.text, one.url, count) for one, count in counts if count)

    return NearbySearches(
        respelt=next(iter(finding_something(respelled)), None),
        without_filter=finding_something(fewer_filters),
        without_word=finding_something(fewer_words),
        without_filters=next(iter(finding_something(no_filters)), None),
    )


def search_with_split_compounds(search: RequestedSearch, parameters: Parameters, found: int) -> NearbySearch | None:
    """The search with its compounds split into their parts, where that finds more than the `found` few as typed."""
    if not 0 < found <= _FEW_RESULTS or parameters.get("ordret"):
        return None
    text = in_parts(search.query)
    if text == search.query.text:
        return None
    (counted,) = count_matches([replace(search.request, query=search.read_query(text))])
    url = parameters.without(*PAGE_STATE).with_value("q", text).url
    return NearbySearch(text, url, counted.count) if counted.count > found else None


def _without_filter(request: SearchRequest, name: str) -> SearchRequest:
    """The search without one of its filters."""
    if name == "fra":
        return replace(request, first=None)
    return replace(request, last=None) if name == "til" else request.without(FACET_KINDS[name])


def _without_one_word(query: Query, typed: str) -> list[str]:
    """What was typed without each of its words, where it has several; what then has no word left is none."""
    required = query.required
    words = (re.compile(rf"(?<!\w){re.escape(clause.terms[0].text)}(?!\w)") for clause in required[:_SEARCHES_AT_MOST])
    shorter = [" ".join(word.sub(" ", typed, count=1).split()) for word in words] if len(required) > 1 else []
    return [text for text in shorter if _WORD.search(text)]
