"""»Mente du …?« for a search that found nothing: only ever a search that finds something."""

import re
from dataclasses import dataclass

from meetings.filters import AgendaItemFilter
from meetings.models import SearchWord
from meetings.parameters import Parameters
from meetings.views.facets import STATE_OF_A_PAGE

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS_AT_MOST = 6


@dataclass(frozen=True)
class Suggestion:
    text: str
    url: str
    count: int


def respelt(parameters: Parameters) -> Suggestion | None:
    """The same search with every word that the archive does not hold as its nearest word, if that finds something."""
    typed = text = parameters.get("q")
    words = {word.lower(): word for word in _WORD.findall(typed)[:_WORDS_AT_MOST]}
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    for word in words.keys() - known:
        if nearest := SearchWord.objects.nearest(word):
            text = re.sub(rf"\b{re.escape(words[word])}\b", nearest, text)
    return _finding(parameters.with_value("q", text)) if text.casefold() != typed.casefold() else None


def without_filters(parameters: Parameters) -> Suggestion | None:
    """The words alone, where it is the filters that leave nothing over."""
    unfiltered = parameters.only(("q", "orden"))
    return _finding(unfiltered) if unfiltered != parameters.without(*STATE_OF_A_PAGE) else None


def _finding(parameters: Parameters) -> Suggestion | None:
    parameters = parameters.without(*STATE_OF_A_PAGE)
    filters = AgendaItemFilter(dict(parameters.values))
    filters.check()
    count = filters.matching().count()
    return Suggestion(parameters.get("q"), parameters.url, count) if count else None
