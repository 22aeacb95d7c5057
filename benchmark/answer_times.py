"""How long an answer takes by itself: what matches, counted, in order, with facets. No page is made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmark.percentiles import response_times
from benchmark.questions import (
    MUNICIPALITY,
    QuestionKind,
    WordSurvey,
    choose_questions,
    commonest_phrases,
    commonest_words,
)
from meetings.models import Municipality
from meetings.models.choices import OUTCOME_NUMBERS, Outcome
from meetings.search.answer import answer_search
from meetings.search.archive_names import ArchiveNames
from meetings.search.facets import FacetKind, facet_number
from meetings.search.query import parse_query
from meetings.search.request import NEWEST, OLDEST, RELEVANCE, SearchRequest

WARM_UP_RUNS = 2


@dataclass(frozen=True)
class TimedSearch:
    """A search, and what the report calls it."""

    kind: str
    request: SearchRequest


@dataclass(frozen=True)
class AnswerTimes:
    """How many items a search found, and how many milliseconds each answer took."""

    kind: str
    typed: str
    found: int
    is_exact: bool
    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        return response_times(self.milliseconds).p50

    @property
    def p95(self) -> float:
        return response_times(self.milliseconds).p95


def timed_searches(survey: WordSurvey) -> Iterator[TimedSearch]:
    """A search of each kind, from a rare word to everything. The archive's statistics and names are known."""
    asked = {question.kind: question for question in choose_questions(survey)}
    common = asked[QuestionKind.COMMON].typed
    first, second, third, fourth = commonest_words(survey, 4)
    aalborg = facet_number(FacetKind.MUNICIPALITY, Municipality.objects.get(name=MUNICIPALITY).pk)
    approved = facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[Outcome.APPROVED])
    yield TimedSearch("a rare word", _request(asked[QuestionKind.RARE].typed))
    yield TimedSearch("a common word", _request(common))
    yield TimedSearch("the commonest word", _request(first))
    yield TimedSearch("two words", _request(asked[QuestionKind.TWO_WORDS].typed))
    yield TimedSearch("the two commonest", _request(f"{first} {second}"))
    yield TimedSearch("either of two", _request(f"{common} eller {third}"))
    yield TimedSearch("one without another", _request(f"{first} -{second}"))
    yield TimedSearch("a set phrase", _request(asked[QuestionKind.PHRASE].typed))
    yield TimedSearch("a phrase of the two commonest", _request(f'"{first} {second}"'))
    yield TimedSearch("a phrase of the 3rd and 4th", _request(f'"{third} {fourth}"'))
    for phrase in commonest_phrases(survey, 3)[:1]:
        yield TimedSearch("a phrase of three", _request(f'"{phrase}"'))
    yield TimedSearch("a common word in titles", _request(f"titel:{first}"))
    yield TimedSearch("a phrase in titles", _request(f'titel:"{first} {second}"'))
    yield TimedSearch("a common word + municipality", _request(common, facets=(aalborg,)))
    yield TimedSearch("the commonest + municipality", _request(first, facets=(aalborg,)))
    yield TimedSearch("no word, one outcome", _request("", facets=(approved,)))
    yield TimedSearch("no word, every item", _request(""))
    yield TimedSearch("a beginning", _request(f"{first[:5]}*"))
    yield TimedSearch("a common word, newest first", _request(common, NEWEST))
    yield TimedSearch("the commonest, oldest first", _request(first, OLDEST))


def time_answers(searches: Sequence[TimedSearch], runs: int) -> Iterator[AnswerTimes]:
    """Each search answered so often, after it was answered a few times without being timed."""
    for search in searches:
        for _ in range(WARM_UP_RUNS):
            answer_search(search.request)
        milliseconds = []
        for _ in range(runs):
            started = perf_counter()
            answer = answer_search(search.request)
            milliseconds.append(1000 * (perf_counter() - started))
        yield AnswerTimes(
            search.kind, search.request.query.text, answer.count, not answer.is_estimate, tuple(milliseconds)
        )


def _request(text: str, order: str = "", facets: tuple[int, ...] = ()) -> SearchRequest:
    query = parse_query(text, ArchiveNames())
    return SearchRequest(query, facets, order=order or (RELEVANCE if query.ranking else NEWEST))
