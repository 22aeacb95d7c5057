"""How long searches take that nothing has all words of: for which most of their words are enough."""

from collections.abc import Iterator, Mapping
from random import Random
from time import perf_counter

from benchmark.answer_times import AnswerTimes
from benchmark.questions import RARE_ITEMS, WordSurvey
from benchmark.vocabulary import MUNICIPAL_WORDS
from meetings.search.answer import answer_search
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.search.relaxing import relaxed_search
from meetings.search.request import SearchRequest

SEARCHES, SEED = 40, 7
# In words.
_SHORTEST, _LONGEST = 5, 8
_NOWHERE = "xqzptvw"
# In letters.
_SHORTEST_RARE, _SHORTEST_COMMON = 6, 5


def time_relaxed(survey: WordSurvey, searches: int = SEARCHES) -> Iterator[AnswerTimes]:
    """So many distinct searches of each kind, those that nothing has all words of, each answered once before."""
    for kind, texts in _texts(survey, searches).items():
        requests = [SearchRequest(parse_query(text, ArchiveNames())) for text in texts]
        milliseconds, found = [], 0
        for request in [each for each in requests if not answer_search(each).count]:
            relaxed_search(request)
            started = perf_counter()
            found += relaxed_search(request) is not None
            milliseconds.append(1000 * (perf_counter() - started))
        if len(milliseconds) > 1:
            title = f"most of {_SHORTEST} to {_LONGEST} words, {kind}"
            yield AnswerTimes(title, f"{len(milliseconds)} searches", found, True, tuple(milliseconds))


def _texts(survey: WordSurvey, searches: int) -> Mapping[str, list[str]]:
    """Common words with rare ones, or with one that the archive has not, in any order."""
    random = Random(SEED)
    rare = sorted(word for word, n in survey.words.items() if len(word) >= _SHORTEST_RARE and 1 < n <= RARE_ITEMS)
    municipal = {word.lower() for word in MUNICIPAL_WORDS if len(word) >= _SHORTEST_COMMON}
    common = sorted(word for word in municipal if survey.words.get(word))

    def texts(rare_words: int, *others: str) -> list[str]:
        made = []
        for _ in range(searches):
            chosen = [*random.sample(rare, min(rare_words, len(rare))), *others]
            chosen += random.sample(common, random.randint(_SHORTEST, _LONGEST) - len(chosen))
            made.append(" ".join(random.sample(chosen, len(chosen))))
        return made

    return {
        "one of them nowhere": texts(0, _NOWHERE),
        "one rare": texts(1),
        "two rare": texts(2),
        "one rare, one nowhere": texts(1, _NOWHERE),
    }
