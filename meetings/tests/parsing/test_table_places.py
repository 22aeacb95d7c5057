"""Where a table stands in its text: where it was found, or where it is announced if extraction moved it."""

import pytest

from meetings.parsing.document import Document
from meetings.tests.papers import paper, parsed

QUOTAS = ["Kommune", "Kvote", "Morsø 3", "Rebild 9", "Samlet 12"]
SHARES = ["Kommune", "Andel", "Thisted 5", "Læsø 1", "Aalborg 6"]
BEFORE = "Rådet har drøftet sagen med kommunerne og ser gerne at alle deltager i dette nu."
BROKEN = ["Sekretariatet undersøger om der er penge til en bro mellem øen og fastlandet så", "at alle kan komme over."]
WORD = ["Sekretariatet undersøger om der er penge til en bro ved Un-", "dervisningscentret, så at alle kan komme."]


def read(*body: str) -> Document:
    return parsed(paper("\n".join(["Fordeling af pladser", "Sagsfremstilling", *body])))


def tables_after(*body: str) -> list[int]:
    return [table.after_block for table in read(*body).tables]


@pytest.mark.parametrize(
    "announcement",
    [
        "Fordelingen fremgår af nedenstående tabel:",
        "Pladserne fordeles således:",
        "Pladserne er udregnet af ministeriet, jf. tabel 1.",
        "Herunder fremgår pladserne for hver kommune.",
        "I tabellen nedenfor er pladserne fordelt.",
        "Modellen lægger op til følgende fordeling for 2026:",
    ],
)
@pytest.mark.parametrize("moved_into", [BROKEN, WORD], ids=["a sentence", "a word"])
def test_a_table_that_was_moved_stands_below_the_line_that_announces_it(
    announcement: str, moved_into: list[str]
) -> None:
    first, second = moved_into
    document = read(announcement, "", BEFORE, "", first, *QUOTAS, second)
    (table,) = document.tables
    assert table.after_block == 1
    text = document.items[0].text("presentation").split("\n\n")
    assert text == [announcement, BEFORE, f"{first} {second}".replace("Un- ", "Un")]


def test_a_table_between_paragraphs_stands_where_it_was_found() -> None:
    assert tables_after("Se nedenstående tabel:", "", BEFORE, "", *QUOTAS, "", BEFORE) == [2]


def test_a_moved_table_that_nothing_announces_stands_below_the_paragraph_it_was_in() -> None:
    assert tables_after(BEFORE, "", BROKEN[0], *QUOTAS, BROKEN[1], "", BEFORE) == [2]


def test_a_moved_table_may_be_announced_below() -> None:
    assert tables_after(BROKEN[0], *QUOTAS, BROKEN[1], "", "Pladserne fordeles således:", "", BEFORE) == [2]


def test_a_table_of_above_is_not_announced_below_what_names_it() -> None:
    assert tables_after("Se ovenstående tabel.", "", BROKEN[0], *QUOTAS, BROKEN[1]) == [2]


def test_two_moved_tables_stand_below_an_announcement_each() -> None:
    body = ["Pladserne fordeles således:", "", BEFORE, "", "Andelene ses nedenfor.", "", BROKEN[0], *QUOTAS, BROKEN[1]]
    assert tables_after(*body, "", BROKEN[0], *SHARES, BROKEN[1]) == [1, 3]


def test_what_stands_below_a_table_is_a_paragraph_of_its_own() -> None:
    announcement = "Efter aftalen mellem kommunerne og sekretariatet fordeles pladserne således:"
    document = read(announcement, *QUOTAS, BEFORE)
    assert document.items[0].text("presentation") == f"{announcement}\n\n{BEFORE}"
    assert [table.after_block for table in document.tables] == [1]
