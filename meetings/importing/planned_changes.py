"""What an import would do, as plain values: a plan of changes, one for each record that changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from meetings.importing.records import RECORD_MODELS
from meetings.models import Document, Meeting
from meetings.models.base import PlainValues, RecordKey

# What becomes of the meeting as a whole.
Action = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True)
class PlannedChange:
    """What becomes of one record of the meeting.

    For example `PlannedChange(("item", "3.6"), "update", {"title": "Ny bro"}, {"place": "Rådhuset"})`.
    """

    key: RecordKey
    action: Literal["create", "update", "remove"]
    # What is written, by field; empty where the record is removed.
    values: PlainValues
    # What the document says, by field, where a person has edited the field and it says something else: the edit is
    # kept, and becomes a Conflict for an editor to decide.
    conflicting: PlainValues = field(default_factory=dict)
    # Everything that the document says of the record, by field; empty where it says nothing.
    document_values: PlainValues = field(default_factory=dict)
    # The number that the document gives the item that the record is or belongs to: "3.6".
    number: str = ""

    @property
    def title(self) -> str:
        """What the record is called, for people: "punkt 3.6"."""
        item, *rest = (part for part in self.key[1].split("/") if not part.startswith("by hand "))
        number = self.number or item.partition("~")[0]
        return f"{RECORD_MODELS[self.key[0]]._meta.verbose_name} {'/'.join([number, *rest])}".strip()

    def field_title(self, name: str) -> str:
        """What the field is called, for people: "sagsnummer"; the name itself where the model has no such field."""
        options = RECORD_MODELS[self.key[0]]._meta
        titles = {known.name: known.verbose_name for known in (*options.concrete_fields, *options.many_to_many)}
        return str(titles.get(name, name))


@dataclass(frozen=True)
class ImportPlan:
    """What importing a document would do to its meeting."""

    action: Action
    changes: tuple[PlannedChange, ...]
    # Everything that the document says, by the key that the archive knows a record by; stored as `Document.said`.
    # Empty where the document was read by this version of the parser already.
    document_records: Mapping[RecordKey, PlainValues] = field(default_factory=dict)
    # Whether the meeting's page shows this document's wording, and not that of another document of the meeting.
    is_leading: bool = True
    # The meeting that the document is of; None for one that the archive lacks.
    meeting: Meeting | None = None
    # The document as it was imported before: the same file, or another of the same words.
    known: Document | None = None
    # What a person should know before it is imported, in Danish: another meeting that has the same items.
    remarks: tuple[str, ...] = ()
    # Meetings of other days with nearly the same items.
    alike: tuple[Meeting, ...] = ()
    # The document's records that an editor deleted, and that stay away.
    held_back: tuple[PlannedChange, ...] = ()
    # Whether `known` is another file of the same words.
    is_copy: bool = False
    # What `Document.rank` is to be.
    rank: int = 1

    @property
    def same_text(self) -> str:
        """A sentence where the file is another copy of a document that the archive has, else ''."""
        if self.action != "unchanged" or self.known is None or not self.is_copy:
            return ""
        return f"Samme tekst som »{self.known.source_name}«, der allerede er i arkivet."

    @property
    def kept_edits(self) -> int:
        """How many fields keep a person's edit although the document says something else."""
        return sum(len(change.conflicting) for change in self.changes)
