"""Tables among a text's lines, with their headings, also where extraction has moved them."""

import pytest

from meetings.parsing.text.tables import FoundTable, take_tables
from meetings.tests.growth import grows_with_length
from meetings.tests.papers import lines

QUOTAS = ["Morsø 3", "Rebild 9", "Samlet 12"]
QUOTA_ROWS = (("Morsø", "3"), ("Rebild", "9"), ("Samlet", "12"))


def table(*source: str) -> FoundTable:
    (found,) = take_tables(lines("\n".join(source)))[1]
    return found


def text_beside(*source: str) -> list[str]:
    return [line.text for line in take_tables(lines("\n".join(source)))[0]]


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        pytest.param(QUOTAS, QUOTA_ROWS, id="a label and a figure"),
        pytest.param(
            ["KKR Nord 313 1.259", "KKR Syd 692 1.780", "Hele landet 3.000 6.000"],
            (("KKR Nord", "313", "1.259"), ("KKR Syd", "692", "1.780"), ("Hele landet", "3.000", "6.000")),
            id="labels of two words, thousands with a stop",
        ),
        pytest.param(
            ["2021 5,7 -1,2", "2022 6,0 0,4", "2023 6,25 –"],
            (("2021", "5,7", "-1,2"), ("2022", "6,0", "0,4"), ("2023", "6,25", "–")),
            id="years as labels, decimals, less than nothing, and nothing",
        ),
        pytest.param(
            ["Morsø 3 12,5 %", "Rebild 9 37 pct.", "I alt 12 100 %"],
            (("Morsø", "3", "12,5 %"), ("Rebild", "9", "37 pct."), ("I alt", "12", "100 %")),
            id="shares",
        ),
        pytest.param(
            ["2021 5 3", "2022 6 4", "Gennemsnit", "2021-22 5,5 3,5"],
            (("2021", "5", "3"), ("2022", "6", "4"), ("Gennemsnit 2021-22", "5,5", "3,5")),
            id="a label of two lines",
        ),
        pytest.param(
            ["Morsø   3", "", "Rebild   9", "", "Samlet i alt   12"],
            (("Morsø", "3"), ("Rebild", "9"), ("Samlet i alt", "12")),
            id="columns apart and empty lines between",
        ),
    ],
)
def test_rows_of_a_label_and_figures_are_a_table(source: list[str], rows: tuple[tuple[str, ...], ...]) -> None:
    assert table(*source).rows == rows


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(["Morsø 3", "Rebild 9"], id="two rows are too few"),
        pytest.param(["Budget 2025", "Budget 2026", "Budget 2027"], id="lines that end in years"),
        pytest.param(["Morsø 3", "Rebild 9 4", "Thisted 1 2 3"], id="rows of unlike width"),
        pytest.param(["der kom 3", "der kom 9", "der gik 2"], id="labels with a small letter"),
        pytest.param([f"{'Aftalen om en bro ' * 5}{number}" for number in (1, 2, 3)], id="lines of a full width"),
        pytest.param(["Møde den 6. februar 2026", "Møde den 8. maj 2026", "Møde den 4. juni 2026"], id="dates"),
        pytest.param(["", " ", ""], id="nothing"),
    ],
)
def test_other_lines_are_no_table(source: list[str]) -> None:
    assert take_tables(lines("\n".join(source)))[1] == ()
    assert text_beside(*source) == [line for line in source if line.strip()]


@pytest.mark.parametrize(
    ("headings", "rows", "columns"),
    [
        pytest.param([], QUOTAS, ("Kommune", "Antal"), id="none: municipalities and a number"),
        pytest.param(["Kommune", "Kvote"], QUOTAS, ("Kommune", "Kvote"), id="one a column"),
        pytest.param(["Kvote"], QUOTAS, ("Kommune", "Kvote"), id="one for the figures"),
        pytest.param(["Kommune Kvote"], QUOTAS, ("Kommune", "Kvote"), id="all on one line"),
        pytest.param(
            ["Kommune 2025 2026"],
            ["Morsø 3 4", "Rebild 9 8", "Samlet 12 12"],
            ("Kommune", "2025", "2026"),
            id="years on the line of the label",
        ),
        pytest.param(
            ["2025   2026"], ["Morsø 3 4", "Rebild 9 8", "Samlet 12 12"], ("Kommune", "2025", "2026"), id="years apart"
        ),
        pytest.param(
            ["-", "Pleje-", "hjem", "Hjemme-", "hjælp"],
            ["Morsø 3 4", "Rebild 9 8", "Samlet 12 12"],
            ("Kommune", "Plejehjem", "Hjemmehjælp"),
            id="words broken in headings, and a dash for the label's",
        ),
        pytest.param(
            ["Hjælpere", "Assistenter", "Plads", "2025", "Plads", "2026", "Plads", "2025", "Plads", "2026"],
            ["KKR Nord 1 2 3 4", "KKR Syd 5 6 7 8", "KKR Øst 9 8 7 6"],
            (
                "KKR",
                "Hjælpere, Plads 2025",
                "Hjælpere, Plads 2026",
                "Assistenter, Plads 2025",
                "Assistenter, Plads 2026",
            ),
            id="groups over columns",
        ),
    ],
)
def test_the_short_lines_above_are_the_headings(headings: list[str], rows: list[str], columns: tuple[str, ...]) -> None:
    assert table("Sådan er tallene:", *headings, *rows).columns == columns


@pytest.mark.parametrize(
    ("source", "title"),
    [
        pytest.param(
            ["Sådan fordeles pladserne:", *QUOTAS], "Sådan fordeles pladserne", id="a line that ends in a colon"
        ),
        pytest.param(
            ["Kort.", "", "Pladser fordelt på de nordjyske kommuner i 2026", "Kvote", *QUOTAS],
            "Pladser fordelt på de nordjyske kommuner i 2026",
            id="a line that stands apart",
        ),
        pytest.param(["Det er aftalt at fordele pladserne sådan, og", "Rådet er enigt.", *QUOTAS], "", id="a sentence"),
        pytest.param(QUOTAS, "", id="nothing above"),
        pytest.param(["", ".", "/", ".", *QUOTAS], "", id="an attachment marker stands above"),
    ],
)
def test_a_tables_title_is_the_line_that_announces_it(source: list[str], title: str) -> None:
    assert table(*source).title == title


def test_a_table_is_taken_out_of_a_word() -> None:
    source = ["Skolerne drøfter sagen med Børne- og Un-", "Kommune", "Kvote", *QUOTAS, "dervisningsministeriet."]
    assert text_beside(*source) == ["Skolerne drøfter sagen med Børne- og Un-", "dervisningsministeriet."]
    assert table(*source).columns == ("Kommune", "Kvote")


def test_what_is_no_heading_of_the_columns_stays_in_the_text() -> None:
    rows = ["Morsø 3 4 5", "Rebild 9 8 7", "Samlet 12 12 12"]
    assert text_beside("Fordelingen ses her.", "Kvoter", *rows) == ["Fordelingen ses her.", "Kvoter"]
    assert table("Fordelingen ses her.", "Kvoter", *rows).columns == ("Kommune", "", "", "")


def test_two_tables_are_two() -> None:
    found = take_tables(lines("\n".join(["Først:", *QUOTAS, "Dernæst:", *QUOTAS])))[1]
    assert [(table.title, table.rows) for table in found] == [("Først", QUOTA_ROWS), ("Dernæst", QUOTA_ROWS)]


def test_a_table_knows_the_line_it_begins_on() -> None:
    assert table("Sådan:", "Kommune", "Kvote", *QUOTAS).line.number == 2


TASKS = ["Tema   Opgave   Ansvarlig", "Kysten   Diger og havne   Teknik", "Skolen   Fælles hold   Børn"]
TASK_ROWS = (("Kysten", "Diger og havne", "Teknik"), ("Skolen", "Fælles hold", "Børn"))


@pytest.mark.parametrize(
    ("source", "columns", "rows"),
    [
        pytest.param(TASKS, ("Tema", "Opgave", "Ansvarlig"), TASK_ROWS, id="words with headings"),
        pytest.param(
            ["Tema\tOpgave\tAnsvarlig", "Kysten\tDiger og havne\tTeknik", "Skolen\tFælles hold\tBørn"],
            ("Tema", "Opgave", "Ansvarlig"),
            TASK_ROWS,
            id="tabs between cells",
        ),
        pytest.param(
            ["Lise Holm   Rebild Kommune", "Per Bach   Morsø Kommune", "Ida Krog   Thisted Kommune"],
            ("", ""),
            (("Lise Holm", "Rebild Kommune"), ("Per Bach", "Morsø Kommune"), ("Ida Krog", "Thisted Kommune")),
            id="words without headings",
        ),
        pytest.param(
            ["Opgave   Ansvarlig   Frist", "Diger   Teknik   1. maj 2026", "Hold   Børn   4. juni 2026"],
            ("Opgave", "Ansvarlig", "Frist"),
            (("Diger", "Teknik", "1. maj 2026"), ("Hold", "Børn", "4. juni 2026")),
            id="dates among the words",
        ),
        pytest.param(
            ["Kommune   Formand   Antal", "Morsø   Ida Krog   3", "Rebild   Per Bach   9", "Thisted   Lise Holm   4"],
            ("Kommune", "Formand", "Antal"),
            (("Morsø", "Ida Krog", "3"), ("Rebild", "Per Bach", "9"), ("Thisted", "Lise Holm", "4")),
            id="words and figures",
        ),
        pytest.param(
            ["Tema     Opgave   Ansvarlig", "Kysten   Diger    Teknik", "Skolen            Børn", "Vejen    Broer"],
            ("Tema", "Opgave", "Ansvarlig"),
            (("Kysten", "Diger", "Teknik"), ("Skolen", "", "Børn"), ("Vejen", "Broer", "")),
            id="cells left empty",
        ),
    ],
)
def test_rows_of_cells_apart_are_a_table(
    source: list[str], columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    found = table("Opgaverne er:", *source)
    assert (found.title, found.columns, found.rows) == ("Opgaverne er", columns, rows)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(TASKS[:2], id="two rows are too few"),
        pytest.param(["Kysten   Diger", "Skolen   Hold   Børn", "Vejen   Broer"], id="rows of unlike width"),
        pytest.param(["– en   bro", "– en   tunnel", "– en   dæmning"], id="entries of a list"),
        pytest.param([f"{'Aftalen om en bro ' * 4}   {'Aftalen om en bro ' * 4}"] * 3, id="running text side by side"),
    ],
)
def test_other_lines_with_gaps_are_no_table(source: list[str]) -> None:
    assert take_tables(lines("\n".join(source)))[1] == ()


def test_many_lines_of_cells_that_are_no_table_take_no_longer_than_their_number_explains() -> None:
    assert text_beside(*["der kom   3   4"] * 4) == ["der kom   3   4"] * 4
    assert grows_with_length(text_beside, lambda size: "der kom   3   4\n" * size, 20_000)


def test_an_attachment_marker_alone_above_a_table_is_no_heading_of_it() -> None:
    assert table("En tekst.", "", "./.", *QUOTAS).title == ""
