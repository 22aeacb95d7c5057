"""A table whose last row is a sum: checked column by column, without false alarms."""

import pytest

from meetings.parsing.meaning.sums import wrong_sums
from meetings.tests.papers import paper, parsed

COLUMNS = ("Kommune", "2026")


def found(*rows: str, columns: tuple[str, ...] = COLUMNS) -> list[str]:
    """What is wrong with a table's sums; each row is written with bars between its cells."""
    return list(wrong_sums(columns, [tuple(cell.strip() for cell in row.split("|")) for row in rows]))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param(["Morsø|3", "Rebild|9", "I alt|13"], "giver 12, men der står 13.", id="one too many"),
        pytest.param(["Morsø|1.003", "Rebild|9", "Total|1.013"], "giver 1.012, men der står 1.013.", id="thousands"),
        pytest.param(["Morsø|1,5", "Rebild|2,5", "Sum|5,9"], "giver 4,0, men der står 5,9.", id="decimals"),
        pytest.param(["Morsø|-3", "Rebild|9", "Samlet i alt|12"], "giver 6, men der står 12.", id="less than nothing"),
        pytest.param(["A|40 %", "B|50 %", "I alt|100 %"], "giver 90, men der står 100 %.", id="shares of a hundred"),
        pytest.param(["A|3 kr.", "B|4 kr.", "KKR i alt|8 kr."], "giver 7, men der står 8 kr.", id="kroner"),
        pytest.param(
            ["A|1", "B|2", "Nord i alt|3", "C|4", "D|5", "Syd i alt|9", "I alt|13"],
            "giver 12, men der står 13.",
            id="subtotals that don't add up either",
        ),
        pytest.param(
            [f"KKR {name}|1" for name in ("Nord", "Syd", "Øst", "Vest", "Midt")] + ["Hele landet|6"],
            "giver 5, men der står 6.",
            id="the whole country",
        ),
    ],
)
def test_a_wrong_sum_is_told(rows: list[str], says: str) -> None:
    (message,) = found(*rows)
    assert message == f"Tabellens sum stemmer ikke: kolonnen »2026« {says}"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["Morsø|3", "Rebild|9", "I alt|12"], id="right"),
        pytest.param(["Morsø|3", "Rebild|–", "Thisted|9", "I alt|12"], id="a dash is nothing"),
        pytest.param(["Morsø|33,3", "Rebild|33,3", "Thisted|33,3", "I alt|100,0"], id="rounded decimals"),
        pytest.param(["A|33 %", "B|33 %", "C|33 %", "I alt|100 %"], id="rounded shares"),
        pytest.param(["A|1", "B|2", "Nord i alt|3", "C|4", "D|5", "Syd i alt|9", "I alt|12"], id="subtotals"),
        pytest.param(["A|10", "Heraf nye|3", "B|5", "I alt|15"], id="a part that is told apart"),
        pytest.param(["Morsø|3 %", "Rebild|9 %", "I alt|6,5 %"], id="the share of all is no sum"),
        pytest.param(["2024|3", "2025|9", "Gennemsnit|6"], id="an average"),
        pytest.param(["2024|3", "2025|9", "I alt|6"], id="an average under another name"),
        pytest.param(["Morsø|3", "Rebild|9", "Thisted|13"], id="no sum"),
        pytest.param(["KKR Nord|3", "KKR Syd|9", "Hele landet|100"], id="a part of the country"),
        pytest.param(["Morsø|3", "Rebild|ukendt", "I alt|13"], id="a word among the figures"),
        pytest.param(["Morsø|3", "I alt|4"], id="one row to add"),
        pytest.param([], id="no rows"),
    ],
)
def test_what_is_right_or_no_sum_gives_no_warning(rows: list[str]) -> None:
    assert found(*rows) == []


@pytest.mark.parametrize("heading", ["Ændring", "Andel af alle", "Gennemsnit", "Vækst 2025", "Indeks"])
def test_columns_that_are_not_added_are_left_out(heading: str) -> None:
    assert found("Morsø|3", "Rebild|9", "I alt|40", columns=("", heading)) == []


def test_millions_may_be_rounded_and_counts_may_not() -> None:
    rows = ("Morsø|3", "Rebild|9", "Thisted|4", "I alt|17")
    assert found(*rows, columns=("", "Mio. kr.")) == []
    assert len(found(*rows, columns=("", "Antal"))) == 1


def test_each_wrong_column_is_told_and_one_without_heading_by_its_number() -> None:
    assert found("Morsø|3|1", "Rebild|9|1", "I alt|13|3", columns=("", "", "2027")) == [
        "Tabellens sum stemmer ikke: kolonnen nr. 2 giver 12, men der står 13.",
        "Tabellens sum stemmer ikke: kolonnen »2027« giver 2, men der står 3.",
    ]


def test_the_warning_stands_at_the_table() -> None:
    body = ["Fordelingen af pladser", "Sagsfremstilling", "Sådan fordeles pladserne:", "Kommune 2026"]
    document = parsed(paper("\n".join([*body, "Morsø 3", "Rebild 9", "Thisted 4", "I alt 17"])))
    (warning,) = [warning for warning in document.warnings if "sum" in warning.message]
    assert (warning.page, warning.line) == (1, document.tables[0].place.line)
    assert warning.message == "Tabellens sum stemmer ikke: kolonnen »2026« giver 16, men der står 17."
