"""What a reader may type into the search box, and what PostgreSQL is asked."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.search.query import MAX_LENGTH, MAX_PHRASES, MAX_WORDS, Step, Term, parse

SYNTAX = st.text(alphabet="\"»«„”-|*!&<>():'\\ abåA12.,/\n\x00\u00ad\u200f") | st.lists(
    st.sampled_from(["kvote", "eller", "OR", "|", "-", '"', "»", "«", "og", "it-drift", "SAG-2025-03133", "19.06.2026"])
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("takst", "takst:*", id="a word begins longer ones"),
        pytest.param("sundhed", "(sund | sundhed:*)", id="the word's inflections, or words that begin like it"),
        pytest.param("børn", "(barn | boern:*)", id="an irregular plural"),
        pytest.param("læg", "laeg", id="three letters are exact, however they are spelled"),
        pytest.param("laeg", "laeg", id="a digraph counts as one letter"),
        pytest.param("EU", "eu", id="an abbreviation is exact"),
        pytest.param("råd*", "raad:*", id="an asterisk makes a short word begin longer ones"),
        pytest.param("e*", "e", id="one letter begins too much"),
        pytest.param("2026", "2026", id="a number is exact"),
        pytest.param("1.779", "1779", id="thousands"),
        pytest.param("CO2", "co2", id="a word with a digit is exact"),
        pytest.param("Kvoter TAKST", "kvot:* & takst:*", id="all words"),
        pytest.param("kvoter,takst;drift", "(kvot:* & takst:* & drift:*)", id="punctuation parts words"),
        pytest.param("(takst)", "takst:*", id="brackets mean nothing"),
        pytest.param("kvoter og takst", "kvot:* & takst:*", id="stop words are left out"),
    ],
)
def test_words(typed: str, tsquery: str) -> None:
    assert parse(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        *(
            pytest.param(f"{opening}de særlige pladser{closing}", "saer <1> plad", id=f"quotes {opening}{closing}")
            for opening, closing in ('""', "»«", "«»", "„“", "””", "“”")
        ),
        pytest.param('"pladser og takster"', "plad <2> takst", id="a stop word keeps its distance"),
        pytest.param('"takster"', "takst", id="one word: its inflections only"),
        pytest.param('takst "ny kvote"', "takst:* & ny <1> kvot", id="word and phrase"),
        pytest.param('"ny kvote', "ny & (kvot | kvote:*)", id="a quote that is never closed"),
        pytest.param('"" takst', "takst:*", id="an empty phrase"),
        pytest.param('"it-drift"', "(it <1> drift | itdrift)", id="a joined word"),
        pytest.param('"19. juni 2026"', "(19 <1> juni <1> 2026 | dato20260619)", id="a date"),
        pytest.param('"mødet 19. juni 2026"', "moed <1> 19 <1> juni <1> 2026", id="a date with a word before it"),
    ],
)
def test_phrases(typed: str, tsquery: str) -> None:
    assert parse(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("takst -drift", "takst:* & !(drift:*)", id="minus excludes"),
        pytest.param("-drift takst", "takst:* & !(drift:*)", id="minus first"),
        pytest.param("takst −drift", "takst:* & !(drift:*)", id="a typographic minus"),
        pytest.param('takst -"ny kvote"', "takst:* & !(ny <1> kvot)", id="minus before a phrase"),
        pytest.param("takst -a,b", "takst:* & !((a & b))", id="minus before words without a space"),
        pytest.param("takst -19.06.2026", "takst:* & !(dato20260619)", id="minus before a date"),
        pytest.param("takst - drift", "takst:* & drift:*", id="a dash is no minus"),
        pytest.param("takst -og", "takst:*", id="minus before a stop word"),
        pytest.param("takst eller drift", "(takst:* | drift:*)", id="eller"),
        pytest.param("takst ELLER drift", "(takst:* | drift:*)", id="ELLER"),
        pytest.param("takst OR drift", "(takst:* | drift:*)", id="OR"),
        pytest.param("takst or drift", "takst:* & or & drift:*", id="or is a word"),
        pytest.param("takst|drift", "(takst:* | drift:*)", id="bar"),
        pytest.param("a eller b eller c", "(a | b | c)", id="three of which one is enough"),
        pytest.param("a b eller c d", "a & (b | c) & d", id="eller binds tighter than the rest"),
        pytest.param('"a b" eller c', "(a <1> b | c)", id="a phrase or a word"),
        pytest.param("a eller og b", "(a | b)", id="a stop word within a choice"),
        pytest.param("eller a", "a", id="eller first"),
        pytest.param("a eller", "a", id="eller last"),
        pytest.param("a eller | OR b", "(a | b)", id="several in a row"),
        pytest.param("a -b eller c", "a & c & !(b)", id="no choice with what is excluded"),
        pytest.param("a eller -b", "a & !(b)", id="minus after eller"),
        pytest.param("a eller -b c", "a & c & !(b)", id="minus ends a choice"),
    ],
)
def test_operators(typed: str, tsquery: str) -> None:
    assert parse(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("SAG-2025-03133", "sag202503133:*", id="whole"),
        pytest.param("sag 2025 03133", "sag202503133:*", id="with spaces"),
        pytest.param("Sagsnr. 2025-03133", "sag202503133:*", id="after Sagsnr."),
        pytest.param("SAG-2025-031", "sag2025031:*", id="beginning"),
        pytest.param("SAG-2025", "(sag <1> 2025 | sag2025:*)", id="year"),
        pytest.param("2025-03133", "(2025 <1> 03133 | 202503133:*)", id="without the prefix"),
        pytest.param("03133", "03133", id="last part"),
        pytest.param("19/3143", "(19 <1> 3143 | 193143:*)", id="another council's"),
        pytest.param("19. juni 2026", "dato20260619", id="date"),
        pytest.param("2026-06-19 takst", "dato20260619 & takst:*", id="date and word"),
        pytest.param("31-02-2026", "(31 <1> 02 <1> 2026 | 31022026:*)", id="no such day"),
        pytest.param("3.6", "(3 <1> 6 | 3punkt6)", id="item number"),
        pytest.param("it-drift", "(it <1> drift:* | itdrift:*)", id="joined word"),
        pytest.param("A/S", "(a <1> s | as)", id="short joined word"),
    ],
)
def test_numbers_dates_and_joined_words(typed: str, tsquery: str) -> None:
    assert parse(typed).tsquery == tsquery


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t", id="space"),
        pytest.param('"', id="a quote"),
        pytest.param("- | & ! <-> () :* '", id="operators"),
        pytest.param("\x00\u200f\ud800", id="NUL, a mark of direction, half a character"),
        pytest.param("eller OR |", id="or only"),
    ],
)
def test_nothing_to_search_for(typed: str) -> None:
    query = parse(typed)
    assert (query.is_empty, query.only_stop_words, query.only_negative) == (True, False, False)


@pytest.mark.parametrize("typed", ["vi ikke den", '"vi ikke den"'])
def test_only_stop_words(typed: str) -> None:
    query = parse(typed)
    assert query.is_empty
    assert query.only_stop_words
    assert query.ignored == ("vi", "ikke", "den")


def test_only_negative() -> None:
    query = parse("-reform og")
    assert query.is_empty
    assert query.only_negative
    assert not query.only_stop_words


def test_ignored_words_are_named_once_as_typed() -> None:
    assert parse('Den kvote og "og takst" den og').ignored == ("Den", "og", "den")


def test_terms_are_what_is_searched_for() -> None:
    assert parse("kvote eller it-drift -takst").terms == (
        Term("kvote", ((Step("kvot", "kvote"),),)),
        Term("it-drift", ((Step("it"), Step("drift", "drift")), (Step("itdrift", "itdrift"),))),
    )


def test_text_is_shown_without_what_cannot_be_seen() -> None:
    assert parse("  kvote\x00\n\u200ftak\u00adst\ud800 it\u2011drift ").text == "kvote takst it-drift"


def test_long_text_is_cut_between_words() -> None:
    query = parse("kvote " * 100)
    assert query.truncated
    assert len(query.text) <= MAX_LENGTH
    assert query.text.endswith(" kvote")


def test_long_word_is_cut() -> None:
    query = parse("x" * 100_000)
    assert query.truncated
    assert len(query.text) == MAX_LENGTH


def test_words_are_bounded() -> None:
    query = parse("ø " * (MAX_WORDS + 1))
    assert query.truncated
    assert query.tsquery.count("oe") == MAX_WORDS
    assert not parse("ø " * MAX_WORDS).truncated


def test_phrases_are_bounded() -> None:
    query = parse('"a b" ' * (MAX_PHRASES + 1) + "c")
    assert query.truncated
    assert query.tsquery.count("<1>") == MAX_PHRASES
    assert query.tsquery.endswith("& c")
    assert not parse('"a b" ' * MAX_PHRASES).truncated


def test_phrase_of_too_many_words_is_cut() -> None:
    query = parse(f'"{"ø " * (MAX_WORDS + 1)}"')
    assert query.truncated
    assert query.tsquery.count("oe") == MAX_WORDS


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | SYNTAX)
@example("x" * 100_000)
@example("'); DROP TABLE meetings; --")
@example("a <-> b & !(c:*AB | 'd')")
def test_postgresql_takes_whatever_is_typed(typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(%s::tsquery)", [parse(typed).tsquery])
        assert cursor.fetchone()[0] <= 200
