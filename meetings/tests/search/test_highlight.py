"""What is marked in the texts that a search finds, and which passage of them is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish.lexemes import is_stop_word
from meetings.danish.tokens import tokenize
from meetings.search.clauses import Term
from meetings.search.highlight import HighlightedSegment, count_marks, highlight, snippet
from meetings.search.query import parse_query

QUERIES = st.sampled_from(["kvote", "a b", '"kvote for"', "it-drift", "e* 1", "19.06.2026"])
TEXTS = st.text() | st.lists(
    st.sampled_from(["kvoter", "for", "it-drift", "IT", "19. juni 2026", "<b>", "e1", "\n\n"])
).map(" ".join)


def terms(query: str) -> tuple[Term, ...]:
    return parse_query(query).terms


def shown(segments: tuple[HighlightedSegment, ...]) -> str:
    return "".join(f"[{segment.text}]" if segment.marked else segment.text for segment in segments)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param("kvote", "Ingen.", "Ingen.", id="nothing to mark"),
        pytest.param("kvote", "Kvoterne", "[Kvoterne]", id="an inflection"),
        pytest.param("sundhed", "om Sundhedsreformens mål", "om [Sundhedsreformens] mål", id="the whole long word"),
        pytest.param("læreplads", "lærepladser", "[lærepladser]", id="stemmed twice"),
        pytest.param("læger", "Den læge lagt", "Den [læge] lagt", id="a doctor, not to lay"),
        pytest.param("valg", "udvalg valget", "udvalg [valget]", id="not inside a word"),
        pytest.param("Ålborg", "i Aalborgs havn", "i [Aalborgs] havn", id="the other spelling"),
        pytest.param("drift", "it-driften", "it-[driften]", id="a part of a joined word"),
        pytest.param("itdrift", "vor it-drift nu", "vor [it-drift] nu", id="a joined word by its alias"),
        pytest.param("it-drift", "it drift, drift", "[it drift], drift", id="a joined word written apart"),
        pytest.param("19.06.2026", "den 19. juni 2026 kl. 9", "den [19. juni 2026] kl. 9", id="a date"),
        pytest.param("03133", "SAG-2025-03133 hast", "[SAG-2025-03133] hast", id="a case number by its last part"),
        pytest.param("SAG-2025", "SAG-2025-03133 hast", "[SAG-2025-03133] hast", id="a case number by its beginning"),
        pytest.param('"særlige pladser"', "særlige pladser", "[særlige pladser]", id="a phrase is one mark"),
        pytest.param('"pladser og takster"', "pladser og takster", "[pladser og takster]", id="over a stop word"),
        pytest.param('"pladser takster"', "pladser og takster", "pladser og takster", id="not next to each other"),
        pytest.param('"pladser og"', "pladser og takster", "[pladser] og takster", id="a stop word at the end"),
        pytest.param("kvote eller takst", "kvote, takst", "[kvote], [takst]", id="both of a choice"),
        pytest.param("-kvote takst", "kvote, takst", "kvote, [takst]", id="what is excluded is not marked"),
        pytest.param('"ny kvote" "kvote takst"', "ny kvote takst", "[ny kvote takst]", id="overlapping phrases"),
        pytest.param("kvote", "<b>kvote</b> & co", "<b>[kvote]</b> & co", id="markup is left as it is"),
        pytest.param('"kvote takst"', "kvote", "kvote", id="a phrase that the text's end cuts"),
    ],
)
def test_marks(query: str, text: str, expected: str) -> None:
    assert shown(highlight(text, terms(query))) == expected


def test_matches_counts_the_marks() -> None:
    assert count_marks("kvoter og takster, kvote", terms("kvote")) == 2
    assert count_marks("kvoter", ()) == 0


def test_no_terms_leave_the_text_in_one_piece() -> None:
    assert highlight("kvoter", ()) == (HighlightedSegment("kvoter", False),)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        pytest.param("kvote", "", "", id="empty text"),
        pytest.param("kvote", "en kort kvote", "en kort [kvote]", id="short enough"),
        pytest.param("kvote", "slet intet om dette " * 3, "slet intet om dette …", id="no match: the beginning"),
        pytest.param(
            "kvote", "x " * 50 + "kvote" + " y" * 50, "… x x x [kvote] y y y y …", id="context on either side"
        ),
        pytest.param("kvote", "x " * 50 + "kvote", "… x x x x x x x [kvote]", id="at the end"),
        pytest.param(
            "kvote takst",
            "kvote kvote" + " x" * 50 + " kvote takst",
            "… x x x x [kvote] [takst]",
            id="most terms first",
        ),
        pytest.param("kvote", "kvote" + " x" * 50 + " kvote kvote", "… x x x x [kvote] [kvote]", id="then most hits"),
        pytest.param("kvote", "kvote" + " x" * 50 + " kvote", "[kvote] x x x x x x x …", id="then the first"),
        pytest.param("aaa*", "a" * 30, "[" + "a" * 20 + "] …", id="a word longer than the passage"),
        pytest.param("kvote", "b" * 30, "b" * 20 + " …", id="nothing to cut at"),
        pytest.param("kvote", "b" * 30 + "-kvote-" + "b" * 30, "… [kvote] …", id="nothing to cut at around a match"),
    ],
)
def test_snippet(query: str, text: str, expected: str) -> None:
    assert shown(snippet(text, terms(query), length=20)) == expected


@given(TEXTS, QUERIES)
def test_segments_joined_give_the_text(text: str, query: str) -> None:
    segments = highlight(text, terms(query))
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@given(TEXTS, QUERIES, st.integers(min_value=1, max_value=60))
def test_snippet_is_a_passage_of_the_text(text: str, query: str, length: int) -> None:
    segments = snippet(text, terms(query), length)
    passage = "".join(segment.text for segment in segments if segment.text not in ("… ", " …"))
    assert passage in text
    assert len(passage) <= length


@given(TEXTS, QUERIES)
def test_snippet_shows_a_mark_if_there_is_one(text: str, query: str) -> None:
    assert any(each.marked for each in snippet(text, terms(query))) == bool(count_marks(text, terms(query)))


@given(TEXTS | st.text(alphabet="abeSAG æøå12-/.,’\u00ad\u0301XY"))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    for token in tokenize(text):
        word = text[token.start : token.end]
        if not is_stop_word(word) and word != "OR":
            assert count_marks(text, terms(word)), word


QUERIED = "børn barn kræfter læge lagt ålborg e co kommune SAG-20 03133 co2 it-drift 1.779 23,1 19.06.2026 CO2Vision"
WRITTEN = (
    "børnene skolebarnet Lægerne lagt (Aalborg) kraft/børn KL’s ko-mmuner E-handel SAG-2025-03133 1779 23,1 CO2Vision"
)


@pytest.mark.parametrize("word", [*QUERIED.split(), '"børn i skolen"', '"ny it-drift"'])
@given(st.lists(st.sampled_from([*WRITTEN.split(), "IT-driften", "ny", "i", "skolen", "\n\n"])).map(" ".join))
def test_reading_only_where_a_match_may_be_finds_what_reading_all_finds(word: str, text: str) -> None:
    read_whole = highlight(f"{text} ☃", terms(word))  # a snowman is no everyday text
    assert [each.text for each in highlight(text, terms(word)) if each.marked] == [
        each.text for each in read_whole if each.marked
    ]
