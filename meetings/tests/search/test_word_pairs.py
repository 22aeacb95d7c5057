"""Sets for phrases: which pairs of words an item has, and that a set holds no item too few."""

from collections.abc import Collection
from datetime import date
from itertools import product

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import AgendaItem, CommonLexeme, CommonPair, RarePairs
from meetings.search_numbers import number_rows
from meetings.tests import factories
from meetings.word_pairs import WordPair, own_sets_of, shared_sets_of

pytestmark = pytest.mark.django_db

TEXTS = ["kvote og havn", "kvote havn", "havn kvote", "kvote budget havn", "kvote ny havn", "Havnereform"]


def number(texts: Collection[str], common_from: int = 1) -> None:
    for place, text in enumerate(texts):
        factories.make_item("Sag", f"1.{place}", date(2020, 1, 1 + place), presentation=text)
    number_rows(numbered_from=1, common_from=common_from)


def numbers_of(pair: WordPair) -> list[int]:
    """The numbers in the pair's own set."""
    with connection.cursor() as cursor:
        return list(own_sets_of(cursor, [pair]).get(pair, []))


def shared_numbers_of(pair: WordPair) -> list[int]:
    with connection.cursor() as cursor:
        return list(shared_sets_of(cursor, [pair])[pair])


def where_it_stands(pair: WordPair) -> list[int]:
    """The numbers of the items in which PostgreSQL finds the pair."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id)"
            " WHERE vector @@ %s::tsquery ORDER BY number",
            [f"{pair.first} <{pair.distance}> {pair.second}"],
        )
        return [number for (number,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("pair", "numbers"),
    [
        pytest.param(WordPair("kvote", "havn", 1), [1], id="the next word"),
        pytest.param(WordPair("kvote", "havn", 2), [0, 3, 4], id="a word between, or one that is not looked for"),
        pytest.param(WordPair("havn", "kvote", 1), [2], id="the other way round"),
        pytest.param(WordPair("kvote", "budget", 1), [3], id="a pair within three words"),
        pytest.param(WordPair("budget", "kvote", 1), [], id="a pair that nobody wrote"),
    ],
)
def test_a_pair_has_the_numbers_of_the_items_where_it_stands(pair: WordPair, numbers: list[int]) -> None:
    number(TEXTS)
    assert numbers_of(pair) == numbers


def test_rare_pairs_share_sets() -> None:
    number([*TEXTS, "kvote havn", "ny kvote havn"], common_from=3)
    assert numbers_of(WordPair("kvote", "havn", 1)) == [1, 6, 7]
    rare = WordPair("havn", "kvote", 1)
    assert not numbers_of(rare)
    assert 2 in shared_numbers_of(rare)


def test_a_pair_may_end_in_a_part_of_a_compound() -> None:
    number(["Om en havnereform", "En ny havnereform", "Havnereform om"])
    assert numbers_of(WordPair("ny", "Preform", 1)) == [1]
    assert not CommonPair.objects.filter(pair__startswith="P").exists()


def test_numbering_anew_leaves_no_pair_behind() -> None:
    number(TEXTS)
    pairs = set(CommonPair.objects.values_list("pair", flat=True))
    assert pairs
    number_rows(numbered_from=1, common_from=1)
    assert set(CommonPair.objects.values_list("pair", flat=True)) == pairs
    number_rows(numbered_from=1_000)
    assert not CommonPair.objects.exists()
    assert not RarePairs.objects.exists()


@given(
    texts=st.lists(
        st.lists(st.sampled_from(["kvote", "havn", "og", "ny", "havnereform"]), max_size=6).map(" ".join), max_size=6
    )
)
def test_what_has_a_pair_is_in_its_set(texts: list[str]) -> None:
    AgendaItem.objects.all().delete()
    number(texts, common_from=2)
    words = set(CommonLexeme.objects.values_list("lexeme", flat=True)) & {"kvote", "havn", "ny", "Preform"}
    for first, second, distance in product(words - {"Preform"}, words, (1, 2)):
        pair = WordPair(first, second, distance)
        standing = where_it_stands(pair)
        if len(standing) >= 2:
            assert numbers_of(pair) == standing
        assert set(standing) <= {*numbers_of(pair), *shared_numbers_of(pair)}
