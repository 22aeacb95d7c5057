"""Search in the admin's lists: by the public search, by letters, by day; by indexes, whatever the archive holds."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin import list_search
from meetings.admin.list_search import days_meant
from meetings.models import AgendaItem, Attachment
from meetings.privacy.withholding import withhold
from meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def items() -> list[AgendaItem]:
    """Two items, the second with a part of each kind."""
    first = factories.make_item(
        "Havnens kajanlæg", "1.1", date(2024, 3, 5), case_number="25/0017", decision="Godkendt."
    )
    other = factories.make_item(
        "Budget for vejene", "2.1", date(2025, 8, 29), presentation="Der bygges broer.", decision="Vedtaget uændret."
    )
    factories.make_table(other, title="Udgifter")
    factories.make_appointment(other, factories.make_person("Åse Æbelø"))
    Attachment.objects.create(item=other, title="Notat")
    return [first, other]


def found(admin_client: Client, kind: str, term: str) -> int:
    """How many records the list shows that is searched for the term."""
    response = admin_client.get(f"/admin/meetings/{kind}/", {"q": term})
    assert response.status_code == 200
    return len(response.context["cl"].result_list)


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("term", "number"),
    [
        pytest.param("havn", 1, id="in another form, as the public search"),
        pytest.param("broer", 1, id="in a text"),
        pytest.param("ajanl", 1, id="letters within a word of the title"),
        pytest.param("KAJANLÆG havnens", 1, id="words in any order and case"),
        pytest.param('"for vejene"', 1, id="several words together"),
        pytest.param("/0017", 1, id="a part of a case number"),
        pytest.param("2024-03-05", 1, id="a day"),
        pytest.param("5. marts 2024", 1, id="a day in Danish"),
        pytest.param("2025-08", 1, id="a month"),
        pytest.param("2025", 1, id="a year"),
        pytest.param("xyzzy", 0, id="nothing"),
        pytest.param("", 2, id="all"),
    ],
)
def test_an_item_is_found(admin_client: Client, term: str, number: int) -> None:
    assert found(admin_client, "agendaitem", term) == number


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("kind", "term", "number"),
    [
        pytest.param("decision", "broer", 1, id="a decision by its item's text"),
        pytest.param("decision", "vedtaget", 1, id="a decision by its wording"),
        pytest.param("decision", "/0017", 1, id="a decision by its item's case number"),
        pytest.param("decision", "2024-03", 1, id="a decision by its month"),
        pytest.param("table", "dgift", 1, id="a table by letters of its title"),
        pytest.param("table", "budget", 1, id="a table by its item"),
        pytest.param("attachment", "notat", 1, id="an attachment by its title"),
        pytest.param("attachment", "2025-08-29", 1, id="an attachment by its day"),
        pytest.param("appointment", "æbelø", 1, id="an appointment by the person"),
        pytest.param("appointment", "havnens", 0, id="not by another item"),
        pytest.param("meeting", "2024", 1, id="a meeting by its year"),
        pytest.param("meeting", "prøve", 2, id="a meeting by its council"),
        pytest.param("meeting", "2024-03-31", 0, id="not a meeting of another day"),
    ],
)
def test_what_belongs_to_an_item_or_a_meeting_is_found(admin_client: Client, kind: str, term: str, number: int) -> None:
    assert found(admin_client, kind, term) == number


def test_an_item_that_is_withheld_is_found_by_those_who_withhold_it(
    admin_client: Client, items: list[AgendaItem]
) -> None:
    withhold(items[0], "Det er taget af.", "-")
    assert found(admin_client, "agendaitem", "kajanlæg") == 1


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    "kind", ["agendaitem", "decision", "table", "attachment", "appointment", "meeting", "document"]
)
def test_no_date_is_searched_as_text_and_the_table_is_not_counted(admin_client: Client, kind: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = admin_client.get(f"/admin/meetings/{kind}/", {"q": "2024"})
    asked = [query["sql"] for query in queries]
    assert not [sql for sql in asked if '"date"::text' in sql]
    assert not [sql for sql in asked if "DATE_TRUNC" in sql]
    assert not [sql for sql in asked if "COUNT(*)" in sql and " WHERE " not in sql]
    assert response.context["cl"].full_result_count is None


@pytest.mark.usefixtures("items")
def test_the_newest_are_found_where_more_match_than_are_read(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_search, "FOUND_AT_MOST", 1)
    response = admin_client.get("/admin/meetings/decision/", {"q": "e"})
    assert [decision.item.number for decision in response.context["cl"].result_list] == ["2.1"]


def test_letters_are_looked_for_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found_by = AgendaItem.objects.order_by().filter(list_search.holds_words(("title", "case_number"), "kajanlæg"))
        assert "items_by_letters" in found_by.explain()


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        (" 2024-02-29 ", (date(2024, 2, 29), date(2024, 2, 29))),
        ("2023-02-29", None),
        ("2024-13", None),
        ("3024", None),
        ("29. august 2025", (date(2025, 8, 29), date(2025, 8, 29))),
        ("broer", None),
        ("12", None),
    ],
)
def test_which_days_a_term_means(term: str, days: tuple[date, date] | None) -> None:
    assert days_meant(term) == days
