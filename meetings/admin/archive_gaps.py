"""What the archive lacks by what its own records say: for the editors' page »Fuldstændighed« (completeness.py).

Each function is one query, however large the archive is, and gives at most `limit` findings.
Hidden samples lack nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from meetings.models import AgendaItem, Document, Meeting
from meetings.models.samples import HIDDEN_COUNCILS


@dataclass(frozen=True)
class MissingMeeting:
    """A date on which a council met or will meet by what its items say, and on which the archive has no meeting.

    `council` is its name, `items` are the keys of the items that name the date, the oldest first.
    """

    council: str
    date: date
    items: tuple[int, ...]


@dataclass(frozen=True)
class NumberingGap:
    """Numbers left out between two items of a meeting: from `first` (»3.4«) to `last`, both missing.

    `meeting` is its key.
    """

    meeting: int
    first: str
    last: str


@dataclass(frozen=True)
class DanglingReference:
    """An item's reference, »Pkt. 3.5, 20.6.2025« or »Sag 23/1042«, to what the archive does not have.

    `item` is the key of the item that refers.
    """

    item: int
    reference: str


def meetings_without_minutes(today: date, limit: int) -> list[Meeting]:
    """The meetings that were held, have an agenda or a draft and no minutes; newest first."""
    return list(Meeting.objects.shown().lacking_minutes(today).select_related("council").order_by("-date")[:limit])


def documents_with_warnings(limit: int) -> list[Document]:
    """The documents of which the parser did not understand something, newest meeting first."""
    documents = Document.objects.shown().with_warnings().without_text().select_related("meeting__council")
    return list(documents.order_by("-meeting__date", "pk")[:limit])


def missing_meetings(limit: int) -> list[MissingMeeting]:
    """The meetings that items name and the archive lacks, newest first, each with the items that name it."""
    rows = _query_rows(
        f"""
        SELECT council.name, named.day, array_agg(item.id ORDER BY meeting.date, item.position)
        FROM meetings_agendaitem AS item
        JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
        JOIN meetings_council AS council ON council.id = meeting.council_id
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(item."references")) AS named (day)
        WHERE council.id NOT IN ({HIDDEN_COUNCILS}) AND NOT EXISTS (
            SELECT FROM meetings_meeting AS held WHERE held.date = named.day AND (
                held.council_id = council.id OR EXISTS (
                    SELECT FROM meetings_meeting_joint_councils AS joint
                    WHERE joint.meeting_id = held.id AND joint.council_id = council.id
                )
            )
        )
        GROUP BY council.name, named.day ORDER BY named.day DESC, council.name LIMIT %s
        """,
        [limit],
    )
    return [MissingMeeting(council, day, tuple(items)) for council, day, items in rows]


def numbering_gaps(limit: int) -> list[NumberingGap]:
    """The gaps in the numbers of a meeting's items: within a section, whose items are counted from 1."""
    rows = _query_rows(
        f"""
        WITH numbered AS (
            SELECT meeting_id, split_part(number, '.', 1)::int AS section, split_part(number, '.', 2)::int AS place
            FROM meetings_agendaitem WHERE number ~ '^[0-9]{{1,4}}[.][0-9]{{1,4}}$'
        ), followed AS (
            SELECT *, coalesce(lag(place) OVER (PARTITION BY meeting_id, section ORDER BY place), 0) AS before
            FROM numbered
        )
        SELECT gap.meeting_id, format('%%s.%%s', section, gap.before + 1), format('%%s.%%s', section, gap.place - 1)
        FROM followed AS gap JOIN meetings_meeting AS meeting ON meeting.id = gap.meeting_id
        WHERE gap.place > gap.before + 1 AND meeting.council_id NOT IN ({HIDDEN_COUNCILS})
        ORDER BY meeting.date DESC, gap.meeting_id, section, gap.place LIMIT %s
        """,
        [limit],
    )
    return [NumberingGap(*row) for row in rows]


def dangling_references(limit: int) -> list[DanglingReference]:
    """The items and cases that items name and the archive lacks, newest first.

    An item of a meeting that the archive lacks altogether is left to `missing_meetings`.
    """
    rows = _query_rows(
        f"""
        SELECT named.item_id, named.reference FROM (
            SELECT item.id AS item_id, item.meeting_id, 'Pkt. ' || named_number AS reference
            FROM meetings_agendaitem AS item CROSS JOIN LATERAL unnest(item.item_references) AS named_number
            WHERE NOT EXISTS (
                SELECT FROM meetings_agendaitem AS other
                WHERE other.meeting_id = item.meeting_id AND other.number = named_number
            )
            UNION ALL
            SELECT item.id, item.meeting_id, 'Pkt. ' || named.number || ', ' || to_char(held.date, 'FMDD.FMMM.YYYY')
            FROM meetings_agendaitem AS item
            JOIN meetings_meeting AS own ON own.id = item.meeting_id
            CROSS JOIN LATERAL (
                SELECT split_part(distant, ' ', 1), split_part(distant, ' ', 2)
                FROM unnest(item.distant_items) AS distant
            ) AS named (day, number)
            JOIN meetings_meeting AS held ON held.council_id = own.council_id AND held.date::text = named.day
            WHERE NOT EXISTS (
                SELECT FROM meetings_agendaitem AS other
                WHERE other.meeting_id = held.id AND other.number = named.number
            )
            UNION ALL
            SELECT item.id, item.meeting_id, 'Sag ' || named_case
            FROM meetings_agendaitem AS item CROSS JOIN LATERAL unnest(item.case_references) AS named_case
            WHERE NOT EXISTS (SELECT FROM meetings_agendaitem AS other WHERE other.case_number = named_case)
        ) AS named
        JOIN meetings_meeting AS meeting ON meeting.id = named.meeting_id
        WHERE meeting.council_id NOT IN ({HIDDEN_COUNCILS})
        ORDER BY meeting.date DESC, named.item_id, named.reference LIMIT %s
        """,
        [limit],
    )
    return [DanglingReference(*row) for row in rows]


def items_by_key(keys: Iterable[int]) -> dict[int, AgendaItem]:
    """The items of these keys, with what names them."""
    return AgendaItem.objects.for_list().in_bulk(set(keys))


def meetings_by_key(keys: Iterable[int]) -> dict[int, Meeting]:
    """The meetings of these keys, with their councils."""
    return Meeting.objects.select_related("council").in_bulk(set(keys))


def _query_rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
