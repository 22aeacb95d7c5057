"""What a Word document's lines are: its paragraphs, the numbers that Word counts, its tables, and nothing hidden."""

import pytest

from meetings.parsing.lines.docx import docx_pages
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.line import MarkKind
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.parsing.parser import parse_document
from meetings.tests.word_documents import paragraph, part, run, table, word_document


def lines_of(*body: str, parts: dict[str, bytes] | None = None) -> list[str]:
    return [line for line in docx_pages(word_document(*body, parts=parts))[0] if line]


MEETING = (
    paragraph("KKR Prøveby"),
    paragraph("Referat"),
    paragraph("Dato: 14. marts 2025 kl. 9.30"),
    paragraph("1. Godkendelse af dagsorden 3", "Contents"),
    paragraph("Deltagere"),
    paragraph("Anna Holm (A), Aalborg Kommune", list_id=2),
    paragraph("Bo Lind (V), Rebild Kommune", list_id=2),
    paragraph("Godkendelse", "Heading1"),
    paragraph("Godkendelse af dagsorden", "Heading2"),
    paragraph("SAG-2025-00417 abc"),
    paragraph("Indstilling", "Heading3"),
    paragraph("Det indstilles, at dagsordenen godkendes."),
    paragraph("Beslutning", "Heading3"),
    paragraph("KKR Prøveby godkendte dagsordenen."),
    paragraph("Sager", "Heading1"),
    paragraph("Ny bro over fjorden", "Heading2"),
    paragraph("Hvad broen betyder for egnen", "Own"),
    paragraph("Broen har tre spor:"),
    paragraph("et til cykler", list_id=3),
    paragraph("et til biler", list_id=3),
    table(("Kommune", "2025", "2026"), ("Rebild", "10", "12"), ("Morsø", "4", "5")),
    paragraph("Beslutning", "Heading3"),
    paragraph("Sagen udsættes."),
)


def test_the_headings_lists_and_tables_of_a_document_are_read() -> None:
    document = parse_document(docx_pages(word_document(*MEETING)))
    assert (document.kind, document.council, document.place_unit) == ("minutes", "KKR Prøveby", "paragraph")
    assert [person.name for person in document.participants] == ["Anna Holm", "Bo Lind"]
    assert [(section.number, section.title) for section in document.sections] == [("1", "Godkendelse"), ("2", "Sager")]
    first, second = document.items
    assert (first.number, first.title, first.case_number) == ("1.1", "Godkendelse af dagsorden", "SAG-2025-00417")
    assert (first.outcome, second.number, second.outcome) == ("approved", "2.1", "postponed")
    assert second.text("presentation") == (
        "Hvad broen betyder for egnen\n\nBroen har tre spor:\n\n1. et til cykler\n2. et til biler"
    )
    assert document.tables[0].columns == ("Kommune", "2025", "2026")
    assert document.tables[0].rows == (("Rebild", "10", "12"), ("Morsø", "4", "5"))
    assert not document.warnings


def test_a_place_is_the_paragraph() -> None:
    document = parse_document(docx_pages(word_document(*MEETING)))
    assert [item.place.page for item in document.items] == [9, 16]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            [paragraph("A", list_id=3), paragraph("B", list_id=3, level=1), paragraph("C", list_id=3)],
            ["1. A", "a) B", "2. C"],
            id="levels",
        ),
        pytest.param(
            [paragraph("A", list_id=3), paragraph("B", list_id=4), paragraph("C", list_id=4)],
            ["1. A", "1. B", "2. C"],
            id="a list that begins again",
        ),
        pytest.param(
            [paragraph("A", list_id=2), paragraph("B", list_id=2, level=1)], ["– A", "o B"], id="bullets in levels"
        ),
        pytest.param([paragraph("A", list_id=99)], ["A"], id="a list that there is not"),
        pytest.param(
            [
                paragraph("A", "Heading1"),
                paragraph("B", "Heading2"),
                paragraph("C", "Heading2"),
                paragraph("D", "Heading1"),
                paragraph("E", "Heading2"),
            ],
            ["1. A", "1.1. B", "1.2. C", "2. D", "2.1. E"],
            id="numbered headings",
        ),
        pytest.param([paragraph("", "Heading1"), paragraph("A", "Heading1")], ["1. A"], id="an empty heading"),
    ],
)
def test_numbers_are_counted_as_word_counts_them(body: list[str], lines: list[str]) -> None:
    assert lines_of(*body) == lines


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<w:p>{run('Synlig')}<w:del>{run(' slettet')}</w:del></w:p>", id="deleted"),
        pytest.param(f"<w:p>{run('Synlig')}<w:moveFrom>{run(' flyttet')}</w:moveFrom></w:p>", id="moved from here"),
        pytest.param(f"<w:p>{run('Synlig')}{run(' skjult', '<w:vanish/>')}</w:p>", id="hidden"),
        pytest.param(
            f"<w:p>{run('Synlig')}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", id="a field's instruction"
        ),
        pytest.param(f"<w:p><w:ins>{run('Synlig')}</w:ins></w:p>", id="inserted"),
        pytest.param(f"<w:sdt><w:sdtContent>{paragraph('Synlig')}</w:sdtContent></w:sdt>", id="in a form's control"),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Skriv her')}</w:sdtContent></w:sdt>"
            f"{paragraph('Synlig')}",
            id="a control that asks for words",
        ),
        pytest.param(
            f"<w:p>{run('Synlig')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Skriv her')}"
            "</w:sdtContent></w:sdt></w:p>",
            id="a control in a line",
        ),
        pytest.param(f'<w:p><w:bookmarkStart w:id="0" w:name="x"/>{run("Synlig")}</w:p>', id="a bookmark"),
        pytest.param(f'<w:p><w:fldSimple w:instr="REF x">{run("Synlig")}</w:fldSimple></w:p>', id="a field"),
        pytest.param(f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('Synlig')}</w:p><w:sectPr/>", id="sections"),
        pytest.param(
            f"<w:p><w:commentRangeStart/>{run('Synlig')}<w:r><w:commentReference w:id='0'/></w:r></w:p>", id="commented"
        ),
        pytest.param(
            f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('Synlig')}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{paragraph('Synlig')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
            "</w:r></w:p>",
            id="in a frame, once",
        ),
    ],
)
def test_what_is_seen_is_read_and_nothing_else(body: str) -> None:
    parts = {"word/comments.xml": part("comments", f"<w:comment>{paragraph('Kommentar')}</w:comment>")}
    assert lines_of(body, parts=parts) == ["Synlig"]


def test_hidden_words_are_told_of() -> None:
    pages = docx_pages(word_document(f"<w:p>{run('Synlig')}{run('hemmeligt', '<w:vanish/>')}</w:p>"))
    assert [unseen.text for unseen in pages.unseen] == ["hemmeligt"]


def test_what_stands_at_the_top_of_the_pages_belongs_to_them() -> None:
    pages = docx_pages(
        word_document(paragraph("Punkter"), parts={"word/header1.xml": part("hdr", paragraph("KKR Prøveby"))})
    )
    assert [pages.marks[1].kind, pages[0][0]] == [MarkKind.FURNITURE, "KKR Prøveby"]


def test_a_list_of_contents_belongs_to_the_pages() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('1. Broen 2')}</w:sdtContent></w:sdt>"
    )
    assert docx_pages(word_document(control, paragraph("Punkter"))).marks[1].kind is MarkKind.FURNITURE


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm", ".DOCX"])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml"])
def test_documents_with_macros_templates_and_those_of_a_browser_are_read(suffix: str, main: str) -> None:
    content = word_document(paragraph("Synlig"), parts={"word/vbaProject.bin": b"macro"}, main=main)
    assert extract_pages(content, suffix)[0] == ("Synlig",)


def test_a_note_stands_below_its_paragraph() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("Se bilaget.")}</w:footnote>')
    body = f'<w:p>{run("Broen")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert lines_of(body, parts={"word/footnotes.xml": notes}) == ["Broen", "Note: Se bilaget."]


def test_a_table_that_arranges_a_page_is_read_as_its_paragraphs() -> None:
    body = f"<w:tbl><w:tr><w:tc>{paragraph('Sagen', 'Heading3')}{paragraph('Broen')}</w:tc></w:tr></w:tbl>"
    assert lines_of(body) == ["Sagen", "Broen"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"PK\x03\x04 no more", UnreadableReason.BROKEN, id="cut off"),
        pytest.param(word_document(), UnreadableReason.EMPTY, id="empty"),
        pytest.param(
            word_document(parts={"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            UnreadableReason.FORBIDDEN,
            id="entities",
        ),
        pytest.param(
            word_document(parts={"word/document.xml": b"<a>" * 300 + b"</a>" * 300}),
            UnreadableReason.BROKEN,
            id="too deep",
        ),
        pytest.param(
            word_document(parts={"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}),
            UnreadableReason.TOO_LARGE,
            id="a bomb",
        ),
    ],
)
def test_a_document_that_cannot_be_read_says_why(content: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(Unreadable) as raised:
        docx_pages(content)
    assert raised.value.reason is reason
