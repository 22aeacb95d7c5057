"""What search stores of the texts of an item."""

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.search import facets
from meetings.search.facets import IN_TITLE
from meetings.search.vector import MAX_POSITION, MAX_POSITIONS, SearchedText, plain_words, search_vector

texts_of_items = st.lists(
    st.builds(SearchedText, st.text(), st.sampled_from(["A", "B", "C", "D"]), st.sampled_from(["", "T", "B"]))
)


def stored(vector: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [vector])
        return str(cursor.fetchone()[0])


def finds(vector: str, tsquery: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, tsquery])
        return bool(cursor.fetchone()[0])


def test_lexemes_carry_positions_and_the_weight_of_their_part() -> None:
    assert (
        search_vector([SearchedText("Kvoter for flygtninge", "A"), SearchedText("Kvoter", "D")])
        == "'flygtning':3A 'kvote':1A,28D"
    )


def test_stop_words_are_left_out_but_keep_their_place() -> None:
    assert search_vector([SearchedText("den og en kvote", "B")]) == "'kvote':4B"


def test_aliases_stand_where_the_joined_word_begins() -> None:
    assert search_vector([SearchedText("it-drift", "C")]) == "'QitXdrift' 'drift':2C 'it':1C 'itdrift':1C"


def test_parts_of_compounds_count_one_step_less_and_stand_where_the_word_stands() -> None:
    assert search_vector([SearchedText("Flygtningekvoter", "A")]) == "'Pflygtning':1B 'Pkvote':1B 'flygtningekvote':1A"


def test_what_can_be_asked_for_in_a_field_is_there_besides_words_and_parts_alike() -> None:
    vector = search_vector([SearchedText("Flygtningekvoter", "A", IN_TITLE)])
    assert vector.split()[2:5] == ["'Tflygtning'", "'Tflygtningekvote'", "'Tkvote'"]


def test_facets_have_no_place() -> None:
    assert search_vector([], [facets.EVERY_ITEM, facets.year_facet(2026)]) == "'F0' 'F10002026'"


@pytest.mark.parametrize(
    "parts", [pytest.param([], id="no part"), pytest.param([SearchedText("", "A")], id="empty part")]
)
def test_nothing_gives_an_empty_vector(parts: list[SearchedText]) -> None:
    assert search_vector(parts) == ""


@pytest.mark.django_db
def test_phrase_does_not_run_over_from_part_to_part() -> None:
    vector = search_vector([SearchedText("drift", "A"), SearchedText("kvote", "B")])
    assert finds(vector, "drift & kvote")
    assert not any(finds(vector, f"drift <{distance}> kvote") for distance in range(1, 24))


@pytest.mark.django_db
def test_word_beyond_the_last_position_is_found() -> None:
    vector = search_vector([SearchedText("budget " * 2 * MAX_POSITION + "kvote", "A")])
    assert finds(vector, "kvote")
    assert re.search(rf"'kvote':{MAX_POSITION}A", stored(vector))


def test_common_word_keeps_its_first_positions() -> None:
    positions = search_vector([SearchedText("budget " * 2 * MAX_POSITIONS, "A")]).split(":")[1].split(",")
    assert len(positions) == MAX_POSITIONS
    assert positions[-1] == f"{MAX_POSITIONS}A"


def test_heavier_weight_wins_where_positions_are_cut() -> None:
    long_part = "budget " * (MAX_POSITION + 1)
    assert "'kvote':16383A" in search_vector([SearchedText(long_part + "kvote", "D"), SearchedText("kvote", "A")])


@pytest.mark.django_db
def test_vector_larger_than_postgresql_takes_is_cut_to_its_beginning() -> None:
    distinct_words = " ".join(f"budgetpost{number}" for number in range(60_000))
    vector = search_vector([SearchedText(distinct_words, "A"), SearchedText("kvote", "B")])
    assert finds(vector, "budgetpost0")
    assert not finds(vector, "budgetpost59999")


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts_of_items)
def test_postgresql_stores_the_vector_as_it_is(parts: list[SearchedText]) -> None:
    vector = search_vector(parts)
    assert stored(vector) == vector.replace("D", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kvoter KVOTER", {"kvoter"}, id="lower case, once"),
        pytest.param("EU-kulturhovedstad", {"eu-kulturhovedstad", "kulturhovedstad"}, id="whole and parts"),
        pytest.param("kom\u00admune", {"kommune"}, id="soft hyphen"),
        pytest.param("lære\u2011plads", {"lære-plads", "lære", "plads"}, id="hyphen that does not break"),
        pytest.param("A\u030alborg", {"ålborg"}, id="decomposed letters"),
        pytest.param("ø by råd", set(), id="too short"),
        pytest.param("x" * 41, set(), id="too long"),
        pytest.param("CO2Vision 2026 03133", set(), id="digits"),
        pytest.param("hvordan været", set(), id="stop words"),
        pytest.param("børne- og ungeområdet", {"ungeområdet"}, id="a stub before a hyphen is no word"),
    ],
)
def test_vocabulary(text: str, expected: set[str]) -> None:
    assert plain_words([SearchedText(text, "A")]) == expected


def test_vocabulary_is_that_of_all_parts() -> None:
    assert plain_words([SearchedText("kvote", "A"), SearchedText("takst", "D")]) == {"kvote", "takst"}
