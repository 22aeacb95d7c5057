"""Where the items of a supplement stand among those of the agenda: by their numbers, and by numbers of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from meetings.importing.planned_changes import PlannedChange
from meetings.importing.records import ArchivedRecords
from meetings.models import AgendaItem
from meetings.models.base import PlainValues, RecordKey, is_edited
from meetings.parsing import document as minutes

Records = dict[RecordKey, PlainValues]


def merged_order(read: Mapping[RecordKey, PlainValues], existing: ArchivedRecords, *, leads: bool) -> list[str]:
    """The keys of all items, read and archived, in the order in which they are to stand.

    Those of the document that `leads` keep its order, else the archived ones theirs; the others stand by their number.
    """
    of_read = {key[1]: values["number"] for key, values in read.items() if key[0] == "item"}
    archived = {key[1]: record for key, record in existing.items() if isinstance(record, AgendaItem)}
    in_order = sorted(archived, key=lambda key: archived[key].position)
    base = list(of_read) if leads else in_order
    numbers = {**{key: record.number for key, record in archived.items()}, **of_read}
    added = [key for key in (in_order if leads else of_read) if key not in base]
    for key in sorted(added, key=lambda key: number_key(numbers[key])):
        before = [place for place, other in enumerate(base) if number_key(numbers[other]) <= number_key(numbers[key])]
        base.insert(before[-1] + 1 if before else 0, key)
    return base


def with_positions(read: Mapping[RecordKey, PlainValues], order: list[str]) -> Records:
    """The records read, each item with its place in the order."""
    return {
        key: {**values, "position": order.index(key[1])} if key[0] == "item" else dict(values)
        for key, values in read.items()
    }


def moves(read: Mapping[RecordKey, PlainValues], existing: ArchivedRecords, order: list[str]) -> list[PlannedChange]:
    """The changes that move the archived items which the document lacks to their places in the order."""
    changes = []
    for key, record in existing.items():
        if isinstance(record, AgendaItem) and key not in read and not is_edited(record, "position"):
            position = order.index(key[1])
            if record.position != position:
                changes.append(PlannedChange(key, "update", {"position": position}))
    return changes


def merged_changes(changes: tuple[PlannedChange, ...], added: list[PlannedChange]) -> tuple[PlannedChange, ...]:
    """The changes with those added; two of one record become one."""
    by_key = {change.key: change for change in changes}
    for change in added:
        known = by_key.get(change.key)
        if known is None:
            by_key[change.key] = change
        elif known.action != "remove":
            by_key[change.key] = replace(known, values={**known.values, **change.values})
    return tuple(by_key.values())


def renumbered(
    document: minutes.Document, keys: Mapping[str, str], existing: ArchivedRecords
) -> tuple[dict[str, str], list[str]]:
    """New numbers, by the document's, for a supplement's new items whose numbers are taken; and what to say of it.

    A supplement that counts from 1 again means no item of the agenda: its items go behind the last of their section.
    """
    taken = {record.number for record in existing.values() if isinstance(record, AgendaItem) and not record.withdrawn}
    numbers: dict[str, str] = {}
    remarks = []
    for item in document.items:
        if ("item", keys[item.number]) in existing or item.number not in taken:
            continue
        section, _, _ = item.number.rpartition(".")
        beside = [number_key(number) for number in taken if number.rpartition(".")[0] == section]
        number = ".".join(filter(None, (section, str(max(beside)[-1] + 1))))
        numbers[item.number] = number
        taken.add(number)
        remarks.append(f"Punkt {item.number} i tillægget får nummer {number}, da et andet punkt har nummeret.")
    return numbers, remarks


def number_key(number: str) -> tuple[int, ...]:
    """What numbers are sorted by: 3.10 after 3.9."""
    return tuple(int(part) for part in number.split(".") if part.isdigit())
