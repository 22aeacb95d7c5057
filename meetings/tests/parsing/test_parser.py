"""From pages to what a document says."""

from datetime import date, time

import pytest

from meetings.parsing.document import Document, FieldName, Outcome
from meetings.tests.papers import only_item, paper, parsed

AGENDA = "Baggrund\nDagsorden for mødet i KKR Limfjorden den 12. september 2025."
DECISION = "Beslutning\nKKR Limfjorden godkendte planen."


def described(*cover: str) -> Document:
    """What an agenda with these lines on its cover says."""
    return parsed(paper("En bro\nIndstilling\nDet indstilles.", before=cover))


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        pytest.param(["Dato: 12-09-2025 10:00"], (date(2025, 9, 12), time(10)), id="date and time in figures"),
        pytest.param(["Dato: 12-09-2025 kl. 9.30"], (date(2025, 9, 12), time(9, 30)), id="kl. and a stop"),
        pytest.param(["Dato: 12.09.2025 09.30"], (date(2025, 9, 12), time(9, 30)), id="stops in both"),
        pytest.param(["Mødedato: fredag d. 5. februar 2021"], (date(2021, 2, 5), None), id="Mødedato, in words"),
        pytest.param(["Dato: 5. februar 2021 kl. 9.00-12.00"], (date(2021, 2, 5), time(9)), id="from and to"),
        pytest.param(["Dato: 12-09-2025", "Tid: kl. 9"], (date(2025, 9, 12), time(9)), id="the time on its own line"),
        pytest.param(["Dato:", "12-09-2025 10:00"], (date(2025, 9, 12), time(10)), id="the date on the next line"),
        pytest.param(["Dato: 12-09-2025 25:00"], (date(2025, 9, 12), None), id="no such time"),
        pytest.param(["Dato: 31-02-2025"], (None, None), id="no such day"),
        pytest.param(["KKR Limfjorden  | 12-09-2025"], (date(2025, 9, 12), None), id="a page header"),
        pytest.param([], (None, None), id="nothing"),
    ],
)
def test_the_cover_tells_date_and_time(cover: list[str], expected: tuple[date | None, time | None]) -> None:
    document = described(*cover)
    assert (document.date, document.start_time) == expected


@pytest.mark.parametrize(
    ("cover", "place"),
    [
        pytest.param(["Sted: Havnegade 4, Nibe"], "Havnegade 4, Nibe", id="one line"),
        pytest.param(
            ["Sted: Kroen ved havnen, Nibe", "Øst", "", "Andet"], "Kroen ved havnen, Nibe Øst", id="two lines"
        ),
        pytest.param(["Mødested:", "Rådhuset i Nibe"], "Rådhuset i Nibe", id="on the next line"),
        pytest.param(["Sted: Nibe", "Dato: 12-09-2025"], "Nibe", id="another fact below"),
        pytest.param(["Sted: Nibe", "Eksempel: opdigtet"], "Nibe", id="that it is a sample below"),
    ],
)
def test_the_cover_tells_the_place(cover: list[str], place: str) -> None:
    assert described(*cover).place == place


@pytest.mark.parametrize(
    ("cover", "council"),
    [
        pytest.param(["K K R  N O R D H A V N"], "KKR Nordhavn", id="spaced out"),
        pytest.param(["K K R   N O R D  H A V N"], "KKR Nordhavn", id="spaced out unevenly"),
        pytest.param(["KKR Nordhavn  | 12-09-2025"], "KKR Nordhavn", id="a page header"),
        pytest.param(["Mødet i KKR Nordhavn er i KKR Nordhavn, ikke KKR Sydby"], "KKR Nordhavn", id="named most"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_the_council_is_told(cover: list[str], council: str) -> None:
    assert described(*cover).council == council


@pytest.mark.parametrize(
    ("before", "item", "kind"),
    [
        pytest.param(["DAGSORDEN 2025"], "En bro", "agenda", id="an agenda's cover"),
        pytest.param([], "En bro", "agenda", id="nothing tells"),
        pytest.param([], f"En bro\n{DECISION}", "minutes", id="a decision"),
        pytest.param(["Deltagere", "Lise Holm (A)"], "En bro", "minutes", id="participants"),
        pytest.param(["DAGSORDEN", "Deltagere", "Lise Holm (A)"], "En bro", "agenda", id="an agenda with participants"),
        pytest.param(["DAGSORDEN"], f"En bro\n{DECISION}", "agenda", id="a decision under an agenda's cover"),
        pytest.param(["REFERAT"], "En bro", "minutes", id="minutes that decide nothing"),
    ],
)
def test_minutes_are_known_by_decisions_and_participants(before: list[str], item: str, kind: str) -> None:
    assert parsed(paper(item, before=before)).kind == kind


def test_a_sample_says_that_it_is_one() -> None:
    assert described("Eksempel: opdigtet råd").is_sample
    assert not described("Ingen prøve").is_sample


def test_the_date_of_a_meeting_may_stand_in_the_wording_of_item_1_1_only() -> None:
    assert parsed(paper(f"Godkendelse af dagsorden\n{AGENDA}\n{DECISION}")).date == date(2025, 9, 12)


def test_sections_and_items_come_with_what_stands_by_their_headings() -> None:
    document = parsed("1. Sager\n\n1.1. En bro over\nfjorden\nSAG-2018-00981 lifo/HAST\n\n 2. Eventuelt")
    assert [(section.number, section.title) for section in document.sections] == [("1", "Sager"), ("2", "Eventuelt")]
    (item,) = document.items
    assert (item.number, item.title, item.section) == ("1.1", "En bro over fjorden", "1")
    assert (item.case_number, item.initials) == ("SAG-2018-00981", ("lifo", "HAST"))


@pytest.mark.parametrize(
    ("line", "case_number", "initials"),
    [
        pytest.param("SAG-2025-00417 abc", "SAG-2025-00417", ("abc",), id="a KKR's"),
        pytest.param("SAG-2025-00417", "SAG-2025-00417", (), id="without initials"),
        pytest.param(
            "SAG-2025-00417 abc / de,FGH", "SAG-2025-00417", ("abc", "de", "FGH"), id="three people's initials"
        ),
        pytest.param("Sagsnr. 19/3143", "19/3143", (), id="a number and a year"),
        pytest.param("Sag 306-2009-600 mie", "306-2009-600", ("mie",), id="three numbers"),
        pytest.param("J.nr.: A09", "A09", (), id="a journal's number"),
    ],
)
def test_case_numbers_are_read(line: str, case_number: str, initials: tuple[str, ...]) -> None:
    (item,) = parsed(f"1. Sager\n\n1.1. Broen\n{line}\n\nBaggrund\nTekst.").items
    assert (item.case_number, item.initials) == (case_number, initials)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            ["Baggrund", "A.", "Indstilling", "B.", "Sagsfremstilling", "C.", "Beslutning", "D."],
            {"background": "A.", "recommendation": "B.", "presentation": "C.", "decision": "D."},
            id="all four",
        ),
        pytest.param(
            ["Resumé:", "A.", "Redegørelse:", "C."], {"background": "A.", "presentation": "C."}, id="other names"
        ),
        pytest.param(["Baggrund", "", "Indstilling", "B."], {"recommendation": "B."}, id="an empty one"),
        pytest.param(
            ["Sagsfremstilling", "C.", "Baggrund", "Før.", "Beslutning", "D."],
            {"presentation": "C.\n\nBaggrund\n\nFør.", "decision": "D."},
            id="a background within the presentation",
        ),
        pytest.param(["Der var en sag."], {"presentation": "Der var en sag."}, id="none named"),
        pytest.param([], {}, id="no text"),
    ],
)
def test_an_item_has_its_texts(body: list[str], expected: dict[FieldName, str]) -> None:
    assert {field.name: field.text for field in only_item(*body).fields} == expected


def test_a_word_broken_by_a_marker_and_a_page_header_is_mended() -> None:
    body = ["Baggrund", "Det gælder pleje-", ".", "/", ".", "KKR Nord  | 12-09-2025", " SIDE  |  8", "familier i byen."]
    item = only_item(*body)
    assert (item.text("background"), item.attachment_markers) == ("Det gælder plejefamilier i byen.", 1)


def test_markers_are_counted_over_all_of_an_item() -> None:
    assert only_item("Baggrund", "./. Plan.", "", "Indstilling", "./. ./. Kort.").attachment_markers == 3


def test_a_table_stands_after_the_blocks_before_it() -> None:
    document = parsed(
        paper("Kvoter\nSagsfremstilling\nSådan er det.\n\nKvoterne er:\nMorsø 3\nRebild 9\nI alt 12\nDet var alt.")
    )
    (table,) = document.tables
    assert (table.item, table.field, table.after_block, table.title) == ("1.1", "presentation", 2, "Kvoterne er")
    assert document.items[0].text("presentation") == "Sådan er det.\n\nKvoterne er:\n\nDet var alt."


def test_municipalities_stand_in_texts_and_in_tables() -> None:
    item = only_item(
        "Baggrund", "Thisted Kommune har spurgt.", "", "Beslutning", "Sådan:", "Morsø 3", "Rebild 9", "I alt 12"
    )
    assert item.municipalities == ("Thisted", "Morsø", "Rebild")


def test_items_refer_to_meetings_and_to_items_that_there_are() -> None:
    document = parsed(
        paper(
            f"Godkendelse af dagsorden\n{AGENDA}",
            "En bro\nBaggrund\nSom på KKR-mødet den 13. juni 2025, jf. punkt 1.1 og punkt 7.7 og pkt. 1.2.",
        )
    )
    assert document.items[1].references == (date(2025, 6, 13),)
    assert document.items[1].item_references == ("1.1",)


@pytest.mark.parametrize(
    ("decision", "outcomes", "persons"),
    [
        pytest.param("KKR Nord udpegede Lise Holm (A).", ("appointed",), ["Lise Holm"], id="in so many words"),
        pytest.param("KKR Nord godkendte indstillingen.", ("approved",), ["Bo Dal"], id="by what was recommended"),
        pytest.param("Sagen udsættes.", ("postponed",), [], id="not yet"),
    ],
)
def test_an_item_appoints(decision: str, outcomes: tuple[Outcome, ...], persons: list[str]) -> None:
    recommendation = "Indstilling\nDet indstilles, at KKR Nord udpeger Bo Dal (V) til Kystrådet."
    document = parsed(paper(f"Udpegning til Kystrådet\n{recommendation}\n\nBeslutning\n{decision}"))
    assert document.items[0].outcomes == outcomes
    assert [(found.item, found.person) for found in document.appointments] == [("1.1", person) for person in persons]


@pytest.mark.parametrize(
    ("before", "complete", "warnings"),
    [
        pytest.param(["Deltagere", "Lise Holm (A)"], True, [], id="whole"),
        pytest.param(
            ["Deltagere", "Lise Holm (A)", "Afbud", "Bo Dal (V)", "Per Vig (C)"],
            False,
            [(1, "Deltagerlisten er ufuldstændig: færre er til stede end fraværende.")],
            id="cut",
        ),
        pytest.param([], False, [(2, "Referatet har ingen deltagerliste.")], id="missing"),
    ],
)
def test_minutes_say_whether_the_list_of_participants_is_whole(
    before: list[str], complete: bool, warnings: list[tuple[int, str]]
) -> None:
    document = parsed(paper(f"En bro\n{DECISION}", before=before))
    assert document.participants_complete is complete
    assert [(warning.line, warning.message) for warning in document.warnings] == warnings


def test_an_agenda_needs_no_participants() -> None:
    document = described("DAGSORDEN")
    assert (document.participants_complete, document.warnings) == (None, ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(
            "1. Sager\n\n1.1. Bro\nSAG-2025-00417\n\n2. Eventuelt\nDer blev spurgt.",
            7,
            "Teksten hører ikke til noget punkt: »Der blev spurgt.«.",
            id="text under a section",
        ),
        pytest.param(
            "1. Sager\n\n1.1. Bro\nSAG-2025-00417\n\n1.3. Vej\nSAG-2025-00418",
            6,
            "Nummereringen springer fra 1.1 til 1.3.",
            id="an item left out",
        ),
        pytest.param(
            "1. Sager\n\n1.1. Bro\nSAG-2025-00417\n\n3. Nyt\n3.1. Vej\nSAG-2025-00418",
            6,
            "Nummereringen springer fra 1.1 til 3.",
            id="a section left out",
        ),
        pytest.param(
            "1. Sager\n\n1.1. Bro\nSAG-2025-00417\nBaggrund\nTallene ses i tabel 1.",
            5,
            "Punkt 1.1 nævner en tabel, som ikke blev fundet.",
            id="a table lost",
        ),
        pytest.param(
            "1. Sager\n\n1.1. Bro\nSAG-2025-00417\nBaggrund\nNedenfor fremgår fordelingen af pladser.",
            5,
            "Punkt 1.1 nævner en tabel, som ikke blev fundet.",
            id="a table lost that is announced in other words",
        ),
    ],
)
def test_what_looks_wrong_is_warned_of(text: str, line: int, message: str) -> None:
    assert [(warning.line, warning.message) for warning in parsed(text).warnings] == [(line, message)]


def test_everything_knows_page_and_line() -> None:
    document = parsed("Forside\n 1. Sager\n1.1. Bro\nSAG-2025-00417\nBaggrund\nTekst.")
    (item,) = document.items
    assert (document.sections[0].place.page, document.sections[0].place.line) == (2, 2)
    assert (item.place.page, item.place.line) == (2, 3)
    assert (item.fields[0].place.page, item.fields[0].place.line) == (2, 5)
