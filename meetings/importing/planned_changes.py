"""What an import would do, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from meetings.importing.records import RECORD_MODELS
from meetings.models.base import PlainValues, RecordKey

Action = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True)
class PlannedChange:
    """What becomes of one record: `values` are written, `kept` is what the document says of edited fields."""

    key: RecordKey
    action: Literal["create", "update", "remove"]
    values: PlainValues
    kept: PlainValues = field(default_factory=dict)
    # Everything that the document says of the record; empty where it says nothing.
    said: PlainValues = field(default_factory=dict)
    # The number that the document gives the item that the record is or belongs to.
    number: str = ""

    @property
    def title(self) -> str:
        """What the record is called, for people: "punkt 3.6"."""
        item, *rest = self.key[1].split("/")
        number = self.number or item.partition("~")[0]
        return f"{RECORD_MODELS[self.key[0]]._meta.verbose_name} {'/'.join([number, *rest])}".strip()

    def field_title(self, name: str) -> str:
        options = RECORD_MODELS[self.key[0]]._meta
        titles = {known.name: known.verbose_name for known in (*options.concrete_fields, *options.many_to_many)}
        return str(titles.get(name, name))


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. `said` is every record that the document asks for.

    `leads` tells whether the page shows this document's wording.
    """

    action: Action
    changes: tuple[PlannedChange, ...]
    said: Mapping[RecordKey, PlainValues] = field(default_factory=dict)
    leads: bool = True
