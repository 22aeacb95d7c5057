"""Which state of the archive a reader sees: a number that every change of what is public raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, models

if TYPE_CHECKING:
    from meetings.models import ArchiveChange


@dataclass(frozen=True)
class ArchiveVersion:
    """How many transactions have changed the archive, and when the latest did; no time where none has.

    `is_everybodys` unless whoever asks has changed something in the same transaction, which others do not see yet.
    """

    number: int
    changed_at: datetime | None
    is_everybodys: bool = True


class ArchiveChangeQuerySet(models.QuerySet["ArchiveChange"]):
    def version(self) -> ArchiveVersion:
        """The version that the database shows at this moment, in one question.

        Whoever asks for it first and reads the archive afterwards reads that version or a later one.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(changes), 0)::bigint, max(at), pg_current_xact_id_if_assigned() IS NULL"
                " FROM meetings_archivechange"
            )
            return ArchiveVersion(*cursor.fetchone())
