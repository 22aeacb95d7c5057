"""What an import writes and an editor may correct, and the plain values that the two are compared by.

A plain value is what JSON can hold: a date is text, a person or municipality is its name.
"""

from datetime import date, time
from typing import Any, Literal, cast

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce


class ImportedModel(models.Model):
    """A record that an import writes and an editor may correct.

    `imported` keeps, per field, what an import last wrote: a field that differs from it was edited and
    is left alone by later imports. It is empty for a record made by hand.
    """

    imported = models.JSONField("indlæste værdier", default=dict, editable=False)

    class Meta:
        abstract = True


class SourcedModel(ImportedModel):
    """A record that stands on a page and line of a document; both are empty for one made by hand."""

    document = models.ForeignKey(
        "meetings.Document", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="læst i"
    )
    page = models.PositiveIntegerField("side", null=True, blank=True)
    line = models.PositiveIntegerField("linje", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


PlainValues = dict[str, Any]


RecordType = Literal["meeting", "section", "item", "decision", "table", "attachment", "participant", "appointment"]


# A record's kind and what imports know it by within its meeting; what belongs to an item begins with its key.
RecordKey = tuple[RecordType, str]


def key_as_text(key: RecordKey) -> str:
    """A key as the meeting remembers it among the records that imports made."""
    return " ".join(key)


def key_from_text(written: str) -> RecordKey:
    """The key that a meeting remembers so."""
    kind, _, name = written.partition(" ")
    return cast(RecordType, kind), name


def name_field(model: type[models.Model]) -> str:
    """The field whose value documents know the model's records by: a party's letter, a section's number, a name."""
    return getattr(model, "NAME_FIELD", "name")


def plain_value(record: models.Model, field: str) -> Any:
    """A field's value as a plain value."""
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
    """Whether a person wrote the field: it is not what an import last wrote, or no import wrote what it holds."""
    if field in record.imported:
        return bool(plain_value(record, field) != record.imported[field])
    return not record.imported and bool(plain_value(record, field))


def imported_value(record: ImportedModel, field: str) -> Any:
    """What the earlier document said, whatever an editor has written since."""
    return record.imported.get(field, plain_value(record, field))


def related_queryset(model: type[models.Model], relation: str) -> models.QuerySet[Any]:
    """All rows that `relation` of the model leads to, a foreign key's other end: `appointments` of Body."""
    related: Any = model._meta.get_field(relation).related_model
    rows: models.QuerySet[Any] = related._default_manager.all()
    return rows


def count_subquery(rows: models.QuerySet[Any], key: str, count: Count | None = None) -> Coalesce:
    """How many of `rows` have an outer record as `key`: a subquery, as several joins would multiply each other."""
    of_record = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return Coalesce(Subquery(of_record.annotate(counted=count or Count("pk")).values("counted")), 0)
