"""The year's wheel: what returns each year, with the last two decisions."""

from datetime import date

import pytest
from django.test import Client

from meetings.cases.signature_store import write_signatures
from meetings.models import AgendaItem, Meeting
from meetings.models.choices import CaseType, MeetingStatus, ThreadPlace
from meetings.tests import factories
from meetings.tests.reading import html_of, query_count, text_of

pytestmark = pytest.mark.django_db

WHEEL = "/aarshjul/"


def items_of(title: str, *days: str, **values: object) -> list[AgendaItem]:
    """An item a day, of which the archive has the signatures."""
    number = values.pop("number", "1.1")
    made = [factories.make_item(f"{title} {day[:4]}", str(number), date.fromisoformat(day), **values) for day in days]
    write_signatures(item.meeting_id for item in made)
    return made


def test_a_thread_that_returns_shows_last_time_beside_the_latest(client: Client) -> None:
    made = items_of("Flygtninge", "2024-06-14", "2025-06-13", decision="Det tog tid. Rådet godkendte kvoterne.")
    made[1].decision.deciding_sentence = "Rådet fordelte kvoterne."
    made[1].decision.save()
    factories.make_thread("Kommunekvoter", *made)
    text = text_of(client, WHEEL)
    assert (
        "Juni Kommunekvoter KKR Prøve, 2024, 2025 "
        "2025 13. juni 2025, pkt. 1.1 Flygtninge 2025 Rådet fordelte kvoterne. Godkendt "
        "2024 14. juni 2024, pkt. 1.1 Flygtninge 2024 Rådet godkendte kvoterne. Godkendt"
    ) in text
    html = html_of(client, WHEEL)
    assert '<a href="/forloeb/kommunekvoter/">Kommunekvoter</a>' in html
    assert f'<a href="{made[0].get_absolute_url()}">' in html
    assert html.count('href="#maaned-6"') == 1


def test_like_titles_return_too(client: Client) -> None:
    items_of("Fælles budget for sekretariatet", "2024-11-14", "2025-10-13")
    text = text_of(client, WHEEL)
    assert "Oktober Fælles budget for sekretariatet KKR Prøve, 2024, 2025" in text
    assert text.count("Ingen beslutning i arkivet.") == 2


@pytest.mark.parametrize(
    ("title", "days", "values"),
    [
        pytest.param("Fælles budget", ("2024-11-14", "2025-06-13"), {}, id="another time of the year"),
        pytest.param("Budget", ("2024-11-14", "2025-11-13"), {}, id="one word"),
        pytest.param("Udpegning til havnerådet", ("2024-11-14", "2025-11-13"), {}, id="an appointment"),
        pytest.param("Fælles budget", ("2024-11-14", "2025-11-13"), {"withdrawn": True}, id="withdrawn"),
        pytest.param(
            "Godkendelse af dagsorden",
            ("2024-11-14", "2025-11-13"),
            {"case_type": CaseType.FORMALITY},
            id="a formality",
        ),
        pytest.param("Fælles budget", ("2009-11-14", "2010-11-13", "2025-01-01"), {}, id="long ago"),
    ],
)
def test_what_does_not_return(client: Client, title: str, days: tuple[str, ...], values: dict[str, object]) -> None:
    items_of(title, *days, **values)
    assert "Arkivet har endnu ingen sager" in text_of(client, WHEEL)


def test_two_councils_or_two_numbers_are_two_matters(client: Client) -> None:
    items_of("Fælles lokalplan 12 –", "2024-11-14")
    items_of("Fælles lokalplan 13 –", "2025-11-14")
    other = factories.make_meeting(date(2025, 6, 6), council=factories.make_council("KKR Øvelse"))
    items_of("Fælles trafik", "2024-06-06")
    factories.make_item("Fælles trafik 2025", meeting=other)
    write_signatures([other.pk])
    assert "Arkivet har endnu ingen sager" in text_of(client, WHEEL)


def test_what_an_editor_took_out_stays_out(client: Client) -> None:
    made = items_of("Fælles budget for sekretariatet", "2024-11-14", "2025-11-13")
    factories.make_thread("Budget", *made, place=ThreadPlace.REMOVED)
    assert "Arkivet har endnu ingen sager" in text_of(client, WHEEL)


def test_an_empty_archive_has_an_empty_wheel(client: Client) -> None:
    assert "Arkivet har endnu ingen sager" in text_of(client, WHEEL)


def test_the_wheel_asks_the_same_few_questions_of_a_large_archive(client: Client) -> None:
    factories.make_thread("Kvoter", *items_of("Kvoter", "2024-06-14", "2025-06-13", decision="Ja."))
    items_of("Fælles budget for sekretariatet", "2024-11-14", "2025-11-13")
    small = query_count(client, WHEEL)
    for number in range(8):
        made = items_of(
            f"Sag {number} om fjorden", "2023-06-14", "2024-06-14", "2025-06-13", decision="Ja.", number=f"2.{number}"
        )
        factories.make_thread(f"Sag {number}", *made)
        items_of(f"Fælles plan {'abcdefgh'[number] * 5}", "2024-11-14", "2025-11-13", number=f"2.{number}")
    assert query_count(client, WHEEL) == small <= 5


def test_what_is_planned_says_that_it_is_not_held(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    items_of("Fælles budget for sekretariatet", "2024-11-14", "2025-11-13")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: date(2025, 10, 1))
    text = text_of(client, WHEEL)
    assert "KKR Prøve, 2024, 2025 (ikke holdt endnu)" in text
    assert text.count("Mødet er ikke holdt endnu.") == text.count("Ingen beslutning i arkivet.") == 1


def test_what_was_on_a_cancelled_meeting_did_not_return(client: Client) -> None:
    made = items_of("Fælles budget for sekretariatet", "2024-11-14", "2025-11-13")
    Meeting.objects.filter(pk=made[1].meeting_id).update(status=MeetingStatus.CANCELLED)
    assert "Arkivet har endnu ingen sager" in text_of(client, WHEEL)
