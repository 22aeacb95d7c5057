"""Between what a document says, as plain values, and the archive's records.

A plain value is what JSON can hold: a date is text, a person or municipality is its name.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from django.db import models

from meetings.addresses import free_slug
from meetings.models import Body, ImportedModel, Municipality, Party, Person, Section

Values = dict[str, Any]
Named = TypeVar("Named", Person, Municipality, Body)

_DATES = frozenset({"references"})
_TIMES = frozenset({"start_time"})
MANY = frozenset({"municipalities", "topics"})
"""Fields that hold several records, which are written after the record itself."""


def plain(record: models.Model, field: str) -> Any:
    """A field's value as a plain value."""
    value = getattr(record, field)
    if isinstance(value, models.Manager):
        return sorted(str(name) for name in value.values_list("name", flat=True))
    if isinstance(value, Section):
        return value.number
    if isinstance(value, Party):
        return value.letter
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list):
        return [entry.isoformat() if isinstance(entry, date) else entry for entry in value]
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value


def edited(record: ImportedModel, field: str) -> bool:
    """Whether a person changed the field since an import wrote it."""
    return field in record.imported and plain(record, field) != record.imported[field]


class Register:
    """Records that are known by name: found, or made where the archive lacks them."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._municipalities: dict[str, Municipality] = {}
        self._parties: dict[str, Party] = {}
        self._bodies: dict[str, Body] = {}

    def prepare(self, values: Iterable[Values]) -> None:
        """Find or make everybody and everything that the values name, in one order for all processes."""
        rows = list(values)
        for name in _names(rows, "person", "replaces"):
            self._people[name] = _found_or_made(Person, name)
        for name in _names(rows, "municipality", "municipalities"):
            self._municipalities[name] = _found_or_made(Municipality, name)
        for name in _names(rows, "body"):
            self._bodies[name] = _found_or_made(Body, name)
        for letter in _names(rows, "party"):
            self._parties[letter] = Party.objects.get_or_create(letter=letter)[0]

    def record_values(self, values: Mapping[str, Any], sections: Mapping[str, Section]) -> Values:
        """The values as model fields take them, without those of MANY."""
        return {
            field: self._field_value(field, value, sections)
            for field, value in values.items()
            if field not in MANY
        }

    def municipalities(self, names: Iterable[str]) -> list[Municipality]:
        return [self._municipalities[name] for name in names]

    def _field_value(self, field: str, value: Any, sections: Mapping[str, Section]) -> Any:
        if field in {"person", "replaces"}:
            return self._people[value] if value else None
        if field == "municipality":
            return self._municipalities[value] if value else None
        if field == "party":
            return self._parties[value] if value else None
        if field == "body":
            return self._bodies[value]
        if field == "section":
            return sections.get(value)
        if field in _DATES:
            return [date.fromisoformat(day) for day in value]
        if field in _TIMES:
            return time.fromisoformat(value) if value else None
        return value


def _names(rows: Iterable[Values], *fields: str) -> list[str]:
    names: set[str] = set()
    for row in rows:
        for field in fields:
            value = row.get(field) or ()
            names.update([value] if isinstance(value, str) else value)
    return sorted(names)


def _found_or_made(model: type[Named], name: str) -> Named:
    return model.objects.get_or_create(name=name, defaults={"slug": free_slug(model, name)})[0]
