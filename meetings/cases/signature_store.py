"""The stored signatures (MatterSignature): written from the items, and looked up by an index."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from meetings.cases.signatures import PART_BREAK, Signature, signatures
from meetings.changes.item_locks import lock_free_meetings
from meetings.models import AgendaItem, MatterSignature, Meeting, SameCasePair
from meetings.models.choices import CaseType, FieldName
from meetings.models.locks import Lock, take_lock

# What of a signature its item and that one's meeting say.
_DERIVED_FROM_ITEM = ("item_id", "meeting_id", "council_id", "date", "terms", "anchors", "case_number", "traits")
# Between two attempts at meetings that others are changing.
_PAUSE_SECONDS = 0.05


def write_signatures(meeting_ids: Iterable[int]) -> set[int]:
    """Write the signatures of all items of the meetings from what they say now; gives the items whose had changed.

    The meetings are locked, or nobody else changes them. Where there is something to write Lock.THREADS is taken.
    """
    return {item for meeting_id in meeting_ids for item in _write_for_meeting(meeting_id)}


def rewrite_signatures(meeting_ids: Iterable[int]) -> None:
    """Write the signatures of these meetings a transaction each; one that somebody else changes is waited for."""
    left = set(meeting_ids)
    while left:
        for meeting_id in sorted(left):
            with transaction.atomic():
                if lock_free_meetings([meeting_id]):
                    write_signatures([meeting_id])
                    left.discard(meeting_id)
        left.intersection_update(Meeting.objects.filter(pk__in=left).values_list("pk", flat=True))
        if left:
            time.sleep(_PAUSE_SECONDS)


def write_signatures_of(item_ids: Collection[int]) -> set[int]:
    """Write the signatures of the meetings of these items, and of those that they were moved from; gives as above."""
    here = AgendaItem.objects.order_by().filter(pk__in=item_ids).values_list("meeting", flat=True)
    before = MatterSignature.objects.filter(pk__in=item_ids).values_list("meeting", flat=True)
    return write_signatures(sorted({*here, *before}))


def _write_for_meeting(meeting_id: int) -> set[int]:
    """Of all the meeting's items together, but those withheld: a word weighs the less, the more of them have it."""
    items = list(
        AgendaItem.objects.filter(meeting=meeting_id, is_withheld=False)
        .select_related("meeting", "decision")
        .defer("imported", "meeting__imported", "meeting__written", "decision__imported")
        .order_by("position", "pk")
    )
    titles, texts = [item.title for item in items], [all_text(item) for item in items]
    of_items = zip(items, signatures(titles, texts, [item.case_number for item in items]), strict=True)
    rows = [
        MatterSignature(
            item=item,
            meeting_id=item.meeting_id,
            council_id=item.meeting.council_id,
            date=item.meeting.date,
            terms=sorted(signature.terms),
            anchors=sorted(signature.anchors),
            case_number=signature.case_number,
            traits=_as_json(signature),
        )
        for item, signature in of_items
        if signature.words and item.case_type != CaseType.FORMALITY
    ]
    return _write_rows(meeting_id, rows)


def _write_rows(meeting_id: int, rows: Sequence[MatterSignature]) -> set[int]:
    """Make these the meeting's signatures; what is right already is not written. Gives the items that differed."""
    stored = {row.item_id: row for row in MatterSignature.objects.filter(item__meeting=meeting_id)}
    changed = [row for row in rows if row.item_id not in stored or _facts(stored[row.item_id]) != _facts(row)]
    superfluous = stored.keys() - {row.item_id for row in rows}
    if not changed and not superfluous:
        return set()
    take_lock(Lock.THREADS)  # nobody compares a signature that is being written anew
    if superfluous:
        MatterSignature.objects.filter(pk__in=superfluous).delete()
    written_anew = [row.item_id for row in changed if row.item_id in stored]
    if written_anew:
        SameCasePair.objects.filter(Q(one__in=written_anew) | Q(other__in=written_anew)).delete()
    fields = [field.name for field in MatterSignature._meta.concrete_fields if not field.primary_key]
    MatterSignature.objects.bulk_create(changed, update_conflicts=True, unique_fields=["item"], update_fields=fields)
    return {*superfluous, *(row.item_id for row in changed)}


def _facts(row: MatterSignature) -> list[Any]:
    return [getattr(row, name) for name in _DERIVED_FROM_ITEM]


def signatures_of(items: Collection[int]) -> dict[int, Signature]:
    """By key: the signature of each of the items that has one."""
    rows = MatterSignature.objects.filter(pk__in=items).values_list("pk", "traits", "case_number")
    return {key: _from_json(traits, case_number) for key, traits, case_number in rows}


def all_text(item: AgendaItem) -> str:
    """The item's four texts in one, of which its vocabulary is made."""
    return joined_texts(item.texts())


def joined_texts(texts: Mapping[FieldName, str]) -> str:
    """The same of an item's texts by field."""
    return PART_BREAK.join(texts[field] for field in FieldName)


def _as_json(signature: Signature) -> Mapping[str, Any]:
    return {
        "words": list(signature.words),
        "lead": sorted(signature.lead),
        "joined": {word: list(parts) for word, parts in sorted(signature.compounds.items())},
        "numbers": sorted(signature.numbers),
        "is_appointment": signature.is_appointment,
        "vocabulary": dict(signature.vocabulary),
    }


def _from_json(traits: Mapping[str, Any], case_number: str) -> Signature:
    return Signature(
        words=tuple(traits["words"]),
        lead=frozenset(traits["lead"]),
        compounds={word: (first, second) for word, (first, second) in traits["joined"].items()},
        numbers=frozenset(traits["numbers"]),
        case_number=case_number,
        is_appointment=traits["is_appointment"],
        vocabulary=traits["vocabulary"],
    )
