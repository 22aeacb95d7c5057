"""An upload's plan as its page shows it: what happens in short, and each record's changes folded."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from meetings.admin.wordings import marked_differences
from meetings.danish.plurals import counted

# In characters. A shorter wording is seen to differ without being compared word by word.
_COMPARED_FROM = 60


@dataclass(frozen=True)
class PlannedField:
    """A field that the import would write, or that it leaves as an editor wrote it."""

    title: str
    old: str
    new: str
    # Both wordings in one, where something is overwritten.
    difference: SafeString
    is_kept: bool


@dataclass(frozen=True)
class PlannedRecord:
    """What the import would do to one record."""

    action: str
    title: str
    fields: tuple[PlannedField, ...]

    @property
    def overwrites(self) -> bool:
        """Whether something that stands in the archive would be replaced."""
        return any(field.difference for field in self.fields)


def planned_changes(plan: Iterable[Mapping[str, Any]]) -> list[PlannedRecord]:
    """The records of `Upload.plan`, in its order."""
    return [
        PlannedRecord(
            change["action"],
            change["title"],
            (
                *(_field(field, is_kept=False) for field in change.get("fields", ())),
                *(_field(field, is_kept=True) for field in change.get("kept", ())),
            ),
        )
        for change in plan
    ]


def change_counts(plan: Iterable[Mapping[str, Any]]) -> list[str]:
    """How many records of each action there are: »Ændres: 3 poster«, in the order in which the actions come."""
    counts = Counter(change["action"] for change in plan)
    return [f"{action}: {counted(count, 'post', 'poster')}" for action, count in counts.items()]


def _field(field: Mapping[str, str], *, is_kept: bool) -> PlannedField:
    old, new = field["old"], field["new"]
    is_overwritten = not is_kept and not {old, new} & {"", "–"}
    is_compared = is_overwritten and max(len(old), len(new)) > _COMPARED_FROM
    difference = marked_differences(old, new) if is_compared else SafeString()
    return PlannedField(field["title"], old, new, difference, is_kept)
