"""Random searches of every kind that a reader can make, of what the archive has, and of some that it has not."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from benchmark.questions import WordSurvey, commonest_words
from meetings.models import Meeting, SearchRow
from meetings.search import facets
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.search.request import NEWEST, OLDEST, RELEVANCE, SearchRequest

SEED = 13
_COMMON_WORDS, _PHRASES = 60, 400
# So many items, spread over the archive, give the facets that searches are narrowed by.
_ITEMS_WITH_FACETS = 200
_LETTERS = (4, 5, 6)


def random_searches(survey: WordSurvey, count: int, seed: int = SEED) -> Iterator[SearchRequest]:
    """So many searches, the same for the same archive and seed. Some find nothing; none is of stop words alone."""
    random = Random(seed)
    texts, narrowings = _Texts(survey, random), _Narrowings(random)
    names = ArchiveNames()
    made = 0
    while made < count:
        query = parse_query(texts.draw(), names)
        first, last = narrowings.period()
        order = random.choice((RELEVANCE, RELEVANCE, NEWEST, OLDEST))
        request = SearchRequest(query, narrowings.facets(), first, last, order)
        if not request.has_no_words:
            made += 1
            yield request


class _Texts:
    """What a reader might type."""

    def __init__(self, survey: WordSurvey, random: Random) -> None:
        self._random = random
        self._common = commonest_words(survey, _COMMON_WORDS)
        self._words = sorted(word for word in survey.words if len(word) > 3)
        common = sorted(survey.common_phrases, key=lambda phrase: (-survey.common_phrases[phrase], phrase))
        self._phrases = [*common[:_PHRASES], *random.sample(common, min(len(common), _PHRASES)), *survey.phrases]
        self._years = list(Meeting.objects.by_year())

    def draw(self) -> str:
        random = self._random
        if random.random() < 0.05:
            return ""
        parts = [self._part()]
        while random.random() < 0.45:
            parts += ["eller"] * (random.random() < 0.3) + ["-" * (random.random() < 0.3) + self._part()]
        return " ".join(parts)

    def _part(self) -> str:
        draw = self._random.choice(
            (
                *4 * (self._word,),
                *3 * (self._phrase,),
                *2 * (self._beginning,),
                self._in_field,
                self._in_title,
                self._time,
                self._nothing_known,
            )
        )
        return draw()

    def _word(self) -> str:
        return self._random.choice(self._common if self._random.random() < 0.65 else self._words)

    def _phrase(self) -> str:
        if self._phrases and self._random.random() < 0.7:
            return f'"{self._random.choice(self._phrases)}"'
        return f'"{" ".join(self._word() for _ in range(self._random.choice((1, 2, 2, 3))))}"'

    def _beginning(self) -> str:
        return f"{self._word()[: self._random.choice(_LETTERS)]}*"

    def _in_title(self) -> str:
        return f"titel:{self._random.choice((self._word, self._phrase, self._beginning))()}"

    def _in_field(self) -> str:
        return self._random.choice(
            (
                f"beslutning:{self._random.choice((self._word, self._phrase))()}",
                "beslutning:godkendt",
                f"kommune:{self._random.choice(('aalborg', 'læsø', 'rebild', 'atlantis'))}",
                f"sag:{self._random.choice(self._years)}",
                f"person:{self._random.choice(('friis', 'gram', 'munk'))}",
            )
        )

    def _time(self) -> str:
        year = self._random.choice(self._years)
        return self._random.choice((f"{year}", f"{year}-{year + 2}", f"juni {year}", f"16. juni {year}"))

    def _nothing_known(self) -> str:
        return self._random.choice(("zebrafink", "drift-reform", '"sundhed zebrafink"'))


class _Narrowings:
    """Facets that items have, and periods that meetings lie in."""

    def __init__(self, random: Random) -> None:
        self._random = random
        keys = SearchRow.objects.order_by("pk").values_list("pk", flat=True)
        chosen = keys[:: max(1, len(keys) // _ITEMS_WITH_FACETS)]
        rows = SearchRow.objects.filter(pk__in=list(chosen)).order_by("pk").values_list("facets", "date")
        self._of_items: list[Sequence[int]] = [
            [*numbers, facets.day_facet(day)] for numbers, day in rows if len(numbers) > 1
        ]
        self._days = sorted({day for _, day in rows})

    def facets(self) -> tuple[int, ...]:
        """None mostly, else one or two that stand together."""
        if self._random.random() < 0.65:
            return ()
        numbers = [number for number in self._random.choice(self._of_items) if number != facets.EVERY_ITEM]
        return tuple(self._random.sample(numbers, min(len(numbers), self._random.choice((1, 1, 2)))))

    def period(self) -> tuple[date | None, date | None]:
        """Open on both sides mostly, else from or to a day, or both."""
        if self._random.random() < 0.7:
            return None, None
        first, last = sorted(self._random.choice(self._days) + timedelta(self._random.randrange(3)) for _ in range(2))
        return self._random.choice(((first, None), (None, last), (first, last)))
