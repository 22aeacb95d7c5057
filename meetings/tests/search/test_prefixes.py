"""A word with an asterisk finds whatever the word finds without, and what begins like it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from benchmark.scratch import import_folder
from meetings.danish import dictionary
from meetings.danish.dictionary import LINK_MARK, PATTERN_MARK, VERB_MARK
from meetings.danish.tokens import tokenize
from meetings.models import AgendaItem
from meetings.search.clauses import PhraseStep
from meetings.search.facets import IN_DECISION, IN_TITLE
from meetings.search.highlight import count_marks
from meetings.search.items import find_items
from meetings.search.query import parse_query
from meetings.search.vector import SearchedText, search_vector
from meetings.tests import factories

SAMPLED_FORMS = 600


def paradigms() -> Iterator[tuple[frozenset[str], list[str]]]:
    """The patterns of the dictionary's file, each with the words that are inflected so."""
    codes: frozenset[str] = frozenset()
    file = Path(dictionary.__file__).with_name("dictionary.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith(PATTERN_MARK):
            codes = frozenset(line.split()[1:])
        elif line[:1].isalpha():
            yield codes, line.split()


def sampled_forms() -> list[tuple[str, str]]:
    """Inflected forms with their base forms, of every pattern before a second of any."""
    chance = Random(1)
    forms = []
    for codes, words in paradigms():
        base = chance.choice(words)
        endings = sorted(code for code in codes if "-" in code and not code.startswith(LINK_MARK))
        if endings:
            taken, _, put = chance.choice(endings).partition("-")
            forms.append((base.removesuffix(taken) + put, base))
    return chance.sample(forms, SAMPLED_FORMS)


FORMS = sampled_forms()


def test_the_sample_has_verbs_and_other_words() -> None:
    verbs = {word for codes, words in paradigms() if VERB_MARK in codes for word in words}
    of_verbs = sum(base in verbs for _, base in FORMS)
    assert len(set(FORMS)) == SAMPLED_FORMS
    assert 50 < of_verbs < SAMPLED_FORMS - 50


def finds(query: str, text: str) -> bool:
    """Whether a text has all words of a query, as plain values tell it."""
    tokens = list(tokenize(text))
    return all(
        any(steps[0].matches(token) for term in clause.terms for steps in term.alternatives for token in tokens)
        for clause in parse_query(query).required
    )


def test_a_form_with_an_asterisk_finds_what_the_form_finds() -> None:
    for form, base in FORMS:
        for text in (form, base, f"den {form.capitalize()}"):
            if finds(form, text):
                assert finds(f"{form}*", text), (form, text)
                assert not parse_query(form).terms or count_marks(text, parse_query(f"{form}*").terms), (form, text)


def test_the_beginning_of_a_base_form_finds_it() -> None:
    for _, base in FORMS:
        for end in range(5, len(base)):
            query = f"{base[:end]}*"
            assert finds(query, base), query
            assert not parse_query(query).terms or count_marks(base, parse_query(query).terms), query


FIELDS = ("{}", "titel:{}", "beslutning:{}", "havnens {}", "{} eller havnens", "it-{}", "kultur/{}")


@pytest.mark.django_db
def test_postgresql_finds_no_less_with_an_asterisk() -> None:
    words = sorted({word for pair in FORMS for word in pair})
    texts = [*words, *(f"havnens {word}" for word in words), *(f"it-{word}" for word in words[::5])]
    rows = [search_vector([SearchedText(text, "A", IN_TITLE), SearchedText(text, "B", IN_DECISION)]) for text in texts]
    queries = [field.format(form) for form, _ in FORMS[:: len(FIELDS)] for field in FIELDS]
    pairs = [(query, parse_query(query).tsquery, parse_query(f"{query}*").tsquery) for query in queries]
    pairs = [(query, plain, starred) for query, plain, starred in pairs if plain]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE one_word_each (text text, vector tsvector) ON COMMIT DROP")
        cursor.execute("INSERT INTO one_word_each SELECT * FROM unnest(%s::text[], %s::tsvector[])", [texts, rows])
        cursor.execute("CREATE INDEX ON one_word_each USING gin (vector)")
        cursor.execute(
            """
            SELECT query, text FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked (query, plain, starred)
            JOIN one_word_each ON vector @@ plain::tsquery WHERE NOT vector @@ starred::tsquery
            """,
            [list(column) for column in zip(*pairs, strict=True)],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT count(*) FROM unnest(%s::text[]) AS plain JOIN one_word_each ON vector @@ plain::tsquery",
            [[plain for _, plain, _ in pairs]],
        )
        assert cursor.fetchone()[0] > len(pairs)


@pytest.mark.parametrize(
    ("query", "found", "missed"),
    [
        pytest.param("kvoter*", ["kvote", "kvoterne", "flygtningekvoter", "kvotering"], ["kvotient"], id="a plural"),
        pytest.param("børn*", ["barn", "børnehave", "skolebørn"], ["bornholm"], id="an irregular plural"),
        pytest.param("udpegn*", ["udpegning", "udpegningen"], ["udpakning"], id="a noun made of a verb"),
        pytest.param("kommuneudpegn*", ["kommuneudpegninger"], ["udpegning", "kommune"], id="such a compound"),
        pytest.param("kvotern*", ["kvoterne", "kvote"], ["kvart"], id="a form that is not finished"),
        pytest.param("Ålborgs*", ["Aalborg", "Aalborgs", "Ålborgsamarbejde"], ["Viborg"], id="a name, å spelled aa"),
        pytest.param("it-drift*", ["it-drift", "it-driftsaftale", "itdriften"], ["vognen"], id="a joined word"),
        pytest.param("1,5*", ["1,5", "1,55"], ["15", "150"], id="a decimal"),
        pytest.param("10.000*", ["10000", "100000"], ["1000"], id="a number with a point"),
        pytest.param("2025-031*", ["SAG-2025-03133"], ["SAG-2025-04133"], id="a case number"),
        pytest.param("SAG-2025-031*", ["SAG-2025-03133"], ["SAG-2025-04133"], id="a case number with its word"),
        pytest.param("0313*", ["SAG-2025-03133"], ["SAG-2025-30313"], id="the number of a case alone"),
        pytest.param("-kvoter*", [], ["kvote", "kvotering", "andet"], id="excluded, and nothing asked for"),
        pytest.param("andet -kvoter*", ["andet"], ["andet kvotering", "andet kvote"], id="excluded"),
    ],
)
@pytest.mark.django_db
def test_what_a_beginning_finds(query: str, found: Sequence[str], missed: Sequence[str]) -> None:
    for number, text in enumerate([*found, *missed], start=1):
        factories.make_item(text, f"1.{number}")
    items = find_items(parse_query(query))
    assert {item.title for item in items} == set(found)
    terms = parse_query(query).terms
    assert all(count_marks(item.title, terms) for item in items)


def test_an_asterisk_asks_for_each_lexeme_once() -> None:
    assert PhraseStep("kvote", parts=True, prefix="kvot").tsquery() == "(kvot:* | Pkvot:*)"
    assert PhraseStep("kvote", prefix="kvoter", weight="A").tsquery() == "(kvote:A | kvoter:A*)"


def test_a_beginning_stands_for_few_words_besides() -> None:
    query = parse_query(" ".join(f"{form}*" for form, _ in FORMS[:24]))
    for term in query.terms:
        assert all(len(step.completions) <= 5 for steps in term.alternatives for step in steps)


def sample_words() -> list[str]:
    """The words of the sample documents as they are written, case numbers and joined words among them."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.txt")))
    words = {word.strip("\"'»«().,:;!?*|-–−/") for text in texts for word in text.split()}
    return sorted(word for word in words if word and not set('"»«|') & set(word))


LAST_WORDS = st.builds(
    str.format,
    st.sampled_from(["{}", "{}", "{}", "titel:{}", "beslutning:{}", "sag:{}", "person:{}", "kommune:{}", "eller {}"]),
    st.sampled_from(sample_words()),
)
BEFORE = st.lists(
    st.sampled_from(
        ["kommuner", "-havnen", "eller", '"kommunernes budget"', "titel:status", "2025", "og", "region", "budget"]
    ),
    max_size=2,
)


@pytest.mark.django_db
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_an_asterisk_loses_no_result(archive_of_samples: int, data: st.DataObject) -> None:
    query = " ".join([*data.draw(BEFORE), data.draw(LAST_WORDS)])
    plain, starred = (set(find_items(parse_query(text)).values_list("pk", flat=True)) for text in (query, f"{query}*"))
    assert plain <= starred, query
    assert len(starred) <= archive_of_samples


@pytest.fixture
def archive_of_samples() -> int:
    import_folder(Path(settings.BASE_DIR, "fixtures"))
    return AgendaItem.objects.count()
