"""Lists of very many records in the admin: counted so far, asked no more, and narrowed by the meetings' days."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin import large_lists
from meetings.models import Meeting
from meetings.tests import factories

pytestmark = pytest.mark.django_db

PARTS_OF_ITEMS = ("decision", "table", "attachment", "appointment")
LISTS = ("agendaitem", *PARTS_OF_ITEMS, "participant", "meeting", "document", "section")


def html(admin_client: Client, address: str) -> str:
    response = admin_client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def items() -> None:
    """Three items on days of two years."""
    for number, day in enumerate((date(2024, 3, 5), date(2024, 8, 29), date(2025, 8, 30))):
        factories.make_item(f"Sag {number}", "1.1", day, decision="Godkendt.")


@pytest.mark.usefixtures("items")
def test_a_list_is_counted_as_far_as_its_bound_and_says_so(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Mere end" not in html(admin_client, "/admin/meetings/agendaitem/")
    monkeypatch.setattr(large_lists, "COUNTED_AT_MOST", 2)
    page = " ".join(html(admin_client, "/admin/meetings/agendaitem/").split())
    assert "Mere end 2 punkter" in page
    assert "Mere end" not in html(admin_client, "/admin/meetings/agendaitem/?meeting__date__year=2025")


@pytest.mark.usefixtures("items")
def test_beyond_the_bound_nobody_chooses_all_at_once(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.admin.meetings.MeetingAdmin.list_per_page", 1)
    assert 'class="question' in html(admin_client, "/admin/meetings/meeting/")
    monkeypatch.setattr(large_lists, "COUNTED_AT_MOST", 2)
    page = html(admin_client, "/admin/meetings/meeting/")
    assert 'class="question' not in page
    assert "action-counter" in page


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_counts_no_further_and_looks_for_days_among_the_meetings_alone(admin_client: Client, kind: str) -> None:
    factories.make_archive([0])
    admin_client.get(f"/admin/meetings/{kind}/")
    with CaptureQueriesContext(connection) as queries:
        html(admin_client, f"/admin/meetings/{kind}/")
    asked = [query["sql"] for query in queries]
    assert [sql for sql in asked if sql.startswith("SELECT COUNT(") and " LIMIT 10001" not in sql] == []
    looking = [sql for sql in asked if "DATE_TRUNC" in sql or "MIN(" in sql or "MAX(" in sql]
    assert [sql for sql in looking if "JOIN" in sql or 'FROM "meetings_meeting"' not in sql] == []
    grouped = [sql for sql in asked if sql.count("JOIN") and "GROUP BY" in sql.rpartition("FROM")[2]]
    assert grouped == []


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("chosen", "offered"),
    [
        pytest.param("", ["?date__year=2024", "?date__year=2025"], id="years"),
        pytest.param(
            "?date__year=2024",
            ["?date__month=3&date__year=2024", "?date__month=8&date__year=2024", ">‹ Alle"],
            id="months",
        ),
        pytest.param(
            "?date__year=2024&date__month=8", ["?date__day=29&date__month=8&date__year=2024", ">‹ 2024<"], id="days"
        ),
        pytest.param("?date__year=2024&date__month=8&date__day=29", [">‹ august 2024<"], id="a day"),
    ],
)
def test_days_lead_on_to_those_that_have_meetings(admin_client: Client, chosen: str, offered: list[str]) -> None:
    page = html(admin_client, f"/admin/meetings/meeting/{chosen}")
    links = page.partition('class="toplinks"')[2].partition("</nav>")[0]
    assert [link for link in offered if link.lower() not in links.lower()] == []


@pytest.mark.usefixtures("items")
def test_a_day_narrows_the_list_and_keeps_what_else_it_is_narrowed_by(admin_client: Client) -> None:
    council = Meeting.objects.all()[0].council_id
    response = admin_client.get("/admin/meetings/agendaitem/", {"meeting__council__id__exact": council})
    assert f"meeting__council__id__exact={council}&meeting__date__year=2024" in unescape(response.content.decode())
    narrowed = admin_client.get("/admin/meetings/agendaitem/", {"meeting__date__year": 2024})
    assert len(narrowed.context["cl"].result_list) == 2
