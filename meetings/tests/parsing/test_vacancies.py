"""Seats that an item leaves without anybody: only where its words say so."""

import pytest

from meetings.parsing.document import Appointment
from meetings.parsing.meaning.vacancies import find_vacancies
from meetings.tests.papers import paper, parsed

TITLE = "Udpegning til Kystfondens bestyrelse"

Seat = tuple[str, str, str, str]


def seats(decision: str) -> list[Seat]:
    """Party, municipality, body and role of each empty seat."""
    found = find_vacancies(TITLE, {"decision": decision}, "decision")
    assert all(seat.person == "" for seat in found)
    return [(seat.party, seat.municipality, seat.body, seat.role) for seat in found]


MEMBER: Seat = ("", "", "Kystfonden", "bestyrelsesmedlem")


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        pytest.param("Pladsen er vakant.", [MEMBER], id="the seat is vacant"),
        pytest.param("Én plads er ubesat.", [MEMBER], id="one is empty"),
        pytest.param("To pladser er fortsat ubesatte.", [MEMBER, MEMBER], id="two are empty"),
        pytest.param("Der var ingen kandidater.", [MEMBER], id="no candidate"),
        pytest.param("Der var ingen kandidat. Pladsen er vakant.", [MEMBER], id="said twice, one seat"),
        pytest.param(
            "KKR udpegede Lise Holm (A). Udpegning af det sidste medlem udsættes.",
            [("", "", "Kystfonden", "medlem")],
            id="the last is put off",
        ),
        pytest.param(
            "Udpegning af de sidste to medlemmer udskydes.",
            [("", "", "Kystfonden", "medlem")] * 2,
            id="the last two are put off",
        ),
        pytest.param(
            "KKR udsatte udpegningen af det sidste medlem.", [("", "", "Kystfonden", "medlem")], id="the verb first"
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A), mens den sidste plads i Kystrådet er vakant.",
            [("", "", "Kystrådet", "")],
            id="in the sentence that appoints another",
        ),
        pytest.param(
            "Venstres plads i bestyrelsen for Havn Nord er vakant.",
            [("V", "", "Havn Nord", "bestyrelsesmedlem")],
            id="a party's seat in another body",
        ),
        pytest.param(
            "KKR udpegede:\n\n– Lise Holm (A)\n– Vakant (Venstre)\n– N.N., Thisted Kommune",
            [("V", "", "Kystfonden", "bestyrelsesmedlem"), ("", "Thisted", "Kystfonden", "bestyrelsesmedlem")],
            id="entries of a list",
        ),
        pytest.param(
            "KKR udpegede følgende:\n\nMedlem: Lise Holm (A)\nSuppleant: Vakant",
            [("", "", "Kystfonden", "suppleant")],
            id="an entry with a label",
        ),
        pytest.param(
            "KKR udpegede Lise Holm (A) som medlem og N.N. som suppleant.",
            [("", "", "Kystfonden", "suppleant")],
            id="N.N. among names",
        ),
    ],
)
def test_an_empty_seat_is_told(decision: str, expected: list[Seat]) -> None:
    assert seats(decision) == expected


@pytest.mark.parametrize(
    "decision",
    [
        pytest.param("KKR udpegede Lise Holm (A) til den vakante plads.", id="it was empty until now"),
        pytest.param("Pladsen er vakant. KKR udpegede Lise Holm (A) til pladsen.", id="and then it is filled"),
        pytest.param("Én plads er ubesat. KKR udpegede:\n– Lise Holm (A)", id="and then filled from a list"),
        pytest.param("Da pladsen er vakant, udpegede KKR Lise Holm (A).", id="the reason"),
        pytest.param("Pladsen er ikke længere vakant.", id="not any longer"),
        pytest.param("Der var ingen kandidater ud over Lise Holm.", id="one candidate"),
        pytest.param("Socialtilsynet har vakante stillinger.", id="vacant posts elsewhere"),
        pytest.param("Udpegningen udsættes til næste møde.", id="all is put off: nobody says that a seat is empty"),
        pytest.param("Til mødet var:\n– N.N., Thisted Kommune", id="a list of something else"),
        pytest.param("", id="no decision"),
    ],
)
def test_no_seat_is_called_empty_that_is_not_said_to_be(decision: str) -> None:
    assert seats(decision) == []


def test_the_recommendation_counts_as_a_list_alone() -> None:
    def recommended(text: str) -> int:
        return len(find_vacancies(TITLE, {"recommendation": text}, "recommendation"))

    assert recommended("Det indstilles, at følgende udpeges:\n\n– Lise Holm (A)\n– Vakant") == 1
    assert recommended("Det indstilles, at KKR udpeger et medlem, da pladsen er vakant. Pladsen er vakant.") == 0


def appointed(title: str, *lines: str) -> tuple[Appointment, ...]:
    return parsed(paper("\n".join([title, *lines]))).appointments


def test_an_item_that_appoints_nobody_may_have_vacancies() -> None:
    (vacancy,) = appointed(TITLE, "Beslutning", "Der var ingen kandidater.")
    assert (vacancy.item, vacancy.person, vacancy.body) == ("1.1", "", "Kystfonden")


def test_only_an_item_about_appointments_has_vacancies() -> None:
    assert appointed("En bro", "Beslutning", "KKR Limfjorden godkendte planen. Pladsen er vakant.") == ()


def test_an_agenda_has_no_vacancies() -> None:
    assert appointed(TITLE, "Indstilling", "Det indstilles, at KKR udpeger et medlem.", "", "Pladsen er vakant.") == ()
