"""The changes of what is public, from which the archive's version follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models


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


class ArchiveChange(models.Model):
    """One transaction that changed what readers see, and the earlier ones that it took into its row.

    Triggers write it (the first migration makes them): a row a transaction, so that none waits for another.
    """

    changes = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ArchiveChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.changes}: {self.at}"


@dataclass(frozen=True)
class ArchiveVersion:
    """How many transactions have changed the archive, and when the latest did; no time where none has.

    `is_everybodys` unless whoever asks has changed something in the same transaction, which others do not see yet.
    """

    number: int
    changed_at: datetime | None
    is_everybodys: bool = True
