"""A part of a page is kept through the changes that have nothing to do with it, and no longer than it is true."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString, mark_safe
from pytest_django import Settings

from meetings.caching.kept_pages import kept_pages
from meetings.caching.kept_parts import MOST_BYTES_OF_A_PART, Followed, KeptParts, kept_parts
from meetings.changes.watched_tables import LOGGED_TABLES
from meetings.models import AgendaItem, Appointment, Body, Council, Meeting, Municipality, Participant, Person, Table
from meetings.privacy.withholding import end_withholding, withhold
from meetings.tests import factories
from meetings.tests.reading import html_of
from meetings.views import municipalities

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/kommuner/rebild/"
# The parts of items that what is shown of a municipality is read from, besides its tables and appointments.
OF_ITEMS = {"meetings_agendaitem", "meetings_threaditem", "meetings_agendaitem_municipalities"}
NOISE = Random(1).randbytes(MOST_BYTES_OF_A_PART).hex()


@pytest.fixture(autouse=True)
def _forget_parts() -> Iterable[None]:
    kept_parts.clear()
    yield
    kept_parts.clear()


@pytest.fixture
def items() -> list[AgendaItem]:
    """Two meetings' items with a table each that has a row for Rebild, an appointment, and one with neither."""
    rebild = factories.make_municipality("Rebild")
    first = factories.make_item("Fordeling af kvoter i 2025", "3.1", date(2024, 6, 14))
    second = factories.make_item("Fordeling af kvoter i 2026", "2.4", date(2025, 6, 13))
    for item, figure in ((first, "9"), (second, "8,5")):
        factories.make_table(item, rows=[["Rebild", figure], ["Læsø", "4"], ["I alt", "20"]])
    appointing = factories.make_item("Udpegning til Havnerådet", "4.1", date(2025, 6, 13))
    bo = factories.make_person("Bo Lind")
    factories.make_appointment(appointing, bo, municipality=rebild)
    factories.make_participant(second.meeting, bo, municipality=rebild)
    return [first, second, appointing, factories.make_item("Ny bro over fjorden", "5.1", date(2025, 6, 13))]


def read_anew(client: Client) -> bool:
    """Whether asking for the page once more reads the tables and the people anew."""
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    return any("present_count" in query["sql"] for query in queries)


def test_a_save_of_another_item_leaves_what_is_shown_of_people_and_figures(
    client: Client, items: list[AgendaItem]
) -> None:
    assert read_anew(client)
    AgendaItem.objects.filter(pk=items[3].pk).update(title="En bro over fjorden")
    assert not read_anew(client)
    assert kept_parts.size


def rebild() -> Municipality:
    return Municipality.objects.get(slug="rebild")


def _withheld_and_back(record: AgendaItem | Person) -> Iterator[None]:
    """The record withheld, and shown again."""
    withholding = withhold(record, "Det er taget af.", "-")
    yield
    end_withholding(withholding)
    yield


def _changes(items: list[AgendaItem]) -> Iterator[None]:
    """One change after another of what the page shows of people and figures."""
    first, second, appointing, other = items
    AgendaItem.objects.filter(pk=first.pk).update(title="Andet")
    yield
    AgendaItem.objects.filter(pk=appointing.pk).update(number="9")
    yield
    Table.objects.filter(item=second).update(rows=[["Rebild", "7"], ["Læsø", "4"]])
    yield
    factories.make_table(other, rows=[["Rebild", "1"], ["Læsø", "2"]])
    yield
    factories.make_thread("Kvoter", first, second)
    yield
    for record in (second, appointing, Person.objects.get(name="Bo Lind")):
        yield from _withheld_and_back(record)
    Meeting.objects.filter(pk=first.meeting_id).update(date=date(2024, 6, 17))
    yield
    Person.objects.filter(name="Bo Lind").update(name="Bo Bæk")
    yield
    Participant.objects.update(status="absent")
    yield
    factories.make_participant(first.meeting, factories.make_person("Ea Lund"), municipality=rebild())
    yield
    Body.objects.update(name="Havnenævnet")
    yield
    factories.make_appointment(other, factories.make_person("Ea Lund"), "Brorådet", municipality=rebild())
    yield
    AgendaItem.objects.filter(pk=first.pk).update(withdrawn=True)
    yield
    Council.objects.update(name="KKR Andet")
    yield
    Table.objects.filter(item=second).delete()
    yield
    Appointment.objects.all().delete()
    yield
    Municipality.objects.filter(slug="rebild").update(name="Ny Rebild")
    yield


def test_after_each_change_the_page_says_what_one_says_that_nothing_is_kept_of(
    client: Client, items: list[AgendaItem]
) -> None:
    before = html_of(client, PAGE)
    for number, _ in enumerate(_changes(items)):
        shown = html_of(client, PAGE)
        kept_parts.clear()
        kept_pages.clear()
        assert html_of(client, PAGE) == shown, number
        assert shown != before, number
        before = shown


def test_what_is_withheld_is_kept_no_longer_than_until_the_next_request(
    client: Client, items: list[AgendaItem]
) -> None:
    assert "Bo Lind" in html_of(client, PAGE)
    withhold(Person.objects.get(name="Bo Lind"), "Det er taget af.", "-")
    client.get("/om/")
    assert kept_parts.size == 0
    assert "Bo Lind" not in html_of(client, PAGE)


def test_it_reads_nothing_whose_changes_would_leave_it(client: Client, items: list[AgendaItem]) -> None:
    followed = {model._meta.db_table for model in municipalities.PEOPLE_AND_FIGURES_FOLLOW} | OF_ITEMS
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    asked = [query["sql"] for query in queries if "meetings_archivechange" not in query["sql"]]
    read = {table for question in asked for table in re.findall(r"meetings_[a-z_]+", question)}
    assert read & {table.name for table in LOGGED_TABLES} - {"meetings_decision"} <= followed


def test_a_developers_part_is_made_each_time(settings: Settings, items: list[AgendaItem]) -> None:
    settings.DEBUG = True
    kept_parts.part("a", Followed(frozenset()), lambda: mark_safe("a"))
    assert kept_parts.size == 0


def test_no_more_is_kept_than_the_bound_and_the_part_asked_for_last_stays(items: list[AgendaItem]) -> None:
    kept, nothing, made = KeptParts(most_bytes=70_000), Followed(frozenset()), list[str]()
    parts = {key: mark_safe(NOISE[place : place + 30_000]) for place, key in enumerate("abcdef")}

    def render(key: str) -> SafeString:
        made.append(key)
        return parts[key]

    for key in [*parts, *reversed(parts)]:
        assert kept.part(key, nothing, partial(render, key)) == parts[key]
        assert 0 < kept.size <= 70_000
    assert (made.count("f"), made.count("a")) == (1, 2)
    parts["g"] = mark_safe(NOISE)  # too large
    for _ in range(2):
        kept.part("g", nothing, partial(render, "g"))
    assert made.count("g") == 2
    kept.clear()
    assert kept.size == 0
