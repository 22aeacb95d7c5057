"""The municipalities that a table's rows are about, kept beside it so that such tables are found by an index."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.parsing.meaning.figures import municipalities_of


class MunicipalitiesOfRows(ArrayField):  # type: ignore[type-arg]  # a class of types in the stubs alone
    """Follows the record's rows whenever it is written, by imports and editors alike; nobody fills it in."""

    def __init__(self, base_field: models.Field[Any, Any] | None = None, **options: Any) -> None:
        options |= {"default": list, "blank": True, "editable": False}
        super().__init__(base_field or models.CharField(max_length=60), **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        named = municipalities_of(getattr(model_instance, "rows", ()))
        setattr(model_instance, self.attname, named)
        return named
