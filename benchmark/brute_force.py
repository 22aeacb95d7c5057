"""What a search has to answer, told by a look at every row one by one, without an index and without months."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from meetings.search import bounds, facets
from meetings.search.answer import SearchAnswer
from meetings.search.query import parse_query
from meetings.search.request import OLDEST, SearchRequest

# What a word is worth in the rest, the recommendation, the decision and the title; what twenty years are worth.
_WEIGHTS = [0.1, 0.25, 0.5, 1.0]
_BONUS_PER_YEAR, _EPOCH = 0.005, date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that a search's index condition lets through: whether it matches, and has one of the words in its title."""

    item_id: int
    day: date
    facets: Sequence[int]
    matches: bool
    is_titled: bool


class RowOverlooked(Exception):
    """A row matches, and the condition that the index is asked does not let it through."""


def read_one_by_one(searches: Sequence[SearchRequest]) -> list[list[Candidate]]:
    """The candidates of each search, newest first or oldest first as it asks.

    All are read at once, in the transaction that is open if one is. Raises RowOverlooked.
    """
    columns, values = list[str](), list[str]()
    for search in searches:
        lexemes = [facets.facet_lexeme(number) for number in search.facets]
        titles = " | ".join(search.query.title_lexemes)
        for tsquery in (search.query.index_condition.tsquery, search.query.tsquery):
            condition = " & ".join(filter(None, (tsquery, *lexemes)))
            columns.append("vector @@ %s::tsquery" if condition else "true")
            values += [condition] if condition else []
        columns.append("vector @@ %s::tsquery" if titles else "false")
        values += [titles] if titles else []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off")
        # The columns are conditions of our own. A vector that is put together anew is read from its place but once.
        cursor.execute(
            f"""
            SELECT item_id, date, facets, ARRAY[{", ".join(columns)}]
            FROM (
                SELECT item_id, date, facets, vector || ''::tsvector AS vector FROM meetings_searchrow OFFSET 0
            ) AS found
            """,
            values,
        )
        rows = cursor.fetchall()
        transaction.set_rollback(True)  # what was set
    return [_candidates(search, place, rows) for place, search in enumerate(searches)]


_Row = tuple[int, date, Sequence[int], Sequence[bool]]


def _candidates(search: SearchRequest, place: int, rows: Sequence[_Row]) -> list[Candidate]:
    found = []
    for item_id, day, numbers, told in rows:
        is_candidate, matches, is_titled = told[3 * place : 3 * place + 3]
        if (is_candidate or matches) and (search.first or day) <= day <= (search.last or day):
            if not is_candidate:
                raise RowOverlooked(f"{item_id} matches {search}")
            found.append(Candidate(item_id, day, numbers, matches, is_titled))
    sign = 1 if search.order == OLDEST else -1
    return sorted(found, key=lambda each: (sign * each.day.toordinal(), each.item_id))


def expected_answer(search: SearchRequest, candidates: Sequence[Candidate]) -> SearchAnswer:
    """The answer that the candidates make, within the bounds; where very many match, their count and not a guess."""
    if search.has_no_words:
        return SearchAnswer()
    is_looked_at = not search.query.index_condition.is_exact
    limit = bounds.MAX_RECHECKED if is_looked_at else bounds.MAX_COUNTED
    is_whole = len(candidates) < limit
    matching = [each for each in candidates if each.matches]
    read = [each for each in candidates[:limit] if each.matches]
    days = Counter(each.day for each in read)
    if days and not is_whole:
        days.pop(max(days) if search.order == OLDEST else min(days))
    counted = Counter(number for each in read for number in each.facets)
    counted.update({facets.day_facet(day): days[day] for day in sorted(days, reverse=True)[: bounds.COUNTED_DAYS]})
    is_counted_out = not is_whole and not is_looked_at
    if is_counted_out:
        counted[facets.EVERY_ITEM] = len(matching)
        years = Counter(facets.year_facet(each.day.year) for each in matching)
        counted.update(years - counted)
    return SearchAnswer(
        count=len(matching) if is_counted_out else len(read),
        item_ids=_expected_order(search, candidates, read),
        facets=counted,
        is_exact=is_whole or is_counted_out,
        faceted=None if is_whole else len(read),
        years_are_exact=is_whole or is_counted_out,
    )


def difference(expected: SearchAnswer, found: SearchAnswer) -> str:
    """How an answer is not what was expected; '' where it is. A guess may be off by a fifth."""
    if found.is_estimate:
        if abs(found.count - expected.count) > 0.2 * expected.count:
            return f"about {found.count:,} were guessed, {expected.count:,} match"
    elif (found.count, found.is_exact, found.years_are_exact) != (
        expected.count,
        expected.is_exact,
        expected.years_are_exact,
    ):
        return f"{found.count:,} were counted, {expected.count:,} match"
    if found.item_ids != expected.item_ids:
        pairs = zip(found.item_ids, expected.item_ids, strict=False)
        place = next((place for place, (one, other) in enumerate(pairs) if one != other), len(found.item_ids))
        return f"the items differ from the place {place} on, of {len(found.item_ids)} and {len(expected.item_ids)}"
    if found.faceted != expected.faceted:
        return f"facets are of {found.faceted}, not of {expected.faceted}"
    if not found.is_estimate and dict(found.facets) != dict(expected.facets):
        numbers = {*found.facets, *expected.facets}
        wrong = [number for number in numbers if found.facets.get(number) != expected.facets.get(number)]
        return f"facets differ: {sorted(wrong)[:5]}"
    return ""


def _expected_order(
    search: SearchRequest, candidates: Sequence[Candidate], read: Sequence[Candidate]
) -> tuple[int, ...]:
    """The keys in the order in which results are shown: those that are ranked, best first, then by date."""
    first = read[: bounds.MAX_RESULTS]
    if not search.is_ranked:
        is_of_case = search.query.is_of_case
        in_order = sorted(first, key=lambda each: is_of_case and facets.FORMALITY in each.facets)
        return tuple(each.item_id for each in in_order)
    titled = [each for each in [each for each in candidates if each.is_titled][: bounds.TITLES_RANKED] if each.matches]
    known = {each.item_id for each in titled}
    filling = [each for each in first if each.item_id not in known][: bounds.RANKED - len(titled)]
    ranked = [*titled, *filling]
    ranks = _ranks(search, [each.item_id for each in ranked])

    def worth(each: Candidate) -> tuple[float, int, int]:
        years = (each.day - _EPOCH).days / 365
        return -ranks[each.item_id] * (1 + _BONUS_PER_YEAR * years), -each.day.toordinal(), each.item_id

    in_ranked = {each.item_id for each in ranked}
    shown = [*sorted(ranked, key=worth), *(each for each in first if each.item_id not in in_ranked)]
    return tuple(each.item_id for each in shown[: bounds.MAX_RESULTS])


def _ranks(search: SearchRequest, item_ids: Sequence[int]) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT item_id, (SELECT sum(ts_rank(%s::real[], vector, one::tsquery, 1)::float8)"
            " FROM unnest(%s::text[]) AS one) FROM meetings_searchrow WHERE item_id = ANY(%s)",
            [_WEIGHTS, list(search.rankings), list(item_ids)],
        )
        return dict(cursor.fetchall())


def telling_words_of_each_item(words: Sequence[str]) -> dict[int, frozenset[str]]:
    """Which of the words each item has, told by a look at every row: what relaxed answers are held against."""
    conditions = [parse_query(word).tsquery for word in words]
    columns = ", ".join(["vector @@ %s::tsquery"] * len(words))
    with connection.cursor() as cursor:
        # The columns are as many placeholders as there are conditions: what is searched for is among the values.
        cursor.execute(f"SELECT item_id, ARRAY[{columns}] FROM meetings_searchrow", conditions)
        return {
            item_id: frozenset(word for word, has_it in zip(words, told, strict=True) if has_it)
            for item_id, told in cursor.fetchall()
        }
