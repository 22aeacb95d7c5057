"""An imported value as an editor reads it: choices by their labels, days as dates, lists and tables spelt out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.formats import date_format


def value_in_words(model: type[models.Model], name: str, value: Any, *, between: str = "\n") -> str:
    """The plain value (see base.py) of the model's field `name` in Danish words, »–« where it is empty.

    A date is »19. juni 2026«, a choice its label, a list »Aalborg, Rebild«, a table's row »Aalborg | 1.200«, a place
    »Overskrift: side 2, linje 5«. `between` stands between rows, and between places.
    """
    field: Any = next((field for field in model._meta.get_fields() if field.name == name), None)
    if isinstance(field, ArrayField):
        field = field.base_field
    if value in ("", None, [], {}):
        return "–"
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, Mapping):
        return between.join(f"{_field_label(model, key)}: {_place_in_words(place)}" for key, place in value.items())
    if isinstance(value, list) and any(isinstance(part, list | Mapping) for part in value):
        return between.join(_row_in_words(part) for part in value)
    if isinstance(value, list):
        return ", ".join(_single_value_in_words(field, part) for part in value)
    return _single_value_in_words(field, value)


def _row_in_words(part: Any) -> str:
    """A row of a table, or a side of a vote."""
    cells = part.values() if isinstance(part, Mapping) else part
    return " | ".join(str(cell) for cell in cells if cell is not None)


def _single_value_in_words(field: Any, value: Any) -> str:
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value), "j. F Y")
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


def _field_label(model: type[models.Model], name: str) -> str:
    fields = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return fields.get(name, name)


def _place_in_words(place: Any) -> str:
    """`{"page": 2, "line": 5}` as »side 2, linje 5«; anything else as it is."""
    if not isinstance(place, Mapping):
        return str(place)
    return ", ".join(f"{word} {place[name]}" for name, word in (("page", "side"), ("line", "linje")) if name in place)
