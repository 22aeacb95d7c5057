"""Rows into the archive's tables by COPY, a hundred times faster than one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def copy_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]], *, keyed: bool = True) -> None:
    """Write rows of a model, each given by its attributes' names; what a row does not say has the field's default.

    Rows that are not `keyed` are numbered by the database. Nothing else happens: no `save`, no search row.
    """
    fields = [
        field for field in model._meta.concrete_fields if not field.generated and (keyed or not field.primary_key)
    ]
    defaults = {field.attname: _default(field) for field in fields}
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    copy_values(f"{table} ({columns})", ({**defaults, **row}.values() for row in rows))


def copy_values(target: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows of plain values to a table, which `target` names with its columns."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row))


def reset_sequences(*written: type[models.Model]) -> None:
    """Let rows to come be numbered after those that were written with numbers of their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


def _default(field: models.Field[Any, Any]) -> Any:
    return None if field.primary_key else field.get_db_prep_save(field.get_default(), connection)
