"""Which of the council's other meetings, and which other items, a text refers to."""

from datetime import date

import pytest

from meetings.danish.dates import first_date
from meetings.parsing.meaning.references import case_references, distant_items, item_references, meeting_references

MEETING = date(2025, 9, 12)


def references(text: str) -> list[str]:
    return [day.isoformat() for day in meeting_references(text, MEETING)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Referat fra møde i KKR Limfjorden den 13. juni 2025.", ["2025-06-13"], id="a whole date"),
        pytest.param("Sagen var på KKR-mødet den 13. juni.", ["2025-06-13"], id="the year is this meeting's"),
        pytest.param("Næste KKR-møde er d. 5. december.", ["2025-12-05"], id="d. for den"),
        pytest.param("Se KKR-mødet den 10. jan.", ["2026-01-10"], id="a month cut short, across New Year"),
        pytest.param("Planen kom på mødet den 13. juni 2025.", ["2025-06-13"], id="the meeting alone is the council's"),
        pytest.param(
            "Sagen var oppe den 13. juni 2025 på møde i KKR.", ["2025-06-13"], id="the date before the meeting"
        ),
        pytest.param(
            "KKR-møderne er den 6. februar, 10. april og 12. juni 2026.",
            ["2026-02-06", "2026-04-10", "2026-06-12"],
            id="several, with one year",
        ),
        pytest.param(
            "KKR-mødet den 13. juni, mens godkendelsen sker den 5. december.",
            ["2025-06-13", "2025-12-05"],
            id="where the same matter comes back",
        ),
        pytest.param("KKR-mødet den 13. juni. KKR-mødet den 13. juni.", ["2025-06-13"], id="named twice, given once"),
        pytest.param("Sagen var på KKR-mødet den 13-06-2025.", ["2025-06-13"], id="a date in figures"),
        pytest.param("På KKR-mødet den 12. september tages sagen op.", [], id="this meeting itself"),
        pytest.param("På møde i Kontaktudvalget den 13. juni var emnet oppe.", [], id="another body's meeting"),
        pytest.param("DAS holdt møde den 13. juni.", [], id="the administration's meeting"),
        pytest.param("Formandskaberne i KL og KKR holdt møde den 3. august.", [], id="the chairmen's meeting"),
        pytest.param("Formanden for KKR Limfjorden var til møde med ministeren den 20. august.", [], id="a visit"),
        pytest.param("Fristen for KKR-mødet er senest den 1. august.", [], id="a deadline"),
        pytest.param("Referatet er udsendt den 18. juni 2025.", [], id="a date of sending"),
        pytest.param("KKR-mødet den 31. februar 2025.", [], id="a date that does not exist"),
    ],
)
def test_only_dates_of_the_councils_meetings_are_references(text: str, expected: list[str]) -> None:
    assert references(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("jf. pkt. 3.5", ("3.5",), id="pkt."),
        pytest.param("jf. [pkt. 3.5].", ("3.5",), id="in brackets"),
        pytest.param("se punkt 2.1 og 2.3", ("2.1", "2.3"), id="two of them"),
        pytest.param("punkterne 2.1, 2.2 og 2.3", ("2.1", "2.2", "2.3"), id="three of them"),
        pytest.param("punkt 2.1 og punkt 2.1", ("2.1",), id="named twice, given once"),
        pytest.param("sag 3.2 mio. kr.", (), id="an amount"),
        pytest.param("budgettet på 3.5", (), id="a figure"),
    ],
)
def test_items_are_referred_to_by_number(text: str, expected: tuple[str, ...]) -> None:
    assert item_references(text) == expected


@pytest.mark.parametrize(
    ("text", "distant", "of_this_meeting"),
    [
        pytest.param("jf. pkt. 3.5 på mødet den 13. juni 2025", [("2025-06-13", "3.5")], [], id="the item first"),
        pytest.param(
            "jf. dagsordenens punkt 2.4 fra KKR-mødet den 7. februar 2025.",
            [("2025-02-07", "2.4")],
            [],
            id="of an agenda",
        ),
        pytest.param("Se mødet den 13. juni 2025, pkt. 3.5.", [("2025-06-13", "3.5")], [], id="the meeting first"),
        pytest.param(
            "KKR-mødet den 13. juni 2025 (pkt. 3.5 og 3.6) talte om det.",
            [("2025-06-13", "3.5"), ("2025-06-13", "3.6")],
            [],
            id="two, in brackets",
        ),
        pytest.param("På mødet den 13. juni blev pkt. 3.5 drøftet.", [("2025-06-13", "3.5")], [], id="with a verb"),
        pytest.param(
            "Se pkt. 3.5 på KKR-mødet den 13. juni 2025 og pkt. 4.1 i dag.", [("2025-06-13", "3.5")], ["4.1"], id="both"
        ),
        pytest.param("pkt. 3.5 på mødet den 12. september 2025", [], ["3.5"], id="this very meeting"),
        pytest.param("Som på KKR-mødet den 13. juni 2025, jf. punkt 1.1.", [], ["1.1"], id="jf. points to this one"),
        pytest.param("jf. pkt. 3.5. På mødet den 13. juni 2025", [], ["3.5"], id="in another sentence"),
        pytest.param("pkt. 3.5 på møde i Kontaktudvalget den 13. juni 2025", [], [], id="another body's item"),
        pytest.param("pkt. 3.5 i aftalen fra den 3. maj 2025", [], ["3.5"], id="a date of something else"),
    ],
)
def test_items_of_other_meetings_are_told_from_items_of_this_one(
    text: str, distant: list[tuple[str, str]], of_this_meeting: list[str]
) -> None:
    assert [(day.isoformat(), number) for day, number in distant_items(text, MEETING)] == distant
    assert list(item_references(text, MEETING)) == of_this_meeting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Se SAG-2024-01848 og SAG-2023-00917.", ["SAG-2024-01848", "SAG-2023-00917"], id="two"),
        pytest.param("SAG\u20112024\u201101848", ["SAG-2024-01848"], id="hyphens that do not break"),
        pytest.param("Sagsnr. 19/3143.", ["19/3143"], id="sagsnr."),
        pytest.param("jf. sagsnummer: 2024-8811, hvor", ["2024-8811"], id="sagsnummer"),
        pytest.param("J.nr.: 27.18.00-A09", ["27.18.00-A09"], id="j.nr."),
        pytest.param("sag 306-2009-600", ["306-2009-600"], id="sag and a number of three parts"),
        pytest.param("Sag nr. 19/3143", ["19/3143"], id="sag nr."),
        pytest.param("SAG-2024-01848 og SAG-2024-01848", ["SAG-2024-01848"], id="named twice, given once"),
        pytest.param("Sag 3 udgår.", [], id="a place on the agenda"),
        pytest.param("sag 3-4", [], id="two places on the agenda"),
        pytest.param("sag 2024-2025", [], id="years"),
        pytest.param("sag 3.2 mio. kr.", [], id="an amount"),
        pytest.param("Sagsnummeret mangler.", [], id="no number"),
    ],
)
def test_cases_are_named_by_their_numbers(text: str, expected: list[str]) -> None:
    assert list(case_references(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12-09-2025", MEETING, id="figures"),
        pytest.param("fredag den 12. september 2025 kl. 9", MEETING, id="words"),
        pytest.param("12.9.2025", MEETING, id="figures with stops"),
        pytest.param("12. september", None, id="no year"),
        pytest.param("31-02-2025", None, id="no such day"),
        pytest.param("uden dato", None, id="no date"),
    ],
)
def test_the_first_whole_date_is_found(text: str, expected: date | None) -> None:
    assert first_date(text) == expected


def test_a_date_without_a_year_counts_when_another_date_is_near() -> None:
    assert first_date("den 12. september", near=date(2025, 3, 1)) == MEETING
