"""How an item's text becomes paragraphs, subheadings, lists and tables."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.pages.blocks import (
    AttachmentsBlock,
    Block,
    BulletList,
    ListEntry,
    NumberedList,
    Paragraph,
    Subheading,
    opening,
    split_into_blocks,
    with_marked_sentences,
)
from meetings.pages.table_blocks import Column, TableBlock


@dataclass(frozen=True)
class Table:
    title: str = "Kvoter"
    columns: tuple[str, ...] = ("Kommune", "Antal")
    rows: tuple[tuple[str, ...], ...] = (("Rebild", "9"),)
    after_block: int = 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="no text, no blocks"),
        pytest.param(
            "Første afsnit.\n\nAndet afsnit.",
            [Paragraph("Første afsnit."), Paragraph("Andet afsnit.")],
            id="an empty line parts two paragraphs",
        ),
        pytest.param("En linje\nog en til.", [Paragraph("En linje og en til.")], id="a single line end is a space"),
        pytest.param(
            "– Mad\n– Drikke",
            [BulletList((ListEntry("Mad"), ListEntry("Drikke")))],
            id="consecutive entries are one list",
        ),
        pytest.param(
            "– Mad\n  – Brød\n  – Ost\n– Drikke",
            [BulletList((ListEntry("Mad", ("Brød", "Ost")), ListEntry("Drikke")))],
            id="indented entries belong to the entry above",
        ),
        pytest.param(
            "2. Aftalen\n3. Loven",
            [NumberedList((ListEntry("Aftalen"), ListEntry("Loven")), start=2)],
            id="a numbered list keeps its first number",
        ),
        pytest.param(
            "Program:\n– Frokost",
            [Paragraph("Program:"), BulletList((ListEntry("Frokost"),))],
            id="a list may follow its introduction at once",
        ),
        pytest.param(
            "– Mad\n1. Aftalen",
            [BulletList((ListEntry("Mad"),)), NumberedList((ListEntry("Aftalen"),))],
            id="bullets and numbers are two lists",
        ),
        pytest.param(
            "Økonomi\n\nUdgiften deles.",
            [Subheading("Økonomi"), Paragraph("Udgiften deles.")],
            id="a short line without a full stop is a subheading",
        ),
        pytest.param(
            "Udgiften deles.\n\nSekretariatet",
            [Paragraph("Udgiften deles."), Paragraph("Sekretariatet")],
            id="nothing follows, so no subheading",
        ),
        pytest.param(
            "Svaret skal gives senest den\n\n10. september.",
            [Paragraph("Svaret skal gives senest den"), Paragraph("10. september.")],
            id="a sentence that goes on below is no subheading",
        ),
        pytest.param(
            "Det indstilles, at\n\n– planen godkendes",
            [Paragraph("Det indstilles, at"), BulletList((ListEntry("planen godkendes"),))],
            id="a sentence that a list goes on with is no subheading",
        ),
        pytest.param(
            "Det indstilles, at rådet\n\n– godkender planen",
            [Paragraph("Det indstilles, at rådet"), BulletList((ListEntry("godkender planen"),))],
            id="a recommendation that names who is to decide is no subheading either",
        ),
        pytest.param(
            "Formandskabet foreslår, at KKR Prøve\n\n1. godkender planen",
            [Paragraph("Formandskabet foreslår, at KKR Prøve"), NumberedList((ListEntry("godkender planen"),))],
            id="whoever recommends",
        ),
        pytest.param(
            "Formål\n\n– Læring",
            [Subheading("Formål"), BulletList((ListEntry("Læring"),))],
            id="a list may stand under a subheading",
        ),
        pytest.param(
            "Det gælder:\n\n– Mad",
            [Paragraph("Det gælder:"), BulletList((ListEntry("Mad"),))],
            id="a line with a colon introduces, it is no subheading",
        ),
        pytest.param(
            "og videre på næste side\n\nNyt afsnit.",
            [Paragraph("og videre på næste side"), Paragraph("Nyt afsnit.")],
            id="a line that begins in lower case is no subheading",
        ),
        pytest.param(
            "30. september 2024 mødes rådet.",
            [Paragraph("30. september 2024 mødes rådet.")],
            id="a date at the start of a line is no list",
        ),
    ],
)
def test_text_becomes_blocks(text: str, expected: list[Block]) -> None:
    assert list(split_into_blocks(text)) == expected


@pytest.mark.parametrize(
    ("after_block", "expected"),
    [
        pytest.param(0, ["table", "paragraph", "paragraph"], id="before everything"),
        pytest.param(1, ["paragraph", "table", "paragraph"], id="between two paragraphs"),
        pytest.param(2, ["paragraph", "paragraph", "table"], id="after everything"),
        pytest.param(9, ["paragraph", "paragraph", "table"], id="further than the text goes"),
    ],
)
def test_a_table_stands_after_its_blocks(after_block: int, expected: list[str]) -> None:
    shown = split_into_blocks("Et.\n\nTo.", [Table(after_block=after_block)])
    assert [block.kind for block in shown] == expected


@pytest.mark.parametrize(
    ("after_block", "expected"),
    [
        pytest.param(1, ["paragraph", "table", "bullet_list", "paragraph"], id="before the list"),
        pytest.param(2, ["paragraph", "bullet_list", "table", "paragraph"], id="within the list: after it"),
        pytest.param(4, ["paragraph", "bullet_list", "table", "paragraph"], id="every entry counts, nested ones too"),
        pytest.param(5, ["paragraph", "bullet_list", "paragraph", "table"], id="after the list and a paragraph"),
    ],
)
def test_list_entries_count_as_the_parser_counts_them(after_block: int, expected: list[str]) -> None:
    shown = split_into_blocks("Et:\n\n– Mad\n  – Brød\n– Drikke\n\nTo.", [Table(after_block=after_block)])
    assert [block.kind for block in shown] == expected


@pytest.mark.parametrize(
    ("text", "is_said_before"),
    [
        pytest.param("Kvoter:", True, id="the line above says the same"),
        pytest.param("Fordelingen blev drøftet.", False, id="it says something else"),
    ],
)
def test_a_caption_that_the_text_says_is_known(text: str, is_said_before: bool) -> None:
    _, table = split_into_blocks(text, [Table("Kvoter", after_block=1)])
    assert isinstance(table, TableBlock)
    assert table.is_said_before is is_said_before


def test_tables_are_counted_without_each_other_and_keep_their_order() -> None:
    shown = split_into_blocks(
        "Et.\n\nTo.", [Table("b", after_block=2), Table("a", after_block=1), Table("c", after_block=2)]
    )
    captions = [block.caption if isinstance(block, TableBlock) else block.kind for block in shown]
    assert captions == ["paragraph", "a", "paragraph", "b", "c"]


def _table(*rows: tuple[str, ...], columns: tuple[str, ...] = ("Kommune", "Antal")) -> TableBlock:
    (block,) = split_into_blocks("", [Table(columns=columns, rows=rows)])
    assert isinstance(block, TableBlock)
    return block


@pytest.mark.parametrize(
    ("cell", "shown", "is_figure"),
    [
        pytest.param("9", "9", True, id="a small number"),
        pytest.param("12345", "12.345", True, id="a large one gets Danish thousands"),
        pytest.param("1.779", "1.779", True, id="thousands that are there already stay"),
        pytest.param("3,5 %", "3,5 %", True, id="a share"),
        pytest.param("-4", "-4", True, id="a negative number"),
        pytest.param("–", "–", True, id="a dash for none"),
        pytest.param("2025", "2025", False, id="a year is no amount"),
        pytest.param("Formand", "Formand", False, id="a word"),
        pytest.param("", "", False, id="an empty cell"),
    ],
)
def test_figures_are_told_from_words(cell: str, shown: str, is_figure: bool) -> None:
    table = _table(("Rebild", cell))
    assert table.columns[1] == Column("Antal", is_figure)
    assert (table.rows[0].cells[0].text, table.rows[0].cells[0].is_figure) == (shown, is_figure)


def test_a_column_of_large_amounts_may_hold_one_that_looks_like_a_year() -> None:
    table = _table(("Rebild", "2000"), ("Aalborg", "12000"))
    assert [row.cells[0].text for row in table.rows] == ["2.000", "12.000"]


def test_only_the_last_row_can_be_the_sum() -> None:
    table = _table(("I alt", "1"), ("Rebild", "9"), ("Samlet:", "10"))
    assert [row.is_sum for row in table.rows] == [False, False, True]


def test_short_rows_and_missing_headings_are_filled_up() -> None:
    table = _table(("Rebild", "9", "8"), ("Aalborg",))
    assert [column.heading for column in table.columns] == ["Kommune", "Antal", ""]
    assert [len(row.cells) for row in table.rows] == [2, 2]


@pytest.mark.parametrize(
    ("names", "are_short"),
    [
        pytest.param(["KKR Hovedstaden", "Hele landet"], True, id="councils"),
        pytest.param(["Rebild", "Antal pladser i alt på institutionen"], False, id="one long name among them"),
        pytest.param([], True, id="no rows"),
    ],
)
def test_rows_with_short_names_are_known(names: list[str], are_short: bool) -> None:
    assert _table(*((name, "9") for name in names)).has_short_rows is are_short


@dataclass(frozen=True)
class Mark:
    after_block: int


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("En.\n\nTo.", [1], "paragraph 1 paragraph", id="after the paragraph"),
        pytest.param("En.\n\nTo.", [0], "1 paragraph paragraph", id="beside the heading of the text"),
        pytest.param("En.\n\nTo.", [2, 2], "paragraph paragraph 2", id="two in one place are one block"),
        pytest.param("En.\n\nTo.", [2, 1], "paragraph 1 paragraph 1", id="in the text's order"),
        pytest.param("– a\n– b\n\nTo.", [1], "bullet_list 1 paragraph", id="after the list that it would part"),
        pytest.param("En.", [9], "paragraph 1", id="beyond the end"),
    ],
)
def test_marks_of_attachments_stand_where_the_text_has_them(text: str, marks: list[int], expected: str) -> None:
    shown = split_into_blocks(text, attachments=[Mark(after) for after in marks])
    assert expected == " ".join(
        str(len(block.attachments)) if isinstance(block, AttachmentsBlock) else block.kind for block in shown
    )


def test_a_mark_stands_before_the_table_that_follows_its_block() -> None:
    shown = split_into_blocks("Kvoter:", [Table(after_block=1)], [Mark(1)])
    assert [block.kind for block in shown] == ["paragraph", "attachments", "table"]
    assert isinstance(shown[2], TableBlock)
    assert shown[2].is_said_before


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        pytest.param("Rådet godkendte.", 40, "Rådet godkendte.", id="a short text is whole"),
        pytest.param("Første.\n\n– Andet.", 40, "Første. Andet.", id="line ends and dashes go"),
        pytest.param("Økonomi\n\nRådet godkendte.", 40, "Rådet godkendte.", id="subheadings go"),
        pytest.param(
            "Rådet godkendte planen. Formanden fulgte op.", 30, "Rådet godkendte planen.", id="whole sentences"
        ),
        pytest.param(
            "Formanden indledte punktet. Rådet godkendte planen.", 40, "Rådet godkendte planen.", id="introduction goes"
        ),
        pytest.param("Formanden indledte punktet.", 40, "Formanden indledte punktet.", id="the only sentence stays"),
        pytest.param(
            "Borgmesteren så gerne broen bygget. Sagen blev udsat.", 40, "Sagen blev udsat.", id="what was said goes"
        ),
        pytest.param(
            "Mødet holdes ml. KL og KKR. Frokost.", 30, "Mødet holdes ml. KL og KKR.", id="an abbreviation ends nothing"
        ),
        pytest.param(
            "Rådet besluttede denne fordeling:\n\nAftalen bortfalder.",
            80,
            "Rådet besluttede denne fordeling:",
            id="a colon before a new paragraph ends it",
        ),
        pytest.param(
            "Rådet besluttede denne fordeling:\n\nFremtiden\n\nAftalen bortfalder.",
            80,
            "Rådet besluttede denne fordeling:",
            id="a subheading between changes nothing",
        ),
        pytest.param(
            "Rådet bemærkede:\n\n– Veje mangler.\n– Broer også.\n\nTak.",
            80,
            "Rådet bemærkede: Veje mangler. Broer også. Tak.",
            id="a colon before a list does not",
        ),
        pytest.param(
            "Formanden fortalte om:\n\nFærgen.\n\nRådet godkendte planen.",
            80,
            "Rådet godkendte planen.",
            id="a colon before the deciding sentence does not",
        ),
        pytest.param("Rådet godkendte den samlede plan", 20, "Rådet godkendte …", id="cut between words"),
        pytest.param("", 20, "", id="nothing"),
    ],
)
def test_the_opening_of_a_text(text: str, length: int, expected: str) -> None:
    assert opening(text, length) == expected


@given(st.text(alphabet="aB.:\n –1 ", max_size=200))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    letters = [character for character in text if character in "aB"]
    shown = "".join(_texts(split_into_blocks(text)))
    assert [character for character in shown if character in "aB"] == letters


def _texts(shown: tuple[Block, ...]) -> list[str]:
    texts: list[str] = []
    for block in shown:
        match block:
            case Paragraph(text) | Subheading(text):
                texts.append(text)
            case BulletList(entries) | NumberedList(entries):
                texts += [text for entry in entries for text in (entry.text, *entry.nested)]
            case TableBlock():
                pass
    return texts


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        pytest.param("Først. Så dette. Sidst.", ["Så dette."], ["Så dette."], id="in a paragraph"),
        pytest.param("– Først.\n– Så dette.", ["– Så dette."], ["Så dette."], id="an entry without its dash"),
        pytest.param("1. Godkendt.\n2. Udsat.", ["2. Udsat."], ["Udsat."], id="an entry without its number"),
        pytest.param("Et.\n\nTo.", ["Et.", "To."], ["Et.", "To."], id="in two paragraphs"),
        pytest.param("Et. To.", ["To.", "Et."], ["Et.", "To."], id="two in a paragraph, as they stand"),
        pytest.param("Det er ikke nyt.", ["nyt.", "er ikke nyt."], ["er ikke nyt."], id="one within another"),
        pytest.param("Ugodkendt.", ["godkendt."], [], id="not in the middle of a word"),
        pytest.param("Rettet siden.", ["Som den var."], [], id="a sentence that was corrected since"),
        pytest.param("Et.", [""], [], id="no sentence"),
    ],
)
def test_sentences_are_marked_where_they_stand(text: str, sentences: list[str], expected: list[str]) -> None:
    segments = [
        segment
        for block in with_marked_sentences(split_into_blocks(text), sentences)
        for part in (block.entries if isinstance(block, BulletList | NumberedList) else [block])
        if isinstance(part, Paragraph | ListEntry)
        for segment in part.segments
    ]
    assert [segment.text for segment in segments if segment.marked] == expected


@given(st.text("Ab. \n–1", max_size=60), st.lists(st.text("Ab. ", max_size=8), max_size=4))
def test_marking_changes_no_text(text: str, sentences: list[str]) -> None:
    plain = split_into_blocks(text)
    for before, after in zip(plain, with_marked_sentences(plain, sentences), strict=True):
        if isinstance(after, Paragraph) and isinstance(before, Paragraph):
            assert "".join(segment.text for segment in after.segments) == before.text
