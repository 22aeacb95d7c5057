"""What a save, the pass after it and the look once a second ask of the database: rows that an index can choose.

A condition with alternatives, of which one is a subquery or another table's column, has PostgreSQL look through all
rows, which nobody sees in a small archive: of 100,000 items each save took twice as long.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from meetings.changes.change_pass import run_pass
from meetings.changes.recording import recording
from meetings.models import AgendaItem, Appointment, Council, Decision, Meeting, Participant, Person, Withholding
from meetings.tests import factories

pytestmark = pytest.mark.django_db

# What a record is to be, of those that were chosen before.
_WANTED = re.compile(r"\(is_withheld <> .*")

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
    assert without_index(captured) == []


def test_the_look_once_a_second_reads_next_to_nothing() -> None:
    factories.make_archive(range(2))
    run_pass()
    with CaptureQueriesContext(connection) as captured:
        assert not Withholding.objects.is_unsettled()
    assert without_index(captured) == []


def without_index(captured: CaptureQueriesContext) -> list[str]:
    """The conditions with such alternatives among what was asked, each with its statement."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in list(captured.captured_queries):
            if query["sql"].lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
                # A statement of our own, with its values in it: it takes no parameters again.
                cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}", None)
                plan = cursor.fetchone()[0][0]["Plan"]
                found += [f"{condition}: {query['sql']}" for condition in conditions_without_index(plan)]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def conditions_without_index(plan: dict[str, Any]) -> Iterator[str]:
    """The conditions of which alternatives are of another table or a subquery, where no index chooses the rows."""
    is_join = "Join Type" in plan
    for condition in (_WANTED.sub("", plan.get(part, "")) for part in ("Filter", "Join Filter")):
        is_chosen = "Index Cond" in plan or "Recheck Cond" in plan
        if " OR " in condition and (is_join or ("SubPlan" in condition and not is_chosen)):
            yield condition
    for part in plan.get("Plans", ()):
        yield from conditions_without_index(part)
