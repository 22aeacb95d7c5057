"""Which lines head a decision, and whose it is and of which day."""

from datetime import date

import pytest

from meetings.parsing.structure.decision_lines import decision_heading
from meetings.parsing.structure.fields import field_heading
from meetings.tests.papers import parsed

DAY = date(2024, 11, 6)


@pytest.mark.parametrize(
    ("line", "body", "day"),
    [
        ("Havneudvalget traf beslutning den 6. november 2024:", "Havneudvalget", DAY),
        ("Beslutning i Havneudvalget den 6. november 2024", "Havneudvalget", DAY),
        ("Beslutning Havne- og Kajudvalget 2022-2025 den 06-11-2024", "Havne- og Kajudvalget", DAY),
        ("Beslutning i Havneudvalget (22-25) den 06-11-2024", "Havneudvalget", DAY),
        ("Beslutninger Havnerådet den 6.11.2024", "Havnerådet", DAY),
        ("Beslutning fra Byrådet 2022-2025, 6. november 2024, pkt. 3:", "Byrådet", DAY),
        ("Beslutning Udvalget for havne og kajer den 06-11-2024", "Udvalget for havne og kajer", DAY),
        ("Beslutning truffet i Havneudvalget, onsdag den 6. november 2024 kl. 14.00", "Havneudvalget", DAY),
        ("Beslutning - Byrådet - 06-11-2024", "Byrådet", DAY),
        ("Beslutning fra møde i Byrådet den 6. november 2024", "Byrådet", DAY),
        ("Beslutning på møde den 6. november 2024", "", DAY),
        ("Beslutning den 06-11-2024:", "", DAY),
        ("Beslutning på byrådsmødet den 6. november 2024", "Byråd", DAY),
        ("Beslutning på havneudvalgsmødet den 6. november 2024", "Havneudvalg", DAY),
        ("Beslutning i HU", "HU", None),
        ("Beslutning i Havne- og Kajudvalget", "Havne- og Kajudvalget", None),
        ("Behandling i Havneudvalget onsdag den 6. november 2024, pkt. 2", "Havneudvalget", DAY),
        ("Havneudvalgets møde den 6. november 2024:", "Havneudvalget", DAY),
        ("Havneudvalgets beslutning i mødet den 6. november 2024", "Havneudvalget", DAY),
        ("Havneudvalgets beslutning på mødet den 6. november 2024:", "Havneudvalget", DAY),
        ("Havneudvalgets beslutning", "Havneudvalget", None),
        ("Havnekommissionen, 06-11-2024, pkt. 1", "Havnekommissionen", DAY),
        ("Havne- og Kajudvalget (2022-2025) den 6. november 2024:", "Havne- og Kajudvalget", DAY),
        ("Rådet for Udsatte Havne den 6/11-2024", "Rådet for Udsatte Havne", DAY),
        ("Kommunalbestyrelsen den 6. november", "Kommunalbestyrelsen", None),
        ("Det rådgivende Havneudvalgs beslutning i mødet den 6. november 2024", "Det rådgivende Havneudvalg", DAY),
    ],
)
def test_a_line_heads_a_decision(line: str, body: str, day: date | None) -> None:
    heading = decision_heading(line)
    assert heading
    assert (heading.body, heading.day) == (body, day)


@pytest.mark.parametrize(
    "line",
    [
        "Beslutning om nye kajer",
        "Beslutninger om dagsordenen",
        "Beslutningen træffes i Byrådet",
        "Beslutning i sagen træffes den 6. november 2024",
        "Havneudvalget mødtes den 6. november 2024",
        "Havneudvalget mødtes den 6. november 2024 og drøftede kajen.",
        "Godkendelse af referat fra Havnerådet den 6. november 2024",
        "Orientering fra Byrådet den 6. november 2024",
        "Næste møde i Havnerådet afholdes den 6. november 2024",
        "Beslutning: Havneudvalget godkendte kajen",
        "Beslutning: Bestyrelsen fulgte indstillingen.",
        "Havnerådets møde",
        "Havnerådet",
        "6. november 2024",
        "",
    ],
)
def test_a_line_of_text_or_a_title_heads_none(line: str) -> None:
    assert decision_heading(line) is None


BODIES = [
    *(
        "Udvalget",
        "Rådet",
        "Nævnet",
        "Forummet",
        "Netværket",
        "Repræsentantskabet",
        "Samrådet",
        "Formandskabet",
        "Mødet",
    ),
    *("Bestyrelsen", "Kommissionen", "Direktionen", "Generalforsamlingen", "Styregruppen", "Komitéen", "Klyngen"),
    *("Byrådet", "Kommunalbestyrelsen", "Regionsrådet", "Magistraten", "Borgerrepræsentationen", "Menighedsrådet"),
    *("Økonomiudvalget", "Skolebestyrelsen", "Beredskabskommissionen", "Hegnsynsnævnet", "Dialogforum", "MED-udvalget"),
    *("Havne- og Kajudvalget", "Teknisk Udvalg", "Udvalget for Havne", "KKR Limfjorden", "Foreningen", "Selskabet"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("word", ["beslutning", "Beslutninger", "afgørelse", "konklusion", "vedtagelse"])
def test_a_heading_that_a_body_decided_is_no_line_of_the_decision(body: str, word: str) -> None:
    for written in (f"{body}s {word}", f"{body}s {word}:", f"{body}s {word}".upper()):
        heading = field_heading(written)
        assert heading, written
        assert (heading.field, heading.is_kept, heading.is_dated) == ("decision", False, False)
        assert heading.body.casefold() in {body.casefold(), ""}


@pytest.mark.parametrize("written", ["KKR's beslutning", "KKRs beslutning", "KKR’s beslutning", "HMU's afgørelse"])
def test_a_body_may_be_named_by_its_letters(written: str) -> None:
    heading = field_heading(written)
    assert heading
    assert (heading.field, heading.is_kept) == ("decision", False)


@pytest.mark.parametrize(
    "line", ["Børnenes beslutning", "Ministeriets afgørelse", "Byrådets beslutning om havnen", "Årets beslutninger"]
)
def test_what_others_decide_heads_no_decision(line: str) -> None:
    heading = field_heading(line)
    assert heading is None or heading.field != "decision"


def minutes(*body: str, kind: str = "Referat") -> str:
    return "\n".join(
        [
            *("Havneudvalget, Birkelev Kommune", kind, "Mødedato: 6. november 2024", "", "1. Ny kaj", "Sagsnr.: 24/1"),
            *("Resume", "Kajen revner.", *body),
            *("", "2. Fyr", "Sagsnr.: 24/2", "Resume", "Fyret er slukket.", "Beslutning", "Godkendt."),
        ]
    )


@pytest.mark.parametrize(
    ("body", "decision"),
    [
        pytest.param(
            ["Teknisk Udvalg den 1. oktober 2024:", "Anbefales.", "Havneudvalget den 6. november 2024:", "Afvist."],
            "Havneudvalget den 6. november 2024:\n\nAfvist.",
            id="the committee of this day",
        ),
        pytest.param(
            ["Beslutning i Havneudvalget den 1. oktober 2024", "Udsat.", "Beslutning", "Afvist."],
            "Afvist.",
            id="the same committee before",
        ),
        pytest.param(
            ["Beslutning", "Afvist.", "Sagens gang", "Byrådet den 1. oktober 2024:", "Sendt tilbage."],
            "Afvist.",
            id="the history below the decision",
        ),
        pytest.param(
            ["Beslutning i Økonomiudvalget den 6. november 2024", "Anbefales.", "Beslutning", "Afvist."],
            "Afvist.",
            id="another body's of the same day",
        ),
        pytest.param(
            ["Økonomiudvalgets beslutning", "Anbefales.", "Havneudvalgets beslutning", "Afvist."],
            "Afvist.",
            id="another body's without a day",
        ),
        pytest.param(
            ["Teknisk Udvalgs beslutning", "Anbefales.", "Beslutning i Havneudvalget den 6. november 2024", "Afvist."],
            "Beslutning i Havneudvalget den 6. november 2024\n\nAfvist.",
            id="another body's without a day beside one with the day",
        ),
    ],
)
def test_an_earlier_committees_decision_is_none_of_this_meeting(body: list[str], decision: str) -> None:
    item = parsed(minutes(*body)).items[0]
    assert item.text("decision").endswith(decision)
    assert item.outcomes == ("rejected",)


def test_an_agenda_has_no_decision_of_an_earlier_day() -> None:
    (item, _) = parsed(minutes("Byrådet den 1. oktober 2024:", "Anbefales.", kind="Dagsorden")).items
    assert (item.text("decision"), item.outcome) == ("", "none")
    assert "Anbefales." in item.text("presentation")


@pytest.mark.parametrize(
    ("body", "recommendation", "decision"),
    [
        pytest.param(
            [
                "Indstilling og beslutning",
                "Direktøren indstiller,",
                "• at kajen rives ned.",
                "Havneudvalget den 6. november 2024:",
                "Godkendt.",
                "Sagsfremstilling",
                "Den revner.",
            ],
            "at kajen rives ned",
            "Godkendt.",
            id="a dated line between",
        ),
        pytest.param(
            [
                "Indstilling og beslutning",
                "Direktøren indstiller, at kajen rives ned.",
                "",
                "Godkendt.",
                "Sagsfremstilling",
                "Den revner.",
            ],
            "at kajen rives ned",
            "Godkendt.",
            id="the decision below",
        ),
        pytest.param(
            [
                "Beslutning",
                "Godkendt.",
                "Forvaltningen foreslår",
                "At kajen rives ned.",
                "Behandlingsplan",
                "Byrådet i maj.",
            ],
            "At kajen rives ned",
            "Godkendt.",
            id="the decision first",
        ),
        pytest.param(
            [
                "Administrativ indstilling",
                "Direktøren indstiller, at kajen rives ned.",
                "Beslutning Havneudvalget den 06-11-2024",
                "Godkendt.",
                "Afbud: Bo Riis (A)",
                "Retsregler og andre forskrifter",
                "Ingen.",
            ],
            "at kajen rives ned",
            "Godkendt.",
            id="the parts that follow",
        ),
    ],
)
def test_recommendation_and_decision_stand_apart(body: list[str], recommendation: str, decision: str) -> None:
    item = parsed(minutes(*body)).items[0]
    assert recommendation in item.text("recommendation")
    assert decision not in item.text("recommendation")
    assert decision in item.text("decision")
    assert not {"revner", "maj", "Ingen"} & set(item.text("decision").replace(".", "").split())
    assert item.outcome == "approved"


def test_a_heading_in_a_councils_own_words_ends_a_decision_where_several_items_have_it() -> None:
    own = ["Beslutning", "Godkendt.", "Havnefogedens ord", "Kajen bliver god."]
    text = minutes(*own).replace("Beslutning\nGodkendt.", "Beslutning\nGodkendt.\nHavnefogedens ord\nFyret tændes.")
    text = text.replace("Havnefogedens ord\nFyret tændes.\nHavnefogedens ord", "Havnefogedens ord")
    assert [item.text("decision") for item in parsed(text).items] == ["Godkendt.", "Godkendt."]


def test_a_councils_own_heading_below_the_word_decision_goes_on_with_it_where_no_cover_tells_the_day() -> None:
    body = [
        "Beslutning",
        "",
        "Havneudvalgets beslutning på mødet den 6. november 2024:",
        "",
        "Referatet blev godkendt.",
    ]
    text = "\n".join(["1. Dagsorden", "", *body, "", "2. Referat", "", *body])
    assert [item.outcomes for item in parsed(text).items] == [("approved",), ("approved",)]
