"""Whatever way a searched record is written, search follows: every table by every route, and the pass alone."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    Decision,
    Meeting,
    Municipality,
    Person,
    SearchRow,
    Table,
    Topic,
    TopicChoice,
)
from meetings.models.choices import Outcome
from meetings.search.facets import FacetKind, date_facets, facet_number
from meetings.tests import factories
from meetings.tests.editing import found_titles
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db

TITLE, NEIGHBOUR = "Fjordens bro", "Havnens kaj"


@pytest.fixture(autouse=True)
def archive() -> None:
    """An item with all that search finds an item by, and a neighbour without."""
    Topic.objects.all().delete()
    Topic.objects.create(name="Søfart", slug="soefart", rule="bro")
    item = factories.make_item(
        TITLE, "1.1", decision="Muldvarpen vedtaget.", municipalities=[factories.make_municipality("Læsø")]
    )
    factories.make_item(NEIGHBOUR, "1.2")
    factories.make_table(item, rows=[["Skovsnegl", "1"]])
    factories.make_appointment(item, factories.make_person("Ditte Krogh"))
    call_command("search_index", "--pending", stdout=StringIO())
    assert check_index()[0] == 0


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def sql(statement: str) -> Callable[[], None]:
    return lambda: run_sql(statement)


def the_item() -> AgendaItem:
    return AgendaItem.objects.get(title=TITLE)


def neighbour() -> AgendaItem:
    return AgendaItem.objects.get(title=NEIGHBOUR)


def titles_of_facet(number: int) -> list[str]:
    return list(AgendaItem.objects.filter(search_row__facets__contains=[number]).values_list("title", flat=True))


def titles_of_municipality(name: str) -> Callable[[], list[str]]:
    return lambda: [
        title
        for key in Municipality.objects.filter(name=name).values_list("pk", flat=True)
        for title in titles_of_facet(facet_number(FacetKind.MUNICIPALITY, key))
    ]


def titles_of_topic(name: str) -> Callable[[], list[str]]:
    return lambda: [
        title
        for key in Topic.objects.filter(name=name).values_list("pk", flat=True)
        for title in titles_of_facet(facet_number(FacetKind.TOPIC, key))
    ]


def titles_of_year(year: int) -> Callable[[], list[str]]:
    return lambda: sorted(titles_of_facet(next(date_facets(date(year, 1, 1)))))


def found(words: str) -> Callable[[], list[str]]:
    return lambda: sorted(found_titles(words))


def add_table(item: AgendaItem) -> None:
    Table.objects.bulk_create([Table(item=item, title="Gravhøje", field="presentation")])


def add_appointment() -> None:
    Appointment.objects.bulk_create(
        [Appointment(item=neighbour(), person=Person.objects.get(), body=Body.objects.get())]
    )


def rename_person() -> None:
    Person.objects.update(name="Sivsanger Holm")


CHANGES = [
    # By queryset: update
    pytest.param(
        lambda: AgendaItem.objects.filter(title=NEIGHBOUR).update(background="Odderen"),
        found("odderen"),
        [],
        [NEIGHBOUR],
        id="agendaitem, update",
    ),
    pytest.param(
        lambda: Decision.objects.update(text="Odderen vedtaget."),
        found("beslutning:odderen"),
        [],
        [TITLE],
        id="decision, update",
    ),
    pytest.param(
        lambda: Decision.objects.update(outcome=Outcome.REJECTED),
        lambda: titles_of_facet(facet_number(FacetKind.OUTCOME, 3)) + found("muldvarpen")(),
        None,
        None,
        id="decision, update of the outcome",
    ),
    pytest.param(lambda: Table.objects.update(rows=[["Odder"]]), found("odder"), [], [TITLE], id="table, update"),
    pytest.param(
        lambda: Table.objects.update(item=neighbour()),
        found("skovsnegl"),
        [TITLE],
        [NEIGHBOUR],
        id="table, moved to another item",
    ),
    pytest.param(
        lambda: Appointment.objects.update(item=neighbour()),
        found("person:krogh"),
        [TITLE],
        [NEIGHBOUR],
        id="appointment, moved to another item",
    ),
    pytest.param(rename_person, found("person:sivsanger"), [], [TITLE], id="person, update"),
    pytest.param(
        lambda: Meeting.objects.update(date=date(2031, 1, 1)),
        titles_of_year(2031),
        [],
        [TITLE, NEIGHBOUR],
        id="meeting, update",
    ),
    pytest.param(
        lambda: Topic.objects.update(rule="kaj"), titles_of_topic("Søfart"), [TITLE], [NEIGHBOUR], id="topic, update"
    ),
    # In bulk: created and deleted
    pytest.param(
        lambda: AgendaItem.objects.bulk_create(
            [AgendaItem(meeting=factories.make_meeting(), number=f"2.{place}", title="Odder") for place in range(3)]
        ),
        found("odder"),
        [],
        ["Odder"] * 3,
        id="agendaitem, bulk create",
    ),
    pytest.param(
        lambda: Decision.objects.bulk_create([Decision(item=neighbour(), text="Odderen vedtaget.")]),
        found("beslutning:odderen"),
        [],
        [NEIGHBOUR],
        id="decision, bulk create",
    ),
    pytest.param(lambda: add_table(neighbour()), found("gravhøje"), [], [NEIGHBOUR], id="table, bulk create"),
    pytest.param(add_appointment, found("person:krogh"), [TITLE], [TITLE, NEIGHBOUR], id="appointment, bulk create"),
    pytest.param(
        lambda: Topic.objects.bulk_create([Topic(name="Kajer", slug="kajer", rule="kaj")]),
        titles_of_topic("Kajer"),
        [],
        [NEIGHBOUR],
        id="topic, bulk create",
    ),
    pytest.param(
        lambda: TopicChoice.objects.bulk_create(
            [TopicChoice(item=neighbour(), topic=Topic.objects.get(), is_assigned=True)]
        ),
        titles_of_topic("Søfart"),
        [TITLE],
        [TITLE, NEIGHBOUR],
        id="choice of a topic, bulk create",
    ),
    pytest.param(lambda: Decision.objects.all().delete(), found("muldvarpen"), [TITLE], [], id="decision, deleted"),
    pytest.param(lambda: Table.objects.all().delete(), found("skovsnegl"), [TITLE], [], id="table, deleted"),
    pytest.param(lambda: Appointment.objects.all().delete(), found("krogh"), [TITLE], [], id="appointment, deleted"),
    pytest.param(
        lambda: AgendaItem.objects.filter(title=TITLE).delete(), found("bro"), [TITLE], [], id="agendaitem, deleted"
    ),
    # With what they belong to
    pytest.param(
        lambda: Municipality.objects.filter(name="Læsø").delete(),
        titles_of_municipality("Læsø"),
        [TITLE],
        [],
        id="municipality, deleted with its places",
    ),
    pytest.param(
        lambda: Topic.objects.all().delete(),
        titles_of_topic("Søfart"),
        [TITLE],
        [],
        id="topic, deleted with its places",
    ),
    pytest.param(
        lambda: Meeting.objects.all().delete(), found("bro"), [TITLE], [], id="meeting, deleted with its items"
    ),
    # Many to many
    pytest.param(
        lambda: neighbour().municipalities.add(Municipality.objects.get(name="Læsø")),
        titles_of_municipality("Læsø"),
        [TITLE],
        [TITLE, NEIGHBOUR],
        id="municipalities of an item, added",
    ),
    pytest.param(
        lambda: the_item().municipalities.clear(),
        titles_of_municipality("Læsø"),
        [TITLE],
        [],
        id="municipalities of an item, cleared",
    ),
    pytest.param(
        lambda: neighbour().topics.add(Topic.objects.get()),
        titles_of_topic("Søfart"),
        [TITLE],
        [TITLE, NEIGHBOUR],
        id="topics of an item, added",
    ),
    pytest.param(
        lambda: the_item().topics.clear(), titles_of_topic("Søfart"), [TITLE], [], id="topics of an item, cleared"
    ),
    # Plain SQL
    pytest.param(
        sql(f"UPDATE meetings_agendaitem SET title = 'Odder' WHERE title = '{TITLE}'"),
        found("titel:odder"),
        [],
        ["Odder"],
        id="agendaitem, SQL",
    ),
    pytest.param(
        sql("UPDATE meetings_decision SET text = 'Odderen'"), found("odderen"), [], [TITLE], id="decision, SQL"
    ),
    pytest.param(sql("UPDATE meetings_table SET title = 'Odder'"), found("odder"), [], [TITLE], id="table, SQL"),
    pytest.param(
        sql("UPDATE meetings_appointment SET person_id = NULL"), found("krogh"), [TITLE], [], id="appointment, SQL"
    ),
    pytest.param(
        sql("UPDATE meetings_person SET name = 'Odder'"), found("person:odder"), [], [TITLE], id="person, SQL"
    ),
    pytest.param(
        sql("UPDATE meetings_meeting SET date = '2031-01-01'"),
        titles_of_year(2031),
        [],
        [TITLE, NEIGHBOUR],
        id="meeting, SQL",
    ),
    pytest.param(
        sql("UPDATE meetings_topic SET rule = 'kaj'"), titles_of_topic("Søfart"), [TITLE], [NEIGHBOUR], id="topic, SQL"
    ),
    pytest.param(
        sql("DELETE FROM meetings_agendaitem_municipalities"),
        titles_of_municipality("Læsø"),
        [TITLE],
        [],
        id="municipalities of an item, SQL",
    ),
    pytest.param(
        sql("DELETE FROM meetings_agendaitem_topics"),
        titles_of_topic("Søfart"),
        [TITLE],
        [],
        id="topics of an item, SQL",
    ),
    # TRUNCATE
    pytest.param(sql("TRUNCATE meetings_decision"), found("muldvarpen"), [TITLE], [], id="decision, TRUNCATE"),
    pytest.param(sql("TRUNCATE meetings_table"), found("skovsnegl"), [TITLE], [], id="table, TRUNCATE"),
    pytest.param(sql("TRUNCATE meetings_appointment"), found("krogh"), [TITLE], [], id="appointment, TRUNCATE"),
    pytest.param(
        sql("TRUNCATE meetings_agendaitem_municipalities"),
        titles_of_municipality("Læsø"),
        [TITLE],
        [],
        id="municipalities of an item, TRUNCATE",
    ),
    pytest.param(
        sql("TRUNCATE meetings_agendaitem_topics"),
        titles_of_topic("Søfart"),
        [TITLE],
        [],
        id="topics of an item, TRUNCATE",
    ),
    pytest.param(sql("TRUNCATE meetings_topic CASCADE"), titles_of_topic("Søfart"), [TITLE], [], id="topic, TRUNCATE"),
    pytest.param(sql("TRUNCATE meetings_person CASCADE"), found("krogh"), [TITLE], [], id="person, TRUNCATE"),
    pytest.param(sql("TRUNCATE meetings_agendaitem CASCADE"), found("bro"), [TITLE], [], id="agendaitem, TRUNCATE"),
    pytest.param(sql("TRUNCATE meetings_meeting CASCADE"), found("bro"), [TITLE], [], id="meeting, TRUNCATE"),
]


@pytest.mark.parametrize(("change", "asked", "before", "after"), CHANGES)
def test_search_follows_after_the_pass(
    change: Callable[[], object],
    asked: Callable[[], list[str]],
    before: list[str] | None,
    after: list[str] | None,
) -> None:
    if before is not None:
        assert asked() == before
    change()
    assert check_index()[0] == 1
    output = StringIO()
    call_command("search_index", "--pending", stdout=output)
    assert output.getvalue().endswith(" 0 venter.\n")
    if after is not None:
        assert sorted(asked()) == sorted(after)
    assert check_index()[0] == 0


def test_search_rows_are_none_but_the_items() -> None:
    AgendaItem.objects.filter(title=TITLE).delete()
    assert SearchRow.objects.count() == AgendaItem.objects.count()
