"""Which lines name an item's texts, and which lines belong to each text."""

import pytest

from meetings.parsing.document import FieldName
from meetings.parsing.structure.fields import field_heading
from meetings.tests.papers import only_item, parsed


@pytest.mark.parametrize(
    ("line", "field", "is_kept"),
    [
        ("Baggrund", "background", False),
        ("Resume:", "background", False),
        ("Sagsresumé", "background", False),
        ("Sagens kerne", "background", False),
        ("Sagstema", "background", False),
        ("Sagsforløb", "background", True),
        ("INDSTILLING", "recommendation", False),
        ("I N D S T I L L I N G", "recommendation", False),
        ("Direktionen indstiller,", "recommendation", True),
        ("Sekretariatet indstiller, at Bestyrelsen", "recommendation", True),
        ("Plan og Miljø anbefaler at havneudvalget:", "recommendation", True),
        ("Direktionen foreslår, at Udvalget for Plan og Byg", "recommendation", True),
        ("Kommunaldirektøren foreslår", "recommendation", True),
        ("Administrationen anbefaler", "recommendation", True),
        ("Det indstilles til Børne- og Familieudvalget", "recommendation", True),
        ("Det indstilles, at udvalget", "recommendation", True),
        ("Det anbefales at HMU", "recommendation", True),
        ("Punkttype", "background", True),
        ("Beslutning i den :", "decision", False),
        ("Beslutning den :", "decision", False),
        ("Administrationens anbefaling", "recommendation", False),
        ("Indstilling / beslutning", "recommendation", False),
        ("Kendelse", "decision", False),
        ("Besluttet", "decision", False),
        ("Udvalget besluttede", "decision", True),
        ("Udvalget for Havne vedtog:", "decision", True),
        ("Det blev besluttet", "decision", True),
        ("Beslutning: Udsat", "decision", False),
        ("Sagsbeskrivelse", "presentation", False),
        ("Beskrivelse", "presentation", False),
        ("Redegørelse", "presentation", False),
        ("Supplerende sagsfremstilling", "presentation", True),
        ("Retsgrundlag", "presentation", True),
        ("Lovgrundlag", "presentation", True),
        ("Økonomi", "presentation", True),
        ("Høring", "presentation", True),
        ("Bilag:", "presentation", True),
        ("Beslutning:", "decision", False),
        ("Beslutning på mødet", "decision", False),
        ("Beslutningsreferat", "decision", False),
        ("Vedtagelser", "decision", False),
        ("Motivering", "presentation", False),
        ("Referat:", "decision", False),
        ("Beslutning i Økonomiudvalget den 3. maj 2022", "decision", True),
        ("Beslutning fra Teknik- og Miljøudvalget, 10. september 2024, pkt. 56:", "decision", True),
        ("Beslutning i Udvalget for Ældre og Sundhed den 04-06-2020", "decision", True),
        ("Beslutning Byrådet den 05-03-2019", "decision", True),
        ("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42", "decision", True),
        ("Kommunalbestyrelsens møde 28. november 2005", "decision", True),
        ("Økonomiudvalgets beslutning i mødet den 31. marts 2020", "decision", True),
    ],
)
def test_a_line_names_a_text(line: str, field: FieldName, is_kept: bool) -> None:
    heading = field_heading(line)
    assert heading
    assert (heading.field, heading.is_kept) == (field, is_kept)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Økonomien er stram.", id="a sentence"),
        pytest.param("økonomi", id="a word that wrapped"),
        pytest.param(
            "Økonomiudvalget mødtes den 3. maj 2022 og drøftede sagen.", id="a committee and a date in a text"
        ),
        pytest.param("Beslutningen træffes i Byrådet", id="a word that begins alike"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_line_of_text_names_none(line: str) -> None:
    assert field_heading(line) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            ["Sagsfremstilling", "C.", "Økonomi", "Intet.", "Høring", "Ingen svar."],
            {"presentation": "C.\n\nØkonomi\n\nIntet.\n\nHøring\n\nIngen svar."},
            id="several headings of one text",
        ),
        pytest.param(
            ["Indstilling", "B.", "Beslutning", "D.", "Sagsfremstilling", "C.", "Bilag", "Kort"],
            {"recommendation": "B.", "decision": "D.", "presentation": "C.\n\nBilag\n\nKort"},
            id="the decision right after the recommendation",
        ),
        pytest.param(
            ["Beslutning i Økonomiudvalget den 3. maj 2022", "Anbefales.", "Beslutning", "Godkendt."],
            {"presentation": "Beslutning i Økonomiudvalget den 3. maj 2022\n\nAnbefales.", "decision": "Godkendt."},
            id="another committee's decision before this one",
        ),
        pytest.param(
            ["Økonomiudvalget den 3. maj 2022, pkt. 3", "Resume", "A.", "Beslutning", "Godkendt."],
            {"background": "Økonomiudvalget den 3. maj 2022, pkt. 3\n\nResume\n\nA.", "decision": "Godkendt."},
            id="where the case has been is no decision",
        ),
        pytest.param(
            ["Sagsforløb: KFU/BY", "Beslutning: Godkendt."],
            {"background": "Sagsforløb: KFU/BY", "decision": "Godkendt."},
            id="text on the heading's line",
        ),
        pytest.param(
            ["Indstilling", "B.", "Notat", "Kajen er gammel.", "Beslutning", "Godkendt."],
            {"recommendation": "B.", "presentation": "Notat\n\nKajen er gammel.", "decision": "Godkendt."},
            id="a text's name that may be a title",
        ),
        pytest.param(
            ["Indstilling", "B.", "Hvad handler sagen om?", "Kajen er gammel.", "Beslutning", "Godkendt."],
            {
                "recommendation": "B.",
                "presentation": "Hvad handler sagen om?\n\nKajen er gammel.",
                "decision": "Godkendt.",
            },
            id="a question heads its answer",
        ),
        pytest.param(
            ["Indstilling", "B.", "Udvalget vedtog:", "Kajen males.", "Det koster 3 mio. kr."],
            {"recommendation": "B.", "decision": "Udvalget vedtog:\n\nKajen males.\n\nDet koster 3 mio. kr."},
            id="a body that decided heads what it decided",
        ),
        pytest.param(["Indstilling", "B.", "Udvalget vedtog"], {"recommendation": "B."}, id="and nothing below it"),
        pytest.param(
            ["Indstilling", "B.", "Udvalget vedtog", "at male broen."],
            {"recommendation": "B.\n\nUdvalget vedtog at male broen."},
            id="a sentence broken behind its verb heads nothing",
        ),
        pytest.param(
            ["Indstilling          B.", "Beslutning           Godkendt."],
            {"recommendation": "B.", "decision": "Godkendt."},
            id="headings and texts in two columns",
        ),
        pytest.param(
            ["Indstilling", "B.", "Beslutning", "Stemt.", "Havneudvalgets indstilling:", "For: 3 (A)", "Vedtaget."],
            {"recommendation": "B.", "decision": "Stemt.\n\nHavneudvalgets indstilling: For: 3 (A)\n\nVedtaget."},
            id="a recommendation that is put to the vote in the decision",
        ),
        pytest.param(
            ["Sagsfremstilling", "C.", "Konklusion", "Det går.", "Beslutning", "Godkendt."],
            {"presentation": "C.\n\nKonklusion\n\nDet går.", "decision": "Godkendt."},
            id="a conclusion before the decision is none",
        ),
        pytest.param(
            ["Indstilling", "B.", "Referat - Direktion", "Tages op igen.", "Referat - Bestyrelsen", "Godkendt."],
            {
                "recommendation": "B.",
                "decision": "Referat - Direktion\n\nTages op igen.\n\nReferat - Bestyrelsen\n\nGodkendt.",
            },
            id="what each of two bodies said, where it is not known whose the meeting is",
        ),
        pytest.param(
            ["Indstilling", "B.", "Sagens afgørelse", "Forslaget blev godkendt."],
            {"recommendation": "B.", "decision": "Forslaget blev godkendt."},
            id="how a case was decided",
        ),
        pytest.param(
            ["Sagens afgørelse", "Havneudvalget", "Indstilling", "B.", "Beslutning", "Godkendt."],
            {"background": "Sagens afgørelse\n\nHavneudvalget", "recommendation": "B.", "decision": "Godkendt."},
            id="where a case is decided",
        ),
        pytest.param(
            ["Beslutning", "Godkendt.", "Økonomi", "12 kr."],
            {"decision": "Godkendt.", "presentation": "Økonomi\n\n12 kr."},
            id="a decision ends where the next heading is",
        ),
    ],
)
def test_every_text_is_kept_in_order(body: list[str], expected: dict[FieldName, str]) -> None:
    assert {field.name: field.text for field in only_item(*body).fields} == expected


@pytest.mark.parametrize(
    ("told", "field"),
    [("Godkendt.", "decision"), ("Byrådet har i marts besluttet at lukke broen.", "presentation")],
)
def test_a_heading_without_a_day_may_tell_what_was_decided_before(told: str, field: FieldName) -> None:
    decided = ["Beslutning", told, "Beslutning på byrådsmødet den 5. marts 2024", "Godkendt uden bemærkninger."]
    (item,) = parsed("\n".join(["Referat", "Byrådet, Odder Kommune", "5. marts 2024", "", "1. En bro", *decided])).items
    assert [name for name in ("decision", "presentation") if told in item.text(name)] == [field]
    assert item.outcome == "approved"


@pytest.mark.parametrize(
    "end", ["Mødet sluttede kl. 11.25", "Mødet hævet kl. 21.15.", "Mødet blev hævet kl. 20:10", "Møde slut"]
)
def test_that_a_meeting_ended_is_no_decision_of_its_last_item(end: str) -> None:
    minutes = (
        "Referat\nByrådet, Odder Kommune\n5. marts 2024\n\n1. En bro\nBeslutning\nGodkendt.\n\n2. Lukket: Personale\n\n"
    )
    last = parsed(minutes + end).items[-1]
    assert (last.title, last.text("decision"), last.text("presentation")) == ("Lukket: Personale", "", end)
