"""A larger archive out of one that is built: the same items again in other councils, copied inside the database.

A million items are made in minutes rather than in an hour. They say what a hundred thousand say, ten times over: words
are as frequent as before, but there are no more different ones, and a title stands in ten councils on one day.
"""

from collections.abc import Mapping
from functools import partial

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from benchmark.copying import copy_rows, reset_sequences
from benchmark.tuned_server import run_in_database_processes
from meetings.models import (
    AgendaItem,
    Appointment,
    Council,
    Decision,
    Meeting,
    Participant,
    SearchRow,
    Table,
    TitleTail,
)
from meetings.models.slugs import slug
from meetings.search.facets import FACET, FacetKind, facet_number

# The tables that are copied, each after those that it refers to, and the column that tells of which copy a row is.
# People, bodies and topics are shared; documents and case threads are the first copy's alone.
_COPIED: Mapping[type[models.Model], str] = {
    Meeting: "id",
    AgendaItem: "id",
    Decision: "item_id",
    AgendaItem.municipalities.through: "agendaitem_id",
    AgendaItem.topics.through: "agendaitem_id",
    Participant: "meeting_id",
    Appointment: "item_id",
    Table: "item_id",
    TitleTail: "item_id",
}
_NUMBERED = (Council, Meeting, AgendaItem, Decision, Participant, Appointment, Table)
_OF_MEETINGS = (Meeting, Participant)
# Where a text was read: in a document of the first copy.
_PLACES = ("document_id", "page", "line")
_FIRST_COUNCIL = facet_number(FacetKind.COUNCIL, 0)

# How much higher a model's numbers are from one copy to the next.
_Steps = Mapping[type[models.Model], int]


def multiply_archive(copies: int, processes: int) -> None:
    """Have every item so many times, each time in councils of their own. What search needs is copied, not read anew.

    The indexes of the search rows are the caller's: rows are written faster without them.
    """
    councils = list(Council.objects.order_by("pk"))
    steps: dict[type[models.Model], int] = {model: _highest_number(model) for model in _NUMBERED}
    copy_rows(
        Council,
        (
            {"id": council.pk + copy * steps[Council], "name": name, "slug": slug(name)}
            for copy in range(1, copies)
            for council in councils
            for name in [f"{council.name} ({copy + 1})"]
        ),
    )
    numbers = [range(copy, copy + 1) for copy in range(1, copies)]
    run_in_database_processes(partial(_write_copies, steps), numbers, processes)
    reset_sequences(*steps)


def _highest_number(model: type[models.Model]) -> int:
    number: int | None = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
    return number or 0


def _write_copies(steps: _Steps, numbers: range) -> None:
    for copy in numbers:
        with transaction.atomic(), connection.cursor() as cursor:
            for model, copy_told_by in _COPIED.items():
                columns = _copied_columns(model, steps, copy)
                table = model._meta.db_table
                last = steps[Meeting if model in _OF_MEETINGS else AgendaItem]
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table}"
                    f" WHERE {copy_told_by} <= %s",
                    [last],
                )
            _copy_search_rows(cursor, steps, copy)


def _copied_columns(model: type[models.Model], steps: _Steps, copy: int) -> dict[str, str]:
    """The columns and the SQL of their values: as in the first copy, save for the keys of what is copied."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.generated or (field.primary_key and model not in steps):
            continue
        column = connection.ops.quote_name(str(field.column))
        keyed = field.model if field.primary_key else field.related_model
        step = next((step for numbered, step in steps.items() if numbered is keyed), 0)
        values[column] = "NULL" if field.column in _PLACES else f"{column} + {copy * step}" if step else column
    return values


def _copy_search_rows(cursor: CursorWrapper, steps: _Steps, copy: int) -> None:
    """Vectors with the other council's lexeme, facets with its number: year, month and day are the same."""
    values = {
        "item_id": "found.item_id + %(item_step)s",
        "facets": "array_replace(found.facets, council, council + %(council_step)s)",
        "vector": f"ts_delete(found.vector, '{FACET}' || council)"
        f" || ('{FACET}' || (council + %(council_step)s))::tsvector",
    }
    columns = [str(field.column) for field in SearchRow._meta.concrete_fields]
    cursor.execute(
        f"""
        INSERT INTO meetings_searchrow ({", ".join(columns)})
        SELECT {", ".join(values.get(column, f"found.{column}") for column in columns)}
        FROM meetings_searchrow AS found
        JOIN meetings_agendaitem AS item ON item.id = found.item_id
        JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id,
        LATERAL (SELECT meeting.council_id::int + %(first_council)s AS council) AS facet
        WHERE found.item_id <= %(last)s
        ORDER BY found.item_id
        """,
        {
            "item_step": copy * steps[AgendaItem],
            "council_step": copy * steps[Council],
            "first_council": _FIRST_COUNCIL,
            "last": steps[AgendaItem],
        },
    )
