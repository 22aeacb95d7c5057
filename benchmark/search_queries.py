"""Three hundred distinct searches, as readers make them: what the site and Datasette are asked over HTTP."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random

from django.urls import reverse

from benchmark.questions import (
    LETTERS_OF_PREFIX,
    LETTERS_TYPED,
    RARE_ITEMS,
    QuestionKind,
    WordSurvey,
    commonest_phrases,
    misspelt,
)
from benchmark.synthetic_archive import DAYS, FIRST_DAY
from benchmark.vocabulary import MUNICIPAL_WORDS, SET_PHRASES
from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.models.choices import Outcome
from meetings.models.slugs import slug
from meetings.pages.filters import OUTCOME_WORDS
from meetings.search.request import NEWEST, OLDEST

SEED = 1
# How many searches there are of each kind: rare words are what most readers look for.
QUERIES_OF_KIND: Mapping[QuestionKind, int] = {
    QuestionKind.RARE: 60,
    QuestionKind.COMMON: 40,
    QuestionKind.COMMONEST: 10,
    QuestionKind.PHRASE: 10,
    QuestionKind.PHRASE_OF_COMMON: 25,
    QuestionKind.PHRASE_OF_THREE: 20,
    QuestionKind.TWO_WORDS: 40,
    QuestionKind.FILTERED: 40,
    QuestionKind.BY_DATE: 15,
    QuestionKind.PREFIX: 20,
    QuestionKind.MISSPELT: 10,
    QuestionKind.BEGINNING: 10,
}
QUERIES = sum(QUERIES_OF_KIND.values())
_COMMONEST = QUERIES_OF_KIND[QuestionKind.COMMONEST]
_SHORTEST, _SHORTEST_MISSPELT = 5, 9
_OUTCOMES = (Outcome.APPROVED, Outcome.NOTED, Outcome.DECIDED, Outcome.POSTPONED)
_YEARS = range(FIRST_DAY.year, FIRST_DAY.year + DAYS // 365)


@dataclass(frozen=True)
class SearchQuery:
    """A search as it is typed, what narrows it, and its order; of a BEGINNING, what was typed so far."""

    kind: QuestionKind
    text: str
    municipality: str = ""
    outcome: Outcome | None = None
    year: int | None = None
    order: str = ""

    @property
    def path(self) -> str:
        """The address on our site."""
        if self.kind is QuestionKind.BEGINNING:
            return reverse("meetings:typeahead", query={"q": self.text})
        values = {
            "q": self.text,
            "kommune": self.municipality and slug(self.municipality),
            "udfald": OUTCOME_WORDS[self.outcome] if self.outcome else "",
            "aar": self.year,
            "orden": self.order,
        }
        return reverse("meetings:search", query={name: value for name, value in values.items() if value})


def choose_queries(survey: WordSurvey, years: Sequence[int] = _YEARS) -> list[SearchQuery]:
    """QUERIES distinct searches in random order, the same for the same survey; fewer where a small archive lacks some.

    `years` are those of which the archive has meetings.
    """
    random = Random(SEED)
    words = _WordsByShare(survey, random)
    made: Mapping[QuestionKind, Callable[[], Iterator[SearchQuery]]] = {
        QuestionKind.RARE: lambda: _typed(QuestionKind.RARE, words.rare),
        QuestionKind.COMMON: lambda: _typed(QuestionKind.COMMON, words.common),
        QuestionKind.COMMONEST: lambda: _typed(QuestionKind.COMMONEST, words.commonest),
        QuestionKind.PHRASE: lambda: _typed(QuestionKind.PHRASE, map(_quoted, words.phrases)),
        QuestionKind.PHRASE_OF_COMMON: lambda: _phrases(QuestionKind.PHRASE_OF_COMMON, survey, 2),
        QuestionKind.PHRASE_OF_THREE: lambda: _phrases(QuestionKind.PHRASE_OF_THREE, survey, 3),
        QuestionKind.TWO_WORDS: lambda: _two_words(words, random),
        QuestionKind.FILTERED: lambda: _filtered(words, random, years),
        QuestionKind.BY_DATE: lambda: _by_date(words),
        QuestionKind.PREFIX: lambda: _typed(
            QuestionKind.PREFIX, (f"{word[:LETTERS_OF_PREFIX]}*" for word in words.by_chance)
        ),
        QuestionKind.MISSPELT: lambda: _misspelt_words(words, survey),
        QuestionKind.BEGINNING: lambda: _typed(
            QuestionKind.BEGINNING, (word[:LETTERS_TYPED] for word in words.by_chance)
        ),
    }
    chosen: dict[SearchQuery, None] = {}
    for kind, count in QUERIES_OF_KIND.items():
        distinct = dict.fromkeys(islice(made[kind](), 20 * count))
        chosen.update(dict.fromkeys(islice(distinct, count)))
    queries = list(chosen)
    random.shuffle(queries)
    return queries


class _WordsByShare:
    """The words of a survey by how many items have them, each kind in random order save the commonest."""

    def __init__(self, survey: WordSurvey, random: Random) -> None:
        counts = survey.words
        municipal = sorted(
            {word.lower() for word in MUNICIPAL_WORDS if counts.get(word.lower(), 0) and len(word) >= _SHORTEST},
            key=lambda word: (-counts[word], word),
        )
        others = sorted(word for word in counts if len(word) >= _SHORTEST)
        self.commonest = municipal[:_COMMONEST]
        self.common = _shuffled(municipal[_COMMONEST:], random)
        self.rare = _shuffled([word for word in others if 1 < counts[word] <= RARE_ITEMS], random)
        self.by_chance = _shuffled(municipal, random)
        self.phrases = sorted(SET_PHRASES)


def _shuffled(words: Sequence[str], random: Random) -> list[str]:
    return random.sample(words, len(words))


def _quoted(phrase: str) -> str:
    return f'"{phrase}"'


def _typed(kind: QuestionKind, texts: Iterator[str] | Sequence[str]) -> Iterator[SearchQuery]:
    return (SearchQuery(kind, text) for text in texts)


def _phrases(kind: QuestionKind, survey: WordSurvey, length: int) -> Iterator[SearchQuery]:
    return _typed(kind, map(_quoted, commonest_phrases(survey, length)))


def _two_words(words: _WordsByShare, random: Random) -> Iterator[SearchQuery]:
    """Half of them two common words, half a common and a rare one."""
    common = [*words.commonest, *words.common]
    for place, one in enumerate(cycle(common[: 10 * QUERIES_OF_KIND[QuestionKind.TWO_WORDS]])):
        other = random.choice(words.rare if place % 2 and words.rare else common)
        if one != other:
            yield SearchQuery(QuestionKind.TWO_WORDS, f"{one} {other}")


def _filtered(words: _WordsByShare, random: Random, years: Sequence[int]) -> Iterator[SearchQuery]:
    """Narrowed by a municipality, an outcome, a year, and all three, in turn."""
    for place, word in enumerate(cycle([*words.commonest, *words.common])):
        query = SearchQuery(QuestionKind.FILTERED, word)
        if place % 4 in (0, 3):
            query = replace(query, municipality=random.choice(MUNICIPALITY_NAMES))
        if place % 4 in (1, 3):
            query = replace(query, outcome=random.choice(_OUTCOMES))
        if place % 4 in (2, 3):
            query = replace(query, year=random.choice(years))
        yield query


def _by_date(words: _WordsByShare) -> Iterator[SearchQuery]:
    for place, word in enumerate([*words.commonest, *words.common]):
        yield SearchQuery(QuestionKind.BY_DATE, word, order=OLDEST if place % 2 else NEWEST)


def _misspelt_words(words: _WordsByShare, survey: WordSurvey) -> Iterator[SearchQuery]:
    for word in words.by_chance:
        if len(word) >= _SHORTEST_MISSPELT:
            try:
                yield SearchQuery(QuestionKind.MISSPELT, misspelt(word, survey.words))
            except ValueError:
                continue
