"""Who was appointed to what: from the decision or the recommendation, the predecessor from the case."""

from datetime import date

import pytest

from meetings.parsing.document import FieldName
from meetings.parsing.meaning.appointments import FoundAppointment, find_appointments, seat_body_name
from meetings.tests.papers import paper, parsed

TITLE = "Udpegning til Kystfondens bestyrelse"


def appointed(decision: str, title: str = TITLE, **texts: str) -> tuple[FoundAppointment, ...]:
    fields: dict[FieldName, str] = {
        "background": texts.get("background", ""),
        "recommendation": texts.get("recommendation", ""),
        "presentation": texts.get("presentation", ""),
        "decision": decision,
    }
    return find_appointments(title, fields)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param(
            "KKR Limfjorden udpegede Lise Holm (A), Rebild Kommune, til bestyrelsen for Kystfonden.",
            [("Lise Holm", "A", "Rebild")],
            id="with party and municipality",
        ),
        pytest.param("KKR Limfjorden udpegede Lise Holm (A).", [("Lise Holm", "A", "")], id="with a party"),
        pytest.param("KKR Limfjorden udpegede H.C. Holm (A).", [("H.C. Holm", "A", "")], id="with initials"),
        pytest.param("KKR Limfjorden udpegede Lise Holm.", [("Lise Holm", "", "")], id="with neither"),
        pytest.param("KKR Limfjorden udpegede borgmester Lise Holm.", [("Lise Holm", "", "")], id="with a title"),
        pytest.param("KKR Limfjorden genudpegede Lise Holm (A).", [("Lise Holm", "A", "")], id="once more"),
        pytest.param("Lise Holm (A) blev udpeget.", [("Lise Holm", "A", "")], id="the person comes first"),
        pytest.param(
            "KKR Limfjorden udpegede Lise Holm (Dansk Havn).", [("Lise Holm", "Dansk Havn", "")], id="of a firm"
        ),
        pytest.param(
            "KKR Limfjorden udpegede Lise Holm, byrådsmedlem i Aalborg Kommune.",
            [("Lise Holm", "", "Aalborg")],
            id="a member of a town council",
        ),
        pytest.param(
            "KKR Limfjorden udpegede:\n\n– Lise Holm (A), Rebild Kommune\n– Bo Dal, Morsø Kommune\n\nAlle var enige.",
            [("Lise Holm", "A", "Rebild"), ("Bo Dal", "", "Morsø")],
            id="several in a list",
        ),
        pytest.param(
            "KKR Limfjorden udpegede Lise Holm (A) og Bo Dal (V).",
            [("Lise Holm", "A", ""), ("Bo Dal", "V", "")],
            id="two in a sentence",
        ),
        pytest.param(
            "Ida Friis (F) holdt oplæg. KKR Limfjorden udpegede Lise Holm (A).",
            [("Lise Holm", "A", "")],
            id="a speaker begins",
        ),
        pytest.param(
            "KKR Limfjorden udpegede Lise Holm (A) i stedet for Bo Dal (V).", [("Lise Holm", "A", "")], id="instead"
        ),
        pytest.param(
            "KKR Limfjorden udpegede:\n\nMedlem: Lise Holm (A)\nSuppleant: Bo Dal (V)",
            [("Lise Holm", "A", ""), ("Bo Dal", "V", "")],
            id="in a list with labels",
        ),
        pytest.param(
            "Med virkning fra den 1. maj 2026 udpegede KKR Lise Holm (A).", [("Lise Holm", "A", "")], id="KKR"
        ),
        pytest.param("Lise Holm (A) er tidligere udpeget.", [], id="of old"),
        pytest.param("KKR Limfjorden udpegede Region Nordjylland.", [], id="nobody"),
        pytest.param("", [], id="no decision"),
    ],
)
def test_those_appointed_are_named(decision: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(found.person, found.party, found.municipality) for found in appointed(decision)] == expected


def test_the_recommendation_names_whom_the_decision_only_approves() -> None:
    (found,) = appointed(
        "KKR Limfjorden godkender udpegningen.", recommendation="Det indstilles, at Lise Holm (A) udpeges."
    )
    assert (found.person, found.field) == ("Lise Holm", "recommendation")


@pytest.mark.parametrize(
    ("texts", "replaces"),
    [
        pytest.param({"presentation": "Bo Dal (V) har ønsket at trække sig."}, "Bo Dal", id="wants to leave"),
        pytest.param({"presentation": "Bo Dal udtræder af bestyrelsen."}, "Bo Dal", id="leaves"),
        pytest.param(
            {"background": "Bo Dal (F), Morsø Kommune, har bedt om at blive afløst."},
            "Bo Dal",
            id="asks for a successor",
        ),
        pytest.param({"background": "Bo Dal er stoppet i byrådet i Thisted."}, "Bo Dal", id="has left"),
        pytest.param({"background": "Borgmester Bo Dal er fraflyttet."}, "Bo Dal", id="with a title"),
        pytest.param(
            {"background": "Da medlem af Erhvervshus Nordjylland Bo Dal udtræder, er pladsen ledig."},
            "Bo Dal",
            id="after a body's name",
        ),
        pytest.param(
            {"background": "Følgende sidder der: Dansk Havn (Bo Dal, som udtræder)."}, "Bo Dal", id="in brackets"
        ),
        pytest.param(
            {"background": "Bo Dal udtræder.", "presentation": "Ida Friis udtræder."}, "", id="two leave, one comes"
        ),
        pytest.param({"background": "Pladsen er ledig."}, "", id="nobody leaves"),
    ],
)
def test_the_predecessor_stands_in_the_case(texts: dict[str, str], replaces: str) -> None:
    (found,) = appointed("KKR Limfjorden udpegede Lise Holm (A).", **texts)
    assert found.replaces == replaces


def test_each_of_several_replaces_the_one_named_at_the_same_place() -> None:
    found = appointed(
        "KKR Limfjorden udpegede Lise Holm (A) og Bo Dal (V).",
        presentation="Ida Friis udtræder. Per Vig udtræder.",
    )
    assert [(person.person, person.replaces) for person in found] == [("Lise Holm", "Ida Friis"), ("Bo Dal", "Per Vig")]


def test_a_deputy_replaces_no_member() -> None:
    found = appointed(
        "KKR Limfjorden udpegede Lise Holm (A) som medlem og Bo Dal (V) som suppleant.",
        presentation="Ida Friis udtræder.",
    )
    assert [(person.person, person.role, person.replaces) for person in found] == [
        ("Lise Holm", "medlem", "Ida Friis"),
        ("Bo Dal", "suppleant", ""),
    ]


@pytest.mark.parametrize(
    ("decision", "title", "expected"),
    [
        pytest.param(
            "KKR udpegede Lise Holm (A) til Kystrådet.", "Valg", ("Kystrådet", ""), id="named after the person"
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A).", TITLE, ("Kystfonden", "bestyrelsesmedlem"), id="named in the title"
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A).",
            "Udpegning til udvalget for havne",
            ("udvalget for havne", ""),
            id="a body with a small letter",
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A) til bestyrelsen for Havn Nord.",
            TITLE,
            ("Havn Nord", "bestyrelsesmedlem"),
            id="the sentence before the title",
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A) som nyt medlem af bestyrelsen.",
            TITLE,
            ("Kystfonden", "medlem af bestyrelsen"),
            id="a role",
        ),
        pytest.param(
            "KKR valgte Lise Holm til formand for Kystrådet.", "Valg", ("Kystrådet", "formand"), id="a chairman"
        ),
    ],
)
def test_body_and_role_are_told(decision: str, title: str, expected: tuple[str, str]) -> None:
    (found,) = appointed(decision, title)
    assert (found.body, found.role) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("bestyrelsen for Havn Nord", "Havn Nord", id="its board first"),
        pytest.param("Havn Nords bestyrelse", "Havn Nord", id="its board last"),
        pytest.param("Havn Nord for", "Havn Nord", id="a small word left over"),
        pytest.param("Kystrådet.", "Kystrådet", id="a stop left over"),
    ],
)
def test_a_body_has_one_name(text: str, name: str) -> None:
    assert seat_body_name(text) == name


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param(
            "KKR udpegede Lise Holm (A) til Kystrådet pr. 1. januar 2026.", date(2026, 1, 1), id="pr. after the name"
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A) med virkning fra den 1. august 2025.", date(2025, 8, 1), id="med virkning fra"
        ),
        pytest.param(
            "Med virkning fra 1. maj 2026 udpegede KKR Lise Holm (A).", date(2026, 5, 1), id="before the verb"
        ),
        pytest.param("KKR udpegede for perioden 2026-2029 Lise Holm (A).", date(2026, 1, 1), id="a period of years"),
        pytest.param(
            "KKR udpegede Lise Holm (A) i perioden 1. marts 2026 - 31. december 2029.",
            date(2026, 3, 1),
            id="a period of dates",
        ),
        pytest.param("KKR udpegede for perioden 2026-2029:\n– Lise Holm (A)", date(2026, 1, 1), id="above the list"),
        pytest.param(
            "KKR udpegede Lise Holm (A). Udpegningen gælder fra den 1. marts 2026.",
            date(2026, 3, 1),
            id="in a sentence of its own",
        ),
        pytest.param("KKR udpegede Lise Holm (A).", None, id="not told"),
        pytest.param("Bo Dal udtræder pr. 1. januar 2026, og Lise Holm (A) udpeges.", None, id="the other's last day"),
        pytest.param(
            "KKR udpegede Lise Holm (A) i stedet for Bo Dal, der udtræder pr. 1. januar 2026.",
            None,
            id="the other's last day, after the name",
        ),
        pytest.param("KKR godkendte regnskabet for 2024-2025 og udpegede Lise Holm (A).", None, id="other years"),
        pytest.param("KKR udpegede Lise Holm (A) efter brev fra den 3. maj 2025.", None, id="the date of a letter"),
    ],
)
def test_it_is_told_from_when_somebody_is_appointed(decision: str, expected: date | None) -> None:
    (found,) = appointed(decision)
    assert found.starts == expected


def test_a_title_with_a_period_tells_from_when() -> None:
    (found,) = appointed("KKR udpegede Lise Holm (A).", title="Udpegninger til Kystrådet for perioden 2026-2029")
    assert found.starts == date(2026, 1, 1)


def test_one_who_is_replaced_may_have_initials() -> None:
    (person,) = appointed("KKR Limfjorden udpegede Lise Holm (A) i stedet for H.P. Dal (V).")
    assert (person.person, person.replaces) == ("Lise Holm", "H.P. Dal")


@pytest.mark.parametrize(
    ("decision", "lines"),
    [
        pytest.param(
            ["KKR udpegede følgende:", "", "– Lise Holm (A)", "– Per Bach (V)"], [11, 12], id="entries of a list"
        ),
        pytest.param(
            ["KKR Limfjorden udpegede til Kystfondens bestyrelse Lise", "Holm (A) og Per Bach (V)."],
            [10, 10],
            id="a name over two lines",
        ),
        pytest.param(["KKR udpegede Lise Holm (A).", "", "Én plads er vakant."], [9, 11], id="an empty seat"),
    ],
)
def test_an_appointment_knows_the_line_that_names_somebody(decision: list[str], lines: list[int]) -> None:
    read = parsed(paper("\n".join([TITLE, "Beslutning", *decision])))
    assert [appointment.place.line for appointment in read.appointments] == lines
