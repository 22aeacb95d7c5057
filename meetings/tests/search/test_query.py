"""What a reader may type into the search box, and what PostgreSQL is asked."""

from collections.abc import Sequence, Set
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.search.clauses import PhraseStep, Term
from meetings.search.query import MAX_LENGTH, MAX_PHRASES, MAX_WORDS, parse_query
from meetings.search.synonyms import SynonymPair

SYNTAX = st.text(alphabet="\"»«„”-|*!&<>():'\\ abåA12.,/\n\x00\u00ad\u200f") | st.lists(
    st.sampled_from(["kvote", "eller", "OR", "|", "-", '"', "»", "«", "og", "it-drift", "SAG-2025-03133", "19.06.2026"])
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("takst", "(takst | Ptakst)", id="a word, or a compound that it is a part of"),
        pytest.param("sundhed", "(sundhed | Psundhed)", id="the word's base form"),
        pytest.param("børn", "(barn | Pbarn)", id="an irregular plural"),
        pytest.param("læg", "(laeg | Plaeg)", id="three letters"),
        pytest.param("laeg", "(laeg | Plaeg)", id="a digraph is a letter"),
        pytest.param("EU", "(eu | Peu)", id="an abbreviation"),
        pytest.param("råd*", "(raad:* | Praad:*)", id="an asterisk makes a short word begin longer ones"),
        pytest.param("e*", "(e | Pe)", id="one letter begins too much: no asterisk"),
        pytest.param("2026", "2026", id="a number is exact"),
        pytest.param("1.779", "1779", id="thousands"),
        pytest.param("CO2", "co2", id="a word with a digit is exact"),
        pytest.param("Kvoter TAKST", "(kvote | Pkvote) & (takst | Ptakst)", id="all words"),
        pytest.param(
            "kvoter,takst;kommune",
            "(kvote | Pkvote) & (takst | Ptakst) & (kommune | Pkommune)",
            id="punctuation parts words",
        ),
        pytest.param("(takst)", "(takst | Ptakst)", id="brackets mean nothing"),
        pytest.param("kvoter og takst", "(kvote | Pkvote) & (takst | Ptakst)", id="stop words are left out"),
    ],
)
def test_words(typed: str, tsquery: str) -> None:
    assert parse_query(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        *(
            pytest.param(f"{opening}de særlige pladser{closing}", "saerlig <1> plads", id=f"quotes {opening}{closing}")
            for opening, closing in ('""', "»«", "«»", "„“", "””", "“”")
        ),
        pytest.param('"pladser og takster"', "plads <2> takst", id="a stop word keeps its distance"),
        pytest.param('"takster"', "takst", id="one word: its inflections only"),
        pytest.param('takst "ny kvote"', "(takst | Ptakst) & ny <1> kvote", id="word and phrase"),
        pytest.param('"ny kvote', "(ny | Pny | nyt | Pnyt) & (kvote | Pkvote)", id="a quote that is never closed"),
        pytest.param('"" takst', "(takst | Ptakst)", id="an empty phrase"),
        pytest.param('"it-drift"', "(it <1> drift | itdrift)", id="a joined word"),
        pytest.param('"19. juni 2026"', "(19 <1> juni <1> 2026 | dato20260619)", id="a date"),
        pytest.param('"mødet 19. juni 2026"', "moede <1> 19 <1> juni <1> 2026", id="a date with a word before it"),
    ],
)
def test_phrases(typed: str, tsquery: str) -> None:
    assert parse_query(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("takst -drift", "(takst | Ptakst) & !((drift | Pdrift))", id="minus excludes"),
        pytest.param("-drift takst", "!((drift | Pdrift)) & (takst | Ptakst)", id="minus first"),
        pytest.param("takst −drift", "(takst | Ptakst) & !((drift | Pdrift))", id="a typographic minus"),
        pytest.param('takst -"ny kvote"', "(takst | Ptakst) & !(ny <1> kvote)", id="minus before a phrase"),
        pytest.param(
            "takst -a,b", "(takst | Ptakst) & !((a | Pa)) & !((b | Pb))", id="minus before words without a space"
        ),
        pytest.param("takst -19.06.2026", "(takst | Ptakst) & !((dato20260619 | F70739786))", id="minus before a date"),
        pytest.param("takst - kommune", "(takst | Ptakst) & (kommune | Pkommune)", id="a dash is no minus"),
        pytest.param("takst -og", "(takst | Ptakst)", id="minus before a stop word"),
        pytest.param("takst eller kommune", "((takst | Ptakst) | (kommune | Pkommune))", id="eller"),
        pytest.param("takst ELLER kommune", "((takst | Ptakst) | (kommune | Pkommune))", id="ELLER"),
        pytest.param("takst OR kommune", "((takst | Ptakst) | (kommune | Pkommune))", id="OR"),
        pytest.param("takst or kommune", "(takst | Ptakst) & (or | Por) & (kommune | Pkommune)", id="or is a word"),
        pytest.param("takst|kommune", "((takst | Ptakst) | (kommune | Pkommune))", id="bar"),
        pytest.param("a eller b eller c", "((a | Pa) | (b | Pb) | (c | Pc))", id="three of which one is enough"),
        pytest.param(
            "a b eller c d", "(a | Pa) & ((b | Pb) | (c | Pc)) & (d | Pd)", id="eller binds tighter than the rest"
        ),
        pytest.param('"a b" eller c', "(a <1> b | (c | Pc))", id="a phrase or a word"),
        pytest.param("a eller og b", "((a | Pa) | (b | Pb))", id="a stop word within a choice"),
        pytest.param("eller a", "(a | Pa)", id="eller first"),
        pytest.param("a eller", "(a | Pa)", id="eller last"),
        pytest.param("a eller | OR b", "((a | Pa) | (b | Pb))", id="several in a row"),
        pytest.param(
            "a -venteliste",
            "(a | Pa) & !((venteliste | Pventeliste | ventelist | Pventelist | ventelisten | Pventelisten))",
            id="what is excluded, in its forms",
        ),
        pytest.param("a -kritik", "(a | Pa) & !((kritik | Pkritik))", id="not others of its stem"),
        pytest.param("a -b eller c", "(a | Pa) & !((b | Pb)) & (c | Pc)", id="no choice with what is excluded"),
        pytest.param("a eller -b", "(a | Pa) & !((b | Pb))", id="minus after eller"),
        pytest.param("a eller -b c", "(a | Pa) & !((b | Pb)) & (c | Pc)", id="minus ends a choice"),
    ],
)
def test_operators(typed: str, tsquery: str) -> None:
    assert parse_query(typed).tsquery == tsquery


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("SAG-2025-03133", "sag202503133:*", id="whole"),
        pytest.param("sag 2025 03133", "(2025 <1> 03133 | 202503133:* | 25 <1> 03133 | 2503133:*)", id="with spaces"),
        pytest.param(
            "Sagsnr. 2025-03133", "(2025 <1> 03133 | 202503133:* | 25 <1> 03133 | 2503133:*)", id="after Sagsnr."
        ),
        pytest.param("SAG-2025-031", "sag2025031:*", id="beginning"),
        pytest.param("SAG-2025", "(sag <1> 2025 | sag2025:*)", id="year"),
        pytest.param("2025-03133", "(2025 <1> 03133 | 202503133:* | 25 <1> 03133 | 2503133:*)", id="bare"),
        pytest.param("22/10/25", "dato20251022", id="a date with slashes and two figures"),
        pytest.param("7/5-25", "dato20250507", id="with a slash and a hyphen"),
        pytest.param("32/10/25", "(32 <1> 10 <1> 25 | 321025:*)", id="no date"),
        pytest.param("03133", "03133", id="last part"),
        pytest.param("19/3143", "(2019 <1> 3143 | 20193143:* | 19 <1> 3143 | 193143:*)", id="another council's"),
        pytest.param("19. juni 2026", "dato20260619", id="date"),
        pytest.param("2026-06-19 takst", "(dato20260619 | F70739786) & (takst | Ptakst)", id="date and word"),
        pytest.param("31-02-2026", "(31 <1> 02 <1> 2026 | 31022026:*)", id="no such day"),
        pytest.param("3.6", "(3 <1> 6 | 3punkt6)", id="item number"),
        pytest.param("it-drift", "(it <1> (drift | Pdrift) | (itdrift | Pitdrift))", id="joined word"),
        pytest.param("A/S", "(a <1> (s | Ps) | (as | Pas))", id="short joined word"),
    ],
)
def test_numbers_dates_and_joined_words(typed: str, tsquery: str) -> None:
    assert parse_query(typed).tsquery == tsquery


class SmallArchive:
    """Meetings in three years, one municipality, one person."""

    def years(self) -> Set[int]:
        return {2024, 2025, 2026}

    def municipality_key(self, name: str) -> int | None:
        return 7 if name.casefold() in {"aalborg", "ålborg"} else None

    def councils_of(self, name: str) -> Sequence[int]:
        return ()

    def person_names(self, text: str) -> Sequence[str]:
        return ["Jens Greth"] if text.casefold() == "greth" else []

    def synonyms(self) -> tuple[SynonymPair, ...]:
        return (SynonymPair("DEB", "Danmarks Erhvervsfremmebestyrelse"),)


@pytest.mark.parametrize(
    ("typed", "tsquery", "labels"),
    [
        pytest.param("titel:kvoter", "Tkvote", ["I overskriften: kvoter"], id="in the title, parts among it"),
        pytest.param(
            'titel:"nye kvoter"', "ny:A <1> kvote:A", ["I overskriften: nye kvoter"], id="a phrase in the title"
        ),
        pytest.param(
            "Beslutning: kvoter", "Bkvote", ["I beslutningen: kvoter"], id="in the decision, a capital, a blank"
        ),
        pytest.param("person:greth", "(greth | jens <1> greth)", ["Person: greth"], id="a person by all of the names"),
        pytest.param("person:olsen", "olsen", ["Person: olsen"], id="a person that the archive does not know"),
        pytest.param("kommune:Ålborg", "F50000007", ["Kommune: Ålborg"], id="a municipality"),
        pytest.param("kommune:Xby", "(xby | Pxby)", ["Kommune: Xby"], id="no municipality: the word"),
        pytest.param("sag:03133", "S03133:*", ["Sag: 03133"], id="a case by the end of its number"),
        pytest.param("sag:SAG-2025-03133", "Ssag202503133:*", ["Sag: SAG-2025-03133"], id="a case by its number"),
        pytest.param("2025", "(2025 | F10002025)", ["2025"], id="a year with meetings, or the number"),
        pytest.param("2032", "2032", [], id="a year without meetings is a number"),
        pytest.param("juni 2025", "(juni <1> 2025 | F80024305)", ["juni 2025"], id="a month"),
        pytest.param("2024-2026", "(2024 <1> 2026 | F10002024 | F10002025 | F10002026)", ["2024–2026"], id="years"),
        pytest.param("2024 til 2025", "(2024 <1> 2025 | F10002024 | F10002025)", ["2024–2025"], id="years in words"),
        pytest.param("titel:", "(titel | Ptitel)", [], id="a field without a word is a word"),
    ],
)
def test_fields_and_times_narrow(typed: str, tsquery: str, labels: list[str]) -> None:
    query = parse_query(typed, SmallArchive())
    assert query.tsquery == tsquery
    assert [each.label for each in query.narrowings] == labels


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("kvoter titel:havn 2025", "kvoter 2025", id="a field in the middle"),
        pytest.param("kommune:Aalborg kvoter", "kvoter", id="a field at the beginning"),
        pytest.param("kvoter juni 2025", "kvoter", id="a month"),
        pytest.param("SAG-2025-03133 2025", "SAG-2025-03133", id="a year that stands in a number before"),
        pytest.param("kvoter 19/6 2026", "kvoter", id="a date"),
        pytest.param('kvoter beslutning: "ny havn"', "kvoter", id="a phrase in a field, after a space"),
    ],
)
def test_what_narrows_can_be_taken_away(typed: str, left: str) -> None:
    query = parse_query(typed, SmallArchive())
    assert query.without(query.narrowings[0]) == left


@pytest.mark.parametrize("typed", ["-titel:kvote havn", "-2025 havn", "-kommune:Aalborg havn", "-19.06.2026 havn"])
def test_what_is_excluded_narrows_nothing(typed: str) -> None:
    assert parse_query(typed, SmallArchive()).narrowings == ()


def test_municipalities_that_the_archive_does_not_know_are_named() -> None:
    assert parse_query("kommune:Xby kommune:Aalborg", SmallArchive()).unknown_municipalities == ("Xby",)


@pytest.mark.parametrize(
    ("typed", "ranking"),
    [
        pytest.param("kvote kommune:Aalborg", "(kvote | Pkvote)", id="a municipality is no word to rank by"),
        pytest.param("kommune:Aalborg", "", id="a municipality alone"),
        pytest.param("kvote -havn", "(kvote | Pkvote)", id="what is excluded"),
    ],
)
def test_words_rank_what_is_found(typed: str, ranking: str) -> None:
    assert parse_query(typed, SmallArchive()).ranking == ranking


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param("kvote", "Tkvote", id="a word in the title is a match"),
        pytest.param("kvote eller havn", "(Tkvote | Thavn)", id="either of two is"),
        pytest.param("titel:kvote", "Tkvote", id="and what is asked of titles alone"),
        pytest.param("kvote -havn", "(Tkvote & !((havn | Phavn)))", id="what is excluded is asked"),
        pytest.param(
            "kvote havn", "((Tkvote | Thavn) & (kvote | Pkvote) & (havn | Phavn))", id="of two words both are"
        ),
        pytest.param('"kvote"', "(Tkvote & kvote)", id="in quotation marks it is no part of a compound"),
        pytest.param('"ny kvote"', "(Tny & QnyXkvote)", id="one word of a phrase is not enough"),
        pytest.param("beslutning:kvote", "(Tkvote & Bkvote)", id="nor one of another field"),
    ],
)
def test_what_the_index_is_asked_of_titles(typed: str, tsquery: str) -> None:
    assert parse_query(typed).title_condition.tsquery == tsquery


@pytest.mark.parametrize("typed", ["-19.06.2026", "19.06.2026 20.06.2026", '"19.06.2026"', "2026", "juni 2026"])
def test_is_no_date_alone(typed: str) -> None:
    assert parse_query(typed, SmallArchive()).day is None


@given(st.text() | SYNTAX, st.sampled_from(["titel:{}", "kommune:{}", "person:{}", "sag:{}", "2025 {}", "-{}", "{}"]))
@example("\u202ekvote\u202c", "{}")
@example("x" * 100_000, "titel:{}")
@example("\x00", "titel:{}")
@example('"', 'titel:"{}')
@example("'); DROP TABLE meetings; --", "person:{}")
def test_whatever_is_typed_is_understood_within_bounds(typed: str, form: str) -> None:
    query = parse_query(form.format(typed), SmallArchive())
    assert len(query.text) <= MAX_LENGTH
    assert sum(len(term.alternatives[0]) for clause in query.clauses for term in clause.terms) <= MAX_WORDS
    assert set("\u00ad\u200b\u200f\u202a\u202e\u2060\ufeff\x00\ud800").isdisjoint(query.text)
    for part in query.narrowings:
        assert len(query.without(part)) < len(query.text)


def test_a_date_alone_is_what_mentions_it_or_the_meeting() -> None:
    query = parse_query("19.06.2026", SmallArchive())
    assert query.day == date(2026, 6, 19)
    assert (query.tsquery, query.for_its_meeting().tsquery) == ("dato20260619", "F70739786")
    assert parse_query("19.06.2026 kvoter", SmallArchive()).day is None


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        pytest.param(
            "DEB", "((deb | Pdeb) | danmark <1> (erhvervsfremmebestyrelse | Perhvervsfremmebestyrelse))", id="DEB"
        ),
        pytest.param(
            "danmarks erhvervsfremmebestyrelse",
            "((danmark | Pdanmark) | (deb | Pdeb)) & "
            "((erhvervsfremmebestyrelse | Perhvervsfremmebestyrelse) | (deb | Pdeb))",
            id="each word of the meaning, or DEB",
        ),
        pytest.param('"DEB"', "deb", id="not in quotation marks"),
        pytest.param("kvote -DEB", "(kvote | Pkvote) & !((deb | Pdeb))", id="not what is excluded"),
    ],
)
def test_words_are_widened_by_what_they_stand_for(typed: str, tsquery: str) -> None:
    query = parse_query(typed, SmallArchive())
    assert query.tsquery == tsquery
    assert bool(query.synonyms) == (typed.casefold() in {"deb", "danmarks erhvervsfremmebestyrelse"})


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
    query = parse_query(typed)
    assert (query.is_empty, query.only_stop_words, query.only_negative) == (True, False, False)


@pytest.mark.parametrize("typed", ["vi ikke den", '"vi ikke den"'])
def test_only_stop_words(typed: str) -> None:
    query = parse_query(typed)
    assert query.is_empty
    assert query.only_stop_words
    assert query.stop_words == ("vi", "ikke", "den")


def test_only_negative() -> None:
    query = parse_query("-reform og")
    assert query.is_empty
    assert query.only_negative
    assert not query.only_stop_words


def test_ignored_words_are_named_once_as_typed() -> None:
    assert parse_query('Den kvote og "og takst" den og').stop_words == ("Den", "og", "den")


def test_terms_are_what_is_searched_for() -> None:
    assert parse_query("kvote eller it-drift -takst").terms == (
        Term("kvote", ((PhraseStep("kvote", parts=True),),)),
        Term("it-drift", ((PhraseStep("it"), PhraseStep("drift", parts=True)), (PhraseStep("itdrift", parts=True),))),
    )


def test_text_is_shown_without_what_cannot_be_seen() -> None:
    assert parse_query("  kvote\x00\n\u200ftak\u00adst\ud800 it\u2011drift ").text == "kvote takst it-drift"


def test_long_text_is_cut_between_words() -> None:
    query = parse_query("kvote " * 100)
    assert query.truncated
    assert len(query.text) <= MAX_LENGTH
    assert query.text.endswith(" kvote")


def test_long_word_is_cut() -> None:
    query = parse_query("x" * 100_000)
    assert query.truncated
    assert len(query.text) == MAX_LENGTH


def test_words_are_bounded() -> None:
    query = parse_query("ø " * (MAX_WORDS + 1))
    assert query.truncated
    assert query.tsquery.count("Poe") == MAX_WORDS
    assert not parse_query("ø " * MAX_WORDS).truncated


def test_phrases_are_bounded() -> None:
    query = parse_query('"a b" ' * (MAX_PHRASES + 1) + "c")
    assert query.truncated
    assert query.tsquery.count("<1>") == MAX_PHRASES
    assert query.tsquery.endswith("& (c | Pc)")
    assert not parse_query('"a b" ' * MAX_PHRASES).truncated


def test_phrase_of_too_many_words_is_cut() -> None:
    query = parse_query(f'"{"ø " * (MAX_WORDS + 1)}"')
    assert query.truncated
    assert query.tsquery.count("oe") == MAX_WORDS


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | SYNTAX)
@example("x" * 100_000)
@example("\u202e\u200fkvote\u202c")
@example("kvote\x00'")
@example('titel:"kvote -titel:( | beslutning:!kvote')
@example("2025 juni 2025 2023-2026 19.06.2026 sag:' person:& kommune:|")
@example("'); DROP TABLE meetings; --")
@example("a <-> b & !(c:*AB | 'd')")
def test_postgresql_takes_whatever_is_typed(typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(%s::tsquery)", [parse_query(typed, SmallArchive()).tsquery])
        assert cursor.fetchone()[0] <= 200
