"""Random searches answered and compared with brute force, while an editor saves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from benchmark.brute_force import RowOverlooked, difference, expected_answer, read_one_by_one
from benchmark.questions import WordSurvey
from benchmark.random_searches import random_searches
from benchmark.saving import editor_saving
from meetings.models import AgendaItem
from meetings.search.answer import SearchAnswer, answer_search
from meetings.search.facets import facet_lexeme
from meetings.search.request import SearchRequest

# So many searches are read for at once: each more costs memory, and a look at the rows less.
_SEARCHES_AT_A_TIME = 20
_EDITED_ITEMS = 200


@dataclass(frozen=True)
class AnswerChecks:
    """How many answers were compared, and what was wrong.

    `bounded` is how many answers met a bound, `empty` how many searches found nothing, `saves` how often an item was
    saved meanwhile.
    """

    count: int
    bounded: int
    empty: int
    saves: int
    wrong: tuple[str, ...]


def check_answers(survey: WordSurvey, count: int, log: Callable[[str], None]) -> AnswerChecks:
    """So many random searches, compared with brute force; what is wrong is logged at once."""
    searches = list(random_searches(survey, count))
    edited = list(AgendaItem.objects.order_by("-pk").values_list("pk", flat=True)[:_EDITED_ITEMS])
    bounded = empty = 0
    wrong: list[str] = []
    with editor_saving(edited) as saves:
        for start in range(0, count, _SEARCHES_AT_A_TIME):
            for search, found, told in _checked(searches[start : start + _SEARCHES_AT_A_TIME]):
                bounded += found.faceted is not None
                empty += not found.count
                if told:
                    wrong.append(f"{_described(search)}: {told}")
                    log(wrong[-1])
            log(f"{min(start + _SEARCHES_AT_A_TIME, count):,} answers compared, {len(wrong)} wrong")
    return AnswerChecks(count, bounded, empty, len(saves.milliseconds), tuple(wrong))


def _checked(searches: Sequence[SearchRequest]) -> list[tuple[SearchRequest, SearchAnswer, str]]:
    """Each search, its answer, and what is wrong with it: of one moment, whatever is saved meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        answers = [answer_search(search) for search in searches]
        try:
            read = read_one_by_one(searches)
        except RowOverlooked as overlooked:
            return [(search, found, str(overlooked)) for search, found in zip(searches, answers, strict=True)]
        expected = [expected_answer(search, rows) for search, rows in zip(searches, read, strict=True)]
    return [
        (search, found, difference(wanted, found))
        for search, found, wanted in zip(searches, answers, expected, strict=True)
    ]


def _described(search: SearchRequest) -> str:
    narrowed = [*map(facet_lexeme, search.facets), *(str(day) for day in (search.first, search.last) if day)]
    return f"{search.query.text!r} {search.order} {' '.join(narrowed)}".rstrip()
