"""From pages to lines: page furniture off, pages counted, markers and odd characters mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.parsing.structure.clean import clean_pages, normalize_line, printed_lines, printed_pages
from meetings.tests.papers import lines, pages

HEADER = "KKR Limfjorden  | 12-09-2025"


def texts(text: str) -> list[str]:
    return [line.text for line in lines(text)]


def furniture(text: str) -> list[str]:
    return [line.text for line in clean_pages(pages(text)).furniture]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("SOSU\u2011skolen", "SOSU-skolen", id="a hyphen that does not break"),
        pytest.param("100\u00a0kr.", "100 kr.", id="a blank that does not break"),
        pytest.param("sam\u00adarbejde", "samarbejde", id="a soft hyphen"),
        pytest.param("a\u030arhus", "århus", id="a letter and its ring apart"),
        pytest.param("ﬂertal", "flertal", id="two letters drawn as one"),
        pytest.param("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ", "ff fi fl ffi ffl st st", id="every such pair"),
        pytest.param("\u00c6\u0301 \u00e6\u0301", "Ǽ ǽ", id="a letter and its accent apart"),
        pytest.param("sam\u00ad ", "sam-", id="a soft hyphen at the line's end is printed"),
        pytest.param("\ufeffReferat", "Referat", id="a byte order mark left over"),
        pytest.param("Navn\tKommune  ", "Navn   Kommune", id="a tab is a column's width, blanks at the end go"),
    ],
)
def test_odd_characters_come_in_their_common_form(raw: str, expected: str) -> None:
    assert normalize_line(raw) == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(HEADER, id="header"),
        pytest.param("KKR Limfjorden | 5-9-2025", id="header with short figures"),
        pytest.param(" SIDE  |  7", id="page number"),
        pytest.param("Side 3 af 12", id="page number of how many"),
    ],
)
def test_page_furniture_is_no_part_of_the_body(line: str) -> None:
    assert texts(f"Før\n{line}\nefter") == ["Før", "efter"]
    assert furniture(f"Før\n{line}\nefter") == [line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Han sagde KKR Limfjorden | 12-09-2025 og gik", id="a header's words within a sentence"),
        pytest.param("Side 3 i bilaget viser tallene", id="a page of an attachment"),
    ],
)
def test_text_that_resembles_furniture_stays(line: str) -> None:
    assert texts(line) == [line]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("1. Sager ........ 3\n1.1. En sag ....... 3\nBaggrund", ["Baggrund"], id="dot leaders"),
        pytest.param(
            "1.1. En sag med en lang\n\ntitel på to linjer ........ 4\n2. Nyt .... 5\nTekst",
            ["Tekst"],
            id="an entry of two lines",
        ),
        pytest.param("Dato: 5-2-2025\nSager ........ 3\nTekst", ["Dato: 5-2-2025", "Tekst"], id="the cover stays"),
        pytest.param(
            "1.1. En sag\nBaggrund\nBudget ........ 500\nRest",
            ["1.1. En sag", "Baggrund", "Budget ........ 500", "Rest"],
            id="dots within an item are no contents",
        ),
    ],
)
def test_a_table_of_contents_is_no_part_of_the_body(text: str, body: list[str]) -> None:
    assert texts(text) == body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("./. Planen er vedlagt", [("Planen er vedlagt", 1)], id="before its line"),
        pytest.param("./. ./. Begge er vedlagt", [("Begge er vedlagt", 2)], id="two of them"),
        pytest.param("Planen\n./.\nNæste", [("Planen", 0), ("", 1), ("Næste", 0)], id="on a line of its own"),
        pytest.param("Planen\n.\n/\n.\nNæste", [("Planen", 0), ("", 1), ("Næste", 0)], id="split over three lines"),
        pytest.param(".\n/\nNæste", [(".", 0), ("/", 0), ("Næste", 0)], id="two of the three parts are no marker"),
    ],
)
def test_attachment_markers_are_counted_and_taken_off(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(line.text, line.markers) for line in lines(text)] == expected


def test_where_every_line_break_is_doubled_an_empty_line_is_no_gap() -> None:
    doubled = "En\n\nto\n\ntre\n\nfire\n\nfem\n\nseks\n\n \n\nsyv"
    assert [line.text for line in lines(doubled) if line.gap] == ["syv"]


def test_where_line_breaks_are_single_an_empty_line_is_a_gap() -> None:
    assert [line.text for line in lines("En\nto\n\ntre\nfire\nfem\nseks") if line.gap] == ["tre"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\n b\nc", [("a", 1), ("b", 2), ("c", 2)], id="a line that begins with one space"),
        pytest.param("a\n  b", [("a", 1), ("b", 1)], id="not one that begins with two"),
        pytest.param(f"a\n{HEADER}\n SIDE  |  7\nb\n c", [("a", 1), ("b", 7), ("c", 8)], id="a printed page number"),
        pytest.param("a\n b\n SIDE | 9\nc", [("a", 1), ("b", 8), ("c", 9)], id="counted back from a printed one"),
        pytest.param("a\f b\f\fc", [("a", 1), ("b", 2), ("c", 4)], id="form feeds, one of an empty page"),
    ],
)
def test_every_line_knows_its_page(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(line.text, line.page) for line in lines(text)] == expected


def test_a_line_knows_its_number_in_the_file() -> None:
    assert [(line.text, line.number) for line in lines("a\n\nb\fc")] == [("a", 1), ("b", 3), ("c", 4)]


def test_printed_pages_hold_the_text_as_it_came() -> None:
    assert printed_pages(pages("a\n\n b \nc")) == ("a\n", " b \nc")


TEXT_LINE = st.text(alphabet="ab æ.-/|1 SIDEkl:", max_size=12)


@given(st.lists(TEXT_LINE, max_size=30))
def test_every_line_comes_out_once_as_body_or_furniture(source: list[str]) -> None:
    cleaned = clean_pages((tuple(source),))
    in_order = sorted(cleaned.lines + cleaned.furniture, key=lambda line: line.number)
    written = "".join("./." * line.markers + line.text for line in in_order)
    assert without_blanks(written) == without_blanks("".join(source))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" SIDE | 7\na\n SIDE | 3\nb\n SIDE | 8\nc", [1, 1, 3, 3, 8, 8], id="one that goes back"),
        pytest.param("a\n SIDE | 4\nb\n SIDE | 4\nc\n d", [1, 4, 4, 4, 4, 5], id="twice the same"),
        pytest.param("a\n SIDE | 2\nb\n c\n d\n SIDE | 3\ne", [1, 2, 2, 3, 3, 3, 3], id="pages counted too many"),
        pytest.param("a\n SIDE | 90\nb\n SIDE | 3\nc\n SIDE | 4\nd", [1, 2, 2, 3, 3, 4, 4], id="one far too high"),
    ],
)
def test_page_numbers_never_go_back(text: str, expected: list[int]) -> None:
    cleaned = clean_pages(pages(text))
    in_order = sorted(cleaned.lines + cleaned.furniture, key=lambda line: line.number)
    assert [line.page for line in in_order] == expected


@given(st.lists(st.lists(TEXT_LINE, max_size=12), min_size=1, max_size=5))
def test_the_stored_text_has_every_line_under_its_number_and_page(source: list[list[str]]) -> None:
    """A PDF's empty page has no lines, a text file's one empty line: either way no line of another page moves."""
    whole = tuple(tuple(page) for page in source)
    stored = "\f".join(printed_pages(whole))
    printed = {number: (page.number, text) for page in printed_lines(stored.split("\f")) for number, text in page.lines}
    assert list(printed) == list(range(1, len(printed) + 1))
    cleaned = clean_pages(whole)
    for line in cleaned.lines + cleaned.furniture:
        page, text = printed[line.number]
        assert page == line.page
        assert line.markers or normalize_line(text).strip() == line.text


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "block",
    [
        pytest.param([" • Lise Holm (A)", " • Bo Dal (V)"], id="bullets"),
        pytest.param([" – en bro", " – en vej"], id="dashes"),
        pytest.param([" Lise Holm", " Bo Dal", " Per Vig", " Ida Møn"], id="a block"),
        pytest.param(["  Lise Holm", "  Bo Dal"], id="two spaces"),
    ],
)
def test_an_indent_is_no_end_of_a_page(block: list[str]) -> None:
    assert {line.page for line in lines("\n".join(["Forside", *block, "Sidste linje"]))} == {1}
