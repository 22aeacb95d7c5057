"""What holds whatever the pages say: nothing is lost without a word, nothing raises, and time grows with the length."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.parsing.document import Document
from meetings.parsing.parser import parse_document
from meetings.parsing.structure.clean import clean_pages
from meetings.tests.examples import IS_EXPLORING
from meetings.tests.growth import grows_with_length
from meetings.tests.papers import parsed

WORD = st.text(alphabet="abcdefghijklæøå", min_size=3, max_size=9)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda found: f"{' '.join(found).capitalize()}.")
LINE = st.one_of(
    SENTENCE,
    WORD,
    SENTENCE.map(lambda text: f"– {text}"),
    SENTENCE.map(lambda text: f"./. {text}"),
    st.builds("{}. {}".format, st.integers(1, 99), SENTENCE),
    st.builds("{}.{}. {}".format, st.integers(1, 9), st.integers(1, 9), WORD.map(str.capitalize)),
    st.builds("{} {}".format, WORD.map(str.capitalize), st.integers(0, 99999)),
    st.builds("{} {} (A)".format, WORD.map(str.capitalize), WORD.map(str.capitalize)),
    st.sampled_from(
        ["", " ", "Baggrund", "Indstilling", "Sagsfremstilling", "Beslutning", "SAG-2025-00417 abc", ".", "/", "./."]
    ),
    st.sampled_from(["Deltagere", "Afbud", "Afbud: Ingen", "1. Sager", "2. Eventuelt", " 3. KKR", "SIDE | 4", "Sted:"]),
    st.sampled_from(["Morsø 3", "Rebild 4", "Thisted 5", "Kommune", "Antal", "Dato: 12-09-2025 10:00", "KKR Nord"]),
)

# Numbers apart from titles, numbers of pages, and signs around words, which some stage puts together or takes off.
WRITTEN_LINE = st.one_of(
    LINE,
    st.builds(
        "{}{} {}".format,
        st.sampled_from(["## ", "**", "> ", "| ", "* ", "[3] ", "3 | ", "Emne 3: ", "2. punkt: "]),
        WORD.map(str.capitalize),
        SENTENCE,
    ),
    st.sampled_from(
        ["1.", "2", "1.2", "Punkt 3", "---", "Side 2 af 9", "- 2 -", ":", "Beslutning i Havneudvalget den"]
    ),
)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def owned(document: Document) -> set[str]:
    """Every word that comes out of a document as a fact, a text, a cell or a warning."""
    said = [
        *(section.title for section in document.sections),
        *(item.title for item in document.items),
        *(part for item in document.items for part in (item.case_number, item.subject_number, *item.initials)),
        *(field.text for item in document.items for field in item.fields),
        *(cell for table in document.tables for row in (table.columns, *table.rows) for cell in row),
        *(warning.message for warning in document.warnings),
    ]
    return words(" ".join(said))


FIELD_WORDS = {"baggrund", "indstilling", "sagsfremstilling", "beslutning"}


@given(st.lists(WRITTEN_LINE, max_size=60))
@example(["kle"])
@example(["Kle 0"])
def test_every_line_of_the_body_belongs_to_something(source: list[str]) -> None:
    document = parse_document((("1. Forrest", "1.1. Begyndelsen", "SAG-2025-00417 abc", *source),))
    furniture = {word for line in clean_pages((tuple(source),)).furniture for word in words(line.text)}
    long_warnings = any("…" in warning.message for warning in document.warnings)
    lost = words(" ".join(source)) - owned(document) - furniture - FIELD_WORDS
    assert not lost or long_warnings


@given(st.lists(LINE, max_size=40))
@example(["bilag"])
@example(["Alle."])
@example(["SAG-2025-00417 abc", "2. Eventuelt"])
@example(["2. Eventuelt", "41. Ufundet titel.", "2. Eventuelt"])
@example([" 3. KKR", "2. Eventuelt", "Sagsfremstilling"])
@example(["Aaaaaa Aaaaaaaab (A)", "Aaaaaa Aaaaaaaaa (A)"])
def test_every_line_of_a_list_of_participants_belongs_to_something(source: list[str]) -> None:
    document = parse_document((("Deltagere", "Lise Holm (A)", *source),))
    people = " ".join(f"{person.name} {person.municipality} {person.role}" for person in document.participants)
    warned = {warning.line for warning in document.warnings}
    shortened = {warning.line for warning in document.warnings if "…" in warning.message}
    contents = " ".join([*(part.title for part in document.sections), *(part.title for part in document.items)])
    cases = " ".join(" ".join((item.case_number, item.subject_number, *item.initials)) for item in document.items)
    facts = f"{document.date} {document.place} {contents} {cases}"
    said = words(" ".join([people, facts, *(warning.message for warning in document.warnings)]))
    headings = [part.place.line for part in document.sections] + [part.place.line for part in document.items]
    first_heading = min(headings, default=len(source) + 3)
    for number, line in enumerate(source, start=3):
        if number >= first_heading:
            break
        is_heading = line.strip().startswith(("Deltagere", "Afbud"))
        is_marker = line.strip() in {".", "/", "./.", "SIDE | 4"}
        # A warning of several lines names the first, and shows no more than the beginning of a long text.
        is_in_run = number > min(shortened, default=number)
        if not (is_heading or is_marker or number in warned or is_in_run):
            assert words(line) <= said | {"kommune", "dato", "sted", "alle", "ingen"}


@given(st.lists(st.lists(st.one_of(WRITTEN_LINE, st.text(max_size=60)), max_size=12), max_size=6))
def test_parsing_never_raises(source: list[list[str]]) -> None:
    document = parse_document(tuple(tuple(page) for page in source))
    assert all(warning.page >= 1 and warning.line >= 1 for warning in document.warnings)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(lambda size: "ord og mere " * size, 10_000, id="one line"),
        pytest.param(lambda size: "ja\n" * size, 20_000, id="short lines"),
        pytest.param(lambda size: "1. " * size, 40_000, id="numbers"),
        pytest.param(lambda size: "1. Ja\n" * size, 20_000, id="lines that could be sections"),
        pytest.param(
            lambda size: "\n".join(f"{number % 99 + 1}. Ja" for number in range(size)),
            20_000,
            id="sections without items",
        ),
        pytest.param(lambda size: "." * size, 125_000, id="dots"),
        pytest.param(lambda size: "./. " * size, 30_000, id="markers"),
        pytest.param(lambda size: "(" * size + ")" * size, 60_000, id="brackets"),
        pytest.param(lambda size: "A" * size, 125_000, id="capitals"),
        pytest.param(lambda size: "Aa Bb " * size, 20_000, id="names"),
        pytest.param(lambda size: "A" + " " * size + "b", 125_000, id="blanks"),
        pytest.param(lambda size: "a-\n" * size, 40_000, id="broken words"),
        pytest.param(lambda size: "1" * size, 125_000, id="figures"),
        pytest.param(lambda size: "Aa " + "1 " * size + "x", 60_000, id="a row without end"),
        pytest.param(lambda size: "Kort\n" * size + "Morsø 1\nRebild 2\nI alt 3\n", 20_000, id="headings without end"),
        pytest.param(lambda size: "KKR-møde den " + "5. maj, den " * size, 10_000, id="dates"),
        pytest.param(lambda size: "Aalborg, " * size, 15_000, id="municipalities"),
        pytest.param(lambda size: "SIDE | 3\nord\n" * size, 10_000, id="pages"),
        pytest.param(lambda size: "KKR udpegede " + "Lise Holm (A), " * size, 7_000, id="appointments"),
        pytest.param(lambda size: "Pkt. 3\nBeslutning\n" * size, 8_000, id="decisions"),
        pytest.param(lambda size: "Ad 1. Godkendt. " * size, 8_000, id="decisions point by point"),
        pytest.param(lambda size: "Økonomiudvalget " * size, 8_000, id="committees"),
    ],
)
@pytest.mark.parametrize(
    "where",
    [
        pytest.param("{0}", id="alone"),
        pytest.param("Deltagere\n{0}", id="as participants"),
        pytest.param(
            "1. Nyt\n\n1.1. Udpegning\nSAG-2025-00417\n\nIndstilling\n{0}\n\nBeslutning\n{0}", id="in an item"
        ),
    ],
)
@pytest.mark.no_cover  # to count lines is three times the work
def test_no_text_takes_longer_than_its_length_explains(where: str, text: Callable[[int], str], size: int) -> None:
    whole = size if IS_EXPLORING else size // 4
    assert grows_with_length(parsed, lambda size: where.format(text(size)), whole)
