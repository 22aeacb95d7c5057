"""Bringing back what a record said before, or a record that was deleted, with its parts."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from meetings.changes.history_triggers import HISTORY_TABLES
from meetings.changes.recording import recording
from meetings.models import HistoryEntry, Person
from meetings.models.changes import ChangeKind


class RestoreRefused(Exception):
    """Something that cannot be brought back. `sentence` says why, in Danish."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def history_models() -> dict[str, type[models.Model]]:
    """The models whose history is kept, by their table."""
    every = apps.get_app_config("meetings").get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in every if model._meta.db_table in HISTORY_TABLES}


def column_field(model: type[models.Model], column: str) -> Any:
    """The field that is stored in the column; None for a column that the model has no longer."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


@recording()
def restore_value(entry: HistoryEntry, column: str) -> models.Model:
    """Gives the column of the entry's record the value that it had before; the record.

    Raises RestoreRefused where the record is gone, or the value cannot stand there any more.
    """
    model = history_models()[entry.table]
    field = column_field(model, column)
    record = model._base_manager.select_for_update().filter(pk=entry.key).first()
    if record is None:
        raise RestoreRefused("Posten er slettet. Gendan den først.")
    if field is None or column not in (entry.before or {}):
        raise RestoreRefused("Feltet findes ikke mere.")
    value = (entry.before or {})[column]
    if field.remote_field and value is not None and not _is_there(field, value):
        raise RestoreRefused(f"Det, som »{field.verbose_name}« pegede på, er slettet.")
    try:
        kind_of_value = field.target_field if field.remote_field else field
        setattr(record, field.attname, kind_of_value.to_python(value))
        with transaction.atomic():
            record.save(update_fields=[field.name])
    except (IntegrityError, ValidationError) as error:
        raise RestoreRefused("Den gamle værdi kan ikke stå der mere: en anden post bruger den.") from error
    return record


@recording()
def restore_deleted(entry: HistoryEntry) -> models.Model:
    """Brings back a deleted record, with the parts that were deleted along with it, under the keys that they had.

    Raises RestoreRefused where something else has taken its place, or what it belongs to is gone.
    """
    every = history_models()
    model = every[entry.table]
    if entry.kind != ChangeKind.DELETED or model._base_manager.filter(pk=entry.key).exists():
        raise RestoreRefused("Posten er der allerede.")
    along = HistoryEntry.objects.filter(transaction=entry.transaction, kind=ChangeKind.DELETED, table__in=every)
    waiting = list(along.exclude(pk=entry.pk).order_by("pk"))
    _insert(model, entry.before or {})
    restored: set[tuple[type[models.Model], int]] = {(model, entry.key)}
    while parts := [row for row in waiting if _belongs(every[row.table], row, restored, entry)]:
        for row in parts:
            _insert(every[row.table], row.before or {})
            restored.add((every[row.table], row.key))
        waiting = [row for row in waiting if row not in parts]
    _refer_again(entry, restored)
    return model._base_manager.get(pk=entry.key)


def _belongs(
    model: type[models.Model],
    row: HistoryEntry,
    restored: set[tuple[type[models.Model], int]],
    entry: HistoryEntry,
) -> bool:
    """Whether the row was deleted because a record that is there again was.

    What goes with a person is deleted after it (people/removing.py): what went before went by itself.
    """
    owners = (
        (field.related_model, (row.before or {}).get(field.column))
        for field in model._meta.concrete_fields
        if field.remote_field
        and (field.remote_field.on_delete is models.CASCADE or (field.related_model is Person and row.pk > entry.pk))
    )
    return any(owner in restored for owner in owners)


def _refer_again(entry: HistoryEntry, restored: set[tuple[type[models.Model], int]]) -> None:
    """Has the records refer to the restored ones again that did so, and that still refer to nothing."""
    emptied = HistoryEntry.objects.filter(transaction=entry.transaction, kind=ChangeKind.CHANGED)
    for row in emptied.filter(table__in=history_models()):
        model = history_models()[row.table]
        for column, before, after in row.changed_columns:
            field = column_field(model, column)
            if after is None and field and field.remote_field and (field.related_model, before) in restored:
                model._base_manager.filter(pk=row.key, **{field.name: None}).update(**{field.attname: before})


def _insert(model: type[models.Model], values: dict[str, Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated and field.column in values]
    values = {**values, **{field.column: None for field in _lost_references(fields, values)}}
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    # Put together of names of the models alone.
    statement = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s)"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [models.JSONField().get_db_prep_value(values, connection)])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise RestoreRefused(
            "Posten kan ikke gendannes: En anden post har taget dens plads, eller det, den hører til, er slettet."
        ) from error


def _lost_references(fields: Iterable[Any], values: dict[str, Any]) -> list[Any]:
    """The references that may be empty, and whose records are gone."""
    references = [field for field in fields if field.remote_field and field.null and values[field.column] is not None]
    return [field for field in references if not _is_there(field, values[field.column])]


def _is_there(field: Any, key: Any) -> bool:
    return bool(field.related_model._base_manager.filter(**{field.target_field.name: key}).exists())
