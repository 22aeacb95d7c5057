"""Locks on items whose derived rows are written: never waited for, so that no two processes wait for each other."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

# The meetings and people are what an item's rows are made of besides the item and its parts. Whoever is changing one of
# them has not committed that yet, and will derive the items that it concerns: until then they are left alone. A meeting
# is locked as its items are: signatures are made of all items of a meeting together.
_LOCK = """
    WITH meeting AS (
        SELECT id FROM meetings_meeting
        WHERE id IN (SELECT meeting_id FROM meetings_agendaitem WHERE id = ANY(%(items)s))
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), item AS (
        SELECT id FROM meetings_agendaitem
        WHERE id = ANY(%(items)s) AND meeting_id IN (SELECT id FROM meeting)
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), person AS (
        SELECT id FROM meetings_person
        WHERE id IN (SELECT person_id FROM meetings_appointment WHERE item_id = ANY(%(items)s))
        ORDER BY id FOR SHARE SKIP LOCKED
    )
    SELECT id FROM item
    WHERE NOT EXISTS (
        SELECT FROM meetings_appointment AS appointment
        WHERE appointment.item_id = item.id AND appointment.person_id IS NOT NULL
            AND appointment.person_id NOT IN (SELECT id FROM person)
    )
"""
_THERE = "SELECT id FROM meetings_agendaitem WHERE id = ANY(%(items)s)"
_LOCK_MEETINGS = (
    "SELECT id FROM meetings_meeting WHERE id = ANY(%(meetings)s) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED"
)


def lock_free_items(items: Collection[int]) -> tuple[set[int], set[int]]:
    """Lock those of the items that nobody else holds, until the transaction ends; gives them, and those that are held.

    What is read of the locked ones in a later statement stays as it is. Items that are gone are in neither.
    """
    if not items:
        return set(), set()
    wanted = set(items)
    locked = _keys(_LOCK, {"items": list(wanted)})
    return locked, _keys(_THERE, {"items": list(wanted - locked)}) if wanted - locked else set()


def lock_free_meetings(meetings: Collection[int]) -> set[int]:
    """Lock those of the meetings that nobody else holds, until the transaction ends; gives them."""
    return _keys(_LOCK_MEETINGS, {"meetings": list(meetings)})


def _keys(statement: str, values: dict[str, list[int]]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {key for (key,) in cursor.fetchall()}
