"""What an import writes and an editor may correct, and the plain values that the two are compared by.

A plain value is what JSON can hold: a date is text as `2026-06-19`, a time as `09:30`, a person or municipality is its
name, a party its letter, several municipalities are their names in order.
"""

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any, Literal, cast

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce


class ImportedModel(models.Model):
    """A record that an import writes and an editor may correct.

    `imported` keeps what an import last wrote, as plain values by field: of a participant
    `{"person": "Bo Lind", "party": "A", "municipality": "Rebild", "status": "present", "role": "", "position": 3,
    "page": 1, "line": 12}`. A field that differs from it was edited and is left alone by later imports. It is empty
    for a record made by hand.
    """

    imported = models.JSONField("indlæste værdier", default=dict, editable=False)

    class Meta:
        abstract = True


class SourcedModel(ImportedModel):
    """A record that stands on a page of a document and in a line of that page's text, both counted from 1.

    All three are empty for a record made by hand.
    """

    document = models.ForeignKey(
        "meetings.Document", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="læst i"
    )
    page = models.PositiveIntegerField("side", null=True, blank=True)
    line = models.PositiveIntegerField("linje", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


# Plain values by the name of their field: `{"number": "2", "title": "Sager til drøftelse", "position": 1}`.
PlainValues = dict[str, Any]


# The values of choices.RecordKind, for the type checker.
RecordType = Literal["meeting", "section", "item", "decision", "table", "attachment", "participant", "appointment"]


# What imports know a record by within its meeting: its type and a name, in which the key of its item goes first, where
# it belongs to one. `("meeting", "")`, `("item", "3.6")`, `("decision", "3.6")`, `("table", "3.6/0")`,
# `("participant", "Bo Lind")`, `("appointment", "3.6/Bo Lind/Nordjyllands Trafikselskab")`.
RecordKey = tuple[RecordType, str]


def key_as_text(key: RecordKey) -> str:
    """The key as JSON has it, in `Meeting.written` and `Document.said`: `table 3.6/0`, and `meeting ` with no name."""
    return " ".join(key)


def key_from_text(text: str) -> RecordKey:
    """The key that `key_as_text` made the text of."""
    kind, _, name = text.partition(" ")
    return cast(RecordType, kind), name


def appointment_key_name(item: str, person: str | None, body: str, vacancy_number: int) -> str:
    """What documents know an appointment by: "3.6/Anna Holm/Havnerådet", or "3.6/ubesat 2/Havnerådet" for the body's
    second empty seat.
    """
    return f"{item}/{person or f'ubesat {vacancy_number}'}/{body}"


def name_field(model: type[models.Model]) -> str:
    """The field whose value documents call the model's records by: its NAME_FIELD, or else `name`."""
    return getattr(model, "NAME_FIELD", "name")


def plain_value(record: models.Model, field: str) -> Any:
    """What the record has in the field, as a plain value. One query for a relation to several records."""
    value = getattr(record, field)
    if isinstance(value, models.Manager):
        return sorted(str(named) for named in value.all())
    if isinstance(value, models.Model):
        return str(getattr(value, name_field(type(value)), value))
    if isinstance(value, list):
        return [entry.isoformat() if isinstance(entry, date) else entry for entry in value]
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value


def is_edited(record: ImportedModel, field: str) -> bool:
    """Whether a person wrote what the field holds: an import wrote something else last, or none made the record."""
    if field in record.imported:
        return bool(plain_value(record, field) != record.imported[field])
    return not record.imported and bool(plain_value(record, field))


def imported_value(record: ImportedModel, field: str) -> Any:
    """What an import last wrote in the field, whatever an editor has written since; for a handmade record its own."""
    return record.imported.get(field, plain_value(record, field))


def related_queryset(model: type[models.Model], relation: str) -> models.QuerySet[Any]:
    """All records of the model at the other end of `relation`: of Body's `appointments` every Appointment.

    For models that stand above this one, and which its module therefore cannot import.
    """
    related: Any = model._meta.get_field(relation).related_model
    records: models.QuerySet[Any] = related._default_manager.all()
    return records


def count_subquery(rows: models.QuerySet[Any], foreign_key: str, count: Count | None = None) -> Coalesce:
    """How many of `rows` point at the outer record with `foreign_key`, for `annotate()`; 0 for none.

    `count` is what is counted, by default the rows. A subquery, since counts over several joins multiply each other.
    """
    of_record = rows.filter(**{foreign_key: OuterRef("pk")}).order_by().values(foreign_key)
    return Coalesce(Subquery(of_record.annotate(counted=count or Count("pk")).values("counted")), 0)


def key_is_among(model: type[models.Model], keys: Collection[int]) -> RawSQL:
    """The condition that a record's key is one of these, which PostgreSQL gets as one value.

    By `pk__in` each is a value of its own: of ten thousand keys Django takes half a second to write the statement.
    """
    return RawSQL(f'"{model._meta.db_table}"."id" = ANY(%s)', [list(keys)], models.BooleanField())


def with_field(name: str, save_arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a `save()` that also writes the field `name`, where it writes only some fields."""
    fields = save_arguments.get("update_fields")
    return {**save_arguments, **({"update_fields": [*fields, name]} if fields else {})}
