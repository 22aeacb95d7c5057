"""Which items are about one case: each two are compared once, and what was found is kept (SameCasePair).

An item is compared when its signature is new or has changed, with all that may be about its case, older and newer. So
whatever the order is in which they come, each two that both are there have been compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from meetings.cases.signature_store import signatures_of
from meetings.cases.signatures import same_case_reason
from meetings.models import MatterSignature, SameCasePair
from meetings.models.locks import Lock, take_lock

# Items that an item is compared with: of those that share a word of its signature the nearest in time. Bounds the work
# for a common word; which of the others it was compared with depends on what was there then.
CANDIDATES_AT_MOST = 200

# Of some items those of their council's other meetings that may be about one case with them. Two that may are a pair
# whichever of them is asked about.
_CANDIDATES = """
    SELECT one.item_id, found.item_id FROM meetings_mattersignature AS one
    CROSS JOIN LATERAL (
        SELECT other.item_id FROM meetings_mattersignature AS other
        WHERE (other.terms && one.anchors OR other.anchors && one.terms
            OR (one.case_number <> '' AND other.case_number <> '' AND other.case_number = one.case_number))
        AND other.council_id = one.council_id AND other.meeting_id <> one.meeting_id
        ORDER BY abs(other.date - one.date), other.item_id LIMIT %s
    ) AS found
    WHERE one.item_id = ANY(%s)
"""
_PAIRS = """
    SELECT one_id, other_id, reason FROM meetings_samecasepair WHERE one_id = ANY(%(items)s)
    UNION ALL
    SELECT other_id, one_id, reason FROM meetings_samecasepair WHERE other_id = ANY(%(items)s)
"""
# Those of some items that are in so many pairs. No more of them are read.
_RECURRING = """
    SELECT item FROM unnest(%(items)s::bigint[]) AS item CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM (
            SELECT FROM meetings_samecasepair WHERE one_id = item
            UNION ALL
            SELECT FROM meetings_samecasepair WHERE other_id = item
            LIMIT %(at_most)s
        ) AS pair
    ) AS pairs
    WHERE pairs.number >= %(at_most)s
"""


@dataclass(frozen=True)
class RelatedItems:
    """All items that were reached, and by item those that are about the same case, each with the reason."""

    items: frozenset[int]
    related: Mapping[int, Mapping[int, str]]

    def pairs(self) -> Iterator[tuple[int, int]]:
        return ((item, other) for item, others in self.related.items() for other in others)

    def reason(self, item: int) -> str:
        return self.related[item][min(self.related[item])]


def compare_new_items(items: Collection[int]) -> int:
    """Compare those of the items that have not been with all that may be about their case; gives how many those are.

    The caller holds Lock.THREADS. A few queries, however many the items.
    """
    new = set(MatterSignature.objects.filter(pk__in=items, is_compared=False).values_list("pk", flat=True))
    if not new:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [CANDIDATES_AT_MOST, list(new)])
        pairs = {(min(pair), max(pair)) for pair in cursor.fetchall()}
    known = signatures_of({*new, *(item for pair in pairs for item in pair)})
    found = (
        SameCasePair(one_id=one, other_id=other, reason=reason)
        for one, other in sorted(pairs)
        if (reason := same_case_reason(known[one], known[other]))
    )
    SameCasePair.objects.bulk_create(found, ignore_conflicts=True)
    MatterSignature.objects.filter(pk__in=new).update(is_compared=True)
    return len(new)


def compare_in_turn(items: Collection[int]) -> int:
    """As `compare_new_items`, in a transaction that waits for whoever is at the threads."""
    with transaction.atomic():
        take_lock(Lock.THREADS)
        return compare_new_items(items)


def related_items(items: Collection[int], at_most: int) -> RelatedItems:
    """The items, and all that are about their cases in however many steps. A few queries for each step.

    Two each of which is like `at_most` others or more are not related: theirs is no case, but a title that the council
    uses over and over.
    """
    related: dict[int, dict[int, str]] = defaultdict(dict)
    seen: set[int] = set()
    waiting = set(items)
    while waiting:
        compare_new_items(waiting)
        found = _pairs_of(waiting)
        seen |= waiting
        recurring = {item for item, others in found.items() if len(others) >= at_most}
        recurring |= _recurring({other for item in recurring for other in found[item]} - waiting, at_most)
        for item, others in found.items():
            for other, reason in others.items():
                if not (item in recurring and other in recurring):
                    related[item][other] = related[other][item] = reason
        waiting = {other for item in waiting for other in related.get(item, ())} - seen
    return RelatedItems(frozenset(seen), related)


def _pairs_of(items: Collection[int]) -> dict[int, dict[int, str]]:
    """By item: those that are about its case, each with the reason."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"items": list(items)})
        for item, other, reason in cursor.fetchall():
            found[item][other] = reason
    return found


def _recurring(items: Collection[int], at_most: int) -> set[int]:
    """Those of the items that `at_most` others or more are like."""
    if not items:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_RECURRING, {"items": list(items), "at_most": at_most})
        return {item for (item,) in cursor.fetchall()}
