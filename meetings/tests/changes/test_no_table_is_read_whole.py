"""What a save, the pass after it and the look once a second ask of the database: no large table is read whole for it.

A condition with alternatives, of which one is a subquery or another table's column, has PostgreSQL look through all
rows, which nobody sees in a small archive: of 100,000 items each save took four times as long.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from meetings.changes.change_pass import run_pass
from meetings.changes.recording import recording
from meetings.models import AgendaItem, Appointment, Council, Decision, Meeting, Participant, Person, Withholding
from meetings.models.samples import HIDDEN_ITEMS
from meetings.tests import factories

pytestmark = pytest.mark.django_db

# Tables that grow with the archive.
LARGE = (
    *("agendaitem", "decision", "table", "appointment", "participant", "attachment", "document", "meeting"),
    *("searchrow", "searchword", "titletail", "mattersignature", "samecasepair", "threaditem", "change"),
    *("historyentry", "agendaitem_topics", "agendaitem_municipalities"),
)

# With these PostgreSQL reads a small table whole, though it could look rows up.
_AVOIDED = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")

SAVES: dict[str, tuple[type[Model], dict[str, str]]] = {
    "a title": (AgendaItem, {"title": "En ny bro over fjorden"}),
    "a text": (AgendaItem, {"recommendation": "Rådet følger sagen om færgen."}),
    "a decision": (Decision, {"text": "Udsat til det næste møde."}),
    "somebody who was there": (Participant, {"title": "formand"}),
    "a seat": (Appointment, {"role": "suppleant"}),
    "a meeting's place": (Meeting, {"place": "Rådhuset"}),
    "a name": (Person, {"name": "Åse Æbelø"}),
    "a council": (Council, {"name": "KKR Andet"}),
}


@pytest.mark.parametrize(("model", "values"), SAVES.values(), ids=SAVES.keys())
def test_a_save_and_the_pass_look_rows_up(model: type[Model], values: dict[str, str]) -> None:
    factories.make_archive(range(2))
    run_pass()
    with CaptureQueriesContext(connection) as captured:
        with recording():
            record = model._default_manager.order_by("pk")[0]
            for name, value in values.items():
                setattr(record, name, value)
            record.save()
        run_pass()
    assert read_whole(captured) == []


def test_the_look_once_a_second_reads_next_to_nothing() -> None:
    factories.make_archive(range(2))
    run_pass()
    with CaptureQueriesContext(connection) as captured:
        assert not Withholding.objects.is_unsettled()
    assert read_whole(captured) == []


def read_whole(captured: CaptureQueriesContext) -> list[str]:
    """The statements that read all of a large table, though PostgreSQL is told to look rows up, each with the table."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NOT NULL")
        partial = {name for (name,) in cursor.fetchall()}
        for avoided in _AVOIDED:
            cursor.execute(f"SET LOCAL {avoided} = off")
        for query in list(captured.captured_queries):
            statement = query["sql"].replace(HIDDEN_ITEMS, "SELECT 0")  # samples are few
            if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", None)
                plan = cursor.fetchone()[0][0]["Plan"]
                found += [f"{table}: {query['sql']}" for table in whole_tables(plan, partial)]
        for avoided in _AVOIDED:
            cursor.execute(f"SET LOCAL {avoided} = on")
    return found


def whole_tables(plan: dict[str, Any], partial: set[str]) -> Iterator[str]:
    """The large tables of which the plan reads all rows. Not so the first ones in an index's order."""
    if plan["Node Type"] == "Limit":
        return
    table = str(plan.get("Relation Name", "")).removeprefix("meetings_")
    is_scan = plan["Node Type"] in ("Seq Scan", "Index Scan", "Index Only Scan")
    if is_scan and table in LARGE and "Index Cond" not in plan and plan.get("Index Name") not in partial:
        yield table
    for part in plan.get("Plans", ()):
        yield from whole_tables(part, partial)
