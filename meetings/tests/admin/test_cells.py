"""Tables as text: a row a line, with semicolons or tabs between the cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.admin.cells import rows_as_text, rows_from_text

one_line = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12).map(
    lambda text: " ".join(text.split())
)
rows_of_cells = st.lists(st.lists(one_line, min_size=1, max_size=5), max_size=6)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("Aalborg;12\nLæsø;1", [["Aalborg", "12"], ["Læsø", "1"]], id="semicolons"),
        pytest.param("Aalborg ;  12", [["Aalborg", "12"]], id="spaces around a cell"),
        pytest.param("Aalborg\t12;5", [["Aalborg", "12;5"]], id="tabs win over semicolons"),
        pytest.param("\t12", [["", "12"]], id="first cell empty"),
        pytest.param("Aalborg;", [["Aalborg", ""]], id="last cell empty"),
        pytest.param("a\n\n\nb", [["a"], ["b"]], id="empty lines"),
        pytest.param("a;b\r\nc;d\r\n", [["a", "b"], ["c", "d"]], id="a browser's line ends"),
        pytest.param('"Læsø; øen";1', [["Læsø; øen", "1"]], id="semicolon within a cell"),
        pytest.param('Projekt "Havn";1', [['Projekt "Havn"', "1"]], id="quotation marks within a cell"),
        pytest.param('"to\nlinjer";1', [["to linjer", "1"]], id="a spreadsheet's cell of two lines"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_text_is_read_as_rows(text: str, rows: list[list[str]]) -> None:
    assert rows_from_text(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Aalborg;12', id="never closed"),
        pytest.param('"Aalborg" by;12', id="closed within the cell"),
    ],
)
def test_a_quotation_mark_without_its_mate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        rows_from_text(text)


@given(rows_of_cells)
def test_every_table_survives_being_written_and_read(rows: list[list[str]]) -> None:
    assert rows_from_text(rows_as_text(rows)) == rows
